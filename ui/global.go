package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// globalKey does what keys mean everywhere; used is false for a key that is
// the screen's own. Small says that the window was too small as it was pressed:
// F12 locks where it has become so since.
func (r *root) globalKey(k keyPress, small bool) (cmd tea.Cmd, used bool) {
	switch {
	case k.is(keyCopy, true):
		return r.copyCase(), true
	case k.is(keyRedraw, true):
		return tea.ClearScreen, true
	case small:
		return nil, false
	case k.is(keyLock, true) && r.env.log != "":
		return r.quit(), true
	case k.is(keyLock, true) && r.env.me != nil:
		// Over a question as well: who walks away locks first. What was
		// typed is kept, into the question too.
		return r.signOut(), true
	case r.small():
		return nil, false
	case r.sheet != nil:
		return r.onSheet(k)
	case r.env.me == nil:
		return r.openByKey(k)
	case k.is(keyUndo, true) && !r.taken(k):
		return r.undo(), true
	}
	return r.openByKey(k)
}

// openByKey opens the page that a key opens from anywhere. On its own page
// the key is the screen's.
func (r *root) openByKey(k keyPress) (cmd tea.Cmd, used bool) {
	front := r.front()
	p, ok := pageByKey(k, r.typing())
	if !ok || front == nil || p.id == front.page.id {
		return nil, false
	}
	switch {
	case r.asking():
		r.notice(roleText, r.env.answerFirst())
		return nil, true
	case r.env.mayOpen(p):
	case r.env.me == nil:
		return nil, false
	default:
		r.notice(roleWarn, r.env.say(p.title)+": "+r.env.closed())
		return nil, true
	}
	if r.taken(k) {
		return nil, false
	}
	return r.perform(front, []effect{goTo{to: p.id, arg: r.below()}}), true
}

// taken reports whether the front page uses a key itself that elsewhere does
// the same on every screen.
func (r *root) taken(k keyPress) bool {
	if r.sheet != nil || r.small() || r.front() == nil {
		return false
	}
	s, ok := r.front().screen.(keyTaker)
	return ok && s.takes(k)
}

// closed says why a page is not for the person, and the way to it.
func (e *env) closed() string {
	if e.log != "" {
		return e.say(model.Say{EN: "a log of another program has none.", ID: "log program lain tidak punya."})
	}
	if e.me.Auditor {
		return e.say(model.Say{EN: "an auditor only looks.", ID: "auditor hanya melihat."})
	}
	owner := ""
	for _, p := range e.shop.People {
		switch {
		case !p.Owner || p.Gone:
		case owner == "":
			owner = clean(p.Name)
		default:
			return e.say(model.Say{EN: "for the owners only. F12 lets one of them sign in.", ID: "hanya untuk pemilik. Dengan F12 salah satu pemilik bisa masuk."})
		}
	}
	return e.say(model.Say{EN: "for the owner only. F12 lets %s sign in.", ID: "hanya untuk pemilik. Dengan F12 %s bisa masuk."}, owner)
}

// below tells a page that is opened by its key what lies under it: F1 and F10
// speak of that screen and its keys.
func (r *root) below() under {
	for i := len(r.stack) - 1; i >= 0; i-- {
		if o := r.stack[i]; !o.page.over {
			u := under{page: o.page, uses: o.screen.uses(&r.env)}
			if f, ok := o.screen.(focusHelper); ok {
				u.focus = f.focusHelp(&r.env)
			}
			return u
		}
	}
	return under{}
}

// under is the argument of a page opened by its key: the page it was opened
// over, and the keys that work there.
type under struct {
	page page
	uses []use
	// focus is a sentence about what has the focus there.
	focus string
	// asking is true where it is a question, which is answered or left before
	// anything else.
	asking bool
}

// undo takes back the person's own last act.
func (r *root) undo() tea.Cmd {
	front := r.front()
	if front == nil {
		return nil
	}
	return r.perform(front, []effect{do{
		name: "undo", act: model.Undo{},
		said: r.env.say(model.Say{EN: "Undone: it is as it was before.", ID: "Sudah diurungkan: kembali seperti semula."}),
	}})
}

// undone is what to say once an act is done: of a start that was taken back,
// that its number stays used.
func (r *root) undone(m doneMsg) string {
	for _, ev := range m.receipt.Events {
		if b, ok := ev.Body.(model.CaseCancelled); ok && b.Undo {
			return r.env.say(model.Say{
				EN: "The start of %s is undone; its number stays used.",
				ID: "Dimulainya %s sudah diurungkan; nomornya tetap terpakai.",
			}, clean(ev.Case))
		}
	}
	return m.said
}

// twice is how soon a second Ctrl+C closes alur.
const twice = 2 * time.Second

// copyCase copies the number of the case that is shown, by the terminal
// itself (OSC 52), and says how to close alur: many people press Ctrl+C for
// that.
func (r *root) copyCase() tea.Cmd {
	now := r.opts.KeyClock()
	if !r.copied.IsZero() && now.Sub(r.copied) < twice {
		return r.quit()
	}
	r.copied = now
	id := ""
	if f := r.front(); f != nil {
		if s, ok := f.screen.(caseShower); ok {
			id = s.caseShown()
		}
	}
	if id == "" {
		r.notice(roleText, r.env.say(model.Say{EN: "Ctrl+Q closes alur.", ID: "Ctrl+Q menutup alur."}))
		return nil
	}
	r.notice(roleText, r.env.say(model.Say{EN: "Copied %s. Ctrl+Q closes alur.", ID: "%s disalin. Ctrl+Q menutup alur."}, id))
	return tea.SetClipboard(id)
}

// said is the sentence shown for some seconds.
type said struct {
	text  string
	role  role
	until time.Time
	// read is the read that it is about: when that comes the line goes.
	read string
}

// noticeTime is how long a notice stays.
const noticeTime = 10 * time.Second

func (r *root) notice(role role, text string) {
	// Sentences of the model say so by this sign where they leave something out.
	text = strings.ReplaceAll(text, "…", r.env.theme.glyph.more)
	r.said = said{text: text, role: role, until: r.env.now.Add(noticeTime)}
}
