package torture_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"alur/store"
)

// TestAKillAtEveryCall kills a program at its first call that changes a disk,
// then at its second, and so on to its end: every step of a commit, of
// founding a shop, bringing up an old file, backup and restore.
func TestAKillAtEveryCall(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills dozens of programs")
	}
	stride := 5
	if number(t, "ALUR_KILLS", 1) > 1 {
		stride = 1
	}
	for _, sc := range []scene{
		{name: "an order", acts: true, set: shopThere, run: working("work", 1, 1)},
		{name: "a command", acts: true, set: shopThere, run: func(t *testing.T, folder string) *exec.Cmd {
			return alurProgram(t, folder, "start", "small-order")
		}},
		{name: founding, acts: true, set: nothingThere, run: working("begin", 1, 1)},
		{name: sceneMigration, set: oldFile, run: working("open", 1, 1)},
		{name: sceneBackup, set: worked, run: alur("backup", "monday.db")},
		{name: sceneRestore, set: withBackup, run: alur("restore", "monday.db")},
	} {
		t.Run(sc.name, func(t *testing.T) {
			kills := 0
			for n := 1; ; n += stride {
				folder := room(t)
				sc.set(t, folder)
				before := recordsIn(t, folder)
				cmd := disturbed(t, sc.run(t, folder), disturbance{Calls: changingCalls, From: n, Kill: true})
				var said bytes.Buffer
				cmd.Stdout = &said
				_ = cmd.Run()
				switch status := cmd.ProcessState.ExitCode(); status {
				case 0:
					t.Logf("killed at %d of its %d calls", kills, n-1)
					return
				case killedStatus:
				default:
					t.Fatalf("call %d: status %d: %s", n, status, said.String())
				}
				kills++
				if why := afterKill(t, sc, folder, before, strings.Split(said.String(), "\n")); why != "" {
					t.Errorf("killed at call %d: %s", n, why)
				}
				_ = os.RemoveAll(folder)
			}
		})
	}
}

// changingCalls are the calls that a program is killed at.
var changingCalls = []string{"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink", "openat", "flock", "copy_file_range"}

// recordsIn are the records of a folder by the names of their files. Copies are
// looked at, for that works on in a file and brings an old one up.
func recordsIn(t *testing.T, folder string) map[string]verdict {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]verdict{}
	for _, path := range files {
		v, err := look(copyOf(t, path))
		if err != nil || v.Seq == 0 {
			t.Fatalf("%s is of %d events before anything was killed: %v", path, v.Seq, err)
		}
		all[filepath.Base(path)] = v
	}
	return all
}

// copyOf is a copy to look at: one file may have two names, and whoever works
// on in the one would find it done in the other.
func copyOf(t *testing.T, path string) string {
	t.Helper()
	copied := filepath.Join(room(t), "copied.db")
	load(t, path).save(t, copied)
	return copied
}

// afterKill: the file is sound, what was in it before and what was said since
// is there, every other file that has its name is whole, and the next program
// takes up the work.
func afterKill(t *testing.T, sc scene, folder string, before map[string]verdict, said []string) string {
	t.Helper()
	s := &state{said: said}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 && sc.name == founding && !s.heard("made ") {
		return ""
	}
	if !slices.Contains(files, filepath.Join(folder, database)) && (sc.name != founding || s.heard("made ")) {
		return "the file is gone"
	}
	was, kept := before[database], false
	for _, path := range files {
		name := filepath.Base(path)
		if strings.Contains(name, ".tmp-") || name == database+".open" {
			continue // Not finished, or no record: a lock that its program left.
		}
		through := map[string]bool{}
		copied := copyOf(t, path)
		v, err := look(copied)
		if err == nil {
			through = ends(t, copied)
		}
		kept = kept || v.Head == was.Head
		switch {
		case err != nil:
			return name + ": " + err.Error()
		case sc.acts && name == database && (!through[was.Head] && was.Head != "" || v.Seq < max(was.Seq, s.promised())):
			return fmt.Sprintf("its record ends with %d; it was %s before, and event %d was promised since", v.Seq, was.Head, s.promised())
		case !sc.acts && !oneOf(before, v.Head):
			return fmt.Sprintf("%s holds a record that ends with %s, which none did before", name, v.Head)
		case s.heard("small-order-1") && !started(t, copied):
			return "a case was promised, and is not there"
		}
	}
	if !sc.acts && !kept {
		return "the record that was there is in no file"
	}
	if slices.Contains(files, filepath.Join(folder, database)) {
		if _, err := look(filepath.Join(folder, database)); err != nil {
			return "the next program: " + err.Error()
		}
	}
	return ""
}

// oneOf reports whether a record ended so before.
func oneOf(before map[string]verdict, head string) bool {
	for _, v := range before {
		if v.Head == head {
			return true
		}
	}
	return false
}

// started reports whether a shop has a case.
func started(t *testing.T, path string) bool {
	t.Helper()
	cases, err := openShop(t, path, "reader").FindCases(t.Context(), store.CaseQuery{})
	return err == nil && len(cases) > 0
}
