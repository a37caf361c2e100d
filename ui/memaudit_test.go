package ui

import (
	"cmp"
	"context"
	"crypto/sha256"
	"maps"
	"slices"

	"alur/model"
	"alur/model/findings"
	"alur/store"
	"alur/store/storetest"
)

// The record of the store of the tests.

func (s *memStore) Audit(_ context.Context, q AuditQuery) ([]model.Event, error) {
	var out []model.Event
	for _, e := range slices.Backward(s.events) {
		switch {
		case q.Before != 0 && e.Seq >= q.Before,
			q.Case != "" && e.Case != q.Case,
			q.Person != "" && e.By != q.Person,
			!q.Since.IsZero() && e.At.Before(q.Since),
			!q.Until.IsZero() && e.At.After(q.Until),
			len(q.Names) > 0 && !slices.Contains(q.Names, e.Name()):
			continue
		}
		out = append(out, e)
		if q.Limit > 0 && len(out) == q.Limit {
			break
		}
	}
	slices.Reverse(out)
	return out, nil
}

func (s *memStore) Head(context.Context) (Head, error) {
	h := Head{Seq: uint64(len(s.events))}
	if n := len(s.events); n > 0 {
		h.At = s.events[n-1].At
		h.Hash = sha256.Sum256([]byte(s.events[n-1].Op))
	}
	return h, nil
}

func (s *memStore) Verify(ctx context.Context, _ *store.NotedHead, progress func(done, total uint64)) (store.VerifyReport, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return store.VerifyReport{}, err
	}
	if progress != nil {
		progress(head.Seq/2, head.Seq)
	}
	return store.VerifyReport{Head: head, Begun: s.now, Base: s.away}, s.bad
}

func (s *memStore) Outbox(context.Context) ([]store.Outgoing, error) { return s.outbox, nil }

func (s *memStore) Deliveries(context.Context) (store.Deliveries, error) { return s.deliveries, nil }

func (s *memStore) StationRequests(context.Context) ([]store.StationRequest, error) {
	return slices.DeleteFunc(slices.Clone(s.asks), func(r store.StationRequest) bool { return s.shop.StationOf(r.Key) != nil }), nil
}

func (s *memStore) CaseCount(context.Context) (uint64, error) { return uint64(len(s.cases)), nil }

func (s *memStore) EachLine(_ context.Context, from uint64, f func(model.Envelope, [32]byte) error) error {
	for _, e := range s.events {
		if e.Seq < from {
			continue
		}
		recorded, err := storetest.Recorded(e)
		if err != nil {
			return err
		}
		if err := f(recorded, sha256.Sum256([]byte(e.Op))); err != nil {
			return err
		}
	}
	return nil
}

func (s *memStore) EachCase(_ context.Context, f func(*model.Case, *model.Flow) error) error {
	for _, id := range slices.Sorted(maps.Keys(s.cases)) {
		c := s.cases[id]
		if err := f(c, memView{s}.Flow(c.Process, c.Version)); err != nil {
			return err
		}
	}
	return nil
}

func (s *memStore) VersionsInUse(_ context.Context, went func()) (used []store.VersionInUse, err error) {
	err = s.EachCase(context.Background(), func(c *model.Case, f *model.Flow) error {
		went()
		v := store.VersionInUse{Process: c.Process, Version: c.Version, Flow: f}
		if !slices.Contains(used, v) {
			used = append(used, v)
		}
		return nil
	})
	return used, err
}

func (s *memStore) Bottlenecks(_ context.Context, q BottleneckQuery) (model.Bottlenecks, error) {
	in := model.BottleneckInput{
		Now: s.now, Since: q.Since, Shop: s.shop, Flow: memView{s}.Flow,
		Process: q.Process, Version: q.Version, Kind: q.Kind, Division: q.Division,
	}
	var past []model.Attempt
	for _, c := range s.cases {
		flow := memView{s}.Flow(c.Process, c.Version)
		in.Open = append(in.Open, model.OpenRows(flow, c)...)
		past = append(past, model.Attempts(flow, c)...)
	}
	in.Past = slices.Values(past)
	return model.FindBottlenecks(in), nil
}

func (s *memStore) record() findings.Record {
	rec := findings.Record{Shop: s.shop, Flow: memView{s}.Flow, Now: s.now}
	for _, id := range slices.Sorted(maps.Keys(s.cases)) {
		c := s.cases[id]
		if log := c.Log(memView{s}.Flow(c.Process, c.Version)); log != nil {
			rec.Cases = append(rec.Cases, log)
		}
	}
	slices.SortStableFunc(rec.Cases, func(a, b *model.CaseLog) int { return cmp.Compare(a.Started, b.Started) })
	return rec
}

func (s *memStore) Review(_ context.Context, q findings.Question) (findings.Review, error) {
	return findings.OfShop(s.record(), q), nil
}

func (s *memStore) Rounds(_ context.Context, q findings.Question, of findings.Subject) ([]findings.Round, error) {
	return findings.RoundsOf(s.record(), q, of), nil
}

func (s *memStore) Promised(_ context.Context, q findings.Question, process string) ([]findings.Promised, error) {
	return findings.PromisedOf(s.record(), q, process), nil
}
