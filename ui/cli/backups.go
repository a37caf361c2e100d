package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/backups"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// maker makes proven copies of the database of this run.
func (a *app) maker() backups.Maker {
	return backups.Maker{
		Database: a.dbPath(),
		Create: func(ctx context.Context, path string) (kv.Engine, error) {
			db, err := bolt.Create(ctx, path, a.boltOptions())
			if err != nil {
				return nil, err
			}
			return db, nil
		},
		Open: func(ctx context.Context, path string) (kv.Engine, error) {
			o := a.boltOptions()
			o.ReadOnly, o.Suspect = true, true
			db, err := bolt.Open(ctx, path, o)
			if err != nil {
				return nil, err
			}
			return db, nil
		},
		Trim:  bolt.Trim,
		Store: store.Options{Clock: a.env.Clock, NewOp: newOp, Archive: a.besideShop},
	}
}

// daily makes the backup of each day of a shop.
func (a *app) daily(s *store.Store) backups.Daily {
	return backups.Daily{Maker: a.maker(), Of: s, Folders: a.backupFolders, Words: a.backupWords}
}

// keepBackups makes the backup of each day until the context ends. The function
// returned waits until what was under way is given up: it leaves nothing behind.
func (a *app) keepBackups(ctx context.Context, s *store.Store, tell func(error)) (wait func()) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		a.daily(s).Keep(ctx, tell)
	}()
	return func() { <-ended }
}

// othersTake is how long is waited for a program that exchanges the file of the
// database, or brings it to another form, before somebody is told.
const othersTake = 10 * time.Second

// stay says that this program stays open on the database, until the function
// that it returns is called.
func (a *app) stay() (leave func(), err error) {
	if !isThere(a.dbPath()) {
		return func() {}, nil
	}
	ctx, done := context.WithTimeout(a.ctx, othersTake)
	defer done()
	leave, err = bolt.Stay(ctx, a.dbPath())
	if errors.Is(err, bolt.ErrBeingReplaced) {
		return nil, fail(model.Say{
			EN: "Another alur is putting a file in the place of %s just now, and nothing was done. Wait until it is ready; then do this again.",
			ID: "Alur lain sedang memasang berkas di tempat %s, dan tidak ada yang dikerjakan. Tunggu sampai selesai; lalu ulangi.",
		}, a.dbPath())
	}
	return leave, err
}

// alone makes sure that no screens and no server are open on the database while
// its file is exchanged: people would find themselves in another day.
func (a *app) alone() (end func(), err error) {
	end, err = bolt.Alone(a.dbPath())
	if errors.Is(err, bolt.ErrInUse) {
		return nil, fail(model.Say{
			EN: "%s is open in another alur, and nothing was changed. Close its screens and stop alur serve (alur serve stop, where the system runs it); then do this again.",
			ID: "%s sedang dibuka alur lain, dan tidak ada yang berubah. Tutup layarnya dan hentikan alur serve (alur serve stop, bila dijalankan sistem); lalu ulangi.",
		}, a.dbPath())
	}
	return end, err
}

// backupFolders are where the backups of the shop lie, the one in which new ones
// go first, then the usual one, where older ones may be.
func (a *app) backupFolders(s model.Settings) []string {
	folders := []string{a.backupFolder(s)}
	if usual := a.backupFolder(model.Settings{}); usual != folders[0] {
		folders = append(folders, usual)
	}
	return folders
}

// backupFiles are the proven backups of the shop, the newest of each folder
// first, also where the shop itself can't be read.
func (a *app) backupFiles() (files []backups.File) {
	var settings model.Settings
	if a.opened != nil {
		if shop, err := a.opened.Shop(a.ctx); err == nil {
			settings = shop.Settings
		}
	}
	for _, folder := range a.backupFolders(settings) {
		some, err := backups.List(folder, backups.Stem(a.dbPath()))
		if err != nil {
			continue
		}
		if a.opened != nil {
			if own, err := backups.Of(a.ctx, a.opened, some); err == nil {
				some = own
			}
		}
		files = append(files, some...)
	}
	return files
}

// lastBackup is the newest of them.
func (a *app) lastBackup() (last store.ProvenBackup, ok bool) {
	for _, f := range a.backupFiles() {
		if f.At.After(last.At) {
			last, ok = f.Proven(), true
			last.At = f.At // In the time of the shop, as its name says.
		}
	}
	return last, ok
}

// wayBack names, after what is wrong with the database, the backup to restore.
func (a *app) wayBack(err error) string {
	text := a.sentence(err)
	newer := errors.Is(err, store.ErrNewerSchema)
	if a.env.Caller != nil || !newer && !errors.Is(err, kv.ErrDamaged) {
		return text
	}
	last, ok := a.lastBackup()
	if !ok {
		return text
	}
	if newer {
		text += " " + a.say(model.Say{EN: "If no newer alur was ever here, the file is damaged.", ID: "Jika di sini tidak pernah ada alur yang lebih baru, berkas itu rusak."})
	}
	return text + " " + a.say(model.Say{
		EN: "The last proven backup is of %s, up to event %d: alur restore %s",
		ID: "Cadangan terakhir yang terbukti dari %s, sampai kejadian %d: alur restore %s",
	}, last.At.Format("2006-01-02 15:04"), last.Seq, quoted(last.Path))
}

// quoted is a path as one types it.
func quoted(path string) string {
	if strings.ContainsAny(path, " ()&'") {
		return `"` + path + `"`
	}
	return path
}

// backupRows are what info says of the backups.
func (a *app) backupRows(s *store.Store, shop *model.Shop) ([][]string, error) {
	rows := [][]string{{a.say(model.Say{EN: "backups", ID: "cadangan"}), a.backupFolder(shop.Settings)}}
	last, ok := a.lastBackup()
	text := a.say(model.Say{EN: "none yet", ID: "belum ada"})
	if ok {
		text = a.say(model.Say{EN: "%s, up to event %d: %s", ID: "%s, sampai kejadian %d: %s"}, last.At.Format("2006-01-02 15:04"), last.Seq, filepath.Base(last.Path))
	}
	rows = append(rows, []string{a.say(model.Say{EN: "last proven", ID: "terbukti terakhir"}), text})
	b, known, err := s.Backups(a.ctx)
	if err != nil || !known {
		return rows, err
	}
	cal, err := shop.Calendar()
	if err != nil {
		return rows, err
	}
	head, err := s.Head(a.ctx)
	if err != nil {
		return rows, err
	}
	for _, trouble := range b.Told(s.Now(), head).Trouble(cal, s.Now(), a.lang) {
		rows = append(rows, []string{"", trouble})
	}
	return rows, nil
}

// backupFolder is where the backups of the shop lie: in a folder beside the
// database, or where the settings say.
func (a *app) backupFolder(s model.Settings) string {
	folder := s.BackupFolder
	switch {
	case folder == "":
		folder = "backups"
	case filepath.IsAbs(folder):
		return folder
	}
	return filepath.Join(filepath.Dir(a.dbPath()), folder)
}

// backupWords is why a backup could not be made, in every language.
func (a *app) backupWords(err error) model.Sayable {
	in := func(lang model.Lang) string {
		b := *a
		b.lang = lang
		return b.sentence(err)
	}
	return model.Reason{Say: model.Say{EN: "%s", ID: "%s"}, Args: []any{model.Say{EN: in(model.English), ID: in(model.Indonesian)}}}
}

// backupOfTheDay makes the backup of the day where it is due, and names the
// newest one.
func (a *app) backupOfTheDay(s *store.Store) error {
	bar := a.newBar(1)
	d := a.daily(s)
	d.Progress = bar.of
	last, made, err := d.Look(a.ctx, true)
	bar.end()
	switch {
	case err != nil:
		return err
	case last.Path == "":
		a.talk(model.Say{EN: "Another program is making the backup of the day.", ID: "Program lain sedang membuat cadangan hari ini."})
		return nil
	case !made:
		a.talk(model.Say{EN: "The backup of the day is there already.", ID: "Cadangan hari ini sudah ada."})
	}
	return a.print("%s", last.Path)
}

// beforeMigration keeps the database as it is before this alur brings it to its
// own form: in the folder of the backups or, where that can't be written, beside
// the database. No older alur may stay open on it: it would go on in the form of
// before.
func (a *app) beforeMigration(ctx context.Context, old *store.Store, schema int) error {
	if a.storeURL() == "" {
		end, err := a.alone()
		if err != nil {
			return err
		}
		a.migrated = end
	}
	shop, err := old.Shop(ctx)
	if err != nil {
		return err
	}
	now := a.env.Clock()
	if cal, err := old.Calendar(ctx); err == nil {
		now = now.In(cal.Location())
	}
	for _, folder := range []string{a.backupFolder(shop.Settings), filepath.Dir(a.dbPath())} {
		err = backups.KeepOld(ctx, a.maker(), old, folder, now, schema)
		if err == nil {
			return nil
		}
	}
	return fail(model.Say{
		EN: "This alur brings %s to a newer form, and keeps it as it is first. That could not be written, and nothing was changed: %s",
		ID: "Alur ini membawa %s ke bentuk yang lebih baru, dan menyimpannya dulu seperti adanya. Itu tidak bisa ditulis, dan tidak ada yang berubah: %s",
	}, a.place(), a.sentence(err))
}
