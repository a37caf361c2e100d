package model

import "slices"

// checkStops faults work that is sent somewhere by what stops the whole case:
// it would never come there.
func (c *compiler) checkStops() {
	f := c.flow
	for i, s := range f.Process.Steps {
		key := "outcomes."
		if s.Kind == Choose {
			key = "choose."
		}
		for _, o := range s.Outcomes {
			c.stopAlone(i, stepPath(i, key+o.Name), o.To)
		}
		c.stopAlone(i, stepPath(i, "then"), s.Then)
		if !f.stops[i] {
			continue
		}
		for _, t := range f.next[i] {
			if j := slices.Index(f.Process.Steps[t].After, s.ID); j >= 0 {
				c.fault(stepPath(t, "after["+itoa(j)+"]"), Say{
					EN: "%q says then: stop, which ends the whole case, so nothing comes after it: take this out, or the stop",
					ID: "%q berkata then: stop, yang mengakhiri seluruh kasus, jadi tidak ada yang mengikutinya: hapus ini, atau stop itu",
				}, s.Text)
			}
		}
	}
}

// stopAlone asks for stop to be the only place named.
func (c *compiler) stopAlone(i int, path string, to []string) {
	if len(to) > 1 && slices.Contains(to, ToStop) {
		c.fault(path, Say{
			EN: "stop ends the whole case, so work from %q comes to nothing else that is named beside it: write stop alone, or leave it out",
			ID: "stop mengakhiri seluruh kasus, jadi pekerjaan dari %q tidak sampai ke yang disebut di sampingnya: tulis stop saja, atau hapus",
		}, c.flow.Process.Steps[i].Text)
	}
}
