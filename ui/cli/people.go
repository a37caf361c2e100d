package cli

import (
	"sort"
	"strings"

	"alur/model"
	"alur/store"
)

// findPerson finds somebody by id or name, whatever the case of the letters.
func findPerson(shop *model.Shop, name string) (*model.Person, error) {
	if p := shop.People[name]; p != nil {
		return p, nil
	}
	var gone *model.Person
	for _, p := range sortedPeople(shop) {
		if !strings.EqualFold(p.Name, name) && !strings.EqualFold(p.ID, name) {
			continue
		}
		if !p.Gone {
			return p, nil
		}
		gone = p
	}
	if gone != nil {
		return gone, nil
	}
	var known []string
	for _, p := range sortedPeople(shop) {
		if !p.Gone {
			known = append(known, p.Name)
		}
	}
	return nil, unknown(model.Say{EN: "Nobody here is called %q", ID: "Tidak ada yang bernama %q"}, name, known)
}

// sortedPeople are all people by name.
func sortedPeople(shop *model.Shop) []*model.Person {
	var people []*model.Person
	for _, p := range shop.People {
		people = append(people, p)
	}
	sort.Slice(people, func(i, j int) bool {
		if people[i].Name != people[j].Name {
			return people[i].Name < people[j].Name
		}
		return people[i].ID < people[j].ID
	})
	return people
}

// firstOwner is who acts where nobody is named.
func firstOwner(shop *model.Shop) *model.Person {
	for _, p := range sortedPeople(shop) {
		if p.Owner && !p.Gone {
			return p
		}
	}
	return nil
}

// whoActs is the person named, else the owner.
func whoActs(shop *model.Shop, name string) (*model.Person, error) {
	if name != "" {
		return findPerson(shop, name)
	}
	p := firstOwner(shop)
	if p == nil {
		return nil, fail(model.Say{EN: "Nobody owns this shop.", ID: "Toko ini tidak punya pemilik."})
	}
	return p, nil
}

// actor is the person who acts, after the PIN where the shop wants it. At a
// station that is who has signed in.
func (a *app) actor(s *store.Store, shop *model.Shop, name string) (*model.Person, error) {
	if a.caller != nil {
		return a.caller, nil
	}
	p, err := whoActs(shop, name)
	if err != nil || !shop.AskPIN || p.PIN == "" {
		return p, err
	}
	pin, err := a.askPIN(model.Say{EN: "PIN of %s: ", ID: "PIN %s: "}, p.Name)
	if err != nil {
		return nil, err
	}
	if pin == "" {
		return nil, fail(model.Say{
			EN: "The PIN of %s is needed (ask_pin is yes), and none was given. Type it at a terminal, or send it as the first line of standard input.",
			ID: "PIN %s diperlukan (ask_pin adalah yes), dan tidak diberikan. Ketik di terminal, atau kirim sebagai baris pertama masukan standar.",
		}, p.Name)
	}
	_, err = s.SignIn(a.ctx, p.ID, pin, a.via())
	return p, err
}
