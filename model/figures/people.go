package figures

import (
	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Person are the figures of a person's work. They say how much there was, and
// are no ranking of persons.
type Person struct {
	Person string `json:"person"`
	Load
}

// Role are the figures of the work of a role.
type Role struct {
	Role string `json:"role"`
	Load
}

// Load is how much was done by a person or a role.
type Load struct {
	Executions int `json:"executions"`
	// Cases are those they had a part in.
	Cases int `json:"cases"`
	// Known are executions whose begin is known; the times are of those.
	Known int `json:"executions_with_begin"`
	// BusySum is the sum of their processing, BusyUnion the length of the
	// union of it: what was done at once counts once, pauses not at all. Their ratio is how many
	// things were done at once on average while there was anything to do.
	BusySum   float64 `json:"busy_sum"`
	BusyUnion float64 `json:"busy_union"`
	// Span is from their first begin to their last end, Utilisation the
	// union's part of it.
	Span        float64  `json:"span"`
	Utilisation *float64 `json:"utilisation_of_own_span"`
	// AtOnce is the most they had under way at once.
	AtOnce int `json:"multitasking_max"`
}

// people reckons the load of persons and roles. Work of nobody known is with
// none of them; it is counted.
func (r *reckoning) people(s *scratch) {
	r.f.People, r.f.Roles = []Person{}, []Role{}
	rows := r.byBegin(s)
	r.f.Unnamed, r.f.Unassigned = len(rows), len(rows)
	if len(r.l.People) > 0 {
		loads, none := r.loads(s, rows, r.l.Person, len(r.l.People), r.lens.person)
		for id, load := range loads {
			if load.Executions > 0 {
				r.f.People = append(r.f.People, Person{Person: r.l.People[id], Load: load})
			}
		}
		r.f.Unnamed, r.f.Nobody = none.Executions, none
	}
	if len(r.l.Roles) > 0 {
		loads, none := r.loads(s, rows, r.l.Role, len(r.l.Roles), nil)
		for id, load := range loads {
			if load.Executions > 0 {
				r.f.Roles = append(r.f.Roles, Role{Role: r.l.Roles[id], Load: load})
			}
		}
		r.f.Unassigned = none.Executions
	}
}

// loads are the loads by number, and that of nobody known.
func (r *reckoning) loads(s *scratch, rows, number []int32, n int, meters []*model.Meter) (loads []Load, none Load) {
	// Nobody comes last.
	shifted := number
	for _, id := range number {
		if id == eventlog.None {
			shifted = make([]int32, len(number))
			for i, id := range number {
				if shifted[i] = id; id == eventlog.None {
					shifted[i] = int32(n) //nolint:gosec // There are fewer than 2^31 people.
				}
			}
			break
		}
	}
	last := make([]int32, len(r.l.Cases))
	loads = make([]Load, n+1)
	for id, mine := range rowsBy(rows, shifted, n+1) {
		m := r.lens.shop
		if id < n {
			m = r.lens.own(meters, int32(id)) //nolint:gosec // There are fewer than 2^31 people.
		}
		loads[id] = r.load(s, mine, m, last, int32(id)+1) //nolint:gosec // As above.
	}
	return loads[:n], loads[n]
}

// load is the load of rows that stand by begin.
func (r *reckoning) load(s *scratch, rows []int32, m *model.Meter, last []int32, mark int32) Load {
	l := r.l
	load := Load{Executions: len(rows)}
	pieces := make([]piece, 0, len(rows))
	begins, ends := make([]int64, 0, len(rows)), make([]int64, 0, len(rows))
	var sum stats.Total
	paused := false
	for _, i := range rows {
		if last[l.Case[i]] != mark {
			last[l.Case[i]] = mark
			load.Cases++
		}
		if r.process[i] < 0 {
			continue
		}
		load.Known++
		sum.Add(r.process[i])
		var rested bool
		pieces, rested = r.piecesOf(i, pieces)
		paused = paused || rested
		begins, ends = append(begins, l.Start[i]), append(ends, l.End[i])
	}
	if load.Known == 0 {
		return load
	}
	s.sortTimes(ends)
	if paused {
		byTheirBegin(pieces)
	}
	load.BusySum = sum.Seconds()
	load.BusyUnion = float64(union(pieces, func(a, b int64) int64 { return between(m, a, b) })) / secondNs
	load.Span = float64(between(m, begins[0], ends[len(ends)-1])) / secondNs
	load.Utilisation = ratio(load.BusyUnion, load.Span)
	load.AtOnce = atOnce(begins, ends)
	return load
}
