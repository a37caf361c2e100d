package cli

import (
	"sort"
	"strings"

	"alur/model"
	"alur/store"
)

// strayRoles warns of roles of a person that no process names: they give no
// work, and mostly are a slip. It says nothing while there are no processes.
func (a *app) strayRoles(s *store.Store, shop *model.Shop, p model.Person) {
	named := map[string]bool{}
	for _, head := range shop.Processes {
		flow, err := s.Flow(a.ctx, head.ID, head.Latest())
		if head.Retired || err != nil {
			continue
		}
		named[flow.Process.Owner] = true
		for _, role := range flow.Process.Roles() {
			named[role] = true
		}
	}
	delete(named, "")
	if len(named) == 0 {
		return
	}
	known := make([]string, 0, len(named))
	for role := range named {
		known = append(known, role)
	}
	sort.Strings(known)
	for _, role := range p.Roles {
		if named[role] {
			continue
		}
		if near := nearest(role, known); len(near) > 0 {
			a.talk(model.Say{
				EN: "Warning: no process names the role %q, so it gives %s no work. Did you mean: %s?",
				ID: "Peringatan: tidak ada proses yang menyebut peran %q, jadi %s tidak mendapat pekerjaan darinya. Maksudnya: %s?",
			}, role, p.Name, strings.Join(near, ", "))
			continue
		}
		a.talk(model.Say{
			EN: "Warning: no process names the role %q, so it gives %s no work. Processes name: %s.",
			ID: "Peringatan: tidak ada proses yang menyebut peran %q, jadi %s tidak mendapat pekerjaan darinya. Yang disebut proses: %s.",
		}, role, p.Name, strings.Join(known, ", "))
	}
}
