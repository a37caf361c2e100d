package ui

import (
	"strings"
	"time"

	"alur/model"
	"alur/model/findings"
)

// noRows says why a look has no table.
func (b *bottlenecks) noRows(e *env) string {
	switch b.look {
	case lookPeople:
		if e.log != "" && b.review.Cases > 0 {
			return e.say(model.Say{
				EN: "The log tells no roles and no persons. alur bottlenecks --log FILE --map person=COLUMN names the column.",
				ID: "Log ini tidak menyebut peran dan orang. alur bottlenecks --log BERKAS --map person=KOLOM menyebut kolomnya.",
			})
		}
	case lookErrors:
		if e.log != "" && !b.review.SentBackKnown {
			return e.say(model.Say{
				EN: "A log tells it by rows that ended in ate_abort.",
				ID: "Log menyebutnya dengan baris yang berakhir ate_abort.",
			})
		}
		return e.say(model.Say{EN: "Nothing was sent back in this time.", ID: "Tidak ada yang dikembalikan dalam masa ini."})
	case lookPromises:
		return e.say(model.Say{
			EN: "A process promises by its line promise: 2d; a case is promised another time with F8.",
			ID: "Proses berjanji lewat baris promise: 2d; kasus dijanjikan waktu lain dengan F8.",
		})
	}
	return e.say(model.Say{EN: "Nothing was done in this time. The arrow right looks at a longer one.", ID: "Tidak ada yang dikerjakan dalam masa ini. Panah kanan melihat masa yang lebih panjang."})
}

// under is what else there is to say of the marked row, in two lines; of how
// involved its process is in more, as many as there is room for.
func (b *bottlenecks) under(e *env, room int) []string {
	at := b.list.at()
	if at < 0 || e.height < 16 {
		return nil
	}
	var first, second string
	switch b.look {
	case lookSlow:
		first, second = b.underSlow(e, b.slowest[at])
	case lookConvoluted:
		return b.underWays(e, at, room)
	case lookErrors:
		first, second = b.underError(e, b.review.Errors[at])
	case lookPeople:
		first, second = b.underPeople(e, at)
	case lookPromises:
		first, second = b.underPromise(e, b.review.Promises[at])
	}
	t := e.theme
	second = t.cut(second, e.width-4)
	if b.look != lookSlow {
		second = t.dim(second)
	}
	return []string{"", "  " + t.cut(first, e.width-4), "  " + second}
}

// underError is why work was sent back, and where to.
func (b *bottlenecks) underError(e *env, x findings.Error) (first, second string) {
	var reasons, back []string
	for _, c := range x.Reasons {
		reasons = append(reasons, clean(c.Text)+" "+itoa(c.N))
	}
	for _, c := range x.BackTo {
		back = append(back, clean(b.review.Title(x.Process, c.Text))+" "+itoa(c.N))
	}
	return e.say(model.Say{EN: "Why: %s", ID: "Sebab: %s"}, strings.Join(reasons, ", ")),
		e.say(model.Say{EN: "Back to: %s", ID: "Kembali ke: %s"}, strings.Join(back, ", "))
}

// underPromise is by how much promises were broken.
func (b *bottlenecks) underPromise(e *env, p findings.Promise) (first, second string) {
	first = e.say(model.Say{
		EN: "Kept as last promised: %d of %d. Given another time: %d.",
		ID: "Ditepati menurut janji terakhir: %d dari %d. Diberi waktu lain: %d.",
	}, p.KeptLast, p.Cases, p.Repromised)
	if p.Lateness.N == 0 {
		return first, ""
	}
	return first, e.say(model.Say{EN: "Broken by %s in half of them, at most by %s.", ID: "Meleset %s di separuhnya, paling lama %s."},
		e.shortSpan(time.Duration(p.Lateness.P50*float64(time.Second))), e.seconds(p.Lateness.Max))
}
