package model

import (
	"strings"
	"testing"
)

func TestWhatAProcessWantsFromItsShop(t *testing.T) {
	for _, c := range []struct {
		name    string
		hire    map[string][]string // Roles by name; north/ before it is a division.
		process func() Process
		in      []string // Divisions it is published for.
		want    []string // Words of each, in order.
	}{
		{"two pickers", map[string][]string{"Sari": {"warehouse"}, "Budi": {"warehouse"}, "Dewi": {"accounts", "service"}}, onlineOrder, nil, nil},
		{"one picker", map[string][]string{"Sari": {"warehouse"}, "Dewi": {"accounts", "service"}}, onlineOrder, nil,
			[]string{`only Sari holds the role "warehouse":`}},
		{"nobody at all", nil, onlineOrder, nil, []string{`role "accounts"`, `role "warehouse"`, `role "service"`}},
		{"one picker in the north", map[string][]string{"north/Sari": {"warehouse"}, "south/Budi": {"warehouse"}, "south/Rudi": {"warehouse"}, "Dewi": {"accounts", "service"}}, onlineOrder, nil,
			[]string{`only Sari holds the role "warehouse" in north:`}},
		{"published for the south alone", map[string][]string{"north/Sari": {"warehouse"}, "south/Budi": {"warehouse"}, "south/Rudi": {"warehouse"}, "Dewi": {"accounts", "service"}}, onlineOrder, []string{"south"}, nil},
		{"one who never does the other step", map[string][]string{"Dewi": {"accounts"}, "Sari": {"shop"}}, func() Process {
			return Process{Name: "Refund", Role: "shop", Steps: []Step{{ID: "decide", Text: "Decide"}, {ID: "pay", Text: "Pay", Role: "accounts", NotSameAs: "decide"}}}
		}, nil, nil},
		{"the owner alone", nil, func() Process {
			return Process{Name: "Budget", Role: "owner", Steps: []Step{{ID: "draft", Text: "Draft"}, {ID: "approve", Text: "Approve", NotSameAs: "draft"}}}
		}, nil, []string{`only Hendra holds the role "owner"`}},
		{"a process that is not in force", map[string][]string{"Sari": {"shop"}}, func() Process {
			return Process{Name: "Sale", Role: "shop", Steps: []Step{{ID: "back", Kind: Run, Text: "goods-return"}}}
		}, nil, []string{`"goods-return", which is not in force`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{t: t, now: monday, shop: &Shop{}, flows: map[string]*Flow{}, acts: map[string][]ActRef{}}
			w.must("", CreateShop{Settings: Settings{Name: "Toko Maju"}, Owner: "Hendra"})
			for name, roles := range c.hire {
				division, person, ok := strings.Cut(name, "/")
				if !ok {
					division, person = "", name
				}
				w.must("hendra", AddPerson{Person: Person{Name: person, Roles: roles, Division: division}})
			}
			got := w.shop.Wants(c.process().Normalise(), c.in)
			if len(got) != len(c.want) {
				t.Fatalf("%d: %v; want %d", len(got), got, len(c.want))
			}
			for i, want := range got {
				if text := want.In(English); !strings.Contains(text, c.want[i]) || strings.Contains(text+want.In(Indonesian), "%!") {
					t.Errorf("got %s, want words with %s", text, c.want[i])
				}
			}
			// Whatever it wants, it is never refused.
			w.must("hendra", PublishProcess{Process: c.process(), Divisions: c.in})
		})
	}
}
