package etcd

import (
	"sort"
	"sync"
)

// span is a range of keys, from <= key < to.
type span struct{ from, to string }

// known is what this program has read or written of the data, as of one turn:
// the keys of some ranges, all of them. The data changes only in a commit that
// moves the turn, so that what is known holds as long as the turn does, and
// that is asked for anew before anything is decided by it.
type known struct {
	mu    sync.Mutex
	at    moment
	items sorted
	spans []span
	size  int
}

// What is kept in memory at most.
const (
	knownBytes = 32 << 20
	knownSpans = 20_000
)

// moment is a state of the data: which commit made it, and a revision at which
// it was the newest.
type moment struct {
	// turn is the ModRevision of the turn, 0 where nothing was ever committed.
	turn int64
	// id is that of the commit.
	id string
	// staged is true where a part of the commit lies beside the data still.
	staged bool
	rev    int64
}

// same reports whether two moments are of the same commit.
func (m moment) same(o moment) bool { return m.turn == o.turn && m.id == o.id }

// now is the newest moment that was seen.
func (k *known) now() moment {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.at
}

// seen takes note of a moment that was read. What is known of an older one is
// forgotten.
func (k *known) seen(m moment) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.at.same(m) {
		k.at.rev = max(k.at.rev, m.rev)
		return
	}
	if m.rev < k.at.rev {
		return // Others have seen a newer one meanwhile.
	}
	k.forget(m)
}

// reset takes a moment for the newest, whatever was seen before: the servers
// may have gone back to an older state.
func (k *known) reset(m moment) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forget(m)
}

func (k *known) forget(m moment) {
	k.at, k.items, k.spans, k.size = m, sorted{}, nil, 0
}

// get is what a key held at a moment; ok is false where that is not known.
func (k *known) get(m moment, key string) (value []byte, there, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.at.same(m) {
		return nil, false, false
	}
	if i := k.spanAt(key); i < 0 {
		return nil, false, false
	}
	it, there := k.items.get(key)
	return it.value, there, true
}

// pageMost is how many items one look at what is known gives.
const pageMost = 128

// ascending are some items from a key on; next is where others may follow. Ok
// is false where it is not known whether there is one at the key from itself.
func (k *known) ascending(m moment, from, to string) (list []item, next string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.at.same(m) {
		return nil, "", false
	}
	i := k.spanAt(from)
	if i < 0 {
		return nil, "", false
	}
	next = min(to, k.spans[i].to)
	list, cut := k.items.between(from, next, pageMost)
	if cut {
		next = list[len(list)-1].key + "\x00"
	}
	return list, next, true
}

// descending are some items below a key, the highest first; next is below which
// others may follow.
func (k *known) descending(m moment, from, to string) (list []item, next string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.at.same(m) {
		return nil, "", false
	}
	i := sort.Search(len(k.spans), func(i int) bool { return k.spans[i].to >= to })
	if i == len(k.spans) || k.spans[i].from >= to {
		return nil, "", false
	}
	next = max(from, k.spans[i].from)
	list, cut := k.items.below(next, to, pageMost)
	if cut {
		next = list[len(list)-1].key
	}
	return list, next, true
}

// spanAt is the span that holds a key, -1 for none.
func (k *known) spanAt(key string) int {
	i := sort.Search(len(k.spans), func(i int) bool { return k.spans[i].to > key })
	if i < len(k.spans) && k.spans[i].from <= key {
		return i
	}
	return -1
}

// learn keeps all the items of a range, as read at a moment.
func (k *known) learn(m moment, from, to string, list []item) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.at.same(m) || from >= to {
		return
	}
	if k.size > knownBytes || len(k.spans) > knownSpans {
		k.forget(k.at)
	}
	for _, it := range list {
		k.items.put(it)
		k.size += len(it.key) + len(it.value)
	}
	k.cover(from, to)
}

// cover adds a range to the spans, and joins those that touch it.
func (k *known) cover(from, to string) {
	first := sort.Search(len(k.spans), func(i int) bool { return k.spans[i].to >= from })
	last := first
	for ; last < len(k.spans) && k.spans[last].from <= to; last++ {
		from, to = min(from, k.spans[last].from), max(to, k.spans[last].to)
	}
	if last > first {
		k.spans[first] = span{from, to}
		k.spans = append(k.spans[:first+1], k.spans[last:]...)
		return
	}
	k.spans = append(k.spans, span{})
	copy(k.spans[first+1:], k.spans[first:])
	k.spans[first] = span{from, to}
}

// moved takes note of what a commit of this program changed: was is the moment
// it began at.
func (k *known) moved(was, now moment, changes []item) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.at.same(was) {
		if now.rev > k.at.rev {
			k.forget(now)
		}
		return
	}
	k.at = now
	for _, it := range changes {
		if it.gone {
			k.items.remove(it.key)
		} else {
			k.items.put(it)
			k.size += len(it.key) + len(it.value)
		}
		k.cover(it.key, it.key+"\x00")
	}
}
