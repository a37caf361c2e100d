package backups

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/wholefile"
)

// Daily makes the backup of each day. It is due from the moment the shop has
// closed: then nobody is kept waiting, and the day is whole. Where no program
// runs after closing, the first one that runs makes it, on the next morning,
// before or while work begins: nothing has happened in between. A shop that
// never closes has one every 24 hours.
type Daily struct {
	Maker
	Of *store.Store
	// Folders are where backups lie, by the settings of the shop: new ones go
	// into the first, and older ones may be in others.
	Folders func(model.Settings) []string
	// Words puts what went wrong into words for the owner.
	Words func(error) model.Sayable
}

// How long one who makes a backup may be silent until another takes it over,
// how often one says so again, and how long a backup that failed is left alone.
const (
	lease  = 10 * time.Minute
	renew  = 2 * time.Minute
	pause  = time.Hour
	oneDay = 24 * time.Hour
)

// errTaken: another program makes the backup, since this one was silent too
// long.
var errTaken = errors.New("another program makes the backup by now")

// Due reports whether a backup is due after the last one.
func Due(last store.ProvenBackup, cal *model.Calendar, now time.Time, head store.Head) bool {
	return last.At.IsZero() || last.At.Before(cal.LastClosing(now)) || now.Sub(last.At) >= oneDay && head.Seq > last.Seq
}

// Look makes a backup if one is due, and reports whether it did. Of any number
// of programs that look, one makes it. A failure stands where the owner sees
// it, and is left alone for an hour unless somebody insists.
func (d Daily) Look(ctx context.Context, insist bool) (last store.ProvenBackup, made bool, err error) {
	shop, err := d.Of.Shop(ctx)
	if err != nil || len(shop.People) == 0 {
		return last, false, err
	}
	cal, err := d.Of.Calendar(ctx)
	if err != nil {
		return last, false, err
	}
	folders := d.Folders(shop.Settings)
	if last, err = Last(ctx, d.Of, d.Database, folders); err != nil {
		return last, false, err
	}
	head, err := d.Of.Head(ctx)
	if err != nil {
		return last, false, err
	}
	held, err := d.claim(ctx, last, Due(last, cal, d.Of.Now(), head), insist)
	if err != nil || held == "" {
		return last, false, err
	}
	made, err = d.make(ctx, folders[0], cal.Location(), held, &last)
	return last, made, err
}

// claim notes which backup is the last one and, where one is due that nobody
// makes yet, says that this program does.
func (d Daily) claim(ctx context.Context, last store.ProvenBackup, due, insist bool) (held string, err error) {
	known, ok, err := d.Of.Backups(ctx)
	if err != nil && !errors.Is(err, kv.ErrDamaged) || ok && same(known.Last, last) && !due {
		return "", err // A damaged note is written anew.
	}
	now := d.Of.Now()
	err = d.Of.NoteBackups(ctx, func(b *store.BackupState) bool {
		held = ""
		changed := !same(b.Last, last) || b.Since.IsZero()
		b.Last = last
		if b.Since.IsZero() {
			b.Since = now.UTC()
		}
		if !due || !insist && rests(*b, now) || holds(*b, now) {
			return changed
		}
		held = d.Store.NewOp()
		b.Held, b.Until = held, now.Add(lease).UTC()
		return true
	})
	if errors.Is(err, kv.ErrReadOnly) {
		return "", nil
	}
	return held, err
}

// rests reports whether the last try failed a short while ago.
func rests(b store.BackupState, now time.Time) bool {
	return now.Sub(b.Failed) < pause && !b.Failed.After(now)
}

// holds reports whether a program makes a backup. One that holds it longer than
// anybody may had another clock.
func holds(b store.BackupState, now time.Time) bool {
	return b.Held != "" && b.Until.After(now) && b.Until.Sub(now) <= lease
}

func same(a, b store.ProvenBackup) bool {
	return a.At.Equal(b.At) && a.Seq == b.Seq && a.Path == b.Path
}

// Last is the newest backup of a shop in some folders, zero for none. A folder
// that can't be read has none: writing into it says why.
func Last(ctx context.Context, s *store.Store, database string, folders []string) (last store.ProvenBackup, err error) {
	for _, folder := range folders {
		files, err := List(folder, Stem(database))
		if err != nil {
			continue
		}
		own, err := Of(ctx, s, files)
		if err != nil {
			return last, err
		}
		if len(own) > 0 && own[0].At.After(last.At) {
			last = own[0].Proven()
		}
	}
	return last, nil
}

// make makes a backup that this program holds, and says how it went.
func (d Daily) make(ctx context.Context, folder string, zone *time.Location, held string, last *store.ProvenBackup) (made bool, err error) {
	begun := d.Of.Now().In(zone)
	path, head, err := d.write(ctx, folder, begun, held)
	if err == nil {
		*last = store.ProvenBackup{At: begun.Truncate(time.Minute).UTC(), Seq: head.Seq, Path: path}
	}
	gone := context.WithoutCancel(ctx)
	noted := d.Of.NoteBackups(gone, func(b *store.BackupState) bool {
		if b.Held == held {
			b.Held, b.Until = "", time.Time{}
		}
		switch {
		case err == nil:
			b.Last, b.Failed, b.Why = *last, time.Time{}, store.Sentence{}
		case ctx.Err() == nil && !errors.Is(err, errTaken):
			b.Failed, b.Why = d.Of.Now().UTC(), store.Finished(d.Words(err))
		}
		return true
	})
	if err != nil {
		return false, err
	}
	d.tidy(ctx, folder, zone)
	return true, noted
}

// write makes the copy; where it takes long, it says so now and then.
func (d Daily) write(ctx context.Context, folder string, begun time.Time, held string) (path string, head store.Head, err error) {
	if err := writable(folder); err != nil {
		return "", head, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	m, said := d.Maker, d.Of.Now()
	m.Progress = func(done, total uint64) {
		if d.Progress != nil {
			d.Progress(done, total)
		}
		now := d.Of.Now()
		if now.Sub(said) < renew {
			return
		}
		said = now
		err := d.Of.NoteBackups(ctx, func(b *store.BackupState) bool {
			if b.Held != held {
				stop(errTaken)
				return false
			}
			b.Until = now.Add(lease).UTC()
			return true
		})
		if err != nil {
			stop(err)
		}
	}
	head, path, err = m.Make(ctx, d.Of, func(head store.Head) string {
		return filepath.Join(folder, Name(Stem(d.Database), begun, head, 0))
	})
	if errors.Is(err, fs.ErrExist) {
		err = nil // Made in this very minute, of the same record.
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	return path, head, err
}

// KeepOld keeps a database of an older schema as it is, proven, in a folder.
func KeepOld(ctx context.Context, m Maker, old *store.Store, folder string, now time.Time, schema int) error {
	if err := writable(folder); err != nil {
		return err
	}
	_, _, err := m.Make(ctx, old, func(head store.Head) string {
		return filepath.Join(folder, Name(Stem(m.Database), now, head, schema))
	})
	if errors.Is(err, fs.ErrExist) {
		return nil // Another program kept it in this minute.
	}
	return err
}

// writable makes the folder where it is not there, and tries to write in it
// before much is reckoned.
func writable(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := wholefile.TempName(filepath.Join(folder, "try"+ending))
	if err != nil {
		return err
	}
	return os.Remove(temp)
}

// tidy removes the backups that can go, and what was left half done. What can't
// be removed is tried again on the next day.
func (d Daily) tidy(ctx context.Context, folder string, zone *time.Location) {
	files, err := List(folder, Stem(d.Database))
	if err != nil {
		return
	}
	own, err := Of(ctx, d.Of, files)
	if err != nil {
		return
	}
	for _, f := range Spare(own, zone) {
		_ = os.Remove(f.Path)
	}
	now := time.Now() // As files are dated.
	sweep(folder, Stem(d.Database), now)
	sweep(filepath.Dir(d.Database), filepath.Base(d.Database), now)
}

// How long a program that begins leaves people alone, and how often it looks.
const (
	atFirst  = 10 * time.Second
	thenLook = time.Minute
)

// Keep looks again and again until the context ends. What goes wrong is told.
func (d Daily) Keep(ctx context.Context, tell func(error)) {
	timer := time.NewTimer(atFirst)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if _, _, err := d.Look(ctx, false); err != nil && ctx.Err() == nil {
			tell(err)
		}
		timer.Reset(thenLook)
	}
}
