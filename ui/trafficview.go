package ui

import (
	"cmp"

	"alur/model"
	"alur/store"
)

func (v *traffic) uses(*env) []use {
	uses := []use{{id: keyHelp}}
	if v.list.at() >= 0 {
		uses = append(uses, use{id: keyMove}, use{id: keyOpen, words: model.Say{EN: "Mend", ID: "Bereskan"}})
	}
	return append(uses, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}

func (v *traffic) view(e *env) []string {
	if !v.ready {
		return nil
	}
	t := e.theme
	lines := append([]string{""}, indent(wrapPaint(t, roleStrong, v.head(e), e.width-4), 2)...)
	foot := v.signatures(e)
	if len(v.list.ids) == 0 {
		lines = append(lines, "")
		lines = append(lines, indent(wrapPaint(t, roleDim, e.say(model.Say{
			EN: "Messages are sent by themselves, and what other programs send begins cases by itself. What does not stands here.",
			ID: "Pesan dikirim sendiri, dan kiriman program lain memulai kasus sendiri. Yang tidak, ada di sini.",
		}), e.width-4), 2)...)
		return append(lines, foot...)
	}
	lines = append(lines, "")
	detail := append([]string{"", "  " + t.rule(e.width-4)}, v.detail(e)...)
	detail = append(detail, foot...)
	room := max(3, e.height-len(lines)-len(detail))
	lines = append(lines, scrolledBy(e, len(v.list.ids), v.list.at(), room, func(i int) string { return v.row(e, v.list.ids[i]) })...)
	return append(lines, detail...)
}

// head is how it stands in one sentence.
func (v *traffic) head(e *env) string {
	if words := outsideWords(e, v.data); words != "" {
		return words
	}
	return e.say(model.Say{EN: "All that came in and goes out is done, or goes on by itself.", ID: "Semua yang masuk dan keluar sudah beres, atau berjalan sendiri."})
}

// outsideWords say what does not go on by itself; empty for nothing.
func outsideWords(e *env, data trafficData) string {
	dead, refused := 0, 0
	for _, m := range data.out {
		if m.Dead {
			dead++
		}
	}
	for _, d := range data.in.Kept {
		if !d.Early {
			refused++
		}
	}
	var text string
	switch {
	case dead == 1:
		text = e.say(model.Say{EN: "1 message could not be sent.", ID: "1 pesan gagal dikirim."})
	case dead > 1:
		text = e.say(model.Say{EN: "%d messages could not be sent.", ID: "%d pesan gagal dikirim."}, dead)
	}
	if text != "" && refused > 0 {
		text += " "
	}
	switch {
	case refused == 1:
		text += e.say(model.Say{EN: "1 delivery of another program did not fit.", ID: "1 kiriman program lain tidak cocok."})
	case refused > 1:
		text += e.say(model.Say{EN: "%d deliveries of other programs did not fit.", ID: "%d kiriman program lain tidak cocok."}, refused)
	}
	return text
}

// signatures say what came unsigned or astray, of which nothing is kept.
func (v *traffic) signatures(e *env) []string {
	var lines []string
	for _, w := range v.data.in.Wrong {
		text := e.say(model.Say{
			EN: "%s: %d came with a wrong signature, the last %s from %s. Is the secret there that of alur secret show %s?",
			ID: "%s: %d datang dengan tanda tangan salah, terakhir %s dari %s. Apakah rahasianya di sana sama dengan alur secret show %s?",
		}, e.processName(w.Process), w.Times, e.when(w.Last), clean(w.From), clean(w.Process))
		lines = append(lines, indent(wrapPaint(e.theme, roleDim, text, e.width-4), 2)...)
	}
	for _, a := range v.data.in.Astray {
		say := model.Say{
			EN: "%d came to a name not known here, the last from %s: %s",
			ID: "%d datang ke nama yang tidak dikenal, terakhir dari %s: %s",
		}
		if a.Long {
			say = model.Say{
				EN: "%d too long to be read, the last from %s: %s",
				ID: "%d terlalu panjang untuk dibaca, terakhir dari %s: %s",
			}
		}
		text := e.say(say, a.Times, clean(a.From), clean(a.Name))
		lines = append(lines, indent(wrapPaint(e.theme, roleDim, text, e.width-4), 2)...)
	}
	if len(lines) > 0 {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// what says a line in a few words, so that no two read the same: what a message
// says, or its key; of a delivery its number and why it did not fit.
func (v *traffic) what(e *env, id string) string {
	if m, is := v.message(id); is {
		text := clean(cmp.Or(m.Subject, m.Ref.Key)) + " " + e.theme.glyph.right + " " + clean(m.Receiver(e.shop).In(e.lang))
		if m.Text == "" {
			return text
		}
		return text + ": " + clean(m.Text)
	}
	d, _ := v.delivery(id)
	text := e.processName(d.Process)
	if d.Step != "" {
		text += " / " + clean(d.Step)
	}
	text += " " + e.theme.glyph.left + " "
	if d.Early {
		return text + cmp.Or(clean(d.Key), clean(d.From)) + ", #" + itoa(d.Number)
	}
	return text + cmp.Or(clean(d.Key), clean(d.From)) + ", #" + itoa(d.Number) + ": " + v.whyKept(e, d)
}

// stands says how a line stands.
func (v *traffic) stands(e *env, id string) (text string, how role) {
	if m, is := v.message(id); is {
		switch {
		case m.Dead:
			return e.say(model.Say{EN: "could not be sent", ID: "gagal dikirim"}), roleLate
		case m.Tries == 0:
			return e.say(model.Say{EN: "is sent", ID: "sedang dikirim"}), roleDim
		}
		return e.say(model.Say{EN: "again %s", ID: "lagi %s"}, e.when(m.Next)), roleWarn
	}
	if d, _ := v.delivery(id); !d.Early {
		return e.say(model.Say{EN: "did not fit", ID: "tidak cocok"}), roleLate
	}
	return e.say(model.Say{EN: "waits for its case", ID: "menunggu kasusnya"}), roleDim
}

func (v *traffic) row(e *env, id string) string {
	t := e.theme
	text, how := v.stands(e, id)
	mark, room := "  ", e.width-8-width(text)
	label := t.pad(t.cut(v.what(e, id), room), room)
	if id == v.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	return "  " + mark + label + "  " + t.paint(how, text)
}

// whyKept is why a delivery is still there.
func (v *traffic) whyKept(e *env, d store.Delivery) string {
	if d.Early {
		return e.say(model.Say{EN: "no case has the key %s yet", ID: "belum ada kasus dengan kunci %s"}, clean(d.Key))
	}
	return clean(d.Why[e.lang])
}

// detail says of the marked line why it stands there, since when, and what it
// is.
func (v *traffic) detail(e *env) []string {
	t, lines := e.theme, []string{}
	say := func(label model.Say, text string, most int) {
		if text == "" {
			return
		}
		head := t.dim(t.pad(e.say(label), 10))
		for i, part := range t.wrapTo(text, e.width-16, most) {
			if i > 0 {
				head = spaces(10)
			}
			lines = append(lines, "  "+head+"  "+part)
		}
	}
	if m, is := v.message(v.list.sel); is {
		tried := e.say(model.Say{EN: "not tried yet", ID: "belum dicoba"})
		if m.Tries > 0 {
			tried = e.say(model.Say{EN: "tried %s", ID: "dicoba %s"}, timesWords(e, m.Tries))
		}
		say(model.Say{EN: "Since", ID: "Sejak"}, e.when(m.At)+", "+tried, 1)
		say(model.Say{EN: "Why", ID: "Sebab"}, troubleText(e, m), 2)
		say(model.Say{EN: "Says", ID: "Isinya"}, clean(cmp.Or(m.Text, m.Body)), 2)
		return lines
	}
	if d, is := v.delivery(v.list.sel); is {
		say(model.Say{EN: "Since", ID: "Sejak"}, e.say(model.Say{EN: "%s, came %s, from %s", ID: "%s, datang %s, dari %s"}, e.when(d.At), timesWords(e, d.Times), clean(d.From)), 1)
		say(model.Say{EN: "Why", ID: "Sebab"}, v.whyKept(e, d), 3)
		say(model.Say{EN: "Whole", ID: "Lengkap"}, "alur deliveries show "+itoa(d.Number), 1)
	}
	return lines
}

// timesWords say how often something came or was tried.
func timesWords(e *env, n int) string {
	return e.many(n, model.Say{EN: "once", ID: "sekali"}, model.Say{EN: "%d times", ID: "%d kali"})
}

func troubleText(e *env, m store.Outgoing) string {
	if m.Why == "" {
		return ""
	}
	return clean(model.TroubleWords(m.Why).In(e.lang))
}

// plain says what is not done, line by line.
func (v *traffic) plain(e *env) plainCard {
	card := plainPart(e, plainCard{say: []string{v.head(e)}}, len(v.list.ids), &v.list, func(n int) plainChoice {
		id := v.list.ids[n]
		text, _ := v.stands(e, id)
		return plainChoice{label: spoken(e, v.what(e, id)) + ": " + text, does: func() []effect {
			v.list.sel = id
			return []effect{ask{sheet: v.verbs(e)}}
		}}
	})
	card.choices = append(card.choices, plainBack(e))
	return card
}
