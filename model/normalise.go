package model

import (
	"fmt"
	"strings"
)

// Normalise fills in what a definition leaves to its defaults: ids from
// texts, the kind, the role of each step. It changes nothing that is there,
// and normalising twice is normalising once.
func (p Process) Normalise() Process {
	p.Name = strings.TrimSpace(p.Name)
	if p.ID == "" && p.Name != "" {
		p.ID = slugOr(p.Name, "")
	}
	if p.Kind == "" {
		p.Kind = Core
	}
	taken := map[string]bool{}
	for _, s := range p.Steps {
		taken[s.ID] = true
	}
	steps := make([]Step, len(p.Steps))
	for i, s := range p.Steps {
		s.Text = strings.TrimSpace(s.Text)
		if s.Kind == "" {
			s.Kind = Do
		}
		if s.Role == "" {
			s.Role = s.EachRole()
		}
		if s.Role == "" && !s.Kind.ByItself() {
			s.Role = p.Role
		}
		if s.ID == "" && s.Kind == Choose {
			s.ID = freeID(string(Choose), taken)
		}
		if s.ID == "" {
			s.ID = freeID(Slug(s.Text), taken)
		}
		if s.Kind == Choose {
			s.Text = strings.NewReplacer("-", " ", "_", " ").Replace(s.ID)
		}
		steps[i] = s
	}
	p.Steps = steps
	return p
}

// freeID returns the slug, or the first of slug-2, slug-3 ... that is free,
// and takes it.
func freeID(slug string, taken map[string]bool) string {
	id := slug
	for n := 2; taken[id] || reserved(id); n++ {
		id = fmt.Sprintf("%s-%d", slug, n)
	}
	taken[id] = true
	return id
}

// reserved reports whether an id would read as a target.
func reserved(id string) bool { return id == ToNext || id == ToEnd || id == ToStop }
