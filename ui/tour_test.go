package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// sight is a place of the tour, the shop it is in, who stands there, and the
// way to it: see step.
type sight struct {
	name string
	who  string
	shop func(t testing.TB, lang model.Lang) *memStore
	way  []string
}

// tour leads to every screen of the program, to every question that is asked
// over one, and to what stands where there is nothing to show. A test holds
// that none is left out.
func tour() []sight {
	var all []sight
	for _, part := range [][]sight{tourOfWork(), tourOfCases(), tourOfTheShop(), tourOfProcesses(), tourOfEditing(), tourOfWatching(), tourAround()} {
		all = append(all, part...)
	}
	return all
}

// look sits down at a place of the tour.
func (p sight) look(t testing.TB, f tourForm) *desk {
	t.Helper()
	d := sit(t, p.shop(t, f.lang), p.who, f.lang)
	d.wears(newTheme(f.colour, f.ascii))
	// Where files are proposed does not hang on the PC that tests.
	d.root.env.folder = "/home/hendra/Documents"
	d.resize(f.w, f.h)
	d.steps(p.way...)
	return d
}

// steps goes a way.
func (d *desk) steps(way ...string) *desk {
	for _, step := range way {
		d.step(step)
	}
	return d
}

// step is one of a way: a key by its name, with *3 behind it pressed three
// times; a text in quotes typed, in two languages with a bar between; a page
// by its id after a colon; an hour or more going by after a plus; and after
// an equals sign one of the choices of a question, by its id.
func (d *desk) step(step string) {
	d.t.Helper()
	key, times, _ := strings.Cut(step, "*")
	switch {
	case strings.HasPrefix(step, ":"):
		d.run(d.root.goTo(goTo{to: screenID(step[1:])}))
	case strings.HasPrefix(step, `"`):
		en, id, two := strings.Cut(strings.Trim(step, `"`), "|")
		if two && d.root.env.lang == model.Indonesian {
			en = id
		}
		d.text(en)
	case strings.HasPrefix(step, "="):
		d.choose(step[1:])
	case strings.HasPrefix(step, "+"):
		span, err := time.ParseDuration(step[1:])
		if err != nil {
			d.t.Fatal(err)
		}
		s := d.store.(*memStore)
		s.now = s.now.Add(span)
		d.send(beatMsg{})
	case times != "":
		n, err := strconv.Atoi(times)
		if err != nil {
			d.t.Fatal(err)
		}
		for range n {
			d.press(key)
		}
	default:
		d.press(step)
	}
}

// choose goes to one of the choices of the question that is asked, by its id
// or what that begins with, and takes it.
func (d *desk) choose(id string) {
	d.t.Helper()
	if d.root.sheet == nil {
		d.t.Fatalf("no question to choose %q of:\n%s", id, d.screen())
	}
	form := &d.root.sheet.form
	it := form.items[form.focus]
	to := slices.IndexFunc(it.options, func(o option) bool { return strings.HasPrefix(o.id, id) })
	if to < 0 {
		d.t.Fatalf("no choice %q:\n%s", id, d.screen())
	}
	for range max(0, to-it.at) {
		d.press("down")
	}
	for range max(0, it.at-to) {
		d.press("up")
	}
	d.press("enter")
}

// tourForm is one way a place is drawn.
type tourForm struct {
	lang   model.Lang
	w, h   int
	colour Colour
	ascii  bool
}

func (f tourForm) String() string {
	s := fmt.Sprintf("%s %dx%d", f.lang, f.w, f.h)
	if f.ascii {
		s += " in ASCII"
	}
	if f.colour != NoColour {
		s += " in colour"
	}
	return s
}

// tourForms are the windows in which a place is looked at, before any colour.
func tourForms() (forms []tourForm) {
	for _, lang := range model.Langs() {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 18}} {
			forms = append(forms, tourForm{lang: lang, w: size[0], h: size[1], colour: NoColour})
		}
	}
	return forms
}

// fileOf is the golden file of a place, without its ending.
func (p sight) fileOf() string {
	return filepath.Join("tour", strings.ReplaceAll(p.name, " ", "-"))
}

// TestTour draws every place in every window and every look, and holds what
// has to be so of all of them; one golden file a place keeps how it looks.
func TestTour(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, f := range tourForms() {
				d := place.look(t, f)
				shown := d.screen()
				checkSize(t, d, place.name, [2]int{f.w, f.h})
				checkGlyphs(t, f, shown)
				checkLanguage(t, f, shown)
				checkCuts(t, f, d, shown)
				checkKeys(t, f, d)
				if f.w >= 80 {
					fmt.Fprintf(&got, "== %s\n%s", f, shown)
					looks(t, &got, place, f, d)
				}
			}
			goldenText(t, place.fileOf(), got.String())
		})
	}
}
