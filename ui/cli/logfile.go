package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
	"alur/ui"
)

// logFlags say which log of another program is read, and how.
type logFlags struct {
	file string
	maps []string
	zone string
	// dates says whether the day or the month comes first in 03/01/2024; it is
	// else seen in the log.
	dates string
	// screen shows it on the screen.
	screen bool
}

func (a *app) logFlags(cmd *cobra.Command, l *logFlags) {
	f := cmd.Flags()
	f.StringVar(&l.file, "log", "", a.say(model.Say{
		EN: "Look at a log of another program instead: FILE.csv, .xes, .gz",
		ID: "Lihat log program lain sebagai gantinya: BERKAS.csv, .xes, .gz",
	}))
	f.StringArrayVar(&l.maps, "map", nil, a.say(model.Say{
		EN: "Which column of the log is what: case=, step=, start=, end=, person=",
		ID: "Kolom mana dari log untuk apa: case=, step=, start=, end=, person=",
	}))
	f.StringVar(&l.dates, "dates", "", a.say(model.Say{
		EN: "How dates such as 03/01/2024 are read: day/month or month/day",
		ID: "Cara membaca tanggal seperti 03/01/2024: day/month (hari/bulan) atau month/day (bulan/hari)",
	}))
	f.BoolVar(&l.screen, "screen", false, a.say(model.Say{EN: "Look at the log on the screen", ID: "Lihat log itu di layar"}))
	f.StringVar(&l.zone, "zone", "", a.say(model.Say{EN: "Zone of times in the log without one (else UTC)", ID: "Zona waktu log yang tidak menyebutnya (bawaan: UTC)"}))
}

// given reports whether anything is said of a log.
func (l logFlags) given() bool {
	return l.file != "" || len(l.maps) > 0 || l.zone != "" || l.dates != "" || l.screen
}

// logDoc says how a log was read: which column was taken for what, and what
// was left out.
type logDoc struct {
	Columns map[string]string `json:"columns"`
	// Dates is how dates such as 03/01/2024 were read, empty where there are
	// none; DatesSure is false where that was only guessed.
	Dates     string   `json:"dates,omitempty"`
	DatesSure bool     `json:"dates_sure,omitempty"`
	Rows      int      `json:"rows"`
	Left      []string `json:"left_out"`
}

// options reads the flags.
func (l logFlags) options() (o eventlog.Options, err error) {
	o.Map = map[eventlog.Field]string{}
	for _, m := range l.maps {
		name, column, ok := strings.Cut(m, "=")
		field := eventlog.Field(strings.ToLower(strings.TrimSpace(name)))
		if !ok || !isField(field) {
			var names []string
			for _, f := range eventlog.Fields() {
				names = append(names, string(f))
			}
			return o, misuse(model.Say{
				EN: "--map wants one of %s, = and a column, not %q.",
				ID: "--map meminta salah satu dari %s, = dan sebuah kolom, bukan %q.",
			}, strings.Join(names, ", "), m)
		}
		o.Map[field] = strings.TrimSpace(column)
	}
	if l.zone != "" {
		if o.Zone, err = time.LoadLocation(l.zone); err != nil {
			return o, fail(model.Say{EN: "There is no time zone %q. Zones are called like Asia/Jakarta.", ID: "Tidak ada zona waktu %q. Zona bernama seperti Asia/Jakarta."}, l.zone)
		}
	}
	if l.dates != "" {
		order, ok := eventlog.DatesCalled(l.dates)
		if !ok {
			return o, fail(model.Say{EN: "--dates is day/month or month/day, not %q.", ID: "--dates adalah day/month atau month/day, bukan %q."}, l.dates)
		}
		o.Dates = &order
	}
	return o, nil
}

func isField(f eventlog.Field) bool {
	for _, known := range eventlog.Fields() {
		if f == known {
			return true
		}
	}
	return false
}

// reviewLog tells of a log of another program.
func (a *app) reviewLog(flags bottleneckFlags) error {
	if w := flags.work; w.kind != "" || w.division != "" || w.version != 0 {
		return misuse(model.Say{
			EN: "--kind, --division and --version are of the shop's own cases; a log of another program knows none.",
			ID: "--kind, --division dan --version milik kasus toko sendiri; log program lain tidak mengenalnya.",
		})
	}
	options, err := flags.log.options()
	if err != nil {
		return err
	}
	file, err := os.Open(flags.log.file)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // It was only read.
	var size int64
	if info, err := file.Stat(); err == nil {
		size = info.Size()
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(roomFor(flags.log.file, size)))
	}
	log, report, err := a.readLog(file, size, options)
	var fault *eventlog.Fault
	if errors.As(err, &fault) {
		return fail(model.Say{EN: "%s can't be read as a log: %s", ID: "%s tidak bisa dibaca sebagai log: %s"}, flags.log.file, fault.In(a.lang))
	}
	if err != nil {
		return err
	}
	if options.Zone == nil {
		options.Zone = time.UTC
	}
	cal := model.AlwaysOpenIn(options.Zone)
	if flags.log.screen {
		return a.logScreens(flags, log, options.Zone, a.howRead(report, log))
	}
	q, err := a.logQuestion(flags, log, cal)
	if err != nil {
		return err
	}
	review, err := unlessStopped(a.ctx, func() findings.Review { return findings.OfLog(log, q) })
	if err != nil {
		return err
	}
	if flags.asJSON {
		doc := a.reviewDoc(review, model.Bottlenecks{})
		doc.Log = a.logDoc(report)
		if note := a.readyNote(log); note != "" {
			doc.Log.Left = append(doc.Log.Left, note)
		}
		return a.json(doc)
	}
	for _, line := range a.howRead(report, log) {
		if err := a.print("%s", line); err != nil {
			return err
		}
	}
	return a.printReview(review, since(review.Since, review.Until, cal), nil)
}

// roomFor is from how much memory on what is thrown away is collected at once,
// and no longer only when there is as much of it as of what is kept. A log of a
// million rows keeps some 150 MB, its file has two thirds of that, a tenth where
// it is packed; where a log needs more, the limit must not stand in its way.
func roomFor(path string, size int64) int64 {
	const least, text, packed = 150 << 20, 4, 40
	times := int64(text)
	if strings.HasSuffix(strings.ToLower(path), ".gz") {
		times = packed
	}
	return max(least, size/2*times)
}

// logQuestion is the period and the process asked for. A length of time counts
// back from the last thing that happened.
func (a *app) logQuestion(flags bottleneckFlags, log *eventlog.Log, cal *model.Calendar) (q findings.Question, err error) {
	if q.From, q.To, err = flags.work.period(0, ui.LastOf(log), cal); err != nil {
		return q, err
	}
	q.Process = flags.work.process
	known := func(s eventlog.Step) bool { return strings.EqualFold(s.Process, q.Process) }
	if q.Process != "" && !slices.ContainsFunc(log.Steps, known) {
		return q, fail(model.Say{EN: "The log has no process %q.", ID: "Log itu tidak punya proses %q."}, q.Process)
	}
	return q, nil
}

// logScreens shows a log on the screen, where everything is asked for there.
func (a *app) logScreens(flags bottleneckFlags, log *eventlog.Log, zone *time.Location, read []string) error {
	if flags.asJSON || flags.work.process != "" || flags.work.since != "" || flags.work.until != "" {
		return misuse(model.Say{
			EN: "--screen goes with --log, --map, --dates and --zone alone: period and process are chosen on the screen.",
			ID: "--screen hanya bersama --log, --map, --dates dan --zone: masa dan proses dipilih di layar.",
		})
	}
	if !a.atTerminal() {
		return fail(model.Say{EN: "--screen needs a terminal to draw on.", ID: "--screen perlu terminal untuk menggambar."})
	}
	ctx, done := context.WithCancel(a.ctx)
	defer done()
	_, err := a.draw(ctx, ui.OverLog(log, filepath.Base(flags.log.file), zone, ui.Options{Context: ctx, Lang: a.lang, Read: read}))
	return err
}

// readyNote says that waiting is not reckoned from when work was ready, though
// some rows of the log say it.
func (a *app) readyNote(log *eventlog.Log) string {
	if figures.ReadyMostly.Counts(log) || log.ReadyKnown() == 0 {
		return ""
	}
	return a.say(model.Say{
		EN: "When work was ready is known of %d of %d rows only: waiting is reckoned from the end of the step before.",
		ID: "Sejak kapan pekerjaan siap hanya diketahui untuk %d dari %d baris: menunggu dihitung dari akhir langkah sebelumnya.",
	}, log.ReadyKnown(), log.Len())
}

func (a *app) logDoc(r *eventlog.Report) *logDoc {
	doc := &logDoc{Columns: map[string]string{}, Rows: r.Rows, Left: []string{}}
	for _, f := range eventlog.Fields() {
		if column, ok := r.Column(f); ok {
			doc.Columns[string(f)] = column
		}
	}
	if r.DatesSeen {
		doc.Dates, doc.DatesSure = string(r.Dates), r.DatesSure
	}
	for _, s := range r.Skipped {
		doc.Left = append(doc.Left, a.leftOut(s))
	}
	return doc
}

func (a *app) leftOut(s eventlog.Skipped) string {
	rows, why := many(s.N, "row", "rows", "baris"), oneLine(model.CleanText(s.In(a.lang)))
	switch {
	case s.Line == 0:
		return a.say(model.Say{EN: "%s left out: %s", ID: "%s dilewati: %s"}, rows, why)
	case s.N == 1:
		return a.say(model.Say{EN: "%s left out: %s (line %d)", ID: "%s dilewati: %s (baris %d)"}, rows, why, s.Line)
	}
	return a.say(model.Say{EN: "%s left out: %s (the first in line %d)", ID: "%s dilewati: %s (yang pertama di baris %d)"}, rows, why, s.Line)
}

// howRead says how a log was read, a sentence each: which column was taken for
// what, then what is in doubt and what was left out.
func (a *app) howRead(r *eventlog.Report, log *eventlog.Log) []string {
	var parts, said []string
	for _, f := range eventlog.Fields() {
		if column, ok := r.Column(f); ok {
			parts = append(parts, a.say(f.Say())+" = "+oneLine(model.CleanText(column)))
		}
	}
	if r.DatesSeen {
		parts = append(parts, a.say(model.Say{EN: "dates", ID: "tanggal"})+" = "+a.say(r.Dates.Say()))
	}
	if len(parts) > 0 {
		said = append(said, a.say(model.Say{EN: "Read as: %s. If that is wrong: --map step=COLUMN", ID: "Dibaca sebagai: %s. Kalau salah: --map step=KOLOM"}, strings.Join(parts, ", ")))
	}
	if r.DatesSeen && !r.DatesSure {
		said = append(said, a.say(model.Say{
			EN: "No date shows whether the day or the month comes first. If it is not %s: --dates %s",
			ID: "Tidak ada tanggal yang menunjukkan hari atau bulan yang lebih dulu. Kalau bukan %s: --dates %s",
		}, r.Dates.Say(), string(r.Dates.Other())))
	}
	if slices.Contains(r.Heading, "alur:event") {
		said = append(said, a.say(model.Say{
			EN: "This is alur's record of all events, most of which are of no step. To be looked at: alur export tasks --format xes.",
			ID: "Ini catatan semua kejadian dari alur, dan kebanyakan bukan milik langkah. Untuk dilihat: alur export tasks --format xes.",
		}))
	}
	for _, s := range r.Skipped {
		said = append(said, a.leftOut(s))
	}
	if note := a.readyNote(log); note != "" {
		said = append(said, note)
	}
	return said
}
