package model

import "time"

// decideRepromise records that the customer was told another time. The first
// promise stays what it was.
func decideRepromise(v View, cmd Command, a Repromise, now time.Time) (Decision, error) {
	p, err := actor(v, cmd)
	if err != nil {
		return Decision{}, err
	}
	w, err := openCase(v, cmd, now, a.Case)
	if err != nil {
		return Decision{}, err
	}
	if err := w.ownerRoleOnly(p, Say{EN: "promise another time", ID: "menjanjikan waktu lain"}); err != nil {
		return Decision{}, err
	}
	promise := a.Promise.UTC()
	switch {
	case a.Promise.IsZero():
		return Decision{}, refuse("promise", Say{
			EN: "Please say what the customer was told: the new time.",
			ID: "Mohon sebut yang dikatakan kepada pelanggan: waktu yang baru.",
		})
	case !promise.After(now):
		return Decision{}, refuse("past", Say{
			EN: "That time has passed already. Promise a later one.",
			ID: "Waktu itu sudah lewat. Janjikan waktu yang lebih kemudian.",
		})
	case promise.Equal(w.c.Promise):
		return Decision{}, refuse("same_promise", Say{
			EN: "%s is promised for %s already.",
			ID: "%s sudah dijanjikan %s.",
		}, w.c.ID, w.clock(promise))
	}
	reason := tidyReason(a.Reason)
	if err := w.emit("", CaseRepromised{Promise: promise, Before: w.c.Promise, Reason: reason}); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}
