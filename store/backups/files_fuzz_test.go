package backups_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"alur/store"
	"alur/store/backups"
)

// FuzzParse holds that any name is that of a backup of a database or is not, that of
// one it is, it is made again, and that it is of that database alone.
func FuzzParse(f *testing.F) {
	name := backups.Name("shop", time.Date(2026, 11, 30, 17, 5, 0, 0, jakarta), store.Head{Seq: 1234}, 13)
	for _, stem := range []string{"shop", "", "toko (2)", "a\xff", "[", "shop-2026-11-30-1705+0700-1234-3f000000000000a1"} {
		f.Add(stem, name)
		f.Add(stem, stem+strings.TrimPrefix(name, "shop"))
	}
	f.Add("shop", "shop-2026-11-30-1705-0000-007-3f000000000000a1-schema0.db")
	f.Add("shop", "shop-0000-01-01-0000+2359-18446744073709551615-3f000000000000a1-schema99999999999999999999.db")
	f.Fuzz(func(t *testing.T, stem, name string) {
		is, ok := backups.Parse(stem, name)
		if !ok {
			return
		}
		head := store.Head{Seq: is.Seq}
		if n, err := hex.Decode(head.Hash[:], []byte(is.Hash)); err != nil || n != 8 || !strings.HasPrefix(name, stem+"-") {
			t.Fatalf("%q is taken for a backup of %q: %+v", name, stem, is)
		}
		again, ok := backups.Parse(stem, backups.Name(stem, is.At, head, is.Schema))
		if !ok || !again.At.Equal(is.At) || again.Seq != is.Seq || again.Hash != is.Hash || again.Schema != is.Schema {
			t.Errorf("%q of %q is %+v, and made again %+v", name, stem, is, again)
		}
		if _, ok := backups.Parse(stem+"x", name); ok {
			t.Errorf("%q is a backup of %q and of %[2]qx", name, stem)
		}
		if spare := backups.Spare([]backups.File{is}, jakarta); len(spare) > 0 {
			t.Errorf("the only backup %q can go", name)
		}
	})
}
