package model

import (
	"slices"
)

func askWord() Say { return Say{EN: "asked at the start", ID: "ditanyakan di awal"} }

// keyWord is a key of a definition as people say it; a key without a word is
// its own.
func keyWord(key string) Say { //nolint:cyclop,funlen // One line a key.
	switch key {
	case "name":
		return Say{EN: "name", ID: "nama"}
	case "kind":
		return Say{EN: "kind", ID: "jenis"}
	case "input":
		return Say{EN: "what goes in", ID: "yang masuk"}
	case "output":
		return Say{EN: "what comes out", ID: "hasilnya"}
	case "owner":
		return Say{EN: "owner", ID: "pemilik proses"}
	case "role":
		return Say{EN: "role", ID: "peran"}
	case "title":
		return Say{EN: "title", ID: "judul"}
	case "key":
		return Say{EN: "key", ID: "kunci"}
	case "promise":
		return Say{EN: "promise", ID: "janji"}
	case "on":
		return Say{EN: "started by", ID: "dimulai oleh"}
	case "text":
		return Say{EN: "text", ID: "teks"}
	case "how":
		return Say{EN: "how", ID: "cara"}
	case "when":
		return Say{EN: "only when", ID: "hanya bila"}
	case "after":
		return Say{EN: "follows", ID: "mengikuti"}
	case "then":
		return Say{EN: "then", ID: "lalu"}
	case "each":
		return Say{EN: "one task for each of", ID: "satu tugas untuk setiap"}
	case "late":
		return Say{EN: "when late", ID: "bila terlambat"}
	case "was":
		return Say{EN: "called before", ID: "sebelumnya bernama"}
	case "todo":
		return Say{EN: "still to be written", ID: "masih perlu ditulis"}
	case "hours":
		return Say{EN: "hours", ID: "jam"}
	case "schedule":
		return Say{EN: "to be begun", ID: "waktunya dimulai"}
	case "map":
		return Say{EN: "fields of the event", ID: "isian dari peristiwa"}
	case "takes":
		return Say{EN: "takes", ID: "lama kerja"}
	case "due":
		return Say{EN: "due", ID: "batas"}
	case "neverSkip":
		return Say{EN: "may never be skipped", ID: "tidak boleh dilewati"}
	case "ends":
		return Say{EN: "ends the case as", ID: "mengakhiri kasus sebagai"}
	case "notify":
		return Say{EN: "tells", ID: "memberi tahu"}
	case "say":
		return Say{EN: "message", ID: "pesan"}
	case "set":
		return Say{EN: "fills in", ID: "mengisi"}
	case "send":
		return Say{EN: "sends the case to", ID: "mengirim kasus ke"}
	}
	return Say{EN: key, ID: key}
}

// label is a line of a checklist as its owner wrote it.
func (c Check) label() Reason {
	say := Say{EN: "%s", ID: "%s"}
	if c.Each != "" {
		say = Say{EN: "one for every entry of %s", ID: "satu untuk setiap isi %s"}
	}
	if c.Optional {
		say.EN, say.ID = say.EN+" (optional)", say.ID+" (boleh kosong)"
	}
	return because(say, c.Text+c.Each)
}

func (d *differing) checks(a, b Step) {
	for _, c := range b.Check {
		if !slices.Contains(a.Check, c) {
			d.about(b.ID, a.Text, Say{EN: "tick added: %s", ID: "centang ditambah: %s"}, c.label())
		}
	}
	for _, c := range a.Check {
		if !slices.Contains(b.Check, c) {
			d.about(b.ID, a.Text, Say{EN: "tick removed: %s", ID: "centang dihapus: %s"}, c.label())
		}
	}
	if !slices.Equal(a.Check, b.Check) && sameSet(a.Check, b.Check) {
		d.about(b.ID, a.Text, Say{EN: "ticks in another order", ID: "urutan centang berubah"})
	}
}

func sameSet[T comparable](a, b []T) bool {
	in := func(x, y []T) bool {
		return !slices.ContainsFunc(x, func(v T) bool { return !slices.Contains(y, v) })
	}
	return in(a, b) && in(b, a)
}

func (d *differing) fields(step, text string, what Say, a, b []Field) {
	find := func(list []Field, name string) int {
		return slices.IndexFunc(list, func(f Field) bool { return f.Name == name })
	}
	var before, after []string
	for _, f := range b {
		after = append(after, f.Name)
		i := find(a, f.Name)
		switch {
		case i < 0:
			d.about(step, text, Say{EN: "%s added: %s (%s)", ID: "%s ditambah: %s (%s)"}, what, FieldLabel(f), f.TypeText())
		case a[i].TypeText() != f.TypeText():
			d.about(step, text, Say{EN: "%s %s now %s (was %s)", ID: "%s %s sekarang %s (tadinya %s)"}, what, FieldLabel(f), f.TypeText(), a[i].TypeText())
		}
	}
	for _, f := range a {
		before = append(before, f.Name)
		if find(b, f.Name) < 0 {
			d.about(step, text, Say{EN: "%s removed: %s", ID: "%s dihapus: %s"}, what, FieldLabel(f))
		}
	}
	if !slices.Equal(before, after) && sameSet(before, after) {
		d.about(step, text, Say{EN: "%s in another order", ID: "urutan %s berubah"}, what)
	}
}

func (d *differing) outcomes(a, b Step) {
	find := func(list []Outcome, name string) int {
		return slices.IndexFunc(list, func(o Outcome) bool { return o.Name == name })
	}
	var before, after []string
	for _, o := range b.Outcomes {
		after = append(after, o.Name)
		word := OutcomeLabel(&b, o.Name)
		i := find(a.Outcomes, o.Name)
		if i < 0 {
			d.about(b.ID, a.Text, Say{EN: "outcome added: %s, goes to %s", ID: "hasil ditambah: %s, ke %s"}, word, d.targets(o.To))
			continue
		}
		old := a.Outcomes[i]
		if !slices.Equal(old.To, o.To) {
			d.about(b.ID, a.Text, Say{EN: "outcome %s now goes to %s (was %s)", ID: "hasil %s sekarang ke %s (tadinya %s)"}, word, d.targets(o.To), d.targets(old.To))
		}
		if old.When != o.When {
			d.about(b.ID, a.Text, Say{EN: "branch %s is now taken when %s (was %s)", ID: "cabang %s sekarang diambil bila %s (tadinya %s)"}, word, o.When, old.When)
		}
		d.reasons(b.ID, a.Text, word, old.Reasons, o.Reasons)
	}
	for _, o := range a.Outcomes {
		before = append(before, o.Name)
		if find(b.Outcomes, o.Name) < 0 {
			d.about(b.ID, a.Text, Say{EN: "outcome removed: %s", ID: "hasil dihapus: %s"}, OutcomeLabel(&a, o.Name))
		}
	}
	if !slices.Equal(before, after) && sameSet(before, after) {
		d.about(b.ID, a.Text, Say{EN: "outcomes in another order", ID: "urutan hasil berubah"})
	}
}

func (d *differing) reasons(step, text string, of Say, a, b []string) {
	for _, r := range b {
		if !slices.Contains(a, r) {
			d.about(step, text, Say{EN: "reason added for %s: %s", ID: "alasan ditambah untuk %s: %s"}, of, r)
		}
	}
	for _, r := range a {
		if !slices.Contains(b, r) {
			d.about(step, text, Say{EN: "reason removed for %s: %s", ID: "alasan dihapus untuk %s: %s"}, of, r)
		}
	}
	if !slices.Equal(a, b) && sameSet(a, b) {
		d.about(step, text, Say{EN: "reasons for %s in another order", ID: "urutan alasan untuk %s berubah"}, of)
	}
}

// targets are where an outcome leads: steps by what they say.
func (d *differing) targets(to []string) Reason {
	var all Reason
	for i, id := range to {
		word := Reason{Say: Say{EN: "%q", ID: "%q"}, Args: []any{d.texts[id]}}
		switch {
		case id == ToNext:
			word = because(Say{EN: "the next step", ID: "langkah berikutnya"})
		case id == ToEnd:
			word = because(Say{EN: "the end", ID: "akhir"})
		case id == ToStop:
			word = because(Say{EN: "the stop of the case", ID: "berhentinya kasus"})
		case d.texts[id] == "":
			word = because(Say{EN: "%s", ID: "%s"}, id)
		}
		if i == 0 {
			all = word
			continue
		}
		all = because(Say{EN: "%s, %s", ID: "%s, %s"}, all, word)
	}
	return all
}
