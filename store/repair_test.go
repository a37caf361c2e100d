package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// worked is a shop with a row in every table.
func worked(t *testing.T) *fixture {
	t.Helper()
	x := tokoMaju(t)
	id := x.order("A-1")
	x.must("sari", pick(id))
	x.must("budi", model.Take{Task: ref(id, "quality")})
	x.message("digest")
	if err := x.SetDraft(t.Context(), "budi", ref(id, "quality"), "defect", "scrat"); err != nil {
		t.Fatal(err)
	}
	return x
}

// repaired repairs the file of a shop into another.
func (x *fixture) repaired(spare store.Spare) (store.RepairReport, kv.Engine, error) {
	x.t.Helper()
	to := newFile(x.t)
	from := openFile(x.t, x.path)
	defer func() { _ = from.Close() }()
	r, err := store.Repair(context.Background(), from, to, store.Options{Clock: x.now, NewOp: x.newOp}, spare, nil)
	return r, to, err
}

// TestEveryTableIsRepairedFromTheRecord: whatever is done to what follows from
// the record, or to its head, what is built is byte for byte what work had kept.
func TestEveryTableIsRepairedFromTheRecord(t *testing.T) {
	tables := []store.Table{{Prefix: 'M', Name: "meta"}}
	for _, table := range store.Schema() {
		if table.Derived {
			tables = append(tables, table)
		}
	}
	for _, table := range tables {
		for _, how := range []string{"deleted", "changed", "added", "wiped"} {
			t.Run(table.Name+" "+how, func(t *testing.T) {
				x := worked(t)
				want := newFile(t)
				if _, err := x.CopyTo(t.Context(), want, nil); err != nil {
					t.Fatal(err)
				}
				tamper(t, x, func(tx kv.Tx) error {
					if how == "wiped" {
						return wipe(tx, table.Prefix)
					}
					return spoil(tx, table.Prefix, how)
				})
				r, got, err := x.repaired(store.Spare{})
				if err != nil || r.Fault != nil || !r.Beside && table.Prefix != 'M' {
					t.Fatalf("%+v, %v", r, err)
				}
				if err := sameRows(want, got); err != nil {
					t.Error(err)
				}
				if _, err := store.Prove(t.Context(), got, store.Options{Clock: x.now, NewOp: x.newOp}, nil); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func wipe(tx kv.Tx, table byte) error {
	var keys [][]byte
	err := tx.Scan([]byte{table}, []byte{table + 1}, func(k, _ []byte) error {
		keys = append(keys, bytes.Clone(k))
		return nil
	})
	for _, k := range keys {
		err = errors.Join(err, tx.Delete(k))
	}
	return err
}

// TestWhatOfTheRecordIsLostIsSaid: up to the first event that is not good, all is
// built; with a backup that has it nothing is lost.
func TestWhatOfTheRecordIsLostIsSaid(t *testing.T) {
	change := func(seq uint64) func(kv.Tx) error {
		return func(tx kv.Tx) error {
			v, err := tx.Get(eventKey(seq))
			v[len(v)-4] ^= 1
			return errors.Join(err, tx.Put(eventKey(seq), v))
		}
	}
	for _, tt := range []struct {
		name string
		do   func(tx kv.Tx) error
		bad  uint64
		lost uint64
		read int
	}{
		{"a changed word", change(60), 60, 41, 40},
		{"a line that is gone", func(tx kv.Tx) error { return tx.Delete(eventKey(60)) }, 60, 41, 40},
		{"many that are gone", func(tx kv.Tx) (err error) {
			for seq := uint64(60); seq <= 90; seq++ {
				err = errors.Join(err, tx.Delete(eventKey(seq)))
			}
			return err
		}, 60, 41, 10},
		{"the last one", change(100), 100, 1, 0},
		{"a cut tail", func(tx kv.Tx) error { return tx.Delete(eventKey(100)) }, 100, 1, 0},
		{"a stranger beyond the end", func(tx kv.Tx) error { return tx.Put(eventKey(101), []byte("no line")) }, 0, 0, 0},
		{"a stranger far beyond", func(tx kv.Tx) error { return tx.Put(eventKey(1<<50), []byte("no line")) }, 0, 0, 0},
		{"a head that is far ahead", func(tx kv.Tx) error {
			return tx.Put([]byte("Mhead"), []byte(`{"seq":90071992547409,"hash":"5fbb5c0e09011cf8e908e27d52507bcde193744f8f31f7d8b707eb76c49ce801"}`))
		}, 0, 0, 0},
		{"a head with another number", func(tx kv.Tx) error {
			v, err := tx.Get([]byte("Mhead"))
			return errors.Join(err, tx.Put([]byte("Mhead"), bytes.Replace(v, []byte(`"seq":100`), []byte(`"seq":900`), 1)))
		}, 0, 0, 0},
		{"a line whose number was hit", func(tx kv.Tx) error {
			v, err := tx.Get(eventKey(60))
			return errors.Join(err, tx.Put(eventKey(60|1<<15), v), tx.Delete(eventKey(60)))
		}, 60, 41, 40},
		{"a line whose number was hit, and no head", func(tx kv.Tx) error {
			v, err := tx.Get(eventKey(60))
			return errors.Join(err, tx.Put(eventKey(60|1<<15), v), tx.Delete(eventKey(60)), tx.Delete([]byte("Mhead")))
		}, 60, 41, 40},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := hundred(t)
			want := newFile(t)
			if _, err := x.CopyTo(t.Context(), want, nil); err != nil {
				t.Fatal(err)
			}
			tamper(t, x, tt.do)
			r, _, err := x.repaired(store.Spare{})
			if err != nil || r.Lost != tt.lost || len(r.Acts) != tt.read {
				t.Fatalf("lost are %d of which %d can be read: %+v, %v", r.Lost, len(r.Acts), r.Fault, err)
			}
			if tt.bad > 0 && (r.Fault == nil || r.Fault.Seq != tt.bad || r.Head.Seq != tt.bad-1) {
				t.Errorf("the fault is %+v, the head %s", r.Fault, r.Head)
			}
			r, got, err := x.repaired(store.Spare{Lines: func(seq uint64) [][]byte {
				return [][]byte{[]byte("no line"), nil, store.LineIn(t.Context(), want, seq)}
			}})
			if err != nil || r.Fault != nil || tt.bad > 0 && r.Mended == 0 {
				t.Fatalf("with a backup: %+v, %v", r, err)
			}
			if err := sameRows(want, got); err != nil {
				t.Error(err)
			}
		})
	}
}

// hundred is a shop of a hundred events.
func hundred(t *testing.T) *fixture {
	t.Helper()
	x := tokoMaju(t)
	for n := 0; x.head().Seq < 100; n++ {
		if x.head().Seq > 90 {
			x.must("sari", model.SignIn{})
			continue
		}
		x.must("sari", pick(x.order(fmt.Sprint("A-", n))))
	}
	return x
}

// TestADayThatWasGivenUpDoesNotComeBack: after a backup was restored, what came
// after it stays in later backups; a repair takes no more from them than the
// record has.
func TestADayThatWasGivenUpDoesNotComeBack(t *testing.T) {
	x := tokoMaju(t)
	monday := t.TempDir() + "/monday.db"
	writeBackup(t, x, monday)
	x.must("sari", pick(x.order("A-1")))
	tuesday := openFile(t, x.path)
	y := &fixture{t: t, path: monday}
	y.open(openFile(t, monday))
	tamper(t, y, func(tx kv.Tx) error { return wipe(tx, 'S') })
	r, _, err := y.repaired(store.Spare{Lines: func(seq uint64) [][]byte { return [][]byte{store.LineIn(t.Context(), tuesday, seq)} }})
	if err != nil || r.Head != y.head() || r.Mended != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestWithoutAnyEventThereIsNothingToRepair: and without a good first one.
func TestWithoutAnyEventThereIsNothingToRepair(t *testing.T) {
	if _, _, err := emptyShop(t).repaired(store.Spare{}); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	x := tokoMaju(t)
	tamper(t, x, func(tx kv.Tx) error { return tx.Delete(eventKey(1)) })
	var fault *store.Fault
	if _, _, err := x.repaired(store.Spare{}); !errors.Is(err, store.ErrNotFound) || !errors.As(err, &fault) || fault.Seq != 1 {
		t.Error(err)
	}
}

// TestWhoWorkedMeanwhileIsNotRunOver: a database that moved on is not replaced
// by what was built from it before.
func TestWhoWorkedMeanwhileIsNotRunOver(t *testing.T) {
	x := tokoMaju(t)
	r, _, err := x.repaired(store.Spare{})
	if err != nil {
		t.Fatal(err)
	}
	still := func() error { return openFile(t, x.path).View(t.Context(), store.EndsAt(r.Was, r.Head)) }
	if err := still(); err != nil {
		t.Error(err)
	}
	x.order("A-1")
	if err := still(); !errors.Is(err, store.ErrMoved) {
		t.Error(err)
	}
}
