package figures

import (
	"math"
	"testing"

	"alur/model/eventlog"
)

// A morning, by hand: the first case is cut (with ten minutes' rest), sewn,
// fails, and is sewn again by another; the second is being cut, the third
// waits for it. Minutes are those of the day.
func morning() drawnLog {
	return drawnLog{from: -1, to: -1, now: 780, skipped: -1, rows: []drawnRow{
		{c: 0, step: 0, person: 1, role: 0, ready: 480, start: 540, end: 600, pauses: [][2]int{{560, 570}}},
		{c: 0, step: 1, person: 2, role: 1, ready: 600, start: 630, end: 690, failed: true},
		{c: 0, step: 1, person: 1, role: 1, ready: 690, start: 720, end: 750},
		{c: 1, step: 0, person: 2, role: 0, ready: 540, start: 570, end: -1},
		{c: 2, step: 0, person: 0, role: 0, ready: 600, start: -1, end: -1},
	}}
}

func TestFiguresOfAMorning(t *testing.T) {
	const hour = 3600
	for _, tt := range []struct {
		name string
		ask  func(d *drawnLog)
		want map[string]float64
	}{
		{"all of it", func(*drawnLog) {}, map[string]float64{
			"cases": 1, "open cases": 2, "lead": 4.5 * hour, "elapsed": 4.5 * hour, "parked": 600,
			// 50 + 60 + 30 minutes of 270.
			"touch": 140 * 60, "waiting": 130 * 60,
			"executions of s0": 1, "first pass of s0": 1, "open of s0": 2, "processing of s0": 50 * 60, "waiting of s0": hour,
			"executions of s1": 2, "failed of s1": 1, "cases of s1": 1, "repeating cases of s1": 1, "first pass of s1": 0,
			"processing of s1": 90 * 60, "waiting of s1": hour,
			"busy sum of sari": 80 * 60, "busy union of sari": 80 * 60, "work of budi": 1, "work of ": 0,
			// Stays of 270, 240 and 180 minutes, of 300; queues of 60, 30 and 180.
			"wip average": 690. / 300, "queue of s0": 270. / 300,
		}},
		{"an hour later", func(d *drawnLog) { d.now = 840 }, map[string]float64{
			"cases": 1, "lead": 4.5 * hour, "wip average": (270. + 300 + 240) / 360, "queue of s0": (60. + 30 + 240) / 360,
		}},
		{"the end of a window is not in it", func(d *drawnLog) { d.from, d.to = 480, 750 }, map[string]float64{
			"cases": 0, "lead": 0, "executions of s0": 1, "executions of s1": 1, "failed of s1": 1, "repeating cases of s1": 0,
			"wip average": (270. + 210 + 150) / 270, "busy sum of sari": 50 * 60,
		}},
		{"what was open at the end of a window may be over by now", func(d *drawnLog) { d.from, d.to = 480, 645 }, map[string]float64{
			"cases": 0, "open cases": 3, "open of s0": 2, "open of s1": 1,
		}},
		{"what came later was not open yet", func(d *drawnLog) { d.from, d.to = 480, 550 }, map[string]float64{
			"cases": 0, "open cases": 2, "open of s0": 2, "open of s1": 0,
		}},
		{"its begin is", func(d *drawnLog) { d.from, d.to = 750, 780 }, map[string]float64{
			"cases": 1, "lead": 4.5 * hour, "executions of s0": 0, "executions of s1": 1, "failed of s1": 0, "wip average": 2,
		}},
		{"without the first case", func(d *drawnLog) { d.skipped = 0 }, map[string]float64{
			"cases": 0, "open cases": 2, "executions of s0": 0, "executions of s1": 0, "open of s0": 2, "work of sari": 0,
			"wip average": (240. + 180) / 240, "queue of s0": (30. + 180) / 240,
		}},
		{"the shop closes from ten to noon", func(d *drawnLog) { d.shop = "mon 08:00-10:00,12:00-13:00" }, map[string]float64{
			"lead": 150 * 60, "elapsed": 4.5 * hour, "touch": 80 * 60, "waiting": 70 * 60, "processing of s1": 30 * 60, "waiting of s1": 0,
		}},
		{"sari works when others don't", func(d *drawnLog) { d.shop, d.sari = "mon 10:00-13:00", "mon 09:00-09:30" }, map[string]float64{
			// The first twenty minutes of her cutting, less none of the rest:
			// it rested from 9:20 to 9:30.
			"processing of s0": 20 * 60, "busy sum of sari": 20 * 60, "busy union of sari": 20 * 60, "processing of s1": hour, "touch": 90 * 60,
		}},
		{"nobody cuts before half past eight", func(d *drawnLog) { d.shop, d.cut = "mon 00:00-24:00", "mon 08:30-17:00" }, map[string]float64{
			"waiting of s0": 30 * 60, "waiting of s1": hour, "lead": 4.5 * hour,
		}},
	} {
		d := morning()
		tt.ask(&d)
		l := d.log(t)
		got := compared(Of(l, d.options(t, l)))
		for name, want := range tt.want {
			if math.Abs(got[name]-want) > 1e-9 {
				t.Errorf("%s: %s is %v, want %v", tt.name, name, got[name], want)
			}
		}
	}
}

// TestNobodyIsNoPerson: work of which nobody says who did it is counted, and is
// that of no person; it is the same with roles.
func TestNobodyIsNoPerson(t *testing.T) {
	b := eventlog.NewBuilder()
	for n, who := range []string{"sari", "", "budi", "", ""} {
		at := int64(n) * 3600 * secondNs
		b.Add(eventlog.Row{Case: []byte{'a' + byte(n)}, Step: []byte("sew"), Person: []byte(who), Ready: eventlog.Unknown, Claimed: eventlog.Unknown, Start: at, End: at + secondNs})
	}
	f := Of(b.Log(), Everything())
	if len(f.People) != 2 || f.People[0].Person != "sari" || f.People[1].Person != "budi" || f.Unnamed != 3 {
		t.Errorf("%+v, and %d of nobody", f.People, f.Unnamed)
	}
	if len(f.Roles) != 0 || f.Unassigned != 5 {
		t.Errorf("%+v, and %d of none", f.Roles, f.Unassigned)
	}
}
