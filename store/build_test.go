package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// newFile is an empty database.
func newFile(t testing.TB) *bolt.DB {
	t.Helper()
	engine, err := bolt.Create(context.Background(), filepath.Join(t.TempDir(), "copy.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	return engine
}

// builtAnew builds the shop anew from its record in another file, and compares
// every row with what work has kept, byte by byte.
func (x *fixture) builtAnew(t testing.TB) error {
	t.Helper()
	to := newFile(t)
	head, err := x.CopyTo(context.Background(), to, nil)
	if err != nil {
		return err
	}
	if head != x.head() {
		return fmt.Errorf("the copy ends at %s, the shop at %s", head, x.head())
	}
	return sameRows(openFile(t, x.path), to)
}

type keyed struct{ k, v []byte }

func allRows(e kv.Engine) (rows []keyed, err error) {
	err = e.View(context.Background(), func(tx kv.Tx) error {
		return tx.Scan(nil, nil, func(k, v []byte) error {
			// A sum of nothing is kept only where there was something.
			if nothing := string(k) == "Msum" && strings.Trim(string(v), "0") == ""; string(k) != "Mbackups" && !nothing {
				rows = append(rows, keyed{bytes.Clone(k), bytes.Clone(v)})
			}
			return nil
		})
	})
	return rows, err
}

func sameRows(a, b kv.Engine) error {
	want, err := allRows(a)
	if err != nil {
		return err
	}
	got, err := allRows(b)
	if err != nil {
		return err
	}
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got) || i < len(want) && bytes.Compare(want[i].k, got[i].k) < 0:
			return fmt.Errorf("the copy lacks %q: %q", want[i].k, want[i].v)
		case i >= len(want) || !bytes.Equal(want[i].k, got[i].k):
			return fmt.Errorf("only the copy has %q: %q", got[i].k, got[i].v)
		case !bytes.Equal(want[i].v, got[i].v):
			return fmt.Errorf("%q is\n%q, and in the copy\n%q", want[i].k, want[i].v, got[i].v)
		}
	}
	return nil
}

// TestACopyIsTheShopByteForByte: with acts that can be undone and none, a
// message that waits, a text that is being typed.
func TestACopyIsTheShopByteForByte(t *testing.T) {
	x := tokoMaju(t)
	x.must("sari", pick(x.order("A-1")))
	x.must("sari", model.Undo{})
	x.must("budi", pick(x.order("A-2")))
	x.message("digest")
	if err := x.SetDraft(t.Context(), "budi", ref("online-order-2", "quality"), "defect", "scrat"); err != nil {
		t.Fatal(err)
	}
	if err := x.builtAnew(t); err != nil {
		t.Error(err)
	}
}

// TestACopyMadeWhileWorkGoesOnIsWhole: it is that of the moment in which it began.
func TestACopyMadeWhileWorkGoesOnIsWhole(t *testing.T) {
	x := tokoMaju(t)
	for n := range 60 {
		x.order(fmt.Sprint("A-", n))
	}
	before := x.head()
	busy := x.again()
	to := &during{Engine: newFile(t), each: func(n int) {
		if r, err := busy.give("dewi", model.StartCase{Process: "online-order", Fields: orderFields(fmt.Sprint("B-", n))}); err != nil {
			t.Error(err)
		} else {
			busy.must("sari", pick(r.Case))
		}
	}}
	head, err := x.CopyTo(t.Context(), to, nil)
	if err != nil || head != before || x.head() == before {
		t.Fatalf("from %s on it is %s, %v", before, head, err)
	}
	proven, err := store.Prove(t.Context(), to.Engine, store.Options{Clock: x.now, NewOp: x.newOp}, nil)
	if err != nil || proven.Seq != head.Seq || proven.Hash != head.Hash {
		t.Errorf("%s was copied, %s is proven: %v", head, proven, err)
	}
	x.sound()
}

// during lets others act before the first few updates.
type during struct {
	kv.Engine
	n    int
	each func(n int)
}

func (d *during) Update(ctx context.Context, f func(kv.Tx) error) error {
	if d.n++; d.n <= 8 {
		d.each(d.n)
	}
	return d.Engine.Update(ctx, f)
}

// TestNoCopyIsMadeOfARecordThatIsNotWhole: it names the event, as check does.
func TestNoCopyIsMadeOfARecordThatIsNotWhole(t *testing.T) {
	for name, do := range map[string]func(tx kv.Tx, last uint64) error{
		"a changed word": func(tx kv.Tx, _ uint64) error {
			v, err := tx.Get(eventKey(11))
			return errors.Join(err, tx.Put(eventKey(11), bytes.Replace(v, []byte("dewi"), []byte("budi"), 1)))
		},
		"a gap that is longer than a piece": func(tx kv.Tx, _ uint64) error {
			var err error
			for seq := uint64(11); seq < 500; seq++ {
				err = errors.Join(err, tx.Delete(eventKey(seq)))
			}
			return err
		},
		"a cut tail": func(tx kv.Tx, last uint64) error { return tx.Delete(eventKey(last)) },
	} {
		t.Run(name, func(t *testing.T) {
			x := tokoMaju(t)
			for n := range 100 {
				x.must("sari", pick(x.order(fmt.Sprint("A-", n))))
			}
			last := x.head().Seq
			tamper(t, x, func(tx kv.Tx) error { return do(tx, last) })
			_, err := x.CopyTo(t.Context(), newFile(t), nil)
			var fault *store.Fault
			if !errors.As(err, &fault) || fault.Seq != 11 && fault.Seq != last {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestWithoutAShopThereIsNothingToCopy: an empty database is no backup of one.
func TestWithoutAShopThereIsNothingToCopy(t *testing.T) {
	if _, err := emptyShop(t).CopyTo(t.Context(), newFile(t), nil); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}
