package ui

import (
	"context"

	"alur/model"
	"alur/store"
)

func casePage() page {
	return page{
		id:    pageCase,
		title: model.Say{EN: "The case", ID: "Kasus"},
		help: model.Say{
			EN: "Where a case stands: what is done, what is now and who has it, what comes next, everything recorded, and its history. The arrows scroll. Enter takes you to your own task of it. C writes a comment, S shows its whole story, to be saved and printed. F8 promises another time, pins it, takes a task over, or cancels it.",
			ID: "Posisi sebuah kasus: yang sudah, yang sekarang dan siapa yang memegang, yang berikutnya, semua catatan, dan riwayatnya. Panah menggulung. Enter membuka tugas Anda di kasus ini. C menulis komentar, S menampilkan riwayat lengkapnya, untuk disimpan dan dicetak. F8 memberi janji baru, menyematkan, mengambil alih tugas, atau membatalkan.",
		},
		make: func() screen { return &caseView{} },
	}
}

// caseView shows one case whole.
type caseView struct {
	id   string
	data caseData
	// top is the first line of the body that is shown.
	top   int
	lines int
	talk  caseTalk
}

// caseData is what the screen loads.
type caseData struct {
	c    *model.Case
	flow *model.Flow
	// then finds the flow that it followed at an event of its history.
	then    func(model.Event) *model.Flow
	history []model.Event
	// away is where the rest of it lies, if that is not there.
	away  *store.Base
	queue model.Queue
	rows  []model.OpenTask
}

func (v *caseView) typing() bool      { return false }
func (v *caseView) caseShown() string { return v.id }

func (v *caseView) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok {
			v.id = id
		}
		return []effect{v.load(e)}
	case refresh:
		return []effect{v.load(e)}
	case loaded:
		if data, ok := in.value.(caseData); ok {
			v.data = data
			v.talk.c, v.talk.flow, v.talk.rows = data.c, data.flow, data.rows
		}
	case done:
		if mendable(in.err) && v.talk.sheet != nil {
			return []effect{ask{sheet: v.talk.sheet}, v.load(e)}
		}
		return []effect{v.load(e)}
	case answered:
		return v.talk.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return v.key(e, in)
	}
	return nil
}

func (v *caseView) load(e *env) load {
	id, me, now := v.id, e.me.ID, e.now
	return load{name: "case", get: func(ctx context.Context, s Store) (any, error) {
		c, flow, err := s.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		history, err := s.History(ctx, id)
		if err != nil {
			return nil, err
		}
		then, err := store.FlowThen(ctx, s, c, flow)
		if err != nil {
			return nil, err
		}
		away, err := s.Away(ctx, id)
		if err != nil {
			return nil, err
		}
		q, err := s.Queue(ctx, me, now)
		return caseData{c: c, flow: flow, then: then, history: history, away: away, queue: q, rows: model.OpenRows(flow, c)}, err
	}}
}

func (v *caseView) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case v.data.c == nil:
		return nil
	case k.name == "enter":
		if ref, ok := v.mine(); ok {
			return []effect{goTo{to: pageNext, arg: ref, home: true}}
		}
	case k.is(keyProblem, true) && !e.me.Auditor:
		return []effect{ask{sheet: v.talk.caseVerbs(e)}}
	case k.is(keyStory, false):
		return []effect{goTo{to: pageStory, arg: v.id}}
	case k.is(keyComment, false) && !e.me.Auditor:
		return v.talk.chosen(e, verbComment)
	default:
		v.move(e, k)
	}
	return nil
}

// move scrolls by a key.
func (v *caseView) move(e *env, k keyPress) {
	page := max(1, e.height-4)
	switch k.name {
	case "down", "j":
		v.scroll(e, 1)
	case "up", "k":
		v.scroll(e, -1)
	case "pgdown", "space":
		v.scroll(e, page)
	case "pgup":
		v.scroll(e, -page)
	case "home":
		v.scroll(e, -v.lines)
	case "end":
		v.scroll(e, len(v.body(e)))
	}
}

func (v *caseView) scroll(e *env, by int) {
	v.lines = len(v.body(e))
	v.top = max(0, min(v.top+by, v.lines-v.room(e)))
}

// room is how many lines of the body fit under the head.
func (v *caseView) room(e *env) int { return max(1, e.height-4) }

// mine is the task of this case that the person can do now.
func (v *caseView) mine() (model.TaskRef, bool) {
	for _, list := range [][]model.QueueItem{v.data.queue.Items, v.data.queue.Asleep} {
		for _, i := range list {
			if i.Case == v.id {
				return i.TaskRef, true
			}
		}
	}
	return model.TaskRef{}, false
}

func (v *caseView) uses(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyMove, words: model.Say{EN: "Scroll", ID: "Gulung"}}}
	if _, ok := v.mine(); ok {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "My task", ID: "Tugas saya"}})
	}
	if v.data.c != nil && !e.me.Auditor {
		uses = append(uses, use{id: keyComment}, use{id: keyProblem, words: model.Say{EN: "More", ID: "Lainnya"}})
	}
	if v.data.c != nil {
		uses = append(uses, use{id: keyStory})
	}
	return append(uses, use{id: keyCopy, words: model.Say{EN: "Copy number", ID: "Salin nomor"}}, use{id: keyBack}, use{id: keyMenu})
}

func (v *caseView) view(e *env) []string {
	t, c := e.theme, v.data.c
	if c == nil {
		return nil
	}
	right := stateWord(e, c.State)
	started := e.say(model.Say{EN: "%s, version %d, begun %s by %s", ID: "%s, versi %d, dimulai %s oleh %s"},
		clean(v.data.flow.Process.Name), c.Version, e.when(c.Started), e.name(c.StartedBy))
	promise := ""
	if !c.Promise.IsZero() {
		promise = e.say(model.Say{EN: "promised for %s", ID: "janji %s"}, e.when(c.Promise))
		if c.State == model.Running && e.now.After(c.Promise) {
			promise = t.late(t.glyph.up + " " + e.say(model.Say{EN: "LATE, ", ID: "TERLAMBAT, "}) + promise)
		}
	}
	if p := c.Pin; p != nil && c.State == model.Running && e.now.Before(p.Until) {
		right = t.warn(e.say(model.Say{EN: "pinned until %s", ID: "disematkan sampai %s"}, e.when(p.Until))) + "  " + right
	}
	lines := []string{
		"",
		"  " + t.ends(t.strong(clean(c.Title))+"  "+t.dim(clean(c.ID)), right, e.width-4),
		"  " + t.ends(t.dim(started), promise, e.width-4),
		"",
	}
	body := v.body(e)
	top := max(0, min(v.top, len(body)-v.room(e)))
	last := min(len(body), top+v.room(e))
	shown := append([]string{}, body[top:last]...)
	if rest := len(body) - last; rest > 0 {
		shown[len(shown)-1] = t.dim("    " + e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, t.glyph.fall, rest+1))
	}
	return append(lines, shown...)
}

// body is everything under the head.
func (v *caseView) body(e *env) []string {
	lines := v.steps(e)
	lines = append(lines, v.comments(e)...)
	lines = append(lines, v.facts(e)...)
	return append(lines, v.past(e)...)
}
