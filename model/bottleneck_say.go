package model

import (
	"cmp"
	"slices"
	"time"
)

// Sentences say where work piles up, how it stands there and who could help,
// and where four eyes were waived, if they were: what the owner reads before
// any figure. There is at least one, and the first names the step, if there is
// one to name.
func (b Bottlenecks) Sentences() []Reason {
	said := b.piling()
	if waived := b.Waived(); !waived.Empty() {
		said = append(said, waived)
	}
	return said
}

// Waivers is how often four eyes were waived in the period, in all steps.
func (b Bottlenecks) Waivers() int {
	n := 0
	for _, s := range b.Steps {
		n += s.Waivers
	}
	return n
}

// WaivedByProcess is how often four eyes were waived in the period, by the id
// of the process; those where they never were are left out.
func (b Bottlenecks) WaivedByProcess() map[string]int {
	by := map[string]int{}
	for _, s := range b.Steps {
		if s.Waivers > 0 {
			by[s.Process] += s.Waivers
		}
	}
	return by
}

// Waived says how often four eyes were waived and where, the most first;
// nothing where they never were.
func (b Bottlenecks) Waived() Reason {
	var steps []StepFigures
	for _, s := range b.Steps {
		if s.Waivers > 0 {
			steps = append(steps, s)
		}
	}
	slices.SortStableFunc(steps, func(a, b StepFigures) int { return cmp.Compare(b.Waivers, a.Waivers) })
	switch len(steps) {
	case 0:
		return Reason{}
	case 1:
		return because(Say{
			EN: "Four eyes were waived %s at %s in this time.",
			ID: "Empat mata dibebaskan %s di %s dalam masa ini.",
		}, times(steps[0].Waivers), steps[0].name())
	}
	var at []Reason
	for _, s := range steps {
		at = append(at, because(Say{EN: "%s %d", ID: "%s %d"}, s.name(), s.Waivers))
	}
	return because(Say{
		EN: "Four eyes were waived %s in this time: %s.",
		ID: "Empat mata dibebaskan %s dalam masa ini: %s.",
	}, times(b.Waivers()), joined(at...))
}

// times is how often.
func times(n int) Reason {
	if n == 1 {
		return because(Say{EN: "once", ID: "sekali"})
	}
	return because(Say{EN: "%d times", ID: "%d kali"}, n)
}

// piling says where work piles up, who could help and how; since when it does
// comes last: it is left out first where there is little room.
func (b Bottlenecks) piling() []Reason {
	if len(b.Steps) == 0 {
		return []Reason{because(Say{
			EN: "There is no work yet: nothing waits, and nothing was finished in this time.",
			ID: "Belum ada pekerjaan: tidak ada yang menunggu, dan tidak ada yang selesai dalam masa ini.",
		})}
	}
	s := b.Steps[0]
	if s.Waiting == 0 {
		return b.nothingWaits()
	}
	said := append([]Reason{s.headline(), b.howMany(s), b.againstUsual(s)}, s.whoCan()...)
	if proposed := s.proposed(); !proposed.Empty() {
		said = append(said, proposed)
	}
	if s.Piles {
		said = append(said, b.pilingSince(s))
	}
	return said
}

// Pile is what piles up now as one problem: its figures, the problem with its
// size, the cause, and what could be done.
type Pile struct {
	Step                   StepFigures
	Problem, Cause, Change Reason
}

// Pile is the worst pile, the one that Sentences begin with; ok is false where
// nothing piles up.
func (b Bottlenecks) Pile() (p Pile, ok bool) {
	if len(b.Steps) == 0 || !b.Steps[0].Piles {
		return p, false
	}
	s := b.Steps[0]
	return Pile{
		Step: s, Problem: inARow(s.headline(), b.howMany(s), b.againstUsual(s), b.pilingSince(s)),
		Cause: inARow(s.whoCan()...), Change: s.proposed(),
	}, true
}

// inARow are whole sentences as one.
func inARow(all ...Reason) Reason {
	said := all[0]
	for _, r := range all[1:] {
		said = because(Say{EN: "%s %s", ID: "%s %s"}, said, r)
	}
	return said
}

// headline is the answer: where. A step whose usual wait is not known is not
// said to be in order, nor to pile up.
func (s StepFigures) headline() Reason {
	switch {
	case s.Piles:
		return because(Say{EN: "Work piles up at %s.", ID: "Pekerjaan menumpuk di %s."}, s.name())
	case !s.Usual.Known:
		return because(Say{EN: "Look first at %s.", ID: "Lihat dulu %s."}, s.name())
	}
	return because(Say{
		EN: "Nothing piles up. Look first at %s.",
		ID: "Tidak ada yang menumpuk. Lihat dulu %s.",
	}, s.name())
}

// name is the step as sentences name it.
func (s StepFigures) name() string {
	if s.Title == "" {
		return s.Step
	}
	return s.Title
}

// howMany says how many wait there, and how long.
func (b Bottlenecks) howMany(s StepFigures) Reason {
	if s.Waiting == 1 {
		return because(Say{
			EN: "1 case waits there, for %s.",
			ID: "1 kasus menunggu di sana, selama %s.",
		}, b.span(s.Oldest.Time))
	}
	return because(Say{
		EN: "%d cases wait there, the oldest for %s.",
		ID: "%d kasus menunggu di sana, yang terlama %s.",
	}, s.Waiting, b.span(s.Oldest.Time))
}

// againstUsual says what is usual there, or why that is not known.
func (b Bottlenecks) againstUsual(s StepFigures) Reason {
	switch {
	case s.Usual.Known:
		return because(Say{EN: "Usually it is %s.", ID: "Biasanya %s."}, b.span(s.Usual.Time))
	case s.Piles && !s.AllowedSaid:
		return because(Say{
			EN: "Its process sets no due time; it has waited longer than %s.",
			ID: "Prosesnya tidak memberi tenggat; sudah menunggu lebih dari %s.",
		}, b.span(s.Allowed))
	case s.Piles:
		return because(Say{
			EN: "By its process it should take no longer than %s.",
			ID: "Menurut prosesnya paling lama %s.",
		}, b.span(s.Allowed))
	case s.Usual.N > 0:
		return because(Say{
			EN: "What is usual there is not known yet: too few cases: %d.",
			ID: "Yang biasa di sana belum diketahui: kasus terlalu sedikit: %d.",
		}, s.Usual.N)
	case s.Unknown > 0:
		return because(Say{
			EN: "What is usual there is not known: %d were entered late, without a begin.",
			ID: "Yang biasa di sana tidak diketahui: %d dicatat belakangan, tanpa waktu mulai.",
		}, s.Unknown)
	}
	return because(Say{
		EN: "What is usual there is not known yet: none was finished in this time.",
		ID: "Yang biasa di sana belum diketahui: belum ada yang selesai dalam masa ini.",
	})
}

// pilingSince says since when more wait there than usual, or more than one
// where nothing is usual yet.
func (b Bottlenecks) pilingSince(s StepFigures) Reason {
	if !s.Usual.Known && s.Level <= 1 {
		return because(Say{
			EN: "Two or more have been waiting there since %s.",
			ID: "Dua atau lebih menunggu di sana sejak %s.",
		}, b.clock(s.PilingSince))
	}
	if !s.PilingSince.After(b.Since) {
		return because(Say{
			EN: "More than usual have been waiting there since %s or longer.",
			ID: "Yang menunggu di sana lebih banyak dari biasanya sejak %s atau lebih lama.",
		}, b.clock(s.PilingSince))
	}
	return because(Say{
		EN: "More than usual have been waiting there since %s.",
		ID: "Yang menunggu di sana lebih banyak dari biasanya sejak %s.",
	}, b.clock(s.PilingSince))
}

// whoCan says who could do the work, and who of them is here.
func (s StepFigures) whoCan() []Reason {
	var can Reason
	n := len(s.People)
	switch {
	case n == 0:
		return []Reason{because(Say{EN: "Nobody can do it: no one holds the role %s.", ID: "Tidak ada yang bisa mengerjakannya: peran %s tidak dipegang siapa pun."}, s.Role)}
	case s.OwnersOnly && OwnerRole(s.Role):
		can = because(Say{EN: "It is the owner's to do.", ID: "Ini bagian pemilik."})
	case s.OwnersOnly:
		can = because(Say{EN: "Only the owner can do it: no one holds the role %s.", ID: "Hanya pemilik yang bisa mengerjakannya: peran %s tidak dipegang siapa pun."}, s.Role)
	case n == 1:
		can = because(Say{EN: "1 person can do it.", ID: "1 orang bisa mengerjakannya."})
	default:
		can = because(Say{EN: "%d people can do it.", ID: "%d orang bisa mengerjakannya."}, n)
	}
	switch here := len(s.SignedIn); here {
	case 0:
		return []Reason{can, because(Say{EN: "None is signed in now.", ID: "Tidak ada yang sedang masuk."})}
	case 1:
		return []Reason{can, because(Say{EN: "1 is signed in now.", ID: "1 sedang masuk."})}
	default:
		return []Reason{can, because(Say{EN: "%d are signed in now.", ID: "%d sedang masuk."}, here)}
	}
}

// nothingWaits says that nobody keeps work waiting, and where the waiting of
// the period was.
func (b Bottlenecks) nothingWaits() []Reason {
	var working, parked, outside int
	worst := b.Steps[0]
	for _, s := range b.Steps {
		working, parked, outside = working+s.Working, parked+s.Parked, outside+s.Outside
		if s.Waited.Seconds() > worst.Waited.Seconds() {
			worst = s
		}
	}
	said := []Reason{because(Say{EN: "Nothing waits for anybody now.", ID: "Tidak ada yang menunggu siapa pun sekarang."})}
	if worst.Waited.Seconds() > 0 && worst.Usual.Known {
		said[0] = because(Say{
			EN: "Nothing waits for anybody now. Most of the waiting of this time was at %s.",
			ID: "Tidak ada yang menunggu siapa pun sekarang. Dalam masa ini paling lama menunggu di %s.",
		}, worst.name())
		said = append(said, b.againstUsual(worst))
	}
	if working+parked+outside > 0 {
		said = append(said, because(Say{
			EN: "%d in work, %d parked, %d waiting for news from outside.",
			ID: "%d dikerjakan, %d ditunda, %d menunggu kabar dari luar.",
		}, working, parked, outside))
	}
	return said
}

// span is a length of opening time for people: from two opening days on, in
// opening days.
func (b Bottlenecks) span(d time.Duration) Sayable {
	if d < time.Minute {
		return because(Say{EN: "less than a minute", ID: "kurang dari satu menit"})
	}
	if day := b.calendar().UsualDay(); d >= 2*day {
		return because(Say{EN: "%d opening days", ID: "%d hari buka"}, int((d+day/2)/day))
	}
	return Span{Time: d}
}

// clock is a moment for people: the time today, the weekday with it in the
// last six days, the date before that.
func (b Bottlenecks) clock(t time.Time) Sayable {
	cal := b.calendar()
	local := t.In(cal.Location())
	days := dayNumber(b.Now.In(cal.Location())) - dayNumber(local)
	switch {
	case days == 0:
		return because(Say{EN: "%s", ID: "%s"}, local.Format("15:04"))
	case days > 0 && days < 7:
		return because(Say{EN: "%s %s", ID: "%s %s"}, weekdaySay(local.Weekday()), local.Format("15:04"))
	}
	return because(Say{EN: "%s", ID: "%s"}, local.Format("02.01. 15:04"))
}

func (b Bottlenecks) calendar() *Calendar {
	if b.cal == nil {
		return AlwaysOpen()
	}
	return b.cal
}

// weekdaySay is the short name of a day of the week.
func weekdaySay(d time.Weekday) Say {
	switch d {
	case time.Monday:
		return Say{EN: "Mon", ID: "Sen"}
	case time.Tuesday:
		return Say{EN: "Tue", ID: "Sel"}
	case time.Wednesday:
		return Say{EN: "Wed", ID: "Rab"}
	case time.Thursday:
		return Say{EN: "Thu", ID: "Kam"}
	case time.Friday:
		return Say{EN: "Fri", ID: "Jum"}
	case time.Saturday:
		return Say{EN: "Sat", ID: "Sab"}
	}
	return Say{EN: "Sun", ID: "Min"}
}
