//go:build !windows

package join

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// Read is that of io.Reader.
func (s screen) Read(p []byte) (int, error) { return s.in.Read(p) }

// Raw is that of Terminal.
func (s screen) Raw() (restore func(), err error) {
	was, err := term.MakeRaw(s.in.Fd())
	if err != nil {
		return nil, err
	}
	return func() { _ = term.Restore(s.in.Fd(), was) }, nil
}

// Resized is that of Terminal.
func (s screen) Resized(ctx context.Context) <-chan struct{} {
	signals, resized := make(chan os.Signal, 1), make(chan struct{}, 1)
	signal.Notify(signals, syscall.SIGWINCH)
	go func() {
		defer signal.Stop(signals)
		for {
			select {
			case <-ctx.Done():
				return
			case <-signals:
				select {
				case resized <- struct{}{}:
				default: // One that waits is as good as two.
				}
			}
		}
	}()
	return resized
}

// refused reports whether nobody listens at an address.
func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
