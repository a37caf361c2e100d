package model

import "slices"

// WantsCircles warns where a process runs others that in the end run it again:
// where such a circle closes, cases wait for the owner. Flow answers the
// versions in force, or those that are to be.
func (s *Shop) WantsCircles(p Process, divisions []string, flow func(process string, version int) *Flow) []Want {
	if len(divisions) == 0 {
		divisions = s.workplaces()
	}
	var all []Want
	told := map[string]bool{}
	for _, division := range divisions {
		ring := fromSmallest(s.circle(p, division, flow))
		if len(ring) == 0 {
			continue
		}
		var runs []Reason
		for i, id := range ring {
			runs = append(runs, because(Say{EN: "%s runs %s", ID: "%s menjalankan %s"}, id, ring[(i+1)%len(ring)]))
		}
		want := Want{Circle: ring, What: because(Say{
			EN: "%s: where such a circle closes, cases wait for the owner. Take one of these steps out, or give it a condition that ends the circle",
			ID: "%s: di tempat lingkaran itu kembali, kasus menunggu pemilik. Hapus salah satu langkah itu, atau beri syarat yang mengakhiri lingkarannya",
		}, joined(runs...))}
		if text := want.In(English); !told[text] {
			told[text] = true
			all = append(all, want)
		}
	}
	return all
}

// circle is the shortest way on which a process runs others that in the end
// run it: the ids from itself on; nothing where there is none.
func (s *Shop) circle(p Process, division string, flow func(process string, version int) *Flow) []string {
	before := map[string]string{}
	todo := []Process{p}
	for ; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		for _, step := range at.Steps {
			id := step.Text
			_, seen := before[id]
			switch {
			case step.Kind != Run || seen:
				continue
			case id == p.ID:
				return wayTo(at.ID, p.ID, before)
			}
			before[id] = at.ID
			version := 0
			if head := s.Processes[id]; head != nil && !head.Retired {
				version = head.InForce(division)
			}
			if f := flow(id, version); f != nil {
				todo = append(todo, f.Process)
			}
		}
	}
	return nil
}

// wayTo is the way from the first to the last of what came one before the
// other.
func wayTo(last, first string, before map[string]string) []string {
	way := []string{last}
	for way[0] != first {
		way = slices.Insert(way, 0, before[way[0]])
	}
	return way
}

// fromSmallest is a circle begun at its smallest id, so that it is told in the
// same words whoever looks at it.
func fromSmallest(ring []string) []string {
	if len(ring) == 0 {
		return nil
	}
	i := slices.Index(ring, slices.Min(ring))
	return slices.Concat(ring[i:], ring[:i])
}
