package remote

import (
	"slices"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"alur/ui/remote/join"
)

// What a connection may ask for: so many sessions at once, and of each so many
// variables, none longer.
const (
	mostChannels  = 8
	mostVariables = 8
	longestWord   = 200
)

// narrow opens a session of SSH that can be the screens or a command, and
// nothing else: no agent, no signals, no variables but a few.
func (s *server) narrow(srv *ssh.Server, conn *gossh.ServerConn, ch gossh.NewChannel, ctx ssh.Context) {
	if !s.enter(conn, 1) {
		_ = ch.Reject(gossh.ResourceShortage, "too many sessions") // It is over either way.
		return
	}
	defer s.enter(conn, -1)
	ssh.DefaultSessionHandler(srv, conn, narrowed{ch}, ctx)
}

// enter counts the sessions of a connection; false where there are too many.
func (s *server) enter(conn *gossh.ServerConn, n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.channels[conn]+n > mostChannels {
		return false
	}
	if s.channels[conn] += n; s.channels[conn] == 0 {
		delete(s.channels, conn)
	}
	return true
}

// narrowed is a session that is asked only for what there is.
type narrowed struct{ gossh.NewChannel }

// Accept is that of gossh.NewChannel.
func (n narrowed) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, asked, err := n.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	answered := make(chan *gossh.Request)
	go func() {
		defer close(answered)
		variables := 0
		for r := range asked {
			if r.Type == "env" {
				variables++
			}
			if variables > mostVariables || !isThere(r) {
				_ = r.Reply(false, nil) // Whoever has gone needs no answer.
				continue
			}
			answered <- r
		}
	}()
	return ch, answered, nil
}

// isThere reports whether there is what a request asks for.
func isThere(r *gossh.Request) bool {
	switch r.Type {
	case "pty-req", "window-change", "shell", "exec":
		return true
	case "env":
		var v struct{ Name, Value string }
		return gossh.Unmarshal(r.Payload, &v) == nil && len(v.Value) <= longestWord && !strings.ContainsAny(v.Value, "\r\n\x00") &&
			slices.Contains([]string{"COLORTERM", "NO_COLOR", join.Window, join.Host}, v.Name)
	}
	return false
}
