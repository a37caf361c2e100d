package storetest

import (
	"encoding/json"

	"alur/model"
)

// Recorded is an event as a record holds it.
func Recorded(e model.Event) (model.Envelope, error) {
	raw, err := json.Marshal(e)
	if err != nil {
		return model.Envelope{}, err
	}
	return model.ReadEnvelope(raw)
}
