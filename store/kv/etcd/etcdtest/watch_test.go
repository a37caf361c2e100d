//go:build linux && !race

package etcdtest

import (
	"testing"
	"time"

	"go.etcd.io/etcd/client/v3"
)

// TestAWatchThatWasLostTellsWhatItMissed: a host loses its line to the server,
// others work meanwhile, and what happened is compacted away before the line is
// back: the host is told all the same, of that and of what comes.
func TestAWatchThatWasLostTellsWhatItMissed(t *testing.T) {
	c := start(t, 1)
	lines := newProxies(t)
	lines.knows("m0", portClient, c.members[0].client)
	at := c.address(t, "watch")
	at.Hosts = []string{lines.reached("h0", "m0", portClient)}
	db, others := opened(t, at), c.open(t, "watch")
	moves, err := db.Moves(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	told := func(what string) {
		t.Helper()
		select {
		case <-moves:
		case <-time.After(30 * time.Second):
			t.Fatalf("%s: nobody is told", what)
		}
	}
	told("it begins")
	put(t, others, "Ca", "1")
	told("an act of others")

	lines.cut("h0", ofServers)
	lines.drop("h0")
	put(t, others, "Ca", "2")
	put(t, others, "Ca", "3")
	r, err := c.plain().Get(t.Context(), "watch:turn")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.plain().Compact(t.Context(), r.Header.Revision, clientv3.WithCompactPhysical()); err != nil {
		t.Fatal(err)
	}
	select { // What was told of before the line was lost.
	case <-moves:
	default:
	}
	lines.mend("h0", ofServers)
	told("what was missed")
	if v := get(t, db, "Ca"); v != "3" {
		t.Errorf("it sees %q", v)
	}
	for settled := false; !settled; {
		select {
		case <-moves:
		case <-time.After(3 * time.Second):
			settled = true
		}
	}
	put(t, others, "Ca", "4")
	told("what comes then")
}
