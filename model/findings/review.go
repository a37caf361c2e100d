// Package findings answers the owner's questions from the figures of a log
// (package figures): which step wastes time, what is too involved, where
// mistakes repeat, what grows, who has too much, which promises are broken.
//
// A finding is one sentence with its size, its cause and a proposed change. A
// problem is named only where the figures leave little doubt: in simulated
// shops without one, none is named in at least 95 of 100, and a planted one is
// named first in as many (see the tests). With too few cases nothing is named.
package findings

import (
	"slices"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/stats"
)

// Review is everything the owner is told of a period. Names in JSON are stable.
type Review struct {
	figures.Figures
	// Since and Until are the period, Until is also when what is open was
	// looked at.
	Since time.Time `json:"since"`
	Until time.Time `json:"until"`
	// Cancelled is how many cases were cancelled. They are in no figure of
	// cases: lead times, ways, what was right the first time, promises. Their
	// work was done all the same, and is in that of steps, roles and people.
	Cancelled int `json:"cancelled_cases"`

	Errors   []Error    `json:"errors"`
	Queues   []Queue    `json:"queues"`
	Detours  []Detour   `json:"detours"`
	Involved []Involved `json:"involved"`
	Unread   []Unread   `json:"unread_fields"`
	Loads    []Load     `json:"loads"`
	Promises []Promise  `json:"promises"`
	Ages     Ages       `json:"ages"`

	// SentBackKnown is false of a log that has no failure on record at all:
	// that it says of none is not that there was none. DetoursKnown is false of
	// a log from elsewhere, which tells nothing of what was given back, unclear
	// or skipped.
	SentBackKnown bool `json:"-"`
	DetoursKnown  bool `json:"-"`

	// Findings are the problems, the most important first.
	Findings []Finding `json:"-"`
	// Title is what people call a step.
	Title func(process, step string) string `json:"-"`
}

// Enough is from how many cases on a step, a role or a process is judged at
// all.
const Enough = 20

// Look is what is looked at, and how.
type Look struct {
	Log *eventlog.Log
	// Options are how time is counted and which cases are chosen.
	Options figures.Options
	// Shop is what the shop knows of its own cases beside the log; nil for a
	// log from elsewhere.
	Shop *Shop
}

// Shop is what a shop knows of its own cases beside their log.
type Shop struct {
	// Cases are those of the log, in its order.
	Cases []*model.CaseLog
	// Title is what people call a step, Kind how it is done.
	Title func(process, step string) string
	Kind  func(process, step string) model.StepKind
	// Unread are the fields a process asks for and goes by nowhere.
	Unread func(process string) []string
	// Process is what people call a process.
	Process func(id string) string
	// Holders are the people who may do what a role does, by id.
	Holders func(role string) []string
	// Cancelled is how many cases of the choice were cancelled.
	Cancelled int
	// Decimal is the sign between a number and its tenths.
	Decimal string
}

// Of looks at a log.
func Of(in Look) Review { return look(in).f }

func look(in Look) *reviewing {
	f, rows := figures.OfRows(in.Log, in.Options)
	r := &reviewing{
		Look: in, rows: rows,
		f: Review{Figures: f, Since: moment(rows.From), Until: moment(rows.To)},
	}
	if in.Shop != nil {
		r.f.Cancelled = in.Shop.Cancelled
	} else {
		r.f.Cancelled = r.cancelled()
	}
	r.f.Title = r.titles()
	r.byStep()
	r.errors()
	r.queues()
	r.detours()
	r.involved()
	r.unread()
	r.loads()
	r.promises()
	r.ages()
	r.find()
	r.unrecorded()
	return r
}

// unrecorded takes back what nobody recorded and would stand there as zero: a
// wait for the world is no work, and a log from elsewhere that has no pause at
// all does not say that nothing rested.
func (r *reviewing) unrecorded() {
	r.f.DetoursKnown = r.Shop != nil
	r.f.SentBackKnown = r.Shop != nil || slices.Contains(r.Log.Failed, true)
	if r.Shop == nil && len(r.Log.Pauses) == 0 {
		r.f.ParkedTime = stats.Distribution{}
	}
	for i := range r.f.Steps {
		if s := &r.f.Steps[i]; r.external(int32(i)) && s.Processing.Max == 0 { //nolint:gosec // There are fewer than 2^31 steps.
			s.Processing = stats.Distribution{}
		}
	}
}

// cancelled is how many cases a log calls cancelled that ended in the period.
func (r *reviewing) cancelled() int {
	n := 0
	for c := range int32(len(r.Log.States)) { //nolint:gosec // There are fewer than 2^31 cases.
		to := r.rows.CaseTo[c]
		if r.Log.State(c) == model.Cancelled && (r.Options.Only == nil || r.Options.Only(c)) && to >= r.rows.From && to <= r.rows.To {
			n++
		}
	}
	return n
}

// reviewing is one look.
type reviewing struct {
	Look
	rows figures.Rows
	f    Review
	// step are the rows of each step that count, or are open; index is the
	// number of a step.
	step  [][]int32
	index map[eventlog.Step]int32
	// kinds are how the steps are done; a log from elsewhere has tasks only,
	// but for one that alur wrote.
	kinds []model.StepKind
	// leads are the usual lead times, reckoned once.
	leads map[string]lead
	// person are the rows of each person, worked the times of their work;
	// causes are the causes of waiting that were looked for.
	person [][]int32
	worked [][]span
	causes map[int32]cause
	// served is what those who do a step did, over the part of it that
	// something made them do over.
	served map[server]service
	over   map[overwork]stats.Total
}

// moment is a time of the log; zero where it is not known.
func moment(ns int64) time.Time {
	if ns == eventlog.Unknown {
		return time.Time{}
	}
	return time.Unix(0, ns).UTC()
}

// byStep sorts the rows by step: those that count, and those that were under
// way or waited at the end of the period. Those of cases that were not chosen
// belong to none.
func (r *reviewing) byStep() {
	l := r.Log
	r.step, r.index = make([][]int32, len(l.Steps)), make(map[eventlog.Step]int32, len(l.Steps))
	r.kinds = make([]model.StepKind, len(l.Steps))
	for i, s := range l.Steps {
		r.index[s] = int32(i) //nolint:gosec // There are fewer than 2^31 steps.
		if r.kinds[i] = model.Do; r.Shop != nil && r.Shop.Kind != nil {
			r.kinds[i] = r.Shop.Kind(s.Process, s.Name)
		} else if kind := l.Kind(int32(i)); kind != "" { //nolint:gosec // There are fewer than 2^31 steps.
			r.kinds[i] = kind
		}
	}
	for i := range int32(l.Len()) { //nolint:gosec // There are fewer than 2^31 rows.
		if r.rows.Counted[i] || r.underWay(i) {
			r.step[l.Step[i]] = append(r.step[l.Step[i]], i)
		}
	}
}

// underWay is true for a row of the choice that had come and not ended when the
// period did.
func (r *reviewing) underWay(row int32) bool {
	l := r.Log
	if l.End[row] != eventlog.Unknown && l.End[row] < r.rows.To || r.Options.Only != nil && !r.Options.Only(l.Case[row]) {
		return false
	}
	came := r.rows.Since[row]
	if came == eventlog.Unknown {
		came = l.Begin(int(row))
	}
	return came <= r.rows.To
}

// waits is true for a row that had not been begun when the period ended. One
// whose begin nobody recorded, but its end, is none.
func (r *reviewing) waits(row int32) bool {
	l := r.Log
	if l.Start[row] == eventlog.Unknown {
		return l.End[row] == eventlog.Unknown
	}
	return l.Start[row] > r.rows.To
}

func (r *reviewing) title(step int32) string {
	s := r.Log.Steps[step]
	return r.named(s.Process, s.Name)
}

// titles are what people call the steps of the log. A review lives long, so
// they hold on to nothing else.
func (r *reviewing) titles() func(process, step string) string {
	of := make(map[eventlog.Step]string, len(r.Log.Steps))
	for i, s := range r.Log.Steps {
		of[s] = r.title(int32(i)) //nolint:gosec // There are fewer than 2^31 steps.
	}
	return func(process, step string) string {
		if title, ok := of[eventlog.Step{Process: process, Name: step}]; ok {
			return title
		}
		return step
	}
}

func (r *reviewing) named(process, step string) string {
	if r.Shop != nil && r.Shop.Title != nil {
		if title := r.Shop.Title(process, step); title != "" {
			return title
		}
	}
	return step
}

// external is true for a step that waits for the world: nobody here keeps it
// waiting.
func (r *reviewing) external(step int32) bool { return r.kinds[step] == model.Wait }

// waited is how long a row has waited, up to the end of the period where it
// still did then; -1 where that is not known.
func (r *reviewing) waited(row int32) int64 {
	if r.waits(row) && r.rows.Since[row] != eventlog.Unknown {
		return r.rows.Open(r.rows.Since[row], r.until())
	}
	return r.rows.Wait[row]
}

// until is when what had not ended was looked at.
func (r *reviewing) until() int64 { return min(r.rows.To, r.rows.Now) }
