package ui

import (
	"cmp"
	"context"
	"slices"

	"alur/model"
)

func waitingPage() page {
	return page{
		id:    pageWaiting,
		title: model.Say{EN: "Waiting at a step", ID: "Menunggu di satu langkah"},
		help: model.Say{
			EN: "Every case that stands at one step now, the longest first: since when, who has it or could do it. Enter opens the case.",
			ID: "Semua kasus yang sekarang ada di satu langkah, yang terlama di atas: sejak kapan, siapa yang memegang atau bisa mengerjakannya. Enter membuka kasusnya.",
		},
		make: func() screen { return &waiting{} },
		may:  overseer,
	}
}

// stepRef names a step of a process; the title is for people.
type stepRef struct{ process, step, title string }

// waiting lists what stands at one step now.
type waiting struct {
	at    stepRef
	rows  []waitingRow
	cut   bool
	ready bool
	list  list
}

// waitingRow is one open task of the step.
type waitingRow struct {
	c    *model.Case
	step *model.Step
	task *model.Task
}

// waitingData is what a load brings; cut is true where there are more cases
// than were looked at.
type waitingData struct {
	rows []waitingRow
	cut  bool
}

// mostRunning bounds the running cases that are looked through.
const mostRunning = 5000

func (v *waiting) typing() bool { return false }

func (v *waiting) chooses() *list { return &v.list }

func (v *waiting) caseShown() string { return v.list.sel }

func (v *waiting) update(_ *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if at, ok := in.arg.(stepRef); ok {
			v.at = at
		}
		return []effect{v.load()}
	case refresh:
		return []effect{v.load()}
	case loaded:
		if data, ok := in.value.(waitingData); ok && in.err == nil {
			v.came(data)
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return caseKey(&v.list, in, v.list.sel)
	}
	return nil
}

func (v *waiting) load() load {
	at := v.at
	return load{name: "waiting", get: func(ctx context.Context, s Store) (any, error) {
		lines, err := s.FindCases(ctx, CaseQuery{Process: at.process, State: model.Running, Limit: mostRunning})
		if err != nil {
			return nil, err
		}
		data := waitingData{cut: len(lines) == mostRunning}
		for _, l := range lines {
			c, flow, err := s.Case(ctx, l.ID)
			if err != nil {
				return nil, err
			}
			task := c.Task(at.step)
			if task == nil || !task.State.Open() || flow.Step(at.step) == nil {
				continue
			}
			data.rows = append(data.rows, waitingRow{c: c, step: flow.Step(at.step), task: task})
		}
		slices.SortFunc(data.rows, longest)
		return data, nil
	}}
}

// longest orders what waits for a person before what is in hand or parked,
// then by how long it has been there.
func longest(a, b waitingRow) int {
	return cmp.Or(
		cmp.Compare(a.place(), b.place()),
		a.task.Ready.Compare(b.task.Ready),
		cmp.Compare(a.c.Number, b.c.Number),
		cmp.Compare(a.c.ID, b.c.ID),
	)
}

func (r waitingRow) place() int {
	switch {
	case r.task.State == model.Parked || r.task.State == model.Waiting:
		return 2
	case !r.task.Begun.IsZero():
		return 1
	}
	return 0
}

func (v *waiting) came(d waitingData) {
	v.rows, v.cut, v.ready = d.rows, d.cut, true
	ids := make([]string, len(d.rows))
	for i, r := range d.rows {
		ids[i] = r.c.ID
	}
	v.list.set(ids)
}

func (v *waiting) uses(*env) []use { return caseUses() }

func (v *waiting) view(e *env) []string {
	if !v.ready {
		return nil
	}
	t := e.theme
	lines := []string{"", t.ends("  "+t.strong(clean(v.at.title)), v.amount(e)+"  ", e.width), ""}
	if len(v.rows) == 0 {
		return append(lines,
			"  "+e.say(model.Say{EN: "Nothing stands at this step now.", ID: "Sekarang tidak ada yang berada di langkah ini."}),
			"  "+t.dim(e.say(model.Say{EN: "Esc goes back.", ID: "Esc kembali."})))
	}
	draw := func(i int) string { return v.row(e, v.rows[i]) }
	return append(lines, scrolledBy(e, len(v.rows), v.list.at(), e.height-len(lines), draw)...)
}

// amount says how many wait, and how many are in hand or parked.
func (v *waiting) amount(e *env) string {
	var n [3]int
	for _, r := range v.rows {
		n[r.place()]++
	}
	text := e.say(model.Say{EN: "%d waiting", ID: "%d menunggu"}, n[0])
	if n[1] > 0 {
		text += e.say(model.Say{EN: ", %d in work", ID: ", %d dikerjakan"}, n[1])
	}
	if n[2] > 0 {
		text += e.say(model.Say{EN: ", %d parked", ID: ", %d ditunda"}, n[2])
	}
	if v.cut {
		text += " " + e.theme.glyph.more
	}
	return text
}

func (v *waiting) row(e *env, r waitingRow) string {
	t := e.theme
	sign, who, words := openSign(e, r.step, r.task)
	w := e.width - 14
	title, people := w*40/100, w*18/100
	text := t.pad(clean(r.c.Title), title)
	mark := "  "
	if r.c.ID == v.list.sel {
		mark, text = t.glyph.point+" ", t.focus(text)
	}
	number := t.dim(t.padLeft("#"+itoa(r.c.Number), 5))
	room := w - title - people - 2
	if e.width >= besideWidth {
		words = t.ends(words, t.dim(e.when(r.task.Ready)), room)
	}
	return "  " + mark + sign + " " + text + " " + number + "  " + t.pad(who, people) + "  " + t.cut(words, room)
}
