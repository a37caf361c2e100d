package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// stays is Stay where nobody has the database to itself.
func stays(t *testing.T, path string) (leave func()) {
	t.Helper()
	leave, err := Stay(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return leave
}

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
	one, two := stays(t, path), stays(t, path)
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

// TestNobodyComesWhileOneIsAlone: also where nobody ever stayed before; who waits
// comes once the other is done.
func TestNobodyComesWhileOneIsAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	end, err := Alone(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Alone(path); !errors.Is(err, ErrInUse) {
		t.Errorf("two are alone: %v", err)
	}
	impatient, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Stay(impatient, path); !errors.Is(err, ErrBeingReplaced) {
		t.Errorf("somebody came: %v", err)
	}
	came := make(chan func())
	go func() {
		leave, _ := Stay(t.Context(), path)
		came <- leave
	}()
	end()
	(<-came)()
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("they left %q", left)
	}
}

func TestWhereNothingMayBeWrittenNobodyIsNoticed(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	stays(t, filepath.Join(folder, "shop.db"))()
}
