package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/wholefile"
)

func (a *app) backupCmd() *cobra.Command {
	return a.command(about{
		use:   "backup FILE",
		short: model.Say{EN: "Copy the database while work goes on", ID: "Salin database sementara pekerjaan berjalan"},
		long: model.Say{
			EN: "Copy the database while work goes on. The copy is opened and proven after it is written. The head printed is worth noting: alur audit verify --head checks against it.",
			ID: "Salin database sementara pekerjaan berjalan. Salinannya dibuka dan dibuktikan setelah ditulis. Kepala yang dicetak layak dicatat: alur audit verify --head mencocokkannya.",
		},
		example: "alur backup shop-monday.db",
	}, wants(wordFile), func(args []string) error {
		s, _, err := a.past()
		if err != nil {
			return err
		}
		if isThere(args[0]) {
			return alreadyThere(args[0])
		}
		head, err := a.backup(s, args[0])
		if errors.Is(err, fs.ErrExist) {
			return alreadyThere(args[0])
		}
		if err != nil {
			return err
		}
		return a.print("%s  %s", args[0], head)
	})
}

// backup copies the database beside itself, where that is quick and others
// wait only a moment, proves the copy, and brings it to its place under
// another name: a file of that name is a whole backup or is not there.
func (a *app) backup(s *store.Store, path string) (store.Head, error) {
	near, err := wholefile.TempName(a.dbPath())
	if err != nil {
		near, err = wholefile.TempName(path) // The folder of the shop may be read-only.
	}
	if err != nil {
		return store.Head{}, err
	}
	defer func() { _ = os.Remove(near) }()
	if err := a.copyTo(s, near); err != nil {
		return store.Head{}, err
	}
	head, err := a.prove(near)
	if err != nil {
		return head, fmt.Errorf("the copy is not good: %w", err)
	}
	temp, err := copyBeside(near, path)
	if err != nil {
		return head, err
	}
	defer func() { _ = os.Remove(temp) }()
	return head, wholefile.MoveNew(temp, path)
}

func (a *app) copyTo(s *store.Store, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // A name of our own.
	if err != nil {
		return fmt.Errorf("write the copy: %w", err)
	}
	err = s.Backup(a.ctx, f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// prove opens what may be a backup for reading, and rebuilds everything from
// its record.
func (a *app) prove(path string) (store.Head, error) {
	o := a.boltOptions()
	o.ReadOnly, o.Suspect = true, true
	engine, err := bolt.Open(a.ctx, path, o)
	if err != nil {
		return store.Head{}, err
	}
	bar := a.newBar(1)
	defer bar.end()
	return store.Prove(a.ctx, engine, store.Options{Clock: a.env.Clock, NewOp: newOp}, bar.of)
}

func (a *app) restoreCmd() *cobra.Command {
	return a.command(about{
		use:   "restore FILE",
		short: model.Say{EN: "Put a backup in place; what was there is kept beside it", ID: "Pasang cadangan; yang ada sebelumnya disimpan di sampingnya"},
		long: model.Say{
			EN: "Put a backup in the place of the database. The backup is proven first, and what was there is kept beside it under a name with the time.",
			ID: "Pasang cadangan menggantikan database. Cadangan dibuktikan dulu, dan yang ada sebelumnya disimpan di sampingnya dengan nama berisi waktu.",
		},
		example: "alur restore shop-monday.db",
	}, wants(wordFile), func(args []string) error {
		if isFolder(args[0]) {
			return fail(model.Say{
				EN: "%s is a folder. Name the file that alur backup wrote.",
				ID: "%s adalah folder. Sebut berkas yang ditulis alur backup.",
			}, args[0])
		}
		if !isFile(args[0]) {
			return fail(model.Say{EN: "There is no file %s.", ID: "Tidak ada berkas %s."}, args[0])
		}
		a.close()
		return a.restore(args[0], a.dbPath())
	})
}

// restore copies a backup beside the database, proves the copy, and puts it
// in place.
func (a *app) restore(from, path string) error {
	switch same, err := sameFile(from, path); {
	case err != nil:
		return err
	case same:
		return fail(model.Say{
			EN: "%s is the database itself. Name a backup.",
			ID: "%s adalah database itu sendiri. Sebut berkas cadangan.",
		}, from)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	temp, err := copyBeside(from, path)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }()
	head, err := a.prove(temp)
	if err != nil {
		return a.notRestored(from, err)
	}
	keep := keepName(path, a.env.Clock())
	kept := isThere(path)
	if err := bolt.Replace(a.ctx, temp, path, keep, a.boltOptions()); err != nil {
		return err
	}
	if kept {
		a.mutter(a.say(model.Say{EN: "What was there is kept: %s", ID: "Yang ada sebelumnya disimpan: %s"}, keep) + "\n")
	}
	return a.print("%s  %s", path, head)
}

// keepName is a free name for what was there: two restores may fall into one
// second.
func keepName(path string, now time.Time) string {
	stem := path + "." + now.Format("20060102-150405")
	name := stem + ".before"
	for n := 2; isThere(name); n++ {
		name = fmt.Sprintf("%s-%d.before", stem, n)
	}
	return name
}

// notRestored says why a file is no good backup, and what to take instead.
func (a *app) notRestored(from string, err error) error {
	var fault *store.Fault
	switch {
	case errors.Is(err, kv.ErrNotDatabase), errors.Is(err, store.ErrNotAlur), errors.Is(err, store.ErrNotFound):
		return fail(model.Say{
			EN: "%s is no backup of a shop, and nothing was changed. Name a file that alur backup wrote.",
			ID: "%s bukan cadangan toko, dan tidak ada yang berubah. Sebut berkas yang ditulis alur backup.",
		}, from)
	case errors.As(err, &fault), errors.Is(err, kv.ErrDamaged):
		why := model.Say{EN: "it is damaged.", ID: "isinya rusak."}.In(a.lang)
		if fault != nil {
			why = fault.In(a.lang)
		}
		return fail(model.Say{
			EN: "%s can't be restored, and nothing was changed: %s Take another backup.",
			ID: "%s tidak bisa dipulihkan, dan tidak ada yang berubah: %s Pakai cadangan lain.",
		}, from, why)
	}
	return fail(model.Say{
		EN: "%s can't be restored, and nothing was changed: %s",
		ID: "%s tidak bisa dipulihkan, dan tidak ada yang berubah: %s",
	}, from, a.sentenceAt(err, from))
}

func sameFile(a, b string) (bool, error) {
	one, err := os.Stat(a)
	if err != nil {
		return false, fmt.Errorf("look at %s: %w", a, err)
	}
	two, err := os.Stat(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(one, two), err
}

// copyBeside copies a file to a temporary name beside a path.
func copyBeside(from, path string) (temp string, err error) {
	in, err := os.Open(from) //nolint:gosec // The person names the file.
	if err != nil {
		return "", cannotRead(from, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if temp, err = wholefile.TempName(path); err != nil {
		return "", err
	}
	out, err := os.OpenFile(temp, os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // A name of our own.
	if err != nil {
		return temp, fmt.Errorf("copy the backup: %w", err)
	}
	_, err = out.ReadFrom(in)
	if err == nil {
		err = out.Sync()
	}
	return temp, errors.Join(err, out.Close())
}

func alreadyThere(path string) error {
	return fail(model.Say{
		EN: "There is something at %s already, and it was left as it is. Name another file.",
		ID: "Di %s sudah ada sesuatu, dan dibiarkan apa adanya. Sebut berkas lain.",
	}, path)
}
