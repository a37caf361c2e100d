package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"alur/model/modeltest/dice"

	"pgregory.net/rapid"
)

// TestWhatMigrateSaysIsSo plays random acts in random processes, of which
// edited versions are published, and asks of each running case whether it can
// be moved. Publishing changes nothing of it. What is moved is what its history
// makes on the new version; what stays stays as it was, with the first event
// that fails: all before it would have fitted.
func TestWhatMigrateSaysIsSo(t *testing.T) {
	moved, renamed, stayed := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := dice.Rapid(rt)
		f, err := sound(Drawn.Process(d))
		if err != nil {
			rt.Skip("does not pass the checks")
		}
		k := newWalk(rt, d, newWorld(rt), f)
		k.start()
		for version := 2; version <= 1+d.Num("versions", 1, 3); version++ {
			for range d.Num("acts", 1, 10) {
				k.act()
				k.holdLaws(rt)
			}
			g, err := sound(Drawn.Edited(d, k.f.Process, version))
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
			if dice.OneIn(d, 2, "another case?") {
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
