package model

import (
	"slices"
	"time"
)

// ApplyShop folds one event into the shop, in place; events of cases and
// exports change nothing in it.
func ApplyShop(s *Shop, e Event) error {
	if s.People == nil {
		s.People = map[string]*Person{}
	}
	if s.Processes == nil {
		s.Processes = map[string]*ProcessHead{}
	}
	switch b := e.Body.(type) {
	case ShopCreated:
		s.Settings, s.Founded = b.Settings, e.At
	case SettingsChanged:
		s.Settings = b.Settings
	case PersonAdded:
		p := b.Person
		s.People[p.ID] = &p
	case PersonChanged:
		p := b.Person
		if old := s.People[p.ID]; old != nil {
			p.PIN, p.Failed, p.Locked, p.SignedIn, p.Recovered = old.PIN, old.Failed, old.Locked, old.SignedIn, old.Recovered
		}
		s.People[p.ID] = &p
	case PINSet:
		if p := s.People[b.Person]; p != nil {
			p.PIN, p.Failed, p.Locked = b.Hash, 0, time.Time{}
			if b.Account != "" {
				p.Recovered = Recovered{At: e.At, Account: b.Account}
			}
		}
	case ProcessPublished:
		s.published(e, b)
	case ProcessRetired:
		if h := s.Processes[b.Process]; h != nil {
			h.Retired = true
		}
	default:
		if !s.stations(e) && !s.besides(e) {
			s.signing(e)
		}
	}
	return nil
}

// besides folds what alur did by itself and what people proposed, and reports
// whether an event is that.
func (s *Shop) besides(e Event) bool {
	switch b := e.Body.(type) {
	case DigestMade:
		s.Digested = b.For
	case OwnerCalled:
		s.Called = Called{At: e.At, Calls: b.Calls, More: b.More}
	case ScheduleFired:
		s.fired(b)
	case TextProposed:
		s.Proposals = append(slices.Clip(s.Proposals), b.Proposal)
		s.LastProposal = b.Proposal.Number
	case TextAccepted:
		s.answered(b.Proposal)
	case TextDeclined:
		s.answered(b.Proposal)
	default:
		return false
	}
	return true
}

// signing folds the events of the sign-in screen.
func (s *Shop) signing(e Event) {
	s.tried(e)
	p := s.People[e.By]
	if p == nil {
		return
	}
	switch b := e.Body.(type) {
	case SignedIn:
		p.SignedIn, p.Failed, p.Locked = e.At, 0, time.Time{}
	case SignedOut:
		p.SignedIn = time.Time{}
	case SignInFailed:
		p.Failed++
		p.Locked = b.Locked
	}
}

func (s *Shop) published(e Event, b ProcessPublished) {
	h := s.Processes[b.Process.ID]
	if h == nil {
		h = &ProcessHead{ID: b.Process.ID}
		s.Processes[b.Process.ID] = h
	}
	h.Name, h.Kind, h.Retired = b.Process.Name, b.Process.Kind, false
	h.Versions = append(h.Versions, Published{Version: b.Version, Hash: b.Hash, At: e.At, Divisions: b.Divisions, Share: b.Share})
}

// Calendar is the shop's opening hours, ready to reckon with.
func (s *Shop) Calendar() (*Calendar, error) { return NewCalendar(s.Hours, s.Zone) }

// location is where the clock of the shop hangs.
func (s *Shop) location() *time.Location {
	if loc, err := time.LoadLocation(s.Zone); err == nil {
		return loc
	}
	return time.UTC
}

// After is a time a span later: its opening days first, then its opening
// time.
func (c *Calendar) After(t time.Time, s Span) time.Time {
	if s.Days > 0 {
		t = c.AddDays(t, s.Days)
	}
	if s.Time > 0 {
		t = c.Add(t, s.Time)
	}
	return t
}
