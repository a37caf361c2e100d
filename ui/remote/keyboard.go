package remote

import (
	"context"
	"io"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// keyboard is a terminal elsewhere, whose keys come one by one and unseen.
type keyboard struct {
	in  io.Reader
	out io.Writer
	// end ends the command: Ctrl+C.
	end func()
}

// The most bytes of a secret, and of a line.
const mostSecret, mostLine = 64, 4096

// secret asks for a text that is not shown.
func (k *keyboard) secret(prompt string) (string, error) {
	if _, err := io.WriteString(k.out, prompt); err != nil {
		return "", err
	}
	return k.line(mostSecret, false)
}

// line reads a line; shown, it is seen as it is typed. Keys that only move are
// left out.
func (k *keyboard) line(most int, shown bool) (string, error) {
	var text []byte
	one, moved := make([]byte, 1), sequence(0)
	show := func(piece string) error {
		if !shown {
			return nil
		}
		_, err := io.WriteString(k.out, piece)
		return err
	}
	for {
		if _, err := io.ReadFull(k.in, one); err != nil {
			return "", err
		}
		var err error
		switch c := one[0]; {
		case moved.takes(c):
		case c == '\r' || c == '\n':
			_, err := io.WriteString(k.out, "\r\n")
			return string(text), err
		case c == 3 || c == 4: // Ctrl+C and Ctrl+D.
			k.end()
			return "", context.Canceled
		case c == 8 || c == 127:
			_, last := utf8.DecodeLastRune(text)
			for range ansi.StringWidth(string(text[len(text)-last:])) {
				err = show("\b \b")
			}
			text = text[:len(text)-last]
		case c >= ' ' && len(text) < most:
			text = append(text, c)
			err = show(string(one))
		}
		if err != nil {
			return "", err
		}
	}
}

// typedLines are the lines typed at a terminal, one after the other.
type typedLines struct {
	keys *keyboard
	rest []byte
}

// Read is that of io.Reader.
func (t *typedLines) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		line, err := t.keys.line(mostLine, true)
		if err != nil {
			return 0, err
		}
		t.rest = []byte(line + "\n")
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// sequence counts the bytes of a key that is more than one, such as an arrow.
type sequence int

// takes reports whether a byte is part of one.
func (s *sequence) takes(c byte) bool {
	switch {
	case *s == 0 && c != 27:
		return false
	case *s == 1 && c != '[' && c != 'O', *s > 1 && c >= '@' && c <= '~':
		*s = 0
	default:
		*s++
	}
	return true
}
