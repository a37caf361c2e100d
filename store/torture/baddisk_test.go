package torture_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// smallDisk is a real file system of a few megabytes.
func smallDisk(t *testing.T, sort string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	folder := t.TempDir()
	args := []string{"-t", "tmpfs", "-o", "size=4m", "tmpfs", folder}
	if sort != "tmpfs" {
		image := filepath.Join(t.TempDir(), "disk")
		if err := os.WriteFile(image, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(image, 8<<20); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("mkfs."+sort, "-q", image).CombinedOutput(); err != nil {
			t.Skipf("there is no %s here: %v %s", sort, err, out)
		}
		args = []string{"-o", "loop", image, folder}
	}
	if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
		t.Skipf("a disk can't be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", folder).Run() })
	return folder
}

// fill leaves little room on a disk.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 16, 1 << 12} {
		for err = nil; err == nil; {
			_, err = f.Write(bytes.Repeat([]byte("x"), size))
		}
	}
	info, err := f.Stat()
	if err == nil {
		err = f.Truncate(info.Size() - 128<<10)
	}
	if err := errors.Join(err, f.Sync()); err != nil {
		t.Fatal(err)
	}
}

// TestAFullDiskIsSaid: acts are refused while there is no room, in a sentence,
// everything before stays, and it goes on once there is room.
func TestAFullDiskIsSaid(t *testing.T) {
	for _, sort := range []string{"ext4", "tmpfs"} {
		t.Run(sort, func(t *testing.T) {
			folder := smallDisk(t, sort)
			path := filepath.Join(folder, database)
			newShop(t, path)
			x := openShop(t, path, "w")
			start := func() error {
				_, err := x.Do(t.Context(), model.Command{By: "sari", Act: model.StartCase{Process: "small-order"}})
				return err
			}
			fill(t, filepath.Join(folder, "films"))
			did, refused := 0, 0
			for range 300 {
				switch err := start(); {
				case err == nil:
					did++
				case errors.Is(err, kv.ErrFull):
					refused++
				default:
					t.Fatalf("after %d acts: %v", did, err)
				}
			}
			if refused == 0 {
				t.Fatalf("%d acts on a full disk: the test does not bite", did)
			}
			// The program itself has a longer journal, in which there is room still.
			out, status := alurSays(t, folder, "start", "small-order")
			for ; status == 0 && did < 300; did++ {
				out, status = alurSays(t, folder, "start", "small-order")
			}
			if status != 1 || !strings.Contains(out, "is full") || strings.Count(out, "\n") != 1 {
				t.Errorf("status %d: %s", status, out)
			}
			if out, status := alurSays(t, folder, "backup", filepath.Join(folder, "monday.db")); status != 1 || !strings.Contains(out, "is full") || strings.Count(out, "\n") != 1 {
				t.Errorf("status %d: %s", status, out)
			}
			if left, _ := filepath.Glob(filepath.Join(folder, "*.tmp-*")); len(left) > 0 {
				t.Errorf("left behind on a full disk: %q", left)
			}
			if out, status := alurSays(t, folder, "check"); status != 0 {
				t.Errorf("status %d: %s", status, out)
			}
			if err := os.Remove(filepath.Join(folder, "films")); err != nil {
				t.Fatal(err)
			}
			if err := start(); err != nil {
				t.Errorf("with room again: %v", err)
			}
			cases, err := x.FindCases(t.Context(), store.CaseQuery{Limit: 1000})
			if err != nil || len(cases) != did+1 {
				t.Errorf("%d cases, promised were %d: %v", len(cases), did+1, err)
			}
			if _, err := check(path); err != nil {
				t.Error(err)
			}
			t.Logf("%d acts done, %d refused", did, refused)
		})
	}
}

// TestADiskThatMayOnlyBeReadIsRead: one looks and checks, and is told why
// nothing is written.
func TestADiskThatMayOnlyBeReadIsRead(t *testing.T) {
	folder := smallDisk(t, "tmpfs")
	newShop(t, filepath.Join(folder, database))
	if out, err := exec.Command("mount", "-o", "remount,ro", folder).CombinedOutput(); err != nil {
		t.Skipf("a disk can't be made read-only here: %v %s", err, out)
	}
	for _, command := range []string{"check", "next", "audit verify"} {
		if out, status := alurSays(t, folder, strings.Fields(command)...); status != 0 {
			t.Errorf("%s: status %d: %s", command, status, out)
		}
	}
	if out, status := alurSays(t, folder, "start", "small-order"); status != 1 || !strings.Contains(out, "may be read but not written") || strings.Count(out, "\n") != 1 {
		t.Errorf("status %d: %s", status, out)
	}
}

// TestASyncThatFailsIsNoPromise: the sync before a commit fails, or the one of
// its pages, and nothing is there; that of its head, and the act is there once
// it could be kept after all, and else it is not known.
func TestASyncThatFailsIsNoPromise(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to int
		says     string
		status   int
		there    bool
	}{
		{"the one before", 1, 1, "failed and this was not saved", 1, false},
		{"that of its pages", 2, 2, "failed and this was not saved", 1, false},
		{"that of its head", 3, 3, "small-order-1", 0, true},
		{"that of its head, and all that follow", 3, 0, "not known whether", 1, true},
		{"every one", 1, 0, "failed and this was not saved", 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := room(t)
			shopThere(t, folder)
			child := alurProgram(t, folder, "start", "small-order")
			out, status := output(t, disturbed(t, child, disturbance{Calls: []string{"fdatasync"}, From: tt.from, To: tt.to}))
			if status != tt.status || !strings.Contains(out, tt.says) || strings.Count(out, "\n") > 1 {
				t.Errorf("status %d: %s", status, out)
			}
			x := openShop(t, filepath.Join(folder, database), "reader")
			cases, err := x.FindCases(t.Context(), store.CaseQuery{})
			if err != nil || len(cases) != 0 != tt.there {
				t.Errorf("%d cases: %v", len(cases), err)
			}
			if _, err := check(filepath.Join(folder, database)); err != nil {
				t.Error(err)
			}
		})
	}
}
