package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// locked is an engine whose data may not be written any more.
type locked struct{ kv.Engine }

func (locked) Update(context.Context, func(kv.Tx) error) error { return kv.ErrReadOnly }

// A database that may not be written lets nobody look whose PIN is wrong.
func TestSignInOnAReadOnlyDatabase(t *testing.T) {
	x := tokoMaju(t)
	hash, err := model.HashPIN("4711", []byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	x.must("hendra", model.SetPIN{Person: "sari", Hash: hash})
	y := &fixture{t: t, path: x.path}
	y.open(locked{openFile(t, x.path)})
	for pin, want := range map[string]string{"4711": "", "1": "wrong_pin"} {
		_, err := y.SignIn(context.Background(), "sari", pin, "KASIR-1")
		r := model.Refused(err)
		switch {
		case want == "" && !errors.Is(err, store.ErrReadOnly):
			t.Errorf("PIN %s: %v", pin, err)
		case want != "" && (r == nil || string(r.Code) != want):
			t.Errorf("PIN %s: %v", pin, err)
		}
	}
}

// Every error of the store says itself in both languages, with the database
// in it; damage that is known says what it is.
func TestWordsOfErrors(t *testing.T) {
	for _, err := range []error{store.ErrNewerSchema, store.ErrNotAlur, store.ErrNotSaved, store.ErrReadOnly, kv.ErrDamaged, kv.ErrLocked, kv.ErrUnknownOutcome, kv.ErrClosed, kv.ErrUnsafeDisk, kv.ErrNotDatabase, kv.ErrUnreachable, kv.ErrDenied, kv.ErrQuota, kv.ErrTooLarge, store.ErrHalfCopied, store.ErrOtherShop, store.ErrBusy} {
		words, ok := store.Words(fmt.Errorf("open task: %w", err), "toko.alur")
		if !ok {
			t.Errorf("%v has no words", err)
			continue
		}
		for _, lang := range model.Langs() {
			if said := words.In(lang); !strings.Contains(said, "toko.alur") || strings.Contains(said, "open task") {
				t.Errorf("%v in %s: %s", err, lang, said)
			}
		}
	}
	fault := &store.Fault{Why: model.Say{EN: "Event 7 is gone.", ID: "Kejadian 7 hilang."}}
	if words, ok := store.Words(fmt.Errorf("x: %w", fault), "toko.alur"); !ok || words.In(model.English) != "Event 7 is gone." {
		t.Error("a fault does not say itself")
	}
	if _, ok := store.Words(&model.Refusal{}, "toko.alur"); ok {
		t.Error("a refusal is not the store's")
	}
}
