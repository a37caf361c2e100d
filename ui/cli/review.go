package cli

import (
	"slices"
	"strconv"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"alur/model"
	"alur/model/findings"
	"alur/model/stats"
)

// reviewDoc is bottlenecks --json; its names are stable. Times are seconds,
// shares are fractions, percentiles are of type 7.
type reviewDoc struct {
	// Now is what holds at this moment; a log from elsewhere has none.
	Now *nowDoc `json:"now,omitempty"`
	// Log says how a log from elsewhere was read.
	Log *logDoc `json:"log,omitempty"`
	findings.Review
	Findings []findingDoc  `json:"findings"`
	Involved []involvedDoc `json:"involved"`
	Detours  []detourDoc   `json:"detours"`
}

// detourDoc is what left its straight way at a step, with null for what a log
// from elsewhere does not tell.
type detourDoc struct {
	findings.Detour
	GivenBack *int `json:"given_back"`
	Handed    *int `json:"handed"`
	Unclear   *int `json:"unclear"`
	Skipped   *int `json:"skipped"`
	Waived    *int `json:"waived"`
}

// involvedDoc is how involved a process is, and what makes it so in words.
type involvedDoc struct {
	findings.Involved
	Driver    string `json:"driver,omitempty"`
	GivenBack *int   `json:"given_back"`
	Unclear   *int   `json:"unclear"`
	Skipped   *int   `json:"skipped"`
}

// findingDoc is one problem. Size is the time it cost in the period, in
// seconds, N how many cases or rounds it goes by.
type findingDoc struct {
	Kind     findings.Kind `json:"kind"`
	Process  string        `json:"process"`
	Step     string        `json:"step"`
	Size     float64       `json:"size"`
	N        int           `json:"n"`
	Sentence string        `json:"sentence"`
	Problem  string        `json:"problem"`
	Cause    string        `json:"cause,omitempty"`
	Change   string        `json:"change,omitempty"`
	// Now is true for what piles up at this moment. Outside is true for what
	// nobody in the shop can hurry, which stands last whatever its size.
	Now     bool `json:"now,omitempty"`
	Outside bool `json:"outside,omitempty"`
}

// reviewDoc is a review with the problems of now before those of the period.
func (a *app) reviewDoc(r findings.Review, now model.Bottlenecks) reviewDoc {
	doc := reviewDoc{Review: r, Findings: []findingDoc{}}
	told := func(n int) *int {
		if !r.DetoursKnown {
			return nil
		}
		return &n
	}
	doc.Involved, doc.Detours = []involvedDoc{}, []detourDoc{}
	for _, v := range r.Involved {
		doc.Involved = append(doc.Involved, involvedDoc{
			Involved: v, Driver: v.Driver(a.lang), GivenBack: told(v.GivenBack), Unclear: told(v.Unclear), Skipped: told(v.Skipped),
		})
	}
	for _, d := range r.Detours {
		doc.Detours = append(doc.Detours, detourDoc{
			Detour: d, GivenBack: told(d.GivenBack), Handed: told(d.Handed), Unclear: told(d.Unclear), Skipped: told(d.Skipped), Waived: told(d.Waived),
		})
	}
	for _, f := range findings.Together(now, r.Findings) {
		doc.Findings = append(doc.Findings, findingDoc{
			Kind: f.Kind, Process: f.Process, Step: f.Step, Size: f.Size, N: f.N,
			Sentence: f.Sentence(a.lang), Problem: f.Problem(a.lang), Cause: f.Cause(a.lang), Change: f.Change(a.lang),
			Now: f.Now, Outside: f.Outside,
		})
	}
	return doc
}

// since says which period a review is of.
func since(from, to time.Time, cal *model.Calendar) model.Reason {
	return model.Reason{
		Say:  model.Say{EN: "From %s to %s", ID: "Dari %s sampai %s"},
		Args: []any{when(from, cal), when(to, cal)},
	}
}

// printReview writes the problems of a period, and the figures under them. A
// nil calendar is elapsed time.
func (a *app) printReview(r findings.Review, head model.Reason, cal *model.Calendar) error {
	if err := a.print("\n%s: %s", head.In(a.lang), a.inAll(r, cal)); err != nil {
		return err
	}
	for _, f := range r.Findings {
		if err := a.print("- %s", oneLine(model.CleanText(f.Sentence(a.lang)))); err != nil {
			return err
		}
	}
	if len(r.Findings) == 0 {
		if err := a.print("%s", a.nothing(r)); err != nil {
			return err
		}
	}
	if len(r.Steps) == 0 {
		return nil
	}
	if err := a.print(""); err != nil {
		return err
	}
	if err := table(a.env.Stdout, a.stepRows(r, cal)); err != nil {
		return err
	}
	if note := a.untoldNote(r); note != "" {
		return a.print("%s", note)
	}
	return nil
}

// nothing says that no problem was found, or that there are too few cases to
// find one.
func (a *app) nothing(r findings.Review) string {
	if r.Cases < findings.Enough {
		return a.say(model.Say{
			EN: "Too few cases to name a problem (%d): wait until there are %d.",
			ID: "Kasus terlalu sedikit untuk menyebut masalah (%d): tunggu sampai ada %d.",
		}, r.Cases, findings.Enough)
	}
	return a.say(model.Say{
		EN: "No step stands out: nothing waits out of proportion, and nothing is sent back or done over more than a little.",
		ID: "Tidak ada langkah yang menonjol: tidak ada yang menunggu berlebihan, dan hanya sedikit yang dikembalikan atau diulang.",
	})
}

// inAll is the period in one line.
func (a *app) inAll(r findings.Review, cal *model.Calendar) string {
	text := a.say(model.Say{EN: "%s closed, %d open", ID: "%s selesai, %d berjalan"}, many(r.Cases, "case", "cases", "kasus"), r.Open)
	if r.LeadTime.N < stats.EnoughFor(0.5) {
		return text + "."
	}
	switch d := r.LeadTime; {
	case d.Max == 0:
		return text + a.say(model.Say{EN: ", each at one moment: how long they took is not recorded.", ID: ", masing-masing pada satu saat: berapa lama tidak tercatat."})
	case d.P50 < time.Minute.Seconds():
		text += a.say(model.Say{EN: ", half of them took %s", ID: ", separuhnya %s"}, a.seconds(d.P50, cal))
	default:
		text += a.say(model.Say{EN: ", half of them took %s or more", ID: ", separuhnya %s atau lebih"}, a.seconds(d.P50, cal))
	}
	switch known := r.TouchTime.N; {
	case r.FlowEfficiency == nil || 2*known < r.Cases:
		text += a.say(model.Say{EN: "; how much of it was work is not known", ID: "; berapa darinya pekerjaan tidak diketahui"})
	case known < r.Cases:
		text += a.say(model.Say{EN: "; %s of it was work, as far as known (%s)", ID: "; %s darinya pekerjaan, sejauh diketahui (%s)"}, share(r.FlowEfficiency), many(known, "case", "cases", "kasus"))
	default:
		text += a.say(model.Say{EN: "; %s of it was work", ID: "; %s darinya pekerjaan"}, share(r.FlowEfficiency))
	}
	return text + "."
}

// widestName is how wide the name of a step stands in a table.
const widestName = 60

// stepRows are the steps that were done, in the order of the screen.
func (a *app) stepRows(r findings.Review, cal *model.Calendar) [][]string {
	rows := [][]string{{
		a.say(model.Say{EN: "Step", ID: "Langkah"}), a.say(model.Say{EN: "Done", ID: "Selesai"}),
		a.say(model.Say{EN: "Waits (half)", ID: "Menunggu (separuh)"}), a.say(model.Say{EN: "85 of 100", ID: "85 dari 100"}),
		a.say(model.Say{EN: "Works (half)", ID: "Dikerjakan (separuh)"}), a.say(model.Say{EN: "Of all waiting", ID: "Bagian menunggu"}),
		a.say(model.Say{EN: "Again", ID: "Diulang"}), a.say(model.Say{EN: "Sent back", ID: "Dikembalikan"}),
	}}
	for _, s := range r.Slowest() {
		if s.Executions == 0 {
			continue
		}
		waits, most := a.half(s.Waiting, cal), a.most(s.Waiting, cal)
		if s.Untold {
			waits, most = atMost(s.Sojourn, a.half(s.Sojourn, cal)), atMost(s.Sojourn, a.most(s.Sojourn, cal))
		}
		rows = append(rows, []string{
			ansi.Truncate(r.Title(s.Process, s.Step.Step), widestName, "…"), strconv.Itoa(s.Executions), waits, most, a.worked(s.Processing, cal),
			ofAllWaiting(s), strconv.Itoa(s.Extra), sentBack(s, r.SentBackKnown),
		})
	}
	return rows
}

// sentBack is how often a step sent work back; a log with no such thing on
// record does not tell.
func sentBack(s findings.Slowness, known bool) string {
	if !known {
		return "-"
	}
	return strconv.Itoa(s.Failed)
}

// atMost marks a time that holds the waiting and the work of a step, of which
// nobody knows when it was begun.
func atMost(d stats.Distribution, text string) string {
	if d.N < stats.EnoughFor(0.5) || !unicode.IsDigit([]rune(text)[0]) {
		return text
	}
	return "≤ " + text
}

// untoldNote says what the mark is, where it stands.
func (a *app) untoldNote(r findings.Review) string {
	if !slices.ContainsFunc(r.Slowest(), func(s findings.Slowness) bool { return s.Untold && s.Sojourn.N > 0 }) {
		return ""
	}
	return a.say(model.Say{
		EN: "≤: when it was begun is not known; it is all the time since it came, waiting and work in one.",
		ID: "≤: kapan dimulai tidak diketahui; itu semua waktu sejak datang, menunggu dan bekerja jadi satu.",
	})
}

// ofAllWaiting is the part of a step in all waiting of the period, that of
// what still waits among it, as the screen shows it.
func ofAllWaiting(s findings.Slowness) string {
	if s.Untold || s.Queue == nil || s.Queue.Waited <= 0 {
		return "-"
	}
	return share(&s.Queue.Share)
}

// worked is half of the times that work took; a wait for the world is none.
func (a *app) worked(d stats.Distribution, cal *model.Calendar) string {
	if d.Max == 0 {
		return "-"
	}
	return a.half(d, cal)
}

// half is the median of times; with too few of them, so many.
func (a *app) half(d stats.Distribution, cal *model.Calendar) string {
	if d.N < stats.EnoughFor(0.5) {
		return a.tooFew(d.N)
	}
	return a.seconds(d.P50, cal)
}

// most is what 85 of 100 took; with too few of them, so many.
func (a *app) most(d stats.Distribution, cal *model.Calendar) string {
	if d.N < stats.EnoughFor(0.85) {
		return a.tooFew(d.N)
	}
	return a.seconds(d.P85, cal)
}

func (a *app) tooFew(n int) string {
	if n == 0 {
		return "-"
	}
	return a.say(model.Say{EN: "too few: %d", ID: "terlalu sedikit: %d"}, n)
}

func (a *app) seconds(s float64, cal *model.Calendar) string {
	return findings.Lasting(s, cal).In(a.lang)
}

// share is a part in percent.
func share(x *float64) string {
	if x == nil {
		return "-"
	}
	return strconv.Itoa(int(100**x+0.5)) + " %"
}
