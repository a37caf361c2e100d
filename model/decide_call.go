package model

import "time"

// CallOwner tells the owner at once of what can't wait for the digest of the
// day. It is alur's own, and refused with the code "not_due" before its time.
type CallOwner struct {
	// Since is when the first of the matters came.
	Since time.Time
	Calls []Call
}

func (CallOwner) act() {}

// decideCall puts on record what the owner is told, and sends it where there is
// a way to tell people outside: all that came together as one. What the shop
// lets wait, and what is past by now, is not told.
func decideCall(v View, cmd Command, a CallOwner, now time.Time) (Decision, error) {
	shop := v.Shop()
	if cmd.By != "" || shop.CallDue(a.Since, now).After(now) {
		return Decision{}, refuse("not_due", Say{EN: "The owner is told in a while.", ID: "Pemilik diberi tahu sebentar lagi."})
	}
	called := Called{At: now}
	told := map[callID]bool{}
	for _, c := range a.Calls {
		if told[c.id()] || !shop.Wakes(c.Kind) || !c.stands(v) {
			continue
		}
		told[c.id()] = true
		c.tidy()
		if len(called.Calls) == mostCalls {
			called.More++
			continue
		}
		called.Calls = append(called.Calls, c)
	}
	if len(called.Calls) == 0 {
		return Decision{}, nil
	}
	return Decision{Events: called.events(shop, cmd)}, nil
}

// tidy cleans and bounds what others said: a mail server, a sender.
func (c *Call) tidy() {
	for _, text := range []*string{&c.Task.Case, &c.Task.Step, &c.Case, &c.Step, &c.Process, &c.Why, &c.Asks, &c.Person, &c.Account} {
		*text = Cut(tidyReason(*text), longestComment)
	}
	c.By = TellWay(Cut(tidyReason(string(c.By)), longestName))
	refused := map[Lang]string{}
	for _, lang := range Langs() {
		if text := c.Refused[lang]; text != "" {
			refused[lang] = Cut(tidyReason(text), longestComment)
		}
	}
	if c.Refused != nil {
		c.Refused = refused
	}
}

// events are what the owner is told on the screens, and outside where there is
// a way.
func (c Called) events(shop *Shop, cmd Command) []Event {
	e := Event{At: c.At, Op: cmd.Op, Station: cmd.Station, Body: OwnerCalled{Calls: c.Calls, More: c.More}}
	events := []Event{e}
	if m, use := c.message(shop, shop.ownerLang()); use && shop.TellsOutside() {
		e.Body = MessageQueued{m}
		events = append(events, e)
	}
	return events
}

// callID is what makes two calls the same matter.
type callID struct {
	kind   CallKind
	task   TaskRef
	number uint64
}

func (c Call) id() callID { return callID{c.Kind, c.Task, c.Number} }

// stands reports whether a matter of a task is still one, and fills in what it
// is called. Messages and deliveries are known by who keeps them.
func (c *Call) stands(v View) bool {
	if h := v.Shop().Processes[c.Process]; h != nil {
		c.Process = h.Name
	}
	in := v.Case(c.Task.Case)
	if in == nil {
		return c.Task.Case == ""
	}
	c.Case = in.Title
	f := v.Flow(in.Process, in.Version)
	t := in.Task(c.Task.Step)
	if f == nil || t == nil {
		return c.Kind == CallMessage
	}
	if s := f.Step(c.Task.Step); s != nil {
		c.Step = t.Title(s)
	}
	switch open := in.State == Running && t.State.Open(); c.Kind {
	case CallHeld:
		c.Held, c.Asks = t.Held, ""
		if t.Asked != nil {
			c.Asks = v.Shop().Name(t.Asked.By)
		}
		return open && (t.Held != nil || t.Asked != nil)
	case CallOverdue:
		return open && t.Stage >= StageLongOverdue
	}
	return true
}

// ownerLang is the language of the first owner.
func (s *Shop) ownerLang() Lang {
	if p := s.People[s.FirstOwner()]; p != nil && p.Lang != "" {
		return p.Lang
	}
	return s.Lang
}
