package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// The value of an event: a version byte, the hash of the record up to it, the
// newest time of it and all before, and its canonical bytes. The hash covers
// the hash before and the canonical bytes, which are kept as they were
// hashed and never written anew.
const (
	recordVersion = 1
	hashAt        = 1
	newestAt      = hashAt + sha256.Size
	bytesAt       = newestAt + 8
)

// chain is the hash of an event that follows a hash.
func chain(before [32]byte, canonical []byte) [32]byte {
	h := sha256.New()
	h.Write(before[:])
	h.Write(canonical)
	var sum [32]byte
	h.Sum(sum[:0])
	return sum
}

// line is one line of the record as it is kept.
type line struct {
	hash      [32]byte
	newest    time.Time
	canonical []byte
}

func (l line) encode() []byte {
	out := make([]byte, 0, bytesAt+len(l.canonical))
	out = append(out, recordVersion)
	out = append(out, l.hash[:]...)
	out = binary.BigEndian.AppendUint64(out, sortable(l.newest))
	return append(out, l.canonical...)
}

func decodeLine(value []byte) (line, error) {
	if len(value) < bytesAt || value[0] != recordVersion {
		return line{}, errors.New("it is not a line of the record")
	}
	l := line{newest: unsortable(binary.BigEndian.Uint64(value[newestAt:])), canonical: value[bytesAt:]}
	copy(l.hash[:], value[hashAt:])
	return l, nil
}

func (l line) event() (model.Event, error) { return model.ReadEvent(l.canonical) }

// readEvent reads one line of the record; an error names its number.
func readEvent(tx kv.Tx, seq uint64) (model.Event, error) {
	value, err := tx.Get(eventKey(seq))
	if err != nil {
		return model.Event{}, err
	}
	return eventOf(seq, value)
}

func eventOf(seq uint64, value []byte) (model.Event, error) {
	l, err := decodeLine(value)
	if err != nil {
		return model.Event{}, fmt.Errorf("%w: event %d: %w", kv.ErrDamaged, seq, err)
	}
	e, err := l.event()
	if err != nil {
		return model.Event{}, fmt.Errorf("%w: event %d: %w", kv.ErrDamaged, seq, err)
	}
	return e, nil
}

// headRow is the head as it is kept.
type headRow struct {
	Seq    uint64    `json:"seq"`
	Hash   string    `json:"hash"`
	At     time.Time `json:"at"`
	Newest time.Time `json:"newest"`
}

// end is the head and what the next line needs to know.
type end struct {
	Head
	newest time.Time
}

func readEnd(tx kv.Tx) (end, error) {
	raw, err := tx.Get(headKey())
	if err != nil || raw == nil {
		return end{}, err
	}
	return decodeEnd(raw)
}

func decodeEnd(raw []byte) (e end, err error) {
	var row headRow
	if err := json.Unmarshal(raw, &row); err != nil {
		return e, fmt.Errorf("%w: head: %w", kv.ErrDamaged, err)
	}
	hash, err := hex.DecodeString(row.Hash)
	if err != nil || len(hash) != len(e.Hash) {
		return e, fmt.Errorf("%w: the hash of the head", kv.ErrDamaged)
	}
	copy(e.Hash[:], hash)
	e.Seq, e.At, e.newest = row.Seq, row.At, row.Newest
	return e, nil
}

// proven checks that the newest line is the one the head speaks of: nothing is
// appended to a record that is broken at its end.
func (e end) proven(tx kv.Tx) error {
	if e.Seq == 0 {
		return nil
	}
	value, err := tx.Get(eventKey(e.Seq))
	if err != nil {
		return err
	}
	if l, err := decodeLine(value); err != nil || l.hash != e.Hash {
		return badEvent(e.Seq, model.Say{EN: "it is not the one the head of the record speaks of.", ID: "ini bukan yang disebut kepala catatan."})
	}
	return nil
}

func (e end) write(tx kv.Tx) error {
	raw, err := e.encode()
	if err != nil {
		return err
	}
	return tx.Put(headKey(), raw)
}

func (e end) encode() ([]byte, error) {
	raw, err := json.Marshal(headRow{Seq: e.Seq, Hash: hex.EncodeToString(e.Hash[:]), At: e.At, Newest: e.newest})
	if err != nil {
		return nil, fmt.Errorf("head: %w", err)
	}
	return raw, nil
}

// checkEnd compares the head with the newest line, in every letter.
func checkEnd(tx kv.Tx) error {
	raw, err := tx.Get(headKey())
	if err != nil || raw == nil {
		return err
	}
	kept, err := readEnd(tx)
	if err != nil {
		return err
	}
	value, err := tx.Get(eventKey(kept.Seq))
	if err != nil {
		return err
	}
	l, err := decodeLine(value)
	if err != nil {
		return cut(kept.Seq, kept.Seq-1)
	}
	e, err := eventOf(kept.Seq, value)
	if err != nil {
		return err
	}
	again, err := end{Head{Seq: kept.Seq, Hash: l.hash, At: e.At}, l.newest}.encode()
	if err == nil && !bytes.Equal(raw, again) {
		err = notAsRecorded(model.Say{EN: "the head of the record", ID: "kepala catatan"})
	}
	return err
}

// append writes one event at the end of the record and gives it its number.
func (e *end) append(tx kv.Tx, event *model.Event) error {
	event.Seq = e.Seq + 1
	event.At = event.At.UTC().Round(0)
	canonical, err := json.Marshal(*event)
	if err != nil {
		return fmt.Errorf("event %d: %w", event.Seq, err)
	}
	e.Seq, e.At, e.Hash = event.Seq, event.At, chain(e.Hash, canonical)
	if event.At.After(e.newest) {
		e.newest = event.At
	}
	return tx.Put(eventKey(event.Seq), line{hash: e.Hash, newest: e.newest, canonical: canonical}.encode())
}
