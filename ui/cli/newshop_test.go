package cli_test

import (
	"strings"
	"testing"
)

// downTo presses Down until a line has the focus.
func (w *window) downTo(line string) *window {
	w.house.t.Helper()
	for range 20 {
		w.until("itself standing still", func() bool { return w.seen != "" })
		if strings.Contains(w.seen, line) {
			return w
		}
		was := w.focused()
		w.tmux("send-keys", "Down")
		w.until("itself after Down", func() bool { return w.focused() != was })
	}
	w.house.t.Fatalf("no Down leads to %q:\n%s", line, w.seen)
	return w
}

// hires adds a person with roles, on the page of people.
func (w *window) hires(name string, roles ...string) *window {
	w.house.t.Helper()
	w.sees("+ Add a person").press("Home").focuses("+ Add a person").press("Enter").sees("A new colleague").writes(name).sees(name)
	for _, role := range roles {
		w.downTo("► [ ] " + role).press("Space").sees("► [x] " + role)
	}
	return w.press("F9").sees("work here", name)
}

// fills types the fields of a task one below the other, and finishes it.
func (w *window) fills(title string, values ...string) *window {
	w.house.t.Helper()
	for _, v := range values {
		w.writes(v).focuses(v).press("Down").until("the field below", func() bool { return !strings.Contains(w.focused(), v) })
	}
	return w.press("F9").sees("Done: " + title)
}

// TestAShopOfThreeFromNothing: an owner founds a shop, hires two people, and
// the first order goes through all hands to its end, at one window and
// without a command.
func TestAShopOfThreeFromNothing(t *testing.T) {
	t.Parallel()
	say := languages()[0]
	h := newHouse(t)
	w := h.open("alur --lang en")
	w.sees("► My own shop").press("Enter").sees("Name of the shop").press("Down").writes("Toko Tiga").sees("Toko Tiga")
	w.press("Down").writes("Hendra").sees("Hendra").downTo("[►Make the shop ]").press("Enter")
	w.sees("Which work should alur guide?").press("Enter").sees("Add your first colleague", "Begin")

	w.press("Enter").lacks("[►Begin").press("C-p").sees("What do you want to do?").writes("people").focuses("People").press("Enter").sees("Add a person")
	w.hires("Sari", "warehouse").hires("Budi", "accounts", "service", "warehouse")
	w.press("F5").sees("Add your first colleague").press("F9").sees("Done: Add your first colleague")

	w.press("n").sees("What is to be started?", "► Online order").press("Enter").sees("Order no")
	w.writes("A-1").sees("A-1").press("Down").writes("Bu Rina").sees("Bu Rina").press("Down").press("Down").press("Down")
	w.writes("lamp").sees("lamp").press("Down").writes("90000").sees("90000").press("Down").sees("► Payment")
	w.press("Space").sees("Payment       prepaid").press("Space").sees("Payment       COD").downTo("[►Start ]").press("Enter")
	w.sees("online-order-1 is started.").press("F12")

	w.enters(say, "Sari", "").sees(say.pick).press("Enter").sees("► [ ] lamp")
	pickAgain(w, say)
	w.press("F12").enters(say, "Budi", "").sees(say.quality).press("Enter").sees("► [ ]")
	w.press("Space").press("Down").press("Space").press("F9").sees("How did it end?").press("Enter").sees(say.done + say.quality)
	w.sees("Pack safely", "Begin").press("Enter").sees("► [ ]").press("Space").press("Down").press("Space").press("Down")
	w.fills("Pack safely", "2", "A-1")
	w.sees(say.invoice, "Begin").press("Enter").lacks("[►Begin").fills(say.invoice, "INV-1")
	w.sees("Hand the parcel to the courier", "Begin").press("Enter").lacks("[►Begin").fills("Hand the parcel to the courier", "JNE", "JP-1")
	w.sees("delivery notice").press("F5").sees("Waiting", "waits for").press("Enter").sees("Delivered").press("F9").sees("How did it end?").press("Enter")
	w.sees("Book the cash", "Begin").press("Enter").lacks("[►Begin").fills("Book the cash the courier collected", "90000")
	w.sees("Ask the customer", "Begin").press("Enter").lacks("[►Begin").press("Right").press("F9").sees("How did it end?").press("Enter")
	w.until("the end of the order", func() bool { return strings.Contains(h.alur("case", "show", "online-order-1"), "finished") })
	w.press("C-q").sees(ended)
	h.sound()
}

// TestAFaultInAnEditedProcessIsMended: the owner edits a process at the
// screen, is told of a slip at its line, mends it, and puts the new version in
// force; the case that runs keeps its own.
func TestAFaultInAnEditedProcessIsMended(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	furnish(h, languages()[0], "")
	order(h, "A-1")
	w := h.open("alur --lang en")
	w.enters(languages()[0], "Hendra", "").press("F3").sees("► Online order").press("Enter").sees("Check the goods by hand and eye")
	w.press("C-e").sees("9 promise: 6d", "No fault is in it.")
	for range 8 {
		w.press("Down")
	}
	w.press("End").writes("oops").sees("6doops", "line 9").press("F9").sees("► line 9")
	w.press("Enter").lacks("► line 9").press("End")
	for range len("doops") {
		w.press("BSpace")
	}
	w.lacks("promise: 6d").writes("d").sees("No fault is in it.").press("Left").press("BSpace").writes("7").sees("promise: 7d", "No fault is in it.")
	w.press("F9").sees("Publish Online order, version 2", "[►Publish").press("Enter").sees("Online order is in force")
	w.press("C-q").sees(ended)
	h.sound()
	if list := h.alur("process", "list"); !strings.Contains(list, "v2") {
		t.Errorf("the new version is not in force:\n%s", list)
	}
	if c := h.alur("case", "show", "online-order-1", "--json"); !strings.Contains(c, `"version": 1`) {
		t.Errorf("the running case has another version:\n%s", c)
	}
}

// TestTheFirstRunSpeaksTheLanguageOfThePC: nobody has to look for the language
// on the very first screen.
func TestTheFirstRunSpeaksTheLanguageOfThePC(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ set, sees string }{
		{"LC_ALL= LANG=id_ID.UTF-8 ALUR_LANG=", "► Toko saya sendiri"},
		{"LC_ALL=id_ID.UTF-8 LANG=en_US.UTF-8 ALUR_LANG=", "► Toko saya sendiri"},
		{"ALUR_LANG=id", "► Toko saya sendiri"},
		{"LC_ALL= LANG=de_DE.UTF-8 ALUR_LANG=", "► My own shop"},
	} {
		newHouse(t).open("env " + c.set + " alur").sees(c.sees).press("C-q").sees(ended)
	}
}
