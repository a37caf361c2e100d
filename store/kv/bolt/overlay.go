package bolt

import "github.com/tidwall/btree"

// overlay is what the journal holds, as it lies over the tables: the newest of
// every row, also of those that are gone. It is never changed once others can see
// it.
type overlay struct {
	rows *btree.Map[string, change]
	// first and last are the numbers of the entries it was read from, 0 of none, and
	// sum the checksum of the last one.
	first, last uint64
	sum         checksum
	// size is how many bytes the journal takes.
	size int
}

// change is what became of a row.
type change struct {
	value []byte
	gone  bool
}

func newOverlay() *overlay { return &overlay{rows: &btree.Map[string, change]{}} }

// copied is an overlay to be changed; it shares what stays.
func (o *overlay) copied() *overlay {
	c := *o
	c.rows = o.rows.Copy()
	return &c
}

// walkOver hands out the changes of a range, one after the other.
type walkOver struct {
	it       btree.MapIter[string, change]
	from, to []byte
	back     bool
	begun    bool
}

func (o *overlay) walk(from, to []byte, back bool) *walkOver {
	return &walkOver{it: o.rows.Iter(), from: from, to: to, back: back}
}

// next moves on; false is the end.
func (w *walkOver) next() bool {
	if !w.move() {
		return false
	}
	key := w.it.Key()
	if w.back {
		return key >= string(w.from)
	}
	return w.to == nil || key < string(w.to)
}

func (w *walkOver) move() bool {
	begun := w.begun
	w.begun = true
	switch {
	case begun && w.back:
		return w.it.Prev()
	case begun:
		return w.it.Next()
	case !w.back:
		return w.it.Seek(string(w.from))
	case w.to == nil:
		return w.it.Last()
	case w.it.Seek(string(w.to)):
		return w.it.Prev()
	}
	return w.it.Last()
}
