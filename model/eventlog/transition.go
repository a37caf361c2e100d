package eventlog

import "strings"

// transition is what an event says of an instance: the standard lifecycle of
// XES (IEEE 1849-2016).
type transition uint8

const (
	completes transition = iota
	schedules
	assigns
	starts
	suspends
	resumes
	fails
	// skips are instances that were never done, and are no executions.
	skips
	// noTransition is none of them, unspoken one that says so of itself.
	noTransition
	unspoken
)

func transitionOf(text []byte) transition {
	switch strings.ToLower(string(text)) {
	case "", "complete", "completed", "end":
		return completes
	case "schedule", "scheduled", "ready", "enable", "enabled":
		return schedules
	case "assign", "assigned", "reassign", "claim", "claimed":
		return assigns
	case "start", "started", "begin":
		return starts
	case "suspend", "suspended":
		return suspends
	case "resume", "resumed":
		return resumes
	case "ate_abort", "pi_abort", "abort", "failed", "fail":
		return fails
	case "withdraw", "manualskip", "autoskip", "skip", "skipped":
		return skips
	case "unknown":
		return unspoken
	}
	return noTransition
}
