package join

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// screen is the terminal of this process.
type screen struct{ in, out *os.File }

// System is the terminal of this process.
func System() Terminal { return screen{in: os.Stdin, out: os.Stdout} }

// Write is that of io.Writer.
func (s screen) Write(p []byte) (int, error) { return s.out.Write(p) }

// Size is that of Terminal; 80 by 24 where it can't be told.
func (s screen) Size() (wide, high int) {
	wide, high, err := term.GetSize(s.out.Fd())
	if err != nil || wide < 1 || high < 1 {
		return 80, 24
	}
	return wide, high
}
