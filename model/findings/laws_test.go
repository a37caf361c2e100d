package findings_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/findings"

	"pgregory.net/rapid"
)

// minutesOf is a time of the drawn weeks, often the same as another.
func minutesOf(t *rapid.T, label string, low, high int) int64 {
	return monday.Add(time.Duration(rapid.IntRange(low, high).Draw(t, label)) * 10 * time.Minute).UnixNano()
}

const sixWeeks = 6 * 7 * 24 * 6

// drawnTask draws a round of a step as the record may hold one.
func drawnTask(t *rapid.T, round int) model.TaskLog {
	step := rapid.IntRange(0, 3).Draw(t, "step")
	ready := minutesOf(t, "ready", 0, sixWeeks)
	after := func(at int64, label string, ten int) int64 {
		return at + int64(rapid.IntRange(0, ten).Draw(t, label))*int64(10*time.Minute)
	}
	task := model.TaskLog{
		Task: stepID(step), Round: round, Kind: model.Do, Role: roleID(step % 3), By: workerID(rapid.IntRange(0, 4).Draw(t, "by")),
		State: rapid.SampledFrom([]model.TaskState{model.Done, model.Done, model.Done, model.SentBack, model.Skipped, model.Ready, model.Doing, model.Taken}).Draw(t, "state"),
		Ready: ready, Taken: model.NoTime, Begun: model.NoTime, Ended: model.NoTime,
	}
	if step == 3 {
		task.Kind = model.Wait
	}
	if task.State == model.Ready {
		task.By = ""
		return task
	}
	task.Taken = after(ready, "taken", 60)
	if task.State == model.Taken {
		return task
	}
	task.Begun = after(task.Taken, "begun", 30)
	if task.State == model.Doing {
		return task
	}
	if rapid.IntRange(0, 4).Draw(t, "rests") == 0 {
		p := model.PauseLog{From: after(task.Begun, "rests from", 10)}
		p.To = after(p.From, "rests to", 200)
		task.Pauses = append(task.Pauses, p)
		task.Ended = after(p.To, "ended", 40)
	} else {
		task.Ended = after(task.Begun, "ended", 40)
	}
	switch task.State {
	case model.SentBack:
		task.Outcome, task.Reason = "bad", rapid.SampledFrom([]string{"", reason, "wrong size"}).Draw(t, "reason")
	case model.Done:
		if rapid.IntRange(0, 9).Draw(t, "entered late") == 0 {
			task.Begun = model.NoTime
		}
	}
	task.Detours.GivenBack, task.Detours.Unclear = rapid.IntRange(0, 1).Draw(t, "given back"), rapid.IntRange(0, 1).Draw(t, "unclear")
	return task
}

// drawnCase draws a case of one of two processes; its tasks may overlap, repeat
// and stand open beside each other.
func drawnCase(t *rapid.T, n int) *model.CaseLog {
	c := &model.CaseLog{
		Process: rapid.SampledFrom([]string{"plant", "errand"}).Draw(t, "process"), Version: 1,
		State: model.Finished, Promise: model.NoTime, FirstPromise: model.NoTime, Ended: model.NoTime,
	}
	c.Case = model.CaseID(c.Process, n)
	c.Started = minutesOf(t, "started", 0, sixWeeks)
	for i := range rapid.IntRange(0, 6).Draw(t, "tasks") {
		task := drawnTask(t, 1+i/3)
		if task.State.Open() {
			c.State = model.Running
		}
		c.Tasks = append(c.Tasks, task)
		c.Started = min(c.Started, task.Ready)
		c.Ended = max(c.Ended, task.Ended)
	}
	if len(c.Tasks) == 0 {
		c.State = model.Running
	}
	if c.State == model.Running {
		c.Ended = model.NoTime
	}
	if rapid.Bool().Draw(t, "promised") {
		c.Promise = minutesOf(t, "promise", 0, sixWeeks)
		c.FirstPromise = c.Promise - int64(rapid.IntRange(0, 1).Draw(t, "repromised"))*int64(24*time.Hour)
	}
	return c
}

// drawnRecord draws the record of a shop, and a question.
func drawnRecord(t *rapid.T, cases int) (findings.Record, findings.Question) {
	s := &shop{from: 8 * time.Hour, to: 17 * time.Hour, days: 5}
	s.until = monday.AddDate(0, 0, 7*6).UnixNano()
	for i := range 5 {
		s.workers = append(s.workers, worker{roles: []int{i % 3}})
		s.workerFrom, s.workerTo = append(s.workerFrom, s.from), append(s.workerTo, s.to)
	}
	s.workerFrom[1] = 11 * time.Hour
	var logs []*model.CaseLog
	for n := range rapid.IntRange(0, cases).Draw(t, "cases") {
		logs = append(logs, drawnCase(t, n+1))
	}
	var q findings.Question
	if rapid.Bool().Draw(t, "period") {
		q.From = time.Unix(0, minutesOf(t, "from", 0, sixWeeks))
		if rapid.Bool().Draw(t, "until") {
			q.To = q.From.Add(10 * 24 * time.Hour)
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "one process") == 0 {
		q.Process = "plant"
	}
	return s.record(logs), q
}

// said is all that a review says, to the last bit.
func said(t rapid.TB, r findings.Review) string {
	t.Helper()
	data, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, f := range r.Findings {
		text += fmt.Sprintf("\n%s %s %s %v %d %v: %s %s", f.Kind, f.Process, f.Step, f.Size, f.N, f.Outside, f.Sentence(model.English), f.Sentence(model.Indonesian))
	}
	return text
}

// differs shows the first lines in which two texts differ.
func differs(t rapid.TB, what, a, b string) {
	t.Helper()
	if a == b {
		return
	}
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			t.Fatalf("%s changes line %d:\n%s\n%s", what, i, x[i], y[i])
		}
	}
	t.Fatalf("%s changes the number of lines from %d to %d", what, len(x), len(y))
}

// TestWhatIsToldDoesNotDependOnOrder holds that the order in which cases are
// given changes nothing, nor does reckoning again.
func TestWhatIsToldDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, q := drawnRecord(t, 40)
		want := said(t, findings.OfShop(rec, q))
		for range 3 {
			differs(t, "reckoning again", want, said(t, findings.OfShop(rec, q)))
		}
		rec.Cases = rapid.Permutation(rec.Cases).Draw(t, "order")
		differs(t, "another order", want, said(t, findings.OfShop(rec, q)))
	})
}

// TestCancelledCasesAreWorkAlone holds that cases that were cancelled are in no
// figure of cases, and that their work is in those of work.
func TestCancelledCasesAreWorkAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, _ := drawnRecord(t, 40)
		q := findings.Question{From: monday.AddDate(0, 0, -1), To: rec.Now}
		want := findings.OfShop(rec, q)
		of := func(r findings.Review) string {
			said, err := json.Marshal([]any{r.Cases, r.Open, r.LeadTime, r.TouchTime, r.FirstPassShare, r.HandOffs, r.Variants, r.Promises, r.Ages})
			if err != nil {
				t.Fatal(err)
			}
			return string(said)
		}
		done, before := 0, 0
		for _, s := range want.Steps {
			before += s.Executions
		}
		for n := range rapid.IntRange(1, 5).Draw(t, "cancelled") {
			c := drawnCase(t, 1000+n)
			c.State, c.Ended = model.Cancelled, c.Started
			for i := range c.Tasks {
				task := &c.Tasks[i]
				if task.State.Open() { // Nothing of it stays open.
					task.State = model.TaskCancelled
				}
				at := time.Unix(0, task.Ended)
				if in := !at.Before(want.Since) && at.Before(want.Until); (task.State == model.Done || task.State == model.SentBack) && in {
					done++
				}
			}
			rec.Cases = slices.Insert(slices.Clone(rec.Cases), rapid.IntRange(0, len(rec.Cases)).Draw(t, "at"), c)
		}
		got := findings.OfShop(rec, q)
		if of(got) != of(want) {
			t.Errorf("cancelled cases change figures of cases:\n%s\n%s", of(got), of(want))
		}
		after := 0
		for _, s := range got.Steps {
			after += s.Executions
		}
		if after != before+done {
			t.Errorf("%d rounds are counted, %d before, and %d were done in cancelled cases", after, before, done)
		}
	})
}

// TestFewCasesNameNothing holds that no problem is named from fewer than
// Enough cases, whatever they look like.
func TestFewCasesNameNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, q := drawnRecord(t, findings.Enough-1)
		for _, f := range findings.OfShop(rec, q).Findings {
			t.Errorf("%d cases say %s", len(rec.Cases), f.Sentence(model.English))
		}
	})
}

// later is a record moved by so much time.
func later(rec findings.Record, d time.Duration) findings.Record {
	move := func(at int64) int64 {
		if at == model.NoTime {
			return at
		}
		return at + int64(d)
	}
	rec.Now = rec.Now.Add(d)
	cases := rec.Cases
	rec.Cases = nil
	for _, c := range cases {
		own := *c
		own.Started, own.Ended, own.Promise, own.FirstPromise = move(c.Started), move(c.Ended), move(c.Promise), move(c.FirstPromise)
		own.Tasks = slices.Clone(c.Tasks)
		for i := range own.Tasks {
			t := &own.Tasks[i]
			t.Ready, t.Taken, t.Begun, t.Ended = move(t.Ready), move(t.Taken), move(t.Begun), move(t.Ended)
			t.Pauses = slices.Clone(t.Pauses)
			for p := range t.Pauses {
				t.Pauses[p] = model.PauseLog{From: move(t.Pauses[p].From), To: move(t.Pauses[p].To)}
			}
		}
		rec.Cases = append(rec.Cases, &own)
	}
	return rec
}

// TestWholeWeeksLaterNothingChanges holds that the same weeks at another time
// of a year without changes of the clock say the same.
func TestWholeWeeksLaterNothingChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, q := drawnRecord(t, 40)
		want := findings.OfShop(rec, q)
		weeks := time.Duration(rapid.IntRange(-60, 60).Draw(t, "weeks")) * 7 * 24 * time.Hour
		if !q.From.IsZero() {
			q.From = q.From.Add(weeks)
		}
		if !q.To.IsZero() {
			q.To = q.To.Add(weeks)
		}
		got := findings.OfShop(later(rec, weeks), q)
		if got.Since.IsZero() != want.Since.IsZero() || !got.Since.IsZero() && !got.Since.Equal(want.Since.Add(weeks)) || !got.Until.Equal(want.Until.Add(weeks)) {
			t.Errorf("the period is %v to %v, want it %v later than %v to %v", got.Since, got.Until, weeks, want.Since, want.Until)
		}
		got.Since, got.Until = want.Since, want.Until
		differs(t, "another week", said(t, want), said(t, got))
	})
}

// TestSimulatedShopsSayTheSameAgain holds the laws on shops that have something
// to say.
func TestSimulatedShopsSayTheSameAgain(t *testing.T) {
	for kind := range kinds {
		for seed := range uint64(3) {
			s, r := reviewed(kind, 200+2*seed)
			want := said(t, r)
			_, r = reviewed(kind, 200+2*seed)
			differs(t, "playing and reckoning again", want, said(t, r))
			if kind != sound && kind != tight && len(r.Findings) == 0 {
				t.Errorf("%s: nothing is named at %v", s.kind, s.at)
			}
		}
	}
}
