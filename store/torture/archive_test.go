package torture_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

const archive = "old.db"

// archiving runs the program that archives what happened before the middle of
// the record.
func archiving(t *testing.T, folder string) *exec.Cmd {
	t.Helper()
	path := filepath.Join(folder, database)
	cmd := alurProgram(t, folder, "archive", "--now", "2026-12-01T12:00:00+07:00", "--before", middle(t, path), filepath.Join(folder, archive))
	cmd.Env = append(cmd.Env, "ALUR_TEST_CLOCK=1")
	return cmd
}

// middle is the time of the event in the middle of a record.
func middle(t *testing.T, path string) string {
	t.Helper()
	engine, err := bolt.Open(t.Context(), path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), engine, store.Options{Clock: (&shop{}).now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	events, err := s.Audit(t.Context(), store.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return events[len(events)/2].At.Format(time.RFC3339)
}

// theShopIsAsItWasOrArchived: nothing is ever in neither of the two files.
func theShopIsAsItWasOrArchived(t *testing.T, folder string) law {
	all := ends(t, filepath.Join(folder, database))
	archived := newest(t, filepath.Join(folder, database))
	whole := ends(t, filepath.Join(folder, archive))
	until := newest(t, filepath.Join(folder, archive))
	return func(s *state) string {
		v := s.of(database)
		if why := follows(v, all, archived-1); why != "" {
			return "the shop: " + why
		}
		old := s.of(archive)
		if old.Missing && v.Seq < archived && !s.heard(archive) {
			return ""
		}
		if why := follows(old, whole, until); why != "" {
			return "the archive: " + why
		}
		return ""
	}
}

// TestAKillAtEveryCallOfAnArchiving kills the program that archives at its first
// call that changes a disk, then at a later one, and so on to its end. The shop is
// as it was, or archived, and never less; the same command again does the rest and
// cleans up.
func TestAKillAtEveryCallOfAnArchiving(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills dozens of programs")
	}
	stride := 11
	if number(t, "ALUR_KILLS", 1) > 1 {
		stride = 1
	}
	k := killing{}
	n := 1
	for ; !k.killedAt(t, n); n += stride {
	}
	for n = max(1, n-2*stride); !k.killedAt(t, n); n++ { // The last ones are those that matter.
	}
	t.Logf("killed at %d of its %d calls: %d times it was as before, %d times archived", k.before+k.after, n-1, k.before, k.after)
	if k.before == 0 || k.after == 0 {
		t.Error("the test does not bite")
	}
}

// killing counts how often the shop was as before, and archived.
type killing struct{ before, after int }

// killedAt kills the program at a call and holds the law. It reports whether it
// came to its end before.
func (k *killing) killedAt(t *testing.T, n int) (ended bool) {
	t.Helper()
	folder := room(t)
	worked(t, folder)
	ops := opsIn(t, folder)
	again := archiving(t, folder).Args
	cmd := disturbed(t, archiving(t, folder), disturbance{Calls: changingCalls, From: n, Kill: true})
	out, _ := cmd.CombinedOutput()
	switch status := cmd.ProcessState.ExitCode(); status {
	case 0:
		return true
	case killedStatus:
	default:
		t.Fatalf("call %d: status %d: %s", n, status, out)
	}
	if holdsAll(t, folder, ops) {
		k.after++
	} else {
		k.before++
	}
	repeat := alurProgram(t, folder, again[3:]...)
	repeat.Env = append(repeat.Env, "ALUR_TEST_CLOCK=1")
	said, status := output(t, repeat)
	if status != 0 && !strings.Contains(said, "There is nothing before") {
		t.Fatalf("killed at call %d, the same command again says: %s", n, said)
	}
	if !holdsAll(t, folder, ops) {
		t.Fatalf("killed at call %d, and archived by nobody: %s", n, said)
	}
	left, err := filepath.Glob(filepath.Join(folder, "*.before-archive"))
	if err != nil || len(left) > 0 {
		t.Fatalf("killed at call %d: %q is left, %v", n, left, err)
	}
	_ = os.RemoveAll(folder)
	return false
}

// opsIn are the operations of a shop, with the archive beside it.
func opsIn(t *testing.T, folder string) map[string]bool {
	s := withArchive(t, folder)
	defer func() { _ = s.Close() }()
	events, err := s.Audit(t.Context(), store.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	ops := map[string]bool{}
	for _, e := range events {
		ops[fmt.Sprint(e.Seq, e.Op)] = true
	}
	return ops
}

func withArchive(t *testing.T, folder string) *store.Store {
	t.Helper()
	engine, err := bolt.Open(t.Context(), filepath.Join(folder, database), options())
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), engine, store.Options{
		Clock: (&shop{}).now,
		Archive: func(ctx context.Context, file string) (kv.Engine, error) {
			db, err := bolt.Open(ctx, filepath.Join(folder, file), bolt.Options{ReadOnly: true})
			if err != nil {
				return nil, err
			}
			return db, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// holdsAll checks the shop, and that every event is in it or in the archive
// beside it. It reports whether the shop is archived.
func holdsAll(t *testing.T, folder string, ops map[string]bool) bool {
	t.Helper()
	s := withArchive(t, folder)
	defer func() { _ = s.Close() }()
	if _, err := s.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	there := opsIn(t, folder)
	for op := range ops {
		if !there[op] {
			t.Fatalf("%s is gone", op)
		}
	}
	base, err := s.Base(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if missing, err := s.Missing(t.Context()); err != nil || missing != nil {
		t.Fatalf("%+v is missing: %v", missing, err)
	}
	if _, err := os.Stat(filepath.Join(folder, archive)); base != nil && err != nil {
		t.Fatalf("archived without an archive: %v", err)
	}
	return base != nil
}
