package ui

import "alur/model"

// testName names the act of sending a test message.
const testName = "test message"

// testMessage sends one to a person, or to the owner for an empty id.
func testMessage(e *env, to, name string) do {
	return do{
		name: testName, act: model.TestMessage{To: to},
		said: e.say(model.Say{EN: "A test message to %s is sent: F10, In and out, shows whether it could not be.", ID: "Pesan uji untuk %s dikirim: F10, Masuk dan keluar, menampilkan bila gagal."}, name),
	}
}

// tellRows are how people outside alur are told, and what the owner is told of
// at once.
func tellRows() []settingRow {
	rows := []settingRow{
		textRow("tell_email", model.Say{EN: "Owner's mail", ID: "Surel pemilik"},
			model.Say{EN: "Where the day, and what can't wait, is told outside alur. Empty for nowhere.", ID: "Ke mana rangkuman hari, dan yang tidak bisa menunggu, dikirim di luar alur. Kosong: tidak dikirim."},
			func(s *model.Settings) *string { return &s.Tell.Email }),
		textRow("tell_phone", model.Say{EN: "Owner's phone", ID: "Telepon pemilik"},
			model.Say{EN: "The same, for a chat gateway.", ID: "Sama, untuk gerbang obrolan."},
			func(s *model.Settings) *string { return &s.Tell.Phone }),
		textRow("tell_smtp", model.Say{EN: "Mail server", ID: "Server surel"},
			model.Say{EN: "Who sends, and where: shop@example.com@smtp.example.com:587. Its password: alur outbox secret smtp.", ID: "Pengirim dan servernya: toko@example.com@smtp.example.com:587. Sandinya: alur outbox secret smtp."},
			func(s *model.Settings) *string { return &s.Tell.SMTP }),
		textRow("tell_url", model.Say{EN: "Chat gateway", ID: "Gerbang obrolan"},
			model.Say{EN: "The address of its webhook. {secret} in it stands for what alur outbox secret url takes.", ID: "Alamat webhook-nya. {secret} di dalamnya diganti dengan isi alur outbox secret url."},
			func(s *model.Settings) *string { return &s.Tell.URL }),
		textRow("tell_file", model.Say{EN: "File of messages", ID: "Berkas pesan"},
			model.Say{EN: "Messages are written into this file beside that of the shop, such as messages.txt.", ID: "Pesan ditulis ke berkas ini di samping berkas toko, misalnya pesan.txt."},
			func(s *model.Settings) *string { return &s.Tell.File }),
	}
	for _, kind := range model.Callable() {
		rows = append(rows, wakeRow(kind))
	}
	return rows
}

func wakeRow(kind model.CallKind) settingRow {
	label := map[model.CallKind]model.Say{
		model.CallOverdue: {EN: "Long overdue work", ID: "Lama terlambat"},
		model.CallHeld:    {EN: "Work that is held", ID: "Kerja tertahan"},
		model.CallMessage: {EN: "Messages not sent", ID: "Pesan gagal"},
		model.CallRefused: {EN: "Orders that misfit", ID: "Kiriman ditolak"},
	}[kind]
	about := map[model.CallKind]model.Say{
		model.CallOverdue: {EN: "A task took half as long again as it may: are you told at once, or in the digest of the day?", ID: "Tugas lewat setengah lagi dari waktunya: Anda diberi tahu seketika, atau di rangkuman hari?"},
		model.CallHeld:    {EN: "alur can't go on by itself in a case: are you told at once, or in the digest of the day?", ID: "alur tidak bisa berlanjut sendiri di satu kasus: Anda diberi tahu seketika, atau di rangkuman hari?"},
		model.CallMessage: {EN: "A message could not be sent for an hour, or at all: are you told at once, or in the digest of the day?", ID: "Pesan tidak terkirim selama satu jam, atau gagal sama sekali: Anda diberi tahu seketika, atau di rangkuman hari?"},
		model.CallRefused: {EN: "What another program sent did not fit: are you told at once, or in the digest of the day?", ID: "Kiriman program lain tidak cocok: Anda diberi tahu seketika, atau di rangkuman hari?"},
	}[kind]
	const atOnce = "now"
	return settingRow{
		name: "wake_" + string(kind), label: label, about: about,
		options: []settingOption{
			{"later", model.Say{EN: "with the day", ID: "di rangkuman"}},
			{atOnce, model.Say{EN: "tell me at once", ID: "beri tahu seketika"}},
		},
		get: func(s model.Settings) string { return map[bool]string{true: atOnce, false: "later"}[s.Wakes(kind)] },
		set: func(s *model.Settings, text string) { s.SetWake(kind, text == atOnce) },
	}
}
