// Package compare answers the question after every change: did it help? It
// sets the cases of one version of a process, or of one division, beside those
// of another and says what of the difference is more than chance.
//
// What makes a comparison honest:
//
//   - The sides, their times and what is measured are fixed by the record of
//     publishing alone (Versions), before any figure is looked at. Cases count
//     by when they arrived, not by when they ended.
//   - Open cases count for what is known of them (Kaplan-Meier); counting only
//     the ended ones makes a change for the worse look like one for the better.
//   - Where one version came after the other, the earlier side is seen as it
//     stood when it ended: a case that ran on counts up to there and no further.
//     Cases that were moved from one version to another are on no side; they
//     are counted apart.
//   - Rates are of cases that are old enough to have ended (see Comparison), so
//     that a side that was looked at early does not look better for it.
//   - Lead time, what is right the first time and promises are judged; steps
//     are shown, for a shorter step that moves the wait downstream is no gain.
//   - Nothing is said below 20 ended cases on a side, and a difference is
//     called one only at a level of 0.5 % over all three measures (Holm 1979):
//     people look at a trial every day, and somebody who does so at 5 % for two
//     months finds a difference in every fourth trial of equal versions.
//
// Of and BalanceOf are pure functions; an interval drawn by resampling has its
// seed in Seed.
package compare

import (
	"time"

	"alur/model"
	"alur/model/stats"
)

// Seed is what intervals of medians are resampled with, so that they are the
// same whenever the same record is looked at.
const Seed = 20261125

// Least is below how many ended cases a side says nothing.
const Least = 20

// Side is one half of a comparison: cases that arrived in [From, To), as they
// stood at Seen.
type Side struct {
	// Version is what the side is called by, 0 where versions are not told
	// apart; Versions are all that have the same definition. Empty is any.
	Version  int
	Versions []int
	// Divisions are ids, "" among them for cases without one; nil is all.
	Divisions []string
	From, To  time.Time
	Seen      time.Time
	// Share is how many of 100 new cases the side gets, where the draw decides;
	// 0 where it does not.
	Share int
}

// Question is what is compared, all of one process.
type Question struct {
	Process string
	// Before is what was, or is in force; After what came, or is tried.
	Before, After Side
	// Together is true where both sides had the same time; else one came
	// after the other.
	Together bool
	// Drawn is true where chance alone decides the side of a case.
	Drawn bool
	// Began is the version a case began with: one that was moved since is on
	// no side. Nil takes the version it has.
	Began func(*model.CaseLog) int
	// Renamed maps steps of Before to what they are called in After; Steps are
	// those of After in order, then those that only Before has.
	Renamed map[string]string
	Steps   []StepTitle
	Now     time.Time
}

// StepTitle is a step with what it says.
type StepTitle struct{ Step, Title string }

// Swapped is the same question with its sides exchanged.
func (q Question) Swapped() Question {
	q.Before, q.After = q.After, q.Before
	back := map[string]string{}
	for was, is := range q.Renamed {
		back[is] = was
	}
	q.Renamed = back
	return q
}

// Comparison is the answer. Times are in seconds, of opening time where not
// said otherwise; differences are After less Before. Rates are of cases that
// arrived so long before Seen that 95 of 100 of their age have ended, and that
// are finished or have gone wrong already; those of promises are of cases whose
// promise has come due, ended or not.
type Comparison struct {
	Question `json:"-"`

	Verdict Verdict `json:"verdict"`
	Before  Cohort  `json:"before"`
	After   Cohort  `json:"after"`
	// Lead is the lead time, from the start of a case to its end, in opening
	// time of the shop; Elapsed the same by the clock on the wall.
	Lead    Lasting `json:"lead_time"`
	Elapsed Lasting `json:"lead_time_elapsed"`
	// FirstPass are cases in which nothing was sent back and no step came
	// twice, Rework those in which a step was done more than once.
	FirstPass Rates `json:"first_pass"`
	Rework    Rates `json:"rework"`
	// KeptFirst is against what the customer was told first, KeptLast against
	// what last.
	KeptFirst Rates `json:"promises_kept_first"`
	KeptLast  Rates `json:"promises_kept_last"`
	// Rounds are how often somebody did a step in a case, HandOvers how often
	// another person did the next, Doubts how often a step was given back or
	// called unclear: how involved the work is.
	Rounds    Means `json:"rounds_per_case"`
	HandOvers Means `json:"hand_overs_per_case"`
	Doubts    Means `json:"doubts_per_case"`
	// Reasons are why work was sent back, the most frequent first.
	Reasons []ReasonRates `json:"reasons"`
	Steps   []Step        `json:"steps"`
}

// Cohort is what there is on a side.
type Cohort struct {
	// Cases arrived in the time of the side; of them Ended were finished and
	// Cancelled when the side was seen, Open were not.
	Cases     int `json:"cases"`
	Ended     int `json:"ended"`
	Open      int `json:"open"`
	Cancelled int `json:"cancelled"`
	// Straddling arrived before the time of the side and ran into it, Moved
	// began by another version: neither is among Cases.
	Straddling int `json:"straddling"`
	Moved      int `json:"moved"`
	// PerDay is how many cases arrive in a day of the wall's clock.
	PerDay float64 `json:"arrivals_per_day"`
	// WIP is the time average of running cases in the divisions of the side, of
	// whatever version: what all of them compete with. WIPBegin and WIPEnd are
	// how many there were at the ends of the side's time.
	WIP      float64 `json:"wip_average"`
	WIPBegin int     `json:"wip_begin"`
	WIPEnd   int     `json:"wip_end"`
}

// Lasting compares how long something takes.
type Lasting struct {
	// Before and After are Kaplan-Meier medians, nil while half have not ended.
	Before *float64 `json:"before_median"`
	After  *float64 `json:"after_median"`
	// Difference is that of the medians with its bootstrap interval by case;
	// Known is false where a median is not.
	Difference stats.Estimate `json:"difference"`
	Known      bool           `json:"known"`
	// Delta is Cliff's delta, above zero where After takes longer, P the
	// two-sided chance of such a difference by the test of Peto and Peto.
	Delta float64 `json:"cliffs_delta"`
	P     float64 `json:"p"`
}

// Rates compares how many of how many.
type Rates struct {
	Before     stats.Rate     `json:"before"`
	After      stats.Rate     `json:"after"`
	Difference stats.Estimate `json:"difference"`
	P          float64        `json:"p"`
}

// ReasonRates compares how often work was sent back for one reason.
type ReasonRates struct {
	Reason string `json:"reason"`
	Rates
}

// Step compares one step; Wait is from its being ready to its begin, Stay from
// its being ready to its end, without pauses.
type Step struct {
	Step  string `json:"step"`
	Title string `json:"title"`
	// N is how many rounds there were on each side, open ones among them.
	N    [2]int   `json:"n"`
	Wait StepTime `json:"wait"`
	Stay StepTime `json:"stay"`
}

// StepTime compares a time of a step: medians, nil where not known.
type StepTime struct {
	Before *float64 `json:"before_median"`
	After  *float64 `json:"after_median"`
	Delta  float64  `json:"cliffs_delta"`
	P      float64  `json:"p"`
	// Changed is -1 where the step has become clearly shorter, 1 where longer.
	Changed int `json:"changed"`
}

// Of compares. The logs may be of any processes and times; those that do not
// belong are passed over. Cal counts opening time. It is a pure function, and
// takes some seconds for ten thousand cases a side.
func Of(logs []*model.CaseLog, q Question, cal *model.Calendar) Comparison {
	r := newReckoning(logs, q, cal)
	c := r.compared()
	r.interval(&c.Lead, (*sighting).inOpening)
	r.interval(&c.Elapsed, (*sighting).byTheClock)
	c.Rounds, c.HandOvers, c.Doubts = r.means(rounds), r.means(handOvers), r.means(doubts)
	return c
}

// compared is everything but the intervals of lead times, which take nearly
// all of the time and are not needed to judge.
func (r *reckoning) compared() Comparison {
	c := Comparison{Question: r.q, Before: r.sides[0].cohort, After: r.sides[1].cohort}
	c.Lead, c.Elapsed = r.lasting((*sighting).inOpening), r.lasting((*sighting).byTheClock)
	r.rates(&c)
	c.Reasons = r.reasons()
	c.Steps = r.steps()
	c.Verdict = r.judge(&c)
	return c
}
