package ui

import (
	"fmt"
	"testing"
	"time"

	"alur/model"
)

// aBusyMonth is a shop that has had thirty orders: the quality check sends
// every third back, packing begins hours after it could, and some people give
// it back because it is not clear to them.
func aBusyMonth(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := tokoMaju(t, lang)
	ref := func(id, step string) model.TaskRef { return model.TaskRef{Case: id, Step: step} }
	begin := func(id, step, by string, wait time.Duration) {
		s.now = s.now.Add(wait)
		gives(t, s, by, model.Begin{Task: ref(id, step)})
	}
	do := func(id, step, by string, wait, work time.Duration, act model.Complete) {
		begin(id, step, by, wait)
		s.now = s.now.Add(work)
		act.Task = ref(id, step)
		gives(t, s, by, act)
	}
	wrong := model.Say{EN: "wrong article", ID: "salah barang"}
	picked := model.Complete{Ticks: []string{"1/1", "1/2", "1/3", "2"}}
	checked := model.Complete{Ticks: []string{"1", "2", "3"}}
	for n := range 30 {
		s.now = monday.AddDate(0, 0, n-30).Add(-5 * time.Hour)
		fields := rina()
		fields["order_no"], fields["customer"] = model.Value{Text: fmt.Sprint(3000 + n)}, model.Value{Text: "Toko Sinar " + fmt.Sprint(n)}
		id := gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: fields}).Case
		do(id, "pick", "sari", 5*time.Minute, 10*time.Minute, picked)
		if n%3 == 0 {
			do(id, "quality", "budi", 5*time.Minute, 5*time.Minute, model.Complete{Outcome: "fail", Reason: wrong.In(lang)})
			do(id, "pick", "sari", 5*time.Minute, 10*time.Minute, picked)
		}
		do(id, "quality", "budi", 5*time.Minute, 5*time.Minute, checked)
		do(id, "invoice", "dewi", 2*time.Minute, 5*time.Minute, model.Complete{Values: model.Values{"invoice_no": {Text: fmt.Sprint(n)}}})
		if n%4 == 0 {
			begin(id, "pack", "sari", time.Minute)
			gives(t, s, "sari", model.ReportUnclear{Task: ref(id, "pack"), Text: "which box?"})
			gives(t, s, "sari", model.GiveBack{Task: ref(id, "pack")})
		}
		begin(id, "pack", "budi", 3*time.Hour)
		gives(t, s, "budi", model.Complete{
			Task: ref(id, "pack"), Ticks: []string{"1", "2"},
			Values: model.Values{"weight": {Text: "1.2"}, "label": {Text: fmt.Sprint(3000 + n)}},
		})
		do(id, "collect", "budi", 2*time.Minute, time.Minute, model.Complete{Values: model.Values{"courier": {Text: "JNE"}, "tracking": {Text: fmt.Sprint("T", n)}}})
	}
	s.now = monday
	gives(t, s, "hendra", model.SignIn{Match: true})
	return s
}

// aQuietMonth is a shop whose till was counted on thirty evenings, with nothing
// to tell of.
func aQuietMonth(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := newMem(monday.AddDate(0, 0, -40))
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{
		Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ",",
	}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Rina", Roles: []string{"kasir"}}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Tutup kasir", ID: "kasir", Role: "kasir", Steps: []model.Step{
		{ID: "hitung", Text: "Hitung laci", Due: "1h"}, {ID: "setor", Text: "Setor uang"},
	}}})
	for n := range 29 {
		s.now = monday.AddDate(0, 0, n-29)
		id := gives(t, s, "hendra", model.StartCase{Process: "kasir"}).Case
		for _, step := range []string{"hitung", "setor"} {
			s.now = s.now.Add(4 * time.Minute)
			gives(t, s, "rina", model.Begin{Task: model.TaskRef{Case: id, Step: step}})
			s.now = s.now.Add(10 * time.Minute)
			gives(t, s, "rina", model.Complete{Task: model.TaskRef{Case: id, Step: step}})
		}
	}
	s.now = monday
	gives(t, s, "hendra", model.SignIn{Match: true})
	return s
}

// The owner sees what a month says: where mistakes repeat and why, what is not
// clear, which cases are behind it, and what to change.
func TestTheOwnerSeesTheProblemsOfAMonth(t *testing.T) {
	s := aBusyMonth(t, model.English)
	d := sit(t, s, "hendra", "")
	d.resize(100, 40).press("f7").sees("sends 24 % of the work back (9 of 38)", "wrong article (9)", "[Now]")
	d.press("tab").sees("[Slow]", "Pack safely", "Waiting at the end of each day")
	d.press("tab").sees("[Convoluted]", "given back or called unclear in")
}

// Behind a role stands what it did, and behind the promises of a process its
// cases: the broken ones first.
func TestTheOwnerSeesWhatALoadAndAPromiseAreMadeOf(t *testing.T) {
	s := aBusyMonth(t, model.English)
	d := sit(t, s, "hendra", "")
	d.resize(100, 40).press("f7", "shift+tab", "shift+tab").sees("[People]", "Enter See the cases")
	d.press("enter").sees("The cases behind a figure", "accounts", "Prepare the invoice").press("enter").sees("The case", "online-order-").press("esc", "esc")
	d.press("tab").sees("[Promises]", "Online order", "0 of 24")
	d.press("enter").sees("What was promised", "Promised", "Finished", "late by", "open").press("enter").sees("The case").press("esc", "esc").sees("[Promises]")
}
