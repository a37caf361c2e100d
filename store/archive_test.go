package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"alur/model"
	"alur/model/modeltest/dice"
	"alur/store"
	"alur/store/kv"

	"pgregory.net/rapid"
)

// TestAnArchivedShopGoesOnAsBefore: shops do random things, are archived at a
// random moment, work on while that is done and after it. What is left has the
// same rows as the shop that was not archived, and holds all its laws; with the
// archive beside it every case has its whole history.
func TestAnArchivedShopGoesOnAsBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("holds the laws of hundreds of shops")
	}
	cases := 0
	rapid.Check(t, func(rt *rapid.T) { cases += archivedLawfully(t, rt, dice.Rapid(rt)) })
	if cases == 0 {
		t.Error("nothing was ever archived")
	}
}

func archivedLawfully(t *testing.T, tb rapid.TB, d dice.Dice) int {
	ctx := context.Background()
	k := &lawful{fixture: lawShop(t), tb: tb, d: d, happened: tally{}}
	defer k.Close()
	p := lawProcess(d)
	k.within(func() { k.publish(p); k.starts(p.ID); k.acts(p) })
	k.within(func() { k.starts(p.ID); k.acts(p) })
	x := k.fixture
	cases := 0
	for range 2 { // A second archive follows the first.
		until := someMoment(tb, x, d)
		if until.Seq == 0 {
			break
		}
		m := x.leaves(tb, until)
		k.within(func() { k.starts(p.ID); k.acts(p) }) // Work goes on meanwhile.
		if err := m.Follow(ctx); err != nil {
			if errors.Is(err, store.ErrMoved) || strings.Contains(err.Error(), "lies in an archive") {
				return cases // What had ended was opened again meanwhile.
			}
			tb.Fatal(err)
		}
		m.sameShop(tb, x)
		if err := openFile(t, x.path).View(ctx, func(tx kv.Tx) error {
			return m.Takes(ctx, tx, model.Command{By: "hendra", Op: x.newOp()})
		}); err != nil {
			tb.Fatal(err)
		}
		cases += m.Base.Cases
		x = m.opened(x)
		k = &lawful{fixture: x, tb: tb, d: d, happened: k.happened}
		defer x.Close()
		k.within(func() { k.starts(p.ID); k.acts(p) })
		if err := x.builtAnew(t); err != nil {
			tb.Fatal(err)
		}
		if _, err := x.Verify(ctx, nil, nil); err != nil {
			tb.Fatal(err)
		}
	}
	return cases
}

// someMoment is the end of an act that may be archived, of nothing where there is
// none.
func someMoment(tb rapid.TB, x *fixture, d dice.Dice) store.Head {
	events, err := x.Audit(context.Background(), store.AuditQuery{})
	if err != nil {
		tb.Fatal(err)
	}
	at := events[d.Num("archived before", 0, len(events)-1)].At
	until, err := x.EndBefore(context.Background(), at)
	if err != nil && !errors.Is(err, store.ErrNothingBefore) {
		tb.Fatal(err)
	}
	return until
}

// moved is a shop on its way into an archive and what is left.
type moved struct {
	*store.Remainder
	archive, rest kv.Engine
}

const archiveName = "old.db"

// leaves makes an archive up to a head, and what is left beside it.
func (x *fixture) leaves(tb rapid.TB, until store.Head) *moved {
	ctx := context.Background()
	m := &moved{archive: newFile(x.t), rest: newFile(x.t)}
	if err := x.CopyArchive(ctx, m.archive, until, nil); err != nil {
		tb.Fatal(err)
	}
	old, err := store.Open(ctx, m.archive, store.Options{Clock: x.now, NewOp: x.newOp})
	if err != nil {
		tb.Fatal(err)
	}
	if report, err := old.Check(ctx, nil); err != nil || report.Head != until {
		tb.Fatalf("the archive ends at %s: %v", report.Head, err)
	}
	name := fmt.Sprintf("%d-%s", until.Seq, archiveName)
	if m.Remainder, err = x.Remain(ctx, old, name, m.rest, nil); err != nil {
		tb.Fatal(err)
	}
	return m
}

// opened is what is left as a shop, with its archive beside it.
func (m *moved) opened(x *fixture) *fixture {
	y := &fixture{t: x.t, path: pathOf(m.rest)}
	y.ops.Store(1_000_000 + x.ops.Load())
	y.seconds.Store(x.seconds.Load())
	y.archives = map[string]kv.Engine{m.Base.File: m.archive}
	for name, e := range x.archives {
		y.archives[name] = e
	}
	y.open(m.rest)
	return y
}

// sameShop compares what is left with the shop: every row but the lines and what
// finds them is the same, a case stands as it did, and the lines are its own.
func (m *moved) sameShop(tb rapid.TB, x *fixture) {
	want, err := allRows(openFile(x.t, x.path))
	if err != nil {
		tb.Fatal(err)
	}
	rows, err := allRows(m.rest)
	if err != nil {
		tb.Fatal(err)
	}
	got := map[string][]byte{}
	for _, r := range rows {
		got[string(r.k)] = r.v
	}
	for _, w := range want {
		k := string(w.k)
		v, there := got[k]
		switch {
		case strings.HasPrefix(k, "Z"), k == "Msum", there && bytes.Equal(v, w.v):
		case k[0] == 'C' && !there && bytes.Equal(got["Zcase\x00"+k[1:]], w.v):
		case strings.HasPrefix(k, "C") && !there:
			tb.Fatalf("case %s is not as it was:\nwas %s\nis  %s", k[1:], w.v, got["Zcase\x00"+k[1:]])
		case strings.ContainsRune("EVP", rune(k[0])) && !there:
			if seq := seqAt(w.k); seq > m.Base.Seq {
				tb.Fatalf("%q, of event %d after %d, is gone", k, seq, m.Base.Seq)
			}
		case strings.ContainsRune("XRIFY", rune(k[0])): // Comes last.
		default:
			tb.Fatalf("%q differs:\nwas %s\nis  %s", k, w.v, v)
		}
		if there {
			delete(got, k)
		}
	}
	for k := range got {
		if k[0] != 'Z' && !strings.ContainsRune("XRIFY", rune(k[0])) {
			tb.Fatalf("%q is there, and was not", k)
		}
	}
}

func seqAt(k []byte) (n uint64) {
	for _, b := range k[len(k)-8:] {
		n = n<<8 | uint64(b)
	}
	return n
}
