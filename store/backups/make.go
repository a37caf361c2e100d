package backups

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"alur/store"
	"alur/store/kv"
	"alur/store/kv/paced"
	"alur/store/kv/wholefile"
)

// Maker makes proven copies of a database.
type Maker struct {
	// Database is the path of the database; copies are built beside it, where
	// the disk is safe.
	Database string
	// Create makes an empty database, and Open opens one for reading alone.
	Create func(ctx context.Context, path string) (kv.Engine, error)
	Open   func(ctx context.Context, path string) (kv.Engine, error)
	// Trim makes a finished file no larger than what is in it; nil leaves it.
	Trim func(path string) error
	// Store are the options of a store on the copy.
	Store store.Options
	// Progress is told how far it is; nil is nobody.
	Progress func(done, total uint64)
}

// gently is how many times as long as it works a copy rests while others work
// on the shop.
const gently = 6

// ErrNotGood says that what was written is not what it should be.
var ErrNotGood = errors.New("the copy is not good")

// Make writes a copy of a shop, proves it, and gives it a name, which may say
// what was proven. Others work on meanwhile. It returns fs.ErrExist where the
// name is taken, a *store.Fault for a shop whose record is not whole, and an
// error that is ErrNotGood where the copy is at fault.
func (m Maker) Make(ctx context.Context, s *store.Store, name func(store.Head) string) (head store.Head, path string, err error) {
	near, err := wholefile.TempName(m.Database)
	if err != nil {
		near, err = wholefile.TempName(name(store.Head{})) // The folder of the shop may be read-only.
	}
	if err != nil {
		return head, "", err
	}
	defer func() { _ = os.Remove(near) }()
	pace := paced.Pace{Part: gently, Busy: busy(ctx, s, m.Store.Clock)}
	switch {
	case !s.Old():
		head, err = m.anew(ctx, near, pace, s.CopyTo)
	case s.Shared(): // Its servers write no file that alur opens.
		head, err = m.anew(ctx, near, pace, s.Copy)
	default:
		err = Raw(ctx, s.Backup, near) // Of an older schema: as it is.
	}
	if err != nil {
		return head, "", err
	}
	proven, err := m.prove(ctx, near, pace, part(m.Progress, 1))
	if err == nil && head.Seq > 0 && (proven.Seq != head.Seq || proven.Hash != head.Hash) {
		err = fmt.Errorf("it ends at %s, not at %s", proven, head)
	}
	if err != nil {
		return head, "", fmt.Errorf("%w: %w", ErrNotGood, err)
	}
	path = name(proven)
	return proven, path, Bring(near, path)
}

// copies brings a shop to another engine, anew from its record or row by row.
type copies func(ctx context.Context, to kv.Engine, progress func(done, total uint64)) (store.Head, error)

// anew brings the copy into a file of its own.
func (m Maker) anew(ctx context.Context, near string, pace paced.Pace, copied copies) (head store.Head, err error) {
	if err := os.Remove(near); err != nil { // Its name is ours now.
		return head, err
	}
	engine, err := m.Create(ctx, near)
	if err != nil {
		return head, err
	}
	head, err = copied(ctx, paced.New(engine, pace), part(m.Progress, 0))
	if err = errors.Join(err, engine.Close()); err == nil && m.Trim != nil {
		err = m.Trim(near)
	}
	return head, err
}

// Raw writes a copy in the form of an engine to a file that is there.
func Raw(ctx context.Context, backup func(context.Context, io.Writer) error, near string) error {
	f, err := os.OpenFile(near, os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // A name of our own.
	if err != nil {
		return err
	}
	err = backup(ctx, f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Prove opens what may be a backup for reading, and rebuilds everything from
// its record.
func (m Maker) Prove(ctx context.Context, path string) (store.Head, error) {
	return m.prove(ctx, path, paced.Pace{}, m.Progress)
}

func (m Maker) prove(ctx context.Context, path string, pace paced.Pace, progress func(done, total uint64)) (store.Head, error) {
	engine, err := m.Open(ctx, path)
	if err != nil {
		return store.Head{}, err
	}
	return store.Prove(ctx, paced.New(engine, pace), m.Store, progress)
}

// part is the share of a progress that one of two halves makes.
func part(progress func(done, total uint64), half uint64) func(done, total uint64) {
	return func(done, total uint64) {
		if progress != nil && total > 0 {
			progress(half*total+done, 2*total)
		}
	}
}

// How often it is looked whether others work, and how long after their last act
// they still do.
const (
	lookEvery = 200 * time.Millisecond
	stillBusy = 3 * time.Second
)

// busy reports whether the record has moved lately.
func busy(ctx context.Context, s *store.Store, clock func() time.Time) func() bool {
	var last store.Head
	var looked, moved time.Time
	return func() bool {
		now := clock()
		if d := now.Sub(looked); d < 0 || d >= lookEvery {
			head, err := s.Head(ctx)
			if err != nil {
				return true
			}
			if !looked.IsZero() && head != last {
				moved = now
			}
			looked, last = now, head
		}
		return !moved.IsZero() && now.Sub(moved) < stillBusy
	}
}

// Bring gives a finished file its name, on this disk or another, and never
// takes the place of another file: it returns fs.ErrExist then.
func Bring(near, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	if err := wholefile.MoveNew(near, path); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Another disk: what is written there is read again.
	temp, err := wholefile.CopyBeside(near, path)
	if temp != "" {
		defer func() { _ = os.Remove(temp) }()
	}
	if err != nil {
		return err
	}
	same, err := sameBytes(near, temp)
	if err != nil {
		return err
	}
	if !same {
		return fmt.Errorf("%w: the disk does not keep what is written", ErrNotGood)
	}
	return wholefile.MoveNew(temp, path)
}

func sameBytes(a, b string) (same bool, err error) {
	one, err := os.Open(a) //nolint:gosec // A name of our own.
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, one.Close()) }()
	two, err := os.Open(b) //nolint:gosec // A name of our own.
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, two.Close()) }()
	x, y := make([]byte, 1<<20), make([]byte, 1<<20)
	for {
		n, xerr := io.ReadFull(one, x)
		k, yerr := io.ReadFull(two, y)
		if n != k || !bytes.Equal(x[:n], y[:k]) {
			return false, nil
		}
		for _, err := range []error{xerr, yerr} {
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return false, err
			}
		}
		if n < len(x) {
			return true, nil
		}
	}
}

// litter is how old a file on its way has to be until nobody is still writing
// it.
const litter = 24 * time.Hour

// sweep removes what programs that were killed have left on its way.
func sweep(folder, stem string, now time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), stem) || !strings.Contains(e.Name(), ".tmp-") || now.Sub(info.ModTime()) < litter {
			continue
		}
		_ = os.Remove(filepath.Join(folder, e.Name()))
	}
}
