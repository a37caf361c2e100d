package store

import (
	"context"
	"sync"
	"time"

	"alur/store/kv"
)

// lookEvery is how often a watched store looks for the acts of other
// programs; those of this program are told at once.
const lookEvery = 300 * time.Millisecond

// lookAnyway is how often it looks where the engine tells of them by itself.
const lookAnyway = 10 * time.Second

// watchers are those who want to know when the record moves.
type watchers struct {
	mu          sync.Mutex
	all         map[chan Head]bool
	last        Head
	stopLooking context.CancelFunc
	lookNow     func()
}

// Watch tells, until the context ends, whenever the record has moved: by this
// program at once, by another within a fraction of a second. Only the newest
// head is kept for a slow reader. The channel is closed at the end.
func (s *Store) Watch(ctx context.Context) <-chan Head {
	heads := make(chan Head, 1)
	s.watch.add(s, heads)
	context.AfterFunc(ctx, func() { s.watch.remove(heads) })
	return heads
}

func (w *watchers) add(s *Store, heads chan Head) {
	head, herr := s.Head(context.Background())
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.all == nil {
		w.all = map[chan Head]bool{}
	}
	w.all[heads] = true
	if w.stopLooking != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stopLooking = stop
	w.lookNow = func() {
		if head, err := s.Head(ctx); err == nil {
			w.moved(head)
		}
	}
	if herr == nil {
		w.last = head
	}
	every, moves := lookEvery, (<-chan struct{})(nil)
	if told, ok := s.engine.(kv.Watcher); ok {
		if from, err := told.Moves(ctx); err == nil {
			every, moves = lookAnyway, from
		}
	}
	go w.keepLooking(ctx, w.lookNow, every, moves)
}

// keepLooking looks at the head again and again, and whenever the engine tells
// of a move; a look that fails is left to the next one.
func (w *watchers) keepLooking(ctx context.Context, look func(), every time.Duration, moves <-chan struct{}) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			look()
		case _, open := <-moves:
			if !open {
				moves = nil
				continue
			}
			look()
		}
	}
}

// look looks at the head now, where somebody watches.
func (w *watchers) look() {
	w.mu.Lock()
	look := w.lookNow
	w.mu.Unlock()
	if look != nil {
		look()
	}
}

func (w *watchers) remove(heads chan Head) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.all[heads] {
		return
	}
	delete(w.all, heads)
	close(heads)
	if len(w.all) == 0 && w.stopLooking != nil {
		w.stopLooking()
		w.stopLooking, w.lookNow = nil, nil
	}
}

// moved tells everybody a head that is not the last one told. After a restore
// it can lie further back.
func (w *watchers) moved(head Head) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if head.Seq == w.last.Seq && head.Hash == w.last.Hash {
		return
	}
	w.last = head
	for heads := range w.all {
		select {
		case <-heads:
		default:
		}
		heads <- head
	}
}

// stop closes all channels.
func (w *watchers) stop() {
	w.mu.Lock()
	all := make([]chan Head, 0, len(w.all))
	for heads := range w.all {
		all = append(all, heads)
	}
	w.mu.Unlock()
	for _, heads := range all {
		w.remove(heads)
	}
}

// Head is the end of the record now.
func (s *Store) Head(ctx context.Context) (head Head, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		e, err := readEnd(tx)
		head = e.Head
		return err
	})
	return head, err
}
