package model

// takeOver takes a task away from who has it, or whom it was handed to. Role,
// division and four eyes hold as for taking it.
func takeOver(w *casework, p *Person, t *Task, a TakeOver) error {
	if err := w.mayDo(p, t); err != nil {
		return err
	}
	ref := TaskRef{Case: w.c.ID, Step: t.Step}.String()
	from := t.By
	if from == "" {
		from = t.For
	}
	switch from {
	case p.ID:
		return refuse("yours", Say{
			EN: "You have %s already.",
			ID: "%s sudah ada pada Anda.",
		}, ref)
	case "":
		return refuse("not_taken", Say{
			EN: "Nobody has %s. Just take it.",
			ID: "Tidak ada yang memegang %s. Ambil saja.",
		}, ref)
	}
	reason, err := needReason(a.Reason, Say{
		EN: "why you take it over, so that %s knows",
		ID: "mengapa Anda mengambil alih, agar %s tahu",
	}, w.v.Shop().Name(from))
	if err != nil {
		return err
	}
	return w.emit(t.Step, TaskTakenOver{From: from, Reason: reason})
}
