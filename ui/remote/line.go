package remote

import (
	"io"
	"time"

	"charm.land/ssh"
)

// line is the connection of a session: what comes in comes no faster than a
// rate, and a PC that reads nothing is not waited for.
type line struct {
	ssh.Session
	rate  int
	stuck time.Duration
	cut   func()
	// from is when the bytes counted began.
	from    time.Time
	counted int
}

// Read is that of io.Reader, at a rate: a sender that is faster is held back
// by SSH itself, which gives it no more room meanwhile.
func (l *line) Read(p []byte) (int, error) {
	now := time.Now()
	if now.Sub(l.from) > time.Second {
		l.from, l.counted = now, 0
	}
	if l.counted >= l.rate {
		select {
		case <-time.After(time.Second - now.Sub(l.from)):
		case <-l.Context().Done():
			return 0, io.EOF
		}
		l.from, l.counted = time.Now(), 0
	}
	n, err := l.Session.Read(p[:min(len(p), l.rate)])
	l.counted += n
	return n, err
}

// Write is that of io.Writer.
func (l *line) Write(p []byte) (int, error) { return patient{l.Session, l.stuck, l.cut}.Write(p) }

// errors is the other stream, which is waited for no longer.
func (l *line) errors() io.Writer { return patient{l.Session.Stderr(), l.stuck, l.cut} }

// lineOf is the connection of a session.
func (s *server) lineOf(sess ssh.Session, rate int) *line {
	return &line{Session: sess, rate: rate, stuck: s.stuckTime, cut: cutter(sess)}
}

// patient is a writer that gives up on a reader that does not read.
type patient struct {
	io.Writer
	stuck time.Duration
	cut   func()
}

// Write is that of io.Writer.
func (p patient) Write(b []byte) (int, error) {
	t := time.AfterFunc(p.stuck, p.cut)
	defer t.Stop()
	return p.Writer.Write(b)
}
