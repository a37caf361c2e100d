package modeltest

import (
	"fmt"
	"slices"

	"alur/model"
	"alur/model/modeltest/dice"
)

// stepDrawing draws step i of n.
type stepDrawing struct {
	d    dice.Dice
	p    *model.Process
	i, n int
}

func (x *stepDrawing) draw() model.Step {
	s := model.Step{ID: StepID(x.i), Text: fmt.Sprintf("Do part %d", x.i)}
	x.placement(&s)
	switch x.d.Num("kind of step", 0, 15) {
	case 9, 10:
		s.Kind = model.Wait
		x.outcomes(&s)
		if x.d.Num("for a time?", 0, 2) == 0 {
			s.Text = dice.Pick(x.d, "time", "2h", "1d, the glue dries", "16:00")
			break
		}
		x.records(&s)
	case 11, 12:
		s.Kind, s.Notify = model.Auto, dice.Pick(x.d, "notify", "", "warehouse", model.ToldCustomer)
		x.byItself(&s)
	case 13, 14:
		s.Kind = model.Choose
		x.branches(&s)
	case 15:
		s.Kind, s.Text = model.Run, dice.Pick(x.d, "run", "errand", "note", "claim", "nothing")
		if dice.OneIn(x.d, 3, "cancelled?") {
			s.Outcomes = []model.Outcome{{Name: model.RunCancelled, To: x.targets()}}
		}
	default:
		x.work(&s)
		x.records(&s)
	}
	x.extras(&s)
	return s
}

// byItself draws what alur sets and sends.
func (x *stepDrawing) byItself(s *model.Step) {
	if s.Notify == model.ToldCustomer {
		if !slices.ContainsFunc(x.p.Start.Ask, func(f model.Field) bool { return f.Type == model.PhoneField }) {
			s.Notify = ""
		} else {
			s.Say = dice.Pick(x.d, "say", "", "Order {order_no} is on its way.")
		}
	}
	switch x.d.Num("set?", 0, 5) {
	case 3:
		s.Set = []model.Assignment{{Field: "fee", To: "total * 0.1"}, {Field: "pieces", To: "len(items)"}}
	case 4:
		s.Set = []model.Assignment{{Field: "fee", To: "total * 2"}, {Field: "rush", To: "total > 100"}}
	case 5:
		s.Set = []model.Assignment{{Field: "remark", To: `payment + " " + order_no`}}
	}
	if dice.OneIn(x.d, 3, "send?") {
		s.Send = "https://example.com/orders"
	}
}

// placement draws where the step stands: below, after others, with a then.
func (x *stepDrawing) placement(s *model.Step) {
	if x.i > 0 && dice.OneIn(x.d, 4, "after?") {
		for range x.d.Num("afters", 1, min(x.i, 3)) {
			if id := StepID(x.d.Num("after", 0, x.i-1)); !slices.Contains(s.After, id) {
				s.After = append(s.After, id)
			}
		}
	}
	if dice.OneIn(x.d, 7, "then?") {
		s.Then = x.targets()
		if s.Then[0] == model.ToNext {
			s.Then = []string{model.ToEnd}
		}
	}
}

// targets draws where work goes: mostly down, so that it can end.
func (x *stepDrawing) targets() []string {
	down := StepID(x.d.Num("down", min(x.i+1, x.n-1), x.n-1))
	switch x.d.Num("to", 0, 11) {
	case 0, 1:
		return []string{model.ToNext}
	case 2, 3:
		return []string{model.ToEnd}
	case 4:
		return []string{model.ToStop}
	case 5, 6, 7:
		return []string{down}
	case 8, 9, 10:
		return []string{StepID(x.d.Num("up", 0, x.i))}
	}
	if other := StepID(x.d.Num("and to", 0, x.n-1)); other != down {
		return []string{down, other}
	}
	return []string{down}
}

func (x *stepDrawing) outcomes(s *model.Step) {
	if !dice.OneIn(x.d, 2, "outcomes?") {
		return
	}
	s.Outcomes = []model.Outcome{{Name: "ok", To: []string{model.ToNext}}}
	for _, name := range []string{"bad", "odd"}[:x.d.Num("more outcomes", 1, 2)] {
		o := model.Outcome{Name: name, To: x.targets()}
		if dice.OneIn(x.d, 3, "reasons?") {
			o.Reasons = []string{"does not fit", "is missing"}
		}
		s.Outcomes = append(s.Outcomes, o)
	}
	if dice.OneIn(x.d, 8, "no next?") {
		s.Outcomes[0].To = x.targets()
	}
}

// condition draws one that a case can always be asked, or one on what a step
// above recorded, which may be empty.
func (x *stepDrawing) condition() string {
	all := []string{
		`payment == "cod"`, `payment != "cod"`, `total > 100`, `len(items) > 1`, `order_no != "A-1"`,
		`payment == "cod" and total <= 100`, `payment == "cod" or total > 100`,
	}
	for _, s := range x.p.Steps {
		for _, f := range s.Record {
			switch f.Type {
			case model.YesNoField:
				all = append(all, f.Name)
			case model.MoneyField:
				all = append(all, f.Name+" > 100")
			case model.ChoiceField:
				all = append(all, f.Name+` == "large"`)
			case model.DateField:
				all = append(all, f.Name+` > "2026-06-01"`, f.Name+` <= "2026-06-01"`)
			}
		}
	}
	return dice.Pick(x.d, "condition", all...)
}

func (x *stepDrawing) branches(s *model.Step) {
	when := x.condition()
	s.Outcomes = []model.Outcome{{Name: when, When: when, To: x.targets()}}
	if second := x.condition(); second != when && dice.OneIn(x.d, 3, "third branch?") {
		s.Outcomes = append(s.Outcomes, model.Outcome{Name: second, When: second, To: x.targets()})
	}
	s.Outcomes = append(s.Outcomes, model.Outcome{Name: model.ElseOutcome, To: x.targets()})
}

// work draws what a person does.
func (x *stepDrawing) work(s *model.Step) {
	x.outcomes(s)
	switch x.d.Num("who", 0, 9) {
	case 6:
		s.Each = "items"
	case 7:
		s.Each = "everyone in warehouse"
	case 8:
		s.SameAs = x.doneAbove()
	case 9:
		s.NotSameAs = x.doneAbove()
	case 5:
		s.Role = dice.Pick(x.d, "role", "accounts", "service")
	}
}

// records draws what is ticked and written down where something is done.
func (x *stepDrawing) records(s *model.Step) {
	if dice.OneIn(x.d, 4, "check?") {
		s.Check = []model.Check{{Text: "Looked at twice"}, dice.Pick(x.d, "line", model.Check{Text: "Shines", Optional: true}, model.Check{Each: "items"})}
	}
	for range x.d.Num("fields", 0, 2) {
		if f := field(x.d, "rec_"); !has(s.Record, f.Name) {
			s.Record = append(s.Record, f)
		}
	}
	switch x.d.Num("asked again?", 0, 23) {
	case 22:
		s.Record = append(s.Record, model.Field{Name: "total", Type: model.MoneyField})
	case 23:
		s.Record = append(s.Record, model.Field{Name: "items", Type: model.ListField, Optional: dice.OneIn(x.d, 2, "optional?")})
	}
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
	return dice.Pick(x.d, "whom", ids...)
}

// extras draws what any step can have.
func (x *stepDrawing) extras(s *model.Step) {
	if dice.OneIn(x.d, 5, "when?") {
		s.When = x.condition()
	}
	if dice.OneIn(x.d, 12, "ends?") {
		s.Ends = string(model.Cancelled)
	}
	if dice.OneIn(x.d, 6, "texts?") {
		s.How, s.Takes, s.Was, s.Todo = "The way it is done well.", "15m", fmt.Sprintf("old%d", x.i), "say more"
	}
	// A run is never never skipped: the checks say so.
	s.NeverSkip = dice.OneIn(x.d, 8, "never skip?") && s.Kind != model.Run
	if dice.OneIn(x.d, 4, "due?") {
		x.times(s)
	}
}

func (x *stepDrawing) times(s *model.Step) {
	s.Due = dice.Pick(x.d, "due", "2h", "1d", "16:00", "next workday 10:00")
	for _, f := range x.p.Start.Ask {
		if f.Type == model.DateField {
			s.Due = f.Name + " - 1d"
		}
	}
	if s.Kind.ByItself() {
		return // It is never late.
	}
	switch x.d.Num("late", 0, 4) {
	case 2:
		s.Late = model.TellOwner
	case 3:
		if len(s.Outcomes) > 0 {
			s.Late = "take " + s.Outcomes[0].Name
		}
	case 4:
		if to := x.d.Num("late start", 0, x.n-1); to != x.i {
			s.Late = "start " + StepID(to)
		}
	}
}
