package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Astray is what other programs sent that could be put nowhere: to a name that no
// process and no event has, or longer than is read. Nobody proved who sent it, so
// that nothing of it is kept but how often it came, and the last.
type Astray struct {
	// Long is true for what was longer than is read; else nothing is called Name.
	Long  bool      `json:"long,omitempty"`
	Name  string    `json:"name"`
	Times int       `json:"times"`
	Last  time.Time `json:"last"`
	From  string    `json:"from,omitempty"`
}

// longestAstray is how much of a name is kept.
const longestAstray = 40

// CountAstray notes that things went astray, Times of them. There is one row for
// each of the two reasons, however much comes.
func (s *Store) CountAstray(ctx context.Context, a Astray) error {
	return s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		why := "unknown"
		if a.Long {
			why = "long"
		}
		k := intakeKey("astray").last(why)
		var before Astray
		if raw := st.get(k); raw != nil {
			if err := json.Unmarshal(raw, &before); err != nil {
				return fmt.Errorf("%w: %q: %w", kv.ErrDamaged, k, err)
			}
		}
		if name := []rune(model.CleanText(a.Name)); len(name) > longestAstray {
			a.Name = string(name[:longestAstray]) + "…"
		} else {
			a.Name = string(name)
		}
		a.Times, a.Last, a.From = before.Times+a.Times, s.Now().UTC(), model.CleanText(a.From)
		return errors.Join(st.putJSON(k, a), writeSchema(tx), st.err)
	})
}
