package ui

import (
	"strconv"
	"time"

	"alur/model"
	"alur/model/findings"
	"alur/model/stats"
)

// subjects are what the rows of the look that is open are about, in their
// order: steps, processes without a step, or for people roles and persons in
// place of a step.
func (b *bottlenecks) subjects() []stepRef {
	var all []stepRef
	add := func(process, step string) { all = append(all, stepRef{process: process, step: step}) }
	switch b.look {
	case lookNow:
		for _, s := range b.data.Steps {
			add(s.Process, s.Step)
		}
	case lookSlow:
		for _, s := range b.slowest {
			add(s.Process, s.Step.Step)
		}
	case lookConvoluted:
		for _, d := range b.review.Detours {
			add(d.Process, d.Step)
		}
	case lookErrors:
		for _, x := range b.review.Errors {
			add(x.Process, x.Step)
		}
	case lookPeople:
		for _, l := range b.review.Loads {
			add("", l.Role)
		}
		for _, p := range b.persons {
			add("person", p.Person) // One may be called as a role is.
		}
	case lookPromises:
		for _, p := range b.review.Promises {
			add(p.Process, "")
		}
	}
	return all
}

// table is that of the look that is open.
func (b *bottlenecks) table(e *env) slowTable {
	switch b.look {
	case lookConvoluted:
		return b.detourTable(e)
	case lookErrors:
		return b.errorTable(e)
	case lookPeople:
		return b.loadTable(e)
	case lookPromises:
		return b.promiseTable(e)
	}
	return b.waitTable(e)
}

// behind says which rounds stand behind the marked row.
func (b *bottlenecks) behind() (casesOf, bool) {
	all, at := b.subjects(), b.list.at()
	if at < 0 || at >= len(all) {
		return casesOf{}, false
	}
	ref := all[at]
	of := casesOf{of: findings.Subject{Process: ref.process, Step: ref.step}, title: ref.process, choice: b.choice, look: b.look}
	switch {
	case b.look == lookPeople && at >= len(b.review.Loads):
		of.of, of.title = findings.Subject{Person: ref.step}, ref.step
	case b.look == lookPeople:
		of.of, of.title = findings.Subject{Role: ref.step}, ref.step
	case ref.step != "":
		of.title = b.review.Title(ref.process, ref.step)
	}
	return of, true
}

// figure is a length of time in few cells, or that there are too few to say.
func (e *env) figure(d stats.Distribution, value float64, enough int) string {
	switch {
	case d.N == 0:
		return e.theme.glyph.middle
	case d.N < enough:
		return e.say(model.Say{EN: "few: %d", ID: "baru %d"}, d.N)
	}
	return e.shortSpan(time.Duration(value * float64(time.Second)))
}

func percentText(share float64) string { return strconv.Itoa(int(100*share+0.5)) + " %" }

func (e *env) decimal(x float64) string {
	return model.FormatNumber(strconv.FormatFloat(x, 'f', 1, 64), e.decimalSign())
}

// detourTable shows what left its straight way.
func (b *bottlenecks) detourTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Cases", ID: "Kasus"}), e.say(model.Say{EN: "Times", ID: "Kali"}),
			e.say(model.Say{EN: "Again", ID: "Ulang"}), e.say(model.Say{EN: "Given back", ID: "Dilepas"}), e.say(model.Say{EN: "Unclear", ID: "Tak jelas"}),
			e.say(model.Say{EN: "Handed on", ID: "Dialihkan"}), e.say(model.Say{EN: "Skipped", ID: "Dilewati"}),
		},
		wide: []int{6, 6, 6, 11, 10, 10}, last: 8, right: true,
	}
	for _, d := range b.review.Detours {
		t.rows = append(t.rows, slowRow{
			name:  b.review.Title(d.Process, d.Step),
			cells: []string{itoa(d.Cases), e.decimal(d.PerCase), e.again(d), e.some(d.GivenBack), e.some(d.Unclear), e.some(d.Handed)},
			end:   e.some(d.Skipped),
		})
	}
	return t
}

// again is how often a step was done over: with no reason known, and in
// brackets because something was sent back.
func (e *env) again(d findings.Detour) string {
	switch {
	case d.AgainSent == 0:
		return e.some(d.Again)
	case d.Again == 0:
		return "(" + itoa(d.AgainSent) + ")"
	}
	return itoa(d.Again) + " (" + itoa(d.AgainSent) + ")"
}

// some is a number; none is a dot, so that what is there stands out.
func (e *env) some(n int) string {
	if n == 0 {
		return e.theme.glyph.middle
	}
	return itoa(n)
}

// errorTable shows what was sent back.
func (b *bottlenecks) errorTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Ended", ID: "Selesai"}), e.say(model.Say{EN: "Sent back", ID: "Kembali"}),
			e.say(model.Say{EN: "Share", ID: "Bagian"}), e.say(model.Say{EN: "Lost", ID: "Hilang"}), e.say(model.Say{EN: "Most often", ID: "Paling sering"}),
		},
		wide: []int{6, 10, 14, 8}, last: max(16, e.width-84), words: true,
	}
	for _, x := range b.review.Errors {
		reason := ""
		for i, most := range findings.MostOf(x.Reasons) {
			if reason += ", "; i == 0 {
				reason = itoa(most.N) + "x "
			}
			reason += clean(most.Text)
		}
		t.rows = append(t.rows, slowRow{
			name:  b.review.Title(x.Process, x.Step),
			cells: []string{itoa(x.Attempts), itoa(x.Failed), e.ranged(x.Share, x.Range, x.Attempts), e.seconds(x.Lost)},
			end:   reason,
		})
	}
	return t
}

// ranged is a share with where the true one lies, or that there are too few to
// say.
func (e *env) ranged(share float64, r stats.Interval, n int) string {
	if n < stats.EnoughFor(0.5) {
		return e.say(model.Say{EN: "few: %d", ID: "baru %d"}, n)
	}
	return percentText(share) + " (" + strconv.Itoa(int(100*r.Low+0.5)) + "-" + strconv.Itoa(int(100*r.High+0.5)) + ")"
}

// promiseTable shows which promises were kept.
func (b *bottlenecks) promiseTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Process", ID: "Proses"}), e.say(model.Say{EN: "Cases", ID: "Kasus"}), e.say(model.Say{EN: "By first", ID: "Semula"}),
			e.say(model.Say{EN: "Late now", ID: "Telat"}), e.say(model.Say{EN: "Tight", ID: "Mepet"}), e.say(model.Say{EN: "Kept", ID: "Ditepati"}),
		},
		wide: []int{6, 9, 9, 6}, last: 24, bars: true,
	}
	for _, p := range b.review.Promises {
		t.rows = append(t.rows, slowRow{
			name:  processName(e, p.Process),
			cells: []string{itoa(p.Cases), itoa(p.KeptFirst), e.some(p.Late), e.some(p.Tight)},
			bar:   p.Share, end: e.ranged(p.Share, p.Range, p.Cases),
		})
	}
	return t
}
