package intake

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.etcd.io/bbolt"

	"alur/store"
)

// realOrders are the orders of a real web shop as its webhooks would send them,
// where they are at hand.
func realOrders(t testing.TB) [][]byte {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(folder, "orders", "olist_orders.csv"))
	if err != nil {
		t.Skipf("the orders are not here: %v", err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var bodies [][]byte
	for _, row := range rows[1:] {
		order := map[string]any{}
		for i, name := range rows[0] {
			order[name] = row[i]
		}
		var lines []map[string]any
		for sku := range strings.FieldsSeq(row[11]) {
			lines = append(lines, map[string]any{"sku": sku, "quantity": 1})
		}
		order["line_items"] = lines
		body, err := json.Marshal(order)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	return bodies
}

func asMarketplace() map[string]string {
	return map[string]string{
		"order_no": "order_id", "customer": "customer_id", "items": "line_items.*.sku", "total": "payment_value", "payment": "payment_type else prepaid",
	}
}

// TestManySendersAtOnceStartEveryOrderOnce: 16 senders post every real order
// twice, each in another order.
func TestManySendersAtOnceStartEveryOrderOnce(t *testing.T) {
	bodies := realOrders(t)
	if testing.Short() {
		bodies = bodies[:200]
	}
	w := open(t, func(l *limits) { l.rate, l.burst = 1e9, 1e9 })
	w.onlineOrder(asMarketplace())
	const senders = 16
	jobs := append(rand.New(rand.NewPCG(1, 2)).Perm(len(bodies)), rand.New(rand.NewPCG(3, 4)).Perm(len(bodies))...) //nolint:gosec // A shuffle that is always the same.
	var next, started, there atomic.Int64
	var wait sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: senders}}
	for i := range senders {
		sign := []func([]byte) http.Header{woo, shopify, own}[i%3]
		wait.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(jobs) {
					return
				}
				body := bodies[jobs[n]]
				got, err := send(client, w.addr+"/in/online-order", body, sign(body))
				switch {
				case err != nil:
					t.Error(err)
				case got.status == http.StatusCreated:
					started.Add(1)
				case got.status == http.StatusOK:
					there.Add(1)
				default:
					t.Errorf("%+v", got)
				}
			}
		})
	}
	wait.Wait()
	if started.Load() != int64(len(bodies)) || there.Load() != int64(len(bodies)) {
		t.Errorf("%d started and %d there already, of %d sent twice", started.Load(), there.Load(), len(bodies))
	}
	lines, err := w.FindCases(t.Context(), store.CaseQuery{Process: "online-order", Limit: 2 * len(bodies)})
	if err != nil || len(lines) != len(bodies) {
		t.Errorf("%d cases, %v", len(lines), err)
	}
	keys := map[string]bool{}
	for _, l := range lines {
		keys[l.Key] = true
	}
	if len(keys) != len(bodies) {
		t.Errorf("%d orders among them", len(keys))
	}
	if _, err := w.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// FuzzWebhook holds that whatever is sent, signed or not, is answered, and that
// the record stays whole.
func FuzzWebhook(f *testing.F) {
	for _, name := range []string{"woocommerce", "shopify"} {
		f.Add("online-order", "application/json", payload(f, name), true)
	}
	f.Add("online-order/deliver?key=A-1", "application/json", []byte(`{"outcome": "delivered"}`), true)
	f.Add("deliver", "application/x-www-form-urlencoded", []byte("webhook_id=4"), false)
	f.Add("../..//%2e/\x00", "", []byte("\xff\xfe"), true)
	w := open(f, func(l *limits) { l.rate, l.burst = 1e9, 1e9 })
	w.onlineOrder(asWoo())
	f.Fuzz(func(t *testing.T, place, kind string, body []byte, signs bool) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.addr+"/in/"+place, strings.NewReader(string(body)))
		if err != nil {
			return // No address.
		}
		if signs {
			r.Header = own(body)
		}
		r.Header.Set("Content-Type", kind)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			if strings.Contains(err.Error(), "invalid") {
				return // Not sent at all.
			}
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		var said told
		switch {
		case resp.StatusCode >= http.StatusInternalServerError:
			t.Fatalf("answered %d", resp.StatusCode)
		case json.NewDecoder(resp.Body).Decode(&said) != nil && resp.StatusCode != http.StatusMovedPermanently:
			t.Fatal("the answer is no JSON")
		case resp.StatusCode >= http.StatusBadRequest && said.Error == "":
			t.Fatalf("%d says nothing", resp.StatusCode)
		case !signs && resp.StatusCode < http.StatusBadRequest && !isPing(body):
			t.Fatalf("%d without a signature", resp.StatusCode)
		}
	})
}

// BenchmarkDeliveries compares deliveries made durable, by 16 senders at once,
// with bare commits of one row in the same run.
func BenchmarkDeliveries(b *testing.B) {
	w := open(b, func(l *limits) { l.rate, l.burst = 1e9, 1e9 })
	const senders = 16
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: senders}}
	b.Run("webhook", func(b *testing.B) {
		var next atomic.Int64
		b.SetParallelism(senders / 2)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				body := fmt.Appendf(nil, `{"order_no": "B-%d-%d", "customer": "Ana", "items": ["lamp"], "total": 90000, "payment": "cod"}`, b.N, next.Add(1))
				if got, err := send(client, w.addr+"/in/online-order", body, own(body)); err != nil || got.status != http.StatusCreated {
					b.Errorf("%+v, %v", got, err)
				}
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "deliveries/s")
	})
	b.Run("bare commit", func(b *testing.B) {
		db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		for i := range b.N {
			err := db.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("x"))
				if err != nil {
					return err
				}
				return bucket.Put(fmt.Append(nil, i), make([]byte, 200))
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
	})
}
