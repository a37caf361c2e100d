package digest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"alur/model"
)

// Weeks is how many weeks back it is told how much runs without the owner.
const Weeks = 8

// Ended is a case that ended, with every event of it.
type Ended struct {
	Case *model.Case
	Flow *model.Flow
	// Then finds the flow that the case followed when an event happened.
	Then    func(model.Event) *model.Flow
	History []model.Event
}

// Week is one week from Monday, on the shop's clock.
type Week struct {
	From time.Time
	// Finished cases ended as finished in it; of these, no owner did anything
	// in Alone.
	Finished, Alone int
}

// Why says what an owner was needed for.
type Why string

// What owners are needed for.
const (
	// OnlyOwner is a step that nobody but an owner can do, DidIt one that
	// others can do as well.
	OnlyOwner Why = "only_owner"
	DidIt     Why = "did"
	Skipped   Why = "skipped"
	Waived    Why = "waived"
	SentBack  Why = "sent_back"
	HandedOn  Why = "handed_on"
	Helped    Why = "helped"
	Started   Why = "started"
	Promised  Why = "promised"
	Moved     Why = "moved"
)

// Need is a step that needed an owner, and how often; Step is empty for what
// concerns a case as a whole.
type Need struct {
	Process, Step string
	// Title is the text of the step as it was last, or the name of the
	// process.
	Title string
	Role  string
	Why   Why
	Times int
}

// Without says how much of the shop runs without its owners.
type Without struct {
	// Weeks are the last ones, the newest last; the last is not over.
	Weeks []Week
	// Needs are the steps that needed an owner, the most frequent first.
	Needs []Need
}

// WithoutOwner reckons, from the cases that ended in the last weeks, in how
// many of those that were finished no owner did anything, neither beginning
// them nor working on them, and which steps needed an owner and why. What was
// undone counts for nothing, nor what a script does.
func WithoutOwner(shop *model.Shop, cal *model.Calendar, now time.Time, ended []Ended) Without {
	var w Without
	first := WeekOf(now, cal).AddDate(0, 0, -7*(Weeks-1))
	for i := range Weeks {
		w.Weeks = append(w.Weeks, Week{From: first.AddDate(0, 0, 7*i)})
	}
	needs := map[Need]*Need{}
	for i := range ended {
		e := &ended[i]
		if e.Case.State != model.Finished || e.Case.Ended.Before(first) || e.Case.Ended.After(now) {
			continue
		}
		alone := true
		history := counted(e.History)
		scripts := scripted(shop, e, history)
		for _, event := range history {
			p := shop.People[event.By]
			if p == nil || !p.Owner || scripts[event.Op] {
				continue
			}
			alone = false
			if need, ok := needOf(shop, cal, now, e, event); ok {
				kind := need
				kind.Title, kind.Role = "", ""
				if needs[kind] == nil {
					needs[kind] = &need
				}
				needs[kind].Title = need.Title
				needs[kind].Times++
			}
		}
		for j := range slices.Backward(w.Weeks) {
			if week := &w.Weeks[j]; !e.Case.Ended.Before(week.From) {
				week.Finished++
				if alone {
					week.Alone++
				}
				break
			}
		}
	}
	for _, need := range needs {
		w.Needs = append(w.Needs, *need)
	}
	slices.SortFunc(w.Needs, func(a, b Need) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), strings.Compare(a.Process, b.Process), strings.Compare(a.Step, b.Step), strings.Compare(string(a.Why), string(b.Why)))
	})
	return w
}

// WeekOf is the beginning of the week of a time on the shop's clock.
func WeekOf(t time.Time, cal *model.Calendar) time.Time {
	local := t.In(cal.Location())
	back := (int(local.Weekday()) + 6) % 7
	return time.Date(local.Year(), local.Month(), local.Day()-back, 0, 0, 0, 0, cal.Location())
}

// counted are the events of a history that were not undone.
func counted(history []model.Event) []model.Event {
	undone := map[string]bool{}
	for _, e := range history {
		if u, ok := e.Body.(model.Undone); ok {
			undone[u.Undoes] = true
		}
	}
	var left []model.Event
	for _, e := range history {
		if _, undo := e.Body.(model.Undone); !undo && !undone[e.Op] {
			left = append(left, e)
		}
	}
	return left
}

// scripted are the acts that a script does, which the record has in the name of
// the first owner as the command names nobody: it begins or imports cases and
// brings news from outside. What an owner does at the command line with their
// own hands is theirs.
func scripted(shop *model.Shop, c *Ended, history []model.Event) map[string]bool {
	scripts := map[string]bool{}
	for _, e := range history {
		if e.Station != model.CommandLine || e.By != shop.FirstOwner() {
			continue
		}
		switch e.Body.(type) {
		case model.CaseStarted, model.EventKept:
			scripts[e.Op] = true
		case model.TaskCompleted:
			s := c.flowThen(e).Step(e.Step)
			scripts[e.Op] = scripts[e.Op] || s != nil && s.Kind == model.Wait
		}
	}
	return scripts
}

// flowThen is the flow that the case followed when an event happened.
func (c *Ended) flowThen(e model.Event) *model.Flow {
	if c.Then != nil {
		if f := c.Then(e); f != nil {
			return f
		}
	}
	return c.Flow
}

// needOf is what an event of an owner says that they were needed for; false for
// what is a part of something else.
func needOf(shop *model.Shop, cal *model.Calendar, now time.Time, c *Ended, e model.Event) (Need, bool) {
	need := Need{Process: c.Case.Process, Title: c.Flow.Process.Name}
	if s := c.flowThen(e).Step(e.Step); s != nil {
		need.Step, need.Title, need.Role = model.BaseStep(e.Step), s.Text, s.Role
	}
	switch e.Body.(type) {
	case model.TaskCompleted:
		need.Why = DidIt
		if need.Role != "" && shop.WhoCan(need.Role, c.Case.Division, cal, now, nil).OwnersOnly || model.OwnerRole(need.Role) {
			need.Why = OnlyOwner
		}
	case model.TaskSkipped:
		need.Why = Skipped
	case model.FourEyesWaived:
		need.Why = Waived
	case model.WorkSentBack:
		need.Why = SentBack
	case model.TaskHandedOver, model.TaskTakenOver, model.TaskGivenBack:
		need.Why = HandedOn
	case model.TaskResumed, model.TaskParked:
		need.Why = Helped
	case model.CaseStarted:
		need.Why = Started
	case model.CaseRepromised:
		need.Why = Promised
	case model.CaseMigrated:
		need.Why = Moved
	default:
		return need, false
	}
	return need, true
}

// Say is what an owner was needed for, in words.
func (n Need) Say() model.Reason {
	say := func(s model.Say, args ...any) model.Reason { return model.Reason{Say: s, Args: args} }
	switch n.Why {
	case OnlyOwner:
		if model.OwnerRole(n.Role) {
			return say(model.Say{EN: "it is the owner's by the process", ID: "menurut proses memang tugas pemilik"})
		}
		return say(model.Say{EN: "nobody else holds %s: give the role to somebody", ID: "tidak ada pemegang %s lain: beri peran itu kepada seseorang"}, n.Role)
	case DidIt:
		return say(model.Say{EN: "done by the owner, though %s can", ID: "dikerjakan pemilik, padahal %s bisa"}, n.Role)
	case Skipped:
		return say(model.Say{EN: "skipped: does every case need it?", ID: "dilewati: apakah setiap kasus perlu?"})
	case Waived:
		return say(model.Say{EN: "four eyes waived: one more person in %s would do", ID: "empat mata dibebaskan: cukup satu orang lagi di %s"}, n.Role)
	case SentBack:
		return say(model.Say{EN: "sent back by right: an outcome that leads back would do", ID: "dikembalikan dengan hak pemilik: cukup satu hasil yang kembali"})
	case HandedOn:
		return say(model.Say{EN: "handed to somebody else", ID: "diserahkan kepada orang lain"})
	case Helped:
		return say(model.Say{EN: "parked or brought on", ID: "ditunda atau dilanjutkan"})
	case Started:
		return say(model.Say{EN: "begun by the owner", ID: "dimulai oleh pemilik"})
	case Promised:
		return say(model.Say{EN: "promised anew", ID: "dijanjikan ulang"})
	}
	return say(model.Say{EN: "moved to another version", ID: "dipindahkan ke versi lain"})
}
