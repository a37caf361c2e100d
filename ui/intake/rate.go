package intake

import (
	"context"
	"math"
	"time"

	"alur/model"
	"alur/store"
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

// tallied is what is only tallied: wrong signatures of a process, and what went
// astray.
type tallied struct {
	process string
	astray  bool
	long    bool
}

// untold is what was not written down yet.
type untold struct {
	times      int
	name, from string
	last       time.Time
}

// unsigned counts a delivery that was not signed with the secret.
func (s *server) unsigned(ctx context.Context, process, host string) {
	if s.count(ctx, tallied{process: process}, process, host) {
		s.tell(model.Say{EN: "%s: a wrong signature from %s", ID: "%s: tanda tangan salah dari %s"}, process, host)
	}
}

// astray counts a delivery to a name that nothing has here.
func (s *server) astray(ctx context.Context, name, host string) {
	if s.count(ctx, tallied{astray: true}, name, host) {
		s.tell(model.Say{EN: "%s sent to /in/%s, and nothing has that name", ID: "%s mengirim ke /in/%s, dan tidak ada yang bernama itu"}, host, model.CleanText(name))
	}
}

// tooLong counts a delivery that is longer than is read.
func (s *server) tooLong(ctx context.Context, name, host string) {
	if s.count(ctx, tallied{astray: true, long: true}, name, host) {
		s.tell(model.Say{EN: "%s sent more to /in/%s than is read", ID: "%s mengirim ke /in/%s lebih banyak dari yang dibaca"}, host, model.CleanText(name))
	}
}

// count writes down what is only tallied, at most once a second for each: nobody
// may keep the disk busy so. It reports whether it did.
func (s *server) count(ctx context.Context, what tallied, name, host string) bool {
	s.mu.Lock()
	w := s.untold[what]
	if w == nil {
		w = &untold{}
		s.untold[what] = w
	}
	w.times, w.name, w.from = w.times+1, name, host
	now, of := s.Clock(), untold{}
	if now.Sub(w.last) >= time.Second {
		of, w.times, w.last = *w, 0, now
	}
	s.mu.Unlock()
	if of.times == 0 {
		return false
	}
	s.write(ctx, what, of)
	return true
}

func (s *server) write(ctx context.Context, what tallied, of untold) {
	if what.astray {
		_ = s.Store.CountAstray(ctx, store.Astray{Long: what.long, Name: of.name, Times: of.times, From: of.from}) // It was refused either way.
		return
	}
	_ = s.Store.CountWrong(ctx, what.process, of.times, of.from) // It was refused either way.
}

// countAll writes down what was not yet.
func (s *server) countAll(ctx context.Context) {
	s.mu.Lock()
	rest := s.untold
	s.untold = map[tallied]*untold{}
	s.mu.Unlock()
	for what, of := range rest {
		if of.times > 0 {
			s.write(ctx, what, *of)
		}
	}
}
