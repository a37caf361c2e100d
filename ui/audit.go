package ui

import (
	"maps"
	"slices"
	"time"

	"alur/model"
	tables "alur/store/export"
)

func auditPage() page {
	return page{
		id:    pageAudit,
		title: model.Say{EN: "Audit", ID: "Audit"},
		help: model.Say{
			EN: "Everything that happened, the newest first: who did what, and when. Nothing here can be changed or taken out. Under the list stands the marked line in full. / looks for a word, O shows one person or one case only, the arrows left and right look further back, Enter opens the case.",
			ID: "Semua yang terjadi, yang terbaru di atas: siapa melakukan apa, dan kapan. Tidak ada yang bisa diubah atau dihapus di sini. Di bawah daftar ada baris yang ditandai selengkapnya. / mencari kata, O hanya menampilkan satu orang atau satu kasus, panah kiri dan kanan melihat lebih jauh ke belakang, Enter membuka kasusnya.",
		},
		reckons: true,
		make:    func() screen { return newAudit() },
		menu:    true,
		may:     overseer,
	}
}

// overseer reports whether a person may see what all others do: an owner, or
// an auditor.
func overseer(p *model.Person) bool { return p.Owner || p.Auditor }

// audit is the record as people read it.
type audit struct {
	filter auditFilter
	// line is the text to filter by; filtering is true while it is typed.
	line      lineEdit
	filtering bool

	// events are the lines that are there, the newest first; covered, below
	// and more say how far they reach (see auditLines).
	events         []model.Event
	cases          map[string]caseFacts
	covered, below uint64
	more           bool
	// since is when the period began as the lines were read: at midnight
	// "today" is another day.
	since        time.Time
	ready, asked bool

	list list
	// top is the first line in view. It stays when newer lines come, so that
	// nothing moves; seen is the newest line that was in view.
	top  int
	seen uint64

	proof  proof
	export exporter
}

func newAudit() *audit {
	return &audit{
		filter: auditFilter{period: periodDay},
		export: exporter{
			what:  tables.Events,
			title: model.Say{EN: "Export the record", ID: "Ekspor catatan"},
			word:  model.Say{EN: "audit", ID: "audit"},
		},
	}
}

func (a *audit) typing() bool { return a.filtering }

func (a *audit) chooses() *list { return &a.list }

// takes keeps the key / for this page: here it filters.
func (a *audit) takes(k keyPress) bool { return !a.filtering && filters(k) }

func (a *audit) caseShown() string {
	ev, _ := a.chosen()
	return ev.Case
}

func (a *audit) update(e *env, in input) []effect {
	if effects, used := a.export.update(e, in); used {
		return effects
	}
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok && id != "" {
			a.filter = auditFilter{caseID: id}
		}
		return append(a.again(e), a.proof.begin()...)
	case refresh:
		return a.again(e)
	case loaded:
		return a.came(e, in)
	case answered:
		return a.answer(e, in)
	case scanned:
		if a.filtering {
			return a.typed(e, a.line.insert(in.text))
		}
		return []effect{lookUp{code: in.text}}
	case pasted:
		return a.typed(e, a.filtering && a.line.insert(in.text))
	case keyPress:
		return a.key(e, in)
	}
	return nil
}

// again looks for newer lines, or begins where nothing is there yet.
func (a *audit) again(e *env) []effect {
	if !a.ready || !a.since.Equal(a.filter.period.since(e)) {
		return a.load(e, fetchAll)
	}
	return a.load(e, fetchNewer)
}

func (a *audit) load(e *env, kind fetch) []effect {
	a.asked = kind == fetchOlder
	if kind == fetchAll {
		a.since = a.filter.period.since(e)
	}
	return []effect{a.loadLines(e, kind)}
}

// came takes what a load brought; what was asked under another filter is
// dropped.
func (a *audit) came(e *env, in loaded) []effect {
	if done, ok := in.value.(proofDone); ok {
		a.proof.came(done)
		return nil
	}
	a.asked = false
	l, ok := in.value.(auditLines)
	if !ok || in.err != nil || l.ask.filter != a.filter {
		return nil
	}
	a.cases = merged(a.cases, l.cases)
	switch l.ask.fetch {
	case fetchAll:
		a.events, a.below, a.more, a.covered = l.events, l.below, l.more, l.covered
		a.seen = newest(l.events)
	case fetchNewer:
		if l.ask.after != a.covered {
			return nil
		}
		a.covered = l.covered
		a.events = append(slices.Clone(l.events), a.events...)
		a.top += len(l.events)
	case fetchOlder:
		if l.ask.before != a.below {
			return nil
		}
		a.events = append(a.events, l.events...)
		a.below, a.more = l.below, l.more
	}
	a.ready = true
	ids := make([]string, len(a.events))
	for i, ev := range a.events {
		ids[i] = utoa(ev.Seq)
	}
	a.list.set(ids)
	a.follow(e)
	if l.ask.fetch == fetchOlder && len(l.events) == 0 {
		return nil
	}
	return a.onward(e)
}

// merged joins what is known of cases into a new map: a load that is under
// way reads the old one.
func merged(known, more map[string]caseFacts) map[string]caseFacts {
	if len(more) == 0 {
		return known
	}
	all := make(map[string]caseFacts, len(known)+len(more))
	maps.Copy(all, known)
	maps.Copy(all, more)
	return all
}

func newest(events []model.Event) uint64 {
	if len(events) == 0 {
		return 0
	}
	return events[0].Seq
}

func (a *audit) chosen() (model.Event, bool) {
	if at := a.list.at(); at >= 0 && at < len(a.events) {
		return a.events[at], true
	}
	return model.Event{}, false
}

// follow keeps the selection in view, and notes which new lines were seen.
func (a *audit) follow(e *env) {
	a.top = a.shownFrom(auditLayout(e).rows)
	if a.top < len(a.events) {
		a.seen = max(a.seen, a.events[a.top].Seq)
	}
}

// shownFrom is the first line in view where so many are seen, so that the
// selection is among them.
func (a *audit) shownFrom(room int) int {
	at := max(0, a.list.at())
	top := max(0, min(a.top, len(a.events)-room))
	return min(max(top, at-room+1), at)
}

// fresh counts the new lines above what is in view.
func (a *audit) fresh() int {
	n := 0
	for n < len(a.events) && n < a.top && a.events[n].Seq > a.seen {
		n++
	}
	return n
}

// onward asks for older lines before the selection reaches the last.
func (a *audit) onward(e *env) []effect {
	const near = 20
	if !a.more || a.asked || a.list.at() < len(a.events)-near {
		return nil
	}
	return a.load(e, fetchOlder)
}

// refilter begins the list anew under another filter.
func (a *audit) refilter(e *env, f auditFilter) []effect {
	if f == a.filter {
		return nil
	}
	a.filter = f
	a.list.moveTo(0)
	a.top = 0
	return a.load(e, fetchAll)
}
