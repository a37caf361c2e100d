package bolt

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestWhoStaysIsNoticed: two programs that stay do not mind each other, one that
// has to be alone is told of both, and nothing is left behind.
func TestWhoStaysIsNoticed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	end, err := Alone(path)
	if err != nil {
		t.Fatalf("nobody ever stayed: %v", err)
	}
	end()
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("it left %q", left)
	}
	one, two := Stay(path), Stay(path)
	for _, leave := range []func(){one, two} {
		if _, err := Alone(path); !errors.Is(err, ErrInUse) {
			t.Errorf("somebody stays: %v", err)
		}
		leave()
	}
	if end, err = Alone(path); err != nil {
		t.Fatalf("all have left: %v", err)
	}
	end()
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("they left %q", left)
	}
}

func TestWhereNothingMayBeWrittenNobodyIsNoticed(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	Stay(filepath.Join(folder, "shop.db"))()
}
