package templates_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"

	"pgregory.net/rapid"
)

// bench is a shop with one process and one case, enough for the rules.
type bench struct {
	shop *model.Shop
	flow *model.Flow
	c    *model.Case
	now  time.Time
	acts int
}

func (b *bench) Shop() *model.Shop               { return b.shop }
func (b *bench) Flow(string, int) *model.Flow    { return b.flow }
func (b *bench) CaseByKey(string, string) string { return "" }
func (b *bench) LastNumber(string) int           { return 0 }
func (b *bench) InHand(string) []model.TaskRef   { return nil }
func (b *bench) Held(string) []model.TaskRef     { return nil }
func (b *bench) History(string) []model.Event    { return nil }
func (b *bench) LastActs(string) []model.ActRef  { return nil }
func (b *bench) Pinned() []model.OpenTask        { return nil }
func (b *bench) RunningIn(string) []string       { return nil }
func (b *bench) Case(id string) *model.Case {
	if b.c == nil || b.c.ID != id {
		return nil
	}
	return b.c
}

func newBench(flow *model.Flow) *bench {
	id := flow.Process.ID
	shop := &model.Shop{
		Settings:  model.Settings{Name: "Toko Maju", Lang: model.Indonesian, Zone: "Asia/Jakarta", Hours: model.DefaultHours()},
		People:    map[string]*model.Person{},
		Processes: map[string]*model.ProcessHead{id: {ID: id, Name: flow.Process.Name, Versions: []model.Published{{Version: 1}}}},
	}
	for _, name := range []string{"sari", "budi", "dewi"} {
		shop.People[name] = &model.Person{ID: name, Name: name, Owner: true}
	}
	return &bench{shop: shop, flow: flow, now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}
}

func (b *bench) do(by string, act model.Act) error {
	b.acts++
	b.now = b.now.Add(time.Minute)
	d, err := model.Decide(b, model.Command{Op: fmt.Sprint("op-", b.acts), By: by, Act: act}, b.now)
	if err != nil {
		return err
	}
	for _, e := range d.Events {
		if b.c, err = model.Apply(b.flow, b.c, e); err != nil {
			return err
		}
	}
	return nil
}

// answer is a value that fits a field.
func answer(f model.Field, c *model.Case) model.Value {
	raw := "1"
	switch f.Type {
	case model.MoneyField:
		raw = "750000"
	case model.ListField:
		raw = "lamp, cable"
	case model.DateField:
		raw = "2026-12-01"
	case model.YesNoField:
		raw = "ya"
	case model.ChoiceField:
		raw = f.Choices[len(f.Choices)-1]
	case model.PhoneField:
		raw = "0812 3456 7890"
	case model.ScanField:
		raw = c.Fields[f.Equals].Text
	}
	v, err := model.ParseValue(f, raw)
	if err != nil {
		return model.Value{}
	}
	return v
}

func answers(fields []model.Field, c *model.Case) model.Values {
	values := model.Values{}
	for _, f := range fields {
		values[f.Name] = answer(f, c)
	}
	return values
}

// finish completes an open task by anybody who may.
func (b *bench) finish(task *model.Task, outcome model.Outcome) error {
	step := b.flow.Step(task.Step)
	ref := model.TaskRef{Case: b.c.ID, Step: task.Step}
	if step.Kind == model.Run {
		// The other process is walked by itself, and not in force here.
		return b.do("sari", model.Skip{Task: ref, Reason: "tidak ada"})
	}
	done := model.Complete{Task: ref, Outcome: outcome.Name, Reason: slices.Concat(outcome.Reasons, []string{"tidak jadi"})[0], Values: answers(step.Record, b.c)}
	for _, item := range b.flow.Items(task.Step, b.c.Fields) {
		done.Ticks = append(done.Ticks, item.Key)
	}
	var err error
	for _, by := range []string{"sari", "budi", "dewi"} {
		if err = b.do(by, done); err == nil {
			return nil
		}
	}
	return err
}

// TestEveryTemplateCanBeWorkedToItsEnd lets people take any way through the
// ready-made processes: each case ends, and no step is out of reach.
func TestEveryTemplateCanBeWorkedToItsEnd(t *testing.T) {
	for _, tmpl := range templates.All(model.Indonesian) {
		_, flow, _ := procfile.Read(tmpl.File, tmpl.Source)
		reached := map[string]bool{}
		rapid.Check(t, func(t *rapid.T) {
			b := newBench(flow)
			start := answers(flow.Process.Start.Ask, &model.Case{})
			if f, ok := flow.Field("payment"); ok {
				start["payment"] = model.Value{Text: rapid.SampledFrom(f.Choices).Draw(t, "payment")}
			}
			if err := b.do("sari", model.StartCase{Process: tmpl.ID, Fields: start}); err != nil {
				t.Fatal(err)
			}
			for b.c.State == model.Running {
				open := b.c.OpenTasks()
				if len(open) == 0 || b.acts > 400 {
					t.Fatalf("%s got stuck: %v", tmpl.ID, b.c.Lit)
				}
				task := rapid.SampledFrom(open).Draw(t, "task")
				outcomes := flow.Outcomes(task.Step)
				outcome := outcomes[0]
				if b.acts < 200 {
					outcome = rapid.SampledFrom(outcomes).Draw(t, "outcome")
				}
				if err := b.finish(task, outcome); err != nil {
					t.Fatalf("%s/%s %s: %v", tmpl.ID, task.Step, outcome.Name, err)
				}
				reached[task.Step] = true
			}
		})
		for _, s := range flow.Process.Steps {
			// A few walks, as with -short, need not find every corner.
			if s.Kind != model.Auto && !reached[s.ID] && !testing.Short() {
				t.Errorf("%s: nobody ever did %s", tmpl.ID, s.ID)
			}
		}
	}
}
