package model

// checkSame checks the step that not_same_as or same_as names.
func (c *compiler) checkSame(i int, key, other string) {
	if other == "" {
		return
	}
	t, ok := c.flow.index[other]
	if !ok {
		c.fault(stepPath(i, key), Say{
			EN: "%s names %q, and no step has that id",
			ID: "%s menyebut %q, dan tidak ada langkah dengan id itu",
		}, key, other)
		return
	}
	if c.flow.Process.Steps[t].Each != "" {
		c.fault(stepPath(i, key), Say{
			EN: "%s names %q, which several people do",
			ID: "%s menyebut %q, yang dikerjakan beberapa orang",
		}, key, other)
		return
	}
	if t == i || c.flow.Process.Steps[t].Kind != Do {
		c.fault(stepPath(i, key), Say{
			EN: "%s has to name another step that a person does",
			ID: "%s harus menyebut langkah lain yang dikerjakan orang",
		}, key)
	}
}

// checkBefore checks that the step which not_same_as or same_as names leads
// to this one: nobody knows yet who is going to do what comes later.
func (c *compiler) checkBefore(i int, key, other string) {
	t, ok := c.flow.index[other]
	if !ok || t == i || c.flow.Process.Steps[t].Kind != Do || c.flow.Process.Steps[t].Each != "" || c.flow.reach[t][i] {
		return // Of a step that can't be named at all checkSame told already.
	}
	c.fault(stepPath(i, key), Say{
		EN: "%s names %q, which need not be done before this step: name a step that leads here",
		ID: "%s menyebut %q, yang belum tentu dikerjakan sebelum langkah ini: sebut langkah yang menuju ke sini",
	}, key, other)
}

// checkPeople faults steps that nobody may do: those that same_as, over
// however many steps, gives to the very person whom not_same_as keeps away.
func (c *compiler) checkPeople() {
	steps := c.flow.Process.Steps
	// first is the step above, over all same_as, that says who does each.
	first := make([]int, len(steps))
	for i, s := range steps {
		first[i] = i
		if t, ok := c.flow.index[s.SameAs]; ok && t < i {
			first[i] = first[t]
		}
	}
	for i, s := range steps {
		t, ok := c.flow.index[s.NotSameAs]
		if !ok || first[t] != first[i] || s.SameAs == s.NotSameAs {
			continue
		}
		c.fault(stepPath(i, "not_same_as"), Say{
			EN: "nobody may do this step: same_as gives it to who does %q, and not_same_as keeps that person away: leave one of them out",
			ID: "tidak ada yang boleh mengerjakan langkah ini: same_as memberikannya kepada yang mengerjakan %q, dan not_same_as melarang orang itu: hapus salah satu",
		}, steps[t].Text)
	}
}
