package torture_test

import (
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// state is what a power cut left, and what had been said by then.
type state struct {
	left   map[string]content
	said   []string
	judged func(content) verdict
	point  string
}

// promised is the newest event that somebody was promised.
func (s *state) promised() (last uint64) {
	for _, line := range s.said {
		var n uint64
		if _, err := fmt.Sscanf(line, "did %d ", &n); err == nil {
			last = max(last, n)
		}
	}
	return last
}

// heard reports whether a line that holds a text was said.
func (s *state) heard(text string) bool {
	for _, line := range s.said {
		if strings.Contains(line, text) {
			return true
		}
	}
	return false
}

// of is what a file of the folder turned out to be.
func (s *state) of(name string) verdict {
	for path, c := range s.left {
		if filepath.Base(path) == name {
			return s.judged(c)
		}
	}
	return verdict{Missing: true}
}

// life is what programs did on a disk; the power is cut from a step on.
type life struct {
	before *disk
	steps  []step
	from   int
}

// law says what is wrong with a state, or nothing.
type law func(s *state) string

// explorer cuts the power again and again.
type explorer struct {
	t     *testing.T
	law   law
	room  string
	seed  maphash.Seed
	mu    sync.Mutex
	known map[uint64]verdict
	// different are the states that were looked at, each once.
	different map[uint64]bool
	bad       int
	first     []string
}

func newExplorer(t *testing.T, l law) *explorer {
	return &explorer{t: t, law: l, room: room(t), seed: maphash.MakeSeed(), known: map[uint64]verdict{}, different: map[uint64]bool{}}
}

// explore replays what programs did on a disk, cuts the power in every place
// where something waited, and looks at what is left, until so many different
// states were seen, or hardly a new one comes.
func (e *explorer) explore(life life, states int) {
	e.t.Helper()
	work := make(chan *state)
	var all sync.WaitGroup
	for n := range judges {
		j := newJudge(e.t)
		all.Go(func() {
			for s := range work {
				s.judged = func(c content) verdict { return e.judged(j, n, c) }
				if why := e.law(s); why != "" {
					e.complain(s.point + ": " + why)
				}
			}
		})
	}
	// A few states are spread over everything that was done.
	often := float64(states) / float64(len(life.steps)-life.from)
	for round, idle := uint64(0), 0; len(e.different) < states && idle < 5; round++ {
		had := len(e.different)
		dice := rand.New(rand.NewPCG(20261123, round))
		d, said := life.before.clone(), []string(nil)
		for i, s := range life.steps {
			d.do(s, dice)
			if s.what == "said" {
				said = append(said, s.text)
			}
			if i < life.from || len(e.different) == states || dice.Float64() > often {
				continue
			}
			left := d.crash(dice)
			if e.isNew(left, len(said)) {
				work <- &state{left: left, said: said[:len(said):len(said)], point: fmt.Sprintf("round %d, after step %d (%s)", round, i, s)}
			}
		}
		if idle++; len(e.different) > had {
			idle = 0
		}
	}
	close(work)
	all.Wait()
}

// judges is how many programs look at files at once.
const judges = 2

func (e *explorer) isNew(left map[string]content, said int) bool {
	var h maphash.Hash
	h.SetSeed(e.seed)
	var sum uint64
	for path, c := range left {
		h.Reset()
		_, _ = h.WriteString(path)
		c.sum(&h)
		sum ^= h.Sum64()
	}
	h.Reset()
	maphash.WriteComparable(&h, sum)
	maphash.WriteComparable(&h, said)
	sum = h.Sum64()
	if e.different[sum] {
		return false
	}
	e.different[sum] = true
	return true
}

// judged is the verdict about a content, which is the same every time.
func (e *explorer) judged(j *judge, n int, c content) verdict {
	var h maphash.Hash
	h.SetSeed(e.seed)
	c.sum(&h)
	sum := h.Sum64()
	e.mu.Lock()
	v, ok := e.known[sum]
	e.mu.Unlock()
	if ok {
		return v
	}
	path := filepath.Join(e.room, fmt.Sprintf("judged-%d.db", n))
	c.save(e.t, path)
	v = j.of(path)
	_ = os.Remove(path)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known[sum] = v
	return v
}

func (e *explorer) complain(why string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.bad++
	if len(e.first) < 5 {
		e.first = append(e.first, why)
	}
}
