package store

import (
	"fmt"
	"hash/maphash"
	"time"

	"alur/model"
	"alur/store/kv"
)

// history answers how long steps have taken, from the newest attempts of
// each.
type history struct{ st *state }

// newest is how many attempts of a step say what is usual.
const newest = 50

// memoSojourns are the sojourns of rows, by a hash of each.
type memoSojourns struct {
	cal *model.Calendar
	of  map[uint64]time.Duration
}

// noSojourn marks an attempt in which nobody and nothing was waited for.
const noSojourn = time.Duration(-1)

// Sojourns implements model.History. Only rows not seen before are decoded.
func (h history) Sojourns(process, step string) []time.Duration {
	cal := h.st.calendar()
	if cal == nil {
		return nil
	}
	prefix := keyOf(tableAttempts).text(process).text(step)
	if known, ok := h.st.sojourns[string(prefix)]; ok {
		return known
	}
	m := &h.st.store.memo
	seed, known := m.sojournsOf(string(prefix), cal)
	seen := memoSojourns{cal: cal, of: make(map[uint64]time.Duration, newest)}
	var back []time.Duration
	h.st.keep(h.st.tx.ScanBack(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		sum := maphash.Bytes(seed, v)
		d, ok := known[sum]
		if !ok {
			a, err := h.st.attempts.read(v)
			if err != nil {
				return fmt.Errorf("%w: attempt: %w", kv.ErrDamaged, err)
			}
			if d, ok = a.Sojourn(cal); !ok {
				d = noSojourn
			}
		}
		seen.of[sum] = d
		back = append(back, d)
		if len(back) == newest {
			return kv.Stop
		}
		return nil
	}))
	m.keepSojourns(string(prefix), seen)
	sojourns := make([]time.Duration, 0, len(back))
	for i := len(back) - 1; i >= 0; i-- {
		if back[i] != noSojourn {
			sojourns = append(sojourns, back[i])
		}
	}
	h.st.sojourns[string(prefix)] = sojourns
	return sojourns
}

// sojournsOf are the sojourns known of a step under a calendar.
func (m *memo) sojournsOf(name string, cal *model.Calendar) (maphash.Seed, map[uint64]time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.sojourns[name]; known.cal == cal {
		return m.seed(), known.of
	}
	return m.seed(), nil
}

func (m *memo) keepSojourns(name string, s memoSojourns) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sojourns == nil {
		m.sojourns = map[string]memoSojourns{}
	}
	m.sojourns[name] = s
}

// seed is that of the hashes of rows, for the life of the store.
func (m *memo) seed() maphash.Seed {
	if m.hashSeed == (maphash.Seed{}) {
		m.hashSeed = maphash.MakeSeed()
	}
	return m.hashSeed
}
