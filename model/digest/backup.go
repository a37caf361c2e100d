package digest

import (
	"time"

	"alur/model"
	"alur/model/story"
)

// Backup is how the backups of a shop stand.
type Backup struct {
	// At is when the newest one was begun that was proven; zero is none.
	At time.Time
	// Late is true where that is too long ago.
	Late bool
	// Failed is when the newest try came to nothing, zero where it did not, and
	// Why a sentence about it.
	Failed time.Time
	Why    model.Sayable
}

// Last says when the last proven backup was made.
func (b Backup) Last(cal *model.Calendar, now time.Time, lang model.Lang) string {
	if b.At.IsZero() {
		return model.Say{EN: "There is no proven backup yet.", ID: "Belum ada cadangan yang terbukti."}.In(lang)
	}
	return model.Say{EN: "Last proven backup: %s", ID: "Cadangan terakhir yang terbukti: %s"}.In(lang, dayAndTime(b.At, cal, now))
}

// Trouble says what is wrong with the backups and what to do, nothing where all
// is well.
func (b Backup) Trouble(cal *model.Calendar, now time.Time, lang model.Lang) (all []string) {
	if !b.Failed.IsZero() {
		all = append(all, model.Say{
			EN: "The backup of %s could not be made, and the shop goes on. %s",
			ID: "Cadangan %s tidak bisa dibuat, dan toko tetap berjalan. %s",
		}.In(lang, dayAndTime(b.Failed, cal, now), b.Why))
	}
	if b.Late {
		all = append(all, model.Say{
			EN: "A backup is overdue. Leave the screens open after closing, let the PC run alur backup --daily, or make one now: alur backup FILE.",
			ID: "Cadangan sudah terlambat. Biarkan layar terbuka setelah tutup, jadwalkan alur backup --daily di PC, atau buat sekarang: alur backup BERKAS.",
		}.In(lang))
	}
	return all
}

// dayAndTime is a moment as people say it: today 17:05.
func dayAndTime(t time.Time, cal *model.Calendar, now time.Time) model.Reason {
	local := t.In(cal.Location())
	clock := local.Format("15:04")
	switch cal.Day(t) {
	case cal.Day(now):
		return model.Reason{Say: model.Say{EN: "today %s", ID: "hari ini %s"}, Args: []any{clock}}
	case cal.Day(now.In(cal.Location()).AddDate(0, 0, -1)):
		return model.Reason{Say: model.Say{EN: "yesterday %s", ID: "kemarin %s"}, Args: []any{clock}}
	}
	return model.Reason{Say: model.Say{EN: "%s, %s", ID: "%s, %s"}, Args: []any{model.DayWords(local), clock}}
}

// backup tells how the backups stand: first of all where something is wrong,
// else beside the head of the record.
func (d *teller) backup(wrong bool) {
	if d.Backup == nil {
		return
	}
	trouble := d.Backup.Trouble(d.Calendar, d.Now, d.lang)
	if len(trouble) > 0 != wrong {
		return
	}
	d.section(model.Say{EN: "Backup", ID: "Cadangan"})
	d.add(story.Text, "", d.Backup.Last(d.Calendar, d.Now, d.lang))
	for _, text := range trouble {
		d.add(story.Text, "", text)
	}
}
