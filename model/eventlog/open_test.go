package eventlog

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"alur/model"
)

func packed(t *testing.T, text string) []byte {
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
	if err := x.read(); err == nil || err.Error() != "line 4: it has more than 3 rows" {
		t.Errorf("%v", err)
	}
}
