package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store/kv"
)

// caseRows is a store of so many cases, started a minute after each other; each
// third runs by the second version of its process, each fifth is archived.
func caseRows(t *testing.T, cases int) *Store {
	t.Helper()
	s := ahead(t, 0)
	flow, faults := model.Compile(model.Process{ID: "repair", Name: "Repair", Role: "bench", Steps: []model.Step{{ID: "mend", Kind: model.Do, Text: "Mend it"}}})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	err := s.engine.Update(t.Context(), func(tx kv.Tx) error {
		for n := range cases {
			c := &model.Case{
				ID: model.CaseID("repair", n+1), Process: "repair", Version: 1 + (n+1)%3/2, Number: n + 1,
				Started: time.Date(2026, 1, 1, 0, n, 0, 0, time.UTC),
			}
			k := caseKey(c.ID)
			if n%5 == 4 {
				k = keptKey(c.ID)
			}
			raw, err := json.Marshal(c)
			if err := errors.Join(err, tx.Put(k, raw), tx.Put(lineKey(c), []byte("{}"))); err != nil {
				return err
			}
		}
		for version := 1; version <= 2; version++ {
			raw, err := json.Marshal(flow.Process)
			if err := errors.Join(err, tx.Put(flowKey("repair", version), raw)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Cases that are read ahead come in order, each once and with its version, at
// every length around that of a piece; and whoever gets one may ask the store.
func TestEveryCaseComesOnceInOrder(t *testing.T) {
	for _, cases := range []int{0, 1, 2, casesAhead - 1, casesAhead, casesAhead + 1, 3*casesAhead + 7} {
		t.Run(fmt.Sprint(cases), func(t *testing.T) {
			s := caseRows(t, cases)
			seen := 0
			err := s.EachCase(t.Context(), func(c *model.Case, f *model.Flow) error {
				seen++
				if c.Number != seen || f == nil || f.Process.ID != "repair" {
					return fmt.Errorf("case %d of %d is %s, by %v", seen, cases, c.ID, f)
				}
				_, err := s.Flow(t.Context(), c.Process, c.Version)
				return err
			})
			if err != nil || seen != cases {
				t.Errorf("%d cases: %v", seen, err)
			}
			went := 0
			used, err := s.VersionsInUse(t.Context(), func() { went++ })
			var versions []int
			for _, u := range used {
				versions = append(versions, u.Version)
			}
			if want := []int{1, 2}[:min(cases, 2)]; err != nil || went != cases || !reflect.DeepEqual(versions, append([]int(nil), want...)) {
				t.Errorf("versions %d in use, %d cases gone through: %v", versions, went, err)
			}
		})
	}
}

// A case that can't be read is named, and those before it came; an error of who
// gets them is returned as it is, and ends it; so does the end of the context.
func TestEveryCaseUntilOneFails(t *testing.T) {
	const bad = casesAhead + 20
	s := caseRows(t, bad+5)
	put := func(value []byte) {
		t.Helper()
		err := s.engine.Update(t.Context(), func(tx kv.Tx) error {
			if value == nil {
				return tx.Delete(caseKey(model.CaseID("repair", bad)))
			}
			return tx.Put(caseKey(model.CaseID("repair", bad)), value)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		value []byte
		is    error
	}{{[]byte(`{"version":"x`), kv.ErrDamaged}, {nil, ErrNotFound}} {
		put(c.value)
		seen := 0
		count := func(*model.Case, *model.Flow) error { seen++; return nil }
		if err := s.EachCase(t.Context(), count); !errors.Is(err, c.is) || !strings.Contains(err.Error(), model.CaseID("repair", bad)) || seen != bad-1 {
			t.Errorf("after %d cases %v, want %v", seen, err, c.is)
		}
		if _, err := s.VersionsInUse(t.Context(), func() {}); !errors.Is(err, c.is) {
			t.Errorf("the versions: %v, want %v", err, c.is)
		}
	}
	enough := errors.New("enough")
	if err := s.EachCase(t.Context(), func(*model.Case, *model.Flow) error { return enough }); err != enough { //nolint:errorlint // As it is.
		t.Errorf("its own error is %v", err)
	}
}

// ids reads nothing of a case.
func ids(raw []byte) (string, error) { return string(raw), nil }

// The end of the context ends it, though pieces are ready.
func TestEveryCaseUntilTheEnd(t *testing.T) {
	s := caseRows(t, 6*casesAhead)
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	err := eachCase(ctx, s, ids, func(string) error { seen++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || seen > casesAhead {
		t.Errorf("after %d cases: %v", seen, err)
	}
}

// While a case is written, those of the next piece are made.
func TestCasesAreMadeAhead(t *testing.T) {
	s := caseRows(t, 2*casesAhead)
	behind := make(chan struct{}, 2*casesAhead)
	read := func(raw []byte) (bool, error) {
		if bytes.Contains(raw, []byte(fmt.Sprintf(`"number":%d,`, casesAhead+1))) {
			behind <- struct{}{}
		}
		return true, nil
	}
	first := true
	err := eachCase(t.Context(), s, read, func(bool) error {
		if first {
			first = false
			select {
			case <-behind:
			case <-time.After(time.Minute):
				return errors.New("nothing is read ahead")
			}
		}
		return nil
	})
	if err != nil || first {
		t.Error(err)
	}
}

// Large cases come a few at once, and none is passed over.
func TestLargeCasesComeInSmallPieces(t *testing.T) {
	s := caseRows(t, 3*casesGathered)
	err := s.engine.Update(t.Context(), func(tx kv.Tx) error {
		for n := range 3 * casesGathered {
			id := model.CaseID("repair", n+1)
			if err := tx.Put(caseKey(id), append([]byte(id), make([]byte, caseBytes/casesGathered)...)); err != nil {
				return err
			}
		}
		return nil
	})
	rows, more, rerr := s.casesFrom(t.Context(), keyOf(tableLines))
	if err := errors.Join(err, rerr); err != nil || len(rows) != casesGathered || !more {
		t.Errorf("%d cases at once, more %v: %v", len(rows), more, err)
	}
	n := 0
	err = eachCase(t.Context(), s, ids, func(raw string) error {
		if n++; !strings.HasPrefix(raw, model.CaseID("repair", n)+"\x00") {
			return fmt.Errorf("case %d is %.20s", n, raw)
		}
		return nil
	})
	if err != nil || n != 3*casesGathered {
		t.Errorf("%d cases: %v", n, err)
	}
}

// gone is an engine that can't be reached any more after some questions.
type gone struct {
	kv.Engine
	left, asked int
}

type goneTx struct {
	kv.Tx
	g *gone
}

func (g *gone) View(ctx context.Context, f func(kv.Tx) error) error {
	return g.Engine.View(ctx, func(tx kv.Tx) error { return f(goneTx{tx, g}) })
}

func (t goneTx) Get(k []byte) ([]byte, error) {
	if t.g.left--; t.g.left < 0 {
		t.g.asked++
		return nil, kv.ErrUnreachable
	}
	return t.Tx.Get(k)
}

// Where servers are gone in the midst of a piece they are not asked for the rest
// of it: each question waits.
func TestEveryCaseAsksNoServerThatIsGone(t *testing.T) {
	s := caseRows(t, casesAhead)
	g := &gone{Engine: s.engine, left: 50}
	s.engine = g
	if err := eachCase(t.Context(), s, ids, func(string) error { return nil }); !errors.Is(err, kv.ErrUnreachable) || g.asked != 1 {
		t.Errorf("asked %d times: %v", g.asked, err)
	}
}

// Only the begin of a row is read, wherever in it the fields stand.
func TestTheHeadOfARow(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":"a-1","process":"a","version":3,"rest":`:                    "a 3",
		`{"version":3,"start":{"process":"no","version":9},"process":"a"}`: "a 3",
		`{"process":"a"}`:         "a 0",
		`{"process":7}`:           "error",
		`[]`:                      "error",
		``:                        "error",
		`{"process":"a","id":"x"`: "error",
	} {
		var process string
		var version int
		got := "error"
		if err := readHead([]byte(raw), map[string]any{"process": &process, "version": &version}); err == nil {
			got = fmt.Sprint(process, " ", version)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}
