package store

import (
	"errors"
	"testing"
	"time"

	"alur/model"
	"alur/store/kv"
)

// FuzzRows holds that whatever lies in the file in place of an event, a case or
// a timer, reading it ends with the row or with kv.ErrDamaged, and that what is
// read as an event can be put in words.
func FuzzRows(f *testing.F) {
	for _, text := range []string{
		`{"v":1,"seq":1,"at":"2026-11-23T07:32:00Z","type":"task.completed","case":"online-order-1","step":"pick","round":1,"by":"sari","data":{}}`,
		`{"seq":7,"type":"case.started","data":{"fields":{"a":{"list":["\u202e"]}}}}`, `{"type":"nothing"}`, `{}`, `[]`, `null`, "\xff", `{"id":"x","tasks":{"pick":{"state":"done"}}}`,
	} {
		f.Add(uint64(1), []byte(text))
	}
	f.Fuzz(func(t *testing.T, seq uint64, raw []byte) {
		whole := line{newest: time.Unix(0, 0), canonical: raw}.encode()
		for _, value := range [][]byte{raw, whole} {
			e, err := eventOf(seq, value)
			if err != nil {
				if !errors.Is(err, kv.ErrDamaged) {
					t.Errorf("event %q: %v", value, err)
				}
				continue
			}
			for _, l := range model.Langs() {
				_ = model.Describe(e, nil, nil).Verb.In(l)
			}
		}
		if c, err := decodeCase(raw); (c == nil) == (err == nil) {
			t.Errorf("case %q: %v", raw, err)
		}
		if _, err := timerOf(raw, raw); err != nil && !errors.Is(err, kv.ErrDamaged) {
			t.Errorf("timer %q: %v", raw, err)
		}
	})
}
