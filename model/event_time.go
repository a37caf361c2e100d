package model

import "time"

// Events of time: what happened because a time had come.
type (
	// TimerFired is a time that has come for a task: At is when it was to be,
	// which is earlier than the event where alur did not run.
	TimerFired struct {
		Kind TimerKind `json:"kind"`
		At   time.Time `json:"at"`
	}
	// StepStarted sends work to another step besides, because its Step is
	// overdue.
	StepStarted struct {
		Step string `json:"step"`
	}
	// ScheduleFired is a time of a schedule that has come: At is when it was
	// to be. Missed counts earlier ones that came while alur did not run and
	// start no case, Skipped is true where this one starts none either; Why
	// is the code of what kept it from that.
	ScheduleFired struct {
		Process  string    `json:"process"`
		Division string    `json:"division,omitempty"`
		At       time.Time `json:"at"`
		Missed   int       `json:"missed,omitempty"`
		Skipped  bool      `json:"skipped,omitempty"`
		Why      string    `json:"why,omitempty"`
	}
	// DigestMade is what the owner was told of a day, that ended with the
	// closing For.
	DigestMade struct {
		For     time.Time `json:"for"`
		Subject string    `json:"subject"`
		Text    string    `json:"text"`
	}
	// OwnerCalled is what the owner was told at once; More is how many matters
	// there were beside those.
	OwnerCalled struct {
		Calls []Call `json:"calls"`
		More  int    `json:"more,omitempty"`
	}
)

func (TimerFired) eventName() string    { return "timer.fired" }
func (StepStarted) eventName() string   { return "step.started" }
func (ScheduleFired) eventName() string { return "schedule.fired" }
func (DigestMade) eventName() string    { return "digest.made" }
func (OwnerCalled) eventName() string   { return "owner.called" }

// timeBodyReader is bodyReader for the events of time.
func timeBodyReader(name string) func([]byte) (Body, error) {
	switch name {
	case "timer.fired":
		return readBody[TimerFired]
	case "step.started":
		return readBody[StepStarted]
	case "schedule.fired":
		return readBody[ScheduleFired]
	case "digest.made":
		return readBody[DigestMade]
	case "owner.called":
		return readBody[OwnerCalled]
	}
	return archiveBodyReader(name)
}
