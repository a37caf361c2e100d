package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"alur/model"
	"alur/store/kv"
)

// StationRequest is a PC that asks to be let in. It is no event: whoever reaches
// the door could else fill the record.
type StationRequest struct {
	Key  string    `json:"key"`
	Code string    `json:"code"`
	From string    `json:"from"`
	At   time.Time `json:"at"`
	// Removed is when the PC was removed last; zero for one that never was in.
	Removed time.Time `json:"removed,omitzero"`
}

// Requests are bounded in number and in time: the newest count.
const (
	mostRequests = 20
	requestLives = 24 * time.Hour
)

// RequestStation notes that a PC with a key asks to be let in, and from which
// address it called. The key is in the form of model.StationKey; the error is
// its *model.Refusal.
func (s *Store) RequestStation(ctx context.Context, key, from string) (StationRequest, error) {
	key, err := model.StationKey(key)
	if err != nil {
		return StationRequest{}, err
	}
	r := StationRequest{Key: key, From: model.CleanText(from), At: s.Now().UTC()}
	err = s.update(ctx, func(tx kv.Tx) error {
		all, err := readRequests(tx)
		if err != nil {
			return err
		}
		if r.Removed, err = removedAt(tx, key); err != nil {
			return err
		}
		r.Code = requestCode(key, r.Removed)
		all = slices.DeleteFunc(all, func(o StationRequest) bool { return o.Key == key || r.At.Sub(o.At) > requestLives })
		all = append(all, r)
		raw, err := json.Marshal(all[max(0, len(all)-mostRequests):])
		if err != nil {
			return fmt.Errorf("requests: %w", err)
		}
		return errors.Join(writeSchema(tx), tx.Put(requestsKey(), raw))
	})
	return r, err
}

// StationRequests are the PCs that ask to be let in, the newest first, without
// those that were.
func (s *Store) StationRequests(ctx context.Context) ([]StationRequest, error) {
	var all []StationRequest
	err := s.view(ctx, func(st *state) error {
		var err error
		if all, err = readRequests(st.tx); err != nil {
			return err
		}
		shop := st.Shop()
		all = slices.DeleteFunc(all, func(r StationRequest) bool {
			return shop.StationOf(r.Key) != nil || s.Now().Sub(r.At) > requestLives
		})
		return st.err
	})
	slices.Reverse(all)
	return all, err
}

// StationRequestOf is the request that a code means, with or without its dash.
// The error is a *model.Refusal where there is none, or more than one.
func (s *Store) StationRequestOf(ctx context.Context, code string) (StationRequest, error) {
	plain := plainCode
	all, err := s.StationRequests(ctx)
	if err != nil {
		return StationRequest{}, err
	}
	all = slices.DeleteFunc(all, func(r StationRequest) bool { return plain(r.Code) != plain(code) })
	switch len(all) {
	case 1:
		return all[0], nil
	case 0:
		if why, err := s.oldCode(ctx, plain(code)); err != nil {
			return StationRequest{}, err
		} else if why != nil {
			return StationRequest{}, why
		}
		return StationRequest{}, &model.Refusal{Code: "unknown_code", Why: model.Say{
			EN: "No PC with the code %s asks to be let in. Its screen shows the code while it asks.",
			ID: "Tidak ada PC dengan kode %s yang meminta izin. Layarnya menampilkan kode selama meminta.",
		}, Args: []any{code}}
	}
	return StationRequest{}, &model.Refusal{Code: "code_twice", Why: model.Say{
		EN: "%d PCs show the code %s, which is no accident. Let none of them in.",
		ID: "%d PC menampilkan kode %s, dan itu bukan kebetulan. Jangan izinkan satu pun.",
	}, Args: []any{len(all), code}}
}

// plainCode is a code as it is compared.
func plainCode(code string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
}

func readRequests(tx kv.Tx) ([]StationRequest, error) {
	raw, err := tx.Get(requestsKey())
	if err != nil || raw == nil {
		return nil, err
	}
	var all []StationRequest
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("requests: %w", err)
	}
	return all, nil
}
