package ui

import (
	"errors"
	"fmt"
	"io/fs"

	"alur/model"
	"alur/store"
)

// trouble is the sentence for an error: what happened, whether anything is
// lost, and what to do.
func (r *root) trouble(err error) string {
	var database any = model.Say{EN: "the shop's file", ID: "berkas toko"}
	if r.opts.Database != "" {
		database = r.opts.Database
	}
	e := &r.env
	if refusal := model.Refused(err); refusal != nil {
		return clean(refusal.In(e.lang))
	}
	if words, ok := store.Words(err, database); ok {
		return capital(clean(words.In(e.lang)))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return capital(clean(e.say(model.Say{
			EN: "%s is not there any more. Put it back where it was, or restore the last backup: alur restore FILE",
			ID: "%s tidak ada lagi di tempatnya. Kembalikan ke sana, atau pulihkan cadangan terakhir: alur restore BERKAS",
		}, database)))
	case errors.Is(err, fs.ErrPermission):
		return capital(clean(e.say(model.Say{
			EN: "%s may not be opened. Nothing was changed: check the rights of the file and its folder.",
			ID: "%s tidak boleh dibuka. Tidak ada yang berubah: periksa izin berkas dan foldernya.",
		}, database)))
	}
	return clean(fmt.Sprintf(e.say(model.Say{
		EN: "That did not work (%v). What you typed is kept; F5 looks again.",
		ID: "Itu tidak berhasil (%v). Yang Anda ketik tersimpan; F5 melihat lagi.",
	}), err))
}
