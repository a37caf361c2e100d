package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// BenchmarkWholeProcess is alur next and alur done as whole processes, from the
// start of the program to its end, in shops with so many open tasks: medians.
// Where Taskwarrior is installed, its next and done with as many tasks take
// turns with them. Run it with -benchtime 20x.
func BenchmarkWholeProcess(b *testing.B) {
	alur := filepath.Join(b.TempDir(), "alur")
	if out, err := exec.Command("go", "build", "-o", alur, "../..").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for _, open := range []int{1000, 10_000, 50_000} {
		b.Run(fmt.Sprintf("open=%d", open), func(b *testing.B) { wholeProcess(b, alur, open) })
	}
}

func wholeProcess(b *testing.B, alur string, open int) {
	path := filepath.Join(b.TempDir(), "shop.db")
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	if err := storetest.Shop(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	if err := storetest.Fill(b.Context(), s, 0, open); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	home := b.TempDir()
	env := append(os.Environ(), "ALUR_HOME="+home, "ALUR_DB="+path, "ALUR_LANG=en")
	run := func(program string, env []string, args ...string) time.Duration {
		cmd := exec.Command(program, args...)
		cmd.Env = env
		begun := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%s %v: %v: %s", program, args, err, out)
		}
		return time.Since(begun)
	}
	peer := newTaskwarrior(b, open)
	took := map[string][]time.Duration{}
	b.ResetTimer()
	for i := range b.N {
		took["next"] = append(took["next"], run(alur, env, "next", "--as", "Sari"))
		took["done"] = append(took["done"], run(alur, env, "done", fmt.Sprintf("online-order-%d/pick", i+1), "--as", "Sari", "--tick", "all"))
		if peer != nil {
			took["next-taskwarrior"] = append(took["next-taskwarrior"], run("task", peer, "rc.confirmation:off", "next", "limit:3"))
			took["done-taskwarrior"] = append(took["done-taskwarrior"], run("task", peer, "rc.confirmation:off", "1", "done"))
		}
	}
	for what, all := range took {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-"+what)
	}
}

// newTaskwarrior is the environment of Taskwarrior with so many tasks; nil where
// it is not installed.
func newTaskwarrior(b *testing.B, tasks int) []string {
	b.Helper()
	if _, err := exec.LookPath("task"); err != nil {
		return nil
	}
	folder := b.TempDir()
	rc := filepath.Join(folder, "taskrc")
	if err := os.WriteFile(rc, []byte("data.location="+folder+"\nverbose=nothing\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	var lines strings.Builder
	for i := range tasks {
		line, err := json.Marshal(map[string]any{
			"description": fmt.Sprint("Pick order ", i), "status": "pending", "entry": "20261123T073200Z", "uuid": fmt.Sprintf("00000000-0000-4000-8000-%012d", i),
		})
		if err != nil {
			b.Fatal(err)
		}
		lines.Write(line)
		lines.WriteByte('\n')
	}
	cmd := exec.Command("task", "rc:"+rc, "import", "-")
	cmd.Stdin = strings.NewReader(lines.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("taskwarrior takes no tasks: %v: %s", err, out)
	}
	return append(os.Environ(), "TASKRC="+rc)
}
