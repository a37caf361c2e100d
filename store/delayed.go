package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// delays are the receivers for which messages were tried in vain for so long,
// each with all that it still waits for; the longest first.
func (st *state) delays(least time.Duration) []model.Delayed {
	now := st.store.Now()
	of := map[string]*model.Delayed{}
	st.eachWaiting(func(m Outgoing) {
		if m.Tries == 0 || m.Why == "" {
			return
		}
		d := of[m.Way()]
		if d == nil {
			d = &model.Delayed{To: m.Way()}
			of[d.To] = d
		}
		if d.Count++; d.Since.IsZero() || m.Since.Before(d.Since) {
			d.Since, d.Until, d.Why = m.Since, m.until(), m.Why
		}
	})
	var all []model.Delayed
	for _, d := range of {
		if now.Sub(d.Since) >= least {
			all = append(all, *d)
		}
	}
	slices.SortFunc(all, func(a, b model.Delayed) int { return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.To, b.To)) })
	return all
}

// eachWaiting calls f for every message that is not given up, the oldest first.
func (st *state) eachWaiting(f func(Outgoing)) {
	prefix := keyOf(tableOutbox)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		if m, found := st.outgoing(seqOf(k)); found && !m.Dead {
			f(m)
		}
		return st.err
	}))
}

// Delays are the receivers for which messages wait that were tried in vain for
// so long.
func (s *Store) Delays(ctx context.Context, least time.Duration) (all []model.Delayed, err error) {
	err = s.view(ctx, func(st *state) error {
		all = st.delays(least)
		return st.err
	})
	return all, err
}

// noteDelay notes that the owner is to be told of a receiver that does not take
// a message for an hour: once, however many wait for it, and not of the message
// that tells it.
func (st *state) noteDelay(m Outgoing, t *Try) error {
	if t.Told || m.AnyWay || st.store.Now().Sub(t.Since) < model.DelayedForCall {
		return nil
	}
	t.Told = true
	known := false
	st.eachWaiting(func(other Outgoing) { known = known || other.Told && other.Way() == m.Way() })
	if known {
		return st.err
	}
	c := model.Call{Kind: model.CallMessage, Task: m.Ref.Task, Number: m.Ref.Seq, Delayed: &model.Delayed{To: m.Way()}}
	if m.Kind == model.TellMessage {
		c.Own, c.By = true, st.Shop().Tell.WayOf(m.Message)
	}
	return st.putCall(c, st.store.Now())
}

// stillDelayed fills in how it stands with a receiver; false where all has gone
// out, or was given up.
func (st *state) stillDelayed(c *model.Call) bool {
	for _, d := range st.delays(0) {
		if d.To == c.Delayed.To {
			c.Delayed = &d
			return true
		}
	}
	return false
}
