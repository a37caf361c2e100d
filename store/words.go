package store

import (
	"errors"
	"slices"

	"alur/model"
	"alur/store/kv"
)

// Words puts an error of the store into words for people: what happened,
// whether anything was changed, and what to do. Database is the path or the
// name of the database, a string or something sayable. Ok is false for an
// error that the store does not know, such as a refusal.
func Words(err error, database any) (words model.Sayable, ok bool) {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault, true
	}
	for _, known := range slices.Concat(serverErrors(), knownErrors()) {
		if errors.Is(err, known.err) {
			return model.Reason{Say: known.say, Args: []any{database}}, true
		}
	}
	return nil, false
}

// knownError is an error with its sentence, which takes the database.
type knownError struct {
	err error
	say model.Say
}

func knownErrors() []knownError {
	return []knownError{
		{ErrNewerSchema, model.Say{
			EN: "%s was written by a newer alur and was left as it is. Use that newer version to open it.",
			ID: "%s ditulis oleh alur yang lebih baru dan dibiarkan apa adanya. Buka dengan versi yang lebih baru itu.",
		}},
		{ErrNotAlur, model.Say{
			EN: "%s is a database of another program and was left as it is. Name your shop's file with --db.",
			ID: "%s adalah database program lain dan dibiarkan apa adanya. Sebut berkas toko Anda dengan --db.",
		}},
		{ErrNotFound, model.Say{
			EN: "There is no shop in %s.",
			ID: "Tidak ada toko di %s.",
		}},
		{kv.ErrNotDatabase, model.Say{
			EN: "%s is not a database of alur and was left as it is. Name your shop's file with --db, or a new one for: alur init",
			ID: "%s bukan database alur dan dibiarkan apa adanya. Sebut berkas toko Anda dengan --db, atau berkas baru untuk: alur init",
		}},
		{kv.ErrLocked, model.Say{
			EN: "%s is in use by another program that does not let go. Nothing was changed: close it, or try again.",
			ID: "%s sedang dipakai program lain yang tidak melepasnya. Tidak ada yang berubah: tutup program itu, atau coba lagi.",
		}},
		{ErrArchive, model.Say{
			EN: "%s is an archive, and is only read. Work goes on in the shop.",
			ID: "%s adalah arsip, dan hanya dibaca. Pekerjaan berjalan di toko.",
		}},
		{kv.ErrReadOnly, model.Say{
			EN: "%s may be read but not written. Nothing was changed: check the rights of the file and its folder.",
			ID: "%s boleh dibaca tetapi tidak boleh ditulis. Tidak ada yang berubah: periksa izin berkas dan foldernya.",
		}},
		{kv.ErrUnsafeDisk, model.Say{
			EN: "%s lies on a disk that can lose data, such as a network share. Keep it on a disk of this PC.",
			ID: "%s ada di disk yang bisa kehilangan data, misalnya folder jaringan. Simpan di disk PC ini.",
		}},
		{kv.ErrOneHead, model.Say{
			EN: "One of the two heads of %s can't be read: what was done last may be missing. Look with alur audit; if it is, restore the last backup: alur restore FILE (what is there now is kept beside it).",
			ID: "Salah satu dari dua kepala %s tidak terbaca: yang dikerjakan terakhir mungkin hilang. Lihat dengan alur audit; jika hilang, pulihkan cadangan terakhir: alur restore BERKAS (yang ada sekarang tetap disimpan di sampingnya).",
		}},
		{kv.ErrDamaged, model.Say{
			EN: "%s is damaged. alur repair saves what can be proven, alur restore FILE takes the last backup; what is there now is kept beside it.",
			ID: "%s rusak. alur repair menyelamatkan yang bisa dibuktikan, alur restore BERKAS memakai cadangan terakhir; yang ada sekarang tetap disimpan di sampingnya.",
		}},
		{kv.ErrFull, model.Say{
			EN: "The disk of %s is full, and this was not saved. Everything before it is safe: make room, and try again.",
			ID: "Disk tempat %s penuh, dan ini tidak tersimpan. Semua yang sebelumnya aman: kosongkan sebagian, lalu coba lagi.",
		}},
		{ErrNotSaved, model.Say{
			EN: "The disk of %s failed and this was not saved. Everything before it is safe: try again, and look after the disk.",
			ID: "Disk tempat %s gagal dan ini tidak tersimpan. Semua yang sebelumnya aman: coba lagi, dan periksa disknya.",
		}},
		{kv.ErrUnknownOutcome, model.Say{
			EN: "It is not known whether %s took that. Look with alur audit before you do it again.",
			ID: "Belum pasti apakah %s menyimpannya. Lihat dengan alur audit sebelum mengulanginya.",
		}},
		{kv.ErrClosed, model.Say{
			EN: "%s was closed meanwhile. Nothing was changed: try again.",
			ID: "%s sudah ditutup. Tidak ada yang berubah: coba lagi.",
		}},
	}
}
