package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"alur/model"
	"alur/store/kv"
)

// cases replays every case and compares its rows.
func (c *checker) cases(ctx context.Context, progress func(done, total uint64)) error {
	for ids := range slices.Chunk(slices.Collect(maps.Keys(c.archived)), casesAtOnce) {
		c.report.Cases += len(ids)
		err := c.store.view(ctx, func(st *state) error { return c.checkCases(st, ids) })
		if err != nil {
			return err
		}
	}
	// Every case that has an event has to be there, and no other.
	n := uint64(0)
	for from := []byte(keyOf(tableByCase)); from != nil; {
		var next []byte
		rows, cases := uint64(0), 0
		err := c.store.view(ctx, func(st *state) (err error) {
			var ids []string
			ids, rows, next, err = c.someCases(st, from)
			cases = len(ids)
			return errors.Join(err, c.checkCases(st, ids))
		})
		if err != nil {
			return err
		}
		n, from = n+rows, next
		c.report.Cases += cases
		progress(min(n, c.report.Events), c.report.Events)
	}
	return nil
}

// eventsAtOnce is after how many events of cases a transaction ends.
const eventsAtOnce = 500

// someCases are a few cases from a row of the events of cases on, how many such
// rows they have, and where the next case begins. Their events are read at once.
func (c *checker) someCases(st *state, from []byte) (ids []string, n uint64, next []byte, err error) {
	var keys [][]byte
	last := ""
	err = st.tx.Scan(from, kv.PrefixEnd(keyOf(tableByCase)), func(k, _ []byte) error {
		id, _ := splitText(k[1:])
		if id != last {
			if len(keys) >= eventsAtOnce || len(ids) == casesAtOnce {
				next = bytes.Clone(k)
				return kv.Stop
			}
			last = id
			if !c.archived[id] {
				ids, keys = append(ids, id), append(keys, keptKey(id))
			}
		}
		n++
		if !c.archived[id] {
			keys = append(keys, eventKey(seqOf(k)))
		}
		return nil
	})
	st.gather(keys)
	return ids, n, next, errors.Join(err, st.err)
}

// checkCases compares the rows of some cases with what their events say.
func (c *checker) checkCases(st *state, ids []string) error {
	var keys [][]byte
	all := make([]rows, 0, len(ids))
	for _, id := range ids {
		want, err := st.rebuilt(id)
		if err != nil {
			return err
		}
		for k := range want {
			keys = append(keys, []byte(k))
		}
		all = append(all, want)
	}
	st.gather(keys)
	if st.err != nil {
		return st.err
	}
	for i, want := range all {
		for k, v := range want {
			c.saw([]byte(k))
			if k[0] == tableOpen {
				c.report.Open++
			}
			got, err := st.tx.Get([]byte(k))
			if err != nil {
				return err
			}
			if !bytes.Equal(got, v) {
				return notAsRecorded(rowSay(ids[i], k[0]))
			}
		}
	}
	return nil
}

// rebuilt are the rows of a case, from its events alone.
func (st *state) rebuilt(id string) (rows, error) {
	events := st.History(id)
	if c, f, err := st.archived(id); c != nil || err != nil {
		again, err := replayOn(f, c, events, err)
		if err != nil {
			return nil, cannotReplay(id, events, err)
		}
		return st.rowsOf(again, f)
	}
	if st.err != nil || len(events) == 0 {
		return rows{}, st.err
	}
	process, version := model.VersionOf(events)
	if process == "" {
		return nil, &Fault{Seq: events[0].Seq, Why: model.Say{
			EN: "Case %s does not begin with its start.", ID: "Kasus %s tidak diawali permulaannya.",
		}, Args: []any{id}}
	}
	f := st.Flow(process, version)
	if f == nil {
		return nil, errors.Join(st.err, notAsRecorded(model.Say{
			EN: fmt.Sprintf("version %d of %s is missing", version, process),
			ID: fmt.Sprintf("versi %d dari %s hilang", version, process),
		}))
	}
	again, err := model.Replay(f, events)
	if err != nil {
		return nil, cannotReplay(id, events, err)
	}
	return st.rowsOf(again, f)
}

func cannotReplay(id string, events []model.Event, err error) *Fault {
	f := &Fault{Why: model.Say{
		EN: "Case %s can't be replayed: %v", ID: "Kasus %s tidak bisa diputar ulang: %v",
	}, Args: []any{id, err}}
	if len(events) > 0 {
		f.Seq = events[0].Seq
	}
	return f
}

func rowSay(id string, table byte) model.Say {
	name := tableSay(table)
	return model.Say{EN: fmt.Sprintf("case %s (%s)", id, name.EN), ID: fmt.Sprintf("kasus %s (%s)", id, name.ID)}
}

// tableSay is the name of a table.
func tableSay(prefix byte) model.Say {
	for _, t := range Schema() {
		if t.Prefix == prefix {
			return model.Say{EN: t.Name, ID: t.Name}
		}
	}
	return model.Say{EN: "?", ID: "?"}
}
