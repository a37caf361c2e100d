package model

import "slices"

func (c *coming) comes(i int) {
	if !c.up[i] {
		c.up[i] = true
		c.left--
	}
}

// settle calls visit with where a case stands once alur did what it does by
// itself: in one place, or where conditions are not plain in any of several. It
// stops where visit says so, and answers that.
func (c *coming) settle(s standing, visit func(standing) bool) bool {
	c.picks = c.picks[:0]
	for {
		c.picked = 0
		// Visit may settle as well.
		after := c.settleOnce(s)
		picks := slices.Clone(c.picks)
		if !visit(after) {
			return false
		}
		for len(picks) > 0 && picks[len(picks)-1] == 0 {
			picks = picks[:len(picks)-1]
		}
		if len(picks) == 0 {
			return true
		}
		picks[len(picks)-1]--
		c.picks = picks
	}
}

// pick takes the last of several answers at first, and then each before it, as
// often as settle comes here on the way that it came before.
func (c *coming) pick(answers ...answer) answer {
	if c.picked == len(c.picks) {
		c.picks = append(c.picks, len(answers)-1)
	}
	c.picked++
	return answers[c.picks[c.picked-1]]
}

// settleOnce does what alur does by itself, as casework.settle does: it opens
// the steps that come up, and passes those that nobody is asked about.
func (c *coming) settleOnce(s standing) standing {
	s.open, s.owners = slices.Clone(s.open), slices.Clone(s.owners)
	been, circling := map[string]bool{}, false
	for len(s.lit) > 0 {
		c.withdraw(&s)
		at := c.x.key(s.lit)
		circling = circling || been[at]
		been[at] = true
		if !c.openNext(&s, &circling, been) {
			for i := range c.up {
				if s.open.has(i) {
					c.comes(i)
				}
			}
			return s
		}
	}
	clear(s.open) // The case has ended, and takes what is open along.
	return s
}

// withdraw takes back what was opened and has to wait once more.
func (c *coming) withdraw(s *standing) {
	for i := range c.f.Process.Steps {
		if !s.open.has(i) {
			continue
		}
		arrived := slices.ContainsFunc(s.lit, func(l link) bool { return l.to == i })
		if !arrived || !s.owners.has(i) && !c.f.comesUp(s.lit, i) {
			s.open.take(i)
			s.owners.take(i)
		}
	}
}

// openNext opens the steps that come up from the top, and reports whether one
// was passed at once.
func (c *coming) openNext(s *standing, circling *bool, been map[string]bool) bool {
	ready := c.x.ready(s.lit)
	slices.Sort(ready)
	for _, i := range ready {
		if s.open.has(i) {
			continue
		}
		step := &c.f.Process.Steps[i]
		decided := step.When != "" || step.Each != "" || step.Kind == Choose || step.Kind == Run
		round := *circling && decided
		if round {
			*circling = false
			clear(been)
		}
		o, passed, unsure := c.atOnce(step, s.given, round)
		if passed {
			s.lit = c.x.finish(s.lit, i, o)
			return true
		}
		s.open.put(i)
		if unsure {
			s.owners.put(i)
		}
	}
	return false
}

// atOnce is the outcome with which alur passes a step the moment it comes up;
// unsure where the owner is asked, as going round does.
func (c *coming) atOnce(s *Step, given string, round bool) (o Outcome, passed, unsure bool) {
	if round {
		return o, false, true
	}
	if cond := c.f.conds[s.ID]; cond != nil {
		switch says := c.says(cond, given); {
		case says.unsaid:
			return o, false, true
		case !says.yes:
			return c.f.Usual(s.ID), true, false
		}
	}
	i := c.f.Index(s.ID)
	switch {
	case s.Kind == Auto:
		c.comes(i)
		return c.f.Usual(s.ID), true, false
	case s.Kind == Choose:
		for n, branch := range c.f.branches[s.ID] {
			says := answer{yes: true}
			if branch != nil {
				says = c.says(branch, given)
			}
			if says.unsaid {
				return o, false, true
			}
			if says.yes {
				c.comes(i)
				return s.Outcomes[n], true, false
			}
		}
		return o, false, true
	case s.Each != "" && s.EachRole() == "" && c.value(s.Each, given).Empty():
		return c.f.Usual(s.ID), true, false
	}
	return o, false, false
}

// onward calls visit with each state that one act leads to; it stops where
// visit says so.
func (c *coming) onward(s standing, visit func(standing) bool) {
	for i := range c.f.Process.Steps {
		if !s.open.has(i) {
			continue
		}
		step := &c.f.Process.Steps[i]
		if late, ok := ParseLate(step.Late); ok && late.Step != "" {
			next := s
			next.lit = lateLit(s.lit, link{from: i, to: c.f.index[late.Step]})
			if !c.settle(next, visit) {
				return
			}
		}
		for _, o := range step.outcomes() {
			more := c.records(step, o, s.given, func(given string) bool {
				next := standing{lit: c.x.finish(s.lit, i, o), open: slices.Clone(s.open), owners: slices.Clone(s.owners), given: given}
				next.open.take(i)
				next.owners.take(i)
				return c.settle(next, visit)
			})
			if !more {
				return
			}
		}
	}
}

// records calls visit with what the fields may hold once a step ended with an
// outcome; see products.
func (c *coming) records(s *Step, o Outcome, given string, visit func(string) bool) bool {
	choices := make([][]byte, len(c.names))
	for i, name := range c.names {
		choices[i] = []byte{given[i]}
		for _, field := range c.f.fills(s) {
			if field.Name == name {
				choices[i] = c.recorded(field, i, given[i], o.GoesOn())
			}
		}
	}
	return products(choices, visit)
}

// begin calls visit with where a case can stand that was asked this.
func (c *coming) begin(given string, visit func(standing) bool) bool {
	n := len(c.f.Process.Steps)
	return c.settle(standing{lit: []link{{from: -1}}, open: newBitset(n), owners: newBitset(n), given: given}, visit)
}

// wanderings and longestWay bound what wander tries.
const (
	wanderings = 200
	longestWay = 200
)

// wander plays some cases by taking now this act and now that one, which comes
// to most steps long before all states were seen. It always takes the same.
func (c *coming) wander() {
	var begun []standing
	c.starts(func(given string) bool {
		return c.begin(given, func(s standing) bool {
			begun = append(begun, s)
			return len(begun) < mostAnswers
		})
	})
	turn := uint32(1)
	pick := func(of []standing) standing {
		turn = turn*1664525 + 1013904223
		return of[int(turn>>8)%len(of)] //nolint:gosec // 24 bits.
	}
	for n := 0; n < wanderings && c.left > 0 && len(begun) > 0; n++ {
		at := pick(begun)
		for range longestWay {
			var ways []standing
			c.onward(at, func(s standing) bool {
				ways = append(ways, s)
				return len(ways) < longestWay && c.left > 0
			})
			if c.moves += len(ways); len(ways) == 0 || c.left == 0 || c.moves > mostMoves {
				break
			}
			at = pick(ways)
		}
	}
	c.moves = 0
}

// explore looks at every state until each step has come up. It answers false
// where there are too many.
func (c *coming) explore() bool {
	few := func() bool { return len(c.seen) <= mostStates && c.moves <= mostMoves }
	visit := func(s standing) bool {
		c.moves++
		key := c.x.key(s.lit) + " " + s.open.text() + s.owners.text() + s.given
		if len(s.lit) > 0 && !c.seen[key] {
			c.seen[key] = true
			c.todo = append(c.todo, s)
		}
		return c.left > 0 && few()
	}
	c.starts(func(given string) bool { return c.begin(given, visit) })
	for c.left > 0 && len(c.todo) > 0 && few() {
		at := c.todo[0]
		c.todo = c.todo[1:]
		c.onward(at, visit)
	}
	return few()
}
