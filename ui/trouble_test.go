package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
)

// frozen is a store that may not be written.
type frozen struct{ *memStore }

func (frozen) Do(context.Context, model.Command) (Receipt, error) {
	return Receipt{}, store.ErrReadOnly
}

func (frozen) SignIn(context.Context, string, string, string) (Receipt, error) {
	return Receipt{}, store.ErrReadOnly
}

// A file that may not be written lets people look, says so for as long as
// they look, and refuses in words.
func TestReadOnlyLetsPeopleLook(t *testing.T) {
	s := frozen{tokoMaju(t, model.English)}
	d := sit(t, s, "", model.English)
	d.text("sa").press("enter").sees("READ-ONLY: you can look, but nothing can be changed.", "My next task", "Pick the goods", "F12 Lock")
	if lines := splitLines(d.root.draw()); len(lines) != 24 {
		t.Errorf("%d lines", len(lines))
	}
	d.press("enter").sees("The shop's file may be read but not written. Nothing was changed", "READ-ONLY")
	d.press("f12").sees("Who are you?")
	if strings.Contains(d.screen(), "!") {
		t.Errorf("locking complains:\n%s", d.screen())
	}
	d.text("sa").press("enter").press("ctrl+q")
	if !d.closed {
		t.Error("it does not close")
	}
}

// Trouble with the database is said in words, with a way out.
func TestTroubleIsSaidInWords(t *testing.T) {
	d := sit(t, tokoMaju(t, model.Indonesian), "sari", model.Indonesian)
	damaged := fmt.Errorf("open task: %w", &store.Fault{Why: model.Say{EN: "Event 7 is gone.", ID: "Kejadian 7 hilang."}})
	for err, want := range map[error]string{
		damaged:           "Kejadian 7 hilang.",
		store.ErrNotSaved: "Disk tempat berkas toko gagal dan ini tidak tersimpan.",
	} {
		if got := d.root.trouble(err); !strings.HasPrefix(got, want) {
			t.Errorf("%v: %s", err, got)
		}
	}
	d.root.opts.Database = "/toko/maju.alur"
	if got := d.root.trouble(store.ErrNotSaved); !strings.Contains(got, "/toko/maju.alur") {
		t.Error(got)
	}
	if got := d.root.trouble(errors.New("odd")); !strings.Contains(got, "F5") {
		t.Error(got)
	}
}
