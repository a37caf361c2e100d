package model

import (
	"os"
	"strconv"
	"testing"
)

// count is how many shapes there are.
func (sh shapes) count() uint64 {
	n := uint64(1)
	for i := range sh.steps {
		for _, digit := range sh.digits(i) {
			n *= uint64(digit)
		}
	}
	return n
}

// digits are how many choices there are for each part of a step: where it
// follows, where a second outcome leads, and its then.
func (sh shapes) digits(i int) [3]int {
	return [3]int{len(aftersOf(i)), len(targetsOf(sh.steps, true)), len(targetsOf(sh.steps, sh.thens))}
}

// at is the shape of a number below the count. Lateness is left out.
func (sh shapes) at(number uint64) Process {
	p := Process{Name: "Plain", ID: "plain", Role: "warehouse"}
	for i := range sh.steps {
		var chosen [3]int
		for d, digit := range sh.digits(i) {
			chosen[d] = int(number % uint64(digit)) //nolint:gosec // Below the digit.
			number /= uint64(digit)
		}
		s := Step{ID: stepID(i), Text: "Do " + stepID(i), After: aftersOf(i)[chosen[0]], Then: targetsOf(sh.steps, sh.thens)[chosen[2]]}
		if second := targetsOf(sh.steps, true)[chosen[1]]; second != nil {
			s.Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: "bad", To: second}}
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

// spread calls visit with so many different shapes, from all over them; with
// all of them where there are no more.
func (sh shapes) spread(most uint64, visit func(Process)) (visited uint64) {
	all := sh.count()
	// A stride that has no divisor with their number in common comes to each
	// shape once; near the golden section it leaves no large gap.
	stride := uint64(float64(all)*0.6180339887) | 1
	for common(stride, all) > 1 {
		stride += 2
	}
	at := uint64(0)
	for ; visited < min(most, all); visited++ {
		visit(sh.at(at))
		at = (at + stride) % all
	}
	return visited
}

func common(a, b uint64) uint64 {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// TestTheReadyRuleHoldsInShapesOfUpToSixSteps compares the program with the
// naive model, as TestTheReadyRuleIsWhatTheDesignSays does, in shapes of three to
// six steps with thens that are spread over all of them. ALUR_SHAPES says how
// many of six steps, of each size below four times as many: 4000 takes about a
// minute of one core, and all looks at each there is, which for five and six
// steps nobody lives to see.
func TestTheReadyRuleHoldsInShapesOfUpToSixSteps(t *testing.T) {
	most := uint64(200)
	if text := os.Getenv("ALUR_SHAPES"); text == "all" {
		most = ^uint64(0)
	} else if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		most = n
	}
	for n := 6; n >= 3; n-- {
		sh := shapes{steps: n, thens: true}
		x := &comparing{t: t}
		visited := sh.spread(most, x.compare)
		t.Logf("%d of %d shapes of %d steps: %s", visited, sh.count(), n, x)
		if uint64(x.processes) < visited/20 || x.capped > 0 { //nolint:gosec // Not negative.
			t.Errorf("too little was compared")
		}
		if most <= sh.count()/4 {
			most *= 4
		}
	}
}

// TestShapesAreEachComeToOnce: spread over all of them, shapes are those that
// are filled in one after the other.
func TestShapesAreEachComeToOnce(t *testing.T) {
	sh := shapes{steps: 2, thens: true}
	seen := map[string]bool{}
	n := sh.spread(^uint64(0), func(p Process) { seen[asJSON(t, p)] = true })
	sh.each(func(p Process) {
		if !seen[asJSON(t, p)] {
			t.Errorf("never come to: %s", asJSON(t, p))
		}
		delete(seen, asJSON(t, p))
	})
	if n != sh.count() || len(seen) > 0 {
		t.Errorf("%d of %d visited, %d of them are no shapes", n, sh.count(), len(seen))
	}
}
