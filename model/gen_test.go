package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// dice decides what a drawn process or run is like: rapid's, which shrink to
// the smallest failing draw, or plain ones for a million runs.
type dice interface {
	// num is a number from lo to hi; the lower, the simpler what is drawn.
	num(what string, lo, hi int) int
}

type rapidDice struct{ *rapid.T }

func (d rapidDice) num(what string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(d.T, what) }

type plainDice struct{ *rand.Rand }

func (d plainDice) num(_ string, lo, hi int) int { return lo + d.IntN(hi-lo+1) }

func newDice(seed uint64) plainDice { return plainDice{rand.New(rand.NewPCG(seed, 0))} }

// oneIn is true once in n draws.
func oneIn(d dice, n int, what string) bool { return d.num(what, 1, n) == n }

func pick[T any](d dice, what string, from ...T) T { return from[d.num(what, 0, len(from)-1)] }

func stepID(i int) string { return fmt.Sprintf("s%d", i) }

// drawProcess draws a process of two to seven steps that uses anything the
// format has. Not every one passes the checks; drawSound draws one that does.
func drawProcess(d dice) Process {
	p := Process{ID: "drawn-work", Name: "Drawn work", Role: "warehouse", Start: drawStart(d)}
	p.Kind = pick(d, "kind", "", Support, Management)
	p.Owner = pick(d, "owner", "warehouse", "", "service")
	if oneIn(d, 4, "head?") {
		p.Input, p.Output = "what comes in", "what goes out"
		p.Title, p.Hours = "Work {order_no}", "mon-fri 08:00-17:00 sat 08:00-12:00"
		p.Promise, p.Key = pick(d, "promise", "2d", "4h"), "order_no"
	}
	n := d.num("steps", 2, 7)
	for i := range n {
		p.Steps = append(p.Steps, (&stepDrawing{d: d, p: &p, i: i, n: n}).draw())
	}
	return withEnds(p)
}

// drawSound draws until a process passes the checks.
func drawSound(d dice) *Flow {
	for {
		if f, err := sound(drawProcess(d)); err == nil {
			return f
		}
	}
}

// withEnds writes then: end where nothing follows a step.
func withEnds(p Process) Process {
	for range p.Steps {
		f, faults := Compile(p)
		if f != nil {
			break
		}
		for _, fault := range faults {
			var i int
			if _, err := fmt.Sscanf(fault.Path, "steps[%d]", &i); err == nil && strings.HasPrefix(fault.What.EN, "nothing follows") {
				p.Steps[i].Then = []string{ToEnd}
			}
		}
	}
	return p
}

// drawStart always asks for what conditions are about.
func drawStart(d dice) Start {
	s := Start{Ask: []Field{
		{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		{Name: "items", Type: ListField, Optional: true},
		{Name: "order_no", Type: TextField},
		{Name: "total", Type: MoneyField},
	}}
	for range d.num("questions", 0, 3) {
		if f := drawField(d, "ask_"); !hasField(s.Ask, f.Name) {
			s.Ask = append(s.Ask, f)
		}
	}
	switch d.num("start", 0, 9) {
	case 8:
		s.On, s.Map = "checkout", []Mapping{{Field: "order_no", Path: "order.lines.0.no"}}
	case 9:
		s.Schedule = Schedule{
			Every: pick(d, "every", EveryDay, EveryWeekday, EveryMonth, EveryQuarter, EveryYear),
			At:    "09:00", IfClosed: pick(d, "if closed", NextIfClosed, BeforeIfClosed, SkipIfClosed),
			Missed: pick(d, "missed", RunOnce, RunAll, SkipMissed),
		}
		if s.Schedule.Every != EveryDay && s.Schedule.Every != EveryWeekday {
			s.Schedule.On = pick(d, "on", "1", "last", "first workday", "last workday")
		}
		for i := range s.Ask {
			s.Ask[i].Optional = true
		}
	}
	return s
}

// drawField draws a field of any type; its name tells its type, so that one
// name has one type.
func drawField(d dice, prefix string) Field {
	f := pick(d, "type",
		Field{Name: "note", Type: TextField}, Field{Name: "weight", Type: NumberField, Unit: "kg", Min: "0.1", Max: "30"},
		Field{Name: "sum", Type: MoneyField}, Field{Name: "day", Type: DateField}, Field{Name: "hour", Type: TimeField},
		Field{Name: "urgent", Type: YesNoField}, Field{Name: "size", Type: ChoiceField, Choices: []string{"small", "large"}},
		Field{Name: "parts", Type: ListField}, Field{Name: "helper", Type: PersonField}, Field{Name: "phone", Type: PhoneField},
		Field{Name: "paper", Type: FileField}, Field{Name: "label", Type: ScanField, Equals: "order_no"})
	f.Name = prefix + f.Name
	f.Optional = oneIn(d, 3, "optional?")
	return f
}

// helpers are the processes that drawn ones run: one that people do, one that
// ends at once, and one that can end either way.
func helpers() []Process {
	return []Process{
		{Name: "Errand", Role: "warehouse", Owner: "warehouse", Steps: []Step{{ID: "s0", Text: "Run the errand"}}},
		{Name: "Note", Role: "warehouse", Steps: []Step{{ID: "s0", Kind: Auto, Text: "Note it"}}},
		{Name: "Claim", Role: "service", Owner: "service", Start: Start{Ask: []Field{{Name: "total", Type: MoneyField}}}, Steps: []Step{
			{ID: "s0", Text: "Look at the claim", Outcomes: []Outcome{{Name: "ok", To: []string{ToEnd}}, {Name: "bad", To: []string{"s1"}}}},
			{ID: "s1", Text: "Turn it down", Ends: string(Cancelled)},
		}},
	}
}

// stepDrawing draws step i of n.
type stepDrawing struct {
	d    dice
	p    *Process
	i, n int
}

func (x *stepDrawing) draw() Step {
	s := Step{ID: stepID(x.i), Text: fmt.Sprintf("Do part %d", x.i)}
	x.placement(&s)
	switch x.d.num("kind of step", 0, 15) {
	case 9, 10:
		s.Kind = Wait
		x.outcomes(&s)
	case 11, 12:
		s.Kind, s.Notify = Auto, pick(x.d, "notify", "", "warehouse")
	case 13, 14:
		s.Kind = Choose
		x.branches(&s)
	case 15:
		s.Kind, s.Text = Run, pick(x.d, "run", "errand", "note", "claim", "nothing")
		if oneIn(x.d, 3, "cancelled?") {
			s.Outcomes = []Outcome{{Name: RunCancelled, To: x.targets()}}
		}
	default:
		x.work(&s)
	}
	x.extras(&s)
	return s
}

// placement draws where the step stands: below, after others, with a then.
func (x *stepDrawing) placement(s *Step) {
	if x.i > 0 && oneIn(x.d, 4, "after?") {
		for range x.d.num("afters", 1, min(x.i, 3)) {
			if id := stepID(x.d.num("after", 0, x.i-1)); !slices.Contains(s.After, id) {
				s.After = append(s.After, id)
			}
		}
	}
	if oneIn(x.d, 7, "then?") {
		s.Then = x.targets()
		if s.Then[0] == ToNext {
			s.Then = []string{ToEnd}
		}
	}
}

// targets draws where work goes: mostly down, so that it can end.
func (x *stepDrawing) targets() []string {
	down := stepID(x.d.num("down", min(x.i+1, x.n-1), x.n-1))
	switch x.d.num("to", 0, 11) {
	case 0, 1:
		return []string{ToNext}
	case 2, 3:
		return []string{ToEnd}
	case 4:
		return []string{ToStop}
	case 5, 6, 7:
		return []string{down}
	case 8, 9, 10:
		return []string{stepID(x.d.num("up", 0, x.i))}
	}
	if other := stepID(x.d.num("and to", 0, x.n-1)); other != down {
		return []string{down, other}
	}
	return []string{down}
}

func (x *stepDrawing) outcomes(s *Step) {
	if !oneIn(x.d, 2, "outcomes?") {
		return
	}
	s.Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}}
	for _, name := range []string{"bad", "odd"}[:x.d.num("more outcomes", 1, 2)] {
		o := Outcome{Name: name, To: x.targets()}
		if oneIn(x.d, 3, "reasons?") {
			o.Reasons = []string{"does not fit", "is missing"}
		}
		s.Outcomes = append(s.Outcomes, o)
	}
	if oneIn(x.d, 8, "no next?") {
		s.Outcomes[0].To = x.targets()
	}
}

// condition draws one that a case can always be asked, or one on what a step
// above recorded, which may be empty.
func (x *stepDrawing) condition() string {
	all := []string{`payment == "cod"`, `payment != "cod"`, `total > 100`, `len(items) > 1`, `order_no != "A-1"`, `payment == "cod" and total <= 100`}
	for _, s := range x.p.Steps {
		for _, f := range s.Record {
			switch f.Type {
			case YesNoField:
				all = append(all, f.Name)
			case MoneyField:
				all = append(all, f.Name+" > 100")
			case ChoiceField:
				all = append(all, f.Name+` == "large"`)
			}
		}
	}
	return pick(x.d, "condition", all...)
}

func (x *stepDrawing) branches(s *Step) {
	when := x.condition()
	s.Outcomes = []Outcome{{Name: when, When: when, To: x.targets()}}
	if second := x.condition(); second != when && oneIn(x.d, 3, "third branch?") {
		s.Outcomes = append(s.Outcomes, Outcome{Name: second, When: second, To: x.targets()})
	}
	s.Outcomes = append(s.Outcomes, Outcome{Name: ElseOutcome, To: x.targets()})
}

// work draws what a person does.
func (x *stepDrawing) work(s *Step) {
	x.outcomes(s)
	switch x.d.num("who", 0, 9) {
	case 6:
		s.Each = "items"
	case 7:
		s.Each = "everyone in warehouse"
	case 8:
		s.SameAs = x.doneAbove()
	case 9:
		s.NotSameAs = x.doneAbove()
	case 5:
		s.Role = pick(x.d, "role", "accounts", "service")
	}
	if oneIn(x.d, 4, "check?") {
		s.Check = []Check{{Text: "Looked at twice"}, pick(x.d, "line", Check{Text: "Shines", Optional: true}, Check{Each: "items"})}
	}
	for range x.d.num("fields", 0, 2) {
		if f := drawField(x.d, "rec_"); !hasField(s.Record, f.Name) {
			s.Record = append(s.Record, f)
		}
	}
	if oneIn(x.d, 20, "asked again?") {
		s.Record = append(s.Record, Field{Name: "total", Type: MoneyField})
	}
	s.NeverSkip = oneIn(x.d, 8, "never skip?")
}

// doneAbove is a step above that one person does; empty for none.
func (x *stepDrawing) doneAbove() string {
	var ids []string
	for _, s := range x.p.Steps {
		if s.Kind == "" && s.Each == "" {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return pick(x.d, "whom", ids...)
}

// extras draws what any step can have.
func (x *stepDrawing) extras(s *Step) {
	if oneIn(x.d, 5, "when?") {
		s.When = x.condition()
	}
	if oneIn(x.d, 12, "ends?") {
		s.Ends = string(Cancelled)
	}
	if oneIn(x.d, 6, "texts?") {
		s.How, s.Takes, s.Was, s.Todo = "The way it is done well.", "15m", fmt.Sprintf("old%d", x.i), "say more"
	}
	if !oneIn(x.d, 4, "due?") {
		return
	}
	s.Due = pick(x.d, "due", "2h", "1d", "16:00", "next workday 10:00")
	for _, f := range x.p.Start.Ask {
		if f.Type == DateField {
			s.Due = f.Name + " - 1d"
		}
	}
	switch x.d.num("late", 0, 4) {
	case 2:
		s.Late = TellOwner
	case 3:
		if len(s.Outcomes) > 0 {
			s.Late = lateTake + s.Outcomes[0].Name
		}
	case 4:
		if to := x.d.num("late start", 0, x.n-1); to != x.i {
			s.Late = lateStart + stepID(to)
		}
	}
}
