package backups_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"alur/store"
	"alur/store/backups"
)

var jakarta = time.FixedZone("WIB", 7*3600)

func TestANameSaysWhatIsInIt(t *testing.T) {
	at := time.Date(2026, 11, 30, 17, 5, 40, 0, jakarta)
	head := store.Head{Seq: 1234}
	head.Hash[0], head.Hash[7] = 0x3f, 0xa1
	for _, tt := range []struct {
		stem   string
		schema int
		want   string
	}{
		{"shop", 0, "shop-2026-11-30-1705+0700-1234-3f000000000000a1.db"},
		{"toko (2)", 13, "toko (2)-2026-11-30-1705+0700-1234-3f000000000000a1-schema13.db"},
	} {
		name := backups.Name(tt.stem, at, head, tt.schema)
		if name != tt.want {
			t.Errorf("it is called %s, not %s", name, tt.want)
		}
		f, ok := backups.Parse(tt.stem, name)
		if !ok || !f.At.Equal(at.Truncate(time.Minute)) || f.Seq != 1234 || f.Hash != "3f000000000000a1" || f.Schema != tt.schema {
			t.Errorf("%s is read as %+v", name, f)
		}
	}
	for _, other := range []string{
		"shop.db", "shop-2-2026-11-30-1705+0700-1234-3f000000000000a1.db", "shop-2026-11-30-1705+0700-1234-3f000000000000a1.db.tmp-12",
		"shop-2026-13-30-1705+0700-1234-3f000000000000a1.db", "shop-2026-11-30-1705+0700-99999999999999999999-3f000000000000a1.db",
	} {
		if f, ok := backups.Parse("shop", other); ok {
			t.Errorf("%s is taken for a backup: %+v", other, f)
		}
	}
}

// TestSevenDaysAndFourWeeksAreKept: after each of 100 days, with a day on which
// two were made, and one on which a newer alur came.
func TestSevenDaysAndFourWeeksAreKept(t *testing.T) {
	var files []backups.File
	for day := range 100 {
		at := time.Date(2026, 6, 1, 17, 5, 0, 0, jakarta).AddDate(0, 0, day)
		files = slices.Insert(files, 0, backups.File{At: at, Path: at.Format("Mon 02.01.")})
		switch day {
		case 90:
			files = slices.Insert(files, 0, backups.File{At: at.Add(time.Hour), Path: at.Format("Mon 02.01. again")})
		case 5, 20, 35:
			files = slices.Insert(files, 0, backups.File{At: at.Add(time.Hour), Path: fmt.Sprint("schema ", day), Schema: 1})
		}
		for _, spare := range backups.Spare(files, jakarta) {
			i := slices.Index(files, spare)
			if i == 0 {
				t.Fatalf("day %d: the newest goes", day)
			}
			files = slices.Delete(files, i, i+1)
		}
	}
	var kept []string
	for _, f := range files {
		kept = append(kept, f.Path)
	}
	want := []string{
		"Tue 08.09.", "Mon 07.09.", "Sun 06.09.", "Sat 05.09.", "Fri 04.09.", "Thu 03.09.", "Wed 02.09.",
		"Tue 01.09.", "Sun 30.08. again", "Sun 23.08.", "Sun 16.08.", "schema 35", "schema 20",
	}
	if !slices.Equal(kept, want) {
		t.Errorf("kept are %q", kept)
	}
}
