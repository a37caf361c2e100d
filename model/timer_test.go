package model

import (
	"strings"
	"testing"
	"time"
)

// glued is a process in which time does some of the work.
func glued() Process {
	return Process{
		Name: "Gluing", Role: "warehouse", Owner: "service",
		Start: Start{Ask: []Field{{Name: "piece", Type: TextField}}},
		Steps: []Step{
			{ID: "glue", Kind: Do, Text: "Glue the handle on", Due: "2h", Late: "start ask"},
			{ID: "dry", Kind: Wait, Text: "1d, the glue dries", After: []string{"glue"}},
			{ID: "fit", Kind: Do, Text: "Try whether it holds", Due: "1h", Late: "take passed_over", Outcomes: []Outcome{
				{Name: "holds", To: []string{ToNext}}, {Name: "loose", To: []string{"glue"}}, {Name: "passed_over", To: []string{ToNext}},
			}},
			{ID: "tell", Kind: Do, Text: "Tell the customer", Then: []string{ToEnd}},
			{ID: "ask", Kind: Do, Text: "Ask what keeps the piece", Role: "service", After: nil, Then: []string{ToEnd}},
		},
	}
}

// TestATimeThatIsWaitedFor: the glue dries until the same time of the next open
// day, and then the next step is ready, without anybody.
func TestATimeThatIsWaitedFor(t *testing.T) {
	w := newWorld(t)
	w.publish(glued())
	id := w.must("sari", StartCase{Process: "gluing", Fields: Values{"piece": one("cup")}}).Case
	w.must("sari", Complete{Task: ref(id, "glue")})
	w.pass(23 * time.Hour)
	w.wake()
	if got := w.opens(id); len(got) != 1 || got[0] != "dry" {
		t.Fatalf("an hour early: %v", got)
	}
	q := w.queue("sari")
	if len(q.Items) != 0 || len(q.Asleep) != 1 || q.Asleep[0].Why.In(English) != "waits until 09:00: the glue dries" &&
		q.Asleep[0].Why.In(English) != "waits until 24.11. 08:00: the glue dries" && q.Asleep[0].Why.In(English) != "waits until 08:00: the glue dries" {
		t.Fatalf("the queue shows %+v", q)
	}
	w.pass(time.Hour)
	w.wake()
	if got := w.opens(id); len(got) != 1 || got[0] != "fit" {
		t.Fatalf("once it is dry: %v", got)
	}
	last := w.cases[id].Task("dry")
	if last.State != Done || last.By != "" || !last.Ended.Equal(w.now) {
		t.Errorf("the wait is %+v", last)
	}
}

// TestWhatFollowsWhenLate tells late: by each of its words, and that no stage
// fires early, or twice.
func TestWhatFollowsWhenLate(t *testing.T) {
	w := newWorld(t)
	w.publish(glued())
	id := w.must("sari", StartCase{Process: "gluing", Fields: Values{"piece": one("cup")}}).Case
	fired := func() string {
		var parts []string
		for _, e := range w.history[id] {
			switch b := e.Body.(type) {
			case TimerFired:
				parts = append(parts, string(b.Kind)+" "+e.Step)
			case StepStarted:
				parts = append(parts, "began "+b.Step)
			}
		}
		return strings.Join(parts, ", ")
	}
	for _, c := range []struct {
		after time.Duration
		want  string
	}{
		{2*time.Hour - time.Second, ""},
		{time.Second, "overdue glue, began ask"},
		{time.Hour - time.Second, "overdue glue, began ask"},
		{time.Second, "overdue glue, began ask, long overdue glue"},
		{48 * time.Hour, "overdue glue, began ask, long overdue glue"},
	} {
		w.pass(c.after)
		w.wake()
		if got := fired(); got != c.want {
			t.Fatalf("at %s: %q, want %q", w.now, got, c.want)
		}
	}
	if got := strings.Join(w.opens(id), " "); got != "glue ask" {
		t.Errorf("open are %s", got)
	}
	w.must("sari", Complete{Task: ref(id, "glue")})
	w.pass(24 * time.Hour)
	w.wake()
	w.pass(time.Hour)
	w.wake()
	if fit := w.cases[id].Task("fit"); fit.State != Done || fit.Outcome != "passed_over" || fit.By != "" {
		t.Errorf("late: take left it as %+v", fit)
	}
	if got := strings.Join(w.opens(id), " "); got != "tell ask" {
		t.Errorf("after late: take open are %s", got)
	}
}

// TestNobodyFiresATimer: it is alur's own act, once, and not before its time.
func TestNobodyFiresATimer(t *testing.T) {
	w := newWorld(t)
	w.publish(glued())
	id := w.must("sari", StartCase{Process: "gluing", Fields: Values{"piece": one("cup")}}).Case
	fire := FireTimer{Task: ref(id, "glue"), Round: 1, Kind: Overdue}
	w.refused("", fire, "not_due")
	w.pass(2 * time.Hour)
	w.refused("hendra", fire, "by_itself")
	w.refused("", FireTimer{Task: ref(id, "glue"), Round: 2, Kind: Overdue}, "not_due")
	w.refused("", FireTimer{Task: ref(id, "glue"), Round: 1, Kind: LongOverdue}, "not_due")
	w.must("", fire)
	w.refused("", fire, "not_due")
}

// TestATimeKeepsNobodyFromUndoing: that a step is overdue was done by nobody,
// so who did the last act takes it back all the same.
func TestATimeKeepsNobodyFromUndoing(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Note", Role: "warehouse", Steps: []Step{
		{ID: "write", Kind: Do, Text: "Write it down"}, {ID: "file", Kind: Do, Text: "File it", Due: "1h"},
	}})
	id := w.must("sari", StartCase{Process: "note"}).Case
	w.must("sari", Complete{Task: ref(id, "write")})
	w.pass(time.Hour)
	w.wake()
	w.must("sari", Undo{})
	if got := strings.Join(w.opens(id), " "); got != "write" {
		t.Fatalf("after the undo open are %s", got)
	}
	again, err := Replay(w.flows["note-1"], w.history[id])
	if err != nil || asJSON(t, again) != asJSON(t, w.cases[id]) {
		t.Errorf("replayed it is otherwise: %v\n%s\n%s", err, asJSON(t, again), asJSON(t, w.cases[id]))
	}
}

// TestTimeLeadsNobodyRound: a step that was due before it came up, and whose
// late: leads to itself, is its owner's the second time.
func TestTimeLeadsNobodyRound(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Note", Role: "warehouse", Start: Start{Ask: []Field{{Name: "day", Type: DateField}}}, Steps: []Step{
		{ID: "write", Kind: Do, Text: "Write it down", Due: "day", Late: "take again", Outcomes: []Outcome{
			{Name: "ok", To: []string{ToNext}}, {Name: "again", To: []string{"write"}},
		}},
	}})
	id := w.must("sari", StartCase{Process: "note", Fields: Values{"day": one("2026-01-01")}}).Case
	w.wake()
	write := w.cases[id].Task("write")
	if write.Round != 2 || write.State != Parked || write.Held == nil || write.Held.Code != HeldCircle {
		t.Errorf("it stands as %+v", write)
	}
}

// TestACheckIsNeverEndedByTheClock: where an earlier version of alur published
// late: take on a check that is never skipped, it stays.
func TestACheckIsNeverEndedByTheClock(t *testing.T) {
	p := Process{ID: "check", Name: "Check", Role: "warehouse", Steps: []Step{{ID: "look", Kind: Do, Text: "Look", NeverSkip: true, Due: "1h", Late: "take done"}}}
	f, _ := Recorded(p)
	if f == nil {
		t.Fatal("it does not go on")
	}
	w := newWorld(t)
	w.publish(Process{Name: "Check", ID: "check", Role: "warehouse", Steps: []Step{{ID: "look", Kind: Do, Text: "Look", Due: "1h"}}})
	w.flows["check-1"] = f
	id := w.must("sari", StartCase{Process: "check"}).Case
	w.pass(5 * time.Hour)
	w.wake()
	if got := strings.Join(w.opens(id), " "); got != "look" {
		t.Errorf("open are %q", got)
	}
}

// TestATimedWaitIsCheckedOnLoad: nobody is there to tick or to record.
func TestATimedWaitIsCheckedOnLoad(t *testing.T) {
	p := glued()
	p.Steps[1].Check = []Check{{Text: "It is dry"}}
	p.Steps[1].Record = []Field{{Name: "hours", Type: NumberField}}
	p.Steps[1].NeverSkip = true
	_, faults := Compile(p)
	var told []string
	for _, f := range faults {
		told = append(told, f.Path+": "+f.In(English))
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{"nobody is there to tick", "nobody is there to record hours", "skip: never says nothing"} {
		if !strings.Contains(all, want) {
			t.Errorf("it is not told that %q:\n%s", want, all)
		}
	}
}

// TestATimeIsToldFromTheWorld: what a wait says is a time, or words.
func TestATimeIsToldFromTheWorld(t *testing.T) {
	for text, want := range map[string]string{
		"2d": "2d|", "4h, the paint dries": "4h|the paint dries", "16:00": "16:00|", "next workday 10:00, the bank opens": "next workday 10:00|the bank opens",
		"the courier": "", "payment": "", "delivery - 1d": "", "2 deliveries, one each": "",
	} {
		s := Step{Kind: Wait, Text: text}
		wait, timed := s.Timed()
		got := ""
		if timed {
			got = wait.Rule + "|" + wait.Words
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
