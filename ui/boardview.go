package ui

import (
	"strings"
	"time"

	"alur/model"
)

// columned reports whether steps stand beside each other as columns.
func columned(e *env) bool { return e.width >= besideWidth }

func (b *board) view(e *env) []string {
	if !b.ready {
		return nil
	}
	t := e.theme
	lines := indent(wrapPaint(t, roleStrong, clean(b.data.Sentence().In(e.lang)), e.width-4), 2)
	if len(b.data.Processes) == 0 {
		return append(append(append([]string{""}, lines...), ""), b.empty(e)...)
	}
	if e.height >= roomy {
		lines = append([]string{""}, lines...)
		if parked := b.parked(e); parked != "" {
			lines = append(lines, "  "+t.dim(t.cut(parked, e.width-4)))
		}
		lines = append(lines, "")
	}
	lines = append(lines, b.tabs(e))
	foot := b.foot(e)
	room := max(1, e.height-len(lines)-len(foot))
	body := b.asList(e, room)
	if columned(e) && b.showing() >= 0 {
		body = b.asColumns(e, room)
	}
	for len(body) < room {
		body = append(body, "")
	}
	return append(append(lines, body...), foot...)
}

// roomy is from how many lines of body there is more than the answer and the
// cases: empty lines between parts, and what is parked for what.
const roomy = 18

// parked counts what waits by what it waits for.
func (b *board) parked(e *env) string {
	const most = 4
	list := b.data.Tally.Parked
	if len(list) == 0 {
		return ""
	}
	var parts []string
	for _, p := range list[:min(most, len(list))] {
		parts = append(parts, itoa(p.Tasks)+" "+clean(p.For.In(e.lang)))
	}
	text := e.say(model.Say{EN: "Parked: %s", ID: "Ditunda: %s"}, strings.Join(parts, ", "))
	if more := len(list) - most; more > 0 {
		text += e.many(more, model.Say{EN: " and 1 other reason", ID: " dan 1 alasan lain"}, model.Say{EN: " and %d other reasons", ID: " dan %d alasan lain"})
	}
	return text
}

// tabs are the processes, the shown one in brackets, and what is new.
func (b *board) tabs(e *env) string {
	t := e.theme
	var tabs []string
	at := b.at(b.process)
	if columned(e) {
		at = b.showing()
	} else if len(b.data.Processes) > 1 {
		at++
		tabs = append(tabs, e.say(model.Say{EN: "All %d", ID: "Semua %d"}, b.data.Tally.Running))
	}
	for _, p := range b.data.Processes {
		tab := clean(p.Name) + " " + itoa(p.Tally.Running)
		if p.Tally.Late > 0 {
			tab += " " + t.glyph.up + itoa(p.Tally.Late)
		}
		tabs = append(tabs, tab)
	}
	at = max(at, 0)
	right := ""
	switch empty := b.emptySteps(e); {
	case b.fresh > 0:
		right = t.warn(e.say(model.Say{EN: "%d new %s", ID: "%d baru %s"}, b.fresh, t.glyph.up))
	case empty > 0:
		right = t.dim(e.say(model.Say{EN: "empty steps: %d", ID: "langkah kosong: %d"}, empty))
	}
	return " " + t.ends(tabLine(t, tabs, at, e.width-5-width(right)), right+" ", e.width-2)
}

// emptySteps is how many steps of the process that is shown alone hold
// nothing.
func (b *board) emptySteps(e *env) int {
	switch {
	case b.process != "" || columned(e):
		if at := b.showing(); at >= 0 {
			return b.data.Processes[at].Empty
		}
	case len(b.data.Processes) == 1:
		return b.data.Processes[0].Empty
	}
	return 0
}

// tabLine draws as many tabs as fit around one, with signs where there are
// more.
func tabLine(t theme, tabs []string, at, w int) string {
	shown := func(i int) string {
		if i == at {
			return t.focus("[ " + tabs[i] + " ]")
		}
		return "  " + tabs[i] + "  "
	}
	const sign = 2
	first, last := at, at+1
	used := width(shown(at))
	for {
		grown := false
		if last < len(tabs) && used+width(shown(last)) <= w-2*sign {
			used, last, grown = used+width(shown(last)), last+1, true
		}
		if first > 0 && used+width(shown(first-1)) <= w-2*sign {
			used, first, grown = used+width(shown(first-1)), first-1, true
		}
		if !grown {
			break
		}
	}
	line := ""
	for i := first; i < last; i++ {
		line += shown(i)
	}
	line = t.cut(line, w-2*sign)
	if first > 0 {
		line = t.dim(t.glyph.left+" ") + line
	}
	if last < len(tabs) {
		line += t.dim(" " + t.glyph.right)
	}
	return line
}

// empty says how a case is started, where none is running.
func (b *board) empty(e *env) []string {
	next := e.say(model.Say{EN: "N starts one: it then stands here, under the step where it waits.", ID: "N memulai kasus: lalu tampil di sini, di langkah tempatnya menunggu."})
	switch {
	case e.me.Auditor:
		next = e.say(model.Say{EN: "As soon as a case is started, it stands here.", ID: "Begitu sebuah kasus dimulai, ia tampil di sini."})
	case !anyInForce(e) && e.me.Owner:
		next = e.say(model.Say{EN: "No process is in force yet, so no case can be started. %s", ID: "Belum ada proses yang berlaku, jadi belum ada kasus yang bisa dimulai. %s"}, noProcessKeys(e))
	case !anyInForce(e):
		next = e.say(model.Say{EN: "No process is in force yet. The owner puts processes in force.", ID: "Belum ada proses yang berlaku. Pemilik yang memberlakukan proses."})
	}
	return indent(wrapPaint(e.theme, roleDim, next, e.width-4), 2)
}

// foot tells all of the selected case, so that nothing has to be cut short
// there.
func (b *board) foot(e *env) []string {
	i, ok := b.chosen()
	if !ok {
		return nil
	}
	t := e.theme
	dot := " " + t.glyph.middle + " "
	step := b.lines[b.chosenLine()].step
	first := clean(i.Title) + dot + clean(i.Case) + dot + clean(i.CaseTitle)
	parts := []string{b.whole(e, i)}
	if i.Band != model.Normal || i.DueAt.IsZero() {
		parts = append(parts, clean(i.Why.In(e.lang)))
	}
	if !i.DueAt.IsZero() {
		parts = append(parts, e.say(model.Say{EN: "due %s", ID: "batas %s"}, e.when(i.DueAt)))
	}
	if i.Pinned {
		parts = append(parts, e.say(model.Say{EN: "pinned by %s until %s", ID: "disematkan %s sampai %s"}, e.name(i.Pin.By), e.when(i.Pin.Until)))
	}
	if i.Division != "" {
		parts = append(parts, divisionName(e, i.Division))
	}
	if names := namesOf(e, step.Who.People); names != "" && i.By == "" && i.For == "" && !step.Outside {
		parts = append(parts, e.say(model.Say{EN: "can do it: %s", ID: "yang bisa: %s"}, names))
	}
	lines := []string{t.rule(e.width), "  " + t.cut(first, e.width-4)}
	most := 1
	if e.height >= roomy {
		most = 2
	}
	for _, l := range t.wrapTo(strings.Join(parts, dot), e.width-4, most) {
		lines = append(lines, "  "+t.dim(l))
	}
	return lines
}

// whole is in whose hands a task is, or what it waits for until when.
func (b *board) whole(e *env, i *model.BoardTask) string {
	since := e.shortSpan(i.Age)
	switch {
	case i.State == model.Doing:
		return e.say(model.Say{EN: "%s works at it since %s", ID: "dikerjakan %s sejak %s"}, e.name(i.By), e.when(i.Begun))
	case i.State == model.Parked:
		text := e.say(model.Say{EN: "parked: %s", ID: "ditunda: %s"}, clean(i.WaitsFor().In(e.lang)))
		if !i.Until.IsZero() {
			text += " " + e.say(model.Say{EN: "until %s", ID: "sampai %s"}, e.when(i.Until))
		}
		if i.By != "" {
			text = e.name(i.By) + ", " + text
		}
		return text
	case i.State == model.Waiting && i.Child != "":
		return e.say(model.Say{EN: "runs as %s for %s", ID: "berjalan sebagai %s selama %s"}, clean(i.Child), since)
	case i.State == model.Waiting:
		return e.say(model.Say{EN: "waits for news for %s", ID: "menunggu kabar selama %s"}, since)
	case i.By != "":
		return e.say(model.Say{EN: "%s has taken it", ID: "diambil %s"}, e.name(i.By))
	case i.For != "":
		return e.say(model.Say{EN: "given to %s", ID: "diberikan kepada %s"}, e.name(i.For))
	case i.CameBackFrom != "":
		return e.say(model.Say{EN: "nobody has it; it came back from %s at closing time", ID: "belum ada yang memegang; kembali dari %s saat toko tutup"}, e.name(i.CameBackFrom))
	}
	return e.say(model.Say{EN: "nobody has it yet, here for %s", ID: "belum ada yang memegang, di sini %s"}, since)
}

// place is whole in few cells: a sign, and who or what for until when.
func place(e *env, i *model.BoardTask, w int) string {
	t, g := e.theme, e.theme.glyph
	switch {
	case i.State == model.Doing:
		return g.dot + " " + t.cut(e.name(i.By), w-2)
	case i.State == model.Parked:
		until := ""
		if !i.Until.IsZero() {
			until = ", " + e.shortWhen(i.Until)
		}
		return t.cut("= "+t.cut(clean(i.WaitsFor().In(e.lang)), w-2-width(until))+until, w)
	case i.State == model.Waiting && i.Child != "":
		return t.cut("= "+clean(i.Child), w)
	case i.State == model.Waiting:
		return t.cut("= "+e.say(model.Say{EN: "news", ID: "kabar"}), w)
	case i.By != "":
		return g.ring + " " + t.cut(e.name(i.By), w-2)
	case i.For != "":
		return g.ring + " " + t.cut(e.say(model.Say{EN: "for %s", ID: "untuk %s"}, e.name(i.For)), w-2)
	}
	return t.dim(g.middle + " " + t.cut(e.say(model.Say{EN: "nobody yet", ID: "belum ada"}), w-2))
}

// urgent says in few cells how late a task is, or when it is due.
func urgent(e *env, i *model.BoardTask) string {
	t := e.theme
	pin := ""
	if i.Pinned {
		pin = t.warn(" " + t.glyph.left + e.say(model.Say{EN: "pin", ID: "sematan"}))
	}
	late := !i.DueAt.IsZero() && e.now.After(i.DueAt)
	switch {
	case i.Band == model.Late && late:
		return t.late(t.glyph.up+" "+e.say(model.Say{EN: "LATE %s", ID: "TERLAMBAT %s"}, e.shortSpan(e.passed(i.DueAt)))) + pin
	case i.Band == model.Late && i.State == model.Waiting && !i.Asleep:
		return t.late(t.glyph.up+" "+e.say(model.Say{EN: "NO NEWS", ID: "TANPA KABAR"})) + pin
	case i.Band == model.Late:
		return t.late(t.glyph.up+" "+e.say(model.Say{EN: "%s BEHIND", ID: "TERTINGGAL %s"}, e.shortSpan(-i.Slack))) + pin
	case i.Band == model.AtRisk:
		return t.warn("! "+e.say(model.Say{EN: "%s to spare", ID: "sisa %s"}, e.shortSpan(i.Slack))) + pin
	case !i.DueAt.IsZero():
		return t.dim(e.say(model.Say{EN: "due %s", ID: "batas %s"}, e.shortWhen(i.DueAt))) + pin
	}
	return pin
}

// passed is the opening time since a moment.
func (e *env) passed(since time.Time) time.Duration {
	if e.cal == nil {
		return e.now.Sub(since)
	}
	return e.cal.Working(since, e.now)
}

// shortWhen is a time in few cells: the clock today, the date on another day.
func (e *env) shortWhen(t time.Time) string {
	local := t.In(e.zone())
	if sameDay(local, e.now.In(e.zone())) {
		return local.Format("15:04")
	}
	return itoa(local.Day()) + " " + e.month(local)
}
