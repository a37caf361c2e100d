// Package handbook writes the processes of a shop out as a guide for people:
// who does what, when, how, and by which standard. It is a pure function of
// the definitions.
package handbook

import (
	"fmt"
	"sort"
	"strings"

	"alur/model"
)

// Markdown is the handbook of a shop in a language: every process with its
// steps, then every role with what is asked of it. The processes stand in the
// order given.
func Markdown(shop string, flows []*model.Flow, lang model.Lang) string {
	w := &writer{lang: lang, roles: map[string][]string{}}
	w.line("# %s", w.say(model.Say{EN: "How we work at %s", ID: "Cara kerja di %s"}, shop))
	for _, f := range flows {
		w.process(f)
	}
	w.byRole()
	return w.text.String()
}

// writer collects the text, and what each role is asked to do.
type writer struct {
	lang  model.Lang
	text  strings.Builder
	roles map[string][]string
}

func (w *writer) say(s model.Say, args ...any) string { return s.In(w.lang, args...) }

// line writes one paragraph.
func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.text, format+"\n\n", args...)
}

func (w *writer) process(f *model.Flow) {
	p := f.Process
	w.line("## %s", escape(p.Name))
	kinds := map[model.Kind]model.Say{
		model.Core:       {EN: "Core process: what customers pay for.", ID: "Proses inti: yang dibayar pelanggan."},
		model.Support:    {EN: "Support process: it keeps the shop going.", ID: "Proses pendukung: menjaga toko tetap berjalan."},
		model.Management: {EN: "Management process: it steers the shop.", ID: "Proses manajemen: mengarahkan toko."},
	}
	w.line("%s", w.say(kinds[p.Kind]))
	w.fact(model.Say{EN: "What goes in", ID: "Yang masuk"}, p.Input)
	w.fact(model.Say{EN: "What comes out, and for whom", ID: "Yang keluar, dan untuk siapa"}, p.Output)
	w.fact(model.Say{EN: "May change, skip and stop it", ID: "Boleh mengubah, melewati, dan menghentikan"}, p.Owner)
	if p.Promise != "" {
		w.fact(model.Say{EN: "Promised within", ID: "Dijanjikan dalam"}, w.span(p.Promise))
	}
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
		w.roles[who] = append(w.roles[who], fmt.Sprintf("%s (%s)", s.Text, f.Process.Name))
	}
	w.line("### %d. %s", i+1, escape(s.Text))
	w.fact(model.Say{EN: "Who", ID: "Siapa"}, who)
	if other := f.Step(s.NotSameAs); other != nil {
		w.fact(model.Say{EN: "Not by who did", ID: "Bukan oleh yang mengerjakan"}, other.Text)
	}
	if s.When != "" {
		w.fact(model.Say{EN: "Only if", ID: "Hanya bila"}, f.ConditionWords(s.When, w.say(model.Say{EN: ".", ID: ","})).In(w.lang))
	}
	if s.Due != "" {
		w.fact(model.Say{EN: "Due", ID: "Batas"}, w.span(s.Due))
	}
	if s.Takes != "" {
		w.fact(model.Say{EN: "Takes about", ID: "Kira-kira"}, w.span(s.Takes))
	}
	w.fact(model.Say{EN: "How", ID: "Caranya"}, strings.Join(strings.Fields(s.How), " "))
	w.checks(s)
	if record := w.labels(s.Record); record != "" {
		w.fact(model.Say{EN: "Write down", ID: "Catat"}, record)
	}
	w.outcomes(f, s)
	w.text.WriteString("\n")
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
		return s.Text
	}
	return to
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
