package etcdtest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/storetest"

	"go.etcd.io/etcd/client/v3"
)

// TestALongHistoryMovesToEtcdAndBack: `alur copy` brings a shop with a long
// history from its file to three servers, as a shop in earnest has them, and from
// there to another file. Each way it is killed in the middle and begun again. All
// three have one head, are clean by `alur check`, and export the same, byte for
// byte. It is some thousand events as it stands; a million are
//
//	ALUR_EVENTS=1000000 go -C store/kv/etcd/etcdtest test -timeout 90m -run ALongHistoryMoves -v .
//
// which wants some 10 GB in the folder for tests ($TMPDIR) and of memory.
func TestALongHistoryMovesToEtcdAndBack(t *testing.T) {
	events, err := strconv.ParseUint(cmp.Or(os.Getenv("ALUR_EVENTS"), "8000"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, 3)
	dir := t.TempDir()
	here, url, back := filepath.Join(dir, "shop.db"), c.at("moved"), filepath.Join(dir, "back.db")
	head := longShop(t, here, events)
	pc := c.pc(t)
	// The rows of an event have some 450 bytes, and 570 on the line.
	gate := func() *gate { return gated(t, c.members[0].client, int64(head.Seq)*400) } //nolint:gosec // It is counted.

	g := gate()
	pc.killed(t, g, here, g.url("moved"))
	pc.fails([]string{"next", "--store", url}, "is a copy that was not finished")
	before := c.rows(t, "moved")
	pc.copied(t, here, url, head)
	all := c.rows(t, "moved")
	t.Logf("%d of %d rows were on the servers when it was killed; %d MB lie on each", before, all, c.size(t)>>20)

	g = gate()
	pc.killed(t, g, g.url("moved"), back)
	pc.fails([]string{"next", "--db", back}, "is a copy that was not finished")
	returned := rowsOf(t, back)
	pc.copied(t, url, back, head)
	t.Logf("%d rows were in the file when it was killed", returned)
	if before < all/20 || returned < all/20 || rowsOf(t, back) != all || rowsOf(t, here) != all {
		t.Errorf("%d and %d of %d rows were there when it was killed, and %d at the end", before, returned, all, rowsOf(t, back))
	}

	places := []string{"--db=" + here, "--store=" + url, "--db=" + back}
	for _, place := range places {
		begun := time.Now()
		pc.does([]string{"check", place}, head.String())
		t.Logf("%s is clean: %.1f s", place, time.Since(begun).Seconds())
	}
	for _, what := range []string{"events", "tasks", "cases"} {
		var sums []string
		for _, place := range places {
			sums = append(sums, pc.exported(t, what, place))
		}
		if sums[0] != sums[1] || sums[0] != sums[2] {
			t.Errorf("%s are exported as %s", what, sums)
		}
	}
}

// longShop is a shop with so many events and some open orders, in a file.
func longShop(t *testing.T, path string, events uint64) store.Head {
	t.Helper()
	begun := time.Now()
	file, err := bolt.Create(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	now, n := time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC), 0
	s, err := store.Open(t.Context(), file, store.Options{
		Clock: func() time.Time { now = now.Add(time.Second); return now },
		NewOp: func() string { n++; return fmt.Sprint("long-", n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(storetest.Shop(t.Context(), s), storetest.Fill(t.Context(), s, events, 20)); err != nil {
		t.Fatal(err)
	}
	head, err := s.Head(t.Context())
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s is made in %.1f s", head, time.Since(begun).Seconds())
	return head
}

// copying is `alur copy` as a program of its own.
func (p *pc) copying(from, to string) (cmd *exec.Cmd, out *bytes.Buffer) {
	cmd, out = exec.Command(os.Args[0], "copy", from, to), &bytes.Buffer{}
	cmd.Env = append(os.Environ(), alurEnv+"=1", "ALUR_HOME="+p.home, "ALUR_LANG=en")
	cmd.Stdout, cmd.Stderr = out, out
	return cmd, out
}

// killed is a copy that is killed where its line stands still.
func (p *pc) killed(t *testing.T, g *gate, from, to string) {
	t.Helper()
	begun := time.Now()
	cmd, out := p.copying(from, to)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-g.shut:
	case err := <-ended:
		t.Fatalf("the copy ended before it was killed: %v\n%s", err, out)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
	t.Logf("%s to %s, killed: %.1f s", from, to, time.Since(begun).Seconds())
}

// copied is a copy that comes to its end, with its head.
func (p *pc) copied(t *testing.T, from, to string, head store.Head) {
	t.Helper()
	begun := time.Now()
	cmd, out := p.copying(from, to)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if want := fmt.Sprintf("%s  %s\n", to, head); out.String() != want {
		t.Errorf("the copy says %q, not %q", out, want)
	}
	t.Logf("%s to %s, to the end: %.1f s", from, to, time.Since(begun).Seconds())
}

// exported is how much an export wrote, and its sum.
func (p *pc) exported(t *testing.T, what, place string) string {
	t.Helper()
	begun := time.Now()
	sum, n := sha256.New(), new(counter)
	if status, talk := p.writes(t.Context(), io.MultiWriter(sum, n), "export", what, place); status != 0 {
		t.Fatalf("%s: %s", place, talk)
	}
	text := fmt.Sprintf("%d bytes, %x", *n, sum.Sum(nil)[:8])
	t.Logf("the %s of %s: %s, %.1f s", what, place, text, time.Since(begun).Seconds())
	return text
}

// counter counts what is written.
type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

// rows are how many a shop has on the servers.
func (c *cluster) rows(t *testing.T, shop string) int {
	t.Helper()
	r, err := c.plain().Get(t.Context(), shop+":k", clientv3.WithPrefix(), clientv3.WithCountOnly())
	if err != nil {
		t.Fatal(err)
	}
	return int(r.Count)
}

// size is what lies on a server, in bytes.
func (c *cluster) size(t *testing.T) int64 {
	t.Helper()
	status, err := c.plain().Status(t.Context(), c.members[0].client)
	if err != nil {
		t.Fatal(err)
	}
	return status.DbSize
}

// rowsOf are how many a file has.
func rowsOf(t *testing.T, path string) (n int) {
	t.Helper()
	file, err := bolt.Open(t.Context(), path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = file.View(t.Context(), func(tx kv.Tx) error {
		return tx.Scan(nil, nil, func(_, _ []byte) error { n++; return nil })
	})
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}
