package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// writtenRows are all rows of a small shop in which somebody worked, as they lie in
// its file.
func writtenRows(t testing.TB) (rows []row) {
	t.Helper()
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	engine, err := bolt.Create(context.Background(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(context.Background(), engine, Options{Clock: func() time.Time { at = at.Add(time.Second); return at }, NewOp: rand.Text})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	p, f, faults := procfile.Read("parcel.yaml", []byte(`process: Parcel
id: parcel
kind: core
owner: shop
role: shop
start: {ask: {customer: text, items: list}}
title: "{customer}"
promise: 3d
steps:
  - {id: pick, do: Pick the goods, check: [{each: items}], due: 2h}
  - {id: look, do: Look at the goods, outcomes: {good: next, bad: pick}, reasons: {bad: [broken]}, record: {weight: number kg}}
`))
	if f == nil {
		t.Fatal(faults)
	}
	pick, look := model.TaskRef{Case: "parcel-1", Step: "pick"}, model.TaskRef{Case: "parcel-1", Step: "look"}
	fields := model.Values{"customer": {Text: "Bu Rina"}, "items": {Items: []string{"Teapot"}}}
	for n, act := range []model.Act{
		model.CreateShop{Settings: model.Settings{Name: "Toko Maju"}, Owner: "Hendra"}, model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"shop"}}},
		model.PublishProcess{Process: p}, model.StartCase{Process: "parcel", Fields: fields}, model.StartCase{Process: "parcel", Fields: fields},
		model.Take{Task: pick}, model.Begin{Task: pick}, model.Park{Task: pick, Reason: "no boxes", Until: at.AddDate(0, 0, 1)}, model.Resume{Task: pick},
		model.SetTick{Task: pick, Item: "1/1", On: true}, model.Complete{Task: pick}, model.SendBack{Task: look, To: "pick", Reason: "broken"},
		model.Complete{Task: pick, Ticks: []string{"1/1"}}, model.SetField{Task: look, Field: "weight", Value: model.Value{Text: "2.4"}},
		model.Comment{Case: "parcel-1", Text: "Glass!"}, model.Complete{Task: look},
	} {
		by := "hendra"
		if n == 0 {
			by = ""
		}
		if _, err := s.Do(context.Background(), model.Command{By: by, Act: act}); err != nil {
			t.Fatalf("%#v: %v", act, err)
		}
	}
	err = engine.View(context.Background(), func(tx kv.Tx) error {
		return tx.Scan(nil, nil, func(k, v []byte) error {
			rows = append(rows, row{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readAnyHow reads a row as each of the forms of the file, and names those that it
// has: reading ends with the row or with kv.ErrDamaged, what is an event can be put
// in words, and what is read and written again is the same.
func readAnyHow(t *testing.T, k, v []byte) (forms []string) {
	t.Helper()
	read := func(form string, err error) bool {
		if err == nil {
			forms = append(forms, form)
		} else if !errors.Is(err, kv.ErrDamaged) {
			t.Errorf("%s %q %q: %v", form, k, v, err)
		}
		return err == nil
	}
	if e, err := eventOf(seqOf(k), v); read("event", err) {
		for _, l := range model.Langs() {
			if words := model.Describe(e, nil, nil); words.Verb.In(l) == "" {
				t.Errorf("%q is an event without words", v)
			}
		}
	}
	if e, err := decodeEnd(v); read("head", err) {
		again, err := e.encode()
		if err != nil {
			t.Fatalf("the head %q can't be written: %v", v, err)
		}
		if back, err := decodeEnd(again); err != nil || back.Seq != e.Seq || back.Hash != e.Hash || !back.At.Equal(e.At) || !back.newest.Equal(e.newest) {
			t.Errorf("the head %q is written as %q: %v", v, again, err)
		}
	}
	_, err := timerOf(k, v)
	read("timer", err)
	if c, err := decodeCase(v); (c == nil) == (err == nil) {
		t.Errorf("case %q: %v", v, err)
	} else if err == nil {
		forms = append(forms, "case")
	}
	if len(k) > 0 {
		if seq, ok := LooksLikeLine(k[1:], v); ok {
			if _, err := decodeLine(v); err != nil || seq == 0 {
				t.Errorf("%q at %q looks like line %d: %v", v, k, seq, err)
			}
			forms = append(forms, "line")
		}
	}
	return forms
}

// TestEveryRowOfAShopIsReadAsWhatItIs: from such rows the fuzz target begins.
func TestEveryRowOfAShopIsReadAsWhatItIs(t *testing.T) {
	found, names := map[string]int{}, map[string]bool{}
	for _, r := range writtenRows(t) {
		forms := readAnyHow(t, r.k, r.v)
		for _, form := range forms {
			found[form]++
		}
		if r.k[0] != tableEvents {
			continue
		}
		if !slices.Contains(forms, "event") || !slices.Contains(forms, "line") {
			t.Errorf("%q is no event: %v", r.v, forms)
		}
		if e, err := eventOf(seqOf(r.k), r.v); err == nil {
			names[e.Name()] = true
		}
	}
	if len(names) < 14 || found["event"] != found["line"] || found["head"] != 1 || found["timer"] == 0 || found["case"] < 2 {
		t.Errorf("the rows are %v, and of events there are %v", found, names)
	}
}

// FuzzRows holds it of whatever lies in the file in place of a row.
func FuzzRows(f *testing.F) {
	for _, r := range writtenRows(f) {
		f.Add(r.k, r.v)
	}
	for _, text := range []string{
		`{"seq":7,"at":"2026-11-23T01:00:00Z","op":"a","event":"case.started","data":{"fields":{"a":{"list":["\u202e"]}}}}`, `{"event":"nothing"}`, `{}`, `[]`, `null`, "\xff",
		`{"seq":7,"hash":"` + string(bytes.Repeat([]byte("0"), 66)) + `","at":"2026-11-23T01:00:00Z"}`,
	} {
		f.Add([]byte(eventKey(7)), []byte(text))
		f.Add([]byte("E7"), []byte(text))
	}
	f.Fuzz(func(t *testing.T, k, v []byte) {
		readAnyHow(t, k, v)
		// Nothing that lies there has the begin of a line by itself.
		readAnyHow(t, k, line{newest: time.Unix(0, 0), canonical: v}.encode())
	})
}
