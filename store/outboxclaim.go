package store

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"alur/model"
	"alur/store/kv"
)

// NextMessage is when the next message is to be tried; zero for none.
func (s *Store) NextMessage(ctx context.Context) (at time.Time, err error) {
	err = s.view(ctx, func(st *state) error {
		at, err = st.nextMessage()
		return err
	})
	return at, err
}

// nextMessage is when the first is to be tried. One that is planned further
// ahead than any try can be was planned while the clock was ahead, and is due.
func (st *state) nextMessage() (at time.Time, err error) {
	now := st.store.Now()
	err = st.eachTry(time.Time{}, func(planned time.Time, _ uint64) error {
		at = planned
		return kv.Stop
	})
	if err != nil || !at.After(now) {
		return at, err
	}
	err = st.eachTry(wronglyPlanned(now), func(time.Time, uint64) error {
		at = now
		return kv.Stop
	})
	return at, err
}

// wronglyPlanned is from when on a try can't be planned now.
func wronglyPlanned(now time.Time) time.Time { return now.Add(mostPause + time.Second) }

// eachTry calls f for the tries that are planned from a time on, the zero time
// for all, the earliest first.
func (st *state) eachTry(from time.Time, f func(at time.Time, seq uint64) error) error {
	prefix := keyOf(tableTries).text("next")
	first := prefix
	if !from.IsZero() {
		first = keyOf(tableTries).text("next").time(from)
	}
	return st.tx.Scan(first, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		return f(unsortable(binary.BigEndian.Uint64(k[len(prefix):])), seqOf(k))
	})
}

// ClaimMessage takes the next message that is due, for a while: no other
// program sends it meanwhile, and if this one ends, another takes it over. A
// receiver is sent one message at a time: who is slow keeps no other waiting. It
// comes with what it is signed with. ErrNotFound means that none is due.
func (s *Store) ClaimMessage(ctx context.Context) (m Outgoing, secret string, err error) {
	if err := s.view(ctx, func(st *state) error { _, err := st.claimable(); return err }); err != nil {
		return m, "", err
	}
	err = s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		if m, err = st.claimable(); err != nil {
			return err
		}
		m.begin(m.Next, s.Now())
		m.Held, m.Next = s.opts.NewOp(), s.Now().UTC().Add(lease)
		c := st.Case(m.Ref.Task.Case)
		switch {
		case c == nil:
		case m.Kind == model.SendMessage:
			secret, err = st.signingSecret(c.Process)
		default:
			secret = string(st.get(secretKey(c.Process)))
		}
		return errors.Join(err, st.plan(m.Ref.Seq, &m.Try), st.err)
	})
	return m, secret, err
}

// claimable is the first message that is due and whose receiver is not being
// sent another one. ErrNotFound means that there is none.
func (st *state) claimable() (m Outgoing, err error) {
	now, busy, found := st.store.Now(), map[string]bool{}, false
	err = st.eachTry(now, func(at time.Time, seq uint64) error {
		if at.After(now.Add(lease)) {
			return kv.Stop
		}
		if held, there := st.outgoing(seq); there && held.Held != "" && at.After(now) {
			busy[held.Way()] = true
		}
		return st.err
	})
	free := func(seq uint64) error {
		if m, found = st.outgoing(seq); found && !busy[m.Way()] {
			return kv.Stop
		}
		found = false
		return st.err
	}
	if err == nil {
		err = st.eachTry(time.Time{}, func(at time.Time, seq uint64) error {
			if at.After(now) {
				return kv.Stop
			}
			return free(seq)
		})
	}
	if err == nil && !found {
		err = st.eachTry(wronglyPlanned(now), func(_ time.Time, seq uint64) error { return free(seq) })
	}
	if err == nil && !found {
		err = ErrNotFound
	}
	return m, err
}
