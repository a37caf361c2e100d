package ui

import (
	"strings"

	"alur/model"
	"alur/model/drawing"
)

// detailWidth is how wide the words before each line of a step are.
const detailWidth = 12

// detailer collects the lines that tell a step.
type detailer struct {
	e     *env
	w     int
	lines []string
}

// fact is one thing about a step, on as many lines as it takes.
func (d *detailer) fact(label model.Say, text string) {
	for i, part := range wrap(text, d.w-detailWidth) {
		head := spaces(detailWidth)
		if i == 0 {
			head = d.e.theme.dim(d.e.theme.pad(d.e.say(label), detailWidth))
		}
		d.lines = append(d.lines, head+part)
	}
}

// brief is what stands under the drawing, which shows where work comes from
// and goes to.
func (p *processView) brief(e *env, at, w int) []string {
	f := p.data.flow
	if at < 0 || at >= len(f.Process.Steps) {
		return nil
	}
	s, words := f.Process.Steps[at], e.drawn(f, w, true).words
	d := &detailer{e: e, w: w}
	d.fact(model.Say{EN: "Who", ID: "Siapa"}, detailWho(e, f, &s, words.Each(f, at)))
	d.standard(f, at, words)
	return d.lines
}

// detail tells a step: who does it, what goes in and what comes out first,
// then how it is done well and what has to be there.
func (p *processView) detail(e *env, at, w int) []string {
	f := p.data.flow
	if at < 0 || at >= len(f.Process.Steps) {
		return nil
	}
	s := f.Process.Steps[at]
	words := e.drawn(f, w, true).words
	d := &detailer{e: e, w: w}
	for _, part := range wrap(itoa(at+1)+". "+clean(words.Step(f, at)), w) {
		d.lines = append(d.lines, e.theme.strong(part))
	}
	d.fact(model.Say{EN: "Who", ID: "Siapa"}, detailWho(e, f, &s, words.Each(f, at)))
	d.fact(model.Say{EN: "Comes", ID: "Datang"}, detailIn(e, f, at, words))
	d.fact(model.Say{EN: "Goes", ID: "Lanjut"}, detailOut(f, at, words))
	if s.When != "" {
		d.fact(model.Say{EN: "Only if", ID: "Hanya bila"}, f.ConditionWords(s.When, e.shop.Decimal).In(e.lang))
	}
	d.standard(f, at, words)
	return d.lines
}

// standard is how a step is done well, and what has to be there.
func (d *detailer) standard(f *model.Flow, at int, words drawing.Words) {
	s, e := f.Process.Steps[at], d.e
	d.fact(model.Say{EN: "How", ID: "Caranya"}, s.How)
	for _, does := range f.Does(&s) {
		d.fact(model.Say{EN: "alur", ID: "alur"}, clean(does.In(e.lang)))
	}
	d.checks(s)
	d.fact(model.Say{EN: "Record", ID: "Catat"}, fieldList(e, s.Record))
	d.fact(model.Say{EN: "Due", ID: "Batas"}, detailDue(e, f, at, words))
	for _, o := range s.Outcomes {
		if len(o.Reasons) > 0 {
			d.fact(model.Say{EN: "Reasons", ID: "Alasan"}, clean(f.BranchLabel(s.ID, o.Name, e.shop.Decimal).In(e.lang))+": "+clean(strings.Join(o.Reasons, ", ")))
		}
	}
	d.fact(model.Say{EN: "To write", ID: "Belum ada"}, s.Todo)
}

// detailWho is the role and who holds it, and whom the step keeps apart.
func detailWho(e *env, f *model.Flow, s *model.Step, each string) string {
	who := "alur"
	if !s.Kind.ByItself() {
		who = clean(s.Role)
		if names := strings.Join(holderNames(e, s.Role), ", "); names != "" {
			who += " (" + names + ")"
		} else if s.Role != "" && !model.OwnerRole(s.Role) {
			who += " (" + e.say(model.Say{EN: "nobody yet, so the owner", ID: "belum ada, jadi pemilik"}) + ")"
		}
	}
	if each != "" {
		who += ", " + clean(each)
	}
	if other := f.Step(s.NotSameAs); other != nil {
		who += ", " + e.say(model.Say{EN: "but not who worked on: %s", ID: "tetapi bukan yang ikut mengerjakan: %s"}, clean(other.Text))
	}
	if other := f.Step(s.SameAs); other != nil {
		who += ", " + e.say(model.Say{EN: "the same person as: %s", ID: "orang yang sama dengan: %s"}, clean(other.Text))
	}
	return who
}

// detailIn is where work comes from.
func detailIn(e *env, f *model.Flow, at int, words drawing.Words) string {
	var from []string
	if at == 0 {
		start := e.say(model.Say{EN: "the case begins here", ID: "kasus dimulai di sini"})
		if asks := fieldList(e, f.Process.Start.Ask); asks != "" {
			start = e.say(model.Say{EN: "the case begins here with: %s", ID: "kasus dimulai di sini dengan: %s"}, asks)
		}
		from = append(from, start)
	}
	for _, a := range drawing.Arrows(f) {
		if a.To == at {
			from = append(from, e.say(model.Say{EN: "from %d %s", ID: "dari %d %s"}, a.From+1, clean(words.Step(f, a.From))))
		}
	}
	return strings.Join(from, "; ")
}

// detailOut is where work goes, and by which outcome.
func detailOut(f *model.Flow, at int, words drawing.Words) string {
	var to []string
	for _, a := range drawing.Arrows(f) {
		if a.From == at {
			text := clean(words.Row(f, drawing.Row{Kind: drawing.ArrowRow, Step: at, Arrow: a}))
			to = append(to, text)
		}
	}
	for _, end := range drawing.Ends(f) {
		if end.From == at {
			to = append(to, clean(words.Row(f, drawing.Row{Kind: drawing.EndRow, Step: at, End: end})))
		}
	}
	if f.Process.Steps[at].Ends != "" {
		to = append(to, clean(words.Row(f, drawing.Row{Kind: drawing.NoteRow, Step: at, Note: drawing.NoteCancels})))
	}
	return strings.Join(to, "; ")
}

// checks are the lines to tick, one each.
func (d *detailer) checks(s model.Step) {
	label := model.Say{EN: "Check", ID: "Centang"}
	for _, c := range s.Check {
		text := clean(c.Text)
		if c.Each != "" {
			text = d.e.say(model.Say{EN: "each of: %s", ID: "setiap: %s"}, d.e.label(model.Field{Name: c.Each}))
		}
		if c.Optional {
			text += " " + d.e.say(model.Say{EN: "(may be left)", ID: "(boleh dilewati)"})
		}
		d.fact(label, "[ ] "+text)
		label = model.Say{EN: " ", ID: " "}
	}
}

func fieldList(e *env, fields []model.Field) string {
	var names []string
	for _, f := range fields {
		name := e.label(f)
		if f.Optional {
			name += " " + e.say(model.Say{EN: "(may stay empty)", ID: "(boleh kosong)"})
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// detailDue is until when, and how long it takes.
func detailDue(e *env, f *model.Flow, at int, words drawing.Words) string {
	s := f.Process.Steps[at]
	var parts []string
	if due := clean(words.Due(f, at)); due != "" {
		parts = append(parts, due)
	}
	if span, err := model.ParseSpan(s.Takes); err == nil && s.Takes != "" {
		parts = append(parts, e.say(model.Say{EN: "takes about %s", ID: "kira-kira %s"}, span.In(e.lang)))
	}
	return strings.Join(parts, ", ")
}
