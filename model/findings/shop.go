package findings

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
)

// Question is what the owner looks at; empty parts take everything.
type Question struct {
	// From and To bound the period: cases that were closed and rounds that
	// ended in [From, To). A zero To is now.
	From, To time.Time
	Process  string
	Kind     model.Kind
	Division string
	// Version narrows a process down to one version of it, 0 is all.
	Version int
}

// Record is what a shop knows of its cases.
type Record struct {
	Shop *model.Shop
	// Cases are those that run, and at least those that ended in the period.
	Cases []*model.CaseLog
	// Flow knows the processes; it may answer nil.
	Flow func(process string, version int) *model.Flow
	Now  time.Time
}

// OfShop looks at the record of a shop. Times are opening time: that of the
// shop, of the division or the process asked for, and for work that of the
// person who did it.
func OfShop(rec Record, q Question) Review { return Of(lookAt(rec, q)) }

func lookAt(rec Record, q Question) Look {
	s := &shopSide{rec: rec, q: q, newest: map[string]int{}, calendars: map[string]*model.Calendar{}}
	log, cases := eventlog.OfCases(inOrder(rec.Cases))
	for _, c := range cases {
		s.newest[c.Process] = max(s.newest[c.Process], c.Version)
	}
	o := figures.Everything()
	o.Calendar, o.Person, o.Ready = s.calendar(), s.person, figures.ReadyAlways
	o.Now = rec.Now.UnixNano()
	if !q.From.IsZero() {
		o.From = q.From.UnixNano()
	}
	o.To = o.Now
	if !q.To.IsZero() && q.To.Before(rec.Now) {
		o.To = q.To.UnixNano()
	}
	o.Only = func(c int32) bool { return s.asked(cases[c]) }
	o.Cancelled = func(c int32) bool { return cases[c].State == model.Cancelled }
	o.Running = func(c int32) bool { return cases[c].State == model.Running }
	cancelled := 0
	for _, c := range rec.Cases {
		if c.State == model.Cancelled && s.asked(c) && c.Ended >= o.From && c.Ended <= o.To {
			cancelled++
		}
	}
	return Look{Log: log, Options: o, Shop: &Shop{
		Cases: cases, Title: s.title, Kind: s.stepKind, Process: s.process, Unread: s.unread, Holders: s.holders, Cancelled: cancelled,
		Decimal: rec.Shop.Decimal,
	}}
}

// inOrder are the cases by start and then by number: what is told does not
// depend on how they came.
func inOrder(given []*model.CaseLog) []*model.CaseLog {
	cases := slices.Clone(given)
	slices.SortStableFunc(cases, func(a, b *model.CaseLog) int {
		return cmp.Or(cmp.Compare(a.Started, b.Started), cmp.Compare(len(a.Case), len(b.Case)), cmp.Compare(a.Case, b.Case))
	})
	return cases
}

// shopSide answers what the findings ask of a shop.
type shopSide struct {
	rec Record
	q   Question
	// newest is the newest version of each process that has cases.
	newest    map[string]int
	calendars map[string]*model.Calendar
	shop      *model.Calendar
}

// asked is true for cases the question is about.
func (s *shopSide) asked(c *model.CaseLog) bool {
	switch {
	case s.q.Process != "" && c.Process != s.q.Process, s.q.Division != "" && c.Division != s.q.Division:
		return false
	case s.q.Version != 0 && c.Version != s.q.Version:
		return false
	}
	return s.q.Kind == "" || s.kind(c.Process) == s.q.Kind
}

func (s *shopSide) kind(process string) model.Kind {
	if head := s.rec.Shop.Processes[process]; head != nil {
		return head.Kind
	}
	if f := s.flow(process); f != nil {
		return f.Process.Kind
	}
	return model.Core
}

// flow is the newest version of a process that has cases.
func (s *shopSide) flow(process string) *model.Flow {
	if s.rec.Flow == nil {
		return nil
	}
	return s.rec.Flow(process, s.newest[process])
}

func (s *shopSide) process(id string) string {
	if head := s.rec.Shop.Processes[id]; head != nil && head.Name != "" {
		return head.Name
	}
	return id
}

func (s *shopSide) step(process, step string) *model.Step {
	if f := s.flow(process); f != nil {
		return f.Step(step)
	}
	return nil
}

// title is what a step says, or the name of the process it runs.
func (s *shopSide) title(process, step string) string {
	st := s.step(process, step)
	switch {
	case st == nil:
		return step
	case st.Kind == model.Run:
		return s.process(st.Text)
	}
	return st.Text
}

func (s *shopSide) unread(process string) []string {
	if f := s.flow(process); f != nil {
		return f.Process.UnreadFields()
	}
	return nil
}

func (s *shopSide) stepKind(process, step string) model.StepKind {
	if st := s.step(process, step); st != nil {
		return st.Kind
	}
	return model.Do
}

func (s *shopSide) holders(role string) []string {
	return s.rec.Shop.WhoCan(role, s.q.Division, s.calendar(), s.rec.Now, nil).People
}

// calendar is that of the process asked for where it has hours of its own, else
// of the division or the shop.
func (s *shopSide) calendar() *model.Calendar {
	if s.shop == nil {
		var f *model.Flow
		if s.q.Process != "" {
			f = s.flow(s.q.Process)
		}
		cal, err := s.rec.Shop.CalendarOf(f, s.q.Division)
		if err != nil {
			cal = model.AlwaysOpen()
		}
		s.shop = cal
	}
	return s.shop
}

// person is the calendar of a person with hours of their own, else that of the
// shop.
func (s *shopSide) person(id string) *model.Calendar {
	cal, ok := s.calendars[id]
	if ok {
		return cal
	}
	cal = s.calendar()
	if p := s.rec.Shop.People[id]; p != nil {
		own := s.rec.Shop.HoursFor(p.Division, id)
		// One calendar for all who have the hours of the shop is walked once.
		if made, err := model.NewCalendar(own, s.rec.Shop.Zone); err == nil && !reflect.DeepEqual(own, s.rec.Shop.HoursFor(s.q.Division, "")) {
			cal = made
		}
	}
	s.calendars[id] = cal
	return cal
}
