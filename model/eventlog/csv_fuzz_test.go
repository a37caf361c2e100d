package eventlog

import (
	"bytes"
	"errors"
	"testing"

	"alur/model"
)

// FuzzReadCSV holds that any file is a log or is refused in words, and that no
// row is lost without being counted.
func FuzzReadCSV(f *testing.F) {
	for _, text := range []string{
		"case,step,start,end\n1,a,2026-01-01 08:00,2026-01-01 09:00\n", "case;step;time\n1;a;01/02/2026 08:00\n", "case\tactivity\ttimestamp\n\"1\n2\"\ta\t2026-01-01T00:00:00Z\n",
		"case,step,time\n1,a\n", "case,step,time\n1,\"a\n", "", "\xef\xbb\xbfcase,step,time\n", "\xff\xfec\x00a\x00", "case,step,time\n1,a,9999-99-99\n",
		"case,step,transition,time\n1,a,start,2026-01-01 08:00\n1,a,complete,2026-01-01 07:00\n", "case,case,case\n,,\n", "case,step,time\n1,\x1b[31m,2026-01-01\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		log, report, err := ReadCSV(bytes.NewReader(text), Options{})
		if err != nil {
			var fault *Fault
			if !errors.As(err, &fault) {
				t.Fatalf("%q is refused without words: %v", text, err)
			}
			for _, l := range model.Langs() {
				if fault.In(l) == "" {
					t.Errorf("%q is refused with nothing", text)
				}
			}
			return
		}
		left := 0
		for _, s := range report.Skipped {
			left += s.N
		}
		if log.Len() > report.Rows || left > report.Rows {
			t.Errorf("%d rows make %d of the log and %d left out: %q", report.Rows, log.Len(), left, text)
		}
		for c := range log.Cases {
			if log.First[c] > log.First[c+1] {
				t.Fatalf("case %d has less than no rows: %q", c, text)
			}
		}
	})
}
