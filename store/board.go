package store

import (
	"context"
	"time"

	"alur/model"
	"alur/store/kv"
)

// mostLooks is how many events of a person are looked through for one that
// shows that they are here: what a script did in their name can be much.
const mostLooks = 1000

// lastActs answers when a person last did anything that shows they are here;
// zero where they have signed out since, unless it is asked who was here at
// all. It looks once for each.
func (st *state) lastActs(wasHere bool) model.LastAct {
	found := map[string]time.Time{}
	return func(person string) time.Time {
		at, looked := found[person]
		if !looked {
			at = st.lastAct(person, wasHere)
			found[person] = at
		}
		return at
	}
}

func (st *state) lastAct(person string, wasHere bool) (at time.Time) {
	shop, looks := st.Shop(), 0
	prefix := keyOf(tableByPerson).text(person)
	st.keep(st.tx.ScanBack(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		seq := seqOf(k[len(prefix)-1:])
		e, err := eventOf(seq, st.get(eventKey(seq)))
		if err != nil {
			return err
		}
		looks++
		if !shop.ShowsPresence(e, st.waits) {
			if looks == mostLooks {
				return kv.Stop
			}
			return nil
		}
		if _, out := e.Body.(model.SignedOut); !out || wasHere {
			at = e.At
		}
		return kv.Stop
	}))
	return at
}

// waits reports whether an event is of a step that waits for something outside.
func (st *state) waits(e model.Event) bool {
	c := st.Case(e.Case)
	if c == nil {
		return false
	}
	f := st.Flow(c.Process, c.Version)
	if f == nil {
		return false
	}
	s := f.Step(e.Step)
	return s != nil && s.Kind == model.Wait
}

// Board is where all running cases stand at a time, or those of one process;
// empty is all. It reads the rows of the open tasks alone, in one snapshot.
func (s *Store) Board(ctx context.Context, process string, now time.Time) (model.Board, error) {
	return s.board(ctx, process, now, false)
}

// board is that with who is here now, or with who was here today.
func (s *Store) board(ctx context.Context, process string, now time.Time, wasHere bool) (b model.Board, err error) {
	err = s.view(ctx, func(st *state) error {
		b = model.MakeBoard(model.BoardInput{
			Now: now, Shop: st.Shop(), Calendar: st.calendar(), Open: st.allOpen(), Flow: st.Flow, History: history{st},
			Process: process, Acted: st.lastActs(wasHere),
		})
		return nil
	})
	return b, err
}
