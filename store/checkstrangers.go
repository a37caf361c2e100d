package store

import (
	"bytes"
	"context"
	"encoding/json"

	"alur/model"
	"alur/store/kv"
)

// strangers looks for rows that nothing in the record accounts for.
func (c *checker) strangers(ctx context.Context, progress func(done, total uint64)) error {
	all := Schema()
	for i, t := range all {
		progress(uint64(i), uint64(len(all))) //nolint:gosec // Few.
		if !t.Derived {
			continue
		}
		prefix := keyOf(t.Prefix)
		err := c.store.inPieces(ctx, prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
			if c.expects(k) {
				return nil
			}
			return c.stranger(ctx, t, k)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// stranger looks again at a row that was not expected: work may have gone on.
func (c *checker) stranger(ctx context.Context, t Table, k []byte) error {
	return c.store.view(ctx, func(st *state) error {
		now, err := st.tx.Get(k)
		if err != nil || now == nil {
			return err
		}
		end, err := readEnd(st.tx)
		if err != nil {
			return err
		}
		if end.Seq > c.report.Head.Seq && c.young(st, t, k, now) {
			return nil
		}
		return notAsRecorded(model.Say{
			EN: "a row in " + t.Name + " that nothing accounts for",
			ID: "satu baris di " + t.Name + " tanpa asal-usul",
		})
	})
}

// young reports whether a row belongs to what happened after the check began.
func (c *checker) young(st *state, t Table, k, v []byte) bool {
	id := ""
	switch t.Prefix {
	case tableCases:
		id = string(k[1:])
	case tableKeys:
		id = string(v)
	case tableLines:
		id = lineCase(k)
	case tableOpen, tableHeld:
		_, rest := splitText(k[1:])
		id, _ = splitText(rest)
	case tableAttempts:
		var a model.Attempt
		if json.Unmarshal(v, &a) == nil {
			id = a.Case
		}
	case tableByCase, tableByPerson:
		return seqOf(k) > c.report.Head.Seq
	default:
		return true
	}
	want, err := st.rebuilt(id)
	return err == nil && bytes.Equal(want[string(k)], v)
}
