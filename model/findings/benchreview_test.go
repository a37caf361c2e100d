package findings_test

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"alur/model"
	"alur/model/findings"
)

// yearsOfWork is the record of a shop that put a million events on file: 40,000
// cases over two years, of six steps or so, each of which takes some four
// events (ready, taken, begun, completed).
func yearsOfWork() findings.Record {
	rng := rand.New(rand.NewPCG(3, 3))
	s := &shop{from: 8 * time.Hour, to: 17 * time.Hour, days: 6}
	s.clock = daily(s.from, s.to, s.days, 110)
	s.until = monday.AddDate(2, 0, 0).Add(11 * time.Hour).UnixNano()
	s.gap, s.most = 9*3600/64.0, 1<<30
	for i := range 6 {
		s.stations = append(s.stations, station{role: i % 3, shape: 2, back: max(0, i-1)})
	}
	s.stations[3].fails, s.stations[1].again = 0.08, 0.03
	for i := range 9 {
		s.workers = append(s.workers, worker{roles: []int{i % 3}, clock: daily(s.from, s.to, s.days, 110)})
		s.workerFrom, s.workerTo = append(s.workerFrom, s.from), append(s.workerTo, s.to)
	}
	s.workerTo[4] = 13 * time.Hour
	s.workers[4].clock = daily(s.from, 13*time.Hour, s.days, 110)
	for role := range 3 {
		s.load(rng, role, 3*0.7)
	}
	cases := s.played(rng)
	s.promised(cases, cases)
	return s.record(cases)
}

// BenchmarkReview looks at a shop with a million events on record, of all time
// and of its last thirty days, for which a store gives what ended in them and
// what runs. MB is what it allocates on the way.
func BenchmarkReview(b *testing.B) {
	all := yearsOfWork()
	rows := 0
	for _, c := range all.Cases {
		rows += len(c.Tasks)
	}
	from := all.Now.AddDate(0, 0, -30)
	month := all
	month.Cases = nil
	for _, c := range all.Cases {
		if c.State == model.Running || c.Ended >= from.UnixNano() {
			month.Cases = append(month.Cases, c)
		}
	}
	for _, run := range []struct {
		name string
		rec  findings.Record
		q    findings.Question
	}{
		{"all", all, findings.Question{}},
		{"30 days", month, findings.Question{From: from}},
		{"30 days of all", all, findings.Question{From: from}},
	} {
		b.Run(run.name, func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				if r := findings.OfShop(run.rec, run.q); r.Cases == 0 {
					b.Fatal("no cases")
				}
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/1e6, "MB/op")
			b.ReportMetric(float64(len(run.rec.Cases)), "cases")
		})
	}
	b.Logf("%d rows", rows)
}
