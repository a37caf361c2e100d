package eventlog

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// TestRowsAsEncodingCSVReadsThem draws files of everything that matters to
// CSV, and holds the scanner equal to the reader of the library, whose strict
// form is RFC 4180.
func TestRowsAsEncodingCSVReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b c", ",", ",", "\n", "\n", "\r\n", `"`, `"`, `""`, "é", " ", "\r"})).Draw(t, "text"), "")
		comma := rapid.SampledFrom([]byte{',', ';'}).Draw(t, "comma")
		theirs := csv.NewReader(strings.NewReader(text))
		theirs.Comma, theirs.FieldsPerRecord = rune(comma), -1
		var src io.Reader = strings.NewReader(text)
		if rapid.Bool().Draw(t, "byte by byte") {
			src = iotest.OneByteReader(src)
		}
		ours := newScanner(src)
		ours.comma = comma
		for {
			want, errWant := theirs.Read()
			got, errGot := ours.row()
			if errWant != nil || errGot != nil {
				if errors.Is(errWant, io.EOF) != errors.Is(errGot, io.EOF) || (errWant == nil) != (errGot == nil) {
					t.Fatalf("%q: %v, want %v", text, errGot, errWant)
				}
				return // What follows on a fault, the two see differently.
			}
			var cells []string
			for _, c := range got {
				cells = append(cells, string(c))
			}
			if !slices.Equal(cells, want) {
				t.Fatalf("%q: %q, want %q", text, cells, want)
			}
			if line, _ := theirs.FieldPos(0); line != ours.line {
				t.Fatalf("%q: line %d, want %d", text, ours.line, line)
			}
		}
	})
}

func TestAMarkThatIsNeverClosedIsSaidWhereItOpens(t *testing.T) {
	text := "case,step,end\n1,a,2026-01-01\n2,\"b,2026-01-01\n3,c,2026-01-01\n"
	_, _, err := ReadCSV(strings.NewReader(text), Options{})
	var fault *Fault
	if !errors.As(err, &fault) || fault.Line != 3 {
		t.Errorf("%v, not a fault of line 3", err)
	}
}
