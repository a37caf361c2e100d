package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// Prove implements kv.Prover: every page of the file is read and has to be in
// its place and in order. bbolt itself trusts its pages: it would follow one
// that leads round in a circle until the program dies, and write over one that
// is wrongly listed as free. Work in this program goes on meanwhile, other
// programs wait.
func (db *DB) Prove(ctx context.Context) error { return db.prove(ctx, math.MaxInt64) }

// prove proves a file of so many bytes at most.
func (db *DB) prove(ctx context.Context, most int64) error {
	for tries := 0; ; tries++ {
		err := db.tryProve(ctx, most)
		// This program may be writing a head at the moment.
		if !errors.Is(err, errMoved) && (!errors.Is(err, kv.ErrOneHead) || tries >= 3) {
			return err
		}
	}
}

func (db *DB) tryProve(ctx context.Context, most int64) error {
	later, err := db.proveHeld(ctx, most)
	if err == nil && later != nil {
		err = later()
	}
	return err
}

// proveHeld proves a file while it is held, or reads all of one that is small: it
// is proven later, when other programs have it again.
func (db *DB) proveHeld(ctx context.Context, most int64) (later func() error, err error) {
	h, err := db.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer db.release(h)
	db.pin(h, 1)
	defer db.pin(h, -1)
	// The pages of a snapshot are not written over while it is read.
	err = h.run(false, func(tx *bbolt.Tx) error {
		if tx.Size() > most {
			return nil
		}
		s, err := pagesOf(h.file, int64(h.bolt.Info().PageSize), uint64(tx.ID())) //nolint:gosec // Counted up from 0.
		if err != nil {
			return err
		}
		if s.read {
			later = func() error { return s.prove(ctx) }
			return nil
		}
		return s.prove(ctx)
	})
	return later, err
}

// The kinds of pages, and how long their headers and those of their parts are.
const (
	branchPage    = 0x01
	leafPage      = 0x02
	metaPage      = 0x04
	freelistPage  = 0x10
	elementHeader = 16
	bucketHeader  = 16
	bucketElement = 0x01
	firstPage     = 2
)

// walk goes through the pages of a file.
type walk struct {
	ctx  context.Context
	file io.ReaderAt
	size uint64
	high uint64
	// met are the pages that something leads to, free those that are listed.
	met, free []bool
	// rooms hold the page of each depth.
	rooms [][]byte
	depth int
}

// page is a page as it is read, with those that continue it.
type page struct {
	id, flags, count uint64
	data             []byte
}

func wrong(id uint64, format string, args ...any) error {
	return fmt.Errorf("%w: page %d: %s", kv.ErrDamaged, id, fmt.Sprintf(format, args...))
}

// snapshot are the pages of a file as a transaction sees them.
type snapshot struct {
	meta
	file io.ReaderAt
	// read is true where all of them are in memory.
	read bool
	// oneHead is kv.ErrOneHead where only one of two is good.
	oneHead error
}

// pagesOf are the pages as a transaction sees them.
func pagesOf(file io.ReaderAt, size int64, txid uint64) (s snapshot, err error) {
	if s.meta, s.oneHead = theMeta(file, size, txid); s.oneHead != nil && !errors.Is(s.oneHead, kv.ErrOneHead) {
		return s, s.oneHead
	}
	s.file = file
	if size := s.page * s.pages; size <= alwaysProven {
		// One read of all is quicker than one of each page.
		all := make([]byte, size)
		if _, err := file.ReadAt(all, 0); err != nil {
			return s, fmt.Errorf("%w: %w", kv.ErrDamaged, err)
		}
		s.file, s.read = bytes.NewReader(all), true
	}
	return s, nil
}

// prove goes through all pages.
func (s snapshot) prove(ctx context.Context) error {
	m := s.meta
	w := &walk{ctx: ctx, file: s.file, size: uint64(m.page), high: uint64(m.pages), met: make([]bool, m.pages), free: make([]bool, m.pages)} //nolint:gosec // They were checked.
	p, err := w.read(m.freelist)
	if err != nil {
		return err
	}
	err = w.freelist(p, func(id uint64) bool {
		w.free[id] = true
		return !w.met[id]
	})
	if err != nil {
		return err
	}
	if err := w.tree(m.root, nil, nil); err != nil {
		return err
	}
	for id := uint64(firstPage); id < w.high; id++ {
		if !w.met[id] && !w.free[id] {
			return wrong(id, "nothing leads to it, and it is not free")
		}
	}
	return s.oneHead
}

// proveFree proves the list of free pages of a file that is to be written:
// what it names wrongly would be written over.
func proveFree(file *os.File, size int64) error {
	m, _ := newestMeta(file, size)
	w := &walk{ctx: context.Background(), file: file, size: uint64(size), high: uint64(m.pages)} //nolint:gosec // Never negative.
	p, err := w.load(m.freelist)
	if err != nil {
		return err
	}
	return w.freelist(p, func(uint64) bool { return true })
}

// theMeta is the meta page of a transaction. Of the two, both should be good:
// bbolt goes on with the older one where the newer is damaged, and what was
// done last is gone without a word. ErrOneHead comes with the one that is good.
func theMeta(file io.ReaderAt, size int64, txid uint64) (m meta, err error) {
	found := false
	for n := range int64(2) {
		this, ok := readMeta(file, n*size)
		if ok && this.txid == txid {
			m, found = this, true
		}
		var head [pageHeader]byte
		if _, rerr := file.ReadAt(head[:], n*size); rerr != nil || !ok || this.page != size || !isMetaPage(head[:], n) {
			err = fmt.Errorf("%w: page %d", kv.ErrOneHead, n)
		}
	}
	if !found {
		return m, errMoved
	}
	return m, err
}

func isMetaPage(head []byte, id int64) bool {
	order := binary.NativeEndian
	return order.Uint64(head) == uint64(id) && order.Uint16(head[8:]) == metaPage //nolint:gosec // 0 or 1.
}

// errMoved says that others committed twice before the meta page was read.
var errMoved = errors.New("the database moved on meanwhile")

// read reads a page that something leads to, once.
func (w *walk) read(id uint64) (page, error) {
	p, err := w.load(id)
	if err != nil {
		return page{}, err
	}
	for n := id; n < id+uint64(len(p.data))/w.size; n++ {
		if w.met[n] || w.free[n] {
			return page{}, wrong(n, "it is used twice")
		}
		w.met[n] = true
	}
	return p, nil
}

// load reads a page with those that continue it.
func (w *walk) load(id uint64) (page, error) {
	if err := w.ctx.Err(); err != nil {
		return page{}, err
	}
	if id < firstPage || id >= w.high {
		return page{}, wrong(id, "there is no such page")
	}
	data := w.room(w.size)
	if _, err := w.file.ReadAt(data, w.at(id)); err != nil {
		return page{}, wrong(id, "%v", err)
	}
	order := binary.NativeEndian
	more := uint64(order.Uint32(data[12:]))
	if order.Uint64(data) != id || more >= w.high-id {
		return page{}, wrong(id, "it is not the page it should be")
	}
	if more > 0 {
		data = w.room((more + 1) * w.size)
		if _, err := w.file.ReadAt(data, w.at(id)); err != nil {
			return page{}, wrong(id, "%v", err)
		}
	}
	return page{id: id, flags: uint64(order.Uint16(data[8:])), count: uint64(order.Uint16(data[10:])), data: data}, nil
}

// room is room for the page of this depth.
func (w *walk) room(size uint64) []byte {
	for len(w.rooms) <= w.depth {
		w.rooms = append(w.rooms, nil)
	}
	if room := w.rooms[w.depth]; uint64(len(room)) >= size {
		return room[:size:size]
	}
	w.rooms[w.depth] = make([]byte, size)
	return w.rooms[w.depth]
}

func (w *walk) at(id uint64) int64 { return int64(id * w.size) } //nolint:gosec // Within the file.

// freelist reads a list of free pages, which ascend; fits says of each whether
// it can be one.
func (w *walk) freelist(p page, fits func(id uint64) bool) error {
	if p.flags != freelistPage {
		return wrong(p.id, "it is no list of free pages")
	}
	const longest = 0xffff
	ids := p.data[pageHeader:]
	if p.count == longest {
		p.count, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if p.count > uint64(len(ids)/8) {
		return wrong(p.id, "it lists %d free pages", p.count)
	}
	last := uint64(1)
	for i := range p.count {
		free := binary.NativeEndian.Uint64(ids[8*i:])
		if free <= last || free >= w.high || !fits(free) {
			return wrong(p.id, "it lists page %d as free", free)
		}
		last = free
	}
	return nil
}
