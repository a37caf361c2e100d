package store

import (
	"bytes"
	"encoding/json"
	"errors"
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
	err := st.eachRow(c, f, func(k key, value func() ([]byte, error)) error {
		raw, err := value()
		if err != nil {
			return fmt.Errorf("write %q: %w", k, err)
		}
		r[string(k)] = raw
		return nil
	})
	if c == nil || err != nil {
		return r, err
	}
	if kept := st.get(keptKey(c.ID)); kept != nil && bytes.Equal(kept, r[string(caseKey(c.ID))]) {
		delete(r, string(caseKey(c.ID))) // It stands there already.
	}
	return r, nil
}

// namesOf are the keys that the rows of a case may have, without what they hold:
// building that costs as much as all else of an act.
func (st *state) namesOf(c *model.Case, f *model.Flow) (rows, error) {
	r := rows{}
	err := st.eachRow(c, f, func(k key, _ func() ([]byte, error)) error {
		r[string(k)] = nil
		return nil
	})
	return r, err
}

// eachRow names the rows of a case one after the other, and how each is built.
func (st *state) eachRow(c *model.Case, f *model.Flow, row func(k key, value func() ([]byte, error)) error) error {
	if c == nil {
		return nil
	}
	if err := errors.Join(row(caseKey(c.ID), inJSON(c)), row(lineKey(c), func() ([]byte, error) { return json.Marshal(lineOf(c, f)) })); err != nil {
		return err
	}
	if !c.Undone {
		if err := row(logKey(c.ID), func() ([]byte, error) { return encodeCaseLog(c.Log(f)), nil }); err != nil {
			return err
		}
	}
	if c.Key != "" && !c.Undone {
		if err := row(keyedKey(c.Process, c.Key), as([]byte(c.ID))); err != nil {
			return err
		}
	}
	if c.State == model.Running {
		for _, t := range model.OpenRows(f, c) {
			if err := st.eachRowOfTask(t, f, row); err != nil {
				return err
			}
		}
	}
	for _, a := range model.Attempts(f, c) {
		if err := row(attemptKey(a), inJSON(a)); err != nil {
			return err
		}
	}
	return nil
}

// eachRowOfTask is eachRow for an open task.
func (st *state) eachRowOfTask(t model.OpenTask, f *model.Flow, row func(k key, value func() ([]byte, error)) error) error {
	if err := row(openKey(t.Role, t.TaskRef), inJSON(t)); err != nil {
		return err
	}
	if timer, ok := t.Timer(f, st.calendarOf(f, t.Division)); ok {
		if err := row(timerKey(timer), as([]byte(timer.String()))); err != nil {
			return err
		}
	}
	for _, person := range []string{t.By, t.For} {
		if person == "" {
			continue
		}
		if err := row(heldKey(person, t.TaskRef), as(append(append([]byte(t.Role), 0), t.State...))); err != nil {
			return err
		}
	}
	return nil
}

func inJSON(v any) func() ([]byte, error) {
	return func() ([]byte, error) { return json.Marshal(v) }
}

func as(raw []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return raw, nil }
}

// replace turns the rows of a case as they are into what they now are. Of one
// without a value it is not known what it holds.
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
		old, was := before[k]
		if was && old == nil {
			old = st.get(key(k))
		}
		if was && bytes.Equal(old, v) {
			continue
		}
		if err := st.tx.Put([]byte(k), v); err != nil {
			return err
		}
		st.forget(k)
	}
	return st.err
}

// forget drops what was read of a step whose attempts change.
func (st *state) forget(k string) {
	if k[0] == tableAttempts {
		process, rest := splitText([]byte(k[1:]))
		step, _ := splitText(rest)
		delete(st.sojourns, string(keyOf(tableAttempts).text(process).text(step)))
	}
}
