package etcdtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/etcd"
	"alur/store/storetest"
)

// TestThreeMembers: a shop on three servers and several hosts.
func TestThreeMembers(t *testing.T) {
	c := start(t, 3)
	t.Run("two hosts work at once and nothing is done twice", func(t *testing.T) { atOnce(t, c) })
	t.Run("an act is seen on the other host", func(t *testing.T) { seenLive(t, c) })
	t.Run("who leads and dies is followed", func(t *testing.T) { leadMoves(t, c) })
	t.Run("servers die and stand still and nothing acknowledged is lost", func(t *testing.T) { serversFail(t, c) })
	t.Run("what all hosts saw while servers die has one order", func(t *testing.T) { oneOrder(t, c) })
}

// host opens the store of a shop, as a host of its own.
func (c *cluster) host(t testing.TB, shop string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), c.open(t, shop), options())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func options() store.Options {
	var mu sync.Mutex
	now, n := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), 0
	return store.Options{Clock: func() time.Time { return now }, NewOp: func() string {
		mu.Lock()
		defer mu.Unlock()
		n++
		return fmt.Sprintf("%d-%d-%d", os.Getpid(), time.Now().UnixNano(), n)
	}}
}

func checkClean(t testing.TB, s *store.Store) store.Head {
	t.Helper()
	report, err := s.Check(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report.Head
}

func atOnce(t *testing.T, c *cluster) {
	one, two := c.host(t, "at-once"), c.host(t, "at-once")
	if err := storetest.Shop(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	const orders = 12
	var cases []string
	for i := range orders {
		r, err := one.Do(t.Context(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order(fmt.Sprint("A-", i))}})
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, r.Case)
	}
	// Both hosts do every task, by several people at once; and each order is
	// sent to both under the same key.
	var mu sync.Mutex
	var all sync.WaitGroup
	done := map[string]int{}
	for i, s := range []*store.Store{one, two, one, two} {
		person := []string{"sari", "budi"}[i%2]
		all.Go(func() {
			for _, id := range cases {
				_, err := s.Do(context.Background(), model.Command{By: person, Act: storetest.Pick(id)})
				switch {
				case err == nil:
					mu.Lock()
					done[id]++
					mu.Unlock()
				case model.Refused(err) == nil:
					t.Errorf("%s: %v", id, err)
				}
			}
		})
		all.Go(func() {
			for n := range orders {
				start := model.StartCase{Process: "online-order", Fields: storetest.Order(fmt.Sprint("B-", n))}
				if _, err := s.Do(context.Background(), model.Command{Op: fmt.Sprint("same-", n), By: "dewi", Act: start}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for _, id := range cases {
		if done[id] != 1 {
			t.Errorf("%s was picked %d times", id, done[id])
		}
	}
	found, err := two.FindCases(t.Context(), store.CaseQuery{State: model.Running, Limit: 100})
	if err != nil || len(found) != 2*orders {
		t.Errorf("%d cases run, want %d: %v", len(found), 2*orders, err)
	}
	if a, b := checkClean(t, one), checkClean(t, two); a != b {
		t.Errorf("the hosts see %s and %s", a, b)
	}
}

func seenLive(t *testing.T, c *cluster) {
	one, two := c.host(t, "live"), c.host(t, "live")
	if err := storetest.Shop(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	heads := two.Watch(t.Context())
	for n := range 5 {
		r, err := one.Do(t.Context(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order(fmt.Sprint(n))}})
		if err != nil {
			t.Fatal(err)
		}
		late := time.After(2 * time.Second) // Whoever does not watch looks every ten.
		for seen := uint64(0); seen < r.Last; {
			select {
			case h := <-heads:
				seen = h.Seq
			case <-late:
				t.Fatalf("act %d is not seen on the other host", n)
			}
		}
	}
}

// hostEnv makes this program a host that leads and says so.
const hostEnv = "ALUR_TEST_HOST"

func lead(url string) error {
	at, err := etcd.ParseAddress(url, os.Getenv)
	if err != nil {
		return err
	}
	db, err := etcd.Open(context.Background(), at)
	if err != nil {
		return err
	}
	for {
		held, changed := db.Leads("host of its own")
		if held {
			fmt.Println("leads")
		}
		<-changed
	}
}

func leadMoves(t *testing.T, c *cluster) {
	host := exec.Command(os.Args[0])
	host.Env = append(os.Environ(), hostEnv+"="+c.at("lead"))
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = host.Process.Kill(); _ = host.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "leads\n" {
		t.Fatalf("%q, %v", line, err)
	}
	one, two := c.host(t, "lead"), c.host(t, "lead")
	turns := make(chan string, 10)
	ran := func(s *store.Store, name string) (stop func()) {
		ctx, stop := context.WithCancel(t.Context())
		go s.WhileLeading(ctx, name, func(ctx context.Context) {
			turns <- name
			<-ctx.Done()
			turns <- name + " ended"
		})
		return stop
	}
	stopOne, stopTwo := ran(one, "one"), ran(two, "two")
	defer stopOne()
	defer stopTwo()
	select {
	case who := <-turns:
		t.Fatalf("%s leads beside another", who)
	case <-time.After(time.Second):
	}
	if who := c.open(t, "lead").Led(t.Context()); who != "host of its own" {
		t.Errorf("%q is said to lead", who)
	}
	_ = host.Process.Kill() // It gives nothing back.
	killed := time.Now()
	next := func(limit time.Duration) string {
		select {
		case who := <-turns:
			return who
		case <-time.After(limit):
			t.Fatal("nobody leads")
		}
		return ""
	}
	first := next(15 * time.Second)
	t.Logf("another leads %.1f s after the death of the first", time.Since(killed).Seconds())
	closing, other := one, "two"
	if first == "two" {
		closing, other = two, "one"
	}
	if err := closing.Close(); err != nil {
		t.Fatal(err)
	}
	var seen []string
	for len(seen) < 2 {
		seen = append(seen, next(5*time.Second)) // It was given back, so at once.
	}
	if got := strings.Join(seen, ", "); got != first+" ended, "+other && got != other+", "+first+" ended" {
		t.Errorf("after a host was closed: %s", got)
	}
}

// serversFail: hosts write all the while; what they were told was saved is
// there at the end, once, and nothing is there twice.
func serversFail(t *testing.T, c *cluster) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var mu sync.Mutex
	acknowledged, unclear, refused := map[string]bool{}, 0, 0
	var all sync.WaitGroup
	const hosts = 3
	for h := range hosts {
		db := c.open(t, "fails")
		all.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				id := fmt.Sprintf("%d-%d.", h, i)
				err := db.Update(context.Background(), func(tx kv.Tx) error {
					v, err := tx.Get([]byte("Nall"))
					if err != nil {
						return err
					}
					return errors.Join(tx.Put([]byte("Nall"), append(v, id...)), tx.Put([]byte("I"+id), nil))
				})
				mu.Lock()
				switch {
				case err == nil:
					acknowledged[id] = true
				case errors.Is(err, kv.ErrUnknownOutcome):
					unclear++
				default:
					refused++
				}
				mu.Unlock()
			}
		})
	}
	count := func() int { mu.Lock(); defer mu.Unlock(); return len(acknowledged) }
	moreAfter := func(what string) {
		t.Helper()
		before, begun := count(), time.Now()
		for count() < before+20 {
			if time.Since(begun) > 20*time.Second {
				t.Fatalf("%s: nothing goes on", what)
			}
			time.Sleep(5 * time.Millisecond) //nolint:forbidigo // It waits for what others do.
		}
		t.Logf("%s: goes on after %v", what, time.Since(begun).Round(time.Millisecond))
	}
	moreAfter("all is well")
	for i, m := range c.members { // One of them is the leader.
		if i == 0 || i == 2 {
			m.kill()
			moreAfter(m.name + " was killed")
			m.run(t)
			moreAfter(m.name + " is back")
		}
		m.signal(t, syscall.SIGSTOP)
		moreAfter(m.name + " stands still")
		m.signal(t, syscall.SIGCONT)
		moreAfter(m.name + " goes on")
	}
	stop()
	all.Wait()
	t.Logf("%d acts, %d not known, %d not done", len(acknowledged), unclear, refused)
	times := map[string]int{}
	for _, id := range strings.SplitAfter(get(t, c.open(t, "fails"), "Nall"), ".") {
		times[id]++
	}
	for id := range acknowledged {
		if times[id] != 1 {
			t.Errorf("%s is there %d times", id, times[id])
		}
	}
	if extra := len(times) - 1 - len(acknowledged); extra > unclear {
		t.Errorf("%d acts are there that nobody was told of, and %d were unclear", extra, unclear)
	}
}
