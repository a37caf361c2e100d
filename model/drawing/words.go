package drawing

import (
	"strconv"
	"strings"

	"alur/model"
)

// Words says what stands behind the rails.
type Words struct {
	Lang model.Lang
	// Decimal is the decimal sign of the shop, as model.FormatNumber takes it.
	Decimal string
	// Name is what a process is called, by its id; nil says the id.
	Name func(process string) string
	// Up and Down are the signs before the step that an arrow leads to.
	Up, Down string
}

// Row is the words of a row: of a StepRow what is to be done.
func (w Words) Row(f *model.Flow, r Row) string {
	switch r.Kind {
	case NoteRow:
		return w.note(f, r)
	case ArrowRow:
		return w.arrow(f, r.Arrow)
	case OnRow:
		return w.overdue(r.Arrow, join(w.why(f, r.Arrow), w.Down))
	case EndRow:
		return w.end(f, r.End)
	}
	return w.Step(f, r.Step)
}

// Step is what is to be done in a step; of one that runs another process its
// name, of a wait what is waited for.
func (w Words) Step(f *model.Flow, i int) string {
	s := f.Process.Steps[i]
	switch s.Kind {
	case model.Run:
		name := s.Text
		if w.Name != nil {
			name = w.Name(s.Text)
		}
		return model.Say{EN: "run: %s", ID: "jalankan: %s"}.In(w.Lang, name)
	case model.Wait:
		return model.Say{EN: "wait: %s", ID: "tunggu: %s"}.In(w.Lang, s.Text)
	case model.Choose:
		return model.Say{EN: "choose: %s", ID: "pilih: %s"}.In(w.Lang, s.Text)
	}
	return s.Text
}

// Who is the role that does a step, or alur.
func (w Words) Who(f *model.Flow, i int) string {
	if s := f.Process.Steps[i]; !s.Kind.ByItself() {
		return s.Role
	}
	return "alur"
}

// Due is until when a step is done, empty where nothing is said.
func (w Words) Due(f *model.Flow, i int) string {
	due := f.Process.Steps[i].Due
	d, err := model.ParseDue(due)
	switch {
	case due == "" || err != nil:
		return due
	case d.NextDay:
		return model.Say{EN: "next day %s", ID: "besok %s"}.In(w.Lang, d.Clock)
	case d.Clock != "":
		return d.Clock
	case d.Field != "" && d.Before > 0:
		return model.Say{EN: "%[2]s before %[1]s", ID: "%[2]s sebelum %[1]s"}.In(w.Lang, w.field(f, d.Field), model.Span{Days: d.Before})
	case d.Field != "":
		return w.field(f, d.Field)
	}
	return d.Span.In(w.Lang)
}

func (w Words) field(f *model.Flow, name string) string {
	field, _ := f.Field(name)
	field.Name, field.Unit = name, ""
	return model.FieldLabel(field).In(w.Lang)
}

func (w Words) note(f *model.Flow, r Row) string {
	s := f.Process.Steps[r.Step]
	switch r.Note {
	case NoteWhen:
		return model.Say{EN: "only if %s", ID: "hanya bila %s"}.In(w.Lang, f.ConditionWords(s.When, w.Decimal))
	case NoteEach:
		return w.Each(f, r.Step)
	case NoteCancels:
		return model.Say{EN: "the case then ends as cancelled", ID: "kasus lalu berakhir sebagai batal"}.In(w.Lang)
	}
	var from []string
	for _, i := range r.From {
		from = append(from, strconv.Itoa(i+1))
	}
	return model.Say{EN: "also from %s", ID: "juga dari %s"}.In(w.Lang, strings.Join(from, ", "))
}

// Each is what a step is done for each of, empty where it is done once.
func (w Words) Each(f *model.Flow, i int) string {
	s := f.Process.Steps[i]
	switch role := s.EachRole(); {
	case s.Each == "":
		return ""
	case role != "":
		return model.Say{EN: "by everyone: %s", ID: "oleh semua: %s"}.In(w.Lang, role)
	}
	return model.Say{EN: "for each of: %s", ID: "untuk setiap: %s"}.In(w.Lang, w.field(f, s.Each))
}

// arrow is why and where to.
func (w Words) arrow(f *model.Flow, a Arrow) string {
	sign := w.Down
	if a.Back() {
		sign = w.Up
	}
	return w.overdue(a, join(w.why(f, a), sign, strconv.Itoa(a.To+1), w.Step(f, a.To)))
}

// overdue says of an arrow that only lateness takes what alur does so far: it
// tells the owner, and begins nothing.
func (w Words) overdue(a Arrow, to string) string {
	if !a.Late || len(a.Outcomes) > 0 {
		return to
	}
	return model.Say{
		EN: "once overdue the owner is told (not yet by itself: %s)",
		ID: "bila lewat batas pemilik diberi tahu (belum otomatis: %s)",
	}.In(w.Lang, to)
}

// why names the outcomes that take an arrow, where not all do.
func (w Words) why(f *model.Flow, a Arrow) string {
	if a.All {
		return ""
	}
	return w.either(w.outcomes(f, a.From, a.Outcomes))
}

// either says that any one of several is enough.
func (w Words) either(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	last := len(all) - 1
	return model.Say{EN: "%s, or %s", ID: "%s, atau %s"}.In(w.Lang, strings.Join(all[:last], ", "), all[last])
}

func (w Words) outcomes(f *model.Flow, step int, names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, f.BranchLabel(f.Process.Steps[step].ID, name, w.Decimal).In(w.Lang))
	}
	return all
}

func (w Words) end(f *model.Flow, e End) string {
	say := model.Say{EN: "ends here", ID: "selesai di sini"}
	if e.Stop {
		say = model.Say{EN: "the whole case ends", ID: "seluruh kasus berakhir"}
	}
	if e.All {
		return say.In(w.Lang)
	}
	return w.either(w.outcomes(f, e.From, e.Outcomes)) + ": " + say.In(w.Lang)
}

// join puts spaces between the texts that are there.
func join(texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, " ")
}
