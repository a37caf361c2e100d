package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"alur/model"
	"alur/model/templates"
	"alur/store"

	"pgregory.net/rapid"
)

// drawVariant draws a process that is like one of the ready-made ones: steps
// left out, conditions, ends and placements changed. Not every one passes the
// checks.
func drawVariant(rt *rapid.T, all []model.Process) model.Process {
	p := rapid.SampledFrom(all).Draw(rt, "like")
	p.Key = ""
	p.Title = ""
	var steps []model.Step
	for _, s := range p.Steps {
		switch rapid.IntRange(0, 11).Draw(rt, "change of "+s.ID) {
		case 0:
			continue
		case 1:
			s.When = ""
		case 2:
			s.After, s.Then = nil, nil
		case 3:
			s.Then = []string{model.ToEnd}
		case 4:
			if n := len(steps); n > 0 {
				s.Outcomes = []model.Outcome{{Name: "ok", To: []string{model.ToNext}}, {Name: "again", To: []string{steps[rapid.IntRange(0, n-1).Draw(rt, "back to")].ID}}}
			}
		case 5:
			s.Record = nil
		}
		steps = append(steps, s)
	}
	p.Steps = steps
	return p
}

// TestLawsOfTheStore: random people do random things in random processes.
// After each, what is kept is what the record says, and the queue does not
// depend on who asks when.
func TestLawsOfTheStore(t *testing.T) {
	var all []model.Process
	for _, tpl := range templates.All(model.English) {
		all = append(all, readTemplate(t, tpl))
	}
	worked, moved := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawVariant(rt, all)
		if f, _ := model.Compile(p); f == nil {
			rt.Skip("does not pass the checks")
		}
		x := allRounders(t)
		like := []model.Process{p}
		err := x.Within(context.Background(), func(s *store.Session) error {
			if err := x.play(rt, s, p); err != nil {
				return err
			}
			// Cases are moved to other versions, and work goes on in both.
			for range rapid.IntRange(0, 2).Draw(rt, "more versions") {
				next := drawVariant(rt, like)
				if rapid.Bool().Draw(rt, "hardly changed") {
					next = p
					next.Steps = slices.Clone(p.Steps)
					next.Steps[len(next.Steps)-1].Due = "3h"
				}
				if f, _ := model.Compile(next); f == nil {
					continue
				}
				if err := x.play(rt, s, next); err != nil {
					return err
				}
				if err := x.move(rt, s, p.ID, &moved); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		worked++
		if _, err := x.Check(context.Background(), nil); err != nil {
			rt.Fatalf("%v", err)
		}
		x.queuesAgree(rt)
	})
	if worked == 0 {
		t.Error("no drawn process was worked on")
	}
	if moved == 0 {
		t.Error("no case was moved to another version")
	}
}

// allRounders is a shop where nearly everybody may do nearly everything.
func allRounders(t testing.TB) *fixture {
	x := emptyShop(t)
	x.must("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju"}, Owner: "Hendra"})
	for _, name := range []string{"Sari", "Budi", "Dewi"} {
		x.must("hendra", model.AddPerson{Person: model.Person{Name: name, Roles: []string{"warehouse", "accounts", "service", "shop"}}})
	}
	x.must("hendra", model.AddPerson{Person: model.Person{Name: "Rina", Roles: []string{"warehouse"}}})
	return x
}

// play publishes a process, starts some cases of it and does random acts in
// them.
func (x *fixture) play(rt *rapid.T, s *store.Session, p model.Process) error {
	if _, err := s.Do(model.Command{By: "hendra", Act: model.PublishProcess{Process: p}}, x.now()); err != nil {
		return err
	}
	version := s.Shop().Processes[p.ID].Latest()
	start := model.StartCase{Process: p.ID, Fields: fieldsOf(s.Flow(p.ID, version).Process.Start.Ask)}
	for range rapid.IntRange(1, 3).Draw(rt, "cases") {
		_, err := s.Do(model.Command{By: "dewi", Act: start}, x.now())
		if err := tolerate(err); err != nil {
			return err
		}
	}
	for range rapid.IntRange(1, 30).Draw(rt, "acts") {
		x.seconds.Add(int64(rapid.IntRange(0, 7200).Draw(rt, "seconds")))
		if rapid.IntRange(0, 9).Draw(rt, "night") == 0 {
			x.seconds.Add(16 * 3600)
		}
		by := rapid.SampledFrom([]string{"sari", "budi", "dewi", "hendra", "rina"}).Draw(rt, "by")
		q, err := s.Queue(by, x.now())
		if err != nil {
			return err
		}
		rows := append(append([]model.QueueItem{}, q.Items...), q.Asleep...)
		if len(rows) == 0 {
			continue
		}
		row := rapid.SampledFrom(rows).Draw(rt, "task")
		_, err = s.Do(model.Command{By: by, Act: drawAct(rt, s, row.OpenTask, x.now())}, x.now())
		if err := tolerate(err); err != nil {
			return err
		}
	}
	return nil
}

// move moves the cases of a process that can be to its newest version.
func (x *fixture) move(rt *rapid.T, s *store.Session, process string, moved *int) error {
	head := s.Shop().Processes[process]
	for n := 1; s.Case(model.CaseID(process, n)) != nil; n++ {
		id := model.CaseID(process, n)
		if rapid.IntRange(0, 3).Draw(rt, "stays") == 0 {
			continue
		}
		r, err := s.Do(model.Command{By: "hendra", Act: model.MigrateCase{Case: id, Version: head.Latest()}}, x.now())
		if err := tolerate(err); err != nil {
			return err
		}
		if err == nil && len(r.Events) > 0 {
			*moved++
		}
	}
	return nil
}

func tolerate(err error) error {
	if model.Refused(err) == nil {
		return err
	}
	return nil
}

func drawAct(rt *rapid.T, s *store.Session, row model.OpenTask, now time.Time) model.Act {
	c := s.Case(row.Case)
	f := s.Flow(row.Process, row.Version)
	var ticks []string
	for _, item := range f.Items(row.Step, c.Fields) {
		ticks = append(ticks, item.Key)
	}
	done := model.Complete{Task: row.TaskRef, Ticks: ticks, Values: fieldsOf(f.Step(row.Step).Record)}
	for name := range done.Values {
		if field, _ := f.RecordField(row.Step, name); field.Equals != "" {
			done.Values[name] = c.Fields[field.Equals]
		}
	}
	outcome := rapid.SampledFrom(f.Outcomes(row.Step)).Draw(rt, "outcome")
	other := model.Complete{Task: row.TaskRef, Outcome: outcome.Name, Reason: "does not fit"}
	if len(outcome.Reasons) > 0 {
		other.Reason = outcome.Reasons[0]
	}
	acts := []model.Act{
		done, done, done, other, model.Take{Task: row.TaskRef}, model.Begin{Task: row.TaskRef}, model.Undo{}, model.Undo{},
		model.Park{Task: row.TaskRef, Reason: "no boxes"}, model.Resume{Task: row.TaskRef}, model.GiveBack{Task: row.TaskRef},
		model.HandOver{Task: row.TaskRef, To: "budi"}, model.Skip{Task: row.TaskRef, Reason: "not needed"},
		model.SendBack{Task: row.TaskRef, To: f.Process.Steps[0].ID, Reason: "again"},
		model.CancelCase{Case: row.Case, Reason: "customer left"}, model.SignIn{}, model.SignOut{},
		model.HandOver{Task: row.TaskRef, To: "dewi", AsBegun: true}, model.TakeOver{Task: row.TaskRef, Reason: "at lunch"},
		model.Waive{Task: row.TaskRef, Reason: "alone"}, model.Pin{Task: row.TaskRef, Until: now.Add(4 * time.Hour)},
		model.Pin{Task: model.TaskRef{Case: row.Case}, Until: now.Add(time.Hour)}, model.Unpin{Task: row.TaskRef},
		model.Repromise{Case: row.Case, Promise: now.AddDate(0, 0, 9)}, model.Comment{Case: row.Case, Text: "ring twice"},
		model.ProposeText{Process: row.Process, Step: row.Step, Text: "Do it well"}, model.AcceptText{Proposal: 1},
	}
	if len(ticks) > 0 {
		acts = append(acts, model.SetTick{Task: row.TaskRef, Item: ticks[0], On: rapid.Bool().Draw(rt, "on")})
	}
	return rapid.SampledFrom(acts).Draw(rt, "act")
}

// fieldsOf fills fields with something that fits.
func fieldsOf(fields []model.Field) model.Values {
	v := model.Values{}
	for _, f := range fields {
		switch f.Type {
		case model.NumberField:
			v[f.Name] = one("2")
		case model.MoneyField:
			v[f.Name] = one("250000")
		case model.DateField:
			v[f.Name] = one("2026-12-01")
		case model.TimeField:
			v[f.Name] = one("10:30")
		case model.YesNoField:
			v[f.Name] = one("yes")
		case model.ChoiceField:
			v[f.Name] = one(f.Choices[0])
		case model.ListField:
			v[f.Name] = model.Value{Items: []string{"Teapot", "Kettle"}}
		case model.PhoneField:
			v[f.Name] = one("08123456789")
		case model.PersonField:
			v[f.Name] = one("Sari")
		default:
			v[f.Name] = one("A-1")
		}
	}
	return v
}

// queuesAgree compares the queue from the indexes with one from the open
// tasks of the replayed cases, put together in another order.
func (x *fixture) queuesAgree(rt *rapid.T) {
	ctx := context.Background()
	now := x.now()
	shop, err := x.Shop(ctx)
	if err != nil {
		rt.Fatal(err)
	}
	var open []model.OpenTask
	past := attempts{}
	cal, err := shop.Calendar()
	if err != nil {
		rt.Fatal(err)
	}
	err = x.EachCase(ctx, func(c *model.Case, f *model.Flow) error {
		events, err := x.History(ctx, c.ID)
		if err != nil {
			return err
		}
		again, err := model.Replay(f, events)
		if err != nil {
			return err
		}
		if a, b := asJSON(rt, again), asJSON(rt, c); a != b {
			return fmt.Errorf("replay of %s differs:\n%s\n%s", c.ID, a, b)
		}
		open = append(open, model.OpenRows(f, again)...)
		past.add(model.Attempts(f, again))
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	flow := func(p string, v int) *model.Flow {
		f, err := x.Flow(ctx, p, v)
		if err != nil {
			rt.Fatal(err)
		}
		return f
	}
	open = rapid.Permutation(open).Draw(rt, "shuffled")
	for _, person := range []string{"hendra", "sari", "rina"} {
		kept, err := x.Queue(ctx, person, now)
		if err != nil {
			rt.Fatal(err)
		}
		built := model.NextTasks(model.QueueInput{
			Now: now, Shop: shop, Person: shop.People[person], Open: open, Flow: flow, History: past.history(cal),
		})
		if a, b := refs(kept), refs(built); a != b {
			rt.Fatalf("the queue of %s:\nkept  %s\nbuilt %s", person, a, b)
		}
	}
}

func refs(q model.Queue) string {
	text := ""
	for _, list := range [][]model.QueueItem{q.Items, q.Asleep} {
		for _, i := range list {
			text += fmt.Sprintf("%s %d %s %s; ", i.TaskRef, i.Band, i.Slack, i.Why.In(model.English))
		}
	}
	return text
}

// attempts are the finished tasks of a shop, by process and step.
type attempts map[string][]model.Attempt

func (a attempts) add(list []model.Attempt) {
	for _, one := range list {
		k := one.Process + "/" + one.Step
		a[k] = append(a[k], one)
	}
}

func (a attempts) history(cal *model.Calendar) model.History { return builtHistory{a, cal} }

type builtHistory struct {
	past attempts
	cal  *model.Calendar
}

// Sojourns takes the newest fifty by their end, as the store promises.
func (h builtHistory) Sojourns(process, step string) []time.Duration {
	list := append([]model.Attempt(nil), h.past[process+"/"+step]...)
	sortAttempts(list)
	if len(list) > 50 {
		list = list[len(list)-50:]
	}
	var out []time.Duration
	for _, a := range list {
		if d, ok := a.Sojourn(h.cal); ok {
			out = append(out, d)
		}
	}
	return out
}

func sortAttempts(list []model.Attempt) {
	less := func(a, b model.Attempt) bool {
		switch {
		case !a.Ended.Equal(b.Ended):
			return a.Ended.Before(b.Ended)
		case a.Case != b.Case:
			return a.Case < b.Case
		}
		return a.Round < b.Round
	}
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && less(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func asJSON(rt *rapid.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		rt.Fatal(err)
	}
	return string(data)
}
