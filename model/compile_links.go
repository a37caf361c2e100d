package model

import (
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// checkLinks checks every name of another step that a step uses.
func (c *compiler) checkLinks(i int, s Step) {
	for j, after := range s.After {
		c.checkAfter(stepPath(i, "after["+itoa(j)+"]"), i, after)
	}
	for j, to := range s.Then {
		if to == ToNext {
			c.cut(stepPath(i, "then["+itoa(j)+"]"), Say{
				EN: "then: next says nothing: leave it out, or name a step, end or stop",
				ID: "then: next tidak mengatakan apa-apa: hapus, atau sebut sebuah langkah, end atau stop",
			})
			continue
		}
		c.checkTarget(stepPath(i, "then["+itoa(j)+"]"), to)
	}
	seen := map[string]bool{}
	for _, o := range s.Outcomes {
		path := stepPath(i, "outcomes."+o.Name)
		if seen[o.Name] {
			c.cut(path, Say{EN: "two outcomes are called %s", ID: "dua hasil bernama %s"}, o.Name)
		}
		seen[o.Name] = true
		if len(o.To) == 0 {
			c.cut(path, Say{
				EN: "the outcome %s leads nowhere: write next, a step, end or stop",
				ID: "hasil %s tidak menuju ke mana pun: tulis next, sebuah langkah, end atau stop",
			}, o.Name)
		}
		for _, to := range o.To {
			c.checkTarget(path, to)
		}
	}
	c.checkSame(i, "not_same_as", s.NotSameAs)
	c.checkSame(i, "same_as", s.SameAs)
	if s.SameAs != "" && s.SameAs == s.NotSameAs {
		c.fault(stepPath(i, "same_as"), Say{
			EN: "same_as and not_same_as name the same step, so nobody may do this one: leave one of them out",
			ID: "same_as dan not_same_as menyebut langkah yang sama, jadi tidak ada yang boleh mengerjakan langkah ini: hapus salah satu",
		})
	}
	c.checkNotes(i, s)
}

// checkNotes checks what a step says of its past and its future.
func (c *compiler) checkNotes(i int, s Step) {
	if s.Todo != "" {
		c.warn(stepPath(i, "todo"), Say{
			EN: "still to do in %q: %s",
			ID: "yang masih harus ditulis di %q: %s",
		}, s.Text, s.Todo)
	}
	if s.Was == "" {
		return
	}
	if _, ok := c.flow.index[s.Was]; ok {
		c.fault(stepPath(i, "was"), Say{
			EN: "was names %q, and a step has that id now: was is for the id this step had before",
			ID: "was menyebut %q, dan sekarang ada langkah dengan id itu: was untuk id lama langkah ini",
		}, s.Was)
	}
	for j, other := range c.flow.Process.Steps[:i] {
		if other.Was == s.Was {
			c.fault(stepPath(i, "was"), Say{
				EN: "step %d was %q as well: only one step can take its place",
				ID: "langkah %d juga dulunya %q: hanya satu langkah bisa menggantikannya",
			}, j+1, s.Was)
		}
	}
}

func (c *compiler) checkAfter(path string, i int, after string) {
	switch t, ok := c.flow.index[after]; {
	case !ok:
		c.cut(path, Say{
			EN: "after names %q, and no step has that id",
			ID: "after menyebut %q, dan tidak ada langkah dengan id itu",
		}, after)
	case t >= i:
		c.cut(path, Say{
			EN: "after names %q, which does not stand above: move it up, or use an outcome to go back",
			ID: "after menyebut %q, yang tidak berada di atas: pindahkan ke atas, atau pakai hasil untuk kembali",
		}, after)
	}
}

func (c *compiler) checkTarget(path, to string) {
	if _, ok := c.flow.index[to]; !ok && !reserved(to) {
		c.cut(path, Say{
			EN: "%q is neither a step nor next, end or stop",
			ID: "%q bukan langkah dan bukan next, end atau stop",
		}, to)
	}
}

// checkWhen compiles the condition of a step, and asks for a way on where it
// is false.
func (c *compiler) checkWhen(i int, s Step) {
	if s.When == "" {
		return
	}
	cond, fault := compileCondition(s.When, c.flow.fields)
	if fault != nil {
		fault.Path = stepPath(i, "when")
		c.faults = append(c.faults, *fault)
		c.flow.conds[s.ID] = &condition{text: s.When}
		return
	}
	c.flow.conds[s.ID] = cond
	for _, o := range s.outcomes() {
		if o.GoesOn() {
			return
		}
	}
	c.fault(stepPath(i, "when"), Say{
		EN: "where the condition is false work has to go on: let one outcome go to next",
		ID: "bila syaratnya tidak terpenuhi pekerjaan harus berlanjut: biarkan satu hasil menuju next",
	})
}

// checkDemands faults an outcome of a check that may not be skipped which
// leads where next does: with a reason alone, its ticks would be gone round.
func (c *compiler) checkDemands(i int, s Step) {
	demands := slices.ContainsFunc(s.Check, func(k Check) bool { return !k.Optional }) ||
		slices.ContainsFunc(s.Record, func(f Field) bool { return !f.Optional })
	if !s.NeverSkip || !demands {
		return
	}
	for _, o := range s.Outcomes {
		for _, to := range o.To {
			if t, ok := c.flow.index[to]; ok && !o.GoesOn() && slices.Contains(c.flow.next[i], t) {
				c.fault(stepPath(i, "outcomes."+o.Name), Say{
					EN: "%s leads to %q, which follows anyway, and would ask for no tick and no value of this check: write next in place of %s",
					ID: "%s menuju %q, yang memang berikutnya, tanpa meminta centang dan isian pemeriksaan ini: tulis next sebagai ganti %s",
				}, o.Name, c.flow.Process.Steps[t].Text, to)
			}
		}
	}
}

// checkWays checks the drawn arrows: every step can start, every step's work
// can end, and nothing ends in the middle unsaid.
func (c *compiler) checkWays() {
	f := c.flow
	steps := f.Process.Steps
	starts := f.canStart()
	ends := f.canEnd()
	c.checkCircles()
	c.checkPeople()
	for i, s := range steps {
		c.checkBefore(i, "not_same_as", s.NotSameAs)
		c.checkBefore(i, "same_as", s.SameAs)
		c.checkDemands(i, s)
		if i < len(steps)-1 && len(s.Then) == 0 && len(f.next[i]) == 0 && goesOn(s) {
			c.fault(stepPath(i, ""), Say{
				EN: "nothing follows %q: write then: end if work ends here, or let a step say after: %s",
				ID: "tidak ada yang mengikuti %q: tulis then: end bila pekerjaan berakhir di sini, atau biarkan sebuah langkah berkata after: %s",
			}, s.Text, s.ID)
		}
		if !starts[i] {
			c.fault(stepPath(i, ""), Say{
				EN: "%q can never start: no way from the first step leads to it",
				ID: "%q tidak pernah bisa dimulai: tidak ada jalan dari langkah pertama ke sini",
			}, s.Text)
		}
		if !ends[i] {
			c.fault(stepPath(i, ""), Say{
				EN: "work in %q can never end: every way from it leads round in a circle",
				ID: "pekerjaan di %q tidak pernah bisa selesai: semua jalan dari sini berputar-putar",
			}, s.Text)
		}
	}
}

func goesOn(s Step) bool {
	for _, o := range s.outcomes() {
		if o.GoesOn() {
			return true
		}
	}
	return false
}

// canStart marks the steps that some way from the first leads to, by outcomes
// or by the lateness of a step that can start itself.
func (f *Flow) canStart() []bool {
	starts := make([]bool, len(f.Process.Steps))
	todo := []int{0}
	for len(todo) > 0 {
		i := todo[0]
		todo = todo[1:]
		if starts[i] {
			continue
		}
		starts[i] = true
		for _, o := range f.Process.Steps[i].outcomes() {
			todo = append(todo, f.targets(i, o)...)
		}
		if late, ok := ParseLate(f.Process.Steps[i].Late); ok && late.Step != "" {
			if t, ok := f.index[late.Step]; ok {
				todo = append(todo, t)
			}
		}
	}
	return starts
}

// canEnd marks the steps whose work can end: by some outcome all of whose
// targets can. It is the least fixpoint of the ways out.
func (f *Flow) canEnd() []bool {
	ends := make([]bool, len(f.Process.Steps))
	for changed := true; changed; {
		changed = false
		for i, s := range f.Process.Steps {
			if ends[i] {
				continue
			}
			for _, o := range s.waysOut() {
				if f.outcomeEnds(i, o, ends) {
					ends[i] = true
					changed = true
				}
			}
		}
	}
	return ends
}

// waysOut are the outcomes by which work can be led out of a step. The other
// process of a run is there to be finished: that somebody cancels it is no way
// to count on.
func (s *Step) waysOut() []Outcome {
	return slices.DeleteFunc(slices.Clone(s.outcomes()), func(o Outcome) bool { return s.Kind == Run && o.Name != RunFinished })
}

func (f *Flow) outcomeEnds(i int, o Outcome, ends []bool) bool {
	if _, stop := f.out(f.Process.Steps[i].ID, o); stop {
		return true
	}
	for _, t := range f.targets(i, o) {
		if !ends[t] {
			return false
		}
	}
	return true
}
