package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"alur/model"
	"alur/store/kv"
)

// What the owner is to be told at once waits here for a moment, so that what
// comes together is told together. It is kept beside the record: on record is
// what the owner was told.
type waitingCall struct {
	Call model.Call `json:"call"`
	At   time.Time  `json:"at"`
}

func callKey(c model.Call) key {
	return keyOf(tableCalls).text(string(c.Kind)).text(c.Task.Case).text(c.Task.Step).last(strconv.FormatUint(c.Number, 10))
}

// noteCall notes that an event may be something to tell the owner at once.
func (st *state) noteCall(e model.Event) error {
	c, ok := model.CallOf(e)
	if !ok {
		return nil
	}
	return st.putCall(c, e.At)
}

func (st *state) putCall(c model.Call, at time.Time) error {
	if !st.Shop().Wakes(c.Kind) {
		return st.err
	}
	return st.putJSON(callKey(c), waitingCall{Call: c, At: at.UTC()})
}

// noteRefused notes that a delivery did not fit.
func (st *state) noteRefused(d Delivery) error {
	if d.Early {
		return nil
	}
	return st.putCall(model.Call{
		Kind: model.CallRefused, Number: uint64(max(d.Number, 0)), Process: d.Process, Refused: d.Why,
	}, st.store.Now())
}

// waitingCalls are all matters that wait to be told, and since when the first
// does.
func (st *state) waitingCalls() (calls []model.Call, since time.Time, err error) {
	prefix := keyOf(tableCalls)
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		var w waitingCall
		if err := json.Unmarshal(v, &w); err != nil {
			return fmt.Errorf("%w: call %q: %w", kv.ErrDamaged, k, err)
		}
		if since.IsZero() || w.At.Before(since) {
			since = w.At
		}
		calls = append(calls, w.Call)
		return nil
	})
	return calls, since, err
}

// callDue is when the owner is to be told something; zero for nothing to tell.
func (st *state) callDue() (time.Time, error) {
	calls, since, err := st.waitingCalls()
	if err != nil || len(calls) == 0 {
		return time.Time{}, err
	}
	return st.Shop().CallDue(since, st.store.Now()), st.err
}

// stands reports whether a message is still one that can't be sent, and a
// delivery still there; a message says then whose it was.
func (st *state) stands(c *model.Call) bool {
	switch {
	case c.Delayed != nil:
		return st.stillDelayed(c)
	case c.Kind == model.CallMessage:
		row := st.outboxRow(c.Number)
		if row == nil || !row.Dead {
			return false
		}
		c.Own = row.Message.Kind == model.TellMessage && row.Message.To == model.ToldOwner
	case c.Kind == model.CallRefused:
		return st.get(deliveryKey(int(c.Number))) != nil //nolint:gosec // Counted up from 1.
	}
	return true
}

// CallOwner tells the owner what is to be told at once, if its time has come:
// of any number of programs that try, one does, and each matter is told once.
func (s *Store) CallOwner(ctx context.Context, station string) error {
	if s.old {
		return nil
	}
	var due time.Time
	err := s.view(ctx, func(st *state) (err error) {
		due, err = st.callDue()
		return err
	})
	if err != nil || due.IsZero() || due.After(s.Now()) {
		return err
	}
	err = s.update(ctx, func(tx kv.Tx) error { return newState(s, tx).callOwner(station) })
	if model.Refused(err) != nil || errors.Is(err, kv.ErrReadOnly) {
		err = nil // Somebody else did, or nobody can.
	}
	s.watch.look()
	return err
}

func (st *state) callOwner(station string) error {
	all, since, err := st.waitingCalls()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return errors.Join(st.err, &model.Refusal{Code: "not_due"})
	}
	var calls []model.Call
	for _, c := range all {
		if st.stands(&c) {
			calls = append(calls, c)
		}
	}
	cmd := model.Command{Op: st.store.opts.NewOp(), Station: station, Act: model.CallOwner{Since: since, Calls: calls}}
	if _, err := st.do(cmd, st.store.Now()); err != nil {
		return err
	}
	return errors.Join(st.deleteAll(keyOf(tableCalls)), st.err)
}
