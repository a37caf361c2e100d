package model

import (
	"cmp"
	"slices"
	"time"
)

// Recovered is when a PIN was set without the old one, and by which account of
// the shop's PC.
type Recovered struct {
	At      time.Time `json:"at,omitzero"`
	Account string    `json:"account,omitempty"`
}

// forgottenPIN sets the PIN of an owner who has forgotten it. Whoever owns the
// file may do anything with it, so the account that does so at the shop's own PC
// may do this too; but nobody is said to have signed in, and every owner is told.
func (s *shopwork) forgottenPIN(p *Person, a SetPIN) error {
	switch {
	case s.cmd.Station != CommandLine || s.cmd.By != "":
		return refuse("at_home_only", Say{
			EN: "A forgotten PIN is set at the shop's own PC alone: alur person pin %s --forgotten",
			ID: "PIN yang terlupa hanya diatur di PC toko sendiri: alur person pin %s --forgotten",
		}, p.Name)
	case !p.Owner || p.Gone:
		return refuse("owner_sets", Say{
			EN: "%s is no owner: an owner sets that PIN (%s), with alur person pin or F10, People.",
			ID: "%s bukan pemilik: PIN itu diatur pemilik (%s), dengan alur person pin atau F10, Orang.",
		}, p.Name, ownerName(s.shop))
	case p.PIN == "" || a.Hash == "":
		return refuse("no_pin", Say{
			EN: "%s has no PIN that could be forgotten: alur person pin %[1]s sets one.",
			ID: "%s tidak punya PIN yang bisa terlupa: alur person pin %[1]s mengaturnya.",
		}, p.Name)
	}
	if err := s.emit(PINSet(a)); err != nil {
		return err
	}
	told := Called{At: s.now, Calls: []Call{p.recoveredCall(a.Account)}}
	s.events = append(s.events, told.events(s.shop, s.cmd)...)
	return nil
}

// RecoveredSince are the owners whose PIN was set without the old one since a
// time, the newest first.
func (s *Shop) RecoveredSince(since time.Time) []*Person {
	var people []*Person
	for _, p := range s.People {
		if p.Recovered.At.After(since) {
			people = append(people, p)
		}
	}
	slices.SortFunc(people, func(a, b *Person) int {
		return cmp.Or(b.Recovered.At.Compare(a.Recovered.At), cmp.Compare(a.ID, b.ID))
	})
	return people
}

// recoveredCall is what the owners are told of it.
func (p *Person) recoveredCall(account string) Call {
	return Call{Kind: CallPIN, Person: p.Name, Account: account}
}

// RecoveredWords say that a PIN was set without the old one.
func (p *Person) RecoveredWords(zone *time.Location) Reason {
	return p.recoveredCall(p.Recovered.Account).Words(zone)
}
