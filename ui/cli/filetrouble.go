package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"alur/model"
)

// fileTrouble says what could not be done with a file, and names the file or
// folder once. It answers false for an error that is not about a file.
func fileTrouble(err error) (say model.Say, at string, ok bool) {
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		at = file.Path
	case errors.As(err, &link):
		at = link.New
	default:
		return say, "", false
	}
	// Files are written beside their place under another name first; the
	// person knows the folder only.
	inFolder := strings.Contains(filepath.Base(at), ".tmp-")
	if inFolder {
		at = filepath.Dir(at)
	}
	switch {
	case errors.Is(err, fs.ErrPermission) && inFolder:
		say = model.Say{
			EN: "Nothing may be written in the folder %s. Nothing was changed. Check its rights, or name another place.",
			ID: "Tidak boleh menulis di folder %s. Tidak ada yang berubah. Periksa izinnya, atau sebut tempat lain.",
		}
	case errors.Is(err, fs.ErrPermission):
		say = model.Say{
			EN: "%s may not be read or written. Nothing was changed. Check the rights of the file and its folder, or name another one.",
			ID: "%s tidak boleh dibaca atau ditulis. Tidak ada yang berubah. Periksa izin berkas dan foldernya, atau sebut yang lain.",
		}
	case errors.Is(err, fs.ErrNotExist):
		say = model.Say{EN: "There is no file or folder %s.", ID: "Tidak ada berkas atau folder %s."}
	case errors.Is(err, fs.ErrExist):
		say = model.Say{EN: "There is a file %s already. Nothing was changed.", ID: "Sudah ada berkas %s. Tidak ada yang berubah."}
	case errors.Is(err, syscall.ENOSPC):
		say = model.Say{
			EN: "The disk of %s is full. Nothing was changed: make room, and try again.",
			ID: "Disk tempat %s penuh. Tidak ada yang berubah: kosongkan sebagian, lalu coba lagi.",
		}
	case errors.Is(err, syscall.ENOTDIR):
		say = model.Say{EN: "A part of %s is no folder.", ID: "Ada bagian dari %s yang bukan folder."}
	case errors.Is(err, syscall.EISDIR):
		say = model.Say{EN: "%s is a folder, and a file is wanted.", ID: "%s adalah folder, padahal yang diminta berkas."}
	default:
		return say, "", false
	}
	return say, at, true
}
