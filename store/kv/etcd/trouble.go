package etcd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// How long one request waits: a server that stands still is left for the next
// one, a little more patiently each time.
const (
	firstWait    = 800 * time.Millisecond
	mostWait     = 4 * time.Second
	commitWithin = 2 * time.Second
	between      = 20 * time.Millisecond
)

// patiently asks the servers until one answers, or the patience of the engine
// ends. What is asked must do no harm when it is done twice.
func (db *DB) patiently(ctx context.Context, ask func(ctx context.Context, c *clientv3.Client) error) error {
	until := time.Now().Add(db.timeout)
	wait, pause := firstWait, between
	for {
		err := db.ask(ctx, min(wait, time.Until(until)), ask)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case !passing(err):
			return trouble(err)
		}
		if time.Until(until) < pause {
			return trouble(err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
		wait, pause = min(wait*3/2, mostWait), min(pause*2, 10*between)
	}
}

// passing reports whether an error may be gone at the next try.
func passing(err error) bool {
	for _, lasting := range []error{
		rpctypes.ErrCompacted, rpctypes.ErrFutureRev, rpctypes.ErrNoSpace, rpctypes.ErrTooManyOps, rpctypes.ErrRequestTooLarge,
		rpctypes.ErrPermissionDenied, rpctypes.ErrAuthFailed, rpctypes.ErrUserEmpty, rpctypes.ErrDuplicateKey, rpctypes.ErrAuthNotEnabled,
		kv.ErrDamaged, kv.ErrClosed,
	} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	return true
}

// trouble is an error of etcd as one of package kv.
func trouble(err error) error {
	var what error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, rpctypes.ErrNoSpace):
		what = kv.ErrQuota
	case errors.Is(err, rpctypes.ErrTooManyOps), errors.Is(err, rpctypes.ErrRequestTooLarge):
		what = kv.ErrTooLarge
	case errors.Is(err, rpctypes.ErrPermissionDenied), errors.Is(err, rpctypes.ErrAuthFailed),
		errors.Is(err, rpctypes.ErrUserEmpty), errors.Is(err, rpctypes.ErrAuthNotEnabled):
		what = kv.ErrDenied
	case errors.Is(err, rpctypes.ErrCorrupt):
		what = kv.ErrDamaged
	case errors.Is(err, rpctypes.ErrCompacted), errors.Is(err, rpctypes.ErrFutureRev), errors.Is(err, kv.ErrDamaged), errors.Is(err, kv.ErrClosed):
		return err
	case errors.Is(err, context.Canceled):
		return err
	default:
		what = kv.ErrUnreachable
	}
	return fmt.Errorf("%w: %w", what, err)
}
