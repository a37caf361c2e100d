package findings

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"alur/model"
	"alur/model/stats"
)

// at is a time by the clock of the shop: "2 08:30" is half past eight on the
// third day, counted from a Monday; empty is one that was not recorded.
func at(t testing.TB, text string) int64 {
	t.Helper()
	if text == "" {
		return model.NoTime
	}
	var day, hour, minute int
	if _, err := fmt.Sscanf(text, "%d %d:%d", &day, &hour, &minute); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return time.Date(2026, 8, 31+day, hour-7, minute, 0, 0, time.UTC).UnixNano()
}

// hand is a record made by hand: a shop that is open from Monday to Friday, 8
// to 17.
type hand struct {
	t   testing.TB
	rec Record
	q   Question
}

func byHand(t testing.TB, now string) *hand {
	s := &model.Shop{
		Settings: model.Settings{Zone: "Asia/Jakarta"}, People: map[string]*model.Person{},
		Processes: map[string]*model.ProcessHead{"work": {ID: "work", Name: "Work", Kind: model.Core}},
	}
	for day := range 5 {
		s.Hours.Week[day] = []model.Slot{{Open: "08:00", Close: "17:00"}}
	}
	return &hand{t: t, rec: Record{Shop: s, Now: time.Unix(0, at(t, now))}}
}

// person adds somebody with roles, and hours of their own from an hour on.
func (h *hand) person(id string, from int, roles ...string) {
	p := &model.Person{ID: id, Name: id, Roles: roles}
	if from > 0 {
		for day := range 5 {
			p.Hours.Week[day] = []model.Slot{{Open: fmt.Sprintf("%02d:00", from), Close: "17:00"}}
		}
	}
	h.rec.Shop.People[id] = p
}

// round is a round of a step, sent back where it says why. What has no end is
// open.
func (h *hand) round(step, by string, n int, ready, begun, ended, why string) model.TaskLog {
	t := model.TaskLog{
		Task: step, Round: n, Kind: model.Do, Role: "role", By: by, State: model.Done,
		Ready: at(h.t, ready), Taken: at(h.t, begun), Begun: at(h.t, begun), Ended: at(h.t, ended),
	}
	switch {
	case why != "":
		t.State, t.Reason, t.Outcome = model.SentBack, why, "bad"
		if why == "-" {
			t.Reason = ""
		}
	case begun == "":
		t.State, t.By = model.Ready, ""
	case ended == "":
		t.State = model.Doing
	}
	return t
}

func (h *hand) job(tasks ...model.TaskLog) *model.CaseLog {
	n := len(h.rec.Cases) + 1
	c := &model.CaseLog{
		Case: model.CaseID("work", n), Process: "work", Version: 1, State: model.Finished, Tasks: tasks,
		Started: tasks[0].Ready, Ended: model.NoTime, Promise: model.NoTime, FirstPromise: model.NoTime,
	}
	for _, t := range tasks {
		if t.State.Open() {
			c.State = model.Running
		}
		c.Ended = max(c.Ended, t.Ended)
	}
	if c.State == model.Running {
		c.Ended = model.NoTime
	}
	h.rec.Cases = append(h.rec.Cases, c)
	return c
}

func (h *hand) review() Review { return OfShop(h.rec, h.q) }

// same compares what was reckoned, but for fields that nobody else sees.
func same[T any](t *testing.T, got, want T) {
	t.Helper()
	a, b := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range a.NumField() {
		f, x, y := a.Type().Field(i), a.Field(i), b.Field(i)
		if !f.IsExported() || reflect.DeepEqual(x.Interface(), y.Interface()) || x.CanFloat() && math.Abs(x.Float()-y.Float()) < 1e-9 {
			continue
		}
		t.Errorf("%s is %+v, want %+v", f.Name, x.Interface(), y.Interface())
	}
}

const hour = 3600.0

func (h *hand) queueing() {
	h.job(h.round("pack", "sari", 1, "0 09:00", "0 10:00", "0 11:00", "")) // Before the period.
	h.job(h.round("pack", "sari", 1, "0 15:00", "1 09:00", "1 10:00", ""))
	h.job(h.round("pack", "sari", 1, "1 10:00", "1 11:00", "2 09:00", ""))
	h.job(h.round("pack", "", 1, "2 16:00", "", "", ""))
	h.job(h.round("pack", "", 1, "3 08:00", "", "", ""))
}

func TestQueueByHand(t *testing.T) {
	h := byHand(t, "3 12:00")
	h.q.From = time.Unix(0, at(t, "1 00:00"))
	h.queueing()
	r := h.review()
	if len(r.Queues) != 1 {
		t.Fatalf("%+v", r.Queues)
	}
	// One waited when Tuesday began; three came, two were begun, two wait. Of
	// five moves three or more are arrivals in half of all cases. Waited: 15-17
	// and 8-9, an hour, 16-17 and 8-12, 8-12.
	same(t, r.Queues[0], Queue{
		Process: "work", Step: "pack", Came: 3, Went: 2, Begin: 1, End: 2, Chance: 0.5,
		Waited: (3 + 1 + 5 + 4) * hour, Share: 1, Oldest: 5 * hour, Days: []int{0, 1, 2},
	})

	// Looked at as of Wednesday 17:00, one waits, since an hour.
	h.q.To = time.Unix(0, at(t, "2 17:00"))
	same(t, h.review().Queues[0], Queue{
		Process: "work", Step: "pack", Came: 2, Went: 2, Begin: 1, End: 1, Chance: 11.0 / 16,
		Waited: (3 + 1 + 1) * hour, Share: 1, Oldest: hour, Days: []int{0, 1},
	})

	// As of Tuesday 10:30, one waits since half an hour that is done by now.
	h.q.To = time.Unix(0, at(t, "1 10:30"))
	same(t, h.review().Queues[0], Queue{
		Process: "work", Step: "pack", Came: 1, Went: 1, Begin: 1, End: 1, Chance: 0.75,
		Waited: (3 + 0.5) * hour, Share: 1, Oldest: 0.5 * hour, Days: []int{1},
	})

	// A period of whole days, Tuesday and Wednesday, has two of them and no end
	// of a Thursday; one waits since 16 o'clock.
	h.q.To = time.Unix(0, at(t, "3 00:00"))
	if days := h.review().Queues[0].Days; !slices.Equal(days, []int{0, 1}) {
		t.Errorf("the days are %v", days)
	}
}

func TestErrorByHand(t *testing.T) {
	h := byHand(t, "0 17:00")
	h.job( // The next check is done at noon.
		h.round("make", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("check", "budi", 1, "0 09:00", "0 09:00", "0 09:30", "torn"),
		h.round("make", "sari", 2, "0 09:30", "0 10:00", "0 11:00", ""), h.round("check", "budi", 2, "0 11:00", "0 11:00", "0 12:00", ""))
	h.job( // Nothing has been done about it until 17:00.
		h.round("make", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("check", "budi", 1, "0 09:00", "0 09:00", "0 10:00", "torn"),
		h.round("make", "", 2, "0 10:00", "", "", ""))
	h.job(h.round("check", "budi", 1, "0 09:00", "0 09:00", "0 10:00", ""))
	h.job( // It was let go at three without another check.
		h.round("check", "budi", 1, "0 11:00", "0 11:00", "0 12:00", "-"), h.round("make", "sari", 1, "0 12:00", "0 14:00", "0 15:00", ""))
	r := h.review()
	if len(r.Errors) != 1 {
		t.Fatalf("%+v", r.Errors)
	}
	same(t, r.Errors[0], Error{
		Process: "work", Step: "check", Attempts: 5, Failed: 3, Share: 0.6, Range: stats.RateOf(3, 5).Wilson(),
		Lost: (2.5 + 7 + 3) * hour, Reasons: []Counted{{"torn", 2}, {"bad", 1}}, BackTo: []Counted{{"make", 3}},
	})
}

func TestDetourByHand(t *testing.T) {
	h := byHand(t, "0 17:00")
	first, again := h.round("draw", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("draw", "sari", 2, "0 10:00", "0 11:00", "0 12:00", "")
	first.Detours = model.Detours{GivenBack: 1, Unclear: 2}
	again.Detours = model.Detours{Handed: 2}
	again.Waived = 1
	passed := h.round("draw", "budi", 1, "0 13:00", "", "0 13:00", "")
	passed.State = model.Skipped
	h.job(first, again)
	h.job(h.round("draw", "sari", 1, "0 12:00", "0 12:00", "0 13:00", ""))
	h.job(h.round("plan", "sari", 1, "0 12:00", "0 12:00", "0 13:00", ""), passed)
	r := h.review()
	if len(r.Detours) != 2 || r.Detours[1].Step != "plan" {
		t.Fatalf("%+v", r.Detours)
	}
	same(t, r.Detours[0], Detour{
		Process: "work", Step: "draw", Executions: 3, Cases: 2, PerCase: 1.5, Again: 1, AgainCases: 1, Lost: 2 * hour,
		GivenBack: 1, Handed: 2, Unclear: 2, Skipped: 1, Waived: 1,
	})
}

func TestLoadByHand(t *testing.T) {
	h := byHand(t, "0 17:00")
	h.q.From = time.Unix(0, at(t, "0 00:00"))
	h.person("sari", 0, "cut", "sew")
	h.person("budi", 13, "sew")
	as := func(role string, task model.TaskLog) model.TaskLog { task.Role = role; return task }
	h.job(as("cut", h.round("cut", "sari", 1, "0 08:00", "0 08:00", "0 10:00", "")))
	h.job(as("cut", h.round("cut", "sari", 1, "0 08:00", "0 09:00", "0 11:00", "")))
	h.job(as("sew", h.round("sew", "sari", 1, "0 11:30", "0 12:00", "0 13:00", "")))
	// Budi's hours begin at one, and half an hour of it rested.
	rested := as("sew", h.round("sew", "budi", 1, "0 11:30", "0 12:00", "0 16:00", ""))
	rested.Pauses = []model.PauseLog{{From: at(t, "0 14:30"), To: at(t, "0 15:00")}}
	h.job(rested)
	h.job(as("sew", h.round("sew", "", 1, "0 16:00", "", "", "")))
	r := h.review()
	if len(r.Loads) != 2 {
		t.Fatalf("%+v", r.Loads)
	}
	u := func(x float64) *float64 { return &x }
	// Sari cut for three hours of four, and is there for nine.
	same(t, r.Loads[0], Load{
		Role: "cut", People: []string{"sari"}, Executions: 2, Known: 2, Busy: u(3 * hour), Available: 9 * hour * 3 / 4, Utilisation: u(3 / 6.75), Waited: u(hour),
	})
	same(t, r.Loads[1], Load{
		Role: "sew", People: []string{"budi", "sari"}, Executions: 2, Known: 2, Busy: u((1 + 2.5) * hour), Available: (4 + 9.0/4) * hour,
		Utilisation: u(3.5 / 6.25), Waited: u((0.5 + 0.5 + 1) * hour),
	})
}

// promises are a case that is in time, one in time after another promise, one
// late, one open and late, one that will be, and one with time enough; beside
// twenty that took four hours and were promised nothing.
func (h *hand) promises() {
	promise := func(c *model.CaseLog, first, last string) { c.FirstPromise, c.Promise = at(h.t, first), at(h.t, last) }
	promise(h.job(h.round("do", "sari", 1, "0 08:00", "0 08:00", "0 11:00", "")), "0 12:00", "0 12:00")
	promise(h.job(h.round("do", "sari", 1, "0 08:00", "0 08:00", "1 10:00", "")), "0 12:00", "1 12:00")
	promise(h.job(h.round("do", "sari", 1, "0 08:00", "0 08:00", "1 09:00", "")), "0 12:00", "0 12:00")
	promise(h.job(h.round("do", "", 1, "0 08:00", "", "", "")), "3 12:00", "3 12:00")
	promise(h.job(h.round("do", "", 1, "4 11:00", "", "", "")), "4 13:00", "4 13:00")
	promise(h.job(h.round("do", "", 1, "4 08:00", "", "", "")), "9 12:00", "9 12:00")
	for range 20 {
		h.job(h.round("do", "sari", 1, "2 08:00", "2 08:00", "2 12:00", ""))
	}
}

func TestPromiseByHand(t *testing.T) {
	h := byHand(t, "4 12:00")
	h.promises()
	r := h.review()
	if len(r.Promises) != 1 {
		t.Fatalf("%+v", r.Promises)
	}
	// Late are Monday 12-17 and Tuesday 8-9, and Thursday 12-17 and Friday 8-12.
	same(t, r.Promises[0], Promise{
		Process: "work", Cases: 4, KeptFirst: 1, KeptLast: 2, Share: 0.5, Range: stats.RateOf(2, 4).Wilson(), Repromised: 1,
		Late: 1, Tight: 1, Lateness: stats.Describe([]float64{6 * hour, 9 * hour}),
	})
}

func TestAgesByHand(t *testing.T) {
	h := byHand(t, "4 12:00")
	h.promises()
	// Of 23 closed ones 85 % took four hours; four days and four hours are more.
	same(t, h.review().Ages, Ages{Open: 3, Old: []Old{{Case: "work-4", Process: "work", Age: 40 * hour, Most: 4 * hour}}})

	few := byHand(t, "4 12:00")
	few.queueing()
	same(t, few.review().Ages, Ages{Open: 2, Old: []Old{}, Unknown: 2})
}

// TestAnUnknownLoadIsNotNone: where it is known of no round who did it and when
// it was begun, nobody knows how long a role worked; one that is known tells of
// itself.
func TestAnUnknownLoadIsNotNone(t *testing.T) {
	h := byHand(t, "0 17:00")
	h.q.From = time.Unix(0, at(t, "0 00:00"))
	h.person("sari", 0, "role")
	late := h.round("do", "sari", 1, "", "", "0 11:00", "")
	late.State, late.By = model.Done, "sari"
	h.job(late)
	unknown := h.review().Loads
	if len(unknown) != 1 || unknown[0].Executions != 1 || unknown[0].Busy != nil || unknown[0].Waited != nil || unknown[0].Utilisation != nil {
		t.Errorf("of work entered late it says %+v", unknown)
	}
	h.job(h.round("do", "sari", 1, "0 08:00", "0 09:00", "0 11:00", ""))
	if l := h.review().Loads[0]; l.Executions != 2 || l.Known != 1 || l.Busy == nil || *l.Busy != 2*hour || l.Waited == nil || *l.Waited != hour {
		t.Errorf("of work half of which is known it says %+v", l)
	}
}
