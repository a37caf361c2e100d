package model

import "testing"

// purchase is a process that branches on its total.
func purchase() Process {
	return Process{
		Name: "Purchase", Role: "warehouse", Owner: "warehouse",
		Start: Start{Ask: []Field{
			{Name: "total", Type: MoneyField}, {Name: "kind", Type: ChoiceField, Choices: []string{"goods", "service"}},
		}},
		Steps: []Step{
			{ID: "size", Kind: Choose, Outcomes: []Outcome{
				{Name: "total >= 1000000", When: "total >= 1000000", To: []string{"approve"}},
				{Name: "total >= 100000", When: "total >= 100000", To: []string{"look", "order"}},
				{Name: ElseOutcome, To: []string{"order"}},
			}},
			{ID: "approve", Text: "Approve it", Outcomes: []Outcome{{Name: "yes", To: []string{"order"}}, {Name: "no", To: []string{ToStop}}}},
			{ID: "look", Text: "Look at it", Then: []string{ToEnd}},
			{ID: "order", Text: "Order it"},
		},
	}
}

func TestChooseTakesTheFirstBranchThatIsTrue(t *testing.T) {
	w := newWorld(t)
	w.publish(purchase())
	for _, c := range []struct {
		total string
		steps []string
	}{
		{"2000000", []string{"approve"}}, {"1000000", []string{"approve"}}, {"999999", []string{"look", "order"}}, {"5", []string{"order"}},
	} {
		id := w.must("sari", StartCase{Process: "purchase", Fields: Values{"total": one(c.total), "kind": one("goods")}}).Case
		w.wants(id, c.steps...)
		size := w.cases[id].Task("size")
		if size.State != Done || size.By != "" {
			t.Errorf("%s: %+v", c.total, size)
		}
		last := w.history[id][1]
		if made, ok := last.Body.(ChoiceMade); !ok || made.Outcome != size.Outcome || made.Values["total"].Text != c.total {
			t.Errorf("%s: the record says %+v", c.total, last.Body)
		}
	}
}

// The price is recorded for certain, until an owner skips the step.
func TestAChoiceThatCantBeSaidWaitsForTheOwner(t *testing.T) {
	w := newWorld(t)
	p := purchase()
	p.Steps = append([]Step{{ID: "price", Text: "Ask for the price", Record: p.Start.Ask[:1]}}, p.Steps...)
	p.Start.Ask = p.Start.Ask[1:]
	w.publish(p)
	id := w.must("sari", StartCase{Process: "purchase", Fields: Values{"kind": one("goods")}}).Case
	w.must("hendra", Skip{Task: ref(id, "price"), Reason: "nobody answers"})
	w.wants(id, "size")
	if task := w.cases[id].Task("size"); task.State != Parked || task.For != "hendra" {
		t.Fatalf("%+v", task)
	}
	w.refused("dewi", Complete{Task: ref(id, "size")}, "not_your_role")
	w.refused("hendra", Complete{Task: ref(id, "size"), Reason: "hurry"}, "which_way")
	w.must("hendra", Complete{Task: ref(id, "size"), Outcome: ElseOutcome, Reason: "a small one"})
	w.wants(id, "order")
}

func TestChooseNeedsABranchThatIsTaken(t *testing.T) {
	branch := func(when string) Outcome { return Outcome{Name: when, When: when, To: []string{ToNext}} }
	for _, c := range []struct {
		name  string
		whens []string
		good  bool
	}{
		{"else", []string{"total > 5", ""}, true},
		{"only one condition", []string{"total > 5"}, false},
		{"always true", []string{"total > 5", "true"}, true},
		{"every answer", []string{`kind == "goods"`, `kind == "service"`}, true},
		{"an answer is left", []string{`kind == "goods"`}, false},
		{"yes and no", []string{"urgent", "!urgent"}, true},
		{"numbers are not tried", []string{"total > 5", "total <= 5"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := purchase()
			p.Start.Ask = append(p.Start.Ask, Field{Name: "urgent", Type: YesNoField})
			p.Steps = []Step{{ID: "size", Kind: Choose}, {ID: "order", Text: "Order it"}}
			for _, when := range c.whens {
				o := branch(when)
				if when == "" {
					o.Name = ElseOutcome
				}
				p.Steps[0].Outcomes = append(p.Steps[0].Outcomes, o)
			}
			f, faults := Compile(p)
			if (f != nil) != c.good {
				t.Errorf("%v", faults)
			}
		})
	}
}
