package ui

import (
	"context"
	"maps"
	"slices"
	"testing"

	"alur/model"
)

// rina is the order the stories are about.
func rina() model.Values {
	return model.Values{
		"order_no": {Text: "1042"}, "customer": {Text: "Bu Rina"}, "phone": {Text: "0812-3456-7890"},
		"items": {Items: []string{"Glass bowl 20 cm", "Tea set", "Table cloth blue"}}, "total": {Text: "185000"}, "payment": {Text: "cod"},
	}
}

// tokoMaju is a shop of five with the online order, in a language.
func tokoMaju(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := newMem(monday)
	must := func(by string, act model.Act) { gives(t, s, by, act) }
	must("", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ","}})
	p := orders(t, "online-order", lang)
	must("hendra", model.PublishProcess{Process: p})
	roles := map[string]string{}
	for _, s := range p.Steps {
		roles[s.ID] = s.Role
	}
	work := map[string][]string{"Sari": {"pick", "confirm"}, "Budi": {"pick"}, "Dewi": {"paid"}}
	for _, name := range slices.Sorted(maps.Keys(work)) {
		var held []string
		for _, id := range work[name] {
			held = append(held, roles[id])
		}
		must("hendra", model.AddPerson{Person: model.Person{Name: name, Roles: held}})
	}
	for _, person := range []string{"hendra", "sari", "budi", "dewi"} {
		// They have been here before.
		s.drafts[person+coachRef().String()] = map[string]string{string(pageNext): "used", string(pageQueue): "used", string(pageSlow): "used"}
	}
	s.now = s.now.Add(-2 * 60 * 60e9)
	must("hendra", model.StartCase{Process: "online-order", Fields: rina()})
	s.now = monday
	other := rina()
	other["order_no"], other["customer"] = model.Value{Text: "1043"}, model.Value{Text: "Pak Joko"}
	must("hendra", model.StartCase{Process: "online-order", Fields: other})
	return s
}

// gives hands the store a command, which has to be done.
func gives(t testing.TB, s Store, by string, act model.Act) Receipt {
	t.Helper()
	r, err := s.Do(context.Background(), model.Command{By: by, Act: act})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// picked has Sari pick the first order, checked has Budi check it.
func picked(t testing.TB, s Store) {
	t.Helper()
	ref := model.TaskRef{Case: "online-order-1", Step: "pick"}
	gives(t, s, "sari", model.Begin{Task: ref})
	gives(t, s, "sari", model.Complete{Task: ref, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
}

func checked(t testing.TB, s Store) {
	t.Helper()
	ref := model.TaskRef{Case: "online-order-1", Step: "quality"}
	gives(t, s, "budi", model.Begin{Task: ref})
	gives(t, s, "budi", model.Complete{Task: ref, Ticks: []string{"1", "2", "3"}})
}
