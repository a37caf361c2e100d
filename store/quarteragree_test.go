package store_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"alur/model"
)

// scheduleAgrees compares the cases that a schedule began with the days that
// rrule-go names, moved from closed days and made up for by the words of the
// design.
func (q *quarter) scheduleAgrees(name string, s model.Schedule, o rrule.ROption, events []model.Event) {
	o.Dtstart = time.Date(q.at(q.from).Year(), q.at(q.from).Month()-1, 1, 12, 0, 0, 0, time.UTC)
	o.Until = o.Dtstart.AddDate(0, 4, 1)
	if s.Every == model.EveryQuarter {
		o.Interval, o.Freq = 1, rrule.MONTHLY
	}
	rule, err := rrule.NewRRule(o)
	if err != nil {
		q.t.Fatal(err)
	}
	var times []string
	for _, day := range rule.All() {
		for !q.openDay(day) && s.IfClosed != model.SkipIfClosed {
			step := 1
			if s.IfClosed == model.BeforeIfClosed {
				step = -1
			}
			day = day.AddDate(0, 0, step)
		}
		if at := q.shown(day.Format(time.DateOnly) + " " + s.At); q.openDay(day) && at > q.from {
			times = append(times, at)
		}
	}
	slices.Sort(times)
	times = slices.Compact(times)
	var want []string
	for _, now := range q.looked {
		n := 0
		for n < len(times) && times[n] <= now.In(q.zone).Format(wall) {
			n++
		}
		due := times[:n]
		times = times[n:]
		if n == 0 {
			continue
		}
		switch last := due[n-1]; {
		case s.Missed == model.RunAll:
			want = append(want, due...)
		case s.Missed != model.SkipMissed, last[:10] == now.In(q.zone).Format(time.DateOnly), now.Sub(q.at(last)) <= 2*time.Hour:
			want = append(want, last)
		}
	}
	var got []string
	began := 0
	for _, e := range events {
		switch b := e.Body.(type) {
		case model.ScheduleFired:
			if b.Process == name && !b.Skipped {
				got = append(got, b.At.In(q.zone).Format(wall))
			}
		case model.CaseStarted:
			if b.Process == name {
				began++
			}
		}
	}
	if !slices.Equal(got, want) || began != len(want) {
		q.t.Errorf("%s: %d cases\ngot  %s\nwant %s", name, began, strings.Join(got, ", "), strings.Join(want, ", "))
	}
	if len(want) < 1 {
		q.t.Errorf("%s never fired: it tells nothing", name)
	}
}

// shown is a time of the wall as a clock shows it: in the hour that is left out
// in March it shows one hour more, as RFC 5545 reckons it.
func (q *quarter) shown(at string) string {
	if rest, is := strings.CutPrefix(at, "2027-03-28 02:"); is {
		return "2027-03-28 03:" + rest
	}
	return at
}

// afterOpen walks the clock minute by minute until so many minutes of opening
// time have passed.
func (q *quarter) afterOpen(from time.Time, minutes int) time.Time {
	for minutes > 0 {
		if q.openAt(from) {
			minutes--
		}
		from = from.Add(time.Minute)
	}
	return from
}

// dried is the same time of the next day on which the shop is open.
func (q *quarter) dried(from time.Time) time.Time {
	day := from.In(q.zone).AddDate(0, 0, 1)
	for !q.openDay(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// firstLook is when alur first ran at or after a time; zero for never.
func (q *quarter) firstLook(at time.Time) time.Time {
	i, _ := slices.BinarySearchFunc(q.looked, at, func(a, b time.Time) int { return a.Compare(b) })
	if i == len(q.looked) {
		return time.Time{}
	}
	return q.looked[i]
}

// timersAgree compares every timer that fired, and every one that did not,
// with what walking the clock gives.
func (q *quarter) timersAgree(events []model.Event) {
	var want, got []string
	say := func(kind model.TimerKind, e model.Event, at, fired time.Time) string {
		return fmt.Sprintf("%s of %s/%s at %s fired %s", kind, e.Case, e.Step, at.In(q.zone).Format(wall), fired.In(q.zone).Format(wall))
	}
	counted := map[model.TimerKind]int{}
	for i, e := range events {
		switch b := e.Body.(type) {
		case model.TimerFired:
			got = append(got, say(b.Kind, e, b.At, e.At))
			counted[b.Kind]++
		case model.TaskReady:
			ended := time.Time{}
			for _, later := range events[i:] {
				if _, done := later.Body.(model.TaskCompleted); done && later.Case == e.Case && later.Step == e.Step {
					ended = later.At
					break
				}
			}
			expect := func(kind model.TimerKind, at time.Time) {
				// Whoever finishes it in the same look comes after the timers.
				if look := q.firstLook(at); !look.IsZero() && (ended.IsZero() || !ended.Before(look)) {
					want = append(want, say(kind, e, at, look))
				}
			}
			switch e.Step {
			case "dry":
				expect(model.WaitOver, q.dried(e.At))
				continue
			case "answer":
				expect(model.Overdue, q.dried(q.dried(e.At)))
				continue
			case "glue", "hand", "build":
			default:
				continue
			}
			expect(model.Overdue, q.afterOpen(e.At, 240))
			expect(model.LongOverdue, q.afterOpen(e.At, 360))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		for _, w := range want {
			if !slices.Contains(got, w) {
				q.t.Errorf("missing: %s", w)
			}
		}
		for _, g := range got {
			if !slices.Contains(want, g) {
				q.t.Errorf("too much: %s", g)
			}
		}
	}
	q.t.Logf("%d looks, %d events; timers: %v", len(q.looked), len(events), counted)
	for _, kind := range []model.TimerKind{model.WaitOver, model.Overdue, model.LongOverdue} {
		if counted[kind] < 20 {
			q.t.Errorf("%s fired %d times: too few to tell", kind, counted[kind])
		}
	}
}
