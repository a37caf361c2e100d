package model

// lastingWords says what an act that can't be undone was, and how the shop
// comes to be as before.
func lastingWords(a ActRef) (what, how Say) { //nolint:cyclop // One line an event.
	switch a.What {
	case "shop.created":
		return Say{EN: "you made the shop", ID: "Anda membuat toko"},
			Say{EN: "What you answered then can be changed under Settings.", ID: "Jawaban Anda waktu itu bisa diubah di Pengaturan."}
	case "person.added":
		return Say{EN: "you added a person", ID: "Anda menambah orang"},
			Say{EN: "Under People you can say that they have left.", ID: "Di Orang bisa ditulis bahwa ia sudah keluar."}
	case "person.changed":
		return Say{EN: "you changed what is known of a person", ID: "Anda mengubah data seseorang"},
			Say{EN: "Change it back under People or Roles.", ID: "Ubah kembali di Orang atau Peran."}
	case "pin.set":
		return Say{EN: "you changed a PIN", ID: "Anda mengubah PIN"},
			Say{EN: "Set another one where you set this one.", ID: "Atur PIN lain di tempat yang sama."}
	case "settings.changed":
		return Say{EN: "you changed the settings", ID: "Anda mengubah pengaturan"},
			Say{EN: "Change them back under Settings, Opening hours or Divisions.", ID: "Ubah kembali di Pengaturan, Jam buka, atau Divisi."}
	case "process.published":
		return Say{EN: "you put a process in force", ID: "Anda memberlakukan sebuah proses"},
			Say{EN: "The version before can be put in force again under Processes, Versions.", ID: "Versi sebelumnya bisa diberlakukan lagi di Proses, Versi."}
	case "process.retired":
		return Say{EN: "you retired a process", ID: "Anda menghentikan sebuah proses"},
			Say{EN: "Under Processes it can be put in force again.", ID: "Di Proses bisa diberlakukan lagi."}
	case "case.cancelled":
		return Say{EN: "you cancelled a case", ID: "Anda membatalkan kasus"},
			Say{EN: "Start it anew if there is work to do after all.", ID: "Mulai lagi kalau ternyata masih ada yang harus dikerjakan."}
	case "case.migrated":
		return Say{EN: "you moved a case to another version", ID: "Anda memindahkan kasus ke versi lain"},
			Say{EN: "It can be moved back the same way.", ID: "Kasus itu bisa dipindahkan kembali dengan cara yang sama."}
	case "exported":
		return Say{EN: "you exported a file", ID: "Anda mengekspor berkas"},
			Say{EN: "Delete the file where nobody should have it.", ID: "Hapus berkasnya kalau tidak seharusnya ada."}
	}
	return proposalWords(a)
}

// proposalWords goes on with lastingWords for the words that people ask for,
// and for other PCs.
func proposalWords(a ActRef) (what, how Say) {
	switch a.What {
	case "text.proposed":
		return Say{EN: "you proposed other words", ID: "Anda mengusulkan kata-kata lain"},
			Say{EN: "An owner can decline them.", ID: "Pemilik bisa menolaknya."}
	case "text.accepted":
		return Say{EN: "you accepted a proposal", ID: "Anda menerima sebuah usul"},
			Say{EN: "The words can be changed back under Processes.", ID: "Kata-katanya bisa diubah kembali di Proses."}
	case "text.declined":
		return Say{EN: "you declined a proposal", ID: "Anda menolak sebuah usul"},
			Say{EN: "It can be proposed again.", ID: "Usul itu bisa diajukan lagi."}
	case "station.approved":
		return Say{EN: "you let a PC in", ID: "Anda mengizinkan sebuah PC"},
			Say{EN: "It can be removed again: alur station remove.", ID: "PC itu bisa dihapus lagi: alur station remove."}
	case "station.removed":
		return Say{EN: "you removed a PC", ID: "Anda menghapus sebuah PC"},
			Say{EN: "It can ask to be let in again.", ID: "PC itu bisa meminta izin lagi."}
	case "secret.made":
		return Say{EN: "you made a new secret for webhooks", ID: "Anda membuat rahasia baru untuk webhook"},
			Say{EN: "Give the senders this one, or make another.", ID: "Berikan yang ini kepada pengirim, atau buat yang lain."}
	case "record.archived":
		return Say{EN: "you archived older events", ID: "Anda mengarsipkan kejadian lama"},
			Say{EN: "They can be read in the file they went to.", ID: "Kejadian itu bisa dibaca di berkasnya."}
	case "delivery.dropped":
		return Say{EN: "you gave up a delivery", ID: "Anda membuang sebuah kiriman"},
			Say{EN: "The sender can send it again.", ID: "Pengirim bisa mengirimnya lagi."}
	}
	return Say{EN: "it stays on record", ID: "tetap tercatat"}, Say{EN: "What follows from it can be changed anew.", ID: "Akibatnya bisa diubah lagi."}
}
