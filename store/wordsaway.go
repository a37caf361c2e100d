package store

import (
	"alur/model"
	"alur/store/kv"
)

// serverErrors are those of a shop on servers, and of one on its way there. Some
// are a kind of an error of every shop, so they are looked at first.
func serverErrors() []knownError {
	return []knownError{
		{ErrHalfCopied, model.Say{
			EN: "%[1]s is a copy that was not finished, and can't be used yet. To go on with it: alur copy FROM %[1]s",
			ID: "%[1]s adalah salinan yang belum selesai, dan belum bisa dipakai. Untuk melanjutkannya: alur copy DARI %[1]s",
		}},
		{ErrOtherShop, model.Say{
			EN: "There is a shop in %s already, and it was left as it is. Name a file that is not there, or another name on the etcd.",
			ID: "Di %s sudah ada toko, dan dibiarkan apa adanya. Sebut berkas yang belum ada, atau nama lain di etcd.",
		}},
		{ErrBusy, model.Say{
			EN: "Others work on the shop all the while, so that the copy in %s never catches up. Stop them for a moment and do this again: it goes on where it stopped.",
			ID: "Orang lain terus bekerja di toko, sehingga salinan di %s tidak pernah menyusul. Hentikan sebentar, lalu ulangi: salinan dilanjutkan dari tempatnya berhenti.",
		}},
		{kv.ErrUnreachable, model.Say{
			EN: "%s does not answer: none of its servers, or too few of them. What was saved is safe, and nothing was changed now. Look whether they run and the network is well, then try again.",
			ID: "%s tidak menjawab: tidak satu pun servernya, atau terlalu sedikit. Yang sudah tersimpan aman, dan sekarang tidak ada yang berubah. Periksa apakah servernya berjalan dan jaringannya baik, lalu coba lagi.",
		}},
		{kv.ErrDenied, model.Say{
			EN: "%s refuses this user. Nothing was changed: check ETCDCTL_USER, ETCDCTL_PASSWORD or the certificate, and the rights of that user.",
			ID: "%s menolak pengguna ini. Tidak ada yang berubah: periksa ETCDCTL_USER, ETCDCTL_PASSWORD atau sertifikatnya, dan hak pengguna itu.",
		}},
		{kv.ErrTooLarge, model.Say{
			EN: "This is more than the servers of %s take at once. Nothing was changed: start them with larger --max-request-bytes and --max-txn-ops.",
			ID: "Ini lebih dari yang diterima server %s sekaligus. Tidak ada yang berubah: jalankan server dengan --max-request-bytes dan --max-txn-ops yang lebih besar.",
		}},
		{kv.ErrQuota, model.Say{
			EN: "%s has reached its quota, and this was not saved. Everything before it is safe: etcdctl defrag, a larger --quota-backend-bytes, then etcdctl alarm disarm. alur doctor shows how it stands.",
			ID: "%s sudah mencapai kuotanya, dan ini tidak tersimpan. Semua yang sebelumnya aman: etcdctl defrag, --quota-backend-bytes yang lebih besar, lalu etcdctl alarm disarm. alur doctor menunjukkan keadaannya.",
		}},
	}
}
