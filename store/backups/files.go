// Package backups keeps the backups of a shop in a folder: it makes one a day,
// proves each before it gets its name, and knows which of the old ones can go. A
// file of such a name is a whole and proven backup, or is not there.
package backups

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"alur/store"
)

// File is a backup in the folder, as its name says.
type File struct {
	Path string
	// At is when it was begun.
	At time.Time
	// Seq is the number of its last event, Hash the begin of the hash there.
	Seq  uint64
	Hash string
	// Schema is the form of a file that was kept as it was before a newer alur
	// brought the shop to its own, 0 of any other.
	Schema int
}

// Proven is what is told of the file.
func (f File) Proven() store.ProvenBackup {
	return store.ProvenBackup{At: f.At.UTC(), Seq: f.Seq, Path: f.Path}
}

const (
	timeInName = "2006-01-02-1504-0700"
	hashInName = 16
	ending     = ".db"
)

// Name is what a backup is called: of which shop it is, when it was made in the
// time of the shop, and the head of its record.
func Name(stem string, at time.Time, head store.Head, schema int) string {
	hash := head.Noted().Hash[:hashInName]
	name := fmt.Sprintf("%s-%s-%d-%s", stem, at.Format(timeInName), head.Seq, hash)
	if schema > 0 {
		name += fmt.Sprintf("-schema%d", schema)
	}
	return name + ending
}

// Stem is the begin of the names of the backups of a database.
func Stem(database string) string {
	base := filepath.Base(database)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// namePattern is what follows the stem.
func namePattern() *regexp.Regexp {
	return regexp.MustCompile(`^-(\d{4}-\d\d-\d\d-\d{4}[+-]\d{4})-(\d+)-([0-9a-f]{16})(?:-schema(\d{1,9}))?\.db$`)
}

// Parse reads the name of a backup. The stem is cut off before: a file may be called
// what no pattern can be made of.
func Parse(stem, name string) (f File, ok bool) {
	rest, ours := strings.CutPrefix(name, stem)
	part := namePattern().FindStringSubmatch(rest)
	if !ours || part == nil {
		return f, false
	}
	at, err := time.Parse(timeInName, part[1])
	seq, serr := strconv.ParseUint(part[2], 10, 64)
	if err != nil || serr != nil {
		return f, false
	}
	f = File{At: at, Seq: seq, Hash: part[3]}
	f.Schema, _ = strconv.Atoi(part[4]) // There may be none.
	return f, true
}

// List lists the backups of a database in a folder, the newest first; none
// where there is no such folder.
func List(folder, stem string) ([]File, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var files []File
	for _, e := range entries {
		if f, ok := Parse(stem, e.Name()); ok && e.Type().IsRegular() {
			f.Path = filepath.Join(folder, e.Name())
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Seq, a.Seq)) })
	return files, err
}

// Of lists those that are of the record of a store: a folder may hold the
// backups of another shop, or of a record that was given up for an older one.
func Of(ctx context.Context, s *store.Store, files []File) (own []File, err error) {
	for _, f := range files {
		refuted, err := s.Refutes(ctx, f.Seq, f.Hash)
		if err != nil {
			return nil, err
		}
		if !refuted {
			own = append(own, f)
		}
	}
	return own, nil
}

// How many backups are kept.
const (
	keptDays    = 7
	keptWeeks   = 4
	keptSchemas = 2
)

// Spare are the files that can go, of a list that begins with the newest: the
// newest of each of the last seven days that have one stays, of what is older
// the newest of each of four weeks, and the last two that were kept before the
// shop came to a newer form. Every file that goes has a newer one that stays.
func Spare(files []File, zone *time.Location) (spare []File) {
	days, weeks := map[string]bool{}, map[string]bool{}
	schemas := 0
	for _, f := range files {
		at := f.At.In(zone)
		day := at.Format(time.DateOnly)
		year, n := at.ISOWeek()
		week := fmt.Sprint(year, "-", n)
		switch {
		case f.Schema > 0:
			if schemas++; schemas > keptSchemas {
				spare = append(spare, f)
			}
		case days[day]:
			spare = append(spare, f)
		case len(days) < keptDays:
			days[day] = true
		case weeks[week] || len(weeks) == keptWeeks:
			spare = append(spare, f)
		default:
			weeks[week] = true
		}
	}
	return spare
}
