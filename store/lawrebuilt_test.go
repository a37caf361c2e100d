package store_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"alur/model"
	"alur/store"

	"pgregory.net/rapid"
)

// rebuilt is what the events of a shop alone make, by a way of its own: every
// case replayed, and from those the open tasks, the attempts and the logs.
type rebuilt struct {
	open []model.OpenTask
	past attempts
	logs []*model.CaseLog
	// worked are the attempts of cases whose start was not undone.
	worked []model.Attempt
}

func (k *lawful) rebuild(ctx context.Context) rebuilt {
	r := rebuilt{past: attempts{}}
	shop, err := k.Shop(ctx)
	if err != nil {
		k.tb.Fatal(err)
	}
	err = k.EachCase(ctx, func(c *model.Case, f *model.Flow) error {
		events, err := k.History(ctx, c.ID)
		if err != nil {
			return err
		}
		again, err := model.Replay(f, events)
		if err != nil {
			return err
		}
		if a, b := asJSON(k.tb, again), asJSON(k.tb, c); a != b {
			return fmt.Errorf("replay of %s differs:\n%s\n%s", c.ID, a, b)
		}
		before := asJSON(k.tb, again.At(shop, k.now()))
		read, _, err := k.Case(ctx, c.ID)
		if err != nil {
			return err
		}
		// The clock moves at every look: the shop may just close.
		if a, b := asJSON(k.tb, again.At(shop, k.now())), asJSON(k.tb, read); a != b && before != b {
			return fmt.Errorf("%s is read otherwise than it stands now:\n%s\n%s", c.ID, a, b)
		}
		if again.State == model.Running {
			r.open = append(r.open, model.OpenRows(f, again)...)
		}
		r.past.add(model.Attempts(f, again))
		if log := again.Log(f); log != nil {
			r.logs = append(r.logs, log)
			r.worked = append(r.worked, model.Attempts(f, again)...)
		}
		return nil
	})
	if err != nil {
		k.tb.Fatal(err)
	}
	return r
}

// rebuiltAgrees compares what people and figures are answered from the
// indexes, and from what a program keeps in memory, with what is rebuilt.
func (k *lawful) rebuiltAgrees() {
	ctx := context.Background()
	r := k.rebuild(ctx)
	k.queuesAgree(ctx, r)
	k.bottlenecksAgree(ctx, r)
	k.logsAgree(ctx, r.logs)
}

// queuesAgree compares queues. The open tasks are given in
// the order of their cases, and backwards.
func (k *lawful) queuesAgree(ctx context.Context, r rebuilt) {
	now := k.now()
	shop, err := k.Shop(ctx)
	if err != nil {
		k.tb.Fatal(err)
	}
	cal, err := shop.Calendar()
	if err != nil {
		k.tb.Fatal(err)
	}
	flow := func(p string, v int) *model.Flow {
		f, err := k.Flow(ctx, p, v)
		if err != nil {
			k.tb.Fatal(err)
		}
		return f
	}
	sizes, err := k.QueueSizes(ctx, now)
	if err != nil {
		k.tb.Fatal(err)
	}
	open := slices.Clone(r.open)
	slices.Reverse(open)
	for _, person := range lawPeople() {
		kept, err := k.Queue(ctx, person, now)
		if err != nil {
			k.tb.Fatal(err)
		}
		built := model.NextTasks(model.QueueInput{
			Now: now, Shop: shop, Person: shop.People[person], Open: slices.Values(open), Flow: flow, History: r.past.history(cal),
		})
		if a, b := refs(kept), refs(built); a != b {
			k.tb.Fatalf("the queue of %s:\nkept  %s\nbuilt %s", person, a, b)
		}
		begin, err := k.FirstTasks(ctx, person, now, 2)
		if err != nil {
			k.tb.Fatal(err)
		}
		if begin.Left += len(begin.Items); begin.Left != len(kept.Items) || !strings.HasPrefix(refs(model.Queue{Items: kept.Items}), refs(model.Queue{Items: begin.Items})) {
			k.tb.Fatalf("the queue of %s begins with\n%s of %d, and not\n%s", person, refs(model.Queue{Items: begin.Items}), begin.Left, refs(model.Queue{Items: kept.Items}))
		}
		if p := shop.People[person]; p != nil && !p.Gone && !p.Owner && !p.Auditor && sizes[person] != len(kept.Items) {
			k.tb.Fatalf("%s has %d tasks, and not %d", person, len(kept.Items), sizes[person])
		}
	}
}

// logsAgree compares the case logs that the program has followed since it
// began, which it keeps in memory.
func (k *lawful) logsAgree(ctx context.Context, built []*model.CaseLog) {
	kept, err := k.CaseLogs(ctx, time.Time{})
	if err != nil {
		k.tb.Fatal(err)
	}
	slices.SortFunc(built, func(a, b *model.CaseLog) int {
		return cmp.Or(cmp.Compare(a.Started, b.Started), cmp.Compare(a.Case, b.Case))
	})
	if len(kept) != len(built) {
		k.tb.Fatalf("%d case logs are kept, %d built", len(kept), len(built))
	}
	for i := range built {
		if built[i].Tasks == nil {
			built[i].Tasks = []model.TaskLog{}
		}
		if !reflect.DeepEqual(kept[i], built[i]) {
			k.tb.Fatalf("the log of a case:\nkept  %+v\nbuilt %+v", kept[i], built[i])
		}
	}
}

// bottlenecksAgree compares where work piles up, which is reckoned from the
// case logs, with what the attempts say.
func (k *lawful) bottlenecksAgree(ctx context.Context, r rebuilt) {
	shop, err := k.Shop(ctx)
	if err != nil {
		k.tb.Fatal(err)
	}
	var past []model.Attempt
	for _, a := range r.worked {
		if a.State != model.Skipped || a.By != "" { // A step that was passed by is no work.
			past = append(past, a)
		}
	}
	for _, since := range []time.Time{{}, k.now().Add(-time.Hour)} {
		kept, err := k.Bottlenecks(ctx, store.BottleneckQuery{Since: since})
		if err != nil {
			k.tb.Fatal(err)
		}
		built := model.FindBottlenecks(model.BottleneckInput{
			Now: kept.Now, Since: since, Shop: shop, Open: r.open, Past: slices.Values(past),
			Flow: func(p string, v int) *model.Flow {
				f, err := k.Flow(ctx, p, v)
				if err != nil {
					k.tb.Fatal(err)
				}
				return f
			},
		})
		if len(kept.Steps) != len(built.Steps) || !kept.Since.Equal(built.Since) {
			k.tb.Fatalf("the bottlenecks since %v: %d steps are kept, %d built", since, len(kept.Steps), len(built.Steps))
		}
		for i, s := range kept.Steps {
			// A step that runs a process, and never came to it, has no name of one.
			s.Title, built.Steps[i].Title = "", ""
			if a, b := asJSON(k.tb, s), asJSON(k.tb, built.Steps[i]); a != b {
				k.tb.Fatalf("the bottlenecks since %v:\nkept  %s\nbuilt %s", since, a, b)
			}
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

// attempts are the finished tasks of a shop, by process and step: those for
// each person or entry are all of one step.
type attempts map[string][]model.Attempt

func (a attempts) add(list []model.Attempt) {
	for _, one := range list {
		k := one.Process + "/" + model.BaseStep(one.Step)
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
	list := slices.Clone(h.past[process+"/"+step])
	slices.SortFunc(list, func(a, b model.Attempt) int {
		return cmp.Or(a.Ended.Compare(b.Ended), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Round, b.Round), cmp.Compare(a.Step, b.Step))
	})
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

func asJSON(tb rapid.TB, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}
