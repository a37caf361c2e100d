package figures

import (
	"slices"

	"alur/model/eventlog"
)

// WIP is the work in progress: cases that have begun and are not closed.
type WIP struct {
	// Window is the length of the window, Average the stays of all cases,
	// clipped to it, by its length. Most is the most cases at once.
	Window  float64 `json:"window_s"`
	Average float64 `json:"time_average"`
	Most    int     `json:"max"`
	// ThroughputPerDay is closed cases by the length of the window, in cases a
	// day of the calendar: a day on which the shop is closed counts as well.
	ThroughputPerDay float64 `json:"throughput_per_day"`
	// Little is the cases that arrive in the window, by its length, times
	// their mean lead time; Little's law says that it is Average. LittleGap is
	// their difference by Average. Where it is more than a tenth, work has been
	// piling up or running down, and an average says little.
	Little    float64 `json:"little_lambda_w"`
	LittleGap float64 `json:"little_gap"`
}

const daySeconds = 86400

// work reckons the work in progress.
func (r *reckoning) work(s *scratch) {
	begins, ends := make([]int64, 0, len(r.l.Cases)), make([]int64, 0, len(r.l.Cases))
	var stay, whole float64
	arrived := 0
	for c := range r.l.Cases {
		if !r.chosen[c] {
			continue
		}
		from, to := r.caseFrom[c], r.caseTo[c]
		if to == eventlog.Unknown {
			to = r.now
		}
		if from > r.to || to < r.from {
			continue
		}
		if from >= r.from {
			arrived++
			whole += float64(between(r.lens.shop, from, to))
		}
		from, to = max(from, r.from), min(to, r.to)
		stay += float64(between(r.lens.shop, from, to))
		begins, ends = append(begins, from), append(ends, to)
	}
	window := float64(between(r.lens.shop, r.from, r.to))
	if len(begins) == 0 || window == 0 {
		return
	}
	s.sortTimes(begins)
	s.sortTimes(ends)
	w := &r.f.Work
	w.Window = window / secondNs
	w.Average, w.Most = stay/window, atOnce(begins, ends)
	w.ThroughputPerDay = float64(r.f.Cases) / (float64(r.to-r.from) / secondNs / daySeconds)
	if arrived > 0 {
		w.Little = float64(arrived) / window * (whole / float64(arrived))
	}
	if w.Average > 0 {
		w.LittleGap = max(w.Little-w.Average, w.Average-w.Little) / w.Average
	}
	// Copies: a figure that points into the reckoning would hold its whole log.
	average, perDay := w.Average, w.ThroughputPerDay
	r.f.WIPAverage, r.f.ThroughputPerDay = &average, &perDay
}

// byBegin are the counted rows by begin, byEnd by end, each then in the order
// the file gives them.
func (r *reckoning) byBegin(s *scratch) []int32 {
	rows := r.rows()
	begins := r.l.Start
	if slices.Contains(begins, eventlog.Unknown) {
		begins = make([]int64, r.l.Len())
		for i := range begins {
			begins[i] = r.l.Begin(i)
		}
	}
	s.sortRows(rows, begins)
	return rows
}

func (r *reckoning) byEnd(s *scratch) []int32 {
	rows := r.rows()
	s.sortRows(rows, r.l.End)
	return rows
}

// rows are the counted rows in the order of the file.
func (r *reckoning) rows() []int32 {
	place := make([]int32, r.l.Len())
	for i, at := range r.l.Order {
		place[at] = int32(i) //nolint:gosec // There are fewer than 2^31 rows.
	}
	rows := make([]int32, 0, len(place))
	for _, i := range place {
		if r.counted[i] {
			rows = append(rows, i)
		}
	}
	return rows
}
