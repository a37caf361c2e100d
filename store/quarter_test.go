package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"alur/model"
	"alur/store"
)

// season is a quarter of a shop in Berlin. alur looks at the clock again and
// again, but for some outages; rest is the day of the week on which the shop is
// closed, besides holidays.
type season struct {
	name, from, to string
	outages        [][2]string
	holidays       []string
	rest           time.Weekday
}

// seasons are one in which the clocks are put back on a day of rest, during an
// outage, and one in which they are put on while the shop is open that day.
func seasons() []season {
	return []season{
		{
			name: "autumn", from: "2026-10-01 07:00", to: "2026-12-31 23:45", rest: time.Sunday,
			outages:  [][2]string{{"2026-10-24 12:00", "2026-10-26 07:00"}, {"2026-11-06 15:00", "2026-11-11 09:00"}, {"2026-12-24 10:00", "2026-12-28 09:30"}},
			holidays: []string{"2026-10-03", "2026-12-25", "2026-12-26"},
		},
		{
			name: "spring", from: "2027-01-01 07:00", to: "2027-03-31 23:45", rest: time.Monday,
			outages:  [][2]string{{"2027-01-23 12:00", "2027-01-26 07:00"}, {"2027-02-11 15:00", "2027-02-17 09:00"}, {"2027-03-25 10:00", "2027-03-27 09:30"}},
			holidays: []string{"2027-01-01", "2027-03-26"},
		},
	}
}

// quarter is a shop that lives through a season.
type quarter struct {
	season
	t       *testing.T
	zone    *time.Location
	now     time.Time
	windows []*store.Store
	ops     int
	dice    *rand.Rand
	// looked are the times at which alur ran.
	looked []time.Time
	duties duties
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
	for _, o := range q.outages {
		if !at.Before(q.at(o[0])) && at.Before(q.at(o[1])) {
			return true
		}
	}
	return false
}

// openDay and openAt say the opening hours once more, in words of their own.
func (q *quarter) openDay(day time.Time) bool {
	day = day.In(q.zone)
	return day.Weekday() != q.rest && !slices.Contains(q.holidays, day.Format(time.DateOnly))
}

// closes is the hour at which the shop closes on a day.
func (q *quarter) closes(day time.Time) int {
	if day.In(q.zone).Weekday() == time.Saturday {
		return 12
	}
	return 17
}

func (q *quarter) openAt(at time.Time) bool {
	at = at.In(q.zone)
	return q.openDay(at) && at.Hour() >= 8 && at.Hour() < q.closes(at)
}

// peoplesOps is how the operation ids of what people do begin.
const peoplesOps = "quarter-"

func (q *quarter) do(by string, act model.Act) (store.Receipt, error) {
	q.t.Helper()
	q.ops++
	r, err := q.windows[q.ops%2].Do(context.Background(), model.Command{Op: fmt.Sprint(peoplesOps, q.ops), By: by, Act: act})
	if err != nil && model.Refused(err) == nil {
		q.t.Fatal(err)
	}
	return r, err
}

// quarterly are the schedules, each with what RFC 5545 calls it.
func (s season) quarterly() map[string]struct {
	model.Schedule
	rrule.ROption
} {
	type both = struct {
		model.Schedule
		rrule.ROption
	}
	weekdays := []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR}
	workdays := append(slices.Clone(weekdays), rrule.SA)
	if s.rest == time.Monday {
		workdays = append(slices.Clone(weekdays[1:]), rrule.SA, rrule.SU)
	}
	return map[string]both{
		"every-day": {model.Schedule{Every: model.EveryDay, At: "09:00", IfClosed: model.SkipIfClosed}, rrule.ROption{Freq: rrule.DAILY}},
		// In the hour that comes twice in October, and not at all in March.
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
		t.Skip("takes a minute; the rules of it are held in model")
	}
	for _, s := range seasons() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			q := newQuarter(t, s)
			for end := q.at(s.to); q.now.Before(end); q.now = q.next() {
				if q.off(q.now) {
					continue
				}
				q.looked = append(q.looked, q.now)
				q.wake()
				q.dutiesHold()
				q.people()
			}
			events := q.record()
			for name, s := range q.quarterly() {
				q.scheduleAgrees(name, s.Schedule, s.ROption, events)
			}
			q.timersAgree(events)
			q.lateAgrees(events)
			q.digestsAgree(events)
			q.duties.bite(t)
			if _, err := q.windows[0].Check(context.Background(), nil); err != nil {
				t.Error(err)
			}
		})
	}
}

func newQuarter(t *testing.T, of season) *quarter {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	q := &quarter{season: of, t: t, zone: zone, dice: rand.New(rand.NewPCG(1, 2)), duties: newDuties()}
	q.now = q.at(of.from)
	path, engine := newPlace(t)
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
	hours.Closed = of.holidays
	if of.rest == time.Monday {
		hours.Week[0], hours.Week[6] = nil, hours.Week[1]
	}
	acts := []model.Act{
		model.CreateShop{Settings: model.Settings{Name: "Laden", Zone: "Europe/Berlin", Hours: hours}, Owner: "Hendra"},
		model.PublishProcess{Process: model.Process{Name: "Repair", Role: "workshop", Steps: []model.Step{
			{ID: "glue", Kind: model.Do, Text: "Glue it", Due: "4h"},
			{ID: "dry", Kind: model.Wait, Text: "1d, the glue dries"},
			{ID: "hand", Kind: model.Do, Text: "Hand it out", Due: "4h"},
		}}},
		model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"workshop"}}},
		model.AddPerson{Person: model.Person{Name: "Budi", Roles: []string{"workshop"}}},
	}
	for _, p := range dutiful() {
		acts = append(acts, model.PublishProcess{Process: p})
	}
	for name, s := range q.quarterly() {
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

// wake lets both programs fire what is due, and tell the day.
func (q *quarter) wake() {
	for _, s := range q.windows {
		if _, err := s.Wake(context.Background(), "counter"); err != nil {
			q.t.Fatal(err)
		}
		if _, err := s.MakeDigest(context.Background(), "counter"); err != nil {
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
		switch {
		case row.Process == "chore" || row.Process == "four":
		case row.Step == "answer" && q.dice.IntN(120) == 0:
			_, _ = q.do("hendra", model.Complete{Task: row.TaskRef, Outcome: "yes"})
		case row.State != model.Waiting && q.dice.IntN(24) == 0:
			_, _ = q.do("hendra", model.Complete{Task: row.TaskRef}) // The other program sees it alike.
		}
	}
	q.doDuties()
}

func (q *quarter) record() []model.Event {
	events, err := q.windows[1].Audit(context.Background(), store.AuditQuery{})
	if err != nil {
		q.t.Fatal(err)
	}
	slices.SortFunc(events, func(a, b model.Event) int { return int(a.Seq) - int(b.Seq) })
	return events
}
