package export

import (
	"context"
	"encoding/json"
	"errors"

	"alur/model"
	"alur/store"
)

// hidden stands for the hash of a PIN: whoever may read the record has no use
// for it.
const hidden = "hidden"

// errEnough ends the reading of a list.
var errEnough = errors.New("enough")

// events writes the record up to a head.
func (t *table) events(ctx context.Context, s Source, head store.Head) error {
	if err := t.header("seq", "at", "by", "station", "case", "step", "event", "data", "op"); err != nil {
		return err
	}
	err := s.EachEvent(ctx, 1, func(e model.Event) error {
		if e.Seq > head.Seq {
			return errEnough
		}
		data, err := json.Marshal(withoutSecrets(e.Body))
		if err != nil {
			return err
		}
		return t.row(
			plain(uintText(e.Seq)), t.at(e.At), words(e.By), words(e.Station), words(e.Case), words(e.Step),
			words(e.Name()), words(string(data)), words(e.Op),
		)
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// withoutSecrets takes the hashes of PINs out of an event.
func withoutSecrets(b model.Body) model.Body {
	hide := func(hash string) string {
		if hash == "" {
			return ""
		}
		return hidden
	}
	switch b := b.(type) {
	case model.PINSet:
		b.Hash = hide(b.Hash)
		return b
	case model.PersonAdded:
		b.Person.PIN = hide(b.Person.PIN)
		return b
	case model.PersonChanged:
		b.Person.PIN, b.Before.PIN = hide(b.Person.PIN), hide(b.Before.PIN)
		return b
	}
	return b
}
