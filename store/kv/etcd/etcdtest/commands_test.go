package etcdtest

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/ui/cli"
)

// pc is one PC at its command line.
type pc struct {
	t    *testing.T
	home string
	args []string
	env  map[string]string
	now  time.Time
}

func (c *cluster) pc(t *testing.T, args ...string) *pc {
	t.Helper()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	return &pc{t: t, home: t.TempDir(), args: args, env: map[string]string{}, now: now}
}

// run runs a command and returns its status and what it wrote.
func (p *pc) run(ctx context.Context, args ...string) (status int, out, talk string) {
	var o bytes.Buffer
	status, talk = p.writes(ctx, &o, args...)
	return status, o.String(), talk
}

// writes is run for a command that writes much.
func (p *pc) writes(ctx context.Context, out io.Writer, args ...string) (status int, talk string) {
	var e bytes.Buffer
	status = cli.Run(ctx, cli.Env{
		Args: append(args, p.args...), Stdin: strings.NewReader(""), Stdout: out, Stderr: &e,
		Getenv: func(name string) string {
			if name == "ALUR_HOME" {
				return p.home
			}
			return p.env[name]
		},
		IsTerminal: func(any) bool { return false }, Clock: func() time.Time { return p.now }, Patience: 3 * time.Second,
	})
	return status, e.String()
}

// does runs a command that has to succeed, and wants its words.
func (p *pc) does(args []string, words ...string) string {
	p.t.Helper()
	status, out, talk := p.run(p.t.Context(), args...)
	for _, w := range words {
		if !strings.Contains(out+talk, w) {
			p.t.Errorf("%v does not say %q:\n%s%s", args, w, out, talk)
		}
	}
	if status != 0 {
		p.t.Fatalf("%v: status %d\n%s%s", args, status, out, talk)
	}
	return out
}

// fails runs a command that has to fail, with its words.
func (p *pc) fails(args []string, words ...string) {
	p.t.Helper()
	status, out, talk := p.run(p.t.Context(), args...)
	for _, w := range words {
		if !strings.Contains(talk, w) {
			p.t.Errorf("%v does not say %q:\n%s%s", args, w, out, talk)
		}
	}
	if status != 1 {
		p.t.Errorf("%v: status %d\n%s%s", args, status, out, talk)
	}
}

func words(line string) []string { return strings.Fields(line) }

// TestAShopOnEtcdFromTheCommandLine: the same commands, on two PCs.
func TestAShopOnEtcdFromTheCommandLine(t *testing.T) {
	c := start(t, 1)
	url := c.at("toko-maju")
	till, pack := c.pc(t, "--store", url), c.pc(t)
	pack.env["ALUR_STORE"] = url

	till.fails(words("next"), "There is no shop at "+url+" yet")
	till.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra", "--zone", "Asia/Jakarta"}, url)
	till.fails([]string{"init", "--shop", "Toko Lain", "--owner", "Budi"})
	till.does(words("process publish online-order"))
	pack.does(words("person add Sari --role packer --role picker --role clerk --role shipping"))
	for _, v := range [][]string{words("info"), words("check"), words("audit verify")} {
		pack.does(v, "")
	}
	started := strings.TrimSpace(till.does(words("process templates")))
	if started == "" {
		t.Error("no templates")
	}
	pack.does(words("info"), url, "Toko Maju")
	backup := pack.home + "/copy.db"
	pack.does([]string{"backup", backup}, backup)
	file := c.pc(t, "--db", backup)
	file.does(words("check"))
	pack.fails([]string{"restore", backup}, "alur copy")
	pack.fails(words("repair"), "alur copy")
	pack.fails(words("archive --before 2026-01-01 old.db"), "alur copy")
	c.pc(t).fails([]string{"info", "--lang", "id", "--store", "etcd://a:b@c/d"}, "ETCDCTL_PASSWORD")

	c.members[0].kill()
	till.fails(words("next"), url, "does not answer", "What was saved is safe")
	till.fails(words("next --lang id"), "tidak menjawab", "aman")
}

// orders are those of a real web shop, where they are at hand, else a few.
func orders(t *testing.T) (args []string, n string) {
	t.Helper()
	const root = "../../../.."
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join(root, "..", "shared", "data")
	}
	if path := filepath.Join(folder, "orders", "olist_orders.csv"); !testing.Short() {
		if _, err := os.Stat(path); err == nil {
			return []string{
				path, "--map", "order_no=order_id", "--map", "customer=customer_id", "--map", "total=payment_value",
				"--map", "items=products", "--split", "items= ",
			}, "1843 started"
		}
	}
	return []string{
		filepath.Join(root, "ui", "cli", "testdata", "orders.csv"), "--map", "order_no=no_pesanan", "--map", "customer=nama",
		"--map", "total=jumlah", "--map", "items=barang", "--split", "items=;",
	}, "18 started"
}

// TestOrdersMoveToEtcdAndBack: the orders of a shop, from its file to three
// servers and back: equal heads and equal exports at every place.
func TestOrdersMoveToEtcdAndBack(t *testing.T) {
	c := start(t, 3)
	here, url, back := filepath.Join(t.TempDir(), "shop.db"), c.at("moved"), filepath.Join(t.TempDir(), "back.db")
	file := c.pc(t)
	file.env["ALUR_DB"] = here
	file.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra", "--zone", "Asia/Jakarta"})
	file.does(words("person add Sari --role warehouse"))
	file.does(words("process publish online-order"))
	args, n := orders(t)
	file.does(append(append([]string{"import"}, args...), "--process", "online-order", "--set", "payment=prepaid"), n)

	exports := func(p *pc) (all string) {
		for _, what := range []string{"events", "tasks", "cases"} {
			all += p.does([]string{"export", what})
		}
		return all
	}
	begun := time.Now()
	head := strings.Fields(file.does([]string{"copy", here, url}, url))[1]
	t.Logf("to etcd, proven: %.1f s", time.Since(begun).Seconds())
	moved := c.pc(t, "--store", url)
	moved.does(words("check"), head)
	file.does([]string{"copy", here, url}, head) // It is there already.

	begun = time.Now()
	file.does([]string{"copy", url, back}, back, head)
	t.Logf("and back: %.1f s", time.Since(begun).Seconds())
	returned := c.pc(t, "--db", back)
	returned.does(words("check"), head)
	want := exports(file)
	for where, p := range map[string]*pc{"etcd": moved, "the file it came back to": returned} {
		if got := exports(p); got != want {
			t.Errorf("%s exports something else: %d bytes, not %d", where, len(got), len(want))
		}
	}

	// They go on there; an old copy is nothing to go over it with.
	moved.does([]string{"done", "online-order-1/paid", "--as", "Hendra"})
	file.fails([]string{"copy", here, url}, "There is a shop in "+url+" already")
	file.fails([]string{"copy", url, here}, "There is a shop in "+here+" already")
	file.fails([]string{"copy", c.at("nowhere"), back}, "There is no shop at")
	file.fails([]string{"copy", here, here}, "is both")
	if _, err := c.plain().Put(t.Context(), "half:kMschema", "copying 0123456789ab"); err != nil {
		t.Fatal(err)
	}
	file.fails([]string{"next", "--store", c.at("half")}, "is a copy that was not finished", "alur copy FROM "+c.at("half"))
}
