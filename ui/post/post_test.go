package post

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// sending is a shop whose orders are sent to a receiver.
type sending struct {
	*store.Store
	t    *testing.T
	o    Options
	ops  atomic.Int64
	late atomic.Int64
	n    int
	url  string
}

func (x *sending) after(d time.Duration) { x.late.Add(int64(d)) }

// shop has a process that alur begins by sending each case somewhere.
func shop(t *testing.T, receiver http.HandlerFunc, auto model.Step) *sending {
	t.Helper()
	x := &sending{t: t}
	engine, err := bolt.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	x.Store, err = store.Open(t.Context(), engine, store.Options{
		Clock: func() time.Time { return start.Add(time.Duration(x.late.Load())) },
		NewOp: func() string { return fmt.Sprint("op-", x.ops.Add(1)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	if err := storetest.Shop(t.Context(), x.Store); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(receiver)
	t.Cleanup(server.Close)
	x.url = server.URL
	auto.ID, auto.Kind, auto.Text = "tell", model.Auto, "Tell the others"
	if auto.Notify == "" {
		auto.Send = server.URL
	}
	x.do("hendra", model.PublishProcess{Process: model.Process{
		Name: "Errand", ID: "errand", Role: "warehouse", Start: model.Start{Ask: []model.Field{{Name: "phone", Type: model.PhoneField}}},
		Steps: []model.Step{auto, {ID: "pack", Text: "Pack", Kind: model.Do, Role: "warehouse"}},
	}})
	x.o = Options{Store: x.Store, Folder: t.TempDir()}
	return x
}

func (x *sending) do(by string, act model.Act) {
	x.t.Helper()
	if _, err := x.Do(x.t.Context(), model.Command{By: by, Act: act}); err != nil {
		x.t.Fatal(err)
	}
}

// begin begins a case, whose packing is offered at once.
func (x *sending) begin() {
	x.t.Helper()
	x.n++
	x.do("hendra", model.StartCase{Process: "errand", Fields: model.Values{"phone": {Text: "0812 345"}}})
	c, _, err := x.Case(x.t.Context(), fmt.Sprint("errand-", x.n))
	if err != nil || c.Task("pack") == nil {
		x.t.Fatal("the case waits: ", err)
	}
}

func (x *sending) due() int {
	x.t.Helper()
	n, err := x.o.SendDue(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	return n
}

// outbox is how the messages stand, in words; the record and what is kept have
// to agree.
func (x *sending) outbox() string {
	x.t.Helper()
	all, err := x.Outbox(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	if _, err := x.Check(x.t.Context(), nil); err != nil {
		x.t.Fatal(err)
	}
	var lines []string
	for _, m := range all {
		lines = append(lines, fmt.Sprintf("%s dead=%v tries=%d %s", m.Key, m.Dead, m.Tries, model.TroubleWords(m.Why).In(model.English)))
	}
	return strings.Join(lines, "\n")
}

// became are the events of messages.
func (x *sending) became() string {
	x.t.Helper()
	events, err := x.Audit(x.t.Context(), store.AuditQuery{Names: []string{"message.sent", "message.failed", "message.retried", "message.dropped"}})
	if err != nil {
		x.t.Fatal(err)
	}
	var names []string
	for _, e := range events {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestACaseIsSentSignedAndOnce(t *testing.T) {
	var got *http.Request
	var body []byte
	x := shop(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusNoContent)
	}, model.Step{})
	if _, err := x.MakeSecret(t.Context(), "hendra", "KASIR-1", "errand", "s3cret", false); err != nil {
		t.Fatal(err)
	}
	x.begin()
	if x.outbox() == "" || x.due() != 1 || x.outbox() != "" || x.due() != 0 {
		t.Fatal(x.outbox())
	}
	if got.Header.Get("Idempotency-Key") != "errand-1/tell/1" || got.Header.Get("X-Alur-Signature") != Sign("s3cret", body) || !bytes.Contains(body, []byte(`"case":"errand-1"`)) {
		t.Errorf("%v %s", got.Header, body)
	}
	if x.became() != "message.sent" {
		t.Error(x.became())
	}
}

// TestNothingGoesOutUnsigned: where nobody made a secret for a process whose
// cases are sent, alur makes it, once, and on record; the owner reads it where
// every secret is read.
func TestNothingGoesOutUnsigned(t *testing.T) {
	var signed []string
	var bodies [][]byte
	x := shop(t, func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signed, bodies = append(signed, r.Header.Get("X-Alur-Signature")), append(bodies, body)
	}, model.Step{})
	x.begin()
	x.begin()
	if x.due() != 2 || x.outbox() != "" {
		t.Fatal(x.outbox())
	}
	secret, err := x.MakeSecret(t.Context(), "hendra", "KASIR-1", "errand", "another", true)
	if err != nil || len(secret) != 64 {
		t.Fatalf("the secret is %q, %v", secret, err)
	}
	for i, body := range bodies {
		if signed[i] != Sign(secret, body) {
			t.Errorf("message %d is signed %q", i+1, signed[i])
		}
	}
	events, err := x.Audit(t.Context(), store.AuditQuery{Names: []string{"secret.made"}})
	if err != nil || len(events) != 1 || events[0].By != "" || events[0].Body != (model.SecretMade{Process: "errand", Print: model.SecretPrint(secret)}) {
		t.Errorf("on record is %+v, %v", events, err)
	}
}

func TestAReceiverThatIsBadIsNoMatterToTheShop(t *testing.T) {
	followed := false
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		why    string
	}{
		"500": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "out of order", http.StatusInternalServerError)
		}, "answered 500 out of order"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			followed = followed || r.URL.Path == "/elsewhere"
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, "sends to another address (307)"},
		"slow": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // Only then is it told that the other side hung up.
			<-r.Context().Done()
		}, "did not answer in time"},
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "can't be reached"},
		"gigabyte of no": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			endless(w)
		}, "answered 400 yyy"},
	} {
		t.Run(name, func(t *testing.T) {
			x := shop(t, c.answer, model.Step{})
			x.o.Patience = 300 * time.Millisecond
			x.begin()
			if x.due() != 1 || !strings.Contains(x.outbox(), c.why) || x.due() != 0 {
				t.Error(x.outbox())
			}
			x.begin()
		})
	}
	if followed {
		t.Error("a redirect was followed")
	}
}

// endless writes a gigabyte, or until the other side hangs up.
func endless(w io.Writer) {
	piece := bytes.Repeat([]byte("y"), 1<<20)
	for range 1 << 10 {
		if _, err := w.Write(piece); err != nil {
			return
		}
	}
}

func TestAGigabyteOfYesIsAYes(t *testing.T) {
	x := shop(t, func(w http.ResponseWriter, _ *http.Request) { endless(w) }, model.Step{})
	x.begin()
	if x.due() != 1 || x.outbox() != "" {
		t.Error(x.outbox())
	}
}

func TestAReceiverThatIsDownForADayGetsAllAndOnce(t *testing.T) {
	down, keys := true, map[string]int{}
	x := shop(t, func(w http.ResponseWriter, r *http.Request) {
		if down {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		keys[r.Header.Get("Idempotency-Key")]++
	}, model.Step{})
	x.begin()
	x.begin()
	tries := 0
	for range 24 * 60 {
		tries += x.due()
		x.after(time.Minute)
	}
	if tries < 2*8 || tries > 2*14 {
		t.Errorf("%d tries in a day", tries)
	}
	down = false
	for range 7 * 60 {
		x.due()
		x.after(time.Minute)
	}
	if len(keys) != 2 || keys["errand-1/tell/1"] != 1 || keys["errand-2/tell/1"] != 1 || x.outbox() != "" {
		t.Errorf("%v %s", keys, x.outbox())
	}
}

// TestAReceiverThatIsDownIsToldTheSameDay: an hour of it is one of the things
// that can't wait, told once however many messages wait; it stands in the page
// of the day as long as it is so; and after it came back, the next time is told
// anew.
func TestAReceiverThatIsDownIsToldTheSameDay(t *testing.T) {
	up := false
	x := shop(t, func(w http.ResponseWriter, _ *http.Request) {
		if !up {
			http.Error(w, "out of order", http.StatusInternalServerError)
		}
	}, model.Step{})
	pass := func(minutes int) {
		t.Helper()
		for range minutes {
			x.due()
			x.after(time.Minute)
			if _, err := x.Wake(t.Context(), "KASIR-1"); err != nil {
				t.Fatal(err)
			}
		}
	}
	told := func(l model.Lang) string {
		t.Helper()
		in, err := x.Digest(t.Context(), "", x.Now().Add(-time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer("**", "", "\n  ", " ").Replace(story.Markdown(digest.Tell(in, l)))
	}
	called := func() (lines []string) {
		t.Helper()
		events, err := x.Audit(t.Context(), store.AuditQuery{Names: []string{"owner.called"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if b, ok := e.Body.(model.OwnerCalled); ok {
				lines = append(lines, model.Called{Calls: b.Calls, More: b.More}.Words(time.UTC).In(model.English))
			}
		}
		return lines
	}
	host := strings.TrimPrefix(x.url, "http://")
	x.begin()
	x.begin()
	pass(5)
	if text := told(model.English); strings.Contains(text, "have not gone out") {
		t.Errorf("after a moment the day tells it:\n%s", text)
	}
	x.begin()
	pass(30)
	for l, line := range map[model.Lang]string{
		model.English:    "Outside: 3 messages to " + host + " have not gone out since Mon 10:00: the receiver answered 500 out of order; they are tried again until Thu 10:00",
		model.Indonesian: "Di luar: 3 pesan untuk " + host + " belum terkirim sejak Sen 10:00: penerima menjawab 500 out of order; dicoba lagi sampai Kam 10:00",
	} {
		if text := told(l); !strings.Contains(text, line) {
			t.Errorf("after half an hour the day lacks %q:\n%s", line, text)
		}
	}
	if len(called()) > 0 {
		t.Errorf("after half an hour the owner was called: %q", called())
	}
	pass(5 * 60)
	want := "This needs you: 3 messages to " + host + " have not gone out since Mon 03:00: the receiver answered 500 out of order; they are tried again until Thu 03:00."
	if got := called(); len(got) != 1 || got[0] != want {
		t.Errorf("after hours the owner was called\n%q\nwant once\n%s", got, want)
	}
	up = true
	pass(4 * 60)
	if text := told(model.English); x.outbox() != "" || strings.Contains(text, "gone out") {
		t.Errorf("all went out, %q, and the day tells\n%s", x.outbox(), text)
	}
	up = false
	x.begin()
	pass(3 * 60)
	if got := called(); len(got) != 2 || !strings.HasPrefix(got[1], "This needs you: 1 message to "+host+" has not gone out since ") {
		t.Errorf("the second time the owner was called %q", got)
	}
}

func TestAfterThreeDaysTheOwnerDecides(t *testing.T) {
	up := false
	x := shop(t, func(w http.ResponseWriter, _ *http.Request) {
		if !up {
			w.WriteHeader(http.StatusNotFound)
		}
	}, model.Step{})
	x.begin()
	x.begin()
	for range 4 * 24 {
		x.due()
		x.after(time.Hour)
	}
	if x.became() != "message.failed message.failed" || strings.Count(x.outbox(), "dead=true") != 2 {
		t.Fatal(x.became(), x.outbox())
	}
	all, _ := x.Outbox(t.Context())
	if _, err := x.RetryMessage(t.Context(), "sari", "KASIR-1", all[0].Ref.Seq); model.Refused(err) == nil {
		t.Error("Sari retries: ", err)
	}
	up = true
	if _, err := x.RetryMessage(t.Context(), "hendra", "KASIR-1", all[0].Ref.Seq); err != nil {
		t.Fatal(err)
	}
	if _, err := x.DropMessage(t.Context(), "hendra", "KASIR-1", all[1].Ref.Seq, "told by phone"); err != nil {
		t.Fatal(err)
	}
	if x.due() != 1 || x.outbox() != "" || x.became() != "message.failed message.failed message.retried message.dropped message.sent" {
		t.Error(x.outbox(), x.became())
	}
}

func TestTwoProgramsSendNothingTwice(t *testing.T) {
	var mu sync.Mutex
	keys := map[string]int{}
	x := shop(t, func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		keys[r.Header.Get("Idempotency-Key")]++
	}, model.Step{})
	const cases = 20
	for range cases {
		x.begin()
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { _, _ = x.o.SendDue(context.Background()) })
	}
	all.Wait()
	for key, n := range keys {
		if n != 1 {
			t.Errorf("%s came %d times", key, n)
		}
	}
	if len(keys) != cases || x.outbox() != "" {
		t.Errorf("%d came: %s", len(keys), x.outbox())
	}
}

// TestASlowReceiverKeepsNoOtherWaiting: however many messages wait for one that
// hangs, it gets them one at a time, and another gets its own at once.
func TestASlowReceiverKeepsNoOtherWaiting(t *testing.T) {
	var hanging atomic.Int64
	let := make(chan struct{})
	x := shop(t, func(http.ResponseWriter, *http.Request) {
		hanging.Add(1)
		<-let
	}, model.Step{})
	defer close(let)
	came := make(chan string, 1)
	good := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { came <- r.Header.Get("Idempotency-Key") }))
	defer good.Close()
	x.do("hendra", model.PublishProcess{Process: model.Process{
		Name: "Other", ID: "other", Role: "warehouse", Start: model.Start{Ask: []model.Field{{Name: "phone", Type: model.PhoneField}}},
		Steps: []model.Step{{ID: "tell", Text: "Tell the others", Kind: model.Auto, Send: good.URL}, {ID: "pack", Text: "Pack", Kind: model.Do, Role: "warehouse"}},
	}})
	for range 10 {
		x.begin()
	}
	x.do("hendra", model.StartCase{Process: "other", Fields: model.Values{"phone": {Text: "0812 345"}}})
	ctx, done := context.WithTimeout(t.Context(), 20*time.Second)
	defer done()
	x.o.Patience = time.Minute
	var all sync.WaitGroup
	all.Go(func() { Run(ctx, x.o) })
	select {
	case key := <-came:
		if n := hanging.Load(); key != "other-1/tell/1" || n > 1 {
			t.Errorf("%s came, and %d wait at the one that hangs", key, n)
		}
	case <-ctx.Done():
		t.Error("the other waits for the one that hangs")
	}
	done()
	all.Wait()
}

// A program that was killed after it sent, and before it said so, leaves a
// message that another takes over: it comes twice, with the same key, and is
// once on record.
func TestAKilledProgramIsTakenOver(t *testing.T) {
	var keys []string
	x := shop(t, func(_ http.ResponseWriter, r *http.Request) { keys = append(keys, r.Header.Get("Idempotency-Key")) }, model.Step{})
	x.begin()
	m, _, err := x.ClaimMessage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := send(t.Context(), letter{url: m.URL, key: m.Key, body: []byte(m.Body)}); err != nil {
		t.Fatal(err)
	}
	if x.due() != 0 {
		t.Error("another program sends what one is sending")
	}
	x.after(3 * time.Minute)
	if x.due() != 1 || x.outbox() != "" {
		t.Error(x.outbox())
	}
	if err := x.MessageSent(t.Context(), m, "200"); err != nil {
		t.Fatal(err)
	}
	if len(keys) != 2 || keys[0] != keys[1] || x.became() != "message.sent" {
		t.Error(keys, x.became())
	}
}

func TestACustomerIsToldByWhatTheShopHas(t *testing.T) {
	var said []byte
	path := ""
	x := shop(t, func(http.ResponseWriter, *http.Request) {}, model.Step{Notify: model.ToldCustomer, Say: "Call us, {phone}"})
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		said, _ = io.ReadAll(r.Body)
		path = r.URL.Path
	}))
	defer gateway.Close()
	x.begin()
	if x.due() != 1 || !strings.Contains(x.outbox(), "no way to tell people is set") {
		t.Fatal(x.outbox())
	}
	tell := func(way model.Tell) {
		shop, err := x.Shop(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		next := shop.Settings
		next.Tell = way
		x.do("hendra", model.ChangeSettings{Settings: next})
	}
	tell(model.Tell{File: "messages.txt"})
	x.after(2 * time.Minute)
	x.due()
	file, err := os.ReadFile(filepath.Join(x.o.Folder, "messages.txt"))
	if err != nil || !strings.HasPrefix(string(file), "2026-11-23 10:02  customer 0812 345 [errand-1/tell/1/tell]") || !strings.Contains(string(file), "Call us, 0812 345") || x.outbox() != "" {
		t.Errorf("%s %v %s", file, err, x.outbox())
	}
	if _, err := x.MakeSecret(t.Context(), "hendra", "KASIR-1", model.URLSecret, "t0ken", false); err != nil {
		t.Fatal(err)
	}
	tell(model.Tell{URL: gateway.URL + "/bot{secret}/send"})
	x.begin()
	x.due()
	if path != "/bott0ken/send" || !bytes.Contains(said, []byte(`"phone":"0812 345"`)) || !bytes.Contains(said, []byte("Call us")) {
		t.Errorf("%s %s", path, said)
	}
	for range 2 {
		if err := x.TellOwner(t.Context(), "digest-2026-11-23", "Today", "All is well."); err != nil {
			t.Fatal(err)
		}
	}
	if x.due() != 1 || !bytes.Contains(said, []byte("All is well.")) {
		t.Errorf("%s", said)
	}
}

func TestAMailIsPlainAndKnownByItsKey(t *testing.T) {
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	l := letterTo{to: "ana@example.com", key: "errand-1/tell/1", subject: "Pesanan é\r\nBcc: x@example.com", text: "Halo"}
	text := string(l.bytes("shop@example.com", at))
	head, body, _ := strings.Cut(text, "\r\n\r\n")
	if strings.Contains(head, "\r\nBcc") || !strings.Contains(head, "@example.com>\r\n") || body != "SGFsbwo=\r\n" {
		t.Error(text)
	}
	if text != string(l.bytes("shop@example.com", at)) {
		t.Error("the same mail has two ids")
	}
}
