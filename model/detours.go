package model

// Detours counts what happened to a task beside its straight way from ready
// to done. Where they pile up, the step is hard to do as it is written down.
type Detours struct {
	// GivenBack counts claims that their person gave back; those that came
	// back at closing time are nobody's doubt.
	GivenBack int `json:"givenBack,omitempty"`
	// Handed counts hand-overs and take-overs.
	Handed int `json:"handed,omitempty"`
	// Unclear counts reports that the step is not clear.
	Unclear int `json:"unclear,omitempty"`
}

// detour counts an event of an open task, where it is one.
func (t *Task) detour(e Event) {
	switch e.Body.(type) {
	case TaskGivenBack:
		if e.By != "" {
			t.Detours.GivenBack++
		}
	case TaskHandedOver, TaskTakenOver:
		t.Detours.Handed++
	case TaskUnclear:
		t.Detours.Unclear++
	}
}

// unclear keeps on record what of a step is not clear to who is to do it. The
// task stays as it is.
func unclear(w *casework, _ *Person, t *Task, a ReportUnclear) error {
	text, err := needReason(a.Text, Say{EN: "what is not clear", ID: "apa yang belum jelas"})
	if err != nil {
		return err
	}
	return w.emit(t.Step, TaskUnclear{Text: text})
}
