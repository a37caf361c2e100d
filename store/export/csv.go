package export

import (
	"bufio"
	"strings"
)

// csvSink writes CSV, for programs or for Excel.
type csvSink struct {
	w         *bufio.Writer
	excel     bool
	separator string
}

// header also marks a file for Excel, which takes UTF-8 for something else
// without it.
func (s *csvSink) header(names []string) error {
	if s.excel {
		s.write("\ufeff")
	}
	cells := make([]cell, len(names))
	for i, name := range names {
		cells[i] = words(name)
	}
	return s.row(cells)
}

// row writes one row. The writer keeps its first error, so one look at the
// end of the row is enough.
func (s *csvSink) row(cells []cell) error {
	for i, c := range cells {
		if i > 0 {
			s.write(s.separator)
		}
		s.cell(s.guarded(c))
	}
	end := "\n"
	if s.excel {
		end = "\r\n"
	}
	_, err := s.w.WriteString(end)
	return err
}

// write leaves the error to the end of the row or of the file: a buffered
// writer that failed once fails from then on.
func (s *csvSink) write(text string) { _, _ = s.w.WriteString(text) }

func (s *csvSink) guarded(c cell) string {
	if s.excel && c.kind == wordsKind {
		return Guard(c.text)
	}
	return c.text
}

// cell writes a cell, in quotes where RFC 4180 asks for them, and where a space
// at an end would get lost in some readers.
func (s *csvSink) cell(text string) {
	if !s.wantsQuotes(text) {
		s.write(text)
		return
	}
	s.write(`"`)
	for {
		upTo := strings.IndexByte(text, '"') + 1
		if upTo == 0 {
			break
		}
		s.write(text[:upTo])
		s.write(`"`)
		text = text[upTo:]
	}
	s.write(text)
	s.write(`"`)
}

func (s *csvSink) wantsQuotes(text string) bool {
	for _, c := range []byte{'"', '\r', '\n', s.separator[0]} {
		if strings.IndexByte(text, c) >= 0 {
			return true
		}
	}
	return strings.TrimSpace(text) != text
}

// Guard puts a ' in front of a text that a spreadsheet would take for a
// formula: one that begins with = + - @, a tab, a carriage return or a zero
// byte, or with the full-width forms of the four signs.
func Guard(text string) string {
	for _, first := range []string{"=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, first) {
			return "'" + text
		}
	}
	return text
}
