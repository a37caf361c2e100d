package cli

import (
	"alur/model"
	"alur/store"
)

// verified says that the record is whole, and the head worth noting.
func (a *app) verified(r store.VerifyReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "The record is complete: %d events, none changed or missing. Head: %s",
		ID: "Catatan lengkap: %d kejadian, tidak ada yang diubah atau hilang. Kepala: %s",
	}, r.Head.Seq, r.Head))
}

// checked says that what is kept is what the record says.
func (a *app) checked(r store.CheckReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "All is well: %d events, %d cases and %d open tasks were rebuilt from the record, and are as they are kept. Head: %s",
		ID: "Semua baik: %d kejadian, %d kasus dan %d tugas terbuka dibangun ulang dari catatan, dan sama dengan yang tersimpan. Kepala: %s",
	}, r.Events, r.Cases, r.Open, r.Head))
}
