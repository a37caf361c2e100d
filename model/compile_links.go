package model

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// checkLinks checks every name of another step that a step uses.
func (c *compiler) checkLinks(i int, s Step) {
	for j, after := range s.After {
		c.checkAfter(stepPath(i, "after["+itoa(j)+"]"), i, after)
	}
	for j, to := range s.Then {
		if to == ToNext {
			c.fault(stepPath(i, "then["+itoa(j)+"]"), Say{
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
			c.fault(path, Say{EN: "two outcomes are called %s", ID: "dua hasil bernama %s"}, o.Name)
		}
		seen[o.Name] = true
		if len(o.To) == 0 {
			c.fault(path, Say{
				EN: "the outcome %s leads nowhere: write next, a step, end or stop",
				ID: "hasil %s tidak menuju ke mana pun: tulis next, sebuah langkah, end atau stop",
			}, o.Name)
		}
		for _, to := range o.To {
			c.checkTarget(path, to)
		}
	}
	if s.NotSameAs != "" {
		c.checkNotSameAs(i, s)
	}
}

func (c *compiler) checkAfter(path string, i int, after string) {
	switch t, ok := c.flow.index[after]; {
	case !ok:
		c.fault(path, Say{
			EN: "after names %q, and no step has that id",
			ID: "after menyebut %q, dan tidak ada langkah dengan id itu",
		}, after)
	case t >= i:
		c.fault(path, Say{
			EN: "after names %q, which does not stand above: move it up, or use an outcome to go back",
			ID: "after menyebut %q, yang tidak berada di atas: pindahkan ke atas, atau pakai hasil untuk kembali",
		}, after)
	}
}

func (c *compiler) checkTarget(path, to string) {
	if _, ok := c.flow.index[to]; !ok && !reserved(to) {
		c.fault(path, Say{
			EN: "%q is neither a step nor next, end or stop",
			ID: "%q bukan langkah dan bukan next, end atau stop",
		}, to)
	}
}

func (c *compiler) checkNotSameAs(i int, s Step) {
	t, ok := c.flow.index[s.NotSameAs]
	if !ok {
		c.fault(stepPath(i, "not_same_as"), Say{
			EN: "not_same_as names %q, and no step has that id",
			ID: "not_same_as menyebut %q, dan tidak ada langkah dengan id itu",
		}, s.NotSameAs)
		return
	}
	if t == i || c.flow.Process.Steps[t].Kind != Do {
		c.fault(stepPath(i, "not_same_as"), Say{
			EN: "not_same_as has to name another step that a person does",
			ID: "not_same_as harus menyebut langkah lain yang dikerjakan orang",
		})
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

// checkWays checks the drawn arrows: every step can start, every step's work
// can end, and nothing ends in the middle unsaid.
func (c *compiler) checkWays() {
	f := c.flow
	steps := f.Process.Steps
	starts := f.canStart()
	ends := f.canEnd()
	for i, s := range steps {
		if other := s.NotSameAs; other != "" && !f.reach[f.index[other]][i] {
			c.fault(stepPath(i, "not_same_as"), Say{
				EN: "not_same_as names %q, which need not be done before this step: only a step that leads here can be kept apart",
				ID: "not_same_as menyebut %q, yang belum tentu dikerjakan sebelum langkah ini: hanya langkah yang menuju ke sini bisa dipisahkan",
			}, other)
		}
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

// canStart marks the steps that some way from the first leads to.
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
			for _, o := range s.outcomes() {
				if f.outcomeEnds(i, o, ends) {
					ends[i] = true
					changed = true
				}
			}
		}
	}
	return ends
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
