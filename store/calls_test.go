package store_test

import (
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/store"
)

// called are what the owner was told at once, one line a call, and the messages
// about it.
func (x *fixture) called() string {
	x.t.Helper()
	events, err := x.Audit(x.t.Context(), store.AuditQuery{Names: []string{"owner.called", "message.queued"}})
	if err != nil {
		x.t.Fatal(err)
	}
	var lines []string
	for _, e := range events {
		switch b := e.Body.(type) {
		case model.OwnerCalled:
			for _, c := range b.Calls {
				lines = append(lines, c.Words(time.UTC).In(model.English))
			}
		case model.MessageQueued:
			if strings.HasPrefix(b.Key, "call/") {
				lines = append(lines, "by message: "+b.Subject)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (x *fixture) theShop() *model.Shop {
	x.t.Helper()
	shop, err := x.Shop(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	return shop
}

// callShop is a shop in which starting "outer" is held: the process that it
// runs is not in force any more.
func callShop(t *testing.T) *fixture {
	x := tokoMaju(t)
	x.must("hendra", model.PublishProcess{Process: model.Process{ID: "inner", Name: "Inner", Role: "warehouse", Steps: []model.Step{{ID: "do", Kind: model.Do, Text: "Do it"}}}})
	x.must("hendra", model.PublishProcess{Process: model.Process{ID: "outer", Name: "Outer", Role: "warehouse", Steps: []model.Step{{ID: "sub", Kind: model.Run, Text: "inner"}}}})
	x.must("hendra", model.RetireProcess{Process: "inner"})
	return x
}

// TestTheOwnerIsCalledOnce: what can't wait is told at once, all that comes
// together as one, once, whichever of two programs does it; what the shop lets
// wait is not.
func TestTheOwnerIsCalledOnce(t *testing.T) {
	x := callShop(t)
	settings := x.theShop().Settings
	settings.Tell = model.Tell{File: "messages.txt"}
	x.must("hendra", model.ChangeSettings{Settings: settings})
	wake := func(after time.Duration) string {
		x.seconds.Add(int64(after.Seconds()))
		y := x.again()
		for _, s := range []*store.Store{x.Store, y.Store, x.Store} {
			if _, err := s.Wake(t.Context(), "KASIR-1"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := x.Check(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		return x.called()
	}
	x.must("sari", model.StartCase{Process: "outer"})
	x.must("sari", model.StartCase{Process: "outer"})
	x.refusedDelivery(store.Delivery{Process: "outer", Why: map[model.Lang]string{model.English: "no total", model.Indonesian: "tanpa total"}})
	if next, err := x.NextWake(t.Context()); err != nil || next.Sub(x.now()) > time.Minute {
		t.Errorf("a program that is open looks at %v, %v", next, err)
	}
	if got := wake(time.Second); got != "" {
		t.Errorf("at once, while more may come:\n%s", got)
	}
	first := `Outer 1: "inner" can't go on by itself: the process inner is not in force
Outer 2: "inner" can't go on by itself: the process inner is not in force
by message: ` + x.theShop().Settings.Name + `: 2 things need you. The first: Outer 1: "inner" can't go on by itself: the process inner is not in force.`
	if got := wake(time.Minute); got != first {
		t.Errorf("the first time:\n%s\nwant:\n%s", got, first)
	}
	// Now what did not fit is told as well; a while has to pass.
	settings.WakeOwner = "refused"
	x.must("hendra", model.ChangeSettings{Settings: settings})
	x.refusedDelivery(store.Delivery{Process: "outer", Body: []byte("{}"), Why: map[model.Lang]string{model.English: "no total", model.Indonesian: "tanpa total"}})
	x.must("sari", model.StartCase{Process: "outer"})
	if got := wake(5 * time.Minute); got != first {
		t.Errorf("one message after the other:\n%s", got)
	}
	name := x.theShop().Settings.Name
	second := first + "\nwhat another program sent for Outer did not fit: no total\nby message: " + name + ": This needs you: what another program sent for Outer did not fit: no total."
	if got := wake(15 * time.Minute); got != second {
		t.Errorf("the second time:\n%s\nwant:\n%s", got, second)
	}
	if got := wake(time.Hour); got != second {
		t.Errorf("again:\n%s", got)
	}
}

// TestTheDayTellsWhatIsStuckOutside: what the owner is not told of at once stands
// in the digest of the day.
func TestTheDayTellsWhatIsStuckOutside(t *testing.T) {
	x := tokoMaju(t)
	x.refusedDelivery(store.Delivery{Process: "online-order", Why: map[model.Lang]string{model.English: "no total", model.Indonesian: "tanpa total"}})
	x.refusedDelivery(store.Delivery{Process: "online-order", Step: "deliver", Key: "A-7", Early: true})
	in, err := x.Digest(t.Context(), "", x.now().Add(-time.Hour))
	if err != nil || in.Unfit != 1 || in.Unsent != 0 {
		t.Errorf("%d unsent, %d unfit: %v", in.Unsent, in.Unfit, err)
	}
	if text := digest.Subject(in, model.English); !strings.Contains(text, "1 thing needs you") {
		t.Errorf("the day is %q", text)
	}
}

// TestWhatIsPastIsNotTold: a matter that was settled before it was told is none.
func TestWhatIsPastIsNotTold(t *testing.T) {
	x := callShop(t)
	id := x.must("sari", model.StartCase{Process: "outer"}).Case
	x.must("hendra", model.CancelCase{Case: id, Reason: "a mistake"})
	x.seconds.Add(60)
	before := x.head()
	if _, err := x.Wake(t.Context(), "KASIR-1"); err != nil || x.head() != before {
		t.Errorf("told %q, %v", x.called(), err)
	}
	if next, err := x.NextWake(t.Context()); err != nil || !next.IsZero() && next.Sub(x.now()) < time.Minute {
		t.Errorf("a program that is open looks again at %v, %v", next, err)
	}
}
