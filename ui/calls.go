package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// calls tells an owner at this PC what could not wait for the digest of the
// day: a line that stays until a key is pressed, a sign before the title of the
// window, and the bell. What came while no owner was here is told at the next
// sign-in; each owner is told once.
type calls struct {
	person string
	// seen is up to when the person was told.
	seen time.Time
	// line is what is told now, since when it stands there.
	line  string
	since time.Time
}

// How long a line stays at least, and how old a call may be to be told still:
// what is older stands in the digest.
const (
	callStays = 2 * time.Second
	callFresh = 24 * time.Hour
)

// callsRef is where it is kept what an owner was told, beside the drafts.
func callsRef() model.TaskRef { return model.TaskRef{Case: "calls", Step: "seen"} }

const callsSeen = "at"

// callsMsg brings up to when a person was told.
type callsMsg struct {
	person string
	seen   time.Time
	err    error
}

// readCalls reads what an owner who has just come was told already.
func (r *root) readCalls() tea.Cmd {
	if r.env.me == nil || !r.env.me.Owner || r.env.log != "" || r.env.shop.Called.At.IsZero() {
		r.calls = calls{}
		if r.env.me != nil {
			r.calls.person = r.env.me.ID
		}
		return nil
	}
	ctx, s, me := r.ctx, r.store, r.env.me.ID
	return func() tea.Msg {
		m := callsMsg{person: me}
		kept, err := s.Draft(ctx, me, callsRef())
		if kept[callsSeen] != "" {
			m.seen, _ = time.Parse(time.RFC3339Nano, kept[callsSeen]) // Else the person is told once more.
		}
		m.err = err
		return m
	}
}

func (r *root) callsCame(m callsMsg) tea.Cmd {
	if m.err != nil || r.env.me == nil || r.env.me.ID != m.person {
		return nil
	}
	r.calls = calls{person: m.person, seen: m.seen}
	return r.tellCalls()
}

// tellCalls tells the owner what the shop has told last, where that is news.
func (r *root) tellCalls() tea.Cmd {
	called := r.env.shop.Called
	me := r.env.me
	if me == nil || !me.Owner || r.calls.person != me.ID || !called.At.After(r.calls.seen) || r.env.now.Sub(called.At) > callFresh {
		return nil
	}
	r.calls.seen, r.calls.since = called.At, r.opts.KeyClock()
	r.calls.line = clean(called.Words(r.env.zone()).In(r.env.lang))
	r.arrivals.rung = r.env.now
	var bell tea.Cmd
	if !r.env.plain {
		bell = tea.Raw("\a")
	}
	if r.readOnly {
		return bell
	}
	return tea.Batch(bell, r.keepDraft(draft{task: callsRef(), field: callsSeen, text: called.At.UTC().Format(time.RFC3339Nano)}))
}

// lookedAt takes the line away once somebody who had time to read it presses a
// key.
func (c *calls) lookedAt(now time.Time) {
	if c.line != "" && now.Sub(c.since) >= callStays {
		c.line = ""
	}
}
