package store

import (
	"context"

	"alur/store/kv"
)

// WhileLeading runs what happens by itself, such as KeepAwake, until the
// context ends: on an engine that several hosts use at once only while this
// one leads, which it stands for under a name. F has to end with its context,
// and is called again where this host comes to lead anew.
func (s *Store) WhileLeading(ctx context.Context, who string, f func(ctx context.Context)) {
	l, ok := s.engine.(kv.Leader)
	if !ok {
		f(ctx)
		return
	}
	for ctx.Err() == nil {
		held, changed := l.Leads(who)
		if !held {
			select {
			case <-changed:
			case <-ctx.Done():
			}
			continue
		}
		s.lead(ctx, changed, f)
	}
}

// lead runs f until another leads.
func (s *Store) lead(ctx context.Context, changed <-chan struct{}, f func(ctx context.Context)) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f(ctx)
	}()
	select {
	case <-changed:
		end()
	case <-ended:
		// It gave up by itself, as where the store was closed.
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
	<-ended
}

// Led reports whether a host that stays open does what happens by itself, so
// that nobody else has to.
func (s *Store) Led(ctx context.Context) bool {
	l, ok := s.engine.(kv.Leader)
	return ok && l.Led(ctx) != ""
}

// Shared reports whether several hosts use the engine at once: then it is on
// servers, and in no file.
func (s *Store) Shared() bool {
	_, ok := s.engine.(kv.Leader)
	return ok
}
