package findings_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"alur/model"
)

// rules is a desk at which everything is decided and folded by the rules of
// the program, as its store does.
type rules struct {
	t     testing.TB
	shop  *model.Shop
	flow  *model.Flow
	cases map[string]*model.Case
	last  int
	acts  int
	hand  map[string][]model.TaskRef
}

// newRules makes a shop with the people of a plant, and publishes its process.
func newRules(t testing.TB, p *plant) *rules {
	r := &rules{t: t, shop: &model.Shop{}, cases: map[string]*model.Case{}, hand: map[string][]model.TaskRef{}}
	day := model.Slot{Open: "00:00", Close: "24:00"}
	settings := model.Settings{Name: "Plant", Zone: "Asia/Jakarta", ClaimsBack: "never"}
	for i := range settings.Hours.Week {
		settings.Hours.Week[i] = []model.Slot{day}
	}
	r.does(monday, "", model.CreateShop{Settings: settings, Owner: "Owner"})
	for i, w := range p.workers {
		person := model.Person{ID: workerID(i), Name: workerID(i)}
		for _, role := range w.roles {
			person.Roles = append(person.Roles, roleID(role))
		}
		r.does(monday, "owner", model.AddPerson{Person: person})
	}
	r.does(monday, "owner", model.PublishProcess{Process: p.process()})
	return r
}

// process is that of a plant. A step that is done over for no reason on record
// is one that a branch leads back to.
func (p *plant) process() model.Process {
	def := model.Process{ID: "plant", Name: "Plant", Owner: "owner"}
	for i, s := range p.stations {
		step := model.Step{ID: stepID(i), Text: "Step " + stepID(i), Role: roleID(s.role)}
		if s.fails > 0 {
			step.Outcomes = []model.Outcome{
				{Name: "good", To: []string{model.ToNext}}, {Name: "bad", To: []string{stepID(s.back)}, Reasons: []string{reason}},
			}
		}
		if s.again > 0 {
			step.Record = []model.Field{{Name: againField(i), Type: model.YesNoField}}
		}
		def.Steps = append(def.Steps, step)
		if s.again > 0 {
			when := againField(i)
			def.Steps = append(def.Steps, model.Step{ID: "c" + stepID(i), Kind: model.Choose, Outcomes: []model.Outcome{
				{Name: when, When: when, To: []string{stepID(i)}}, {Name: model.ElseOutcome, To: []string{model.ToNext}},
			}})
			if i == len(p.stations)-1 {
				def.Steps[len(def.Steps)-1].Outcomes[1].To = []string{model.ToEnd}
			}
		}
	}
	return def
}

func againField(i int) string { return "again_" + stepID(i) }

func (r *rules) does(at time.Time, by string, act model.Act) string {
	r.t.Helper()
	r.acts++
	d, err := model.Decide(r, model.Command{Op: fmt.Sprint(r.acts), By: by, Act: act}, at)
	if err != nil {
		r.t.Fatalf("%s %T: %v", by, act, err)
	}
	for _, e := range d.Events {
		r.fold(e)
	}
	return d.Case
}

func (r *rules) fold(e model.Event) {
	r.t.Helper()
	if e.Case == "" {
		if err := model.ApplyShop(r.shop, e); err != nil {
			r.t.Fatal(err)
		}
		if b, ok := e.Body.(model.ProcessPublished); ok {
			f, faults := model.Compile(b.Process)
			if f == nil {
				r.t.Fatal(faults)
			}
			r.flow = f
		}
		return
	}
	if b, ok := e.Body.(model.CaseStarted); ok {
		r.last = b.Number
	}
	c, err := model.Apply(r.flow, r.cases[e.Case], e)
	if err != nil {
		r.t.Fatal(err)
	}
	r.cases[e.Case] = c
}

func (r *rules) comes(at int64, n int) {
	if id := r.does(time.Unix(0, at), "owner", model.StartCase{Process: "plant"}); id != model.CaseID("plant", n) {
		r.t.Fatalf("%s came, want number %d", id, n)
	}
}

func refOf(n, station int) model.TaskRef {
	return model.TaskRef{Case: model.CaseID("plant", n), Step: stepID(station)}
}

func (r *rules) begins(at int64, n, station, worker int) {
	by := workerID(worker)
	r.does(time.Unix(0, at), by, model.Begin{Task: refOf(n, station)})
	r.hand[by] = append(r.hand[by], refOf(n, station))
}

func (r *rules) ends(at int64, n, station, worker int, how ending) {
	by := workerID(worker)
	act := model.Complete{Task: refOf(n, station)}
	if step := r.flow.Step(stepID(station)); len(step.Record) > 0 {
		answer := "no"
		if how == onceMore {
			answer = "yes"
		}
		act.Values = model.Values{step.Record[0].Name: {Text: answer}}
	}
	if how == sentBack {
		act.Outcome, act.Reason = "bad", reason
	}
	r.does(time.Unix(0, at), by, act)
	r.hand[by] = slices.DeleteFunc(r.hand[by], func(ref model.TaskRef) bool { return ref == act.Task })
}

// logs are the case logs, in the order in which the cases came. What number an
// event had is left out: no figure goes by it.
func (r *rules) logs() []*model.CaseLog {
	var all []*model.CaseLog
	for n := range r.last {
		c := r.cases[model.CaseID("plant", n+1)].Log(r.flow)
		for i := range c.Tasks {
			c.Tasks[i].Seq = 0
		}
		all = append(all, c)
	}
	return all
}

// The rules are a View.

func (r *rules) Shop() *model.Shop { return r.shop }

func (r *rules) Flow(process string, version int) *model.Flow {
	if process == "plant" && version == 1 {
		return r.flow
	}
	return nil
}
func (r *rules) Case(id string) *model.Case           { return r.cases[id] }
func (r *rules) History(string) []model.Event         { return nil }
func (r *rules) CaseByKey(string, string) string      { return "" }
func (r *rules) LastNumber(string) int                { return r.last }
func (r *rules) InHand(person string) []model.TaskRef { return r.hand[person] }
func (r *rules) Held(person string) []model.TaskRef   { return r.hand[person] }
func (r *rules) LastActs(string) []model.ActRef       { return nil }
func (r *rules) Pinned() []model.OpenTask             { return nil }
func (r *rules) RunningIn(string) []string            { return nil }
