package intake

import (
	"context"
	"math"
	"time"

	"alur/model"
)

// bucket is what one address may still send now.
type bucket struct {
	left float64
	at   time.Time
}

// mostBuckets bounds how many addresses are remembered.
const mostBuckets = 4096

// strangerAt is who sends from an address what nobody signed. It has room of its
// own: behind a proxy all come from one address, and strangers must not use up
// that of who signs.
func strangerAt(host string) string { return "unsigned " + host }

// spend takes from what an address may send, and says how many seconds it has
// to wait where it may send no more.
func (s *server) spend(host string, cost float64) (wait int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Clock()
	b := s.buckets[host]
	if b == nil {
		if len(s.buckets) >= mostBuckets {
			s.forget(now)
		}
		b = &bucket{left: s.burst, at: now}
		s.buckets[host] = b
	}
	b.left = min(s.burst, b.left+s.rate*max(0, now.Sub(b.at).Seconds()))
	b.at = now
	if b.left < 1 {
		return max(1, int(math.Ceil((1-b.left)/s.rate)))
	}
	b.left = max(b.left-cost, 1-s.burst)
	return 0
}

// forget drops the addresses that may send all again; where there are none,
// everybody begins anew.
func (s *server) forget(now time.Time) {
	for host, b := range s.buckets {
		if b.left+s.rate*now.Sub(b.at).Seconds() >= s.burst {
			delete(s.buckets, host)
		}
	}
	if len(s.buckets) >= mostBuckets {
		clear(s.buckets)
	}
}

// wrongs are the wrong signatures that were not written down yet.
type wrongs struct {
	times int
	from  string
	last  time.Time
}

// unsigned counts a delivery that was not signed with the secret. It is written
// down at most once a second for a process: nobody may keep the disk busy so.
func (s *server) unsigned(ctx context.Context, process, host string) {
	s.mu.Lock()
	w := s.wrong[process]
	if w == nil {
		w = &wrongs{}
		s.wrong[process] = w
	}
	w.times, w.from = w.times+1, host
	now, times := s.Clock(), 0
	if now.Sub(w.last) >= time.Second {
		times, w.times, w.last = w.times, 0, now
	}
	s.mu.Unlock()
	if times == 0 {
		return
	}
	s.tell(model.Say{EN: "%s: a wrong signature from %s", ID: "%s: tanda tangan salah dari %s"}, process, host)
	_ = s.Store.CountWrong(ctx, process, times, host) // It was refused either way.
}

// countAll writes down what was not yet.
func (s *server) countAll(ctx context.Context) {
	s.mu.Lock()
	rest := s.wrong
	s.wrong = map[string]*wrongs{}
	s.mu.Unlock()
	for process, w := range rest {
		if w.times > 0 {
			_ = s.Store.CountWrong(ctx, process, w.times, w.from) // It was refused either way.
		}
	}
}
