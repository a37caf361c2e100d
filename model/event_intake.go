package model

import (
	"slices"
	"time"
)

// Events of what comes from other programs.
type (
	// EventKept is news of a step that was not there yet; it is used once the
	// step is.
	EventKept struct {
		Outcome string `json:"outcome,omitempty"`
		Reason  string `json:"reason,omitempty"`
		Values  Values `json:"values,omitempty"`
	}
	// SecretMade is a new secret of a process. Print is the begin of its
	// SHA-256; the secret itself stays out of the record.
	SecretMade struct {
		Process string `json:"process"`
		Print   string `json:"print"`
	}
	// DeliveryDropped is a delivery that did not fit and was given up.
	DeliveryDropped struct {
		Number  int    `json:"number"`
		Process string `json:"process"`
		Reason  string `json:"reason,omitempty"`
	}
)

func (EventKept) eventName() string       { return "event.kept" }
func (SecretMade) eventName() string      { return "secret.made" }
func (DeliveryDropped) eventName() string { return "delivery.dropped" }

// intakeBodyReader goes on with actBodyReader for the events above.
func intakeBodyReader(name string) func([]byte) (Body, error) {
	switch name {
	case "event.kept":
		return readBody[EventKept]
	case "secret.made":
		return readBody[SecretMade]
	case "delivery.dropped":
		return readBody[DeliveryDropped]
	}
	return messageBodyReader(name)
}

// KeptNews is what is kept for a step that is not there yet.
type KeptNews struct {
	Step    string    `json:"step"`
	Outcome string    `json:"outcome,omitempty"`
	Reason  string    `json:"reason,omitempty"`
	Values  Values    `json:"values,omitempty"`
	At      time.Time `json:"at"`
}

// keptFor is the news kept for a step; nil for none.
func (c *Case) keptFor(step string) *KeptNews {
	for i := range c.Kept {
		if c.Kept[i].Step == step {
			return &c.Kept[i]
		}
	}
	return nil
}

// keep folds news: what comes later of the same step takes its place.
func (c *Case) keep(b EventKept, e Event) {
	c.forget(e.Step)
	c.Kept = append(slices.Clip(c.Kept), KeptNews{Step: e.Step, Outcome: b.Outcome, Reason: b.Reason, Values: b.Values, At: e.At})
}

// used folds that the news of a step was used.
func (c *Case) used(b TaskCompleted, e Event) {
	if b.Early {
		c.forget(e.Step)
	}
}

func (c *Case) forget(step string) {
	var left []KeptNews
	for _, k := range c.Kept {
		if k.Step != step {
			left = append(left, k)
		}
	}
	c.Kept = left
}
