package model

// FlowThen finds the flow that a case followed when one of its events
// happened: a moved case is folded on its newest version, but what was done
// before the move was done by the texts of the version it had then. history
// is that of the case, now the flow that it follows now, and version finds the
// flow of another one; where it finds none, now stands for it.
func FlowThen(history []Event, now *Flow, version func(int) *Flow) func(Event) *Flow {
	type span struct {
		until uint64
		flow  *Flow
	}
	var spans []span
	for _, e := range history {
		if m, moved := e.Body.(CaseMigrated); moved {
			spans = append(spans, span{e.Seq, version(m.From)})
		}
	}
	return func(e Event) *Flow {
		for _, s := range spans {
			if e.Seq < s.until && s.flow != nil {
				return s.flow
			}
		}
		return now
	}
}
