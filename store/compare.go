package store

import (
	"context"

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
