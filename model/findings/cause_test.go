package findings

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"alur/model"
)

func TestCauseByHand(t *testing.T) {
	for _, c := range []struct {
		name  string
		tasks func(h *hand) []model.TaskLog
		want  cause
	}{
		{"one person is there from nine, and busy but for noon", func(h *hand) []model.TaskLog {
			return []model.TaskLog{
				h.round("sew", "sari", 1, "0 08:30", "0 09:00", "0 12:00", ""), // Half an hour nobody is there.
				h.round("sew", "sari", 1, "0 12:30", "0 13:00", "0 16:00", ""), // Half an hour she is free.
				h.round("sew", "sari", 1, "0 08:00", "0 16:00", "0 16:30", ""), // One hour away, one free, six busy.
			}
		}, cause{away: 1.5 / 9, free: 1.5 / 9, busy: 6.0 / 9, people: 1, there: 1, before: 9}},
		{"two, and one of them is free at a time", func(h *hand) []model.TaskLog {
			return []model.TaskLog{
				h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 12:00", ""),
				h.round("sew", "budi", 1, "0 10:00", "0 10:00", "0 13:00", ""),
				// To ten Sari is busy and Budi not there; to twelve both are
				// busy; then Budi is, and Sari is there and free.
				h.round("sew", "budi", 1, "0 09:00", "0 13:00", "0 14:00", ""),
				h.round("sew", "sari", 1, "0 16:00", "0 16:00", "0 17:00", ""),
			}
		}, cause{busy: 3.0 / 4, free: 1.0 / 4, people: 2, there: 5.0 / 3}},
		{"nobody is there after noon", func(h *hand) []model.TaskLog {
			return []model.TaskLog{
				h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 12:00", ""),
				h.round("sew", "", 1, "0 12:00", "", "", ""),
			}
		}, cause{away: 1, people: 1, after: 12}},
		{"what rests keeps nobody busy", func(h *hand) []model.TaskLog {
			rests := h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 12:00", "")
			rests.Pauses = []model.PauseLog{{From: at(h.t, "0 09:00"), To: at(h.t, "0 11:00")}}
			return []model.TaskLog{rests, h.round("sew", "sari", 1, "0 08:00", "0 12:00", "0 17:00", "")}
		}, cause{busy: 0.5, free: 0.5, people: 1}},
		{"work on something else keeps busy as well", func(h *hand) []model.TaskLog {
			return []model.TaskLog{
				h.round("cut", "sari", 1, "0 08:00", "0 08:00", "0 12:00", ""),
				h.round("sew", "sari", 1, "0 08:00", "0 12:00", "0 17:00", ""),
			}
		}, cause{busy: 1, people: 1}},
		{"nobody did it", func(h *hand) []model.TaskLog {
			return []model.TaskLog{h.round("sew", "", 1, "0 12:00", "", "", "")}
		}, cause{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := byHand(t, "0 17:00")
			for _, task := range c.tasks(h) {
				h.job(task)
			}
			r := look(lookAt(h.rec, h.q))
			var got cause
			for step, s := range r.Log.Steps {
				if s.Name == "sew" {
					got = r.cause(int32(step))
				}
			}
			near := func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
			if !near(got.away, c.want.away) || !near(got.busy, c.want.busy) || !near(got.free, c.want.free) ||
				got.people != c.want.people || c.want.there > 0 && !near(got.there, c.want.there) || got.before != c.want.before || got.after != c.want.after {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestAbsenceIsNamedThoughWorkIsLong holds that four hours of waiting for two
// hours of work are a problem where nobody is there to do it, and are none
// where they wait for other work.
func TestAbsenceIsNamedThoughWorkIsLong(t *testing.T) {
	for _, there := range []bool{false, true} {
		h := byHand(t, "41 17:00")
		h.person("sari", 0, "role")
		for day := range 40 {
			if day%7 >= 5 {
				continue
			}
			clock := func(hour int) string { return fmt.Sprintf("%d %02d:00", day, hour) }
			h.job(h.round("sew", "sari", 1, clock(9), clock(13), clock(15), ""))
			if there {
				h.job(h.round("cut", "sari", 1, clock(9), clock(9), clock(13), ""))
			}
		}
		var named []string
		for _, f := range h.review().Findings {
			named = append(named, string(f.Kind)+" "+f.Step)
		}
		want := []string{"slow sew"}
		if there {
			want = nil
		}
		if !slices.Equal(named, want) {
			t.Errorf("there %v: %v is named, want %v", there, named, want)
		}
	}
}
