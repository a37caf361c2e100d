//go:build !race

// See ssh_test.go.

package cli

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// joined is a PC where alur join was used before: it knows the host.
type joined struct {
	*served
	home string
}

func (s *served) joins() joined {
	s.t.Helper()
	j := joined{s, s.t.TempDir()}
	key, err := os.ReadFile(filepath.Join(s.home, "ssh_host_ed25519.pub"))
	if err == nil {
		err = os.MkdirAll(filepath.Join(j.home, "join"), 0o700)
	}
	words := strings.Fields(string(key))
	if err == nil {
		err = os.WriteFile(filepath.Join(j.home, "join", "known_hosts"), []byte(s.addr+" "+words[0]+" "+words[1]+"\n"), 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return j
}

// alur runs a command on the other PC.
func (j joined) alur(in string, args ...string) (status int, out, talk string) {
	var o, e bytes.Buffer
	env := j.env(in, &o, &e, args...)
	env.Getenv = func(name string) string { return map[string]string{"ALUR_HOME": j.home, "ALUR_LANG": "en"}[name] }
	status = Run(j.t.Context(), env)
	return status, o.String(), e.String()
}

// A PC that uses alur join runs a command of the shop with the key it has, and
// keeps what comes in a file of its own.
func TestAPCThatJoinedBringsAnExportHome(t *testing.T) {
	s := serve(t)
	s.alur("2468\n", "person", "pin", "Hendra")
	j := s.joins()
	status, _, talk := j.alur("", "join", s.addr, "--run", "next")
	code := regexp.MustCompile(`[A-Z2-7]{5}-[A-Z2-7]{5}`).FindString(talk)
	if status != 1 || code == "" {
		t.Fatalf("%d %s", status, talk)
	}
	s.alur("", "station", "approve", code, "KASIR-2")

	file := filepath.Join(j.home, "tasks.csv")
	fetch := []string{"join", s.addr, "--run", "export tasks --as hendra", "-o", file}
	if status, out, talk := j.alur("9999\n", fetch...); status != 1 || !strings.Contains(talk, "Wrong PIN. 4 tries left.") || strings.Count(talk, "\n") != 2 {
		t.Errorf("with another's PIN it ends with %d and says %q %q", status, out, talk)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was kept of a command that was refused")
	}
	if status, out, talk := j.alur("2468\n", fetch...); status != 0 || out != "" || !strings.HasPrefix(talk, "PIN of Hendra: \n") {
		t.Errorf("it ends with %d and says %q %q", status, out, talk)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != s.alur("", "export", "tasks") {
		t.Errorf("the file has %q, %v", got, err)
	}
	if status, _, talk := j.alur("2468\n", fetch...); status != 1 || !strings.Contains(talk, "was left as it is") {
		t.Errorf("over a file it ends with %d and says %q", status, talk)
	}
	if status, _, talk := j.alur("", "join", s.addr, "--run", "nxet"); status != 2 || !strings.Contains(talk, "There is no command") {
		t.Errorf("a word that is none ends with %d and says %q", status, talk)
	}
	if status, _, talk := j.alur("", "join", freePort(t), "--run", "next"); status != 1 || !strings.Contains(talk, "nobody answers") {
		t.Errorf("where nobody is it ends with %d and says %q", status, talk)
	}
	if status, _, talk := j.alur("", "join", strings.Replace(s.addr, "127.0.0.1", "localhost", 1), "--run", "next"); status != 1 || !strings.Contains(talk, "has not met localhost") {
		t.Errorf("at the first meeting it ends with %d and says %q", status, talk)
	}
	if status, _, talk := j.alur("", "join", s.addr, "-o", file); status != 2 || !strings.Contains(talk, "--run") {
		t.Errorf("-o alone ends with %d and says %q", status, talk)
	}
}

// The flags that change how alur shows itself go over the line.
func TestLooksGoOverTheLine(t *testing.T) {
	s := serve(t)
	s.alur("1234\n", "person", "pin", "Sari")
	s.letIn("KASIR-1")
	j := s.joins()
	_, _, talk := j.alur("", "join", s.addr, "--run", "next", "--lang", "id")
	code := regexp.MustCompile(`[A-Z2-7]{5}-[A-Z2-7]{5}`).FindString(talk)
	s.alur("", "station", "approve", code, "KASIR-2")
	if status, out, talk := j.alur("1234\n", "join", s.addr, "--lang", "id", "--ascii", "--run", "next --as Sari"); status != 0 || !strings.Contains(out, "Tidak ada") {
		t.Errorf("in Indonesian it ends with %d and says %q %q", status, out, talk)
	}
	if status, out, talk := j.alur("Sari\n1234\n", "join", s.addr, "--plain", "--lang", "id"); status != 0 || !strings.Contains(out, "Siapa Anda?") || !strings.Contains(out, "Tidak ada tugas saat ini.") {
		t.Errorf("a talk in plain lines ends with %d and says %q %q", status, out, talk)
	}

	// The screens open in the language that is asked for, before any PIN.
	sess := s.session()
	shown, err := sess.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := sess.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.Start("alur --lang id"); err != nil {
		t.Fatal(err)
	}
	seen, piece := "", make([]byte, 4096)
	for !strings.Contains(seen, "Siapa Anda?") {
		n, err := shown.Read(piece)
		if seen += string(piece[:n]); err != nil {
			t.Fatalf("the screens end with %v, and say %q", err, seen)
		}
	}
}

// freePort is an address at which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}
