package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// state is the shop as one transaction sees it: the model.View that commands
// are decided on. A lookup that fails is kept in err, since a View answers
// without errors; whoever uses a state looks there before believing it.
type state struct {
	store *Store
	tx    kv.Tx
	err   error

	shop *model.Shop
	// own is true once shop is a copy of this transaction.
	own bool
	end *end
	// begun is where the record ended before the first event was appended.
	begun uint64
	cases map[string]*model.Case
	// rows are those of the cases as they are kept now, acts what people may
	// undo.
	rows map[string]rows
	acts map[string][]model.ActRef
	// calendars are those of divisions and processes, made once.
	calendars map[string]*model.Calendar
	// sojourns are those of steps, until an attempt of theirs is written.
	sojourns map[string][]time.Duration
	// open and attempts read the rows of open tasks and of finished ones.
	open     rowReader[model.OpenTask]
	attempts rowReader[model.Attempt]
}

func newState(s *Store, tx kv.Tx) *state {
	return &state{
		store: s, tx: tx, cases: map[string]*model.Case{}, rows: map[string]rows{},
		acts: map[string][]model.ActRef{}, sojourns: map[string][]time.Duration{},
	}
}

func (st *state) keep(err error) {
	if st.err == nil && err != nil {
		st.err = err
	}
}

func (st *state) get(k key) []byte {
	raw, err := st.tx.Get(k)
	st.keep(err)
	return raw
}

// Shop implements model.View.
func (st *state) Shop() *model.Shop {
	if st.shop == nil {
		shop, err := st.store.memo.readShop(st.get(shopKey()))
		st.keep(err)
		if shop == nil {
			shop = &model.Shop{}
		}
		st.shop = shop
	}
	return st.shop
}

// Flow implements model.View.
func (st *state) Flow(process string, version int) *model.Flow {
	raw := st.get(flowKey(process, version))
	if raw == nil {
		return nil
	}
	f, err := st.store.memo.readFlow(model.CaseID(process, version), raw)
	st.keep(err)
	return f
}

// Case implements model.View.
func (st *state) Case(id string) *model.Case {
	if c, ok := st.cases[id]; ok {
		return c
	}
	if id == "" {
		return nil
	}
	raw := st.caseRow(id)
	if raw == nil {
		return nil
	}
	c, err := decodeCase(raw)
	if err != nil {
		st.keep(fmt.Errorf("%w: case %s: %w", kv.ErrDamaged, id, err))
		return nil
	}
	st.cases[id] = c
	return c
}

// caseRow is a case as it is kept, nil for none.
func (st *state) caseRow(id string) []byte {
	raw := st.get(caseKey(id))
	if raw == nil && st.err == nil {
		raw = st.get(keptKey(id)) // Archived, and nobody has touched it since.
	}
	return raw
}

func decodeCase(raw []byte) (*model.Case, error) {
	c := &model.Case{}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, err
	}
	if c.Fields == nil {
		c.Fields = model.Values{}
	}
	return c, nil
}

// CaseByKey implements model.View.
func (st *state) CaseByKey(process, caseKey string) string {
	return string(st.get(keyedKey(process, caseKey)))
}

// LastNumber implements model.View.
func (st *state) LastNumber(process string) int {
	raw := st.get(numberKey(process))
	if len(raw) != 8 {
		return 0
	}
	return int(binary.BigEndian.Uint64(raw)) //nolint:gosec // Counted up from 1.
}

// InHand implements model.View.
func (st *state) InHand(person string) []model.TaskRef {
	var refs []model.TaskRef
	st.held(person, func(ref model.TaskRef, _ string, state model.TaskState) {
		if state == model.Taken || state == model.Doing {
			refs = append(refs, ref)
		}
	})
	return refs
}

// Held implements model.View.
func (st *state) Held(person string) []model.TaskRef {
	var refs []model.TaskRef
	st.held(person, func(ref model.TaskRef, _ string, _ model.TaskState) { refs = append(refs, ref) })
	return refs
}

// held calls f for every open task that a person has or was offered alone.
func (st *state) held(person string, f func(ref model.TaskRef, role string, state model.TaskState)) {
	prefix := keyOf(tableHeld).text(person)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		id, step := splitText(k[len(prefix):])
		role, state := splitText(v)
		f(model.TaskRef{Case: id, Step: string(step)}, role, model.TaskState(state))
		return nil
	}))
}

// LastActs implements model.View.
func (st *state) LastActs(person string) []model.ActRef {
	if acts, known := st.acts[person]; known {
		return acts
	}
	raw := st.get(undoKey(person))
	if raw == nil {
		return nil
	}
	var acts []model.ActRef
	if err := json.Unmarshal(raw, &acts); err != nil {
		st.keep(fmt.Errorf("%w: acts of %s: %w", kv.ErrDamaged, person, err))
	}
	st.acts[person] = acts
	return acts
}

// Pinned implements model.View. Only rows that can be pinned are decoded.
func (st *state) Pinned() []model.OpenTask {
	var pinned []model.OpenTask
	prefix := keyOf(tableOpen)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if bytes.Contains(v, []byte(`"pin":`)) {
			pinned = append(pinned, *st.openTask(v))
		}
		return nil
	}))
	return pinned
}

// RunningIn implements model.View. Only rows of cases of a division are
// decoded.
func (st *state) RunningIn(division string) []string {
	running := map[string]bool{}
	prefix := keyOf(tableOpen)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if !bytes.Contains(v, []byte(`"division":`)) {
			return nil
		}
		if t := st.openTask(v); t.Division == division {
			running[t.Case] = true
		}
		return nil
	}))
	return slices.Sorted(maps.Keys(running))
}

// calendarOf is the opening hours by which the cases of a process and a
// division are reckoned.
func (st *state) calendarOf(f *model.Flow, division string) *model.Calendar {
	shop := st.Shop()
	if _, own := shop.DivisionHours[division]; !own && f.Process.Hours == "" {
		return st.calendar()
	}
	name := division + "\x00" + f.Process.Hours
	cal := st.calendars[name]
	if cal == nil {
		var err error
		if cal, err = shop.CalendarOf(f, division); err != nil {
			st.keep(err)
			return st.calendar()
		}
		if st.calendars == nil {
			st.calendars = map[string]*model.Calendar{}
		}
		st.calendars[name] = cal
	}
	return cal
}

// calendar is the shop's opening hours.
func (st *state) calendar() *model.Calendar {
	cal, err := st.store.memo.calendar(st.Shop())
	st.keep(err)
	return cal
}

// gather reads rows that will be asked for, at once where that is less work.
func (st *state) gather(keys [][]byte) {
	if g := st.gatherer(); g != nil && len(keys) > 1 {
		st.keep(g.Gather(keys))
	}
}

// gatherer is nil where a Get asks nobody.
func (st *state) gatherer() kv.Gatherer {
	tx := st.tx
	if s, ok := tx.(*summing); ok {
		tx = s.Tx
	}
	g, _ := tx.(kv.Gatherer)
	return g
}

// History implements model.View.
func (st *state) History(id string) []model.Event {
	var keys [][]byte
	prefix := keyOf(tableByCase).text(id)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		keys = append(keys, eventKey(seqOf(k)))
		return nil
	}))
	st.gather(keys)
	var events []model.Event
	for _, k := range keys {
		if st.err != nil {
			return events
		}
		e, err := readEvent(st.tx, seqOf(k))
		st.keep(err)
		if err == nil {
			events = append(events, e)
		}
	}
	return events
}

// put writes a row unless it is there already, so that a row that did not
// change costs no write.
func (st *state) put(k key, value []byte) error {
	old, err := st.tx.Get(k)
	if err != nil {
		return err
	}
	if old != nil && bytes.Equal(old, value) {
		return nil
	}
	return st.tx.Put(k, value)
}

func (st *state) putJSON(k key, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %q: %w", k, err)
	}
	return st.put(k, raw)
}
