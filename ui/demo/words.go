package demo

import "alur/model"

// words are what the demo's people and customers are called, and what they
// buy and say, in one language.
type words struct {
	shop      string
	people    []model.Person
	customers []string
	goods     []string
	supplies  []string
	asked     []string
	texts     []string
	couriers  []string
	streets   []string
	parkedFor []string
	whys      []string
}

// wordsIn are the demo's words in a language.
func wordsIn(lang model.Lang) words {
	w := words{
		shop: "Toko Maju",
		customers: []string{
			"Bu Rina", "Pak Joko", "Bu Ayu", "Pak Surya", "Bu Lestari", "Pak Anton", "Bu Mega", "Pak Wayan", "Bu Intan",
			"Pak Yusuf", "Bu Kartika", "Pak Rudi", "Bu Sinta", "Pak Hasan", "Bu Maya", "Pak Gilang", "Bu Tuti", "Pak Dimas",
		},
		couriers: []string{"JNE", "J&T", "SiCepat", "Pos"},
		streets:  []string{"Jl. Melati", "Jl. Kenanga", "Jl. Diponegoro", "Jl. Pasar Baru", "Jl. Cendana"},
	}
	if lang == model.Indonesian {
		w.people = people("gudang", "akuntansi", "layanan", "toko")
		w.goods = []string{"Teko 2 liter", "Gelas isi 6", "Wajan 28 cm", "Rice cooker", "Kipas meja", "Lampu LED 9 W", "Setrika", "Blender", "Panci presto", "Termos 1 liter", "Pisau dapur", "Talenan"}
		w.supplies = []string{"Kertas A4", "Lakban", "Tinta printer", "Bubble wrap", "Kardus ukuran sedang", "Teh dan kopi", "Rol struk", "Printer label"}
		w.asked = []string{"Sari", "Budi", "Dewi", "Rina"}
		w.texts = []string{"sesuai daftar", "sudah dicek", "beres", "tercatat"}
		w.parkedFor = []string{"kardus habis", "menunggu jawaban pelanggan", "menunggu barang dari pemasok"}
		w.whys = []string{"pelanggan berubah pikiran", "tidak ada jawaban", "barang tidak tersedia"}
		return w
	}
	w.people = people("warehouse", "accounts", "service", "shop")
	w.goods = []string{"Teapot 2 l", "Glasses, set of 6", "Frying pan 28 cm", "Rice cooker", "Desk fan", "LED lamp 9 W", "Iron", "Blender", "Pressure cooker", "Flask 1 l", "Kitchen knife", "Chopping board"}
	w.supplies = []string{"A4 paper", "Packing tape", "Printer ink", "Bubble wrap", "Medium boxes", "Tea and coffee", "Till rolls", "Label printer"}
	w.asked = []string{"Sari", "Budi", "Dewi", "Rina"}
	w.texts = []string{"as on the list", "looked at", "all in order", "noted"}
	w.parkedFor = []string{"out of boxes", "waiting for the customer's answer", "waiting for the supplier"}
	w.whys = []string{"customer changed her mind", "no answer", "not in stock"}
	return w
}

// people are the four beside the owner.
func people(warehouse, accounts, service, shop string) []model.Person {
	return []model.Person{
		{Name: "Sari", Roles: []string{warehouse}},
		{Name: "Budi", Roles: []string{warehouse, shop}},
		{Name: "Dewi", Roles: []string{accounts}},
		{Name: "Rina", Roles: []string{service, shop}},
	}
}
