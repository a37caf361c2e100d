package cli

import (
	"bytes"
	"errors"
	"io"
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
			if !errors.Is(err, errNotUTF8) && !errors.Is(err, errNoHeading) {
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
			if errors.Is(err, io.EOF) {
				return
			}
			if n > len(text) {
				t.Fatalf("%q has more rows than letters", text)
			}
		}
	})
}
