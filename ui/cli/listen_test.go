//go:build !race

// See ssh_test.go.

package cli

import (
	"bytes"
	"net"
	"strings"
	"testing"
)

// A port that is taken is one sentence and nothing else, in both languages; the
// server was not begun.
func TestAPortThatIsTaken(t *testing.T) {
	s := &served{t: t, home: t.TempDir()}
	s.alur("", "init", "--shop", "Toko Maju", "--owner", "Hendra")
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	at := other.Addr().String()
	for flag, says := range map[string]map[string]string{
		"--ssh":  {"en": "At " + at + " another program listens already", "id": "Di " + at + " sudah ada program lain"},
		"--http": {"en": "At " + at + " another program listens already", "id": "Di " + at + " sudah ada program lain"},
	} {
		for lang, want := range says {
			var out, talk bytes.Buffer
			status := Run(t.Context(), s.env("", &out, &talk, "serve", flag, at, "--lang", lang))
			if status != 1 || out.Len() > 0 || !strings.HasPrefix(talk.String(), want) || strings.Count(talk.String(), "\n") != 1 {
				t.Errorf("serve %s ends with %d and says %q %q", flag, status, out.String(), talk.String())
			}
		}
	}
	var out, talk bytes.Buffer
	if status := Run(t.Context(), s.env("", &out, &talk, "serve", "--ssh", "203.0.113.9:2222")); status != 1 || !strings.Contains(talk.String(), "no address of this PC") {
		t.Errorf("at another PC's address it ends with %d and says %q", status, talk.String())
	}
}

// A port alone is enough.
func TestAPortAlone(t *testing.T) {
	for _, c := range []struct{ at, want serveAt }{
		{serveAt{ssh: "2622"}, serveAt{ssh: ":2622"}},
		{serveAt{ssh: ":2622", http: "8080"}, serveAt{ssh: ":2622", http: "127.0.0.1:8080"}},
		{serveAt{ssh: "10.0.0.5:2622", http: ":8080"}, serveAt{ssh: "10.0.0.5:2622", http: ":8080"}},
		{serveAt{ssh: "99999"}, serveAt{ssh: "99999"}},
	} {
		if got := c.at.whole(); got != c.want {
			t.Errorf("%+v is %+v", c.at, got)
		}
	}
}
