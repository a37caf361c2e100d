package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/etcd"
	"alur/store/storetest"
)

// monday is 08:00 in Jakarta on a Monday on which the shop is open.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// clock is a time that moves a second at every look, so that no two events of
// a test happen at once.
type clock struct{ seconds atomic.Int64 }

func (c *clock) now() time.Time { return monday.Add(time.Duration(c.seconds.Add(1)) * time.Second) }

// fixture is a store on a file, and what tests do with it.
type fixture struct {
	*store.Store
	t    testing.TB
	path string
	ops  atomic.Int64
	// archives stand beside the shop, by name.
	archives map[string]kv.Engine
	clock
}

// onEtcd names an etcd, as etcd://HOST,HOST/SHOP, for tests that are to run
// there: each shop is a new one below it then, and no file.
const onEtcd = "ALUR_TEST_ON"

// emptyShop is a store in a new place without a shop in it.
func emptyShop(t testing.TB) *fixture {
	t.Helper()
	path, engine := newPlace(t)
	x := &fixture{t: t, path: path}
	x.open(engine)
	return x
}

// newPlace is a new file, or what stands for it.
func newPlace(t testing.TB) (path string, engine kv.Engine) {
	t.Helper()
	dir := t.TempDir()
	if servers := os.Getenv(onEtcd); servers != "" {
		path = servers + "/" + strings.ReplaceAll(filepath.Base(filepath.Dir(dir)), ",", "") + filepath.Base(dir)
		return path, openFile(t, path)
	}
	path = filepath.Join(dir, "shop.db")
	engine, err := bolt.Create(context.Background(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	return path, engine
}

func (x *fixture) open(engine kv.Engine) {
	x.t.Helper()
	s, err := store.Open(context.Background(), engine, store.Options{Clock: x.now, NewOp: x.newOp, Archive: x.archive})
	if err != nil {
		x.t.Fatal(err)
	}
	x.Store = s
	x.t.Cleanup(func() { _ = s.Close() })
}

// archive opens an archive that stands beside the shop.
func (x *fixture) archive(_ context.Context, name string) (kv.Engine, error) {
	e := x.archives[name]
	if e == nil {
		return nil, fs.ErrNotExist
	}
	return openFile(x.t, pathOf(e)), nil
}

func pathOf(e kv.Engine) string { return e.(*bolt.DB).Path() }

func (x *fixture) newOp() string { return fmt.Sprintf("op-%d", x.ops.Add(1)) }

// again opens the same file as another program would.
func (x *fixture) again() *fixture {
	x.t.Helper()
	y := &fixture{t: x.t, path: x.path}
	y.ops.Store(1_000_000 * (1 + x.ops.Load()%7))
	y.seconds.Store(x.seconds.Load())
	y.open(openFile(x.t, x.path))
	return y
}

// openFile opens a file, or the place on an etcd that a shop has instead.
func openFile(t testing.TB, path string) kv.Engine {
	t.Helper()
	if at, err := etcd.ParseAddress(path, os.Getenv); err == nil {
		engine, err := etcd.Open(context.Background(), at)
		if err != nil {
			t.Fatal(err)
		}
		return engine
	}
	engine, err := bolt.Open(context.Background(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// tokoMaju is a shop of four with every ready-made process.
func tokoMaju(t testing.TB) *fixture {
	t.Helper()
	x := emptyShop(t)
	if err := storetest.Shop(context.Background(), x.Store); err != nil {
		t.Fatal(err)
	}
	return x
}

func readTemplate(t testing.TB, tpl templates.Template) model.Process {
	t.Helper()
	p, f, faults := procfile.Read(tpl.File, tpl.Source)
	if f == nil {
		t.Fatal(faults)
	}
	return p
}

func (x *fixture) give(by string, act model.Act) (store.Receipt, error) {
	return x.Do(context.Background(), model.Command{By: by, Station: "KASIR-1", Act: act})
}

func (x *fixture) must(by string, act model.Act) store.Receipt {
	x.t.Helper()
	r, err := x.give(by, act)
	if err != nil {
		x.t.Fatalf("%s %T: %v", by, act, err)
	}
	return r
}

// refused gives a command that has to be refused with a code.
func (x *fixture) refused(by string, act model.Act, code model.Code) {
	x.t.Helper()
	before := x.head()
	_, err := x.give(by, act)
	if r := model.Refused(err); r == nil || r.Code != code {
		x.t.Fatalf("%s %T: got %v, want the refusal %q", by, act, err, code)
	}
	if after := x.head(); after != before {
		x.t.Fatalf("%s %T: refused, and yet the record moved from %s to %s", by, act, before, after)
	}
}

func (x *fixture) head() store.Head {
	x.t.Helper()
	head, err := x.Head(context.Background())
	if err != nil {
		x.t.Fatal(err)
	}
	return head
}

// sound checks the file: the record is whole, and all else is what it says.
func (x *fixture) sound() store.CheckReport {
	x.t.Helper()
	report, err := x.Check(context.Background(), nil)
	if err != nil {
		x.t.Fatalf("check: %v", err)
	}
	return report
}

func ref(c, step string) model.TaskRef { return model.TaskRef{Case: c, Step: step} }

func one(text string) model.Value { return model.Value{Text: text} }

func orderFields(no string) model.Values { return storetest.Order(no) }

// order starts an order and returns its case.
func (x *fixture) order(no string) string {
	x.t.Helper()
	return x.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields(no)}).Case
}

// pick does the first step of an order.
func pick(id string) model.Complete { return storetest.Pick(id) }

// firstTask is the next task of a person.
func (x *fixture) firstTask(person string) string {
	x.t.Helper()
	q, err := x.Queue(context.Background(), person, x.now())
	if err != nil {
		x.t.Fatal(err)
	}
	if len(q.Items) == 0 {
		return ""
	}
	return q.Items[0].TaskRef.String()
}

func isDamage(err error) bool { return errors.Is(err, kv.ErrDamaged) }
