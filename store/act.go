package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// do decides a command and writes what follows from it. A refusal changes
// nothing, but for the wrong PIN that stays on record; any other error leaves
// the transaction half written: the caller gives it up.
func (st *state) do(cmd model.Command, now time.Time) (Receipt, error) {
	if done, ok, err := st.done(cmd.Op); ok || err != nil {
		return done, errors.Join(err, doneBefore(cmd, done))
	}
	d, why := model.Decide(st, cmd, now)
	if st.err != nil {
		return Receipt{}, st.err
	}
	if why != nil && (model.Refused(why) == nil || len(d.Events) == 0) {
		return Receipt{}, why
	}
	r := Receipt{Op: cmd.Op, Case: d.Case, Existing: d.Existing, Events: d.Events}
	if err := st.append(d.Events); err != nil {
		return Receipt{}, err
	}
	if n := len(d.Events); n > 0 {
		r.First, r.Last = d.Events[0].Seq, d.Events[n-1].Seq
		if err := st.putJSON(opKey(cmd.Op), opRow{First: r.First, Last: r.Last}); err != nil {
			return Receipt{}, err
		}
	}
	for _, e := range r.Events {
		if err := errors.Join(st.meetEarly(e, now), st.leftNews(e)); err != nil {
			return Receipt{}, err
		}
	}
	by := cmd.By
	if len(r.Events) > 0 && r.Events[0].By != "" {
		by = r.Events[0].By
	}
	if by == "" {
		return r, why // Nobody takes back what alur did by itself.
	}
	acts := st.LastActs(by)
	r.Undoable = len(acts) > 0 && acts[len(acts)-1].Op == cmd.Op && !acts[len(acts)-1].Lasting() && !sends(d.Events)
	return r, why
}

// doneBefore answers a command whose operation was done already: as it was
// answered then, and never to somebody else.
func doneBefore(cmd model.Command, done Receipt) error {
	for _, e := range done.Events {
		if cmd.By != "" && e.By != "" && e.By != cmd.By {
			return &model.Refusal{Code: "op_used", Why: model.Say{
				EN: "This operation was somebody else's. Nothing was done: try again.",
				ID: "Operasi ini milik orang lain. Tidak ada yang dilakukan: coba lagi.",
			}}
		}
		if _, wrong := e.Body.(model.SignInFailed); wrong {
			return &model.Refusal{Code: "wrong_pin", Why: model.Say{EN: "Wrong PIN.", ID: "PIN salah."}}
		}
	}
	return nil
}

// longDone refuses an operation that was done before the base of the record: what
// it did lies in the archive.
func longDone() error {
	return &model.Refusal{Code: "archived", Why: model.Say{
		EN: "This was done long ago, and lies in the archive. Nothing was done again.",
		ID: "Ini sudah lama dilakukan, dan ada di arsip. Tidak ada yang dilakukan lagi.",
	}}
}

// opRow is the receipt of an operation as it is kept.
type opRow struct {
	First uint64 `json:"first"`
	Last  uint64 `json:"last"`
}

// done finds the receipt of an operation that was done already.
func (st *state) done(op string) (r Receipt, ok bool, err error) {
	raw, err := st.tx.Get(opKey(op))
	if err != nil || raw == nil {
		return r, false, err
	}
	var row opRow
	if err := json.Unmarshal(raw, &row); err != nil {
		return r, false, fmt.Errorf("%w: operation %s: %w", kv.ErrDamaged, op, err)
	}
	r = Receipt{Op: op, First: row.First, Last: row.Last}
	base, err := readBase(st.tx)
	if err != nil {
		return r, false, err
	}
	if base != nil && row.First <= base.Seq {
		return r, true, longDone()
	}
	for seq := row.First; seq <= row.Last; seq++ {
		e, err := readEvent(st.tx, seq)
		if err != nil {
			return r, false, err
		}
		r.Events = append(r.Events, e)
		if start, ok := e.Body.(model.CaseStarted); e.Case != "" && (r.Case == "" || ok && start.Parent == nil) {
			r.Case = e.Case
		}
	}
	return r, true, nil
}

// append writes events at the end of the record and folds them into all that
// is kept of them. It numbers them in place.
func (st *state) append(events []model.Event) error {
	if len(events) == 0 {
		return nil
	}
	if err := st.findEnd(); err != nil {
		return err
	}
	if err := st.passDrafts(events); err != nil {
		return err
	}
	var cases []string
	touched := map[string][]model.Event{}
	actors := map[string]bool{}
	for i := range events {
		e := &events[i]
		if err := st.end.append(st.tx, e); err != nil {
			return err
		}
		if err := errors.Join(st.point(*e), st.post(*e), st.noteCall(*e), st.dropped(*e), st.cameOrLeft(*e)); err != nil {
			return err
		}
		if model.Acts(*e) {
			actors[e.By] = true
			st.acts[e.By] = model.FoldActs(st.LastActs(e.By), *e)
		}
		if e.Case == "" {
			if err := st.foldShop(*e); err != nil {
				return err
			}
			continue
		}
		if touched[e.Case] == nil {
			cases = append(cases, e.Case)
		}
		touched[e.Case] = append(touched[e.Case], *e)
	}
	for _, id := range cases {
		if err := st.foldCase(id, touched[id]); err != nil {
			return err
		}
	}
	for person := range actors {
		if err := st.putJSON(undoKey(person), st.acts[person]); err != nil {
			return err
		}
	}
	if err := st.end.write(st.tx); err != nil {
		return err
	}
	return st.err
}

// findEnd reads the end of the record before the first event of a transaction
// is appended to it.
func (st *state) findEnd() error {
	if st.end != nil {
		return nil
	}
	e, err := readEnd(st.tx)
	if err != nil {
		return err
	}
	if err := e.proven(st.tx); err != nil {
		return err
	}
	st.end, st.begun = &e, e.Seq
	return writeSchema(st.tx)
}

// point writes the rows by which an event is found.
func (st *state) point(e model.Event) error {
	if e.Case != "" {
		if err := st.tx.Put(byCaseKey(e.Case, e.Seq), []byte{}); err != nil {
			return err
		}
	}
	if e.By != "" {
		return st.tx.Put(byPersonKey(e.By, e.Seq), []byte{})
	}
	return nil
}

// foldShop folds an event of the shop. The first one in a transaction makes a
// copy: what others read stays as it is.
func (st *state) foldShop(e model.Event) error {
	if _, left := e.Body.(model.Exported); left {
		return nil
	}
	if !st.own {
		raw, err := json.Marshal(st.Shop())
		if err != nil {
			return fmt.Errorf("copy the shop: %w", err)
		}
		own := &model.Shop{}
		if err := json.Unmarshal(raw, own); err != nil {
			return fmt.Errorf("copy the shop: %w", err)
		}
		st.shop, st.own = own, true
	}
	if err := model.ApplyShop(st.shop, e); err != nil {
		return err
	}
	if b, ok := e.Body.(model.ProcessPublished); ok {
		if err := st.putJSON(flowKey(b.Process.ID, b.Version), b.Process); err != nil {
			return err
		}
	}
	if err := st.putJSON(shopKey(), st.shop); err != nil {
		return err
	}
	return st.retime(e)
}

// foldCase folds the events of one case into it and its rows.
func (st *state) foldCase(id string, events []model.Event) error {
	c := st.Case(id)
	var f *model.Flow
	if start, ok := events[0].Body.(model.CaseStarted); ok {
		f = st.Flow(start.Process, start.Version)
		if err := st.number(start); err != nil {
			return err
		}
	} else if c != nil {
		f = st.Flow(c.Process, c.Version)
	}
	if f == nil {
		return errors.Join(st.err, fmt.Errorf("%w: the process of case %s is missing", kv.ErrDamaged, id))
	}
	before, known := st.rows[id]
	var err error
	if !known {
		rowsBefore := st.namesOf
		if st.gatherer() != nil {
			rowsBefore = st.rowsOf // To build what a row holds is less than to ask.
		}
		if before, err = rowsBefore(c, f); err != nil {
			return err
		}
	}
	if c, err = st.fold(c, f, id, events); err != nil {
		return err
	}
	if moved := st.Flow(c.Process, c.Version); moved != nil {
		f = moved
	}
	after, err := st.rowsOf(c, f)
	if err != nil {
		return err
	}
	if err := st.replace(before, after); err != nil {
		return err
	}
	st.rows[id] = after
	st.cases[id] = c
	return nil
}

// replay folds a case from its whole history, on the version that counts for
// it now.
func (st *state) replay(id string) (*model.Case, error) {
	events := st.History(id)
	if c, f, err := st.archived(id); c != nil || err != nil {
		return replayOn(f, c, events, err)
	}
	process, version := model.VersionOf(events)
	f := st.Flow(process, version)
	if f == nil {
		return nil, errors.Join(st.err, fmt.Errorf("%w: version %d of %s is missing", kv.ErrDamaged, version, process))
	}
	return model.Replay(f, events)
}

// archived is a case as it was archived, and its flow then; nil for one that
// was not.
func (st *state) archived(id string) (*model.Case, *model.Flow, error) {
	raw := st.get(keptKey(id))
	if raw == nil {
		return nil, nil, st.err
	}
	c, err := decodeCase(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: case %s: %w", kv.ErrDamaged, id, err)
	}
	f := st.Flow(c.Process, c.Version)
	if f == nil {
		return nil, nil, errors.Join(st.err, fmt.Errorf("%w: version %d of %s is missing", kv.ErrDamaged, c.Version, c.Process))
	}
	return c, f, nil
}

// replayOn is model.ReplayOn for a case that was archived, if it could be read.
func replayOn(f *model.Flow, c *model.Case, since []model.Event, err error) (*model.Case, error) {
	if err != nil {
		return nil, err
	}
	return model.ReplayOn(f, c, since)
}

// fold applies events to a case; after an undo or a move to another version
// the whole history is replayed.
func (st *state) fold(c *model.Case, f *model.Flow, id string, events []model.Event) (*model.Case, error) {
	for _, e := range events {
		switch e.Body.(type) {
		case model.Undone, model.CaseMigrated:
			return st.replay(id)
		}
	}
	for _, e := range events {
		next, err := model.Apply(f, c, e)
		if err != nil {
			return nil, err
		}
		c = next
	}
	return c, nil
}

func (st *state) number(start model.CaseStarted) error {
	return st.put(numberKey(start.Process), numberRow(start.Number))
}

func numberRow(n int) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(n, 0))) //nolint:gosec // Counted up from 1.
}

// sends reports whether an act led to a message, which can't be called back.
func sends(events []model.Event) bool {
	return slices.ContainsFunc(events, func(e model.Event) bool {
		_, queued := e.Body.(model.MessageQueued)
		return queued
	})
}
