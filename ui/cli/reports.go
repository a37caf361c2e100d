package cli

import (
	"alur/model"
	"alur/store"
)

func (a *app) verified(r store.VerifyReport) error {
	return a.print("%s", a.say(model.Say{
		EN: "The record is complete: %d events, none changed or missing. Head %s",
		ID: "Catatan lengkap: %d kejadian, tidak ada yang diubah atau hilang. Kepala %s",
	}, r.Head.Seq, r.Head))
}

func (a *app) checked(r store.CheckReport) error { return a.print("ok %v", r) }
