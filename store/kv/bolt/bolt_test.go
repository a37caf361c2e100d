package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/kvtest"

	bbolt "go.etcd.io/bbolt"
)

func TestSuite(t *testing.T) {
	paths := map[string]string{}
	kvtest.Run(t, func(t *testing.T) kv.Engine {
		path := paths[t.Name()]
		make := bolt.Open
		if path == "" {
			path = filepath.Join(t.TempDir(), "shop.db")
			paths[t.Name()] = path
			make = bolt.Create
		}
		e, err := make(t.Context(), path, bolt.Options{AppendOnly: []byte("E")})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = e.Close() })
		return e
	})
}

func TestSuiteOfAFileMadeLate(t *testing.T) {
	paths := map[string]string{}
	kvtest.Run(t, func(t *testing.T) kv.Engine {
		if paths[t.Name()] == "" {
			paths[t.Name()] = filepath.Join(t.TempDir(), "toko", "shop.db")
		}
		e := bolt.OpenLate(paths[t.Name()], bolt.Options{Journal: 5000})
		t.Cleanup(func() { _ = e.Close() })
		return e
	})
}

func TestWhoOnlyLooksLeavesNothingBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "toko", "shop.db")
	e := bolt.OpenLate(path, bolt.Options{})
	if n := counted(t, e, "Cone"); n != 0 {
		t.Errorf("read %d", n)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something is there: %v", err)
	}
}

func create(t testing.TB) (*bolt.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "toko", "shop.db")
	e, err := bolt.Create(t.Context(), path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e, path
}

func open(t testing.TB, path string, o bolt.Options) *bolt.DB {
	t.Helper()
	e, err := bolt.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func count(ctx context.Context, e kv.Engine, key string) error {
	return e.Update(ctx, func(tx kv.Tx) error {
		v, err := tx.Get([]byte(key))
		if err != nil {
			return err
		}
		return tx.Put([]byte(key), append(v, '.'))
	})
}

func counted(t testing.TB, e kv.Engine, key string) int {
	t.Helper()
	n := 0
	err := e.View(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get([]byte(key))
		n = len(v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// inUse is where the last page in use ends: bbolt grows a file ahead of need.
func inUse(data []byte) int {
	for end := len(data); end > 4096; end -= 4096 {
		if len(bytes.Trim(data[end-4096:end], "\x00")) > 0 {
			return end
		}
	}
	return 4096
}

func TestWhatIsNoDatabaseIsLeftAlone(t *testing.T) {
	whole, path := create(t)
	if err := count(t.Context(), whole, "Cone"); err != nil {
		t.Fatal(err)
	}
	_ = whole.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	turned := bytes.Clone(data)
	copy(turned[16:], "harga naik")
	copy(turned[4096+16:], "harga naik")
	for name, content := range map[string][]byte{
		"empty":     {},
		"a text":    []byte("Daftar belanja: teko, gelas\n"),
		"long text": bytes.Repeat([]byte("teko, gelas\n"), 5000),
		"cut":       data[:inUse(data)-4096],
		"cut early": data[:100],
		"no metas":  turned,
	} {
		bad := filepath.Join(t.TempDir(), "shop.db")
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		want := kv.ErrNotDatabase
		if strings.HasPrefix(name, "cut") {
			want = kv.ErrDamaged
		}
		if _, err := bolt.Open(t.Context(), bad, bolt.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(bad); !bytes.Equal(after, content) {
			t.Errorf("%s: the file was touched", name)
		}
	}
	if _, err := bolt.Open(t.Context(), t.TempDir(), bolt.Options{}); !errors.Is(err, kv.ErrNotDatabase) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := bolt.Open(t.Context(), filepath.Join(t.TempDir(), "no.db"), bolt.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
}

func TestAnotherProgramsFileIsNotOurs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "grafana.db")
	other, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = other.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("dashboards")); return err })
	if err != nil {
		t.Fatal(err)
	}
	_ = other.Close()
	if _, err := bolt.Open(t.Context(), path, bolt.Options{}); !errors.Is(err, kv.ErrNotDatabase) {
		t.Errorf("got %v", err)
	}
}

func TestADamagedPageIsAnError(t *testing.T) {
	e, path := create(t)
	err := e.Update(t.Context(), func(tx kv.Tx) error {
		for i := range 5000 {
			if err := tx.Put(fmt.Appendf(nil, "Corder-%05d", i), bytes.Repeat([]byte("x"), 200)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = e.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[bool]int{}
	stride := 4096
	if testing.Short() {
		stride *= 8
	}
	for at := 2 * 4096; at < inUse(data); at += stride {
		if _, err := f.WriteAt(bytes.Repeat([]byte{0xfe}, 512), int64(at)); err != nil {
			t.Fatal(err)
		}
		again, err := bolt.Open(t.Context(), path, bolt.Options{})
		if err == nil {
			err = again.View(t.Context(), func(tx kv.Tx) error {
				return tx.Scan(nil, nil, func(_, _ []byte) error { return nil })
			})
			_ = again.Close()
		}
		if err != nil && !errors.Is(err, kv.ErrDamaged) && !errors.Is(err, kv.ErrNotDatabase) {
			t.Errorf("page %d: %v", at/4096, err)
		}
		seen[err != nil]++
		// On Windows nothing could be put in its place.
		if maps, _ := os.ReadFile("/proc/self/maps"); bytes.Contains(maps, []byte(path)) {
			t.Errorf("page %d: the file stays in memory", at/4096)
		}
		if _, err := f.WriteAt(data[at:at+512], int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	if seen[true] < 10 {
		t.Errorf("damage was noticed on %d pages, not on %d", seen[true], seen[false])
	}
}

func TestAFileThatMayNotBeWrittenIsRead(t *testing.T) {
	e, path := create(t)
	if err := count(t.Context(), e, "Cone"); err != nil {
		t.Fatal(err)
	}
	reader := open(t, path, bolt.Options{ReadOnly: true})
	if n := counted(t, reader, "Cone"); n != 1 {
		t.Errorf("read %d", n)
	}
	if err := count(t.Context(), reader, "Cone"); !errors.Is(err, kv.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	_, _ = e.Close(), reader.Close()
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	plain := open(t, path, bolt.Options{})
	if err := count(t.Context(), plain, "Cone"); !errors.Is(err, kv.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
}

func TestALockThatIsNotGivenUpIsSaid(t *testing.T) {
	e, path := create(t)
	other := open(t, path, bolt.Options{Timeout: 20 * time.Millisecond})
	err := e.View(t.Context(), func(kv.Tx) error {
		err := other.View(t.Context(), func(kv.Tx) error { return nil })
		if !errors.Is(err, kv.ErrLocked) {
			t.Errorf("got %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := count(t.Context(), other, "Cone"); err != nil {
		t.Errorf("after it was given up: %v", err)
	}
}

func TestTheFileIsFoundByItsPath(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in use is not to be replaced there")
	}
	e, path := create(t)
	other, otherPath := create(t)
	if err := errors.Join(count(t.Context(), e, "Cone"), count(t.Context(), other, "Ctwo"), other.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(otherPath, path); err != nil {
		t.Fatal(err)
	}
	if n := counted(t, e, "Ctwo"); n != 1 {
		t.Errorf("the file put in its place is not read: %d", n)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := count(t.Context(), e, "Cone"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty file came up: %v", err)
	}
}

func TestABackupIsADatabase(t *testing.T) {
	e, path := create(t)
	if err := count(t.Context(), e, "Cone"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := e.Backup(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(filepath.Dir(path), "copy.db")
	if err := os.WriteFile(copied, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if n := counted(t, open(t, copied, bolt.Options{}), "Cone"); n != 1 {
		t.Errorf("the copy has %d", n)
	}
}

// TestHelperWriter is not a test but the program that the next one starts.
func TestHelperWriter(t *testing.T) {
	path := os.Getenv("ALUR_TEST_WRITER")
	if path == "" {
		t.Skip("started by another test")
	}
	e := open(t, path, bolt.Options{})
	for range perProgram {
		if err := count(t.Context(), e, "Ncount"); err != nil {
			t.Fatal(err)
		}
	}
}

const perProgram = 100

func TestProgramsAndWindowsShareAFile(t *testing.T) {
	e, path := create(t)
	second := open(t, path, bolt.Options{})
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			child := exec.Command(os.Args[0], "-test.run=^TestHelperWriter$")
			child.Env = append(os.Environ(), "ALUR_TEST_WRITER="+path)
			if out, err := child.CombinedOutput(); err != nil || strings.Contains(string(out), "SKIP") {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	slowest := make([]time.Duration, 2)
	for i, e := range []kv.Engine{e, second} {
		all.Go(func() {
			for range perProgram {
				begin := time.Now()
				if err := count(t.Context(), e, "Ncount"); err != nil {
					t.Error(err)
				}
				slowest[i] = max(slowest[i], time.Since(begin))
			}
		})
	}
	all.Wait()
	if n := counted(t, e, "Ncount"); n != 4*perProgram {
		t.Errorf("%d of %d acts are there", n, 4*perProgram)
	}
	t.Logf("the longest waits: %v", slowest)
}
