package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// completions is how many acts the killed programs try in all.
const completions = 200

// TestHelperCompletes is the program that is killed: it completes orders one
// by one and says each on standard output once the store has promised it.
func TestHelperCompletes(t *testing.T) {
	path := os.Getenv("ALUR_TEST_KILL")
	if path == "" {
		t.Skip("started by another test")
	}
	x := &fixture{t: t, path: path}
	var from int
	fmt.Sscan(os.Getenv("ALUR_TEST_FROM"), &from)
	x.ops.Store(int64(from) * 1000)
	x.seconds.Store(int64(from) * 1000)
	x.open(openFile(t, path))
	for n := from; n <= completions; n++ {
		id := fmt.Sprintf("online-order-%d", n)
		if _, err := x.Do(context.Background(), model.Command{Op: "complete-" + id, By: "sari", Act: pick(id)}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("did", n)
	}
}

// TestKillLosesNothingThatWasPromised kills the program at random moments, as
// a power cut of the process would, until all is done.
func TestKillLosesNothingThatWasPromised(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills dozens of programs")
	}
	x := tokoMaju(t)
	for n := 1; n <= completions; n++ {
		x.order(fmt.Sprint("A-", n))
	}
	kills, promised := 0, 0
	dice := rand.New(rand.NewPCG(1, 2))
	for promised < completions {
		did := runAndKill(t, x.path, promised+1, time.Duration(5+dice.IntN(60))*time.Millisecond)
		for _, n := range did {
			promised = max(promised, n)
		}
		if promised < completions {
			kills++
		}
		holds(t, x, promised)
	}
	t.Logf("%d completions, killed %d times", completions, kills)
	if kills < 3 {
		t.Errorf("killed %d times only: the test does not bite", kills)
	}
}

// runAndKill runs the helper from an order on and kills it once it has done
// its first act and some time more; it returns what was promised.
func runAndKill(t *testing.T, path string, from int, after time.Duration) []int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestHelperCompletes$")
	child.Env = append(os.Environ(), "ALUR_TEST_KILL="+path, fmt.Sprintf("ALUR_TEST_FROM=%d", from))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var did []int
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var n int
		if strings.HasPrefix(lines.Text(), "did ") {
			fmt.Sscan(lines.Text()[4:], &n)
			if len(did) == 0 {
				time.AfterFunc(after, func() { _ = child.Process.Kill() })
			}
			did = append(did, n)
		} else if strings.Contains(lines.Text(), "FAIL") {
			t.Errorf("the program: %s", lines.Text())
		}
	}
	_ = child.Wait()
	return did
}

// holds: every promised act is there, none is half there, and at most one
// that was not promised is.
func holds(t *testing.T, x *fixture, promised int) {
	t.Helper()
	x.sound()
	for n := 1; n <= completions; n++ {
		c, _, err := x.Case(context.Background(), fmt.Sprintf("online-order-%d", n))
		if err != nil {
			t.Fatal(err)
		}
		done := c.Task("pick").State == model.Done
		if n <= promised && !done {
			t.Fatalf("order %d was promised and is not there", n)
		}
		if n > promised+1 && done {
			t.Fatalf("order %d is there, promised were %d", n, promised)
		}
		if done != (c.Task("quality") != nil) {
			t.Fatalf("order %d is half done", n)
		}
	}
}
