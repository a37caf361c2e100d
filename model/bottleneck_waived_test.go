package model

import (
	"maps"
	"testing"
	"time"
)

func waivedAt(times ...time.Time) []Waiver {
	var all []Waiver
	for _, at := range times {
		all = append(all, Waiver{By: "hendra", Reason: "alone", At: at, Until: at.Add(time.Hour)})
	}
	return all
}

// Four eyes waived are counted by when they were, whatever became of the task.
func TestFourEyesWaivedAreCountedInThePeriod(t *testing.T) {
	in := friday()
	before, within, after := in.Since.Add(-time.Second), jakarta(26, 9, 0), in.Now.Add(time.Second)
	withdrawn := finished(1, "quality", jakarta(24, 9, 0), time.Time{})
	withdrawn.State, withdrawn.Ended, withdrawn.Waivers = Withdrawn, jakarta(26, 10, 0), waivedAt(before, in.Since, within)
	once := withdrawn
	once.Waivers = waivedAt(before, within)
	done := finished(2, "quality", jakarta(24, 9, 0), jakarta(24, 9, 5))
	done.Waivers = waivedAt(within)
	open := openTask(3, "pack", Ready, jakarta(27, 9, 0))
	open.Waivers = waivedAt(before, within, after)
	other := finished(4, "count", jakarta(24, 9, 0), jakarta(24, 9, 5))
	other.Process, other.Waivers = "stock-count", waivedAt(within)
	for _, c := range []struct {
		name      string
		past      []Attempt
		open      []OpenTask
		process   string
		en, id    string
		byProcess map[string]int
	}{
		{name: "never", past: aWeekOf(3, "quality", 5), byProcess: map[string]int{}},
		{
			"once, in a round that was only withdrawn", []Attempt{once}, nil, "",
			"Four eyes were waived once at Do quality in this time.",
			"Empat mata dibebaskan sekali di Do quality dalam masa ini.",
			map[string]int{"online-order": 1},
		},
		{
			"three times at one step", []Attempt{withdrawn, done}, nil, "",
			"Four eyes were waived 3 times at Do quality in this time.",
			"Empat mata dibebaskan 3 kali di Do quality dalam masa ini.",
			map[string]int{"online-order": 3},
		},
		{
			"at several steps and processes, the most first", []Attempt{other, withdrawn, done}, []OpenTask{open}, "",
			"Four eyes were waived 5 times in this time: Do quality 3, Do pack 1, Do count 1.",
			"Empat mata dibebaskan 5 kali dalam masa ini: Do quality 3, Do pack 1, Do count 1.",
			map[string]int{"online-order": 4, "stock-count": 1},
		},
		{
			"of one process", []Attempt{other, withdrawn, done}, []OpenTask{open}, "stock-count",
			"Four eyes were waived once at Do count in this time.",
			"Empat mata dibebaskan sekali di Do count dalam masa ini.",
			map[string]int{"stock-count": 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := friday()
			in.Past, in.Open, in.Process = c.past, c.open, c.process
			b := in.bottlenecks()
			if got := b.WaivedByProcess(); !maps.Equal(got, c.byProcess) {
				t.Errorf("by process %v, want %v", got, c.byProcess)
			}
			said := b.Sentences()
			if c.en == "" {
				if got := b.Waived(); !got.Empty() {
					t.Errorf("said %q where none was waived", got.In(English))
				}
				return
			}
			last := said[len(said)-1]
			if en, id := last.In(English), last.In(Indonesian); en != c.en || id != c.id {
				t.Errorf("said\n%s\n%s\nwant\n%s\n%s", en, id, c.en, c.id)
			}
		})
	}
}
