package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// draftMark stands in the name of a file on its way between its own name and a
// number. It has in it what the trouble with files is told by.
const draftMark = ".alur.tmp-"

// draft is a file on its way to its name. It is held as long as it is open:
// whoever finds one that nobody holds knows that its writer was ended.
type draft struct{ f *os.File }

// newDraft makes a draft beside a path, and first clears away those that ended
// exports left in its folder.
func newDraft(path string) (draft, error) {
	sweep(filepath.Dir(path))
	const tries = 3
	for n := 1; ; n++ {
		f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+draftMark+"*")
		if err != nil {
			return draft{}, err
		}
		_ = hold(f) // Where files can't be held, they are not cleared away either.
		// Another export may have taken it for left behind before it was held.
		if _, err = os.Lstat(f.Name()); err == nil {
			return draft{f}, nil
		}
		_ = f.Close()
		if n == tries || !errors.Is(err, fs.ErrNotExist) {
			return draft{}, err
		}
	}
}

func (d draft) name() string { return d.f.Name() }

// letGo ends the holding where an open file can't be given another name.
func (d draft) letGo() error {
	if runtime.GOOS == "windows" {
		return d.f.Close()
	}
	return nil
}

// drop removes what did not get its name.
func (d draft) drop() {
	if runtime.GOOS == "windows" {
		_ = d.f.Close() // An open file stays there.
	}
	_ = os.Remove(d.name())
	_ = d.f.Close()
}

// sweep removes the drafts of a folder that nobody holds.
func sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if isDraft(e.Name()) && e.Type().IsRegular() {
			clearAway(filepath.Join(folder, e.Name()))
		}
	}
}

// isDraft reports whether a name is one that newDraft gives.
func isDraft(name string) bool {
	at := strings.LastIndex(name, draftMark)
	if at < 0 {
		return false
	}
	number := name[at+len(draftMark):]
	return number != "" && strings.Trim(number, "0123456789") == ""
}

// clearAway removes a draft unless somebody holds it.
func clearAway(path string) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // It has a name of ours.
	if err != nil {
		return
	}
	if hold(f) == nil {
		if runtime.GOOS == "windows" {
			_ = f.Close()
		}
		_ = os.Remove(path)
	}
	_ = f.Close()
}
