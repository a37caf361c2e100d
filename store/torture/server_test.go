package torture_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/model"
)

// ordersIn is what a web shop starts.
const ordersIn = `process: Web order
id: web-order
role: shop
start: {ask: {no: text}}
key: no
steps:
  - Pick
`

// TestKillsOfAServer kills a server at random moments while a web shop posts its
// orders to it, some at once, and posts again what had no answer, beside commands
// on the same file: every order that was answered is there, once.
func TestKillsOfAServer(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills a dozen servers")
	}
	folder := room(t)
	shopThere(t, folder)
	definition := filepath.Join(folder, "web-order.yaml")
	if err := os.WriteFile(definition, []byte(ordersIn), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, status := alurSays(t, folder, "process", "publish", definition); status != 0 {
		t.Fatal(out)
	}
	secret, status := alurSays(t, folder, "secret", "show", "web-order")
	if status != 0 {
		t.Fatal(secret)
	}
	w := &webShop{t: t, addr: freeAddress(t), secret: strings.TrimSpace(secret), answered: map[string]string{}}
	dice := rand.New(rand.NewPCG(9, 1))
	want := number(t, "ALUR_SERVER_KILLS", 12)
	for kill := range want {
		server := alurProgram(t, folder, "serve", "--http", w.addr)
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		w.heard(t)
		time.AfterFunc(time.Duration(dice.IntN(250))*time.Millisecond, func() { _ = server.Process.Kill() })
		beside := alurProgram(t, folder, "start", "web-order", "--set", fmt.Sprint("no=BESIDE-", kill))
		if err := beside.Start(); err != nil {
			t.Fatal(err)
		}
		w.posts(4)
		_ = server.Wait()
		if err := beside.Wait(); err != nil {
			t.Errorf("a command beside a server that is killed: %v", err)
		}
	}
	w.allKept(t, folder, want)
}

// webShop posts orders.
type webShop struct {
	t            *testing.T
	addr, secret string
	mu           sync.Mutex
	next, again  int
	// waiting had no answer; answered are the cases of those that had.
	waiting  []string
	answered map[string]string
}

// heard waits until the server listens.
func (w *webShop) heard(t *testing.T) {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if c, err := net.Dial("tcp", w.addr); err == nil {
			_ = c.Close()
			return
		}
	}
	t.Fatal("the server does not come")
}

// posts sends orders from so many senders until nobody is there any more.
func (w *webShop) posts(senders int) {
	var all sync.WaitGroup
	for range senders {
		all.Go(func() {
			for {
				no := w.take()
				answer, err := w.post(no)
				w.mu.Lock()
				if err != nil {
					w.waiting = append(w.waiting, no)
				} else {
					w.answered[no] = answer
				}
				w.mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	all.Wait()
}

// take is the next order: what had no answer comes first.
func (w *webShop) take() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.waiting); n > 0 {
		no := w.waiting[n-1]
		w.waiting = w.waiting[:n-1]
		w.again++
		return no
	}
	w.next++
	return fmt.Sprint("WEB-", w.next)
}

// post sends one order, and returns what it was answered.
func (w *webShop) post(no string) (string, error) {
	body := []byte(fmt.Sprintf(`{"no": %q}`, no))
	sum := hmac.New(sha256.New, []byte(w.secret))
	_, _ = sum.Write(body)
	r, err := http.NewRequest(http.MethodPost, "http://"+w.addr+"/in/web-order", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Alur-Signature", "sha256="+hex.EncodeToString(sum.Sum(nil)))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = answer.Body.Close() }()
	var said bytes.Buffer
	if _, err := said.ReadFrom(answer.Body); err != nil {
		return "", err
	}
	if answer.StatusCode/100 != 2 {
		w.t.Errorf("%s is refused: %s %s", no, answer.Status, said.String())
	}
	return said.String(), nil
}

// allKept checks the file, and that every order has its one case.
func (w *webShop) allKept(t *testing.T, folder string, kills int) {
	t.Helper()
	path := filepath.Join(folder, database)
	if _, err := check(path); err != nil {
		t.Fatal(err)
	}
	cases := map[string][]string{}
	err := openShop(t, path, "reader").EachCase(t.Context(), func(c *model.Case, _ *model.Flow) error {
		if c.Process == "web-order" {
			cases[c.Key] = append(cases[c.Key], c.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for no, answer := range w.answered {
		if ids := cases[no]; len(ids) != 1 || !strings.Contains(answer, ids[0]) {
			t.Errorf("%s was answered %s, and its cases are %v", no, answer, ids)
		}
	}
	for no, ids := range cases {
		if len(ids) != 1 {
			t.Errorf("%s has the cases %v", no, ids)
		}
	}
	t.Logf("%d servers killed: %d orders answered and there once, %d posted again", kills, len(w.answered), w.again)
	if len(w.answered) == 0 || w.again == 0 {
		t.Error("nothing was answered, or nothing cut short: the test does not bite")
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}
