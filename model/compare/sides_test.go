package compare

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"alur/model"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// onDay is a time so many days after start.
func onDay(d int) time.Time { return start.AddDate(0, 0, d) }

// published makes the head of a process; a hash that comes again is the same
// definition.
func published(list ...model.Published) *model.ProcessHead {
	h := &model.ProcessHead{ID: "p", Name: "Repair"}
	for i, p := range list {
		p.Version = i + 1
		h.Versions = append(h.Versions, p)
	}
	return h
}

// TestSides: which cases stand on which side, by what was published when.
func TestSides(t *testing.T) {
	north, south := []string{"north"}, []string{"south"}
	for name, c := range map[string]struct {
		head            *model.ProcessHead
		divisions       []string
		ask             Ask
		before, after   Side
		together, drawn bool
		code            model.Code
	}{
		"one version": {head: published(model.Published{Hash: "a"}), code: "one_version"},
		"a share": {
			head:   published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50), Share: 20}),
			before: Side{Version: 1, Versions: []int{1}, From: onDay(50), To: onDay(60), Seen: onDay(60), Share: 80},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(50), To: onDay(60), Seen: onDay(60), Share: 20}, together: true, drawn: true,
		},
		"a share in one division": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50), Share: 20, Divisions: north}), divisions: []string{"north", "south"},
			before: Side{Version: 1, Versions: []int{1}, Divisions: north, From: onDay(50), To: onDay(60), Seen: onDay(60), Share: 80},
			after:  Side{Version: 2, Versions: []int{2}, Divisions: north, From: onDay(50), To: onDay(60), Seen: onDay(60), Share: 20}, together: true, drawn: true,
		},
		"one division": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50), Divisions: north}), divisions: []string{"north", "south"},
			before: Side{Version: 1, Versions: []int{1}, Divisions: []string{"", "south"}, From: onDay(50), To: onDay(60), Seen: onDay(60)},
			after:  Side{Version: 2, Versions: []int{2}, Divisions: north, From: onDay(50), To: onDay(60), Seen: onDay(60)}, together: true,
		},
		"rolled out after its trial": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(40), Share: 50}, model.Published{Hash: "b", At: onDay(50)}),
			// The time of the trial is the fairer one.
			before: Side{Version: 1, Versions: []int{1}, From: onDay(40), To: onDay(50), Seen: onDay(60), Share: 50},
			after:  Side{Version: 2, Versions: []int{2, 3}, From: onDay(40), To: onDay(50), Seen: onDay(60), Share: 50}, together: true, drawn: true,
		},
		"a trial that was ended": {
			head:   published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(40), Share: 50}, model.Published{Hash: "a", At: onDay(50)}),
			before: Side{Version: 1, Versions: []int{1, 3}, From: onDay(40), To: onDay(50), Seen: onDay(60), Share: 50},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(40), To: onDay(50), Seen: onDay(60), Share: 50}, together: true, drawn: true,
		},
		"tried in one division beside another trial, then rolled out": {
			head: published(
				model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(30), Share: 50},
				model.Published{Hash: "c", At: onDay(40), Divisions: north}, model.Published{Hash: "c", At: onDay(50)},
			), divisions: []string{"north", "south"},
			// Version 2 was in force nowhere.
			before: Side{Version: 1, Versions: []int{1}, Divisions: []string{"", "south"}, From: onDay(40), To: onDay(50), Seen: onDay(60)},
			after:  Side{Version: 3, Versions: []int{3, 4}, Divisions: north, From: onDay(40), To: onDay(50), Seen: onDay(60)}, together: true,
		},
		"for all in place of another trial": {
			head:   published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(40), Share: 50}, model.Published{Hash: "c", At: onDay(50)}),
			before: Side{Version: 1, Versions: []int{1}, From: onDay(22), To: onDay(50), Seen: onDay(50)},
			after:  Side{Version: 3, Versions: []int{3}, From: onDay(50), To: onDay(60), Seen: onDay(60)},
		},
		"one after the other": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50)}),
			// Four weeks back at least, and seen as it stood at the change.
			before: Side{Version: 1, Versions: []int{1}, From: onDay(22), To: onDay(50), Seen: onDay(50)},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(50), To: onDay(60), Seen: onDay(60)},
		},
		"a younger one before": {
			head:   published(model.Published{Hash: "a", At: onDay(40)}, model.Published{Hash: "b", At: onDay(50)}),
			before: Side{Version: 1, Versions: []int{1}, From: onDay(40), To: onDay(50), Seen: onDay(50)},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(50), To: onDay(60), Seen: onDay(60)},
		},
		"as long as the newer, in weeks": {
			head:   published(model.Published{Hash: "a", At: onDay(-100)}, model.Published{Hash: "b", At: onDay(20)}),
			before: Side{Version: 1, Versions: []int{1}, From: onDay(-22), To: onDay(20), Seen: onDay(20)},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(20), To: onDay(60), Seen: onDay(60)},
		},
		"since": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50)}), ask: Ask{Since: onDay(2)},
			before: Side{Version: 1, Versions: []int{1}, From: onDay(2), To: onDay(50), Seen: onDay(50)},
			after:  Side{Version: 2, Versions: []int{2}, From: onDay(50), To: onDay(60), Seen: onDay(60)},
		},
		"one between": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(30)}, model.Published{Hash: "c", At: onDay(40)}), ask: Ask{Before: 1, After: 3},
			before: Side{Version: 1, Versions: []int{1}, From: onDay(2), To: onDay(30), Seen: onDay(30)},
			after:  Side{Version: 3, Versions: []int{3}, From: onDay(40), To: onDay(60), Seen: onDay(60)},
		},
		"two divisions": {
			head: published(model.Published{Hash: "a", At: onDay(0)}), divisions: []string{"north", "south"}, ask: Ask{Only: &[2]string{"north", "south"}, Since: onDay(10)},
			before: Side{Divisions: north, From: onDay(10), To: onDay(60), Seen: onDay(60)},
			after:  Side{Divisions: south, From: onDay(10), To: onDay(60), Seen: onDay(60)}, together: true,
		},
		"two versions in two divisions": {
			head:      published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50), Divisions: north}),
			divisions: []string{"north", "south"}, ask: Ask{Before: 1, After: 2, Only: &[2]string{"south", "north"}},
			before: Side{Version: 1, Versions: []int{1}, Divisions: south, From: onDay(50), To: onDay(60), Seen: onDay(60)},
			after:  Side{Version: 2, Versions: []int{2}, Divisions: north, From: onDay(50), To: onDay(60), Seen: onDay(60)}, together: true,
		},
		"never there": {
			head:      published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(50), Divisions: north}),
			divisions: []string{"north", "south"}, ask: Ask{Before: 1, After: 2, Only: &[2]string{"south", "south"}}, code: "never_begun",
		},
		"the same": {
			head: published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(5)}, model.Published{Hash: "a", At: onDay(9)}),
			ask:  Ask{Before: 1, After: 3}, code: "same_version",
		},
		"no such": {head: published(model.Published{Hash: "a"}, model.Published{Hash: "b"}), ask: Ask{Before: 1, After: 9}, code: "unknown_version"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &model.Shop{Processes: map[string]*model.ProcessHead{"p": c.head}}
			s.Divisions = map[string]string{}
			for _, d := range c.divisions {
				s.Divisions[d] = d
			}
			c.ask.Process = "p"
			q, err := c.ask.Question(s, func(string, int) *model.Flow { return nil }, onDay(60))
			if c.code != "" {
				if r := model.Refused(err); r == nil || r.Code != c.code {
					t.Fatalf("%v, not %s", err, c.code)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			same := func(a, b Side) bool {
				return a.Version == b.Version && slices.Equal(a.Versions, b.Versions) && (a.Divisions == nil) == (b.Divisions == nil) && slices.Equal(a.Divisions, b.Divisions) &&
					a.From.Equal(b.From) && a.To.Equal(b.To) && a.Seen.Equal(b.Seen) && a.Share == b.Share
			}
			if !same(q.Before, c.before) || !same(q.After, c.after) || q.Together != c.together || q.Drawn != c.drawn {
				t.Errorf("%+v\n%+v\ntogether %v drawn %v", q.Before, q.After, q.Together, q.Drawn)
			}
		})
	}
}

// TestMovedCasesAreOnNoSide: a case that began by one version and has another
// now is left out and counted.
func TestMovedCasesAreOnNoSide(t *testing.T) {
	h := published(model.Published{Hash: "a", At: onDay(0)}, model.Published{Hash: "b", At: onDay(10), Share: 50})
	s := &model.Shop{Processes: map[string]*model.ProcessHead{"p": h}}
	q, err := Ask{Process: "p"}.Question(s, func(string, int) *model.Flow { return nil }, onDay(40))
	if err != nil {
		t.Fatal(err)
	}
	var logs []*model.CaseLog
	drawn := [3]int{}
	for i := range 100 {
		l := aCase(1, i, onDay(11).Add(time.Duration(i)*time.Hour), time.Hour, false, 0)
		l.Version = h.VersionFor("", numberOf(t, l.Case))
		drawn[l.Version]++
		logs = append(logs, l)
	}
	// All are moved to version 2, among them one from before the trial.
	old := aCase(1, 100, onDay(9), 10*24*time.Hour, false, 0)
	for _, l := range append(logs, old) {
		l.Version = 2
	}
	c := Of(append(logs, old), q, model.AlwaysOpen())
	if c.Before.Cases != 0 || c.After.Cases != drawn[2] || c.After.Moved != drawn[1]+1 {
		t.Errorf("drawn were %v: %+v %+v", drawn, c.Before, c.After)
	}
}

func numberOf(t *testing.T, id string) int {
	t.Helper()
	n, err := strconv.Atoi(id[strings.LastIndex(id, "-")+1:])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
