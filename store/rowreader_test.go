package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"alur/model"

	"pgregory.net/rapid"
)

// FuzzRowReader holds that rows read one after the other are what encoding/json
// reads of each, whatever lies in the file.
func FuzzRowReader(f *testing.F) {
	plain := `{"case":"a-1","step":"pick","process":"a","version":1,"number":1,"caseTitle":"A","title":"Pick","role":"r","round":1,"state":"ready","ready":"2026-11-23T07:32:00.25Z","started":"2026-11-23T07:32:00Z","seq":7}`
	for _, other := range []string{
		plain, `{}`, `null`, `{"case":"a",}`, `{"case":"a"`, `{"case":"a","Step":"b"}`, `{"step":"b","case":"a"}`, `{"case":"\u00e9","number":01}`, `{"case":null,"number":-1}`,
		`{"case":"a-1","pin":{"by":"sari","until":"2026-11-23T07:32:00+07:00"},"ready":"2026-11-23T24:00:00Z","seq":99999999999999999999}`, `{"case":"a}","ready":"2026-11-23T07:32:00.Z"}`, "{\"case\":\"\xff\"}", `{"hands":["a","b"],"seq":1}`,
	} {
		f.Add([]byte(plain), []byte(other))
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		sameAsJSON[model.OpenTask](t, first, second, first)
		sameAsJSON[model.Attempt](t, first, second, first)
	})
}

// TestRowsAreReadAsTheyWereWritten is the same of rows as they are written.
func TestRowsAreReadAsTheyWereWritten(t *testing.T) {
	times := rapid.Custom(func(rt *rapid.T) time.Time {
		unit := rapid.SampledFrom([]time.Duration{time.Second, time.Millisecond, 1}).Draw(rt, "unit")
		return time.Unix(rapid.Int64Range(-1<<35, 1<<37).Draw(rt, "s"), rapid.Int64Range(0, 1e9-1).Draw(rt, "ns")).UTC().Truncate(unit)
	})
	rapid.Check(t, func(rt *rapid.T) {
		var rows [][]byte
		for _, row := range rapid.SliceOf(rapid.Make[model.OpenTask]()).Draw(rt, "rows") {
			row.Ready, row.Started, row.Promise = times.Draw(rt, "ready"), times.Draw(rt, "started"), times.Draw(rt, "promise")
			raw, err := json.Marshal(row)
			if err != nil {
				rt.Fatal(err)
			}
			rows = append(rows, raw)
		}
		sameAsJSON[model.OpenTask](rt, rows...)
	})
}

func sameAsJSON[T any](t rapid.TB, rows ...[]byte) {
	var r rowReader[T]
	for _, raw := range rows {
		var want T
		wrong := json.Unmarshal(raw, &want)
		got, err := r.read(raw)
		if fmt.Sprint(err) != fmt.Sprint(wrong) {
			t.Fatalf("%q: %v, and not %v", raw, err, wrong)
		}
		if err == nil && !reflect.DeepEqual(*got, want) {
			t.Fatalf("%q is read as\n%+v, and not\n%+v", raw, *got, want)
		}
	}
}

// BenchmarkRowReader is a row of an open task, beside encoding/json.
func BenchmarkRowReader(b *testing.B) {
	at := time.Date(2026, 11, 23, 7, 32, 0, 123456789, time.UTC)
	var rows [][]byte
	for n := range 1000 {
		raw, err := json.Marshal(model.OpenTask{
			TaskRef: model.TaskRef{Case: fmt.Sprint("online-order-", n), Step: "pick"}, Process: "online-order", Version: 1, Number: n,
			CaseTitle: fmt.Sprintf("Order A-%d - Bu Rina", n), CaseKey: fmt.Sprint("A-", n), Title: "Pick the goods", Role: "warehouse", Round: 1, State: model.Ready,
			Ready: at.Add(time.Duration(n) * time.Minute), Started: at.Add(time.Duration(n) * time.Minute), Promise: at.AddDate(0, 0, 7), Due: "2h", Seq: uint64(n),
		})
		if err != nil {
			b.Fatal(err)
		}
		rows = append(rows, raw)
	}
	var r rowReader[model.OpenTask]
	for name, read := range map[string]func(raw []byte) error{
		"reader": func(raw []byte) error { _, err := r.read(raw); return err },
		"json":   func(raw []byte) error { var t model.OpenTask; return json.Unmarshal(raw, &t) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if err := read(rows[n%len(rows)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
