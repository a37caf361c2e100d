package cli

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/export"
)

// workFlags say which work the owner looks at.
type workFlags struct {
	process, kind, division, since string
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
}

// given reports whether any of it is narrowed down.
func (w workFlags) given() bool { return w != workFlags{} }

// query reads the flags.
func (w workFlags) query(shop *model.Shop, cal *model.Calendar, now time.Time) (store.BottleneckQuery, error) {
	q := store.BottleneckQuery{Since: now.AddDate(0, 0, -export.Usual), Division: shop.DivisionID(w.division)}
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
	since, err := pastTime(w.since, false, now, cal)
	if err == nil && !since.IsZero() {
		q.Since = since
	}
	return q, err
}

func (a *app) bottlenecksCmd() *cobra.Command {
	var flags workFlags
	var asJSON bool
	cmd := a.command(about{
		use:   "bottlenecks",
		short: model.Say{EN: "Where work piles up, since when, and who could help", ID: "Di mana pekerjaan menumpuk, sejak kapan, dan siapa yang bisa membantu"},
		long: model.Say{
			EN: "Where work piles up, since when, and who could help. The answer stands first, the figures of the steps under it, the worst step first. All lengths are opening time.",
			ID: "Di mana pekerjaan menumpuk, sejak kapan, dan siapa yang bisa membantu. Jawabannya di atas, angka tiap langkah di bawahnya, yang terburuk lebih dulu. Semua lama waktu dihitung dalam jam buka.",
		},
		example: "alur bottlenecks\nalur bottlenecks --process online-order --since 7d",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		q, err := flags.query(shop, cal, s.Now())
		if err != nil {
			return err
		}
		b, err := s.Bottlenecks(a.ctx, q)
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(a.bottleneckDoc(b, cal))
		}
		return a.printBottlenecks(b)
	})
	a.workFlags(cmd, &flags)
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

// bottleneckDoc is bottlenecks --json; its names are stable.
type bottleneckDoc struct {
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

func (a *app) bottleneckDoc(b model.Bottlenecks, cal *model.Calendar) bottleneckDoc {
	return bottleneckDoc{
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

// printBottlenecks writes the answer and the figures under it.
func (a *app) printBottlenecks(b model.Bottlenecks) error {
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
		a.say(model.Say{EN: "Against usual", ID: "Dibanding biasanya"}), a.say(model.Say{EN: "Share of waiting", ID: "Bagian menunggu"}),
	}}
	for _, s := range b.Steps {
		rows = append(rows, a.bottleneckLine(s))
	}
	if err := a.print(""); err != nil {
		return err
	}
	return table(a.env.Stdout, rows)
}

func (a *app) bottleneckLine(s model.StepFigures) []string {
	oldest, now, ratio := "-", "-", "-"
	if s.Waiting > 0 {
		oldest, now = a.lasting(s.Oldest.Time), a.lasting(s.SoFar.Time)
	}
	if s.Ratio > 0 {
		ratio = strconv.FormatFloat(s.Ratio, 'f', 1, 64) + "x"
	}
	share := "-"
	if s.Waited > 0 {
		share = strconv.FormatFloat(100*s.Share, 'f', 0, 64) + " %"
	}
	return []string{s.Process, s.Title, strconv.Itoa(s.Waiting), oldest, a.usual(s), now, ratio, share}
}

// usual is how long is usual, or in words why that is not known.
func (a *app) usual(s model.StepFigures) string {
	switch {
	case s.Usual.Known:
		return a.lasting(s.Usual.Time)
	case s.Usual.N > 0:
		return a.say(model.Say{EN: "too few cases: %d", ID: "kasus terlalu sedikit: %d"}, s.Usual.N)
	case s.Unknown > 0:
		return a.say(model.Say{EN: "not known: %d entered late", ID: "tidak diketahui: %d dicatat belakangan"}, s.Unknown)
	}
	return "-"
}

// lasting is a length of opening time for people.
func (a *app) lasting(d time.Duration) string {
	if d < time.Minute {
		return a.say(model.Say{EN: "< 1 min", ID: "< 1 mnt"})
	}
	return model.Span{Time: d}.In(a.lang)
}
