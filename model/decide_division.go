package model

import (
	"maps"
	"slices"
	"strings"
)

// addDivision makes a part of the shop that works apart known.
func (s *shopwork) addDivision(a AddDivision) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	if id := s.shop.DivisionID(a.Name); slices.Contains(s.shop.DivisionIDs(), id) {
		return refuse("division_exists", Say{
			EN: "There is a division called %s already.",
			ID: "Sudah ada divisi bernama %s.",
		}, s.shop.DivisionName(id))
	}
	return s.named(s.shop.DivisionID(a.Name), a.Name)
}

// renameDivision gives a division another name; its id stays.
func (s *shopwork) renameDivision(a RenameDivision) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	id, err := s.division(a.Division)
	if err != nil {
		return err
	}
	return s.named(id, a.Name)
}

// named calls a division so.
func (s *shopwork) named(id, name string) error {
	next := s.shop.Settings
	next.Divisions = maps.Clone(next.Divisions)
	if next.Divisions == nil {
		next.Divisions = map[string]string{}
	}
	next.Divisions[id] = name
	return s.settings(next)
}

// removeDivision takes a division away that nothing belongs to any more; its
// hours go with it. What ended there stays on record.
func (s *shopwork) removeDivision(a RemoveDivision) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	id, err := s.division(a.Division)
	if err != nil {
		return err
	}
	if why := s.belong(id); len(why) > 0 {
		return refuse("division_in_use", Say{
			EN: "%s can't be removed: %s.",
			ID: "%s tidak bisa dihapus: %s.",
		}, s.shop.DivisionName(id), joined(why...))
	}
	next := s.shop.Settings
	next.Divisions, next.DivisionHours = maps.Clone(next.Divisions), maps.Clone(next.DivisionHours)
	delete(next.Divisions, id)
	delete(next.DivisionHours, id)
	return s.settings(next)
}

// division is the id of a division that is there.
func (s *shopwork) division(text string) (string, error) {
	id, ids := s.shop.DivisionID(text), s.shop.DivisionIDs()
	if !slices.Contains(ids, id) {
		return "", refuse("unknown_division", Say{
			EN: "There is no division %q.",
			ID: "Tidak ada divisi %q.",
		}, text)
	}
	return id, nil
}

// belong says who and what belongs to a division.
func (s *shopwork) belong(id string) []Reason {
	var people, versions []string
	for _, p := range s.shop.People {
		if p.Division == id && !p.Gone {
			people = append(people, p.Name)
		}
	}
	for _, h := range s.shop.Processes {
		for _, v := range h.versionsOf(id) {
			versions = append(versions, h.ID+" v"+itoa(v))
		}
	}
	var why []Reason
	tell := func(list []string, say Say) {
		if len(list) > 0 {
			slices.Sort(list)
			shown := strings.Join(list[:min(len(list), 5)], ", ")
			if len(list) > 5 {
				shown += ", …"
			}
			why = append(why, because(say, shown))
		}
	}
	tell(people, Say{EN: "there works %s", ID: "di sana bekerja %s"})
	tell(versions, Say{EN: "a version of its own is in force: %s", ID: "ada versi khusus yang berlaku: %s"})
	tell(s.v.RunningIn(id), Say{EN: "cases run there: %s", ID: "kasus berjalan di sana: %s"})
	return why
}

// versionsOf are the versions published for a division, not for all, by which
// its cases begin now.
func (h *ProcessHead) versionsOf(division string) []int {
	if h.Retired {
		return nil
	}
	pilot, _ := h.Pilot(division)
	var all []int
	for _, v := range h.Current() {
		begins := v.Version == h.InForce(division) || v.Version == pilot.Version
		if begins && slices.Contains(v.Divisions, division) {
			all = append(all, v.Version)
		}
	}
	return all
}
