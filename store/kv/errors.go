package kv

import (
	"errors"
	"fmt"
)

// The errors of every engine, to be recognised with errors.Is.
var (
	// ErrLocked: another program has the data and did not let go in time.
	ErrLocked = errors.New("the database is in use by another program")
	// ErrUnreachable: the servers that have the data do not answer. It is an
	// ErrLocked.
	ErrUnreachable = fmt.Errorf("%w: its servers do not answer", ErrLocked)
	// ErrDenied: the servers that have the data don't let this user do that.
	ErrDenied = errors.New("the servers of the database refuse this user")
	// ErrReadOnly: the data can be read but not written.
	ErrReadOnly = errors.New("the database is read-only")
	// ErrNotDatabase: there is something, but it is no database of this
	// engine. It was left as it is.
	ErrNotDatabase = errors.New("not a database")
	// ErrDamaged: a part of the data can't be read.
	ErrDamaged = errors.New("the database is damaged")
	// ErrOneHead: of the two heads of the data, one can't be read. All is whole
	// up to the other, which may be the older: the last commit may be missing.
	ErrOneHead = fmt.Errorf("%w: one of its two heads can't be read", ErrDamaged)
	// ErrUnknownOutcome: a commit failed in a way that leaves open whether
	// its writes are there.
	ErrUnknownOutcome = errors.New("not known whether it was saved")
	// ErrFull: the disk has no room, and nothing was changed.
	ErrFull = errors.New("the disk is full")
	// ErrQuota: the servers take no more, and nothing was changed. It is an
	// ErrFull.
	ErrQuota = fmt.Errorf("%w: the quota of the servers is used up", ErrFull)
	// ErrTooLarge: the servers don't take so much at once, and nothing was
	// changed.
	ErrTooLarge = errors.New("too much for the servers at once")
	// ErrNotSaved: the disk failed, and nothing was changed.
	ErrNotSaved = errors.New("it was not saved")
	// ErrUnsafeDisk: the disk can't keep the promises of a commit.
	ErrUnsafeDisk = errors.New("the disk is not safe for a database")
	// ErrClosed: the engine was closed.
	ErrClosed = errors.New("the database is closed")
	// ErrBadKey: a key is too short or too long, or begins with a zero byte.
	ErrBadKey = errors.New("the key is too short or too long, or begins with a zero byte")
	// Stop ends a scan from within.
	Stop = errors.New("stop") //nolint:revive,staticcheck // It is a signal, as io.EOF is.
)
