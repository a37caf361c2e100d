package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// idle reports whether nobody has pressed a key for as long as the shop lets
// a screen stand open.
func (r *root) idle() bool {
	if r.env.me == nil || r.leaving || r.env.shop.IdleLock == "" {
		return false
	}
	span, err := model.ParseSpan(r.env.shop.IdleLock)
	return err == nil && span.Time > 0 && r.env.now.Sub(r.lastKey) >= span.Time
}

// lockIdle locks a screen that nobody has used for so long; who comes back
// reads why.
func (r *root) lockIdle() tea.Cmd {
	since := r.lastKey
	cmd := r.signOut()
	r.env.locked = since
	return cmd
}

// unused reports whether nobody has signed in or pressed a key for as long as
// a session elsewhere may stand open.
func (r *root) unused() bool {
	return r.env.me == nil && r.opts.IdleEnd > 0 && r.env.now.Sub(r.lastKey) >= r.opts.IdleEnd
}

// closes is when a session ends by itself at which nobody is signed in.
func (r *root) closes() time.Time {
	if r.opts.IdleEnd == 0 {
		return time.Time{}
	}
	return r.lastKey.Add(r.opts.IdleEnd)
}

// Unused says of closed screens why they closed where nobody had used them for
// so long; empty where that is not why.
func Unused(m tea.Model) string {
	r, ok := m.(*root)
	if !ok || !r.unused() {
		return ""
	}
	return r.env.say(model.Say{
		EN: "Nobody has used this window since %s, so it was closed. Nothing is lost: what was typed is kept. Call again.",
		ID: "Jendela ini tidak dipakai sejak %s, jadi ditutup. Tidak ada yang hilang: yang sudah diketik tersimpan. Panggil lagi.",
	}, r.env.when(r.lastKey))
}

// idleLines say on the locked screen why it is locked, and when it closes.
func (e *env) idleLines() []string {
	if e.locked.IsZero() {
		return nil
	}
	text := e.say(model.Say{
		EN: "Locked: no key was pressed since %s. What was typed is kept.",
		ID: "Terkunci: tidak ada tombol ditekan sejak %s. Yang sudah diketik tersimpan.",
	}, e.when(e.locked))
	lines := wrap(text, min(e.width-4, 60))
	if !e.closes.IsZero() {
		lines = append(lines, e.say(model.Say{
			EN: "If nobody signs in, this window closes at %s.",
			ID: "Kalau tidak ada yang masuk, jendela ini ditutup pukul %s.",
		}, e.clock(e.closes)))
	}
	return lines
}
