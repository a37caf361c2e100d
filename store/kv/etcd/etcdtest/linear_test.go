package etcdtest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"alur/store/storetest"
)

// The people of the bench: each has a window on every host, and three share a
// board.
const (
	linearHosts, linearBoards, linearPersons = 3, 3, 9
	linearFaults, linearBetween              = 6, 60
	linearPatience                           = 2 * time.Minute
)

// oneOrder: three hosts, each with a window of every person, take, complete, give
// back, undo and look at the same boards while servers are killed and stand
// still; what all of them saw has one order in which everything went as it was
// told. A deed whose answer was lost may have been done, or not.
func oneOrder(t *testing.T, c *cluster) {
	if err := storetest.BenchShop(t.Context(), c.host(t, "bench"), linearBoards, linearPersons); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	var over atomic.Bool
	var history []storetest.Deed
	for host := range linearHosts {
		s := c.host(t, "bench")
		for person := range linearPersons {
			w := storetest.Window{Program: host, Person: person, Boards: linearBoards}
			all.Go(func() {
				for n := 0; !over.Load(); n++ {
					d, err := w.Act(t.Context(), s, n, time.Now().UnixNano())
					if err != nil {
						if d.What == storetest.Looked {
							continue // It saw nothing.
						}
						d.Unknown = true
					}
					mu.Lock()
					history = append(history, d)
					mu.Unlock()
				}
			})
		}
	}
	// A fault lasts until so many deeds were done since, and so does the peace
	// after it.
	goOn := func() {
		mu.Lock()
		from := len(history)
		mu.Unlock()
		for n := from; n < from+linearBetween && !t.Failed(); {
			time.Sleep(20 * time.Millisecond) //nolint:forbidigo // It waits for what others do.
			mu.Lock()
			n = len(history)
			mu.Unlock()
		}
	}
	for fault := range linearFaults {
		m := c.members[fault%len(c.members)]
		if fault%2 == 0 {
			m.kill()
			goOn()
			m.run(t)
		} else {
			m.signal(t, syscall.SIGSTOP)
			goOn()
			m.signal(t, syscall.SIGCONT)
		}
		goOn()
	}
	over.Store(true)
	all.Wait()
	unknown, kinds := 0, map[string]int{}
	for _, d := range history {
		if d.Unknown {
			unknown++
		}
		kinds[fmt.Sprint(d.What, " ", d.Refused)]++
	}
	t.Logf("%d deeds, %d without an answer, %d servers killed or stopped: %v", len(history), unknown, linearFaults, kinds)
	if err := storetest.Linear(history, linearPatience); err != nil {
		t.Error(err)
	}
	checkClean(t, c.host(t, "bench"))
}
