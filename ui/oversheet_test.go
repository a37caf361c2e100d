package ui

import (
	"slices"
	"testing"

	"alur/model"
)

// Over every question of the tour the keys that are known everywhere do
// something, or say why not: help and menu open and give the question back as
// it was, F9 does what the footer says, the pages wait.
func TestKnownKeysWorkInEveryQuestion(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, place := range tour() {
			f := tourForm{lang: lang, w: 80, h: 24, colour: NoColour}
			d := place.look(t, f)
			if d.root.sheet == nil {
				continue
			}
			t.Run(place.name+" "+string(lang), func(t *testing.T) {
				d.t = t
				asked, values, count := d.root.sheet, d.root.sheet.form.values(), d.store.(*memStore).count
				for _, key := range []string{"f1", "f10"} {
					d.press(key)
					if front := d.root.front().page; !front.over || d.root.sheet != nil {
						t.Fatalf("%s opens nothing:\n%s", key, d.screen())
					}
					d.press("f5", "esc")
					if d.root.sheet != asked || !equalValues(asked.form.values(), values) {
						t.Fatalf("after %s the question is not as it was:\n%s", key, d.screen())
					}
				}
				for _, key := range []string{"f2", "f3", "f5", "f6", "f7", "f8", "ctrl+z"} {
					d.root.said = said{}
					d.press(key).sees(d.root.env.answerFirst())
					if d.root.sheet != asked {
						t.Fatalf("%s leaves the question", key)
					}
				}
				if got := d.store.(*memStore).count; got != count {
					t.Fatalf("%d acts by keys that only look", got-count)
				}
				d.root.said = said{}
				_, does := asked.main()
				if d.press("f9"); place.name == "a version put in force nowhere" {
					return // It says again what it says already.
				}
				if stays := d.root.sheet == asked; stays && d.root.said.text == "" && !faulted(asked) || !does && !stays {
					t.Errorf("F9 says nothing, or does what it does not say:\n%s", d.screen())
				}
			})
		}
	}
}

// faulted reports whether a question says what is wrong with an answer.
func faulted(s *sheet) bool {
	return slices.ContainsFunc(s.form.items, func(it item) bool { return it.fault != "" })
}

func equalValues(a, b map[string]string) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return len(a) == len(b)
}

// What can't be taken back is not done by F9: the safe button has the focus,
// and F9 says how to choose.
func TestF9NeverCancelsACase(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f8", "end", "down", "down", "down", "down", "down", "down", "enter").sees("This can't be undone.")
	before := s.count
	d.press("f9").sees("Choose with the arrows, then Enter.")
	if s.count != before || d.root.sheet == nil {
		t.Error("F9 answered it")
	}
}

// In the menu over a question a page says that the question comes first, and
// what is typed there is no part of the question.
func TestTheMenuOverAQuestion(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, model.English, pageDivisions, nil)
	d.press("enter").sees("A new division").text("Nor").press("f10").text("settings").sees("not now: first answer the question")
	d.press("enter").sees("Not now: first answer the question").press("esc").sees("A new division", "Nor").press("f9").sees("Nor")
	if s.shop.Divisions["Nor"] != "Nor" {
		t.Errorf("the divisions are %v", s.shop.Divisions)
	}
}

// F9 starts the case from any of its fields, and says what is still needed.
func TestF9StartsACase(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "sari", model.Indonesian)
	before := len(s.cases)
	d.press("n").sees("F9 Mulai").text("1050").press("f9").sees("Ini wajib diisi.").text("Bu Tini").press("tab", "tab", "tab")
	d.text("Teko").press("tab").text("5").press("tab", "right", "f9").sees("dimulai.")
	if len(s.cases) != before+1 {
		t.Errorf("%d cases were started", len(s.cases)-before)
	}
}

// What can't be chosen says why, whole, once Enter is pressed on it.
func TestWhatCantBeChosenSaysWhy(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		d := sit(t, s, "sari", lang)
		d.resize(60, 18).press("f8")
		verbs, told := &d.root.sheet.form.items[0], 0
		for range verbs.options {
			if off := verbs.options[verbs.at].off; off != "" {
				told++
				d.root.said = said{}
				d.press("enter")
				if got := d.root.said.text; got != capital(notNow(&d.root.env, off))+"." || d.root.sheet == nil {
					t.Errorf("%s: it says %q of %q", lang, got, off)
				}
			}
			d.press("down")
		}
		if told < 2 {
			t.Errorf("%s: %d can't be chosen", lang, told)
		}
	}
}

// In the list of a question Home and End go to its ends, as in every list.
func TestHomeAndEndInAQuestion(t *testing.T) {
	d := sit(t, tokoMaju(t, model.English), "sari", model.English)
	d.press("f8", "end").sees("► Cancel the case").press("home").sees("► Send back")
}
