package ui

import (
	"context"
	"testing"
	"time"

	"alur/model"
	"alur/store/kv"
)

// crowded is a store whose queue can't be read while others have the file.
type crowded struct {
	*memStore
	taken bool
}

func (s *crowded) Queue(ctx context.Context, person string, now time.Time) (model.Queue, error) {
	if s.taken {
		return model.Queue{}, kv.ErrLocked
	}
	return s.memStore.Queue(ctx, person, now)
}

// A page that could not be read fills by itself once it can be, though nothing
// happens in the shop meanwhile.
func TestAPageThatCouldNotBeReadIsReadAgain(t *testing.T) {
	s := &crowded{memStore: tokoMaju(t, model.English), taken: true}
	d := sit(t, s, "sari", model.English)
	at := s.Now()
	d.root.opts.Clock = func() time.Time { return at }
	d.sees("in use by another program").lacks("Pick the goods")
	d.send(beatMsg{}) // The first of a minute.
	s.taken = false
	for range 2 {
		at = at.Add(time.Second)
		d.send(beatMsg{})
	}
	d.lacks("Pick the goods")
	at = at.Add(time.Second)
	d.send(beatMsg{})
	d.sees("Pick the goods").lacks("in use by another program")
}

// While a page waits for the file it says so.
func TestAPageThatWaitsForTheFileSaysSo(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", model.English)
	at := s.Now()
	d.root.opts.Clock = func() time.Time { return at }
	h := hold(d)
	d.run(d.root.goTo(goTo{to: pageQueue, home: true}))
	d.send(beatMsg{})
	d.lacks("Others have the shop's file")
	at = at.Add(3 * time.Second)
	d.send(beatMsg{})
	d.sees("Others have the shop's file just now.")
	came := h.messages()
	d.hold = nil
	h.send(came)
	d.sees("Pick the goods").lacks("Others have")
}
