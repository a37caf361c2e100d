package torture_test

import (
	"slices"
	"testing"
)

// TestCrashesLoseNothing cuts the power while people work, in every place
// where something waited to be written: of what waited any part may be there,
// and none of it whole.
func TestCrashesLoseNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("opens hundreds of files")
	}
	needsStrace(t)
	states := number(t, "ALUR_CRASHES", 400)
	seen := 0
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			life, l := sc.watched(t)
			e := newExplorer(t, l)
			part := int(float64(states) * sc.part)
			if part == 0 {
				part = max(1, states-seen)
			}
			e.explore(life, part)
			for _, why := range e.first {
				t.Error(why)
			}
			if e.bad > 0 {
				t.Errorf("%d states in all are not as promised", e.bad)
			}
			if least := min(part, fewStates); len(e.different) < least {
				t.Errorf("only %d states were seen, not %d: the scene shows nothing", len(e.different), least)
			}
			seen += len(e.different)
			t.Logf("%d calls to the disk, %d different states after a power cut", len(life.steps), len(e.different))
		})
	}
	t.Logf("%d states in all", seen)
}

// fewStates is how many every scene leads to at least, where so many are asked
// for.
const fewStates = 5

// TestCrashesWithoutSyncsAreNoticed leaves out syncs, as a program would that
// wants to be fast, or a disk that lies: then acts get lost, and the test above
// would say so.
func TestCrashesWithoutSyncsAreNoticed(t *testing.T) {
	if testing.Short() {
		t.Skip("opens hundreds of files")
	}
	needsStrace(t)
	states := max(200, number(t, "ALUR_CRASHES", 400)/20)
	for _, sc := range scenes() {
		ways := []string{"all"}
		switch sc.name {
		case handsAtOnce().name:
			ways = append(ways, "before the head", "after the head")
		case scenePair, founding, sceneMigration, sceneBackup, sceneRestore, sceneArchive:
		default:
			continue // There syncs fail by themselves.
		}
		t.Run(sc.name, func(t *testing.T) {
			life, l := sc.watched(t)
			for _, left := range ways {
				e := newExplorer(t, l)
				lying := life
				lying.steps = withoutSyncs(life.steps, left)
				e.explore(lying, states)
				if e.bad == 0 {
					t.Errorf("without syncs %s: nothing was noticed in %d states: the test does not bite", left, len(e.different))
					continue
				}
				t.Logf("without syncs %s: %d of %d states are noticed, the first: %s", left, e.bad, len(e.different), e.first[0])
			}
		})
	}
}

// withoutSyncs leaves out all syncs of files, or those of one kind: a commit
// syncs its pages before it writes the head of the file, and again after.
func withoutSyncs(steps []step, which string) []step {
	head := false
	return slices.DeleteFunc(slices.Clone(steps), func(s step) bool {
		switch s.what {
		case "write":
			head = s.at < metaPages
		case "sync":
			return which == "all" || head == (which == "after the head")
		}
		return false
	})
}
