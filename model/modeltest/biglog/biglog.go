// Package biglog makes logs of any length out of published ones, for
// benchmarks of reading and reckoning.
package biglog

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// Names are the published logs that benchmarks are run on: one time a step, or
// start and end, or ready as well; cases of two steps and of twenty.
func Names() []string { return []string{"callcenter", "bpic2012_a", "bpic2020_rfp", "production"} }

// Of repeats a published log, with new names of cases each time, until it has
// so many rows. The benchmark is skipped where the log is not beside the
// project.
func Of(tb testing.TB, name string, rows int) []byte {
	tb.Helper()
	root := os.Getenv("ALUR_TESTDATA")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(root, "eventlogs", name+".csv.gz"))
	if err != nil {
		tb.Skipf("%s is not beside the project; set ALUR_TESTDATA", name)
	}
	defer func() { _ = file.Close() }()
	plain, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		tb.Fatal(err)
	}
	heading, body, _ := bytes.Cut(text, []byte("\n"))
	lines := bytes.SplitAfter(body, []byte("\n"))
	out := bytes.NewBuffer(make([]byte, 0, len(text)/len(lines)*rows*9/8))
	out.Write(heading)
	out.WriteByte('\n')
	for n := 0; rows > 0; n++ {
		for _, line := range lines {
			if len(line) == 0 || rows == 0 {
				continue
			}
			// The case comes first.
			if line[0] == '"' {
				out.WriteByte('"')
				line = line[1:]
			}
			fmt.Fprintf(out, "%d-", n)
			out.Write(line)
			rows--
		}
	}
	return out.Bytes()
}

// Plainly is how long encoding/csv takes to read a file, at its fastest.
func Plainly(tb testing.TB, text []byte) time.Duration {
	tb.Helper()
	begin := time.Now()
	r := csv.NewReader(bytes.NewReader(text))
	r.ReuseRecord = true
	for {
		switch _, err := r.Read(); {
		case errors.Is(err, io.EOF):
			return time.Since(begin)
		case err != nil:
			tb.Fatal(err)
		}
	}
}
