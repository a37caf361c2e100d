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
	now := s.Now()
	cases, err := s.CaseLogs(ctx, q.From)
	if err != nil {
		return findings.Review{}, err
	}
	rec := findings.Record{Cases: cases, Now: now}
	type version struct {
		process string
		version int
	}
	flows := map[version]*model.Flow{}
	for _, c := range cases {
		flows[version{c.Process, c.Version}] = nil
	}
	err = s.view(ctx, func(st *state) error {
		rec.Shop = st.Shop()
		for v := range flows {
			flows[v] = st.Flow(v.process, v.version)
		}
		return st.err
	})
	if err != nil {
		return findings.Review{}, err
	}
	rec.Flow = func(process string, n int) *model.Flow { return flows[version{process, n}] }
	return findings.OfShop(rec, q), nil
}
