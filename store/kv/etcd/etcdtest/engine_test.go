package etcdtest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"alur/store/kv"
	"alur/store/kv/etcd"
	"alur/store/kv/kvtest"

	"go.etcd.io/etcd/client/v3"
)

// TestOneMember: what every engine promises, and what this one does besides.
func TestOneMember(t *testing.T) {
	c := start(t, 1)
	names := map[string]string{}
	t.Run("suite", func(t *testing.T) {
		kvtest.Run(t, func(t *testing.T) kv.Engine {
			if names[t.Name()] == "" {
				names[t.Name()] = fmt.Sprintf("shop%d", len(names))
			}
			return c.open(t, names[t.Name()])
		})
	})
	t.Run("the last of many keys is found", func(t *testing.T) { lastIsFound(t, c) })
	t.Run("the last of many keys is found on servers that know no streams", func(t *testing.T) {
		old := made(t, 1)
		old.members[0].set = url.Values{"old": {"yes"}}
		old.begin()
		lastIsFound(t, old)
	})
	t.Run("hosts take turns", func(t *testing.T) { hostsTakeTurns(t, c) })
	t.Run("an answer from an older state is asked again", func(t *testing.T) { olderIsAskedAgain(t, c) })
	t.Run("much at once is all or nothing", func(t *testing.T) { muchAtOnce(t, c) })
	t.Run("a host that stopped half way is finished by the next", func(t *testing.T) { halfWay(t, c) })
	t.Run("shops do not see one another", func(t *testing.T) { shopsApart(t, c) })
	t.Run("a backup is loaded again", func(t *testing.T) { backupLoaded(t, c) })
	t.Run("history is compacted under those who read", func(t *testing.T) { compacted(t, c) })
}

func lastIsFound(t *testing.T, c *cluster) {
	db := c.open(t, "many")
	key := func(n int) []byte { return binary.BigEndian.AppendUint64([]byte("E"), uint64(n)) }
	const n = 25_000 // So many are not counted for every page.
	for from := 1; from <= n; from += 1000 {
		err := db.Update(t.Context(), func(tx kv.Tx) error {
			for i := from; i < from+1000; i++ {
				if err := tx.Put(key(i), nil); err != nil {
					return err
				}
			}
			return errors.Join(tx.Put([]byte("EE"+strings.Repeat("x", 40)), nil), tx.Put([]byte("Dz"), nil))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	fresh := c.open(t, "many") // It knows nothing yet.
	for _, to := range []string{"F", "EE", string(key(2500)), string(key(24_990)), string(key(1))} {
		var back, up []string
		err := fresh.View(t.Context(), func(tx kv.Tx) error {
			err := tx.ScanBack([]byte("D"), []byte(to), func(k, _ []byte) error { back = append(back, string(k)); return nil })
			return errors.Join(err, tx.Scan([]byte("D"), []byte(to), func(k, _ []byte) error { up = append(up, string(k)); return nil }))
		})
		if err != nil || len(up) != len(back) {
			t.Fatalf("to %q: %d up, %d back, %v", to, len(up), len(back), err)
		}
		for i := range up {
			if up[i] != back[len(back)-1-i] {
				t.Fatalf("to %q: place %d differs", to, i)
			}
		}
	}
}

func hostsTakeTurns(t *testing.T, c *cluster) {
	const hosts, acts = 4, 25
	var all sync.WaitGroup
	for h := range hosts {
		db := c.open(t, "turns")
		all.Go(func() {
			for i := range acts {
				err := db.Update(context.Background(), func(tx kv.Tx) error {
					v, err := tx.Get([]byte("Ncount"))
					if err != nil {
						return err
					}
					return errors.Join(tx.Put([]byte("Ncount"), append(v, '.')), tx.Put(fmt.Appendf(nil, "H%d-%d", h, i), v))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(get(t, c.open(t, "turns"), "Ncount")); n != hosts*acts {
		t.Errorf("%d of %d acts are there", n, hosts*acts)
	}
}

func olderIsAskedAgain(t *testing.T, c *cluster) {
	one, two := c.open(t, "older"), c.open(t, "older")
	put(t, one, "Ctask", "taken")
	if v := get(t, two, "Ctask"); v != "taken" {
		t.Fatalf("the other host sees %q", v)
	}
	put(t, one, "Ctask", "free")
	taken := errors.New("taken already")
	runs := 0
	err := two.Update(t.Context(), func(tx kv.Tx) error {
		runs++
		v, err := tx.Get([]byte("Ctask"))
		if err == nil && string(v) == "taken" {
			return taken
		}
		return err
	})
	if err != nil || runs != 2 {
		t.Errorf("refused by what was no longer so: %v after %d runs", err, runs)
	}
}

func muchAtOnce(t *testing.T, c *cluster) {
	db, other := c.open(t, "much"), c.open(t, "much")
	put(t, db, "Cold", "x", "Cstays", "y")
	for _, n := range []int{3000, 9000} { // In one transaction, and beside the data first.
		value := bytes.Repeat([]byte("v"), 300)
		err := db.Update(t.Context(), func(tx kv.Tx) error {
			for i := range n {
				if err := tx.Put(fmt.Appendf(nil, "T%d-%05d", n, i), value); err != nil {
					return err
				}
			}
			return tx.Delete([]byte("Cold"))
		})
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		err = other.View(t.Context(), func(tx kv.Tx) error {
			prefix := fmt.Appendf(nil, "T%d-", n)
			return tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, _ []byte) error { count++; return nil })
		})
		if err != nil || count != n || get(t, other, "Cold") != "" || get(t, other, "Cstays") != "y" {
			t.Errorf("%d of %d rows: %v", count, n, err)
		}
		put(t, other, "Cold", "again")
	}
	err := db.Update(t.Context(), func(tx kv.Tx) error {
		return errors.Join(tx.Put([]byte("Cstays"), nil), tx.Put([]byte("Chuge"), make([]byte, 3<<20)))
	})
	if !errors.Is(err, kv.ErrTooLarge) || get(t, db, "Cstays") != "y" {
		t.Errorf("three megabytes in one row: %v", err)
	}
	if left := leftBeside(t, c, "much"); left != 0 {
		t.Errorf("%d pieces are left beside the data", left)
	}
}

func leftBeside(t *testing.T, c *cluster, shop string) int64 {
	t.Helper()
	r, err := c.plain().Get(t.Context(), shop+":staged/", clientv3.WithPrefix(), clientv3.WithCountOnly())
	if err != nil {
		t.Fatal(err)
	}
	return r.Count
}

// halfWay: the turn names what lies beside the data, and only a part of it was
// brought in.
func halfWay(t *testing.T, c *cluster) {
	db := c.open(t, "half")
	put(t, db, "Ca", "1", "Cb", "1", "Cc", "1")
	plain := c.plain()
	turn, err := plain.Get(t.Context(), "half:turn")
	if err != nil {
		t.Fatal(err)
	}
	piece := "\x00\x03kCa\x012" + "\x00\x03kCb\x012" + "\x01\x03kCc\x00"
	for _, kv := range [][2]string{{"half:staged/x/00000000", "2026-11-24T08:00:00Z"}, {"half:staged/x/00000001", piece}} {
		if _, err := plain.Put(t.Context(), kv[0], kv[1]); err != nil {
			t.Fatal(err)
		}
	}
	if v := get(t, db, "Ca"); v != "1" {
		t.Fatalf("what lies beside the data is seen before its time: %q", v)
	}
	r, err := plain.Txn(t.Context()).If(clientv3.Compare(clientv3.ModRevision("half:turn"), "=", turn.Kvs[0].ModRevision)).
		Then(clientv3.OpPut("half:turn", "x staged")).Commit()
	if err != nil || !r.Succeeded {
		t.Fatal(err)
	}
	if _, err := plain.Put(t.Context(), "half:kCa", "2"); err != nil { // And there the host died.
		t.Fatal(err)
	}
	for _, host := range []kv.Engine{db, c.open(t, "half")} {
		if a, b, cc := get(t, host, "Ca"), get(t, host, "Cb"), get(t, host, "Cc"); a != "2" || b != "2" || cc != "" {
			t.Errorf("half of it is seen: %q %q %q", a, b, cc)
		}
	}
	put(t, db, "Cd", "3")
	if b, cc := get(t, db, "Cb"), get(t, db, "Cc"); b != "2" || cc != "" || leftBeside(t, c, "half") != 0 {
		t.Errorf("it was not brought in: %q %q", b, cc)
	}
}

func shopsApart(t *testing.T, c *cluster) {
	one, two := c.open(t, "toko"), c.open(t, "toko/k")
	put(t, one, "Ca", "satu")
	put(t, two, "Ca", "dua", "Cb", "dua")
	if a, b := get(t, one, "Ca"), get(t, one, "Cb"); a != "satu" || b != "" {
		t.Errorf("one shop sees %q %q of the other", a, b)
	}
}

func backupLoaded(t *testing.T, c *cluster) {
	from, to := c.open(t, "backup"), c.open(t, "loaded")
	put(t, from, "Ca", "1", "Cb", "", "E\x00\xff", "3")
	var file bytes.Buffer
	if err := from.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	if err := to.Load(t.Context(), bytes.NewReader(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := to.Backup(t.Context(), &again); err != nil || !bytes.Equal(file.Bytes(), again.Bytes()) {
		t.Errorf("what was loaded differs: %v", err)
	}
	if err := to.Load(t.Context(), strings.NewReader("Daftar belanja")); !errors.Is(err, kv.ErrNotDatabase) {
		t.Errorf("a shopping list: %v", err)
	}
}

func compacted(t *testing.T, c *cluster) {
	db, other := c.open(t, "compacted"), c.open(t, "compacted")
	put(t, db, "Ca", "1", "Cb", "1")
	if v := get(t, db, "Ca"); v != "1" {
		t.Fatal(v)
	}
	put(t, other, "Aelse", "2")
	r, err := c.plain().Put(t.Context(), "awake", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Compact(t.Context(), r.Header.Revision); err != nil {
		t.Fatal(err)
	}
	err = db.Update(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get([]byte("Cb")) // It was not read before, and what it was is compacted away.
		if err != nil {
			return err
		}
		return tx.Put([]byte("Cb"), append(v, '2'))
	})
	if err != nil || get(t, other, "Cb") != "12" {
		t.Errorf("after a compaction: %v", err)
	}
	if a, b := etcd.Scheme, db.Address().String(); !strings.HasPrefix(b, a) {
		t.Error(b)
	}
}
