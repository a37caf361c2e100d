package compare

import (
	"math"

	"alur/model"
	"alur/model/stats"
)

// stepRows are the rounds of one step on both sides.
type stepRows struct{ wait, stay [2][]stats.Lasting }

// steps compares the steps, in the order of the process.
func (r *reckoning) steps() []Step {
	rows, order := map[string]*stepRows{}, []StepTitle{}
	of := func(id, title string) *stepRows {
		if rows[id] == nil {
			rows[id] = &stepRows{}
			order = append(order, StepTitle{id, title})
		}
		return rows[id]
	}
	for _, s := range r.q.Steps {
		of(s.Step, s.Title)
	}
	for side := range r.sides {
		s := &r.sides[side]
		for i := range s.cases {
			for t := range s.cases[i].log.Tasks {
				task := &s.cases[i].log.Tasks[t]
				if task.Ready == model.NoTime || task.Ready >= s.seen || task.State == model.Skipped {
					continue
				}
				name := model.BaseStep(task.Task)
				if is := r.q.Renamed[name]; side == 0 && is != "" {
					name = is
				}
				r.round(of(name, name), side, task)
			}
		}
	}
	// Both times of every step are looked at.
	level := level / math.Max(1, float64(2*len(order)))
	steps := make([]Step, 0, len(order))
	for _, s := range order {
		x := rows[s.Step]
		if n := [2]int{len(x.stay[0]), len(x.stay[1])}; n != [2]int{} {
			steps = append(steps, Step{Step: s.Step, Title: s.Title, N: n, Wait: stepTime(x.wait, level), Stay: stepTime(x.stay, level)})
		}
	}
	return steps
}

// round adds one round of a step. What was not recorded is left out.
func (r *reckoning) round(x *stepRows, side int, t *model.TaskLog) {
	seen := r.sides[side].seen
	until, ended := seen, t.Ended != model.NoTime && t.Ended <= seen
	if ended {
		until = t.Ended
	}
	stay := r.meter.Working(t.Ready, until)
	for _, p := range t.Pauses {
		to := p.To
		if to == model.NoTime || to > until {
			to = until
		}
		stay -= r.meter.Working(p.From, to)
	}
	done := ended && (t.State == model.Done || t.State == model.SentBack)
	x.stay[side] = append(x.stay[side], stats.Lasting{Time: max(0, stay.Seconds()), Ended: done})
	if t.Kind == model.Wait || t.Kind == model.Run || t.Begun == model.NoTime && done {
		return
	}
	begun := t.Begun != model.NoTime && t.Begun <= seen
	if begun {
		until = t.Begun
	}
	x.wait[side] = append(x.wait[side], stats.Lasting{Time: r.meter.Working(t.Ready, until).Seconds(), Ended: begun})
}

func stepTime(rows [2][]stats.Lasting, level float64) StepTime {
	t := StepTime{Before: median(rows[0]), After: median(rows[1]), Delta: stats.DeltaOfLasting(rows[0], rows[1])}
	_, t.P = stats.PetoPeto(rows[0], rows[1])
	if t.P < level && math.Abs(t.Delta) >= leastDelta && endedOf(rows[0]) >= Least && endedOf(rows[1]) >= Least {
		t.Changed = 1
		if t.Delta < 0 {
			t.Changed = -1
		}
	}
	return t
}

func endedOf(rows []stats.Lasting) int {
	n := 0
	for _, r := range rows {
		if r.Ended {
			n++
		}
	}
	return n
}
