package ui

import (
	"strings"
	"time"

	"alur/model"
)

func (h *openHours) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case !h.loaded:
		return nil
	case k.is(keyDone, true), k.name == "enter" && h.at == h.save():
		return h.press(e)
	case k.name == "tab" || k.name == "down" || k.name == "enter":
		h.move(+1)
	case k.name == "shift+tab" || k.name == "up":
		h.move(-1)
	case h.at == hoursOwn && (k.name == "left" || k.name == "right" || k.name == "space"):
		h.own = !h.own
		return h.keep()
	case h.edit() != nil:
		if _, changed := h.edit().update(k); changed {
			return h.keep()
		}
	}
	return nil
}

func (h *openHours) insert(text string) []effect {
	if l := h.edit(); l != nil && l.insert(text) {
		return h.keep()
	}
	return nil
}

// move takes the focus on; without hours of their own there are only the
// choice and the button.
func (h *openHours) move(by int) {
	last := h.save()
	if !h.own {
		h.at = map[bool]int{true: last, false: hoursOwn}[h.at == hoursOwn]
		return
	}
	h.at += by
	if h.at < h.first() {
		h.at = last
	}
	if h.at > last {
		h.at = h.first()
	}
}

// press saves; with a fault it goes there and says it.
func (h *openHours) press(e *env) []effect {
	hours, faults := h.hours(e)
	h.tried = true
	if !h.own {
		hours, faults = model.Hours{}, nil
	}
	for row := hoursDays; row < h.save(); row++ {
		if fault := faults[row]; fault != "" {
			h.at = row
			return []effect{notice{role: roleWarn, text: fault}}
		}
	}
	words := hoursWords(e, hours)
	if !h.own {
		words = e.say(model.Say{EN: "As the shop: %s", ID: "Seperti toko: %s"}, hoursWords(e, h.above(e)))
	}
	return []effect{do{name: "hours", act: h.act(e, hours), said: e.say(model.Say{EN: "Saved. %s", ID: "Tersimpan. %s"}, words)}}
}

func (h *openHours) done(_ *env, d done) []effect {
	if d.name != "hours" || d.err != nil {
		return nil
	}
	h.tried = false
	effects := h.note(nil)
	return effects
}

// hoursWords says opening hours by what follows from them: how long a week is,
// and the next closed day.
func hoursWords(e *env, h model.Hours) string {
	week, err := h.OpenWeek()
	if err != nil {
		return ""
	}
	open := e.say(model.Say{EN: "Open %s a week", ID: "Buka %s seminggu"}, hoursLong(e, week))
	next, ok := h.NextClosed(e.now.In(e.zone()).Format(time.DateOnly))
	if !ok {
		return e.say(model.Say{EN: "%s; no closed day ahead.", ID: "%s; tidak ada hari tutup di depan."}, open)
	}
	day, err := time.ParseInLocation(time.DateOnly, next.From, e.zone())
	if err != nil {
		return open
	}
	name := ""
	if next.Name != "" {
		name = " (" + clean(next.Name) + ")"
	}
	return e.say(model.Say{EN: "%s; next closed day: %s%s.", ID: "%s; hari tutup berikutnya: %s%s."}, open, e.date(day), name)
}

// hoursLong is a span in hours, with minutes where there are some: "48 h".
func hoursLong(e *env, d time.Duration) string {
	whole := e.say(model.Say{EN: "%d h", ID: "%d jam"}, int(d/time.Hour))
	if rest := int(d % time.Hour / time.Minute); rest > 0 {
		whole += e.say(model.Say{EN: " %d min", ID: " %d menit"}, rest)
	}
	return whole
}

func (h *openHours) uses(*env) []use {
	return []use{
		{id: keyHelp}, {id: keyField}, {id: keyDone, words: model.Say{EN: "Save", ID: "Simpan"}}, {id: keyBack}, {id: keyMenu}, {id: keyLock},
	}
}

func (h *openHours) view(e *env) []string {
	if !h.loaded {
		return nil
	}
	t := e.theme
	lines := []string{"", "  " + t.strong(t.cut(h.heading(e), e.width-4)), ""}
	if h.first() == hoursOwn {
		lines = append(lines, h.ownRow(e), "")
	}
	var body []string
	focus := 0
	if h.own {
		body, focus = h.table(e)
	}
	foot := []string{"", "    " + button(t, e.say(model.Say{EN: "Save  F9", ID: "Simpan  F9"}), h.at == h.save(), false)}
	foot = append(foot, indent(wrap(h.effect(e), e.width-8), 4)...)
	foot = append(foot, indent(wrapPaint(t, roleDim, h.about(e), e.width-8), 4)...)
	lines = append(lines, scrolled(e, body, focus, max(3, e.height-len(lines)-len(foot)))...)
	return append(lines, foot...)
}

// table are the rows of the week and of the closed days.
func (h *openHours) table(e *env) (body []string, focus int) {
	t := e.theme
	_, faults := h.hours(e)
	row := func(at int, label string, l *lineEdit, hint string) {
		mark := "    "
		if h.at == at {
			focus, mark = len(body), "  "+t.glyph.point+" "
		}
		body = append(body, mark+t.pad(label, 12)+"  "+l.view(t, min(52, e.width-22), h.at == at, hint))
		if fault := faults[at]; fault != "" && (h.at != at || h.tried) {
			body = append(body, indent(wrapPaint(t, roleWarn, t.glyph.up+" "+fault, e.width-10), 8)...)
		}
	}
	for i := range h.days {
		row(hoursDays+i, e.say(model.WeekdayName(time.Weekday((i+1)%7))), &h.days[i], e.say(shut()))
	}
	body = append(body, "")
	for i, l := range h.closed {
		label := ""
		if i == 0 {
			label = e.say(model.Say{EN: "Closed days", ID: "Hari tutup"})
		}
		row(hoursClosed+i, label, l, e.say(model.Say{EN: "such as 2026-12-25 Christmas", ID: "misalnya 2026-12-25 Natal"}))
	}
	if h.at == h.save() {
		focus = len(body) - 1
	}
	return body, focus
}

func (h *openHours) heading(e *env) string {
	switch {
	case h.person != "":
		return e.say(model.Say{EN: "When %s works", ID: "Kapan %s bekerja"}, e.name(h.person))
	case h.division != "":
		return e.say(model.Say{EN: "When %s is open", ID: "Kapan %s buka"}, divisionName(e, h.division))
	}
	return e.say(model.Say{EN: "When the shop is open", ID: "Kapan toko buka"})
}

// ownRow is the choice between hours of their own and those above.
func (h *openHours) ownRow(e *env) string {
	t := e.theme
	words := e.say(model.Say{EN: "own hours", ID: "jam sendiri"})
	if !h.own {
		words = e.say(model.Say{EN: "as the shop", ID: "seperti toko"})
	}
	value, mark := t.glyph.left+" "+words+" "+t.glyph.right, "    "
	if h.at == hoursOwn {
		value, mark = t.focus(value), "  "+t.glyph.point+" "
	}
	return mark + t.pad(e.say(model.Say{EN: "Goes by", ID: "Memakai"}), 12) + "  " + value
}

// effect says what the hours mean, and whether they are saved.
func (h *openHours) effect(e *env) string {
	hours, faults := h.hours(e)
	switch {
	case !h.own:
		return hoursWords(e, h.above(e))
	case len(faults) > 0:
		return e.say(model.Say{EN: "Something does not fit yet: look at the lines above.", ID: "Masih ada yang tidak cocok: lihat baris di atas."})
	}
	words := hoursWords(e, hours)
	if h.wrote != nil && strings.Join([]string{h.wrote["own"], h.wrote["days"]}, "") != "" {
		words += " " + e.say(model.Say{EN: "Not saved yet.", ID: "Belum disimpan."})
	}
	return words
}

// about says what may be written in the row with the focus.
func (h *openHours) about(e *env) string {
	switch {
	case !h.own || h.at == hoursOwn || h.at == h.save():
		return ""
	case h.at < hoursClosed:
		return e.say(model.Say{EN: "Write 08:00-17:00, or 08:00-12:00, 13:00-17:00, or closed.", ID: "Tulis 08:00-17:00, atau 08:00-12:00, 13:00-17:00, atau tutup."})
	}
	return e.say(model.Say{
		EN: "A day, or a first and a last one with - between, then a name. An empty line is no closed day.",
		ID: "Satu tanggal, atau dua dengan - di antaranya, lalu namanya. Baris kosong bukan hari tutup.",
	})
}
