package ui

import (
	"strings"

	"alur/model"
)

// auditRoom is how the lines of the body are shared out.
type auditRoom struct {
	// rows are the lines of the list, detail those under it.
	rows, detail int
}

// auditLayout shares out the body: two lines of head, the list and a line
// under it, a rule, the detail, and what is said of the record.
func auditLayout(e *env) auditRoom {
	const around = 2 + 1 + 1 + 1
	l := auditRoom{detail: 5}
	if e.height < 18 {
		l.detail = 3
	}
	l.rows = max(1, e.height-around-l.detail)
	return l
}

func (a *audit) view(e *env) []string {
	if !a.ready {
		return nil
	}
	t, room := e.theme, auditLayout(e)
	lines := []string{a.head(e), "  " + t.rule(e.width-2)}
	lines = append(lines, a.rows(e, room.rows)...)
	lines = append(lines, a.parting(e))
	proof := a.proof.lines(e, e.width-4)
	// A record that is not whole is said in full, at the cost of the detail.
	detail := max(0, room.detail+1-len(proof))
	shown := a.detail(e, detail)
	for i := range detail {
		line := ""
		if i < len(shown) {
			line = shown[i]
		}
		lines = append(lines, line)
	}
	return append(lines, indent(proof, 2)...)
}

// parting is the rule under the list; in it stands the head of the record, so
// that it can be compared with one noted elsewhere.
func (a *audit) parting(e *env) string {
	short := a.proof.short()
	if short == "" {
		return "  " + e.theme.rule(e.width-2)
	}
	text := " " + e.say(model.Say{EN: "Head of the record: %s", ID: "Kepala catatan: %s"}, short) + " "
	return "  " + e.theme.rule(e.width-4-width(text)) + e.theme.dim(text) + e.theme.rule(2)
}

// head says what is shown, and how much.
func (a *audit) head(e *env) string {
	t := e.theme
	right := a.amount(e)
	if n := a.fresh(); n > 0 {
		right = t.warn(e.say(model.Say{EN: "%d new %s", ID: "%d baru %s"}, n, t.glyph.up)) + "   " + right
	}
	if a.filtering {
		label := e.say(model.Say{EN: "Filter", ID: "Saring"})
		hint := e.say(model.Say{EN: "a name, a step, a customer, a number", ID: "nama, langkah, pelanggan, nomor"})
		room := e.width - width(label) - width(right) - 8
		return t.ends("  "+t.strong(label)+"  "+a.line.view(t, room, true, hint), right+" ", e.width)
	}
	return t.ends("  "+a.heading(e), right+" ", e.width)
}

// heading is which lines are shown.
func (a *audit) heading(e *env) string {
	parts := []string{a.filter.period.words(e)}
	who := e.say(model.Say{EN: "everyone", ID: "semua orang"})
	if a.filter.person != "" {
		who = e.name(a.filter.person)
	}
	parts = append(parts, who)
	if a.filter.caseID != "" {
		parts = append(parts, clean(a.filter.caseID))
	}
	if a.filter.text != "" {
		parts = append(parts, `"`+clean(a.filter.text)+`"`)
	}
	return strings.Join(parts, " "+e.theme.glyph.middle+" ")
}

// amount is how many lines fit the filter, as far as they were read.
func (a *audit) amount(e *env) string {
	n := e.count(uint64(len(a.events)))
	switch {
	case a.more:
		return e.say(model.Say{EN: "%s events and more", ID: "%s baris lebih"}, n)
	case len(a.events) == 1:
		return e.say(model.Say{EN: "1 event", ID: "1 baris"})
	}
	return e.say(model.Say{EN: "%s events", ID: "%s baris"}, n)
}

// rows draws the list, and under it what is below.
func (a *audit) rows(e *env, room int) []string {
	t := e.theme
	if len(a.events) == 0 {
		return append(a.empty(e), make([]string, max(0, room+1-4))...)[:room+1]
	}
	lines := make([]string, room+1)
	top := a.shownFrom(room)
	shown := a.events[top:min(top+room, len(a.events))]
	// One column for all: a verb that is longer must not push its line on.
	verbs := 0
	for _, ev := range shown {
		verbs = max(verbs, width(e.told(ev, a.cases[ev.Case]).verb))
	}
	for i, ev := range shown {
		lines[i] = a.row(e, ev, verbs, top+i == a.list.at())
	}
	older := ""
	switch below := len(a.events) - top - room; {
	case a.more:
		older = e.say(model.Say{EN: "%s older events", ID: "%s baris yang lebih lama"}, t.glyph.fall)
	case below == 1:
		older = e.say(model.Say{EN: "%s 1 older event", ID: "%s 1 baris yang lebih lama"}, t.glyph.fall)
	case below > 1:
		older = e.say(model.Say{EN: "%s %s older events", ID: "%s %s baris yang lebih lama"}, t.glyph.fall, e.count(uint64(below)))
	}
	lines[room] = t.dim(t.padLeft(older, e.width-1))
	return lines
}

// row is one line of the list: when, who, what, to what, and its case. Verbs
// is how wide the widest verb in view is.
func (a *audit) row(e *env, ev model.Event, verbs int, chosen bool) string {
	t, facts := e.theme, a.cases[ev.Case]
	told := e.told(ev, facts)
	mark := "    "
	if chosen {
		mark = "  " + t.glyph.point + " "
	}
	number := caseNumber(e, ev.Case, facts)
	at := a.clock(e, ev)
	w := e.width - width(mark) - width(at) - width(number) - 7
	who := w * 15 / 100
	verb := max(w*23/100, verbs)
	rest := w - who - verb - 2
	object, detail := capital(told.object), told.detail
	if width(object)+width(detail)+2 > rest && detail != "" {
		// The detail is shortened before the object, but keeps a half.
		object = t.cut(object, max(rest-width(detail)-2, rest/2))
	}
	text := t.pad(t.pad(object, min(rest, max(width(object), rest/2)))+"  "+detail, rest)
	if detail == "" {
		text = t.pad(object, rest)
	}
	line := at + "  " + t.pad(told.who, who) + "  " + t.pad(told.verb, verb) + "  " + text
	switch {
	case chosen:
		line = t.focus(line)
	case ev.By == "":
		line = t.dim(line)
	}
	return mark + line + "  " + t.dim(number) + " "
}

// clock is when a line was written: to the second today, with the date
// before.
func (a *audit) clock(e *env, ev model.Event) string {
	local := ev.At.In(e.zone())
	if a.filter.period == periodDay {
		return local.Format("15:04:05")
	}
	return e.theme.padLeft(itoa(local.Day()), 2) + " " + e.theme.pad(e.month(local), 3) + " " + local.Format("15:04")
}

// caseNumber is the case of a line: short where the window is narrow.
func caseNumber(e *env, id string, facts caseFacts) string {
	const short, long = 6, 22
	switch {
	case e.width >= besideWidth:
		return e.theme.padLeft(clean(id), long)
	case id == "" || facts.number == 0:
		return spaces(short)
	}
	return e.theme.padLeft("#"+itoa(facts.number), short)
}

// empty says that no line fits, why, and which key comes next.
func (a *audit) empty(e *env) []string {
	t := e.theme
	lead := e.say(model.Say{EN: "Nothing was recorded in this time.", ID: "Tidak ada yang tercatat dalam masa ini."})
	next := e.say(model.Say{EN: "%s looks further back.", ID: "%s melihat lebih jauh ke belakang."}, t.glyph.right)
	switch {
	case a.filter.narrow() && a.more:
		lead = e.say(model.Say{EN: "No line fits so far; the record goes on further back.", ID: "Sejauh ini tidak ada baris yang cocok; catatan masih berlanjut ke belakang."})
		next = e.say(model.Say{EN: "PgDn looks on, O shows everything again.", ID: "PgDn mencari terus, O menampilkan semuanya lagi."})
	case a.filter.narrow():
		lead = e.say(model.Say{EN: "No line fits what you look for.", ID: "Tidak ada baris yang cocok dengan yang dicari."})
		next = e.say(model.Say{EN: "%s looks further back, O shows everything again.", ID: "%s melihat lebih jauh ke belakang, O menampilkan semuanya lagi."}, t.glyph.right)
	}
	return []string{"", "  " + lead, "  " + t.dim(next), ""}
}

// detail is the marked line in full, in so many lines: what is long takes
// those that would stay empty.
func (a *audit) detail(e *env, most int) []string {
	ev, ok := a.chosen()
	if !ok {
		return nil
	}
	t, facts := e.theme, a.cases[ev.Case]
	told := e.told(ev, facts)
	w := e.width - 4
	at := e.date(ev.At) + "  " + ev.At.In(e.zone()).Format("15:04:05")
	if ev.Station != "" {
		at += "      PC: " + clean(ev.Station)
	}
	at += "      " + e.say(model.Say{EN: "Event no. %d", ID: "Baris no. %d"}, ev.Seq)
	rest := []labelled{}
	if ev.Case != "" {
		rest = append(rest, labelled{e.say(model.Say{EN: "Case", ID: "Kasus"}), clean(ev.Case) + "  " + clean(facts.title)})
	}
	if told.reason != "" {
		rest = append(rest, labelled{e.say(model.Say{EN: "Reason given", ID: "Alasannya"}), `"` + told.reason + `"`})
	}
	if told.before == "" && told.after != "" && !strings.Contains(told.sentence(), told.after) {
		rest = append(rest, labelled{e.say(model.Say{EN: "Recorded", ID: "Dicatat"}), told.after})
	}
	spare := most - 2 - len(rest)
	if told.before != "" {
		spare--
	}
	parts := t.wrapTo(told.sentence(), w, 1+max(0, spare))
	spare -= len(parts) - 1
	var lines []string
	for _, part := range parts {
		lines = append(lines, "  "+t.strong(part))
	}
	lines = append(lines, "  "+t.cut(at, w))
	for _, l := range rest {
		drawn := l.lines(e, 1+max(0, spare))
		spare -= len(drawn) - 1
		lines = append(lines, drawn...)
	}
	if told.before != "" {
		lines = append(lines, change(e, told.before, told.after, spare)...)
	}
	return lines
}

// detailLabels is how wide the column of labels is.
const detailLabels = 14

// labelled is a label and what it is.
type labelled struct{ label, text string }

// lines draws it in at most so many lines.
func (l labelled) lines(e *env, most int) []string {
	t, label := e.theme, l.label
	var lines []string
	for _, part := range t.wrapTo(l.text, e.width-detailLabels-6, most) {
		lines = append(lines, "  "+t.dim(t.pad(label, detailLabels))+"  "+part)
		label = ""
	}
	return lines
}

// change puts what was and what is beside each other, or under each other
// where they are long and a line is to spare.
func change(e *env, before, after string, spare int) []string {
	t := e.theme
	if after == "" {
		after = e.say(model.Say{EN: "nothing", ID: "kosong"})
	}
	was, is := e.say(model.Say{EN: "Before", ID: "Sebelum"}), e.say(model.Say{EN: "After", ID: "Sesudah"})
	half := (e.width - 18) / 2
	room := half - width(is) - 3
	if spare > 0 && (width(before) > half-1 || width(after) > room) {
		lines := labelled{was, before}.lines(e, spare)
		return append(lines, labelled{is, after}.lines(e, 1+spare-len(lines))...)
	}
	return []string{"  " + t.dim(t.pad(was, detailLabels)) + "  " + t.pad(before, half-1) + " " + t.dim(is) + "  " + t.cut(after, room)}
}
