package procfile

import "alur/model"

// key is one word of the format. The reader knows it by its name, an editor
// by its form and its help as well (see Schema).
type key struct {
	name string
	form form
	help model.Say
}

// keys are the words that may stand in one place of a definition.
type keys struct {
	known []key
	// need are words that have to be there, together what a form says of
	// words that go with each other.
	need     []string
	together form
}

func (k keys) has(name string) bool {
	for _, word := range k.known {
		if word.name == name {
			return true
		}
	}
	return false
}

func (k keys) names() []string {
	all := make([]string, len(k.known))
	for i, word := range k.known {
		all[i] = word.name
	}
	return all
}

func processKeys() keys {
	return keys{
		need: []string{"process", "steps"},
		known: []key{
			{"process", lineForm, model.Say{
				EN: "What this work is called, as people of the shop say it.",
				ID: "Nama pekerjaan ini, seperti disebut orang toko.",
			}},
			{"id", idForm, model.Say{
				EN: "The name for commands and files: small letters, digits, - and _. Without it, it is made of the name. It stays the same when the name is bettered.",
				ID: "Nama untuk perintah dan file: huruf kecil, angka, - dan _. Tanpa ini dibuat dari namanya. Tetap sama walau namanya diperbaiki.",
			}},
			{"kind", wordForm(string(model.Core), string(model.Support), string(model.Management)), model.Say{
				EN: "core: what customers pay for (the default). support: what keeps the shop going. management: what steers it.",
				ID: "core: yang dibayar pelanggan (bawaan). support: yang menjaga toko berjalan. management: yang mengarahkan toko.",
			}},
			{"input", lineForm, model.Say{
				EN: "What goes in: what has to be there before a case begins. The handbook prints it.",
				ID: "Yang masuk: apa yang harus ada sebelum kasus dimulai. Dicetak di buku panduan.",
			}},
			{"output", lineForm, model.Say{
				EN: "What comes out, and for whom. The handbook prints it.",
				ID: "Yang keluar, dan untuk siapa. Dicetak di buku panduan.",
			}},
			{"owner", lineForm, model.Say{
				EN: "The role that may skip, waive and stop in its cases. Only an owner of the shop may change the process.",
				ID: "Peran yang boleh melewati, mengecualikan dan menghentikan di kasusnya. Hanya pemilik toko yang boleh mengubah prosesnya.",
			}},
			{"role", lineForm, model.Say{
				EN: "The role that does every step which names no other.",
				ID: "Peran yang mengerjakan setiap langkah yang tidak menyebut peran lain.",
			}},
			{"title", lineForm, model.Say{
				EN: `What a case is called, with fields of start: ask: in braces and the whole in quotes: "Order {order_no} - {customer}".`,
				ID: `Sebutan sebuah kasus, dengan isian dari start: ask: dalam kurung kurawal dan semuanya dalam tanda kutip: "Pesanan {no} - {pelanggan}".`,
			}},
			{"key", fieldNameForm, model.Say{
				EN: "A field of start: ask: that only one case can have: the same order number again is the same case.",
				ID: "Isian dari start: ask: yang hanya dimiliki satu kasus: nomor pesanan yang sama berarti kasus yang sama.",
			}},
			{"promise", spanForm, model.Say{
				EN: "When the customer is served, from the start in opening time: 4h, 6d, 2w.",
				ID: "Kapan pelanggan selesai dilayani, dihitung dari awal dalam jam buka: 4h, 6d, 2w.",
			}},
			{"hours", hoursForm, model.Say{
				EN: "Opening hours of this process where they are not those of the shop: mon-fri 08:00-17:00 sat 08:00-12:00.",
				ID: "Jam buka proses ini bila berbeda dari jam toko: sen-jum 08:00-17:00 sab 08:00-12:00.",
			}},
			{"start", nested(startKeys), model.Say{
				EN: "How a case begins: by hand always; by an outside event with on:, by the calendar with every:.",
				ID: "Cara kasus dimulai: selalu bisa dengan tangan; oleh kiriman dari luar dengan on:, oleh kalender dengan every:.",
			}},
			{"steps", stepsForm, model.Say{
				EN: "What is done, one entry for each step, from top to bottom: a text, or do: and what belongs to it.",
				ID: "Yang dikerjakan, satu isi untuk satu langkah, dari atas ke bawah: sebuah teks, atau do: beserta rinciannya.",
			}},
		},
	}
}

func startKeys() keys {
	return keys{
		together: startRules,
		known: []key{
			{"on", lineForm, model.Say{
				EN: "The outside event that starts a case, such as checkout. With every: the day: mon in a week; 1 to 31, last, first workday or last workday in a month, quarter or year.",
				ID: "Kiriman dari luar yang memulai kasus, misalnya checkout. Bersama every: harinya: sen dalam minggu; 1 sampai 31, last, first workday atau last workday dalam bulan, kuartal atau tahun.",
			}},
			{"ask", fieldsForm, model.Say{
				EN: "What a new case is asked for: fields with their types, {customer: text, phone: phone?}.",
				ID: "Yang ditanyakan saat kasus baru: isian dan jenisnya, {pelanggan: text, telepon: phone?}.",
			}},
			{"map", placesForm, model.Say{
				EN: "Where each field stands in the JSON of the outside event: {order_no: order.number, items: lines.*.name}.",
				ID: "Tempat setiap isian dalam JSON kiriman dari luar: {no_pesanan: order.number, barang: lines.*.name}.",
			}},
			{"every", wordForm(periods()...), model.Say{
				EN: "How often a case is to begin.",
				ID: "Seberapa sering kasus harus dimulai.",
			}},
			{"at", clockForm, model.Say{
				EN: `The time of day at which the schedule starts a case, "09:00". Without it: when the shop opens.`,
				ID: `Jam saat jadwal memulai kasus, "09:00". Tanpa ini: saat toko buka.`,
			}},
			{"if_closed", wordForm(model.NextIfClosed, model.BeforeIfClosed, model.SkipIfClosed), model.Say{
				EN: "On a day on which the shop is closed: the next open day (the default), the open day before, or none.",
				ID: "Pada hari toko tutup: hari buka berikutnya (bawaan), hari buka sebelumnya, atau tidak sama sekali.",
			}},
			{"missed", wordForm(model.RunOnce, model.RunAll, model.SkipMissed), model.Say{
				EN: "What becomes of times at which alur was not running: one case for all of them, one for each, or none.",
				ID: "Nasib waktu-waktu saat alur tidak berjalan: satu kasus untuk semuanya, satu untuk masing-masing, atau tidak ada.",
			}},
		},
	}
}

// checkKeys are those of an entry of a checklist.
func checkKeys() keys {
	return keys{
		need: []string{"each"},
		known: []key{{"each", fieldNameForm, model.Say{
			EN: "A field of type list: one tick for every entry of it.",
			ID: "Isian berjenis list: satu centang untuk setiap isinya.",
		}}},
	}
}
