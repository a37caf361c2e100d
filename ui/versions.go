package ui

import (
	"slices"
	"strconv"
	"strings"

	"alur/model"
)

// versionList is the part of a process page that shows its versions.
type versionList struct {
	list list
	// base is the version that the chosen one is compared with, 0 the one
	// before it.
	base int
	// top is the first line of the changes that is shown.
	top int
}

func (l *versionList) set(d processData) {
	var ids []string
	for _, ev := range slices.Backward(d.published) {
		b, ok := ev.Body.(model.ProcessPublished)
		if id := strconv.Itoa(b.Version); ok && !slices.Contains(ids, id) {
			ids = append(ids, id) // One that was rolled out is listed once.
		}
	}
	l.list.set(ids)
}

// chosen is the version with the focus.
func (l *versionList) chosen() int {
	n, err := strconv.Atoi(l.list.sel)
	if err != nil {
		return 0
	}
	return n
}

// from is the version the chosen one is compared with; 0 for the first.
func (l *versionList) from() int {
	if l.base > 0 {
		return l.base
	}
	return l.chosen() - 1
}

func (p *processView) versionsKey(e *env, k keyPress) []effect {
	l := &p.versions
	switch k.name {
	case "esc":
		p.mode = lookSteps
	case "enter":
		p.mode, p.version = lookSteps, l.chosen()
		return p.load(e)
	case "space":
		if l.base == l.chosen() {
			l.base = 0
		} else {
			l.base = l.chosen()
		}
		l.top = 0
	case "pgdown":
		l.top += 5
	case "pgup":
		l.top = max(0, l.top-5)
	default:
		l.top = 0
		l.list.update(k, false)
	}
	l.top = max(0, min(l.top, len(p.changeLines(e))-3))
	return nil
}

// versionsView lists every version, and under it what changed.
func (p *processView) versionsView(e *env) []string {
	t := e.theme
	lines := p.headLines(e)[:2]
	lines = append(lines, "")
	n := len(p.versions.list.ids)
	rows := min(n, max(3, (e.height-len(lines))/2-2))
	lines = append(lines, scrolledBy(e, n, p.versions.list.at(), rows, func(i int) string {
		return p.versionRow(e, p.versions.list.ids[i])
	})...)
	lines = append(lines, "", t.rule(e.width), "  "+t.strong(p.changesHead(e)))
	changes := p.changeLines(e)
	changes = changes[min(p.versions.top, max(0, len(changes)-1)):]
	room := e.height - len(lines)
	if len(changes) > room && room > 0 {
		rest := len(changes) - room + 1
		changes = append(append([]string{}, changes[:room-1]...), "    "+t.dim(e.say(model.Say{EN: "%s %d more lines, PgDn shows them", ID: "%s %d baris lagi, PgDn menampilkan"}, t.glyph.fall, rest)))
	}
	return append(lines, changes...)
}

func (p *processView) versionRow(e *env, id string) string {
	t := e.theme
	n, err := strconv.Atoi(id)
	if err != nil {
		return ""
	}
	ev := p.publishedAs(n)
	mark, label := "  ", t.pad(e.say(model.Say{EN: "Version %d", ID: "Versi %d"}, n), 12)
	if id == p.versions.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	where := p.whereWords(e, n)
	if p.versions.base == n {
		where = t.accent(e.say(model.Say{EN: "compared with this", ID: "dibandingkan dengan ini"})) + "  " + where
	}
	return "  " + mark + label + "  " + t.pad(e.when(ev.At), 17) + "  " + t.pad(e.name(ev.By), 12) + "  " + where
}

// publishedAs is the event that published a version.
func (p *processView) publishedAs(version int) model.Event {
	for _, ev := range p.data.published {
		if b, ok := ev.Body.(model.ProcessPublished); ok && b.Version == version {
			return ev
		}
	}
	return model.Event{}
}

// whereWords says where new cases follow a version now.
func (p *processView) whereWords(e *env, version int) string {
	head := p.head(e)
	if head == nil || head.Retired {
		return e.theme.dim(e.say(model.Say{EN: "retired", ID: "dihentikan"}))
	}
	all := e.shop.DivisionIDs()
	var in []string
	for _, d := range all {
		if head.InForce(d) == version {
			in = append(in, clean(e.shop.DivisionName(d)))
		}
	}
	usual := head.InForce("") == version
	if words := trialWords(e, head, version); words != "" {
		return e.theme.good(words)
	}
	switch {
	case usual && len(in) == len(all):
		return e.theme.good(e.say(model.Say{EN: "in force", ID: "berlaku"}))
	case usual && len(in) == 0:
		return e.theme.good(e.say(model.Say{EN: "in force where no other is", ID: "berlaku di luar divisi lain"}))
	case usual || len(in) > 0:
		if usual {
			in = append(in, e.say(model.Say{EN: "without division", ID: "tanpa divisi"}))
		}
		return e.theme.good(e.say(model.Say{EN: "in force: %s", ID: "berlaku: %s"}, strings.Join(in, ", ")))
	}
	return e.theme.dim(e.say(model.Say{EN: "earlier", ID: "sebelumnya"}))
}

// trialWords says where a version is on trial, and for how many of the new
// cases; nothing where it is not.
func trialWords(e *env, head *model.ProcessHead, version int) string {
	for _, v := range e.shop.VersionsInForce(head) {
		if v.Version != version || v.Share == 0 {
			continue
		}
		words := model.ShareWords(v.Share).In(e.lang)
		if len(v.Divisions) > 0 {
			words += ": " + clean(strings.Join(v.Divisions, ", "))
		}
		return words
	}
	return ""
}

func (p *processView) changesHead(e *env) string {
	from, to := p.versions.from(), p.versions.chosen()
	if from < 1 {
		return e.say(model.Say{EN: "Version %d is the first.", ID: "Versi %d adalah yang pertama."}, to)
	}
	if from == to {
		return e.say(model.Say{
			EN: "%s goes to the version that version %d is compared with; Space lets go of it.",
			ID: "%s ke versi yang dibandingkan dengan versi %d; Spasi melepasnya.",
		}, "↑↓", to)
	}
	return e.say(model.Say{EN: "What changed from version %d to version %d", ID: "Yang berubah dari versi %d ke versi %d"}, from, to)
}

// changeLines say what is different, one thing a line and as long as it is.
func (p *processView) changeLines(e *env) []string {
	from, to := p.versions.from(), p.versions.chosen()
	if from < 1 || from == to || p.data.flows[from] == nil || p.data.flows[to] == nil {
		return nil
	}
	return changeLines(e, p.data.flows, from, to, e.width-8)
}

// changeLines say what is different between two versions of which all between
// are known.
func changeLines(e *env, flows map[int]*model.Flow, from, to, w int) []string {
	step := 1
	if to < from {
		step = -1
	}
	var way []*model.Flow
	for v := from; v != to+step; v += step {
		if f := flows[v]; f != nil {
			way = append(way, f)
		}
	}
	changes := model.Diff(flows[from].Process, flows[to].Process, model.RenamedSteps(way))
	return changeWords(e, changes, w)
}

// changeWords are changes as lines with a point before each.
func changeWords(e *env, changes []model.Change, w int) []string {
	if len(changes) == 0 {
		return []string{"    " + e.say(model.Say{EN: "Nothing: only where it is in force.", ID: "Tidak ada: hanya tempat berlakunya."})}
	}
	var lines []string
	for _, c := range changes {
		for i, part := range wrap(clean(c.In(e.lang)), w) {
			mark := "    "
			if i == 0 {
				mark = "  " + e.theme.glyph.middle + " "
			}
			lines = append(lines, mark+part)
		}
	}
	return lines
}
