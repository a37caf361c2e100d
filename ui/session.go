package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/store"
)

// signIn checks a PIN and lets a person in.
func (r *root) signIn(e enter) tea.Cmd {
	r.weigh()
	r.busy++
	if p := r.env.shop.People[e.person]; r.opts.NeedPIN && p != nil && p.PIN == "" {
		return func() tea.Msg { return enterMsg{person: e.person, err: model.NoPIN(p)} }
	}
	ctx, s, station := r.ctx, r.store, r.env.station
	return func() tea.Msg { return letIn(ctx, s, station, e) }
}

// letIn signs a person in and reads the shop anew.
func letIn(ctx context.Context, s Store, station string, e enter) enterMsg {
	m := enterMsg{person: e.person}
	_, m.err = s.SignIn(ctx, e.person, e.pin, station)
	if m.readOnly = errors.Is(m.err, store.ErrReadOnly); m.err != nil && !m.readOnly {
		return m
	}
	if m.shop, m.err = s.Shop(ctx); m.err != nil {
		return m
	}
	m.cal, m.err = s.Calendar(ctx)
	return m
}

func (r *root) enterCame(m enterMsg) tea.Cmd {
	r.busy--
	if m.err != nil {
		if model.Refused(m.err) == nil {
			r.notice(roleLate, r.trouble(m.err))
		}
		return tea.Batch(r.tell(done{name: "enter", err: m.err}), r.resume())
	}
	r.said, r.readOnly = said{}, m.readOnly
	r.resize(r.wide, r.high)
	r.env.shop, r.env.cal = m.shop, m.cal
	if r.shop.under {
		// It may have been read before the person was added.
		r.shop.old, r.shop.again = true, true
	}
	r.env.me, r.env.locked = r.env.shop.People[m.person], time.Time{}
	r.settleLang()
	r.pending, r.arrivals, r.calls = nil, arrivals{}, calls{}
	r.lastKey, r.brings = r.env.now, true
	cmd := tea.Batch(r.goTo(goTo{to: home(r.env.me), home: true}), r.readArrivals(), r.readCoach(), r.readCalls())
	if m.then != "" {
		cmd = tea.Batch(cmd, r.goTo(goTo{to: m.then, arg: firstTime{}}))
	}
	r.brings = false
	return tea.Batch(cmd, r.resume())
}

// signOut locks: the session shows who can sign in, drafts stay.
func (r *root) signOut() tea.Cmd {
	if r.env.me == nil {
		return r.goTo(goTo{to: pageSignIn, home: true})
	}
	out := r.noteOut()
	r.env.me, r.chosen, r.said, r.pending, r.calls = nil, false, said{}, nil, calls{}
	r.settleLang()
	return tea.Batch(r.goTo(goTo{to: pageSignIn, home: true}), out)
}

// noteOut puts on record that the person signs out, where the signing in is.
func (r *root) noteOut() tea.Cmd {
	if r.readOnly {
		return nil
	}
	r.outs++
	ctx, s := r.ctx, r.store
	cmd := model.Command{By: r.env.me.ID, Station: r.env.station, Act: model.SignOut{}}
	return func() tea.Msg {
		_, err := s.Do(ctx, cmd)
		return outMsg{err: err}
	}
}

func (r *root) outCame(m outMsg) tea.Cmd {
	r.outs--
	if m.err != nil && model.Refused(m.err) == nil {
		r.notice(roleLate, r.trouble(m.err))
	}
	if r.leaving {
		return r.leave()
	}
	return nil
}

// quit closes alur once what is under way is written and the person is signed
// out; asked again, at once.
func (r *root) quit() tea.Cmd {
	if r.leaving {
		return tea.Quit
	}
	r.leaving = true
	return r.leave()
}

// leave closes alur if nothing is under way any more. Signing out comes last:
// until then the person is at work.
func (r *root) leave() tea.Cmd {
	if r.busy > 0 || r.outs > 0 || !r.drafts.saved() {
		return nil
	}
	if r.env.me != nil && !r.out && !r.readOnly {
		r.out = true
		return r.noteOut()
	}
	return tea.Quit
}

// Closing tells a session that whoever runs it closes: it ends once what is
// under way is written. Nobody is signed out, for nobody left.
type Closing struct{}

func (r *root) close() tea.Cmd {
	r.leaving, r.out = true, true
	return r.leave()
}
