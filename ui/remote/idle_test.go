//go:build !race

package remote

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
)

// A screen that nobody uses locks, says when it closes, and then does, with a
// sentence; who calls again is let in as ever.
func TestAScreenThatNobodyUsesCloses(t *testing.T) {
	var late atomic.Int64
	s := &shopOnAir{t: t, store: storeAt(t, func() time.Time { return time.Now().Add(time.Duration(late.Load())) })}
	s.do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", IdleLock: "10m"}, Owner: "Hendra"})
	hash, err := model.HashPIN("2468", []byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	s.do("hendra", model.SetPIN{Person: "hendra", Hash: hash})
	key := pc(t)
	s.do("hendra", model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"})
	s.folder, s.idleEnd = t.TempDir(), 2*time.Hour
	s.serve()
	w := s.open(s.connect(key), 80, 24)
	w.sees("Hendra")
	w.insists("2468", "● ● ● ●")
	w.insists("\r", "Nothing to do")
	late.Store(int64(11 * time.Minute))
	w.sees("Locked:")
	w.sees("this window closes at")
	late.Store(int64(3 * time.Hour))
	w.sees("Nobody has used this window since")
	var exit *gossh.ExitError
	if err := <-w.ended; !errors.As(err, &exit) || exit.ExitStatus() != 1 {
		t.Errorf("it ended with %v", err)
	}
	s.open(s.connect(key), 80, 24).sees("Who are you?")
}
