package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Delivery is what another program sent and what nothing could be done with
// yet. It is no event: whoever knows a secret could else fill the record.
type Delivery struct {
	Number int `json:"number"`
	// At is when it came first, Last when it came last, Times how often.
	At    time.Time `json:"at"`
	Last  time.Time `json:"last"`
	Times int       `json:"times"`
	// Process is whom it was for; Step the step that waits for it, empty for
	// the start of a case.
	Process string `json:"process,omitempty"`
	Step    string `json:"step,omitempty"`
	// Key is that of the case it is about, where that is known.
	Key  string `json:"key,omitempty"`
	From string `json:"from,omitempty"`
	// Station is how it came in, for the record.
	Station string `json:"station,omitempty"`
	// Early is true where it only came before its case; Why says else why it
	// was refused, in every language.
	Early bool                  `json:"early,omitempty"`
	Why   map[model.Lang]string `json:"why,omitempty"`
	// Outcome, Reason and Values are the news that came early.
	Outcome string       `json:"outcome,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Values  model.Values `json:"values,omitempty"`
	// Size is how long the body is.
	Size int `json:"size,omitempty"`
	// Body is what was sent, as it came; lists leave it out.
	Body []byte `json:"-"`
}

// WrongSignatures is how often something came for a process that was not signed
// with its secret.
type WrongSignatures struct {
	Process string    `json:"process"`
	Times   int       `json:"times"`
	Last    time.Time `json:"last"`
	From    string    `json:"from,omitempty"`
	// Row is how many came with no day between them up to the last, Since when
	// the first of those did.
	Row   int       `json:"row,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

// Deliveries are all that wait for somebody to mend them.
type Deliveries struct {
	Kept  []Delivery
	Wrong []WrongSignatures
	// Astray are at most two: of names that are not known, and too long.
	Astray []Astray
	// GivenUp is how many were too old or too large to be kept on.
	GivenUp int
}

// What is kept is bounded in number and in size: the newest count.
const (
	mostDeliveries   = 1000
	mostDeliveryText = 32 << 20
)

// intakeState is what is known of the list as a whole.
type intakeState struct {
	Last    int `json:"last"`
	Count   int `json:"count"`
	Size    int `json:"size"`
	GivenUp int `json:"givenUp"`
}

func intakeKey(part string) key { return keyOf(tableIntake).text(part) }

func deliveryKey(n int) key { return intakeKey("kept").short(n) }
func bodyKey(n int) key     { return intakeKey("body").short(n) }

func intakeStateKey() key { return keyOf(tableIntake).last("state") }

// sameKey finds a delivery that was refused by what was sent.
func sameKey(d Delivery) key {
	sum := sha256.New()
	for _, part := range []string{d.Process, d.Step, d.Key} {
		_, _ = fmt.Fprintf(sum, "%d:%s", len(part), part) // A hash never fails.
	}
	_, _ = sum.Write(d.Body)
	return intakeKey("same").last(string(sum.Sum(nil)))
}

// earlyKey finds news that came early by the key of its case.
func earlyKey(caseKey string, n int) key { return intakeKey("early").text(caseKey).short(n) }

// KeepDelivery keeps what could not be done yet, and gives it a number. The same
// again takes its place, and counts.
func (s *Store) KeepDelivery(ctx context.Context, d Delivery) (Delivery, error) {
	var kept Delivery
	err := s.update(ctx, func(tx kv.Tx) (err error) {
		st := newState(s, tx)
		kept, err = st.keepDelivery(d)
		return errors.Join(err, st.err, writeSchema(tx))
	})
	return kept, err
}

func (st *state) keepDelivery(d Delivery) (Delivery, error) {
	d.At = st.store.Now().UTC()
	d.Last, d.Times, d.Size = d.At, 1, len(d.Body)
	same := sameKey(d)
	if raw := st.get(same); len(raw) == 4 {
		old, err := st.delivery(shortOf(raw))
		if err == nil {
			d.Number, d.At, d.Times = old.Number, old.At, old.Times+1
			return d, st.writeDelivery(d, same)
		}
		if !errors.Is(err, ErrNotFound) {
			return d, err
		}
	}
	all, err := st.intakeState()
	if err != nil {
		return d, err
	}
	all.Last++
	all.Count++
	all.Size += d.Size
	d.Number = all.Last
	if err := st.writeDelivery(d, same); err != nil {
		return d, err
	}
	return d, errors.Join(st.trimDeliveries(all), st.noteRefused(d))
}

func (st *state) writeDelivery(d Delivery, same key) error {
	err := errors.Join(st.putJSON(deliveryKey(d.Number), d), st.put(same, key{}.short(d.Number)))
	if d.Size > 0 {
		err = errors.Join(err, st.put(bodyKey(d.Number), d.Body))
	}
	if d.Early {
		err = errors.Join(err, st.put(earlyKey(d.Key, d.Number), []byte{}))
	}
	return err
}

// trimDeliveries gives up the oldest while there are too many.
func (st *state) trimDeliveries(all intakeState) error {
	for all.Count > mostDeliveries || all.Size > mostDeliveryText && all.Count > 1 {
		oldest := 0
		prefix := intakeKey("kept")
		err := st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
			oldest = shortOf(k[len(prefix):])
			return kv.Stop
		})
		if err != nil {
			return err
		}
		d, err := st.delivery(oldest)
		if err != nil {
			return err
		}
		if err := st.deleteDelivery(d); err != nil {
			return err
		}
		all.Count, all.Size, all.GivenUp = all.Count-1, all.Size-d.Size, all.GivenUp+1
	}
	return st.putJSON(intakeStateKey(), all)
}

func (st *state) intakeState() (all intakeState, err error) {
	if raw := st.get(intakeStateKey()); raw != nil {
		err = json.Unmarshal(raw, &all)
	}
	return all, errors.Join(err, st.err)
}

// delivery reads one with its body, or ErrNotFound.
func (st *state) delivery(n int) (d Delivery, err error) {
	raw := st.get(deliveryKey(n))
	if raw == nil {
		return d, errors.Join(st.err, fmt.Errorf("delivery %d: %w", n, ErrNotFound))
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, fmt.Errorf("%w: delivery %d: %w", kv.ErrDamaged, n, err)
	}
	d.Body = bytes.Clone(st.get(bodyKey(n)))
	return d, st.err
}

// removeDelivery takes a delivery off the list.
func (st *state) removeDelivery(d Delivery) error {
	all, err := st.intakeState()
	if err != nil {
		return err
	}
	all.Count, all.Size = all.Count-1, all.Size-d.Size
	return errors.Join(st.deleteDelivery(d), st.putJSON(intakeStateKey(), all))
}

func (st *state) deleteDelivery(d Delivery) error {
	for _, k := range []key{deliveryKey(d.Number), bodyKey(d.Number), sameKey(d), earlyKey(d.Key, d.Number)} {
		if err := st.tx.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

// Deliveries lists what waits for somebody, the newest first, without bodies.
func (s *Store) Deliveries(ctx context.Context) (all Deliveries, err error) {
	err = s.view(ctx, func(st *state) error {
		known, err := st.intakeState()
		if err != nil {
			return err
		}
		all.GivenUp = known.GivenUp
		kept, wrong, astray := intakeKey("kept"), intakeKey("wrong"), intakeKey("astray")
		return errors.Join(
			st.tx.Scan(kept, kv.PrefixEnd(kept), reading(&all.Kept)),
			st.tx.Scan(wrong, kv.PrefixEnd(wrong), reading(&all.Wrong)),
			st.tx.Scan(astray, kv.PrefixEnd(astray), reading(&all.Astray)))
	})
	slices.Reverse(all.Kept)
	return all, err
}

// reading collects rows of JSON.
func reading[T any](into *[]T) func(k, v []byte) error {
	return func(k, v []byte) error {
		var row T
		if err := json.Unmarshal(v, &row); err != nil {
			return fmt.Errorf("%w: %q: %w", kv.ErrDamaged, k, err)
		}
		*into = append(*into, row)
		return nil
	}
}

// Delivery is one with its body. It returns ErrNotFound where there is none.
func (s *Store) Delivery(ctx context.Context, n int) (d Delivery, err error) {
	err = s.view(ctx, func(st *state) error {
		d, err = st.delivery(n)
		return err
	})
	return d, err
}

// Replayed takes a delivery off the list, after what it asked for was done.
func (s *Store) Replayed(ctx context.Context, n int) error {
	return s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		d, err := st.delivery(n)
		if err != nil {
			return err
		}
		return errors.Join(st.removeDelivery(d), st.err)
	})
}

// DropDelivery gives a delivery up, which stays on record. It returns a refusal
// and ErrNotFound.
func (s *Store) DropDelivery(ctx context.Context, by, station string, n int, reason string) (Receipt, error) {
	var r Receipt
	err := s.Within(ctx, func(session *Session) error {
		st := session.st
		d, err := st.delivery(n)
		if err != nil {
			return err
		}
		act := model.DropDelivery{Number: n, Process: d.Process, Reason: reason}
		if r, err = session.Do(model.Command{By: by, Station: station, Act: act}, s.Now()); err != nil {
			return err
		}
		return nil
	})
	return r, err
}

// dropped takes a delivery off the list that somebody gave up.
func (st *state) dropped(e model.Event) error {
	b, ok := e.Body.(model.DeliveryDropped)
	if !ok {
		return nil
	}
	d, err := st.delivery(b.Number)
	if errors.Is(err, ErrNotFound) {
		return nil // It was replayed, or given up, a moment before.
	}
	return errors.Join(err, st.removeDelivery(d))
}

// CountWrong notes that things came for a process that were not signed with its
// secret. Nothing of them is kept.
func (s *Store) CountWrong(ctx context.Context, process string, times int, from string) error {
	return s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		if st.Shop().Processes[process] == nil {
			return st.err
		}
		k := intakeKey("wrong").last(process)
		w := WrongSignatures{Process: process}
		if raw := st.get(k); raw != nil {
			if err := json.Unmarshal(raw, &w); err != nil {
				return fmt.Errorf("%w: %q: %w", kv.ErrDamaged, k, err)
			}
		}
		now := s.Now().UTC()
		if w.Since.IsZero() || now.Sub(w.Last) > 24*time.Hour {
			w.Row, w.Since = 0, now
		}
		w.Times, w.Row, w.Last, w.From = w.Times+times, w.Row+times, now, model.CleanText(from)
		return errors.Join(st.putJSON(k, w), writeSchema(tx), st.err)
	})
}
