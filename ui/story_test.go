package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// Sari picks an order, forgets a line, is told, finishes, changes her mind,
// and finishes again.
func TestSariPicksAnOrder(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.sees("Pick the goods", "Order 1042 - Bu Rina", "Begin", "Check the goods by hand and eye")
	d.press("enter").sees("Still to do: 4 ticks", "Space = tick")
	d.press("space", "down", "space", "down", "space")
	d.sees("[x] Tea set", "Sari 14:32", "Still to do: 1 tick (Quantities counted)")
	d.press("f9").sees("!  Still to do in \"Pick the goods\": 1 tick (Quantities counted).")
	d.press("down", "space").sees("All there. F9 finishes it.")
	d.press("f9").sees("√  Done: Pick the goods. Undo: Ctrl+Z")
	d.press("ctrl+z").sees("Undone", "[x] Quantities counted", "All there")
	d.press("f9").sees("√  Done: Pick the goods.")
}

// Budi checks what Sari picked and sends it back; it is first in her list,
// with his reason; he undoes it and passes it on.
func TestBudiSendsBack(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	d := sit(t, s, "budi", "")
	d.sees("Check the goods by hand and eye").press("enter", "f9").sees("How did it end?", "Pass", "Fail  ← Pick the goods")
	d.press("down", "enter").sees("wrong article", "damaged")
	d.press("down", "enter").sees("√  Sent back: Order 1042 - Bu Rina. Undo: Ctrl+Z")

	sari := sit(t, s, "sari", "")
	sari.sees("Pick the goods", "← Came back: damaged (Budi)")

	d.press("ctrl+z").sees("Undone", "Check the goods by hand and eye")
	d.press("space", "down", "space", "f9", "enter").sees("√  Done: Check the goods by hand and eye.")
}

// Who picked an order may not check it: it is not in the list, and the list
// says why.
func TestFourEyes(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
	gives(t, s, "sari", model.Complete{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	sit(t, s, "sari", "").sees("Nothing to do right now.", "2 tasks need other eyes than yours", "F5 looks again.")
}

// The case says at the step whom four eyes keep from it, in any window, until
// they are waived.
func TestFourEyesAreSaidOnTheCase(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		picked(t, s)
		d := sit(t, s, "sari", lang)
		d.run(d.root.goTo(goTo{to: pageCase, arg: "online-order-1"}))
		not := d.root.env.say(model.Say{EN: "not Sari", ID: "bukan Sari"})
		d.resize(60, 18).sees(not).resize(80, 24).sees(not)
		not = d.root.env.say(model.Say{EN: "somebody else than Sari", ID: "orang lain, bukan Sari"})
		d.resize(120, 30).sees(not)
		gives(t, s, "hendra", model.Waive{Task: model.TaskRef{Case: "online-order-1", Step: "quality"}, Reason: "alone"})
		d.refresh()
		if shown := d.screen(); strings.Contains(shown, not) {
			t.Errorf("four eyes were waived:\n%s", shown)
		}
	}
}

func TestFieldsTakeTheShopsNumbers(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	picked(t, s)
	checked(t, s)
	d := sit(t, s, "budi", "")
	d.sees("Kemas dengan aman").press("enter", "space", "down", "space", "down")
	d.text("2.4").press("tab").sees("tidak cocok")
	d.press("up", "ctrl+u").text("2,4").press("tab")
	if got := s.cases["online-order-1"].Task("pack").Values["weight"].Text; got != "2.4" {
		t.Fatalf("the weight is %q:\n%s", got, d.screen())
	}
	d.sees("2,4", "0,1 sampai 30")
	// The scanner fills the label without a key being pressed, and F9 records it.
	d.scan("1042\r")
	d.press("f9").sees("√  Selesai: Kemas dengan aman.")
	if got := s.cases["online-order-1"].Task("pack").Values["label"].Text; got != "1042" {
		t.Errorf("the label is %q", got)
	}
}

func TestAWrongLabelIsRefused(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	checked(t, s)
	d := sit(t, s, "budi", "")
	d.press("enter", "space", "down", "space", "down").text("2,4")
	d.scan("1043\r")
	d.press("f9").sees(`Label: "1043" was scanned, but order no is "1042"`, "First mend label: it does not fit.")
	if s.cases["online-order-1"].Task("pack").State != model.Doing {
		t.Error("it was finished all the same")
	}
}

// What is typed is kept key by key: locking, and signing in again, loses
// nothing.
func TestDraftsAreKept(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("enter").text("INV-77")
	d.press("f12").sees("Who are you?")
	d.text("Dew").press("enter").sees("INV-77")
	d.press("f9").sees("Done: Prepare the invoice.")
}

func TestParkHandOverGiveBack(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "f8").sees("What is the problem?", "no earlier step that you may choose", "only the role shop may")
	d.press("enter").sees("It leaves your list")
	d.text("no boxes").press("tab").text("16:00").press("tab", "enter").sees("√  Parked: Pick the goods. Undo: Ctrl+Z")
	d.press("f5").sees("Waiting", "parked until 16:00: no boxes").press("esc")
	d.press("right", "right", "enter").sees("Hand over to whom?", "Budi").press("tab").text("please").press("tab", "enter")
	d.sees("Handed over to Budi.")
	sit(t, s, "budi", "").sees("From Sari, for you")
}

func TestCancelNeedsTheNumber(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f8", "end", "down", "down", "down", "down", "down", "down", "enter").sees("This can't be undone.", "Keep the case")
	d.press("shift+tab", "shift+tab").text("online-order-9").press("tab").text("customer left").press("tab", "tab", "enter")
	d.sees("Type online-order-1 exactly")
	d.press("ctrl+u").text("online-order-1").press("tab", "tab", "tab", "enter").sees("online-order-1 is cancelled.")
	if s.cases["online-order-1"].State != model.Cancelled {
		t.Error("it runs on")
	}
}

func TestWrongPIN(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	hash, err := model.HashPIN("2468", []byte("sixteen byte salt"))
	if err != nil {
		t.Fatal(err)
	}
	gives(t, s, "hendra", model.SetPIN{Person: "sari", Hash: hash})
	d := sit(t, s, "", "")
	d.sees("Siapa Anda?").text("sar").press("enter").text("1111").press("enter").sees("PIN salah. Sisa 4 kali coba.")
	d.text("2468").press("enter").sees("Ambil barangnya")
}

func TestCtrlCCopiesAndTwiceCloses(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("ctrl+c").sees("Copied online-order-1. Ctrl+Q closes alur.")
	if d.closed {
		t.Fatal("it closed at once")
	}
	d.wait(5 * time.Second)
	d.press("ctrl+c")
	d.wait(500 * time.Millisecond)
	d.send(keyMsg("ctrl+c"))
	if !d.closed {
		t.Error("pressed twice it did not close")
	}
}

func TestTinyWindowChangesNothing(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "space")
	before := s.count
	d.resize(50, 10).sees("make the window bigger")
	d.press("space", "f9", "enter", "f12")
	if s.count != before {
		t.Error("a key worked unseen")
	}
	d.resize(80, 24).sees("[x] Glass bowl 20 cm", "Still to do: 3 ticks")
}

func TestAScanOpensTheCase(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.scan("1043\r").sees("The case", "Order 1043 - Pak Joko", "ready for")
	d.scan("99999\r").sees("Nothing here is called 99999.")
	d.press("f2").text("rina").sees("Order 1042 - Bu Rina").press("enter").sees("The case", "online-order-1")
}

// What was looked for before is marked when the page comes again: another
// word replaces it, and an arrow keeps it to be mended.
func TestAnotherWordIsLookedFor(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("f2").text("rina").press("enter").sees("The case").press("esc").sees("Order 1042 - Bu Rina")
	d.press("f2").text("joko").sees("Find  joko", "Order 1043 - Pak Joko")
	d.press("enter", "esc").text("rin").sees("Find  rin", "Order 1042 - Bu Rina")
	d.press("f2", "end").text("a").sees("Find  rina", "Order 1042 - Bu Rina")
	d.press("f2", "backspace").sees("case number, customer", "Order 1043 - Pak Joko")
}

// In ASCII the arrows are words, with a stroke between them.
func TestTheArrowsAreNamedInASCII(t *testing.T) {
	for lang, want := range map[model.Lang]string{model.English: "Type your name or Up/Down", model.Indonesian: "Ketik nama atau Up/Down"} {
		d := sit(t, tokoMaju(t, lang), "", "")
		d.wears(newTheme(NoColour, true))
		d.refresh().sees(want)
	}
}

// What is told of a step stands clear of its label in every language.
func TestTheLabelsOfAStepStandClear(t *testing.T) {
	for lang, want := range map[model.Lang]string{model.English: "Only if     ", model.Indonesian: "Hanya bila  "} {
		d := sit(t, tokoMaju(t, lang), "sari", "")
		d.press("f3", "enter", "down", "enter").sees(want)
	}
}

// A good scan takes away what was said of a bad one.
func TestAGoodScanClearsWhatWasSaidOfABadOne(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.scan("L12\r").sees("Nothing here is called L12.")
	d.scan("1043\r").sees("The case", "Order 1043 - Pak Joko")
	if contains(d.screen(), "L12") {
		t.Errorf("it is still said:\n%s", d.screen())
	}
}

// New is what came while a task was on screen, not what stood before it when
// somebody went there.
func TestOnlyWhatCameSinceIsNew(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("f5", "down", "enter").sees("Order 1043 - Pak Joko")
	d.refresh()
	if contains(d.screen(), "new ▲") {
		t.Fatalf("nothing came:\n%s", d.screen())
	}
	third := rina()
	third["order_no"] = model.Value{Text: "1044"}
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: third})
	gives(t, s, "hendra", model.Pin{Task: model.TaskRef{Case: "online-order-3", Step: "pick"}, Until: monday.Add(time.Hour)})
	d.refresh().sees("Order 1043 - Pak Joko", "1 new ▲")
}

// Another's act does not move what is under the hands.
func TestTheTaskStays(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("f5", "down", "enter").sees("Order 1043 - Pak Joko")
	d.refresh().sees("Order 1043 - Pak Joko")
	gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
	d.refresh().sees("Budi has \"Pick the goods\" now.", "Order 1042 - Bu Rina")
}

func TestHarmlessNames(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("f5")
	q, err := s.Queue(context.Background(), "sari", s.Now())
	if err != nil {
		t.Fatal(err)
	}
	q.Items[0].CaseTitle = "Bu\x1b[2JRina\x07"
	d.run(d.root.tell(loaded{name: "queue", value: q}))
	d.sees("Bu")
	if strings.Contains(d.root.draw(), "\x1b[2J") || strings.ContainsRune(d.root.draw(), '\a') {
		t.Error("a name moved the terminal")
	}
}
