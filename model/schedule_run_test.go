package model

import (
	"fmt"
	"testing"
	"time"
)

func closing(s Schedule) Process {
	return Process{Name: "Closing", Role: "warehouse", Start: Start{Schedule: s}, Steps: []Step{{ID: "lock", Kind: Do, Text: "Lock up"}}}
}

// wakes fires the schedules that are due and returns what the record says.
func (w *world) wakeSchedules(process string) (said []string) {
	w.t.Helper()
	for range 1000 {
		d, err := w.do("", FireSchedule{Process: process})
		if Refused(err) != nil {
			return said
		}
		if err != nil {
			w.t.Fatal(err)
		}
		b, _ := d.Events[0].Body.(ScheduleFired)
		text := b.At.In(time.FixedZone("", 7*3600)).Format("Mon 15:04")
		if b.Skipped {
			text += " skipped"
		}
		if b.Missed > 0 {
			text += fmt.Sprintf(" missed %d", b.Missed)
		}
		if started := d.Case != ""; started == b.Skipped {
			w.t.Fatalf("%s, and the case is %q", text, d.Case)
		}
		said = append(said, text)
	}
	w.t.Fatal("it never ends")
	return nil
}

// TestASchedule: every day at 16:30, over a Sunday and days on which alur did
// not run, by what the process says of missed times.
func TestASchedule(t *testing.T) {
	for _, c := range []struct {
		missed string
		want   string
	}{
		{"", "[Mon 16:30] [] [Tue 16:30] [Sat 16:30 missed 3] [Mon 16:30]"},
		{RunOnce, "[Mon 16:30] [] [Tue 16:30] [Sat 16:30 missed 3] [Mon 16:30]"},
		{RunAll, "[Mon 16:30] [] [Tue 16:30] [Wed 16:30 Thu 16:30 Fri 16:30 Sat 16:30] [Mon 16:30]"},
		{SkipMissed, "[Mon 16:30] [] [Tue 16:30] [Sat 16:30 skipped missed 4] [Mon 16:30]"},
	} {
		t.Run(c.missed, func(t *testing.T) {
			w := newWorld(t)
			w.publish(closing(Schedule{Every: EveryDay, At: "16:30", IfClosed: SkipIfClosed, Missed: c.missed}))
			if got := w.wakeSchedules("closing"); got != nil {
				t.Fatalf("before its time: %v", got)
			}
			w.now = monday.Add(8*time.Hour + 30*time.Minute) // 16:30 in Jakarta.
			got := fmt.Sprint(w.wakeSchedules("closing"))
			w.pass(time.Hour)
			got += fmt.Sprint(" ", w.wakeSchedules("closing"))
			w.now = monday.Add(24*time.Hour + 9*time.Hour) // Half an hour late, the same day.
			got += fmt.Sprint(" ", w.wakeSchedules("closing"))
			w.now = monday.Add(7 * 24 * time.Hour) // The Monday after, from Wednesday on it was off.
			got += fmt.Sprint(" ", w.wakeSchedules("closing"))
			w.now = monday.Add(7*24*time.Hour + 9*time.Hour)
			got += fmt.Sprint(" ", w.wakeSchedules("closing"))
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestASchedulesClockJumps: a clock that is put back a little fires nothing
// twice; one that was a year ahead does not keep the shop waiting for a year.
func TestASchedulesClockJumps(t *testing.T) {
	w := newWorld(t)
	w.publish(closing(Schedule{Every: EveryDay, At: "09:00"}))
	w.now = monday.Add(time.Hour)
	if got := fmt.Sprint(w.wakeSchedules("closing")); got != "[Mon 09:00]" {
		t.Fatal(got)
	}
	w.pass(-2 * time.Minute)
	if got := w.wakeSchedules("closing"); got != nil {
		t.Fatalf("after a clock that was put back: %v", got)
	}
	w.pass(365 * 24 * time.Hour)
	if got := w.wakeSchedules("closing"); len(got) != 1 {
		t.Fatalf("a year ahead: %v", got)
	}
	w.now = monday.Add(2 * time.Hour)
	w.wakeSchedules("closing")
	w.now = monday.Add(25 * time.Hour)
	if got := fmt.Sprint(w.wakeSchedules("closing")); got != "[Tue 09:00]" {
		t.Fatalf("once the clock is right again: %s", got)
	}
}

// TestScheduledPlaces: a division that has a version of its own goes by its own
// schedule, and one process that is retired by none.
func TestScheduledPlaces(t *testing.T) {
	w := newWorld(t)
	w.publish(closing(Schedule{Every: EveryDay, At: "16:30"}))
	p := closing(Schedule{Every: EveryDay, At: "12:00"})
	w.must("hendra", PublishProcess{Process: p, Divisions: []string{"south"}})
	w.now = monday.Add(5 * time.Hour)
	w.refused("", FireSchedule{Process: "closing"}, "not_due")
	d := w.must("", FireSchedule{Process: "closing", Division: "south"})
	if c := w.cases[d.Case]; c.Division != "south" || c.Version != 2 || c.StartedBy != "" {
		t.Errorf("south began %+v", c)
	}
	w.must("hendra", RetireProcess{Process: "closing"})
	w.now = monday.Add(10 * time.Hour)
	w.refused("", FireSchedule{Process: "closing"}, "not_due")
}

// TestACaseThatBeginsByItselfIsCalledByItsNumber: what its title speaks of is
// still to be filled in then.
func TestACaseThatBeginsByItselfIsCalledByItsNumber(t *testing.T) {
	f, faults := Compile(Process{ID: "plan", Name: "Plan", Role: "shop", Title: "Plan {quarter}", Start: Start{Ask: []Field{{Name: "quarter", Type: TextField, Optional: true}}}, Steps: []Step{{ID: "go", Kind: Do, Text: "Go"}}})
	if f == nil {
		t.Fatal(faults)
	}
	if got := caseTitle(f, nil, 3) + ", " + caseTitle(f, Values{"quarter": {Text: "2026-4"}}, 4); got != "Plan 3, Plan 2026-4" {
		t.Errorf("they are called %s", got)
	}
}
