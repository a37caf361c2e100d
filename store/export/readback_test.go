package export

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/eventlog"
)

// rowsOf are the rows of a log as texts, with their pauses, how their step is
// done and the state of their case.
func rowsOf(l *eventlog.Log) []string {
	name := func(list []string, n int32) string {
		if n == eventlog.None {
			return "?"
		}
		return list[n]
	}
	clock := func(at int64) string {
		if at == eventlog.Unknown {
			return "?"
		}
		return time.Unix(0, at).UTC().Format("02 15:04:05.000")
	}
	rows := make([]string, l.Len())
	for i := range rows {
		s := l.Steps[l.Step[i]]
		rows[i] = fmt.Sprintf("%s %s/%s by %s as %s: %s, %s, %s-%s failed %v", l.Cases[l.Case[i]], s.Process, s.Name, name(l.People, l.Person[i]),
			name(l.Roles, l.Role[i]), clock(l.Ready[i]), clock(l.Claimed[i]), clock(l.Start[i]), clock(l.End[i]), l.Failed[i])
		for _, p := range l.PausesOf(i) {
			rows[i] += " rests " + clock(p.From) + "-" + clock(p.To)
		}
		rows[i] += fmt.Sprintf(" %s %s", l.Kind(l.Step[i]), l.State(l.Case[i]))
	}
	return rows
}

// TestTasksAreTheSameLogInBothForms reads back what was exported, whatever
// happened to the tasks, as a shop does that looks at its figures elsewhere.
func TestTasksAreTheSameLogInBothForms(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := repairs(t)
		minute := rapid.IntRange(0, 3)
		for _, c := range s.cases {
			c.Tasks = nil
			seq := uint64(0)
			for n := range rapid.IntRange(0, 6).Draw(rt, "tasks") {
				task := &model.Task{Round: n/2 + 1, Step: []string{"fix", "try"}[n%2], Outcome: "done", By: rapid.SampledFrom([]string{"", "sari", "budi"}).Draw(rt, "by")}
				task.State = rapid.SampledFrom([]model.TaskState{model.Done, model.Done, model.SentBack, model.Skipped, model.Ready}).Draw(rt, "state")
				task.Ready = at(8, minute.Draw(rt, "ready"))
				task.Taken = task.Ready.Add(time.Duration(minute.Draw(rt, "taken")) * time.Minute)
				task.Begun = task.Taken.Add(time.Duration(minute.Draw(rt, "begun")) * time.Minute)
				task.Ended = task.Begun.Add(time.Duration(minute.Draw(rt, "ended")) * time.Minute)
				if task.Ended.Sub(task.Begun) > time.Minute && rapid.Bool().Draw(rt, "paused") {
					task.Pauses = []model.Interval{{Begin: task.Begun.Add(time.Second), End: task.Ended}}
				}
				if rapid.IntRange(0, 3).Draw(rt, "late") == 0 {
					task.Begun, task.Pauses = time.Time{}, nil
				}
				seq += uint64(rapid.IntRange(1, 3).Draw(rt, "seq"))
				task.Seq = 100 - seq // A later number is not a later line.
				c.Tasks = append(c.Tasks, task)
			}
		}
		var logs [][]string
		for _, form := range []Form{Programs, XES} {
			var out bytes.Buffer
			report, err := Write(context.Background(), &out, s, Request{What: Tasks, Form: form})
			if err != nil {
				rt.Fatal(err)
			}
			if report.Rows == 0 {
				return
			}
			l, read, err := eventlog.Read(&out, eventlog.Options{})
			if err != nil || read.Left() > 0 {
				rt.Fatalf("%s: %v, %+v", form, err, read)
			}
			logs = append(logs, rowsOf(l))
		}
		if !slices.Equal(logs[0], logs[1]) {
			rt.Fatalf("\n%q\n%q", logs[0], logs[1])
		}
	})
}
