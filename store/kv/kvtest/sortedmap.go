package kvtest

import (
	"bytes"
	"fmt"
	"sort"
	"testing"

	"alur/store/kv"

	"pgregory.net/rapid"
)

// sortedMap holds an engine to the simplest thing it could be: a sorted map,
// whatever is put, deleted, taken back and scanned.
func sortedMap(t *testing.T, e kv.Engine) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	want := map[string]string{}
	rapid.Check(t, func(rt *rapid.T) {
		acts := rapid.SliceOfN(anAct(), 1, 40).Draw(rt, "acts")
		fails := rapid.IntRange(0, 3).Draw(rt, "fails") == 0
		after := map[string]string{}
		for k, v := range want {
			after[k] = v
		}
		err := e.Update(t.Context(), func(tx kv.Tx) error {
			for _, a := range acts {
				if err := a.do(rt, tx, after); err != nil {
					return err
				}
			}
			if fails {
				return errFails
			}
			return nil
		})
		switch {
		case err == nil:
			want = after
		case !fails:
			rt.Fatal(err)
		}
		err = e.View(t.Context(), func(tx kv.Tx) error { return same(tx, nil, nil, want) })
		if err != nil {
			rt.Fatal(err)
		}
	})
}

var errFails = fmt.Errorf("fails on purpose")

// act is one thing done in an update.
type act struct {
	key, to, value []byte
	kind           int
}

func drawKey(rt *rapid.T) []byte {
	key := []byte{rapid.SampledFrom([]byte("CET")).Draw(rt, "table")}
	return append(key, rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 'a', 0xff}), 1, 4).Draw(rt, "rest")...)
}

func anAct() *rapid.Generator[act] { return rapid.Custom(drawAct) }

func drawAct(rt *rapid.T) act {
	return act{
		kind: rapid.IntRange(0, 4).Draw(rt, "kind"), key: drawKey(rt), to: drawKey(rt),
		value: rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "value"),
	}
}

func (a act) do(rt *rapid.T, tx kv.Tx, model map[string]string) error {
	switch a.kind {
	case 0, 1:
		model[string(a.key)] = string(a.value)
		return tx.Put(a.key, a.value)
	case 2:
		delete(model, string(a.key))
		return tx.Delete(a.key)
	case 3:
		v, err := tx.Get(a.key)
		if want, there := model[string(a.key)]; string(v) != want || (v != nil) != there {
			rt.Fatalf("get %q: %q, want %q, %v", a.key, v, want, there)
		}
		return err
	}
	return same(tx, a.key, a.to, model)
}

// same compares both scans of a range with the map.
func same(tx kv.Tx, from, to []byte, model map[string]string) error {
	var want []string
	for k := range model {
		if bytes.Compare([]byte(k), from) >= 0 && (to == nil || bytes.Compare([]byte(k), to) < 0) {
			want = append(want, k)
		}
	}
	sort.Strings(want)
	i := 0
	err := tx.Scan(from, to, func(k, v []byte) error {
		if i >= len(want) || v == nil || want[i] != string(k) || model[want[i]] != string(v) {
			return fmt.Errorf("scan %q to %q: place %d is %q: %q", from, to, i, k, v)
		}
		i++
		return nil
	})
	if err != nil || i != len(want) {
		return fmt.Errorf("scan %q to %q: %d of %d: %w", from, to, i, len(want), err)
	}
	err = tx.ScanBack(from, to, func(k, v []byte) error {
		i--
		if i < 0 || v == nil || want[i] != string(k) || model[want[i]] != string(v) {
			return fmt.Errorf("scan back %q to %q: place %d is %q: %q", from, to, i, k, v)
		}
		return nil
	})
	if err != nil || i != 0 {
		return fmt.Errorf("scan back %q to %q: %d left: %w", from, to, i, err)
	}
	return nil
}
