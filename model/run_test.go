package model

import "testing"

// returns is run by a sale: what a customer sends back is looked at.
func returns() Process {
	return Process{
		Name: "Return of goods", ID: "goods-return", Role: "warehouse", Owner: "warehouse", Title: "Return {customer}", Key: "order_no",
		Start: Start{Ask: []Field{{Name: "order_no", Type: TextField}, {Name: "customer", Type: TextField}, {Name: "note", Type: TextField, Optional: true}}},
		Steps: []Step{
			{ID: "look", Text: "Look at the goods"},
			{ID: "refuse", Text: "Refuse it", After: []string{"look"}, When: `note == "refuse"`, Ends: "cancelled"},
		},
	}
}

func sale() Process {
	return Process{
		Name: "Sale", Role: "service", Owner: "service",
		Start: Start{Ask: []Field{{Name: "order_no", Type: TextField}, {Name: "customer", Type: TextField, Optional: true}, {Name: "note", Type: TextField, Optional: true}}},
		Steps: []Step{
			{ID: "sell", Text: "Sell it"},
			{ID: "back", Kind: Run, Text: "goods-return", Outcomes: []Outcome{{Name: RunCancelled, To: []string{"explain"}}}},
			{ID: "refund", Text: "Pay it back", Then: []string{ToEnd}},
			{ID: "explain", Text: "Explain it to the customer"},
		},
	}
}

func (w *world) sale(fields Values) string {
	w.t.Helper()
	fields["order_no"] = one("A-1")
	id := w.must("dewi", StartCase{Process: "sale", Fields: fields}).Case
	w.must("dewi", Complete{Task: ref(id, "sell")})
	return id
}

func newSales(t *testing.T) *world {
	w := newWorld(t)
	w.publish(returns())
	w.publish(sale())
	return w
}

func TestAStepRunsAnotherProcess(t *testing.T) {
	w := newSales(t)
	id := w.sale(Values{"customer": one("Bu Rina")})
	w.wants(id, "back")
	back := w.cases[id].Task("back")
	if back.State != Waiting || back.Child != "goods-return-1" {
		t.Fatalf("%+v", back)
	}
	child := w.cases["goods-return-1"]
	if child == nil || child.Title != "Return Bu Rina" || *child.Parent != ref(id, "back") || child.Key != "A-1" {
		t.Fatalf("%+v", child)
	}
	for _, act := range []Act{
		Complete{Task: ref(id, "back")}, Complete{Task: ref(id, "back"), Outcome: RunCancelled, Reason: "x"}, Take{Task: ref(id, "back")},
		Begin{Task: ref(id, "back")}, Park{Task: ref(id, "back"), Reason: "x"}, HandOver{Task: ref(id, "back"), To: "dewi"},
	} {
		w.refused("dewi", act, "runs")
	}
	w.refused("dewi", Undo{}, "torn_apart")
	w.must("sari", Complete{Task: ref("goods-return-1", "look")})
	if w.cases["goods-return-1"].State != Finished {
		t.Errorf("%+v", w.cases["goods-return-1"])
	}
	w.wants(id, "refund")
	w.refused("sari", Undo{}, "torn_apart")
	w.must("dewi", Complete{Task: ref(id, "refund")})
	if w.cases[id].State != Finished {
		t.Errorf("the sale is %s", w.cases[id].State)
	}
}

func TestAChildThatIsCancelledTellsItsParent(t *testing.T) {
	w := newSales(t)
	id := w.sale(Values{"customer": one("Bu Rina")})
	w.must("sari", CancelCase{Case: "goods-return-1", Reason: "the customer keeps it"})
	w.wants(id, "explain")
	if back := w.cases[id].Task("back"); back.Outcome != RunCancelled || back.Reason != "the customer keeps it" {
		t.Errorf("%+v", back)
	}
	id = w.sale(Values{"customer": one("Pak Joko"), "note": one("refuse")})
	w.must("sari", Complete{Task: ref("goods-return-2", "look")})
	w.must("sari", Complete{Task: ref("goods-return-2", "refuse")})
	if w.cases["goods-return-2"].Key != "" {
		t.Error("a key that another case has was taken twice")
	}
	w.wants(id, "explain")
}

func TestAParentTakesWhatItRunsAlong(t *testing.T) {
	w := newSales(t)
	for _, c := range []struct {
		name string
		act  func(id string) (string, Act)
	}{
		{"cancelled", func(id string) (string, Act) { return "dewi", CancelCase{Case: id, Reason: "stop"} }},
		{"skipped", func(id string) (string, Act) { return "dewi", Skip{Task: ref(id, "back"), Reason: "stop"} }},
		{"sent back", func(id string) (string, Act) {
			return "dewi", SendBack{Task: ref(id, "back"), To: "sell", Reason: "stop"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.t = t
			id := w.sale(Values{"customer": one("Bu Rina")})
			child := w.cases[id].Task("back").Child
			by, act := c.act(id)
			w.must(by, act)
			if got := w.cases[child].State; got != Cancelled {
				t.Errorf("what it ran is %s", got)
			}
			if back := w.cases[id].Task("back"); back.State.Open() {
				t.Errorf("%+v", back)
			}
		})
	}
}

func TestWhatCantBeginWaitsForTheOwner(t *testing.T) {
	w := newSales(t)
	id := w.sale(Values{})
	back := w.cases[id].Task("back")
	if back.State != Parked || back.For != "hendra" || back.WaitsFor().In(English) != "Return of goods still needs: customer" {
		t.Fatalf("%+v", back)
	}
	w.refused("hendra", Complete{Task: ref(id, "back")}, "runs")
	w.refused("hendra", Resume{Task: ref(id, "back")}, "cant_run")
	p := returns()
	p.Title, p.Start.Ask[1].Optional = "", true
	w.publish(p)
	w.must("hendra", Resume{Task: ref(id, "back")})
	if back := w.cases[id].Task("back"); back.State != Waiting || w.cases[back.Child].Version != 2 {
		t.Errorf("%+v", back)
	}
}

func TestAProcessThatIsNotThereParksItsStep(t *testing.T) {
	w := newWorld(t)
	w.publish(sale())
	id := w.sale(Values{"customer": one("Bu Rina")})
	if back := w.cases[id].Task("back"); back.State != Parked {
		t.Fatalf("%+v", back)
	}
	w.must("dewi", Skip{Task: ref(id, "back"), Reason: "by hand"})
	w.wants(id, "refund")
}

func TestTheStartOfACaseTakesWhatItRunsAlong(t *testing.T) {
	w := newWorld(t)
	w.publish(returns())
	p := sale()
	p.Steps = p.Steps[1:]
	w.publish(p)
	start := StartCase{Process: "sale", Fields: Values{"order_no": one("A-1"), "customer": one("Bu Rina")}}
	id := w.must("dewi", start).Case
	w.must("dewi", Undo{})
	if w.cases[id].State != Cancelled || w.cases["goods-return-1"].State != Cancelled {
		t.Errorf("%+v", w.cases)
	}
	w.must("dewi", start)
	w.must("sari", Take{Task: ref("goods-return-2", "look")})
	w.refused("dewi", Undo{}, "torn_apart")
}

func TestTwoProcessesThatRunEachOtherComeToAnEnd(t *testing.T) {
	w := newWorld(t)
	run := func(id, other string) Process {
		return Process{Name: id, Role: "warehouse", Steps: []Step{{ID: "x", Kind: Run, Text: other}, {ID: "y", Text: "Do it"}}}
	}
	w.publish(run("ping", "pong"))
	w.publish(run("pong", "ping"))
	id := w.must("sari", StartCase{Process: "ping"}).Case
	w.wants(id, "x")
	w.wants("pong-1", "x")
	if task := w.cases["pong-1"].Task("x"); task.State != Parked {
		t.Errorf("%+v", task)
	}
	self, faults := Compile(run("ping", "ping"))
	if self != nil {
		t.Errorf("a process that runs itself passed: %v", faults)
	}
}

func TestAProcessThatEndsAtOnceIsRunAtOnce(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "note", Role: "warehouse", Steps: []Step{{ID: "a", Kind: Auto, Text: "Note it"}}})
	w.publish(Process{Name: "work", Role: "warehouse", Steps: []Step{{ID: "x", Kind: Run, Text: "note"}, {ID: "y", Text: "Do it"}}})
	id := w.must("sari", StartCase{Process: "work"}).Case
	w.wants(id, "y")
	if x := w.cases[id].Task("x"); x.Outcome != RunFinished || w.cases["note-1"].State != Finished {
		t.Errorf("%+v", x)
	}
}

// TestARunEndsInACaseThatWasMoved: the step that runs it has another id by
// then.
func TestARunEndsInACaseThatWasMoved(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Errand", Role: "warehouse", Steps: []Step{{ID: "go", Text: "Go"}}})
	steps := []Step{{ID: "run", Kind: Run, Text: "errand"}, {ID: "do", Text: "Do it"}}
	w.publish(Process{Name: "Work", Role: "warehouse", Steps: steps})
	id := w.must("sari", StartCase{Process: "work"}).Case
	w.publish(Process{Name: "Work", Role: "warehouse", Steps: []Step{{ID: "errand", Kind: Run, Text: "errand", Was: "run"}, steps[1]}})
	w.must("hendra", MigrateCase{Case: id, Version: 2})
	w.wants(id, "errand")
	w.must("sari", Complete{Task: ref("errand-1", "go")})
	w.wants(id, "do")
}

// TestWhatStandsBesideARunIsNoCircle: a run that begins lights no arrow, and
// what comes up in the same act after it is decided as ever.
func TestWhatStandsBesideARunIsNoCircle(t *testing.T) {
	for _, tt := range []struct {
		name   string
		beside Step
		want   TaskState
	}{
		{"a condition that is true", Step{Text: "Wrap it", When: `note == "gift"`}, Ready},
		{"a condition that is false", Step{Text: "Wrap it", When: `note != "gift"`}, Skipped},
		{"a choose", Step{Kind: Choose, Outcomes: []Outcome{{Name: `note == "gift"`, When: `note == "gift"`, To: []string{ToEnd}}, {Name: ElseOutcome, To: []string{ToEnd}}}}, Done},
		{"another run", Step{Kind: Run, Text: "goods-return"}, Waiting},
		{"one for everybody", Step{Text: "Look at it", Each: "everyone in service"}, Ready},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.publish(returns())
			p := sale()
			beside := tt.beside
			beside.ID, beside.After, beside.Then = "beside", []string{"sell"}, []string{ToEnd}
			p.Steps[3].Then = []string{ToEnd}
			p.Steps = append(p.Steps, beside)
			w.publish(p)
			id := w.sale(Values{"customer": one("Bu Rina"), "note": one("gift")})
			if got := w.cases[id].Task("beside"); got.State != tt.want || got.ParkedFor != "" {
				t.Errorf("it is %s (%s), want %s", got.State, got.ParkedFor, tt.want)
			}
		})
	}
}
