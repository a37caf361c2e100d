package ui

import (
	"fmt"
	"slices"
	"strings"

	"alur/model"
)

// keyID names a binding.
type keyID string

// The bindings.
const (
	keyMove     keyID = "move"
	keyOpen     keyID = "open"
	keyBack     keyID = "back"
	keyField    keyID = "field"
	keyTick     keyID = "tick"
	keyHelp     keyID = "help"
	keyFind     keyID = "find"
	keyLang     keyID = "language"
	keyNext     keyID = "next"
	keyBoard    keyID = "board"
	keySlow     keyID = "bottlenecks"
	keyProblem  keyID = "problem"
	keyDone     keyID = "done"
	keyMenu     keyID = "menu"
	keyLock     keyID = "lock"
	keyUndo     keyID = "undo"
	keyRedo     keyID = "redo"
	keyCopy     keyID = "copy"
	keyQuit     keyID = "quit"
	keyRedraw   keyID = "redraw"
	keyNew      keyID = "new"
	keyComment  keyID = "comment"
	keyExport   keyID = "export"
	keyQueue    keyID = "queue"
	keyPeriod   keyID = "period"
	keyCase     keyID = "case"
	keyCancel   keyID = "cancel"
	keyHandOver keyID = "hand over"
	keyFilter   keyID = "filter"
	keyOnly     keyID = "only"
	keyRaise    keyID = "raise"
	keyLower    keyID = "lower"
	keyDrop     keyID = "drop"
	keyStory    keyID = "story"

	keyProcesses keyID = "processes"
	keyVersions  keyID = "versions"
	keyCompare   keyID = "compare"
	keyEdit      keyID = "edit"
)

// keyGroup parts the bindings for help and README.
type keyGroup int

// The groups, in order.
const (
	groupMove keyGroup = iota
	groupWork
	groupGo
	groupAlways
)

// binding is the one declaration of a key: matching, footer, help, menu and
// the README's table are made from it.
type binding struct {
	id keyID
	// keys are the names that match, as Bubble Tea says them; the first is
	// the one shown unless show says otherwise.
	keys []string
	// letters match only where no text field has the focus.
	letters []string
	show    string
	// short is for the footer, words for menu, help and README.
	short, words model.Say
	group        keyGroup
}

// bindings declares every key.
func bindings() []binding {
	return slices.Concat(moveKeys(), workKeys(), goKeys(), alwaysKeys())
}

func moveKeys() []binding {
	return []binding{
		{id: keyMove, keys: []string{"up", "down", "pgup", "pgdown", "home", "end"}, letters: []string{"j", "k"}, show: "↑↓", group: groupMove,
			short: model.Say{EN: "Move", ID: "Pindah"}, words: model.Say{EN: "move; PgUp PgDn Home End move far", ID: "pindah; PgUp PgDn Home End pindah jauh"}},
		{id: keyOpen, keys: []string{"enter"}, show: "Enter", group: groupMove,
			short: model.Say{EN: "Open", ID: "Buka"}, words: model.Say{EN: "open, press the focused button", ID: "buka, tekan tombol yang dipilih"}},
		{id: keyBack, keys: []string{"esc"}, show: "Esc", group: groupMove,
			short: model.Say{EN: "Back", ID: "Kembali"}, words: model.Say{EN: "back; nothing typed is lost", ID: "kembali; yang sudah diketik tidak hilang"}},
		{id: keyField, keys: []string{"tab", "shift+tab"}, show: "Tab", group: groupMove,
			short: model.Say{EN: "Next field", ID: "Isian berikut"}, words: model.Say{EN: "next field or button; Shift+Tab the one before", ID: "isian atau tombol berikut; Shift+Tab yang sebelumnya"}},
		{id: keyPeriod, keys: []string{"left", "right"}, show: "←→", group: groupMove,
			short: model.Say{EN: "Period", ID: "Masa"}, words: model.Say{EN: "another period or button", ID: "jangka waktu atau tombol lain"}},
		{id: keyFilter, letters: []string{"f", "F"}, show: "/", group: groupMove,
			short: model.Say{EN: "Filter", ID: "Saring"}, words: model.Say{EN: "in the audit: only lines with a word; elsewhere / finds", ID: "di audit: hanya baris dengan sebuah kata; di tempat lain / mencari"}},
		{id: keyOnly, letters: []string{"o", "O"}, show: "O", group: groupMove,
			short: model.Say{EN: "Only", ID: "Hanya"}, words: model.Say{EN: "one person, one case or one process only", ID: "hanya satu orang, satu kasus, atau satu proses"}},
	}
}

func workKeys() []binding {
	return []binding{
		{id: keyTick, keys: []string{"space"}, group: groupWork,
			short: model.Say{EN: "Tick", ID: "Centang"}, words: model.Say{EN: "tick, choose", ID: "centang, pilih"}},
		{id: keyDone, keys: []string{"f9"}, show: "F9", group: groupWork,
			short: model.Say{EN: "Done", ID: "Selesai"}, words: model.Say{EN: "done: finish the task", ID: "selesai: tuntaskan tugas"}},
		{id: keyProblem, keys: []string{"f8"}, show: "F8", group: groupWork,
			short: model.Say{EN: "Problem", ID: "Kendala"}, words: model.Say{EN: "problem: send back, park, hand over, give back, skip", ID: "kendala: kembalikan, tunda, serahkan, lepaskan, lewati"}},
		{id: keyUndo, keys: []string{"ctrl+z"}, show: "Ctrl+Z", group: groupWork,
			short: model.Say{EN: "Undo", ID: "Urungkan"}, words: model.Say{EN: "undo my last act", ID: "urungkan tindakan terakhir saya"}},
		{id: keyRedo, keys: []string{"ctrl+y"}, show: "Ctrl+Y", group: groupWork,
			short: model.Say{EN: "Redo", ID: "Ulangi"}, words: model.Say{EN: "in the editor of a process: type again what Ctrl+Z undid", ID: "di editor proses: ketik lagi yang diurungkan Ctrl+Z"}},
		{id: keyNew, letters: []string{"n", "N"}, show: "N", group: groupWork,
			short: model.Say{EN: "New case", ID: "Kasus baru"}, words: model.Say{EN: "start a new case", ID: "mulai kasus baru"}},
		{id: keyComment, letters: []string{"c", "C"}, show: "C", group: groupWork,
			short: model.Say{EN: "Comment", ID: "Komentar"}, words: model.Say{EN: "write a comment on a case, for everybody", ID: "tulis komentar di kasus, untuk semua orang"}},
		{id: keyStory, letters: []string{"s", "S"}, show: "S", group: groupWork,
			short: model.Say{EN: "Story", ID: "Riwayat"}, words: model.Say{EN: "the whole story of a case, to read or to save and print", ID: "riwayat lengkap sebuah kasus, untuk dibaca atau disimpan dan dicetak"}},
		{id: keyEdit, keys: []string{"ctrl+e"}, show: "Ctrl+E", group: groupWork,
			short: model.Say{EN: "Edit", ID: "Ubah"}, words: model.Say{EN: "edit a process; there, in your own editor", ID: "ubah sebuah proses; di sana, dengan editor Anda sendiri"}},
		{id: keyVersions, letters: []string{"v", "V"}, show: "V", group: groupWork,
			short: model.Say{EN: "Versions", ID: "Versi"}, words: model.Say{EN: "versions of a process, and what changed", ID: "versi sebuah proses, dan apa yang berubah"}},
		{id: keyCompare, letters: []string{"b", "B"}, show: "B", group: groupWork,
			short: model.Say{EN: "Did it help?", ID: "Hasilnya?"}, words: model.Say{EN: "two versions of a process beside each other: did the change help?", ID: "dua versi sebuah proses berdampingan: apakah perubahannya menolong?"}},
		{id: keyExport, letters: []string{"e", "E"}, show: "E", group: groupWork,
			short: model.Say{EN: "Export", ID: "Ekspor"}, words: model.Say{EN: "export to a file: for Excel, or for programs", ID: "ekspor ke berkas: untuk Excel, atau untuk program"}},
		{id: keyRaise, keys: []string{"ctrl+up", "alt+up"}, show: "Ctrl+↑", group: groupWork,
			short: model.Say{EN: "Up", ID: "Naik"}, words: model.Say{EN: "in lists being written: move the line up", ID: "di daftar yang sedang ditulis: pindahkan baris ke atas"}},
		{id: keyLower, keys: []string{"ctrl+down", "alt+down"}, show: "Ctrl+↓", group: groupWork,
			short: model.Say{EN: "Down", ID: "Turun"}, words: model.Say{EN: "in lists being written: move the line down", ID: "di daftar yang sedang ditulis: pindahkan baris ke bawah"}},
		{id: keyDrop, keys: []string{"ctrl+x"}, show: "Ctrl+X", group: groupWork,
			short: model.Say{EN: "Take away", ID: "Hapus baris"}, words: model.Say{EN: "in lists being written: take the line away", ID: "di daftar yang sedang ditulis: hapus baris"}},
	}
}

func goKeys() []binding {
	return []binding{
		{id: keyHelp, keys: []string{"f1"}, letters: []string{"?"}, show: "F1", group: groupGo,
			short: model.Say{EN: "Help", ID: "Bantuan"}, words: model.Say{EN: "help for this screen", ID: "bantuan untuk layar ini"}},
		{id: keyFind, keys: []string{"f2", "ctrl+f"}, letters: []string{"/"}, show: "F2", group: groupGo,
			short: model.Say{EN: "Scan/Find", ID: "Scan/Cari"}, words: model.Say{EN: "scan or find: case number, customer, product, barcode", ID: "scan atau cari: nomor kasus, pelanggan, barang, barcode"}},
		{id: keyNext, keys: []string{"f5"}, show: "F5", group: groupGo,
			short: model.Say{EN: "My task", ID: "Tugas saya"}, words: model.Say{EN: "my next task; there, the whole list", ID: "tugas saya berikutnya; di sana, seluruh daftar"}},
		{id: keyProcesses, keys: []string{"f3"}, show: "F3", group: groupGo,
			short: model.Say{EN: "Processes", ID: "Proses"}, words: model.Say{EN: "processes: how work is done, step by step", ID: "proses: cara kerja, langkah demi langkah"}},
		{id: keyBoard, keys: []string{"f6"}, show: "F6", group: groupGo,
			short: model.Say{EN: "Board", ID: "Papan"}, words: model.Say{EN: "team board: where all cases stand, who has what, what is late", ID: "papan tim: posisi semua kasus, siapa memegang apa, mana yang terlambat"}},
		{id: keySlow, keys: []string{"f7"}, show: "F7", group: groupGo,
			short: model.Say{EN: "Bottlenecks", ID: "Hambatan"}, words: model.Say{EN: "bottlenecks: where work piles up", ID: "hambatan: di mana pekerjaan menumpuk"}},
		{id: keyLang, keys: []string{"f4"}, show: "F4", group: groupGo,
			short: model.Say{EN: "Bahasa Indonesia", ID: "English"}, words: model.Say{EN: "the other language, when signing in", ID: "bahasa lain, waktu masuk"}},
	}
}

func alwaysKeys() []binding {
	return []binding{
		{id: keyMenu, keys: []string{"f10", "ctrl+p"}, show: "F10", group: groupAlways,
			short: model.Say{EN: "Menu", ID: "Menu"}, words: model.Say{EN: "menu of everything, with its keys", ID: "menu semua hal, dengan tombolnya"}},
		{id: keyLock, keys: []string{"f12"}, show: "F12", group: groupAlways,
			short: model.Say{EN: "Lock", ID: "Kunci"}, words: model.Say{EN: "lock; the next person signs in", ID: "kunci; orang berikutnya masuk"}},
		{id: keyCopy, keys: []string{"ctrl+c"}, show: "Ctrl+C", group: groupAlways,
			short: model.Say{EN: "Copy", ID: "Salin"}, words: model.Say{EN: "copy the case number; twice closes alur", ID: "salin nomor kasus; dua kali menutup alur"}},
		{id: keyRedraw, keys: []string{"ctrl+l"}, show: "Ctrl+L", group: groupAlways,
			short: model.Say{EN: "Redraw", ID: "Gambar ulang"}, words: model.Say{EN: "draw the screen again", ID: "gambar ulang layar"}},
		{id: keyQuit, keys: []string{"ctrl+q"}, show: "Ctrl+Q", group: groupAlways,
			short: model.Say{EN: "Close alur", ID: "Tutup alur"}, words: model.Say{EN: "close alur; what is typed for tasks and cases is kept", ID: "tutup alur; isian tugas dan kasus tersimpan"}},
	}
}

// bindingOf finds a declaration; the zero binding where there is none.
func bindingOf(id keyID) binding {
	for _, group := range []func() []binding{moveKeys, workKeys, goKeys, alwaysKeys} {
		for _, b := range group() {
			if b.id == id {
				return b
			}
		}
	}
	return binding{}
}

// is reports whether a key is one of a binding; typing takes its letters
// away.
func (k keyPress) is(id keyID, typing bool) bool {
	return k.among(bindingOf(id), typing)
}

// among reports whether a key is one of a declaration.
func (k keyPress) among(b binding, typing bool) bool {
	return slices.Contains(b.keys, k.name) || !typing && slices.Contains(b.letters, k.name)
}

// shown is the name of the key: what stands on it, or what people call it.
func (b binding) shown(lang model.Lang) string {
	if b.id == keyTick {
		return model.Say{EN: "Space", ID: "Spasi"}.In(lang)
	}
	return b.show
}

// all lists every way to press a binding, for people.
func (b binding) all(lang model.Lang) string {
	ways := []string{b.shown(lang)}
	for i, name := range b.keys {
		if i > 0 && len(b.keys) == 2 && b.id != keyField && b.id != keyPeriod {
			ways = append(ways, keyName(name))
		}
	}
	for _, l := range b.letters {
		if !slices.ContainsFunc(ways, func(way string) bool { return strings.EqualFold(way, l) }) {
			ways = append(ways, l)
		}
	}
	return strings.Join(ways, " ")
}

// keyName writes a key as it stands on keyboards: "ctrl+p" is "Ctrl+P".
func keyName(name string) string {
	parts := strings.Split(name, "+")
	for i, p := range parts {
		parts[i] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "+")
}

// KeyTable is the table of all keys in Markdown, as the README shows it.
func KeyTable(lang model.Lang) string {
	var b strings.Builder
	head := model.Say{EN: "| key | does |", ID: "| tombol | gunanya |"}
	fmt.Fprintf(&b, "%s\n|---|---|\n", head.In(lang))
	for _, k := range bindings() {
		fmt.Fprintf(&b, "| %s | %s |\n", k.all(lang), k.words.In(lang))
	}
	return b.String()
}
