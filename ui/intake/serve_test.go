package intake

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

const secret = "5f2c9d3e8a7b4c1d"

// webShop is a shop that takes deliveries, with the secret of the online order.
type webShop struct {
	*store.Store
	t    testing.TB
	addr string
	stop func()
	mu   sync.Mutex
	told []string
}

func newOp() func() string {
	var n atomic.Uint64
	return func() string { return fmt.Sprintf("op-%d", n.Add(1)) }
}

func aStore(t testing.TB) *store.Store {
	t.Helper()
	engine, err := bolt.Create(context.Background(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), engine, store.Options{Clock: time.Now, NewOp: newOp()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// onlineOrder is the ready-made process, reading deliveries from these places.
func (w *webShop) onlineOrder(places map[string]string) {
	w.t.Helper()
	f, err := w.Flow(context.Background(), "online-order", 1)
	if err != nil {
		w.t.Fatal(err)
	}
	p := f.Process
	p.Start.Map = nil
	for _, field := range p.Start.Ask {
		if at := places[field.Name]; at != "" {
			p.Start.Map = append(p.Start.Map, model.Mapping{Field: field.Name, Path: at})
		}
	}
	if _, err := w.Do(context.Background(), model.Command{By: "hendra", Act: model.PublishProcess{Process: p}}); err != nil {
		w.t.Fatal(err)
	}
}

func open(t testing.TB, tighten func(*limits)) *webShop {
	t.Helper()
	w := &webShop{Store: aStore(t), t: t}
	if err := storetest.Shop(context.Background(), w.Store); err != nil {
		t.Fatal(err)
	}
	if _, err := w.MakeSecret(context.Background(), "hendra", "", "online-order", secret, true); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{Store: w.Store, Addr: "127.0.0.1:0", tighten: tighten, Ready: func(at net.Addr) { ready <- at.String() }, Tell: w.hear})
	}()
	w.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	t.Cleanup(w.stop)
	w.addr = "http://" + <-ready
	return w
}

func (w *webShop) hear(what model.Reason) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, what.In(model.English))
}

// sum is the signature of a body.
func sum(secret string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return mac.Sum(nil)
}

// How senders sign.
func woo(body []byte) http.Header {
	return http.Header{"X-WC-Webhook-Signature": {base64.StdEncoding.EncodeToString(sum(secret, body))}, "X-WC-Webhook-Topic": {"order.created"}, "Content-Type": {"application/json"}}
}

func shopify(body []byte) http.Header {
	return http.Header{"X-Shopify-Hmac-SHA256": {base64.StdEncoding.EncodeToString(sum(secret, body))}, "X-Shopify-Topic": {"orders/create"}, "Content-Type": {"application/json"}}
}

func own(body []byte) http.Header {
	return http.Header{"X-Alur-Signature": {"sha256=" + hex.EncodeToString(sum(secret, body))}, "Content-Type": {"application/json; charset=utf-8"}}
}

// heard is an answer as a sender hears it.
type heard struct {
	status int
	retry  string
	told
}

func (w *webShop) post(place string, body []byte, h http.Header) heard {
	w.t.Helper()
	got, err := send(http.DefaultClient, w.addr+place, body, h)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func send(client *http.Client, url string, body []byte, h http.Header) (heard, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return heard{}, err
	}
	r.Header = h
	resp, err := client.Do(r)
	if err != nil {
		return heard{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	got := heard{status: resp.StatusCode, retry: resp.Header.Get("Retry-After")}
	return got, json.NewDecoder(resp.Body).Decode(&got.told)
}

// payload is the order of a web shop, as its documentation has it.
func payload(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "..", "model", "testdata", "intake", name+"-order.json"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// asWoo and asShopify are where those shops have the fields of an order.
func asWoo() map[string]string {
	return map[string]string{
		"order_no": "number", "customer": "billing.{first_name} {last_name}", "phone": "billing.phone", "address": "shipping.{address_1} {city}",
		"items": "line_items.*.{quantity} x {name}", "payment": "payment_method else prepaid",
	}
}

func asShopify() map[string]string {
	return map[string]string{
		"order_no": "name", "customer": "shipping_address.name", "phone": "shipping_address.phone", "address": "shipping_address.{address1} {city}",
		"items": "line_items.*.{quantity} x {name}", "total": "total_price", "payment": "payment_gateway_names.0 else prepaid",
	}
}

func TestOrdersOfWebShopsBecomeCases(t *testing.T) {
	for _, c := range []struct {
		name         string
		places       map[string]string
		sign         func([]byte) http.Header
		title, items string
	}{
		{"woocommerce", asWoo(), woo, "Order 727 - Rina Wijaya", "2 x Teko, 1 liter, 6 x Gelas - Bening"},
		{"shopify", asShopify(), shopify, "Order #9999 - Sri Susilo", "1 x Kompor, 2 tungku, 3 x Wajan"},
		{"woocommerce", asWoo(), own, "Order 727 - Rina Wijaya", "2 x Teko, 1 liter, 6 x Gelas - Bening"},
	} {
		w := open(t, nil)
		w.onlineOrder(c.places)
		body := payload(t, c.name)
		if got := w.post("/in/online-order", []byte("webhook_id=4"), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}); got.status != 200 {
			t.Errorf("%s: the ping is answered %+v", c.name, got)
		}
		first, again := w.post("/in/online-order", body, c.sign(body)), w.post("/in/checkout", body, c.sign(body))
		if first.status != 201 || first.Case != "online-order-1" || again.status != 200 || again.Case != "online-order-1" {
			t.Errorf("%s: %+v, then %+v", c.name, first, again)
		}
		got, _, err := w.Case(t.Context(), "online-order-1")
		if err != nil || got.Title != c.title || got.Fields["items"].String() != c.items || got.StartedBy != "" {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
		history, _ := w.History(t.Context(), "online-order-1")
		for _, e := range history {
			if e.Station != model.Webhook || e.By != "" {
				t.Errorf("%s stands in the record by %q at %q", e.Name(), e.By, e.Station)
			}
		}
		// One byte of the body changed, another secret, a signature of another
		// form, none at all.
		wrong := []http.Header{c.sign(append([]byte(" "), body...)), {"X-Alur-Signature": {"sha256=" + hex.EncodeToString(sum("another", body))}}, {"X-Wc-Webhook-Signature": {"%%%"}}, {}, {"X-Alur-Signature": {"sha256="}}}
		both := c.sign(body)
		both.Set("X-Alur-Signature", "sha256=00")
		for _, h := range append(wrong, both) {
			h.Set("Content-Type", "application/json")
			if got := w.post("/in/online-order", body, h); got.status != 401 || got.Error == "" || got.Delivery != 0 {
				t.Errorf("%s with %v: %+v", c.name, h, got)
			}
		}
		w.stop()
		all, err := w.Deliveries(t.Context())
		if err != nil || len(all.Kept) != 0 || len(all.Wrong) != 1 || all.Wrong[0].Times != 6 {
			t.Errorf("%+v, %v", all, err)
		}
	}
}

func TestASenderHearsWhatToMend(t *testing.T) {
	w := open(t, nil)
	w.onlineOrder(asWoo())
	for _, c := range []struct {
		name, place, body, kind string
		status                  int
		says                    string
		faults                  []string
		kept                    bool
	}{
		{name: "no process", place: "/in/online-oder", body: "{}", status: 404, says: `"online-oder"`},
		{name: "elsewhere", place: "/", body: "{}", status: 404, says: "/in/PROCESS"},
		{name: "no step", place: "/in/online-order/pack", body: "{}", status: 404},
		{name: "no secret", place: "/in/open-shop", body: "{}", status: 401, says: "alur secret show open-shop"},
		{name: "no JSON", place: "/in/online-order", body: "<order/>", kind: "text/xml", status: 415, says: "application/json", kept: true},
		{name: "broken", place: "/in/online-order", body: `{"number": "7`, status: 400, says: "is cut", kept: true},
		{name: "deep", place: "/in/online-order", body: strings.Repeat("[", 60), status: 400, says: "deep", kept: true},
		{name: "large", place: "/in/online-order", body: `{"x": "` + strings.Repeat("x", 1<<20) + `"}`, status: 413, says: "1048576"},
		{name: "fields", place: "/in/online-order", body: `{"number": "8", "total": "free", "billing": {"first_name": "Ana"}}`, status: 400, says: "items", faults: []string{"items line_items.*.{quantity} x {name}", "total total"}, kept: true},
		{name: "no key", place: "/in/online-order/deliver", body: `{}`, status: 400, says: "key", kept: true},
		{name: "two keys", place: "/in/online-order/deliver?key=9", body: `{"number": "8"}`, status: 400, says: `"9"`, kept: true},
	} {
		h := own([]byte(c.body))
		if c.kind != "" {
			h.Set("Content-Type", c.kind)
		}
		got := w.post(c.place, []byte(c.body), h)
		var faults []string
		for _, f := range got.Faults {
			faults = append(faults, f.Field+" "+f.Path)
		}
		if got.status != c.status || !strings.Contains(got.Error, c.says) || !reflect.DeepEqual(faults, c.faults) || (got.Delivery > 0) != c.kept {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	resp, err := http.Get(w.addr + "/in/online-order") //nolint:noctx // A test.
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") != "POST" {
		t.Errorf("GET is answered %d", resp.StatusCode)
	}
	if _, err := w.Do(t.Context(), model.Command{By: "hendra", Act: model.RetireProcess{Process: "online-order"}}); err != nil {
		t.Fatal(err)
	}
	body := payload(t, "woocommerce")
	if got := w.post("/in/online-order", body, woo(body)); got.status != 409 || got.Delivery == 0 {
		t.Errorf("retired: %+v", got)
	}
}

func TestNewsOfAStepComesByWebhook(t *testing.T) {
	w := open(t, nil)
	notice := []byte(`{"order_no": "A-1", "outcome": "delivered"}`)
	early := w.post("/in/deliver", notice, own(notice))
	if early.status != 202 || !early.Kept || early.Delivery != 1 {
		t.Errorf("before the order: %+v", early)
	}
	order, err := json.Marshal(map[string]any{"order_no": "A-1", "customer": "Ana", "items": []string{"lamp"}, "total": 90000, "payment": "cod"})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.post("/in/online-order", order, own(order)); got.status != 201 {
		t.Errorf("%+v", got)
	}
	again := w.post("/in/online-order/deliver?key=A-1", []byte(`{"outcome": "delivered"}`), own([]byte(`{"outcome": "delivered"}`)))
	if again.status != 200 || again.Case != "online-order-1" || again.Kept {
		t.Errorf("the same before its step: %+v", again)
	}
	c, _, err := w.Case(t.Context(), "online-order-1")
	if err != nil || len(c.Kept) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	for _, act := range []struct {
		by  string
		act model.Act
	}{
		{"sari", model.Complete{Task: model.TaskRef{Case: c.ID, Step: "pick"}, Ticks: []string{"1/1", "2"}}},
		{"budi", model.Complete{Task: model.TaskRef{Case: c.ID, Step: "quality"}, Ticks: []string{"1", "2"}}},
		{"sari", model.Complete{Task: model.TaskRef{Case: c.ID, Step: "pack"}, Ticks: []string{"1", "2"}, Values: model.Values{"weight": {Text: "1"}, "label": {Text: "A-1"}}}},
		{"dewi", model.Complete{Task: model.TaskRef{Case: c.ID, Step: "invoice"}, Values: model.Values{"invoice_no": {Text: "F-1"}}}},
		{"budi", model.Complete{Task: model.TaskRef{Case: c.ID, Step: "collect"}, Values: model.Values{"courier": {Text: "JNE"}, "tracking": {Text: "1"}}}},
	} {
		if _, err := w.Do(t.Context(), model.Command{By: act.by, Act: act.act}); err != nil {
			t.Fatal(err)
		}
	}
	c, _, err = w.Case(t.Context(), "online-order-1")
	if done := c.Task("deliver"); err != nil || done == nil || done.State != model.Done || c.Task("confirm") == nil {
		t.Errorf("the parcel is not delivered: %+v, %v", done, err)
	}
	if got := w.post("/in/deliver", notice, own(notice)); got.status != 200 || got.Case != "online-order-1" {
		t.Errorf("sent once more: %+v", got)
	}
}

func TestTheOwnerMendsWhatWasRefused(t *testing.T) {
	w := open(t, nil)
	w.onlineOrder(asWoo())
	body := []byte(`{"number": "8", "total": "free", "billing": {"first_name": "Ana"}, "line_items": [{"quantity": 1, "name": "lamp"}]}`)
	if got := w.post("/in/online-order", body, woo(body)); got.Delivery != 1 {
		t.Fatalf("%+v", got)
	}
	if got := w.post("/in/online-order", body, woo(body)); got.Delivery != 1 {
		t.Fatalf("sent again: %+v", got)
	}
	d, err := w.Delivery(t.Context(), 1)
	if err != nil || d.Times != 2 || !bytes.Equal(d.Body, body) || !strings.Contains(d.Why[model.Indonesian], "tidak cocok") {
		t.Errorf("%+v, %v", d, err)
	}
	mended := Sent{By: "hendra", Station: "command line", Process: d.Process, Body: d.Body}
	if _, err := Do(t.Context(), w.Store, mended); err == nil {
		t.Error("it was done unmended")
	}
	mended.Set = model.Values{"total": {Text: "90000"}}
	done, err := Do(t.Context(), w.Store, mended)
	if err != nil || done.Case != "online-order-1" {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestADeliveryOfAProcessWithoutAKeyCountsByItsNumber(t *testing.T) {
	w := open(t, nil)
	p := model.Process{ID: "note", Name: "Note", Role: "shop", Start: model.Start{On: "note", Ask: []model.Field{{Name: "text", Type: model.TextField}}}, Steps: []model.Step{{ID: "read", Text: "Read it"}}}
	if _, err := w.Do(t.Context(), model.Command{By: "hendra", Act: model.PublishProcess{Process: p}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.MakeSecret(t.Context(), "hendra", "", "note", secret, true); err != nil {
		t.Fatal(err)
	}
	body := []byte(`{"text": "hello"}`)
	for i, id := range []string{"d-1", "d-1", "d-2", "", ""} {
		h := own(body)
		if id != "" {
			h.Set("X-Alur-Delivery", id)
		}
		want := []string{"note-1", "note-1", "note-2", "note-3", "note-4"}[i]
		if got := w.post("/in/note", body, h); got.Case != want {
			t.Errorf("%q is %+v, not %s", id, got, want)
		}
	}
}

func TestNobodyHoldsTheServer(t *testing.T) {
	w := open(t, func(l *limits) {
		l.headTime, l.readTime, l.idleTime = 200*time.Millisecond, 200*time.Millisecond, 200*time.Millisecond
		l.mostOfOne = 8
	})
	dial := func(begin string) net.Conn {
		conn, err := net.Dial("tcp", strings.TrimPrefix(w.addr, "http://")) //nolint:noctx // A test.
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		if _, err := io.WriteString(conn, begin); err != nil {
			t.Fatal(err)
		}
		return conn
	}
	// Heads that never end, bodies that never come, and who says nothing.
	var slow []net.Conn
	for i := range 12 {
		slow = append(slow, dial([]string{"", "POST /in/online-order HT", "POST /in/online-order HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"}[i%3]))
	}
	for _, conn := range slow {
		_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.ReadAll(conn); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("a slow sender is still there: %v", err)
		}
	}
	if got := w.post("/in/online-order", []byte("{}"), own([]byte("{}"))); got.status != 400 {
		t.Errorf("after them: %+v", got)
	}
}

func TestWhoSendsTooMuchWaits(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	s := &server{limits: usualLimits(), buckets: map[string]*bucket{}, untold: map[tallied]*untold{}, Options: Options{Clock: func() time.Time { return now }}}
	s.rate, s.burst = 2, 4
	for i, want := range []int{0, 0, 0, 0, 1, 1} {
		if got := s.spend("10.0.0.1", 1); got != want {
			t.Errorf("delivery %d waits %d s, not %d", i+1, got, want)
		}
	}
	if s.spend("10.0.0.2", 1) != 0 {
		t.Error("another address waits as well")
	}
	now = now.Add(time.Second)
	if s.spend("10.0.0.1", s.wrongCost) != 0 || s.spend("10.0.0.1", 1) < 2 {
		t.Error("a wrong signature costs no more than a right one")
	}
	for i := range 3 * mostBuckets {
		s.spend(fmt.Sprint(i), 1)
	}
	if len(s.buckets) > mostBuckets {
		t.Errorf("%d addresses are remembered", len(s.buckets))
	}
}

func TestTooManyAtOnceHearWhenToTryAgain(t *testing.T) {
	w := open(t, func(l *limits) { l.rate, l.burst = 0.001, 2 })
	for _, want := range []int{404, 404, 429} {
		if got := w.post("/in/x", nil, http.Header{}); got.status != want || (want == 429) != (got.retry != "") {
			t.Errorf("%+v, not %d", got, want)
		}
	}
}

// TestStrangersDoNotKeepOrdersOut: behind a proxy all come from one address.
// Whatever comes there without a right signature, what is signed is taken.
func TestStrangersDoNotKeepOrdersOut(t *testing.T) {
	w := open(t, func(l *limits) { l.rate, l.burst, l.wrongCost = 0.001, 4, 2 })
	body := []byte("{}")
	for name, c := range map[string]struct {
		path string
		h    http.Header
	}{
		"wrongly signed": {"/in/online-order", http.Header{"X-Alur-Signature": {"sha256=00"}}},
		"unsigned":       {"/in/online-order", http.Header{}},
		"nowhere":        {"/in/x", http.Header{"X-Alur-Signature": {"sha256=00"}}},
	} {
		for range 6 {
			w.post(c.path, body, c.h)
		}
		if got := w.post(c.path, body, c.h); got.status != 429 || got.retry == "" {
			t.Errorf("%s: strangers are not stopped: %+v", name, got)
		}
		if got := w.post("/in/online-order", body, own(body)); got.status != 400 {
			t.Errorf("%s: what is signed gets %+v", name, got)
		}
	}
	w.post("/in/online-order", body, own(body))
	if got := w.post("/in/online-order", body, own(body)); got.status != 429 {
		t.Errorf("who signs and sends too much gets %+v", got)
	}
}

// TestWhatWentAstrayIsNotForgotten: a name that was mistyped there, a body that is
// too long and one that is no JSON each leave something for the owner to see.
func TestWhatWentAstrayIsNotForgotten(t *testing.T) {
	w := open(t, func(l *limits) { l.mostBody = 64 })
	w.onlineOrder(asWoo())
	body := []byte(`{"number": "1001"}`)
	if got := w.post("/in/onlin-order", body, own(body)); got.status != 404 {
		t.Errorf("a mistyped name: %+v", got)
	}
	long := bytes.Repeat([]byte(" "), 65)
	if got := w.post("/in/online-order", long, own(long)); got.status != 413 {
		t.Errorf("a long body: %+v", got)
	}
	plain := own(body)
	plain.Set("Content-Type", "text/plain")
	if got := w.post("/in/online-order", body, plain); got.status != 415 || got.Delivery != 1 {
		t.Errorf("no JSON: %+v", got)
	}
	w.stop()
	all, err := w.Deliveries(t.Context())
	if err != nil || len(all.Kept) != 1 || len(all.Astray) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, a := range all.Astray {
		if want := map[bool]string{true: "online-order", false: "onlin-order"}[a.Long]; a.Name != want || a.Times != 1 || a.From != "127.0.0.1" {
			t.Errorf("%+v", a)
		}
	}
}
