package model

import (
	"maps"
	"slices"
	"strings"
)

// WantsEvent warns where the event that begins the cases of a process begins
// those of another: only one of them begins by it. Flow answers the published
// versions.
func (s *Shop) WantsEvent(p Process, flow func(process string, version int) *Flow) []Want {
	var others []string
	for _, id := range slices.Sorted(maps.Keys(s.Processes)) {
		head := s.Processes[id]
		if p.Start.On == "" || id == p.ID || head.Retired {
			continue
		}
		if f := flow(id, head.Latest()); f != nil && f.Process.Start.On == p.Start.On {
			others = append(others, id)
		}
	}
	if len(others) == 0 {
		return nil
	}
	return []Want{{Event: p.Start.On, What: because(Say{
		EN: "the event %s is that of %s too, and only one of them begins by it: give %s an event of its own, or retire the other",
		ID: "kejadian %s juga milik %s, dan hanya salah satu yang dimulai olehnya: beri %s kejadian sendiri, atau pensiunkan yang lain",
	}, p.Start.On, strings.Join(others, ", "), p.ID)}}
}
