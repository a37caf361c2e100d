package ui

import (
	"strings"

	"alur/model"
)

func firstRunPage() page {
	return page{
		id:    pageFirstRun,
		title: model.Say{EN: "Welcome", ID: "Selamat datang"},
		help: model.Say{
			EN: "Here a shop begins. Your own shop takes four questions; nothing is written before the last one is answered, and you can go back and forth. The demo is a made-up shop to look round in.",
			ID: "Di sini toko dimulai. Toko sendiri perlu empat pertanyaan; tidak ada yang disimpan sebelum yang terakhir dijawab, dan Anda bisa maju mundur. Demo adalah toko rekaan untuk dilihat-lihat.",
		},
		make: func() screen { return &firstRun{} },
	}
}

// firstRun asks what a new shop needs to know. All of it is in memory until
// the last question is answered, so that leaving it leaves nothing behind.
type firstRun struct {
	// asking is true once the person chose a shop of their own.
	asking bool
	demo   bool
	form   form
	ready  bool
	wrong  string
}

// The questions.
const (
	askLang  = "lang"
	askShop  = "shop"
	askOwner = "owner"
	askPIN   = "pin"
)

func (f *firstRun) typing() bool { return f.asking && f.form.typing() }

func (f *firstRun) update(e *env, in input) []effect {
	if !f.ready {
		f.ready = true
		f.form = form{items: []item{
			{kind: itemTurn, name: askLang, options: []option{{id: string(model.English), label: "English"}, {id: string(model.Indonesian), label: "Bahasa Indonesia"}}},
			{kind: itemText, name: askShop}, {kind: itemText, name: askOwner}, {kind: itemText, name: askPIN},
			{kind: itemButton, name: "ok"},
		}}
	}
	switch in := in.(type) {
	case shown, refresh:
		if len(e.shop.People) > 0 {
			// Somebody made the shop in another window.
			return []effect{goTo{to: pageSignIn, home: true}}
		}
		f.pickLang(e.lang)
		return nil
	case done:
		return f.refused(e, in)
	case keyPress:
		if in.is(keyLang, true) {
			return f.speak(otherLang(e.lang))
		}
		if !f.asking {
			return f.choose(e, in)
		}
	}
	if !f.asking {
		return nil
	}
	return f.answer(e, in)
}

// choose is a key on the first question: a shop of one's own, or the demo.
func (f *firstRun) choose(e *env, k keyPress) []effect {
	switch k.name {
	case "up", "k":
		f.demo = false
	case "down", "j", "tab", "shift+tab":
		f.demo = e.offerDemo && (k.name != "tab" && k.name != "shift+tab" || !f.demo)
	case "enter":
		if f.demo {
			return []effect{lookRound{}}
		}
		f.asking = true
		f.form.focus = 0
	}
	return nil
}

// answer is an input to the four questions.
func (f *firstRun) answer(e *env, in input) []effect {
	if k, ok := in.(keyPress); ok && k.name == "esc" {
		f.asking, f.wrong = false, ""
		return nil
	}
	if k, ok := in.(keyPress); ok && k.is(keyDone, true) {
		return f.found(e)
	}
	ev := f.form.update(in)
	if ev.changed != "" || ev.left != "" {
		f.wrong = ""
	}
	switch {
	case ev.changed == askLang:
		return f.speak(model.Lang(f.form.values()[askLang]))
	case ev.left == askPIN:
		f.checkPIN(e)
	case ev.pressed == "ok":
		return f.found(e)
	}
	return nil
}

func (f *firstRun) speak(l model.Lang) []effect {
	f.pickLang(l)
	f.wrong = ""
	for i := range f.form.items {
		f.form.items[i].fault = ""
	}
	return []effect{speak{lang: l}}
}

func (f *firstRun) pickLang(l model.Lang) {
	pick := f.form.item(askLang)
	for i, o := range pick.options {
		if o.id == string(l) {
			pick.at = i
		}
	}
}

func (f *firstRun) checkPIN(e *env) bool {
	pin := f.form.values()[askPIN]
	if pin == "" || len(pin) >= 4 && len(pin) <= 12 && onlyDigits(pin) == pin {
		return true
	}
	f.form.item(askPIN).fault = e.say(model.Say{EN: "A PIN is 4 to 12 digits, or nothing.", ID: "PIN terdiri dari 4 sampai 12 angka, atau kosong."})
	return false
}

// found makes the shop once everything needed is there; what lacks takes the
// focus.
func (f *firstRun) found(e *env) []effect {
	v := f.form.values()
	for i := range f.form.items {
		it := &f.form.items[i]
		if (it.name == askShop || it.name == askOwner) && clean(v[it.name]) == "" {
			it.fault = e.say(model.Say{EN: "Please write a name.", ID: "Mohon tulis namanya."})
			f.form.focus = i
			return nil
		}
		if it.name == askPIN && !f.checkPIN(e) {
			f.form.focus = i
			return nil
		}
	}
	return []effect{found{
		settings: model.Settings{Name: v[askShop], Lang: model.Lang(v[askLang])},
		owner:    v[askOwner], pin: v[askPIN],
	}}
}

// refused is told that the shop could not be made.
func (f *firstRun) refused(e *env, d done) []effect {
	r := model.Refused(d.err)
	switch {
	case r == nil:
	case r.Code == "shop_exists":
		return []effect{goTo{to: pageSignIn, home: true}, notice{role: roleWarn, text: e.say(model.Say{
			EN: "The shop has been made in another window. Sign in here.",
			ID: "Toko sudah dibuat di jendela lain. Silakan masuk di sini.",
		})}}
	default:
		f.wrong = clean(r.In(e.lang))
	}
	return nil
}

func (f *firstRun) uses(*env) []use {
	lang := use{id: keyLang, words: model.Say{EN: "Bahasa Indonesia", ID: "English"}}
	away := use{id: keyQuit, words: model.Say{EN: "Close alur; nothing is written yet", ID: "Tutup alur; belum ada yang disimpan"}}
	if !f.asking {
		return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: f.choice()}, lang, {id: keyMenu}, away}
	}
	makes := use{id: keyDone, words: model.Say{EN: "Make the shop", ID: "Buat tokonya"}}
	return []use{{id: keyHelp}, {id: keyField, words: model.Say{EN: "Next", ID: "Lanjut"}}, makes, {id: keyBack}, lang, {id: keyMenu}, away}
}

func (f *firstRun) view(e *env) []string {
	if f.asking {
		return f.viewQuestions(e)
	}
	t, w := e.theme, e.width
	lines := make([]string, max(1, (e.height-14)/2))
	lines = append(lines,
		t.accent(t.center("A  L  U  R", w)), "",
		t.center(e.say(model.Say{EN: "What is my next task?", ID: "Apa tugas saya berikutnya?"}), w),
		t.center(e.say(model.Say{EN: "One clear answer for everybody in a small shop.", ID: "Satu jawaban jelas untuk semua orang di toko kecil."}), w),
		"", "",
		t.strong(t.center(e.say(model.Say{EN: "How would you like to begin?", ID: "Anda ingin mulai dari mana?"}), w)), "")
	about := e.say(model.Say{EN: "four questions, two minutes", ID: "empat pertanyaan, dua menit"})
	lines = append(lines, f.choiceLine(e, e.say(ownShop()), about, !f.demo))
	if e.offerDemo {
		about = e.say(model.Say{EN: "a made-up shop at work; changes nothing", ID: "toko rekaan yang berjalan; tak mengubah apa pun"})
		lines = append(lines, f.choiceLine(e, e.say(aLook()), about, f.demo))
	}
	return lines
}

// choice is what Enter opens.
func (f *firstRun) choice() model.Say {
	if f.demo {
		return aLook()
	}
	return ownShop()
}

func ownShop() model.Say { return model.Say{EN: "My own shop", ID: "Toko saya sendiri"} }
func aLook() model.Say   { return model.Say{EN: "A look round the demo", ID: "Lihat-lihat demo"} }

func (f *firstRun) choiceLine(e *env, label, about string, chosen bool) string {
	t := e.theme
	const labels = 22
	mark, text := "  ", t.pad(label, labels)
	if chosen {
		mark, text = t.glyph.point+" ", t.focus(text)
	}
	left := max(2, (e.width-72)/2)
	return spaces(left) + mark + text + "  " + t.dim(t.cut(about, e.width-left-labels-4))
}

func (f *firstRun) viewQuestions(e *env) []string {
	t := e.theme
	head := e.say(model.Say{EN: "Your own shop", ID: "Toko Anda sendiri"})
	step := ""
	if n := min(f.form.focus+1, 4); f.form.focus < 4 {
		step = e.say(model.Say{EN: "question %d of 4", ID: "pertanyaan %d dari 4"}, n)
	}
	lines := []string{"", "  " + t.ends(t.strong(head), t.dim(step), e.width-4), ""}
	q := f.worded(e)
	lines = append(lines, indent(q.view(t, min(62, e.width-6)), 2)...)
	lines = append(lines, "")
	if f.wrong != "" {
		lines = append(lines, indent(wrapPaint(t, roleWarn, f.wrong, e.width-6), 4)...)
	}
	return append(lines, indent(wrapPaint(t, roleDim, f.about(e), e.width-8), 4)...)
}

// worded is the form with its labels in the language spoken now: it may
// change under the questions.
func (f *firstRun) worded(e *env) form {
	q := form{items: append([]item{}, f.form.items...), focus: f.form.focus}
	label := func(name, label, hint string) {
		it := q.item(name)
		it.label, it.hint = label, hint
	}
	label(askLang, e.say(model.Say{EN: "Language", ID: "Bahasa"}), "")
	label(askShop, e.say(model.Say{EN: "Name of the shop", ID: "Nama toko"}), "")
	label(askOwner, e.say(model.Say{EN: "Your name", ID: "Nama Anda"}), "")
	label(askPIN, e.say(model.Say{EN: "Your PIN", ID: "PIN Anda"}), e.say(model.Say{EN: "4 to 12 digits, or leave it empty", ID: "4 sampai 12 angka, atau kosongkan"}))
	label("ok", e.say(model.Say{EN: "Make the shop", ID: "Buat tokonya"}), "")
	return q
}

// about says what the question with the focus is for.
func (f *firstRun) about(e *env) string {
	switch f.form.items[f.form.focus].name {
	case askLang:
		return e.say(model.Say{
			EN: "The language of the shop. Everybody can have their own later. The arrows %s %s change it, Enter goes on.",
			ID: "Bahasa toko. Nanti setiap orang bisa memakai bahasanya sendiri. Panah %s %s menggantinya, Enter melanjutkan.",
		}, e.theme.glyph.left, e.theme.glyph.right)
	case askShop:
		return e.say(model.Say{EN: "It stands at the top of every screen. Enter goes on.", ID: "Tertulis di atas setiap layar. Enter melanjutkan."})
	case askOwner:
		return e.say(model.Say{
			EN: "You become the owner: you may do everything, add people and change how work is done.",
			ID: "Anda menjadi pemilik: boleh semuanya, menambah orang, dan mengubah cara kerja.",
		})
	case askPIN:
		return e.say(model.Say{
			EN: "With a PIN nobody else signs in as you. You can see it here, once, so that you type what you mean. Without one, your name is enough.",
			ID: "Dengan PIN, orang lain tidak bisa masuk sebagai Anda. Di sini PIN terlihat, sekali ini, agar tidak salah ketik. Tanpa PIN, nama saja cukup.",
		})
	}
	v := f.form.values()
	switch shop, owner := clean(v[askShop]) == "", clean(v[askOwner]) == ""; {
	case shop && owner:
		return e.say(model.Say{EN: "Still needed: the name of the shop and your name.", ID: "Masih perlu: nama toko dan nama Anda."})
	case shop:
		return e.say(model.Say{EN: "Still needed: the name of the shop.", ID: "Masih perlu: nama toko."})
	case owner:
		return e.say(model.Say{EN: "Still needed: your name.", ID: "Masih perlu: nama Anda."})
	}
	words := e.say(model.Say{
		EN: "Enter makes %s. Opening hours, money and numbers begin with the usual values and can be changed later.",
		ID: "Enter membuat %s. Jam buka, mata uang dan angka mulai dengan nilai umum dan bisa diubah nanti.",
	}, strings.TrimSpace(clean(v[askShop])))
	return words
}
