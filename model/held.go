package model

// HeldCode says what keeps alur from going on by itself. It is part of the
// record for ever.
type HeldCode string

// What keeps alur from going on by itself.
const (
	// HeldEmpty: a condition asks for a field that holds nothing.
	HeldEmpty HeldCode = "empty_field"
	// HeldUnsaid: a condition asks for something that is not there.
	HeldUnsaid HeldCode = "unsaid"
	// HeldZero: a condition divides by a field that is 0.
	HeldZero HeldCode = "divided_by_zero"
	// HeldRange: what a condition reckons is too large to be a number.
	HeldRange HeldCode = "too_large"
	// HeldNoBranch: no branch of a choice is true.
	HeldNoBranch HeldCode = "no_branch"
	// HeldCircle: work would go round in a circle of steps that nobody does.
	HeldCircle HeldCode = "circle"
	// HeldNotInForce: the process that the step runs is not in force.
	HeldNotInForce HeldCode = "not_in_force"
	// HeldRunsItself: the process that the step runs would run itself.
	HeldRunsItself HeldCode = "runs_itself"
	// HeldMissing: the process that the step runs asks for fields that the
	// case has not.
	HeldMissing HeldCode = "missing_field"
	// HeldUnfit: the process that the step runs does not take a value.
	HeldUnfit HeldCode = "unfit_field"
	// HeldUnfitValue: what a step sets is no value of its field.
	HeldUnfitValue HeldCode = "unfit_value"
	// HeldUnchecked: the case that the step ran was cancelled before a step
	// of it that is never skipped.
	HeldUnchecked HeldCode = "cancelled_unchecked"
)

// Held is what keeps alur from going on by itself: a code and its data, said
// when it is read, so that everybody reads it in their own language. It is an
// error, and of the record.
type Held struct {
	Code HeldCode `json:"code"`
	// When is the condition that can't be said, or where Sets is given what
	// that field should be set to.
	When string `json:"when,omitempty"`
	Sets string `json:"sets,omitempty"`
	// Fields are those that are empty, missing or do not fit, Value what the
	// one that does not fit holds.
	Fields []string `json:"fields,omitempty"`
	Value  string   `json:"value,omitempty"`
	// Process is the process that can't begin, by its id, Name by its name.
	Process string `json:"process,omitempty"`
	Name    string `json:"name,omitempty"`
	// Case is the case that was cancelled, Step the text of its step.
	Case string `json:"case,omitempty"`
	Step string `json:"step,omitempty"`
}

// Error is what keeps it, in English.
func (h *Held) Error() string { return h.In(English) }

// In says what keeps it in a language.
func (h *Held) In(l Lang) string { return h.reason().In(l) }

func (h *Held) reason() Reason {
	switch {
	case h.Sets != "":
		return because(Say{EN: "%s can't be set to %s: %s", ID: "%s tidak bisa diisi dengan %s: %s"}, nameLabel(h.Sets), h.When, h.why())
	case h.When == "":
		return h.why()
	}
	return because(Say{EN: "it can't be said whether %s: %s", ID: "tidak bisa dipastikan apakah %s: %s"}, h.When, h.why())
}

func (h *Held) why() Reason {
	process := h.Name
	if process == "" {
		process = h.Process
	}
	var fields listed
	for _, name := range h.Fields {
		fields = append(fields, nameLabel(name))
	}
	switch h.Code {
	case HeldEmpty:
		return because(Say{EN: "%s is empty", ID: "%s kosong"}, fields)
	case HeldUnsaid:
		return because(Say{EN: "it asks for something that is not there", ID: "syarat ini menanyakan sesuatu yang tidak ada"})
	case HeldZero:
		return because(Say{EN: "it divides by 0", ID: "ada pembagian dengan 0"})
	case HeldRange:
		return because(Say{EN: "what it reckons is too large", ID: "hasil hitungannya terlalu besar"})
	case HeldNoBranch:
		return because(Say{EN: "no branch is true", ID: "tidak ada cabang yang terpenuhi"})
	case HeldCircle:
		return because(Say{EN: "with these answers work goes round in a circle", ID: "dengan jawaban ini pekerjaan berputar-putar"})
	case HeldNotInForce:
		return because(Say{EN: "the process %s is not in force", ID: "proses %s tidak berlaku"}, process)
	case HeldRunsItself:
		return because(Say{EN: "%s would run itself without end", ID: "%s akan menjalankan dirinya tanpa akhir"}, process)
	case HeldMissing:
		return because(Say{EN: "%s still needs: %s", ID: "%s masih perlu: %s"}, process, fields)
	case HeldUnfit:
		return because(Say{EN: `%s does not take "%s" as %s`, ID: `%s tidak menerima "%s" sebagai %s`}, process, h.Value, fields)
	case HeldUnfitValue:
		return because(Say{EN: `"%s" does not fit there`, ID: `"%s" tidak cocok di sana`}, h.Value)
	case HeldUnchecked:
		return because(Say{
			EN: `%s was cancelled before "%s", which is never skipped`,
			ID: `%s dibatalkan sebelum "%s", yang tidak pernah dilewati`,
		}, h.Case, h.Step)
	}
	return verbatim(string(h.Code))
}

// waitsFor is what a parked task waits for: what keeps alur from going on, or
// what a person wrote.
func waitsFor(state TaskState, held *Held, parkedFor string) Reason {
	switch {
	case state != Parked:
		return Reason{}
	case held != nil:
		return held.reason()
	}
	return verbatim(parkedFor)
}

// WaitsFor is what a parked task waits for, said in the language of the
// reader where alur parked it, else as a person wrote it; nothing for a task
// that is not parked.
func (t *Task) WaitsFor() Reason { return waitsFor(t.State, t.Held, t.ParkedFor) }

// WaitsFor is what a parked task waits for; see Task.WaitsFor.
func (t OpenTask) WaitsFor() Reason { return waitsFor(t.State, t.Held, t.ParkedFor) }
