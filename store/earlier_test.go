package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"

	"alur/model"
	"alur/store/kv"
)

// What an earlier version of alur published goes on working where it would be
// refused today: opening hours that overlap, a due time and a condition that
// can't be read. The owner hears of it, and cases go on.
func TestWhatAnEarlierVersionPublishedGoesOn(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1")
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, x, func(tx kv.Tx) error {
		at := binary.BigEndian.AppendUint32([]byte("Donline-order\x00"), 1)
		raw, err := tx.Get(at)
		if err != nil {
			return err
		}
		for _, change := range [][2]string{
			{`"steps":`, `"hours":"mon-fri 08:00-17:00, 16:00-18:00","steps":`},
			{`"due":"4h"`, `"due":"soon - 1x"`},
			{`"when":"payment == \"cod\""`, `"when":"payment = 1"`},
			{`"promise":"6d"`, `"promise":"6 days"`},
		} {
			if !bytes.Contains(raw, []byte(change[0])) {
				t.Errorf("there is no %s in %s", change[0], raw)
			}
			raw = bytes.ReplaceAll(raw, []byte(change[0]), []byte(change[1]))
		}
		return tx.Put(at, raw)
	})
	y := x.again()
	f, err := y.Flow(context.Background(), "online-order", 1)
	if err != nil {
		t.Fatal(err)
	}
	if said := f.RefusedToday().In(model.English); len(f.Refused()) < 4 || !strings.HasPrefix(said, "would be refused today: ") {
		t.Errorf("the owner hears %q", said)
	}
	y.must("sari", pick(id))
	y.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields("A-2")})
	if _, err := y.Queue(context.Background(), "hendra", y.now()); err != nil {
		t.Error(err)
	}
}
