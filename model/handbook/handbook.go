// Package handbook writes the processes of a shop out as a guide for people:
// who does what, when, how, and by which standard. It is a pure function of
// the definitions.
package handbook

import (
	"fmt"
	"sort"
	"strings"

	"alur/model"
	"alur/model/drawing"
)

// Entry is one version of a process as it is in force: everywhere, or where
// Where says; for all new cases, or for a Share of 100 of them.
type Entry struct {
	Flow  *model.Flow
	Where []string
	Share int
}

// Markdown is the handbook of a shop in a language: every process with its
// steps, then every role with what is asked of it. The processes stand in the
// order given.
func Markdown(shop string, entries []Entry, lang model.Lang) string {
	w := &writer{lang: lang, roles: map[string][]string{}, names: map[string]string{}}
	for _, e := range entries {
		w.names[e.Flow.Process.ID] = e.Flow.Process.Name
	}
	w.line("# %s", w.say(model.Say{EN: "How we work at %s", ID: "Cara kerja di %s"}, shop))
	for _, e := range entries {
		w.process(e)
	}
	w.byRole()
	return w.text.String()
}

// writer collects the text, and what each role is asked to do.
type writer struct {
	lang  model.Lang
	text  strings.Builder
	roles map[string][]string
	// names are the names of the processes by id, for steps that run one.
	names map[string]string
}

func (w *writer) say(s model.Say, args ...any) string { return s.In(w.lang, args...) }

// line writes one paragraph.
func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.text, format+"\n\n", args...)
}

func (w *writer) process(e Entry) {
	f, p := e.Flow, e.Flow.Process
	w.line("## %s", escape(p.Name))
	kinds := map[model.Kind]model.Say{
		model.Core:       {EN: "Core process: what customers pay for.", ID: "Proses inti: yang dibayar pelanggan."},
		model.Support:    {EN: "Support process: it keeps the shop going.", ID: "Proses pendukung: menjaga toko tetap berjalan."},
		model.Management: {EN: "Management process: it steers the shop.", ID: "Proses manajemen: mengarahkan toko."},
	}
	w.line("%s", w.say(kinds[p.Kind]))
	w.fact(model.Say{EN: "Only in", ID: "Hanya di"}, strings.Join(e.Where, ", "))
	w.fact(model.Say{EN: "In force", ID: "Berlaku"}, model.ShareWords(e.Share).In(w.lang))
	w.fact(model.Say{EN: "What goes in", ID: "Yang masuk"}, p.Input)
	w.fact(model.Say{EN: "What comes out, and for whom", ID: "Yang keluar, dan untuk siapa"}, p.Output)
	w.fact(model.Say{EN: "May skip steps and stop cases", ID: "Boleh melewati langkah dan menghentikan kasus"}, p.Owner)
	if p.Promise != "" {
		w.fact(model.Say{EN: "Promised within", ID: "Dijanjikan dalam"}, w.span(p.Promise))
	}
	if hours, err := model.ParseHours(p.Hours, model.Hours{}); err == nil {
		w.fact(model.Say{EN: "Hours of its own", ID: "Jam kerjanya sendiri"}, hours.Words().In(w.lang))
	}
	if when := p.Start.Schedule.Words().In(w.lang); when != "" {
		w.fact(model.Say{EN: "To be begun", ID: "Waktunya dimulai"}, when)
	}
	w.fact(model.Say{EN: "Begins when it is told", ID: "Mulai saat ada kabar"}, p.Start.On)
	if asks := w.labels(p.Start.Ask); asks != "" {
		w.fact(model.Say{EN: "Asked at the start", ID: "Ditanyakan di awal"}, asks)
	}
	w.text.WriteString("\n")
	w.picture(f)
	for i := range p.Steps {
		w.step(f, i)
	}
}

// fact is one line of what is known of a process or a step.
func (w *writer) fact(name model.Say, value string) {
	if value != "" {
		fmt.Fprintf(&w.text, "- **%s:** %s\n", w.say(name), escape(value))
	}
}

func (w *writer) step(f *model.Flow, i int) {
	s := f.Process.Steps[i]
	who := s.Role
	if s.Kind == model.Auto || who == "" {
		who = "alur"
	} else {
		w.roles[who] = append(w.roles[who], fmt.Sprintf("%s (%s)", w.stepText(&s), f.Process.Name))
	}
	words := drawing.Words{Lang: w.lang, Name: w.name}
	w.line("### %d. %s", i+1, escape(words.Step(f, i)))
	if each := words.Each(f, i); each != "" {
		who += ", " + each
	}
	w.fact(model.Say{EN: "Who", ID: "Siapa"}, who)
	if other := f.Step(s.NotSameAs); other != nil {
		w.fact(model.Say{EN: "Not by who worked on", ID: "Bukan oleh yang ikut mengerjakan"}, other.Text)
	}
	if other := f.Step(s.SameAs); other != nil {
		w.fact(model.Say{EN: "By the same person as", ID: "Oleh orang yang sama dengan"}, other.Text)
	}
	if s.NeverSkip {
		w.fact(model.Say{EN: "Skipped", ID: "Dilewati"}, w.say(model.Say{EN: "never", ID: "tidak pernah"}))
	}
	if s.When != "" {
		w.fact(model.Say{EN: "Only if", ID: "Hanya bila"}, f.ConditionWords(s.When, w.say(model.Say{EN: ".", ID: ","})).In(w.lang))
	}
	w.fact(model.Say{EN: "Due", ID: "Batas"}, words.Due(f, i))
	if s.Takes != "" {
		w.fact(model.Say{EN: "Takes about", ID: "Kira-kira"}, w.span(s.Takes))
	}
	w.fact(model.Say{EN: "How", ID: "Caranya"}, strings.Join(strings.Fields(s.How), " "))
	for _, does := range f.Does(&s) {
		w.fact(model.Say{EN: "alur", ID: "alur"}, does.In(w.lang))
	}
	w.checks(s)
	if record := w.labels(s.Record); record != "" {
		w.fact(model.Say{EN: "Write down", ID: "Catat"}, record)
	}
	w.outcomes(f, s)
	w.text.WriteString("\n")
}

// name is what a process is called; one that is not in the handbook has its
// id alone.
func (w *writer) name(process string) string {
	if name := w.names[process]; name != "" {
		return name
	}
	return process
}

// checks is the standard: what has to be ticked.
func (w *writer) checks(s model.Step) {
	if len(s.Check) > 0 {
		fmt.Fprintf(&w.text, "- **%s:**\n", w.say(model.Say{EN: "Tick", ID: "Centang"}))
	}
	for _, c := range s.Check {
		text := c.Text
		if c.Each != "" {
			each := model.Field{Name: c.Each}
			text = w.say(model.Say{EN: "each of: %s", ID: "setiap: %s"}, model.FieldLabel(each).In(w.lang))
		}
		if c.Optional {
			text += " " + w.say(model.Say{EN: "(optional)", ID: "(boleh kosong)"})
		}
		fmt.Fprintf(&w.text, "  - [ ] %s\n", escape(text))
	}
}

// outcomes says where work goes, where that is not simply on.
func (w *writer) outcomes(f *model.Flow, s model.Step) {
	for _, o := range s.Outcomes {
		var to []string
		for _, target := range o.To {
			to = append(to, w.target(f, target))
		}
		label := f.BranchLabel(s.ID, o.Name, w.say(model.Say{EN: ".", ID: ","})).In(w.lang)
		text := fmt.Sprintf("%s → %s", label, strings.Join(to, ", "))
		if len(o.Reasons) > 0 {
			text += " (" + strings.Join(o.Reasons, ", ") + ")"
		}
		w.fact(model.Say{EN: "Ends as", ID: "Hasil"}, text)
	}
}

func (w *writer) target(f *model.Flow, to string) string {
	switch to {
	case model.ToNext:
		return w.say(model.Say{EN: "goes on", ID: "lanjut"})
	case model.ToEnd:
		return w.say(model.Say{EN: "ends here", ID: "selesai di sini"})
	case model.ToStop:
		return w.say(model.Say{EN: "the whole case ends", ID: "seluruh kasus selesai"})
	}
	if s := f.Step(to); s != nil {
		return w.stepText(s)
	}
	return to
}

// stepText is what a step says; one that runs a process is called as that is.
func (w *writer) stepText(s *model.Step) string {
	if s.Kind == model.Run {
		return w.name(s.Text)
	}
	return s.Text
}

// labels lists fields as people read them.
func (w *writer) labels(fields []model.Field) string {
	var names []string
	for _, f := range fields {
		name := model.FieldLabel(f).In(w.lang)
		if f.Optional {
			name += " " + w.say(model.Say{EN: "(optional)", ID: "(boleh kosong)"})
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// span is a length of time in words; another form of due time stays as it is.
func (w *writer) span(text string) string {
	if s, err := model.ParseSpan(text); err == nil {
		return s.In(w.lang)
	}
	return text
}

// byRole lists what is asked of each role, over all processes.
func (w *writer) byRole() {
	if len(w.roles) == 0 {
		return
	}
	names := make([]string, 0, len(w.roles))
	for name := range w.roles {
		names = append(names, name)
	}
	sort.Strings(names)
	w.line("## %s", w.say(model.Say{EN: "Who does what", ID: "Siapa mengerjakan apa"}))
	for _, name := range names {
		w.line("### %s", escape(name))
		for _, task := range w.roles[name] {
			fmt.Fprintf(&w.text, "- %s\n", escape(task))
		}
		w.text.WriteString("\n")
	}
}

// escape keeps what people wrote from being read as Markdown.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "|", `\|`, "#", `\#`).Replace(model.CleanText(text))
}
