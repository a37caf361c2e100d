// Package figures reckons the owner's figures from a log of what happened
// (package eventlog): how long cases and steps took and where they waited, how
// much was done over, who was busy, how involved the ways are.
//
// Of is a pure function, and the only place where these figures are made: the
// screen, the command line and the export show what it says, for the shop's
// own record and for a log from elsewhere alike.
//
// Each figure says where its definition comes from. They are compared with
// pm4py 2.7.14, edeaR 1.0.0, process-complexity and an independent reckoning
// on eight published logs. Where those differ among each other, or are plainly
// wrong, ours are:
//
//   - A lead time begins with the first step, not with its end. (pm4py's case
//     duration is last minus first completion; the first step's own duration is
//     lost. Its "cycle time" is the busy time of the whole log by cases, and
//     leaves out the last busy period.)
//   - Waiting is lead time less the union of all work, so it is never negative
//     where steps overlap. (pm4py subtracts the sum, edeaR's queuing times
//     take the row before; both go below zero.) edeaR's idle time of a log
//     averages only cases that have some.
//   - Steps stand by begin, end and line. (pm4py has variants and handovers by
//     end, its directly-follows graph by begin.)
//   - What nobody recorded is left out and counted, never zero.
//   - Opening time is that of the zone's wall clock, over midnight, the week's
//     end and changes of the clock. (pm4py drops the zone; edeaR's work
//     schedules are wrong.)
//
// Times are in seconds, shares are fractions from 0 to 1, distributions have
// percentiles of type 7.
package figures

import (
	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Options say what is looked at, and how time is counted.
type Options struct {
	// Calendar counts opening time of the shop; nil counts all time. The
	// work of a person is counted by Person's calendar and the waiting of a
	// step by Role's, where these are given and know one.
	Calendar *model.Calendar
	Person   func(id string) *model.Calendar
	Role     func(id string) *model.Calendar
	// From and To bound the window, in Unix nanoseconds: cases that were
	// closed and steps that were done in [From, To). Unknown leaves it to the
	// log, from its first moment to its last.
	From, To int64
	// Now is how long what is still open has been going on; Unknown is the
	// end of the log.
	Now int64
	// Only selects cases by number; nil takes all.
	Only func(c int32) bool
	// Running says which cases go on though every row of theirs has ended;
	// nil leaves it to the rows.
	Running func(c int32) bool
	// Cancelled says which cases were cancelled: their work and its waiting
	// count, and they are in no figure of cases. Nil is none.
	Cancelled func(c int32) bool
	// Ready says whether waiting begins when a step was ready.
	Ready ReadyMode
}

// ReadyMode says since when a step has waited.
type ReadyMode int

// The modes.
const (
	// ReadyMostly goes by the ready times where most rows have one.
	ReadyMostly ReadyMode = iota
	// ReadyAlways goes by them wherever there is one; waiting of a row without
	// is unknown.
	ReadyAlways
	// ReadyNever has a step wait since the last completion of its case.
	ReadyNever
)

// Everything are the options of a whole log in elapsed time.
func Everything() Options {
	return Options{From: eventlog.Unknown, To: eventlog.Unknown, Now: eventlog.Unknown}
}

// Figures are the figures of a log. Names in JSON are stable.
type Figures struct {
	// Cases are closed ones: all their instances have ended, the last of them
	// in the window. Open ones had begun by its end and went on then.
	Cases int `json:"cases"`
	Open  int `json:"open_cases"`
	// Executions are instances that ended in the window; failed attempts are
	// among them.
	Executions int `json:"executions"`
	// FromReady is true where waiting and lead time begin when a step was
	// ready, and not with the last completion before it.
	FromReady bool `json:"waiting_from_ready"`

	// LeadTime of a case is from its first begin (or ready time) to its last
	// end: throughput time in bupaR and Celonis.
	LeadTime stats.Distribution `json:"lead_time"`
	// LeadElapsed is the same by the clock on the wall, ClosedTime the part of
	// it in which nobody was there. Without a calendar nothing is closed.
	LeadElapsed stats.Distribution `json:"lead_time_elapsed"`
	ClosedTime  stats.Distribution `json:"closed_time"`
	// ParkedTime of a case is how long work that was begun rested. It is a
	// part of WaitingTime, save where other work of the case went on.
	ParkedTime stats.Distribution `json:"parked_time"`
	// TouchTime of a case is the length of the union of its instances from
	// begin to end, less their pauses. Cases with a begin that nobody recorded
	// are not among it, nor in WaitingTime, WorkTime and the flow efficiency.
	TouchTime stats.Distribution `json:"touch_time"`
	// WaitingTime of a case is its lead time less its touch time: case by case
	// edeaR's idle time.
	WaitingTime stats.Distribution `json:"waiting_time"`
	// WorkTime of a case is the sum of its instances' processing, which counts
	// work at the same time twice.
	WorkTime stats.Distribution `json:"work_time"`
	// FlowEfficiency is the sum of touch times by the sum of lead times; nil
	// where neither is known. WorkEfficiency has the work time above the line,
	// EfficiencyMean is the mean of the cases' own ratios (another number: it
	// gives a case of a minute the weight of one of a month), over cases that
	// took any time.
	FlowEfficiency *float64 `json:"flow_efficiency"`
	WorkEfficiency *float64 `json:"work_efficiency"`
	EfficiencyMean *float64 `json:"flow_efficiency_mean"`
	// ZeroLead are cases that took no time at all.
	ZeroLead int `json:"cases_with_zero_lead"`

	Work WIP `json:"wip"`
	// WIPAverage and ThroughputPerDay are those of WIP.
	WIPAverage       *float64 `json:"wip_average"`
	ThroughputPerDay *float64 `json:"throughput_per_day"`
	// ArrivalAverage is the mean time between the begins of cases one after
	// the other, DispersionAverage that between their ends (pm4py).
	ArrivalAverage    *float64 `json:"arrival_average"`
	DispersionAverage *float64 `json:"dispersion_average"`

	StepsPerCase stats.Distribution `json:"steps_per_case"`
	// RepeatCases have some step more than once.
	RepeatCases int  `json:"repeat_cases"`
	Repeat      Rate `json:"repeat_share"`
	// FirstPassShare is the share of cases in which no step failed or came
	// twice. RolledYield is the product of the steps' first-pass yields, which
	// means something along one fixed path only: nil where closed cases come to
	// different steps, or to the same in another order.
	FirstPassShare *float64 `json:"first_pass_share"`
	RolledYield    *float64 `json:"rolled_yield"`

	// HandOffs are changes of the person from one instance of a case to the
	// next, per case.
	HandOffs stats.Distribution `json:"hand_offs"`
	HandOff  HandOff            `json:"hand_off"`
	Handover []Handover         `json:"handover"`

	// Variants is how many different sequences of steps there are.
	Variants int     `json:"variants"`
	Variant  Variant `json:"variant"`
	Paths    []Path  `json:"paths"`

	Follows []Follow `json:"directly_follows"`
	// FollowEntropy is the conditional entropy of the next step, in nats: what
	// is still open about it when the present one is known.
	FollowEntropy float64    `json:"transition_entropy"`
	Complexity    Complexity `json:"complexity"`

	Steps  []Step   `json:"steps"`
	People []Person `json:"people"`
	Roles  []Role   `json:"roles"`
	// Unnamed are the executions of which nobody says who did them, Unassigned
	// those of which nobody says for which role.
	Unnamed    int `json:"executions_without_person"`
	Unassigned int `json:"executions_without_role"`
	// Nobody is the load of the unnamed: who did that were many.
	Nobody Load `json:"-"`
}

// Rate is a share of cases with its 95 % interval (Wilson).
type Rate struct {
	N     int            `json:"n"`
	K     int            `json:"k"`
	Share float64        `json:"share"`
	Range stats.Interval `json:"wilson95"`
}

func rateOf(k, n int) Rate {
	r := stats.RateOf(k, n)
	return Rate{N: n, K: k, Share: r.Share(), Range: r.Wilson()}
}

// ratio is a by b; nil where that is none.
func ratio(a, b float64) *float64 {
	if b == 0 {
		return nil
	}
	r := a / b
	return &r
}

// Of reckons the figures of a log. It is a pure function of both.
func Of(l *eventlog.Log, o Options) Figures {
	f, _ := OfRows(l, o)
	return f
}

// Rows is what the figures made of each row of the log and of each case, for
// those who ask on. Times are Unix nanoseconds, spans nanoseconds by the
// calendars of the options.
type Rows struct {
	// From and To are the window, Now is when what is open was looked at.
	From, To, Now int64
	// Counted rows ended in the window, Closed cases too.
	Counted, Closed []bool
	// CaseFrom and CaseTo are the begin and end of a case, Unknown for one
	// that goes on.
	CaseFrom, CaseTo []int64
	// Since is when the waiting of a row began. Wait is how long it waited,
	// Process how long it was worked on; -1 where that is not known.
	Since, Wait, Process []int64
	// Again is true for a row that does over what its case has had.
	Again []bool

	lens lens
}

// Open is the opening time of the shop from a to b, in nanoseconds; all of it
// where there is no calendar.
func (r *Rows) Open(a, b int64) int64 { return between(r.lens.shop, a, b) }

// Hours are those of a person, by their number in the log, else those of the
// shop; nil where all time counts.
func (r *Rows) Hours(person int32) *model.Meter { return r.lens.own(r.lens.person, person) }

// OfRows reckons the figures of a log, and says what it made of its rows.
func OfRows(l *eventlog.Log, o Options) (Figures, Rows) {
	r := newReckoning(l, o)
	r.waits()
	// None needs what another finds. The longest come first.
	r.each(r.steps, r.people, r.complexity, r.cases, r.flow, r.work)
	return r.f, Rows{
		From: r.from, To: r.to, Now: r.now, Counted: r.counted, Closed: r.closed, CaseFrom: r.caseFrom, CaseTo: r.caseTo,
		Since: r.since, Wait: r.wait, Process: r.process, Again: r.repeats(), lens: r.lens,
	}
}
