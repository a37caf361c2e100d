package procfile

import (
	"slices"

	"alur/model"
)

func stepKeys() keys {
	return keys{
		known:    slices.Concat(kindKeys(), workKeys(), wayKeys(), noteKeys(), autoKeys()),
		together: stepRules,
	}
}

// kindKeys say what a step is; each has one of them.
func kindKeys() []key {
	return []key{
		{string(model.Do), lineForm, model.Say{
			EN: "What a person does: Pick the goods. With @role at its end that role does it.",
			ID: "Yang dikerjakan orang: Ambil barangnya. Dengan @peran di akhirnya peran itu yang mengerjakan.",
		}},
		{string(model.Auto), lineForm, model.Say{
			EN: "What alur does by itself and at once.",
			ID: "Yang dikerjakan alur sendiri dan seketika.",
		}},
		{string(model.Wait), lineForm, model.Say{
			EN: "What is waited for, and reported by a person or an outside event: the courier's delivery notice. A length of time passes by itself: 2d, or 2d, the glue dries.",
			ID: "Yang ditunggu, dan dilaporkan orang atau kiriman dari luar: kabar dari kurir. Lama waktu lewat sendiri: 2d, atau 2d, lemnya mengering.",
		}},
		{string(model.Choose), branchForm, model.Say{
			EN: `A branch on the data: conditions and where they lead; the first that is true is taken. {"total >= 1000000": approval, else: next}`,
			ID: `Cabang menurut data: syarat dan tujuannya; yang pertama terpenuhi diambil. {"total >= 1000000": persetujuan, else: next}`,
		}},
		{string(model.Run), idForm, model.Say{
			EN: "The id of another process, done here as a case of its own.",
			ID: "Id proses lain, yang di sini dikerjakan sebagai kasus tersendiri.",
		}},
	}
}

// workKeys say who does a step, and how.
func workKeys() []key {
	return []key{
		{"id", stepIDForm, model.Say{
			EN: "The name by which other steps and commands know this one: small letters, digits, - and _. Without it, it is made of the text.",
			ID: "Nama yang dipakai langkah lain dan perintah untuk langkah ini: huruf kecil, angka, - dan _. Tanpa ini dibuat dari teksnya.",
		}},
		{"role", lineForm, model.Say{
			EN: "The role that is asked to do it.",
			ID: "Peran yang diminta mengerjakannya.",
		}},
		{"how", textForm(maxHow), model.Say{
			EN: "The standard: how it is done well, as you would tell somebody new.",
			ID: "Standarnya: bagaimana dikerjakan dengan baik, seperti Anda jelaskan kepada orang baru.",
		}},
		{"check", checklistForm, model.Say{
			EN: "What is ticked off: [No damage, {each: items}, Works (optional)]. The step is not done before all is.",
			ID: "Yang dicentang: [Tidak rusak, {each: barang}, Berfungsi (boleh kosong)]. Langkah belum selesai sebelum semuanya.",
		}},
		{"record", fieldsForm, model.Say{
			EN: "What is written down: fields with their types, {weight: number kg 0.1..30, defect: text?}.",
			ID: "Yang dicatat: isian dan jenisnya, {berat: number kg 0.1..30, cacat: text?}.",
		}},
	}
}

// wayKeys say where work goes.
func wayKeys() []key {
	return []key{
		{"outcomes", outcomeForm, model.Say{
			EN: "The ways it can end and where each leads: {pass: next, fail: pick}. next, the id of a step (above: rework, below: a branch), a list, end (this branch) or stop (the whole case).",
			ID: "Hasil-hasilnya dan tujuan masing-masing: {lulus: next, gagal: ambil}. next, id langkah (di atas: ulang, di bawah: cabang), daftar, end (cabang ini) atau stop (seluruh kasus).",
		}},
		{"reasons", reasonForm, model.Say{
			EN: "The reasons offered for an outcome: {fail: [damaged, missing]}. Without them any text is taken.",
			ID: "Alasan yang ditawarkan untuk sebuah hasil: {gagal: [rusak, kurang]}. Tanpa ini teks apa pun diterima.",
		}},
		{"when", lineForm, model.Say{
			EN: `A condition on the fields: payment == "cod" and total > 50000. Where it is false the step is passed by.`,
			ID: `Syarat atas isian: pembayaran == "cod" and total > 50000. Bila tidak terpenuhi langkah ini dilalui.`,
		}},
		{"after", listForm(idForm), model.Say{
			EN: "The step or steps above that have to be done first, in place of the one right above.",
			ID: "Langkah atau langkah-langkah di atas yang harus selesai dulu, sebagai ganti yang tepat di atasnya.",
		}},
		{"then", listForm(thenForm), model.Say{
			EN: "Where work goes in place of the step below: the id of a step, a list, end or stop.",
			ID: "Ke mana pekerjaan pergi sebagai ganti langkah di bawahnya: id langkah, daftar, end atau stop.",
		}},
		{"each", eachForm, model.Say{
			EN: "A task for every entry of a field of type list, or for everyone in a role: each: everyone in cashier.",
			ID: "Satu tugas untuk setiap isi dari isian berjenis list, atau untuk semua orang dalam satu peran: each: everyone in kasir.",
		}},
	}
}

// noteKeys say by whom and until when, and what else there is to say.
func noteKeys() []key {
	return []key{
		{"same_as", idForm, model.Say{
			EN: "The step whose person does this one as well.",
			ID: "Langkah yang orangnya juga mengerjakan langkah ini.",
		}},
		{"not_same_as", idForm, model.Say{
			EN: "Four eyes: whoever did that step, or ticked or recorded part of it, may not do this one.",
			ID: "Empat mata: yang mengerjakan langkah itu, atau ikut mencentang atau mencatat di dalamnya, tidak boleh mengerjakan langkah ini.",
		}},
		{"takes", spanForm, model.Say{
			EN: "How long it usually takes: 15m, 1h30m.",
			ID: "Biasanya berapa lama: 15m, 1h30m.",
		}},
		{"due", dueForm, model.Say{
			EN: `Until when, once it is ready: 4h or 1d (opening time), "16:00", next workday 10:00, or a date field, delivery - 1d.`,
			ID: `Batas waktunya sejak siap: 4h atau 1d (jam buka), "16:00", next workday 10:00, atau isian tanggal, kirim - 1d.`,
		}},
		{"late", lateForm, model.Say{
			EN: "What follows once it is overdue: tell owner (the default), take OUTCOME, or start STEP.",
			ID: "Akibat bila lewat batas: tell owner (bawaan), take HASIL, atau start LANGKAH.",
		}},
		{"skip", wordForm("never"), model.Say{
			EN: "never: nobody may skip this step.",
			ID: "never: langkah ini tidak boleh dilewati siapa pun.",
		}},
		{"ends", wordForm(string(model.Cancelled)), model.Say{
			EN: "cancelled: a case that passes here ends as cancelled, outside lead times and kept promises.",
			ID: "cancelled: kasus yang lewat sini berakhir batal, di luar hitungan waktu dan janji.",
		}},
		{"was", lineForm, model.Say{
			EN: "The id that this step had in an earlier version, so that running cases find it.",
			ID: "Id langkah ini di versi sebelumnya, agar kasus yang berjalan menemukannya.",
		}},
		{"todo", lineForm, model.Say{
			EN: "A note that the step is not finished being written; it is shown as a warning.",
			ID: "Catatan bahwa langkah ini belum selesai ditulis; ditampilkan sebagai peringatan.",
		}},
	}
}

// autoKeys say what alur does by itself.
func autoKeys() []key {
	return []key{
		{"notify", lineForm, model.Say{
			EN: "Whom an auto: step tells: a role, customer (by the phone or mail address asked at the start), or person and the field that names one: person courier.",
			ID: "Yang diberi tahu oleh langkah auto:: sebuah peran, customer (lewat telepon atau surel yang ditanyakan di awal), atau person dan isian yang menyebutnya: person kurir.",
		}},
		{"say", textForm(maxHow), model.Say{
			EN: "What the customer or the person is told, with fields in it: Your order {order_no} is on its way.",
			ID: "Pesan untuk pelanggan atau orang itu, dengan isian di dalamnya: Pesanan {no_pesanan} sedang dikirim.",
		}},
		{"set", setForm, model.Say{
			EN: `Fields that an auto: step fills in, and what with: {fee: total * 0.02, size: 'weight > 5 ? "large" : "small"'}.`,
			ID: `Isian yang diisi langkah auto:, dan dengan apa: {biaya: total * 0.02, ukuran: 'berat > 5 ? "besar" : "kecil"'}.`,
		}},
		{"send", urlForm, model.Say{
			EN: "The address of another program that gets the case as JSON, signed with the secret of the process: https://example.com/orders.",
			ID: "Alamat program lain yang menerima kasusnya sebagai JSON, ditandatangani dengan rahasia proses: https://example.com/pesanan.",
		}},
	}
}
