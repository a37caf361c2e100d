package post

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

// nobodyThere is an address of this PC at which nobody answers.
func nobodyThere(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// TestThatMailIsDownIsNotToldByMail: the owner is told it by the next way that
// there is, once; where there is none, in the program alone, and never by a
// message that can't go out either.
func TestThatMailIsDownIsNotToldByMail(t *testing.T) {
	smtp := "shop@toko.example@" + nobodyThere(t)
	chats := 0
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("Idempotency-Key"), "call/") {
			chats++
		}
	}))
	defer gateway.Close()
	for name, c := range map[string]struct {
		way          model.Tell
		chats, lines int
	}{
		"mail alone":      {way: model.Tell{Email: "hendra@toko.example", SMTP: smtp}},
		"mail, a gateway": {way: model.Tell{Email: "hendra@toko.example", SMTP: smtp, URL: gateway.URL}, chats: 1},
		"mail, a file":    {way: model.Tell{Email: "hendra@toko.example", SMTP: smtp, File: "messages.txt"}, lines: 1},
		"all, the gateway is down too": {
			way: model.Tell{Email: "hendra@toko.example", SMTP: smtp, URL: "http://" + nobodyThere(t), File: "messages.txt"}, lines: 1,
		},
		"both are down": {way: model.Tell{Email: "hendra@toko.example", SMTP: smtp, URL: "http://" + nobodyThere(t)}},
	} {
		t.Run(name, func(t *testing.T) {
			chats = 0
			x := shop(t, func(http.ResponseWriter, *http.Request) {}, model.Step{})
			settings := x.shop().Settings
			settings.Tell = c.way
			x.do("hendra", model.ChangeSettings{Settings: settings})
			x.do("hendra", model.TestMessage{})
			x.do("hendra", model.TestMessage{})
			for range 9 * 24 {
				x.due()
				x.after(time.Hour)
				if _, err := x.Wake(t.Context(), "KASIR-1"); err != nil {
					t.Fatal(err)
				}
			}
			file, _ := os.ReadFile(filepath.Join(x.o.Folder, "messages.txt")) // None is one without a call.
			if lines := strings.Count(string(file), "[call/"); chats != c.chats || lines != c.lines {
				t.Errorf("%d came by chat and %d in the file, want %d and %d:\n%s", chats, lines, c.chats, c.lines, file)
			}
			queued, err := x.Audit(t.Context(), store.AuditQuery{Names: []string{"message.queued"}})
			if err != nil {
				t.Fatal(err)
			}
			calls := 0
			for _, e := range queued {
				if b, ok := e.Body.(model.MessageQueued); ok && strings.HasPrefix(b.Key, "call/") {
					calls++
				}
			}
			if calls > 1 || calls == 1 && name == "mail alone" {
				t.Errorf("%d calls were to go out", calls)
			}
			called, err := x.Audit(t.Context(), store.AuditQuery{Names: []string{"owner.called"}})
			if err != nil || len(called) == 0 {
				t.Errorf("in the program he was told %d times: %v", len(called), err)
			}
		})
	}
}

// shop is what is set of it.
func (x *sending) shop() *model.Shop {
	x.t.Helper()
	shop, err := x.Shop(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	return shop
}
