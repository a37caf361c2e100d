package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"

	"alur/model"
)

// askPIN reads a PIN: unseen at a terminal, else the next line of standard
// input. It is never an argument, where others could read it.
func (a *app) askPIN(prompt model.Say, args ...any) (string, error) {
	if c := a.env.Caller; c != nil {
		if c.Secret != nil {
			return c.Secret(a.say(prompt, args...))
		}
		a.mutter(a.say(prompt, args...))
		defer a.mutter("\n")
		return a.readLine()
	}
	if f, ok := a.env.Stdin.(interface{ Fd() uintptr }); ok && a.env.IsTerminal(a.env.Stdin) {
		a.mutter(a.say(prompt, args...))
		pin, err := term.ReadPassword(f.Fd())
		a.mutter("\n")
		if err != nil {
			return "", fmt.Errorf("read the PIN: %w", err)
		}
		return strings.TrimSpace(string(pin)), nil
	}
	return a.readLine()
}

// readLine reads one line byte by byte, so that what follows is left for the
// next reader.
func (a *app) readLine() (string, error) {
	var line []byte
	one := make([]byte, 1)
	for len(line) < 1000 {
		n, err := a.env.Stdin.Read(one)
		if n == 1 && one[0] == '\n' {
			break
		}
		line = append(line, one[:n]...)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("read standard input: %w", err)
		}
	}
	return strings.TrimSpace(string(line)), nil
}
