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
	case "asked_by":
		return Say{EN: "asked by", ID: "diminta oleh"}
	case "budget":
		return Say{EN: "budget", ID: "anggaran"}
	case "cash":
		return Say{EN: "cash", ID: "uang tunai"}
	case "changes":
		return Say{EN: "changes", ID: "perubahan"}
	case "complaints":
		return Say{EN: "complaints", ID: "keluhan"}
	case "costs":
		return Say{EN: "costs", ID: "biaya"}
	case "courier":
		return Say{EN: "courier", ID: "kurir"}
	case "customer":
		return Say{EN: "customer", ID: "pelanggan"}
	case "date":
		return Say{EN: "date", ID: "tanggal"}
	case "defect":
		return Say{EN: "defect", ID: "cacat"}
	case "delivery":
		return Say{EN: "delivery", ID: "pengiriman"}
	case "difference":
		return Say{EN: "difference", ID: "selisih"}
	case "explanation":
		return Say{EN: "explanation", ID: "penjelasan"}
	case "goal":
		return Say{EN: "goal", ID: "tujuan"}
	case "invoice_no":
		return Say{EN: "invoice no", ID: "nomor faktur"}
	case "items":
		return Say{EN: "items", ID: "barang"}
	case "label":
		return Say{EN: "label", ID: "label"}
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
	case "paid_amount":
		return Say{EN: "amount paid", ID: "jumlah dibayar"}
	case "payment":
		return Say{EN: "payment", ID: "pembayaran"}
	case "phone":
		return Say{EN: "phone", ID: "telepon"}
	case "praise":
		return Say{EN: "praise", ID: "pujian"}
	case "price":
		return Say{EN: "price", ID: "harga"}
	case "purchase_no":
		return Say{EN: "purchase no", ID: "nomor pembelian"}
	case "quantity":
		return Say{EN: "quantity", ID: "banyaknya"}
	case "receipt":
		return Say{EN: "receipt", ID: "kuitansi"}
	case "returns":
		return Say{EN: "returns", ID: "retur"}
	case "revenue":
		return Say{EN: "revenue", ID: "pendapatan"}
	case "review":
		return Say{EN: "review", ID: "ulasan"}
	case "settled":
		return Say{EN: "settled how", ID: "penyelesaian"}
	case "slow_articles":
		return Say{EN: "slow articles", ID: "barang kurang laku"}
	case "stock_value":
		return Say{EN: "stock value", ID: "nilai stok"}
	case "supplier":
		return Say{EN: "supplier", ID: "pemasok"}
	case "total":
		return Say{EN: "total", ID: "total"}
	case "tracking":
		return Say{EN: "tracking", ID: "nomor resi"}
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
	}
	return Say{}
}

// outcomeWord is a way a step of a shop ends in words.
func outcomeWord(name string) Say { //nolint:cyclop // One line a name.
	switch name {
	case "approved":
		return Say{EN: "approved", ID: "disetujui"}
	case "arrived":
		return Say{EN: "arrived", ID: "sudah datang"}
	case "came_back":
		return Say{EN: "came back", ID: "kembali"}
	case "cancelled":
		return Say{EN: "cancelled", ID: "dibatalkan"}
	case "cheaper":
		return Say{EN: "cheaper", ID: "cari yang lebih murah"}
	case "delivered":
		return Say{EN: "delivered", ID: "sampai"}
	case "done":
		return Say{EN: "done", ID: "selesai"}
	case "else":
		return Say{EN: "otherwise", ID: "selain itu"}
	case "fail":
		return Say{EN: "fail", ID: "gagal"}
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
	case "refused":
		return Say{EN: "refused", ID: "ditolak"}
	case "revise":
		return Say{EN: "revise", ID: "perbaiki"}
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
