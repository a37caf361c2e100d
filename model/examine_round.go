package model

import "slices"

// A check is a step with skip: never that somebody or another process does.
// Its followers are the steps that forward arrows lead to from it, by placement,
// after or then, however far.
//
// A run goes round a check where a follower comes up, the check was not done
// since work last came to a step that leads to it, and its way parted from
// the check in one of these ways:
//
//   - The check itself was passed by: its condition was false, or it is done
//     for each entry of a list that was empty.
//   - A step above ended with an outcome that leads to the follower at once,
//     through nothing but what alur does by itself. Whoever works there can
//     press that button, and nobody checks.
//   - A step above ended with an outcome that does not lead to the follower
//     at all, and work that stood beside it brought the follower up alone.
//   - A step beside it ended with an outcome that stops the case while the
//     check was still to come, and the case counts as finished.
//   - A step above ended with an outcome that leads to the follower through
//     work of its own in which nobody has to look at anything either, and the
//     follower follows the check by placement or after alone.
//
// It does not go round where such work has a step that is never skipped or
// that has lines to be ticked: it was chosen in place of the check, as new
// goods in place of money back, and the follower waits for either. Nor where a
// choose parted the ways: that is how an owner writes down which cases need
// the check and which don't, and no button leads round it.
type rounding struct {
	x *exploring
	// check is the index of the check, turns how ways parted from it.
	check int
	turns []turn
	seen  map[string]bool
	todo  []course
}

// turn is where a way parted from the check: the step, and its outcome.
// Passing the check itself by has no outcome.
type turn struct {
	step    int
	outcome Outcome
}

// What a course knows of the check, beside the turns from 0.
const (
	checkAhead = -1
	// checkDone is also where there is nothing more to say of it.
	checkDone = -2
)

// course is where a case stands, and what became of the check on the way.
type course struct {
	lit []link
	// full is true once the list that the check is done for has entries.
	full bool
	turn int
}

// checks looks for runs that go round a step that is never to be skipped.
func (x *exploring) checks() {
	for i, s := range x.f.Process.Steps {
		if !s.NeverSkip || s.Kind.ByItself() {
			continue
		}
		r := &rounding{x: x, check: i, seen: map[string]bool{}}
		if !r.mayBe() {
			continue
		}
		r.visit(course{lit: []link{{from: -1}}, full: s.Each == "" || s.EachRole() != "" || fillsList(x.f.Process.Start.Ask, s.Each), turn: checkAhead})
		for len(r.todo) > 0 && x.courseMoves <= mostMoves {
			at := r.todo[0]
			r.todo = r.todo[1:]
			r.look(at)
		}
		x.roundsCapped = x.roundsCapped || len(r.todo) > 0
	}
}

// mayBe reports whether any arrows lead to a follower of the check without
// it, whatever they wait for: where none do, no state need be looked at.
func (r *rounding) mayBe() bool {
	f := r.x.f
	check := &f.Process.Steps[r.check]
	if len(f.next[r.check]) == 0 {
		return false
	}
	if check.When != "" || check.Each != "" {
		return true
	}
	todo := []int{0}
	for _, o := range check.outcomes() {
		for _, t := range f.targets(r.check, o) {
			if f.reach[t][r.check] {
				todo = append(todo, t)
			}
		}
	}
	seen := map[int]bool{r.check: true}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		if r.behind(at) {
			return true
		}
		for _, o := range f.Process.Steps[at].outcomes() {
			todo = append(todo, f.targets(at, o)...)
		}
	}
	return false
}

// fillsList reports whether a list has entries once these fields were asked
// for.
func fillsList(fields []Field, name string) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name && !f.Optional })
}

func (r *rounding) visit(c course) {
	r.x.courseMoves += 1 + len(c.lit)/16
	if len(c.lit) == 0 {
		return
	}
	key := r.x.key(c.lit) + " " + itoa(c.turn)
	if c.full {
		key += " full"
	}
	if r.seen[key] {
		return
	}
	if r.x.courses >= mostStates || r.x.courseMoves > mostMoves {
		r.x.roundsCapped = true
		return
	}
	r.x.courses++
	r.seen[key] = true
	r.todo = append(r.todo, c)
}

// behind reports whether a step is a follower of the check. One that ends the
// case as cancelled is where work is given up, unless it follows at once.
func (r *rounding) behind(i int) bool {
	f := r.x.f
	return i != r.check && f.reach[r.check][i] && (f.Process.Steps[i].Ends == "" || slices.Contains(f.next[r.check], i))
}

// look goes on from each ready step of a state.
func (r *rounding) look(at course) {
	f := r.x.f
	for _, i := range r.x.ready(at.lit) {
		s := &f.Process.Steps[i]
		if at.turn >= 0 && r.behind(i) {
			r.tell(r.turns[at.turn], i)
		}
		if i == r.check {
			r.lookAtCheck(at, s)
			continue
		}
		// Its condition may be false, and its owner may skip it: both go on as
		// usual, with nothing recorded.
		if s.When != "" || s.Each != "" || !s.NeverSkip {
			r.onward(at, i, f.Usual(s.ID), at.full)
		}
		for _, o := range s.outcomes() {
			full := at.full || o.GoesOn() && fillsList(f.fills(s), f.Process.Steps[r.check].Each)
			r.onward(at, i, o, full)
		}
	}
}

// lookAtCheck goes on from the check: it is done, or passed by.
func (r *rounding) lookAtCheck(at course, s *Step) {
	f := r.x.f
	if s.When != "" || !at.full {
		usual := f.Usual(s.ID)
		r.visit(course{lit: r.x.finish(at.lit, r.check, usual), full: at.full, turn: r.turned(turn{step: r.check})})
	}
	for _, o := range s.outcomes() {
		next := course{lit: r.x.finish(at.lit, r.check, o), full: at.full, turn: checkDone}
		if r.ahead(next.lit) {
			next.turn = checkAhead
		}
		r.visit(next)
	}
}

// onward goes on from step i with one of its outcomes.
func (r *rounding) onward(at course, i int, o Outcome, full bool) {
	if at.turn == checkAhead {
		r.tellStop(i, o)
	}
	next := course{lit: r.x.finish(at.lit, i, o), full: full, turn: at.turn}
	switch ahead := r.ahead(next.lit); {
	case at.turn == checkAhead && !ahead:
		next.turn = r.turned(turn{step: i, outcome: o})
	case at.turn != checkAhead && ahead:
		// Work came back to above the check, which is to be done again.
		next.turn = checkAhead
	case at.turn >= 0 && o.GoesOn() && r.x.f.Process.Steps[i].Ends != "":
		// The case counts as cancelled from here.
		next.turn = checkDone
	}
	r.visit(next)
}

// ahead reports whether some work still leads to the check.
func (r *rounding) ahead(lit []link) bool {
	return slices.ContainsFunc(lit, func(l link) bool { return r.x.f.reach[l.to][r.check] })
}

func (r *rounding) turned(t turn) int {
	for i, known := range r.turns {
		if known.step == t.step && known.outcome.Name == t.outcome.Name {
			return i
		}
	}
	r.turns = append(r.turns, t)
	return len(r.turns) - 1
}

// tell warns of a turn by which a follower of the check came up, if it goes
// round the check.
func (r *rounding) tell(t turn, follower int) {
	steps := r.x.f.Process.Steps
	check, from, to := steps[r.check], steps[t.step], steps[follower]
	path := stepPath(r.check, "")
	direct, leads := r.leads(t, follower)
	branch := t.step != r.check && leads && !direct
	if from.Kind == Choose || branch && !r.unlooked(t, follower) || !r.x.once(path+" "+from.ID+" "+t.outcome.Name) {
		return
	}
	switch {
	case t.step == r.check && check.When != "":
		r.x.c.warn(path, Say{
			EN: "%q is never to be skipped, but where its when: is false %q comes up without it: take when: out, or let a choose: above say which cases need no check",
			ID: "%q tidak boleh dilewati, tetapi bila when:-nya tidak terpenuhi %q muncul tanpanya: hapus when:, atau biarkan choose: di atasnya menentukan kasus mana yang tidak perlu diperiksa",
		}, check.Text, to.Text)
	case t.step == r.check:
		r.x.c.warn(path, Say{
			EN: "%q is never to be skipped, but where %s is empty nobody does it and %q comes up: ask for %[2]s at the start without ?, or record it without ? in a step with skip: never",
			ID: "%q tidak boleh dilewati, tetapi bila %s kosong tidak ada yang mengerjakannya dan %q muncul: tanyakan %[2]s di awal tanpa ?, atau catat tanpa ? di langkah dengan skip: never",
		}, check.Text, check.Each, to.Text)
	case direct:
		r.x.c.warn(path, Say{
			EN: "%q is never to be skipped, but %q done as %s leads to %q without it: let %[3]s lead here, or let a choose: say which cases need no check",
			ID: "%q tidak boleh dilewati, tetapi %q yang selesai sebagai %s menuju %q tanpanya: arahkan %[3]s ke langkah ini, atau biarkan choose: menentukan kasus mana yang tidak perlu diperiksa",
		}, check.Text, from.Text, t.outcome.Name, to.Text)
	case branch:
		r.x.c.warn(path, Say{
			EN: "%q is never to be skipped, but the branch that %q done as %s leads to brings up %q without it: let the branch join above this step, give it a check: of its own, or let a choose: say which cases need no check",
			ID: "%q tidak boleh dilewati, tetapi cabang setelah %q selesai sebagai %s memunculkan %q tanpanya: gabungkan cabang itu di atas langkah ini, beri check: sendiri, atau biarkan choose: menentukan kasus mana yang tidak perlu diperiksa",
		}, check.Text, from.Text, t.outcome.Name, to.Text)
	default:
		r.x.c.warn(path, Say{
			EN: "%q is never to be skipped, but once %q is done as %s the work beside it brings up %q alone: let %[3]s lead here, to stop, or back",
			ID: "%q tidak boleh dilewati, tetapi setelah %q selesai sebagai %s pekerjaan di sampingnya memunculkan %q sendirian: arahkan %[3]s ke langkah ini, ke stop, atau kembali",
		}, check.Text, from.Text, t.outcome.Name, to.Text)
	}
}

// tellStop warns of an outcome beside the check that stops the case, which
// counts as finished with the check undone. A step above the check may give the
// work up, and so may one that says that the case ends as cancelled.
func (r *rounding) tellStop(i int, o Outcome) {
	steps := r.x.f.Process.Steps
	check, from := steps[r.check], steps[i]
	path := stepPath(r.check, "")
	_, stop := r.x.f.out(from.ID, o)
	if !stop || r.x.f.reach[i][r.check] || from.Kind == Choose || from.Ends != "" || !r.x.once(path+" "+from.ID+" "+o.Name) {
		return
	}
	r.x.c.warn(path, Say{
		EN: "%q is never to be skipped, but %q done as %s stops the case beside it, as finished: let %[3]s lead to end or back, or to a step with ends: cancelled",
		ID: "%q tidak boleh dilewati, tetapi %q yang selesai sebagai %s menghentikan kasus di sampingnya, seolah selesai: arahkan %[3]s ke end atau kembali, atau ke langkah dengan ends: cancelled",
	}, check.Text, from.Text, o.Name)
}

// leads reports whether an outcome leads to a step below it at all, and
// whether it does through nothing but what alur does by itself.
func (r *rounding) leads(t turn, to int) (direct, leads bool) {
	f := r.x.f
	todo := f.targets(t.step, t.outcome)
	seen := map[int]bool{}
	for _, at := range todo {
		leads = leads || at > t.step && f.reach[at][to]
	}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if at == to {
			return true, leads
		}
		if seen[at] || !f.Process.Steps[at].Kind.ByItself() || f.Process.Steps[at].Ends != "" {
			continue
		}
		seen[at] = true
		for _, o := range f.Process.Steps[at].outcomes() {
			todo = append(todo, f.targets(at, o)...)
		}
	}
	return false, leads
}
