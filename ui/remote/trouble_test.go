//go:build !race

package remote

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/ui/remote/join"
)

// fileOnAir is a shop in a file, with a PC that was let in; what is run over the
// line ends with a status.
func fileOnAir(t *testing.T, lang model.Lang, status int) (s *shopOnAir, key gossh.Signer, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "shop.db")
	engine, err := bolt.Create(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly(), Timeout: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := store.Open(t.Context(), engine, store.Options{Clock: time.Now, NewOp: newOp()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	s, key = &shopOnAir{t: t, store: opened, folder: t.TempDir(), command: func(context.Context, Command) int { return status }}, pc(t)
	s.do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Lang: lang}, Owner: "Hendra"})
	s.do("hendra", model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"})
	s.serve()
	return s, key, path
}

// While another program does not let go of the shop's file a PC is told so in a
// sentence that names no file, and its alur join comes again by itself; a
// command ends as refused.
func TestAFileInUseSendsNobodyAway(t *testing.T) {
	s, key, path := fileOnAir(t, model.Indonesian, 2)
	s.open(s.connect(key), 80, 24).sees("Who are you?")
	c := s.connect(key)
	other, err := bolt.Open(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	err = other.View(t.Context(), func(kv.Tx) error {
		// Who asks whether the line stands hears so at once.
		if ok, lang, err := c.SendRequest(join.Asking, true, nil); !ok || string(lang) != "id" || err != nil {
			t.Errorf("the line is said to be %v, %q, %v", ok, lang, err)
		}
		w := s.open(c, 80, 24)
		w.sees("Berkas toko sedang dipakai program lain")
		var exit *gossh.ExitError
		if err := <-w.ended; !errors.As(err, &exit) || exit.ExitStatus() != join.Again {
			t.Errorf("the screens end with %v", err)
		}
		if said := w.shown.all.String(); strings.Contains(said, path) {
			t.Errorf("it tells of the shop's PC: %s", said)
		}
		sess, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := sess.Run("alur next"); !errors.As(err, &exit) || exit.ExitStatus() != 1 {
			t.Errorf("a command ends with %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.open(c, 80, 24).sees("Who are you?")
}

// A file that somebody moved away under the server: another PC is told in words
// where the work is and what to do, and nothing of where the file lay.
func TestAFileThatWasMovedAway(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in use is not to be moved there")
	}
	s, key, path := fileOnAir(t, model.English, 0)
	c := s.connect(key)
	s.open(c, 80, 24).sees("Who are you?")
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	sess, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	sess.Stderr = &said
	var exit *gossh.ExitError
	if err := sess.Run("alur next"); !errors.As(err, &exit) || exit.ExitStatus() != 1 {
		t.Errorf("it ends with %v", err)
	}
	if !strings.HasPrefix(said.String(), "The shop's file is not where alur serve had it.") || strings.Contains(said.String(), path) {
		t.Errorf("it says %q", said.String())
	}
}

// An older file was put in the place of the shop's: a PC that was let in since
// is told so, and not that it was removed.
func TestAnOlderFileInThePlaceOfTheShops(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in use is not to be moved there")
	}
	path := filepath.Join(t.TempDir(), "shop.db")
	engine, err := bolt.Create(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := store.Open(t.Context(), engine, store.Options{Clock: time.Now, NewOp: newOp()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	s, key := &shopOnAir{t: t, store: opened, folder: t.TempDir()}, pc(t)
	s.do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Lang: model.English}, Owner: "Hendra"})
	old, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path+".old", old, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.do("hendra", model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"})
	s.serve()
	w := s.open(s.connect(key), 80, 24)
	w.sees("Who are you?")
	if err := os.Rename(path+".old", path); err != nil {
		t.Fatal(err)
	}
	w.sees("The shop was restored to a time before this PC was let in.")
	w.ends()
}
