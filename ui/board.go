package ui

import (
	"context"
	"errors"
	"slices"

	"alur/model"
)

func boardPage() page {
	return page{
		id:    pageBoard,
		title: model.Say{EN: "Team board", ID: "Papan tim"},
		help: model.Say{
			EN: "Where all running cases stand: under every step its cases, with who has them, what they are parked for, and what is late, the late ones first. A case with parallel work stands under each of its steps. Left and right choose a process, Tab goes to the next step, Enter opens the case. F8 hands over, takes over, pins or promises anew.",
			ID: "Posisi semua kasus yang berjalan: di bawah tiap langkah ada kasusnya, siapa yang memegang, menunggu apa, dan mana yang terlambat, yang terlambat di atas. Kasus dengan pekerjaan sejajar ada di tiap langkahnya. Kiri dan kanan memilih proses, Tab ke langkah berikut, Enter membuka kasus. F8 menyerahkan, mengambil alih, menyematkan, atau memberi janji baru.",
		},
		make: func() screen { return &board{} },
		key:  keyBoard,
		menu: true,
		coach: coach{key: keyOpen, words: model.Say{
			EN: "First time here: Enter opens a case, Tab: next step.",
			ID: "Pertama kali di sini: Enter buka kasus, Tab langkah.",
		}},
	}
}

// board shows where all running cases stand.
type board struct {
	data  model.Board
	ready bool
	// process is the one that is shown, empty for all of them.
	process string
	list    list
	lines   []boardLine
	// known are the rows there were at the last key: those that came since
	// are counted, so that nobody has to search for them.
	known map[model.TaskRef]bool
	fresh int
	// urgent and place are how wide these two are in the list, at most.
	urgent, place int
	talk          boardTalk
}

// boardLine is one line of the board as a list: of a process, of a step, or
// of a task; an empty one where all are nil.
type boardLine struct {
	process *model.BoardProcess
	step    *model.BoardStep
	task    *model.BoardTask
}

// boardVerbs is what the load for F8 brings.
type boardVerbs struct{ task *task }

func (b *board) typing() bool { return false }

func (b *board) mark() string { return several(b.process, b.list.sel) }

func (b *board) comeTo(mark string) {
	at := marksOf(mark, 2)
	b.process = at[0]
	b.list.sel = at[1]
}

func (b *board) caseShown() string {
	if t, ok := b.chosen(); ok {
		return t.Case
	}
	return ""
}

func (b *board) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh:
		return []effect{b.load(e)}
	case loaded:
		return b.loaded(e, in)
	case done:
		if mendable(in.err) && b.talk.sheet() != nil {
			return []effect{ask{sheet: b.talk.sheet()}, b.load(e)}
		}
		return []effect{b.load(e)}
	case answered:
		return b.talk.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return b.key(e, in)
	}
	return nil
}

func (b *board) load(e *env) load {
	now := e.now
	return load{name: "board", get: func(ctx context.Context, s Store) (any, error) {
		return s.Board(ctx, "", now)
	}}
}

func (b *board) loaded(e *env, in loaded) []effect {
	switch data := in.value.(type) {
	case model.Board:
		if in.err == nil {
			b.came(e, data)
		}
	case boardVerbs:
		if data.task == nil {
			text := e.say(model.Say{EN: "That has moved on meanwhile.", ID: "Itu sudah bergerak sementara ini."})
			return []effect{notice{role: roleWarn, text: text}, b.load(e)}
		}
		b.talk.begin(data.task)
		return []effect{ask{sheet: b.talk.verbs(e)}}
	}
	return nil
}

// came takes the board as it is now. The selection stays where it is.
func (b *board) came(e *env, data model.Board) {
	b.data = data
	if b.at(b.process) < 0 {
		b.process = ""
	}
	b.arrange()
	b.measure(e)
	if !b.ready {
		b.ready = true
		b.seen()
		return
	}
	b.fresh = 0
	b.each(func(t *model.BoardTask) {
		if !b.known[t.TaskRef] {
			b.fresh++
		}
	})
}

// seen takes all there is as known.
func (b *board) seen() {
	b.known, b.fresh = map[model.TaskRef]bool{}, 0
	b.each(func(t *model.BoardTask) { b.known[t.TaskRef] = true })
}

// measured is how many tasks say how wide people and lateness are: to draw
// all of ten thousand for it would hold up every key.
const measured = 300

// measure finds how wide people and lateness are, so that no width changes
// while somebody scrolls.
func (b *board) measure(e *env) {
	b.urgent, b.place = 0, 0
	for i, n := 0, 0; i < len(b.lines) && n < measured; i++ {
		if t := b.lines[i].task; t != nil {
			n++
			b.urgent, b.place = max(b.urgent, width(urgent(e, t))), max(b.place, width(place(e, t, e.width)))
		}
	}
}

func (b *board) each(f func(t *model.BoardTask)) {
	for i := range b.data.Processes {
		for j := range b.data.Processes[i].Steps {
			for _, t := range b.data.Processes[i].Steps[j].Tasks {
				f(t)
			}
		}
	}
}

// at is the place of a process on the board, or -1.
func (b *board) at(process string) int {
	return slices.IndexFunc(b.data.Processes, func(p model.BoardProcess) bool { return p.ID == process })
}

// arrange lines up what is shown: the processes, their steps, their tasks.
func (b *board) arrange() {
	b.lines = nil
	var ids []string
	for i := range b.data.Processes {
		p := &b.data.Processes[i]
		if b.process != "" && p.ID != b.process {
			continue
		}
		if b.process == "" && len(b.data.Processes) > 1 {
			if len(b.lines) > 0 {
				b.lines = append(b.lines, boardLine{})
			}
			b.lines = append(b.lines, boardLine{process: p})
		}
		for j := range p.Steps {
			s := &p.Steps[j]
			b.lines = append(b.lines, boardLine{process: p, step: s})
			for _, t := range s.Tasks {
				b.lines = append(b.lines, boardLine{process: p, step: s, task: t})
				ids = append(ids, t.TaskRef.String())
			}
		}
	}
	b.list.set(ids)
}

// chosenLine is the place of the selection among the lines, or -1.
func (b *board) chosenLine() int {
	at := b.list.at()
	if at < 0 {
		return -1
	}
	return slices.IndexFunc(b.lines, func(l boardLine) bool {
		if l.task != nil {
			at--
		}
		return at < 0
	})
}

func (b *board) chosen() (*model.BoardTask, bool) {
	if at := b.chosenLine(); at >= 0 {
		return b.lines[at].task, true
	}
	return nil, false
}

// showing is the process of which columns are drawn: the chosen one, else
// that of the selection; -1 for none.
func (b *board) showing() int {
	if b.process != "" {
		return b.at(b.process)
	}
	if at := b.chosenLine(); at >= 0 {
		return b.at(b.lines[at].process.ID)
	}
	return -1
}

func (b *board) key(e *env, k keyPress) []effect {
	if columned(e) && b.process == "" && b.showing() >= 0 {
		// Columns are of one process, and keys move among what is seen.
		b.process = b.data.Processes[b.showing()].ID
		b.arrange()
	}
	if b.fresh > 0 {
		b.seen()
	}
	if b.list.update(k, false) {
		return nil
	}
	t, ok := b.chosen()
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.is(keyPeriod, false):
		b.turn(e, k.name)
	case k.is(keyField, false):
		b.nextStep(k.name == "tab")
	case !ok:
		return nil
	case k.name == "enter":
		return []effect{goTo{to: pageCase, arg: t.Case}}
	case k.is(keyProblem, false) && e.me.Auditor:
		return []effect{notice{role: roleWarn, text: capital(e.closed())}}
	case k.is(keyProblem, false):
		return []effect{b.ask(e, t.QueueItem)}
	}
	return nil
}

// turn shows the process beside; in a list, all of them stand before the
// first.
func (b *board) turn(e *env, arrow string) {
	least, at := -1, b.at(b.process)
	if columned(e) || len(b.data.Processes) == 1 {
		least = 0
	}
	at++
	if arrow == "left" {
		at -= 2
	}
	if at = max(least, min(at, len(b.data.Processes)-1)); at < 0 {
		b.process = ""
	} else {
		b.process = b.data.Processes[at].ID
	}
	b.arrange()
}

// nextStep goes to the first task of the step below, or of the one above, and
// round at the ends.
func (b *board) nextStep(down bool) {
	at := b.chosenLine()
	if at < 0 {
		return
	}
	var firsts []int
	here, tasks := 0, 0
	for i, l := range b.lines {
		switch {
		case l.task == nil && l.step != nil:
			firsts = append(firsts, tasks)
		case l.task != nil:
			tasks++
		}
		if i == at {
			here = len(firsts) - 1
		}
	}
	here++
	if !down {
		here -= 2
	}
	b.list.moveTo(firsts[(here+len(firsts))%len(firsts)])
}

// ask loads what the verbs need to know.
func (b *board) ask(e *env, item model.QueueItem) load {
	me := e.me.ID
	return load{name: "verbs", get: func(ctx context.Context, s Store) (any, error) {
		t, err := readTask(ctx, s, me, item)
		if errors.Is(err, errGone) {
			return boardVerbs{}, nil
		}
		return boardVerbs{task: t}, err
	}}
}

func (b *board) uses(e *env) []use {
	none, act := "", ""
	start := []use{}
	if p, ok := pageForKey(keyNew); ok && e.mayOpen(p) {
		start = append(start, use{id: keyNew})
	}
	uses := []use{{id: keyHelp}}
	if len(b.list.ids) == 0 {
		none = e.say(model.Say{EN: "no case is running", ID: "tidak ada kasus yang berjalan"})
		act = none
		uses, start = append(uses, start...), nil
	}
	if e.me.Auditor {
		act = e.closed()
	}
	uses = append(uses, use{id: keyOpen, off: none, words: model.Say{EN: "Open case", ID: "Buka kasus"}})
	uses = append(uses, use{id: keyProblem, off: act, words: model.Say{EN: "Act", ID: "Tindakan"}})
	if len(b.data.Processes) > 1 {
		uses = append(uses, use{id: keyPeriod, words: model.Say{EN: "Process", ID: "Proses"}})
	}
	uses = append(uses, use{id: keyField, words: model.Say{EN: "Next step", ID: "Langkah berikut"}}, use{id: keyMove})
	return append(append(uses, start...), use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}
