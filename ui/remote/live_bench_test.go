//go:build !race

package remote

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
	"alur/ui"
)

// BenchmarkAnActOnAnotherScreen is how long an act takes from the moment it is
// done until the team board on another PC is drawn with it, over SSH: done by
// the program that serves, and by another program on the same file. Run it with
// -benchtime 100x.
func BenchmarkAnActOnAnotherScreen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "shop.db")
	engine, err := bolt.Create(b.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		b.Fatal(err)
	}
	newOp := newOp()
	opened := func(engine *bolt.DB) *store.Store {
		s, err := store.Open(b.Context(), engine, store.Options{Clock: time.Now, NewOp: newOp})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		return s
	}
	s := opened(engine)
	if err := storetest.Shop(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	if engine, err = bolt.Open(b.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()}); err != nil {
		b.Fatal(err)
	}
	other := opened(engine)
	drawn := boardElsewhere(b, s)
	n := 0
	for _, by := range []struct {
		name  string
		store *store.Store
	}{{"by the server", s}, {"by another program", other}} {
		b.Run(by.name, func(b *testing.B) {
			var took []time.Duration
			for range b.N {
				n++
				no := fmt.Sprintf("LIVE-%05d", n)
				r, err := by.store.Do(context.Background(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order(no)}})
				if err != nil {
					b.Fatal(err)
				}
				begun := time.Now()
				select {
				case at := <-drawn:
					took = append(took, at.Sub(begun))
				case <-time.After(patience):
					b.Fatalf("%s is not drawn", r.Case)
				}
				settle(drawn, 100*time.Millisecond) // What else this act draws.
				if _, err := by.store.Do(context.Background(), model.Command{By: "hendra", Act: model.CancelCase{Case: r.Case, Reason: "measured"}}); err != nil {
					b.Fatal(err)
				}
				settle(drawn, 600*time.Millisecond)
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op") // The pauses are no measure.
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
		})
	}
}

// arrivals tells when something is drawn.
type arrivals chan time.Time

func (a arrivals) Write(p []byte) (int, error) {
	select {
	case a <- time.Now():
	default:
	}
	return len(p), nil
}

// settle waits until nothing was drawn for so long.
func settle(drawn <-chan time.Time, quiet time.Duration) {
	for {
		select {
		case <-drawn:
		case <-time.After(quiet):
			return
		}
	}
}

// boardElsewhere opens the team board on another PC, and tells when it is drawn
// anew.
func boardElsewhere(b *testing.B, s *store.Store) <-chan time.Time {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan net.Addr, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Store: s, Addr: "127.0.0.1:0", Folder: b.TempDir(),
			Screens: func(o ui.Options) ui.Options { o.Person, o.Lang = "hendra", model.English; return o },
			Command: func(context.Context, Command) int { return 2 },
			Ready:   func(addr net.Addr) { ready <- addr },
		})
	}()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	})
	key := pc(b)
	if _, err := s.Do(ctx, model.Command{By: "hendra", Act: model.ApproveStation{Key: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), Name: "BOARD"}}); err != nil {
		b.Fatal(err)
	}
	c, err := gossh.Dial("tcp", (<-ready).String(), &gossh.ClientConfig{User: "board", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close() })
	sess, err := c.NewSession()
	if err != nil {
		b.Fatal(err)
	}
	drawn := make(arrivals, 1)
	sess.Stdout = drawn
	keys, err := sess.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := sess.RequestPty("xterm-256color", 40, 120, gossh.TerminalModes{}); err != nil {
		b.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		b.Fatal(err)
	}
	for _, key := range []string{"", "\x1b[17~"} { // F6.
		if _, err := keys.Write([]byte(key)); err != nil {
			b.Fatal(err)
		}
		settle(drawn, 1500*time.Millisecond)
	}
	return drawn
}
