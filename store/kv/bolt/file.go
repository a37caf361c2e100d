package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"math"
	"os"
	"runtime/debug"
	"time"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// openHandle opens and locks the file once, without waiting; nil without an
// error says that another program has it. A file that may not be written is
// opened for reading; room says whether it may be given more than it needs now.
func openHandle(path string, readOnly, room bool) (*handle, error) {
	if beingReplaced(path) {
		return nil, nil
	}
	h, err := openAs(path, readOnly, room)
	if !readOnly && (errors.Is(err, fs.ErrPermission) || errors.Is(err, errReadOnlyDisk)) {
		return openAs(path, true, room)
	}
	return h, err
}

func openAs(path string, readOnly, room bool) (h *handle, err error) {
	h = &handle{readOnly: readOnly, opened: time.Now()}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	// A damaged file can make bbolt panic while it opens; the file and its
	// lock must not stay behind.
	defer func() {
		if p := recover(); p != nil {
			err = damaged(p)
		}
		if err != nil || h != nil && h.bolt == nil {
			if h != nil && h.file != nil {
				unlock(h.file)
				_ = h.file.Close()
			}
			h = nil
		}
	}()
	if h.bolt, err = h.openBolt(path, room); err != nil && room && h.file != nil && !errors.Is(err, berrors.ErrTimeout) {
		// There may be none: no address space, a full disk.
		h.bolt, err = h.openBolt(path, false)
	}
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		h.bolt = nil
		return h, nil
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return h, fmt.Errorf("%w: %s: %w", kv.ErrNotDatabase, path, err)
	case err != nil:
		return h, fmt.Errorf("open %s: %w", path, err)
	}
	// While this program waited for the lock the file may have been replaced.
	if !sameFile(h.file, path) || beingReplaced(path) {
		h.close()
		h.bolt = nil
	}
	return h, nil
}

// openBolt opens the file, with room to grow or without.
func (h *handle) openBolt(path string, room bool) (*bbolt.DB, error) {
	options := &bbolt.Options{
		// One try: how to wait is decided in acquire.
		Timeout:      time.Nanosecond,
		ReadOnly:     h.readOnly,
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
	}
	options.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		f, newest, err := openDatabase(name, flag&^os.O_CREATE, mode)
		if err == nil && !h.readOnly {
			if room {
				options.InitialMmapSize = int(min(mapFor(newest.used()), math.MaxInt))
			}
			// Before bbolt reads it: where that panics, the file stays in memory, and
			// on Windows nothing can be put in its place.
			if err = underLock(f, func() error { return proveFree(f, newest.page) }); err != nil {
				unlock(f)
				_ = f.Close()
				f = nil
			}
		}
		h.file = f
		return f, err
	}
	return bbolt.Open(path, 0o600, options)
}

// openDatabase opens a file only if it is a database: bbolt would make one of
// an empty file, and on some systems grow any other. It comes with the newest of
// its heads.
func openDatabase(name string, flag int, mode os.FileMode) (f *os.File, newest meta, err error) {
	f, err = os.OpenFile(name, flag, mode)
	if err != nil {
		if info, serr := os.Stat(name); serr == nil && info.IsDir() {
			err = fmt.Errorf("%w: %s is a folder", kv.ErrNotDatabase, name)
		}
		return nil, newest, err
	}
	if newest, err = looksRight(f); err != nil {
		_ = f.Close()
		if errors.Is(err, errCut) {
			return nil, newest, fmt.Errorf("%w: %s: %w", kv.ErrDamaged, name, err)
		}
		return nil, newest, fmt.Errorf("%w: %s: %w", kv.ErrNotDatabase, name, err)
	}
	return f, newest, nil
}

// errCut is a database whose end is missing.
var errCut = errors.New("it is cut short")

// The two meta pages of a bbolt file: a page header, then the meta.
const (
	pageHeader = 16
	metaSize   = 64
	metaMagic  = 0xED0CDAED
)

// looksRight reads the meta pages. Of two, one is always whole.
func looksRight(f *os.File) (newest meta, err error) {
	if newest, err = newestOf(f); err != nil {
		return newest, err
	}
	// The size is read after that: a writer may be growing the file right now.
	info, err := f.Stat()
	if err != nil {
		return newest, err
	}
	if newest.used() > info.Size() {
		return newest, fmt.Errorf("%w: %d bytes of %d", errCut, info.Size(), newest.used())
	}
	return newest, nil
}

// newestOf is the newer of the two meta pages that is whole, of a file whose
// page size is not known.
func newestOf(f *os.File) (newest meta, err error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return newest, err
	case info.Size() == 0:
		return newest, errors.New("it is empty")
	}
	if m, ok := readMeta(f, 0); ok {
		newest = m
	}
	for _, at := range []int64{4096, 8192, 16384, 65536} {
		if newest.page != 0 && at != newest.page {
			continue
		}
		if m, ok := readMeta(f, at); ok && m.page == at && m.txid >= newest.txid {
			newest = m
		}
	}
	if newest.page == 0 {
		return newest, errors.New("it has no sign of a database")
	}
	return newest, nil
}

// meta is what is needed of a meta page: the page size, how many pages are in
// use, where the tables and the list of free pages begin, and which of the two
// is newer.
type meta struct {
	page, pages    int64
	root, freelist uint64
	txid           uint64
}

// used is how many bytes of the file are in use.
func (m meta) used() int64 { return m.pages * m.page }

func readMeta(f io.ReaderAt, at int64) (meta, bool) {
	var b [metaSize]byte
	if _, err := f.ReadAt(b[:], at+pageHeader); err != nil && !errors.Is(err, io.EOF) {
		return meta{}, false
	}
	sum := fnv.New64a()
	_, _ = sum.Write(b[:56])
	order := binary.NativeEndian
	if order.Uint32(b[:]) != metaMagic || order.Uint64(b[56:]) != sum.Sum64() {
		return meta{}, false
	}
	m := meta{
		page: int64(order.Uint32(b[8:])), pages: int64(order.Uint64(b[40:])),
		root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]), txid: order.Uint64(b[48:]),
	}
	return m, m.possible()
}

// possible reports whether a file can be so: others wrote it, and a checksum is soon
// reckoned.
func (m meta) possible() bool {
	const smallest, largest = 1 << 9, 1 << 16
	return m.page >= smallest && m.page <= largest && m.page&(m.page-1) == 0 && m.pages > firstPage && m.pages <= math.MaxInt64/m.page
}
