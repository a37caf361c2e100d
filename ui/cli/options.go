package cli

import (
	"time"

	"alur/store"
	"alur/store/kv/bolt"
)

// hurry is how long the language of the shop is waited for.
const hurry = 500 * time.Millisecond

func (a *app) boltOptions() bolt.Options {
	o := bolt.Options{Timeout: a.env.Patience, AppendOnly: store.AppendOnly(), Suspect: a.suspects}
	if a.hurried && (o.Timeout == 0 || o.Timeout > hurry) {
		o.Timeout = hurry
	}
	return o
}

// saving is how a file is read of which all is proven that is taken.
func (a *app) saving() bolt.Options {
	o := a.boltOptions()
	o.Salvage = true
	return o
}
