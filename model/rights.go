package model

import (
	"slices"
	"strings"
	"time"
)

// actor returns the person who acts, who has to be here and allowed to act.
func actor(v View, cmd Command) (*Person, error) {
	p := v.Shop().People[cmd.By]
	switch {
	case p == nil || p.Gone:
		return nil, refuse("unknown_person", Say{
			EN: "%q does not work here. The owner can add people.",
			ID: "%q tidak bekerja di sini. Pemilik bisa menambah orang.",
		}, cmd.By)
	case p.Auditor:
		return nil, refuse("read_only", Say{
			EN: "%s may look at everything and change nothing.",
			ID: "%s boleh melihat semuanya dan tidak mengubah apa pun.",
		}, p.Name)
	}
	return p, nil
}

// needOwner refuses anybody but an owner of the shop.
func needOwner(v View, cmd Command) error {
	p, err := actor(v, cmd)
	if err != nil {
		return err
	}
	if !p.Owner {
		return refuse("owner_only", Say{
			EN: "Only an owner may do that. Ask %s.",
			ID: "Hanya pemilik yang boleh melakukan itu. Tanyakan kepada %s.",
		}, ownerName(v.Shop()))
	}
	return nil
}

func ownerName(s *Shop) string { return s.Name(ownerOf(s)) }

// ownerOf is the owner whom people are sent to: the first by name.
func ownerOf(s *Shop) string {
	var first *Person
	for _, p := range s.People {
		if p.Owner && !p.Gone && (first == nil || p.Name < first.Name) {
			first = p
		}
	}
	if first == nil {
		return ""
	}
	return first.ID
}

// Holds reports whether the person may be asked to do what a role does. An
// owner holds every role, an auditor none.
func (p *Person) Holds(role string) bool {
	if p.Gone || p.Auditor {
		return false
	}
	if p.Owner {
		return true
	}
	for _, r := range p.Roles {
		if r == role {
			return true
		}
	}
	return false
}

// OwnerRole reports whether a role is called as owners of the shop are: every
// owner holds it without being given it.
func OwnerRole(role string) bool {
	return strings.EqualFold(role, "owner") || strings.EqualFold(role, "pemilik")
}

// MaySkip reports whether the person has the right of the owner role of a
// process: to skip, send back and stop.
func (p *Person) MaySkip(f *Flow) bool {
	return !p.Gone && !p.Auditor && (p.Owner || f.Process.Owner != "" && p.Holds(f.Process.Owner))
}

// Roles lists the roles that a process gives work to, in the order of its
// steps.
func (p Process) Roles() []string {
	var roles []string
	for _, s := range p.Steps {
		if s.Role != "" && !slices.Contains(roles, s.Role) {
			roles = append(roles, s.Role)
		}
	}
	return roles
}

// Name is how a person is called, or the id where nobody has it.
func (s *Shop) Name(person string) string {
	if p := s.People[person]; p != nil {
		return p.Name
	}
	return person
}

// barred are the people whom not_same_as keeps from a step: who completed the
// latest round of the step it names, and whoever else ticked or recorded
// anything in that round before they handed it over, gave it back or had it
// taken over. A check by who did part of the work is no check.
func barred(f *Flow, c *Case, step string) (by string, hands []string) {
	t := c.latestDone(f.Step(step).NotSameAs)
	if t == nil {
		return "", nil
	}
	for _, who := range t.Hands {
		if who != t.By {
			hands = append(hands, who)
		}
	}
	return t.By, hands
}

// sameDoer is the only person that same_as lets do a step: who completed the
// latest round of the step it names. Empty for anybody of the role.
func sameDoer(f *Flow, c *Case, step string) string { return c.latestBy(f.Step(step).SameAs) }

// latestBy is who completed the latest round of a step.
func (c *Case) latestBy(step string) string {
	if t := c.latestDone(step); t != nil {
		return t.By
	}
	return ""
}

// latestDone is the latest round of a step that was completed, or nil.
func (c *Case) latestDone(step string) *Task {
	if step == "" {
		return nil
	}
	for i := len(c.Tasks) - 1; i >= 0; i-- {
		if t := c.Tasks[i]; t.Step == step && (t.State == Done || t.State == SentBack) {
			return t
		}
	}
	return nil
}

// Why a person is kept from a task: the codes of the refusals.
const (
	OtherRole     Code = "not_your_role"
	OtherDivision Code = "other_division"
	FourEyes      Code = "four_eyes"
)

// KeptFrom says why a person may not do an open task at all, whoever has it
// now, by the code with which an act would be refused; empty where they may.
// Acts and everybody who offers people or tasks ask it alike.
func (p *Person) KeptFrom(t OpenTask, now time.Time) Code {
	switch {
	case !p.Holds(t.Role) && !p.HelpsWith(t):
		return OtherRole
	case p.elsewhere(t.Division):
		return OtherDivision
	case t.bars(p.ID, now):
		return FourEyes
	}
	return ""
}

// HelpsWith reports whether a task needs help and the person is a deputy for
// its role: it is overdue, and so offered beyond those who hold the role. That
// of an owner, and what one person alone may do, is not.
func (p *Person) HelpsWith(t OpenTask) bool {
	return t.Stage >= StageOverdue && !p.Gone && !p.Auditor && slices.Contains(p.Deputy, t.Role) && t.Only == ""
}

// MayTake reports whether a person may do an open task and nobody else has
// it now.
func (p *Person) MayTake(t OpenTask, now time.Time) bool {
	return p.KeptFrom(t, now) == "" && (t.By == "" || t.By == p.ID) && (t.For == "" || t.For == p.ID || p.Owner)
}

// elsewhere reports whether a person works in another division than the one a
// task belongs to. Owners and who has no division work in all of them.
func (p *Person) elsewhere(division string) bool {
	return division != "" && p.Division != "" && division != p.Division && !p.Owner
}

// MayBe reports whether an open task that only one person may do is open to
// another: that person is the one, or no longer does what the role does. A
// part that such a person leaves behind is an owner's: whoever else has the
// role has a part of their own, and would sign twice.
func (s *Shop) MayBe(p *Person, t OpenTask) bool {
	if t.isPart() && t.Only != "" && t.Only != p.ID {
		return p.Owner && s.LeftBehind(t)
	}
	return s.mayBe(p, t.Only, t.Role)
}

// LeftBehind reports whether a task is the part of a person who can no longer
// do it. An owner does it in their place, or passes it by with a reason, be the
// step never to be skipped: all others do their parts.
func (s *Shop) LeftBehind(t OpenTask) bool {
	if !t.isPart() || t.Only == "" {
		return false
	}
	one := s.People[t.Only]
	return one == nil || !one.Holds(t.Role) || one.elsewhere(t.Division)
}

// mayBe is MayBe of a task that is no part of several.
func (s *Shop) mayBe(p *Person, only, role string) bool {
	if only == "" || only == p.ID {
		return true
	}
	one := s.People[only]
	return one == nil || !one.Holds(role)
}

// roleOf is who is asked where a step waits for a person: its role, and for
// what alur could not do by itself the owner role of the process.
func (f *Flow) roleOf(s *Step) string {
	if s.Role == "" {
		return f.Process.Owner
	}
	return s.Role
}

// mayDo checks that a person may do a task at all, whoever has it now.
func (w *casework) mayDo(p *Person, t *Task) error {
	s := w.flow.Step(t.Step)
	switch p.KeptFrom(w.row(t), w.now) {
	case OtherRole:
		return refuse(OtherRole, Say{
			EN: "%q is for %s, and %s does not hold that role.",
			ID: "%q dikerjakan %s, dan %s tidak memegang peran itu.",
		}, s.Text, w.flow.roleOf(s), p.Name)
	case OtherDivision:
		return refuse(OtherDivision, Say{
			EN: "%s belongs to %s, and %s works in %s.",
			ID: "%s milik %s, dan %s bekerja di %s.",
		}, w.c.ID, w.v.Shop().DivisionName(w.c.Division), p.Name, w.v.Shop().DivisionName(p.Division))
	case FourEyes:
		return w.otherEyes(p, s)
	}
	return w.keptForOne(p, t)
}

// otherEyes refuses a check to who did what it checks, or part of it.
func (w *casework) otherEyes(p *Person, s *Step) error {
	done := w.flow.Step(s.NotSameAs).Text
	by, _ := barred(w.flow, w.c, s.ID)
	if by == p.ID {
		return refuse(FourEyes, Say{
			EN: "%q needs other eyes: %s did %q for this case. Somebody else has to do it.",
			ID: "%q perlu mata orang lain: %s sudah mengerjakan %q untuk kasus ini. Orang lain yang harus mengerjakannya.",
		}, s.Text, p.Name, done)
	}
	return refuse(FourEyes, Say{
		EN: "%q needs other eyes: %s ticked or recorded part of %q for this case before %s completed it. Somebody else has to do it.",
		ID: "%q perlu mata orang lain: %s ikut mencentang atau mencatat di %q untuk kasus ini sebelum %s menyelesaikannya. Orang lain yang harus mengerjakannya.",
	}, s.Text, p.Name, done, w.v.Shop().Name(by))
}

// keptForOne refuses a task that is one person's alone to anybody else, as
// MayBe tells.
func (w *casework) keptForOne(p *Person, t *Task) error {
	s, shop, row := w.flow.Step(t.Step), w.v.Shop(), w.row(t)
	switch {
	case shop.MayBe(p, row):
		return nil
	case t.Whose != "" && shop.LeftBehind(row):
		return refuse("own_part", Say{
			EN: "%q is the part of %s, who no longer does this. Ask %s: an owner does it, or skips this part with a reason.",
			ID: "%q adalah bagian %s, yang tidak lagi mengerjakan ini. Tanyakan kepada %s: pemilik mengerjakannya, atau melewati bagian ini dengan alasan.",
		}, s.Text, shop.Name(t.Whose), ownerName(shop))
	case t.Whose != "":
		return refuse("own_part", Say{
			EN: "Everyone does %q for themselves, and this is the part of %s.",
			ID: "Setiap orang mengerjakan %q sendiri, dan ini bagian %s.",
		}, s.Text, shop.Name(t.Whose))
	}
	return refuse("same_person", Say{
		EN: "%q is for %s, who did %q for this case.",
		ID: "%q untuk %s, yang mengerjakan %q untuk kasus ini.",
	}, s.Text, shop.Name(row.Only), w.flow.Step(s.SameAs).Text)
}

// row is an open task as others see it.
func (w *casework) row(t *Task) OpenTask {
	for _, row := range OpenRows(w.flow, w.c) {
		if row.Step == t.Step {
			return row
		}
	}
	return OpenTask{}
}

// mayTake checks that a person may do a task and nobody else has it.
func (w *casework) mayTake(p *Person, t *Task) error {
	if err := w.mayDo(p, t); err != nil {
		return err
	}
	shop := w.v.Shop()
	switch {
	case t.By != "" && t.By != p.ID:
		return refuse("taken", Say{
			EN: "%s has taken %s.",
			ID: "%s sudah mengambil %s.",
		}, shop.Name(t.By), TaskRef{Case: w.c.ID, Step: t.Step}.String())
	case t.For != "" && t.For != p.ID && t.For != t.Whose && !p.Owner:
		return refuse("offered", Say{
			EN: "%s was handed to %s.",
			ID: "%s diserahkan kepada %s.",
		}, TaskRef{Case: w.c.ID, Step: t.Step}.String(), shop.Name(t.For))
	}
	return nil
}
