package cli

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"
)

// FuzzImportFile holds that any file that is to be imported is read to its end,
// or is refused, and that its heading shows nothing a terminal would obey.
func FuzzImportFile(f *testing.F) {
	for _, text := range []string{
		"order_no,customer\n1,Rina\n", "order_no;customer\n\"1\";\"Ri\"\"na\"\n", "a\tb\n1\n", "\xef\xbb\xbfa,b\n1,2\n", "\xff\xfea\x00", "", "\n\n", "a,\"b\n", "\x1b[2J,\u202e\n\x9b,\x00\n", "a,a,a\n1,2,3\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		rows, err := openCSV(bytes.NewReader(text))
		if err != nil {
			var long *problem
			if !errors.Is(err, errNotUTF8) && !errors.Is(err, errNoHeading) && !errors.As(err, &long) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		for _, name := range rows.heading {
			for _, r := range name {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("the heading of %q keeps %U", text, r)
				}
			}
		}
		for n := 0; ; n++ {
			_, err := rows.next()
			var long *problem
			if errors.Is(err, io.EOF) || errors.As(err, &long) {
				return
			}
			if n > len(text) {
				t.Fatalf("%q has more rows than letters", text)
			}
		}
	})
}

// openEnded is a reader that never comes to an end, and counts what it gave.
type openEnded struct {
	begin string
	given int
}

// Read implements io.Reader.
func (e *openEnded) Read(p []byte) (int, error) {
	n := copy(p, e.begin)
	e.begin = e.begin[n:]
	for i := n; i < len(p); i++ {
		p[i] = "a,b\n"[i%4]
	}
	e.given += len(p)
	return len(p), nil
}

// TestAQuotationMarkDoesNotTakeTheFileIntoMemory: a row has an end, and what was read
// before it counts.
func TestAQuotationMarkDoesNotTakeTheFileIntoMemory(t *testing.T) {
	for _, tt := range []struct {
		begin string
		rows  int
		want  string
	}{
		{"a,\"", 0, "Line 1 is"},
		{"a,b\n1,2\n\n3,4\n5,\"", 2, "Line 5 is"},
		{"a,b\n1,2\n" + strings.Repeat("x", 3<<20), 1, "Line 3 is"},
		{"a,b\n1," + strings.Repeat("x", 900<<10) + "\n2,\"" + strings.Repeat("\n", 900<<10) + "\"\n3,\"", 2, "Line 921604 is"},
	} {
		from := &openEnded{begin: tt.begin}
		rows, err := openCSV(from)
		n := 0
		for ; err == nil; n++ {
			_, err = rows.next()
		}
		if n = max(0, n-1); n != tt.rows || !strings.HasPrefix(err.Error(), tt.want) || from.given > len(tt.begin)+longestRow+128<<10 {
			t.Errorf("%.30q: %d rows, %d bytes read of %d: %v", tt.begin, n, from.given, len(tt.begin), err)
		}
	}
}
