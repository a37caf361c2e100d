package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// removed is a PC that was removed. It is known beside the record, so that the
// code by which it asks once more is another one: who was shown the old code
// lets nobody in.
type removed struct {
	Key string    `json:"key"`
	At  time.Time `json:"at"`
}

// mostRemoved is how many of them are known, the newest.
const mostRemoved = 50

// requestCode is the code of a PC that asks: of its key, and of when it was
// removed.
func requestCode(key string, removed time.Time) string {
	if removed.IsZero() {
		return model.StationCode(key)
	}
	return model.StationCode(key + " " + removed.UTC().Format(time.RFC3339Nano))
}

// cameOrLeft forgets the request of a PC that is let in or removed: it asks once
// it calls again, and not before.
func (st *state) cameOrLeft(e model.Event) error {
	var key string
	left := false
	switch b := e.Body.(type) {
	case model.StationApproved:
		key = b.Key
	case model.StationRemoved:
		key, left = b.Key, true
	default:
		return nil
	}
	requests, err := readRequests(st.tx)
	if err != nil {
		return err
	}
	gone, err := readRemoved(st.tx)
	if err != nil {
		return err
	}
	requests = slices.DeleteFunc(requests, func(r StationRequest) bool { return r.Key == key })
	gone = slices.DeleteFunc(gone, func(r removed) bool { return r.Key == key })
	if left {
		gone = append(gone, removed{Key: key, At: e.At})
	}
	return errors.Join(st.putJSON(requestsKey(), requests), st.putJSON(removedKey(), gone[max(0, len(gone)-mostRemoved):]))
}

// removedAt is when the PC with a key was removed; zero where it was not.
func removedAt(tx kv.Tx, key string) (time.Time, error) {
	all, err := readRemoved(tx)
	for _, r := range all {
		if r.Key == key {
			return r.At, err
		}
	}
	return time.Time{}, err
}

func readRemoved(tx kv.Tx) ([]removed, error) {
	raw, err := tx.Get(removedKey())
	if err != nil || raw == nil {
		return nil, err
	}
	var all []removed
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("removed PCs: %w", err)
	}
	return all, nil
}
