package backups

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/wholefile"
)

// Archiver moves the older part of a record to a file of its own. bbolt writes
// the list of its free pages with every commit, so that a database from which most was
// deleted is slower than before: what is left is written anew instead, and takes
// the place of the database.
type Archiver struct {
	Maker
	// Replace puts a finished file in the place of the database and keeps that
	// under another name, where nobody can write to it any more and still agrees.
	Replace func(ctx context.Context, temp, keep string, still func(kv.Tx) error) error
	// By is who archives, and from where.
	By model.Command
}

// Archived says what became of a shop.
type Archived struct {
	// Base is where its record begins now, and what left it.
	Base store.Base
	// Head is where it ends.
	Head store.Head
	// Before and After are the bytes of the database, File those of the archive.
	Before, After, File int64
}

// How the parts of an archiving stand in its progress.
const archiveParts = 3

// Archive moves what happened before a time to a file. Every step leaves the shop
// as it was, or archived, and nothing is ever in neither of the two files: the
// archive has its name, proven, before the shop is exchanged. A run that was
// broken off in between finds its archive and goes on with it. It returns
// store.ErrNothingBefore, store.ErrWorkedOn, fs.ErrExist, a refusal of whoever may
// not, store.ErrMoved where the shop became another meanwhile, and the errors of
// Make.
func (m Archiver) Archive(ctx context.Context, s *store.Store, before time.Time, file string) (a Archived, err error) {
	if err := m.clean(ctx, s); err != nil {
		return a, err
	}
	if a.Before, err = sizeOf(m.Database); err != nil {
		return a, err
	}
	made, err := m.write(ctx, s, before, file)
	if err != nil {
		return a, err
	}
	defer made.drop()
	a.File = made.size
	r, err := m.remain(ctx, s, made, filepath.Base(file))
	if err != nil {
		return a, err
	}
	defer r.drop()
	a.Base = *r.Base
	if made.own {
		if err := Bring(made.path, file); err != nil {
			return a, err
		}
	}
	if err := r.Follow(ctx); err != nil {
		return a, err
	}
	err = m.Replace(ctx, r.path, m.keep(), func(tx kv.Tx) error { return r.takes(ctx, tx, m) })
	if err != nil {
		return a, err
	}
	_ = os.Remove(m.keep()) // Else the next run does.
	if a.After, err = sizeOf(m.Database); err != nil {
		return a, err
	}
	a.Head, err = s.Head(ctx)
	return a, err
}

// Would says what Archive would do, which it does up to the archive and then
// throws away.
func (m Archiver) Would(ctx context.Context, s *store.Store, before time.Time, file string) (a Archived, err error) {
	made, err := m.write(ctx, s, before, file)
	if err != nil {
		return a, err
	}
	defer made.drop()
	a.File = made.size
	if a.Before, err = sizeOf(m.Database); err != nil {
		return a, err
	}
	var base *store.Base
	err = m.read(ctx, made.path, func(archive *store.Store) (err error) {
		base, err = s.Leaves(ctx, archive, filepath.Base(file))
		return err
	})
	if err == nil {
		a.Base = *base
	}
	return a, err
}

// file is one on its way, which is ours to remove if it is our own.
type file struct {
	path string
	size int64
	own  bool
}

func (f file) drop() {
	if f.own {
		_ = os.Remove(f.path)
	}
}

// write writes the archive, and proves it. One that a run left which was broken
// off is as good.
func (m Archiver) write(ctx context.Context, s *store.Store, before time.Time, path string) (f file, err error) {
	until, err := s.EndBefore(ctx, before)
	if err != nil {
		return f, err
	}
	if _, err := os.Lstat(path); err == nil {
		return m.again(ctx, path, until)
	}
	if f.path, err = wholefile.TempName(m.onItsWay()); err != nil {
		return f, err
	}
	f.own = true
	err = m.build(ctx, f.path, func(to kv.Engine) error { return s.CopyArchive(ctx, to, until, m.part(0)) })
	if err == nil {
		err = m.proves(ctx, f.path, until)
	}
	if err == nil {
		f.size, err = sizeOf(f.path)
	}
	if err != nil {
		f.drop()
	}
	return f, err
}

// again takes the archive of a run that was broken off.
func (m Archiver) again(ctx context.Context, path string, until store.Head) (f file, err error) {
	err = m.read(ctx, path, func(archive *store.Store) error {
		head, err := archive.Head(ctx)
		if err == nil && (!archive.IsArchive() || head.Seq != until.Seq || head.Hash != until.Hash) {
			err = fs.ErrExist
		}
		return err
	})
	if err != nil {
		return f, errors.Join(fs.ErrExist, err)
	}
	if err := m.proves(ctx, path, until); err != nil {
		return f, err
	}
	size, err := sizeOf(path)
	return file{path: path, size: size}, err
}

// proves proves an archive, and that it ends where it should.
func (m Archiver) proves(ctx context.Context, path string, until store.Head) error {
	o := m.Maker
	o.Progress = m.part(1)
	head, err := o.Prove(ctx, path)
	if err == nil && (head.Seq != until.Seq || head.Hash != until.Hash) {
		err = fmt.Errorf("it ends at %s, not at %s", head, until)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotGood, err)
	}
	return nil
}

// build makes a database of a name of ours, which is there and empty.
func (m Archiver) build(ctx context.Context, path string, fill func(to kv.Engine) error) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	engine, err := m.Create(ctx, path)
	if err != nil {
		return err
	}
	err = errors.Join(fill(engine), engine.Close())
	if err == nil && m.Trim != nil {
		err = m.Trim(path)
	}
	return err
}

// read opens an archive for a while.
func (m Archiver) read(ctx context.Context, path string, f func(*store.Store) error) error {
	engine, err := m.Open(ctx, path)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, engine, m.Store)
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	return errors.Join(f(s), s.Close())
}

// remains is what is left of the shop, on its way.
type remains struct {
	*store.Remainder
	file
	engine kv.Engine
	trim   func(string) error
}

func (r *remains) drop() {
	_ = r.engine.Close() // It may be closed by now.
	r.file.drop()
}

// remain builds what is left of the shop.
func (m Archiver) remain(ctx context.Context, s *store.Store, archive file, name string) (r *remains, err error) {
	r = &remains{file: file{own: true}, trim: m.Trim}
	if r.path, err = wholefile.TempName(m.onItsWay()); err != nil {
		return nil, err
	}
	if err := os.Remove(r.path); err != nil {
		return nil, err
	}
	if r.engine, err = m.Create(ctx, r.path); err != nil {
		return nil, err
	}
	err = m.read(ctx, archive.path, func(from *store.Store) (err error) {
		r.Remainder, err = s.Remain(ctx, from, name, r.engine, m.part(2))
		return err
	})
	if err != nil {
		r.drop()
		return nil, err
	}
	return r, nil
}

// takes finishes what is left while nobody can write to the shop.
func (r *remains) takes(ctx context.Context, tx kv.Tx, m Archiver) error {
	if err := r.Takes(ctx, tx, m.By); err != nil {
		return err
	}
	if err := r.engine.Close(); err != nil || r.trim == nil {
		return err
	}
	return r.trim(r.path)
}

// part is the share of the progress of one of the parts.
func (m Archiver) part(n uint64) func(done, total uint64) {
	return func(done, total uint64) {
		if m.Progress != nil && total > 0 {
			m.Progress(n*total+done, archiveParts*total)
		}
	}
}

// The names of what a run leaves that is killed: files on their way, and the
// database as it was, which is there twice for a moment.
func (m Archiver) onItsWay() string { return m.Database + ".archive" }
func (m Archiver) keep() string     { return m.Database + ".before-archive" }

// stale is how old a file on its way has to be until nobody is still writing it.
const stale = 10 * time.Minute

// clean removes what runs have left that were killed. The database as it was goes
// only if the shop goes on from it.
func (m Archiver) clean(ctx context.Context, s *store.Store) error {
	left, err := filepath.Glob(escaped(m.onItsWay()) + ".tmp-*")
	if err != nil {
		return err
	}
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > stale {
			_ = os.Remove(path)
		}
	}
	if _, err := os.Lstat(m.keep()); err != nil {
		return nil //nolint:nilerr // As it should be.
	}
	goesOn := false
	err = m.read(ctx, m.keep(), func(was *store.Store) error {
		head, err := was.Head(ctx)
		if err == nil {
			goesOn, err = s.Holds(ctx, head)
		}
		return err
	})
	if err == nil && goesOn {
		return os.Remove(m.keep())
	}
	return errors.Join(fmt.Errorf("%s: %w", m.keep(), fs.ErrExist), err)
}

// escaped is a path in which a pattern sees only itself.
func escaped(path string) string {
	return strings.NewReplacer(`[`, `[[]`, `*`, `[*]`, `?`, `[?]`).Replace(path)
}

func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
