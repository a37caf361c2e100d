package model

import (
	"maps"
	"slices"
	"strings"
)

// Want is something a process that is put in force still wants from its shop.
// It stops nothing: its cases can be started, and wait for the owner where it
// is felt.
type Want struct {
	// Process is set where a process it runs is not in force, Role where a
	// role wants people, and Eyes beside it where one is too few for four eyes.
	Process, Role string
	Eyes          bool
	// Roles are several that nobody holds, told in one (see MergeWants).
	Roles []string
	// Fields are set where a process it runs begins with what nothing gives.
	Fields []string
	// Circle are processes that run each other without end.
	Circle []string
	// Event is set where the event that begins its cases is that of another.
	Event string
	What  Reason
}

// In says it in a language.
func (l Want) In(lang Lang) string { return l.What.In(lang) }

// Wants says what a process wants from the shop as it is now, in the divisions
// it is published for; none means all: the processes it runs, people in its
// roles, and a second person where four eyes are asked for and only one of
// those who do the step may do the other as well. It is for people who put a
// process in force: the checks of a file can't know who works here.
func (s *Shop) Wants(p Process, divisions []string) []Want {
	if len(divisions) == 0 {
		divisions = s.workplaces()
	}
	var all []Want
	told := map[string]bool{}
	for _, division := range divisions {
		for _, want := range slices.Concat(s.wantsRuns(p, division), s.wantsPeople(p), s.wantsEyes(p, division)) {
			if text := want.In(English); !told[text] {
				told[text] = true
				all = append(all, want)
			}
		}
	}
	return all
}

// MergeWants leaves out what is told twice, and tells the roles that nobody
// holds in one: in a new shop that is all of them.
func MergeWants(all []Want) []Want {
	var merged []Want
	var roles []string
	told, first := map[string]bool{}, -1
	for _, want := range all {
		text := want.In(English)
		if told[text] {
			continue
		}
		told[text] = true
		if want.Role == "" || want.Eyes {
			merged = append(merged, want)
			continue
		}
		if first < 0 {
			first = len(merged)
			merged = append(merged, want)
		}
		roles = append(roles, want.Role)
	}
	if len(roles) > 1 {
		slices.Sort(roles)
		merged[first] = Want{Roles: roles, What: because(Say{
			EN: "nobody holds the roles %s yet, so their tasks wait for the owner",
			ID: "belum ada yang memegang peran %s, jadi tugasnya menunggu pemilik",
		}, strings.Join(roles, ", "))}
	}
	return merged
}

// workplaces are the divisions that people work in; the whole shop where
// there are none.
func (s *Shop) workplaces() []string {
	known := map[string]bool{}
	for _, p := range s.People {
		if p.Division != "" && !p.Gone {
			known[p.Division] = true
		}
	}
	if len(known) == 0 {
		return []string{""}
	}
	return slices.Sorted(maps.Keys(known))
}

func (s *Shop) wantsRuns(p Process, division string) []Want {
	var all []Want
	for _, step := range p.Steps {
		if step.Kind != Run {
			continue
		}
		if head := s.Processes[step.Text]; head != nil && !head.Retired && head.InForce(division) > 0 {
			continue
		}
		all = append(all, Want{Process: step.Text, What: because(Say{
			EN: "the step %s runs the process %q, which is not in force: put it in force too, or cases wait for the owner there",
			ID: "langkah %s menjalankan proses %q, yang tidak berlaku: berlakukan juga, atau kasus menunggu pemilik di sana",
		}, step.ID, step.Text)})
	}
	return all
}

// WantsFields says which processes a process runs that can't begin with what
// it gives them: they ask for fields that it never asks for, or in another
// form. Flow answers the published versions.
func (s *Shop) WantsFields(p Process, divisions []string, flow func(process string, version int) *Flow) []Want {
	if len(divisions) == 0 {
		divisions = s.workplaces()
	}
	given := map[string]FieldType{}
	for _, field := range p.Start.Ask {
		given[field.Name] = field.Type
	}
	for _, step := range p.Steps {
		for _, field := range step.Record {
			given[field.Name] = field.Type
		}
	}
	for name, field := range partly(p).flow.fields {
		if _, known := given[name]; !known {
			given[name] = field.Type // It is set by an automatic step.
		}
	}
	var all []Want
	told := map[string]bool{}
	for _, step := range p.Steps {
		head := s.Processes[step.Text]
		if step.Kind != Run || head == nil || head.Retired {
			continue
		}
		for _, division := range divisions {
			fields := neverGiven(flow(head.ID, head.InForce(division)), given)
			key := step.ID + ": " + strings.Join(fields, ", ")
			if len(fields) == 0 || told[key] {
				continue
			}
			told[key] = true
			all = append(all, Want{Fields: fields, What: because(Say{
				EN: "the step %s runs %s, which begins with %s: ask for it at the start or record it, or cases wait for the owner there",
				ID: "langkah %s menjalankan %s, yang dimulai dengan %s: tanyakan di awal atau catat, atau kasus menunggu pemilik di sana",
			}, step.ID, head.Name, strings.Join(fields, ", "))})
		}
	}
	return all
}

// neverGiven are the fields that a process needs to begin and is not given.
func neverGiven(f *Flow, given map[string]FieldType) []string {
	var names []string
	if f == nil {
		return nil
	}
	for _, field := range f.Process.Start.Ask {
		if !field.Optional && given[field.Name] != field.Type {
			names = append(names, field.Name)
		}
	}
	return names
}

func (s *Shop) wantsPeople(p Process) []Want {
	var all []Want
	for _, role := range p.Roles() {
		if !OwnerRole(role) && !s.named(role) {
			all = append(all, Want{Role: role, What: because(Say{
				EN: "nobody holds the role %q yet, so its tasks wait for the owner",
				ID: "belum ada yang memegang peran %q, jadi tugasnya menunggu pemilik",
			}, role)})
		}
	}
	return all
}

// named reports whether somebody was given a role; owners hold all of them.
func (s *Shop) named(role string) bool {
	for _, p := range s.People {
		if !p.Owner && p.Holds(role) {
			return true
		}
	}
	return false
}

// wantsEyes finds steps with not_same_as whose role only one person holds in
// a division, who may do the other step too and is then kept from this one.
// Where nobody was given the role at all, that is told instead.
func (s *Shop) wantsEyes(p Process, division string) []Want {
	var all []Want
	for i, step := range p.Steps {
		if step.NotSameAs == "" || !OwnerRole(step.Role) && !s.named(step.Role) {
			continue
		}
		j := slices.IndexFunc(p.Steps, func(o Step) bool { return o.ID == step.NotSameAs })
		holders := s.holders(step.Role, division)
		if j < 0 || len(holders) != 1 || !slices.Contains(s.holders(p.Steps[j].Role, division), holders[0]) {
			continue
		}
		say := Say{
			EN: "%q is for other eyes than %q, and only %s holds the role %q%s: give it to somebody else as well, or an owner has to waive it every time",
			ID: "%q harus oleh orang lain dari %q, dan hanya %s yang memegang peran %q%s: berikan juga kepada orang lain, atau pemilik harus mengizinkannya setiap kali",
		}
		where := Say{}
		if division != "" {
			name := s.DivisionName(division)
			where = Say{EN: " in " + name, ID: " di " + name}
		}
		all = append(all, Want{Role: step.Role, Eyes: true, What: because(say, p.Steps[i].Text, p.Steps[j].Text, s.Name(holders[0]), step.Role, where)})
	}
	return all
}
