package compare

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"alur/model"
)

// Words is what sentences are made with.
type Words struct {
	Shop *model.Shop
	// Calendar says how long an opening day is.
	Calendar *model.Calendar
}

// because is a sentence with what it speaks of.
func because(s model.Say, args ...any) model.Reason { return model.Reason{Say: s, Args: args} }

// list is parts of a sentence: "a, b and c".
type list []model.Sayable

// In says them in a language.
func (l list) In(lang model.Lang) string {
	var texts []string
	for _, s := range l {
		texts = append(texts, s.In(lang))
	}
	if n := len(texts); n > 1 {
		and := model.Say{EN: "%s and %s", ID: "%s dan %s"}
		return and.In(lang, strings.Join(texts[:n-1], ", "), texts[n-1])
	}
	return strings.Join(texts, "")
}

// capital is a part that begins a sentence.
type capital struct{ model.Sayable }

// In says it in a language.
func (c capital) In(lang model.Lang) string {
	text := c.Sayable.In(lang)
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}

// Names are what the sides are called: "version 3" and "version 4", or two
// divisions, or both where both differ.
func (q Question) Names(shop *model.Shop) (before, after model.Reason) {
	elsewhere := !slices.Equal(q.Before.Divisions, q.After.Divisions)
	name := func(s Side) model.Reason {
		where := s.where(shop)
		switch {
		case s.Version == 0:
			return where
		case elsewhere && len(s.Divisions) > 0:
			return because(model.Say{EN: "version %d (%s)", ID: "versi %d (%s)"}, s.Version, where)
		}
		return because(model.Say{EN: "version %d", ID: "versi %d"}, s.Version)
	}
	return name(q.Before), name(q.After)
}

// where are the divisions of a side.
func (s Side) where(shop *model.Shop) model.Reason {
	if s.Divisions == nil {
		return because(model.Say{EN: "the whole shop", ID: "seluruh toko"})
	}
	var names []string
	for _, d := range s.Divisions {
		if d != "" {
			names = append(names, shop.DivisionName(d))
		}
	}
	if len(names) < len(s.Divisions) {
		return because(model.Say{EN: "%s", ID: "%s"}, list{
			because(model.Say{EN: "no division", ID: "tanpa divisi"}), because(model.Say{EN: "%s", ID: "%s"}, strings.Join(names, ", ")),
		}[:min(2, 1+len(names))])
	}
	return because(model.Say{EN: "%s", ID: "%s"}, strings.Join(names, ", "))
}

// Sentences are the verdict, always the first, and what has to be known beside
// it.
func (c Comparison) Sentences(w Words) []model.Reason {
	said := append([]model.Reason{c.headline(w)}, c.surer(w)...)
	return append(said, c.cautions(w)...)
}

// headline is the verdict in one sentence.
func (c Comparison) headline(w Words) model.Reason {
	before, after := c.Names(w.Shop)
	v := c.Verdict
	switch v.Kind {
	case Better:
		return because(model.Say{EN: "%s is better: %s.", ID: "%s lebih baik: %s."}, capital{after}, c.details(w, v.Gained))
	case Worse:
		return because(model.Say{EN: "%s is worse: %s.", ID: "%s lebih buruk: %s."}, capital{after}, c.details(w, v.Lost))
	case Mixed:
		return because(model.Say{EN: "%s is better in one way and worse in another: %s, but %s.", ID: "%s lebih baik di satu sisi dan lebih buruk di sisi lain: %s, tetapi %s."},
			capital{after}, c.details(w, v.Gained), c.details(w, v.Lost))
	case None:
		return because(model.Say{EN: "No difference to be seen between %s and %s.", ID: "Tidak terlihat perbedaan antara %s dan %s."}, before, after)
	}
	fewer, side := []Side{c.Question.Before, c.Question.After}[v.Side], []model.Reason{before, after}[v.Side]
	switch {
	case v.Never && v.N == 0 && !fewer.To.Before(c.Now):
		return because(model.Say{EN: "Too few cases (0): none of %s has ended yet. How long to wait shows once one has.", ID: "Kasus terlalu sedikit (0): untuk %s belum ada yang selesai. Berapa lama menunggu terlihat setelah ada satu."}, side)
	case v.Never:
		return because(model.Say{EN: "Too few cases (%d) of %s, and there will not be enough.", ID: "Kasus terlalu sedikit (%d) untuk %s, dan tidak akan cukup."}, v.N, side)
	}
	return because(model.Say{EN: "Too few cases (%d) of %s: wait about %s.", ID: "Kasus terlalu sedikit (%d) untuk %s: tunggu sekitar %s."}, v.N, side, days(v.WaitDays))
}

// details say by how much each measure differs.
func (c Comparison) details(w Words, of []Measure) list {
	var said list
	for _, m := range of {
		switch m {
		case LeadTime:
			said = append(said, c.leadDetail(w))
		case Right:
			said = append(said, because(model.Say{EN: "%s are right the first time instead of %s", ID: "%s benar sekali jalan, bukan %s"},
				Percent(c.FirstPass.After.Share()), Percent(c.FirstPass.Before.Share())))
		case Promises:
			said = append(said, because(model.Say{EN: "%s of promises are kept instead of %s", ID: "%s janji ditepati, bukan %s"},
				Percent(c.KeptFirst.After.Share()), Percent(c.KeptFirst.Before.Share())))
		}
	}
	return said
}

func (c Comparison) leadDetail(w Words) model.Reason {
	l := c.Lead
	longer := l.Delta > 0
	if l.Before != nil && l.After != nil && (*l.After > *l.Before) == longer {
		before, after := w.lasting(*l.Before), w.lasting(*l.After)
		return because(model.Say{EN: "half of the cases take up to %s instead of %s", ID: "separuh kasus perlu sampai %s, bukan %s"}, after, before)
	}
	if longer {
		return because(model.Say{EN: "cases take longer", ID: "kasus lebih lama selesai"})
	}
	return because(model.Say{EN: "cases take less time", ID: "kasus lebih cepat selesai"})
}

// days is a number of them.
func days(n int) model.Reason {
	if n == 1 {
		return because(model.Say{EN: "1 day", ID: "1 hari"})
	}
	return because(model.Say{EN: "%d days", ID: "%d hari"}, n)
}

// surer says what is missing to be surer, and how many cases there are.
func (c Comparison) surer(w Words) []model.Reason {
	v := c.Verdict
	before, after := c.Names(w.Shop)
	n := because(model.Say{EN: "Ended: %d of %s, %d of %s.", ID: "Selesai: %d dari %s, %d dari %s."}, c.Before.Ended, before, c.After.Ended, after)
	said := []model.Reason{n}
	switch {
	case v.Kind == None && len(v.Maybe) > 0 && v.WaitDays > 0:
		said = append(said, because(model.Say{EN: "There may be one (%s), but it is not sure: wait about %s more.", ID: "Mungkin ada (%s), tetapi belum pasti: tunggu sekitar %s lagi."}, names(v.Maybe), days(v.WaitDays)))
	case v.Kind == None && len(v.Maybe) > 0:
		said = append(said, because(model.Say{EN: "There may be one (%s), but it is not sure.", ID: "Mungkin ada (%s), tetapi belum pasti."}, names(v.Maybe)))
	case v.Kind == None && v.WaitDays > 0:
		said = append(said, because(model.Say{EN: "With so few, only a large one would show: wait about %s to be surer.", ID: "Dengan sesedikit ini hanya perbedaan besar yang terlihat: tunggu sekitar %s agar lebih pasti."}, days(v.WaitDays)))
	case v.Kind == None && v.Never:
		said = append(said, because(model.Say{EN: "With so few, only a large one would show.", ID: "Dengan sesedikit ini hanya perbedaan besar yang terlihat."}))
	}
	if v.Shorter != "" {
		said = append(said, because(model.Say{EN: "%s takes less, %s more: the wait has moved, which is no gain.", ID: "%s lebih cepat, %s lebih lama: penantian hanya berpindah, itu bukan kemajuan."}, c.title(v.Shorter), c.title(v.Longer)))
	}
	return said
}

// cautions say what else may lie behind a difference, and what was left out.
func (c Comparison) cautions(w Words) []model.Reason {
	before, after := c.Names(w.Shop)
	var said []model.Reason
	switch {
	case c.Drawn:
		said = append(said, because(model.Say{EN: "Chance decided which case followed which, at the same time: a fair comparison.", ID: "Undian yang menentukan kasus mana mengikuti yang mana, pada waktu yang sama: perbandingan yang adil."}))
	case c.Together:
		said = append(said, because(model.Say{EN: "Same time, but different divisions: whatever else sets them apart counts too.", ID: "Waktunya sama, tetapi divisinya berbeda: perbedaan lain di antaranya ikut terhitung."}))
	default:
		said = append(said, because(model.Say{EN: "One came after the other: whatever else has changed meanwhile counts too.", ID: "Yang satu sesudah yang lain: apa pun yang berubah sementara itu ikut terhitung."}))
	}
	if !c.Together && min(c.Question.After.To.Sub(c.Question.After.From), c.Question.Before.To.Sub(c.Question.Before.From)) < 7*day {
		said = append(said, because(model.Say{EN: "One side is shorter than a week: its weekdays are not those of the other.", ID: "Satu sisi kurang dari seminggu: hari-harinya tidak sama dengan yang lain."}))
	}
	if more, less := max(c.Before.WIP, c.After.WIP), min(c.Before.WIP, c.After.WIP); !c.Drawn && more >= 1.5*less && more-less >= 3 {
		who := before
		if c.After.WIP > c.Before.WIP {
			who = after
		}
		said = append(said, because(model.Say{EN: "%s had more under way, %.0f cases against %.0f: that alone makes cases slower.", ID: "%s punya lebih banyak yang berjalan, %.0f kasus dibanding %.0f: itu saja sudah memperlambat."}, capital{who}, more, less))
	}
	if n := c.Before.Moved + c.After.Moved; n > 0 {
		said = append(said, counted(n, model.Say{EN: "1 case that was moved to another version is left out.", ID: "1 kasus yang dipindahkan ke versi lain tidak dihitung."},
			model.Say{EN: "%d cases that were moved to another version are left out.", ID: "%d kasus yang dipindahkan ke versi lain tidak dihitung."}))
	}
	if n := c.Before.Straddling + c.After.Straddling; n > 0 {
		said = append(said, counted(n, model.Say{EN: "1 case from before that time is left out.", ID: "1 kasus dari sebelum masa itu tidak dihitung."},
			model.Say{EN: "%d cases from before that time are left out.", ID: "%d kasus dari sebelum masa itu tidak dihitung."}))
	}
	if n := c.Before.Open; !c.Together && n > 0 {
		said = append(said, counted(n, model.Say{EN: "1 case ran across the change and counts up to it.", ID: "1 kasus melintasi perubahan dan dihitung sampai saat itu."},
			model.Say{EN: "%d cases ran across the change and count up to it.", ID: "%d kasus melintasi perubahan dan dihitung sampai saat itu."}))
	}
	return said
}

// counted is one sentence for one and another for several.
func counted(n int, one, several model.Say) model.Reason {
	if n == 1 {
		return because(one)
	}
	return because(several, n)
}

// names are what measures are called in a sentence.
func names(of []Measure) list {
	var said list
	for _, m := range of {
		said = append(said, because(map[Measure]model.Say{
			LeadTime: {EN: "lead time", ID: "lama kasus"},
			Right:    {EN: "right the first time", ID: "benar sekali jalan"},
			Promises: {EN: "promises", ID: "janji"},
		}[m]))
	}
	return said
}

// title is what a step says.
func (c Comparison) title(step string) string {
	for _, s := range c.Steps {
		if s.Step == step && s.Title != "" {
			return s.Title
		}
	}
	return step
}

// lasting is a length of opening time in seconds in a sentence, in the digits
// that the table has.
func (w Words) lasting(s float64) model.Sayable {
	day := w.openDay()
	switch d := time.Duration(s * float64(time.Second)); {
	case d < time.Minute:
		return because(model.Say{EN: "less than a minute", ID: "kurang dari satu menit"})
	case d >= 2*day:
		return because(model.Say{EN: "%s opening days", ID: "%s hari buka"}, w.digits(s/day.Seconds(), 1))
	}
	return w.Length(s, day)
}

// Percent is a share as people read it: 91 %. A part is never nothing, nor
// the whole.
func Percent(share float64) string {
	p := math.Round(100 * share)
	if share > 0 {
		p = max(p, 1)
	}
	if share < 1 {
		p = min(p, 99)
	}
	return strconv.Itoa(int(p)) + " %"
}
