package compare

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/stats"
)

// Means compares what there is in a case on average, over the cases that rates
// are of.
type Means struct {
	// Before and After are nil where there is no such case.
	Before     *float64       `json:"before_mean"`
	After      *float64       `json:"after_mean"`
	Difference stats.Estimate `json:"difference"`
	P          float64        `json:"p"`
}

// rounds counts the rounds of a case that people did; handOvers how often
// another person did the next one.
func rounds(l *model.CaseLog, seen int64) float64 { return float64(len(done(l, seen))) }

func handOvers(l *model.CaseLog, seen int64) float64 {
	n, last := 0, ""
	for _, t := range done(l, seen) {
		if t.By != "" && last != "" && t.By != last {
			n++
		}
		last = cmp.Or(t.By, last)
	}
	return float64(n)
}

// doubts counts how often a task of a case was given back or called unclear.
func doubts(l *model.CaseLog, _ int64) float64 {
	n := 0
	for i := range l.Tasks {
		n += l.Tasks[i].Detours.GivenBack + l.Tasks[i].Detours.Unclear
	}
	return float64(n)
}

// done are the rounds that people had done at a time, in the order in which
// they ended.
func done(l *model.CaseLog, seen int64) []*model.TaskLog {
	var all []*model.TaskLog
	for i := range l.Tasks {
		if t := &l.Tasks[i]; t.Kind == model.Do && (t.State == model.Done || t.State == model.SentBack) && t.Ended <= seen {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b *model.TaskLog) int { return cmp.Or(cmp.Compare(a.Ended, b.Ended), cmp.Compare(a.Seq, b.Seq)) })
	return all
}

// means compares how much of something there is in a case.
func (r *reckoning) means(of func(l *model.CaseLog, seen int64) float64) Means {
	var values [2][]float64
	for i := range r.sides {
		for _, c := range r.grownCases(&r.sides[i]) {
			values[i] = append(values[i], of(c.log, r.sides[i].seen))
		}
	}
	m := Means{Before: mean(values[0]), After: mean(values[1]), Difference: r.draws.DifferenceOfMeans(values[0], values[1])}
	_, m.P = stats.MannWhitney(values[0], values[1])
	return m
}

func mean(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	m := stats.Describe(values).Mean
	return &m
}
