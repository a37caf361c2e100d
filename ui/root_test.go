package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// slow makes the commands of a desk wait until they are told to run.
func slow(d *desk) (run func()) {
	var waiting []tea.Cmd
	d.hold = func(c tea.Cmd) { waiting = append(waiting, c) }
	return func() {
		for len(waiting) > 0 {
			c := waiting[0]
			waiting = waiting[1:]
			d.runNow(c)
		}
		d.hold = nil
	}
}

// A key pressed while an act is under way waits for it: F9 right after the
// last tick finishes the task, however slow the disk.
func TestKeysWaitForTheAct(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "space", "down", "space", "down", "space", "down")
	run := slow(d)
	before := s.count
	d.press("space", "f9").sees("Saving")
	if s.count != before {
		t.Fatal("the store was slow, and yet was asked")
	}
	run()
	d.sees("√  Done: Pick the goods.")
	if s.count != before+2 {
		t.Errorf("%d acts", s.count-before)
	}
}

// What was read before an act is not shown after it.
func TestAnOlderLoadIsNotShownAfterAnAct(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	h := hold(d)
	d.run(d.root.tell(refresh{}))
	older := h.messages()
	d.press("enter")
	h.send(h.messages())
	shown := d.screen()
	h.send(older)
	if got := d.screen(); got != shown {
		t.Errorf("it shows what was before:\n%s", got)
	}
	h.send(h.messages())
	d.sees("Space = tick")
}

func TestAnAnswerToAClosedPageIsDropped(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	f := d.root.front()
	late := d.root.load(f, f.screen.(*next).load(&d.root.env), false)()
	d.press("f12").sees("Who are you?")
	d.send(late)
	d.sees("Who are you?")
}

func TestClosingWaitsForWhatIsBeingWritten(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("enter")
	run := slow(d)
	d.text("INV-78").sees("Saving").press("ctrl+q")
	if d.closed {
		t.Fatal("closed before the last letters were kept")
	}
	run()
	if !d.closed {
		t.Error("it did not close")
	}
	if got := s.drafts["dewionline-order-1/invoice"]["invoice_no"]; got != "INV-78" {
		t.Errorf("kept was %q", got)
	}
}

func TestAnIdleScreenLocks(t *testing.T) {
	s := tokoMaju(t, model.English)
	settings := s.shop.Settings
	settings.IdleLock = "10m"
	gives(t, s, "hendra", model.ChangeSettings{Settings: settings})
	d := sit(t, s, "sari", "")
	s.now = s.now.Add(9 * time.Minute)
	d.send(beatMsg{})
	d.sees("My next task")
	s.now = s.now.Add(time.Minute)
	d.send(beatMsg{})
	d.sees("Who are you?")
}

func TestTheLanguageFollowsThePerson(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ann", Lang: model.English}})
	d := sit(t, s, "", "")
	d.sees("Siapa Anda?").press("f4").sees("Who are you?").press("f4").sees("Siapa Anda?")
	d = sit(t, s, "", "")
	d.text("ann").press("enter").sees("Nothing to do right now.")
	d.press("f12").sees("Siapa Anda?")
}

func TestANoticeGoesAfterTenSeconds(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "space", "down", "space", "down", "space", "down", "space", "f9").sees("Undo: Ctrl+Z")
	s.now = s.now.Add(9 * time.Second)
	d.send(beatMsg{})
	d.sees("Undo: Ctrl+Z")
	s.now = s.now.Add(time.Second)
	d.send(beatMsg{})
	if got := d.screen(); contains(got, "Undo: Ctrl+Z") {
		t.Errorf("it stays:\n%s", got)
	}
}

// A hundred screens at which nobody works are not drawn a hundred times a
// second; what comes with time is.
func TestABeatThatChangesNothingDrawsNothing(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.wait(noticeTime)
	s.now = s.now.Truncate(time.Minute).Add(time.Minute)
	d.send(beatMsg{})
	d.root.View()
	for range 59 {
		s.now = s.now.Add(time.Second)
		d.send(beatMsg{})
		if d.root.stale {
			t.Fatalf("drawn again at %v", s.now)
		}
	}
	s.now = s.now.Add(time.Second)
	d.send(beatMsg{})
	if !d.root.stale {
		t.Error("the next minute is not drawn")
	}
}

// A task that changed meanwhile refuses what was decided on the old one.
func TestAStaleActIsRefused(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "f8", "enter").text("no boxes").press("tab", "tab")
	gives(t, s, "sari", model.SetTick{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}, Item: "2", On: true})
	d.press("enter").sees("online-order-1/pick has changed meanwhile. Nothing was done")
}

// The banner of the demo is read whole in the narrowest window.
func TestTheBannerOfTheDemoFits(t *testing.T) {
	for _, lang := range model.Langs() {
		d := sit(t, tokoMaju(t, lang), "sari", lang)
		d.root.opts.Demo = true
		for w := leastWidth; w < 130; w++ {
			d.resize(w, 24)
			if said := plain(d.root.banner()); !contains(said, "DEMO: ") || contains(said, "…") {
				t.Fatalf("%s, %d wide: %q", lang, w, said)
			}
		}
	}
}
