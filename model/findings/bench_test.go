package findings_test

import (
	"bytes"
	"testing"
	"time"

	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
	"alur/model/modeltest/biglog"
)

// BenchmarkLog does what alur bottlenecks --log does with a million rows: it
// reads them, reckons all figures and finds the problems. x/csv is its time
// against that of encoding/csv, which reads the same file in the same run, and
// is to be at most 3; read/csv is the part of the reading, figures/csv that of
// the figures.
func BenchmarkLog(b *testing.B) {
	for _, name := range biglog.Names() {
		b.Run(name, func(b *testing.B) {
			text := biglog.Of(b, name, 1_000_000)
			b.SetBytes(int64(len(text)))
			var plain, reading, reckoning time.Duration
			for b.Loop() {
				begin := time.Now()
				l, _, err := eventlog.Read(bytes.NewReader(text), eventlog.Options{})
				if err != nil {
					b.Fatal(err)
				}
				reading += time.Since(begin)
				findings.Of(findings.Look{Log: l, Options: figures.Everything()})
				b.StopTimer()
				begin = time.Now()
				figures.Of(l, figures.Everything())
				reckoning += time.Since(begin)
				plain += biglog.Plainly(b, text)
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()/plain.Seconds(), "x/csv")
			b.ReportMetric(reading.Seconds()/plain.Seconds(), "read/csv")
			b.ReportMetric(reckoning.Seconds()/plain.Seconds(), "figures/csv")
		})
	}
}
