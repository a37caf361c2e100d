package cli

import (
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"alur/model"
)

func TestTroubleWithAFileNamesItOnce(t *testing.T) {
	for _, c := range []struct {
		err    error
		en, id string
	}{
		{
			fmt.Errorf("open /x/shop.db: %w", &fs.PathError{Op: "open", Path: "/x/shop.db", Err: fs.ErrPermission}),
			"/x/shop.db may not be read or written. Nothing was changed. Check the rights of the file and its folder, or name another one.",
			"/x/shop.db tidak boleh dibaca atau ditulis. Tidak ada yang berubah. Periksa izin berkas dan foldernya, atau sebut yang lain.",
		},
		{
			fmt.Errorf("temporary file: %w", &fs.PathError{Op: "open", Path: "/x/copy.db.tmp-84154967", Err: fs.ErrPermission}),
			"Nothing may be written in the folder /x. Nothing was changed. Check its rights, or name another place.",
			"Tidak boleh menulis di folder /x. Tidak ada yang berubah. Periksa izinnya, atau sebut tempat lain.",
		},
		{&fs.PathError{Op: "write", Path: "/x/a.csv", Err: syscall.ENOSPC}, "The disk of /x/a.csv is full. Nothing was changed: make room, and try again.", "Disk tempat /x/a.csv penuh. Tidak ada yang berubah: kosongkan sebagian, lalu coba lagi."},
		{&fs.PathError{Op: "open", Path: "/x", Err: syscall.EISDIR}, "/x is a folder, and a file is wanted.", "/x adalah folder, padahal yang diminta berkas."},
	} {
		for l, want := range map[model.Lang]string{model.English: c.en, model.Indonesian: c.id} {
			if got := (&app{lang: l}).sentenceAt(c.err, "/y"); got != want {
				t.Errorf("%v: %s", c.err, got)
			}
		}
	}
}
