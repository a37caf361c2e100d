package findings

import (
	"alur/model"
	"alur/model/stats"
)

func (r *reviewing) sayOverload(l Load) words {
	w := words{problem: because(model.Say{
		EN: "The work of %s takes %d %% of the time of its %d people.",
		ID: "Pekerjaan %s memakan %d %% waktu %d orangnya.",
	}, l.Role, percent(*l.Utilisation), len(l.People)), change: r.oneMore(l.Role)}
	if len(l.People) == 1 {
		w.problem = because(model.Say{
			EN: "The work of %s takes %d %% of the time of the one who does it.",
			ID: "Pekerjaan %s memakan %d %% waktu satu-satunya orang yang mengerjakannya.",
		}, l.Role, percent(*l.Utilisation))
	}
	switch step, share, steps := r.largest(l.Role); {
	case steps == 1:
		w.cause = because(model.Say{
			EN: "All of it is %s, %d times, %s each on average.",
			ID: "Semuanya %s, %d kali, rata-rata %s.",
		}, r.title(step), l.Executions, r.lasting(*l.Busy/float64(max(1, l.Known))))
	case steps > 1:
		w.cause = because(model.Say{
			EN: "Most of it is %s: %d %% of that work.",
			ID: "Paling banyak %s: %d %% dari pekerjaan itu.",
		}, r.title(step), percent(share))
	}
	return w
}

// largest is the step that took most of the work of a role, its share of that
// work, and how many steps took any.
func (r *reviewing) largest(role string) (step int32, share float64, steps int) {
	l := r.Log
	sum := make([]stats.Total, len(l.Steps))
	for i, of := range l.Role {
		if of >= 0 && l.Roles[of] == role && r.rows.Counted[i] {
			sum[l.Step[i]].Add(max(0, r.rows.Process[i]))
		}
	}
	all, most := 0.0, 0.0
	for s := range sum {
		took := sum[s].Seconds()
		if took == 0 {
			continue
		}
		steps++
		all += took
		if took > most {
			step, most = int32(s), took //nolint:gosec // There are fewer than 2^31 steps.
		}
	}
	if all > 0 {
		share = most / all
	}
	return step, share, steps
}
