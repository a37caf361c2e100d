package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func shutOn(t testing.TB, zone string, closed ...string) *Calendar {
	t.Helper()
	h := DefaultHours()
	h.Closed = closed
	cal, err := NewCalendar(h, zone)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestScheduleFiresWhereItSays(t *testing.T) {
	for _, c := range []struct {
		name     string
		s        Schedule
		zone     string
		closed   []string
		after    string
		want     []string
		wantNone bool
	}{
		{name: "each day, a Sunday once with Monday", s: Schedule{Every: EveryDay, At: "09:00"}, after: "2026-11-27 09:00",
			want: []string{"2026-11-28 09:00", "2026-11-30 09:00", "2026-12-01 09:00"}},
		{name: "each day at opening", s: Schedule{Every: EveryDay}, after: "2026-11-23 07:59", want: []string{"2026-11-23 08:00"}},
		{name: "each day, skipping closed ones", s: Schedule{Every: EveryDay, At: "18:30", IfClosed: SkipIfClosed}, closed: []string{"2026-11-24"},
			after: "2026-11-23 18:30", want: []string{"2026-11-25 18:30", "2026-11-26 18:30"}},
		{name: "weekdays are Monday to Friday", s: Schedule{Every: EveryWeekday, At: "09:00"}, after: "2026-11-27 10:00", want: []string{"2026-11-30 09:00"}},
		{name: "each week on Monday by default", s: Schedule{Every: EveryWeek, At: "09:00"}, after: "2026-11-23 09:00", want: []string{"2026-11-30 09:00", "2026-12-07 09:00"}},
		{name: "each week on a closed day, the day before", s: Schedule{Every: EveryWeek, On: "sun", At: "09:00", IfClosed: BeforeIfClosed}, after: "2026-11-23 09:00",
			want: []string{"2026-11-28 09:00", "2026-12-05 09:00"}},
		{name: "in Indonesian", s: Schedule{Every: EveryWeek, On: "rab", At: "09:00"}, after: "2026-11-23 09:00", want: []string{"2026-11-25 09:00"}},
		{name: "the 31st of a month with 30 days is its last", s: Schedule{Every: EveryMonth, On: "31", At: "09:00"}, after: "2026-03-31 09:00",
			want: []string{"2026-04-30 09:00", "2026-06-01 09:00", "2026-06-30 09:00", "2026-07-31 09:00"}},
		{name: "the 30th in February", s: Schedule{Every: EveryMonth, On: "30", At: "09:00", IfClosed: BeforeIfClosed}, after: "2028-02-01 00:00",
			want: []string{"2028-02-29 09:00"}},
		{name: "the last day", s: Schedule{Every: EveryMonth, On: "last", At: "16:00", IfClosed: BeforeIfClosed}, after: "2026-05-01 00:00",
			want: []string{"2026-05-30 16:00", "2026-06-30 16:00"}},
		{name: "the first workday after a holiday", s: Schedule{Every: EveryMonth, On: "first workday", At: "09:00"}, closed: []string{"2027-01-01", "2027-01-02"},
			after: "2026-12-05 00:00", want: []string{"2027-01-04 09:00"}},
		{name: "the last workday", s: Schedule{Every: EveryMonth, On: "last workday", At: "09:00"}, closed: []string{"2026-12-31"},
			after: "2026-12-05 00:00", want: []string{"2026-12-30 09:00"}},
		{name: "each quarter", s: Schedule{Every: EveryQuarter, On: "10", At: "09:00"}, after: "2026-11-23 09:00", want: []string{"2027-01-11 09:00", "2027-04-10 09:00"}},
		{name: "the last day of a quarter", s: Schedule{Every: EveryQuarter, On: "last", At: "09:00"}, after: "2026-11-23 09:00", want: []string{"2026-12-31 09:00", "2027-03-31 09:00"}},
		{name: "each year", s: Schedule{Every: EveryYear, At: "09:00", IfClosed: SkipIfClosed}, closed: []string{"2027-01-01"}, after: "2026-11-23 09:00", want: []string{"2028-01-01 09:00"}},
		{name: "a closure of two weeks", s: Schedule{Every: EveryWeek, At: "09:00"}, closed: []string{
			"2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02",
		}, after: "2026-12-14 09:00", want: []string{"2027-01-04 09:00", "2027-01-11 09:00"}},
		{name: "an hour that summer time leaves out", s: Schedule{Every: EveryDay, At: "02:30", IfClosed: NextIfClosed}, zone: "America/New_York", after: "2026-03-06 12:00",
			want: []string{"2026-03-07 02:30", "2026-03-09 02:30"}},
		{name: "the same clock time over the change", s: Schedule{Every: EveryWeekday, At: "09:00"}, zone: "Europe/Berlin", after: "2026-03-27 09:00", want: []string{"2026-03-30 09:00"}},
		{name: "never", after: "2026-11-23 09:00", wantNone: true},
		{name: "not to be understood", s: Schedule{Every: "fortnight"}, after: "2026-11-23 09:00", wantNone: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			zone := c.zone
			if zone == "" {
				zone = "Asia/Jakarta"
			}
			cal := shutOn(t, zone, c.closed...)
			at, err := time.ParseInLocation("2006-01-02 15:04", c.after, cal.Location())
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				at = c.s.Next(at, cal)
				if got := at.In(cal.Location()).Format("2006-01-02 15:04"); got != want {
					t.Fatalf("fires at %s, want %s", got, want)
				}
			}
			if c.wantNone && !c.s.Next(at, cal).IsZero() {
				t.Errorf("fires at %s", c.s.Next(at, cal))
			}
		})
	}
}

// TestAnHourLeftOutFiresOnceAndOneThatComesTwiceFiresOnce holds on days on
// which the shop is open while the clocks change.
func TestAnHourLeftOutFiresOnceAndOneThatComesTwiceFiresOnce(t *testing.T) {
	var h Hours
	for day := range h.Week {
		h.Week[day] = []Slot{{Open: "00:00", Close: "24:00"}}
	}
	cal, err := NewCalendar(h, "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	s := Schedule{Every: EveryDay, At: "02:30"}
	for _, begin := range []string{"2026-03-28", "2026-10-24"} {
		at, _ := time.ParseInLocation(time.DateOnly, begin, cal.Location())
		days := map[string]bool{}
		for range 3 {
			at = s.Next(at, cal)
			days[cal.Day(at)] = true
		}
		if len(days) != 3 {
			t.Errorf("from %s it fired on %v", begin, days)
		}
	}
}

func TestScheduleGoesOnAndMissesNothing(t *testing.T) {
	cal := shutOn(t, "Europe/Berlin", "2026-12-24", "2026-12-25", "2026-12-26", "2027-03-29")
	rapid.Check(t, func(rt *rapid.T) {
		s := Schedule{
			Every:    rapid.SampledFrom([]Every{EveryDay, EveryWeekday, EveryWeek, EveryMonth, EveryQuarter, EveryYear}).Draw(rt, "every"),
			At:       rapid.SampledFrom([]string{"", "02:30", "09:00", "23:59"}).Draw(rt, "at"),
			IfClosed: rapid.SampledFrom([]string{"", NextIfClosed, BeforeIfClosed, SkipIfClosed}).Draw(rt, "if closed"),
		}
		after := monday.Add(time.Duration(rapid.Int64Range(0, 400*24*3600).Draw(rt, "s")) * time.Second)
		next := s.Next(after, cal)
		if !next.After(after) {
			rt.Fatalf("%s is not after %s", next, after)
		}
		// Nothing fires between: from any moment before it, the next is the same.
		between := after.Add(time.Duration(rapid.Int64Range(0, int64(next.Sub(after))-1).Draw(rt, "between")))
		if got := s.Next(between, cal); !got.Equal(next) {
			rt.Fatalf("from %s the next is %s, from %s it is %s", after, next, between, got)
		}
	})
}
