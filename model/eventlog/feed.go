package eventlog

import (
	"bytes"
	"errors"
	"io"

	"alur/model"
)

// maxPiece is how long a row of CSV or a tag of XML may be. A longer one is a
// quotation mark that is not closed, and would take the rest of the file into
// memory.
const maxPiece = 16 << 20

var errTooBig = errors.New("the piece is too long")

// feed reads a file piece by piece. What was read and not yet taken is
// buf[at:end].
type feed struct {
	src     io.Reader
	buf     []byte
	at, end int
	done    bool
}

func newFeed(r io.Reader) feed { return feed{src: r, buf: make([]byte, 256<<10)} }

// fill reads more behind what is there, and reports whether there was any.
func (f *feed) fill() (bool, error) {
	if f.done {
		return false, nil
	}
	if f.at > 0 {
		copy(f.buf, f.buf[f.at:f.end])
		f.end -= f.at
		f.at = 0
	}
	if f.end == len(f.buf) {
		if len(f.buf) >= maxPiece {
			return false, errTooBig
		}
		f.buf = append(f.buf, make([]byte, len(f.buf))...)
	}
	for range 100 {
		n, err := f.src.Read(f.buf[f.end:])
		f.end += n
		switch {
		case errors.Is(err, io.EOF):
			f.done = true
			return n > 0, nil
		case err != nil:
			return false, err
		case n > 0:
			return true, nil
		}
	}
	return false, io.ErrNoProgress
}

// peek is what lies ahead, at least n bytes where the file has them.
func (f *feed) peek(n int) ([]byte, error) {
	for f.end-f.at < n {
		more, err := f.fill()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
	}
	return f.buf[f.at:f.end], nil
}

// mark passes over the mark of UTF-8 at the begin of a file; those of UTF-16
// are a fault.
func (f *feed) mark() error {
	ahead, err := f.peek(3)
	switch {
	case err != nil:
		return err
	case bytes.HasPrefix(ahead, []byte{0xff, 0xfe}), bytes.HasPrefix(ahead, []byte{0xfe, 0xff}):
		return &Fault{Say: model.Say{EN: "it is not written in UTF-8; save it in UTF-8", ID: "tidak ditulis dalam UTF-8; simpan dalam UTF-8"}}
	case bytes.HasPrefix(ahead, []byte("\ufeff")):
		f.at += 3
	}
	return nil
}
