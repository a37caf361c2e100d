package store

import (
	"encoding/json"
	"fmt"

	"alur/model"
)

// passDrafts gives what somebody was typing to who has the task after them: by
// a hand-over, a take-over, or a claim that came back at closing time. A copy
// stays, for when that is undone.
func (st *state) passDrafts(events []model.Event) error {
	for i, e := range events {
		from, to := "", ""
		switch b := e.Body.(type) {
		case model.TaskHandedOver:
			from, to = b.From, b.To
		case model.TaskTakenOver:
			from, to = b.From, e.By
		case model.TaskGivenBack:
			if e.By == "" && i+1 < len(events) && events[i+1].Step == e.Step {
				from, to = st.holder(e), events[i+1].By
			}
		}
		if from == "" || to == "" || from == to {
			continue
		}
		if err := st.passDraft(model.TaskRef{Case: e.Case, Step: e.Step}, from, to); err != nil {
			return err
		}
	}
	return nil
}

// holder is who had the task of an event before it.
func (st *state) holder(e model.Event) string {
	if c := st.Case(e.Case); c != nil {
		if t := c.Task(e.Step); t != nil {
			return t.By
		}
	}
	return ""
}

func (st *state) passDraft(task model.TaskRef, from, to string) error {
	typed, err := readDraft(st.tx, draftKey(from, task))
	if err != nil || len(typed) == 0 {
		return err
	}
	fields, err := readDraft(st.tx, draftKey(to, task))
	if err != nil {
		return err
	}
	if fields == nil {
		fields = map[string]string{}
	}
	for name, text := range typed {
		fields[name] = text
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	return st.tx.Put(draftKey(to, task), raw)
}
