package ui

import (
	"context"

	"alur/model"
	"alur/model/compare"
)

func processPage() page {
	return page{
		id:    pageProcess,
		title: model.Say{EN: "The process", ID: "Proses"},
		help: model.Say{
			EN: "The steps from the top, with lines at their left for what branches, runs side by side or goes back. The arrows move, and under the list stands how the step is done; Enter reads all of it. V shows the versions and what changed, B whether a change helped. F8 proposes other words, and for the owner edits, publishes, moves running cases and retires.",
			ID: "Langkah dari atas, dengan garis di kirinya untuk yang bercabang, berjalan bersamaan, atau kembali. Panah memindahkan, dan di bawah daftar ada cara langkah itu; Enter membaca semuanya. V menampilkan versi dan perubahannya, B apakah perubahannya menolong. F8 mengusulkan kata lain, dan bagi pemilik mengubah, menerbitkan, memindahkan kasus, dan menghentikan.",
		},
		make: func() screen { return &processView{} },
		coach: coach{key: keyOpen, words: model.Say{
			EN: "First time here: Enter opens it, F8 shows more.",
			ID: "Pertama kali di sini: Enter membuka, F8 lainnya.",
		}},
	}
}

// processMode is what of a process is looked at.
type processMode int

const (
	// lookSteps is the drawing, lookStep one step of it in full.
	lookSteps processMode = iota
	lookStep
	// lookVersions are all versions, lookMoves the running cases that could
	// follow the one in force.
	lookVersions
	lookMoves
)

// processView shows one process: its drawing, its steps, its versions.
type processView struct {
	id   string
	mode processMode
	// version is the one that is drawn, 0 the one in force.
	version int
	data    processData
	loaded  bool
	steps   list
	// top is the first line shown of a step in full.
	top      int
	versions versionList
	moves    moveList
	// sheet is the question asked last.
	sheet *sheet
}

// processData is what the screen loads.
type processData struct {
	flow    *model.Flow
	version int
	running underWay
	// published are the versions as the record has them, retired is the
	// latest end of it; flows are all of them, by version.
	published []model.Event
	retired   model.Event
	flows     map[int]*model.Flow
	// others are the processes in force.
	others []*model.Flow
}

func (p *processView) typing() bool { return false }

func (p *processView) chooses() *list { return &p.steps }

func (p *processView) head(e *env) *model.ProcessHead { return e.shop.Processes[p.id] }

func (p *processView) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok {
			p.id = id
		}
		return p.load(e)
	case refresh:
		if in.minute {
			return nil
		}
		return p.load(e)
	case newShop:
		return p.load(e)
	case loaded:
		p.came(in)
	case done:
		return p.acted(e, in)
	case answered:
		return p.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return p.key(e, in)
	}
	return nil
}

// shownVersion is the version that is drawn: the one asked for, else the one
// in force where the person works, else the newest.
func (p *processView) shownVersion(e *env) int {
	head := p.head(e)
	switch {
	case head == nil:
		return 0
	case p.version > 0:
		return p.version
	case head.InForce(e.me.Division) > 0:
		return head.InForce(e.me.Division)
	}
	return head.Latest()
}

func (p *processView) load(e *env) []effect {
	head := p.head(e)
	if head == nil {
		return nil
	}
	id, version, latest := p.id, p.shownVersion(e), head.Latest()
	all := p.mode == lookVersions || p.mode == lookMoves
	inForce := flowsInForce(e)
	return []effect{load{name: "process", get: func(ctx context.Context, s Store) (any, error) {
		data, err := readProcess(ctx, s, id, version, latest, all)
		if err == nil {
			data.others, err = inForce(ctx, s)
		}
		return data, err
	}}}
}

// readProcess reads a version, and with all every other one too: what changed
// is said from them.
func readProcess(ctx context.Context, s Store, id string, version, latest int, all bool) (processData, error) {
	data := processData{version: version, flows: map[int]*model.Flow{}}
	running, err := runningCases(ctx, s)
	if err != nil {
		return data, err
	}
	data.running = running[id]
	for v := 1; v <= latest; v++ {
		if v != version && !all {
			continue
		}
		f, err := s.Flow(ctx, id, v)
		if err != nil {
			return data, err
		}
		data.flows[v] = f
	}
	data.flow = data.flows[version]
	events, err := s.Audit(ctx, AuditQuery{Names: []string{"process.published", "process.retired"}})
	for _, ev := range events {
		switch b := ev.Body.(type) {
		case model.ProcessPublished:
			if b.Process.ID == id {
				data.published = append(data.published, ev)
			}
		case model.ProcessRetired:
			if b.Process == id {
				data.retired = ev
			}
		}
	}
	return data, err
}

func (p *processView) came(in loaded) {
	switch v := in.value.(type) {
	case processData:
		if in.err != nil || v.flow == nil {
			return
		}
		p.data, p.loaded = v, true
		var ids []string
		for _, s := range v.flow.Process.Steps {
			ids = append(ids, s.ID)
		}
		p.steps.set(ids)
		p.versions.set(v)
	case MovePlan:
		p.moves.came(v)
	}
}

func (p *processView) key(e *env, k keyPress) []effect {
	switch {
	case !p.loaded:
		if k.name == "esc" {
			return []effect{goBack{}}
		}
		return nil
	case k.is(keyProblem, true):
		return []effect{ask{sheet: p.verbs(e)}}
	case k.is(keyEdit, true):
		return p.edit(e)
	case k.is(keyCompare, false) && (p.mode == lookSteps || p.mode == lookVersions):
		return p.compare(e)
	}
	switch p.mode {
	case lookStep:
		return p.stepKey(e, k)
	case lookVersions:
		return p.versionsKey(e, k)
	case lookMoves:
		return p.movesKey(e, k)
	}
	return p.stepsKey(e, k)
}

func (p *processView) stepsKey(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc" && p.version > 0:
		p.mode, p.version = lookVersions, 0
		return p.load(e)
	case k.name == "esc":
		return []effect{goBack{}}
	case k.is(keyVersions, false):
		p.mode = lookVersions
		return p.load(e)
	case k.name == "enter":
		p.mode, p.top = lookStep, 0
	default:
		p.steps.update(k, false)
	}
	return nil
}

func (p *processView) stepKey(e *env, k keyPress) []effect {
	most := max(0, len(p.detail(e, p.steps.at(), e.width-4))-p.stepRoom(e))
	far := max(1, p.stepRoom(e)-1)
	switch k.name {
	case "esc", "enter":
		p.mode = lookSteps
	case "down", "j":
		p.top++
	case "up", "k":
		p.top--
	case "pgdown":
		p.top += far
	case "pgup":
		p.top -= far
	case "left", "right":
		by := map[string]int{"left": -1, "right": 1}[k.name]
		p.steps.moveTo(p.steps.at() + by)
		p.top = 0
	case "home":
		p.top = 0
	case "end":
		p.top = most
	}
	p.top = max(0, min(p.top, most))
	return nil
}

func (p *processView) uses(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyMove}}
	switch p.mode {
	case lookSteps:
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Read step", ID: "Baca langkah"}}, use{id: keyVersions}, use{id: keyCompare, off: p.compareOff(e)})
	case lookStep:
		uses = append(uses, use{id: keyPeriod, words: model.Say{EN: "Next step", ID: "Langkah lain"}})
	case lookVersions:
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Draw it", ID: "Gambar"}}, use{id: keyTick, words: model.Say{EN: "Compare", ID: "Bandingkan"}}, use{id: keyCompare, off: p.compareOff(e)})
	case lookMoves:
		uses = p.movesUses(e, uses)
	}
	edit := use{id: keyEdit, off: p.ownerOff(e)}
	return append(uses, edit, use{id: keyProblem, words: model.Say{EN: "More", ID: "Lainnya"}, kept: true}, use{id: keyBack}, use{id: keyMenu})
}

// ownerOff says why the process can't be changed by the person, or nothing.
func (p *processView) ownerOff(e *env) string {
	if e.me.Owner {
		return ""
	}
	return e.say(model.Say{EN: "only the owner may", ID: "hanya pemilik yang boleh"})
}

func (p *processView) edit(e *env) []effect {
	if off := p.ownerOff(e); off != "" {
		return []effect{notice{role: roleWarn, text: capital(notNow(e, off))}}
	}
	return []effect{goTo{to: pageEdit, arg: p.id}}
}

// compareOff says why no versions can be set beside each other, or nothing.
func (p *processView) compareOff(e *env) string {
	if !overseer(e.me) {
		return e.say(model.Say{EN: "only owners and auditors see it", ID: "hanya untuk pemilik dan auditor"})
	}
	return ""
}

// compare asks whether a change helped: of the version chosen in the list and
// the one it is compared with there, else of the newest.
func (p *processView) compare(e *env) []effect {
	if off := p.compareOff(e); off != "" {
		return []effect{notice{role: roleWarn, text: capital(notNow(e, off))}}
	}
	ask := compare.Ask{Process: p.id}
	if l := &p.versions; p.mode == lookVersions && l.base > 0 && l.base != l.chosen() {
		ask.Before, ask.After = min(l.base, l.chosen()), max(l.base, l.chosen())
	}
	return []effect{goTo{to: pageCompare, arg: ask}}
}
