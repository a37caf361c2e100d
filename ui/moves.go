package ui

import (
	"context"

	"alur/model"
)

// moveList is the part of a process page that moves running cases to the
// version in force: what could move, what stays and why, and then the act.
type moveList struct {
	plan   MovePlan
	loaded bool
	target int
	list   list
	// left are the cases still to be moved in this act, moved and stayed
	// count the others of it.
	left          []string
	moved, stayed int
}

// moveButton is the row of the list that moves them.
const moveButton = "?move"

func (m *moveList) came(plan MovePlan) {
	m.plan, m.loaded = plan, true
	var ids []string
	for _, c := range plan.Moves {
		ids = append(ids, c.Case)
	}
	for _, c := range plan.Stays {
		ids = append(ids, c.Case)
	}
	if m.list.sel == "" {
		m.list.sel = moveButton
	}
	m.list.set(append(ids, moveButton))
}

// toMoves asks what would move.
func (p *processView) toMoves(e *env) []effect {
	p.mode = lookMoves
	p.moves = moveList{target: p.data.version}
	return []effect{p.loadMoves(e)}
}

func (p *processView) loadMoves(e *env) load {
	id, target, me := p.id, p.moves.target, e.me.ID
	return load{name: "moves", get: func(ctx context.Context, s Store) (any, error) {
		return s.WouldMove(ctx, id, target, me)
	}}
}

func (p *processView) movesKey(e *env, k keyPress) []effect {
	m := &p.moves
	switch {
	case k.name == "esc":
		p.mode = lookSteps
	case (k.is(keyDone, true) || k.name == "enter" && m.list.sel == moveButton) && len(m.plan.Moves) > 0:
		p.sheet = p.moveSheet(e)
		return []effect{ask{sheet: p.sheet}}
	case k.name == "enter" && m.list.sel != moveButton && m.list.sel != "":
		return []effect{goTo{to: pageCase, arg: m.list.sel}}
	default:
		m.list.update(k, false)
	}
	return nil
}

func (p *processView) movesUses(e *env, uses []use) []use {
	off := ""
	if len(p.moves.plan.Moves) == 0 {
		off = e.say(model.Say{EN: "no case can move", ID: "tidak ada kasus yang bisa pindah"})
	}
	return append(uses, use{id: keyDone, words: model.Say{EN: "Move them", ID: "Pindahkan"}, off: off}, use{id: keyOpen, words: model.Say{EN: "Open case", ID: "Buka kasus"}})
}

func (p *processView) moveSheet(e *env) *sheet {
	n := len(p.moves.plan.Moves)
	title := e.say(model.Say{EN: "Move %d cases to version %d", ID: "Pindahkan %d kasus ke versi %d"}, n, p.moves.target)
	if n == 1 {
		title = e.say(model.Say{EN: "Move one case to version %d", ID: "Pindahkan satu kasus ke versi %d"}, p.moves.target)
	}
	lead := []string{e.say(model.Say{
		EN: "What is done stays done, with ticks and values. From now on these cases follow the steps of version %d; who works on one sees them at once.",
		ID: "Yang selesai tetap selesai, dengan centang dan isiannya. Sejak sekarang kasus ini mengikuti langkah versi %d; yang sedang mengerjakan langsung melihatnya.",
	}, p.moves.target)}
	return &sheet{name: verbMoves, title: title, lead: lead, form: form{items: buttons(e, e.say(model.Say{EN: "Move them", ID: "Pindahkan"}))}}
}

// beginMoves moves the cases of the plan, one after the other.
func (p *processView) beginMoves() []effect {
	m := &p.moves
	m.left, m.moved, m.stayed = nil, 0, 0
	for _, c := range m.plan.Moves {
		m.left = append(m.left, c.Case)
	}
	return p.moveNext()
}

func (p *processView) moveNext() []effect {
	m := &p.moves
	if len(m.left) == 0 {
		return nil
	}
	return []effect{do{name: verbMoves, act: model.MigrateCase{Case: m.left[0], Version: m.target}}}
}

// wasMoved is told how the move of one case went. One that can't be moved any
// more stays; the others go on.
func (p *processView) wasMoved(e *env, d done) []effect {
	m := &p.moves
	if len(m.left) == 0 {
		return nil
	}
	m.left = m.left[1:]
	switch {
	case d.err == nil:
		m.moved++
	case model.Refused(d.err) != nil:
		m.stayed++
	default:
		m.left = nil
	}
	if len(m.left) > 0 {
		return p.moveNext()
	}
	said := notice{role: roleGood, text: e.say(model.Say{EN: "Moved: %d. Stayed: %d.", ID: "Pindah: %d. Tetap: %d."}, m.moved, m.stayed)}
	effects := append(p.load(e), p.loadMoves(e))
	if d.err != nil && model.Refused(d.err) == nil {
		return effects
	}
	return append(effects, said)
}

// movesView lists what would move and what would stay, and why.
func (p *processView) movesView(e *env) []string {
	t, m := e.theme, &p.moves
	lines := p.headLines(e)[:2]
	if !m.loaded {
		return lines
	}
	lines = append(lines, "", "  "+t.strong(p.movesHead(e)), "")
	body := make([]string, 0, len(m.list.ids))
	focus := 0
	for _, id := range m.list.ids {
		if id == m.list.sel {
			focus = len(body)
		}
		body = append(body, p.moveRow(e, id)...)
	}
	return append(lines, scrolled(e, body, focus, e.height-len(lines))...)
}

func (p *processView) movesHead(e *env) string {
	m := &p.moves
	switch moves, stays := len(m.plan.Moves), len(m.plan.Stays); {
	case moves+stays == 0:
		return e.say(model.Say{EN: "Every running case follows version %d already.", ID: "Semua kasus berjalan sudah mengikuti versi %d."}, m.target)
	case stays == 0 && moves == 1:
		return e.say(model.Say{EN: "The one running case can follow version %d.", ID: "Satu-satunya kasus berjalan bisa mengikuti versi %d."}, m.target)
	case stays == 0:
		return e.say(model.Say{EN: "All %d running cases can follow version %d.", ID: "Semua %d kasus berjalan bisa mengikuti versi %d."}, moves, m.target)
	case moves == 0:
		return e.say(model.Say{EN: "No running case can follow version %d; why stands under each.", ID: "Tidak ada kasus berjalan yang bisa mengikuti versi %d; alasannya di bawah masing-masing."}, m.target)
	default:
		return e.say(model.Say{EN: "Running cases that can follow version %d: %d. Stay with theirs: %d.", ID: "Bisa mengikuti versi %d: %d kasus berjalan. Tetap di versinya: %d."}, m.target, moves, stays)
	}
}

func (p *processView) moveRow(e *env, id string) []string {
	t, m := e.theme, &p.moves
	mark := "  "
	if id == m.list.sel {
		mark = t.glyph.point + " "
	}
	if id == moveButton {
		if len(m.plan.Moves) == 0 {
			return nil
		}
		label := e.say(model.Say{EN: "Move them  F9", ID: "Pindahkan  F9"})
		return []string{"", "    " + button(t, label, id == m.list.sel, false)}
	}
	for _, c := range m.plan.Moves {
		if c.Case == id {
			now := e.say(model.Say{EN: "from version %d", ID: "dari versi %d"}, c.From)
			return []string{"  " + mark + t.good(t.glyph.tick) + " " + t.ends(clean(c.Title)+"  "+t.dim(clean(c.Case)), now, e.width-8)}
		}
	}
	for _, c := range m.plan.Stays {
		if c.Case == id {
			lines := []string{"  " + mark + "= " + t.ends(clean(c.Title)+"  "+t.dim(clean(c.Case)), e.say(model.Say{EN: "stays", ID: "tetap"}), e.width-8)}
			return append(lines, indent(wrapPaint(t, roleDim, clean(c.Why.In(e.lang)), e.width-10), 6)...)
		}
	}
	return nil
}
