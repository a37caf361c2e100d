package model

// checkChoose checks the branches of a choose: each has a condition, in the
// end one of them is taken for certain, and nobody is asked anything.
func (c *compiler) checkChoose(i int, s Step) {
	if len(s.Check)+len(s.Record) > 0 || s.Role != "" {
		c.fault(stepPath(i, ""), Say{
			EN: "alur chooses by itself, so %q can have no role, check or record: put them on a do: step before it",
			ID: "alur memilih sendiri, jadi %q tidak bisa punya role, check atau record: letakkan di langkah do: sebelumnya",
		}, s.ID)
	}
	if len(s.Outcomes) == 0 {
		c.cut(stepPath(i, "choose"), Say{
			EN: `choose has no branches: write conditions and where they lead, as in {"total >= 1000000": approval, else: next}`,
			ID: `choose tidak punya cabang: tulis syarat dan tujuannya, misalnya {"total >= 1000000": persetujuan, else: next}`,
		})
		return
	}
	branches := make([]*condition, len(s.Outcomes))
	sound := true
	for j, o := range s.Outcomes {
		path := stepPath(i, "choose."+o.Name)
		if o.When == "" {
			if j < len(s.Outcomes)-1 {
				c.fault(path, Say{
					EN: "else is taken where no condition is true, so it has to stand last",
					ID: "else diambil bila tidak ada syarat yang terpenuhi, jadi harus paling akhir",
				})
			}
			continue
		}
		cond, fault := compileCondition(o.When, c.flow.fields)
		if fault != nil {
			fault.Path = path
			c.faults = append(c.faults, *fault)
			branches[j] = &condition{text: o.When}
			sound = false
			continue
		}
		branches[j] = cond
	}
	c.flow.branches[s.ID] = branches
	if sound && !surelyOne(branches, c.flow.fields) {
		c.fault(stepPath(i, "choose"), Say{
			EN: "no branch may be true here: end with else: and where work goes then",
			ID: "mungkin tidak ada cabang yang terpenuhi: akhiri dengan else: dan tujuannya",
		})
	}
}

// mostAnswers bounds the combinations of answers that are tried.
const mostAnswers = 4096

// surelyOne reports whether one branch is true for certain: an else, one that
// is always true, or, where only choices and yes/no decide, one for every
// combination of answers.
func surelyOne(branches []*condition, fields map[string]Field) bool {
	var names []string
	seen := map[string]bool{}
	for _, b := range branches {
		if b == nil {
			return true
		}
		for _, name := range b.uses {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	answers := make([][]string, len(names))
	all := 1
	for i, name := range names {
		switch f := fields[name]; f.Type {
		case ChoiceField:
			answers[i] = f.Choices
			if f.Optional {
				answers[i] = append([]string{""}, f.Choices...)
			}
		case YesNoField:
			answers[i] = []string{"yes", "no"}
		default:
			return oneAlways(branches)
		}
		if all *= len(answers[i]); all > mostAnswers {
			return false
		}
	}
	for n := range all {
		values := Values{}
		for i, name := range names {
			values[name] = Value{Text: answers[i][n%len(answers[i])]}
			n /= len(answers[i])
		}
		if !oneHolds(branches, values) {
			return false
		}
	}
	return true
}

// oneAlways reports whether a branch is true whatever the fields are.
func oneAlways(branches []*condition) bool {
	for _, b := range branches {
		if len(b.uses) == 0 {
			if yes, _, err := b.holds(Values{}); yes && err == nil {
				return true
			}
		}
	}
	return false
}

func oneHolds(branches []*condition, values Values) bool {
	for _, b := range branches {
		if yes, _, err := b.holds(values); yes && err == nil {
			return true
		}
	}
	return false
}

// checkCircles refuses steps that alur does by itself and that lead round to
// themselves by none that waits for somebody: it would go round for ever.
func (c *compiler) checkCircles() {
	f := c.flow
	for i, s := range f.Process.Steps {
		if s.Kind.ByItself() && f.leadsToItself(i) {
			c.endless = true
			c.fault(stepPath(i, ""), Say{
				EN: "alur does %q and all that leads back to it by itself, and would go round for ever: put a step that a person does between",
				ID: "alur mengerjakan %q dan semua yang kembali ke sana sendiri, dan akan berputar tanpa akhir: letakkan langkah yang dikerjakan orang di antaranya",
			}, s.Text)
		}
	}
}

// leadsToItself reports whether arrows lead from step i back to it through
// steps that alur does by itself alone.
func (f *Flow) leadsToItself(i int) bool {
	seen := map[int]bool{}
	todo := []int{i}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for _, o := range f.Process.Steps[at].outcomes() {
			for _, t := range f.targets(at, o) {
				if t == i {
					return true
				}
				if !seen[t] && f.Process.Steps[t].Kind.ByItself() {
					seen[t] = true
					todo = append(todo, t)
				}
			}
		}
	}
	return false
}

// choice is the branch a choose takes by the fields of the case, with the
// values that decided. An error means that a condition before it can't be
// said.
func (f *Flow) choice(s *Step, fields Values) (Outcome, Values, error) {
	decided := Values{}
	for i, o := range s.Outcomes {
		if o.When == "" {
			return o, decided, nil
		}
		yes, used, err := f.branches[s.ID][i].holds(fields)
		if err != nil {
			return Outcome{}, nil, err
		}
		for name, v := range used {
			decided[name] = v
		}
		if yes {
			return o, decided, nil
		}
	}
	return Outcome{}, nil, &Held{Code: HeldNoBranch}
}
