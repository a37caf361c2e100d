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
	var daily bool
	cmd := a.command(about{
		use:   "backup FILE",
		short: model.Say{EN: "Copy the database while work goes on", ID: "Salin database sementara pekerjaan berjalan"},
		long: model.Say{
			EN: "Copy the database while work goes on. The copy is built from the record, opened, and proven before it gets its name. The head printed is worth noting: alur audit verify --head checks against it. While the screens or a server are open, alur makes one a day by itself, once the shop has closed, and keeps those of seven days and of four weeks; --daily does the same where it is due, for a schedule of the system. alur info names the folder.",
			ID: "Salin database sementara pekerjaan berjalan. Salinannya dibangun dari catatan, dibuka, dan dibuktikan sebelum mendapat namanya. Kepala yang dicetak layak dicatat: alur audit verify --head mencocokkannya. Selama layar atau server terbuka, alur membuatnya sendiri sekali sehari, setelah toko tutup, dan menyimpan yang dari tujuh hari dan empat minggu; --daily melakukan hal yang sama bila sudah waktunya, untuk jadwal sistem. alur info menyebut foldernya.",
		},
		example: "alur backup shop-monday.db\nalur backup --daily",
	}, func(cmd *cobra.Command, args []string) error {
		if daily {
			return wants()(cmd, args)
		}
		return wants(wordFile)(cmd, args)
	}, func(args []string) error {
		s, _, err := a.past()
		if err != nil {
			return err
		}
		if daily {
			return a.backupOfTheDay(s)
		}
		return a.backup(s, args[0])
	})
	cmd.Flags().BoolVar(&daily, "daily", false, a.say(model.Say{EN: "Make the backup of the day where it is due", ID: "Buat cadangan hari ini bila sudah waktunya"}))
	return cmd
}

// backup makes a proven copy under a name: a file of that name is a whole
// backup or is not there.
func (a *app) backup(s *store.Store, path string) error {
	if isThere(path) {
		return alreadyThere(path)
	}
	// It would be a pity to learn only at the end that nothing may be written there.
	temp, err := wholefile.TempName(path)
	if err != nil {
		return err
	}
	if err := os.Remove(temp); err != nil {
		return err
	}
	bar := a.newBar(1)
	m := a.maker()
	m.Progress = bar.of
	head, _, err := m.Make(a.ctx, s, func(store.Head) string { return path })
	bar.end()
	switch {
	case errors.Is(err, fs.ErrExist):
		return alreadyThere(path)
	case err != nil:
		return err
	}
	return a.print("%s  %s", path, head)
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
		if err := a.inFile(); err != nil {
			return err
		}
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
	end, err := a.alone()
	if err != nil {
		return err
	}
	defer end()
	still := a.stillNow(path)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	temp, err := wholefile.CopyBeside(from, path)
	if temp != "" {
		defer func() { _ = os.Remove(temp) }()
	}
	if err != nil {
		return err
	}
	bar := a.newBar(1)
	m := a.maker()
	m.Progress = bar.of
	head, err := m.Prove(a.ctx, temp)
	bar.end()
	if err != nil {
		return a.notRestored(from, err)
	}
	if err := a.noArchive(temp, from); err != nil {
		return err
	}
	keep := keepName(path, a.env.Clock())
	kept := isThere(path)
	if err := a.exchange(temp, path, keep, still); err != nil {
		return err
	}
	if kept {
		a.mutter(a.say(model.Say{EN: "What was there is kept: %s", ID: "Yang ada sebelumnya disimpan: %s"}, keep) + "\n")
	}
	return a.print("%s  %s", path, head)
}

// stillNow says that the record of a database ends where it ends now; nil where
// that can't be read.
func (a *app) stillNow(path string) (still func(kv.Tx) error) {
	db, err := bolt.Open(a.ctx, path, a.saving())
	if err != nil {
		return nil
	}
	defer func() { _ = db.Close() }()
	head, err := store.HeadIn(a.ctx, db)
	if err != nil {
		return nil
	}
	return store.EndsAt(head)
}

// exchange puts a file in the place of the database, where nobody has worked on
// that meanwhile: what they were promised would be gone with it.
func (a *app) exchange(temp, path, keep string, still func(kv.Tx) error) error {
	err := bolt.ReplaceIf(a.ctx, temp, path, keep, a.saving(), still)
	if errors.Is(err, store.ErrMoved) {
		return fail(model.Say{
			EN: "Somebody worked on %s meanwhile, and nothing was changed. Do this again.",
			ID: "Ada yang bekerja di %s sementara itu, dan tidak ada yang berubah. Ulangi.",
		}, path)
	}
	return err
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

func alreadyThere(path string) error {
	return fail(model.Say{
		EN: "There is something at %s already, and it was left as it is. Name another file.",
		ID: "Di %s sudah ada sesuatu, dan dibiarkan apa adanya. Sebut berkas lain.",
	}, path)
}
