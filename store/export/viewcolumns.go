package export

import (
	"strconv"
	"strings"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
	"alur/model/stats"
)

// The columns have the names of bottlenecks --json, with _s where the figure is
// a time in seconds. A figure of no values is empty.

func text[T any](name string, of func(T) string) column[T] {
	return column[T]{name, func(row T) cell { return words(of(row)) }}
}

func count[T any](name string, of func(T) int) column[T] {
	return column[T]{name, func(row T) cell { return whole(of(row)) }}
}

func measure[T any](name string, of func(T) float64) column[T] {
	return column[T]{name, func(row T) cell { return decimal(of(row)) }}
}

func maybe[T any](name string, of func(T) *float64) column[T] {
	return column[T]{name, func(row T) cell { return figure(of(row)) }}
}

// wilson are the two ends of an interval.
func wilson[T any](of func(T) stats.Interval) []column[T] {
	return []column[T]{
		measure("wilson95_low", func(row T) float64 { return of(row).Low }),
		measure("wilson95_high", func(row T) float64 { return of(row).High }),
	}
}

// spread are the figures of a distribution, under a name and a unit.
func spread[T any](name, unit string, of func(T) *stats.Distribution) []column[T] {
	one := func(part string, of1 func(*stats.Distribution) float64) column[T] {
		return column[T]{name + part + unit, func(row T) cell {
			if d := of(row); d != nil {
				return ofSome(d.N, of1(d))
			}
			return amount("")
		}}
	}
	n := column[T]{name + "n", func(row T) cell {
		if d := of(row); d != nil {
			return whole(d.N)
		}
		return amount("")
	}}
	return []column[T]{
		n,
		one("mean", func(d *stats.Distribution) float64 { return d.Mean }),
		one("min", func(d *stats.Distribution) float64 { return d.Min }),
		one("max", func(d *stats.Distribution) float64 { return d.Max }),
		one("sum", func(d *stats.Distribution) float64 { return d.Sum }),
		one("p50", func(d *stats.Distribution) float64 { return d.P50 }),
		one("p75", func(d *stats.Distribution) float64 { return d.P75 }),
		one("p85", func(d *stats.Distribution) float64 { return d.P85 }),
		one("p90", func(d *stats.Distribution) float64 { return d.P90 }),
		one("p95", func(d *stats.Distribution) float64 { return d.P95 }),
	}
}

// countedText is texts with how often they came: wrong article (9), torn (2).
func countedText(list []findings.Counted) string {
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = c.Text + " (" + strconv.Itoa(c.N) + ")"
	}
	return strings.Join(texts, ", ")
}

func findingColumns(lang model.Lang) []column[findings.Finding] {
	type f = findings.Finding
	return []column[f]{
		{"kind", func(x f) cell { return plain(string(x.Kind)) }},
		text("process", func(x f) string { return x.Process }), text("step", func(x f) string { return x.Step }),
		measure("size_s", func(x f) float64 { return x.Size }), count("n", func(x f) int { return x.N }),
		{"outside", func(x f) cell { return truth(x.Outside) }},
		text("sentence", func(x f) string { return model.CleanText(x.Sentence(lang)) }),
		text("problem", func(x f) string { return model.CleanText(x.Problem(lang)) }),
		text("cause", func(x f) string { return model.CleanText(x.Cause(lang)) }),
		text("change", func(x f) string { return model.CleanText(x.Change(lang)) }),
		{"now", func(x f) cell { return truth(x.Now) }},
	}
}

// total is one figure of all cases: a value, or a distribution of theirs.
type total struct {
	name  string
	value *float64
	of    *stats.Distribution
}

// overall are the figures of all cases together.
func overall(r findings.Review) []total {
	number := func(name string, n int) total {
		x := float64(n)
		return total{name: name, value: &x}
	}
	return []total{
		number("cases", r.Cases), number("open_cases", r.Open), number("cancelled_cases", r.Cancelled), number("executions", r.Executions),
		{name: "lead_time", of: &r.LeadTime}, {name: "lead_time_elapsed", of: &r.LeadElapsed}, {name: "closed_time", of: &r.ClosedTime},
		{name: "parked_time", of: &r.ParkedTime}, {name: "touch_time", of: &r.TouchTime}, {name: "waiting_time", of: &r.WaitingTime},
		{name: "work_time", of: &r.WorkTime}, {name: "flow_efficiency", value: r.FlowEfficiency},
		{name: "wip_average", value: r.WIPAverage}, {name: "throughput_per_day", value: r.ThroughputPerDay},
		{name: "steps_per_case", of: &r.StepsPerCase}, {name: "hand_offs", of: &r.HandOffs},
		number("repeat_cases", r.RepeatCases), {name: "first_pass_share", value: r.FirstPassShare}, {name: "rolled_yield", value: r.RolledYield},
		number("variants", r.Variants), number("old_cases", len(r.Ages.Old)),
	}
}

func overallColumns() []column[total] {
	return append([]column[total]{
		{"figure", func(x total) cell { return plain(x.name) }},
		maybe("value", func(x total) *float64 { return x.value }),
	}, spread("", "", func(x total) *stats.Distribution { return x.of })...)
}

func loadColumns() []column[findings.Load] {
	type l = findings.Load
	return []column[l]{
		text("role", func(x l) string { return x.Role }), text("people", func(x l) string { return strings.Join(x.People, " ") }),
		count("executions", func(x l) int { return x.Executions }), maybe("busy_s", func(x l) *float64 { return x.Busy }),
		measure("available_s", func(x l) float64 { return x.Available }), maybe("utilisation", func(x l) *float64 { return x.Utilisation }),
		maybe("waited_s", func(x l) *float64 { return x.Waited }),
		count("executions_known", func(x l) int { return x.Known }),
	}
}

func personColumns() []column[figures.Person] {
	type p = figures.Person
	known := func(of func(p) float64) func(p) *float64 {
		return func(x p) *float64 {
			if x.Known == 0 {
				return nil
			}
			v := of(x)
			return &v
		}
	}
	return []column[p]{
		text("person", func(x p) string { return x.Person }),
		count("executions", func(x p) int { return x.Executions }), count("cases", func(x p) int { return x.Cases }),
		count("executions_with_begin", func(x p) int { return x.Known }),
		maybe("busy_sum_s", known(func(x p) float64 { return x.BusySum })), maybe("busy_union_s", known(func(x p) float64 { return x.BusyUnion })),
		maybe("span_s", known(func(x p) float64 { return x.Span })), maybe("utilisation_of_own_span", func(x p) *float64 { return x.Utilisation }),
		count("multitasking_max", func(x p) int { return x.AtOnce }),
	}
}

func promiseColumns() []column[findings.Promise] {
	type p = findings.Promise
	columns := []column[p]{
		text("process", func(x p) string { return x.Process }), count("cases", func(x p) int { return x.Cases }),
		count("kept_first", func(x p) int { return x.KeptFirst }), count("kept_last", func(x p) int { return x.KeptLast }),
		{"share", func(x p) cell { return ofSome(x.Cases, x.Share) }},
	}
	columns = append(columns, wilson(func(x p) stats.Interval { return x.Range })...)
	columns = append(columns,
		count("repromised", func(x p) int { return x.Repromised }), count("late", func(x p) int { return x.Late }),
		count("tight", func(x p) int { return x.Tight }),
	)
	return append(columns, spread("lateness_", "_s", func(x p) *stats.Distribution { return &x.Lateness })...)
}

func ageColumns() []column[findings.Old] {
	type o = findings.Old
	return []column[o]{
		text("case", func(x o) string { return x.Case }), text("process", func(x o) string { return x.Process }),
		measure("age_s", func(x o) float64 { return x.Age }), measure("p85_s", func(x o) float64 { return x.Most }),
	}
}
