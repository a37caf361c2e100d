package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"alur/model"
	"alur/store/kv"
)

// writer gathers the commands that wait and commits them as one transaction:
// a commit costs the same for one act and for fifty. It runs only while
// somebody waits.
type writer struct {
	mu      sync.Mutex
	queue   []*waiting
	running bool
	idle    *sync.Cond
	// last is how long the last commit took, and size how many it held: the
	// gather window is a fraction of the one and ends early at the other.
	last time.Duration
	size int
	// came wakes a gathering writer.
	came chan struct{}
}

// waiting is one command and where its answer goes.
type waiting struct {
	ctx     context.Context
	cmd     model.Command
	receipt Receipt
	err     error
	done    chan struct{}
}

// The gather window is a quarter of the last commit, at most two
// milliseconds, and no longer than it takes to gather as many as lately.
const (
	windowPart = 4
	windowMost = 2 * time.Millisecond
	batchMost  = 256
)

// Do does a command: decides it, appends its events to the record and folds
// them, in one durable transaction. It returns a *model.Refusal where nothing
// was done and why. The same operation id twice is one act; an empty one gets
// a fresh id. A context that ends while the command still waits ends the wait,
// and then nothing was done.
func (s *Store) Do(ctx context.Context, cmd model.Command) (Receipt, error) {
	if cmd.Op == "" {
		cmd.Op = s.opts.NewOp()
	}
	w := &waiting{ctx: ctx, cmd: cmd, done: make(chan struct{})}
	s.writer.add(s, w)
	select {
	case <-w.done:
	case <-ctx.Done():
		if s.writer.withdraw(w) {
			return Receipt{}, ctx.Err()
		}
		// It is being decided: only its answer tells.
		<-w.done
	}
	return w.receipt, w.err
}

// withdraw takes a command off the queue, and reports whether it was there.
func (w *writer) withdraw(p *waiting) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.queue, p)
	if i < 0 {
		return false
	}
	w.queue = slices.Delete(w.queue, i, i+1)
	return true
}

// add queues a command and starts the writer where it rests.
func (w *writer) add(s *Store, p *waiting) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.idle == nil {
		w.idle, w.came = sync.NewCond(&w.mu), make(chan struct{}, 1)
	}
	w.queue = append(w.queue, p)
	select {
	case w.came <- struct{}{}:
	default:
	}
	if !w.running {
		w.running = true
		go s.write()
	}
}

// wait returns when nothing is being written.
func (w *writer) wait() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.running {
		w.idle.Wait()
	}
}

// write commits batches until nobody waits any more.
func (s *Store) write() {
	w := &s.writer
	for {
		batch := w.gather()
		if batch == nil {
			return
		}
		begun := time.Now()
		s.commit(batch)
		w.mu.Lock()
		w.last, w.size = time.Since(begun), len(batch)
		w.mu.Unlock()
		for _, p := range batch {
			close(p.done)
		}
	}
}

// gather takes what waits, after a short window in which more may come; nil
// ends the writer.
func (w *writer) gather() []*waiting {
	w.mu.Lock()
	window, want := min(w.last/windowPart, windowMost), w.size
	if len(w.queue) > 0 {
		w.mu.Unlock()
		w.linger(window, want)
		w.mu.Lock()
	}
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		w.running = false
		w.idle.Broadcast()
		return nil
	}
	n := min(len(w.queue), batchMost)
	batch := w.queue[:n:n]
	w.queue = append([]*waiting(nil), w.queue[n:]...)
	return batch
}

// linger waits until as many wait as lately, or the window closes. One alone
// is not kept waiting: lately it was one as well.
func (w *writer) linger(window time.Duration, want int) {
	timer := time.NewTimer(window)
	defer timer.Stop()
	for {
		w.mu.Lock()
		have := len(w.queue)
		w.mu.Unlock()
		if have == 0 || have >= want {
			return
		}
		select {
		case <-w.came:
		case <-timer.C:
			return
		}
	}
}

// errNothing rolls back a transaction in which nothing was written.
var errNothing = errors.New("nothing to write")

// commit decides a batch in one transaction. A refusal spoils only its own
// command; where anything else goes wrong with several, each is tried alone.
func (s *Store) commit(batch []*waiting) {
	var head Head
	ctx := context.Background()
	if len(batch) == 1 {
		// Alone it may give up waiting for another program.
		ctx = batch[0].ctx
	}
	err := s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		for _, p := range batch {
			p.receipt, p.err = Receipt{}, p.ctx.Err()
			if p.err != nil {
				continue
			}
			p.receipt, p.err = st.do(p.cmd, s.Now())
			if p.err != nil && model.Refused(p.err) == nil {
				return p.err
			}
		}
		if st.end == nil {
			return errNothing
		}
		head = st.end.Head
		return nil
	})
	switch {
	case err == nil:
		s.watch.moved(head)
	case errors.Is(err, errNothing):
	case errors.Is(err, kv.ErrUnknownOutcome):
		s.findOut(batch, err)
	case len(batch) == 1 || nobodyCould(err):
		for _, p := range batch {
			p.receipt, p.err = Receipt{}, err
		}
	default:
		for _, p := range batch {
			s.commit([]*waiting{p})
		}
	}
}

// nobodyCould reports whether an error is about the database and not about a
// command: trying each alone would only multiply the wait.
func nobodyCould(err error) bool {
	for _, known := range []error{kv.ErrLocked, kv.ErrReadOnly, kv.ErrFull, kv.ErrNotSaved, kv.ErrDenied, kv.ErrClosed, fs.ErrNotExist} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// findOut asks the reopened database whether each command of a commit that
// failed is there, by its operation id. What a View shows of it may be gone
// after a power cut; what an Update meets is kept.
func (s *Store) findOut(batch []*waiting, cause error) {
	for _, p := range batch {
		if p.receipt.First == 0 {
			continue
		}
		refused := model.Refused(p.err)
		switch err := s.wentHow(p.ctx, p.cmd.Op, cause); {
		case err != nil:
			p.receipt, p.err = Receipt{}, err
		case refused == nil:
			p.err = nil
		}
	}
	s.watch.look()
}

// wentHow says whether an operation of a commit that failed is there, and
// durable: nil, ErrNotSaved, or what is still unknown.
func (s *Store) wentHow(ctx context.Context, op string, cause error) error {
	found := false
	err := s.update(ctx, func(tx kv.Tx) error {
		_, ok, err := newState(s, tx).done(op)
		found = ok
		return cmp.Or(err, errNothing)
	})
	switch {
	case !errors.Is(err, errNothing):
		return fmt.Errorf("%w (and then: %v)", cause, err) //nolint:errorlint // That is not known of the command.
	case !found:
		return fmt.Errorf("%w: %v", ErrNotSaved, cause) //nolint:errorlint // It is known now.
	}
	return nil
}

// SignIn lets a person in whose PIN fits. The slow hash is reckoned outside
// the transaction; Decide makes sure that the PIN was not changed meanwhile.
// A wrong PIN is refused and stays on record. Where the database may not be
// written it returns ErrReadOnly for a person whose PIN fits: it is not on
// record, and who may look can be let look.
func (s *Store) SignIn(ctx context.Context, person, pin, station string) (Receipt, error) {
	shop, err := s.Shop(ctx)
	if err != nil {
		return Receipt{}, err
	}
	act := model.SignIn{}
	if p := shop.People[person]; p != nil && p.PIN != "" && !s.Now().Before(p.Locked) {
		if act.Match, err = s.pins.check(ctx, p.PIN, pin); err != nil {
			return Receipt{}, err
		}
		act.Hash = p.PIN
	}
	cmd := model.Command{By: person, Station: station, Act: act}
	receipt, err := s.Do(ctx, cmd)
	if !errors.Is(err, kv.ErrReadOnly) {
		return receipt, err
	}
	refused := s.view(ctx, func(st *state) error {
		_, why := model.Decide(st, cmd, s.Now())
		return why
	})
	return Receipt{}, cmp.Or(refused, err)
}
