package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"alur/model"
	"alur/model/findings"
)

func stepCasesPage() page {
	return page{
		id:    pageStepCases,
		title: model.Say{EN: "The cases behind a figure", ID: "Kasus di balik angka"},
		help: model.Say{
			EN: "Every time the step was done in the period, or is open, and for a role everything it did: what the figures are made of. Those that say most about what you looked at stand first: the longest waiting, what was done again, what was sent back, what took longest. A time behind ≤ is waiting and work in one, where nobody knows when it was begun. Enter opens the case with all its events.",
			ID: "Setiap kali langkah itu dikerjakan dalam masa itu, atau masih terbuka, dan untuk peran semua yang dikerjakannya: dari sinilah angkanya. Yang paling berkaitan dengan yang Anda lihat ada di atas: yang terlama menunggu, yang diulang, yang dikembalikan, yang terlama dikerjakan. Waktu di belakang ≤ adalah menunggu dan bekerja jadi satu, bila tidak diketahui kapan dimulai. Enter membuka kasusnya dengan semua kejadiannya.",
		},
		reckons: true,
		make:    func() screen { return &stepCases{} },
		log:     true,
		may:     overseer,
	}
}

// logCasePage shows a case of a log of another program.
func logCasePage() page {
	return page{
		id:    pageLogCase,
		title: model.Say{EN: "A case of the log", ID: "Satu kasus dari log"},
		help: model.Say{
			EN: "Every step of the case in the order in which it was done: who did it, how long it waited and how long it took. A dot stands where the log does not say.",
			ID: "Setiap langkah kasus itu menurut urutan pengerjaannya: siapa yang mengerjakan, berapa lama menunggu dan berapa lama dikerjakan. Titik berarti log tidak mengatakannya.",
		},
		reckons: true,
		make:    func() screen { return &stepCases{} },
		may:     func(*model.Person) bool { return false },
		log:     true,
	}
}

// casesOf says which rounds are shown, and what they are of in words.
type casesOf struct {
	of     findings.Subject
	title  string
	choice slowChoice
	look   slowLook
	// caseID is the case whose rounds are shown, in place of a step's.
	caseID string
}

// stepCases lists the rounds that a figure is made of.
type stepCases struct {
	of    casesOf
	rows  []findings.Round
	ready bool
	// left is how many rounds there are beside them.
	left int
	list list
}

// mostRounds are as many as one can look through.
const mostRounds = 1000

func (v *stepCases) typing() bool { return false }

func (v *stepCases) chooses() *list { return &v.list }

func (v *stepCases) caseShown() string {
	if at := v.list.at(); at >= 0 && at < len(v.rows) {
		return v.rows[at].Case
	}
	return ""
}

func (v *stepCases) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if of, ok := in.arg.(casesOf); ok {
			v.of = of
		}
		return []effect{v.load(e)}
	case refresh:
		return []effect{v.load(e)}
	case loaded:
		if rows, ok := in.value.([]findings.Round); ok && in.err == nil {
			v.came(rows)
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return v.key(e, in)
	}
	return nil
}

func (v *stepCases) load(e *env) load {
	of, q := v.of, v.of.choice.question(e)
	return load{name: "rounds", get: func(ctx context.Context, s Store) (any, error) {
		if log, ok := s.(*logStore); ok && of.caseID != "" {
			return log.caseRounds(of.caseID), nil
		}
		return s.Rounds(ctx, q, of.of)
	}}
}

func (v *stepCases) came(rows []findings.Round) {
	weight := func(r findings.Round) int {
		switch {
		case v.of.look == lookErrors && r.Failed:
			return 1
		case v.of.look == lookConvoluted:
			return r.Unclear + r.GivenBack + map[bool]int{true: 1}[r.Again]
		}
		return 0
	}
	switch {
	case v.of.caseID != "":
	case v.ofRole():
		slices.SortStableFunc(rows, func(a, b findings.Round) int { return cmp.Compare(b.Worked, a.Worked) })
	default:
		slices.SortStableFunc(rows, func(a, b findings.Round) int { return cmp.Compare(weight(b), weight(a)) })
	}
	v.left = max(0, len(rows)-mostRounds)
	rows = rows[:len(rows)-v.left]
	v.rows, v.ready = rows, true
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.Case + "/" + r.Step + "/" + itoa(r.Number) + "/" + itoa(int(r.Ready))
	}
	v.list.set(ids)
}

func (v *stepCases) key(e *env, k keyPress) []effect {
	id := v.caseShown()
	switch {
	case v.of.caseID != "":
		id = "" // Its rows are all of the one case.
	case e.log != "" && k.name == "enter" && id != "":
		of := v.of
		of.caseID = id
		return []effect{goTo{to: pageLogCase, arg: of}}
	}
	return caseKey(&v.list, k, id)
}

func (v *stepCases) uses(e *env) []use {
	switch {
	case v.of.caseID != "":
		return []use{{id: keyHelp}, {id: keyMove}, {id: keyBack}, {id: keyQuit}}
	case e.log != "":
		return []use{{id: keyHelp}, {id: keyMove}, openCase(), {id: keyBack}, {id: keyQuit}}
	}
	return caseUses()
}

func (v *stepCases) view(e *env) []string {
	if !v.ready {
		return nil
	}
	t := e.theme
	title := v.of.title
	if v.of.of.Process != "" && v.of.of.Step == "" {
		title = processName(e, v.of.of.Process)
	}
	when, first := v.of.choice.when(e), model.Say{EN: "Case", ID: "Kasus"}
	if v.left > 0 {
		when += "   " + e.say(model.Say{EN: "the first %s of %s", ID: "%s pertama dari %s"}, e.count(mostRounds), e.count(uint64(len(v.rows)+v.left))) //nolint:gosec // They are counts.
	}
	if v.of.caseID != "" {
		title, when, first = v.of.caseID, "", model.Say{EN: "Step", ID: "Langkah"}
	}
	lines := []string{"", "  " + t.ends(t.strong(clean(title)), t.dim(when), e.width-4), ""}
	if len(v.rows) == 0 {
		return append(lines, "  "+e.say(model.Say{EN: "It was not done in this time.", ID: "Tidak dikerjakan dalam masa ini."}),
			"  "+t.dim(e.say(model.Say{EN: "Esc goes back.", ID: "Esc kembali."})))
	}
	c := v.columns(e)
	lines = append(lines, t.dim("    "+t.pad(e.say(first), c.id)+t.pad(e.say(model.Say{EN: "Ended", ID: "Selesai"}), c.when)+
		t.pad(e.say(model.Say{EN: "Who", ID: "Siapa"}), c.who)+t.padLeft(e.say(model.Say{EN: "Waited", ID: "Tunggu"}), c.waited)+
		t.padLeft(e.say(model.Say{EN: "Worked", ID: "Kerja"}), 9)+"  "+e.say(v.last())), e.ruleOfTime())
	return append(lines, scrolledBy(e, len(v.rows), v.list.at(), e.height-len(lines), func(i int) string {
		return v.row(e, c, v.rows[i], i == v.list.at())
	})...)
}

// ofRole is true where the work of a role or a person is listed, which is of
// many steps.
func (v *stepCases) ofRole() bool { return v.of.of.Role+v.of.of.Person != "" && v.of.caseID == "" }

// last heads the last column.
func (v *stepCases) last() model.Say {
	if v.ofRole() {
		return model.Say{EN: "Step", ID: "Langkah"}
	}
	return model.Say{EN: "How it ended", ID: "Hasilnya"}
}

// named is what tells a round apart: its case, or among those of one case its
// step.
func (v *stepCases) named(r findings.Round) string {
	if v.of.caseID != "" {
		return r.Step
	}
	return r.Case
}

// roundColumns are the widths of the list.
type roundColumns struct{ id, when, who, waited int }

func (v *stepCases) columns(e *env) roundColumns {
	c := roundColumns{id: 12, when: 14, who: max(8, e.width/8), waited: 9}
	if v.ofRole() {
		c.waited = 0 // Load is work, and the step has to be said too.
	}
	for _, r := range v.rows {
		c.id = max(c.id, min(width(v.named(r))+2, e.width/4))
		if _, told := r.AtMost(); !told && c.waited > 0 {
			c.waited = 11
		}
	}
	return c
}

func (v *stepCases) row(e *env, c roundColumns, r findings.Round, chosen bool) string {
	t := e.theme
	mark, id := "    ", t.pad(t.cut(clean(v.named(r)), c.id-1), c.id)
	if chosen {
		mark, id = "  "+t.glyph.point+" ", t.focus(id)
	}
	when := e.say(model.Say{EN: "open", ID: "terbuka"})
	if r.Ended != model.NoTime {
		when = e.dayClock(time.Unix(0, r.Ended))
	}
	span := func(s float64) string {
		if s < 0 {
			return t.glyph.middle
		}
		return e.seconds(s)
	}
	room := e.width - 4 - c.id - c.when - c.who - c.waited - 9 - 2 - 2
	how := v.ended(e, r)
	if v.ofRole() {
		how = strings.TrimSpace(clean(r.Title) + "  " + how)
	}
	return mark + id + t.pad(when, c.when) + t.pad(e.name(r.By), c.who) + t.padLeft(t.cut(waitedText(e, r), c.waited), c.waited) +
		t.padLeft(span(r.Worked), 9) + "  " + t.cut(how, room)
}

// waitedText is how long a round waited, or at most waited.
func waitedText(e *env, r findings.Round) string {
	s, told := r.AtMost()
	switch text := e.seconds(s); {
	case s < 0:
		return e.theme.glyph.middle
	case told || strings.HasPrefix(text, "<"):
		return text
	default:
		return e.theme.glyph.atMost + text
	}
}

// ended is how a round ended, in words.
func (v *stepCases) ended(e *env, r findings.Round) string {
	t := e.theme
	var text string
	switch {
	case r.Failed && r.Outcome == "":
		text = t.late(t.glyph.up + " " + e.say(model.Say{EN: "not done", ID: "tidak jadi"}))
	case r.Failed:
		text = t.late(t.glyph.up + " " + e.say(model.Say{EN: "back: %s", ID: "kembali: %s"}, clean(cmp.Or(r.Reason, e.say(model.OutcomeLabel(nil, r.Outcome))))))
	case r.Again && r.Number == 0:
		text = t.warn(e.say(model.Say{EN: "again", ID: "diulang"}))
	case r.Again:
		text = t.warn(e.say(model.Say{EN: "again (%d)", ID: "diulang (%d)"}, r.Number))
	case r.Outcome != "" && r.Outcome != model.DoneOutcome:
		text = clean(e.say(model.OutcomeLabel(nil, r.Outcome)))
	}
	if r.Unclear > 0 {
		text += " " + t.warn(e.say(model.Say{EN: "unclear", ID: "tak jelas"}))
	}
	if r.GivenBack > 0 {
		text += " " + t.warn(e.say(model.Say{EN: "given back", ID: "dilepas"}))
	}
	return text
}
