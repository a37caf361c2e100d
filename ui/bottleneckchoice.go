package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/findings"
)

// slowPeriods are the periods the figures are reckoned from, the shortest
// first.
func slowPeriods() []period {
	return []period{periodDay, periodWeek, periodMonth, period90, periodAll}
}

// slowChoice says which work is looked at; empty parts take everything.
type slowChoice struct {
	period period
	// from and to are days of the owner's own, as 2006-01-02; they go before
	// the period.
	from, to          string
	process, division string
	kind              model.Kind
	version           int
}

// bounds are the begin and the end of the time looked at; a zero begin is the
// beginning, a zero end now.
func (c slowChoice) bounds(e *env) (from, to time.Time) {
	if c.from == "" && c.to == "" {
		return c.period.since(e), time.Time{}
	}
	day := func(text string) time.Time {
		t, err := time.ParseInLocation(time.DateOnly, text, e.zone())
		if err != nil {
			return time.Time{}
		}
		return t
	}
	from, to = day(c.from), day(c.to)
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1) // The day itself is in it.
	}
	return from, to
}

func (c slowChoice) query(e *env) BottleneckQuery {
	from, to := c.bounds(e)
	return BottleneckQuery{Since: from, Until: to, Process: c.process, Version: c.version, Kind: c.kind, Division: c.division}
}

func (c slowChoice) question(e *env) findings.Question { return c.query(e).Question() }

// narrow reports whether it takes less than all work.
func (c slowChoice) narrow() bool { return c.process != "" || c.kind != "" || c.division != "" }

// nothing says that the choice has no work, and where its parts can't go
// together, why; nothing where all work is looked at.
func (c slowChoice) nothing(e *env) string {
	head := e.shop.Processes[c.process]
	switch {
	case !c.narrow():
		return ""
	case head != nil && c.kind != "" && head.Kind != c.kind:
		return e.say(model.Say{EN: "No work of %s is of the kind %s: its kind is %s.", ID: "Tidak ada pekerjaan %s yang berjenis %s: jenisnya %s."},
			clean(head.Name), kindWord(e, c.kind), kindWord(e, head.Kind))
	}
	return e.say(model.Say{
		EN: "Nothing of this work waits, and none was finished in this time.",
		ID: "Dari pekerjaan ini tidak ada yang menunggu, dan tidak ada yang selesai dalam masa ini.",
	})
}

// words say what is looked at.
func (c slowChoice) words(e *env) string {
	parts := []string{c.when(e)}
	switch {
	case c.process != "" && c.version != 0:
		parts = append(parts, e.say(model.Say{EN: "%s, version %d", ID: "%s, versi %d"}, clean(processName(e, c.process)), c.version))
	case c.process != "":
		parts = append(parts, clean(processName(e, c.process)))
	case c.kind == "":
		parts = append(parts, e.say(model.Say{EN: "All processes", ID: "Semua proses"}))
	}
	if c.kind != "" {
		parts = append(parts, kindWord(e, c.kind))
	}
	if c.division != "" {
		parts = append(parts, clean(e.shop.DivisionName(c.division)))
	}
	return strings.Join(parts, "   ")
}

// when says the time looked at.
func (c slowChoice) when(e *env) string {
	from, to := c.bounds(e)
	switch {
	case c.from == "" && c.to == "":
		return c.period.words(e)
	case c.from == "":
		return e.say(model.Say{EN: "Until %s", ID: "Sampai %s"}, e.date(to.AddDate(0, 0, -1)))
	case c.to == "":
		return e.say(model.Say{EN: "Since %s", ID: "Sejak %s"}, e.date(from))
	}
	return e.say(model.Say{EN: "%s to %s", ID: "%s sampai %s"}, e.date(from), e.date(to.AddDate(0, 0, -1)))
}

// The items and buttons of the sheet that narrows the work down.
const (
	onlyProcess    = "process"
	onlyKind       = "kind"
	onlyDivision   = "division"
	onlyVersion    = "version"
	onlyFrom       = "from"
	onlyTo         = "to"
	onlyShow       = "show"
	onlyEverything = "everything"
)

// dayTyped is a day as people type it: 30/11/2026.
const dayTyped = "02/01/2006"

// sheet asks which work is looked at.
func (c slowChoice) sheet(e *env) *sheet {
	all := e.say(model.Say{EN: "all", ID: "semua"})
	turn := func(name string, label model.Say, is string, options ...option) item {
		it := item{kind: itemTurn, name: name, label: e.say(label), options: append([]option{{label: all}}, options...)}
		for i, o := range it.options {
			if o.id == is {
				it.at = i
			}
		}
		return it
	}
	line := func(name string, label model.Say, text, hint string) item {
		it := item{kind: itemText, name: name, label: e.say(label), hint: hint}
		it.edit.set(text)
		return it
	}
	hint := e.say(model.Say{EN: "none, or as %s", ID: "kosong, atau seperti %s"}, e.now.In(e.zone()).AddDate(0, 0, -6).Format(dayTyped))
	s := &sheet{
		name:  "only",
		title: e.say(model.Say{EN: "Which work?", ID: "Pekerjaan yang mana?"}),
	}
	for _, said := range e.read {
		s.lead = append(s.lead, clean(said))
	}
	if all := c.processes(e); len(all) > 0 || e.log == "" {
		s.form.items = append(s.form.items, turn(onlyProcess, model.Say{EN: "Process", ID: "Proses"}, c.process, all...))
	}
	if e.log == "" {
		s.form.items = append(s.form.items, c.versions(e))
		s.turned = func(s *sheet, name string) {
			if name == onlyProcess {
				*s.form.item(onlyVersion) = slowChoice{process: s.form.values()[onlyProcess]}.versions(e)
			}
		}
		s.form.items = append(s.form.items, turn(onlyKind, model.Say{EN: "Kind", ID: "Jenis"}, string(c.kind), kindOptions(e)...))
	}
	if ids := e.shop.DivisionIDs(); len(ids) > 0 {
		var options []option
		for _, id := range ids {
			options = append(options, option{id: id, label: clean(e.shop.DivisionName(id))})
		}
		s.form.items = append(s.form.items, turn(onlyDivision, model.Say{EN: "Division", ID: "Divisi"}, c.division, options...))
	}
	s.form.items = append(s.form.items,
		line(onlyFrom, model.Say{EN: "From the day", ID: "Dari hari"}, c.from, hint),
		line(onlyTo, model.Say{EN: "To the day", ID: "Sampai hari"}, c.to, hint),
		item{kind: itemButton, name: onlyShow, label: e.say(model.Say{EN: "Show", ID: "Tampilkan"})},
		item{kind: itemButton, name: onlyEverything, label: e.say(model.Say{EN: "Everything again", ID: "Semuanya lagi"})},
	)
	return s
}

// versions asks which version of the process is looked at, the newest first;
// without a process it says that one comes first.
func (c slowChoice) versions(e *env) item {
	it := item{kind: itemTurn, name: onlyVersion, label: e.say(model.Say{EN: "Version", ID: "Versi"})}
	head := e.shop.Processes[c.process]
	if head == nil {
		it.options = []option{{label: e.say(model.Say{EN: "choose a process first", ID: "pilih proses dulu"})}}
		return it
	}
	it.options = []option{{label: e.say(model.Say{EN: "all", ID: "semua"})}}
	for n := head.Latest(); n > 0; n-- {
		if n == c.version {
			it.at = len(it.options)
		}
		it.options = append(it.options, option{id: itoa(n), label: itoa(n)})
	}
	return it
}

// processes are those that can be chosen, by name.
func (c slowChoice) processes(e *env) []option {
	var options []option
	for id, p := range e.shop.Processes {
		options = append(options, option{id: id, label: clean(p.Name)})
	}
	slices.SortFunc(options, func(x, y option) int {
		return strings.Compare(strings.ToLower(x.label)+x.id, strings.ToLower(y.label)+y.id)
	})
	return options
}

func kindOptions(e *env) []option {
	var options []option
	for _, k := range []model.Kind{model.Core, model.Support, model.Management} {
		options = append(options, option{id: string(k), label: kindWord(e, k)})
	}
	return options
}

// answered takes what was chosen in the sheet.
func (b *bottlenecks) answered(e *env, in answered) []effect {
	if in.name != "only" || in.button == "" {
		return nil
	}
	if in.button == onlyEverything {
		return b.choose(e, slowChoice{period: b.choice.period})
	}
	c := slowChoice{
		period: b.choice.period, process: in.values[onlyProcess], kind: model.Kind(in.values[onlyKind]), division: in.values[onlyDivision],
	}
	c.version, _ = strconv.Atoi(in.values[onlyVersion]) // Empty is all, which is 0.
	s := c.sheet(e)
	bad := false
	for name, to := range map[string]*string{onlyFrom: &c.from, onlyTo: &c.to} {
		text := in.values[name]
		*to = model.PlainDay(text)
		it := s.form.item(name)
		it.edit.set(text)
		if _, err := time.Parse(time.DateOnly, *to); text != "" && err != nil {
			it.fault = e.say(model.Say{EN: "Write a day such as %s.", ID: "Tulis hari seperti %s."}, e.now.In(e.zone()).Format(dayTyped))
			bad = true
		}
	}
	if bad {
		s.form.focus = slices.IndexFunc(s.form.items, func(it item) bool { return it.fault != "" })
		return []effect{ask{sheet: s}}
	}
	return b.choose(e, c)
}
