package templates_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

func read(t *testing.T, id string, lang model.Lang) model.Process {
	t.Helper()
	tmpl, ok := templates.Get(id, lang)
	if !ok {
		t.Fatalf("no template %s in %s", id, lang)
	}
	p, flow, faults := procfile.Read(tmpl.File, tmpl.Source)
	for _, f := range faults {
		t.Error(f.In(lang))
	}
	if flow == nil {
		t.Fatalf("%s does not load", tmpl.File)
	}
	if p.Name != tmpl.Name || p.ID != tmpl.ID {
		t.Errorf("%s is offered as %q %q and is %q %q", tmpl.File, tmpl.ID, tmpl.Name, p.ID, p.Name)
	}
	return p
}

// skeleton is what scripts rely on: everything but texts, roles and reasons.
func skeleton(p model.Process) string {
	var b strings.Builder
	fmt.Fprintln(&b, p.ID, p.Kind, p.Key, p.Promise, p.Start.On, p.Start.Schedule, fields(p.Start.Ask))
	for _, s := range p.Steps {
		fmt.Fprintln(&b, s.ID, s.Kind, s.After, s.Then, s.NotSameAs, s.When, s.Takes, s.Due, s.NeverSkip, s.Ends, fields(s.Record))
		for _, o := range s.Outcomes {
			fmt.Fprintln(&b, " ", o.Name, o.To, len(o.Reasons))
		}
		for _, c := range s.Check {
			fmt.Fprintln(&b, "  -", c.Each, c.Optional, c.Each != "" || c.Text != "")
		}
	}
	return b.String()
}

func fields(all []model.Field) []string {
	var texts []string
	for _, f := range all {
		texts = append(texts, f.Name+": "+f.TypeText())
	}
	return texts
}

func TestEveryLanguageHasTheSameProcesses(t *testing.T) {
	kinds := map[model.Kind]bool{}
	for _, tmpl := range templates.All(model.English) {
		en, id := read(t, tmpl.ID, model.English), read(t, tmpl.ID, model.Indonesian)
		kinds[en.Kind] = true
		if a, b := skeleton(en), skeleton(id); a != b {
			t.Errorf("%s differs:\n%s\n%s", tmpl.ID, a, b)
		}
		if len(id.Input)*len(id.Output)*len(en.Input)*len(en.Output) == 0 {
			t.Errorf("%s does not say what goes in and what comes out", tmpl.ID)
		}
		translated(t, en, id)
	}
	if len(kinds) != 3 {
		t.Errorf("not every kind of process is there: %v", kinds)
	}
}

// translated finds texts that were forgotten in a translation, and steps
// without a standard.
func translated(t *testing.T, en, id model.Process) {
	t.Helper()
	for i, s := range en.Steps {
		if s.Kind != model.Run && s.Text == id.Steps[i].Text || s.Role != "" && s.Role == id.Steps[i].Role {
			t.Errorf("%s/%s is not translated", en.ID, s.ID)
		}
		if s.Kind != model.Auto && (s.How == "" || id.Steps[i].How == "" || s.Due == "") {
			t.Errorf("%s/%s does not say how, or until when", en.ID, s.ID)
		}
		if s.Kind == model.Do && s.Takes == "" {
			t.Errorf("%s/%s does not say how long it takes", en.ID, s.ID)
		}
	}
}

func TestRolesOfTheSameWorkAreTheSameRole(t *testing.T) {
	roles := map[string]string{}
	for _, tmpl := range templates.All(model.English) {
		en, id := read(t, tmpl.ID, model.English), read(t, tmpl.ID, model.Indonesian)
		for i, s := range en.Steps {
			other := id.Steps[i].Role
			if known, ok := roles[s.Role]; ok && known != other {
				t.Errorf("%s is %s and %s", s.Role, known, other)
			}
			roles[s.Role] = other
		}
	}
	for _, role := range []string{"warehouse", "accounts", "service", "shop", "owner"} {
		if roles[role] == "" {
			t.Errorf("nobody works as %s", role)
		}
	}
}

// TestWhatATemplateRunsIsReadyMadeAsWell: a new shop that begins with a process
// begins with those it runs, and whatever they ask for is handed on to them.
func TestWhatATemplateRunsIsReadyMadeAsWell(t *testing.T) {
	found := 0
	for _, tmpl := range templates.All(model.English) {
		for _, s := range read(t, tmpl.ID, model.English).Steps {
			if s.Kind != model.Run {
				continue
			}
			found++
			other, ok := templates.Get(s.Text, model.English)
			if !ok || tmpl.First && !other.First {
				t.Fatalf("%s runs %s, which a new shop does not have", tmpl.ID, s.Text)
			}
			asked := fields(read(t, tmpl.ID, model.English).Start.Ask)
			for _, f := range read(t, other.ID, model.English).Start.Ask {
				if !f.Optional && !slices.Contains(asked, f.Name+": "+f.TypeText()) {
					t.Errorf("%s asks for %s, and %s has none for certain", other.ID, f.Name, tmpl.ID)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no template runs another")
	}
}

func TestAnUnknownLanguageOrTemplate(t *testing.T) {
	if got := templates.All("fr"); len(got) != 10 || got[0].Name != "Online order" {
		t.Errorf("%v", got)
	}
	if _, ok := templates.Get("../secrets", model.English); ok {
		t.Error("a template from outside")
	}
}

// TestAFirstWeekIsNoFlood: what begins by itself in the first week of a new shop,
// in which every ready-made process is in force, is what it opens and closes
// with, and of the rest one case each at most; and nothing of what was before.
func TestAFirstWeekIsNoFlood(t *testing.T) {
	cal, err := model.NewCalendar(model.DefaultHours(), model.DefaultZone)
	if err != nil {
		t.Fatal(err)
	}
	begins := map[string]int{}
	for _, tmpl := range templates.All(model.English) {
		p := read(t, tmpl.ID, model.English)
		for _, day := range []time.Time{time.Date(2026, time.November, 23, 3, 0, 0, 0, time.UTC), time.Date(2026, time.December, 29, 3, 0, 0, 0, time.UTC)} {
			n := 0
			for at := p.Start.Schedule.Next(day, cal); !at.IsZero() && at.Before(day.AddDate(0, 0, 7)); at = p.Start.Schedule.Next(at, cal) {
				n++
			}
			begins[p.ID] = max(begins[p.ID], n)
		}
	}
	for id, n := range begins {
		if most := map[string]int{"open-shop": 6, "close-shop": 6, "monthly-evaluation": 1, "quarterly-plan": 1, "stock-count": 1}[id]; n != most {
			t.Errorf("%s begins %d times, want %d", id, n, most)
		}
	}
}
