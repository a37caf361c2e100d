package export

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// names are the files of a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A file has its name only once it is whole and on record.
func TestAFileHasItsNameOnceItIsNoted(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	var noted Report
	report, err := ToFile(t.Context(), path, repairs(t), Request{What: Cases, Form: Programs}, func(r Report) error {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("it has its name before it is noted: %v", err)
		}
		noted = r
		return nil
	})
	if err != nil || noted != report || report.Rows != 2 {
		t.Fatalf("%+v, noted %+v: %v", report, noted, err)
	}
	if got := names(t, folder); len(got) != 1 || got[0] != "a.csv" {
		t.Errorf("the folder has %q", got)
	}
	data, err := os.ReadFile(path)
	if err != nil || strings.Count(string(data), "\n") != 3 {
		t.Errorf("%v:\n%s", err, data)
	}
}

// What can't be noted or read does not leave.
func TestNothingLeavesThatIsNotOnRecord(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	full := errors.New("the disk is full")
	request := Request{What: Cases, Form: Programs}
	no := func(Report) error { return full }
	var file *FileError
	if _, err := ToFile(t.Context(), path, repairs(t), request, no); !errors.Is(err, full) || errors.As(err, &file) {
		t.Errorf("a note that fails: %v", err)
	}
	var out strings.Builder
	if _, err := ToWriter(t.Context(), &out, repairs(t), request, no); !errors.Is(err, full) || out.Len() > 0 {
		t.Errorf("a note that fails: %v, and %q left", err, out.String())
	}
	bad := repairs(t)
	bad.bad = errors.New("unreadable")
	yes := func(Report) error {
		t.Error("noted all the same")
		return nil
	}
	if _, err := ToFile(t.Context(), path, bad, request, yes); !errors.Is(err, bad.bad) || errors.As(err, &file) {
		t.Errorf("a source that fails: %v", err)
	}
	if got := names(t, folder); len(got) != 0 {
		t.Errorf("the folder has %q", got)
	}
}

// Another's file is never written over, even one that comes meanwhile.
func TestNoFileIsWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	request := Request{What: Cases, Form: Programs}
	mine := func(Report) error { return os.WriteFile(path, []byte("mine"), 0o600) }
	for _, note := range []Note{mine, nil} {
		_, err := ToFile(context.Background(), path, repairs(t), request, note)
		var file *FileError
		if !errors.Is(err, fs.ErrExist) || !errors.As(err, &file) {
			t.Errorf("it says %v", err)
		}
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Errorf("the file says %q", data)
	}
	_, err := ToFile(t.Context(), filepath.Join(t.TempDir(), "no", "a.csv"), repairs(t), request, nil)
	var file *FileError
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &file) {
		t.Errorf("no folder: %v", err)
	}
}

func TestAStreamGetsTheTableOnceItIsNoted(t *testing.T) {
	var out strings.Builder
	_, err := ToWriter(t.Context(), &out, repairs(t), Request{What: Cases, Form: Programs}, func(Report) error {
		if out.Len() > 0 {
			t.Error("it leaves before it is noted")
		}
		return nil
	})
	if err != nil || strings.Count(out.String(), "\n") != 3 {
		t.Errorf("%v:\n%s", err, out.String())
	}
}

// A stream that takes no more got a part of what is on record by then: that is
// another error than one of a file that never came to be.
func TestAStreamThatIsFull(t *testing.T) {
	full := errors.New("the disk is full")
	noted := false
	_, err := ToWriter(t.Context(), fullStream{full}, repairs(t), Request{What: Cases, Form: Programs}, func(Report) error {
		noted = true
		return nil
	})
	var out *HandedOutError
	var file *FileError
	if !errors.As(err, &out) || !errors.Is(err, full) || errors.As(err, &file) || !noted {
		t.Errorf("%v, noted: %v", err, noted)
	}
}

type fullStream struct{ err error }

func (f fullStream) Write([]byte) (int, error) { return 0, f.err }
