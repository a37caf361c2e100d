package eventlog

import (
	"bytes"
	"runtime"
	"testing"
	"time"

	"alur/model/modeltest/biglog"
)

const million = 1_000_000

// BenchmarkReadCSV reads a million rows of published logs. x/csv is its time
// against that of encoding/csv, which reads the same file in the same run;
// B/row is what a row of the log takes in memory, with all its names.
func BenchmarkReadCSV(b *testing.B) {
	for _, name := range biglog.Names() {
		b.Run(name, func(b *testing.B) {
			text := biglog.Of(b, name, million)
			b.SetBytes(int64(len(text)))
			var plain time.Duration
			for b.Loop() {
				if _, _, err := ReadCSV(bytes.NewReader(text), Options{}); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				plain += biglog.Plainly(b, text)
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()/plain.Seconds(), "x/csv")
			b.ReportMetric(float64(bytesPerRow(text)), "B/row")
		})
	}
}

// BenchmarkReadXES reads as many rows written in XES, one event for each of
// their times.
func BenchmarkReadXES(b *testing.B) {
	l, _, err := ReadCSV(bytes.NewReader(biglog.Of(b, "callcenter", million)), Options{})
	if err != nil {
		b.Fatal(err)
	}
	text := asXES(l, true)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, err := ReadXES(bytes.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// bytesPerRow is the memory of a log by its rows.
func bytesPerRow(text []byte) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	l, _, err := ReadCSV(bytes.NewReader(text), Options{})
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(text) // Else it would be missing from what is there after.
	if err != nil {
		return 0
	}
	return (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / int64(l.Len()) //nolint:gosec // Less than 2^63.
}
