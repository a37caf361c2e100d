package modeltest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"alur/model"
	"alur/model/modeltest/dice"
)

// Edited is a process after an owner changed it: steps with other ids, said so
// by was, steps more and less, other outcomes, other texts. Not every change
// leaves one that passes the checks.
func Edited(d dice.Dice, p model.Process, version int) model.Process {
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		p.Steps[i].Was = ""
	}
	for range d.Num("changes", 1, 3) {
		i := d.Num("changed step", 0, len(p.Steps)-1)
		s := &p.Steps[i]
		switch d.Num("change", 0, 7) {
		case 0:
			s.Text, s.Due = dice.Pick(d, "text", s.Text, "Do it otherwise"), "3h"
			if s.Kind == model.Run {
				s.Text = dice.Pick(d, "run", "errand", "note")
			}
		case 1:
			from := s.ID
			p = renamed(p, from, fmt.Sprintf("%s-v%d", from, version))
			p.Steps[i].Was = from
		case 2:
			more := model.Step{ID: fmt.Sprintf("more%d", version), Kind: model.Do, Text: "One more", Role: "warehouse"}
			if !slices.ContainsFunc(p.Steps, func(s model.Step) bool { return s.ID == more.ID }) {
				p.Steps = slices.Insert(p.Steps, d.Num("where", 0, len(p.Steps)), more)
			}
		case 3:
			p.Steps = slices.Delete(p.Steps, i, i+1)
			if len(p.Steps) == 0 {
				p.Steps = []model.Step{{ID: "only", Kind: model.Do, Text: "All of it", Role: "warehouse"}}
			}
		case 4:
			if s.Kind == model.Do {
				s.Outcomes = []model.Outcome{{Name: "ok", To: []string{model.ToNext}}, {Name: dice.Pick(d, "name", "bad", "other"), To: []string{model.ToEnd}}}
			}
		case 5:
			if s.Kind == model.Do {
				s.Record = append(slices.Clone(s.Record), model.Field{Name: "rec_grade", Type: model.NumberField, Optional: dice.OneIn(d, 2, "optional?")})
				s.Check = append(slices.Clone(s.Check), model.Check{Text: "Clean"})
			}
		case 6:
			s.When = dice.Pick(d, "when", "", `payment == "cod"`)
		case 7:
			s.NotSameAs, s.SameAs, s.After = "", "", nil
		}
	}
	return withEnds(p)
}

// renamed is a process in which a step is called otherwise, wherever it is
// named: ids of drawn steps stand in no other text.
func renamed(p model.Process, from, to string) model.Process {
	raw, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	text := strings.NewReplacer(`"`+from+`"`, `"`+to+`"`, `"start `+from+`"`, `"start `+to+`"`).Replace(string(raw))
	var other model.Process
	if err := json.Unmarshal([]byte(text), &other); err != nil {
		panic(err)
	}
	return other
}
