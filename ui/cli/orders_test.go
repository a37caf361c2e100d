package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// counter is a shop whose programs run inside the test, one after the other,
// as people type them.
type counter struct {
	t    *testing.T
	home string
	now  time.Time
}

func newCounter(t *testing.T) *counter {
	c := &counter{t: t, home: t.TempDir(), now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("WIB", 7*3600))}
	c.must("init", "--shop", "Toko Maju", "--owner", "Hendra", "--lang", "en", "--zone", "Asia/Jakarta")
	for _, name := range []string{"Sari", "Budi"} {
		c.must("person", "add", name, "--role", "warehouse")
	}
	c.must("person", "add", "Dewi", "--role", "accounts", "--role", "service")
	c.must("process", "publish", "online-order")
	return c
}

// run runs one command; the clock of the shop goes on by ten seconds.
func (c *counter) run(args ...string) (status int, out, talk string) {
	var stdout, stderr bytes.Buffer
	c.now = c.now.Add(10 * time.Second)
	status = Run(c.t.Context(), Env{
		Args: args, Stdin: &bytes.Buffer{}, Stdout: &stdout, Stderr: &stderr,
		Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": c.home}[name] },
		IsTerminal: func(any) bool { return false }, Clock: func() time.Time { return c.now },
	})
	return status, stdout.String(), stderr.String()
}

func (c *counter) must(args ...string) string {
	c.t.Helper()
	status, out, talk := c.run(args...)
	if status != 0 {
		c.t.Fatalf("alur %s: status %d: %s", strings.Join(args, " "), status, talk)
	}
	return out
}

// refused runs a command that has to be refused with a word in its reason.
func (c *counter) refused(word string, args ...string) {
	c.t.Helper()
	status, _, talk := c.run(args...)
	if status != 1 || !strings.Contains(talk, word) || strings.Count(talk, "\n") != 1 {
		c.t.Fatalf("alur %s: status %d: %q, wanted a refusal with %q", strings.Join(args, " "), status, talk, word)
	}
}

// work takes one imported order to its end: every seventh comes back from
// quality, every eleventh is refused for its missing ticks first, and nobody
// checks what he picked.
func (c *counter) work(id string, n int, label string) (tasks int) {
	c.t.Helper()
	ref := func(step string) string { return id + "/" + step }
	c.must("done", ref("paid"), "--as", "Dewi")
	if n%11 == 0 {
		c.refused("Still to do", "done", ref("pick"), "--as", "Sari")
	}
	c.must("done", ref("pick"), "--as", "Sari", "--tick", "all")
	c.refused("other eyes", "done", ref("quality"), "--as", "Sari", "--tick", "all")
	tasks = 9
	if n%7 == 0 {
		c.must("back", ref("quality"), "--as", "Budi", "--to", "pick", "--reason", "wrong article")
		c.must("done", ref("pick"), "--as", "Sari", "--tick", "all")
		tasks += 2
	}
	c.must("done", ref("quality"), "--as", "Budi", "--tick", "1", "--tick", "2")
	c.must("done", ref("pack"), "--as", "Sari", "--tick", "all", "--set", "weight=1.5", "--set", "label="+label)
	c.must("done", ref("invoice"), "--as", "Dewi", "--set", fmt.Sprintf("invoice_no=F-%d", n))
	c.must("done", ref("collect"), "--as", "Budi", "--set", "courier=JNE", "--set", fmt.Sprintf("tracking=JB%05d", n))
	c.must("deliver", "deliver", "--key", label, "--outcome", "delivered")
	out := c.must("done", ref("confirm"), "--as", "Dewi", "--set", "well=yes")
	if !strings.Contains(out, "is finished") {
		c.t.Fatalf("%s is not finished: %s", id, out)
	}
	return tasks
}

// key is the key of a case.
func (c *counter) key(id string) string {
	c.t.Helper()
	var doc struct{ Key string }
	if err := json.Unmarshal([]byte(c.must("case", "show", id, "--json")), &doc); err != nil {
		c.t.Fatal(err)
	}
	return doc.Key
}

// realOrders is the file of orders of a real web shop, where it is at hand.
func realOrders(t *testing.T) string {
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	path := filepath.Join(folder, "orders", "olist_orders.csv")
	if !isFile(path) {
		t.Skipf("%s is not here", path)
	}
	return path
}

func TestRealOrdersAreImportedOnceAndWorkedToTheEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand commands")
	}
	c := newCounter(t)
	order := []string{
		"import", realOrders(t), "--process", "online-order", "--map", "order_no=order_id", "--map", "customer=customer_id",
		"--map", "total=payment_value", "--map", "items=products", "--split", "items= ", "--set", "payment=prepaid",
	}
	if got := c.must(order...); got != "1843 rows: 1843 started, 0 already there, 0 not taken\n" {
		t.Fatalf("the import says %q", got)
	}
	if got := c.must(order...); got != "1843 rows: 0 started, 1843 already there, 0 not taken\n" {
		t.Fatalf("the second import says %q", got)
	}
	c.workAll(100)
}

func TestOwnOrdersAreWorkedToTheEnd(t *testing.T) {
	c := newCounter(t)
	got := c.must("import", "testdata/orders.csv", "--process", "online-order", "--map", "order_no=no_pesanan",
		"--map", "customer=nama", "--map", "total=jumlah", "--map", "items=barang", "--split", "items=;", "--set", "payment=prepaid")
	if got != "18 rows: 18 started, 0 already there, 0 not taken\n" {
		t.Fatalf("the import says %q", got)
	}
	c.workAll(18)
}

// workAll takes the first n orders to their end, and compares what check,
// the record and the exports say with what was done.
func (c *counter) workAll(n int) {
	c.t.Helper()
	before := len(c.exported("tasks"))
	tasks := 0
	for i := 1; i <= n; i++ {
		id := fmt.Sprintf("online-order-%d", i)
		// The row of the automatic step was there before the first act.
		tasks += c.work(id, i, c.key(id)) - 1
	}
	if got := len(c.exported("tasks")) - before; got != tasks {
		c.t.Errorf("%d finished tasks more are exported, and %d were done", got, tasks)
	}
	c.sameInExports(n)
	if got := strings.Count(c.must("case", "list", "--state", "finished", "--limit", "5000"), "\n"); got != n {
		c.t.Errorf("%d cases are finished, not %d", got, n)
	}
	c.must("check")
	c.must("audit", "verify")
}

// exported is an export as a program reads it, without its header.
func (c *counter) exported(what string) [][]string {
	c.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(c.must("export", what))).ReadAll()
	if err != nil {
		c.t.Fatal(err)
	}
	return rows[1:]
}

// sameInExports compares the exports with each other and with the record.
func (c *counter) sameInExports(finished int) {
	c.t.Helper()
	count := map[string]int{}
	for _, row := range c.exported("cases") {
		count[row[5]]++
	}
	if count["finished"] != finished {
		c.t.Errorf("%d cases are exported as finished, not %d", count["finished"], finished)
	}
	events := c.exported("events")
	for i, row := range events {
		if row[0] != fmt.Sprint(i+1) {
			c.t.Fatalf("event %s stands in row %d", row[0], i+1)
		}
		count[row[6]]++
	}
	if got, want := len(c.exported("tasks")), count["task.completed"]+count["auto.done"]; got != want {
		c.t.Errorf("%d tasks are exported, and the record has %d", got, want)
	}
}
