package model

import (
	"encoding/json"
	"reflect"
	"testing"
)

// written are events as they are written, and as they are not.
func written() []string {
	return []string{
		`{"seq":1,"at":"2026-11-23T01:00:00Z","op":"a","by":"sari","case":"work-1","event":"case.started","data":{"process":"work","version":1,"number":1,"title":"Work 1"}}`,
		`{"seq":2,"at":"2026-11-23T01:00:00.25Z","op":"a","by":"sari","station":"till","case":"work-1","step":"s","event":"task.ready","data":{"round":1,"for":"hendra"}}`,
		`{"seq":3,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{}}`,
		`{"seq":4,"at":"2026-11-23T01:00:00Z","op":"a","event":"task.parked","data":{"reason":"5 \u003e 4 \"and\" \\ [é]","until":"2026-11-24T01:00:00Z"}}`,
		`{"seq":11,"at":"2026-11-23T01:00:00Z","op":"a","event":"nothing.known","data":{}}`,
		`{"seq":5,"at":"2026-11-23T01:00:00+07:00","op":"é","by":"a\u0026b","event":"field.set","data":{"field":"n","value":{"number":"-1.50"},"list":[1,-2.5,[],{},true,false,null]}}`,
		`{"at":"2026-11-23T01:00:00Z","seq":6,"op":"a","event":"signed_in","data":{}}`,
		`{"seq":7,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{},"more":1}`,
		`{"seq":8,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{"n":1e3}}`,
		`{"seq":09,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{}}`,
		`{"seq":10,"at":"2026-11-23","op":"a","event":"signed_in","data":{}}`,
		`{"seq":12,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in"}`,
		`{"seq":13,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{}`,
		`{"seq":14,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{"a":"\x"}}`,
		`{"seq":15,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":}`,
		`{"seq":1234567890123456789,"at":"2026-11-23T01:00:00Z","op":"a","event":"signed_in","data":{}}`,
		`null`, ``, `{`, `[]`,
	}
}

// plainlyAs compares what is read plainly with what encoding/json reads, and
// reports whether it was read so.
func plainlyAs(t *testing.T, raw []byte) bool {
	t.Helper()
	c, ok := readPlainly(raw)
	if !ok {
		return false
	}
	var j eventJSON
	if err := json.Unmarshal(raw, &j); err != nil {
		t.Fatalf("%s is read, and encoding/json says: %v", raw, err)
	}
	got := eventJSON{
		Seq: c.seq, At: c.at, Op: string(c.op), By: string(c.by), Station: string(c.station),
		Case: string(c.id), Step: string(c.step), Event: string(c.called), Data: json.RawMessage(c.data),
	}
	if !reflect.DeepEqual(got, j) {
		t.Fatalf("%s is read as %+v, not %+v", raw, got, j)
	}
	return true
}

// TestAnEventIsReadAsEncodingJSONReadsIt: the usual ones without it.
func TestAnEventIsReadAsEncodingJSONReadsIt(t *testing.T) {
	for i, raw := range written() {
		usual := i < 5
		if got := plainlyAs(t, []byte(raw)); got != usual {
			t.Errorf("%s is read plainly: %v", raw, got)
		}
		e, err := ReadEnvelope([]byte(raw))
		whole, werr := ReadEvent([]byte(raw))
		stamp, serr := ReadStamp([]byte(raw))
		if err != nil {
			if werr == nil || serr == nil {
				t.Errorf("%s: %v, and yet %v, %v", raw, err, werr, serr)
			}
			continue
		}
		if stamp.Seq != e.Seq || !stamp.At.Equal(e.At) {
			t.Errorf("%s: %+v, %+v", raw, stamp, e)
		}
		body, berr := e.Body()
		if (berr == nil) != (werr == nil) || werr == nil && !reflect.DeepEqual(body, whole.Body) {
			t.Errorf("%s: %v (%v), %v (%v)", raw, body, berr, whole.Body, werr)
		}
	}
}

// FuzzEnvelope: what is read without encoding/json is read as it does.
func FuzzEnvelope(f *testing.F) {
	for _, raw := range written() {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { plainlyAs(t, raw) })
}

// BenchmarkEnvelope reads the stamp of an event, its envelope, and all of it,
// beside encoding/json.
func BenchmarkEnvelope(b *testing.B) {
	raw := []byte(written()[0])
	for name, read := range map[string]func() error{
		"stamp":    func() error { _, err := ReadStamp(raw); return err },
		"envelope": func() error { _, err := ReadEnvelope(raw); return err },
		"event":    func() error { _, err := ReadEvent(raw); return err },
		"json": func() error {
			var j eventJSON
			if err := json.Unmarshal(raw, &j); err != nil {
				return err
			}
			_, err := readData(j.Seq, j.Event, j.Data)
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
