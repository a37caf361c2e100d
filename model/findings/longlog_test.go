package findings_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
)

// lasting is a log of two thousand cases that wait two of five units of time
// for a table, have it mended in one, and one in four is sent back.
func lasting(unit time.Duration) findings.Review {
	b := eventlog.NewBuilder()
	at := func(units float64) time.Time { return monday.Add(time.Duration(units * float64(unit))) }
	for c := range 2000 {
		b.Add(row(c, "ask", "sari", at(0), at(0), at(1)))
		b.Add(row(c, "table", "budi", at(1), at(3), at(3.01)))
		mend := row(c, "mend", "dewi", at(3.01), at(4), at(5))
		if mend.Failed = c%4 == 0; mend.Failed {
			again := row(c, "mend", "dewi", at(5), at(5), at(6))
			b.Add(mend)
			mend = again
		}
		b.Add(mend)
	}
	return findings.Of(findings.Look{Log: b.Log(), Options: figures.Everything()})
}

// TestYearsAddUpAsHoursDo tells thousands of cases of years, and of hours: what
// is a share of time is the same, and what is a sum is as many times longer.
func TestYearsAddUpAsHoursDo(t *testing.T) {
	short, long := lasting(time.Hour), lasting(365*24*time.Hour)
	const longer = 365 * 24
	same := func(what string, a, b float64) {
		t.Helper()
		if math.Abs(a-b) > 1e-9*math.Abs(a) {
			t.Errorf("%s: %v of hours, %v of years", what, a, b)
		}
	}
	for i, q := range short.Queues {
		same("share of "+q.Step, q.Share, long.Queues[i].Share)
		same("waiting for "+q.Step, longer*q.Waited, long.Queues[i].Waited)
	}
	for i, e := range short.Errors {
		same("lost at "+e.Step, longer*e.Lost, long.Errors[i].Lost)
	}
	for i, p := range short.People {
		same("work of "+p.Person, longer*p.BusySum, long.People[i].BusySum)
	}
	if len(short.Findings) == 0 || len(short.Findings) != len(long.Findings) || len(short.Errors) == 0 {
		t.Fatalf("%d findings of hours, %d of years", len(short.Findings), len(long.Findings))
	}
	for i, f := range short.Findings {
		_, share, _ := strings.Cut(f.Problem(model.English), ": ")
		if told := long.Findings[i].Problem(model.English); f.Kind != long.Findings[i].Kind || f.Kind == findings.Slow && !strings.HasSuffix(told, share) {
			t.Errorf("of hours: %s\nof years: %s", f.Problem(model.English), told)
		}
	}
}

// TestYearsOfAnIncidentLogAddUp reads the log of a helpdesk whose cases last
// longer together than whole nanoseconds can say: the step takes half of them,
// and not all.
func TestYearsOfAnIncidentLogAddUp(t *testing.T) {
	r := findings.Of(findings.Look{Log: logOf(t, "bpic2013_closed"), Options: figures.Everything()})
	if said := r.Findings[0].Problem(model.English); !strings.Contains(said, ": 52 % of the whole time of its cases.") {
		t.Error(said)
	}
}
