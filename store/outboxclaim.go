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
		at, _, err = st.nextMessage()
		return err
	})
	return at, err
}

func (st *state) nextMessage() (at time.Time, seq uint64, err error) {
	prefix := keyOf(tableTries).text("next")
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		at, seq = unsortable(binary.BigEndian.Uint64(k[len(prefix):])), seqOf(k)
		return kv.Stop
	})
	return at, seq, err
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
	prefix := keyOf(tableTries).text("next")
	at := func(k []byte) time.Time { return unsortable(binary.BigEndian.Uint64(k[len(prefix):])) }
	err = st.tx.Scan(keyOf(tableTries).text("next").time(now), kv.PrefixEnd(prefix), func(k, _ []byte) error {
		if at(k).After(now.Add(lease)) {
			return kv.Stop
		}
		if held, there := st.outgoing(seqOf(k)); there && held.Held != "" && at(k).After(now) {
			busy[held.Way()] = true
		}
		return st.err
	})
	if err != nil {
		return m, err
	}
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		if at(k).After(now) {
			return kv.Stop
		}
		if m, found = st.outgoing(seqOf(k)); found && !busy[m.Way()] {
			return kv.Stop
		}
		found = false
		return st.err
	})
	if err == nil && !found {
		err = ErrNotFound
	}
	return m, err
}
