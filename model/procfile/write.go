package procfile

import (
	"reflect"
	"slices"
	"strings"

	"alur/model"
)

// Write writes a definition as YAML for people: keys in the order in which
// they are thought of, one line for a simple step, and of what Read would
// fill in again only the ids that something hangs on. Read gives the same process back, where the process was
// complete (see model.Process.Normalise) and has no fault.
func Write(p model.Process) []byte { return write(p, named(p)) }

// WriteToEdit is Write for a text that somebody is going to change: every step
// has its id, so that it stays the same step with other words.
func WriteToEdit(p model.Process) []byte {
	all := map[string]bool{}
	for _, s := range p.Steps {
		all[s.ID] = true
	}
	return write(p, all)
}

func write(p model.Process, named map[string]bool) []byte {
	w := &writer{role: p.Role, named: named}
	w.key(0, "process", p.Name)
	w.key(0, "id", p.ID)
	if p.Kind != model.Core {
		w.key(0, "kind", string(p.Kind))
	}
	w.key(0, "input", p.Input)
	w.key(0, "output", p.Output)
	w.key(0, "owner", p.Owner)
	w.key(0, "role", p.Role)
	w.key(0, "title", p.Title)
	w.key(0, "key", p.Key)
	w.key(0, "promise", p.Promise)
	w.key(0, "hours", p.Hours)
	w.start(p.Start)
	w.out.WriteString("steps:\n")
	for _, s := range p.Steps {
		w.step(s)
	}
	return []byte(w.out.String())
}

// writer builds a definition line by line.
type writer struct {
	out strings.Builder
	// role is that of every step that names no other.
	role string
	// named holds the ids that other steps use.
	named map[string]bool
	// dash is true before the first key of a step.
	dash bool
}

// named lists the steps whose id has to stand in the file, because another
// step uses it: a better wording of the step must not change it.
func named(p model.Process) map[string]bool {
	ids := map[string]bool{}
	for _, s := range p.Steps {
		ids[s.NotSameAs], ids[s.SameAs] = true, true
		if late, ok := model.ParseLate(s.Late); ok {
			ids[late.Step] = true
		}
		for _, id := range slices.Concat(s.After, s.Then) {
			ids[id] = true
		}
		for _, o := range s.Outcomes {
			for _, id := range o.To {
				ids[id] = true
			}
		}
	}
	return ids
}

// line writes a key and what follows it, if anything does.
func (w *writer) line(indent int, key, rest string) {
	if rest == "" {
		return
	}
	lead := strings.Repeat(" ", indent)
	if w.dash {
		lead = lead[:indent-2] + "- "
		w.dash = false
	}
	w.out.WriteString(lead + key + ": " + rest + "\n")
}

func (w *writer) key(indent int, key, text string) {
	if text != "" {
		w.line(indent, key, scalar(text, false))
	}
}

func (w *writer) start(s model.Start) {
	if reflect.ValueOf(s).IsZero() {
		return
	}
	w.out.WriteString("start:\n")
	w.key(2, "every", string(s.Schedule.Every))
	w.key(2, "on", s.On+s.Schedule.On) // A schedule and an event go not together.
	w.key(2, "at", s.Schedule.At)
	w.key(2, "if_closed", s.Schedule.IfClosed)
	w.key(2, "missed", s.Schedule.Missed)
	w.line(2, "ask", fields(s.Ask))
	var places []string
	for _, m := range s.Map {
		places = append(places, m.Field+": "+scalar(m.Path, true))
	}
	w.line(2, "map", braces(places))
}

// stepIndent is where the keys of a step stand.
const stepIndent = 4

func (w *writer) step(s model.Step) {
	id := s.ID
	if id == model.Slug(s.Text) && !w.named[id] && s.Kind != model.Choose {
		id = ""
	}
	if text, ok := w.simple(s); ok && id == "" {
		w.out.WriteString("  - " + scalar(text, false) + "\n")
		return
	}
	w.dash = true
	w.key(stepIndent, "id", id)
	if s.Kind == model.Choose {
		w.line(stepIndent, string(s.Kind), branches(s.Outcomes))
	} else {
		w.key(stepIndent, string(s.Kind), s.Text)
	}
	w.key(stepIndent, "each", s.Each)
	usual := w.role
	if every := s.EachRole(); every != "" {
		usual = every
	}
	if _, role := textAndRole(s.Text); s.Role != usual || role != "" {
		w.key(stepIndent, "role", s.Role)
	}
	w.line(stepIndent, "how", prose(s.How, stepIndent))
	w.key(stepIndent, "when", s.When)
	w.key(stepIndent, "same_as", s.SameAs)
	w.key(stepIndent, "not_same_as", s.NotSameAs)
	if s.NeverSkip {
		w.line(stepIndent, "skip", "never")
	}
	w.line(stepIndent, "after", oneOrMore(s.After))
	w.line(stepIndent, "check", checks(s.Check))
	w.line(stepIndent, "record", fields(s.Record))
	if s.Kind != model.Choose {
		w.outcomes(s.Outcomes)
	}
	w.key(stepIndent, "takes", s.Takes)
	w.key(stepIndent, "due", s.Due)
	w.key(stepIndent, "late", s.Late)
	w.line(stepIndent, "then", oneOrMore(s.Then))
	w.key(stepIndent, "notify", s.Notify)
	w.line(stepIndent, "say", prose(s.Say, stepIndent))
	w.line(stepIndent, "set", settings(s.Set))
	w.key(stepIndent, "send", s.Send)
	w.key(stepIndent, "ends", s.Ends)
	w.key(stepIndent, "was", s.Was)
	w.key(stepIndent, "todo", s.Todo)
}

// simple gives the text of a step that is nothing but a text and a role.
func (w *writer) simple(s model.Step) (string, bool) {
	bare := model.Step{ID: s.ID, Kind: model.Do, Text: s.Text, Role: s.Role}
	text := s.Text
	if s.Role != w.role {
		text += " @" + s.Role
	}
	_, role := textAndRole(text)
	fits := s.Role == w.role && role == "" || s.Role != w.role && role == s.Role
	return text, fits && reflect.DeepEqual(bare, s)
}

func branches(all []model.Outcome) string {
	var ways []string
	for _, o := range all {
		ways = append(ways, scalar(o.Name, true)+": "+oneOrMore(o.To))
	}
	return braces(ways)
}

func (w *writer) outcomes(all []model.Outcome) {
	var ways, reasons []string
	for _, o := range all {
		ways = append(ways, scalar(o.Name, true)+": "+oneOrMore(o.To))
		if len(o.Reasons) > 0 {
			reasons = append(reasons, scalar(o.Name, true)+": "+list(o.Reasons))
		}
	}
	w.line(stepIndent, "outcomes", braces(ways))
	w.line(stepIndent, "reasons", braces(reasons))
}

func settings(all []model.Assignment) string {
	var entries []string
	for _, a := range all {
		entries = append(entries, a.Field+": "+scalar(a.To, true))
	}
	return braces(entries)
}

func fields(all []model.Field) string {
	var entries []string
	for _, f := range all {
		entries = append(entries, f.Name+": "+scalar(f.TypeText(), true))
	}
	return braces(entries)
}

func checks(all []model.Check) string {
	var entries []string
	for _, c := range all {
		switch {
		case c.Each != "":
			entries = append(entries, "{each: "+scalar(c.Each, true)+"}")
		case c.Optional:
			entries = append(entries, scalar(c.Text+" (optional)", true))
		default:
			entries = append(entries, scalar(c.Text, true))
		}
	}
	return brackets(entries)
}

// oneOrMore writes a list, or its only entry alone.
func oneOrMore(texts []string) string {
	if len(texts) == 1 {
		return scalar(texts[0], true)
	}
	return list(texts)
}

func list(texts []string) string {
	var entries []string
	for _, t := range texts {
		entries = append(entries, scalar(t, true))
	}
	return brackets(entries)
}

func brackets(entries []string) string {
	if len(entries) == 0 {
		return ""
	}
	return "[" + strings.Join(entries, ", ") + "]"
}

func braces(entries []string) string {
	if len(entries) == 0 {
		return ""
	}
	return "{" + strings.Join(entries, ", ") + "}"
}
