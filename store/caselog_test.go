package store

import (
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"alur/model"
	"alur/store/kv"
)

func drawLog(t *rapid.T) *model.CaseLog {
	text := rapid.StringMatching(`[a-z0-9 éß-]{0,12}`)
	moment := rapid.Custom(func(t *rapid.T) int64 {
		if rapid.Bool().Draw(t, "none") {
			return model.NoTime
		}
		return rapid.Int64Range(-1<<60, 1<<60).Draw(t, "at")
	})
	count := rapid.IntRange(0, 300)
	l := &model.CaseLog{
		Case: text.Draw(t, "case"), Process: text.Draw(t, "process"), Version: count.Draw(t, "version"), Division: text.Draw(t, "division"),
		Child: rapid.Bool().Draw(t, "child"), State: model.CaseState(text.Draw(t, "state")),
		Started: moment.Draw(t, "started"), Ended: moment.Draw(t, "ended"), FirstPromise: moment.Draw(t, "first"), Promise: moment.Draw(t, "promise"),
		Tasks: make([]model.TaskLog, rapid.IntRange(0, 5).Draw(t, "tasks")),
	}
	for i := range l.Tasks {
		task := &l.Tasks[i]
		for _, s := range []*string{&task.Task, &task.Role, &task.By, &task.Outcome, &task.Reason, (*string)(&task.Kind), (*string)(&task.State)} {
			*s = text.Draw(t, "text")
		}
		for _, at := range []*int64{&task.Ready, &task.Taken, &task.Begun, &task.Ended} {
			*at = moment.Draw(t, "moment")
		}
		for range rapid.IntRange(0, 2).Draw(t, "pauses") {
			task.Pauses = append(task.Pauses, model.PauseLog{From: moment.Draw(t, "from"), To: moment.Draw(t, "to")})
		}
		task.Round, task.Waived, task.Seq = count.Draw(t, "round"), count.Draw(t, "waived"), rapid.Uint64().Draw(t, "seq")
		task.Detours = model.Detours{GivenBack: count.Draw(t, "given"), Handed: count.Draw(t, "handed"), Unclear: count.Draw(t, "unclear")}
	}
	return l
}

// TestACaseLogIsReadAsItWasWritten: whatever stands in it, also where one
// reader reads many.
func TestACaseLogIsReadAsItWasWritten(t *testing.T) {
	var r logReader
	rapid.Check(t, func(t *rapid.T) {
		want := drawLog(t)
		got, err := r.read(encodeCaseLog(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\ngot  %+v\nwant %+v", err, got, want)
		}
	})
}

// FuzzCaseLog: whatever lies in the file, reading it ends, and says so where
// it is no case log.
func FuzzCaseLog(f *testing.F) {
	f.Add(encodeCaseLog(&model.CaseLog{Case: "online-order-1", Ended: model.NoTime, Tasks: []model.TaskLog{{Task: "pick", Pauses: []model.PauseLog{{From: 1, To: 2}}}}}))
	f.Add([]byte{caseLogForm})
	f.Fuzz(func(t *testing.T, raw []byte) {
		var r logReader
		l, err := r.read(raw)
		if (l == nil) != (err != nil) || err != nil && !errors.Is(err, kv.ErrDamaged) {
			t.Errorf("%v, %v", l, err)
		}
	})
}
