package model

// fieldWord is the name of a field of a shop in words, empty for a name that
// is not known. A test says which name of the ready-made processes lacks its
// words.
func fieldWord(name string) Say { //nolint:cyclop,funlen // One line a name.
	switch name {
	case "address":
		return Say{EN: "address", ID: "alamat"}
	case "amount":
		return Say{EN: "amount", ID: "jumlah"}
	case "answer":
		return Say{EN: "answer", ID: "jawaban"}
	case "asked_by":
		return Say{EN: "asked by", ID: "diminta oleh"}
	case "backup_disk":
		return Say{EN: "backup disk", ID: "disk cadangan"}
	case "bag_no":
		return Say{EN: "bag no", ID: "nomor kantong"}
	case "book_value":
		return Say{EN: "book value", ID: "nilai buku"}
	case "booking_no":
		return Say{EN: "booking no", ID: "nomor pembukuan"}
	case "budget":
		return Say{EN: "budget", ID: "anggaran"}
	case "candidates":
		return Say{EN: "candidates", ID: "calon"}
	case "card_total":
		return Say{EN: "card total", ID: "total kartu"}
	case "cash":
		return Say{EN: "cash", ID: "uang tunai"}
	case "change_left":
		return Say{EN: "change left", ID: "sisa uang kembalian"}
	case "changed":
		return Say{EN: "changed", ID: "yang diubah"}
	case "changes":
		return Say{EN: "changes", ID: "perubahan"}
	case "chosen":
		return Say{EN: "chosen", ID: "yang dipilih"}
	case "complaints":
		return Say{EN: "complaints", ID: "keluhan"}
	case "condition":
		return Say{EN: "condition", ID: "keadaan"}
	case "content":
		return Say{EN: "content", ID: "puas"}
	case "cost":
		return Say{EN: "cost", ID: "biaya"}
	case "costs":
		return Say{EN: "costs", ID: "biaya"}
	case "count_no":
		return Say{EN: "count no", ID: "nomor hitungan"}
	case "counted_value":
		return Say{EN: "counted value", ID: "nilai terhitung"}
	case "courier":
		return Say{EN: "courier", ID: "kurir"}
	case "customer":
		return Say{EN: "customer", ID: "pelanggan"}
	case "damaged":
		return Say{EN: "damaged", ID: "yang rusak"}
	case "date":
		return Say{EN: "date", ID: "tanggal"}
	case "defect":
		return Say{EN: "defect", ID: "cacat"}
	case "delivery":
		return Say{EN: "delivery", ID: "pengiriman"}
	case "devices":
		return Say{EN: "devices", ID: "perangkat"}
	case "difference":
		return Say{EN: "difference", ID: "selisih"}
	case "doubts":
		return Say{EN: "doubts", ID: "keraguan"}
	case "explanation":
		return Say{EN: "explanation", ID: "penjelasan"}
	case "first_day":
		return Say{EN: "first day", ID: "hari pertama"}
	case "found":
		return Say{EN: "found", ID: "yang ditemukan"}
	case "goal":
		return Say{EN: "goal", ID: "tujuan"}
	case "goals_next":
		return Say{EN: "next goals", ID: "sasaran berikutnya"}
	case "hours_a_week":
		return Say{EN: "hours a week", ID: "jam per minggu"}
	case "impression":
		return Say{EN: "impression", ID: "kesan"}
	case "invoice_no":
		return Say{EN: "invoice no", ID: "nomor faktur"}
	case "items":
		return Say{EN: "items", ID: "barang"}
	case "job":
		return Say{EN: "job", ID: "pekerjaan"}
	case "label":
		return Say{EN: "label", ID: "label"}
	case "last_goals":
		return Say{EN: "last goals", ID: "sasaran lalu"}
	case "learnt":
		return Say{EN: "learnt", ID: "pelajaran"}
	case "lines_off":
		return Say{EN: "lines off", ID: "baris yang selisih"}
	case "mended":
		return Say{EN: "mended", ID: "yang diperbaiki"}
	case "month":
		return Say{EN: "month", ID: "bulan"}
	case "name":
		return Say{EN: "name", ID: "nama"}
	case "needed_for":
		return Say{EN: "needed for", ID: "keperluan"}
	case "next_budget":
		return Say{EN: "next budget", ID: "anggaran berikutnya"}
	case "note":
		return Say{EN: "note", ID: "catatan"}
	case "offer":
		return Say{EN: "offer", ID: "penawaran"}
	case "opening_cash":
		return Say{EN: "opening cash", ID: "kas awal"}
	case "order_no":
		return Say{EN: "order no", ID: "nomor pesanan"}
	case "over_lines":
		return Say{EN: "lines over", ID: "pos yang melewati"}
	case "paid":
		return Say{EN: "paid", ID: "sudah dibayar"}
	case "paid_amount":
		return Say{EN: "amount paid", ID: "jumlah dibayar"}
	case "payment":
		return Say{EN: "payment", ID: "pembayaran"}
	case "phone":
		return Say{EN: "phone", ID: "telepon"}
	case "photo":
		return Say{EN: "photo", ID: "foto"}
	case "plan_cost":
		return Say{EN: "cost of the plan", ID: "biaya rencana"}
	case "praise":
		return Say{EN: "praise", ID: "pujian"}
	case "price":
		return Say{EN: "price", ID: "harga"}
	case "purchase_no":
		return Say{EN: "purchase no", ID: "nomor pembelian"}
	case "quantity":
		return Say{EN: "quantity", ID: "banyaknya"}
	case "quarter":
		return Say{EN: "quarter", ID: "triwulan"}
	case "receipt":
		return Say{EN: "receipt", ID: "kuitansi"}
	case "refund_no":
		return Say{EN: "refund no", ID: "nomor pengembalian uang"}
	case "refunded":
		return Say{EN: "refunded", ID: "uang dikembalikan"}
	case "reserve":
		return Say{EN: "reserve", ID: "cadangan"}
	case "result":
		return Say{EN: "result", ID: "hasil"}
	case "return_no":
		return Say{EN: "return no", ID: "nomor retur"}
	case "returns":
		return Say{EN: "returns", ID: "retur"}
	case "revenue":
		return Say{EN: "revenue", ID: "pendapatan"}
	case "review":
		return Say{EN: "review", ID: "ulasan"}
	case "settled":
		return Say{EN: "settled how", ID: "penyelesaian"}
	case "shelves":
		return Say{EN: "shelves", ID: "rak"}
	case "slow_articles":
		return Say{EN: "slow articles", ID: "barang kurang laku"}
	case "stays":
		return Say{EN: "stays", ID: "tetap bekerja"}
	case "stock_value":
		return Say{EN: "stock value", ID: "nilai stok"}
	case "stop_doing":
		return Say{EN: "stop doing", ID: "yang dihentikan"}
	case "supplier":
		return Say{EN: "supplier", ID: "pemasok"}
	case "tasks":
		return Say{EN: "tasks", ID: "tugas"}
	case "to_buy":
		return Say{EN: "to buy", ID: "yang harus dibeli"}
	case "to_change":
		return Say{EN: "to change", ID: "yang harus diubah"}
	case "told":
		return Say{EN: "told", ID: "yang disampaikan"}
	case "total":
		return Say{EN: "total", ID: "total"}
	case "tracking":
		return Say{EN: "tracking", ID: "nomor resi"}
	case "trouble":
		return Say{EN: "trouble", ID: "gangguan"}
	case "wage":
		return Say{EN: "wage", ID: "upah"}
	case "weight":
		return Say{EN: "weight", ID: "berat"}
	case "well":
		return Say{EN: "all well", ID: "semua baik"}
	case "went_well":
		return Say{EN: "went well", ID: "yang berhasil"}
	case "went_wrong":
		return Say{EN: "went wrong", ID: "yang tidak berhasil"}
	case "what":
		return Say{EN: "what", ID: "yang diminta"}
	case "why":
		return Say{EN: "why", ID: "sebabnya"}
	case "wishes":
		return Say{EN: "wishes", ID: "keinginan"}
	}
	return Say{}
}

// outcomeWord is a way a step of a shop ends in words.
func outcomeWord(name string) Say { //nolint:cyclop,funlen // One line a name.
	switch name {
	case "accept":
		return Say{EN: "accept", ID: "terima"}
	case "affordable":
		return Say{EN: "affordable", ID: "terjangkau"}
	case "again":
		return Say{EN: "once more", ID: "ulangi"}
	case "agrees":
		return Say{EN: "agrees", ID: "cocok"}
	case "approved":
		return Say{EN: "approved", ID: "disetujui"}
	case "arrived":
		return Say{EN: "arrived", ID: "sudah datang"}
	case "bad":
		return Say{EN: "bad", ID: "buruk"}
	case "came_back":
		return Say{EN: "came back", ID: "kembali"}
	case "cancelled":
		return Say{EN: "cancelled", ID: "dibatalkan"}
	case "carried":
		return Say{EN: "carried", ID: "disepakati"}
	case "change":
		return Say{EN: "change it", ID: "ubah"}
	case "cheaper":
		return Say{EN: "cheaper", ID: "cari yang lebih murah"}
	case "clear":
		return Say{EN: "clear", ID: "jelas"}
	case "delivered":
		return Say{EN: "delivered", ID: "sampai"}
	case "differs":
		return Say{EN: "differs", ID: "tidak cocok"}
	case "done":
		return Say{EN: "done", ID: "selesai"}
	case "else":
		return Say{EN: "otherwise", ID: "selain itu"}
	case "enough":
		return Say{EN: "enough", ID: "cukup"}
	case "fail":
		return Say{EN: "fail", ID: "gagal"}
	case "finished":
		return Say{EN: "finished", ID: "selesai"}
	case "gives_back":
		return Say{EN: "gives it back", ID: "mengembalikan barang"}
	case "good":
		return Say{EN: "good", ID: "baik"}
	case "hire":
		return Say{EN: "hire", ID: "terima bekerja"}
	case "money_back":
		return Say{EN: "money back", ID: "uang kembali"}
	case "never_came":
		return Say{EN: "never came", ID: "tidak pernah datang"}
	case "new_goods":
		return Say{EN: "new goods", ID: "barang pengganti"}
	case "no":
		return Say{EN: "no", ID: "tidak"}
	case "not_paid":
		return Say{EN: "not paid", ID: "belum lunas"}
	case "ok":
		return Say{EN: "ok", ID: "baik"}
	case "over":
		return Say{EN: "over the limit", ID: "melewati batas"}
	case "paid":
		return Say{EN: "paid", ID: "lunas"}
	case "pass":
		return Say{EN: "pass", ID: "lulus"}
	case "refuse":
		return Say{EN: "refuse", ID: "tolak"}
	case "refused":
		return Say{EN: "refused", ID: "ditolak"}
	case "revise":
		return Say{EN: "revise", ID: "perbaiki"}
	case "settled":
		return Say{EN: "all settled", ID: "semua beres"}
	case "stop_search":
		return Say{EN: "stop the search", ID: "hentikan pencarian"}
	case "too_few":
		return Say{EN: "too few", ID: "terlalu sedikit"}
	case "too_much":
		return Say{EN: "too much", ID: "terlalu mahal"}
	case "unclear":
		return Say{EN: "unclear", ID: "belum jelas"}
	case "within":
		return Say{EN: "within the limit", ID: "dalam batas"}
	case "yes":
		return Say{EN: "yes", ID: "ya"}
	}
	return Say{}
}

// choiceWord is an answer a shop chooses from in words.
func choiceWord(name string) Say {
	switch name {
	case "cod":
		return Say{EN: "COD", ID: "COD"}
	case "prepaid":
		return Say{EN: "prepaid", ID: "bayar di muka"}
	}
	return Say{}
}
