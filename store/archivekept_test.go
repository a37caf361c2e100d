package store_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/storetest"
)

// archivedShop is Toko Maju with some orders done and two open, archived up to
// where a last order began; somebody types, and a message waits.
func archivedShop(t testing.TB) (*fixture, *moved) {
	x := tokoMaju(t)
	if err := storetest.WorkOff(t.Context(), x.Store, "A-1", "A-2", "A-3", "A-4", "A-5", "A-6"); err != nil {
		t.Fatal(err)
	}
	x.must("hendra", model.StartCase{Process: "online-order", Fields: orderFields("open")})
	x.message("digest")
	until := x.head()
	late := x.must("hendra", model.StartCase{Process: "online-order", Fields: orderFields("late")})
	x.must("sari", pick(late.Case))
	if err := x.SetDraft(t.Context(), "budi", ref(late.Case, "quality"), "defect", "scrat"); err != nil {
		t.Fatal(err)
	}
	m := x.leaves(t, until)
	err := openFile(t, x.path).View(t.Context(), func(tx kv.Tx) error {
		return m.Takes(t.Context(), tx, model.Command{By: "hendra", Op: x.newOp()})
	})
	if err != nil {
		t.Fatal(err)
	}
	return m.opened(x), m
}

// TestWhatIsKeptOfBeforeIsProven: nothing that is kept of archived events can be
// changed, taken away or added, not even by who reckons its sum anew.
func TestWhatIsKeptOfBeforeIsProven(t *testing.T) {
	change := func(prefix, old, new string) func(kv.Tx) error {
		return func(tx kv.Tx) error {
			k, v := firstRow(t, tx, prefix, old)
			return tx.Put(k, bytes.Replace(v, []byte(old), []byte(new), 1))
		}
	}
	remove := func(prefix string) func(kv.Tx) error {
		return func(tx kv.Tx) error {
			k, _ := firstRow(t, tx, prefix, "")
			return tx.Delete(k)
		}
	}
	for name, do := range map[string]func(kv.Tx) error{
		"an archived case":                 change("Zcase", "Bu Rina", "Bu Rini"),
		"an archived case that is gone":    remove("Zcase"),
		"a case that never was":            func(tx kv.Tx) error { return tx.Put([]byte("Zcase\x00online-order-999"), []byte("{}")) },
		"the shop as it was":               change("Zfold", "Toko Maju", "Toko Mini"),
		"a line that was kept":             change("E", "Sari", "Sara"),
		"a line that was kept and is gone": remove("E"),
		"a line that was not kept":         func(tx kv.Tx) error { _, v := firstRow(t, tx, "E", ""); return tx.Put(eventKey(40), v) },
		"a receipt":                        change("O", `"first":`, `"first":1`),
		"a receipt that is gone":           remove("O"),
		"its sum":                          change("Zbase", `"sum":"`, `"sum":"0`),
		"the name of the archive's hash":   change("Zbase", `"hash":"`, `"hash":"0`),
	} {
		t.Run(name, func(t *testing.T) {
			x, _ := archivedShop(t)
			tamper(t, x, do)
			if _, err := x.Verify(t.Context(), nil, nil); !isDamage(err) {
				t.Errorf("the proof says %v", err)
			}
			if _, err := x.Check(t.Context(), nil); !isDamage(err) {
				t.Errorf("check says %v", err)
			}
			if _, err := x.CopyTo(t.Context(), newFile(t), nil); !isDamage(err) {
				t.Errorf("a backup says %v", err)
			}
		})
	}
}

// TestASumThatWasReckonedAnewIsNotTheOneOnRecord: the sum stands in the chain.
func TestASumThatWasReckonedAnewIsNotTheOneOnRecord(t *testing.T) {
	x, _ := archivedShop(t)
	base, err := x.Base(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tamper(t, x, func(tx kv.Tx) error {
		k, v := firstRow(t, tx, "Zbase", "")
		sum := base.Act().Kept
		other := strings.Repeat("0", len(sum))
		return tx.Put(k, bytes.Replace(v, []byte(sum), []byte(other), 1))
	})
	for what, err := range map[string]error{"verify": second(x.Verify(t.Context(), nil, nil)), "check": second(x.Check(t.Context(), nil))} {
		if !isDamage(err) || !strings.Contains(err.Error(), base.File) {
			t.Errorf("%s says %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// firstRow is the first row of a table in which a text stands.
func firstRow(t *testing.T, tx kv.Tx, prefix, text string) (key, value []byte) {
	t.Helper()
	err := tx.Scan([]byte(prefix), kv.PrefixEnd([]byte(prefix)), func(k, v []byte) error {
		if !bytes.Contains(v, []byte(text)) {
			return nil
		}
		key, value = bytes.Clone(k), bytes.Clone(v)
		return kv.Stop
	})
	if err != nil || key == nil {
		t.Fatalf("no %s with %q: %v", prefix, text, err)
	}
	return key, value
}

// TestAHeadThatWasNotedIsLookedForInItsFile: one before the base is in the
// archive, which is said; the one at which it ends, and later ones, are found.
func TestAHeadThatWasNotedIsLookedForInItsFile(t *testing.T) {
	x, m := archivedShop(t)
	var hash string
	err := m.archive.View(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get(eventKey(50))
		hash = hex.EncodeToString(v[1:33])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{50, 0} {
		_, err := x.Verify(t.Context(), &store.NotedHead{Seq: seq, Hash: hash}, nil)
		if r := model.Refused(err); r == nil || r.Code != "archived" || !strings.Contains(r.In(model.English), m.Base.File) || r.In(model.English) == r.In(model.Indonesian) {
			t.Errorf("%d: it says %v", seq, err)
		}
	}
	old, err := store.Open(t.Context(), openFile(t, pathOf(m.archive)), store.Options{Clock: x.now, NewOp: x.newOp})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := old.Verify(t.Context(), &store.NotedHead{Seq: 50, Hash: hash}, nil); err != nil || r.Noted.Seq != 50 {
		t.Errorf("in the archive it is %+v: %v", r.Noted, err)
	}
	for _, head := range []store.Head{m.Base.Head, x.head()} {
		if r, err := x.Verify(t.Context(), head.Noted(), nil); err != nil || r.Noted.Seq != head.Seq || r.Base == nil {
			t.Errorf("%s is %+v: %v", head, r.Noted, err)
		}
	}
}

// TestWhatLiesInAnArchiveIsNotDoneAgainNorUndone: an old operation, an old
// key, the last act of somebody; what is written on an archived case since is
// undone as ever.
func TestWhatLiesInAnArchiveIsNotDoneAgainNorUndone(t *testing.T) {
	x, m := archivedShop(t)
	events, err := store.Open(t.Context(), openFile(t, pathOf(m.archive)), store.Options{Clock: x.now})
	if err != nil {
		t.Fatal(err)
	}
	old, err := events.Audit(t.Context(), store.AuditQuery{Names: []string{"task.completed"}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	before := x.head()
	if _, err := x.Do(t.Context(), model.Command{Op: old[0].Op, By: old[0].By, Act: model.Comment{Case: "online-order-1", Text: "again"}}); model.Refused(err) == nil || model.Refused(err).Code != "archived" {
		t.Errorf("an old operation: %v", err)
	}
	r := x.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields("A-1")})
	if r.Case != "online-order-1" || !r.Existing || x.head() != before {
		t.Errorf("the key of an archived case: %+v", r)
	}
	x.refused("dewi", model.Undo{}, "archived")
	x.must("dewi", model.Comment{Case: "online-order-1", Text: "well done"})
	x.sound()
	x.must("dewi", model.Undo{})
	x.sound()
	x.refused("dewi", model.Undo{}, "archived")
	if next := x.order("next"); next != "online-order-9" {
		t.Errorf("the next order is %s", next)
	}
	x.sound()
}

// TestAnArchivedShopIsRepairedAndBroughtUp: every table of it is built anew from
// what it has, by a repair, from an older form, and in a backup.
func TestAnArchivedShopIsRepairedAndBroughtUp(t *testing.T) {
	x, _ := archivedShop(t)
	if err := x.builtAnew(t); err != nil {
		t.Errorf("a backup: %v", err)
	}
	want := newFile(t)
	if _, err := x.CopyTo(t.Context(), want, nil); err != nil {
		t.Fatal(err)
	}
	for _, table := range store.Schema() {
		if !table.Derived || table.Prefix == 'O' {
			continue
		}
		tamper(t, x, func(tx kv.Tx) error { return wipe(tx, table.Prefix) })
	}
	report, engine, err := x.repaired(store.Spare{})
	if err != nil || report.Fault != nil || report.Head.Seq != x.head().Seq {
		t.Fatalf("the repair: %+v %v", report, err)
	}
	if err := sameRows(want, engine); err != nil {
		t.Errorf("repaired: %v", err)
	}
	err = engine.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte("Mschema"), []byte("15")) })
	if err != nil {
		t.Fatal(err)
	}
	up, err := store.Open(t.Context(), engine, store.Options{Clock: x.now, NewOp: x.newOp})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := up.Check(t.Context(), nil); err != nil {
		t.Errorf("brought up: %v", err)
	}
	if err := sameRows(want, engine); err != nil {
		t.Errorf("brought up: %v", err)
	}
}

// TestAnArchiveIsOnlyRead: it proves itself, answers, and refuses every act.
func TestAnArchiveIsOnlyRead(t *testing.T) {
	x, m := archivedShop(t)
	old, err := store.Open(t.Context(), openFile(t, pathOf(m.archive)), store.Options{Clock: x.now, NewOp: x.newOp})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Do(t.Context(), model.Command{By: "hendra", Act: model.Comment{Case: "online-order-1", Text: "hm"}}); !errors.Is(err, store.ErrArchive) || !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("an act: %v", err)
	}
	if n, err := old.Wake(t.Context(), ""); n != 0 || err != nil {
		t.Errorf("it woke %d times: %v", n, err)
	}
	copied := newFile(t)
	if _, err := old.CopyTo(t.Context(), copied, nil); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), copied, store.Options{Clock: x.now})
	if err != nil || !again.IsArchive() {
		t.Errorf("a copy of an archive is none: %v", err)
	}
}

// TestAnArchiveIsReadBesideTheShop: the audit, by person, by case and the newest
// few, is the same as before while the archive is there, and what is missing is
// said when it is not.
func TestAnArchiveIsReadBesideTheShop(t *testing.T) {
	x, m := archivedShop(t)
	all, err := x.Audit(t.Context(), store.AuditQuery{})
	if err != nil || uint64(len(all)) != x.head().Seq {
		t.Fatalf("%d events of %d: %v", len(all), x.head().Seq, err)
	}
	var lines []model.Event
	if err := x.EachEvent(t.Context(), 1, func(e model.Event) error { lines = append(lines, e); return nil }); err != nil {
		t.Fatal(err)
	}
	for i, e := range all {
		if e.Seq != uint64(i)+1 || lines[i].Seq != e.Seq {
			t.Fatalf("event %d stands at %d", e.Seq, i+1)
		}
	}
	of := func(wants func(model.Event) bool) (some []uint64) {
		for _, e := range all {
			if wants(e) {
				some = append(some, e.Seq)
			}
		}
		return some
	}
	dewi := of(func(e model.Event) bool { return e.By == "dewi" })
	for name, tt := range map[string]struct {
		q    store.AuditQuery
		want []uint64
	}{
		"a person":          {store.AuditQuery{Person: "dewi"}, dewi},
		"a case":            {store.AuditQuery{Case: "online-order-1"}, of(func(e model.Event) bool { return e.Case == "online-order-1" })},
		"the newest twenty": {store.AuditQuery{Limit: 20}, of(func(e model.Event) bool { return e.Seq+20 > x.head().Seq })},
		"before them":       {store.AuditQuery{Before: 90, Limit: 10}, of(func(e model.Event) bool { return e.Seq >= 80 && e.Seq < 90 })},
		"since a time":      {store.AuditQuery{Since: all[59].At, Person: "dewi"}, of(func(e model.Event) bool { return e.By == "dewi" && !e.At.Before(all[59].At) })},
		"since a late time": {store.AuditQuery{Since: all[len(all)-2].At}, of(func(e model.Event) bool { return !e.At.Before(all[len(all)-2].At) })},
	} {
		events, err := x.Audit(t.Context(), tt.q)
		var got []uint64
		for _, e := range events {
			got = append(got, e.Seq)
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v: %v", name, got, tt.want, err)
		}
	}
	if base, err := x.Missing(t.Context()); base != nil || err != nil {
		t.Errorf("missing is %v: %v", base, err)
	}
	x.archives = nil
	alone := &fixture{t: t, path: x.path}
	alone.open(openFile(t, x.path))
	if base, err := alone.Missing(t.Context()); err != nil || base == nil || base.File != m.Base.File {
		t.Errorf("missing is %v: %v", base, err)
	}
	some, err := alone.Audit(t.Context(), store.AuditQuery{})
	if err != nil || len(some) >= len(all) || uint64(len(all)-len(some)) != m.Base.Events {
		t.Errorf("without it %d of %d events: %v", len(some), len(all), err)
	}
}
