package ui

import (
	"context"
	"errors"
	"slices"

	"alur/model"
	"alur/model/compare"
)

func comparePage() page {
	return page{
		id:    pageCompare,
		title: model.Say{EN: "Did it help?", ID: "Hasil perubahan"},
		help: model.Say{
			EN: "Two versions of a process beside each other, by the cases that came in the same time. The verdict stands on top; a difference is said only where it is more than chance, also for who looks every day. Under it the figures of both sides, the difference, and the interval in which it lies with 95 %: half of the cases take no longer than what is shown, open ones counted as far as they have come. √ is clearly better, ▲ clearly worse. Tab shows the intervals and all that has to be known beside the verdict. F8 rolls the new version out or ends its trial.",
			ID: "Dua versi sebuah proses berdampingan, menurut kasus yang datang pada masa yang sama. Putusannya di atas; perbedaan hanya disebut bila bukan kebetulan, juga bagi yang melihat setiap hari. Di bawahnya angka kedua sisi, perbedaannya, dan rentang letaknya dengan 95 %: separuh kasus perlu tidak lebih lama dari yang ditampilkan, yang masih berjalan dihitung sejauh ini. √ jelas lebih baik, ▲ jelas lebih buruk. Tab menampilkan rentang dan semua catatan di samping putusan. F8 memberlakukan versi baru untuk semua atau mengakhiri percobaannya.",
		},
		reckons: true,
		make:    func() screen { return &comparing{} },
		may:     overseer,
	}
}

// comparing says whether a change helped.
type comparing struct {
	ask  compare.Ask
	data compareData
	// ready is false while the first answer is reckoned.
	ready bool
	// beside shows the intervals and all that has to be known, in place of the
	// figures of both sides.
	beside bool
	top    int
	sheet  *sheet
}

// compareData is what a load brings: the answer, or why there is none.
type compareData struct {
	ask compare.Ask
	c   compare.Comparison
	// before and after are the definitions of both sides, nil where versions
	// are not told apart.
	before, after *model.Flow
	none          *model.Refusal
}

func (v *comparing) typing() bool { return false }

func (v *comparing) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if ask, ok := in.arg.(compare.Ask); ok {
			v.ask = ask
		}
		return []effect{v.load()}
	case refresh:
		// It may take a while, and the record moves with every act.
		if !in.minute && v.ready {
			return nil
		}
		return []effect{v.load()}
	case newShop:
		return []effect{v.load()}
	case loaded:
		if data, ok := in.value.(compareData); ok && in.err == nil && data.ask == v.ask {
			v.data, v.ready = data, true
		}
	case done:
		return []effect{v.load()}
	case answered:
		return v.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return v.key(e, in)
	}
	return nil
}

func (v *comparing) load() load {
	ask := v.ask
	return load{name: "compare", get: func(ctx context.Context, s Store) (any, error) {
		return readComparison(ctx, s, ask)
	}}
}

// readComparison reckons, away from the screen.
func readComparison(ctx context.Context, s Store, ask compare.Ask) (data compareData, err error) {
	data.ask = ask
	data.c, err = s.Compare(ctx, ask)
	if errors.As(err, &data.none) {
		return data, nil
	}
	if err != nil || data.c.Question.Before.Version == 0 {
		return data, err
	}
	if data.before, err = s.Flow(ctx, ask.Process, data.c.Question.Before.Version); err == nil {
		data.after, err = s.Flow(ctx, ask.Process, data.c.Question.After.Version)
	}
	return data, err
}

func (v *comparing) key(e *env, k keyPress) []effect {
	page := max(1, v.room(e)-1)
	switch k.name {
	case "esc":
		return []effect{goBack{}}
	case "down", "j":
		v.top++
	case "up", "k":
		v.top--
	case "pgdown":
		v.top += page
	case "pgup":
		v.top -= page
	case "home":
		v.top = 0
	case "end":
		v.top = len(v.rows(e))
	case "tab", "shift+tab":
		v.beside, v.top = !v.beside, 0
	default:
		if k.is(keyProblem, true) {
			if off := v.off(e); off != "" {
				return []effect{notice{role: roleWarn, text: capital(notNow(e, off))}}
			}
			return []effect{ask{sheet: v.verbs(e)}}
		}
	}
	v.top = max(0, min(v.top, len(v.rows(e))-v.room(e)))
	return nil
}

func (v *comparing) uses(e *env) []use {
	more := use{id: keyProblem, words: model.Say{EN: "Roll out, end", ID: "Berlakukan, akhiri"}, kept: true, off: v.off(e)}
	if v.data.none != nil {
		return []use{{id: keyHelp}, more, {id: keyBack}, {id: keyMenu}} // There is nothing to move through.
	}
	look := use{id: keyField, kept: true, words: model.Say{EN: "Intervals", ID: "Rentang"}}
	if v.beside {
		look.words = model.Say{EN: "Both sides", ID: "Kedua sisi"}
	}
	return []use{{id: keyHelp}, {id: keyMove}, look, more, {id: keyBack}, {id: keyMenu}}
}

// off says why nothing can follow yet, or nothing.
func (v *comparing) off(e *env) string {
	if !v.ready || v.data.none != nil {
		return e.say(model.Say{EN: "nothing is compared", ID: "tidak ada yang dibandingkan"})
	}
	return ""
}

// The verbs of F8 on a comparison.
const (
	verbRollOut  = "roll out"
	verbEndTrial = "end trial"
)

// trial are the sides as the shop has them now: the version that is tried, or
// else the newer one, and the other, with the divisions where the first is on
// trial or in force alone.
type trialNow struct {
	tried, usual           compare.Side
	triedFlow, usualFlow   *model.Flow
	divisions              []string
	running, everywhereNow bool
}

func (v *comparing) trialNow(e *env) trialNow {
	q := v.data.c.Question
	n := trialNow{tried: q.After, usual: q.Before, triedFlow: v.data.after, usualFlow: v.data.before}
	head := e.shop.Processes[v.ask.Process]
	if head == nil || len(head.Versions) == 0 {
		return n
	}
	last := head.Versions[len(head.Versions)-1]
	if slices.Contains(n.usual.Versions, last.Version) && (last.Share > 0 || len(last.Divisions) > 0) {
		n.tried, n.usual, n.triedFlow, n.usualFlow = n.usual, n.tried, n.usualFlow, n.triedFlow
	}
	n.everywhereNow = !head.Retired
	for _, d := range append(e.shop.DivisionIDs(), "") {
		pilot, on := head.Pilot(d)
		if on || !slices.Contains(n.tried.Versions, head.InForce(d)) {
			n.everywhereNow = false
		}
		if on && slices.Contains(n.tried.Versions, pilot.Version) {
			n.running, n.divisions = true, pilot.Divisions
		}
	}
	if !n.running && slices.Contains(n.tried.Versions, last.Version) && len(last.Divisions) > 0 {
		n.running, n.divisions = true, last.Divisions
	}
	return n
}

// verbs asks what is to follow from it. What can't be done now says why.
func (v *comparing) verbs(e *env) *sheet {
	n := v.trialNow(e)
	roll := option{id: verbRollOut, label: e.say(model.Say{EN: "Roll out to all", ID: "Berlakukan untuk semua"}),
		detail: e.say(model.Say{EN: "version %d for every new case", ID: "versi %d untuk setiap kasus baru"}, n.tried.Version)}
	end := option{id: verbEndTrial, label: e.say(model.Say{EN: "End the trial", ID: "Akhiri percobaan"}),
		detail: e.say(model.Say{EN: "version %d again for every new case", ID: "versi %d lagi untuk setiap kasus baru"}, n.usual.Version)}
	switch {
	case !e.me.Owner:
		roll.off = e.say(model.Say{EN: "only the owner may", ID: "hanya pemilik yang boleh"})
		end.off = roll.off
	case n.triedFlow == nil || n.usualFlow == nil:
		roll.off = e.say(model.Say{EN: "no versions are compared", ID: "bukan versi yang dibandingkan"})
		end.off = roll.off
	default:
		if n.everywhereNow {
			roll.off = e.say(model.Say{EN: "it is in force everywhere already", ID: "sudah berlaku di mana-mana"})
		}
		if !n.running {
			end.off = e.say(model.Say{EN: "nothing is tried now", ID: "tidak ada yang dicoba sekarang"})
		}
	}
	verbs := item{kind: itemVerbs, name: "verb", options: []option{roll, end}}
	if roll.off != "" && end.off == "" {
		verbs.at = 1
	}
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What follows from it?", ID: "Apa tindak lanjutnya?"}),
		lead:  []string{clean(processName(e, v.ask.Process))},
		form:  form{items: []item{verbs}},
	}
}

func calledDivisions(e *env, ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, e.shop.DivisionName(id))
	}
	return names
}

// answered goes on with what was answered: to the question whether it is
// meant, or to the act.
func (v *comparing) answered(e *env, a answered) []effect {
	n := v.trialNow(e)
	if a.button == "" || a.button == cancelled || n.triedFlow == nil || n.usualFlow == nil {
		return nil
	}
	if a.name == "verb" {
		return []effect{ask{sheet: v.sureSheet(e, n, a.button)}}
	}
	name := clean(processName(e, v.ask.Process))
	switch a.name {
	case verbRollOut:
		return []effect{do{name: a.name, act: model.PublishProcess{Process: n.triedFlow.Process}, said: inForceSaid(e, name, nil, 0)}}
	case verbEndTrial:
		said := e.say(model.Say{EN: "The trial has ended: new cases follow version %d %s.", ID: "Percobaan berakhir: kasus baru mengikuti versi %d %s."}, n.usual.Version, whereSaid(e, calledDivisions(e, n.divisions)))
		return []effect{do{name: a.name, act: model.PublishProcess{Process: n.usualFlow.Process, Divisions: n.divisions}, said: said}}
	}
	return nil
}

// sureSheet says what the act means, and asks for it.
func (v *comparing) sureSheet(e *env, n trialNow, verb string) *sheet {
	stays := e.say(model.Say{
		EN: "Running cases stay with their version until you move them.",
		ID: "Kasus yang berjalan tetap di versinya sampai Anda memindahkannya.",
	})
	s := &sheet{name: verb}
	if verb == verbRollOut {
		s.title = e.say(model.Say{EN: "Roll version %d out to all", ID: "Berlakukan versi %d untuk semua"}, n.tried.Version)
		s.lead = []string{e.say(model.Say{EN: "Every new case follows version %d from now on. %s", ID: "Setiap kasus baru mengikuti versi %d sejak sekarang. %s"}, n.tried.Version, stays)}
		s.form = form{items: buttons(e, e.say(model.Say{EN: "Roll out", ID: "Berlakukan"}))}
	} else {
		s.title = e.say(model.Say{EN: "End the trial of version %d", ID: "Akhiri percobaan versi %d"}, n.tried.Version)
		s.lead = []string{e.say(model.Say{EN: "New cases %s follow version %d from now on. %s", ID: "Kasus baru %s mengikuti versi %d sejak sekarang. %s"}, whereSaid(e, calledDivisions(e, n.divisions)), n.usual.Version, stays)}
		s.form = form{items: buttons(e, e.say(model.Say{EN: "End it", ID: "Akhiri"}))}
	}
	v.sheet = s
	return s
}
