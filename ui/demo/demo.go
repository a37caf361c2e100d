// Package demo furnishes a shop to look round in: five people, the
// ready-made processes, and sixty days of work. Nothing of it is invented
// beside the engine: people begin and finish tasks through the same commands
// as everybody else, at a human pace, in opening hours, with mistakes, parked
// work and one bottleneck. The same seed is the same shop.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
	"alur/store"
)

// Days is how much history the demo has.
const Days = 60

// seed makes every demo the same shop.
const seed = 20261123

// Options say how the demo is furnished.
type Options struct {
	Lang model.Lang
	// Now is the end of the history, the moment the demo opens.
	Now time.Time
	// Progress, where not nil, is told how much of the history is made, from
	// 0 to 1.
	Progress func(done float64)
}

// Person is who is signed in when the demo opens.
const Person = "sari"

// atOnce is how much history is made in one transaction: few commits, and
// none so large that the engine gets slow.
const atOnce = 10 * 24 * time.Hour

// Build furnishes an empty store. It returns the store's errors; a refusal
// means that a template and the demo do not fit together.
func Build(ctx context.Context, s *store.Store, o Options) error {
	f := &furnisher{
		lang: o.Lang, words: wordsIn(o.Lang),
		dice: rand.New(rand.NewPCG(seed, seed)), end: o.Now.UTC(), progress: o.Progress,
	}
	within := func(do func() error) error {
		return s.Within(ctx, func(session *store.Session) error {
			f.session = session
			return do()
		})
	}
	if err := within(f.shop); err != nil {
		return fmt.Errorf("furnish the demo: %w", err)
	}
	f.prepare()
	for until := f.start; until.Before(f.end); {
		until = until.Add(atOnce)
		if until.After(f.end) {
			until = f.end
		}
		if err := within(func() error { return f.work(until) }); err != nil {
			return fmt.Errorf("make the demo's history: %w", err)
		}
	}
	return nil
}

// furnisher makes the demo's shop and plays its people.
type furnisher struct {
	session  *store.Session
	lang     model.Lang
	words    words
	dice     *rand.Rand
	cal      *model.Calendar
	start    time.Time
	end      time.Time
	now      time.Time
	acts     int
	orders   int
	crew     []*worker
	arrivals []arrival
	progress func(float64)
}

// do is one act at the furnisher's clock.
func (f *furnisher) do(by string, act model.Act) (store.Receipt, error) {
	f.acts++
	return f.session.Do(model.Command{
		Op: fmt.Sprintf("demo-%d", f.acts), By: by, Station: "KASIR-1", Act: act,
	}, f.now)
}

// byHand is a process as the people of the demo begin it: themselves, with what
// it asks.
func byHand(p model.Process) model.Process {
	switch p.ID {
	case "open-shop":
		p.Start.Schedule = model.Schedule{}
	case "monthly-evaluation":
		p.Start.Schedule = model.Schedule{}
		for i, field := range p.Start.Ask {
			p.Start.Ask[i].Optional = field.Name == "goal"
		}
	}
	return p
}

// shop opens the shop, hires its people and publishes the ready-made
// processes, a day before the history begins.
func (f *furnisher) shop() error {
	f.now = f.end.AddDate(0, 0, -Days-1)
	w := f.words
	settings := model.Settings{Name: w.shop, Lang: f.lang, Zone: zone, Currency: "Rp"}
	settings.Hours = hoursAround(f.end)
	if _, err := f.do("", model.CreateShop{Settings: settings, Owner: "Hendra"}); err != nil {
		return err
	}
	for _, p := range w.people {
		if _, err := f.do("hendra", model.AddPerson{Person: p}); err != nil {
			return err
		}
	}
	for _, t := range templates.All(f.lang) {
		if !t.First {
			continue
		}
		p, flow, faults := procfile.Read(t.File, t.Source)
		if flow == nil {
			return fmt.Errorf("%s: %s", t.File, faults[0].In(model.English))
		}
		if _, err := f.do("hendra", model.PublishProcess{Process: byHand(p)}); err != nil {
			return err
		}
	}
	cal, err := f.session.Shop().Calendar()
	f.cal = cal
	return err
}
