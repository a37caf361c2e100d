package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
)

// quarter is the last quarter of 2026 of a shop in Berlin, where the clocks
// change in October and which is closed on Sundays and at Christmas. It looks
// at the clock again and again, but for three outages: over the change
// of the clocks, over some days, and over Christmas.
type quarter struct {
	t       *testing.T
	zone    *time.Location
	now     time.Time
	windows []*store.Store
	ops     int
	dice    *rand.Rand
	// looked are the times at which alur ran.
	looked []time.Time
}

// next is when it looks again: a quarter of an hour later, at night an hour.
func (q *quarter) next() time.Time {
	if q.openAt(q.now) {
		return q.now.Add(15 * time.Minute)
	}
	return q.now.Add(time.Hour)
}

const wall = "2006-01-02 15:04"

func (q *quarter) at(text string) time.Time {
	q.t.Helper()
	at, err := time.ParseInLocation(wall, text, q.zone)
	if err != nil {
		q.t.Fatal(err)
	}
	return at
}

func (q *quarter) off(at time.Time) bool {
	for _, o := range [][2]string{{"2026-10-24 12:00", "2026-10-26 07:00"}, {"2026-11-06 15:00", "2026-11-11 09:00"}, {"2026-12-24 10:00", "2026-12-28 09:30"}} {
		if !at.Before(q.at(o[0])) && at.Before(q.at(o[1])) {
			return true
		}
	}
	return false
}

// openDay and openAt say the opening hours once more, in words of their own.
func (q *quarter) openDay(day time.Time) bool {
	switch day.In(q.zone).Format(time.DateOnly) {
	case "2026-10-03", "2026-12-25", "2026-12-26":
		return false
	}
	return day.In(q.zone).Weekday() != time.Sunday
}

func (q *quarter) openAt(at time.Time) bool {
	at = at.In(q.zone)
	closes := 17
	if at.Weekday() == time.Saturday {
		closes = 12
	}
	return q.openDay(at) && at.Hour() >= 8 && at.Hour() < closes
}

func (q *quarter) do(by string, act model.Act) (store.Receipt, error) {
	q.t.Helper()
	q.ops++
	r, err := q.windows[q.ops%2].Do(context.Background(), model.Command{Op: fmt.Sprintf("quarter-%d", q.ops), By: by, Act: act})
	if err != nil && model.Refused(err) == nil {
		q.t.Fatal(err)
	}
	return r, err
}

// quarterly are the schedules, each with what RFC 5545 calls it.
func quarterly() map[string]struct {
	model.Schedule
	rrule.ROption
} {
	type both = struct {
		model.Schedule
		rrule.ROption
	}
	weekdays := []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR}
	workdays := append(slices.Clone(weekdays), rrule.SA)
	return map[string]both{
		"every-day": {model.Schedule{Every: model.EveryDay, At: "09:00", IfClosed: model.SkipIfClosed}, rrule.ROption{Freq: rrule.DAILY}},
		// In the hour that comes twice in October.
		"at-night": {model.Schedule{Every: model.EveryDay, At: "02:30", Missed: model.RunAll}, rrule.ROption{Freq: rrule.DAILY}},
		"weekdays": {model.Schedule{Every: model.EveryWeekday, At: "16:45", Missed: model.SkipMissed, IfClosed: model.SkipIfClosed}, rrule.ROption{Freq: rrule.WEEKLY, Byweekday: weekdays}},
		"mondays":  {model.Schedule{Every: model.EveryWeek, On: "mon", At: "08:00", Missed: model.RunAll}, rrule.ROption{Freq: rrule.WEEKLY, Byweekday: []rrule.Weekday{rrule.MO}}},
		"saturday": {model.Schedule{Every: model.EveryWeek, On: "sat", At: "11:00", IfClosed: model.BeforeIfClosed}, rrule.ROption{Freq: rrule.WEEKLY, Byweekday: []rrule.Weekday{rrule.SA}}},
		"first":    {model.Schedule{Every: model.EveryMonth, On: "1", At: "10:00", IfClosed: model.BeforeIfClosed}, rrule.ROption{Freq: rrule.MONTHLY, Bymonthday: []int{1}}},
		"last":     {model.Schedule{Every: model.EveryMonth, On: "last", At: "18:00"}, rrule.ROption{Freq: rrule.MONTHLY, Bymonthday: []int{-1}}},
		// The last of the days on which it opens by the week; none of them is a
		// holiday in this quarter but on the last workday of none.
		"workday": {model.Schedule{Every: model.EveryQuarter, On: "last workday", At: "15:00"}, rrule.ROption{Freq: rrule.MONTHLY, Interval: 3, Bymonth: []int{3, 6, 9, 12}, Byweekday: workdays, Bysetpos: []int{-1}}},
	}
}

func TestAQuarterByItself(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute; the rules of it are held in model")
	}
	q := newQuarter(t)
	for end := q.at("2026-12-31 23:45"); q.now.Before(end); q.now = q.next() {
		if q.off(q.now) {
			continue
		}
		q.looked = append(q.looked, q.now)
		q.wake()
		q.people()
	}
	events := q.record()
	for name, s := range quarterly() {
		q.scheduleAgrees(name, s.Schedule, s.ROption, events)
	}
	q.timersAgree(events)
	if _, err := q.windows[0].Check(context.Background(), nil); err != nil {
		t.Error(err)
	}
}

func newQuarter(t *testing.T) *quarter {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	q := &quarter{t: t, zone: zone, dice: rand.New(rand.NewPCG(1, 2))}
	q.now = q.at("2026-10-01 07:00")
	path := filepath.Join(t.TempDir(), "shop.db")
	engine, err := bolt.Create(context.Background(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if i > 0 {
			engine = openFile(t, path)
		}
		s, err := store.Open(context.Background(), engine, store.Options{
			Clock: func() time.Time { return q.now }, NewOp: func() string { q.ops++; return fmt.Sprintf("alur-%d", q.ops) },
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		q.windows = append(q.windows, s)
	}
	hours := model.DefaultHours()
	hours.Week[5] = []model.Slot{{Open: "08:00", Close: "12:00"}}
	hours.Closed = []string{"2026-10-03", "2026-12-25", "2026-12-26"}
	acts := []model.Act{
		model.CreateShop{Settings: model.Settings{Name: "Laden", Zone: "Europe/Berlin", Hours: hours}, Owner: "Hendra"},
		model.PublishProcess{Process: model.Process{Name: "Repair", Role: "workshop", Steps: []model.Step{
			{ID: "glue", Kind: model.Do, Text: "Glue it", Due: "4h"},
			{ID: "dry", Kind: model.Wait, Text: "1d, the glue dries"},
			{ID: "hand", Kind: model.Do, Text: "Hand it out", Due: "4h"},
		}}},
	}
	for name, s := range quarterly() {
		acts = append(acts, model.PublishProcess{Process: model.Process{ID: name, Name: name, Role: "workshop", Start: model.Start{Schedule: s.Schedule}, Steps: []model.Step{{ID: "do", Kind: model.Do, Text: "Do it"}}}})
	}
	for i, act := range acts {
		by := "hendra"
		if i == 0 {
			by = ""
		}
		if _, err := q.do(by, act); err != nil {
			t.Fatal(err)
		}
	}
	return q
}

// wake lets both programs fire what is due.
func (q *quarter) wake() {
	for _, s := range q.windows {
		if _, err := s.Wake(context.Background(), "counter"); err != nil {
			q.t.Fatal(err)
		}
	}
}

// people bring repairs in the opening hours, and do some of what is open.
func (q *quarter) people() {
	if !q.openAt(q.now) {
		return
	}
	if q.dice.IntN(12) == 0 {
		if _, err := q.do("hendra", model.StartCase{Process: "repair"}); err != nil {
			q.t.Fatal(err)
		}
	}
	open, err := q.windows[0].OpenTasks(context.Background())
	if err != nil {
		q.t.Fatal(err)
	}
	for _, row := range open {
		if row.State != model.Waiting && q.dice.IntN(24) == 0 {
			_, _ = q.do("hendra", model.Complete{Task: row.TaskRef}) // The other program sees it alike.
		}
	}
}

func (q *quarter) record() []model.Event {
	events, err := q.windows[1].Audit(context.Background(), store.AuditQuery{})
	if err != nil {
		q.t.Fatal(err)
	}
	slices.SortFunc(events, func(a, b model.Event) int { return int(a.Seq) - int(b.Seq) })
	return events
}

// scheduleAgrees compares the cases that a schedule began with the days that
// rrule-go names, moved from closed days and made up for by the words of the
// design.
func (q *quarter) scheduleAgrees(name string, s model.Schedule, o rrule.ROption, events []model.Event) {
	o.Dtstart = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	o.Until = time.Date(2027, 1, 2, 12, 0, 0, 0, time.UTC)
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
		if at := day.Format(time.DateOnly) + " " + s.At; q.openDay(day) && at > "2026-10-01 07:00" {
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
			if !strings.HasPrefix(e.Case, "repair-") {
				continue
			}
			if e.Step == "dry" {
				expect(model.WaitOver, q.dried(e.At))
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
