package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"alur/model"
)

// sight names a place of the tour and the way to it: keys by their names, texts
// that are typed in quotes, pages by their id after a colon.
type sight struct {
	name string
	who  string
	shop func(t testing.TB, lang model.Lang) *memStore
	way  []string
}

// tour leads to every screen of the program, and to the sheets over them. A
// test holds that no page is left out.
func tour() []sight {
	return []sight{
		{"sign in", "", tokoMaju, nil},
		{"sign in by name", "", tokoMaju, []string{`"sa"`}},
		{"a task to begin", "sari", tokoMaju, nil},
		{"a task in hand", "sari", tokoMaju, []string{"enter", "space", "down"}},
		{"the fields of a task", "hendra", checkedShop, []string{"enter", "end"}},
		{"nothing to do", "ani", withAni, nil},
		{"problem", "sari", tokoMaju, []string{"f8"}},
		{"park", "sari", tokoMaju, []string{"f8", "enter"}},
		{"hand over", "sari", tokoMaju, []string{"f8", "down", "enter"}},
		{"how it ended", "budi", pickedShop, []string{"enter", "f9"}},
		{"my list", "sari", tokoMaju, []string{"f5"}},
		{"the last button", "sari", tokoMaju, []string{"shift+tab"}},
		{"the board", "hendra", pickedShop, []string{"f6"}},
		{"about a case of the board", "hendra", pickedShop, []string{"f6", "f8"}},
		{"the case", "sari", pickedShop, []string{"f5", "space"}},
		{"about the case", "hendra", pickedShop, []string{"f5", "space", "f8"}},
		{"find", "sari", tokoMaju, []string{"f2", `"tea"`}},
		{"find nothing", "sari", tokoMaju, []string{"f2", `"zzz"`}},
		{"start", "sari", tokoMaju, []string{":start"}},
		{"bottlenecks", "hendra", aPile, []string{"f7"}},
		{"where it waits", "hendra", aPile, []string{"f7", "enter"}},
		{"audit", "hendra", pickedShop, []string{":audit"}},
		{"audit of one", "hendra", pickedShop, []string{":audit", "o"}},
		{"the filter of the audit", "hendra", pickedShop, []string{":audit", "/", `"zz"`}},
		{"whose acts", "hendra", pickedShop, []string{":audit", "o", "down", "down", "enter"}},
		{"people", "hendra", tokoMaju, []string{":people"}},
		{"a person", "hendra", tokoMaju, []string{":people", "down", "enter"}},
		{"roles", "hendra", tokoMaju, []string{":roles"}},
		{"a role", "hendra", tokoMaju, []string{":roles", "enter"}},
		{"divisions", "hendra", tokoMaju, []string{":divisions"}},
		{"a division added", "hendra", tokoMaju, []string{":divisions", "enter"}},
		{"ready-made processes", "hendra", tokoMaju, []string{":ready-made"}},
		{"first run", "", noShop, nil},
		{"menu", "sari", tokoMaju, []string{"f10"}},
		{"menu by a word", "hendra", tokoMaju, []string{"f10", `"a"`}},
		{"help", "sari", tokoMaju, []string{"f1"}},
		{"new process", "hendra", tokoMaju, []string{":new process"}},
		{"settings", "hendra", tokoMaju, []string{":settings"}},
		{"opening hours", "hendra", tokoMaju, []string{":opening hours"}},
		{"processes", "hendra", proposedShop, []string{"f3"}},
		{"a process", "sari", tokoMaju, []string{"f3", "enter", "down", "down"}},
		{"a step of a process", "sari", tokoMaju, []string{"f3", "enter", "down", "down", "enter"}},
		{"about a process", "hendra", tokoMaju, []string{"f3", "enter", "f8"}},
		{"versions", "hendra", changedShop, []string{"f3", "enter", "v"}},
		{"cases to be moved", "hendra", changedShop, []string{"f3", "enter", "f8", "down", "down", "down", "enter"}},
		{"a process being edited", "hendra", tokoMaju, []string{"f3", "enter", "ctrl+e", "down"}},
		{"a faulty process", "hendra", tokoMaju, []string{"f3", "enter", "ctrl+e", "pgdown", `"x"`, "tab"}},
		{"proposals", "hendra", proposedShop, []string{"f3", "enter"}},
		{"what of a proposal", "hendra", proposedShop, []string{"f3", "enter", "enter"}},
	}
}

func pickedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	picked(t, s)
	return s
}

func checkedShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	checked(t, s)
	return s
}

func withAni(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: []string{"kasir"}}})
	return s
}

func changedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	secondVersion(t, s, lang)
	return s
}

func proposedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "sari", model.ProposeText{Process: "online-order", Step: "pack", How: "Kaca 3x."})
	return s
}

func noShop(testing.TB, model.Lang) *memStore { return newMem(monday) }

// look sits down at a place of the tour.
func (p sight) look(t testing.TB, f tourForm) *desk {
	t.Helper()
	d := sit(t, p.shop(t, f.lang), p.who, f.lang)
	d.root.env.theme = newTheme(f.colour, f.ascii)
	d.resize(f.w, f.h)
	for _, step := range p.way {
		switch {
		case strings.HasPrefix(step, ":"):
			d.run(d.root.goTo(goTo{to: screenID(step[1:])}))
		case strings.HasPrefix(step, `"`):
			d.text(strings.Trim(step, `"`))
		default:
			d.press(step)
		}
	}
	return d
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

func tourForms() (forms []tourForm) {
	for _, lang := range model.Langs() {
		forms = append(forms, tourForm{lang, 80, 24, NoColour, false}, tourForm{lang, 120, 40, NoColour, false})
	}
	return append(forms, tourForm{model.English, 60, 18, NoColour, false},
		tourForm{model.English, 80, 24, NoColour, true}, tourForm{model.Indonesian, 80, 24, SixteenColours, false})
}

// drawn is a place in a form; colours are written out where there are any.
func (f tourForm) drawn(d *desk) string {
	if f.colour == NoColour {
		return d.screen()
	}
	lines := splitLines(d.root.draw())
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(l, "\x1b[", "‹"), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// TestTour draws every place in every form and holds what has to be so of all
// of them; golden files keep how each looks.
func TestTour(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			var got strings.Builder
			for _, f := range tourForms() {
				d := place.look(t, f)
				shown := f.drawn(d)
				fmt.Fprintf(&got, "== %s\n%s\n", f, shown)
				checkSize(t, d, place.name, [2]int{f.w, f.h})
				checkGlyphs(t, f, shown)
				checkLanguage(t, f, shown)
				checkCuts(t, f, d, shown)
				checkKeys(t, f, d)
			}
			goldenText(t, filepath.Join("tour", strings.ReplaceAll(place.name, " ", "-")), got.String())
		})
	}
}

// TestTourIsWhole: no page and no golden file is left out.
func TestTourIsWhole(t *testing.T) {
	seen, files := map[screenID]bool{}, map[string]bool{}
	for _, place := range tour() {
		d := place.look(t, tourForms()[0])
		seen[d.root.front().page.id] = true
		files[strings.ReplaceAll(place.name, " ", "-")+".golden"] = true
	}
	for _, p := range pages() {
		if !seen[p.id] {
			t.Errorf("the tour does not lead to %q", p.id)
		}
	}
	entries, err := os.ReadDir(filepath.Join("testdata", "tour"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !files[e.Name()] {
			t.Errorf("no place of the tour is called %s", e.Name())
		}
	}
}

// wgl4 are the signs besides letters that every font of a Windows console has;
// the full set is Windows Glyph List 4.
const wgl4 = "─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓■□▪▫▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫·…→←↑↓↔↕√∞≈≠≤≥÷×±°–—‘’“”•‹›"

func checkGlyphs(t *testing.T, f tourForm, shown string) {
	t.Helper()
	for _, r := range shown {
		switch {
		case r < unicode.MaxASCII && (r >= ' ' || r == '\n'):
		case f.ascii:
			t.Errorf("%s: %q is not ASCII", f, r)
		case r <= unicode.MaxLatin1 && unicode.IsLetter(r) || strings.ContainsRune(wgl4, r):
		default:
			t.Errorf("%s: %q is no sign of WGL4", f, r)
		}
	}
}

// small are the small words of a language, which stand in nearly every
// sentence of it and in none of the other.
func small(lang model.Lang) *regexp.Regexp {
	words := "the|of|and|with|from|not|you|your|this|that|has|have|is|are|was|will|nothing|everything|who|which|back|done"
	if lang == model.Indonesian {
		words = "yang|dan|untuk|dari|dengan|tidak|belum|sudah|ini|itu|anda|oleh|semua|siapa|kembali|selesai|bisa|atau"
	}
	return regexp.MustCompile(`(?i)\b(` + words + `)\b`)
}

// checkLanguage holds that no sentence is in the other language. The name of
// the other language is written as its own speakers read it, and the id of a
// process that a step runs is the same in all.
func checkLanguage(t *testing.T, f tourForm, shown string) {
	t.Helper()
	other := model.English
	if f.lang == model.English {
		other = model.Indonesian
	}
	for _, l := range splitLines(shown) {
		if word := small(other).FindString(strings.ReplaceAll(l, "return-of-goods", "")); word != "" {
			t.Errorf("%s: %q is of the other language: %s", f, word, l)
		}
	}
}

// pieces are the texts of a line: what stands between signs and wide gaps.
func pieces(line string) (texts []string) {
	for _, gap := range regexp.MustCompile(` {2,}`).Split(line, -1) {
		texts = append(texts, regexp.MustCompile(`[\pL\d][\pL\d ,.;:'"()/+-]*…?`).FindAllString(gap, -1)...)
	}
	return texts
}

// checkCuts holds that whatever is shorter than on a window of 240 columns
// says so by "…": a text that ends in the middle of a word of the wide screen
// was cut off silently.
func checkCuts(t *testing.T, f tourForm, d *desk, shown string) {
	t.Helper()
	if f.ascii || f.colour != NoColour {
		return
	}
	if d.root.sheet != nil {
		// What lies under a sheet is covered by it.
		shown = boxed(shown)
	}
	d.resize(240, 60)
	wide := regexp.MustCompile(` {2,}|\n`).ReplaceAllString(d.screen(), " ¦ ")
	d.resize(f.w, f.h)
	for _, l := range splitLines(shown) {
		for _, piece := range pieces(l) {
			piece = strings.TrimRight(piece, " ")
			if strings.HasSuffix(piece, "…") || len(piece) < 4 {
				continue
			}
			if strings.Contains(wide, piece) && !wholeWords(wide, piece) {
				t.Errorf("%s: %q is cut off without a sign: %s", f, piece, l)
			}
		}
	}
}

// boxed is the inside of the sheet: the rails of a process beside it look like
// its sides.
func boxed(shown string) string {
	lines := splitLines(shown)
	for i, l := range lines {
		right := []rune(l)
		at := slices.Index(right, '┐')
		if at < 0 {
			continue
		}
		left := at
		for left > 0 && right[left] != '┌' {
			left--
		}
		var inside []string
		for _, l := range lines[i+1:] {
			cells := []rune(l)
			if len(cells) <= at || cells[left] != '│' {
				break
			}
			inside = append(inside, string(cells[left+1:at]))
		}
		return strings.Join(inside, "\n")
	}
	return shown
}

// wholeWords reports whether a piece stands somewhere in a text with no letter
// before and after it.
func wholeWords(text, piece string) bool {
	whole := regexp.MustCompile(`(^|[^\pL\d])` + regexp.QuoteMeta(piece) + `($|[^\pL\d])`)
	return whole.MatchString(text)
}

// checkKeys holds that every key of a place has words in both languages, and
// that what can't be done says why.
func checkKeys(t *testing.T, f tourForm, d *desk) {
	t.Helper()
	for _, u := range d.root.front().screen.uses(&d.root.env) {
		b := bindingOf(u.id)
		if b.id == "" {
			t.Errorf("%s: the key %q is declared nowhere", f, u.id)
		}
		for _, lang := range model.Langs() {
			if u.words != (model.Say{}) && u.words.In(lang) == "" || b.short.In(lang) == "" {
				t.Errorf("%s: the key %s has no words in %s", f, u.id, lang)
			}
		}
	}
}
