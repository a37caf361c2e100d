package model

import (
	"slices"
	"time"
)

// askWaiver asks the owner role to let one pair of eyes do: by who is kept from
// the step, as long as nobody else is here who may do it. A request stands
// until it is granted, or the step is done.
func askWaiver(w *casework, p *Person, t *Task) error {
	s, row := w.flow.Step(t.Step), w.row(t)
	if kept := p.KeptFrom(row, w.now); kept != FourEyes {
		if kept != "" {
			return w.mayDo(p, t)
		}
		return refuse("no_four_eyes", Say{
			EN: "Four eyes do not keep you from %q: there is nothing to ask for.",
			ID: "Aturan empat mata tidak menghalangi Anda dari %q: tidak ada yang perlu diminta.",
		}, s.Text)
	}
	if t.Asked != nil {
		return refuse("asked", Say{
			EN: "%s has asked already, at %s.",
			ID: "%s sudah meminta, pukul %s.",
		}, w.v.Shop().Name(t.Asked.By), w.clock(t.Asked.At))
	}
	cal, err := w.v.Shop().Calendar()
	if err != nil {
		return err
	}
	others := w.v.Shop().otherEyes(row, cal, w.now)
	if t.By != "" && !slices.Contains(others, t.By) {
		others = append(others, t.By)
	}
	if len(others) > 0 {
		return refuse("not_alone", Say{
			EN: "%s is here and may do %q: nothing has to be waived.",
			ID: "%s ada di sini dan boleh mengerjakan %q: tidak perlu pembebasan.",
		}, w.v.Shop().Name(others[0]), s.Text)
	}
	return w.emit(t.Step, WaiverAsked{})
}

// otherEyes are those who are here, signed in today, and whom nothing keeps from
// a task. An owner who only happens to be able to is not counted: the owner is
// who is asked.
func (s *Shop) otherEyes(t OpenTask, cal *Calendar, now time.Time) []string {
	return slices.DeleteFunc(s.WhoCan(t.Role, t.Division, cal, now, nil).SignedIn, func(id string) bool {
		return s.People[id].KeptFrom(t, now) != "" || t.Only != "" && t.Only != id
	})
}

// placeAlone keeps, of what four eyes keep the person from, that which nobody
// else who is here may do, with the reason.
func (q *queuing) placeAlone(out *placing, t *OpenTask) {
	if t.By != "" || len(q.in.Shop.otherEyes(*t, q.cal, q.in.Now)) > 0 {
		return
	}
	out.alone.add(&placed{QueueItem: QueueItem{OpenTask: *t, DueAt: q.dueAt(t), Slack: q.slack(t), Band: Normal}, why: whyAlone})
}

// MayGrant reports whether a person is asked to waive four eyes for a task.
func (p *Person) MayGrant(t OpenTask, f *Flow) bool {
	return t.Asked != nil && f != nil && p.MaySkip(f)
}

// placeAsked puts a task up for which somebody asks the person of the queue to
// waive four eyes.
func (q *queuing) placeAsked(p *placed) {
	r := q.reckon(&p.OpenTask)
	if r == nil || p.Band <= CameBack || !q.in.Person.MayGrant(p.OpenTask, r.flow) || p.Asked.By == q.in.Person.ID {
		return
	}
	p.Band, p.why = CameBack, whyAsked
}

// GrantWords are the reason that stands on record where a waiver that was asked
// for is granted by one key, or taken by who may grant it.
func GrantWords(s *Shop, t OpenTask, lang Lang) string {
	if t.Asked == nil {
		return Say{EN: "nobody else is here", ID: "tidak ada orang lain di sini"}.In(lang)
	}
	return Say{EN: "%s asked: nobody else is here", ID: "%s meminta: tidak ada orang lain di sini"}.In(lang, s.Name(t.Asked.By))
}
