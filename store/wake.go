package store

import (
	"context"
	"errors"
	"time"

	"alur/model"
	"alur/store/kv"
)

// wakeAtOnce is how many timers of tasks are fired before it is looked again
// what is due: what one of them leads to can be due as well.
const wakeAtOnce = 64

// wakeRounds bounds one Wake, for a process in which time leads round and
// round; the next Wake goes on.
const wakeRounds = 10_000

// Wake does what is due by now: timers of tasks and schedules fire in the order
// of their times, each once, however many programs try at the same time and
// however long none did; then the owner is told what can't wait. Where nothing is due it reads two short ranges and
// writes nothing. Each firing is a durable act of alur's own; one whose task
// went on meanwhile is passed over. It returns how many fired; a database that
// may not be written fires none.
func (s *Store) Wake(ctx context.Context, station string) (fired int, err error) {
	if s.old {
		return 0, nil
	}
	err = wake(func() (due []dueAct, err error) {
		err = s.view(ctx, func(st *state) (err error) {
			due, err = st.due(s.Now(), wakeAtOnce)
			return err
		})
		return due, err
	}, func(act model.Act) error {
		_, err := s.Do(ctx, model.Command{Station: station, Act: act})
		if err == nil {
			fired++
		}
		return err
	})
	if errors.Is(err, kv.ErrReadOnly) {
		return fired, nil
	}
	return fired, errors.Join(err, s.CallOwner(ctx, station))
}

// Wake does in a session what is due by a time, as Store.Wake does.
func (s *Session) Wake(station string, now time.Time) (fired []Receipt, err error) {
	err = wake(func() ([]dueAct, error) {
		due, err := s.st.due(now, wakeAtOnce)
		return due, errors.Join(err, s.st.err)
	}, func(act model.Act) error {
		r, err := s.Do(model.Command{Station: station, Act: act}, now)
		if err == nil {
			fired = append(fired, r)
		}
		return err
	})
	return fired, err
}

// wake fires what is due until nothing is. Where all is refused, another
// program was faster, or the clock went back meanwhile.
func wake(due func() ([]dueAct, error), do func(model.Act) error) error {
	for range wakeRounds {
		acts, err := due()
		if err != nil {
			return err
		}
		did := 0
		for _, d := range acts {
			err := do(d.act)
			if err == nil {
				did++
			} else if model.Refused(err) == nil {
				return err
			}
		}
		if did == 0 {
			return nil
		}
	}
	return nil
}

// NextWake is when the next timer or schedule is due, or the owner is to be
// told something; zero for none.
func (s *Store) NextWake(ctx context.Context) (next time.Time, err error) {
	err = s.view(ctx, func(st *state) (err error) {
		if next, err = st.nextTimer(); err != nil {
			return err
		}
		call, err := st.callDue()
		if !call.IsZero() && (next.IsZero() || call.Before(next)) {
			next = call
		}
		return err
	})
	return next, err
}

// longestSleep bounds how long KeepAwake sleeps at a time: a PC that slept, or
// a clock that was put right, is noticed within it.
const longestSleep = time.Minute

// KeepAwake fires what is due, and makes the digest of each day, until the context ends, for a program that stays
// open: it sleeps until the next time, and looks again whenever the record has
// moved. What goes wrong is told, and tried again after a while.
func (s *Store) KeepAwake(ctx context.Context, station string, tell func(error)) {
	heads := s.Watch(ctx)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case _, open := <-heads:
			if !open {
				return
			}
		case <-timer.C:
		}
		_, err := s.Wake(ctx, station)
		if _, digestErr := s.MakeDigest(ctx, station); err == nil {
			err = digestErr
		}
		next, nextErr := s.NextWake(ctx)
		if err = errors.Join(err, nextErr); err != nil && ctx.Err() == nil {
			tell(err)
		}
		sleep := longestSleep
		if !next.IsZero() {
			// Never below a moment: what is refused is not tried in a circle.
			sleep = min(max(next.Sub(s.Now()), time.Second/4), longestSleep)
		}
		timer.Reset(sleep)
	}
}
