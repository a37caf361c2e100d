package model

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Change is one thing that is different between two versions of a process, in
// words for the people who work by it.
type Change struct {
	// Step is the id of the step, in the newer version where it is there;
	// empty for the process as a whole.
	Step string
	What Reason
}

// In is the change in a language.
func (c Change) In(l Lang) string { return c.What.In(l) }

// Diff says what changed from version a of a process to version b: first the
// process, then its steps from the top, then what was removed. renamed maps
// ids of steps in a to what they are called in b; nil for none. Two versions
// with the same hash have no changes, and two with different ones have some.
func Diff(a, b Process, renamed map[string]string) []Change {
	a = withSteps(a, renamed)
	d := &differing{texts: map[string]string{}}
	for _, s := range append(slices.Clone(a.Steps), b.Steps...) {
		d.texts[s.ID] = s.Text
	}
	d.plain("", "", reflect.ValueOf(a), reflect.ValueOf(b))
	d.plain("", "", reflect.ValueOf(a.Start), reflect.ValueOf(b.Start))
	d.fields("", "", askWord(), a.Start.Ask, b.Start.Ask)
	old := stepsByID(a)
	called := map[string]string{}
	for was, id := range renamed {
		called[id] = was
	}
	moved := movedSteps(a, b)
	for i, s := range b.Steps {
		before, known := old[s.ID]
		if !known {
			d.add(s.ID, Say{EN: "new step: %s", ID: "langkah baru: %s"}, newStep(s))
			continue
		}
		if was := called[s.ID]; was != "" {
			d.about(s.ID, before.Text, Say{EN: "its id is %s now, and was %s", ID: "id-nya sekarang %s, tadinya %s"}, s.ID, was)
			before.Was = s.Was
		}
		d.step(before, s)
		if moved[s.ID] {
			d.moved(b, i)
		}
	}
	kept := stepsByID(b)
	for _, s := range a.Steps {
		if _, stays := kept[s.ID]; !stays {
			d.add(s.ID, Say{EN: "step removed: %s", ID: "langkah dihapus: %s"}, s.Text)
		}
	}
	return d.changes
}

// newStep is a step that was not there before: what, and who.
func newStep(s Step) Reason {
	if s.Role == "" {
		return verbatim(s.Text)
	}
	return because(Say{EN: "%s (%s)", ID: "%s (%s)"}, s.Text, s.Role)
}

// withSteps is the process with other ids of steps, wherever they stand.
func withSteps(p Process, renamed map[string]string) Process {
	if len(renamed) == 0 {
		return p
	}
	name := func(id string) string {
		if to, ok := renamed[id]; ok {
			return to
		}
		return id
	}
	all := func(ids []string) []string {
		var out []string
		for _, id := range ids {
			out = append(out, name(id))
		}
		return out
	}
	steps := make([]Step, len(p.Steps))
	for i, s := range p.Steps {
		s.ID, s.NotSameAs, s.SameAs = name(s.ID), name(s.NotSameAs), name(s.SameAs)
		s.After, s.Then = all(s.After), all(s.Then)
		if late, ok := ParseLate(s.Late); ok && late.Step != "" {
			s.Late = lateStart + name(late.Step)
		}
		outcomes := s.Outcomes
		s.Outcomes = nil
		for _, o := range outcomes {
			o.To = all(o.To)
			s.Outcomes = append(s.Outcomes, o)
		}
		steps[i] = s
	}
	p.Steps = steps
	return p
}

func stepsByID(p Process) map[string]Step {
	steps := map[string]Step{}
	for _, s := range p.Steps {
		steps[s.ID] = s
	}
	return steps
}

// movedSteps are the fewest steps of b that have to change their place so
// that the order of a becomes that of b: all that stand outside a longest
// common order.
func movedSteps(a, b Process) map[string]bool {
	n, m := len(a.Steps), len(b.Steps)
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a.Steps[i].ID == b.Steps[j].ID {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	moved := map[string]bool{}
	for _, s := range b.Steps {
		moved[s.ID] = true
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a.Steps[i].ID == b.Steps[j].ID:
			delete(moved, a.Steps[i].ID)
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return moved
}

// differing collects changes; texts are what steps say, by id.
type differing struct {
	changes []Change
	texts   map[string]string
}

func (d *differing) add(step string, say Say, args ...any) {
	d.changes = append(d.changes, Change{Step: step, What: because(say, args...)})
}

// about adds a change of a step, which is said first.
func (d *differing) about(step, text string, say Say, args ...any) {
	if text == "" {
		d.add(step, say, args...)
		return
	}
	d.add(step, Say{EN: "%s: %s", ID: "%s: %s"}, text, because(say, args...))
}

func (d *differing) moved(b Process, i int) {
	if i == 0 {
		d.about(b.Steps[i].ID, b.Steps[i].Text, Say{EN: "now comes first", ID: "sekarang paling awal"})
		return
	}
	d.about(b.Steps[i].ID, b.Steps[i].Text, Say{EN: "now stands below: %s", ID: "sekarang di bawah: %s"}, b.Steps[i-1].Text)
}

func (d *differing) step(a, b Step) {
	d.plain(b.ID, a.Text, reflect.ValueOf(a), reflect.ValueOf(b))
	d.checks(a, b)
	d.fields(b.ID, a.Text, Say{EN: "value", ID: "isian"}, a.Record, b.Record)
	d.outcomes(a, b)
}

// called is a step by what it says, where it is known.
func (d *differing) called(id string) string {
	if text := d.texts[id]; text != "" {
		return text
	}
	return id
}

// plain compares every key that is a text, a truth or a list of texts, and
// any that is not known here by what it is stored as: a key that comes to the
// format later is not forgotten.
func (d *differing) plain(step, text string, a, b reflect.Value) {
	for i := range a.NumField() {
		key, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
		if comparedApart(key) {
			continue
		}
		before, after := textOf(a.Field(i)), textOf(b.Field(i))
		if key == "notSameAs" || key == "sameAs" {
			d.person(step, text, key, before, after)
			continue
		}
		switch word := keyWord(key); {
		case before == after:
		case before == "":
			d.about(step, text, Say{EN: "%s added: %s", ID: "%s ditambah: %s"}, word, keySays(key, after))
		case after == "":
			d.about(step, text, Say{EN: "%s removed (was %s)", ID: "%s dihapus (tadinya %s)"}, word, keySays(key, before))
		default:
			d.about(step, text, Say{EN: "%s now %s (was %s)", ID: "%s sekarang %s (tadinya %s)"}, word, keySays(key, after), keySays(key, before))
		}
	}
}

// person says by whom a step is to be done, and by whom no more.
func (d *differing) person(step, text, key, before, after string) {
	other := key == "notSameAs"
	add := func(others, same Say, args ...any) {
		say := same
		if other {
			say = others
		}
		d.about(step, text, say, args...)
	}
	before, after = d.called(before), d.called(after)
	switch {
	case before == after:
	case before == "":
		add(Say{EN: "now not by who did: %s", ID: "kini bukan oleh yang mengerjakan: %s"}, Say{EN: "now by who did: %s", ID: "kini oleh yang mengerjakan: %s"}, after)
	case after == "":
		add(Say{EN: "now also by who did: %s", ID: "kini juga oleh yang mengerjakan: %s"}, Say{EN: "no longer only by who did: %s", ID: "tidak lagi hanya oleh yang mengerjakan: %s"}, before)
	default:
		add(Say{EN: "not by who did: %s -> %s", ID: "bukan oleh yang mengerjakan: %s -> %s"}, Say{EN: "by who did: %s -> %s", ID: "oleh yang mengerjakan: %s -> %s"}, before, after)
	}
}

// comparedApart names the keys whose parts are compared one by one. The id of
// a step is what it is known by.
func comparedApart(key string) bool {
	switch key {
	case "id", "steps", "start", "ask", "check", "record", "outcomes":
		return true
	}
	return false
}

// truthText stands for a key that is true.
const truthText = "true"

func textOf(v reflect.Value) string {
	switch {
	case v.IsZero():
		return ""
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() == reflect.Bool:
		return truthText
	}
	switch own := v.Interface().(type) {
	case []string:
		return strings.Join(own, ", ")
	case []Assignment:
		texts := make([]string, len(own))
		for i, a := range own {
			texts[i] = a.Field + " = " + a.To
		}
		return strings.Join(texts, "; ")
	case fmt.Stringer:
		return own.String()
	}
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		return ""
	}
	return string(raw)
}

// keySays is what a key says, in words: a length of time as people say it, the
// kind of a process, a truth as yes or no.
func keySays(key, text string) Reason {
	switch key {
	case "promise", "due", "takes":
		if span, err := ParseSpan(text); err == nil {
			return because(Say{EN: "%s", ID: "%s"}, span)
		}
	case "kind":
		return because(Kind(text).word())
	}
	if text == truthText {
		return yesNo(true)
	}
	return verbatim(text)
}

// word is a kind of process as people say it.
func (k Kind) word() Say {
	switch k {
	case Support:
		return Say{EN: "support", ID: "pendukung"}
	case Management:
		return Say{EN: "management", ID: "manajemen"}
	}
	return Say{EN: "core", ID: "inti"}
}
