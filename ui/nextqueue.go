package ui

import (
	"slices"

	"alur/model"
)

// then is what comes after the task, in two lines under it, or one in a low window.
func (n *next) then(e *env) []string {
	after, before := n.after, n.before
	if len(after) == 0 && len(n.queue.Asleep) == 0 {
		return nil
	}
	t, w, rows := e.theme, e.width, 2
	if e.height < lowHeight+3 {
		rows = 1
	}
	lines := []string{t.rule(w)}
	head := e.say(model.Say{EN: " Then  ", ID: " Lalu  "})
	more := ""
	switch {
	case before > 0 && n.task.t.State != model.Doing:
		more = t.warn(e.say(model.Say{EN: "%d new %s", ID: "%d baru %s"}, before, t.glyph.up))
	case len(after) > rows && rows == 1:
		more = t.dim(e.say(model.Say{EN: "+%d more: F5", ID: "+%d lagi: F5"}, len(after)-rows))
	case len(after) > rows:
		more = t.dim(e.say(model.Say{EN: "+%d more", ID: "+%d lagi"}, len(after)-rows))
	}
	for i, item := range after[:min(rows, len(after))] {
		if i > 0 {
			head, more = spaces(width(head)), t.dim(e.say(model.Say{EN: "F5 shows the list", ID: "F5 menampilkan daftar"}))
		}
		lines = append(lines, t.ends(head+thenLine(e, i+1, item, w-width(head)-width(more)-3), more+" ", w))
	}
	if len(after) == 0 {
		lines = append(lines, t.ends(head+t.dim(asleepWords(e, n.queue)), t.dim(e.say(model.Say{EN: "F5 shows the list", ID: "F5 menampilkan daftar"}))+" ", w))
	}
	return lines
}

func thenLine(e *env, place int, item model.QueueItem, w int) string {
	t := e.theme
	text := e.say(model.Say{EN: "%d %s", ID: "%d %s"}, place, clean(item.Title))
	titles := min(26, w/2)
	return t.pad(text, titles) + "  " + t.pad(shortNumber(item.OpenTask), 8) + "  " + t.cut(why(e, item), w-titles-12)
}

// shortNumber is "#7" for the seventh case of its process.
func shortNumber(t model.OpenTask) string { return "#" + itoa(t.Number) }

// asleepWords says what waits: "Waits for: news of the courier".
func asleepWords(e *env, q model.Queue) string {
	switch len(q.Asleep) {
	case 0:
		return ""
	case 1:
		return capital(clean(q.Asleep[0].Why.In(e.lang))) + "  " + shortNumber(q.Asleep[0].OpenTask)
	}
	return e.say(model.Say{EN: "%d waiting: %s  %s, and others", ID: "%d menunggu: %s  %s, dan lainnya"}, len(q.Asleep), clean(q.Asleep[0].Title), shortNumber(q.Asleep[0].OpenTask))
}

// pane is the queue beside the task on a wide window.
func (n *next) pane(e *env, w int) []string {
	t := e.theme
	after, before := n.after, n.before
	lines := []string{"", t.strong(e.say(model.Say{EN: "Then", ID: "Lalu"}))}
	if before > 0 && n.task.t.State != model.Doing {
		lines[1] = t.ends(lines[1], t.warn(e.say(model.Say{EN: "%d new %s", ID: "%d baru %s"}, before, t.glyph.up)), w)
	}
	for i, item := range after {
		if len(lines)+3 > e.height-2 {
			lines = append(lines, t.dim(e.say(model.Say{EN: "+%d more: F5", ID: "+%d lagi: F5"}, len(after)-i)))
			break
		}
		lines = append(lines,
			t.ends(clean(item.Title), t.dim(shortNumber(item.OpenTask)), w),
			t.cut(why(e, item), w))
	}
	if len(after) == 0 {
		lines = append(lines, t.dim(e.say(model.Say{EN: "Nothing else now.", ID: "Tidak ada lagi sekarang."})))
	}
	if words := asleepWords(e, n.queue); words != "" {
		lines = append(lines, "", t.dim(t.cut(words, w)))
	}
	return lines
}

// beside draws two columns with a line between them.
func beside(t theme, left, right []string, leftWidth, h int) []string {
	lines := make([]string, h)
	for i := range lines {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines[i] = t.pad(l, leftWidth) + t.dim(t.glyph.side) + " " + r
	}
	return lines
}

// empty says that there is nothing to do, why, and which key comes next.
func (n *next) empty(e *env) []string {
	t := e.theme
	lines := []string{"", "", t.strong("  " + e.say(model.Say{EN: "Nothing to do right now.", ID: "Tidak ada tugas saat ini."})), ""}
	tell := func(r role, s model.Say, args ...any) {
		lines = append(lines, indent(wrapPaint(t, r, e.say(s, args...), e.width-4), 2)...)
	}
	if e.me != nil && e.me.Auditor {
		tell(roleText, model.Say{EN: "You may look at everything and change nothing.", ID: "Anda boleh melihat semuanya dan tidak mengubah apa pun."})
	}
	if words := asleepWords(e, n.queue); words != "" {
		lines = append(lines, "  "+t.cut(words, e.width-4))
	}
	if n.alone != nil {
		lines = append(lines, n.alone.lines(e)...)
	}
	switch {
	case n.alone != nil && n.queue.Barred == 1:
	case n.queue.Barred == 1:
		tell(roleText, model.Say{EN: "1 task needs other eyes than yours: you worked on what comes before it.", ID: "1 tugas perlu mata orang lain: Anda ikut mengerjakan sebelumnya."})
	case n.queue.Barred > 1:
		tell(roleText, model.Say{EN: "%d tasks need other eyes than yours: you worked on what comes before them.", ID: "%d tugas perlu mata orang lain: Anda ikut mengerjakan sebelumnya."}, n.queue.Barred)
	}
	if len(lines) == 4 {
		return append(lines, n.nothingYet(e)...)
	}
	if len(n.queue.Asleep) > 0 {
		lines = append(lines, "")
		tell(roleDim, model.Say{EN: "F5 shows the list, Enter opens a line of it.", ID: "F5 menampilkan daftar, Enter membuka satu barisnya."})
		if waits(n.queue.Asleep) {
			tell(roleDim, model.Say{EN: "Has it come? F9 reports it there.", ID: "Sudah datang? F9 melaporkannya di sana."})
		}
	}
	keys := ""
	if len(n.queue.Asleep) == 0 {
		keys = e.say(model.Say{EN: "F5 looks again. ", ID: "F5 melihat lagi. "})
	}
	if p, ok := pageForKey(keyNew); ok && e.mayOpen(p) {
		keys += e.say(model.Say{EN: "N starts a new case. ", ID: "N memulai kasus baru. "})
	}
	keys += e.say(model.Say{EN: "F10 shows everything else.", ID: "F10 menampilkan yang lain."})
	lines = append(lines, "")
	return append(lines, indent(wrapPaint(t, roleDim, keys, e.width-4), 2)...)
}

// waits reports whether one of the tasks waits for news from outside, which
// somebody has to report.
func waits(asleep []model.QueueItem) bool {
	return slices.ContainsFunc(asleep, func(i model.QueueItem) bool { return i.State == model.Waiting })
}
