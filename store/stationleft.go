package store

import (
	"context"
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

// oldCode says of a code by which nobody asks that it is known: of a PC that is
// let in, or of one that was removed. It is nil for any other.
func (s *Store) oldCode(ctx context.Context, plain string) (why *model.Refusal, err error) {
	err = s.view(ctx, func(st *state) error {
		for _, pc := range st.Shop().StationList() {
			if plainCode(model.StationCode(pc.Key)) == plain {
				why = &model.Refusal{Code: "station_exists", Why: model.Say{EN: "This PC is let in already, as %s.", ID: "PC ini sudah diizinkan, sebagai %s."}, Args: []any{pc.Name}}
				return st.err
			}
		}
		gone, err := readRemoved(st.tx)
		for _, pc := range gone {
			if plainCode(model.StationCode(pc.Key)) == plain {
				why = &model.Refusal{Code: "removed_station", Why: model.Say{
					EN: "That is the old code of a PC that was removed. Let it call again: its screen then shows another code.",
					ID: "Itu kode lama dari PC yang sudah dihapus. Biarkan PC itu memanggil lagi: layarnya lalu menampilkan kode lain.",
				}}
			}
		}
		return errors.Join(err, st.err)
	})
	return why, err
}

// StationRemoved reports whether the PC with a key was removed, and not let in
// since.
func (s *Store) StationRemoved(ctx context.Context, key string) (was bool, err error) {
	err = s.view(ctx, func(st *state) error {
		at, err := removedAt(st.tx, key)
		was = !at.IsZero()
		return errors.Join(err, st.err)
	})
	return was, err
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
