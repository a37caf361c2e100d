package store

import (
	"context"

	"alur/model"
)

// pins compares so many PINs at once: each takes its 19 MiB, and a whole shop
// signs in when a server has come back.
type pins chan struct{}

const pinsAtOnce = 2

// check waits its turn; the error is that of a context that ends meanwhile.
func (p pins) check(ctx context.Context, hash, pin string) (bool, error) {
	select {
	case p <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-p }()
	return model.CheckPIN(hash, pin), nil
}
