package store

import (
	"context"
	"errors"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Session is one transaction in which several commands are done, all or none.
type Session struct {
	st *state
	// op is an operation that wrote something: where it is, all are.
	op string
}

// Within calls f with a session and commits what its commands did: all of it
// or, where f returns an error, nothing. Nobody else writes meanwhile, so f
// should be short. It returns the error of f as it is.
func (s *Store) Within(ctx context.Context, f func(*Session) error) error {
	var head Head
	var session *Session
	err := s.update(ctx, func(tx kv.Tx) error {
		session = &Session{st: newState(s, tx)}
		if err := f(session); err != nil {
			return err
		}
		if session.st.err != nil {
			return session.st.err
		}
		if session.st.end == nil {
			return errNothing
		}
		head = session.st.end.Head
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	if errors.Is(err, kv.ErrUnknownOutcome) && session.op != "" {
		err = s.wentHow(ctx, session.op, err)
	}
	if err == nil {
		s.watch.moved(head)
	}
	return err
}

// Do does a command at a time. After a refusal the session goes on; after any
// other error f has to give up.
func (s *Session) Do(cmd model.Command, now time.Time) (Receipt, error) {
	if cmd.Op == "" {
		cmd.Op = s.st.store.opts.NewOp()
	}
	r, err := s.st.do(cmd, now)
	if s.st.end != nil && r.First > s.st.begun {
		s.op = cmd.Op
	}
	return r, err
}

// Shop is the shop now; it may not be changed.
func (s *Session) Shop() *model.Shop { return s.st.Shop() }

// Case is a case now, nil for none; it may not be changed.
func (s *Session) Case(id string) *model.Case { return s.st.Case(id) }

// Flow is a published version of a process, nil for none.
func (s *Session) Flow(process string, version int) *model.Flow { return s.st.Flow(process, version) }

// Queue is a person's work now.
func (s *Session) Queue(person string, now time.Time) (model.Queue, error) {
	q := s.st.queue(person, now, 0)
	return q, s.st.err
}
