package ui

import (
	"slices"
	"strings"

	"alur/model"
	"alur/model/findings"
	tables "alur/store/export"
)

// slowLook is how the figures are looked at.
type slowLook int

// The looks, in the order of Tab.
const (
	lookNow slowLook = iota
	lookSlow
	lookConvoluted
	lookErrors
	lookPeople
	lookPromises
	lookCount
)

// beside is the look that Tab or Shift+Tab leads to.
func (l slowLook) beside(key string) slowLook {
	if key == "shift+tab" {
		return (l + lookCount - 1) % lookCount
	}
	return (l + 1) % lookCount
}

func (l slowLook) words() model.Say {
	switch l {
	case lookSlow:
		return model.Say{EN: "Slow", ID: "Lambat"}
	case lookConvoluted:
		return model.Say{EN: "Convoluted", ID: "Rumit"}
	case lookErrors:
		return model.Say{EN: "Errors", ID: "Salah"}
	case lookPeople:
		return model.Say{EN: "People", ID: "Orang"}
	case lookPromises:
		return model.Say{EN: "Promises", ID: "Janji"}
	}
	return model.Say{EN: "Now", ID: "Kini"}
}

// table is the one that has the figures of the look.
func (l slowLook) table() tables.View {
	switch l {
	case lookConvoluted:
		return tables.Detours
	case lookErrors:
		return tables.Errors
	case lookPeople:
		return tables.Loads
	case lookPromises:
		return tables.Promises
	}
	return tables.Steps // Those of now and of the period stand beside each other.
}

// ofLog reports whether a log of another program has something to say to the
// look: it knows no now and no promises.
func (l slowLook) ofLog() bool { return l != lookNow && l != lookPromises }

// shows reports whether a finding belongs to the look. Now shows all.
func (l slowLook) shows(f findings.Finding) bool {
	switch f.Kind {
	case findings.Slow, findings.Growing:
		return l == lookNow || l == lookSlow
	case findings.Convoluted:
		return l == lookNow || l == lookConvoluted
	case findings.Errors:
		return l == lookNow || l == lookErrors
	case findings.Overload:
		return l == lookNow || l == lookPeople
	case findings.Promises:
		return l == lookNow || l == lookPromises
	}
	return l == lookNow
}

// tabs are the looks in one line, the one that is open in brackets.
func (b *bottlenecks) tabs(e *env) string {
	var all []string
	for l := range lookCount {
		if e.log != "" && !l.ofLog() {
			continue
		}
		word := e.say(l.words())
		if l == b.look {
			word = e.theme.strong("[" + word + "]")
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

// which says what the figures are of, and the looks beside it, or under it
// where there is no room: what is left out is always told whole.
func (b *bottlenecks) which(e *env) []string {
	t, words, tabs := e.theme, b.choice.words(e), b.tabs(e)
	lines := e.readNote()
	if width(words)+2+width(tabs) <= e.width-4 {
		return indent(append(lines, t.ends(t.dim(words), tabs, e.width-4)), 2)
	}
	return indent(append(append(lines, wrapPaint(t, roleDim, words, e.width-4)...), t.cut(tabs, e.width-4)), 2)
}

// readNote says that there is more to know of how a log was read than which
// columns it has.
func (e *env) readNote() []string {
	if len(e.read) < 2 {
		return nil
	}
	return []string{e.theme.warn(e.theme.cut(e.say(model.Say{
		EN: "There is more to know of how the log was read (%d): O shows it.",
		ID: "Tentang cara log dibaca masih ada catatan (%d): O menampilkannya.",
	}, len(e.read)-1), e.width-4))}
}

// found are the problems of the look in the one order they are told in, without
// the one that the answer of now begins with.
func (b *bottlenecks) found() []findings.Finding {
	all := slices.Clone(findings.Together(b.data, b.review.Findings))
	return slices.DeleteFunc(all, func(f findings.Finding) bool { return f.Now || !b.look.shows(f) })
}

// problems are the problems of the period under the answer of now: each whole,
// with its cause and what could help, as many as there is room for.
func (b *bottlenecks) problems(e *env, room int) []string {
	t, all := e.theme, b.found()
	if !b.reviewed || len(all) == 0 || room < 1 {
		return nil
	}
	var lines []string
	for i, f := range all {
		left := room - len(lines)
		if i < len(all)-1 {
			left-- // For how many more there are.
		}
		words := wrap(clean(f.Sentence(e.lang)), e.width-6)
		if i == 0 && len(words) > left {
			words = wrap(clean(f.Problem(e.lang)), e.width-6)
		}
		if len(words) > left {
			more := model.Say{EN: "%d more: Tab shows them.", ID: "%d lagi: Tab menampilkannya."}
			if len(all)-i == 1 {
				more.EN = "%d more: Tab shows it."
			}
			if i == 0 {
				more = model.Say{EN: "Problems of this time: %d. Tab shows them.", ID: "Masalah dalam masa ini: %d. Tab menampilkannya."}
			}
			return append(lines, "  "+t.dim(e.say(more, len(all)-i)))
		}
		lines = append(lines, "  "+t.glyph.middle+" "+words[0])
		lines = append(lines, indent(words[1:], 4)...)
	}
	return lines
}

// problemLines are how many lines it takes to tell all problems whole.
func (b *bottlenecks) problemLines(e *env) int {
	n := 0
	for _, f := range b.found() {
		n += len(wrap(clean(f.Sentence(e.lang)), e.width-6))
	}
	return n
}

// told are the problems of a look that is not of now: the first one whole.
func (b *bottlenecks) told(e *env, room int) []string {
	t := e.theme
	w := e.width - 4
	if !b.reviewed {
		return b.reckoning(e)
	}
	all := b.found()
	if len(all) == 0 {
		return indent(wrapPaint(t, roleStrong, b.nothing(e), w), 2)
	}
	var lines []string
	for i, f := range all {
		one := wrapPaint(t, roleStrong, clean(f.Problem(e.lang)), w)
		rest := strings.TrimSpace(clean(f.Cause(e.lang)) + " " + clean(f.Change(e.lang)))
		if rest != "" {
			one = append(one, wrap(rest, w)...)
		}
		left := room - len(lines)
		if i < len(all)-1 {
			left-- // For how many more there are.
		}
		if i > 0 && len(one) > left {
			lines = append(lines, t.dim(e.say(model.Say{EN: "%d more in the table.", ID: "%d lagi di tabel."}, len(all)-i)))
			break
		}
		lines = append(lines, one...)
	}
	return indent(lines, 2)
}

// reckoning stands in place of figures that are on their way: the frame comes at
// once, and keys do not wait.
func (b *bottlenecks) reckoning(e *env) []string {
	return indent([]string{e.theme.dim(e.say(model.Say{EN: "Reckoning ...", ID: "Menghitung ..."}))}, 2)
}

// nothing says that the look has no problem to tell, or too few cases to know.
func (b *bottlenecks) nothing(e *env) string {
	r := b.review
	switch {
	case b.look == lookPromises && len(r.Promises) == 0:
		return e.say(model.Say{EN: "No case of this time had a promise to its customer.", ID: "Tidak ada kasus dalam masa ini yang punya janji kepada pelanggan."})
	case r.Cases < findings.Enough:
		return e.say(model.Say{
			EN: "Too few cases to say (%d). From %d on, problems are named.",
			ID: "Kasusnya terlalu sedikit (%d). Mulai %d, masalah disebut.",
		}, r.Cases, findings.Enough)
	}
	switch b.look {
	case lookSlow:
		return e.say(model.Say{EN: "No step waits out of proportion.", ID: "Tidak ada langkah yang menunggu berlebihan."})
	case lookConvoluted:
		return b.nothingAgain(e)
	case lookErrors:
		if e.log != "" && !r.SentBackKnown {
			return e.say(model.Say{EN: "Whether anything was sent back this log does not record.", ID: "Apakah ada yang dikembalikan tidak dicatat di log ini."})
		}
		return e.say(model.Say{EN: "No step sends back more than a little.", ID: "Tidak ada langkah yang mengembalikan lebih dari sedikit."})
	case lookPeople:
		if e.log != "" {
			return e.say(model.Say{EN: "How busy people were, a log does not say: it has no working hours.", ID: "Seberapa sibuk orangnya tidak ada di log: log tidak punya jam kerja."})
		}
		return e.say(model.Say{EN: "No role has more work than its people have time.", ID: "Tidak ada peran yang pekerjaannya melebihi waktu orangnya."})
	}
	return e.say(model.Say{EN: "Promises are kept.", ID: "Janji ditepati."})
}

// nothingAgain says that no step is done over so often that it stands out, and
// for how much of what was done over a reason is on record.
func (b *bottlenecks) nothingAgain(e *env) string {
	var again, sent int
	for _, d := range b.review.Detours {
		again, sent = again+d.Again, sent+d.AgainSent
	}
	switch {
	case again > 0:
		return e.say(model.Say{
			EN: "No step stands out. Done again with no reason on record: %d.",
			ID: "Tidak ada langkah yang menonjol. Diulang tanpa alasan di catatan: %d.",
		}, again)
	case sent > 0:
		return e.say(model.Say{
			EN: "No step stands out: what is done over has a reason on record.",
			ID: "Tidak ada langkah yang menonjol: yang diulang ada alasannya di catatan.",
		})
	}
	return e.say(model.Say{EN: "No step stands out: nothing is done over.", ID: "Tidak ada langkah yang menonjol: tidak ada yang diulang."})
}
