package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

func pickedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	picked(t, s)
	return s
}

func checkedShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	checked(t, s)
	return s
}

func withAni(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: []string{"kasir"}}})
	return s
}

func changedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	secondVersion(t, s, lang)
	return s
}

func proposedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "sari", model.ProposeText{Process: "online-order", Step: "pack", How: "Kaca 3x."})
	return s
}

func noShop(testing.TB, model.Lang) *memStore { return newMem(monday) }

// bareShop is a shop of its owner alone, without a process.
func bareShop(t testing.TB, lang model.Lang) *memStore {
	s := newMem(monday)
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ","}})
	return s
}

func bareShopWithAni(t testing.TB, lang model.Lang) *memStore {
	s := bareShop(t, lang)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: []string{"kasir"}}})
	return s
}

func shopWithoutCases(t testing.TB, lang model.Lang) *memStore {
	s := bareShop(t, lang)
	gives(t, s, "hendra", model.PublishProcess{Process: orders(t, "online-order", lang)})
	return s
}

func cancelledShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	for _, id := range []string{"online-order-1", "online-order-2"} {
		gives(t, s, "hendra", model.CancelCase{Case: id, Reason: "dobel"})
	}
	return s
}

// eyesShop has only checks to do that need other eyes than Sari's.
func eyesShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	second := model.TaskRef{Case: "online-order-2", Step: "pick"}
	gives(t, s, "sari", model.Begin{Task: second})
	gives(t, s, "sari", model.Complete{Task: second, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	return s
}

// aloneShop is a shop of its owner alone, with work.
func aloneShop(t testing.TB, lang model.Lang) *memStore {
	s := shopWithoutCases(t, lang)
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: rina()})
	return s
}

// tomorrowShop has had no work for some days.
func tomorrowShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	s.now = s.now.Add(72 * time.Hour)
	return s
}

func sentBackShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	ref := model.TaskRef{Case: "online-order-1", Step: "quality"}
	gives(t, s, "budi", model.Begin{Task: ref})
	fail := memView{s}.Flow("online-order", 1).Step("quality").Outcomes[1]
	gives(t, s, "budi", model.SendBack{Task: ref, To: "pick", Reason: fail.Reasons[0]})
	return s
}

func handedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "sari", model.HandOver{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}, To: "budi", Reason: "ke bank"})
	gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
	return s
}

func parkedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "sari", model.Park{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}, Reason: "dus habis", Until: monday.Add(90 * time.Minute)})
	return s
}

func pinnedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "hendra", model.Pin{Task: model.TaskRef{Case: "online-order-1"}, Until: monday.Add(48 * time.Hour)})
	gives(t, s, "hendra", model.Comment{Case: "online-order-1", Text: "Bu Rina: Jl. Merdeka 17, Bandung; Jl. Sudirman 4, Depok; Jl. Diponegoro 210, Solo; Jl. Gatot Subroto 33, Semarang"})
	s.now = s.now.Add(30 * time.Hour)
	return s
}

// workedShop has had an hour of work.
func workedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	aDay(t, s)
	return s
}

// newcomers have never been here before.
func newcomers(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	s.drafts = map[string]map[string]string{}
	return s
}

// lockedShop is a shop in which Sari has a PIN.
func lockedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	hash, err := model.HashPIN("2468", []byte("sixteen byte salt"))
	if err != nil {
		t.Fatal(err)
	}
	gives(t, s, "hendra", model.SetPIN{Person: "sari", Hash: hash})
	return s
}

func leftShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	sari := *s.shop.People["sari"]
	sari.Gone = true
	gives(t, s, "hendra", model.ChangePerson{Person: sari})
	return s
}

func manyPeople(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	for i := range 20 {
		gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Karyawan " + itoa(i+1), Roles: s.shop.People["sari"].Roles}})
	}
	return s
}

// dividedShop has two divisions, one with a person.
func dividedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	settings := s.shop.Settings
	settings.Divisions = map[string]string{"Bandung": "Bandung Kota", "Solo": "Solo"}
	gives(t, s, "hendra", model.ChangeSettings{Settings: settings})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: s.shop.People["budi"].Roles, Division: "Bandung"}})
	return s
}

// askedShop has let one PC in, and two ask.
func askedShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	key := func(n string) string { return "ssh-ed25519 " + strings.Repeat("QUFB", 12) + n }
	gives(t, s, "hendra", model.ApproveStation{Key: key("QUFB"), Name: "KASIR-2"})
	for i, n := range []string{"QUFC", "QUFD"} {
		s.asks = append(s.asks, store.StationRequest{Key: key(n), Code: model.StationCode(key(n)), From: "192.168.1." + itoa(20+i), At: s.now})
	}
	return s
}

// pilotShop tries a version in one of its divisions.
func pilotShop(t testing.TB, lang model.Lang) *memStore {
	s := dividedShop(t, lang)
	secondVersion(t, s, lang, "Bandung")
	return s
}

func retiredShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	gives(t, s, "hendra", model.RetireProcess{Process: "online-order"})
	return s
}

// otherShop has a version that one of two running cases can't follow.
func otherShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	otherVersion(t, s, lang)
	return s
}

// stuckShop has a version that no running case can follow.
func stuckShop(t testing.TB, lang model.Lang) *memStore {
	s := pickedShop(t, lang)
	gives(t, s, "hendra", model.CancelCase{Case: "online-order-2", Reason: "dobel"})
	otherVersion(t, s, lang)
	return s
}

// otherVersion publishes the online order with a check that some need not.
func otherVersion(t testing.TB, s *memStore, lang model.Lang) {
	t.Helper()
	p := orders(t, "online-order", lang)
	p.Steps = slices.Clone(p.Steps)
	p.Steps[2].When = `customer != "Bu Rina"`
	gives(t, s, "hendra", model.PublishProcess{Process: p})
}
