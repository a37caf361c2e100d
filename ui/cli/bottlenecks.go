package cli

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/findings"
	"alur/store"
	"alur/store/export"
)

// workFlags say which work the owner looks at.
type workFlags struct {
	process, kind, division, since, until string
	version                               int
}

func (a *app) workFlags(cmd *cobra.Command, w *workFlags) {
	f := cmd.Flags()
	f.StringVar(&w.process, "process", "", a.say(model.Say{EN: "Only of one process", ID: "Hanya satu proses"}))
	f.StringVar(&w.kind, "kind", "", a.say(model.Say{
		EN: "Only of one kind: core, support or management",
		ID: "Hanya satu jenis: core (inti), support (pendukung) atau management (manajemen)",
	}))
	f.StringVar(&w.division, "division", "", a.say(model.Say{EN: "Only of one division", ID: "Hanya satu divisi"}))
	f.StringVar(&w.since, "since", "", a.say(model.Say{
		EN: "What was finished since then says what is usual: 2026-11-23, 7d (else 30d)",
		ID: "Yang selesai sejak saat itu menunjukkan yang biasa: 2026-11-23, 7d (bawaan: 30d)",
	}))
	f.StringVar(&w.until, "until", "", a.say(model.Say{EN: "The end of the period: 2026-11-23, 7d (else now)", ID: "Akhir masanya: 2026-11-23, 7d (bawaan: sekarang)"}))
	f.IntVar(&w.version, "version", 0, a.say(model.Say{EN: "Only of one version of the process", ID: "Hanya satu versi proses itu"}))
}

// given reports whether any of it is narrowed down.
func (w workFlags) given() bool { return w != workFlags{} }

// query reads the flags.
func (w workFlags) query(shop *model.Shop, cal *model.Calendar, now time.Time) (store.BottleneckQuery, error) {
	q := store.BottleneckQuery{Version: w.version}
	var err error
	if q.Since, q.Until, err = w.period(export.Usual, now, cal); err != nil {
		return q, err
	}
	if q.Division, err = findDivision(shop, w.division); err != nil {
		return q, err
	}
	if w.process != "" {
		head, err := findProcess(shop, w.process)
		if err != nil {
			return q, err
		}
		q.Process = head.ID
	}
	switch kind := model.Kind(strings.ToLower(w.kind)); kind {
	case "", model.Core, model.Support, model.Management:
		q.Kind = kind
	default:
		return q, fail(model.Say{
			EN: "--kind is core, support or management, not %q.",
			ID: "--kind adalah core, support atau management, bukan %q.",
		}, w.kind)
	}
	return q, w.ofVersion(shop.Processes[q.Process])
}

// ofVersion refuses a version of no process, and one that there is not.
func (w workFlags) ofVersion(head *model.ProcessHead) error {
	switch {
	case w.version == 0:
		return nil
	case head == nil:
		return misuse(model.Say{EN: "--version needs --process: versions are those of a process.", ID: "--version perlu --process: versi adalah milik sebuah proses."})
	case w.version < 0 || w.version > head.Latest():
		return fail(model.Say{EN: "%s has no version %d: the newest is %d.", ID: "%s tidak punya versi %d: yang terbaru %d."}, head.Name, w.version, head.Latest())
	}
	return nil
}

// period reads --since and --until; where nobody says, it is that of the last
// days, or with none of them from the beginning.
func (w workFlags) period(usual int, now time.Time, cal *model.Calendar) (from, to time.Time, err error) {
	if from, err = pastTime(w.since, false, now, cal); err != nil {
		return from, to, err
	}
	if to, err = pastTime(w.until, true, now, cal); err != nil {
		return from, to, err
	}
	if from.IsZero() && usual > 0 {
		from = model.LastDays(now, cal.Location(), usual)
	}
	return from, to, inOrder(from, to, now, cal)
}

// usually asks about the time that is looked at where nobody says.
func (a *app) usually(s *store.Store) (q store.BottleneckQuery, err error) {
	cal, err := s.Calendar(a.ctx)
	if err == nil {
		q.Since = model.LastDays(s.Now(), cal.Location(), export.Usual)
	}
	return q, err
}

// bottleneckFlags are those of alur bottlenecks.
type bottleneckFlags struct {
	work   workFlags
	log    logFlags
	asJSON bool
}

func (a *app) bottlenecksCmd() *cobra.Command {
	var flags bottleneckFlags
	cmd := a.command(about{
		use:   "bottlenecks",
		short: model.Say{EN: "Where work piles up, what is slow, too involved or goes wrong", ID: "Di mana pekerjaan menumpuk, apa yang lambat, rumit atau salah"},
		long: model.Say{
			EN: "Where work piles up now, since when, and who could help; then the problems of the period, the one that costs most first, behind it what follows from it, and last what waits for others outside, each with its size, its cause and a change that could help. All lengths are opening time. With --log the same is told of a file from another program (CSV or XES, packed by gzip or not): its columns are guessed and shown, and --map corrects them, --dates the order of day and month; all lengths are then elapsed time. --screen shows that file on the screen, down to the cases.",
			ID: "Di mana pekerjaan menumpuk sekarang, sejak kapan, dan siapa yang bisa membantu; lalu masalah dalam masa itu, yang paling mahal lebih dulu, di belakangnya akibatnya, dan paling akhir yang menunggu pihak luar, masing-masing dengan ukuran, sebab dan perubahan yang bisa membantu. Semua lama waktu dihitung dalam jam buka. Dengan --log hal yang sama dikatakan tentang berkas dari program lain (CSV atau XES, dikemas gzip atau tidak): kolomnya ditebak dan ditampilkan, dan --map membetulkannya, --dates membetulkan urutan hari dan bulan; lama waktu lalu dihitung menurut jam dinding. --screen menampilkan berkas itu di layar, sampai ke kasusnya.",
		},
		example: "alur bottlenecks\nalur bottlenecks --process online-order --since 7d\nalur bottlenecks --log orders.csv --map step=Activity --json",
	}, wants(), func([]string) error {
		if flags.log.file != "" {
			return a.reviewLog(flags)
		}
		if flags.log.given() {
			return misuse(model.Say{
				EN: "--map, --zone, --dates and --screen are of a log of another program: --log names it.",
				ID: "--map, --zone, --dates dan --screen untuk log program lain: --log menyebut log itu.",
			})
		}
		return a.reviewShop(flags)
	})
	a.workFlags(cmd, &flags.work)
	a.logFlags(cmd, &flags.log)
	a.jsonFlag(cmd, &flags.asJSON)
	return cmd
}

// reviewShop tells of the shop's own record.
func (a *app) reviewShop(flags bottleneckFlags) error {
	s, shop, err := a.past()
	if err != nil {
		return err
	}
	cal, err := shop.Calendar()
	if err != nil {
		return err
	}
	q, err := flags.work.query(shop, cal, s.Now())
	if err != nil {
		return err
	}
	b, err := s.Bottlenecks(a.ctx, q)
	if err != nil {
		return err
	}
	review, err := s.Review(a.ctx, q.Question())
	if err != nil {
		return err
	}
	if flags.asJSON {
		review.Since, review.Until = review.Since.In(cal.Location()), review.Until.In(cal.Location())
		doc := a.reviewDoc(review, b)
		now := a.bottleneckDoc(b, cal)
		doc.Now = &now
		return a.json(doc)
	}
	if err := a.printBottlenecks(b, cal, shop.Decimal); err != nil {
		return err
	}
	return a.printReview(review, since(q.Since, review.Until, cal), cal)
}

// nowDoc is what bottlenecks --json says of this moment; its names are stable.
type nowDoc struct {
	Since string `json:"since"`
	Now   string `json:"now"`
	// Sentences are the answer, in the language asked for.
	Sentences []string         `json:"sentences"`
	Steps     []export.StepDoc `json:"steps"`
	// Waived is how often four eyes were waived in the period, in all steps
	// and by process.
	Waived          int            `json:"waived"`
	WaivedByProcess map[string]int `json:"waived_by_process"`
}

func (a *app) bottleneckDoc(b model.Bottlenecks, cal *model.Calendar) nowDoc {
	return nowDoc{
		Since: moment(b.Since, cal), Now: moment(b.Now, cal),
		Sentences: a.sentences(b), Steps: export.StepDocs(b, cal.Location()),
		Waived: b.Waivers(), WaivedByProcess: b.WaivedByProcess(),
	}
}

// sentences are the answer, the first one first.
func (a *app) sentences(b model.Bottlenecks) []string {
	var said []string
	for _, r := range b.Sentences() {
		said = append(said, oneLine(model.CleanText(r.In(a.lang))))
	}
	return said
}

// printBottlenecks writes the answer and the figures under it, with the decimal
// sign of the shop.
func (a *app) printBottlenecks(b model.Bottlenecks, cal *model.Calendar, sign string) error {
	said := a.sentences(b)
	if err := a.print("%s", said[0]); err != nil {
		return err
	}
	if len(said) > 1 {
		if err := a.print("%s", strings.Join(said[1:], " ")); err != nil {
			return err
		}
	}
	if len(b.Steps) == 0 {
		return nil
	}
	rows := [][]string{{
		a.say(model.Say{EN: "Process", ID: "Proses"}), a.say(model.Say{EN: "Step", ID: "Langkah"}),
		a.say(model.Say{EN: "Waiting", ID: "Menunggu"}), a.say(model.Say{EN: "Oldest", ID: "Terlama"}),
		a.say(model.Say{EN: "Usual", ID: "Biasanya"}), a.say(model.Say{EN: "Now", ID: "Sekarang"}),
		a.say(model.Say{EN: "Against usual", ID: "Dibanding biasanya"}),
	}}
	for _, s := range b.Steps {
		rows = append(rows, a.bottleneckLine(s, cal, sign))
	}
	if err := a.print(""); err != nil {
		return err
	}
	return table(a.env.Stdout, rows)
}

func (a *app) bottleneckLine(s model.StepFigures, cal *model.Calendar, sign string) []string {
	oldest, now, ratio := "-", "-", "-"
	if s.Waiting > 0 {
		oldest, now = a.lasting(s.Oldest.Time, cal), a.lasting(s.SoFar.Time, cal)
	}
	if s.Ratio > 0 {
		ratio = model.FormatNumber(strconv.FormatFloat(s.Ratio, 'f', 1, 64), sign) + "x"
	}
	return []string{s.Process, s.Title, strconv.Itoa(s.Waiting), oldest, a.usual(s, cal), now, ratio}
}

// usual is how long is usual, or in words why that is not known.
func (a *app) usual(s model.StepFigures, cal *model.Calendar) string {
	switch {
	case s.Usual.Known:
		return a.lasting(s.Usual.Time, cal)
	case s.Usual.N > 0:
		return a.say(model.Say{EN: "too few cases: %d", ID: "kasus terlalu sedikit: %d"}, s.Usual.N)
	case s.Unknown > 0:
		return a.say(model.Say{EN: "not known: %d entered late", ID: "tidak diketahui: %d dicatat belakangan"}, s.Unknown)
	}
	return "-"
}

// lasting is a length of opening time for people, said as the sentences say it;
// with a nil calendar it stays in hours.
func (a *app) lasting(d time.Duration, cal *model.Calendar) string {
	switch {
	case d < time.Minute:
		return a.say(model.Say{EN: "< 1 min", ID: "< 1 mnt"})
	case cal == nil:
		return model.Span{Time: d}.In(a.lang)
	}
	return findings.Lasting(d.Seconds(), cal).In(a.lang)
}
