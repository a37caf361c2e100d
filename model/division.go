package model

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A division is there as long as something names it: the settings, somebody
// who works there, hours, a version of a process by which its cases begin. What it was named first stays its id, which
// cases and the record keep; what it is called may change in the settings.

// DivisionIDs lists the divisions by what they are called.
func (s *Shop) DivisionIDs() []string {
	ids := slices.Concat(slices.Collect(maps.Keys(s.Divisions)), slices.Collect(maps.Keys(s.DivisionHours)))
	for _, p := range s.People {
		if !p.Gone {
			ids = append(ids, p.Division)
		}
	}
	for _, h := range s.Processes {
		for _, v := range h.Versions {
			for _, id := range v.Divisions {
				if len(h.versionsOf(id)) > 0 {
					ids = append(ids, id)
				}
			}
		}
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
	slices.SortStableFunc(ids, func(a, b string) int {
		return strings.Compare(strings.ToLower(s.DivisionName(a)), strings.ToLower(s.DivisionName(b)))
	})
	return ids
}

// DivisionName is what a division is called.
func (s *Shop) DivisionName(id string) string {
	if name := s.Divisions[id]; name != "" {
		return name
	}
	return id
}

// DivisionID is the id of the division that a text means: by what it is
// called, or by its id. A text that means none is the id of a new one.
func (s *Shop) DivisionID(text string) string {
	text = tidyName(text)
	ids := s.DivisionIDs()
	for _, id := range ids {
		if strings.EqualFold(s.DivisionName(id), text) {
			return id
		}
	}
	for _, id := range ids {
		if strings.EqualFold(id, text) {
			return id
		}
	}
	return text
}

// divisionMeant is DivisionID where a new one has to be called as names are.
func (s *Shop) divisionMeant(text string) (string, error) {
	id := s.DivisionID(text)
	if id == "" || slices.Contains(s.DivisionIDs(), id) {
		return id, nil
	}
	return needName(id, divisionNamed())
}

func divisionNamed() Say { return Say{EN: "a name for the division", ID: "nama divisinya"} }

// checkDivisionID refuses an id that no text can mean.
func checkDivisionID(id string) error {
	name, err := needName(id, divisionNamed())
	if err == nil && name != id {
		err = refuse("bad_name", Say{EN: "%q can't be the name of a division.", ID: "%q tidak bisa menjadi nama divisi."}, shorten(id))
	}
	return err
}

// divisionIDs is divisionMeant for several.
func (s *Shop) divisionIDs(texts []string) (ids []string, err error) {
	for _, text := range texts {
		id, err := s.divisionMeant(text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// divisionNames is DivisionName for several.
func (s *Shop) divisionNames(ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, s.DivisionName(id))
	}
	return names
}

// checkDivisions tidies the names of divisions and refuses one that is empty,
// too long, or means another division already. One that is as its id is only
// kept to be there.
func (s *Shop) checkDivisions(next Settings) (map[string]string, error) {
	if len(next.Divisions) == 0 {
		return nil, nil
	}
	named := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(next.Divisions)) {
		name, err := needName(next.Divisions[id], divisionNamed())
		err = cmp.Or(checkDivisionID(id), err)
		if err != nil {
			return nil, err
		}
		named[id] = name
	}
	then := *s
	then.Settings.Divisions = named
	ids := then.DivisionIDs()
	for _, id := range slices.Sorted(maps.Keys(named)) {
		for _, other := range ids {
			if other != id && (strings.EqualFold(named[id], then.DivisionName(other)) || strings.EqualFold(named[id], other)) {
				return nil, refuse("division_exists", Say{
					EN: "There is a division called %s already.",
					ID: "Sudah ada divisi bernama %s.",
				}, named[id])
			}
		}
	}
	return named, nil
}

// divisionsDiff is what changed in what divisions are called.
func divisionsDiff(d []difference, before, after Settings) []difference {
	ids := slices.Concat(slices.Collect(maps.Keys(before.Divisions)), slices.Collect(maps.Keys(after.Divisions)))
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		was := before.Divisions[id]
		if was == "" && after.Divisions[id] != id {
			was = id
		}
		d = texts(d, Say{EN: "division", ID: "divisi"}, was, after.Divisions[id])
	}
	return d
}
