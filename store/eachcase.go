package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"alur/model"
	"alur/store/kv"
)

// EachCase calls f for every case as the record has it, the oldest first, with
// the version it runs by. The cases are read in short transactions and made ahead
// of f, so that one may be a moment older than the call. An error of f ends it and
// is returned as it is.
func (s *Store) EachCase(ctx context.Context, f func(*model.Case, *model.Flow) error) error {
	flows := map[string]*model.Flow{}
	return eachCase(ctx, s, decodeCase, func(c *model.Case) error {
		name := model.CaseID(c.Process, c.Version)
		flow, known := flows[name]
		if !known {
			var err error
			if flow, err = s.Flow(ctx, c.Process, c.Version); err != nil {
				return err
			}
			flows[name] = flow
		}
		return f(c, flow)
	})
}

// VersionInUse is a version of a process by which a case runs or ran.
type VersionInUse struct {
	Process string
	Version int
	Flow    *model.Flow
}

// VersionsInUse are the versions of all cases, in the order in which the first
// case of each began; went is called for every case.
func (s *Store) VersionsInUse(ctx context.Context, went func()) (used []VersionInUse, err error) {
	type version struct {
		Process string `json:"process"`
		Version int    `json:"version"`
	}
	met := map[version]bool{}
	err = eachCase(ctx, s, func(raw []byte) (v version, err error) {
		err = readHead(raw, map[string]any{"process": &v.Process, "version": &v.Version})
		return v, err
	}, func(v version) error {
		went()
		if met[v] {
			return nil
		}
		met[v] = true
		flow, err := s.Flow(ctx, v.Process, v.Version)
		if flow != nil {
			used = append(used, VersionInUse{Process: v.Process, Version: v.Version, Flow: flow})
		}
		return err
	})
	return used, err
}

// readHead reads some fields of a JSON object, and no further than the last of
// them.
func readHead(raw []byte, into map[string]any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return fmt.Errorf("no object but %v", t)
	}
	for found := 0; found < len(into); {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if name == json.Delim('}') {
			return nil
		}
		field, wanted := into[fmt.Sprint(name)]
		if !wanted {
			field = &json.RawMessage{}
		} else {
			found++
		}
		if err := d.Decode(field); err != nil {
			return err
		}
	}
	return nil
}

// How much of the cases one transaction reads, so that whoever works on the same
// disk waits no longer than for an act: so many, and not many more bytes; so many
// at once where servers are asked.
const (
	casesAhead    = 256
	caseBytes     = 1 << 20
	casesGathered = 32
)

// eachCase calls f for every case, the oldest first, with what read made of it as
// it is kept; ahead of f, by all processors. It returns ErrNotFound for a case of
// which only the line is there, and kv.ErrDamaged for one that can't be read.
func eachCase[T any](ctx context.Context, s *Store, read func(raw []byte) (T, error), f func(T) error) error {
	type made struct {
		it  T
		err error
	}
	at := []byte(keyOf(tableLines))
	return inTurn(ctx, func(ctx context.Context) (piece []made, more bool, err error) {
		rows, more, err := s.casesFrom(ctx, at)
		if err != nil || len(rows) == 0 {
			return nil, false, err
		}
		piece = make([]made, len(rows))
		onAll(len(rows), func(i int) {
			id, m := lineCase(rows[i].k), &piece[i]
			if rows[i].v == nil {
				m.err = fmt.Errorf("case %s: %w", id, ErrNotFound)
			} else if m.it, m.err = read(rows[i].v); m.err != nil {
				m.err = fmt.Errorf("%w: case %s: %w", kv.ErrDamaged, id, m.err)
			}
		})
		at = append(bytes.Clone(rows[len(rows)-1].k), 0)
		return piece, more, nil
	}, func(piece []made) error {
		for _, m := range piece {
			if m.err != nil {
				return m.err
			}
			if err := f(m.it); err != nil {
				return err
			}
		}
		return nil
	})
}

// casesFrom copies the next cases of the list in one short transaction: the keys
// of their lines, and how each is kept; more says that there may be others.
func (s *Store) casesFrom(ctx context.Context, from []byte) (rows []row, more bool, err error) {
	err = s.view(ctx, func(st *state) error {
		rows = make([]row, 0, casesAhead)
		err := st.tx.Scan(from, kv.PrefixEnd(keyOf(tableLines)), func(k, _ []byte) error {
			rows = append(rows, row{k: bytes.Clone(k)})
			if len(rows) == casesAhead {
				return kv.Stop
			}
			return nil
		})
		if err != nil {
			return err
		}
		n, size := 0, 0
		for part := range slices.Chunk(rows, casesGathered) {
			size += st.caseRows(part)
			if n += len(part); st.err != nil || size >= caseBytes {
				break
			}
		}
		more = len(rows) == casesAhead || n < len(rows)
		rows = rows[:n]
		return nil
	})
	return rows, more, err
}

// caseRows reads how the cases of some lines are kept, and tells how many bytes
// that is. After an error it asks for no more.
func (st *state) caseRows(lines []row) (size int) {
	keys := make([][]byte, len(lines))
	for i, l := range lines {
		keys[i] = caseKey(lineCase(l.k))
	}
	st.gather(keys)
	for i := range lines {
		if st.err != nil {
			return size
		}
		lines[i].v = st.caseRow(lineCase(lines[i].k))
		size += len(lines[i].v)
	}
	return size
}
