package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// The smallest window in which alur can be used.
const (
	leastWidth  = 60
	leastHeight = 18
)

// small reports whether the window is too small: only closing works then.
func (r *root) small() bool { return r.wide < leastWidth || r.high < leastHeight }

// frameHeight is how many lines are not the body: header, two rules, footer,
// and the banner.
func (r *root) frameHeight() int {
	if r.opts.Demo || r.readOnly {
		return 5
	}
	return 4
}

// View is the whole window, drawn again where it may look otherwise.
func (r *root) View() tea.View {
	if r.stale || r.frame == "" {
		r.frame, r.stale = r.draw(), false
	}
	v := tea.NewView(r.frame)
	v.AltScreen = true
	v.WindowTitle = r.title()
	return v
}

// title is what the window is called: how many tasks wait, and where one is.
func (r *root) title() string {
	f := r.front()
	if f == nil {
		return "alur"
	}
	title := "alur · " + clean(r.env.shop.Settings.Name) + " · " + r.env.say(f.page.title)
	if n := len(r.arrivals.known); n > 0 && r.env.me != nil {
		// On the taskbar only the beginning is seen.
		title = "(" + itoa(n) + ") " + title
	}
	if r.calls.line != "" {
		title = "! " + title
	}
	return title
}

// draw is the window as text: exactly as many lines as it is high.
func (r *root) draw() string {
	if r.wide == 0 || r.high == 0 {
		return ""
	}
	if r.small() {
		return r.smallCard()
	}
	f := r.front()
	if f == nil {
		return strings.Repeat("\n", r.high-1)
	}
	e := &r.env
	body := f.screen.view(e)
	body = r.withCoach(f, body)
	if r.sheet != nil {
		body = over(e.theme, body, r.sheet.view(e.theme, e.width, e.height), e.width, e.height)
	}
	body = r.withNotice(body)
	lines := []string{}
	if r.opts.Demo || r.readOnly {
		lines = append(lines, r.banner())
	}
	lines = append(lines, r.header(f), e.theme.rule(r.wide))
	for i := range e.height {
		line := ""
		if i < len(body) {
			line = e.theme.cut(body[i], e.width)
		}
		lines = append(lines, line)
	}
	lines = append(lines, e.theme.rule(r.wide), r.footer(f))
	return strings.Join(lines, "\n")
}

// header names the shop, the page, the person and the time.
func (r *root) header(f *opened) string {
	e, t := &r.env, r.env.theme
	right := e.clock(e.now) + " "
	switch {
	case e.log != "":
		right = "" // Its clock stands still.
	case e.me != nil:
		right = clean(e.me.Name) + "   " + right
	}
	title := e.say(f.page.title)
	side := max(0, (r.wide-width(title))/2)
	name := clean(e.shop.Settings.Name)
	if name == "" {
		name = "alur"
	}
	left := t.pad(" "+name, side-1)
	right = t.padLeft(right, r.wide-side-width(title)-1)
	return t.accent(left) + " " + t.strong(title) + " " + right
}

// banner is the line over everything: of the demo, or that nothing can be
// changed.
func (r *root) banner() string {
	t := r.env.theme
	if r.env.log != "" {
		return t.warn(t.center(r.env.say(model.Say{
			EN: "A log of another program: nothing here is of your shop. Ctrl+Q closes it.",
			ID: "Log program lain: tidak ada yang berasal dari toko Anda. Ctrl+Q menutupnya.",
		}), r.wide))
	}
	if r.readOnly {
		return t.warn(t.center(r.env.say(model.Say{
			EN: "READ-ONLY: you can look, but nothing can be changed.",
			ID: "HANYA BACA: bisa dilihat, tetapi tidak ada yang bisa diubah.",
		}), r.wide))
	}
	text := r.env.say(model.Say{
		EN: "DEMO: a made-up shop. Try everything; it is gone when you close it (Ctrl+Q).",
		ID: "DEMO: toko rekaan. Coba semuanya; semua hilang saat ditutup (Ctrl+Q).",
	})
	if width(text) > r.wide {
		text = r.env.say(model.Say{
			EN: "DEMO: a made-up shop. Ctrl+Q closes it, and it is gone.",
			ID: "DEMO: toko rekaan. Ctrl+Q menutup, lalu semua hilang.",
		})
	}
	return t.warn(t.center(text, r.wide))
}

// footer shows the keys that work here, and whether all that was typed is
// kept.
func (r *root) footer(f *opened) string {
	e, t := &r.env, r.env.theme
	state := ""
	if e.works() {
		state = e.say(model.Say{EN: "Saved ", ID: "Tersimpan "})
		if !r.drafts.saved() || r.busy > 0 {
			state = e.say(model.Say{EN: "Saving ", ID: "Menyimpan "})
		}
		if r.exporting != nil {
			state = e.say(model.Say{EN: "Exporting %d %% ", ID: "Mengekspor %d %% "}, r.exporting.Load())
		}
	}
	uses := f.screen.uses(e)
	if r.sheet != nil {
		uses = r.sheet.uses()
	}
	room := r.wide - width(state) - 2
	line := " " + strings.Join(e.fitting(uses, room), "   ")
	return t.ends(line, t.dim(state), r.wide)
}

// fitting draws as many keys as fit; help and menu always do, because they
// lead to all others, and what a screen keeps.
func (e *env) fitting(uses []use, room int) []string {
	const gap = 3
	// The first has a space before it, the last no gap after it.
	room += gap - 1
	always := func(u use) bool { return u.kept || u.id == keyHelp || u.id == keyMenu }
	for _, u := range uses {
		if always(u) {
			room -= width(e.useText(u)) + gap
		}
	}
	var parts []string
	for _, u := range uses {
		part := e.useText(u)
		if !always(u) {
			if width(part)+gap > room {
				continue
			}
			room -= width(part) + gap
		}
		parts = append(parts, part)
	}
	return parts
}

// useText is one key of the footer: its name strong, what it does plain.
func (e *env) useText(u use) string {
	b := bindingOf(u.id)
	words := b.short
	if u.words != (model.Say{}) {
		words = u.words
	}
	if u.off != "" {
		return e.theme.dim(e.keyShown(b) + " " + e.say(words))
	}
	return e.theme.accent(e.keyShown(b)) + " " + e.say(words)
}

// keyShown is the name of a key in the person's language; arrows become words
// in ASCII.
func (e *env) keyShown(b binding) string {
	g, show := e.theme.glyph, b.shown(e.lang)
	if g.arrowUp == "↑" {
		return show
	}
	return strings.NewReplacer("↑↓", g.arrows(), "←→", "Left/Right", "↑", "Up", "↓", "Down").Replace(show)
}

// withNotice lays the notice over the last lines of the body, so that nothing
// moves.
func (r *root) withNotice(body []string) []string {
	saying := r.said
	if saying.text == "" {
		saying.text, saying.role = r.calls.line, roleLate
	}
	if saying.text == "" {
		return body
	}
	e, t := &r.env, r.env.theme
	sign := map[role]string{roleGood: t.glyph.tick, roleWarn: "!", roleLate: "!"}[saying.role]
	if sign == "" {
		sign = t.glyph.middle
	}
	lines := wrap(saying.text, e.width-6)
	out := make([]string, e.height)
	copy(out, body)
	for i, l := range lines {
		mark := "  "
		if i == 0 {
			mark = t.pad(sign, 2)
		}
		if at := e.height - len(lines) + i; at >= 0 {
			out[at] = t.paint(saying.role, " "+mark+" "+l)
		}
	}
	return out
}

func (r *root) smallCard() string {
	t := r.env.theme
	text := []string{
		r.env.say(model.Say{EN: "Please make the window bigger:", ID: "Mohon perbesar jendela:"}),
		r.env.say(model.Say{EN: "at least 60 x 18. Nothing is lost.", ID: "minimal 60 x 18. Tidak ada yang hilang."}),
		r.env.say(model.Say{EN: "Ctrl+Q closes alur.", ID: "Ctrl+Q menutup alur."}),
	}
	lines := make([]string, r.high)
	top := max(0, (r.high-len(text))/2)
	for i, l := range text {
		if top+i < r.high {
			lines[top+i] = t.center(l, r.wide)
		}
	}
	return strings.Join(lines, "\n")
}
