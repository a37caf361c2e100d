package ui

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"alur/model"
	"alur/store"
)

// proofLoad is the name of the load that proves the record.
const proofLoad = "proof"

// proof is whether the record is whole: it is looked at beside the screen
// when the page is opened.
type proof struct {
	done bool
	head Head
	// base is where the record begins, nil where it does with its first event.
	base    *store.Base
	checked time.Time
	// bad says what is wrong with the record; failed why it could not be
	// looked at.
	bad    *store.Fault
	failed error
	// percent is written by the proof while it runs.
	percent *atomic.Uint64
}

// proofDone is what a proof found.
type proofDone struct {
	head    Head
	base    *store.Base
	checked time.Time
	// err is the page's to show, so the load itself never fails.
	err error
}

// begin proves the record, unless that was done already.
func (p *proof) begin() []effect {
	if p.done {
		return nil
	}
	percent := &atomic.Uint64{}
	p.percent = percent
	return []effect{load{name: proofLoad, get: func(ctx context.Context, s Store) (any, error) {
		report, err := s.Verify(ctx, nil, func(done, total uint64) {
			if total > 0 {
				percent.Store(100 * done / total)
			}
		})
		return proofDone{head: report.Head, base: report.Base, checked: report.Begun, err: err}, nil
	}}}
}

func (p *proof) came(d proofDone) {
	p.done, p.head, p.base, p.checked = true, d.head, d.base, d.checked
	p.failed = d.err
	if !errors.As(d.err, &p.bad) {
		p.bad = nil
	}
}

// lines say how the record stands: one line while all is well.
func (p *proof) lines(e *env, w int) []string {
	t := e.theme
	switch {
	case !p.done:
		percent := uint64(0)
		if p.percent != nil {
			percent = p.percent.Load()
		}
		return []string{t.dim(t.cut(t.glyph.middle+" "+e.say(model.Say{
			EN: "Checking that no line was changed or lost ... %d %%",
			ID: "Memeriksa apakah ada baris yang diubah atau hilang ... %d %%",
		}, percent), w))}
	case p.bad != nil:
		text := "! " + clean(p.bad.In(e.lang))
		return wrapPaint(t, roleLate, text, w)
	case p.failed != nil:
		return wrapPaint(t, roleWarn, "! "+e.say(model.Say{
			EN: "The record could not be checked now (%s). It is checked when you open this page again.",
			ID: "Catatan tidak bisa diperiksa sekarang (%s). Ia diperiksa saat halaman ini dibuka lagi.",
		}, clean(p.failed.Error())), w)
	}
	text := e.say(model.Say{
		EN: "%s Record is complete: %s events, none changed or missing",
		ID: "%s Catatan lengkap: %s baris, tak ada yang diubah atau hilang",
	}, t.glyph.tick, e.count(p.head.Seq))
	if p.base != nil {
		text = e.say(model.Say{
			EN: "%s Record is complete since event %s; older ones in %s",
			ID: "%s Catatan lengkap sejak baris %s; yang lama di %s",
		}, t.glyph.tick, e.count(p.base.Seq+1), clean(p.base.File))
	}
	checked := e.say(model.Say{EN: " (checked %s)", ID: " (dicek %s)"}, e.when(p.checked))
	if width(text)+width(checked) > w {
		checked = " (" + e.when(p.checked) + ")"
	}
	text += checked
	return []string{t.good(t.cut(text, w))}
}

// short is the head of the record as people compare it: its number and the
// begin of its hash.
func (p *proof) short() string {
	if !p.done || p.bad != nil || p.failed != nil {
		return ""
	}
	const shown = 8
	text := p.head.String()
	at := len(utoa(p.head.Seq)) + 1
	return text[:min(len(text), at+shown)]
}
