package ui

import (
	"context"
	"maps"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// What others do is seen while an act is under way: the screen may show the
// next task before it is told that the last one is done.

// held makes the commands of a desk wait in a row, which the test runs one by
// one and in any order.
type held struct {
	d    *desk
	cmds []tea.Cmd
}

func hold(d *desk) *held {
	h := &held{d: d}
	d.hold = h.hold
	return h
}

func (h *held) hold(c tea.Cmd) { h.cmds = append(h.cmds, c) }

// messages runs everything that waits and gives the messages back, unsent.
func (h *held) messages() []tea.Msg {
	var out []tea.Msg
	for len(h.cmds) > 0 {
		c := h.cmds[0]
		h.cmds = h.cmds[1:]
		if c == nil {
			continue
		}
		switch m := c().(type) {
		case nil:
		case tea.BatchMsg:
			h.cmds = append(h.cmds, m...)
		default:
			out = append(out, m)
		}
	}
	return out
}

// send gives the root messages that were held back.
func (h *held) send(msgs []tea.Msg) {
	for _, m := range msgs {
		h.d.send(m)
	}
}

// Finishing one order never touches what is typed for the next one.
func TestFinishingATaskKeepsTheDraftOfTheNext(t *testing.T) {
	s := tokoMaju(t, model.English)
	second := model.TaskRef{Case: "online-order-2", Step: "invoice"}
	if err := s.SetDraft(context.Background(), "dewi", second, "invoice_no", "INV-2"); err != nil {
		t.Fatal(err)
	}
	d := sit(t, s, "dewi", "")
	d.press("enter").text("INV-1").sees("Order 1042 - Bu Rina")
	h := hold(d)
	d.press("f9")
	finished := h.messages()
	// Another window tells of it first.
	d.run(d.root.tell(refresh{}))
	h.send(h.messages())
	d.sees("Order 1043 - Pak Joko")
	d.hold = nil
	h.send(finished)
	if got := s.drafts["dewi"+second.String()]["invoice_no"]; got != "INV-2" {
		t.Errorf("the draft of the second order is %q", got)
	}
	if got := s.drafts["dewionline-order-1/invoice"]["invoice_no"]; got != "" {
		t.Errorf("the draft of the first order is %q still", got)
	}
	d.press("enter").sees("INV-2")
}

// A refused value marks the field of its own task, not that of the next.
func TestARefusedValueMarksItsOwnTask(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("enter")
	n := d.root.front().screen.(*next)
	n.fault(done{
		act: model.SetField{Task: model.TaskRef{Case: "online-order-2", Step: "invoice"}, Field: "invoice_no"},
		err: &model.Refusal{Code: "mismatch"},
	})
	if got := n.edits["invoice_no"].fault; got != "" {
		t.Errorf("it says %q", got)
	}
}

// copying is a store whose shop is read anew each time, as a real one does.
type copying struct{ *memStore }

func (s copying) Shop(context.Context) (*model.Shop, error) {
	shop := *s.shop
	shop.People = maps.Clone(s.shop.People)
	return &shop, nil
}

// What was read of the shop before somebody was added, and comes after they
// have signed in, does not sign them out.
func TestAnOlderShopDoesNotSignANewcomerOut(t *testing.T) {
	s := copying{tokoMaju(t, model.English)}
	d := sit(t, s, "", "")
	h := hold(d)
	d.run(d.root.readShop())
	older := h.messages()
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ann"}})
	d.hold = nil
	d.refresh().text("ann").press("enter").sees("Ann", "Nothing to do right now.")
	h.send(older)
	d.sees("Ann", "Nothing to do right now.")
	// The newer state is read all the same.
	gives(t, s, "hendra", model.ChangeSettings{Settings: model.Settings{Name: "Toko Baru", Lang: model.English, Zone: "Asia/Jakarta", Hours: model.DefaultHours()}})
	d.refresh().sees("Toko Baru")
}

// Of one thing a page reads only once at a time; what is asked meanwhile is
// read after it, once.
func TestOneReadAtATime(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "", "")
	h := hold(d)
	for range 5 {
		d.run(d.root.tell(refresh{}))
	}
	first := h.messages()
	if len(first) != 1 {
		t.Fatalf("%d reads at once", len(first))
	}
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ann"}})
	d.send(first[0])
	second := h.messages()
	if len(second) != 1 {
		t.Fatalf("%d reads after the first", len(second))
	}
	d.send(second[0])
	if rest := h.messages(); len(rest) != 0 {
		t.Errorf("%d reads more", len(rest))
	}
	d.sees("Ann")
}

// The keys that wait for a read wait for that which follows it as well.
func TestKeysWaitForTheReadThatWaits(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	h := hold(d)
	d.run(d.root.tell(refresh{}))
	older := h.messages()
	d.press("enter")
	h.send(h.messages())
	if got := h.messages(); len(got) != 0 {
		t.Fatalf("it reads before the older read came: %d", len(got))
	}
	d.press("space")
	before := s.count
	h.send(older)
	d.hold = nil
	h.send(h.messages())
	if d.sees("[x] Glass bowl 20 cm"); s.count != before+1 {
		t.Errorf("%d acts", s.count-before)
	}
}

// counted is a store that tells how often it is asked for queues.
type counted struct {
	*memStore
	one, all *int
}

func (s counted) Queue(ctx context.Context, person string, now time.Time) (model.Queue, error) {
	*s.one++
	return s.memStore.Queue(ctx, person, now)
}

func (s counted) QueueSizes(ctx context.Context, now time.Time) (map[string]int, error) {
	*s.all++
	return s.memStore.QueueSizes(ctx, now)
}

// Who may sign in is shown with what waits for them, which is read in one look
// however many they are: on a busy PC fifty looks never came to an end.
func TestSigningInLooksOnce(t *testing.T) {
	s := counted{tokoMaju(t, model.English), new(int), new(int)}
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Rudi", Auditor: true}})
	d := sit(t, s, "", "")
	d.sees("Sari", "2 tasks", "Hendra", "owner", "Rudi", "auditor")
	if *s.one != 0 || *s.all != 1 {
		t.Errorf("%d queues were read, and all %d times", *s.one, *s.all)
	}
}

// signedOut counts the times somebody signed out, as the record has it.
func signedOut(s *memStore, person string) int {
	n := 0
	for _, e := range s.events {
		if _, ok := e.Body.(model.SignedOut); ok && e.By == person {
			n++
		}
	}
	return n
}

// Closing alur is on record like locking it.
func TestClosingSignsOut(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("ctrl+q")
	if got := signedOut(s, "sari"); !d.closed || got != 1 {
		t.Errorf("closed is %v, signed out %d times", d.closed, got)
	}
	d = sit(t, s, "", "")
	d.press("ctrl+q")
	if !d.closed {
		t.Error("with nobody signed in it did not close")
	}
}

// sendAll runs and sends everything that waits; closing is not among it.
func (h *held) sendAll(t *testing.T) {
	t.Helper()
	for _, m := range h.messages() {
		if _, ok := m.(tea.QuitMsg); ok {
			t.Fatal("closed before it was written")
		}
		h.d.send(m)
	}
}

// Closing waits for the lines that are being written and for the signing out,
// and takes no key meanwhile; asked again it closes at once.
func TestClosingWaitsForTheSigningOut(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	h := hold(d)
	d.press("ctrl+q", "enter")
	d.hold = nil
	h.sendAll(t)
	if n := s.cases["online-order-1"].Task("pick"); !d.closed || signedOut(s, "sari") != 1 || n.State != model.Ready {
		t.Errorf("closed is %v, signed out %d times, the task is %s", d.closed, signedOut(s, "sari"), n.State)
	}
	d = sit(t, s, "sari", "")
	h = hold(d)
	d.press("ctrl+q")
	h.cmds, d.hold = nil, nil
	d.press("ctrl+q")
	if !d.closed {
		t.Error("asked twice it waits still")
	}
}

// Closing right after locking waits for the lock to be on record.
func TestClosingWaitsForTheLock(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	h := hold(d)
	d.press("f12", "ctrl+q")
	d.hold = nil
	h.sendAll(t)
	if got := signedOut(s, "sari"); !d.closed || got != 1 {
		t.Errorf("closed is %v, signed out %d times", d.closed, got)
	}
}

// F12 locks whatever lies over the screen; what was typed into the task is
// kept.
func TestF12LocksOverAQuestion(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("enter").text("INV-5").press("f8").sees("What is the problem?")
	d.press("f12").sees("Who are you?")
	if contains(d.screen(), "What is the problem?") || signedOut(s, "dewi") != 1 {
		t.Errorf("signed out %d times:\n%s", signedOut(s, "dewi"), d.screen())
	}
	d.text("dew").press("enter").sees("INV-5")
	d.press("f8", "f1").sees("Help").press("f12").sees("Who are you?")
}

// What was pressed on a screen counts, though the window is made tiny while
// the act before it is still being written; what is pressed in the tiny
// window does not.
func TestAKeyThatWaitsCountsInATinyWindow(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter")
	var later []tea.Cmd
	d.hold = func(c tea.Cmd) { later = append(later, c) }
	d.press("space", "down", "space").resize(50, 15).press("space")
	d.hold = nil
	for len(later) > 0 {
		c := later[0]
		later = later[1:]
		d.run(c)
	}
	if got := len(s.cases["online-order-1"].Task("pick").Ticks); got != 2 {
		t.Errorf("%d lines are ticked, not 2", got)
	}
}
