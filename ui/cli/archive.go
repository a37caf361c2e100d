package cli

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/backups"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// archiveFlags say what goes into an archive.
type archiveFlags struct {
	before, as string
	dry        bool
}

func (a *app) archiveCmd() *cobra.Command {
	var flags archiveFlags
	cmd := a.command(about{
		use:   "archive --before T FILE",
		short: model.Say{EN: "Move older events to a file of their own", ID: "Pindahkan kejadian lama ke berkas sendiri"},
		long: model.Say{
			EN: "Move what happened before a time to a file of its own, and write the database anew without it. The file is proven before anything leaves the shop, and is only read: alur audit, case show, bottlenecks, export and audit verify work on it with --db FILE. The shop keeps the cases that had not ended then, every ended case as it stood, what people did to the shop, and all figures; it proves that by one sum in its record. Keep FILE in the folder of the database, under its name: then alur reads old histories there by itself. Work may go on meanwhile.",
			ID: "Pindahkan yang terjadi sebelum suatu waktu ke berkas sendiri, dan tulis ulang database tanpanya. Berkas itu dibuktikan sebelum ada yang keluar dari toko, dan hanya dibaca: alur audit, case show, bottlenecks, export, dan audit verify bisa dipakai padanya dengan --db BERKAS. Toko menyimpan kasus yang waktu itu belum selesai, tiap kasus selesai seperti keadaannya, yang dilakukan orang pada toko, dan semua angka; itu dibuktikan dengan satu jumlah di catatannya. Simpan BERKAS di folder database, dengan namanya: riwayat lama lalu dibaca alur sendiri di sana. Pekerjaan boleh jalan terus.",
		},
		example: "alur archive --before 2026-01-01 to-2025.db --dry-run\nalur archive --before 2026-01-01 to-2025.db",
	}, wants(wordFile), func(args []string) error { return a.archive(args[0], flags) })
	f := cmd.Flags()
	f.StringVar(&flags.before, "before", "", a.say(model.Say{EN: "What happened before then: 2026-01-01, 365d", ID: "Yang terjadi sebelum itu: 2026-01-01, 365d"}))
	f.BoolVar(&flags.dry, "dry-run", false, a.say(model.Say{EN: "Only say what would go", ID: "Hanya sebutkan yang akan pindah"}))
	a.asFlag(cmd, &flags.as)
	return cmd
}

// archive moves older events to a file, or says what would go.
func (a *app) archive(file string, flags archiveFlags) error {
	if err := a.inFile(); err != nil {
		return err
	}
	if flags.before == "" {
		return missing("alur archive", model.Say{EN: "before when: --before 2026-01-01", ID: "sebelum kapan: --before 2026-01-01"})
	}
	s, shop, err := a.past()
	if err != nil {
		return err
	}
	p, err := a.actor(s, shop, flags.as)
	if err != nil {
		return err
	}
	by := model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: model.ArchiveRecord{}}
	if err := s.May(a.ctx, by); err != nil {
		return err
	}
	if err := s.NoteBackups(a.ctx, func(*store.BackupState) bool { return false }); err != nil {
		return err // Nothing may be written here.
	}
	before, err := a.timeOfArchive(s, shop, flags.before)
	if err != nil {
		return err
	}
	bar := a.newBar(1)
	m := a.archiver(by)
	m.Progress = bar.of
	do := m.Archive
	if flags.dry {
		do = m.Would
	}
	done, err := do(a.ctx, s, before, file)
	bar.end()
	if err != nil {
		return a.notArchived(err, file, before, shop)
	}
	return a.wasArchived(done, file, flags.dry)
}

// timeOfArchive reads --before, which lies in the past.
func (a *app) timeOfArchive(s *store.Store, shop *model.Shop, text string) (time.Time, error) {
	cal, err := shop.Calendar()
	if err != nil {
		return time.Time{}, err
	}
	now := s.Now()
	before, err := pastTime(text, false, now, cal)
	if err == nil && before.After(now) {
		err = fail(model.Say{
			EN: "--before %s is still to come. Name a time that is past.",
			ID: "--before %s belum tiba. Sebut waktu yang sudah lewat.",
		}, when(before, cal))
	}
	return before, err
}

func (a *app) archiver(by model.Command) backups.Archiver {
	return backups.Archiver{
		Maker: a.maker(), By: by,
		Replace: func(ctx context.Context, temp, keep string, still func(kv.Tx) error) error {
			return bolt.ReplaceIf(ctx, temp, a.dbPath(), keep, a.boltOptions(), still)
		},
	}
}

// notArchived says why nothing was archived.
func (a *app) notArchived(err error, file string, before time.Time, shop *model.Shop) error {
	cal, cerr := shop.Calendar()
	if cerr != nil {
		return cerr
	}
	switch {
	case errors.Is(err, store.ErrNothingBefore):
		return fail(model.Say{
			EN: "There is nothing before %s to archive. Nothing was changed.",
			ID: "Tidak ada yang terjadi sebelum %s untuk diarsipkan. Tidak ada yang berubah.",
		}, when(before, cal))
	case errors.Is(err, store.ErrWorkedOn):
		return fail(model.Say{
			EN: "A case that was archived before was worked on around %s. Nothing was changed: name a later time.",
			ID: "Kasus yang sudah diarsipkan dikerjakan lagi sekitar %s. Tidak ada yang berubah: sebut waktu yang lebih baru.",
		}, when(before, cal))
	case errors.Is(err, store.ErrMoved):
		return fail(model.Say{
			EN: "The shop became another while it was archived, and was left as it is. Run alur archive again.",
			ID: "Toko berubah menjadi yang lain sementara diarsipkan, dan dibiarkan apa adanya. Jalankan alur archive lagi.",
		})
	case errors.Is(err, fs.ErrExist):
		return alreadyThere(file)
	}
	return err
}

// wasArchived says what went, or would go.
func (a *app) wasArchived(done backups.Archived, file string, dry bool) error {
	events, cases := many(done.Base.Events, "event", "events", "kejadian"), many(uint64(max(done.Base.Cases, 0)), "finished case", "finished cases", "kasus selesai") //nolint:gosec // Counted up.
	if dry {
		return a.print("%s", a.say(model.Say{
			EN: "To %s would go %s and %s, up to %s: %s. Nothing was changed.",
			ID: "Ke %s akan pindah %s dan %s, sampai %s: %s. Tidak ada yang berubah.",
		}, file, events, cases, done.Base.Head, size(done.File)))
	}
	return a.print("%s", a.say(model.Say{
		EN: "%s  %s: %s and %s, %s. The database has %s, and had %s.",
		ID: "%s  %s: %s dan %s, %s. Database sekarang %s, sebelumnya %s.",
	}, file, done.Base.Head, events, cases, size(done.File), size(done.After), size(done.Before)))
}

// size is the size of a file in whole kilobytes.
func size(bytes int64) part {
	const kilo = 1000
	return part{model.Say{EN: "%d kB", ID: "%d kB"}, []any{(bytes + kilo - 1) / kilo}}
}

// besideShop opens an archive that stands in the folder of the database.
func (a *app) besideShop(ctx context.Context, file string) (kv.Engine, error) {
	path := filepath.Join(filepath.Dir(a.dbPath()), filepath.Base(file))
	db, err := bolt.Open(ctx, path, bolt.Options{Timeout: a.env.Patience, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return db, nil
}

// noArchive refuses to put an archive in the place of the shop.
func (a *app) noArchive(path, name string) error {
	m := a.maker()
	engine, err := m.Open(a.ctx, path)
	if err != nil {
		return err
	}
	s, err := store.Open(a.ctx, engine, m.Store)
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	is := s.IsArchive()
	if err := s.Close(); err != nil || !is {
		return err
	}
	return fail(model.Say{
		EN: "%s is an archive and no backup: it ends long ago. Nothing was changed. Keep it beside the shop, which reads it there.",
		ID: "%s adalah arsip, bukan cadangan: isinya berakhir lama sekali. Tidak ada yang berubah. Simpan di samping toko, yang membacanya di sana.",
	}, name)
}

// tellArchived says where the history of a case is that was archived.
func (a *app) tellArchived(s *store.Store, id string) error {
	base, err := s.Archived(a.ctx, id)
	if err != nil || base == nil {
		return err
	}
	missing, err := s.Missing(a.ctx)
	if err != nil {
		return err
	}
	say := model.Say{EN: "Its history up to event %d lies in %s.", ID: "Riwayatnya sampai kejadian %d ada di %s."}
	if missing != nil {
		say = model.Say{
			EN: "Its history up to event %d lies in %s, which is not beside the database.",
			ID: "Riwayatnya sampai kejadian %d ada di %s, yang tidak ada di samping database.",
		}
	}
	a.talk(say, base.Seq, base.File)
	return nil
}

// archiveRows are what info says of where older events lie.
func (a *app) archiveRows(s *store.Store) ([][]string, error) {
	base, err := s.Base(a.ctx)
	if err != nil || base == nil {
		return nil, err
	}
	missing, err := s.Missing(a.ctx)
	if err != nil {
		return nil, err
	}
	text := a.say(model.Say{EN: "events 1 to %d in %s", ID: "kejadian 1 sampai %d di %s"}, base.Seq, base.File)
	if missing != nil {
		text = a.say(model.Say{
			EN: "events 1 to %d in %s, which is not beside the database",
			ID: "kejadian 1 sampai %d di %s, yang tidak ada di samping database",
		}, missing.Seq, missing.File)
	}
	return [][]string{{a.say(model.Say{EN: "archive", ID: "arsip"}), text}}, nil
}

// tellMissing says in one line that a part of what was asked for lies in an
// archive that is not there.
func (a *app) tellMissing(s *store.Store) error {
	base, err := s.Missing(a.ctx)
	if err != nil || base == nil {
		return err
	}
	a.talk(model.Say{
		EN: "Events 1 to %d lie in %s, which is not beside the database.",
		ID: "Kejadian 1 sampai %d ada di %s, yang tidak ada di samping database.",
	}, base.Seq, base.File)
	return nil
}
