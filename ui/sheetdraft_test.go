package ui

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"alur/model"
)

// What is typed into a question outlives a line that is cut, a server that is
// killed and a screen that locks: it is back when the same is asked again, for
// the same person alone, and gone once it is done or closed by hand.
func TestWhatIsTypedIntoAQuestionIsKept(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		comment := func(who string) *desk { return sit(t, s, who, lang).scan("online-order-1\r").press("c") }
		comment("sari").text("ring twice")

		// The line was cut: the next window is another.
		comment("budi").lacks("ring twice")
		d := comment("sari").sees("ring twice").text(", please")
		d.press("f12").lacks("ring twice")
		d = comment("sari").sees("ring twice, please")
		d.press("f1", "esc").sees("ring twice, please").press("esc")
		comment("sari").lacks("ring twice").text("ring once").press("f9").press("c").lacks("ring")
		if c := s.cases["online-order-1"].Comments; len(c) != 1 || c[0].Text != "ring once" {
			t.Errorf("%s: the comments are %v", lang, c)
		}
		comment("sari").lacks("ring twice", "ring once:").press("esc")
		keptNone(t, s)
	}
}

// keptNone fails where the texts of any question are kept.
func keptNone(t *testing.T, s *memStore) {
	t.Helper()
	for key, texts := range s.drafts {
		if strings.Contains(key, "sheet/") {
			t.Errorf("of %s there is %v", key, texts)
		}
	}
}

// So it is with the reasons of F8, and an act that is refused or can't be
// written loses none of it.
func TestAReasonIsKeptUntilItIsDone(t *testing.T) {
	s := tokoMaju(t, model.English)
	park := func(s Store) *desk { return sit(t, s, "sari", model.English).steps("f8", "=park") }
	park(s).text("the glue").press("tab").text("nonsense")
	park(s).sees("the glue", "nonsense").press("f9").sees("Write a time such as")
	d := park(fullDisk{s}).sees("the glue", "nonsense").press("tab", "ctrl+u").text("2 hours").press("f9").sees("full")
	if d.root.sheet != nil {
		t.Error("it is asked once more")
	}
	park(s).sees("the glue", "2 hours").press("f9").sees("Parked")
	keptNone(t, s)

	// What shows that somebody means it is typed each time.
	cancel := func() *desk {
		return sit(t, s, "hendra", model.English).scan("online-order-2\r").steps("f8", "=cancel").press("up", "up")
	}
	cancel().text("online-order-2").press("tab").text("told by phone")
	cancel().sees("told by phone", "► Case number   ...")
}

// fullDisk is a shop whose file takes no act.
type fullDisk struct{ Store }

func (fullDisk) Do(context.Context, model.Command) (Receipt, error) {
	return Receipt{}, errors.New("the disk is full")
}

// Every question of the tour that has lines to type keeps them, but those in
// which nothing is written: they only look, or name a file.
func TestEveryQuestionKeepsWhatIsTyped(t *testing.T) {
	looks := []string{exportName, "only", "look"}
	seen := map[string]bool{}
	for _, place := range tour() {
		d := place.look(t, tourForm{lang: model.English, w: 80, h: 24, colour: NoColour})
		s := d.root.sheet
		if s == nil || slices.Contains(looks, s.name) || !slices.ContainsFunc(s.form.items, func(it item) bool { return it.kind == itemText }) {
			continue
		}
		if seen[s.name] = true; len(s.texts()) == 0 || s.stored == nil {
			t.Errorf("%s: what is typed into %q is lost with the line", place.name, s.name)
		}
		for name, edit := range s.texts() {
			if edit.secret || strings.Contains(strings.ToLower(name), "pin") {
				t.Errorf("%s: %s is kept", place.name, name)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("the tour asks only %v", slices.Sorted(maps.Keys(seen)))
	}
}
