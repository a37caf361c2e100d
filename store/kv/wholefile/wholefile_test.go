package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A finished file gets its name, and never that of another.
func TestMoveNewReplacesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	for i, want := range []error{nil, fs.ErrExist} {
		temp, err := TempName(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(temp, []byte{byte('1' + i)}, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := MoveNew(temp, path); !errors.Is(err, want) {
			t.Errorf("move %d: %v, want %v", i+1, err, want)
		}
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "1" {
		t.Errorf("the file says %q: %v", data, err)
	}
}
