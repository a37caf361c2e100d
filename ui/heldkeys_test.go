package ui

import (
	"strconv"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/model/procfile"
)

// anotherInHand is Sari at order 1042, with 1043 in hand besides.
func anotherInHand(t *testing.T) (*memStore, *desk) {
	t.Helper()
	s := tokoMaju(t, model.English)
	gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
	d := sit(t, s, "sari", "")
	d.run(d.root.goTo(goTo{to: pageNext, arg: model.TaskRef{Case: "online-order-1", Step: "pick"}, home: true}))
	d.wait(time.Second)
	return s, d.sees("Order 1042", "[►Begin")
}

// What is pressed while a question's answer is written is no tick of the order
// that comes then.
func TestSpaceDuringAnActIsNotForTheNextOrder(t *testing.T) {
	s, d := anotherInHand(t)
	d.press("f8").sees("What is the problem?").press("down", "enter").sees("Hand over")
	h := hold(d)
	d.press("f9") // The hand-over to Budi is under way.
	if d.root.busy == 0 {
		t.Fatalf("nothing is under way:\n%s", d.screen())
	}
	d.wait(repeatGap)
	d.send(keyMsg("space"))
	d.wait(2 * burstGap)
	for len(h.cmds) > 0 {
		h.send(h.messages())
	}
	d.hold = nil
	d.sees("Order 1043")
	if got := s.cases["online-order-2"].Task("pick").Ticks; len(got) > 0 {
		t.Errorf("order 1043 was ticked: %v\n%s", got, d.screen())
	}
}

// A space between two words of a question is no tick, though the question goes
// before the gate gives it out.
func TestASpaceInAQuestionIsNoTick(t *testing.T) {
	s, d := anotherInHand(t)
	d.press("f8").sees("What is the problem?").press("enter").text("glue").sees("glue")
	d.turnsUnder("space", func() { gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}}) })
	d.sees("Order 1043").lacks("glue")
	if got := s.cases["online-order-2"].Task("pick").Ticks; len(got) > 0 {
		t.Errorf("order 1043 was ticked: %v\n%s", got, d.screen())
	}
}

// Space again and again, behind Down, does not untick.
func TestSpaceAgainOnTheNextLine(t *testing.T) {
	d := sit(t, tokoMaju(t, model.English), "sari", "").press("enter").sees("► [ ] Glass bowl")
	h := hold(d)
	for _, key := range []string{"space", "down", "space", "space"} {
		d.wait(repeatGap)
		d.send(keyMsg(key))
	}
	for d.wait(repeatGap); len(h.cmds) > 0; {
		h.send(h.messages())
	}
	d.hold = nil
	d.sees("[x] Glass bowl", "[x] Tea set")
}

// A held Enter with the desk: it is held as the screen turns to another order.
func TestAHeldEnterBeginsNothing(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin", "Order 1042")
	d.press("enter").sees("► [ ]")
	d.wait(2 * time.Second)
	before := s.count
	held := func(n int) {
		for range n {
			d.send(keyMsg("enter"))
			d.wait(60 * time.Millisecond)
		}
	}
	d.send(keyMsg("enter")) // On a tick it only moves on. It is held.
	d.wait(500 * time.Millisecond)
	held(10)
	gives(t, s, "hendra", model.HandOver{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}, To: "budi"})
	d.refresh().sees("Order 1043", "[►Begin")
	held(60)
	if s.count != before+1 {
		t.Errorf("%d acts\n%s", s.count-before-1, d.screen())
	}
}

// Keys that were pressed before anything stood there are not given out later.
func TestKeysBeforeTheStart(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := &desk{t: t, store: s, now: s.now, keys: monday}
	o := Options{Store: s, Person: "sari", Zone: "Asia/Jakarta", Clock: s.Now, KeyClock: func() time.Time { return d.keys }}
	d.root = New(o).(*root)
	d.root.timer = func(_ time.Duration, msg tea.Msg) tea.Cmd { d.timers = append(d.timers, msg); return nil }
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.wait(time.Second)
	d.send(keyMsg("space"))
	d.wait(time.Second)
	d.run(d.root.readShop())
	d.wait(2 * time.Second)
	d.sees("Order 1042", "[►Begin")
	if n := len(d.root.pending); n != 0 {
		t.Errorf("%d keys wait though nothing is under way", n)
	}
	d.wait(time.Hour)
	d.press("enter")
	if got := s.cases["online-order-1"].Task("pick").Ticks; len(got) > 0 {
		t.Errorf("ticked by a Space of an hour ago: %v\n%s", got, d.screen())
	}
}

// Who locks behind many keys has locked.
func TestF12BehindManyKeys(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "").press("enter")
	h := hold(d)
	d.press("f9")
	for range mostPending {
		d.wait(200 * time.Millisecond)
		d.send(keyMsg("a"))
	}
	d.wait(200 * time.Millisecond)
	d.send(keyMsg("f12"))
	d.wait(200 * time.Millisecond)
	for len(h.cmds) > 0 {
		h.send(h.messages())
	}
	d.hold = nil
	if d.root.env.me != nil {
		t.Errorf("it is not locked:\n%s", d.screen())
	}
}

// Who locks, and the window became small before its turn, has locked.
func TestF12AndASmallWindow(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin")
	h := hold(d)
	d.press("enter")
	d.wait(200 * time.Millisecond)
	d.send(keyMsg("f12"))
	d.resize(20, 5)
	for len(h.cmds) > 0 {
		h.send(h.messages())
	}
	d.hold = nil
	d.resize(80, 24)
	if d.root.env.me != nil {
		t.Errorf("it is not locked:\n%s", d.screen())
	}
}

// Ctrl+Z during an act that is refused takes back nothing else.
func TestUndoOfARefusedAct(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").press("enter")
	for range 4 {
		d.press("space", "down")
	}
	d.press("f9").sees("Done: Pick", "Order 1043", "[►Begin")
	gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}}) // Not seen yet.
	h := hold(d)
	d.press("enter") // Begin: it will be refused.
	d.wait(time.Second)
	d.send(keyMsg("ctrl+z")) // No, not this one.
	for len(h.cmds) > 0 {
		h.send(h.messages())
	}
	d.hold = nil
	if got := s.cases["online-order-1"].Task("pick").State; got != model.Done {
		t.Errorf("the pick of order 1042 is %s again:\n%s", got, d.screen())
	}
}

// washShop has a process of two steps with nothing to tick or fill in.
func washShop(t testing.TB) *memStore {
	s := tokoMaju(t, model.English)
	p, _, faults := procfile.Read("wash.yaml", []byte(`
process: Wash
id: wash
kind: core
owner: warehouse
role: warehouse
title: "Wash {what}"
start:
  ask: {what: text}
steps:
  - id: rinse
    do: Rinse it
  - id: dry
    do: Dry it
    then: end
`))
	for _, f := range faults {
		if !f.Warning {
			t.Fatal(f.In(model.English))
		}
	}
	for _, c := range []string{"online-order-1", "online-order-2"} {
		gives(t, s, "hendra", model.CancelCase{Case: c, Reason: "none"})
	}
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	for i := range 2 {
		s.now = s.now.Add(time.Minute)
		gives(t, s, "hendra", model.StartCase{Process: "wash", Fields: model.Values{"what": {Text: "cup " + strconv.Itoa(i+1)}}})
	}
	return s
}

// Enter that was to begin a task does not complete it: it was begun meanwhile.
func TestEnterToBeginIsNoEnterToComplete(t *testing.T) {
	s := washShop(t)
	rinse := model.TaskRef{Case: "wash-1", Step: "rinse"}
	d := sit(t, s, "sari", "").sees("Wash cup 1", "[►Begin")
	d.turnsUnder("enter", func() { gives(t, s, "sari", model.Begin{Task: rinse}) })
	if got := s.cases["wash-1"].Task("rinse").State; got != model.Doing {
		t.Errorf("it is %s:\n%s", got, d.screen())
	}
}

// A key that is held is pressed once, whatever comes onto the screen.
func TestAHeldF9AsTheScreenTurns(t *testing.T) {
	s := washShop(t)
	d := sit(t, s, "sari", "")
	// She looks at an order that wants ticks yet: F9 only says so.
	other := rina()
	other["order_no"] = model.Value{Text: "1044"}
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: other})
	pick := model.TaskRef{Case: "online-order-3", Step: "pick"}
	d.run(d.root.goTo(goTo{to: pageNext, arg: pick, home: true}))
	d.wait(2 * time.Second)
	d.sees("Order 1044").press("enter").sees("► [ ]")
	d.wait(2 * time.Second)
	before := len(s.events)
	d.send(keyMsg("f9"))
	d.wait(500 * time.Millisecond)
	for range 40 {
		d.send(keyMsg("f9"))
		d.wait(33 * time.Millisecond)
	}
	gives(t, s, "hendra", model.HandOver{Task: pick, To: "budi"})
	d.refresh().sees("Wash cup")
	for range 40 {
		d.send(keyMsg("f9"))
		d.wait(33 * time.Millisecond)
	}
	for _, ev := range s.events[before:] {
		if _, ok := ev.Body.(model.TaskCompleted); ok {
			t.Errorf("%s was completed by a key held since before it was there", ev.Case)
		}
	}
}
