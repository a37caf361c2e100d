//go:build unix

package store_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/store/storetest"
)

// Every program has a window of each person, and three persons share a board:
// nine windows at each.
const (
	benchPrograms = 3
	benchBoards   = 3
	benchPersons  = 3 * benchBoards
	benchDeeds    = 40
	benchPatience = time.Minute
)

// TestHelperBench is a program with a window for every person. It says each
// deed as it is called, and again once it knows how it went.
func TestHelperBench(t *testing.T) {
	path := os.Getenv("ALUR_TEST_BENCH")
	if path == "" {
		t.Skip("started by another test")
	}
	var begun progress
	if err := json.Unmarshal([]byte(os.Getenv("ALUR_TEST_BEGUN")), &begun); err != nil {
		t.Fatal(err)
	}
	x := &fixture{t: t, path: path}
	x.seconds.Store(1000)
	x.open(openFile(t, path))
	var line sync.Mutex
	together := make(chan struct{})
	say := func(v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Error(err)
		}
		line.Lock()
		defer line.Unlock()
		fmt.Printf("%s\n", text)
	}
	var windows sync.WaitGroup
	for person := range benchPersons {
		windows.Go(func() {
			<-together
			w := storetest.Window{Program: begun.Program, Person: person, Boards: benchBoards}
			for n := begun.Next[person]; n < benchDeeds; n++ {
				called := time.Now().UnixNano()
				if n == begun.Next[person] && begun.Called[person] != 0 {
					called = begun.Called[person]
				}
				say(said{Person: person, Called: called})
				d, err := w.Act(context.Background(), x.Store, n, called)
				if err != nil {
					t.Error(err)
				}
				say(said{Person: person, Deed: &d})
			}
		})
	}
	close(together)
	windows.Wait()
}

// progress is how far the windows of a program are: the deed that is next in
// each, and when it was called where it was not heard how it went.
type progress struct {
	Program int
	Next    [benchPersons]int
	Called  [benchPersons]int64
}

// said is one line of a program.
type said struct {
	Person int
	Called int64           `json:",omitempty"`
	Deed   *storetest.Deed `json:",omitempty"`
}

// TestAllProgramsSeeOneShop lets three programs on one file, each with a window
// of every person, take, complete, give back, undo and look at the same boards,
// kills them again and again in the middle, and looks for one order of it all
// in which everything went as it was told.
func TestAllProgramsSeeOneShop(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills programs")
	}
	x := benchShop(t)
	var all sync.WaitGroup
	histories := make([][]storetest.Deed, benchPrograms)
	kills := make([]int, benchPrograms)
	for program := range benchPrograms {
		all.Go(func() { histories[program], kills[program] = runBench(t, x.path, program) })
	}
	all.Wait()
	var history []storetest.Deed
	killed := 0
	for i, h := range histories {
		history, killed = append(history, h...), killed+kills[i]
	}
	if want := benchPrograms * benchPersons * benchDeeds; len(history) != want {
		t.Errorf("%d deeds, want %d", len(history), want)
	}
	if killed < benchPrograms {
		t.Errorf("killed %d times only: the test does not bite", killed)
	}
	if err := storetest.Linear(history, benchPatience); err != nil {
		t.Error(err)
	}
	x.sound()
	t.Logf("%d deeds, %s; killed %d times", len(history), tallied(history), killed)
	falsified(t, history)
}

// benchShop is a shop of nobody but the bench.
func benchShop(t *testing.T) *fixture {
	x := emptyShop(t)
	if err := storetest.BenchShop(t.Context(), x.Store, benchBoards, benchPersons); err != nil {
		t.Fatal(err)
	}
	return x
}

// runBench runs a program to its end, and kills it thrice on the way.
func runBench(t *testing.T, path string, program int) (history []storetest.Deed, kills int) {
	dice := rand.New(rand.NewPCG(3, uint64(program)))
	p := progress{Program: program}
	for kills <= 3 {
		begun, err := json.Marshal(p)
		if err != nil {
			t.Error(err)
		}
		child := exec.Command(os.Args[0], "-test.run=^TestHelperBench$")
		child.Env = append(os.Environ(), "ALUR_TEST_BENCH="+path, "ALUR_TEST_BEGUN="+string(begun))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Error(err)
			return history, kills
		}
		if err := child.Start(); err != nil {
			t.Error(err)
			return history, kills
		}
		after := -1
		if kills < 3 {
			after = 20 + dice.IntN(80)
		}
		history = append(history, p.listen(t, out, after, func() { _ = child.Process.Kill() })...)
		if child.Wait() == nil {
			return history, kills
		}
		kills++
	}
	t.Errorf("program %d failed", program)
	return history, kills
}

// listen notes what a program says, and stops it after so many deeds.
func (p *progress) listen(t *testing.T, out io.Reader, after int, stop func()) (history []storetest.Deed) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var s said
		if !strings.HasPrefix(lines.Text(), "{") || json.Unmarshal(lines.Bytes(), &s) != nil {
			if strings.Contains(lines.Text(), "FAIL") || strings.Contains(lines.Text(), ".go:") {
				t.Errorf("program %d: %s", p.Program, lines.Text())
			}
			continue // A last line that was cut off.
		}
		if s.Deed == nil {
			p.Called[s.Person] = s.Called
			continue
		}
		history = append(history, *s.Deed)
		p.Next[s.Person]++
		p.Called[s.Person] = 0
		if len(history) == after {
			stop()
		}
	}
	return history
}

// tallied counts what was done and what was refused.
func tallied(history []storetest.Deed) string {
	counts := map[string]int{}
	for _, d := range history {
		if d.Refused == "" {
			counts[string(d.What)]++
		} else {
			counts[string(d.What)+" "+d.Refused]++
		}
	}
	return fmt.Sprint(counts)
}

// falsified: the same history with one lie in it fits no order.
func falsified(t *testing.T, history []storetest.Deed) {
	t.Helper()
	lies := map[string]func(*storetest.Deed) bool{
		"a look that saw somebody who never was there": func(d *storetest.Deed) bool {
			d.Seen = storetest.Sight("sand", "p99")
			return d.What == storetest.Looked
		},
		"a task done twice": func(d *storetest.Deed) bool {
			done := d.Refused == "not_open" || d.Refused == "taken"
			d.Refused = ""
			return done && d.What == storetest.Did
		},
		"an act that was refused, and had been done": func(d *storetest.Deed) bool {
			done := d.Refused == ""
			d.Refused = "taken"
			return done && d.What == storetest.Did
		},
	}
	for name, lie := range lies {
		found := false
		for i, tried := 0, 0; i < len(history) && tried < 5 && !found; i++ {
			d := history[i]
			if !lie(&d) {
				continue
			}
			tried++
			told := slices.Clone(history)
			told[i] = d
			found = storetest.Linear(told, benchPatience) != nil
		}
		if !found {
			t.Errorf("%s is taken for truth", name)
		}
	}
}
