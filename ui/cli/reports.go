package cli

import (
	"alur/model"
	"alur/store"
)

// verified says that the record is whole, and the head worth noting; of one
// that was noted before, where it stands.
func (a *app) verified(r store.VerifyReport, shop *model.Shop) error {
	err := a.print("%s", a.say(model.Say{
		EN: "The record is complete: %s, none changed or missing. Head: %s",
		ID: "Catatan lengkap: %s, tidak ada yang diubah atau hilang. Kepala: %s",
	}, many(provenIn(r.Head, r.Base), "event", "events", "kejadian"), r.Head))
	if err == nil && r.Base != nil {
		err = a.print("%s", a.say(model.Say{
			EN: "It begins after event %d; what came before lies in %s, and what is kept of it is as it was.",
			ID: "Catatan ini dimulai sesudah kejadian %d; yang sebelumnya ada di %s, dan yang disimpan darinya masih seperti semula.",
		}, r.Base.Seq, r.Base.File))
	}
	if err != nil || r.Noted == nil {
		return err
	}
	if r.Noted.Seq == 0 {
		return a.print("%s", a.say(model.Say{
			EN: "The head that was noted is that of a record without events: any record begins with it.",
			ID: "Kepala yang dicatat itu milik catatan tanpa kejadian: semua catatan dimulai dengannya.",
		}))
	}
	cal, err := shop.Calendar()
	if err != nil {
		return err
	}
	return a.print("%s", a.say(model.Say{
		EN: "The head that was noted is in it: event %d of %s. Added since then: %s.",
		ID: "Kepala yang dicatat ada di dalamnya: kejadian %d, %s. Sejak itu bertambah %s.",
	}, r.Noted.Seq, when(r.Noted.At, cal), many(r.Head.Seq-r.Noted.Seq, "event", "events", "kejadian")))
}

// checked says that what is kept is what the record says.
func (a *app) checked(r store.CheckReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "All is well: %s, %s and %s were rebuilt from the record, and are as they are kept. Head: %s",
		ID: "Semua baik: %s, %s dan %s dibangun ulang dari catatan, dan sama dengan yang tersimpan. Kepala: %s",
	}, many(provenIn(r.Head, r.Base), "event", "events", "kejadian"), many(r.Cases, "case", "cases", "kasus"),
		many(r.Open, "open task", "open tasks", "tugas terbuka"), r.Head))
}

// provenIn is how many events of a record were proven, which may begin after a
// base.
func provenIn(head store.Head, base *store.Base) uint64 {
	if base != nil {
		return head.Seq - base.Seq
	}
	return head.Seq
}
