package ui

import (
	"slices"
	"strings"

	"alur/model"
	"alur/model/findings"
	"alur/model/stats"
)

// underWays is how involved the process of the marked step is, what makes it
// so, and what it asks for in vain, each whole while there is room.
func (b *bottlenecks) underWays(e *env, at, room int) []string {
	t := e.theme
	v := b.involved(b.review.Detours[at].Process)
	name := ""
	if v.Process != "" {
		name = clean(processName(e, v.Process)) + ": "
	}
	said := []string{name + e.say(model.Say{
		EN: "too few cases were closed in this time to say what is usual (%d).",
		ID: "kasus yang selesai dalam masa ini terlalu sedikit untuk tahu yang biasa (%d).",
	}, v.Cases)}
	if v.Cases >= stats.EnoughFor(0.5) {
		said = b.usualWay(e, v)
		said[0] = name + said[0]
	}
	if name == "" {
		said[0] = capital(said[0])
	}
	const tight, most, needed = 26, 2, 3
	lines := together(said, e.width-4)
	if len(said) > needed && len(lines) > most && e.height < tight {
		// How far the longest take is what one can do without.
		lines = together(said[:needed], e.width-4)
	}
	lines = append([]string{""}, indent(lines, 2)...)
	more := [][]string{indent(wrapPaint(t, roleDim, clean(v.Driver(e.lang)), e.width-4), 2)}
	for _, text := range []string{b.bracketsSaid(e), b.unreadHere(e, at)} {
		more = append(more, []string{"  " + t.dim(t.cut(text, e.width-4))})
	}
	for _, m := range more {
		if len(m) > 0 && strings.TrimSpace(plain(m[0])) != "" && len(lines)+len(m) <= room {
			lines = append(lines, m...)
		}
	}
	return lines
}

// bracketsSaid says what the figures in brackets are, where there are any.
func (b *bottlenecks) bracketsSaid(e *env) string {
	if !slices.ContainsFunc(b.review.Detours, func(d findings.Detour) bool { return d.AgainSent > 0 }) {
		return ""
	}
	return e.say(model.Say{EN: "In brackets: done again because something was sent back.", ID: "Dalam kurung: diulang karena ada yang dikembalikan."})
}

// involved is how involved a process is.
func (b *bottlenecks) involved(process string) findings.Involved {
	for _, v := range b.review.Involved {
		if v.Process == process {
			return v
		}
	}
	return findings.Involved{}
}

// usualWay is the way of a usual case, and how far the others go from it, a
// sentence each.
func (b *bottlenecks) usualWay(e *env, v findings.Involved) []string {
	steps, hands := model.Say{EN: "%s steps", ID: "%s langkah"}, model.Say{EN: "%s times", ID: "%s kali"}
	if v.Steps == 1 {
		steps.EN = "%s step"
	}
	if v.HandOvers == 1 {
		hands.EN = "%s time"
	}
	said := []string{
		e.say(model.Say{
			EN: "a usual case takes %s and changes hands %s.",
			ID: "kasus biasa butuh %s dan %s pindah tangan.",
		}, e.say(steps, e.whole(v.Steps)), e.say(hands, e.whole(v.HandOvers))),
		e.say(waysWords(v), v.Ways, v.ForMost, e.decimal(v.Entropy)),
		e.say(model.Say{EN: "Right the first time: %s (%d of %d).", ID: "Langsung benar: %s (%d dari %d)."}, percentText(float64(v.FirstPass)/float64(v.Cases)), v.FirstPass, v.Cases),
	}
	if v.Spread > 0 {
		said = append(said, e.say(model.Say{EN: "15 of 100 take %s times as long or more.", ID: "15 dari 100 makan waktu %s kali lipat atau lebih."}, e.decimal(v.Spread)))
	}
	return said
}

// waysWords say how many ways there are, how many of them most cases take, and
// how far the cases spread over them.
func waysWords(v findings.Involved) model.Say {
	words := model.Say{
		EN: "%d ways, %d make up 80 %% of the cases (entropy %s).",
		ID: "%d jalan, %d mencakup 80 %% kasus (entropi %s).",
	}
	switch {
	case v.Ways == 1:
		return model.Say{
			EN: "All cases go one way (entropy %[3]s).",
			ID: "Semua kasus lewat satu jalan (entropi %[3]s).",
		}
	case v.ForMost == 1:
		words.EN = "%d ways, %d makes up 80 %% of the cases (entropy %s)."
	}
	return words
}

// whole is a number as short as it can be: 8, 2,5.
func (e *env) whole(x float64) string {
	if x == float64(int(x)) {
		return itoa(int(x))
	}
	return e.decimal(x)
}

// unreadHere are the fields that the process of the marked step asks for and
// goes by nowhere.
func (b *bottlenecks) unreadHere(e *env, at int) string {
	for _, u := range b.review.Unread {
		if u.Process != b.review.Detours[at].Process {
			continue
		}
		var labels []string
		for _, name := range u.Fields {
			labels = append(labels, e.label(model.Field{Name: name}))
		}
		return e.say(model.Say{EN: "Asked for, and no step goes by it: %s.", ID: "Ditanyakan, tetapi tidak dipakai langkah mana pun: %s."}, strings.Join(labels, ", "))
	}
	return ""
}
