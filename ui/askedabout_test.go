package ui

import (
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

// turnsUnder presses a key on what stands there while what others did is read:
// it comes onto the screen before the gate gives the key out.
func (d *desk) turnsUnder(key string, others func()) {
	d.t.Helper()
	h := hold(d)
	others()
	d.refresh()
	came := h.messages()
	d.wait(2 * time.Second)
	d.send(keyMsg(key))
	d.keys = d.keys.Add(burstGap / 2)
	h.send(came)
	d.wait(burstGap)
	for d.hold = nil; len(h.cmds) > 0; {
		h.send(h.messages())
	}
}

// Four eyes are waived for what was on the screen, not for what came in its place.
func TestAWaiverIsForWhatIsSeen(t *testing.T) {
	s := aloneShop(t, model.English)
	other := rina()
	other["order_no"], other["customer"] = model.Value{Text: "1043"}, model.Value{Text: "Pak Joko"}
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: other})
	for _, c := range []string{"online-order-1", "online-order-2"} {
		gives(t, s, "hendra", model.Complete{Task: model.TaskRef{Case: c, Step: "pick"}, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
		gives(t, s, "hendra", model.Complete{Task: model.TaskRef{Case: c, Step: "invoice"}, Values: model.Values{"invoice_no": {Text: "F"}}})
	}
	d := sit(t, s, "hendra", "").sees("One pair of eyes will do", "Order 1042")
	d.turnsUnder("enter", func() { gives(t, s, "hendra", model.CancelCase{Case: "online-order-1", Reason: "at another PC"}) })
	d.sees("Order 1043")
	if got := s.cases["online-order-2"].Task("quality").Waived(); got != nil {
		t.Errorf("four eyes are waived for order 1043: %+v", got)
	}
}

// A PC is let in whose code was on the screen.
func TestTheCodeThatWasCompared(t *testing.T) {
	s := askedShop(t, model.English)
	first, second := s.asks[0], s.asks[1]
	d := openAt(t, s, model.English, pageStations, nil)
	d.press("home").press("enter").sees("Let this PC in?", first.Code)
	d.text("KASIR-3")
	s.asks = []store.StationRequest{second} // The first gave up, or another owner let it in.
	d.refresh().lacks("Let this PC in?").sees("is not there any more")
	d.press("tab", "enter")
	if st := s.shop.StationOf(second.Key); st != nil {
		t.Errorf("%s is let in, whose code nobody compared", st.Name)
	}
}

// A division is removed that was asked about.
func TestTheDivisionThatWasAskedAbout(t *testing.T) {
	s := tokoMaju(t, model.English)
	for _, n := range []string{"Bandung", "Cirebon", "Depok"} {
		gives(t, s, "hendra", model.AddDivision{Name: n})
	}
	d := openAt(t, s, model.English, pageDivisions, nil)
	d.press("home", "down").sees("► Bandung").press("enter").sees("Bandung", "Remove")
	gives(t, s, "hendra", model.RemoveDivision{Division: s.shop.DivisionIDs()[0]}) // Another owner.
	d.refresh().sees("is not there any more").press("enter")
	if n := len(s.shop.DivisionIDs()); n != 2 {
		t.Errorf("another division was removed: %v\n%s", s.shop.DivisionIDs(), d.screen())
	}
}

// A proposal is accepted that was asked about.
func TestTheProposalThatWasAskedAbout(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "sari", model.ProposeText{Process: "online-order", Step: "pack", Text: "Pack well"})
	gives(t, s, "budi", model.ProposeText{Process: "online-order", Step: "pick", Text: "Grab it"})
	d := openAt(t, s, model.English, pageProposals, nil)
	d.press("home", "enter").sees("What becomes of this proposal?", "Accept")
	gives(t, s, "hendra", model.DeclineText{Proposal: 1, Reason: "another owner"})
	d.refresh()
	before := len(s.shop.Processes["online-order"].Versions)
	d.press("enter")
	if n := len(s.shop.Processes["online-order"].Versions); n != before {
		t.Errorf("the other proposal was accepted, left are %v\n%s", s.shop.Proposals, d.screen())
	}
}

// A message is given up that was asked about.
func TestTheMessageThatWasAskedAbout(t *testing.T) {
	s := trafficShop(t, model.English)
	d := openAt(t, s, model.English, pageTraffic, nil)
	d.press("home", "enter").sees("What becomes of it?", "online-order-1/books/1")
	s.outbox = s.outbox[:1] // It was sent after all.
	d.refresh()
	before := len(s.events)
	d.press("end", "enter")
	for _, ev := range s.events[before:] {
		t.Errorf("done instead: %T %+v", ev.Body, ev.Body)
	}
}

// A role is taken that was asked about.
func TestTheRoleThatWasAskedAbout(t *testing.T) {
	s := tokoMaju(t, model.English)
	p := *s.shop.People["budi"]
	p.Roles = append(append([]string{}, p.Roles...), "aaa", "driver")
	gives(t, s, "hendra", model.ChangePerson{Person: p})
	d := openAt(t, s, model.English, pageRoles, nil)
	for range 8 {
		if contains(d.screen(), "► aaa") {
			break
		}
		d.press("down")
	}
	d.sees("► aaa").press("enter").sees("Who does: aaa", "Take it from Budi")
	p.Roles = p.Roles[:len(p.Roles)-2]
	p.Roles = append(append([]string{}, p.Roles...), "driver")
	gives(t, s, "hendra", model.ChangePerson{Person: p}) // Another owner takes it.
	d.refresh().lacks("Who does: aaa").sees("is not there any more")
	before := len(s.events)
	d.press("enter")
	for _, ev := range s.events[before:] {
		t.Errorf("done instead: %T %+v", ev.Body, ev.Body)
	}
}

// What a scan finds does not take a question away that was opened meanwhile.
func TestALateScanLeavesTheQuestion(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	h := hold(d)
	d.scan("1043\r")
	found := h.messages()
	d.hold = nil
	d.press("f8", "enter").text("glue").sees("glue")
	h.send(found)
	d.text("r")
	d.sees("gluer")
}

// A late scan during a question: F9 that answers the question reports no parcel.
func TestALateScanAndF9(t *testing.T) {
	s := tokoMaju(t, model.English)
	at := func(step string) model.TaskRef { return model.TaskRef{Case: "online-order-1", Step: step} }
	gives(t, s, "sari", model.Complete{Task: at("pick"), Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	gives(t, s, "budi", model.Complete{Task: at("quality"), Ticks: []string{"1", "2"}})
	gives(t, s, "sari", model.Complete{Task: at("pack"), Ticks: []string{"1", "2"}, Values: model.Values{"weight": {Text: "2"}, "label": {Text: "1042"}}})
	gives(t, s, "dewi", model.Complete{Task: at("invoice"), Values: model.Values{"invoice_no": {Text: "F-1"}}})
	gives(t, s, "budi", model.Complete{Task: at("collect"), Values: model.Values{"courier": {Text: "JNE"}, "tracking": {Text: "1"}}})
	d := sit(t, s, "sari", "").sees("Order 1043")
	h := hold(d)
	d.scan("1042\r")
	found := h.messages()
	d.hold = nil
	d.press("f8", "enter").text("glue is out")
	h.send(found)
	d.wait(newPause + time.Millisecond)
	d.send(keyMsg("enter"))
	d.wait(60 * time.Millisecond)
	if st := s.cases["online-order-1"].Task("deliver").State; st != model.Waiting {
		t.Errorf("deliver is %s", st)
	}
}

// Who is signed in is who was marked as Enter was pressed.
func TestEnterSignsInWhoWasMarked(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "", "").sees("► Budi")
	d.turnsUnder("enter", func() {
		p := *s.shop.People["budi"]
		p.Gone = true
		gives(t, s, "hendra", model.ChangePerson{Person: p})
	})
	if me := d.root.env.me; me != nil {
		t.Errorf("%s is signed in", me.Name)
	}
}

// Other words are proposed for the step that was asked about.
func TestTheStepThatWasAskedAbout(t *testing.T) {
	s := washShop(t)
	d := sit(t, s, "sari", "")
	d.run(d.root.goTo(goTo{to: pageProcess, arg: "wash"}))
	d.press("end").press("f8").sees("Propose a change", "Dry it").press("home")
	for range 6 {
		if contains(d.screen(), "► Propose a change") {
			break
		}
		d.press("down")
	}
	d.press("enter").sees("Dry it")
	p := s.flows["wash-1"].Process
	p.Steps = append([]model.Step{}, p.Steps...)
	p.Steps[1].ID, p.Steps[1].Text = "polish", "Polish it"
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	d.refresh()
	before := len(s.events)
	d.text("Hang it up").press("f9")
	for _, ev := range s.events[before:] {
		if b, ok := ev.Body.(model.TextProposed); ok {
			t.Errorf("proposed instead: %+v", b)
		}
	}
}

// What was asked of one round is not answered for the next.
func TestAQuestionOfTheRoundBefore(t *testing.T) {
	s := tokoMaju(t, model.English)
	at := func(step string) model.TaskRef { return model.TaskRef{Case: "online-order-1", Step: step} }
	pick := model.Complete{Task: at("pick"), Ticks: []string{"1/1", "1/2", "1/3", "2"}}
	gives(t, s, "sari", pick)
	gives(t, s, "budi", model.Begin{Task: at("quality")})
	d := sit(t, s, "budi", "").sees("Check the goods").press("f9").sees("How did it end?").press("end")
	h := hold(d)
	gives(t, s, "budi", model.Complete{Task: at("quality"), Outcome: "fail", Reason: "damaged"}) // At another PC.
	gives(t, s, "sari", pick)
	d.refresh()
	h.send(h.messages())
	d.hold = nil
	d.lacks("How did it end?")
	d.send(keyMsg("enter"))
	d.wait(burstGap)
	if got := s.cases["online-order-1"].Task("quality"); got.Round != 2 || got.State != model.Ready {
		t.Errorf("round %d is %s", got.Round, got.State)
	}
}
