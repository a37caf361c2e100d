package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
)

// The README shows what the program itself says: the table of its keys. Its
// pictures are taken from the demo; see ui/cli.
func TestReadmeShowsTheProgram(t *testing.T) {
	readme(t, "keys", KeyTable(model.English))
}

// readme compares the part of the README between two marks with what is
// wanted, or writes it anew.
func readme(t *testing.T, mark, want string) {
	t.Helper()
	path := filepath.Join("..", "README.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(data), "<!-- "+mark+":begin")
	note, rest, ok2 := strings.Cut(rest, "-->\n")
	got, tail, ok3 := strings.Cut(rest, "<!-- "+mark+":end -->")
	if !ok || !ok2 || !ok3 {
		t.Fatalf("the README lacks the marks of %s", mark)
	}
	want = "\n" + want + "\n"
	switch {
	case got == want:
	case *update:
		whole := head + "<!-- " + mark + ":begin" + note + "-->\n" + want + "<!-- " + mark + ":end -->" + tail
		if err := os.WriteFile(path, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s of the README differs; run the test with -update.\ngot:\n%s\nwant:\n%s", mark, got, want)
	}
}
