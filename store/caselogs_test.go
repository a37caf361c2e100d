package store_test

import (
	"context"
	"os"
	"reflect"
	"testing"
	"time"

	"alur/model"
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
