package join

import (
	"context"
	"errors"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// Read is that of io.Reader. It asks the console itself: the library's own way
// takes Ctrl+Z for the end of what is typed, and here it takes an act back.
func (s screen) Read(p []byte) (int, error) {
	units := make([]uint16, max(1, len(p)/utf8.UTFMax-1), len(p)/utf8.UTFMax+1)
	var n uint32
	if err := windows.ReadConsole(windows.Handle(s.in.Fd()), &units[0], uint32(len(units)), &n, nil); err != nil { //nolint:gosec // A few thousand at most.
		return 0, err
	}
	units = units[:n]
	if n > 0 && utf16.IsSurrogate(rune(units[n-1])) && units[n-1] < 0xDC00 {
		// The other half of a character comes with the next reading.
		var half [1]uint16
		if err := windows.ReadConsole(windows.Handle(s.in.Fd()), &half[0], 1, &n, nil); err != nil {
			return 0, err
		}
		units = append(units, half[0])
	}
	return copy(p, string(utf16.Decode(units))), nil
}

// Raw is that of Terminal: what is written may hold sequences as well.
func (s screen) Raw() (restore func(), err error) {
	in, err := term.MakeRaw(s.in.Fd())
	if err != nil {
		return nil, err
	}
	out := windows.Handle(s.out.Fd())
	var was uint32
	if err = windows.GetConsoleMode(out, &was); err == nil {
		err = windows.SetConsoleMode(out, was|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN)
	}
	if err != nil {
		_ = term.Restore(s.in.Fd(), in)
		return nil, err
	}
	return func() {
		_ = windows.SetConsoleMode(out, was)
		_ = term.Restore(s.in.Fd(), in)
	}, nil
}

// Resized is that of Terminal. Windows tells of it only among the keys of a
// console that is not raw, so the size is looked at.
func (s screen) Resized(ctx context.Context) <-chan struct{} {
	resized := make(chan struct{}, 1)
	go func() {
		looks := time.NewTicker(250 * time.Millisecond)
		defer looks.Stop()
		wide, high := s.Size()
		for {
			select {
			case <-ctx.Done():
				return
			case <-looks.C:
			}
			w, h := s.Size()
			if w == wide && h == high {
				continue
			}
			wide, high = w, h
			select {
			case resized <- struct{}{}:
			default: // One that waits is as good as two.
			}
		}
	}()
	return resized
}

// refused reports whether nobody listens at an address.
func refused(err error) bool { return errors.Is(err, windows.WSAECONNREFUSED) }
