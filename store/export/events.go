package export

import (
	"context"
	"encoding/hex"
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

// dataOf is what an event says, as JSON, without what nobody needs to know.
func dataOf(body model.Body) (string, error) {
	data, err := json.Marshal(withoutSecrets(body))
	return string(data), err
}

// recordedData is dataOf an event as it is recorded.
func recordedData(e *model.Envelope) (string, error) {
	switch e.Name {
	case "pin.set", "person.added", "person.changed": // Those with secrets.
		body, err := e.Body()
		if err != nil {
			return "", err
		}
		return dataOf(body)
	}
	return string(e.Data), nil
}

// events writes the record up to a head. The hash of a line covers it and all
// before it: the last one is that of the head.
func (t *table) events(ctx context.Context, s Source, head store.Head) error {
	if err := t.header("seq", "at", "by", "station", "case", "step", "event", "data", "op", "hash"); err != nil {
		return err
	}
	var cells []cell
	err := s.EachLine(ctx, 1, func(e model.Envelope, hash [32]byte) error {
		if e.Seq > head.Seq {
			return errEnough
		}
		data, err := recordedData(&e)
		if err != nil {
			return err
		}
		t.went(e.Seq, head.Seq)
		cells = append(cells[:0],
			number(e.Seq), t.at(e.At), words(e.By), words(e.Station), words(e.Case), words(e.Step),
			words(e.Name), words(data), words(e.Op), plain(hex.EncodeToString(hash[:])),
		)
		return t.row(cells...)
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
