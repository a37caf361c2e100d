package eventlog

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"alur/model"
)

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if _, err := zip.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	zip.Close()
	return b.Bytes()
}

// TestAFileIsKnownByItsFirstBytes and not by its name.
func TestAFileIsKnownByItsFirstBytes(t *testing.T) {
	csv := "case,step,end\n7,a,2026-11-23T08:00:00Z\n"
	xes := "\ufeff\n<log>" + xesTrace("7", "concept:name=a time:timestamp=08:00") + "</log>"
	for _, file := range [][]byte{[]byte(csv), []byte(xes), packed(t, csv), packed(t, xes), append(packed(t, csv), packed(t, "8,a,2026-11-23\n")...)} {
		l, _, err := Read(bytes.NewReader(file), Options{})
		if err != nil || told(l)[0] != "7 a ? ?-23T08:00 ?" {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func TestWhatCannotBeUnpackedIsSaid(t *testing.T) {
	whole := packed(t, "case,step,end\n7,a,2026-11-23T08:00:00Z\n")
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-6] ^= 1
	for want, file := range map[string][]byte{
		"damaged or cut off":    whole[:len(whole)-9],
		"packed, and damaged":   damaged,
		"is packed":             whole[:5],
		"save its table as CSV": []byte("PK\x03\x04and so on"),
		"it is empty":           nil,
	} {
		_, _, err := Read(bytes.NewReader(file), Options{})
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) || fault.In(model.Indonesian) == fault.In(model.English) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
	broken := errors.New("the disk is broken")
	if _, _, err := Read(io.MultiReader(bytes.NewReader(whole[:20]), failing{broken}), Options{}); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// TestABombIsNotUnpackedToItsEnd whether it is of one long line or of rows.
func TestABombIsNotUnpackedToItsEnd(t *testing.T) {
	file := packed(t, strings.Repeat("\n", 8<<20))
	for free, refused := range map[int64]bool{1 << 20: true, 16 << 20: false} {
		u := &unpacker{packed: counter{src: bytes.NewReader(file)}, free: free}
		zip, err := gzip.NewReader(&u.packed)
		if err != nil {
			t.Fatal(err)
		}
		u.zip = zip
		n, err := io.Copy(io.Discard, u)
		var fault *Fault
		if errors.As(err, &fault) != refused || refused && (n > 4<<20 || !strings.Contains(err.Error(), "times its length")) {
			t.Errorf("%d free: %d unpacked, %v", free, n, err)
		}
	}
	x := &xesLog{intake: newIntake(Options{}), doc: newMarkup(strings.NewReader("<log>" + strings.Repeat("<event/>\n", 4) + "</log>")), keys: newXESKeys(nil)}
	x.column, x.most = x.keys.name, 3
	if err := x.read(); err == nil || !strings.HasPrefix(err.Error(), "line 4: it has more than 3 rows") {
		t.Errorf("%v", err)
	}
}

// TestAFileOfShortRowsIsNotReadToItsEnd: it packs so well that its own length is no
// limit. Nor do its names, its pauses or what stands in one event take all there is.
func TestAFileOfShortRowsIsNotReadToItsEnd(t *testing.T) {
	read := func(text string, most, room int) error {
		c := &csvLog{intake: newIntake(Options{}), rows: newScanner(strings.NewReader(text))}
		c.column = func(f Field) string { return string(f) }
		c.most, c.room = most, room
		if err := c.heading(Options{}); err != nil {
			t.Fatal(err)
		}
		return c.readAll()
	}
	rows := "case,step,end,alur:pauses,case:state\n" + strings.Repeat("1,a,2026-11-23,,any\n", 3000)
	var names strings.Builder
	for n := range 3000 {
		fmt.Fprintf(&names, "%d%s,a,2026-11-23,,\n", n, strings.Repeat("x", 100))
	}
	pause := "1,a,2026-11-23," + strings.Repeat("2026-11-23T08:00:00Z/ ", 3000) + ",\n"
	for _, tt := range []struct {
		text       string
		most, room int
		want       string
	}{
		{rows, 3000, maxNames, ""},
		{rows, 2000, maxNames, "line 2002: it has more than 2000 rows"},
		{"case,step,end\n" + strings.Repeat("1,a\n", 3000), 2000, maxNames, "line 2002: it has more than 2000 rows"},
		{"case,step,end,alur:pauses,case:state\n" + names.String(), 5000, 1 << 20, ""},
		{"case,step,end,alur:pauses,case:state\n" + names.String(), 5000, 100 << 10, "line 681: the names of its cases, steps and people take more than 0 MB"},
		{"case,step,end,alur:pauses,case:state\n" + pause + pause, 2000, maxNames, "line 3: it has more than 2000 rows"},
	} {
		if err := read(tt.text, tt.most, tt.room); tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)) {
			t.Errorf("%.60q at most %d rows and %d bytes: %v, want %s", tt.text, tt.most, tt.room, err, tt.want)
		}
	}
	event := "<log><trace><event>" + strings.Repeat(`<string key="concept:name" value="`+strings.Repeat("x", 1<<20)+`"/>`, maxPiece>>20+1) + "</event></trace></log>"
	if _, _, err := ReadXES(strings.NewReader(event), Options{}); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("%v", err)
	}
}

// FuzzRead holds that whatever a file is, packed or not, it is read as what it holds,
// and refused in words where that can't be done.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"case,step,end\n7,a,2026-11-23T08:00:00Z\n", "\ufeffcase;step;end\n7;a;23/11/2026\n", "\ufeff\n<log>" + xesTrace("7", "concept:name=a time:timestamp=08:00") + "</log>",
		"<?xml version='1.0'?><!DOCTYPE log [<!ENTITY a 'b'>]><log/>", "\xff\xfec\x00", "PK\x03\x04", "\x1f\x8b", "\x1f\x8b\x08\x00", "",
	} {
		f.Add([]byte(text))
		f.Add(packed(f, text))
		f.Add(packed(f, text)[:12])
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		l, r, err := Read(bytes.NewReader(file), Options{})
		inWords(t, file, l, r, err)
		again, _, err := Read(bytes.NewReader(packed(t, string(file))), Options{})
		switch twice := bytes.HasPrefix(file, []byte{0x1f, 0x8b}) || bytes.HasPrefix(file, []byte("PK\x03\x04")); {
		case twice: // What is packed inside is not looked for.
		case (l == nil) != (again == nil) || l != nil && !slices.Equal(told(l), told(again)):
			t.Errorf("%q packed is read as another log: %v", file, err)
		}
	})
}

// inWords holds that there is a log that is one, or a fault in each language.
func inWords(t *testing.T, file []byte, l *Log, r *Report, err error) {
	t.Helper()
	if err == nil {
		if wrong := holds(l); wrong != nil || r == nil {
			t.Fatalf("%q: %v", file, wrong)
		}
		return
	}
	var fault *Fault
	if l != nil || r != nil || !errors.As(err, &fault) {
		t.Fatalf("%q is refused without words: %v", file, err)
	}
	for _, lang := range model.Langs() {
		if text := fault.In(lang); text == "" || strings.Contains(text, "%!") && !bytes.Contains(file, []byte("%")) {
			t.Errorf("%q is refused with %q", file, text)
		}
	}
}
