package model

import "time"

// waive opens a step to the person whom four eyes keep from it: for this
// round, and until the day is over.
func waive(w *casework, p *Person, t *Task, a Waive) error {
	if err := w.ownerRoleOnly(p, Say{EN: "waive four eyes", ID: "membebaskan empat mata"}); err != nil {
		return err
	}
	s := w.flow.Step(t.Step)
	if s.NotSameAs == "" {
		return refuse("no_four_eyes", Say{
			EN: "%q needs no other eyes: there is nothing to waive.",
			ID: "%q tidak perlu mata orang lain: tidak ada yang dibebaskan.",
		}, s.Text)
	}
	if t.Waived().holds(w.now) {
		return refuse("waived", Say{
			EN: "Four eyes are waived for %q already, until %s.",
			ID: "Empat mata untuk %q sudah dibebaskan, sampai %s.",
		}, s.Text, w.clock(t.Waived().Until))
	}
	reason, err := needReason(a.Reason, Say{EN: "why one pair of eyes has to do", ID: "mengapa cukup sepasang mata"})
	if err != nil {
		return err
	}
	cal, err := w.v.Shop().Calendar()
	if err != nil {
		return err
	}
	return w.emit(t.Step, FourEyesWaived{Reason: reason, Until: cal.DayEnd(w.now).UTC()})
}

// holds reports whether four eyes are waived at a time; nil is never.
func (x *Waiver) holds(now time.Time) bool { return x != nil && now.Before(x.Until) }

// ownerRoleOnly refuses who has not the right of the owner role of the
// process.
func (w *casework) ownerRoleOnly(p *Person, what Say) error {
	if p.MaySkip(w.flow) {
		return nil
	}
	return refuse("owner_role_only", Say{
		EN: "Only %s may %s.",
		ID: "Hanya %s yang boleh %s.",
	}, w.ownerRole(), what)
}

// clock is a time as people of the shop say it today, with its date on
// another day.
func (w *casework) clock(t time.Time) string {
	cal, err := w.v.Shop().Calendar()
	if err != nil {
		cal = AlwaysOpen()
	}
	return cal.clock(t, w.now)
}
