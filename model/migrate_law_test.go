package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// edited is a process after an owner changed it: steps with other ids, said so
// by was, steps more and less, other outcomes, other texts. Not every change
// leaves one that passes the checks.
func edited(d dice, p Process, version int) Process {
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		p.Steps[i].Was = ""
	}
	for range d.num("changes", 1, 3) {
		i := d.num("changed step", 0, len(p.Steps)-1)
		s := &p.Steps[i]
		switch d.num("change", 0, 7) {
		case 0:
			s.Text, s.Due = pick(d, "text", s.Text, "Do it otherwise"), "3h"
			if s.Kind == Run {
				s.Text = pick(d, "run", "errand", "note")
			}
		case 1:
			from, to := s.ID, fmt.Sprintf("%s-v%d", s.ID, version)
			rename(&p, from, to)
			p.Steps[i].Was = from
		case 2:
			last := Step{ID: fmt.Sprintf("more%d", version), Kind: Do, Text: "One more", Role: "warehouse"}
			if !slices.ContainsFunc(p.Steps, func(s Step) bool { return s.ID == last.ID }) {
				p.Steps = slices.Insert(p.Steps, d.num("where", 0, len(p.Steps)), last)
			}
		case 3:
			p.Steps = slices.Delete(p.Steps, i, i+1)
			if len(p.Steps) == 0 {
				p.Steps = []Step{{ID: "only", Kind: Do, Text: "All of it", Role: "warehouse"}}
			}
		case 4:
			if s.Kind == Do {
				s.Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: pick(d, "name", "bad", "other"), To: []string{ToEnd}}}
			}
		case 5:
			if s.Kind == Do {
				s.Record = append(slices.Clone(s.Record), Field{Name: "rec_grade", Type: NumberField, Optional: oneIn(d, 2, "optional?")})
				s.Check = append(slices.Clone(s.Check), Check{Text: "Clean"})
			}
		case 6:
			s.When = pick(d, "when", "", `payment == "cod"`)
		case 7:
			s.NotSameAs, s.SameAs, s.After = "", "", nil
		}
	}
	return withEnds(p)
}

// TestWhatMigrateSaysIsSo plays random acts in random processes, of which
// edited versions are published, and asks of each running case whether it can
// be moved. Publishing changes nothing of it. What is moved is what its history
// makes on the new version; what stays stays as it was, with the first event
// that fails: all before it would have fitted.
func TestWhatMigrateSaysIsSo(t *testing.T) {
	moved, renamed, stayed := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := rapidDice{rt}
		f, err := sound(drawProcess(d))
		if err != nil {
			rt.Skip("does not pass the checks")
		}
		k := newWalk(rt, d, newWorld(rt), f)
		k.start()
		for version := 2; version <= 1+d.num("versions", 1, 3); version++ {
			for range d.num("acts", 1, 10) {
				k.act()
				k.holdLaws(rt)
			}
			g, err := sound(edited(d, k.f.Process, version))
			if err != nil || g.Hash() == k.f.Hash() {
				continue
			}
			before := asJSON(rt, k.w.cases)
			k.w.publish(g.Process)
			if after := asJSON(rt, k.w.cases); after != before {
				rt.Fatalf("publishing changed running cases:\n%s\n%s", before, after)
			}
			k.f = g
			for id, c := range k.w.cases {
				if c.Process != g.Process.ID || c.State != Running {
					continue
				}
				if k.move(rt, id) {
					moved++
					if history := k.w.history[id]; len(migration(history[lastMove(history)]).Steps) > 0 {
						renamed++
					}
				} else {
					stayed++
				}
			}
			k.holdLaws(rt)
			if oneIn(d, 2, "another case?") {
				k.start()
			}
		}
		k.finish()
		k.holdLaws(rt)
	})
	t.Logf("%d cases moved, %d of them with steps renamed; %d stayed", moved, renamed, stayed)
	if moved == 0 || stayed == 0 || renamed == 0 && !testing.Short() {
		t.Error("something never happened")
	}
}

// move moves a case to the newest version, or holds that what keeps it is the
// first event that does not fit.
func (k *walk) move(rt *rapid.T, id string) bool {
	c := k.w.cases[id]
	from, to := k.w.Flow(c.Process, c.Version), k.f
	history := slices.Clone(k.w.history[id])
	before, version := asJSON(rt, c), k.w.shop.Processes[c.Process].Latest()
	act := MigrateCase{Case: id, Version: version}
	_, err := k.w.do("hendra", act)
	r := Refused(err)
	switch {
	case err != nil && r == nil:
		rt.Fatal(err)
	case err == nil:
		if got := k.w.cases[id].Version; got != version {
			rt.Fatalf("%s was moved to version %d and follows %d", id, version, got)
		}
		return true
	}
	if after := asJSON(rt, k.w.cases[id]); after != before {
		rt.Fatalf("%s stays, and is changed:\n%s\n%s", id, before, after)
	}
	var failed uint64
	_, rest, _ := strings.Cut(r.In(English), ". Event ")
	if _, err := fmt.Sscan(strings.SplitN(rest, ",", 2)[0], &failed); err != nil || r.Code != "does_not_replay" {
		rt.Fatalf("%s stays, and no event is named: %v", id, r)
	}
	w := &casework{v: k.w, flow: from, c: c}
	move := Event{Case: id, Body: CaseMigrated{Version: version, From: c.Version, Steps: w.names(act)}}
	counts := thatCount(history)
	// fits replays the first events, and the moves, that give steps their ids.
	fits := func(first int) error {
		real := slices.Clone(counts[:first])
		for _, e := range counts[first:] {
			if _, moved := e.Body.(CaseMigrated); moved {
				real = append(real, e)
			}
		}
		real = append(real, move)
		check := &replayCheck{to: to, from: from, shop: k.w.shop, c: c, version: version, real: real}
		_, err := replay(to, real, check.event)
		return err
	}
	at := slices.IndexFunc(counts, func(e Event) bool { return e.Seq == failed })
	if at < 0 {
		rt.Fatalf("event %d is none that counts in %s", failed, id)
	}
	if err := fits(at); at > 0 && err != nil {
		rt.Fatalf("%v, but what came before it does not fit either: %v", r, err)
	}
	if fits(at+1) == nil {
		rt.Fatalf("%v, but it fits", r)
	}
	return false
}

// thatCount are the events of a history that were not undone.
func thatCount(history []Event) []Event {
	undone := map[string]bool{}
	for _, e := range history {
		if u, ok := e.Body.(Undone); ok {
			undone[u.Undoes] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(history), func(e Event) bool {
		_, undo := e.Body.(Undone)
		return undo || undone[e.Op]
	})
}
