package ui

import (
	"context"
	"slices"

	"alur/model"
	"alur/store"
)

func stationsPage() page {
	return page{
		id:    pageStations,
		title: model.Say{EN: "Other PCs", ID: "PC lain"},
		help: model.Say{
			EN: "The PCs that may show these screens from elsewhere, and those that ask to. One that asks shows a code: the same has to stand here, then Enter lets it in under a name, which the record says beside the person. Enter on a PC that is let in keeps it out again: its screens close at once. People sign in there with a PIN, always.",
			ID: "PC yang boleh menampilkan layar ini dari tempat lain, dan yang memintanya. PC yang meminta menampilkan kode: kode yang sama harus ada di sini, lalu Enter mengizinkannya dengan sebuah nama, yang ditulis di catatan di samping orangnya. Enter pada PC yang sudah diizinkan menolaknya lagi: layarnya langsung tertutup. Di sana orang selalu masuk dengan PIN.",
		},
		make: func() screen { return &stations{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
		live: true,
	}
}

// stations lists the PCs that ask to be let in and those that are.
type stations struct {
	list  list
	asks  []store.StationRequest
	ready bool
	sheet *sheet
}

func (s *stations) typing() bool { return false }

func (s *stations) chooses() *list { return &s.list }

func (s *stations) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh, newShop:
		return []effect{load{name: "requests", get: func(ctx context.Context, s Store) (any, error) { return s.StationRequests(ctx) }}}
	case loaded:
		if asks, ok := in.value.([]store.StationRequest); ok && in.err == nil {
			s.asks, s.ready = asks, true
			s.fill(e)
		}
	case done:
		if model.Refused(in.err) != nil && s.sheet != nil && s.sheet.name == "approve" {
			s.sheet.form.focus = 0
			return []effect{ask{sheet: s.sheet}}
		}
		s.fill(e)
	case answered:
		return s.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return s.key(e, in)
	}
	return nil
}

// fill puts the PCs that ask first; one that was let in just now asks no more.
func (s *stations) fill(e *env) {
	var ids []string
	for _, r := range s.asks {
		if e.shop.StationOf(r.Key) == nil {
			ids = append(ids, r.Key)
		}
	}
	for _, st := range e.shop.StationList() {
		ids = append(ids, st.Key)
	}
	s.list.set(ids)
}

func (s *stations) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && s.list.at() >= 0:
		s.sheet = s.question(e)
		return []effect{ask{sheet: s.sheet}}
	}
	s.list.update(k, false)
	return nil
}

// request is what the PC with a key asked; ok is false for one that is let in.
func (s *stations) request(e *env, key string) (r store.StationRequest, ok bool) {
	for _, r := range s.asks {
		if r.Key == key && e.shop.StationOf(key) == nil {
			return r, true
		}
	}
	return r, false
}

// question asks whether the chosen PC is let in, or is kept out again.
func (s *stations) question(e *env) *sheet {
	if r, asks := s.request(e, s.list.sel); asks {
		return &sheet{
			name: "approve", about: r.Key, title: e.say(model.Say{EN: "Let this PC in?", ID: "Izinkan PC ini?"}),
			lead: []string{
				e.say(model.Say{EN: "Its screen has to show this code:", ID: "Layarnya harus menampilkan kode ini:"}) + "  " + r.Code,
				e.say(model.Say{EN: "The record names it, such as KASIR-2.", ID: "Namanya ditulis di catatan, misalnya KASIR-2."}),
			},
			form: form{items: []item{
				{kind: itemText, name: "name", label: e.say(model.Say{EN: "Name", ID: "Nama"})},
				{kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Let in", ID: "Izinkan"})},
				{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Back", ID: "Kembali"})},
			}},
		}
	}
	return &sheet{
		name: "remove", title: e.say(model.Say{EN: "Keep %s out?", ID: "Tolak %s?"}, stationName(e, s.list.sel)),
		lead: []string{e.say(model.Say{
			EN: "Its screens close at once. What was typed there is kept. It can ask again.",
			ID: "Layarnya langsung tertutup. Yang sudah diketik di sana tersimpan. PC itu bisa meminta lagi.",
		})},
		form: form{items: buttons(e, e.say(model.Say{EN: "Keep out", ID: "Tolak"})), focus: 1},
	}
}

func (s *stations) answered(e *env, a answered) []effect {
	key := s.list.sel
	if a.button != "ok" {
		return nil
	}
	if a.name == "remove" {
		name := stationName(e, key)
		return []effect{do{name: "station", act: model.RemoveStation{Name: name}, said: e.say(model.Say{EN: "%s is kept out now.", ID: "%s sekarang ditolak."}, name)}}
	}
	name := clean(a.values["name"])
	return []effect{do{name: "station", act: model.ApproveStation{Key: key, Name: name}, said: e.say(model.Say{EN: "%s is let in now.", ID: "%s sekarang diizinkan."}, name)}}
}

// stationName is how the PC with a key is called.
func stationName(e *env, key string) string {
	if st := e.shop.StationOf(key); st != nil {
		return clean(st.Name)
	}
	return model.StationCode(key)
}

func (s *stations) uses(e *env) []use {
	words := model.Say{EN: "Keep out", ID: "Tolak"}
	if _, asks := s.request(e, s.list.sel); asks {
		words = model.Say{EN: "Let in", ID: "Izinkan"}
	}
	all := []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: words}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
	if s.list.at() < 0 {
		return slices.Delete(all, 1, 3) // There is nothing to choose.
	}
	return all
}
