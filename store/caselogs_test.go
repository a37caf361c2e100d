package store_test

import (
	"context"
	"os"
	"reflect"
	"runtime"
	"testing"
	"time"

	"alur/model"
	"alur/store/kv"
	"alur/store/storetest"
)

// TestCaseLogsFollowTheRecord: what a program has read and followed is what
// one that has just begun reads, after every kind of act, and a time leaves
// out what had ended before.
func TestCaseLogsFollowTheRecord(t *testing.T) {
	ctx := context.Background()
	x := tokoMaju(t)
	first, second := x.order("A-1"), x.order("A-2")
	agree := func(what string, since time.Time) []*model.CaseLog {
		t.Helper()
		got, err := x.CaseLogs(ctx, since)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := x.again().CaseLogs(ctx, since)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, fresh) {
			t.Errorf("%s: followed is %d cases, read anew %d", what, len(got), len(fresh))
		}
		return got
	}
	agree("two orders", time.Time{})
	x.must("sari", model.Begin{Task: ref(first, "pick")})
	x.must("sari", model.GiveBack{Task: ref(first, "pick"), Reason: "lunch"})
	logs := agree("given back", time.Time{})
	if got := logs[0].Tasks[0].Detours.GivenBack; got != 1 {
		t.Errorf("given back %d times", got)
	}
	x.seconds.Add(3600)
	x.must("hendra", model.CancelCase{Case: second, Reason: "the customer called"})
	logs = agree("cancelled", time.Time{})
	if logs[1].State != model.Cancelled || logs[1].Ended == model.NoTime {
		t.Errorf("cancelled is %+v", logs[1])
	}
	later := x.now().Add(time.Hour)
	x.seconds.Add(7200)
	if logs = agree("what ended since", later); len(logs) != 1 || logs[0].Case != first {
		t.Errorf("since %s there are %d", later, len(logs))
	}
	third := x.order("A-3")
	agree("one more", later)
	x.must("dewi", model.Undo{})
	for _, l := range agree("its start undone", later) {
		if l.Case == third {
			t.Error("a case that never was is still there")
		}
	}
}

// TestCaseLogsAfterARestore: another record under the same numbers is read
// anew.
func TestCaseLogsAfterARestore(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in use is not to be moved there")
	}
	ctx := context.Background()
	x := tokoMaju(t)
	x.order("A-1")
	backup := t.TempDir() + "/backup.db"
	writeBackup(t, x, backup)
	lost := x.order("A-2")
	if logs, err := x.CaseLogs(ctx, time.Time{}); err != nil || len(logs) != 2 {
		t.Fatalf("%d, %v", len(logs), err)
	}
	if err := os.Rename(backup, x.path); err != nil {
		t.Fatal(err)
	}
	x.must("hendra", model.CancelCase{Case: "online-order-1", Reason: "the customer called"})
	other := x.order("A-3")
	logs, err := x.CaseLogs(ctx, time.Time{})
	if err != nil || len(logs) != 2 || logs[0].State != model.Cancelled || other != lost {
		t.Errorf("%+v, %v", logs, err)
	}
}

// readCounter counts what is read through it.
type readCounter struct {
	kv.Engine
	reads int
}

func (r *readCounter) View(ctx context.Context, f func(kv.Tx) error) error {
	return r.Engine.View(ctx, func(tx kv.Tx) error { return f(&countingTx{tx, r}) })
}

type countingTx struct {
	kv.Tx
	r *readCounter
}

func (t *countingTx) Get(k []byte) ([]byte, error) {
	t.r.reads++
	return t.Tx.Get(k)
}

func (t *countingTx) Scan(from, to []byte, f func(k, v []byte) error) error {
	return t.Tx.Scan(from, to, func(k, v []byte) error {
		t.r.reads++
		return f(k, v)
	})
}

// TestHistoryIsReadOnce: after the first time, the logs are kept fresh by what
// has happened since, however long the history.
func TestHistoryIsReadOnce(t *testing.T) {
	x := tokoMaju(t)
	if err := storetest.Fill(t.Context(), x.Store, 3000, 20); err != nil {
		t.Fatal(err)
	}
	id := x.order("A-new")
	counter := &readCounter{Engine: openFile(t, x.path)}
	y := &fixture{t: t, path: x.path}
	y.ops.Store(1 << 40)
	y.open(counter)
	reads := func(what string, least, most int) {
		t.Helper()
		counter.reads = 0
		logs, err := y.CaseLogs(t.Context(), time.Time{})
		if err != nil || len(logs) < 20 {
			t.Fatal(len(logs), err)
		}
		if counter.reads < least || counter.reads > most {
			t.Errorf("%s: %d rows were read, want %d to %d", what, counter.reads, least, most)
		}
	}
	reads("the first time", 20, 3000)
	reads("again", 0, 2)
	head := y.head().Seq
	y.must("sari", pick(id))
	// What was written since, the row of its case, the two heads.
	reads("after an act", 2, int(y.head().Seq-head)+4) //nolint:gosec // A few.
	y.must("hendra", model.AddPerson{Person: model.Person{Name: "Ani"}})
	reads("after an act of no case", 1, 5)
}
