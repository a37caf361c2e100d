package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"alur/model"
)

// rows are the rows of the derived tables that belong to one case, by key. Where
// it stands as it was archived, its own row is the one that is kept of it then.
// They are a function of the case, its flow and the opening hours of the shop
// as they are now, so that keeping them and building them anew give the same.
type rows map[string][]byte

// rowsOf builds the rows of a case; nil has none.
func (st *state) rowsOf(c *model.Case, f *model.Flow) (rows, error) {
	r := rows{}
	if c == nil {
		return r, nil
	}
	if err := r.json(caseKey(c.ID), c); err != nil {
		return nil, err
	}
	if kept := st.get(keptKey(c.ID)); kept != nil && bytes.Equal(kept, r[string(caseKey(c.ID))]) {
		delete(r, string(caseKey(c.ID))) // It stands there already.
	}
	if c.Key != "" && !c.Undone {
		r[string(keyedKey(c.Process, c.Key))] = []byte(c.ID)
	}
	if err := r.json(lineKey(c), lineOf(c, f)); err != nil {
		return nil, err
	}
	if log := c.Log(f); log != nil {
		r[string(logKey(c.ID))] = encodeCaseLog(log)
	}
	if c.State == model.Running {
		for _, t := range model.OpenRows(f, c) {
			if err := r.json(openKey(t.Role, t.TaskRef), t); err != nil {
				return nil, err
			}
			if timer, ok := t.Timer(f, st.calendarOf(f, t.Division)); ok {
				r[string(timerKey(timer))] = []byte(timer.String())
			}
			for _, person := range []string{t.By, t.For} {
				if person != "" {
					r[string(heldKey(person, t.TaskRef))] = append(append([]byte(t.Role), 0), t.State...)
				}
			}
		}
	}
	for _, a := range model.Attempts(f, c) {
		if err := r.json(attemptKey(a), a); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r rows) json(k key, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %q: %w", k, err)
	}
	r[string(k)] = raw
	return nil
}

// replace turns the rows of a case as they are into what they are now.
func (st *state) replace(before, after rows) error {
	for k := range before {
		if _, stays := after[k]; !stays {
			if err := st.tx.Delete([]byte(k)); err != nil {
				return err
			}
			st.forget(k)
		}
	}
	for k, v := range after {
		if old, was := before[k]; was && string(old) == string(v) {
			continue
		}
		if err := st.tx.Put([]byte(k), v); err != nil {
			return err
		}
		st.forget(k)
	}
	return nil
}

// forget drops what was read of a step whose attempts change.
func (st *state) forget(k string) {
	if k[0] == tableAttempts {
		process, rest := splitText([]byte(k[1:]))
		step, _ := splitText(rest)
		delete(st.sojourns, string(keyOf(tableAttempts).text(process).text(step)))
	}
}
