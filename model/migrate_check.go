package model

import (
	"slices"
	"strings"
)

// replayCheck asks of each event of a history whether it could have happened
// on another version. What is asked is what the rules ask when somebody acts:
// that work had arrived, that conditions held, that the outcome is there, that
// values fit and are complete, and that the eyes were other eyes. Ticks of
// rounds that are over count by the checklist of their time; in open tasks
// those lines stay ticked whose text is still there.
type replayCheck struct {
	// from is the version the case follows, to the one it is moved to.
	from, to *Flow
	version  int
	shop     *Shop
	c        *Case
	// real is the history as it was written, for telling it.
	real []Event
	// names are the ids that steps get by the move, by those they have; said
	// those of them that only the owner says.
	names, said map[string]string
}

// event refuses the first event that does not fit. c is the case as it stands
// before it, on the new version.
func (r *replayCheck) event(c *Case, e Event) error {
	why := r.why(c, e)
	if why.Empty() {
		return nil
	}
	i := slices.IndexFunc(r.real, func(x Event) bool { return x.Seq == e.Seq })
	words := Describe(r.real[max(i, 0)], r.from, r.shop)
	return refuse("does_not_replay", Say{
		EN: "%s stays with version %d. Event %d, \"%s\", does not fit version %d: %s.",
		ID: "%s tetap di versi %d. Catatan %d, \"%s\", tidak cocok dengan versi %d: %s.",
	}, r.c.ID, r.c.Version, e.Seq, spaced(words.Verb, words.What), r.version, why)
}

// failed is why a history does not replay, as a refusal.
func (r *replayCheck) failed(err error) error {
	if Refused(err) != nil {
		return err
	}
	return refuse("does_not_replay", Say{
		EN: "%s stays with version %d: its history does not fit version %d (%s).",
		ID: "%s tetap di versi %d: riwayatnya tidak cocok dengan versi %d (%s).",
	}, r.c.ID, r.c.Version, r.version, err.Error())
}

// spaced is a verb and its object.
func spaced(verb, what Reason) Reason {
	if what.Empty() {
		return verb
	}
	return because(Say{EN: "%s %s", ID: "%s %s"}, verb, what)
}

// why says what an event has against it; nothing where it fits.
func (r *replayCheck) why(c *Case, e Event) Reason {
	if b, ok := e.Body.(CaseStarted); ok {
		return r.started(b)
	}
	if e.Step == "" {
		return Reason{}
	}
	s := r.to.Step(e.Step)
	if s == nil {
		return because(Say{EN: "there is no such step there", ID: "langkah itu tidak ada di sana"})
	}
	if why := r.another(s, e.Body); !why.Empty() {
		return why
	}
	switch b := e.Body.(type) {
	case TaskReady:
		if several := e.Step != s.ID; several != (s.Each != "") {
			return because(Say{EN: "there it is one task, or several", ID: "di sana tugasnya satu, atau beberapa"})
		}
		return r.opened(c, s, b)
	case ChoiceMade:
		return r.chose(c, s, b)
	case AutoDone:
		if s.Kind != Auto {
			return kindWhy()
		}
		return r.arrived(c, s)
	case TaskSkipped:
		return r.skipped(c, s, b)
	case FieldSet:
		return r.value(s, b.Field, b.Value, c)
	case TaskCompleted:
		return r.completed(c, s, e, b)
	}
	return r.ledOn(c, s, e.Body)
}

// ledOn asks whether work that somebody, or time, sent to another step could
// have gone there.
func (r *replayCheck) ledOn(c *Case, s *Step, body Body) Reason {
	switch b := body.(type) {
	case StepStarted:
		if late, ok := ParseLate(s.Late); !ok || late.Step != b.Step {
			return because(Say{EN: "being overdue begins nothing there", ID: "di sana lewat waktu tidak memulai apa-apa"})
		}
	case WorkSentBack:
		if t := c.Task(b.To); r.to.Step(b.To) == nil || t == nil || t.State.Open() {
			return because(Say{EN: "the step it goes back to was not done there", ID: "langkah tujuannya belum dikerjakan di sana"})
		}
	}
	return Reason{}
}

// another says where a step of the version would be done by what is another
// step: no step is two of the version the case follows, and one that is never
// skipped counts as done only by itself, not because the owner says so.
func (r *replayCheck) another(s *Step, b Body) Reason {
	var all []string
	for _, own := range r.from.Process.Steps {
		if own.ID == s.ID || r.names[own.ID] == s.ID {
			all = append(all, own.ID)
		}
	}
	switch {
	case len(all) > 1:
		return because(Say{
			EN: "%q and %q are two steps of version %d, and would be one there",
			ID: "%q dan %q adalah dua langkah di versi %d, dan akan menjadi satu di sana",
		}, all[0], all[1], r.c.Version)
	case len(all) == 1 && s.NeverSkip && r.said[all[0]] == s.ID && ends(b):
		return because(Say{
			EN: "%q is never skipped there, and what was done is %q: only a was: in the process makes them the same",
			ID: "%q tidak pernah dilewati di sana, dan yang dikerjakan adalah %q: hanya was: di proses yang menjadikannya sama",
		}, s.ID, all[0])
	}
	return Reason{}
}

// ends reports whether a step is past with an event.
func ends(b Body) bool {
	switch b := b.(type) {
	case TaskCompleted:
		return !b.Back
	case TaskSkipped, AutoDone, ChoiceMade:
		return true
	}
	return false
}

func kindWhy() Reason {
	return because(Say{EN: "there it is done by somebody else: a person, alur or the world", ID: "di sana pelakunya lain: orang, alur atau pihak luar"})
}

// started asks whether the case has what the version asks for at the start.
func (r *replayCheck) started(b CaseStarted) Reason {
	for _, f := range r.to.Process.Start.Ask {
		v := b.Fields[f.Name]
		if v.Empty() && !f.Optional {
			return because(Say{EN: "at the start %s was not asked for", ID: "di awal %s tidak ditanyakan"}, FieldLabel(f))
		}
		if err := CheckValue(f, v, b.Fields); err != nil {
			return sentence(err)
		}
	}
	return Reason{}
}

// arrived asks whether the step could begin.
func (r *replayCheck) arrived(c *Case, s *Step) Reason {
	if !r.to.ready(c.Lit, s.ID) {
		return because(Say{EN: "other steps come first there", ID: "di sana langkah lain harus lebih dulu"})
	}
	if passed, why := r.passed(c, s); passed {
		return because(Say{EN: "there the step is only done when %s", ID: "di sana langkah itu hanya dikerjakan bila %s"}, why)
	}
	return Reason{}
}

// passed reports whether the condition of a step passes it by, and which.
func (r *replayCheck) passed(c *Case, s *Step) (bool, string) {
	cond := r.to.conds[s.ID]
	if cond == nil {
		return false, ""
	}
	yes, _, err := cond.holds(c.Fields)
	return err == nil && !yes, s.When
}

// chose asks whether the same branch is taken.
func (r *replayCheck) chose(c *Case, s *Step, b ChoiceMade) Reason {
	if s.Kind != Choose {
		return kindWhy()
	}
	if o, _, err := r.to.choice(s, c.Fields); err != nil || o.Name != b.Outcome {
		return because(Say{EN: "there another branch is taken", ID: "di sana cabang lain yang diambil"})
	}
	return r.arrived(c, s)
}

func (r *replayCheck) opened(c *Case, s *Step, b TaskReady) Reason {
	runs := s.Kind == Run && b.Child != ""
	if s.Kind.ByItself() || b.Waits != (s.Kind == Wait || s.Kind == Run) {
		return kindWhy()
	}
	if runs != (b.Child != "") || runs && !strings.HasPrefix(b.Child, s.Text+"-") {
		return kindWhy()
	}
	return r.arrived(c, s)
}

func (r *replayCheck) skipped(c *Case, s *Step, b TaskSkipped) Reason {
	if b.None != "" && b.None != s.Each {
		return because(Say{EN: "there the step is not passed by", ID: "di sana langkah itu tidak dilewati"})
	}
	if b.When == "" {
		if s.NeverSkip && b.None == "" && b.Left == "" {
			return because(Say{EN: "there the step may never be skipped", ID: "di sana langkah itu tidak boleh dilewati"})
		}
		return Reason{}
	}
	if !r.to.ready(c.Lit, s.ID) {
		return because(Say{EN: "other steps come first there", ID: "di sana langkah lain harus lebih dulu"})
	}
	if passed, _ := r.passed(c, s); !passed {
		return because(Say{EN: "there the step is not passed by", ID: "di sana langkah itu tidak dilewati"})
	}
	return Reason{}
}

// value asks whether a recorded value fits its field; one that the version
// does not know is kept, and means nothing there.
func (r *replayCheck) value(s *Step, name string, v Value, c *Case) Reason {
	field, ok := r.to.RecordField(s.ID, name)
	if !ok {
		if field, ok = r.to.Field(name); !ok {
			return Reason{}
		}
	}
	if err := CheckValue(field, v, c.Fields); err != nil {
		return sentence(err)
	}
	return Reason{}
}

func (r *replayCheck) completed(c *Case, s *Step, e Event, b TaskCompleted) Reason {
	o, ok := r.to.Outcome(s.ID, b.Outcome)
	if !ok {
		return because(Say{EN: "there it can't end as %s", ID: "di sana tidak bisa berakhir sebagai %s"}, b.Outcome)
	}
	if r.to.IsBack(s.ID, b.Outcome) != b.Back {
		return because(Say{EN: "there %s leads elsewhere", ID: "di sana %s menuju tempat lain"}, b.Outcome)
	}
	t := c.Task(e.Step)
	if e.By != "" && !r.byTheSame(c, s, e.By) {
		return because(Say{EN: "there the same person has to do it", ID: "di sana harus dikerjakan orang yang sama"})
	}
	waived := t != nil && t.Waived().holds(e.At)
	if by, hands := barred(r.to, c, s.ID); e.By != "" && !waived && (by == e.By || slices.Contains(hands, e.By)) {
		return because(Say{EN: "there somebody else has to do it", ID: "di sana harus dikerjakan orang lain"})
	}
	if t == nil || !o.GoesOn() {
		return Reason{}
	}
	for _, f := range s.Record {
		if !f.Optional && t.Values[f.Name].Empty() {
			return because(Say{EN: "it was done without %s", ID: "dikerjakan tanpa %s"}, FieldLabel(f))
		}
	}
	return Reason{}
}

// byTheSame asks whether same_as lets a person do a step.
func (r *replayCheck) byTheSame(c *Case, s *Step, by string) bool {
	p := r.shop.People[by]
	return p == nil || r.shop.mayBe(p, sameDoer(r.to, c, s.ID), r.to.roleOf(s))
}

// sentence is a refusal inside another one, without its full stop.
func sentence(err error) Reason {
	if refusal := Refused(err); refusal != nil {
		return because(Say{EN: "%s", ID: "%s"}, unstopped{refusal})
	}
	return verbatim(err.Error())
}

type unstopped struct{ *Refusal }

// In is the sentence without its full stop.
func (u unstopped) In(l Lang) string {
	text := u.Refusal.In(l)
	if n := len(text); n > 0 && text[n-1] == '.' {
		return text[:n-1]
	}
	return text
}
