package model

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// VersionOf is the process and the version that a history runs by: the one it
// began with, or the one the case was last moved to. A history that does not
// begin with CaseStarted has none: an empty process.
func VersionOf(events []Event) (process string, version int) {
	if len(events) == 0 {
		return "", 0
	}
	start, ok := events[0].Body.(CaseStarted)
	if !ok {
		return "", 0
	}
	version = start.Version
	if i := lastMove(events); i >= 0 {
		version = migration(events[i]).Version
	}
	return start.Process, version
}

// lastMove is the place of the newest migration in a history, -1 for none.
func lastMove(events []Event) int {
	for i := len(events) - 1; i >= 0; i-- {
		if _, ok := events[i].Body.(CaseMigrated); ok {
			return i
		}
	}
	return -1
}

func migration(e Event) CaseMigrated {
	m, _ := e.Body.(CaseMigrated)
	return m
}

// renamedSteps are the events of a history with the ids that its steps have
// in the version the case was last moved to.
func renamedSteps(events []Event) []Event {
	last := lastMove(events)
	names := map[string]string{}
	var out []Event
	for i := last; i >= 0; i-- {
		if m, moved := events[i].Body.(CaseMigrated); moved && len(m.Steps) > 0 {
			// What this migration renames, later ones may rename again.
			earlier := maps.Clone(names)
			for from, to := range m.Steps {
				earlier[from] = to
				if then, again := names[to]; again {
					earlier[from] = then
				}
			}
			names = earlier
		}
		if len(names) == 0 {
			continue
		}
		if out == nil {
			out = slices.Clone(events)
		}
		out[i] = withNames(events[i], names)
	}
	if out == nil {
		return events
	}
	return out
}

// withNames is an event with other ids of steps.
func withNames(e Event, names map[string]string) Event {
	name := func(id string) string {
		base, part, several := strings.Cut(id, ".")
		to, ok := names[base]
		switch {
		case !ok:
			return id
		case several:
			return to + "." + part
		}
		return to
	}
	e.Step = name(e.Step)
	switch b := e.Body.(type) {
	case TaskReady:
		if b.CameBack != nil {
			back := *b.CameBack
			back.From = name(back.From)
			b.CameBack = &back
			e.Body = b
		}
	case WorkSentBack:
		b.To = name(b.To)
		e.Body = b
	case StepStarted:
		b.Step = name(b.Step)
		e.Body = b
	}
	return e
}

// tickHere finds the line of a checklist that was ticked under another
// version: by its text, since lines are known by their place and the place may
// be that of another line now. It reports false where there is no such line
// any more: the tick then counts for nothing.
func tickHere(f *Flow, c *Case, e Event, b TaskTicked) (TaskTicked, bool) {
	found := ""
	for _, item := range f.Items(e.Step, c.Fields) {
		switch {
		case item.Text != b.Text:
		case item.Key == b.Item:
			return b, true
		case found == "" || entryOf(item.Key) == entryOf(b.Item):
			found = item.Key
		}
	}
	b.Item = found
	return b, found != ""
}

// entryOf is the part of a key that counts the entries of a list: "/3".
func entryOf(key string) string {
	for i, r := range key {
		if r == '/' {
			return key[i:]
		}
	}
	return ""
}

// decideMigrate moves a running case to another version of its process: only
// where its whole history could have happened there.
func decideMigrate(v View, cmd Command, a MigrateCase, now time.Time) (Decision, error) {
	if err := needOwner(v, cmd); err != nil {
		return Decision{}, err
	}
	w, err := openCase(v, cmd, now, a.Case)
	if err != nil {
		return Decision{}, err
	}
	if a.Version == w.c.Version {
		return Decision{Case: a.Case}, nil
	}
	to, err := w.movable(a)
	if err != nil {
		return Decision{}, err
	}
	names := w.names(a)
	body := CaseMigrated{Version: a.Version, From: w.c.Version, Steps: names}
	e := Event{At: now, Op: cmd.Op, By: cmd.By, Station: cmd.Station, Case: a.Case, Body: body}
	history := append(slices.Clip(v.History(a.Case)), e)
	check := &replayCheck{to: to, from: w.flow, shop: v.Shop(), c: w.c, version: a.Version, real: history, names: names, said: w.said(a)}
	moved, err := replay(to, history, check.event)
	if err != nil {
		return Decision{}, check.failed(err)
	}
	w.flow, w.c, w.all.events = to, moved, []Event{e}
	if err := w.settle(); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: a.Case}, nil
}

// names are the steps that are called otherwise in the version a case is moved
// to: by the was of each version on the way, and as the owner says.
func (w *casework) names(a MigrateCase) map[string]string {
	names := w.namesByWas(a)
	for from, id := range a.Steps {
		names[from] = id
	}
	if len(names) == 0 {
		return nil
	}
	return names
}

// said are the names that only the owner gives: no was says so.
func (w *casework) said(a MigrateCase) map[string]string {
	byWas := w.namesByWas(a)
	said := maps.Clone(a.Steps)
	maps.DeleteFunc(said, func(from, id string) bool { return byWas[from] == id })
	return said
}

func (w *casework) namesByWas(a MigrateCase) map[string]string {
	way := []*Flow{w.flow}
	step := 1
	if a.Version < w.c.Version {
		step = -1
	}
	for v := w.c.Version + step; v != a.Version+step; v += step {
		if f := w.v.Flow(w.c.Process, v); f != nil {
			way = append(way, f)
		}
	}
	return RenamedSteps(way)
}

// RenamedSteps maps the ids of the steps of the first version to those they
// have in the last, where was says that they are the same: way holds the
// versions from one to the other, in order or back.
func RenamedSteps(way []*Flow) map[string]string {
	names := map[string]string{}
	if len(way) == 0 {
		return names
	}
	last := way[len(way)-1]
	for _, s := range way[0].Process.Steps {
		id := s.ID
		for i := 1; i < len(way); i++ {
			id = nameAfter(way[i-1], way[i], id)
		}
		if id != s.ID && last.Step(s.ID) == nil && last.Step(id) != nil {
			names[s.ID] = id
		}
	}
	return names
}

// nameAfter is the id that a step has in the next version on a way.
func nameAfter(f, next *Flow, id string) string {
	for _, s := range next.Process.Steps {
		if s.Was == id && f.Step(id) != nil {
			return s.ID
		}
	}
	if s := f.Step(id); s != nil && s.Was != "" && next.Step(id) == nil && next.Step(s.Was) != nil {
		return s.Was
	}
	return id
}

// movable is the version that a case is to be moved to, where it may follow
// it at all.
func (w *casework) movable(a MigrateCase) (*Flow, error) {
	head := w.v.Shop().Processes[w.c.Process]
	to := w.v.Flow(w.c.Process, a.Version)
	if head == nil || to == nil {
		return nil, refuse("unknown_version", Say{
			EN: "%s has no version %d.",
			ID: "%s tidak punya versi %d.",
		}, w.flow.Process.Name, a.Version)
	}
	for i, p := range head.Versions {
		rolledOut := slices.ContainsFunc(head.Versions[i:], func(q Published) bool { return q.Version == a.Version && q.covers(w.c.Division) })
		if p.Version == a.Version && !p.covers(w.c.Division) && !rolledOut {
			return nil, refuse("not_in_force", Say{
				EN: "Version %d of %s is published for %s only, and %s is not of that division.",
				ID: "Versi %d dari %s hanya berlaku untuk %s, dan %s bukan dari divisi itu.",
			}, a.Version, head.Name, joinedTexts(w.v.Shop().divisionNames(p.Divisions)), w.c.ID)
		}
	}
	taken := map[string]bool{}
	for _, from := range slices.Sorted(maps.Keys(a.Steps)) {
		id := a.Steps[from]
		if w.flow.Step(from) == nil || to.Step(id) == nil || taken[id] {
			return nil, refuse("unknown_step", Say{
				EN: "%q can't become %q: the one has to be a step of version %d, the other of version %d, each named once.",
				ID: "%q tidak bisa menjadi %q: yang pertama harus langkah versi %d, yang kedua langkah versi %d, masing-masing disebut sekali.",
			}, from, id, w.c.Version, a.Version)
		}
		taken[id] = true
	}
	return to, nil
}

func joinedTexts(texts []string) Reason {
	var all []Reason
	for _, t := range texts {
		all = append(all, verbatim(t))
	}
	return joined(all...)
}
