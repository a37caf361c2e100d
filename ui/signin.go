package ui

import (
	"context"
	"sort"
	"strings"

	"alur/model"
)

func signInPage() page {
	return page{
		id:    pageSignIn,
		title: model.Say{EN: "Sign in", ID: "Masuk"},
		help: model.Say{
			EN: "Type the first letters of your name or move with the arrows, then Enter. Whoever has a PIN types it too. F4 changes the language.",
			ID: "Ketik huruf awal nama Anda atau pindah dengan panah, lalu Enter. Yang punya PIN mengetik PIN juga. F4 mengganti bahasa.",
		},
		make: func() screen { return &signIn{pin: lineEdit{secret: true}} },
	}
}

// signIn asks who sits there.
type signIn struct {
	people []signInRow
	list   list
	filter lineEdit
	pin    lineEdit
	atPIN  bool
	// byHand is true once a digit of the PIN was typed by fingers.
	byHand bool
	wrong  string
}

// signInRow is one person who may sign in, with the number of their tasks,
// which is not counted for owners and auditors.
type signInRow struct {
	person model.Person
	tasks  int
}

func (s *signIn) typing() bool { return true }

func (s *signIn) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh:
		return []effect{s.load(e)}
	case loaded:
		if people, ok := in.value.([]signInRow); ok {
			s.people = people
			s.fill()
		}
	case done:
		s.pin.set("")
		s.wrong, s.byHand = "", false
		if refusal := model.Refused(in.err); refusal != nil {
			s.wrong = clean(refusal.In(e.lang))
		}
	case scanned:
		return s.fast(e, in)
	case pasted:
		s.typed(e, in.text)
	case keyPress:
		return s.key(e, in)
	}
	return nil
}

// load counts what everyone has to do whose number is shown.
func (s *signIn) load(e *env) load {
	now := e.now
	return load{name: "people", get: func(ctx context.Context, st Store) (any, error) {
		shop, err := st.Shop(ctx)
		if err != nil {
			return nil, err
		}
		sizes, err := st.QueueSizes(ctx, now)
		if err != nil {
			return nil, err
		}
		var rows []signInRow
		for id, p := range shop.People {
			if !p.Gone {
				rows = append(rows, signInRow{person: *p, tasks: sizes[id]})
			}
		}
		sort.Slice(rows, func(i, j int) bool { return rows[i].before(rows[j]) })
		return rows, nil
	}}
}

// before sorts by name, owners and auditors last.
func (a signInRow) before(b signInRow) bool {
	rank := func(p model.Person) int {
		switch {
		case p.Auditor:
			return 2
		case p.Owner:
			return 1
		}
		return 0
	}
	if ra, rb := rank(a.person), rank(b.person); ra != rb {
		return ra < rb
	}
	return strings.ToLower(a.person.Name) < strings.ToLower(b.person.Name)
}

// fill puts the people into the list that fit what was typed.
func (s *signIn) fill() {
	var ids []string
	for _, r := range s.people {
		if s.fits(r, s.filter.text()) {
			ids = append(ids, r.person.ID)
		}
	}
	s.list.set(ids)
}

// fits reports whether some word of the name begins with the text.
func (s *signIn) fits(r signInRow, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if strings.HasPrefix(strings.ToLower(r.person.Name), text) {
		return true
	}
	for _, word := range strings.Fields(strings.ToLower(r.person.Name)) {
		if strings.HasPrefix(word, text) {
			return true
		}
	}
	return false
}

// typed takes text into the PIN or the filter. Letters that no name begins
// with are not taken, so that a slip never empties the list.
func (s *signIn) typed(_ *env, text string) {
	if s.atPIN {
		if digits := onlyDigits(text); len(s.pin.chars)+len(digits) <= 12 {
			s.pin.insert(digits)
			s.wrong = ""
		}
		return
	}
	for _, r := range s.people {
		if s.fits(r, s.filter.text()+text) {
			s.filter.insert(text)
			s.fill()
			return
		}
	}
	if p := s.chosen(); p != nil && p.PIN != "" && onlyDigits(text) == text {
		s.atPIN = true
		s.typed(nil, text)
	}
}

// fewDigits are as many as fingers may type that fast; no code has so few.
const fewDigits = 3

// fast takes what came faster than fingers usually type. The last digits of a PIN
// that was begun by hand and the Enter after them are a person's: two hands are
// that fast, and a slow line brings keys together. Anything else may be a scanner,
// which signs nobody in and counts nothing as a wrong PIN.
func (s *signIn) fast(e *env, in scanned) []effect {
	before := s.pin.text()
	s.typed(e, in.text)
	if in.ended && s.byHand && len(in.text) <= fewDigits && s.pin.text() == before+in.text {
		return s.enter()
	}
	return nil
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func (s *signIn) chosen() *model.Person {
	for i := range s.people {
		if s.people[i].person.ID == s.list.sel {
			return &s.people[i].person
		}
	}
	return nil
}

func (s *signIn) key(e *env, k keyPress) []effect {
	switch {
	case k.is(keyLang, true):
		next := model.Indonesian
		if e.lang == model.Indonesian {
			next = model.English
		}
		s.wrong = ""
		return []effect{speak{lang: next}}
	case k.name == "enter":
		return s.enter()
	case k.name == "esc" || k.name == "shift+tab":
		s.atPIN, s.byHand, s.wrong = false, false, ""
		s.pin.set("")
		s.filter.set("")
		s.fill()
	case k.name == "tab":
		if p := s.chosen(); p != nil && p.PIN != "" {
			s.atPIN = true
		}
	case !s.atPIN && s.list.update(k, true):
		s.wrong = ""
	case k.types():
		s.typed(e, k.text)
		s.byHand = s.atPIN && s.pin.text() != ""
	case s.atPIN:
		s.pin.update(k)
	default:
		s.filter.update(k)
		s.fill()
	}
	return nil
}

func (s *signIn) enter() []effect {
	p := s.chosen()
	switch {
	case p == nil:
		return nil
	case p.PIN == "":
		return []effect{enter{person: p.ID}}
	case !s.atPIN:
		s.atPIN = true
		return nil
	case s.pin.text() == "":
		return nil
	}
	return []effect{enter{person: p.ID, pin: s.pin.text()}}
}

func (s *signIn) uses(*env) []use {
	words := model.Say{EN: "Sign in", ID: "Masuk"}
	return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: words}, {id: keyLang}, {id: keyQuit}}
}

func (s *signIn) view(e *env) []string {
	t, w := e.theme, e.width
	shop := strings.ToUpper(clean(e.shop.Settings.Name))
	if wide := strings.Join(characters(shop), " "); width(wide) <= w-4 {
		shop = wide
	}
	var lines []string
	if e.height > 16 {
		lines = append(lines, "")
	}
	lines = append(lines, t.accent(t.center(shop, w)))
	under := e.idleLines()
	if len(under) == 0 {
		under = []string{e.longDate(e.now), e.clock(e.now)}
	}
	for _, l := range under {
		lines = append(lines, t.center(l, w))
	}
	lines = append(lines, "")
	ask := e.say(model.Say{EN: "Who are you? Type your name or %s", ID: "Siapa Anda? Ketik nama atau %s"}, t.glyph.arrows())
	lines = append(lines, t.strong(t.center(ask, w)), "")
	lines = append(lines, s.box(e)...)
	lines = append(lines, "")
	if p := s.chosen(); p != nil && p.PIN != "" {
		dots := s.pin.view(t, 13, s.atPIN, "")
		hint := e.say(model.Say{EN: "Enter signs in", ID: "Enter masuk"})
		lines = append(lines, centerDrawn("PIN  "+dots+" "+t.dim(hint), w))
	} else {
		lines = append(lines, "")
	}
	if s.wrong != "" {
		lines = append(lines, "")
		for _, l := range wrap(s.wrong, min(w-4, 60)) {
			lines = append(lines, t.warn(t.center(l, w)))
		}
	}
	return lines
}

// box draws the people, the chosen one marked; what was typed to find them
// stands in its frame.
func (s *signIn) box(e *env) []string {
	t, g := e.theme, e.theme.glyph
	const inner = 34
	title := ""
	if typed := s.filter.text(); typed != "" {
		title = " " + t.cut(typed, inner-4) + " "
	}
	top := g.topLeft + t.strong(title) + strings.Repeat(g.line, inner-width(title)) + g.topRight
	lines := []string{centerDrawn(top, e.width)}
	room := max(3, e.height-14)
	first, last := window(s.list.at(), len(s.list.ids), room)
	for _, id := range s.list.ids[first:last] {
		lines = append(lines, centerDrawn(g.side+s.row(e, id, inner)+g.side, e.width))
	}
	bottom := g.bottomLeft + strings.Repeat(g.line, inner) + g.bottomRight
	if last < len(s.list.ids) {
		more := e.say(model.Say{EN: " %s %d more ", ID: " %s %d lagi "}, g.fall, len(s.list.ids)-last)
		bottom = g.bottomLeft + more + strings.Repeat(g.line, inner-width(more)) + g.bottomRight
	}
	return append(lines, centerDrawn(bottom, e.width))
}

func (s *signIn) row(e *env, id string, inner int) string {
	t := e.theme
	for _, r := range s.people {
		if r.person.ID != id {
			continue
		}
		mark := "   "
		name := t.ends(clean(r.person.Name), r.note(e), inner-4)
		if id == s.list.sel {
			mark = " " + t.glyph.point + " "
			if !s.atPIN {
				name = t.focus(name)
			}
		}
		return mark + name + " "
	}
	return spaces(inner)
}

// note says what somebody is, or how much they have to do.
func (a signInRow) note(e *env) string {
	switch {
	case a.person.Owner:
		return e.say(model.Say{EN: "owner", ID: "pemilik"})
	case a.person.Auditor:
		return e.say(model.Say{EN: "auditor", ID: "auditor"})
	case a.tasks == 1:
		return e.say(model.Say{EN: "1 task", ID: "1 tugas"})
	case a.tasks > 1:
		return e.say(model.Say{EN: "%d tasks", ID: "%d tugas"}, a.tasks)
	}
	return ""
}

// centerDrawn puts a drawn text in the middle of a width.
func centerDrawn(s string, w int) string { return spaces((w-width(s))/2) + s }
