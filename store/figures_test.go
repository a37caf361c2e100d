package store_test

import (
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
	"alur/store"
)

// on does an act at a time of the wall clock in Jakarta: "2026-11-27 16:00".
func (x *fixture) on(at, by string, act model.Act) store.Receipt {
	x.t.Helper()
	var r store.Receipt
	err := x.Within(x.t.Context(), func(s *store.Session) (err error) {
		r, err = s.Do(model.Command{Op: x.newOp(), By: by, Act: act}, clockOf(x.t, at))
		return err
	})
	if err != nil {
		x.t.Fatalf("%s %T: %v", by, act, err)
	}
	return r
}

func clockOf(t testing.TB, at string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// A calendar that is corrected changes the figures of what is long past, in
// the words of the record alone: no event of a case is added, and no case is
// read anew.
func TestACorrectedCalendarChangesThePast(t *testing.T) {
	x := tokoMaju(t)
	// A Friday, and the Monday after.
	id := x.on("2026-11-27 16:00", "dewi", model.StartCase{Process: "online-order", Fields: orderFields("A-1")}).Case
	x.on("2026-11-30 09:00", "sari", model.Begin{Task: ref(id, "pick")})
	x.on("2026-11-30 10:00", "sari", pick(id))
	now := clockOf(t, "2026-12-01 08:00")
	x.seconds.Store(int64(now.Sub(monday) / time.Second))
	var before []*model.CaseLog
	for _, tt := range []struct {
		name, hours string
		closed      []string
		waited      time.Duration
		worked      time.Duration
	}{
		// Friday 16-17, Saturday 8-17, Monday 8-9.
		{"as it is", "mon-sat 08:00-17:00", nil, 11 * time.Hour, time.Hour},
		{"that Saturday was a holiday", "mon-sat 08:00-17:00", []string{"2026-11-28"}, 2 * time.Hour, time.Hour},
		{"Saturdays end at noon", "mon-fri 08:00-17:00 sat 08:00-12:00", nil, 6 * time.Hour, time.Hour},
		{"mornings begin at half past nine", "mon-fri 09:30-17:00", nil, time.Hour, 30 * time.Minute},
		{"as it was", "mon-sat 08:00-17:00", nil, 11 * time.Hour, time.Hour},
	} {
		x.correct(tt.hours, tt.closed)
		logs, err := x.CaseLogs(t.Context(), time.Time{})
		if err != nil || len(logs) != 1 {
			t.Fatal(len(logs), err)
		}
		if before != nil && logs[0] != before[0] {
			t.Errorf("%s: the case was read anew", tt.name)
		}
		before = logs
		for from, step := range x.picks(logs) {
			if step.Waiting.N != 1 || step.Waiting.Sum != tt.waited.Seconds() || step.Processing.Sum != tt.worked.Seconds() {
				t.Errorf("%s: by %s it waited %v s and was worked on %v s, want %v and %v",
					tt.name, from, step.Waiting.Sum, step.Processing.Sum, tt.waited, tt.worked)
			}
		}
	}
	x.sound()
}

// correct gives the shop other hours.
func (x *fixture) correct(hours string, closed []string) {
	x.t.Helper()
	shop, err := x.Shop(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	settings := shop.Settings
	if settings.Hours, err = model.ParseHours(hours, model.Hours{}); err != nil {
		x.t.Fatal(err)
	}
	settings.Hours.Closed = closed
	x.must("hendra", model.ChangeSettings{Settings: settings})
}

// picks are the figures of the step pick, from the case logs and from the
// review that the owner's screen shows.
func (x *fixture) picks(logs []*model.CaseLog) map[string]figures.Step {
	x.t.Helper()
	shop, err := x.Shop(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	cal, err := shop.Calendar()
	if err != nil {
		x.t.Fatal(err)
	}
	log, _ := eventlog.OfCases(logs)
	o := figures.Everything()
	o.Calendar, o.Ready = cal, figures.ReadyAlways
	review, err := x.Review(x.t.Context(), findings.Question{})
	if err != nil {
		x.t.Fatal(err)
	}
	found := map[string]figures.Step{}
	for from, f := range map[string]figures.Figures{"the logs": figures.Of(log, o), "the review": review.Figures} {
		for _, s := range f.Steps {
			if s.Step == "pick" {
				found[from] = s
			}
		}
	}
	if len(found) != 2 {
		x.t.Fatalf("the step is known to %v", found)
	}
	return found
}
