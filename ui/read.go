package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// wanted is a read for a page. Of one name there is one read at a time, so
// that no older answer comes after a newer; of what is asked for meanwhile the
// newest is read after it.
type wanted struct {
	load
	gen  int
	hold bool
	// since is when it was begun, or when it failed.
	since time.Time
}

// How long a read may take before the screen says that it waits, and how soon
// one that failed is tried again.
const (
	readSlow  = 2 * time.Second
	readAgain = 3 * time.Second
)

// load reads something for a page; with hold, keys wait until it has come.
func (r *root) load(from *opened, l load, hold bool) tea.Cmd {
	w := &wanted{load: l, gen: from.gen, hold: hold}
	waits, under := r.reads[l.name]
	held := waits != nil && waits.hold
	if hold && !held {
		r.busy++
	}
	w.hold = hold || held
	if under {
		r.reads[l.name] = w
		return nil
	}
	return r.read(w)
}

func (r *root) read(w *wanted) tea.Cmd {
	r.reads[w.name] = nil
	w.since = r.env.now
	r.reading[w.name] = w
	delete(r.failed, w.name)
	m := loadMsg{loaded: loaded{name: w.name}, gen: w.gen, hold: w.hold}
	ctx, s := r.ctx, r.store
	return func() tea.Msg {
		m.value, m.err = w.get(ctx, s)
		return m
	}
}

func (r *root) loadCame(m loadMsg) tea.Cmd {
	var cmds []tea.Cmd
	next, was := r.reads[m.name], r.reading[m.name]
	delete(r.reads, m.name)
	delete(r.reading, m.name)
	if next != nil {
		cmds = append(cmds, r.read(next))
	}
	// What was read before an act is not shown after it.
	before := next != nil && next.hold
	if f := r.front(); f != nil && f.gen == m.gen && !before {
		if m.err != nil {
			r.notice(roleLate, r.trouble(m.err))
			r.said.read = m.name
			was.since = r.env.now
			r.failed[m.name] = was
		} else if r.said.read == m.name {
			r.said = said{}
		}
		cmds = append(cmds, r.tell(m.loaded))
	}
	if m.hold {
		r.busy--
		cmds = append(cmds, r.resume())
	}
	return tea.Batch(cmds...)
}

// readsAgain has the page read anew what failed a while ago: nobody
// has to wait for something to happen in the shop before an empty page fills.
// What takes long is said.
func (r *root) readsAgain() tea.Cmd {
	f := r.front()
	if f == nil {
		return nil
	}
	for name, w := range r.reading {
		if w.gen == f.gen && r.said.text == "" && r.env.now.Sub(w.since) >= readSlow && !f.page.reckons {
			r.notice(roleText, r.env.say(model.Say{
				EN: "Others have the shop's file just now. It is read as soon as they let go.",
				ID: "Berkas toko sedang dipakai program lain. Begitu dilepas, langsung dibaca.",
			}))
			r.said.read = name
		}
	}
	again := false
	for name, w := range r.failed {
		if w.gen != f.gen || r.env.now.Sub(w.since) >= readAgain {
			again = again || w.gen == f.gen
			delete(r.failed, name)
		}
	}
	if !again {
		return nil
	}
	return r.tell(refresh{})
}

// shopRead is the read of the shop that is under way, one at a time.
type shopRead struct {
	under bool
	// again is true where it was asked for once more meanwhile.
	again bool
	// old is true where the session has a newer shop already: somebody
	// signed in while it was read.
	old bool
}

// readShop reads the people, the settings and the calendar.
func (r *root) readShop() tea.Cmd {
	if r.shop.under {
		r.shop.again = true
		return nil
	}
	r.shop.under = true
	ctx, s := r.ctx, r.store
	return func() tea.Msg {
		shop, err := s.Shop(ctx)
		if err != nil {
			return shopMsg{err: err}
		}
		cal, err := s.Calendar(ctx)
		return shopMsg{shop: shop, cal: cal, err: err}
	}
}

func (r *root) shopCame(m shopMsg) tea.Cmd {
	was := r.shop
	r.shop = shopRead{}
	var again tea.Cmd
	if was.again {
		again = r.readShop()
	}
	if was.old {
		return again
	}
	if m.err != nil {
		r.notice(roleLate, r.trouble(m.err))
		return again
	}
	return tea.Batch(again, r.takeShop(m))
}

func (r *root) takeShop(m shopMsg) tea.Cmd {
	r.env.shop, r.env.cal = m.shop, m.cal
	who := r.opts.signedIn()
	if r.ready {
		who = ""
		if r.env.me != nil {
			who = r.env.me.ID
		}
	}
	r.env.me = m.shop.People[who]
	r.settleLang()
	switch {
	case !r.ready:
		return r.begin()
	case who != "" && (r.env.me == nil || r.env.me.Gone):
		return r.signOut()
	}
	return tea.Batch(r.tell(newShop{}), r.tellCalls())
}
