//go:build unix

package bolt_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"alur/store/kv"
	"alur/store/kv/bolt"
)

// TestHelperWritesOn is a program that writes for as long as it lives, and
// says each act once it is promised.
func TestHelperWritesOn(t *testing.T) {
	path := os.Getenv("ALUR_TEST_WRITES_ON")
	if path == "" {
		t.Skip("started by another test")
	}
	e := open(t, path, bolt.Options{})
	for {
		if err := count(t.Context(), e, "Nchild"); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stdout.WriteString(".\n"); err != nil {
			return // Nobody listens any more.
		}
	}
}

// TestAProgramThatIsStopped freezes a program at random moments, as a debugger
// or a closed lid does. While it holds the file the others are told so and have
// lost nothing; where it does not they go on; and when it wakes, both do.
func TestAProgramThatIsStopped(t *testing.T) {
	e, path := create(t)
	mine := open(t, path, bolt.Options{Timeout: 30 * time.Millisecond})
	child := exec.Command(os.Args[0], "-test.run=^TestHelperWritesOn$")
	child.Env = append(os.Environ(), "ALUR_TEST_WRITES_ON="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	promised, went := make(chan int), make(chan struct{}, 1)
	go func() {
		n := 0
		for lines := bufio.NewScanner(out); lines.Scan(); n++ {
			select {
			case went <- struct{}{}:
			default:
			}
		}
		close(went)
		promised <- n
	}()
	<-went
	acts, held, free := 0, 0, 0
	for n := 0; n < 300 && (held < 3 || free < 3); n++ {
		if n%2 == 0 {
			<-went // It has just written, and may have the file still.
		}
		if err := child.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		switch err := count(t.Context(), mine, "Nmine"); {
		case err == nil:
			acts++
			free++
		case errors.Is(err, kv.ErrLocked):
			held++
		default:
			t.Fatal(err)
		}
		if err := child.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		// Awake, it lets go by itself.
		if err := count(t.Context(), e, "Nmine"); err != nil {
			t.Fatal(err)
		}
		acts++
	}
	if held == 0 || free == 0 {
		t.Errorf("stopped with the file in its hands %d times, without %d times: the test does not bite", held, free)
	}
	_ = child.Process.Kill()
	_ = child.Wait()
	if n := counted(t, e, "Nmine"); n != acts {
		t.Errorf("%d of my %d acts are there", n, acts)
	}
	if n, told := counted(t, e, "Nchild"), <-promised; n < told || n > told+1 {
		t.Errorf("the other promised %d acts, and %d are there", told, n)
	}
	t.Logf("stopped with the file in its hands %d times, without %d times", held, free)
}
