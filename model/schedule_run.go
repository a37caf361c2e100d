package model

import (
	"slices"
	"time"
)

// onTime is how long after its time a schedule still fires as if nothing had
// been, where the day is over meanwhile: a clock a little before midnight.
const onTime = 2 * time.Hour

// wrongClock is how far after now the last firing of a schedule can lie before
// the clock must have been wrong then, and counts for nothing: the change to
// winter time, or a clock that is corrected, moves by less.
const wrongClock = 26 * time.Hour

// wrongClockWhy stands in the record where a schedule begins anew for that.
const wrongClockWhy = "wrong_clock"

// ScheduledRun is the next time at which a schedule starts a case.
type ScheduledRun struct {
	Process string
	// Division is where; empty for the whole shop.
	Division string
	// At is when, in UTC.
	At time.Time
}

// Scheduled are the next times of the schedule of a process: one for the whole
// shop, and one for each division that has a version of its own. A process
// whose version is on trial goes by the schedule of the version in force.
func (s *Shop) Scheduled(h *ProcessHead, flow func(version int) *Flow) []ScheduledRun {
	var runs []ScheduledRun
	for _, division := range s.scheduledPlaces(h) {
		p := s.schedulePlace(h, division, flow)
		if p == nil {
			continue
		}
		if at := p.next(p.since()); !at.IsZero() {
			runs = append(runs, ScheduledRun{Process: h.ID, Division: division, At: at})
		}
	}
	return runs
}

// scheduledPlaces are the divisions that have a version of their own, and the
// whole shop before them.
func (s *Shop) scheduledPlaces(h *ProcessHead) []string {
	if h.Retired {
		return nil
	}
	whole := h.InForce("")
	var places []string
	if whole > 0 {
		places = append(places, "")
	}
	for _, id := range s.DivisionIDs() {
		if v := h.InForce(id); v != 0 && v != whole {
			places = append(places, id)
		}
	}
	return places
}

// schedulePlace is the schedule of a process in one place.
type schedulePlace struct {
	Schedule
	cal *Calendar
	// published is when its version came in force there, fired when it last
	// fired.
	published, fired time.Time
}

// schedulePlace is nil for a process without a schedule there.
func (s *Shop) schedulePlace(h *ProcessHead, division string, flow func(version int) *Flow) *schedulePlace {
	version := h.InForce(division)
	f := flow(version)
	if f == nil || f.Process.Start.Schedule.Every == "" {
		return nil
	}
	cal, err := s.CalendarOf(f, division)
	if err != nil {
		return nil
	}
	p := &schedulePlace{Schedule: f.Process.Start.Schedule, cal: cal, fired: h.Fired[division]}
	for _, v := range slices.Backward(h.Versions) {
		if v.Version == version {
			p.published = v.At
			break
		}
	}
	return p
}

// since is the time after which the schedule has not fired yet.
func (p *schedulePlace) since() time.Time {
	if p.fired.After(p.published) {
		return p.fired
	}
	return p.published
}

// FiredWrongly reports whether the schedule of a process last fired so far
// after now that the clock must have been wrong then. The next firing puts
// that right, or the shop would wait for a day that is years off.
func (h *ProcessHead) FiredWrongly(division string, now time.Time) bool {
	return h.Fired[division].Sub(now) > wrongClock
}

func (p *schedulePlace) next(after time.Time) time.Time { return p.Next(after, p.cal) }

// due are the times that have come and did not fire yet, the oldest first; of
// very many the newest.
func (p *schedulePlace) due(now time.Time) []time.Time {
	var times []time.Time
	for at := p.next(p.since()); !at.IsZero() && !at.After(now); at = p.next(at) {
		if times = append(times, at); len(times) > mostMissed {
			times = times[1:]
		}
	}
	return times
}

// mostMissed bounds how many missed times are made up for, one a day of a
// year.
const mostMissed = 366

// missed reports whether alur did not run when a time came, so that its day is
// over.
func (p *schedulePlace) missed(at, now time.Time) bool {
	return p.cal.Day(at) != p.cal.Day(now) && now.Sub(at) > onTime
}

// decideSchedule starts the case of a schedule whose time has come. Times at
// which alur did not run are made up for as the process says: by one case,
// which is usual, by one each, or not at all. Where no time has come it is
// refused with the code "not_due", so that any number of programs may try.
func decideSchedule(v View, cmd Command, a FireSchedule, now time.Time) (Decision, error) {
	shop := v.Shop()
	h := shop.Processes[a.Process]
	idle := refuse("not_due", Say{EN: "No schedule of %s is due.", ID: "Tidak ada jadwal %s yang tiba."}, a.Process)
	if cmd.By != "" || h == nil || !slices.Contains(shop.scheduledPlaces(h), a.Division) {
		return Decision{}, idle
	}
	p := shop.schedulePlace(h, a.Division, func(version int) *Flow { return v.Flow(h.ID, version) })
	if p == nil {
		return Decision{}, idle
	}
	e := Event{At: now, Op: cmd.Op, Station: cmd.Station}
	if h.FiredWrongly(a.Division, now) {
		e.Body = ScheduleFired{Process: h.ID, Division: a.Division, At: now, Skipped: true, Why: wrongClockWhy}
		return Decision{Events: []Event{e}}, nil
	}
	times := p.due(now)
	if len(times) == 0 {
		return Decision{}, idle
	}
	fired := ScheduleFired{Process: h.ID, Division: a.Division, At: times[0]}
	if p.Missed != RunAll {
		last := len(times) - 1
		fired.At, fired.Missed = times[last], last
	}
	if p.Missed == SkipMissed && p.missed(fired.At, now) {
		fired.Missed, fired.Skipped = fired.Missed+1, true
	}
	e.Body = fired
	if fired.Skipped {
		return Decision{Events: []Event{e}}, nil
	}
	d, err := startCase(v, cmd, StartCase{Process: h.ID, Division: a.Division}, now)
	if why := Refused(err); why != nil {
		fired.Skipped, fired.Why = true, string(why.Code)
		e.Body, d, err = fired, Decision{}, nil
	}
	d.Events = append([]Event{e}, d.Events...)
	return d, err
}

// fired notes when a schedule last fired.
func (s *Shop) fired(b ScheduleFired) {
	h := s.Processes[b.Process]
	if h == nil {
		return
	}
	if h.Fired == nil {
		h.Fired = map[string]time.Time{}
	}
	h.Fired[b.Division] = b.At
}
