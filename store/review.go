package store

import (
	"context"

	"alur/model"
	"alur/model/findings"
)

// Review answers the owner's questions about a period: what takes long, what
// is too involved, where mistakes repeat. History is read once in the life of
// a program (see CaseLogs), and the file is not held while it is reckoned.
func (s *Store) Review(ctx context.Context, q findings.Question) (findings.Review, error) {
	rec, err := s.record(ctx, q)
	if err != nil {
		return findings.Review{}, err
	}
	return findings.OfShop(rec, q), nil
}

// Rounds are the rounds that the figures of a subject are made of.
func (s *Store) Rounds(ctx context.Context, q findings.Question, of findings.Subject) ([]findings.Round, error) {
	rec, err := s.record(ctx, q)
	if err != nil {
		return nil, err
	}
	return findings.RoundsOf(rec, q, of), nil
}

// Promised are the cases that the promises of a process are counted from.
func (s *Store) Promised(ctx context.Context, q findings.Question, process string) ([]findings.Promised, error) {
	rec, err := s.record(ctx, q)
	if err != nil {
		return nil, err
	}
	return findings.PromisedOf(rec, q, process), nil
}

// record reads what a question is answered from.
func (s *Store) record(ctx context.Context, q findings.Question) (findings.Record, error) {
	rec := findings.Record{Now: s.Now()}
	var err error
	if rec.Cases, err = s.CaseLogs(ctx, q.From); err != nil {
		return rec, err
	}
	type version struct {
		process string
		version int
	}
	flows := map[version]*model.Flow{}
	for _, c := range rec.Cases {
		flows[version{c.Process, c.Version}] = nil
	}
	err = s.view(ctx, func(st *state) error {
		rec.Shop = st.Shop()
		for v := range flows {
			flows[v] = st.Flow(v.process, v.version)
		}
		return st.err
	})
	rec.Flow = func(process string, n int) *model.Flow { return flows[version{process, n}] }
	return rec, err
}
