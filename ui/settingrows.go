package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"alur/model"
)

// settingRows is the table of what the form of the settings asks.
func settingRows() []settingRow {
	return slices.Concat(shopRows(), workRows(), tellRows())
}

// textRow is a row whose text is one of the settings.
func textRow(name string, label, about model.Say, at func(*model.Settings) *string, options ...settingOption) settingRow {
	return settingRow{
		name: name, label: label, about: about, options: options,
		get: func(s model.Settings) string { return *at(&s) },
		set: func(s *model.Settings, text string) { *at(s) = text },
	}
}

// shopRows are about the shop and how it writes numbers.
func shopRows() []settingRow {
	return []settingRow{
		textRow("name", model.Say{EN: "Name of the shop", ID: "Nama toko"},
			model.Say{EN: "It stands at the top of every screen.", ID: "Tertulis di atas setiap layar."},
			func(s *model.Settings) *string { return &s.Name }),
		textRow("lang", model.Say{EN: "Language", ID: "Bahasa"},
			model.Say{EN: "For everybody who has not chosen one of their own, under People.", ID: "Untuk semua yang tidak memilih bahasa sendiri, di halaman Orang."},
			func(s *model.Settings) *string { return (*string)(&s.Lang) },
			settingOption{string(model.English), model.Say{EN: "English", ID: "English"}},
			settingOption{string(model.Indonesian), model.Say{EN: "Bahasa Indonesia", ID: "Bahasa Indonesia"}}),
		textRow("zone", model.Say{EN: "Time zone", ID: "Zona waktu"},
			model.Say{EN: "Asia/Jakarta, Asia/Makassar, Asia/Jayapura, or another by its name. All times are shown by it.", ID: "Asia/Jakarta, Asia/Makassar, Asia/Jayapura, atau lainnya. Semua jam ditampilkan menurut ini."},
			func(s *model.Settings) *string { return &s.Zone }),
		textRow("currency", model.Say{EN: "Currency", ID: "Mata uang"},
			model.Say{EN: "It stands before amounts.", ID: "Tertulis di depan jumlah uang."},
			func(s *model.Settings) *string { return &s.Currency }),
		textRow("decimal", model.Say{EN: "Numbers", ID: "Angka"},
			model.Say{EN: "How numbers are shown and typed on the screens.", ID: "Cara angka ditampilkan dan diketik di layar."},
			func(s *model.Settings) *string { return &s.Decimal },
			settingOption{",", model.Say{EN: "1.234,50  (decimal comma)", ID: "1.234,50  (koma desimal)"}},
			settingOption{".", model.Say{EN: "1,234.50  (decimal point)", ID: "1,234.50  (titik desimal)"}}),
		textRow("csv", model.Say{EN: "Exports for Excel", ID: "Ekspor untuk Excel"},
			model.Say{EN: "What your Excel wants between the columns: mostly a semicolon where numbers have a decimal comma.", ID: "Pemisah kolom yang diminta Excel Anda: biasanya titik koma bila angka memakai koma desimal."},
			func(s *model.Settings) *string { return &s.CSVSeparator },
			settingOption{";", model.Say{EN: "columns parted by ;", ID: "kolom dipisah ;"}},
			settingOption{",", model.Say{EN: "columns parted by ,", ID: "kolom dipisah ,"}}),
	}
}

// workRows are about how people work with alur.
func workRows() []settingRow {
	return []settingRow{
		{
			name: "idle", label: model.Say{EN: "Lock when idle", ID: "Kunci saat diam"}, span: true,
			about: model.Say{EN: "So long without a key, and the screen locks; nothing typed is lost. Write 10 min or 1 hour.", ID: "Selama itu tanpa tombol, layar terkunci; ketikan tidak hilang. Tulis 10 menit atau 1 jam."},
			get:   func(s model.Settings) string { return s.IdleLock },
			set:   func(s *model.Settings, text string) { s.IdleLock = model.PlainSpan(text) },
		},
		{
			name: "hand", label: model.Say{EN: "Tasks in hand", ID: "Tugas di tangan"},
			about: model.Say{EN: "How many tasks one person may have begun at a time; one more sets the first aside.", ID: "Berapa tugas yang boleh dikerjakan satu orang sekaligus; satu lagi menyisihkan yang pertama."},
			options: []settingOption{
				{"1", model.Say{EN: "one at a time", ID: "satu per satu"}},
				{"2", model.Say{EN: "two at a time", ID: "dua sekaligus"}},
			},
			get: func(s model.Settings) string { return strconv.Itoa(s.InHand) },
			set: func(s *model.Settings, text string) { s.InHand, _ = strconv.Atoi(text) },
		},
		{
			name: "back", label: model.Say{EN: "Tasks nobody finished", ID: "Tugas belum selesai"},
			about: model.Say{EN: "What happens at closing time to tasks that somebody took and did not finish; ticks and texts are kept.", ID: "Yang terjadi saat tutup pada tugas yang sudah diambil tetapi belum selesai; centang dan isian tetap ada."},
			options: []settingOption{
				{model.BackAtClosing, model.Say{EN: "go back to everybody at closing time", ID: "kembali ke semua saat tutup"}},
				{model.BackNever, model.Say{EN: "stay with who took them", ID: "tetap pada yang mengambil"}},
			},
			get: func(s model.Settings) string { return cmp.Or(s.ClaimsBack, model.BackAtClosing) },
			set: func(s *model.Settings, text string) { s.ClaimsBack = text },
		},
		{
			name: "pin", label: model.Say{EN: "Commands ask PIN", ID: "Perintah minta PIN"},
			about: model.Say{EN: "Whether the command line on this PC asks for the PIN of who acts. The screens always do.", ID: "Apakah baris perintah di PC ini meminta PIN pelakunya. Layar selalu meminta."},
			options: []settingOption{
				{"no", model.Say{EN: "no", ID: "tidak"}},
				{"yes", model.Say{EN: "yes", ID: "ya"}},
			},
			get: func(s model.Settings) string { return map[bool]string{true: "yes", false: "no"}[s.AskPIN] },
			set: func(s *model.Settings, text string) { s.AskPIN = text == "yes" },
		},
	}
}

func (p *shopSettings) uses(*env) []use {
	return []use{
		{id: keyHelp}, {id: keyField}, {id: keyDone, words: model.Say{EN: "Save", ID: "Simpan"}}, {id: keyBack}, {id: keyMenu}, {id: keyLock},
	}
}

func (p *shopSettings) view(e *env) []string {
	if !p.loaded {
		return nil
	}
	t := e.theme
	state := t.dim(e.say(model.Say{EN: "as saved", ID: "sesuai yang tersimpan"}))
	if n := len(p.changed(e)); n > 0 {
		state = t.warn(e.say(model.Say{EN: "%d changed, not saved yet", ID: "%d diubah, belum disimpan"}, n))
	}
	if slices.ContainsFunc(p.form.items, func(it item) bool { return it.fault != "" }) {
		state = t.warn(e.say(model.Say{EN: "something does not fit: not saved", ID: "ada yang tidak cocok: belum disimpan"}))
	}
	lines := []string{"", "  " + t.ends(t.strong(e.say(model.Say{EN: "What the whole shop goes by", ID: "Yang berlaku untuk seluruh toko"})), state, e.width-4), ""}
	if b := backupLines(e, p.backup); b != nil {
		lines = append(append(lines, b...), "")
	}
	f := p.worded(e)
	body := f.view(t, min(74, e.width-4))
	focus := 0
	for i, l := range body {
		if strings.Contains(plain(l), t.glyph.point) {
			focus = i
		}
	}
	foot := indent(wrapPaint(t, roleDim, p.about(e), e.width-8), 4)
	room := max(3, e.height-len(lines)-len(foot)-1)
	lines = append(lines, scrolled(e, indent(body, 2), focus, room)...)
	return append(append(lines, ""), foot...)
}

// worded is the form with its labels in the language spoken now.
func (p *shopSettings) worded(e *env) form {
	f := form{items: append([]item{}, p.form.items...), focus: p.form.focus}
	for i, row := range settingRows() {
		it := &f.items[i]
		it.label = e.say(row.label)
		it.options = append([]option{}, it.options...)
		for j, o := range row.options {
			it.options[j].label = e.say(o.words)
		}
	}
	f.item("ok").label = e.say(model.Say{EN: "Save  F9", ID: "Simpan  F9"})
	f.item(hoursRow).label = e.say(model.Say{EN: "Opening hours", ID: "Jam buka"})
	f.item(testRow).label = e.say(model.Say{EN: "Test message", ID: "Pesan uji"})
	return f
}

// about says what the row with the focus is for.
func (p *shopSettings) about(e *env) string {
	switch i := p.form.focus; {
	case i < len(settingRows()):
		return e.say(settingRows()[i].about)
	case p.form.items[i].name == hoursRow:
		return hoursWords(e, e.shop.Hours)
	case p.form.items[i].name == testRow:
		return e.say(model.Say{EN: "Enter sends a message to the owner by the ways above that are saved.", ID: "Enter mengirim pesan kepada pemilik lewat cara di atas yang sudah tersimpan."})
	}
	return e.say(model.Say{EN: "Enter saves what was changed. It is on record, with what it was before.", ID: "Enter menyimpan yang diubah. Tercatat, beserta nilai sebelumnya."})
}
