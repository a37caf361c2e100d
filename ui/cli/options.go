package cli

import (
	"alur/store"
	"alur/store/kv/bolt"
)

func (a *app) boltOptions() bolt.Options {
	return bolt.Options{Timeout: a.env.Patience, AppendOnly: store.AppendOnly()}
}
