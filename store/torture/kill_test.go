package torture_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/store"
)

// TestKillsUnderLoad kills programs at random moments, three at once on one
// file, one of which makes backups: whatever a program promised before it died
// is there, and every backup that is there is whole.
func TestKillsUnderLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills dozens of programs")
	}
	dice := rand.New(rand.NewPCG(3, 1))
	kills, promises, backups := 0, 0, 0
	want := number(t, "ALUR_KILLS", 45)
	for kills < want {
		folder := room(t)
		shopThere(t, folder)
		path := filepath.Join(folder, database)
		promised := map[string]uint64{}
		for round := 0; round < 15 && kills < want; round++ {
			jobs := []job{
				{What: "work", Path: path, Who: fmt.Sprint("a", round), Hands: 2, Orders: 1000},
				{What: "work", Path: path, Who: fmt.Sprint("b", round), Hands: 1, Orders: 1000},
				{What: "backups", Path: path, Who: fmt.Sprint("c", round), Orders: 1000},
			}
			var all sync.WaitGroup
			said := make([][]string, len(jobs))
			for i, j := range jobs {
				after := time.Duration(dice.IntN(60)) * time.Millisecond
				cmd := program(t, j)
				all.Go(func() { said[i] = killed(cmd, after) })
			}
			all.Wait()
			kills += len(jobs)
			for _, line := range slices.Concat(said...) {
				var seq uint64
				var op string
				if _, err := fmt.Sscanf(line, "did %d %s", &seq, &op); err == nil {
					promised[op] = seq
				}
				if strings.Contains(line, "FAIL") || strings.Contains(line, "panic") {
					t.Errorf("a program says: %s", line)
				}
			}
			keptAll(t, path, promised)
		}
		promises += len(promised)
		backups += wholeBackups(t, folder)
	}
	t.Logf("%d programs killed, %d acts promised and kept, %d backups whole", kills, promises, backups)
	if promises == 0 || backups == 0 {
		t.Error("nothing was promised, or no backup made: the test does not bite")
	}
}

// killed starts a program and kills it some time after it said its first word.
// It returns what it said.
func killed(cmd *exec.Cmd, after time.Duration) (said []string) {
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return []string{"FAIL: " + err.Error()}
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if len(said) == 0 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		said = append(said, lines.Text())
	}
	_ = cmd.Wait()
	return said
}

// keptAll checks the file, and that every act that was promised is in it.
func keptAll(t *testing.T, path string, promised map[string]uint64) {
	t.Helper()
	if _, err := check(path); err != nil {
		t.Fatal(err)
	}
	if err := pages(path); err != nil {
		t.Fatal(err)
	}
	events, err := openShop(t, path, "reader").Audit(t.Context(), store.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]uint64{}
	for _, e := range events {
		there[e.Op] = e.Seq
	}
	for op, seq := range promised {
		if there[op] != seq {
			t.Fatalf("%s was promised as event %d, and is %d", op, seq, there[op])
		}
	}
}

// wholeBackups proves the backups of a folder, and counts them.
func wholeBackups(t *testing.T, folder string) int {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*.bak"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		if v, err := check(path); err != nil {
			t.Errorf("%s: %v (%+v)", filepath.Base(path), err, v)
		}
	}
	return len(found)
}

// makeBackups makes one backup after the other, as long as it lives.
func makeBackups(t *testing.T, j job) {
	x := openShop(t, j.Path, j.Who)
	for n := range j.Orders {
		var copied bytes.Buffer
		if err := x.Backup(context.Background(), &copied); err != nil {
			t.Fatal(err)
		}
		place := fmt.Sprintf("%s-%s-%d.bak", j.Path, j.Who, n)
		if err := os.WriteFile(place+".tmp-1", copied.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(place+".tmp-1", place); err != nil {
			t.Fatal(err)
		}
		say("copied", place, 0)
	}
}
