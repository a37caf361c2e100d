//go:build linux

package cli

import (
	"io"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"alur/store"
	"alur/store/export"
	"alur/store/kv/bolt"
)

// BenchmarkCold is what reads the whole record of a shop with a million events
// when nothing of the file is in memory: the proof of the record and an export
// of its events, in turn with reading the file from begin to end. Run it with
// -benchtime 1x; ALUR_EVENTS makes another history.
func BenchmarkCold(b *testing.B) {
	path := longShop(b, eventsWanted())
	var reading, proving, exporting time.Duration
	b.ResetTimer()
	for range b.N {
		reading += cold(b, path, func() error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			_, err = io.Copy(io.Discard, f)
			return err
		})
		proving += cold(b, path, func() error {
			s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
			defer func() { _ = s.Close() }()
			_, err := s.Verify(b.Context(), nil, nil)
			return err
		})
		exporting += cold(b, path, func() error {
			s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
			defer func() { _ = s.Close() }()
			_, err := export.Write(b.Context(), io.Discard, s, export.Request{What: export.Events, Form: export.Programs})
			return err
		})
	}
	b.ReportMetric(reading.Seconds()/float64(b.N), "s-reading")
	b.ReportMetric(proving.Seconds()/float64(b.N), "s-verify")
	b.ReportMetric(float64(proving)/float64(reading), "x-reading-verify")
	b.ReportMetric(exporting.Seconds()/float64(b.N), "s-export")
	b.ReportMetric(float64(exporting)/float64(reading), "x-reading-export")
}

// BenchmarkFrameFromDisk is the first frame of a shop with a long history of which
// nothing is in memory.
func BenchmarkFrameFromDisk(b *testing.B) {
	path := longShop(b, eventsWanted())
	var all time.Duration
	b.ResetTimer()
	for range b.N {
		all += cold(b, path, func() error { firstFrame(b, path, "Pick the goods"); return nil })
	}
	b.ReportMetric(float64(all.Microseconds())/1000/float64(b.N), "ms/frame")
}

// cold is how long something takes once the system has forgotten a file.
func cold(b *testing.B, path string, read func() error) time.Duration {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := unix.Fsync(int(f.Fd())); err != nil {
		b.Fatal(err)
	}
	if err := unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		b.Fatal(err)
	}
	_ = f.Close()
	begun := time.Now()
	if err := read(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}
