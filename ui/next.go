package ui

import (
	"alur/model"
)

func nextPage() page {
	return page{
		id:    pageNext,
		title: model.Say{EN: "My next task", ID: "Tugas berikutnya"},
		help: model.Say{
			EN: "This is what to do now. Enter begins it. Tick every line with Space, fill in what is asked, then press F9: the next person is told by itself. If something is wrong, press F8. F5 shows what comes after.",
			ID: "Inilah yang dikerjakan sekarang. Enter memulai. Centang setiap baris dengan Spasi, isi yang diminta, lalu tekan F9: orang berikutnya otomatis tahu. Kalau ada kendala, tekan F8. F5 menampilkan yang sesudahnya.",
		},
		make: func() screen { return &next{} },
		key:  keyNext,
		menu: true,
		coach: coach{key: keyDone, early: true, words: model.Say{
			EN: "First time here: Space ticks, F9 says done.",
			ID: "Pertama kali di sini: Spasi mencentang, F9 selesai.",
		}},
	}
}

// next shows one task, big, and what comes after it.
type next struct {
	queue  model.Queue
	loaded bool
	// noCase is true while no case was ever started; running counts the cases
	// under way, up to mostCounted.
	noCase  bool
	running int
	task    *task
	// alone stands in place of a task, where there is none.
	alone *barredTask
	// after are the tasks that follow, before counts those that came to stand
	// before the one on screen since it is there: stood are those that were
	// there already.
	after  []model.QueueItem
	before int
	stood  map[model.TaskRef]bool
	// pinned keeps the task on screen until it is done or given back, however
	// the queue moves.
	pinned model.TaskRef
	// stops are what Tab and the arrows visit; at is the one with the focus.
	stops []stop
	at    int
	// back is the one to come back to, once the task is read.
	back  string
	edits map[string]*fieldEdit
	// seen is which part of the task is in a window too low for all of it.
	seen seen
	// problem is the conversation that F8 began.
	problem *problem
	// own is true while what an act of the person brought is read.
	own bool
}

func (n *next) pins() model.TaskRef { return n.pinned }

func (n *next) mark() string {
	if s, ok := n.focused(); ok {
		return s.key()
	}
	return n.back
}

func (n *next) comeTo(mark string) { n.back = mark }

func (n *next) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if ref, ok := in.arg.(model.TaskRef); ok {
			n.pinned = ref
		}
		return []effect{n.load(e)}
	case refresh:
		return []effect{n.load(e)}
	case loaded:
		return n.came(e, in)
	case done:
		return n.acted(e, in)
	case answered:
		return n.answered(e, in)
	case scanned:
		return n.scanned(in)
	case pasted:
		return n.typed(in.text)
	case keyPress:
		return n.key(e, in)
	}
	return nil
}

func (n *next) came(e *env, in loaded) []effect {
	data, ok := in.value.(nextData)
	if !ok || in.err != nil {
		return nil
	}
	was, stood, lone := n.task, model.TaskRef{}, n.alone
	if was != nil {
		stood = was.ref()
	}
	n.queue, n.task, n.alone, n.loaded = data.queue, data.task, data.alone, true
	n.noCase, n.running = data.noCase, data.running
	n.pinned = model.TaskRef{}
	if n.task != nil {
		n.pinned = n.task.ref()
	}
	if was == nil || stood != n.pinned {
		n.stood = refsOf(n.queue)
	}
	n.place()
	n.fill(e, was)
	var effects []effect
	if n.pinned != stood || n.turnedBy(was, lone) {
		effects = append(effects, turned{})
	}
	n.own = false
	if data.gone != nil && was != nil && was.ref() == data.gone.task {
		effects = append(effects, notice{role: roleWarn, text: data.gone.say(e)})
	}
	return effects
}

// acted is told how an act went; the screen then reads what is next.
func (n *next) acted(e *env, d done) []effect {
	n.own = true
	if d.err != nil {
		if d.name == "field" {
			n.fault(d)
		}
		if p := n.problem; p != nil && p.again(d) {
			return []effect{ask{sheet: p.sheet}, n.load(e)}
		}
		return []effect{n.load(e)}
	}
	effects := n.forget(d)
	switch d.name {
	case "complete", "leave":
		n.pinned = model.TaskRef{}
	case "undo":
		// What was taken back is what the person wants to see.
		for _, ev := range d.receipt.Events {
			if ev.Step != "" {
				n.pinned = model.TaskRef{Case: ev.Case, Step: ev.Step}
			}
		}
	}
	n.problem = nil
	return append(effects, n.load(e))
}

// place finds the tasks after the one on screen, and how many came before it
// since it is there.
func (n *next) place() {
	n.after, n.before = nil, 0
	fresh := 0
	for _, item := range n.queue.Items {
		if item.TaskRef == n.pinned {
			n.before = fresh
			continue
		}
		if !n.stood[item.TaskRef] {
			fresh++
		}
		n.after = append(n.after, item)
	}
}

// refsOf are the tasks of a queue, those that sleep too.
func refsOf(q model.Queue) map[model.TaskRef]bool {
	refs := map[model.TaskRef]bool{}
	for _, list := range [][]model.QueueItem{q.Items, q.Asleep} {
		for _, i := range list {
			refs[i.TaskRef] = true
		}
	}
	return refs
}

func (n *next) caseShown() string {
	if n.task == nil {
		return ""
	}
	return n.task.item.Case
}

func (n *next) typing() bool {
	s, ok := n.focused()
	return ok && s.kind == stopField
}

func (n *next) uses(e *env) []use {
	if n.task == nil {
		return n.usesEmpty(e)
	}
	var uses []use
	uses = append(uses, use{id: keyHelp}, use{id: keyFind})
	begun := n.task.begun()
	if s, ok := n.focused(); ok && !begun {
		uses = append(uses, use{id: keyOpen, words: n.buttonWords(e, s), kept: e.width >= 80})
	} else if ok && s.kind == stopTick {
		uses = append(uses, use{id: keyTick})
	}
	missing := n.missing(e)
	uses = append(uses, use{id: keyDone, off: missing, kept: begun || missing == ""}, use{id: keyProblem})
	if len(n.after) > 0 {
		uses = append(uses, use{id: keyNext, words: model.Say{EN: "List", ID: "Daftar"}})
	}
	return append(uses, use{id: keyMenu}, use{id: keyLock, kept: true})
}

// usesEmpty are the keys where nothing is to be done: the list first where
// something waits in it.
func (n *next) usesEmpty(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyFind}}
	if _, ok := n.alone.verb(e); ok {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Ask", ID: "Minta"}, kept: true})
		if n.alone.grants {
			uses[len(uses)-1].words = model.Say{EN: "Allow", ID: "Izinkan"}
		}
	}
	look := use{id: keyNext, words: model.Say{EN: "Look again", ID: "Lihat lagi"}}
	waits := len(n.queue.Asleep) > 0
	if waits {
		look.words = model.Say{EN: "List", ID: "Daftar"}
		uses = append(uses, look)
	}
	if p, ok := pageForKey(keyNew); ok && e.mayOpen(p) {
		uses = append(uses, use{id: keyNew})
	}
	if !waits {
		uses = append(uses, look)
	}
	return append(uses, use{id: keyMenu}, use{id: keyLock, kept: true})
}
