package model

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"alur/model/stats"
)

// enoughToSay is how many finished attempts a usual figure needs: with fewer
// than five a median has no 95 % bound at all, and is never shown.
const enoughToSay = 5

// Work piles up where those who wait have waited pilesFrom times as long as
// usual and longer than farOut of all finished tasks had. The second keeps
// steps with a few very long waits from being called a pile all the time: in
// simulated lines at 50 to 90 % load the two are true by chance in 2 to 4 %
// of all moments (the first alone in 10 to 19 %), and eight hours of double work
// are seen in seven of eight.
const (
	pilesFrom = 1.5
	farOut    = 0.85
)

// BottleneckInput is everything the bottlenecks are a function of.
type BottleneckInput struct {
	Now time.Time
	// Since is the begin of the period whose finished work says what is
	// usual; zero is the oldest row.
	Since time.Time
	Shop  *Shop
	// Open are all open tasks; Past yields the attempts that ended in
	// [Since, Now], others are ignored. It is gone through more than once; nil
	// is none.
	Open []OpenTask
	Past iter.Seq[Attempt]
	Flow func(process string, version int) *Flow
	// Process, Version, Kind and Division narrow it down; empty is all.
	Process  string
	Version  int
	Kind     Kind
	Division string
}

// Bottlenecks says where work waits, and what is usual there. All lengths of
// time are opening time.
type Bottlenecks struct {
	Since, Now time.Time
	// Steps are the steps that have open or finished work, the worst first:
	// those where work piles up, then by excess, by the number waiting, by
	// the waiting of the period, by id.
	Steps []StepFigures

	cal *Calendar
}

// Median is the middle of some lengths of time: the type 7 quantile. With
// fewer than five it is not Known, and Time says nothing.
type Median struct {
	Time  time.Duration
	N     int
	Known bool
}

// Waited is a task that waits for a person, since when, and how long that is
// in opening time.
type Waited struct {
	Task  TaskRef
	Since time.Time
	Time  time.Duration
}

// HourCount is how many tasks waited at the end of an hour of the day, or now
// in the hour that runs.
type HourCount struct {
	// From is the begin of the hour.
	From    time.Time
	Waiting int
}

// StepFigures are the figures of one step of a process, over its versions.
type StepFigures struct {
	Process, ProcessName string
	Step, Title, Role    string
	// Waiting tasks wait for a person to begin. Working ones are begun, those
	// set aside among them; Parked ones wait for something outside. Outside
	// are waits of a wait step for the world: nobody here keeps them waiting.
	Waiting, Working, Parked, Outside int
	// Oldest is the task that has waited longest; its Task is empty where
	// nothing waits.
	Oldest Waited
	// Usual is how long tasks that were finished in the period had waited,
	// from ready to begun. Unknown counts those whose begin is unknown
	// (entered late), which are left out.
	Usual   Median
	Unknown int
	// SoFar is how long those that wait now have waited. It is a fact about
	// them, and Known as soon as one waits.
	SoFar Median
	// Ratio is SoFar against Usual, 0 where one of them is unknown or the
	// usual wait is nothing.
	Ratio float64
	// Waited is the waiting of the period, summed: of the finished tasks, and
	// of the open ones until they were begun or until now. Share is its part
	// of the waiting of all steps, from 0 to 1.
	Waited stats.Total
	Share  float64
	// Excess is by how much those that wait now have waited longer than is
	// usual, summed; where the usual is unknown, the whole of their waiting.
	Excess stats.Total
	// Level is how many tasks waited on average over the period.
	Level float64
	// PilingSince is the moment since which more than Level and more than one
	// have been waiting without a break; zero where that is not so now. Where
	// it is the begin of the period, it may be longer.
	PilingSince time.Time
	// Allowed is how long the step may take by its definition, in opening
	// time; a usual day where that does not say, which AllowedSaid tells.
	Allowed     time.Duration
	AllowedSaid bool
	// Piles is true where alur says that work piles up: PilingSince is set,
	// and SoFar is at least one and a half times as long as Usual and longer
	// than 85 of 100 finished tasks had waited; where Usual is not known,
	// longer than Allowed.
	Piles bool
	// Hours are the last opening hours of today, at most eight, the newest
	// last. Rising is true where more tasks came in these hours than were
	// begun, by more than chance explains (a sign test at 5 %).
	Hours  []HourCount
	Rising bool
	// People are the ids of those who hold the role, by name; the owners
	// where nobody else does. SignedIn are those of them who signed in today.
	People, SignedIn []string
	// OwnersOnly is true where nobody but an owner can do it.
	OwnersOnly bool
	// Waivers is how often four eyes were waived here in the period, whatever
	// became of the task.
	Waivers int
}

// FindBottlenecks reckons where work waits. It is a pure function of its
// input, whatever the order of the rows.
func FindBottlenecks(in BottleneckInput) Bottlenecks {
	if in.Past == nil {
		in.Past = slices.Values[[]Attempt](nil)
	}
	cal, err := in.Shop.CalendarFor(in.Division, "")
	if err != nil {
		cal = AlwaysOpen()
	}
	r := &piling{in: in, cal: cal, steps: map[stepKey]*stepRows{}}
	r.collect()
	b := Bottlenecks{Since: r.since, Now: in.Now, cal: cal}
	var all stats.Total
	for key, rows := range r.steps {
		f := r.figures(key, rows)
		if f.Waiting+f.Working+f.Parked+f.Outside+f.Usual.N+f.Unknown+f.Waivers == 0 {
			continue // It was only ever passed by.
		}
		all.Plus(f.Waited)
		b.Steps = append(b.Steps, f)
	}
	for i := range b.Steps {
		if all := all.Seconds(); all > 0 {
			b.Steps[i].Share = b.Steps[i].Waited.Seconds() / all
		}
	}
	slices.SortFunc(b.Steps, worse)
	return b
}

// worse orders steps, the worst first. It is total, since a step of a process
// is there once.
func worse(a, b StepFigures) int {
	if a.Piles != b.Piles {
		if a.Piles {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(b.Excess.Seconds(), a.Excess.Seconds()),
		cmp.Compare(b.Waiting, a.Waiting),
		cmp.Compare(b.Waited.Seconds(), a.Waited.Seconds()),
		cmp.Compare(b.Usual.N, a.Usual.N),
		cmp.Compare(a.Process, b.Process),
		cmp.Compare(a.Step, b.Step),
	)
}

// medianOf is the median of some lengths of time; it sorts them.
func medianOf(times []time.Duration, enough int) Median {
	m := Median{N: len(times), Known: len(times) >= max(enough, 1)}
	if m.Known {
		slices.Sort(times)
		m.Time = stats.Quantile7(times, 0.5)
	}
	return m
}
