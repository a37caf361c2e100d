package store

import (
	"context"
	"time"

	"alur/model"
)

// Board is where all running cases stand at a time, or those of one process;
// empty is all. It reads the rows of the open tasks alone, in one snapshot.
func (s *Store) Board(ctx context.Context, process string, now time.Time) (b model.Board, err error) {
	err = s.view(ctx, func(st *state) error {
		b = model.MakeBoard(model.BoardInput{
			Now: now, Shop: st.Shop(), Calendar: st.calendar(), Open: st.allOpen(), Flow: st.Flow, History: history{st},
			Process: process,
		})
		return nil
	})
	return b, err
}
