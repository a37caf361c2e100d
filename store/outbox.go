package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Outgoing is a message that waits to be sent, or that alur gave up.
type Outgoing struct {
	model.Message
	// Ref names it.
	Ref model.MessageRef
	// At is when it was queued.
	At time.Time
	// Dead is true where it is not tried any more.
	Dead bool
	Try
}

// Try is what is known of the tries of a message. It is kept beside the
// record: a try is no act of the shop.
type Try struct {
	Tries int `json:"tries,omitempty"`
	// Since is when it was tried first, or is to be; Idle how much of the time
	// since then nobody tried: alur did not run, or the clock was wrong.
	Since time.Time     `json:"since,omitzero"`
	Idle  time.Duration `json:"idle,omitempty"`
	Next  time.Time     `json:"next,omitzero"`
	Why   string        `json:"why,omitempty"`
	// Held names who is sending it now; whoever is not that any more has no
	// say in it.
	Held string `json:"held,omitempty"`
	// Told is true once the owner was to be told that it does not go out.
	Told bool `json:"told,omitempty"`
}

// How often a message is tried: after a minute, two, four, up to six hours,
// for three days, of which those on which nobody tried are none. Who claims one
// has so long until another takes it over.
const (
	firstPause = time.Minute
	mostPause  = 6 * time.Hour
	tryFor     = 3 * 24 * time.Hour
	longIdle   = 24 * time.Hour
	lease      = 2 * time.Minute
)

// begin notes that it is tried now, which was to be at a time.
func (t *Try) begin(planned, now time.Time) {
	switch idle := now.Sub(planned); {
	case t.Tries == 0 || t.Since.After(now): // It was noted while the clock was ahead.
		t.Since = now.UTC()
	case idle > longIdle:
		t.Idle += idle
	}
}

// until is how long it is tried.
func (t *Try) until() time.Time { return t.Since.Add(tryFor + t.Idle) }

// outboxRow is a row of the outbox, from the record alone.
type outboxRow struct {
	Message model.Message `json:"message"`
	Case    string        `json:"case,omitempty"`
	Step    string        `json:"step,omitempty"`
	At      time.Time     `json:"at"`
	Dead    bool          `json:"dead,omitempty"`
}

func outboxKey(seq uint64) key { return keyOf(tableOutbox).number(seq) }
func tryKey(seq uint64) key    { return keyOf(tableTries).text("of").number(seq) }

func nextKey(at time.Time, seq uint64) key {
	return keyOf(tableTries).text("next").time(at).number(seq)
}

// foldOutbox is what an event makes of the outbox; rows are by the number of
// their MessageQueued, and rows is asked for the row that is there.
func foldOutbox(e model.Event, row func(seq uint64) *outboxRow) (seq uint64, after *outboxRow, touched bool) {
	switch b := e.Body.(type) {
	case model.MessageQueued:
		return e.Seq, &outboxRow{Message: b.Message, Case: e.Case, Step: e.Step, At: e.At}, true
	case model.MessageSent:
		return b.Seq, nil, true
	case model.MessageDropped:
		return b.Seq, nil, true
	case model.MessageFailed:
		if r := row(b.Seq); r != nil {
			r.Dead = true
			return b.Seq, r, true
		}
	case model.MessageRetried:
		if r := row(b.Seq); r != nil {
			r.Dead = false
			return b.Seq, r, true
		}
	}
	return 0, nil, false
}

func (st *state) outboxRow(seq uint64) *outboxRow {
	raw := st.get(outboxKey(seq))
	if raw == nil {
		return nil
	}
	r := &outboxRow{}
	if err := json.Unmarshal(raw, r); err != nil {
		st.keep(fmt.Errorf("%w: message %d: %w", kv.ErrDamaged, seq, err))
		return nil
	}
	return r
}

// post folds an event into the outbox, and into when it is tried.
func (st *state) post(e model.Event) error {
	seq, after, touched := foldOutbox(e, st.outboxRow)
	switch {
	case !touched:
		return st.err
	case after == nil:
		return errors.Join(st.tx.Delete(outboxKey(seq)), st.plan(seq, nil))
	case after.Dead:
		t := st.try(seq)
		t.Held = ""
		return errors.Join(st.putJSON(outboxKey(seq), after), st.unplan(seq), st.putJSON(tryKey(seq), t))
	}
	return errors.Join(st.putJSON(outboxKey(seq), after), st.plan(seq, &Try{Since: e.At, Next: e.At}))
}

// plan notes when a message is tried next; nil forgets it.
func (st *state) plan(seq uint64, t *Try) error {
	if err := st.unplan(seq); err != nil {
		return err
	}
	if t == nil {
		return st.tx.Delete(tryKey(seq))
	}
	return errors.Join(st.putJSON(tryKey(seq), t), st.put(nextKey(t.Next, seq), []byte{}))
}

func (st *state) unplan(seq uint64) error {
	return st.tx.Delete(nextKey(st.try(seq).Next, seq))
}

func (st *state) try(seq uint64) (t Try) {
	if raw := st.get(tryKey(seq)); raw != nil {
		st.keep(json.Unmarshal(raw, &t))
	}
	return t
}

func (st *state) outgoing(seq uint64) (Outgoing, bool) {
	row := st.outboxRow(seq)
	if row == nil {
		return Outgoing{}, false
	}
	return Outgoing{
		Ref:     model.MessageRef{Seq: seq, Key: row.Message.Key, Task: model.TaskRef{Case: row.Case, Step: row.Step}},
		Message: row.Message, At: row.At, Dead: row.Dead, Try: st.try(seq),
	}, true
}

// Outbox lists what waits to be sent and what alur gave up, the oldest first.
func (s *Store) Outbox(ctx context.Context) (all []Outgoing, err error) {
	err = s.view(ctx, func(st *state) error {
		prefix := keyOf(tableOutbox)
		return st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
			m, _ := st.outgoing(seqOf(k))
			all = append(all, m)
			return st.err
		})
	})
	return all, err
}

// MessageSent keeps on record that the other side took a message. It does
// nothing where somebody else has the message by now.
func (s *Store) MessageSent(ctx context.Context, m Outgoing, answer string) error {
	return s.noteMessage(ctx, m, func(st *state, t Try) error {
		return st.noteEnd(model.NoteMessage{About: m.Ref, Sent: true, Tries: t.Tries + 1, Answer: answer})
	})
}

// MessageMissed notes why a message could not be sent, and when it is tried
// again; after three days of tries alur gives it up, which is on record.
func (s *Store) MessageMissed(ctx context.Context, m Outgoing, why string) error {
	return s.noteMessage(ctx, m, func(st *state, t Try) error {
		now := s.Now().UTC()
		t.Tries, t.Why, t.Held = t.Tries+1, why, ""
		t.Next = now.Add(pauseAfter(t.Tries))
		if now.Before(t.until()) {
			return errors.Join(st.noteDelay(m, &t), st.plan(m.Ref.Seq, &t))
		}
		if err := st.plan(m.Ref.Seq, &t); err != nil {
			return err
		}
		return st.noteEnd(model.NoteMessage{About: m.Ref, Tries: t.Tries, Answer: why})
	})
}

// pauseAfter is how long to wait after so many tries.
func pauseAfter(tries int) time.Duration {
	pause := firstPause
	for range tries - 1 {
		if pause *= 2; pause >= mostPause {
			return mostPause
		}
	}
	return pause
}

func (st *state) noteEnd(act model.NoteMessage) error {
	_, err := st.do(model.Command{Op: st.store.opts.NewOp(), Act: act}, st.store.Now())
	return err
}

func (s *Store) noteMessage(ctx context.Context, m Outgoing, note func(st *state, t Try) error) error {
	err := s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		row, t := st.outboxRow(m.Ref.Seq), st.try(m.Ref.Seq)
		if row == nil || t.Held != m.Held {
			return errors.Join(errNothing, st.err)
		}
		return errors.Join(note(st, t), st.err)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	s.watch.look()
	return err
}

// RetryMessage lets a message be tried from the beginning, at once. It returns a
// refusal and ErrNotFound.
func (s *Store) RetryMessage(ctx context.Context, by, station string, seq uint64) (Outgoing, error) {
	return s.actOnMessage(ctx, by, station, seq, func(m model.MessageRef) model.Act { return model.RetryMessage{About: m} })
}

// DropMessage gives a message up, which stays on record. It returns a refusal
// and ErrNotFound.
func (s *Store) DropMessage(ctx context.Context, by, station string, seq uint64, reason string) (Outgoing, error) {
	return s.actOnMessage(ctx, by, station, seq, func(m model.MessageRef) model.Act { return model.DropMessage{About: m, Reason: reason} })
}

func (s *Store) actOnMessage(ctx context.Context, by, station string, seq uint64, act func(model.MessageRef) model.Act) (m Outgoing, err error) {
	err = s.Within(ctx, func(session *Session) error {
		var found bool
		if m, found = session.st.outgoing(seq); !found {
			return errors.Join(session.st.err, fmt.Errorf("message %d: %w", seq, ErrNotFound))
		}
		_, err := session.Do(model.Command{By: by, Station: station, Act: act(m.Ref)}, s.Now())
		return err
	})
	return m, err
}

// TellOwner queues a message to the owner for outside the program, where the
// shop has a way to tell people: the same key again is the same message.
func (s *Store) TellOwner(ctx context.Context, k, subject, text string) error {
	_, err := s.Do(ctx, model.Command{Op: "tell-" + k, Act: model.TellTheOwner{Key: k, Subject: subject, Text: text}})
	return err
}

// rebuildOutbox builds the outbox anew from the record.
func (st *state) rebuildOutbox() error {
	var events []model.Event
	from, err := st.atBase()
	if err != nil {
		return err
	}
	for seq, row := range from.outbox {
		err = errors.Join(err, st.putJSON(outboxKey(seq), row))
	}
	if err != nil {
		return err
	}
	err = st.tx.Scan(eventKey(from.seq+1), kv.PrefixEnd(keyOf(tableEvents)), func(k, v []byte) error {
		e, err := eventOf(seqOf(k), v)
		if _, _, touched := foldOutbox(e, func(uint64) *outboxRow { return &outboxRow{} }); touched && err == nil {
			events = append(events, e)
		}
		return err
	})
	for _, e := range events {
		err = errors.Join(err, st.post(e))
	}
	return err
}
