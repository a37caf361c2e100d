package store

import (
	"context"
	"time"

	"alur/model"
	"alur/model/compare"
)

// Compare sets two versions of a process, or two divisions, beside each other.
// The error is a *model.Refusal where there is nothing to compare. It takes as
// long as compare.Of and holds nobody up.
func (s *Store) Compare(ctx context.Context, ask compare.Ask) (c compare.Comparison, err error) {
	var q compare.Question
	var cal *model.Calendar
	now := s.Now()
	err = s.view(ctx, func(st *state) error {
		if cal, err = st.Shop().Calendar(); err != nil {
			return err
		}
		q, err = ask.Question(st.Shop(), st.Flow, now)
		return err
	})
	if err != nil {
		return c, err
	}
	logs, err := s.CaseLogs(ctx, q.Since())
	if err != nil {
		return c, err
	}
	return compare.Of(logs, q, cal), nil
}

// Balance says how the work done since a time is shared among core, support
// and management processes.
func (s *Store) Balance(ctx context.Context, since time.Time) (b compare.Balance, err error) {
	now := s.Now()
	var cal *model.Calendar
	kinds := map[string]model.Kind{}
	err = s.view(ctx, func(st *state) error {
		for id, h := range st.Shop().Processes {
			kinds[id] = h.Kind
		}
		cal, err = st.Shop().Calendar()
		return err
	})
	if err != nil {
		return b, err
	}
	logs, err := s.CaseLogs(ctx, since)
	if err != nil {
		return b, err
	}
	return compare.BalanceOf(logs, func(process string) model.Kind { return kinds[process] }, since, now, cal), nil
}
