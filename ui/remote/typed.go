package remote

import (
	"context"
	"io"
)

// typed is what comes from the other side of a session. The door and the
// screens read it one after the other; a reading that the door has begun must
// not swallow the first key of the screens.
type typed struct {
	ctx    context.Context
	pieces chan []byte
	end    context.CancelFunc
}

// typing reads from a session as long as it is there.
func typing(ctx context.Context, from io.Reader) *typed {
	t := &typed{ctx: ctx, pieces: make(chan []byte), end: func() {}}
	go func() {
		defer close(t.pieces)
		for {
			piece := make([]byte, 1024)
			n, err := from.Read(piece)
			if n > 0 {
				select {
				case t.pieces <- piece[:n]:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return t
}

// turn is a reader for one program; that of the program before has ended.
func (t *typed) turn() io.Reader {
	t.end()
	var ctx context.Context
	ctx, t.end = context.WithCancel(t.ctx)
	return &turn{ctx: ctx, pieces: t.pieces}
}

// turn is what is typed while one program runs.
type turn struct {
	ctx    context.Context
	pieces <-chan []byte
	rest   []byte
}

// Read is that of io.Reader.
func (t *turn) Read(p []byte) (int, error) {
	for len(t.rest) == 0 {
		select {
		case <-t.ctx.Done():
			return 0, io.EOF
		case piece, open := <-t.pieces:
			if !open {
				return 0, io.EOF
			}
			t.rest = piece
		}
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}
