package torture_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// scene is something that programs do to files, through which power cuts are
// sent.
type scene struct {
	name string
	// part is how much of all states it gets, 0 what is left.
	part float64
	// set makes what is there before, run is the program that is watched.
	set func(t *testing.T, folder string)
	run func(t *testing.T, folder string) *exec.Cmd
	// law is made once the program has ended by itself.
	law func(t *testing.T, folder string) law
	// disturb is how the system is made to fail meanwhile.
	disturb []string
	// then is the program that goes on after one that was killed with this
	// written last and not synced.
	then func(t *testing.T, folder string) *exec.Cmd
	last string
	// acts says that the program adds to the record; any other leaves each
	// record as it was.
	acts bool
}

const (
	database = "shop.db"
	founding = "a shop is founded"

	scenePair      = "two programs on one file"
	sceneMigration = "an old file is brought up"
	sceneBackup    = "a backup is made"
	sceneRestore   = "a backup is put in place"
	sceneArchive   = "older events are archived"
)

// follows: the record ends after an act, where it ended in the life without a
// power cut, and holds all that was promised.
func follows(v verdict, ends map[string]bool, promised uint64) string {
	switch {
	case v.Why != "":
		return v.Why
	case v.Missing:
		return "the file is gone"
	case !ends[v.Head]:
		return "its record ends in " + v.Head + ", which is the end of no act"
	case v.Seq < promised:
		return fmt.Sprintf("event %d was promised, and the record ends with %d", promised, v.Seq)
	}
	return ""
}

func working(what string, hands, orders int) func(*testing.T, string) *exec.Cmd {
	return func(t *testing.T, folder string) *exec.Cmd {
		return program(t, job{What: what, Path: filepath.Join(folder, database), Who: "w", Hands: hands, Orders: orders})
	}
}

// next is another program that works on.
func next(t *testing.T, folder string) *exec.Cmd {
	return program(t, job{What: "work", Path: filepath.Join(folder, database), Who: "next", Hands: 1, Orders: 2})
}

func nothingThere(*testing.T, string) {}

func shopThere(t *testing.T, folder string) { newShop(t, filepath.Join(folder, database)) }

// worked is a shop in which some orders were done.
func worked(t *testing.T, folder string) {
	shopThere(t, folder)
	cmd := working("work", 1, 3)(t, folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func everyActHolds(t *testing.T, folder string) law {
	all := ends(t, filepath.Join(folder, database))
	return func(s *state) string { return follows(s.of(database), all, s.promised()) }
}

func scenes() []scene {
	return []scene{
		{name: scenePair, part: 0.1, set: shopThere, run: working("pair", 2, 4), law: everyActHolds},
		{name: "every fifth sync fails", part: 0.2, set: shopThere, run: working("work", 3, 6), law: everyActHolds, disturb: []string{"-e", "inject=fdatasync:error=EIO:when=4+5"}},
		{name: "one is killed before its pages are synced, and another goes on", part: 0.05, set: shopThere, run: working("work", 1, 2), law: everyActHolds, then: next, last: "pages"},
		{name: "one is killed before its head is synced, and another goes on", part: 0.1, set: shopThere, run: working("work", 1, 2), law: everyActHolds, then: next, last: "head"},
		{name: founding, part: 0.1, set: nothingThere, run: working("begin", 1, 2), law: aShopIsFounded},
		{name: sceneMigration, part: 0.05, set: oldFile, run: working("open", 1, 1), law: theOldFileHolds},
		{name: sceneBackup, part: 0.05, set: worked, run: alur("backup", "monday.db"), law: theBackupIsWhole},
		{name: sceneRestore, part: 0.1, set: withBackup, run: alur("restore", "monday.db"), law: oneOfTheTwoIsThere},
		{name: sceneArchive, part: 0.05, set: worked, run: archiving, law: theShopIsAsItWasOrArchived},
		handsAtOnce(),
	}
}

func handsAtOnce() scene {
	return scene{name: "acts of three hands at once", set: shopThere, run: working("work", 3, 6), law: everyActHolds}
}

// aShopIsFounded: before anything was promised there is no file, or one
// without a shop that can be founded; never half a file.
func aShopIsFounded(t *testing.T, folder string) law {
	all := ends(t, filepath.Join(folder, database))
	return func(s *state) string {
		v := s.of(database)
		if v.Missing && !s.heard("made ") {
			return ""
		}
		return follows(v, all, s.promised())
	}
}

// oldFile is a file of the first schema.
func oldFile(t *testing.T, folder string) {
	packed, err := os.Open("../testdata/schema1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	raw, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, database), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func theOldFileHolds(t *testing.T, folder string) law {
	all := ends(t, filepath.Join(folder, database))
	return func(s *state) string { return follows(s.of(database), all, 28) }
}

// alur runs the program itself on the shop.
func alur(command, file string) func(*testing.T, string) *exec.Cmd {
	return func(t *testing.T, folder string) *exec.Cmd {
		return alurProgram(t, folder, command, filepath.Join(folder, file))
	}
}

// theBackupIsWhole: under its name is a whole backup or nothing, and the shop
// is as it was.
func theBackupIsWhole(t *testing.T, folder string) law {
	all := ends(t, filepath.Join(folder, database))
	now := newest(t, filepath.Join(folder, database))
	return func(s *state) string {
		if why := follows(s.of(database), all, now); why != "" {
			return "the shop: " + why
		}
		v := s.of("monday.db")
		if v.Missing && !s.heard("monday.db") {
			return ""
		}
		if why := follows(v, all, now); why != "" {
			return "the backup: " + why
		}
		return ""
	}
}

func newest(t *testing.T, path string) uint64 {
	v, err := look(path)
	if err != nil {
		t.Fatal(err)
	}
	return v.Seq
}

// withBackup is a shop, and a backup of it that is older.
func withBackup(t *testing.T, folder string) {
	worked(t, folder)
	raw, err := os.ReadFile(filepath.Join(folder, database))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "monday.db"), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	more := program(t, job{What: "work", Path: filepath.Join(folder, database), Who: "later", Hands: 1, Orders: 1})
	if out, err := more.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// oneOfTheTwoIsThere: what was there, or the backup, whole; and what was there
// is kept once the backup is in its place.
func oneOfTheTwoIsThere(t *testing.T, folder string) law {
	backup := ends(t, filepath.Join(folder, "monday.db"))
	kept, err := filepath.Glob(filepath.Join(folder, "*.before"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("what was there is kept in %q: %v", kept, err)
	}
	was := ends(t, kept[0])
	now, before := newest(t, filepath.Join(folder, database)), newest(t, kept[0])
	return func(s *state) string {
		v := s.of(database)
		if v.Seq != now && !s.heard(database) {
			if why := follows(v, was, before); why != "" {
				return "what was there: " + why
			}
			return ""
		}
		if why := follows(v, backup, now); why != "" {
			return "the backup in place: " + why
		}
		for path := range s.left {
			if strings.HasSuffix(path, ".before") {
				if why := follows(s.of(filepath.Base(path)), was, before); why != "" {
					return "what is kept: " + why
				}
				return ""
			}
		}
		return "what was there is gone"
	}
}

// watched sets a scene and lets it run to its end.
func (sc scene) watched(t *testing.T) (life, law) {
	t.Helper()
	folder := room(t)
	sc.set(t, folder)
	before := diskOf(t, folder)
	if sc.then == nil {
		steps := recorded(t, folder, sc.run(t, folder), sc.disturb...)
		return life{before, steps, 0}, sc.law(t, folder)
	}
	// strace counts the calls of each thread: where the program dies is not
	// known before.
	for n := 3; n < 20; n++ {
		steps := recorded(t, folder, sc.run(t, folder), "-e", fmt.Sprintf("inject=fdatasync:signal=KILL:when=%d", n))
		if unsynced(steps) == sc.last {
			killed := len(steps)
			steps = append(steps, recorded(t, folder, sc.then(t, folder))...)
			// Only in the first acts of the next one it matters.
			return life{before, steps[:min(len(steps), killed+40)], killed}, sc.law(t, folder)
		}
		folder = room(t)
		sc.set(t, folder)
		before = diskOf(t, folder)
	}
	t.Fatalf("no program died before its %s were synced", sc.last)
	return life{}, nil
}

// unsynced is what was written last to a file and not synced: pages, or the
// head that leads to them.
func unsynced(steps []step) (last string) {
	for _, s := range steps {
		switch {
		case s.what == "write" && s.at < metaPages:
			last = "head"
		case s.what == "write":
			last = "pages"
		case s.what == "sync":
			last = ""
		}
	}
	return last
}

// metaPages are the bytes of a file that its two heads take.
const metaPages = 2 * 4096
