package findings

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Load is how much of the time of those who hold a role its work took. It says
// how much there was to do, and ranks nobody.
type Load struct {
	Role string `json:"role"`
	// People hold the role today, by id; in a log from elsewhere those who did
	// its work in the period.
	People []string `json:"people"`
	// Executions are rounds that ended, Busy is the work of all of them in
	// seconds, less pauses and what lies outside the people's own hours,
	// counted once for each person where it overlaps; Available is the opening
	// time of the people, by those hours. A person of two roles is there for
	// each in the measure in which they worked for it.
	Executions int     `json:"executions"`
	Busy       float64 `json:"busy_s"`
	Available  float64 `json:"available_s"`
	// Utilisation is Busy by Available, nil where nobody holds the role or
	// nothing was open, and in a log from elsewhere, which does not say when its
	// people were there.
	Utilisation *float64 `json:"utilisation"`
	// Waited is how long work waited for the role, in seconds, summed.
	Waited float64 `json:"waited_s"`
}

// workOf is the work of a person for a role, or for all where the role is None.
type workOf struct{ role, person int32 }

// loads reckons the roles, by name.
func (r *reviewing) loads() {
	l := r.Log
	r.f.Loads = []Load{}
	all := make([]Load, len(l.Roles))
	long := r.busy(all)
	number := map[string]int32{}
	for i, p := range l.People {
		number[p] = int32(i) //nolint:gosec // There are fewer than 2^31 people.
	}
	window := seconds(r.rows.Open(r.rows.From, r.rows.To))
	for role := range all {
		load := &all[role]
		load.Role, load.People = l.Roles[role], []string{}
		if r.Shop == nil {
			load.People = r.workers(int32(role), long) //nolint:gosec // There are fewer than 2^31 roles.
			if load.Executions > 0 || load.Waited > 0 {
				r.f.Loads = append(r.f.Loads, *load)
			}
			continue
		}
		if r.Shop.Holders != nil {
			load.People = append(load.People, r.Shop.Holders(load.Role)...)
		}
		for _, id := range load.People {
			there := r.available(id, window)
			if p, ok := number[id]; ok {
				mine, whole := long[workOf{int32(role), p}], long[workOf{eventlog.None, p}] //nolint:gosec // There are fewer than 2^31 roles.
				if whole > 0 {
					there *= float64(mine) / float64(whole)
				}
			}
			load.Available += there
		}
		if load.Available > 0 {
			u := load.Busy / load.Available
			load.Utilisation = &u
		}
		if load.Executions > 0 || load.Waited > 0 {
			r.f.Loads = append(r.f.Loads, *load)
		}
	}
	slices.SortFunc(r.f.Loads, func(a, b Load) int { return cmp.Compare(a.Role, b.Role) })
}

// workers are those who worked for a role, by name.
func (r *reviewing) workers(role int32, long map[workOf]int64) []string {
	all := []string{}
	for of := range long {
		if of.role == role {
			all = append(all, r.Log.People[of.person])
		}
	}
	slices.Sort(all)
	return all
}

// busy adds up what was done and waited for, by role, and returns how long
// each person worked for each role.
func (r *reviewing) busy(all []Load) map[workOf]int64 {
	l := r.Log
	waited, long := make([]stats.Total, len(all)), map[workOf]int64{}
	for i := range int32(l.Len()) { //nolint:gosec // There are fewer than 2^31 rows.
		role := l.Role[i]
		if role == eventlog.None || r.kinds[l.Step[i]] != model.Do || !r.rows.Counted[i] && !r.underWay(i) {
			continue
		}
		waited[role].Add(max(0, r.waited(i)))
		if r.rows.Counted[i] {
			all[role].Executions++
		}
	}
	sum := make([]stats.Total, len(all))
	for p, rows := range r.byPerson() {
		person := int32(p) //nolint:gosec // There are fewer than 2^31 people.
		roles := r.rolesOf(rows)
		whole := r.workedFor(rows, eventlog.None)
		long[workOf{eventlog.None, person}] = whole
		for _, role := range roles {
			mine := whole
			if len(roles) > 1 {
				mine = r.workedFor(rows, role)
			}
			long[workOf{role, person}] = mine
			sum[role].Add(mine)
		}
	}
	for role := range all {
		all[role].Busy, all[role].Waited = sum[role].Seconds(), waited[role].Seconds()
	}
	return long
}

// rolesOf are the roles that rows were done for in the period.
func (r *reviewing) rolesOf(rows []int32) []int32 {
	var roles []int32
	for _, i := range rows {
		if role := r.Log.Role[i]; r.rows.Counted[i] && role != eventlog.None && !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

// workedFor is how long a person worked on those of their rows that are of a
// role, or of any where it is None.
func (r *reviewing) workedFor(rows []int32, role int32) int64 {
	spans := make([]span, 0, len(rows))
	for _, i := range rows {
		if of := r.Log.Role[i]; r.rows.Counted[i] && of != eventlog.None && (role == eventlog.None || of == role) {
			spans = r.pieces(i, spans)
		}
	}
	return length(merged(spans))
}

// available is how long a person was to be there in the period, by their own
// hours where those are known.
func (r *reviewing) available(id string, window float64) float64 {
	if r.Options.Person == nil {
		return window
	}
	cal := r.Options.Person(id)
	if cal == nil {
		return window
	}
	return cal.Working(moment(r.rows.From), moment(r.rows.To)).Seconds()
}
