package model

import (
	"cmp"
	"slices"
	"time"
)

// WhoCan are the people who can do what a role does.
type WhoCan struct {
	// People are the ids of those who hold the role, by name; the owners
	// where nobody else does. SignedIn are those of them who are here: they
	// signed in today and are still there, or did anything today without
	// signing in, as by the command line.
	People, SignedIn []string
	// OwnersOnly is true where nobody but an owner can do it.
	OwnersOnly bool
}

// LastAct answers when a person last did anything that shows they are here
// (ShowsPresence); zero where they never did, or have signed out since.
type LastAct func(person string) time.Time

// ShowsPresence reports whether an event of a person shows that they are there
// themselves. What comes in their name alone does not: a script begins, imports
// and delivers in the name of whom it likes, of the first owner where it names
// nobody, and they may be far away. Waits answers whether an event is of a step
// that waits for something outside.
func (s *Shop) ShowsPresence(e Event, waits func(Event) bool) bool {
	switch e.Body.(type) {
	case SignInFailed:
		return false
	case SignedIn, SignedOut, TaskTaken, TaskBegun, TaskTicked, TaskParked, TaskResumed, TaskSetAside,
		TaskGivenBack, TaskHandedOver, TaskTakenOver, TaskSkipped, WorkSentBack, FourEyesWaived, WaiverAsked:
		return true
	}
	return e.By != s.FirstOwner() && (e.Station != CommandLine || !brought(e, waits))
}

// brought reports whether an event is one that a script brings: a case begins,
// or there is news from outside.
func brought(e Event, waits func(Event) bool) bool {
	switch e.Body.(type) {
	case CaseStarted, EventKept:
		return true
	case TaskCompleted, FieldSet:
		return waits(e)
	}
	return false
}

// here reports whether a person is here today.
func (s *Shop) here(p *Person, cal *Calendar, now time.Time, acted LastAct) bool {
	today := func(t time.Time) bool { return !t.IsZero() && cal.Day(t) == cal.Day(now) }
	return today(p.SignedIn) || acted != nil && today(acted(p.ID))
}

// WhoCan lists who can do what a role does in a division, empty for all. An
// owner can do everything, and is counted where the role is theirs or nobody
// else's. Without acted only who signed in counts as here.
func (s *Shop) WhoCan(role, division string, cal *Calendar, now time.Time, acted LastAct) WhoCan {
	var who WhoCan
	var holders, owners []*Person
	for _, p := range s.People {
		elsewhere := division != "" && p.Division != "" && p.Division != division
		switch {
		case !p.Holds(role):
		case p.Owner && !slices.Contains(p.Roles, role):
			owners = append(owners, p)
		case !elsewhere || p.Owner:
			holders = append(holders, p)
		}
	}
	if who.OwnersOnly = len(holders) == 0 && len(owners) > 0; who.OwnersOnly {
		holders = owners
	}
	slices.SortFunc(holders, func(a, b *Person) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	for _, p := range holders {
		who.People = append(who.People, p.ID)
		if s.here(p, cal, now, acted) {
			who.SignedIn = append(who.SignedIn, p.ID)
		}
	}
	return who
}
