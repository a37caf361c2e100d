package cli

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// serving is alur serve --http beside the commands of a counter.
func (c *counter) serving() (address string, stop func()) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(c.t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		status := Run(ctx, Env{
			Args: []string{"serve", "--http", "127.0.0.1:0"}, Stdin: &bytes.Buffer{}, Stdout: in, Stderr: in, Clock: System().Clock,
			Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": c.home}[name] },
			IsTerminal: func(any) bool { return false },
		})
		_ = in.Close()
		ended <- status
	}()
	first := make([]byte, 200)
	n, err := out.Read(first)
	if err != nil {
		c.t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	address = regexp.MustCompile(`http://[^/]+`).FindString(string(first[:n]))
	if address == "" {
		c.t.Fatalf("it says %q", first[:n])
	}
	return address, func() {
		cancel()
		if status := <-ended; status != 0 {
			c.t.Errorf("alur serve ended with %d", status)
		}
	}
}

// post sends a body signed with a secret and returns the answer.
func (c *counter) post(url, secret, body string) (status int, answer string) {
	c.t.Helper()
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Alur-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// An order of the web shop comes in by itself; one that does not fit is mended
// by the owner.
func TestOrdersComeInByWebhook(t *testing.T) {
	c := newCounter(t)
	secret := strings.TrimSpace(c.must("secret", "show", "online-order"))
	address, stop := c.serving()
	const order = `{"order_no": "A-1043", "customer": "Pak Joko", "items": ["teapot"], "total": 95000, "payment": "cod"}`
	if status, answer := c.post(address+"/in/online-order", secret, order); status != 201 || answer != `{"case":"online-order-1"}`+"\n" {
		t.Errorf("%d, %s", status, answer)
	}
	if status, answer := c.post(address+"/in/online-order", "another", order); status != 401 || !strings.Contains(answer, "does not fit") {
		t.Errorf("%d, %s", status, answer)
	}
	bad := strings.NewReplacer("95000", `"free"`, "1043", "1044").Replace(order)
	if status, answer := c.post(address+"/in/online-order", secret, bad); status != 400 || !strings.Contains(answer, `"field":"total","path":"total"`) {
		t.Errorf("%d, %s", status, answer)
	}
	stop()
	out := c.must("deliveries", "list")
	if !strings.Contains(out, `total: "free" does not fit`) || !strings.Contains(out, ": 1 wrong signature, ") {
		t.Errorf("the list is %s", out)
	}
	if got := c.must("deliveries", "show", "1"); got != bad+"\n" {
		t.Errorf("shown is %q", got)
	}
	c.refused("Still:", "deliveries", "replay", "1", "--set", "customer=Ana")
	if got := c.must("deliveries", "replay", "1", "--set", "total=95000"); got != "online-order-2\n" {
		t.Errorf("replayed: %q", got)
	}
	// News without the key of its case is mended by it, under either name.
	address, stop = c.serving()
	for _, body := range []string{`{"shipment": "JNE-7", "outcome": "delivered"}`, `{"shipment": "JNE-8", "outcome": "lost"}`} {
		if status, answer := c.post(address+"/in/online-order/deliver", secret, body); status != 400 || !strings.Contains(answer, "give its key") {
			t.Errorf("%d, %s", status, answer)
		}
	}
	stop()
	if got := c.must("deliveries", "replay", "2", "--set", "order_no=A-1043"); got != "online-order-1\n" {
		t.Errorf("replayed: %q", got)
	}
	if got := c.must("deliveries", "replay", "3", "--set", "key=A-1044", "--set", "outcome=delivered"); got != "online-order-2\n" {
		t.Errorf("replayed: %q", got)
	}
	if got := c.must("case", "show", "online-order-2"); !strings.Contains(got, "deliver delivered") {
		t.Errorf("the news of the second is not kept: %s", got)
	}
	if got := c.must("audit", "--case", "online-order-1"); !strings.Contains(got, "by webhook") {
		t.Errorf("the record does not say where it came from: %s", got)
	}
	c.must("check")
}
