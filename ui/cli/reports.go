package cli

import (
	"alur/model"
	"alur/store"
)

// verified says that the record is whole, and the head worth noting.
func (a *app) verified(r store.VerifyReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "The record is complete: %s, none changed or missing. Head: %s",
		ID: "Catatan lengkap: %s, tidak ada yang diubah atau hilang. Kepala: %s",
	}, many(r.Head.Seq, "event", "events", "kejadian"), r.Head))
}

// checked says that what is kept is what the record says.
func (a *app) checked(r store.CheckReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "All is well: %s, %s and %s were rebuilt from the record, and are as they are kept. Head: %s",
		ID: "Semua baik: %s, %s dan %s dibangun ulang dari catatan, dan sama dengan yang tersimpan. Kepala: %s",
	}, many(r.Events, "event", "events", "kejadian"), many(r.Cases, "case", "cases", "kasus"),
		many(r.Open, "open task", "open tasks", "tugas terbuka"), r.Head))
}
