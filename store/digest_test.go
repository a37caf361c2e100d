package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
	"alur/store"
)

// TestTheDayIsToldOnce: once the shop has closed, two programs make the digest
// of the day, and one does; it stands in the record, and the next is made after
// the next closing.
func TestTheDayIsToldOnce(t *testing.T) {
	x := emptyShop(t)
	ctx := context.Background()
	must := func(by string, act model.Act) store.Receipt {
		t.Helper()
		r, err := x.Do(ctx, model.Command{By: by, Act: act})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	must("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Lang: model.Indonesian}, Owner: "Hendra"})
	must("hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"warehouse"}}})
	must("hendra", model.PublishProcess{Process: model.Process{Name: "Note", Role: "warehouse", Steps: []model.Step{
		{ID: "write", Kind: model.Do, Text: "Write it down", Due: "1h"}, {ID: "sign", Kind: model.Do, Text: "Sign it", Role: "owner"},
	}}})
	alone := must("sari", model.StartCase{Process: "note"}).Case
	must("sari", model.Complete{Task: model.TaskRef{Case: alone, Step: "write"}})
	must("hendra", model.Complete{Task: model.TaskRef{Case: alone, Step: "sign"}})
	must("sari", model.StartCase{Process: "note"})
	made := func() int {
		t.Helper()
		n := 0
		for _, s := range []*store.Store{x.Store, x.again().Store} {
			ok, err := s.MakeDigest(ctx, "KASIR-1")
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				n++
			}
		}
		return n
	}
	if n := made(); n != 0 { // That of the day before the shop was made is none.
		t.Fatalf("%d digests while it is open", n)
	}
	x.seconds.Add(int64((10 * time.Hour).Seconds()))
	if n := made(); n != 1 {
		t.Fatalf("%d digests after closing", n)
	}
	events, err := x.Audit(ctx, store.AuditQuery{Names: []string{"digest.made"}})
	if err != nil || len(events) == 0 {
		t.Fatal(err, len(events))
	}
	b, _ := events[len(events)-1].Body.(model.DigestMade)
	for _, want := range []string{
		"1 kasus selesai, 1 terlambat", "Note 2: Write it down", "Note 1:", "0 dari 1 selesai tanpa campur tangan Anda", "Sign it:", "menurut proses memang tugas pemilik",
	} {
		if !strings.Contains(strings.ReplaceAll(b.Subject+b.Text, "**", ""), want) {
			t.Errorf("it does not say %q:\n%s\n%s", want, b.Subject, b.Text)
		}
	}
	x.seconds.Add(int64((24 * time.Hour).Seconds()))
	if n := made(); n != 1 {
		t.Fatalf("%d digests the day after", n)
	}
	in, err := x.Digest(ctx, "", x.now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if text := story.Markdown(digest.Tell(in, model.English)); !strings.Contains(text, "No case finished, 1 is late") {
		t.Errorf("an hour of it:\n%s", text)
	}
}
