package model_test

import (
	"testing"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

func TestLabelsAreReadInTheLanguageOfThePerson(t *testing.T) {
	quality := &model.Step{Outcomes: []model.Outcome{{Name: "pass"}, {Name: "fail"}}}
	payment := model.Field{Name: "payment", Type: model.ChoiceField, Choices: []string{"prepaid", "cod"}}
	for _, c := range []struct {
		say    model.Say
		en, id string
	}{
		{model.FieldLabel(model.Field{Name: "order_no"}), "order no", "nomor pesanan"},
		{model.FieldLabel(model.Field{Name: "weight", Unit: "kg"}), "weight (kg)", "berat (kg)"},
		{model.FieldLabel(model.Field{Name: "box_colour", Unit: "%"}), "box colour (%)", "box colour (%)"},
		{model.OutcomeLabel(quality, "pass"), "pass", "lulus"},
		{model.OutcomeLabel(nil, "came_back"), "came back", "kembali"},
		{model.OutcomeLabel(nil, "half_done"), "half done", "half done"},
		{model.ChoiceLabel(payment, "prepaid"), "prepaid", "bayar di muka"},
		{model.ChoiceLabel(payment, "cod"), "COD", "COD"},
	} {
		if c.say.In(model.English) != c.en || c.say.In(model.Indonesian) != c.id {
			t.Errorf("%q and %q, want %q and %q", c.say.EN, c.say.ID, c.en, c.id)
		}
	}
}

func TestTwoAnswersNeverReadTheSame(t *testing.T) {
	f := model.Field{Name: "payment", Type: model.ChoiceField, Choices: []string{"prepaid", "bayar di muka"}}
	s := &model.Step{Outcomes: []model.Outcome{{Name: "pass"}, {Name: "lulus"}}}
	if a, b := model.ChoiceLabel(f, "prepaid"), model.ChoiceLabel(f, "bayar di muka"); a.ID == b.ID {
		t.Errorf("both answers read %q", a.ID)
	}
	if a, b := model.OutcomeLabel(s, "pass"), model.OutcomeLabel(s, "lulus"); a.ID == b.ID {
		t.Errorf("both outcomes read %q", a.ID)
	}
	for _, choice := range f.Choices {
		if v, err := model.ParseValue(f, choice); err != nil || v.Text != choice {
			t.Errorf("%q is read as %q, %v", choice, v.Text, err)
		}
	}
}

func TestAnAnswerIsReadByItsNameAndByItsLabel(t *testing.T) {
	f := model.Field{Name: "payment", Type: model.ChoiceField, Choices: []string{"prepaid", "cod"}}
	for typed, want := range map[string]string{"prepaid": "prepaid", "Bayar di muka": "prepaid", "COD": "cod"} {
		if v, err := model.ParseValue(f, typed); err != nil || v.Text != want {
			t.Errorf("%q is read as %q, %v", typed, v.Text, err)
		}
	}
	fields := []model.Field{{Name: "label"}, {Name: "weight", Unit: "kg"}}
	if got, ok := model.FieldNamed(fields, "berat"); !ok || got.Name != "weight" {
		t.Errorf("berat is the field %q", got.Name)
	}
	if _, ok := model.FieldNamed(fields, "colour"); ok {
		t.Error("a field was found that is not there")
	}
}

// Nobody decides by a word of a language they do not read: whoever adds a
// ready-made process adds its names to glossary_words.go.
func TestEveryNameOfTheReadyMadeProcessesHasWords(t *testing.T) {
	for _, l := range model.Langs() {
		for _, tmpl := range templates.All(l) {
			p, _, _ := procfile.Read(tmpl.File, tmpl.Source)
			fields := p.Start.Ask
			for _, s := range p.Steps {
				fields = append(fields, s.Record...)
				for _, o := range s.Outcomes {
					if !model.OutcomeWords(o.Name) {
						t.Errorf("%s: the outcome %q of %s has no words in outcomeWord", tmpl.File, o.Name, s.ID)
					}
				}
			}
			for _, f := range fields {
				if !model.FieldWords(f.Name) {
					t.Errorf("%s: the field %q has no words in fieldWord", tmpl.File, f.Name)
				}
				for _, choice := range f.Choices {
					if !model.ChoiceWords(choice) {
						t.Errorf("%s: the answer %q of %s has no words in choiceWord", tmpl.File, choice, f.Name)
					}
				}
			}
		}
	}
}
