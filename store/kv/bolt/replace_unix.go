//go:build !windows

package bolt

import "context"

// undisturbed calls f, which puts another file in the place of the database,
// while nobody else uses that: its lock is kept until f is done.
func (db *DB) undisturbed(_ context.Context, h *handle, f func() error) error {
	if h != nil {
		defer db.release(h)
	}
	return f()
}

// beingReplaced reports whether another program is putting another file in the
// place of a database whose lock is free: none does.
func beingReplaced(string) bool { return false }

// patiently calls f.
func patiently(_ context.Context, f func() error) error { return f() }
