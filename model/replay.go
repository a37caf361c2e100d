package model

import "fmt"

// Replay folds the whole history of a case. Events of an operation that was
// undone later count as if they had not been, so the newest act is again the
// one before it, and can be undone in its turn.
//
// A case that was moved to another version is folded on that version from its
// beginning (see VersionOf): what came before the move counts as if it had
// happened there.
func Replay(f *Flow, events []Event) (*Case, error) { return replay(f, events, nil) }

// replay folds a history; check, where it is not nil, sees each event that
// counts before it is folded.
func replay(f *Flow, events []Event, check func(*Case, Event) error) (*Case, error) {
	last := lastMove(events)
	events = renamedSteps(events)
	undone := map[string]bool{}
	for _, e := range events {
		if u, ok := e.Body.(Undone); ok {
			undone[u.Undoes] = true
		}
	}
	var c *Case
	for i, e := range events {
		if _, ok := e.Body.(Undone); ok {
			if c == nil {
				return nil, fmt.Errorf("event %d: undo before the case began", e.Seq)
			}
			c.seen(e)
			continue
		}
		if undone[e.Op] {
			continue
		}
		if check != nil {
			if err := check(c, e); err != nil {
				return nil, err
			}
		}
		if b, ok := e.Body.(TaskTicked); ok && i < last && c != nil {
			here, there := tickHere(f, c, e, b)
			if !there {
				if t := c.Task(e.Step); t != nil {
					t.hand(e.By)
				}
				c.seen(e)
				c.LastOp = e.Op
				continue
			}
			e.Body = here
		}
		next, err := Apply(f, c, e)
		if err != nil {
			return nil, err
		}
		c = next
	}
	return c, nil
}

func startedCase(f *Flow, e Event, b CaseStarted) *Case {
	c := &Case{
		ID: e.Case, Process: b.Process, Version: b.Version, Number: b.Number,
		Title: b.Title, Key: b.Key, Division: b.Division, Parent: b.Parent, State: Running,
		StartedBy: e.By, Started: e.At, Promise: b.Promise, FirstPromise: b.Promise,
		Start: b.Fields, Fields: Values{}, Lit: []Arrow{f.Start()},
	}
	for name, v := range b.Fields {
		c.Fields[name] = v
	}
	return c
}
