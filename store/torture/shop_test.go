package torture_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// monday is 08:00 in Jakarta on a Monday on which the shop is open.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// process is what the small shop does: small, so that thousands of states of
// its file are checked in seconds.
const process = `process: Small order
role: shop
steps:
  - Pick
  - Pack
`

// shop is a store on the file of a small shop.
type shop struct {
	*store.Store
	seconds, ops atomic.Int64
}

// options are those of a file whose journal is brought to its tables after every
// few acts, so that this is hit as often as an act is.
func options() bolt.Options {
	return bolt.Options{AppendOnly: store.AppendOnly(), Timeout: 30 * time.Second, Journal: 16 << 10}
}

func (x *shop) now() time.Time {
	return monday.Add(time.Duration(x.seconds.Add(1)) * time.Second)
}

// openShop opens the store on a file; who says which program does it, so that
// no two name their acts alike.
func openShop(t testing.TB, path, who string) *shop {
	t.Helper()
	engine, err := bolt.Open(context.Background(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	x := &shop{}
	x.use(t, engine, who)
	return x
}

func (x *shop) use(t testing.TB, engine *bolt.DB, who string) {
	t.Helper()
	newOp := func() string { return fmt.Sprintf("%s-%d", who, x.ops.Add(1)) }
	s, err := store.Open(context.Background(), engine, store.Options{Clock: x.now, NewOp: newOp})
	if err != nil {
		t.Fatal(err)
	}
	x.Store = s
	t.Cleanup(func() { _ = s.Close() })
}

// found makes a shop of two with its one process.
func (x *shop) found(t testing.TB) {
	t.Helper()
	p, f, faults := procfile.Read("small-order.yaml", []byte(process))
	if f == nil {
		t.Fatal(faults)
	}
	err := x.Within(context.Background(), func(s *store.Session) error {
		by := ""
		for _, act := range []model.Act{
			model.CreateShop{Settings: model.Settings{Name: "Toko Kecil"}, Owner: "Hendra"},
			model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"shop"}}},
			model.PublishProcess{Process: p},
		} {
			if _, err := s.Do(model.Command{By: by, Act: act}, x.now()); err != nil {
				return err
			}
			by = "hendra"
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// newShop makes the file of a small shop in a folder.
func newShop(t testing.TB, path string) {
	t.Helper()
	engine, err := bolt.Create(context.Background(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	x := &shop{}
	x.use(t, engine, "founder")
	x.found(t)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// job is what a program that is watched, disturbed or killed is to do.
type job struct {
	What, Path, Who string
	// Hands work at once, each on so many orders, the first of this number.
	Hands, From, Orders int
}

const jobVariable = "ALUR_TORTURE_JOB"

// program is this test started as a program of its own, to do a job.
func program(t testing.TB, j job) *exec.Cmd {
	t.Helper()
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelperWorks$")
	cmd.Env = append(os.Environ(), jobVariable+"="+string(text))
	return cmd
}

// TestHelperWorks is the program that other tests start.
func TestHelperWorks(t *testing.T) {
	text := os.Getenv(jobVariable)
	if text == "" {
		t.Skip("started by another test")
	}
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		t.Fatal(err)
	}
	switch j.What {
	case "work":
		openShop(t, j.Path, j.Who).work(t, j)
	case "pair":
		other := j
		other.What, other.Who, other.From = "work", j.Who+"-other", j.From+1000
		second := program(t, other)
		second.Stdout = os.Stdout
		if err := second.Start(); err != nil {
			t.Fatal(err)
		}
		openShop(t, j.Path, j.Who).work(t, j)
		if err := second.Wait(); err != nil {
			t.Fatal(err)
		}
	case "begin":
		newShop(t, j.Path)
		say("made", j.Path, 0)
		openShop(t, j.Path, j.Who).work(t, j)
	case "backups":
		makeBackups(t, j)
	case "open":
		x := openShop(t, j.Path, j.Who)
		head, err := x.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		say("opened", j.Path, head.Seq)
	}
}

// say tells the world what is promised, in one call.
func say(what, of string, last uint64) {
	_, _ = os.Stdout.WriteString(what + " " + strconv.FormatUint(last, 10) + " " + of + "\n")
}

// work has some hands take orders through their steps, and says each act once
// it is promised.
func (x *shop) work(t *testing.T, j job) {
	var hands sync.WaitGroup
	for hand := range j.Hands {
		hands.Go(func() {
			for n := j.From; n < j.From+j.Orders; n++ {
				x.order(t, fmt.Sprintf("%s-%d-%d", j.Who, hand, n), n)
			}
		})
	}
	hands.Wait()
}

// order does the acts of one order; a few are taken back, and something is
// typed on the way.
func (x *shop) order(t *testing.T, name string, n int) {
	ctx := context.Background()
	do := func(what string, act model.Act) store.Receipt {
		cmd := model.Command{Op: name + "-" + what, By: "sari", Act: act}
		r, err := x.Do(ctx, cmd)
		for errors.Is(err, store.ErrNotSaved) || errors.Is(err, kv.ErrUnknownOutcome) {
			r, err = x.Do(ctx, cmd) // As a person would, once more.
		}
		switch {
		case model.Refused(err) != nil: // Another hand undid it, or has it.
		case err != nil:
			t.Errorf("%s %s: %v", name, what, err)
		default:
			say("did", r.Op, r.Last)
		}
		return r
	}
	c := do("start", model.StartCase{Process: "small-order"}).Case
	pick := model.TaskRef{Case: c, Step: "pick"}
	do("say", model.Comment{Case: c, Text: "Bu Rina comes at ten"})
	_ = x.SetDraft(ctx, "sari", pick, "note", fmt.Sprint("typed ", n))
	do("pick", model.Complete{Task: pick})
	if n%3 == 0 {
		do("undo", model.Undo{})
		do("again", model.Complete{Task: pick})
	}
	do("pack", model.Complete{Task: model.TaskRef{Case: c, Step: "pack"}})
	_ = x.ClearDraft(ctx, "sari", pick)
}

// number is a figure that a variable may set, for long runs.
func number(t *testing.T, variable string, usual int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s=%s is no number of times", variable, text)
	}
	return n
}

// room is a folder in memory where there is one, for states by the thousand.
func room(t *testing.T) string {
	t.Helper()
	base, err := os.MkdirTemp("/dev/shm", "alur-torture-")
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
		return t.TempDir()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(base) })
	if base, err = filepath.EvalSymlinks(base); err != nil {
		t.Fatal(err)
	}
	return base
}
