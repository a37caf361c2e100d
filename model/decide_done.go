package model

import (
	"strings"
)

// complete finishes a task. Nothing goes to next without every tick and field
// its step demands, whoever asks.
func complete(w *casework, p *Person, t *Task, a Complete) error {
	if w.flow.Step(t.Step).Kind == Run {
		return w.runsByItself(t)
	}
	if err := w.mine(p, t); err != nil {
		return err
	}
	for _, key := range a.Ticks {
		if err := tick(w, p, t, key, true); err != nil {
			return err
		}
	}
	for _, name := range a.Values.names() {
		if err := setField(w, p, t, name, a.Values[name]); err != nil {
			return err
		}
	}
	o := w.flow.Usual(t.Step)
	if a.Outcome == "" && w.flow.Step(t.Step).Kind == Choose {
		return w.whichWay(t)
	}
	if a.Outcome != "" {
		chosen, ok := w.flow.OutcomeNamed(t.Step, a.Outcome)
		if !ok {
			return w.unknownOutcome(t, a.Outcome)
		}
		o = chosen
	}
	reason, err := w.demand(t, o, a.Reason)
	if err != nil {
		return err
	}
	s := w.flow.Step(t.Step)
	if err := w.setWhatCanBe(s); err != nil {
		return err
	}
	done := TaskCompleted{Outcome: o.Name, Reason: reason, Back: w.flow.IsBack(t.Step, o.Name)}
	if err := w.emit(t.Step, done); err != nil {
		return err
	}
	if s.Kind == Auto {
		if err := w.outward(s, t.Round); err != nil {
			return err
		}
	}
	return w.settle()
}

// whichWay asks which branch a choice takes that alur could not make: the first
// one would be a guess, and might lead round a check.
func (w *casework) whichWay(t *Task) error {
	return refuse("which_way", Say{
		EN: "alur could not choose at %q, so say which way it goes: %s.",
		ID: "alur tidak bisa memilih di %q, jadi sebutkan jalannya: %s.",
	}, w.flow.Step(t.Step).Text, w.outcomeNames(t))
}

func (w *casework) outcomeNames(t *Task) string {
	var names []string
	for _, o := range w.flow.Outcomes(t.Step) {
		names = append(names, o.Name)
	}
	return strings.Join(names, ", ")
}

func (w *casework) unknownOutcome(t *Task, name string) error {
	return refuse("unknown_outcome", Say{
		EN: "%q can't end as %q. It ends as: %s.",
		ID: "%q tidak bisa berakhir sebagai %q. Pilihannya: %s.",
	}, w.flow.Step(t.Step).Text, name, w.outcomeNames(t))
}

// demand checks what an outcome asks for: those that go on demand every tick
// and field, any other demands its reason.
func (w *casework) demand(t *Task, o Outcome, reason string) (string, error) {
	reason = tidyReason(reason)
	if o.GoesOn() {
		if missing := Missing(w.flow, w.c, t); len(missing) > 0 {
			return "", refuse("still_to_do", Say{
				EN: "Still to do in %q: %s.",
				ID: "Yang belum di %q: %s.",
			}, w.flow.Step(t.Step).Text, MissingSay(missing))
		}
		return reason, nil
	}
	if len(o.Reasons) == 0 {
		return needReason(reason, Say{
			EN: "why, so that the next one knows",
			ID: "alasannya, agar orang berikutnya tahu",
		})
	}
	for _, offered := range o.Reasons {
		if strings.EqualFold(offered, reason) {
			return offered, nil
		}
	}
	return "", refuse("reason", Say{
		EN: "Please give one of these reasons: %s.",
		ID: "Mohon beri salah satu alasan ini: %s.",
	}, strings.Join(o.Reasons, ", "))
}

// Lack is one thing a task still demands before it can go on.
type Lack struct {
	// Item is a line to tick, Field a value to record; one of them is set.
	Item  *Item
	Field *Field
}

// Missing lists what a task still demands before an outcome that goes on:
// its ticks in order, then its fields.
func Missing(f *Flow, c *Case, t *Task) []Lack {
	var missing []Lack
	for _, item := range f.Items(t.Step, c.Fields) {
		if _, ok := t.Ticks[item.Key]; !ok && !item.Optional {
			missing = append(missing, Lack{Item: &item})
		}
	}
	for _, field := range f.Step(t.Step).Record {
		if !field.Optional && t.Values[field.Name].Empty() {
			missing = append(missing, Lack{Field: &field})
		}
	}
	return missing
}

// MissingSay names what is missing as a part of a sentence: "2 ticks (No
// damage, Right article), weight".
func MissingSay(missing []Lack) Sayable { return lacks(missing) }

type lacks []Lack

// In is the list in a language.
func (l lacks) In(lang Lang) string {
	var ticks, parts []string
	for _, m := range l {
		if m.Item != nil {
			ticks = append(ticks, m.Item.Text)
		}
	}
	if n := len(ticks); n > 0 {
		say := Say{EN: "%d ticks (%s)", ID: "%d centang (%s)"}
		if n == 1 {
			say.EN = "%d tick (%s)"
		}
		shown := ticks
		if n > 3 {
			shown = append(append([]string{}, ticks[:2]...), "…")
		}
		parts = append(parts, say.In(lang, n, strings.Join(shown, ", ")))
	}
	for _, m := range l {
		if m.Field != nil {
			parts = append(parts, FieldLabel(*m.Field).In(lang))
		}
	}
	return strings.Join(parts, ", ")
}

// sendBack gives work back to a step done before. An outcome of the step that
// leads there is taken; without one it needs the right of the owner role.
func sendBack(w *casework, p *Person, t *Task, a SendBack) error {
	a.To = BaseStep(a.To)
	for _, o := range w.flow.Outcomes(t.Step) {
		if len(o.To) == 1 && o.To[0] == a.To && w.flow.IsBack(t.Step, o.Name) {
			return complete(w, p, t, Complete{Task: a.Task, Outcome: o.Name, Reason: a.Reason})
		}
	}
	if !p.MaySkip(w.flow) {
		return refuse("owner_role_only", Say{
			EN: "Only %s may send this step back to %q. Use F8 and ask for help.",
			ID: "Hanya %s yang boleh mengembalikan langkah ini ke %q. Tekan F8 dan minta bantuan.",
		}, w.ownerRole(), a.To)
	}
	reason, err := needReason(a.Reason, Say{EN: "why it goes back", ID: "mengapa dikembalikan"})
	if err != nil {
		return err
	}
	if above := w.flow.Index(a.To); above >= w.flow.Index(t.Step) {
		return refuse("not_above", Say{
			EN: "Work goes back only to a step that comes before %q, and %q does not.",
			ID: "Pekerjaan hanya bisa kembali ke langkah sebelum %q, dan %q bukan.",
		}, w.flow.Step(t.Step).Text, a.To)
	}
	if !w.c.wasDone(a.To) {
		return refuse("not_done_before", Say{
			EN: "%q was not done in %s, so work can't go back to it.",
			ID: "%q belum dikerjakan di %s, jadi pekerjaan tidak bisa kembali ke sana.",
		}, a.To, w.c.ID)
	}
	if err := w.emit(t.Step, WorkSentBack{To: a.To, Reason: reason}); err != nil {
		return err
	}
	if err := w.withdrawBelow(a.To); err != nil {
		return err
	}
	return w.settle()
}

// wasDone reports whether some round of a step is past, and none is open. A
// round that was withdrawn meanwhile takes nothing from those before it.
func (c *Case) wasDone(step string) bool {
	past := false
	for _, t := range c.Tasks {
		if BaseStep(t.Step) != step {
			continue
		}
		if t.State.Open() {
			return false
		}
		past = past || t.State != Withdrawn
	}
	return past
}

func (w *casework) ownerRole() string {
	if role := w.flow.Process.Owner; role != "" {
		return role
	}
	return ownerName(w.v.Shop())
}

// skip passes a step by, with the right of the owner role.
func skip(w *casework, p *Person, t *Task, a Skip) error {
	s := w.flow.Step(t.Step)
	if !p.MaySkip(w.flow) {
		return refuse("owner_role_only", Say{
			EN: "Only %s may skip a step.",
			ID: "Hanya %s yang boleh melewati langkah.",
		}, w.ownerRole())
	}
	left := ""
	if w.v.Shop().LeftBehind(w.row(t)) {
		left = t.Whose
	}
	if s.NeverSkip && left == "" {
		return refuse("never_skip", Say{
			EN: "%q is never skipped: the process says so.",
			ID: "%q tidak pernah dilewati: begitu aturan prosesnya.",
		}, s.Text)
	}
	if check := w.uncheckedIn(t.Child); check != "" {
		return refuse("never_skip", Say{
			EN: "%q is being done as %s, where %q is never skipped: finish it, or cancel it there.",
			ID: "%q sedang dikerjakan sebagai %s, dan di sana %q tidak pernah dilewati: selesaikan, atau batalkan di sana.",
		}, t.ChildName, t.Child, check)
	}
	way, err := w.wayPast(s)
	if err != nil {
		return err
	}
	reason, err := needReason(a.Reason, Say{EN: "why the step is skipped", ID: "mengapa langkah ini dilewati"})
	if err != nil {
		return err
	}
	if err := w.emit(t.Step, TaskSkipped{Round: t.Round, Reason: reason, Outcome: way, Left: left}); err != nil {
		return err
	}
	return w.settle()
}

// wayPast is the outcome by which a step is passed by where none of its
// outcomes goes to next, and empty where one does: a choice has its else. Any
// other way would be a guess, and might lead round a check.
func (w *casework) wayPast(s *Step) (string, error) {
	usual := w.flow.Usual(s.ID)
	if usual.GoesOn() {
		return "", nil
	}
	if s.Kind == Choose {
		for _, o := range s.Outcomes {
			if o.When == "" {
				return o.Name, nil
			}
		}
		return "", nil
	}
	return "", refuse("no_way_past", Say{
		EN: "%q can't be skipped: no outcome of it goes to next. Do it, and say how it ended.",
		ID: "%q tidak bisa dilewati: tidak ada hasilnya yang menuju next. Kerjakan, lalu sebutkan hasilnya.",
	}, s.Text)
}
