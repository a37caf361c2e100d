package store_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTheSchemaIsWhatTheFileHolds: a worked shop is dumped, table by table.
// A change of this dump changes what older and newer programs can read.
func TestTheSchemaIsWhatTheFileHolds(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1042")
	x.must("sari", model.Begin{Task: ref(id, "pick")})
	x.must("sari", pick(id))
	x.must("budi", model.Take{Task: ref(id, "quality")})
	if err := x.SetDraft(t.Context(), "budi", ref(id, "quality"), "defect", "scrat"); err != nil {
		t.Fatal(err)
	}
	x.message("digest")
	got := dump(t, x)
	const golden = "testdata/schema.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the dump is not %s; -update writes it anew:\n%s", golden, firstDifference(got, string(want)))
	}
}

func dump(t *testing.T, x *fixture) string {
	t.Helper()
	var out strings.Builder
	known := map[byte]bool{}
	err := openFile(t, x.path).View(t.Context(), func(tx kv.Tx) error {
		for _, table := range store.Schema() {
			known[table.Prefix] = true
			fmt.Fprintf(&out, "%c %s: %s -> %s\n", table.Prefix, table.Name, table.Key, table.Value)
			rows := 0
			err := tx.Scan([]byte{table.Prefix}, []byte{table.Prefix + 1}, func(k, v []byte) error {
				rows++
				// The definitions and a long history would only repeat.
				if rows <= 4 || table.Prefix == 'T' || table.Prefix == 'A' {
					fmt.Fprintf(&out, "  %q\n    %s\n", k, short(v))
				}
				return nil
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(&out, "  %d rows\n", rows)
		}
		return tx.Scan(nil, nil, func(k, _ []byte) error {
			if !known[k[0]] {
				t.Errorf("%q is in no table of the schema", k)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func short(v []byte) string {
	text := fmt.Sprintf("%q", v)
	text = strings.Trim(text, `"`)
	text = strings.ReplaceAll(text, `\"`, `"`)
	if len(text) > 600 {
		return text[:600] + "..."
	}
	return text
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\ngot  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
