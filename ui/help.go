package ui

import (
	"strings"

	"alur/model"
)

func helpPage() page {
	return page{
		id:    pageHelp,
		title: model.Say{EN: "Help", ID: "Bantuan"},
		help: model.Say{
			EN: "What the screen is for and which keys work there.",
			ID: "Guna layar itu dan tombol yang berlaku di sana.",
		},
		make:   func() screen { return &help{} },
		key:    keyHelp,
		anyone: true,
		over:   true,
		log:    true,
	}
}

// focusHelper is a screen that can say what to do with what has the focus.
type focusHelper interface{ focusHelp(e *env) string }

// help says what the screen below is for, and its keys.
type help struct {
	under under
	// top is the first line that is shown, as far as the window lets it.
	top int
}

func (h *help) typing() bool { return false }

func (h *help) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if u, ok := in.arg.(under); ok {
			h.under = u
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return h.key(e, in)
	}
	return nil
}

func (h *help) key(e *env, k keyPress) []effect {
	body := h.body(e)
	page := max(1, e.height-2)
	top := h.shownFrom(e, body)
	switch {
	case k.name == "esc" || k.is(keyHelp, false):
		return []effect{goBack{}}
	case k.name == "down" || k.name == "j":
		top++
	case k.name == "up" || k.name == "k":
		top--
	case k.name == "pgdown" || k.name == "space":
		top += page
	case k.name == "pgup":
		top -= page
	case k.name == "home":
		top = 0
	case k.name == "end":
		top = len(body)
	default:
		return nil
	}
	h.top = top
	h.top = h.shownFrom(e, body)
	return nil
}

// shownFrom is the first line of a text that is shown in the window.
func (h *help) shownFrom(e *env, body []string) int {
	return max(0, min(h.top, len(body)-e.height))
}

func (h *help) uses(*env) []use {
	return []use{{id: keyMove, words: model.Say{EN: "Scroll", ID: "Gulung"}}, {id: keyBack}, {id: keyMenu}}
}

func (h *help) view(e *env) []string {
	body := h.body(e)
	top := h.shownFrom(e, body)
	last := min(len(body), top+e.height)
	lines := append([]string{}, body[top:last]...)
	if rest := len(body) - last; rest > 0 {
		lines[len(lines)-1] = e.theme.dim("    " + e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, e.theme.glyph.fall, rest+1))
	}
	return lines
}

// body is the whole text: what the screen is for, what has the focus, the
// keys that work there, and those that work everywhere.
func (h *help) body(e *env) []string {
	t := e.theme
	w := min(e.width-4, 76)
	lines := []string{""}
	if h.under.page.id != "" {
		lines = append(lines, "  "+t.strong(e.say(h.under.page.title)))
		lines = append(lines, indent(wrap(e.say(h.under.page.help), w), 2)...)
	}
	if h.under.focus != "" {
		lines = append(lines, "")
		for i, l := range wrap(h.under.focus, w-2) {
			mark := t.accent(t.glyph.point) + " "
			if i > 0 {
				mark = "  "
			}
			lines = append(lines, "  "+mark+l)
		}
	}
	lines = append(lines, h.section(e, e.say(model.Say{EN: "Keys here", ID: "Tombol di sini"}), h.under.uses, false)...)
	return append(lines, h.section(e, e.say(model.Say{EN: "Keys everywhere", ID: "Tombol di mana saja"}), h.everywhere(e), true)...)
}

// everywhere are the keys that mean the same on every screen and are not
// among those of the screen below.
func (h *help) everywhere(e *env) []use {
	here := map[keyID]bool{}
	for _, u := range h.under.uses {
		here[u.id] = true
	}
	var uses []use
	for _, b := range bindings() {
		p, opens := pageForKey(b.id)
		switch {
		case here[b.id] || b.id == keyLang:
		case (b.group == groupWork || b.group == groupMove) && !opens && !general(b.id):
		case opens && !e.mayOpen(p) || b.group == groupGo && !opens:
		case !e.works() && (b.id == keyUndo || b.id == keyLock || b.id == keyCopy):
		default:
			uses = append(uses, use{id: b.id})
		}
	}
	return uses
}

// works reports whether somebody sits here who can do something.
func (e *env) works() bool { return e.me != nil && e.log == "" }

// general reports the keys that mean something on every screen.
func general(id keyID) bool {
	switch id {
	case keyMove, keyOpen, keyBack, keyField, keyUndo:
		return true
	}
	return false
}

// section is a heading with a line for every key. Keys of the screen are
// called what they do there now.
func (h *help) section(e *env, title string, uses []use, always bool) []string {
	if len(uses) == 0 {
		return nil
	}
	t := e.theme
	lines := []string{"", "  " + t.strong(title)}
	for _, u := range uses {
		b := bindingOf(u.id)
		words := b.words
		if u.words != (model.Say{}) && !always {
			words = u.words
		}
		text := capital(e.say(words))
		if u.off != "" {
			text += " " + t.glyph.middle + " " + notNow(e, u.off)
		}
		names := strings.NewReplacer("↑", t.glyph.arrowUp, "↓", t.glyph.arrowDn, "←→", "Left/Right").Replace(b.all(e.lang))
		for i, l := range wrap(text, e.width-20) {
			if i > 0 {
				names = ""
			}
			lines = append(lines, "    "+t.accent(t.pad(names, 13))+"  "+l)
		}
	}
	return lines
}
