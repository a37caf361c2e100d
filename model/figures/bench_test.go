package figures

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"alur/model/eventlog"
)

// bigCSV is a log of so many events in the form of alur's own export: cases
// of ten steps, eight of which are under way at any time.
func bigCSV(events int) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("case:concept:name,concept:name,start_timestamp,time:timestamp,org:resource,org:role\n")
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	stamp := func(t time.Time) string { return t.Format("2006-01-02T15:04:05.000-07:00") }
	type running struct{ number, step int }
	under := make([]running, 8)
	next := len(under)
	for i := range under {
		under[i].number = i
	}
	for range events {
		at = at.Add(time.Duration(rng.IntN(60000)) * time.Millisecond)
		i := rng.IntN(len(under))
		fmt.Fprintf(&b, "order-%d,Step number %d of the process,%s,%s,Person %d,role %d\n", under[i].number, (under[i].step+rng.IntN(2))%12,
			stamp(at), stamp(at.Add(time.Duration(rng.IntN(900000))*time.Millisecond)), rng.IntN(20), rng.IntN(5))
		if under[i].step++; under[i].step >= 6+rng.IntN(8) {
			under[i] = running{number: next}
			next++
		}
	}
	return b.Bytes()
}

// readPlainly is encoding/csv reading a file, for comparison.
func readPlainly(text []byte) (rows int, err error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return rows, err
		}
		rows++
	}
}

// BenchmarkCSV reads a log of a million events and reckons all its figures.
// x/csv is its time against that of encoding/csv reading the same file, which
// is to be at most 3; read/csv is the part of the reading alone.
func BenchmarkCSV(b *testing.B) {
	text := bigCSV(1_000_000)
	b.SetBytes(int64(len(text)))
	var plain, reading time.Duration
	for b.Loop() {
		begin := time.Now()
		l, _, err := eventlog.ReadCSV(bytes.NewReader(text), eventlog.Options{})
		if err != nil {
			b.Fatal(err)
		}
		reading += time.Since(begin)
		if f := Of(l, Everything()); f.Executions != 1_000_000 {
			b.Fatalf("%d executions", f.Executions)
		}
		b.StopTimer()
		begin = time.Now()
		if _, err := readPlainly(text); err != nil {
			b.Fatal(err)
		}
		plain += time.Since(begin)
		b.StartTimer()
	}
	b.ReportMetric(b.Elapsed().Seconds()/plain.Seconds(), "x/csv")
	b.ReportMetric(reading.Seconds()/plain.Seconds(), "read/csv")
}
