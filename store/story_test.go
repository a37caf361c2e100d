package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"

	bbolt "go.etcd.io/bbolt"
)

func TestWhatOneDoesMovesTheNextQueue(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1042")
	if got := x.firstTask("sari"); got != id+"/pick" {
		t.Fatalf("Sari's next task is %q", got)
	}
	x.must("sari", model.Begin{Task: ref(id, "pick")})
	if got := x.firstTask("budi"); got != "" {
		t.Errorf("Budi is offered %q, which Sari has", got)
	}
	x.must("sari", pick(id))
	if got := x.firstTask("budi"); got != id+"/quality" {
		t.Errorf("Budi's next task is %q", got)
	}
	if got := x.firstTask("sari"); got != "" {
		t.Errorf("Sari is offered %q, which needs other eyes", got)
	}
	x.must("budi", model.Complete{Task: ref(id, "quality"), Outcome: "fail", Reason: "damaged"})
	if got := x.firstTask("sari"); got != id+"/pick" {
		t.Errorf("what came back is not Sari's next task, but %q", got)
	}
	x.must("budi", model.Undo{})
	if got := x.firstTask("budi"); got != id+"/quality" {
		t.Errorf("after the undo Budi's next task is %q", got)
	}
	history, err := x.History(context.Background(), id)
	if err != nil || history[len(history)-1].Name() != "undone" {
		t.Errorf("the undo is not on record: %v, %v", history, err)
	}
	report := x.sound()
	if report.Cases != 1 || report.Open != 2 {
		t.Errorf("checked %d cases with %d open tasks", report.Cases, report.Open)
	}
}

func TestNobodyPassesTheQualityCheckUnchecked(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1")
	x.must("sari", pick(id))
	quality := ref(id, "quality")
	x.refused("budi", model.Complete{Task: quality, Outcome: "pass"}, "still_to_do")
	x.refused("budi", model.Complete{Task: quality}, "still_to_do")
	x.refused("sari", model.Complete{Task: quality, Outcome: "pass", Ticks: []string{"1", "2"}}, "four_eyes")
	x.refused("hendra", model.Skip{Task: quality, Reason: "hurry"}, "never_skip")
	x.refused("hendra", model.Complete{Task: quality, Outcome: "pass", Ticks: []string{"1"}}, "still_to_do")
	x.refused("budi", model.Complete{Task: ref(id, "pack"), Ticks: []string{"1", "2"}}, "not_ready")
	x.refused("budi", model.SetTick{Task: quality, Item: "99", On: true}, "unknown_tick")
	x.refused("nobody", model.Complete{Task: quality, Ticks: []string{"1", "2"}}, "unknown_person")
	x.must("budi", model.Complete{Task: quality, Outcome: "pass", Ticks: []string{"1", "2"}})
	x.sound()
}

func TestTheSameOperationTwiceIsOneAct(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1")
	cmd := model.Command{Op: "lost-reply", By: "sari", Act: pick(id)}
	first, err := x.Do(context.Background(), cmd)
	if err != nil {
		t.Fatal(err)
	}
	head := x.head()
	second, err := x.again().Do(context.Background(), cmd)
	if err != nil || second.First != first.First || second.Last != first.Last || second.Case != first.Case || len(second.Events) != len(first.Events) {
		t.Errorf("the second answer is %+v, %v, the first %+v", second, err, first)
	}
	if after := x.head(); after != head {
		t.Errorf("the record moved from %s to %s", head, after)
	}
	again := x.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields("A-1")})
	if !again.Existing || again.Case != id {
		t.Errorf("the same order again is %+v", again)
	}
}

func TestARaceForATaskHasOneWinner(t *testing.T) {
	x := tokoMaju(t)
	y := x.again()
	for n := range 20 {
		id := x.order(fmt.Sprint("A-", n))
		var all sync.WaitGroup
		errs := make([]error, 2)
		all.Go(func() { _, errs[0] = x.give("sari", model.Take{Task: ref(id, "pick")}) })
		all.Go(func() { _, errs[1] = y.give("budi", model.Take{Task: ref(id, "pick")}) })
		all.Wait()
		winners := 0
		for _, err := range errs {
			if err == nil {
				winners++
			} else if r := model.Refused(err); r == nil || r.Code != "taken" {
				t.Fatal(err)
			}
		}
		if winners != 1 {
			t.Fatalf("%d won %s", winners, id)
		}
	}
	x.sound()
}

func TestManyAtOnceAndARefusalSpoilsNobody(t *testing.T) {
	x := tokoMaju(t)
	const each = 25
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for n := range each {
				if _, err := x.give("dewi", model.StartCase{Process: "online-order", Fields: orderFields(fmt.Sprintf("W%d-%d", w, n))}); err != nil {
					t.Error(err)
				}
				if _, err := x.give("sari", model.Take{Task: ref("online-order-99999", "pick")}); model.Refused(err) == nil {
					t.Errorf("an unknown case: %v", err)
				}
			}
		})
	}
	all.Wait()
	if report := x.sound(); report.Cases != 8*each {
		t.Errorf("%d cases, want %d", report.Cases, 8*each)
	}
}

func TestAContextThatEndedDoesNothing(t *testing.T) {
	x := tokoMaju(t)
	head := x.head()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := x.Do(ctx, model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: orderFields("A-1")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if x.head() != head {
		t.Error("and yet the record moved")
	}
}

func TestASessionIsAllOrNothing(t *testing.T) {
	x := tokoMaju(t)
	head := x.head()
	stop := errors.New("stop")
	err := x.Within(context.Background(), func(s *store.Session) error {
		r, err := s.Do(model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: orderFields("A-1")}}, x.now())
		if err != nil {
			return err
		}
		if _, err := s.Do(model.Command{By: "sari", Act: pick(r.Case)}, x.now()); err != nil {
			return err
		}
		q, err := s.Queue("budi", x.now())
		if err != nil || len(q.Items) != 1 || s.Case(r.Case) == nil {
			t.Errorf("inside, Budi's queue is %+v, %v", q.Items, err)
		}
		return stop
	})
	if !errors.Is(err, stop) || x.head() != head {
		t.Errorf("%v, and the record is at %s, not %s", err, x.head(), head)
	}
	x.sound()
}

func TestAWrongPINIsRefusedAndOnRecord(t *testing.T) {
	x := tokoMaju(t)
	hash, err := model.HashPIN("1234", []byte("sixteen bytes of"))
	if err != nil {
		t.Fatal(err)
	}
	x.must("hendra", model.SetPIN{Person: "sari", Hash: hash})
	head := x.head()
	_, err = x.SignIn(context.Background(), "sari", "4321", "KASIR-1")
	if r := model.Refused(err); r == nil || r.Code != "wrong_pin" {
		t.Errorf("got %v", err)
	}
	if x.head().Seq != head.Seq+1 {
		t.Error("the wrong PIN is not on record")
	}
	if _, err := x.SignIn(context.Background(), "sari", "1234", "KASIR-1"); err != nil {
		t.Error(err)
	}
	x.sound()
}

func TestTwoProgramsSeeEachOther(t *testing.T) {
	x := tokoMaju(t)
	y := x.again()
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	heads := y.Watch(ctx)
	own := x.Watch(ctx)
	r := x.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields("A-1")})
	for name, ch := range map[string]<-chan store.Head{"the other program": heads, "this program": own} {
		head, open := <-ch
		if !open || head.Seq != r.Last {
			t.Errorf("%s sees the head %s", name, head)
		}
	}
	if got := y.firstTask("sari"); got != r.Case+"/pick" {
		t.Errorf("the other program shows Sari %q", got)
	}
	stop()
	if _, open := <-heads; open {
		t.Error("the channel is open after the context ended")
	}
}

func TestDraftsAreKeptAndForgotten(t *testing.T) {
	x := tokoMaju(t)
	ctx, task := context.Background(), ref("online-order-1", "pack")
	if err := errors.Join(x.SetDraft(ctx, "sari", task, "weight", "2,"), x.SetDraft(ctx, "sari", task, "weight", "2,4"), x.SetDraft(ctx, "sari", task, "label", "A-")); err != nil {
		t.Fatal(err)
	}
	if d, err := x.again().Draft(ctx, "sari", task); err != nil || d["weight"] != "2,4" || d["label"] != "A-" {
		t.Errorf("got %v, %v", d, err)
	}
	if d, err := x.Draft(ctx, "budi", task); err != nil || len(d) != 0 {
		t.Errorf("Budi sees Sari's draft: %v, %v", d, err)
	}
	if err := x.ClearDraft(ctx, "sari", task); err != nil {
		t.Fatal(err)
	}
	if d, err := x.Draft(ctx, "sari", task); err != nil || len(d) != 0 {
		t.Errorf("after clearing: %v, %v", d, err)
	}
}

func TestCasesAreFound(t *testing.T) {
	x := tokoMaju(t)
	for n := 1; n <= 12; n++ {
		x.order(fmt.Sprintf("A-%d", n))
	}
	other := orderFields("B-1")
	other["customer"], other["phone"] = one(`Rina & "Co"`), one("0812-3456-7890")
	other["items"] = model.Value{Items: []string{"Glass bowl 20 cm", "Tea set"}}
	x.must("dewi", model.StartCase{Process: "online-order", Fields: other})
	find := func(q store.CaseQuery) string {
		lines, err := x.FindCases(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range lines {
			got += l.Key + " "
		}
		return got
	}
	for _, tt := range []struct {
		name string
		q    store.CaseQuery
		want string
	}{
		{"a key comes before those that contain it", store.CaseQuery{Text: "A-1"}, "A-1 A-12 A-11 A-10 "},
		{"a number, in any case", store.CaseQuery{Text: "Online-Order-3"}, "A-3 "},
		{"the newest first, as many as wanted", store.CaseQuery{Limit: 2}, "B-1 A-12 "},
		{"a customer", store.CaseQuery{Text: "bu rina", Limit: 1}, "A-12 "},
		{"a sign that JSON writes another way", store.CaseQuery{Text: "rina & \"co\""}, "B-1 "},
		{"a product", store.CaseQuery{Text: "glass BOWL"}, "B-1 "},
		{"a phone number, written another way", store.CaseQuery{Text: "+0812 3456"}, "B-1 "},
		{"a phone number without its signs", store.CaseQuery{Text: "34567890"}, "B-1 "},
		{"no such process", store.CaseQuery{Process: "open-shop"}, ""},
		{"nothing", store.CaseQuery{Text: "Pak Joko"}, ""},
	} {
		if got := find(tt.q); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	lines, err := x.FindCases(context.Background(), store.CaseQuery{Text: "tea set"})
	if err != nil || len(lines) != 1 || lines[0].Found == nil || *lines[0].Found != (store.Fact{Field: "items", Text: "Tea set"}) {
		t.Errorf("found by a product: %+v, %v", lines, err)
	}
	if _, _, err := x.Case(context.Background(), "online-order-99"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestTheAuditIsFiltered(t *testing.T) {
	x := tokoMaju(t)
	first, second := x.order("A-1"), x.order("A-2")
	x.must("sari", pick(first))
	since := x.now()
	x.must("budi", pick(second))
	list := func(q store.AuditQuery) []model.Event {
		events, err := x.Audit(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; i < len(events); i++ {
			if events[i].Seq <= events[i-1].Seq {
				t.Fatal("not in order")
			}
		}
		return events
	}
	all := list(store.AuditQuery{})
	if n := len(all); uint64(n) != x.head().Seq {
		t.Errorf("%d events of %d", n, x.head().Seq)
	}
	for _, e := range list(store.AuditQuery{Case: first}) {
		if e.Case != first {
			t.Errorf("event %d is of %s", e.Seq, e.Case)
		}
	}
	for _, e := range list(store.AuditQuery{Person: "sari"}) {
		if e.By != "sari" {
			t.Errorf("event %d is %s's", e.Seq, e.By)
		}
	}
	young := list(store.AuditQuery{Since: since})
	if len(young) == 0 || young[0].At.Before(since) || !all[young[0].Seq-2].At.Before(since) {
		t.Errorf("since %s: from event %d on", since, young[0].Seq)
	}
	if got := list(store.AuditQuery{Names: []string{"task.completed"}, Limit: 1}); len(got) != 1 || got[0].By != "budi" {
		t.Errorf("the newest completed is %+v", got)
	}
	page := list(store.AuditQuery{Before: 5, Limit: 2})
	if len(page) != 2 || page[1].Seq != 4 {
		t.Errorf("the page before 5 is %+v", page)
	}
}

func TestLongListsComeInPieces(t *testing.T) {
	if testing.Short() {
		t.Skip("three thousand events")
	}
	x := tokoMaju(t)
	err := x.Within(context.Background(), func(s *store.Session) error {
		for n := range 700 {
			if _, err := s.Do(model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: orderFields(fmt.Sprint("A-", n))}}, x.now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	next := uint64(1)
	err = x.EachEvent(context.Background(), 1, func(e model.Event) error {
		if e.Seq != next {
			return fmt.Errorf("event %d comes where %d should", e.Seq, next)
		}
		next++
		return nil
	})
	if err != nil || next != x.head().Seq+1 {
		t.Errorf("%d events, %v", next-1, err)
	}
	n := 0
	err = x.EachCase(context.Background(), func(c *model.Case, f *model.Flow) error {
		n++
		if c.Number != n || f == nil {
			return fmt.Errorf("case %s comes as number %d", c.ID, n)
		}
		return nil
	})
	if err != nil || n != 700 {
		t.Errorf("%d cases, %v", n, err)
	}
}

func TestWhatIsNotOursIsRefused(t *testing.T) {
	newer := emptyShop(t)
	engine := openFile(t, newer.path)
	if err := engine.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte("Mschema"), []byte(strconv.Itoa(store.SchemaVersion+1))) }); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), engine, store.Options{}); !errors.Is(err, store.ErrNewerSchema) {
		t.Errorf("a newer schema: %v", err)
	}
	path := filepath.Join(t.TempDir(), "other.db")
	other, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = other.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("d"))
		if err != nil {
			return err
		}
		return b.Put([]byte("dashboard"), []byte("1"))
	})
	if err := errors.Join(err, other.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), openFile(t, path), store.Options{}); !errors.Is(err, store.ErrNotAlur) {
		t.Errorf("another program's: %v", err)
	}
}

func TestABackupIsProven(t *testing.T) {
	x := tokoMaju(t)
	x.must("sari", pick(x.order("A-1")))
	path := filepath.Join(t.TempDir(), "copy.db")
	writeBackup(t, x, path)
	copied, err := bolt.Open(t.Context(), path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	head, err := store.Prove(t.Context(), copied, store.Options{Clock: x.now}, nil)
	if err != nil || head.Hash != x.head().Hash {
		t.Errorf("the copy is proven up to %s, %v; the shop is at %s", head, err, x.head())
	}
	empty := emptyShop(t)
	if _, err := store.Prove(t.Context(), openFile(t, empty.path), store.Options{Clock: x.now}, nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a database without a shop: %v", err)
	}
}
