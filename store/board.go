package store

import (
	"context"
	"time"

	"alur/model"
	"alur/store/kv"
)

// lastAct is when a person last did anything, by the record; zero where they
// have signed out since.
func (st *state) lastAct(person string) (at time.Time) {
	prefix := keyOf(tableByPerson).text(person)
	st.keep(st.tx.ScanBack(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		seq := seqOf(k[len(prefix)-1:])
		e, err := eventOf(seq, st.get(eventKey(seq)))
		if err != nil {
			return err
		}
		switch e.Body.(type) {
		case model.SignInFailed:
			return nil
		case model.SignedOut:
		default:
			at = e.At
		}
		return kv.Stop
	}))
	return at
}

// Board is where all running cases stand at a time, or those of one process;
// empty is all. It reads the rows of the open tasks alone, in one snapshot.
func (s *Store) Board(ctx context.Context, process string, now time.Time) (b model.Board, err error) {
	err = s.view(ctx, func(st *state) error {
		b = model.MakeBoard(model.BoardInput{
			Now: now, Shop: st.Shop(), Calendar: st.calendar(), Open: st.allOpen(), Flow: st.Flow, History: history{st},
			Process: process, Acted: st.lastAct,
		})
		return nil
	})
	return b, err
}
