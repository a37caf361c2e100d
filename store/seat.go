package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Seat is a window of a station with who is at it and where in the screens, so
// that the same window comes back to the same place after its line was cut or
// the server was killed. It is no event: nobody did anything.
type Seat struct {
	// Key is that of the station, Person who is signed in there, empty for
	// nobody.
	Key    string `json:"key"`
	Person string `json:"person"`
	// PIN is a hash of what the person's PIN was kept as: another one signs out.
	PIN string `json:"pin"`
	// Active is when a key was pressed last, to the minute; At when the seat
	// was kept.
	Active time.Time `json:"active"`
	At     time.Time `json:"at"`
	// Place is how the screens know their place.
	Place json.RawMessage `json:"place"`
}

// SeatLives is how long a window may be away from its seat.
const SeatLives = 10 * time.Minute

// KeepSeat keeps the seat of a window; the name of the window is a secret, of
// which a hash is given. Seats that are too old go.
func (s *Store) KeepSeat(ctx context.Context, window string, seat Seat) error {
	seat.At = s.Now().UTC()
	raw, err := json.Marshal(seat)
	if err != nil {
		return fmt.Errorf("seat: %w", err)
	}
	return s.update(ctx, func(tx kv.Tx) error {
		var old [][]byte
		err := tx.Scan(seatKey(""), kv.PrefixEnd(seatKey("")), func(k, value []byte) error {
			var other Seat
			if json.Unmarshal(value, &other) != nil || !other.fresh(seat.At) {
				old = append(old, append([]byte(nil), k...))
			}
			return nil
		})
		for _, k := range old {
			err = errors.Join(err, tx.Delete(k))
		}
		return errors.Join(err, writeSchema(tx), tx.Put(seatKey(window), raw))
	})
}

// LeaveSeat forgets the seat of a window.
func (s *Store) LeaveSeat(ctx context.Context, window string) error {
	return s.update(ctx, func(tx kv.Tx) error { return tx.Delete(seatKey(window)) })
}

// SeatOf is the seat of a window; ok is false where there is none any more, or
// who sat there may not go on without signing in: the time is over, the shop
// locks idle screens sooner, the person is gone or has another PIN.
func (s *Store) SeatOf(ctx context.Context, window, key string) (seat Seat, ok bool, err error) {
	err = s.view(ctx, func(st *state) error {
		raw, err := st.tx.Get(seatKey(window))
		if err != nil || raw == nil {
			return err
		}
		if err := json.Unmarshal(raw, &seat); err != nil {
			return fmt.Errorf("seat: %w", err)
		}
		shop, now := st.Shop(), s.Now()
		p := shop.People[seat.Person]
		ok = seat.Key == key && seat.fresh(now) && (seat.Person == "" || p != nil && !p.Gone && seat.PIN == PINMark(p))
		if span, err := model.ParseSpan(shop.IdleLock); err == nil && span.Time > 0 && now.Sub(seat.Active) >= span.Time {
			ok = false
		}
		return st.err
	})
	return seat, ok && err == nil, err
}

// fresh also keeps out a seat from a clock that was put back since.
func (s Seat) fresh(now time.Time) bool {
	away := now.Sub(s.At)
	return away <= SeatLives && away >= -SeatLives
}

// PINMark tells whether a person has another PIN than before, and says nothing
// of either; of nobody there is none.
func PINMark(p *model.Person) string {
	if p == nil {
		return ""
	}
	sum := sha256.Sum256([]byte(p.PIN))
	return hex.EncodeToString(sum[:8])
}
