package model

import "time"

// decideUndo takes back the person's own last act, while nobody has built on
// it in any case it touched.
func decideUndo(v View, cmd Command, now time.Time) (Decision, error) {
	p, err := actor(v, cmd)
	if err != nil {
		return Decision{}, err
	}
	acts := v.LastActs(p.ID)
	if len(acts) == 0 {
		return Decision{}, refuse("nothing_to_undo", Say{
			EN: "There is nothing of yours to undo.",
			ID: "Tidak ada tindakan Anda yang bisa diurungkan.",
		})
	}
	last := acts[len(acts)-1]
	if last.Lasting() {
		what, how := lastingWords(last)
		return Decision{}, refuse("lasting_act", Say{
			EN: "Your last act can't be undone: %s. %s",
			ID: "Tindakan terakhir Anda tidak bisa diurungkan: %s. %s",
		}, what, how)
	}
	var events []Event
	for _, id := range last.Cases {
		c := v.Case(id)
		if c != nil && c.Moved != "" && c.LastOp == c.Moved {
			return Decision{}, refuse("migrated", Say{
				EN: "It can't be undone any more: since then %s was moved to version %d of its process.",
				ID: "Sudah tidak bisa diurungkan: sejak itu %s dipindahkan ke versi %d prosesnya.",
			}, id, c.Version)
		}
		if c == nil || c.LastOp != last.Op {
			return Decision{}, refuse("built_on", Say{
				EN: "It can't be undone any more: somebody has gone on with %s.",
				ID: "Sudah tidak bisa diurungkan: %s sudah dilanjutkan.",
			}, id)
		}
		history := v.History(id)
		if !happened(history, last.Op) {
			return Decision{}, inArchive(id)
		}
		if messageOut(history, last.Op) {
			return Decision{}, refuse("message_out", Say{
				EN: "It can't be undone: alur has sent a message of %s because of it.",
				ID: "Tidak bisa diurungkan: karena itu alur sudah mengirim pesan dari %s.",
			}, id)
		}
		start := last.What == (CaseStarted{}).eventName()
		if err := tornApart(v, c, last, start); err != nil {
			return Decision{}, err
		}
		if start {
			w, err := newCasework(v, cmd, now, c)
			if err != nil {
				return Decision{}, err
			}
			if err := w.emit("", CaseCancelled{Reason: "undo", Undo: true}); err != nil {
				return Decision{}, err
			}
			events = append(events, w.all.events...)
			continue
		}
		e := Event{At: now, Op: cmd.Op, By: cmd.By, Station: cmd.Station, Case: id}
		e.Body = Undone{Undoes: last.Op, What: last.What}
		if last.Task.Case == id {
			e.Step = last.Task.Step
		}
		events = append(events, e)
	}
	return Decision{Events: events, Case: last.Task.Case}, nil
}

// messageOut reports whether an act led to a message: what is under way to
// somebody outside can't be called back.
func messageOut(history []Event, op string) bool {
	for _, e := range history {
		if _, queued := e.Body.(MessageQueued); queued && e.Op == op {
			return true
		}
	}
	return false
}

// undoDepth is how many own acts a person can take back, one by one.
const undoDepth = 20

// Lasting is true for an act that undo can't take back. It stands in the list
// all the same: with it on top, undo takes nothing older back by mistake.
func (a ActRef) Lasting() bool { return len(a.Cases) == 0 }

// Acts reports whether an event is of something that a person did: not by alur
// itself, and not their coming and going.
func Acts(e Event) bool {
	switch e.Body.(type) {
	case SignedIn, SignedOut, SignInFailed:
		return false
	}
	return e.By != ""
}

// FoldActs folds one event into the list of what its person did last. It is
// called for every event that Acts reports and whose By is the person, in
// order.
func FoldActs(acts []ActRef, e Event) []ActRef {
	n := len(acts)
	going := n > 0 && acts[n-1].Op == e.Op
	switch b := e.Body.(type) {
	case Undone:
		return withoutOp(acts, b.Undoes)
	case CaseCancelled:
		if b.Undo {
			return withoutCase(acts, e.Case)
		}
		return lastingAct(e)
	case CaseMigrated, MessageRetried, MessageDropped:
		return lastingAct(e)
	case PersonAdded:
		if going { // The owner of a shop that is being made.
			return acts
		}
	}
	if e.Case == "" {
		return lastingAct(e)
	}
	ref := TaskRef{Case: e.Case, Step: e.Step}
	if going {
		last := acts[n-1]
		if last.Lasting() {
			return acts
		}
		last.Cases = withCase(last.Cases, e.Case)
		last.What, last.Task = e.Name(), ref
		return append(append([]ActRef{}, acts[:n-1]...), last)
	}
	acts = append(append([]ActRef{}, acts...), ActRef{Op: e.Op, Cases: []string{e.Case}, What: e.Name(), Task: ref})
	if len(acts) > undoDepth {
		acts = acts[len(acts)-undoDepth:]
	}
	return acts
}

// lastingAct is the list after an act that can't be taken back: what was done
// before it is out of reach.
func lastingAct(e Event) []ActRef {
	return []ActRef{{Op: e.Op, What: e.Name(), Task: TaskRef{Case: e.Case}}}
}

func withCase(cases []string, id string) []string {
	for _, c := range cases {
		if c == id {
			return cases
		}
	}
	return append(append([]string{}, cases...), id)
}

func withoutOp(acts []ActRef, op string) []ActRef {
	var left []ActRef
	for _, a := range acts {
		if a.Op != op {
			left = append(left, a)
		}
	}
	return left
}

func withoutCase(acts []ActRef, id string) []ActRef {
	var left []ActRef
	for _, a := range acts {
		if len(a.Cases) != 1 || a.Cases[0] != id {
			left = append(left, a)
		}
	}
	return left
}
