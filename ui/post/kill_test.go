package post

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// errands is how many cases the killed programs begin in all.
const errands = 60

// drying is more than the wait of an errand takes, weekend and all.
const drying = 10 * 24 * time.Hour

func openBy(t *testing.T, path string, clock func() time.Time) *store.Store {
	t.Helper()
	engine, err := bolt.Open(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), engine, store.Options{
		Clock: clock,
		NewOp: func() string { return fmt.Sprintf("op-%x-%x", os.Getpid(), rand.Uint64()) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func beginErrand(s *store.Store, n int) error {
	_, err := s.Do(context.Background(), model.Command{Op: fmt.Sprint("begin-", n), By: "hendra", Act: model.StartCase{Process: "errand"}})
	return err
}

// TestHelperSends is the program that is killed: it begins cases, lets their time
// pass, and sends what alur has to send of them.
func TestHelperSends(t *testing.T) {
	path := os.Getenv("ALUR_TEST_KILL")
	if path == "" {
		t.Skip("started by another test")
	}
	var ahead time.Duration
	s := openBy(t, path, func() time.Time { return time.Now().Add(ahead) })
	fmt.Println("began")
	for n := range errands {
		if err := beginErrand(s, n); err != nil {
			t.Fatal(err)
		}
		ahead += drying
		if _, err := s.Wake(t.Context(), "KASIR-1"); err != nil {
			t.Fatal(err)
		}
		if _, err := (Options{Store: s}).SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Println("ended")
}

// TestKillLosesNoMessage kills the program at random moments, between any two
// of its commits, those of a timer, of the step of alur's own that it leads to
// and of the message of that: every timer fired once, and every message comes,
// each time the same under its key, and is on record as sent once.
func TestKillLosesNoMessage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills many programs")
	}
	var mu sync.Mutex
	came := map[string][]string{}
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		key := r.Header.Get("Idempotency-Key")
		came[key] = append(came[key], string(body))
	}))
	defer receiver.Close()
	path := filepath.Join(t.TempDir(), "shop.db")
	shopFile(t, path, receiver.URL)
	kills := 0
	dice := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		if ended := runAndKill(t, path, time.Duration(dice.IntN(120))*time.Millisecond); ended {
			break
		}
		kills++
	}
	ahead := 2 * errands * drying // Long after the last was killed.
	s := openBy(t, path, func() time.Time { return time.Now().Add(ahead) })
	defer func() { _ = s.Close() }()
	for n := range errands {
		if err := beginErrand(s, n); err != nil {
			t.Fatal(err)
		}
	}
	ahead += drying
	if _, err := s.Wake(t.Context(), "KASIR-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := (Options{Store: s}).SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	again := 0
	for n := 1; n <= errands; n++ {
		all := came[fmt.Sprintf("errand-%d/send/1", n)]
		if len(all) == 0 {
			t.Errorf("the message of errand-%d is lost", n)
		}
		for _, body := range all[min(1, len(all)):] {
			again++
			if body != all[0] {
				t.Errorf("errand-%d came as another under its key: %s", n, body)
			}
		}
	}
	events, err := s.Audit(t.Context(), store.AuditQuery{Names: []string{"message.sent", "message.queued", "timer.fired"}})
	if err != nil || len(events) != 3*errands || len(came) != errands {
		t.Errorf("%d events of %d messages, %d keys: %v", len(events), errands, len(came), err)
	}
	t.Logf("killed %d times, %d messages came again", kills, again)
	if kills < 3 {
		t.Error("the test does not bite")
	}
}

func shopFile(t *testing.T, path, url string) {
	t.Helper()
	engine, err := bolt.Create(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	s, err := store.Open(t.Context(), engine, store.Options{Clock: time.Now, NewOp: func() string { n++; return fmt.Sprint("shop-", n) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.Shop(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	all, err := s.Shop(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id := range all.Processes { // Their schedules have no part in this.
		if _, err := s.Do(t.Context(), model.Command{By: "hendra", Act: model.RetireProcess{Process: id}}); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.Do(t.Context(), model.Command{By: "hendra", Act: model.PublishProcess{Process: model.Process{
		Name: "Errand", ID: "errand", Role: "warehouse",
		Steps: []model.Step{{ID: "dry", Kind: model.Wait, Text: "1d, the glue dries"}, {ID: "send", Kind: model.Auto, Text: "Send it", Send: url}, {ID: "pack", Kind: model.Do, Text: "Pack", Role: "warehouse"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// runAndKill runs the helper and kills it some time after it has begun; it
// reports whether the helper was faster.
func runAndKill(t *testing.T, path string, after time.Duration) (ended bool) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestHelperSends$")
	child.Env = append(os.Environ(), "ALUR_TEST_KILL="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, len("began\n"))
	if _, err := io.ReadFull(out, first); err == nil {
		time.AfterFunc(after, func() { _ = child.Process.Kill() })
	}
	rest, _ := io.ReadAll(out) // What was said before it was killed.
	_ = child.Wait()
	if strings.Contains(string(rest), "FAIL") {
		t.Errorf("the program: %s", rest)
	}
	return strings.Contains(string(rest), "ended")
}
