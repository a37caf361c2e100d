package eventlog

import (
	"bytes"
	"errors"
	"io"
)

// The faults of a row of CSV.
var (
	errQuote = errors.New("a quotation mark is out of place")
	errOpen  = errors.New("a quotation mark is not closed")
)

// scanner reads the rows of a CSV file by RFC 4180, as encoding/csv does in
// its strict form, without making a text of every cell. A test holds the two
// equal.
type scanner struct {
	feed
	comma byte
	// line is that of the row given last; next that of the one to come.
	line, next int
	cells      [][]byte
	unquoted   []byte
}

func newScanner(r io.Reader) *scanner {
	return &scanner{feed: newFeed(r), comma: ',', next: 1}
}

// row gives the cells of the next row; they hold until the one after. Rows
// without any text are passed over. io.EOF ends them.
func (s *scanner) row() ([][]byte, error) {
	for {
		s.line = s.next
		line, err := s.wholeLine()
		if err != nil {
			return nil, err
		}
		s.next++
		if len(line) == 0 {
			continue
		}
		if s.plain(line) {
			return s.cells, nil
		}
		return s.quoted(line)
	}
}

// wholeLine takes the next line without its end.
func (s *scanner) wholeLine() ([]byte, error) {
	from := 0
	for {
		if i := bytes.IndexByte(s.buf[s.at+from:s.end], '\n'); i >= 0 {
			line := s.buf[s.at : s.at+from+i]
			s.at += from + i + 1
			return trimCR(line), nil
		}
		from = s.end - s.at
		more, err := s.fill()
		if err != nil {
			return nil, err
		}
		if more {
			continue
		}
		line := s.buf[s.at:s.end]
		s.at = s.end
		if len(line) == 0 {
			return nil, io.EOF
		}
		return trimCR(line), nil
	}
}

func trimCR(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// plain parts a line without quotation marks; false where it has one.
func (s *scanner) plain(line []byte) bool {
	s.cells = s.cells[:0]
	from, comma := 0, s.comma
	for i, c := range line {
		switch c {
		case comma:
			s.cells = append(s.cells, line[from:i])
			from = i + 1
		case '"':
			return false
		}
	}
	s.cells = append(s.cells, line[from:])
	return true
}

// quoted parts a row with quotation marks, which may go over several lines.
func (s *scanner) quoted(line []byte) ([][]byte, error) {
	// Further lines are read over the buffer, so the row is copied, and cells
	// are cut out of the copy at the end.
	s.unquoted = s.unquoted[:0]
	var ends []int
	rest := line
	for {
		var cell []byte
		if len(rest) == 0 || rest[0] != '"' {
			cell = rest
			after := bytes.IndexByte(rest, s.comma)
			if after >= 0 {
				cell = rest[:after]
			}
			if bytes.IndexByte(cell, '"') >= 0 {
				return nil, errQuote
			}
			s.unquoted = append(s.unquoted, cell...)
			ends = append(ends, len(s.unquoted))
			if after < 0 {
				break
			}
			rest = rest[after+1:]
			continue
		}
		after, last, err := s.inQuotes(rest[1:])
		if err != nil {
			return nil, err
		}
		ends = append(ends, len(s.unquoted))
		if last {
			break
		}
		rest = after
	}
	s.cells = s.cells[:0]
	from := 0
	for _, to := range ends {
		s.cells = append(s.cells, s.unquoted[from:to:to])
		from = to
	}
	return s.cells, nil
}

// inQuotes takes a cell behind its opening mark, and gives what follows the
// comma after it; last where none does.
func (s *scanner) inQuotes(rest []byte) (after []byte, last bool, err error) {
	for {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			s.unquoted = append(append(s.unquoted, rest...), '\n')
			if len(s.unquoted) > maxPiece {
				return nil, false, errTooBig
			}
			if rest, err = s.wholeLine(); err != nil {
				if errors.Is(err, io.EOF) {
					err = errOpen
				}
				return nil, false, err
			}
			s.next++
			continue
		}
		s.unquoted = append(s.unquoted, rest[:i]...)
		rest = rest[i+1:]
		switch {
		case len(rest) == 0:
			return nil, true, nil
		case rest[0] == '"':
			s.unquoted = append(s.unquoted, '"')
			rest = rest[1:]
		case rest[0] == s.comma:
			return rest[1:], false, nil
		default:
			return nil, false, errQuote
		}
	}
}
