// Package storetest furnishes stores for tests and benchmarks: a shop with the
// online order, and as long a history as is wanted.
package storetest

import (
	"context"
	"fmt"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
	"alur/store"
)

// Shop founds a shop of four with the ready-made processes a new shop begins with, in English.
func Shop(ctx context.Context, s *store.Store) error {
	acts := []model.Act{
		model.CreateShop{Settings: model.Settings{Name: "Toko Maju"}, Owner: "Hendra"},
		model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"warehouse"}}},
		model.AddPerson{Person: model.Person{Name: "Budi", Roles: []string{"warehouse", "shop"}}},
		model.AddPerson{Person: model.Person{Name: "Dewi", Roles: []string{"accounts", "service"}}},
	}
	for _, t := range templates.All(model.English) {
		if !t.First {
			continue
		}
		p, f, faults := procfile.Read(t.File, t.Source)
		if f == nil {
			return fmt.Errorf("%s: %s", t.File, faults[0].In(model.English))
		}
		acts = append(acts, model.PublishProcess{Process: p})
	}
	return s.Within(ctx, func(session *store.Session) error {
		by := ""
		for _, act := range acts {
			if _, err := session.Do(model.Command{By: by, Act: act}, s.Now()); err != nil {
				return err
			}
			by = "hendra"
		}
		return nil
	})
}

// Order is what an order is started with.
func Order(no string) model.Values {
	return model.Values{
		"order_no": one(no), "customer": one("Bu Rina"), "total": one("185000"), "payment": one("cod"),
		"items": {Items: []string{"Teapot 2 l", "Glasses, set of 6"}},
	}
}

func one(text string) model.Value { return model.Value{Text: text} }

// Pick is the first step of such an order, done.
func Pick(id string) model.Complete {
	return model.Complete{Task: model.TaskRef{Case: id, Step: "pick"}, Ticks: []string{"1/1", "1/2", "2"}}
}

// Fill works orders to their end until the record has so many events, and
// leaves some open: a shop with a long history.
func Fill(ctx context.Context, s *store.Store, events uint64, open int) error {
	for n := 0; ; {
		head, err := s.Head(ctx)
		if err != nil {
			return err
		}
		if head.Seq >= events {
			break
		}
		err = s.Within(ctx, func(session *store.Session) error {
			for range 500 {
				n++
				if err := workOff(session, s.Now, fmt.Sprint("A-", n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return s.Within(ctx, func(session *store.Session) error {
		for i := range open {
			if _, err := start(session, s.Now(), fmt.Sprint("open-", i)); err != nil {
				return err
			}
		}
		return nil
	})
}

func start(s *store.Session, now time.Time, no string) (string, error) {
	r, err := s.Do(model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: Order(no)}}, now)
	return r.Case, err
}

// WorkOff starts orders of these numbers and takes each to its end.
func WorkOff(ctx context.Context, s *store.Store, numbers ...string) error {
	return s.Within(ctx, func(session *store.Session) error {
		for _, no := range numbers {
			if err := workOff(session, s.Now, no); err != nil {
				return err
			}
		}
		return nil
	})
}

// workOff takes an order through every step.
func workOff(s *store.Session, now func() time.Time, no string) error {
	id, err := start(s, now(), no)
	if err != nil {
		return err
	}
	done := func(step string, ticks []string, values model.Values) model.Complete {
		return model.Complete{Task: model.TaskRef{Case: id, Step: step}, Ticks: ticks, Values: values}
	}
	for _, act := range []struct {
		by  string
		act model.Complete
	}{
		{"sari", Pick(id)},
		{"budi", done("quality", []string{"1", "2"}, nil)},
		{"sari", done("pack", []string{"1", "2"}, model.Values{"weight": one("2.4"), "label": one(no)})},
		{"dewi", done("invoice", nil, model.Values{"invoice_no": one("F-1")})},
		{"sari", done("collect", nil, model.Values{"courier": one("JNE"), "tracking": one("J1")})},
		{"dewi", done("deliver", nil, nil)},
		{"dewi", done("cash", nil, model.Values{"cash": one("185000")})},
		{"dewi", done("confirm", nil, model.Values{"well": one("yes")})},
	} {
		if _, err := s.Do(model.Command{By: act.by, Act: act.act}, now()); err != nil {
			return err
		}
	}
	return nil
}
