package store

import (
	"context"
	"slices"
	"sync"
	"time"

	"alur/model/findings"
)

// Review answers the owner's questions about a period: what takes long, what
// is too involved, where mistakes repeat. History is read once in the life of
// a program (see CaseLogs), and the file is not held while it is reckoned. Asked
// again while nothing has happened it answers as before, for up to a minute. The
// answer is shared: nobody may change it.
func (s *Store) Review(ctx context.Context, q findings.Question) (findings.Review, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return findings.Review{}, err
	}
	now := s.Now()
	if review, ok := s.memo.reviews.get(q, head, now); ok {
		return review, nil
	}
	rec, err := s.record(ctx, q)
	if err != nil {
		return findings.Review{}, err
	}
	review := findings.OfShop(rec, q)
	s.memo.reviews.put(memoReview{q: q, head: head, at: now, review: review})
	return review, nil
}

// memoReviews are the answers given last. What happens while one is reckoned
// makes it be reckoned again: it stands at the head from before.
type memoReviews struct {
	mu   sync.Mutex
	last []memoReview
}

// memoReview is an answer, and what it was given to.
type memoReview struct {
	q      findings.Question
	head   Head
	at     time.Time
	review findings.Review
}

// An owner goes to and fro between a few periods.
const (
	reviewsKept = 6
	reviewsHold = time.Minute
)

func (m *memoReviews) get(q findings.Question, head Head, now time.Time) (findings.Review, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.last {
		if r.q == q && r.head == head && !now.Before(r.at) && now.Sub(r.at) < reviewsHold {
			return r.review, true
		}
	}
	return findings.Review{}, false
}

// put keeps an answer; those to what has changed since go.
func (m *memoReviews) put(r memoReview) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = slices.DeleteFunc(m.last, func(old memoReview) bool { return old.head != r.head || old.q == r.q })
	if m.last = append(m.last, r); len(m.last) > reviewsKept {
		m.last = slices.Delete(m.last, 0, 1)
	}
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
	err = s.view(ctx, func(st *state) error {
		rec.Shop = st.Shop()
		flows := flows{}
		flows.ofLogs(st, rec.Cases)
		rec.Flow = flows.flow
		return st.err
	})
	return rec, err
}
