package findings

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Work that is done over fills the queues of those who do it, and late work
// breaks promises. What only follows from another finding is told behind it:
// whoever mends the cause need not mend the effect.

// server is who does a step, by number: a role, or behind the roles a step
// that names none.
type server int32

func (r *reviewing) server(row int32) server {
	if role := r.Log.Role[row]; role != eventlog.None {
		return server(role)
	}
	return server(len(r.Log.Roles)) + server(r.Log.Step[row]) //nolint:gosec // There are fewer than 2^31 roles.
}

// serverOf is who did a step last.
func (r *reviewing) serverOf(step int32) server {
	rows := r.step[step]
	for n := len(rows) - 1; n >= 0; n-- {
		if r.Log.Role[rows[n]] != eventlog.None || n == 0 {
			return r.server(rows[n])
		}
	}
	return -1
}

// overwork is work that a server does over: because a step sent it back, or
// because the step is done again for no reason on record.
type overwork struct {
	by     server
	kind   Kind
	source int32
}

// service is what a server did in the period: so many rounds of a known
// length, and how long they took together.
type service struct {
	rounds int
	took   stats.Total
}

// mean is how long a round took, in seconds; 0 where nothing is known.
func (s service) mean() float64 {
	if s.rounds == 0 {
		return 0
	}
	return s.took.Seconds() / float64(s.rounds)
}

// serve notes how long a row took, and if it was done over, why: sent is the
// step that sent the case back, None where none did.
func (r *reviewing) serve(row, sent int32, again bool) {
	took := r.rows.Process[row]
	if took < 0 {
		return
	}
	by := r.server(row)
	s := r.served[by]
	s.rounds++
	s.took.Add(took)
	r.served[by] = s
	switch {
	case again && sent == eventlog.None:
		r.doneOver(overwork{by, Convoluted, r.Log.Step[row]}, took)
	case again:
		r.doneOver(overwork{by, Errors, sent}, took)
	}
}

func (r *reviewing) doneOver(work overwork, took int64) {
	sum := r.over[work]
	sum.Add(took)
	r.over[work] = sum
}

const (
	// contended is the part of waiting in which all who do the step are busy,
	// from which on it waits for other work. effectFrom is the part of a
	// server's work that has to be done over for a queue to be put down to it,
	// latenessFrom the part of broken promises' lateness that the problems of
	// the process have to cost to explain them.
	contended, effectFrom, latenessFrom = 0.5, 0.1, 0.25
)

// part is a finding's place among the others: it is told behind the finding
// that it follows from, if any.
type part struct {
	Finding
	cause int
}

// inOrder puts the findings in order: the one that costs most first, behind
// each what follows from it, and what waits for the outside world last.
func (r *reviewing) inOrder(found []Finding) []Finding {
	all := make([]part, len(found))
	for i, f := range found {
		all[i] = part{f, -1}
	}
	for i := range all {
		switch all[i].Kind {
		case Slow, Growing, Overload:
			r.putDown(all, i)
		}
	}
	for i := range all {
		if all[i].Kind == Promises {
			all[i].cause = whyLate(all, i)
		}
	}
	// A cause weighs what it and its effects cost.
	weight := make([]float64, len(all))
	root := make([]int, len(all))
	for i, p := range all {
		root[i] = i
		if p.cause >= 0 {
			root[i] = p.cause
		}
		weight[root[i]] = max(weight[root[i]], p.Size)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(truth(all[a].Outside), truth(all[b].Outside)), cmp.Compare(weight[root[b]], weight[root[a]]), cmp.Compare(root[a], root[b]),
			cmp.Compare(truth(all[a].cause >= 0), truth(all[b].cause >= 0)), cmp.Compare(all[b].Size, all[a].Size))
	})
	sorted := make([]Finding, len(all))
	for n, i := range order {
		sorted[n] = all[i].Finding
	}
	return sorted
}

// putDown finds what a queue or a load follows from: a named source of work
// done over without which the server would have time enough. What waits for
// people who have time, or are not there, does not wait for the work of others.
func (r *reviewing) putDown(all []part, effect int) {
	if f := all[effect]; f.Kind == Slow {
		if c := r.cause(r.index[eventlog.Step{Process: f.Process, Name: f.Step}]); c.busy < contended {
			return
		}
	}
	by, load := r.loadOf(all[effect].Finding)
	served := r.served[by].took.Seconds()
	if served == 0 {
		return
	}
	best, most := -1, effectFrom
	for i, p := range all {
		if p.Kind != Errors && p.Kind != Convoluted {
			continue
		}
		source := overwork{by, p.Kind, r.index[eventlog.Step{Process: p.Process, Name: p.Step}]}
		if share := r.over[source].Seconds() / served; share > most && load*(1-share) < loaded {
			best, most = i, share
		}
	}
	if best < 0 {
		return
	}
	all[effect].cause = best
	all[effect].words.change = r.sayMendFirst(all[best].Finding, most)
}

// loadOf is who a finding is about, and how much work comes to them by how
// much they can do. Where that is not known, it is as much.
func (r *reviewing) loadOf(f Finding) (server, float64) {
	by, role := server(-1), f.Step
	if f.Kind != Overload {
		step := r.index[eventlog.Step{Process: f.Process, Name: f.Step}]
		by, role = r.serverOf(step), r.roleOf(step)
	}
	load := 1.0
	for _, l := range r.f.Loads {
		if l.Role != role {
			continue
		}
		if f.Kind == Overload {
			by = server(slices.Index(r.Log.Roles, role)) //nolint:gosec // There are fewer than 2^31 roles.
		}
		if l.Utilisation != nil {
			load = *l.Utilisation
		}
	}
	came, went := 0, 0
	for _, q := range r.f.Queues {
		if r.serverOf(q.step) == by {
			came, went = came+q.Came, went+q.Went
		}
	}
	if went > 0 {
		load *= max(1, float64(came)/float64(went))
	}
	return by, load
}

// whyLate is the largest problem of the process whose promises are broken, -1
// where its problems together cost too little to explain it.
func whyLate(all []part, promise int) int {
	best, sum := -1, 0.0
	for i, p := range all {
		if p.Kind == Promises || p.Kind == Overload || p.Outside || p.Process != all[promise].Process {
			continue
		}
		sum += p.Size
		root := i
		if p.cause >= 0 {
			root = p.cause
		}
		if best < 0 || all[root].Size > all[best].Size {
			best = root
		}
	}
	if sum < latenessFrom*all[promise].Size {
		return -1
	}
	return best
}

func (r *reviewing) sayMendFirst(cause Finding, share float64) model.Reason {
	title := r.named(cause.Process, cause.Step)
	if cause.Kind == Errors {
		return because(model.Say{
			EN: "Mend first what %s sends back: %d %% of this work is done over for it.",
			ID: "Perbaiki dulu yang dikembalikan %s: %d %% pekerjaan ini diulang karenanya.",
		}, title, percent(share))
	}
	return because(model.Say{
		EN: "Mend first that %s is done again: %d %% of this work is that.",
		ID: "Perbaiki dulu pengulangan %s: %d %% pekerjaan ini karena itu.",
	}, title, percent(share))
}
