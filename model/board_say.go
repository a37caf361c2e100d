package model

import "strings"

// Sentence is the answer of the board: how many cases are running, what is
// late, what waits for others, and where work waits with nobody at it.
func (b Board) Sentence() Reason {
	c := b.Tally
	if c.Running == 0 {
		return because(Say{EN: "No case is running.", ID: "Tidak ada kasus yang berjalan."})
	}
	said := because(Say{EN: "%d cases are running", ID: "%d kasus berjalan"}, c.Running)
	if c.Running == 1 {
		said = because(Say{EN: "1 case is running", ID: "1 kasus berjalan"})
	}
	also := func(r Reason) { said = because(Say{EN: "%s, %s", ID: "%s, %s"}, said, r) }
	switch {
	case c.Late > 0:
		also(because(Say{EN: "%d late", ID: "%d terlambat"}, c.Late))
	default:
		also(because(Say{EN: "none late", ID: "tidak ada yang terlambat"}))
	}
	switch c.Outside {
	case 0:
	case 1:
		also(because(Say{EN: "1 waits for somebody outside", ID: "1 menunggu pihak luar"}))
	default:
		also(because(Say{EN: "%d wait for somebody outside", ID: "%d menunggu pihak luar"}, c.Outside))
	}
	return because(Say{EN: "%s%s.", ID: "%s%s."}, said, b.nobodyAt())
}

// nobodyAt names the step where work waits longest for want of somebody, the
// one with the most late cases first; nothing where somebody is everywhere.
func (b Board) nobodyAt() Reason {
	var worst *BoardStep
	idle := 0
	for i := range b.Processes {
		for j := range b.Processes[i].Steps {
			s := &b.Processes[i].Steps[j]
			if s.Waiting == 0 || s.Working > 0 {
				continue
			}
			idle++
			if worst == nil || s.Late > worst.Late || s.Late == worst.Late && s.Waiting > worst.Waiting {
				worst = s
			}
		}
	}
	switch idle {
	case 0:
		return Reason{}
	case 1:
		return because(Say{EN: "; nobody is at %s", ID: "; belum ada orang di %s"}, worst.Title)
	case 2:
		return because(Say{EN: "; nobody is at %s and 1 other step", ID: "; belum ada orang di %s dan 1 langkah lain"}, worst.Title)
	}
	return because(Say{EN: "; nobody is at %s and %d other steps", ID: "; belum ada orang di %s dan %d langkah lain"}, worst.Title, idle-1)
}

// Lack says that nobody holds the role of a step; false where somebody does,
// here or not, or nobody has to.
func (s BoardStep) Lack() (Reason, bool) {
	switch {
	case !s.wantsSomebody():
		return Reason{}, false
	case len(s.Who.People) == 0:
		return because(Say{EN: "nobody can do this: %s", ID: "tidak ada yang bisa mengerjakan: %s"}, s.Role), true
	case s.Who.OwnersOnly && !OwnerRole(s.Role):
		return because(Say{EN: "nobody holds %s: only the owner can do this", ID: "tidak ada pemegang %s: hanya pemilik yang bisa"}, s.Role), true
	}
	return Reason{}, false
}

// Away says that those who hold the role of a step are not signed in, by the
// names they are called by; false where one of them is here, or nobody has to
// be. An owner who is here may do it too, and has to know that it is theirs.
func (s BoardStep) Away(name func(person string) string) (Reason, bool) {
	return s.away(Say{EN: "not signed in now: %s", ID: "belum masuk sekarang: %s"}, name)
}

// AwayToday says it of a board that is told at the end of a day.
func (s BoardStep) AwayToday(name func(person string) string) (Reason, bool) {
	return s.away(Say{EN: "not here today: %s", ID: "tidak masuk hari ini: %s"}, name)
}

func (s BoardStep) away(say Say, name func(person string) string) (Reason, bool) {
	if _, lack := s.Lack(); lack || !s.wantsSomebody() || len(s.Who.SignedIn) > 0 {
		return Reason{}, false
	}
	var names []string
	for _, p := range s.Who.People {
		names = append(names, name(p))
	}
	return because(say, strings.Join(names, ", ")), true
}

// wantsSomebody reports whether work stands at a step of people and nobody is
// at it.
func (s BoardStep) wantsSomebody() bool {
	return s.Role != "" && s.Waiting+s.Parked > 0 && s.Working == 0
}
