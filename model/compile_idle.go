package model

import "strings"

// checkIdle warns of keys of a step that say nothing: they are read, and
// change nothing for anybody.
func (c *compiler) checkIdle(i int, s Step) {
	if span, err := ParseSpan(s.Takes); err == nil && span == (Span{}) {
		c.warn(stepPath(i, "takes"), Say{
			EN: "takes: %s says nothing: write how long it usually takes, as in 15m, or leave the line out",
			ID: "takes: %s tidak mengatakan apa-apa: tulis berapa lama biasanya, misalnya 15m, atau hapus baris ini",
		}, s.Takes)
	}
	if due, err := ParseDue(s.Due); err == nil && due == (Due{}) {
		c.warn(stepPath(i, "due"), Say{
			EN: "due: %s is overdue as soon as it begins: write until when it is to be done, as in 4h, or leave the line out",
			ID: "due: %s langsung terlambat begitu dimulai: tulis kapan harus selesai, misalnya 4h, atau hapus baris ini",
		}, s.Due)
	}
	if len(s.Then) > 0 && len(s.Outcomes) > 0 && !goesOn(s) {
		c.warn(stepPath(i, "then"), Say{
			EN: "no outcome leads to next, so nothing ever follows then: let one lead to next, or leave then: out",
			ID: "tidak ada hasil yang menuju next, jadi then: tidak pernah dipakai: biarkan satu menuju next, atau hapus then:",
		})
	}
	first := map[string]int{}
	for j, check := range s.Check {
		text := strings.ToLower(check.Text + "\x00" + check.Each)
		if n, twice := first[text]; twice {
			c.warn(stepPath(i, "check["+itoa(j)+"]"), Say{
				EN: "this is to be ticked twice (as number %d too): keep one of them",
				ID: "ini harus dicentang dua kali (juga sebagai nomor %d): simpan salah satu",
			}, n+1)
			continue
		}
		first[text] = j
	}
}
