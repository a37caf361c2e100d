package etcd

import (
	"math/big"
	"slices"
)

// A scan reads in pages: most look at the first few keys only.
const (
	firstPage = 64
	pageGrows = 4
	// pageMax is the largest that is kept in memory, and longPage that of a long
	// scan.
	pageMax  = 1024
	longPage = pageMax * pageGrows
)

// grown is the size of the page after one.
func grown(page int) int { return min(page*pageGrows, longPage) }

// known is what was read before, nothing where a part of the last commit lies
// beside the data still: that is moved about without a turn.
func (t *transaction) known() *known {
	if t.at.staged {
		return &known{}
	}
	return &t.db.known
}

// learn keeps what was read.
func (t *transaction) learn(from, to string, list []item) {
	if !t.at.staged {
		t.db.known.learn(t.at, from, to, list)
	}
}

// fetch reads one page, see reading.
func (t *transaction) fetch(from, to string, most int) (list []item, more bool, err error) {
	r := reading{t: t}
	defer r.close()
	return r.page(from, to, most)
}

// up are some items from a key on, and where others may follow.
func (t *transaction) up(r *reading, from, to string, most int) (list []item, next string, err error) {
	if list, next, ok := t.known().ascending(t.at, from, to); ok {
		return list, next, nil
	}
	list, more, err := r.page(from, to, most)
	if err != nil {
		return nil, "", err
	}
	if more {
		to = list[len(list)-1].key + "\x00"
	}
	if most <= pageMax { // Long scans would push everything else out.
		t.learn(from, to, list)
	}
	return list, to, nil
}

// down are some items below a key, the highest first, and below which others
// may follow. A server that is asked for the last keys of a range reads all of
// it: so the begin of a short piece of it is searched for.
func (t *transaction) down(from, to string, most int) (list []item, next string, err error) {
	if list, next, ok := t.known().descending(t.at, from, to); ok {
		return list, next, nil
	}
	list, begin, err := t.lastPiece(from, to, min(most, pageMax))
	if err != nil {
		return nil, "", err
	}
	if most <= pageMax {
		t.learn(begin, to, list)
	}
	slices.Reverse(list)
	return list, begin, nil
}

// lastPiece are the keys of the end of a range, not more than so many and at
// least one where there is any.
func (t *transaction) lastPiece(from, to string, most int) (list []item, begin string, err error) {
	list, more, err := t.fetch(from, to, most)
	if err != nil || !more {
		return list, from, err
	}
	// From low there are more than asked for, from high none; the distance is
	// halved in its order of magnitude first, since numbers lie at the begin of
	// what their eight bytes could hold.
	floor := list[len(list)-1].key
	low, high := number(floor), number(to)
	size := new(big.Int).Sub(high, low).BitLen()
	few, many := 0, size
	for few < many {
		e := uint((few + many) / 2) //nolint:gosec // It is between the two.
		mid := new(big.Int).Add(low, new(big.Int).Lsh(big.NewInt(1), e))
		if mid.Cmp(high) >= 0 {
			many = int(e) //nolint:gosec // It is below many.
			continue
		}
		list, more, err := t.fetch(text(mid), to, most)
		switch {
		case err != nil:
			return nil, "", err
		case len(list) == 0:
			many = int(e) //nolint:gosec // It is below many.
		case more:
			few = int(e) + 1 //nolint:gosec // It is below many.
		default:
			return list, text(mid), nil
		}
	}
	return t.halved(floor, low, high, to, few, most)
}

// halved searches on between the two powers of two between which the last key
// lies. Floor is where too many begin.
func (t *transaction) halved(floor string, low, high *big.Int, to string, power, most int) (list []item, begin string, err error) {
	base := low
	if power > 0 {
		base = new(big.Int).Add(low, new(big.Int).Lsh(big.NewInt(1), uint(power-1)))
		floor = text(base)
	}
	top := new(big.Int).Add(low, new(big.Int).Lsh(big.NewInt(1), uint(power))) //nolint:gosec // It is no less than 0.
	if top.Cmp(high) > 0 {
		top = high
	}
	for {
		mid := new(big.Int).Add(base, top)
		mid.Rsh(mid, 1)
		if mid.Cmp(base) == 0 {
			// Longer keys than numbers can tell apart lie here.
			return t.allOf(floor, to)
		}
		list, more, err := t.fetch(text(mid), to, most)
		switch {
		case err != nil:
			return nil, "", err
		case len(list) == 0:
			top = mid
		case more:
			base, floor = mid, text(mid)
		default:
			return list, text(mid), nil
		}
	}
}

// allOf reads a range to its end.
func (t *transaction) allOf(from, to string) (list []item, begin string, err error) {
	at, more := from, true
	for more {
		var page []item
		if page, more, err = t.fetch(at, to, pageMax); err != nil {
			return nil, "", err
		}
		list = append(list, page...)
		if more {
			at = list[len(list)-1].key + "\x00"
		}
	}
	return list, from, nil
}

// digits is how much of a key is reckoned with.
const digits = 24

// number is the begin of a key as a number, and text the key of a number.
func number(key string) *big.Int {
	var b [digits]byte
	copy(b[:], key)
	return new(big.Int).SetBytes(b[:])
}

func text(n *big.Int) string {
	var b [digits]byte
	return string(n.FillBytes(b[:]))
}
