package ui

import "alur/model"

// focusHelp says what to do with the line of the task that has the focus.
func (n *next) focusHelp(e *env) string {
	s, ok := n.focused()
	if !ok || n.task == nil {
		return ""
	}
	switch s.kind {
	case stopTick:
		if s.item.Optional {
			return e.say(model.Say{EN: "%s: Space ticks it. It may be left.", ID: "%s: Spasi mencentang. Boleh dilewati."}, clean(s.item.Text))
		}
		return e.say(model.Say{
			EN: "%s: Space ticks it once it is so. Without it the task can't be finished.",
			ID: "%s: Spasi mencentang kalau memang sudah begitu. Tanpa itu tugas tidak bisa selesai.",
		}, clean(s.item.Text))
	case stopField:
		if edit := n.edits[s.field]; edit != nil {
			return fieldHelp(e, edit.field)
		}
	}
	return n.buttonHelp(e, s)
}

func (n *next) buttonHelp(e *env, s stop) string {
	switch s.button {
	case buttonBegin:
		if n.task.looksAfter(e) {
			return e.say(model.Say{
				EN: "Show case: somebody else parked this and it stands still. There F8 takes it over; here F8 hands it over or skips it.",
				ID: "Lihat kasus: orang lain menunda ini dan pekerjaan terhenti. Di sana F8 mengambil alih; di sini F8 menyerahkan atau melewati.",
			})
		}
		return e.say(model.Say{
			EN: "Begin: the task is yours, others see that you are at it, and you can tick and fill in.",
			ID: "Mulai: tugas menjadi milik Anda, yang lain melihat Anda mengerjakannya, dan Anda bisa mencentang dan mengisi.",
		})
	case buttonProblem:
		return e.say(model.Say{
			EN: "Problem: send it back, let it wait, hand it over or give it back. You choose in a list; nothing happens at once.",
			ID: "Kendala: kembalikan, tunda, serahkan atau lepaskan. Anda memilih dari daftar; tidak ada yang langsung terjadi.",
		})
	case buttonHand:
		return e.say(model.Say{EN: "Hand over: a colleague gets the task, with a note from you.", ID: "Serahkan: rekan menerima tugas ini, dengan catatan dari Anda."})
	}
	return e.say(model.Say{
		EN: "This finishes the task and passes the work on. Ctrl+Z takes it back while nobody has built on it.",
		ID: "Ini menyelesaikan tugas dan meneruskan pekerjaan. Ctrl+Z mengurungkannya selama belum dilanjutkan orang lain.",
	})
}

// fieldHelp says what a field takes.
func fieldHelp(e *env, f model.Field) string {
	wants := e.say(model.Say{EN: "a text", ID: "teks"})
	switch f.Type {
	case model.NumberField, model.MoneyField:
		wants = e.say(model.Say{EN: "a number such as %s", ID: "angka seperti %s"}, model.FormatNumber("1234.5", e.shop.Decimal))
	case model.DateField:
		wants = e.say(model.Say{EN: "a date as year-month-day", ID: "tanggal: tahun-bulan-hari"})
	case model.TimeField:
		wants = e.say(model.Say{EN: "a time such as 16:30", ID: "jam seperti 16:30"})
	case model.ChoiceField, model.YesNoField:
		wants = e.say(model.Say{EN: "one of its answers: the arrows left and right, or a first letter", ID: "salah satu jawabannya: panah kiri dan kanan, atau huruf pertama"})
	case model.ListField:
		wants = e.say(model.Say{EN: "a list, with a comma between its entries", ID: "daftar, dengan koma di antaranya"})
	case model.PersonField:
		wants = e.say(model.Say{EN: "the name of somebody who works here", ID: "nama orang yang bekerja di sini"})
	case model.ScanField:
		wants = e.say(model.Say{EN: "a code: scan it, wherever the focus is, or type it", ID: "kode: scan, di mana pun fokusnya, atau ketik"})
	}
	if f.Optional {
		return e.say(model.Say{EN: "%s takes %s. It may stay empty.", ID: "%s diisi %s. Boleh kosong."}, capital(e.label(f)), wants)
	}
	return e.say(model.Say{EN: "%s takes %s.", ID: "%s diisi %s."}, capital(e.label(f)), wants)
}

// focusHelp says what the field with the focus takes.
func (s *startCase) focusHelp(e *env) string {
	if s.open == "" || s.fields.onButton() {
		return ""
	}
	return fieldHelp(e, s.fields.edits[s.fields.at].field)
}
