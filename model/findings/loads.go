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
	// Executions are rounds that ended, Known those of them of which it is
	// known who did them and when they were begun. Busy is the work of these in
	// seconds, less pauses and what lies outside the people's own hours,
	// counted once for each person where it overlaps; nil where all that was
	// done is not known so well. Available is the opening
	// time of the people, by those hours. A person of two roles is there for
	// each in the measure in which they worked for it.
	Executions int      `json:"executions"`
	Known      int      `json:"executions_known"`
	Busy       *float64 `json:"busy_s"`
	Available  float64  `json:"available_s"`
	// Utilisation is Busy by Available, nil where nobody holds the role or
	// nothing was open, and in a log from elsewhere, which does not say when its
	// people were there.
	Utilisation *float64 `json:"utilisation"`
	// Waited is how long work waited for the role, in seconds, summed; nil where
	// it is known of none.
	Waited *float64 `json:"waited_s"`
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
			if load.any() {
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
		if load.Available > 0 && load.Busy != nil {
			u := *load.Busy / load.Available
			load.Utilisation = &u
		}
		if load.any() {
			r.f.Loads = append(r.f.Loads, *load)
		}
	}
	slices.SortFunc(r.f.Loads, func(a, b Load) int { return cmp.Compare(a.Role, b.Role) })
}

// any reports whether a role did or has to do anything.
func (l Load) any() bool { return l.Executions > 0 || l.waited() > 0 }

// waited is how long work waited for the role, as far as it is known.
func (l Load) waited() float64 {
	if l.Waited == nil {
		return 0
	}
	return *l.Waited
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
	waited, waits := make([]stats.Total, len(all)), make([]int, len(all))
	long := map[workOf]int64{}
	for i := range int32(l.Len()) { //nolint:gosec // There are fewer than 2^31 rows.
		role := l.Role[i]
		if role == eventlog.None || r.kinds[l.Step[i]] != model.Do || !r.rows.Counted[i] && !r.underWay(i) {
			continue
		}
		if wait := r.waited(i); wait >= 0 {
			waited[role].Add(wait)
			waits[role]++
		}
		if r.rows.Counted[i] {
			all[role].Executions++
			all[role].Known += truth(r.rows.Process[i] >= 0 && l.Person[i] != eventlog.None)
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
		if all[role].Known > 0 || all[role].Executions == 0 {
			all[role].Busy = fixed(sum[role].Seconds())
		}
		if waits[role] > 0 {
			all[role].Waited = fixed(waited[role].Seconds())
		}
	}
	return long
}

// fixed is a figure that is known.
func fixed(x float64) *float64 { return &x }

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
