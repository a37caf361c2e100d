package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) boardCmd() *cobra.Command {
	var process string
	var asJSON bool
	cmd := a.command(about{
		use:   "board",
		short: model.Say{EN: "Where all running cases stand: who has what, what is late or parked", ID: "Posisi semua kasus yang berjalan: siapa memegang apa, yang terlambat, yang ditunda"},
		long: model.Say{
			EN: "Where all running cases stand. The answer stands first; under it every step that holds something, with its role, and its cases, the late ones first. A case with parallel work stands under each of its steps. Lengths are opening time.",
			ID: "Posisi semua kasus yang berjalan. Jawabannya di atas; di bawahnya setiap langkah yang ada isinya, dengan perannya, dan kasus-kasusnya, yang terlambat lebih dulu. Kasus dengan pekerjaan sejajar ada di tiap langkahnya. Lama waktu dihitung dalam jam buka.",
		},
		example: "alur board\nalur board --process online-order",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		if process != "" {
			head, err := findProcess(shop, process)
			if err != nil {
				return err
			}
			process = head.ID
		}
		b, err := s.Board(a.ctx, process, s.Now())
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(a.boardDoc(b, cal))
		}
		return a.printBoard(b, shop, cal)
	})
	cmd.Flags().StringVar(&process, "process", "", a.say(model.Say{EN: "Only of one process", ID: "Hanya satu proses"}))
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

// printBoard writes the answer and the steps under it.
func (a *app) printBoard(b model.Board, shop *model.Shop, cal *model.Calendar) error {
	if err := a.print("%s", oneLine(model.CleanText(b.Sentence().In(a.lang)))); err != nil {
		return err
	}
	if len(b.Processes) == 0 {
		return a.print("%s", a.say(model.Say{EN: "Begin one: alur start PROCESS", ID: "Mulai satu: alur start PROSES"}))
	}
	for _, p := range b.Processes {
		head := model.CleanText(p.Name) + ": " + many(p.Tally.Running, "case", "cases", "kasus").In(a.lang)
		if p.Empty > 0 {
			head += ", " + many(p.Empty, "more step with nothing at it", "more steps with nothing at them", "langkah lain kosong").In(a.lang)
		}
		if err := a.print("\n%s", head); err != nil {
			return err
		}
		for _, s := range p.Steps {
			if err := a.printBoardStep(s, shop, cal); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) printBoardStep(s model.BoardStep, shop *model.Shop, cal *model.Calendar) error {
	head := model.CleanText(s.Title)
	if s.Role != "" {
		head += " (" + model.CleanText(s.Role) + ")"
	}
	head += ": " + strconv.Itoa(len(s.Tasks))
	if lack, ok := s.Lack(); ok {
		head += ", " + model.CleanText(lack.In(a.lang))
	} else if away, ok := s.Away(shop.Name); ok {
		head += ", " + model.CleanText(away.In(a.lang))
	}
	if err := a.print("  %s", oneLine(head)); err != nil {
		return err
	}
	var rows [][]string
	for _, t := range s.Tasks {
		rows = append(rows, []string{t.Case, t.CaseTitle, a.whereabouts(t, shop, cal), t.Why.In(a.lang), a.lasting(t.Age, cal)})
	}
	var b strings.Builder
	if err := table(&b, rows); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		if err := a.print("    %s", strings.TrimSuffix(line, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// whereabouts is in whose hands a task is, or what it waits for until when.
func (a *app) whereabouts(t *model.BoardTask, shop *model.Shop, cal *model.Calendar) string {
	who := t.By
	if who == "" {
		who = t.For
	}
	var parts []string
	if who != "" {
		parts = append(parts, shop.Name(who))
	}
	if t.State != model.Ready && t.State != model.Doing {
		parts = append(parts, a.say(t.State.Words()))
	}
	if t.State == model.Parked {
		parts[len(parts)-1] += ": " + oneLine(model.CleanText(t.WaitsFor().In(a.lang)))
		if !t.Until.IsZero() {
			parts = append(parts, a.say(model.Say{EN: "until %s", ID: "sampai %s"}, when(t.Until, cal)))
		}
	}
	if t.Pinned {
		parts = append(parts, a.say(model.Say{EN: "pinned until %s", ID: "disematkan sampai %s"}, when(t.Pin.Until, cal)))
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, ", ")
}

// boardDoc is board --json; its names are stable.
type boardDoc struct {
	Now string `json:"now"`
	// Sentence is the answer, in the language asked for.
	Sentence string `json:"sentence"`
	boardCounts
	Processes []boardProcessDoc `json:"processes"`
}

// boardCounts are how many cases there are, of all or of one process, and how
// many tasks are parked for what.
type boardCounts struct {
	Running int         `json:"running"`
	Late    int         `json:"late"`
	AtRisk  int         `json:"at_risk"`
	Outside int         `json:"outside"`
	Parked  []parkedDoc `json:"parked"`
}

type parkedDoc struct {
	For string `json:"for"`
	// Code says what for where alur parked them, whatever the language.
	Code  string `json:"code,omitempty"`
	Tasks int    `json:"tasks"`
}

type boardProcessDoc struct {
	Process string `json:"process"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	boardCounts
	EmptySteps int            `json:"empty_steps"`
	Steps      []boardStepDoc `json:"steps"`
}

type boardStepDoc struct {
	Step       string         `json:"step"`
	Title      string         `json:"title"`
	Role       string         `json:"role,omitempty"`
	People     []string       `json:"people"`
	SignedIn   []string       `json:"signed_in"`
	OwnersOnly bool           `json:"owners_only"`
	Waiting    int            `json:"waiting"`
	Working    int            `json:"working"`
	Parked     int            `json:"parked"`
	Late       int            `json:"late"`
	Tasks      []boardTaskDoc `json:"tasks"`
}

// boardTaskDoc is a task as in next --json, with who has it and since when it
// stands there.
type boardTaskDoc struct {
	queueTask
	CaseTitle string `json:"case_title"`
	By        string `json:"by,omitempty"`
	For       string `json:"for,omitempty"`
	Until     string `json:"until,omitempty"`
	Pinned    bool   `json:"pinned"`
	Ready     string `json:"ready"`
	AgeS      int64  `json:"age_s"`
}

func (a *app) boardDoc(b model.Board, cal *model.Calendar) boardDoc {
	doc := boardDoc{
		Now: moment(b.Now, cal), Sentence: b.Sentence().In(a.lang), boardCounts: a.countsOf(b.Tally),
		Processes: []boardProcessDoc{},
	}
	for _, p := range b.Processes {
		process := boardProcessDoc{Process: p.ID, Name: p.Name, Kind: string(p.Kind), boardCounts: a.countsOf(p.Tally), EmptySteps: p.Empty}
		for _, s := range p.Steps {
			process.Steps = append(process.Steps, a.boardStepDoc(s, cal))
		}
		doc.Processes = append(doc.Processes, process)
	}
	return doc
}

func (a *app) countsOf(t model.BoardTally) boardCounts {
	c := boardCounts{Running: t.Running, Late: t.Late, AtRisk: t.AtRisk, Outside: t.Outside, Parked: []parkedDoc{}}
	for _, p := range t.Parked {
		c.Parked = append(c.Parked, parkedDoc{oneLine(model.CleanText(p.For.In(a.lang))), string(p.Code), p.Tasks})
	}
	return c
}

func (a *app) boardStepDoc(s model.BoardStep, cal *model.Calendar) boardStepDoc {
	doc := boardStepDoc{
		Step: s.Step, Title: s.Title, Role: s.Role, OwnersOnly: s.Who.OwnersOnly,
		People: append([]string{}, s.Who.People...), SignedIn: append([]string{}, s.Who.SignedIn...),
		Waiting: s.Waiting, Working: s.Working, Parked: s.Parked, Late: s.Late,
	}
	for _, t := range s.Tasks {
		doc.Tasks = append(doc.Tasks, boardTaskDoc{
			queueTask: a.queueTask(t.QueueItem, bandName(t.Band), cal), CaseTitle: t.CaseTitle,
			By: t.By, For: t.For, Until: moment(t.Until, cal),
			Pinned: t.Pinned, Ready: moment(t.Ready, cal), AgeS: int64(t.Age.Seconds()),
		})
	}
	return doc
}
