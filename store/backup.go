package store

import (
	"context"
	"io"

	"alur/store/kv"
)

// Backup writes a consistent copy of everything while work goes on. A copy is
// worth something once Prove has said so.
func (s *Store) Backup(ctx context.Context, w io.Writer) error { return s.engine.Backup(ctx, w) }

// Prove opens what may be a backup, proves its record and rebuilds everything
// from it. It returns the errors of Open, a *Fault, and ErrNotFound for a
// database without a shop. The engine is closed.
func Prove(ctx context.Context, engine kv.Engine, o Options, progress func(done, total uint64)) (Head, error) {
	s, err := Open(ctx, engine, o)
	if err != nil {
		_ = engine.Close()
		return Head{}, err
	}
	report, err := s.Check(ctx, progress)
	if err == nil && report.Head.Seq == 0 {
		err = ErrNotFound
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return report.Head, err
}
