package figures

import (
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// dataFolder holds real logs with what other programs say of them.
func dataFolder(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	folder = filepath.Join(folder, "eventlogs")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("%s is not here", folder)
	}
	return folder
}

func readLog(t testing.TB, folder, name string) *eventlog.Log {
	t.Helper()
	file, err := os.Open(filepath.Join(folder, name+".csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	l, report, err := eventlog.ReadCSV(plain, eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Left() > 0 {
		t.Fatalf("%s: %d rows left out: %+v", name, report.Left(), report.Skipped)
	}
	return l
}

// byEnd is a log as those programs see it that know ends only: its begins are
// forgotten, so that cases begin with their first end and steps stand by end.
func byEnd(l *eventlog.Log) *eventlog.Log {
	return copied(l, func(row *eventlog.Row) { row.Start = eventlog.Unknown })
}

// byLine is a log in which what begins at the same moment stands as the file
// has it, whatever its end, as in edeaR: each row is later than the one before
// by a nanosecond.
func byLine(l *eventlog.Log) *eventlog.Log {
	ns := int64(0)
	return copied(l, func(row *eventlog.Row) {
		ns++
		row.End += ns
		if row.Start != eventlog.Unknown {
			row.Start += ns
		}
	})
}

func copied(l *eventlog.Log, change func(*eventlog.Row)) *eventlog.Log {
	b := eventlog.NewBuilder()
	rows := make([]int, l.Len())
	for i, at := range l.Order {
		rows[at] = i
	}
	for _, i := range rows {
		row := eventlog.Row{
			Case: []byte(l.Cases[l.Case[i]]), Step: []byte(l.Steps[l.Step[i]].Name),
			Ready: eventlog.Unknown, Claimed: eventlog.Unknown, Start: l.Start[i], End: l.End[i],
		}
		if p := l.Person[i]; p != eventlog.None {
			row.Person = []byte(l.People[p])
		}
		change(&row)
		b.Add(row)
	}
	return b.Log()
}

// weekdays are the opening hours of pm4py's defaults.
func weekdays(t testing.TB) *model.Calendar {
	t.Helper()
	var h model.Hours
	for day := range 5 {
		h.Week[day] = []model.Slot{{Open: "07:00", Close: "17:00"}}
	}
	cal, err := model.NewCalendar(h, "UTC")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// figured are the figures of a log, seen in several ways.
type figured struct {
	all, byEnd, byLine, hours, hoursByEnd Figures
	interval                              bool
}

// comparison compares one figure of a reference file: what it is about comes
// behind a bar in its name.
type comparison struct {
	*testing.T
	f     figured
	about string
	value any
	// compared counts the numbers that were looked at.
	compared int
}

func (c *comparison) at(path ...string) any {
	v := c.value
	for _, key := range path {
		m, ok := v.(map[string]any)
		if !ok {
			c.Fatalf("%q is not in the reference", path)
		}
		if v, ok = m[key]; !ok {
			c.Fatalf("%q is not in the reference", path)
		}
	}
	return v
}

// count wants a whole number exactly.
func (c *comparison) count(got int, want any) {
	c.Helper()
	c.compared++
	if w, ok := want.(float64); !ok || float64(got) != w {
		c.Errorf("%d, want %v", got, want)
	}
}

// near wants a number within so much, absolutely or relatively.
func (c *comparison) near(got float64, want any, within float64) {
	c.Helper()
	c.compared++
	w, ok := want.(float64)
	if !ok || math.IsNaN(got) || math.Abs(got-w) > within*max(1, math.Abs(w)) {
		c.Errorf("%v, want %v", got, want)
	}
}

// seconds are times, rates shares and levels; where a reference gives six or
// nine digits, a half of the last is beyond what can be compared.
func (c *comparison) seconds(got float64, want any) { c.Helper(); c.near(got, want, 1e-6) }
func (c *comparison) rate(got float64, want any)    { c.Helper(); c.near(got, want, 1e-9) }
func (c *comparison) known(got *float64, want any) {
	c.Helper()
	if got == nil {
		c.Errorf("not known, want %v", want)
		return
	}
	c.rate(*got, want)
}

// rolled is the product over all names of steps, which the tools print of logs
// that branch as well; ours is none there.
func (c *comparison) rolled() *float64 {
	c.Helper()
	product := 1.0
	for _, s := range c.f.all.Steps {
		if s.Cases > 0 {
			product *= s.FirstPassYield
		}
	}
	if of := c.f.all.RolledYield; of != nil && len(c.f.all.Paths) > 1 {
		c.Errorf("the rolled yield of a log that branches is %v", *of)
	}
	return &product
}

func (c *comparison) quantile(got float64, want any) {
	c.Helper()
	c.compared++
	if w, ok := want.(float64); !ok || math.Abs(got-w) > 0.001 {
		c.Errorf("quantile %v, want %v", got, want)
	}
}

// distribution wants one in the form of the independent reckoning, or in that
// of pm4py.
func (c *comparison) distribution(got stats.Distribution, want any) {
	c.Helper()
	d, ok := want.(map[string]any)
	if !ok {
		c.Fatalf("%v is no distribution", want)
	}
	c.count(got.N, d["n"])
	if got.N == 0 {
		return // Of nothing there is no more.
	}
	c.seconds(got.Sum, d["sum"])
	c.seconds(got.Mean, d["mean"])
	c.seconds(got.Min, d["min"])
	c.seconds(got.Max, d["max"])
	quantiles, ok := d["type7"].(map[string]any)
	if !ok {
		if quantiles, ok = d["linear_type7"].(map[string]any); !ok {
			c.Fatalf("%v has no quantiles", want)
		}
	}
	for name, q := range quantiles {
		switch name {
		case "p50":
			c.quantile(got.P50, q)
		case "p75":
			c.quantile(got.P75, q)
		case "p85":
			c.quantile(got.P85, q)
		case "p90":
			c.quantile(got.P90, q)
		case "p95":
			c.quantile(got.P95, q)
		}
	}
}

// summary wants a distribution as edeaR sums it up.
func (c *comparison) summary(got stats.Distribution, want any) {
	c.Helper()
	c.value = want
	c.seconds(got.Min, c.at("min"))
	c.seconds(got.Mean, c.at("mean"))
	c.seconds(got.Max, c.at("max"))
	c.quantile(got.P50, c.at("median"))
	c.quantile(got.P75, c.at("q3"))
}

// each calls for every object of a list or every member of an object.
func (c *comparison) each(list any, visit func(name string, v map[string]any)) {
	c.Helper()
	switch list := list.(type) {
	case []any:
		for _, v := range list {
			visit("", v.(map[string]any))
		}
	case map[string]any:
		for name, v := range list {
			m, ok := v.(map[string]any)
			if !ok {
				m = map[string]any{"": v}
			}
			visit(name, m)
		}
	default:
		c.Fatalf("%T is no list", list)
	}
}

// listed wants a list to be as long as that of the reference, which stops after
// so many lines.
func (c *comparison) listed(got, want int) {
	c.Helper()
	const stops = 400
	if want < stops || got < stops {
		c.count(got, float64(want))
	}
}

func (c *comparison) step(f Figures, name any) *Step {
	c.Helper()
	for i := range f.Steps {
		if f.Steps[i].Step == name {
			return &f.Steps[i]
		}
	}
	c.Fatalf("there is no step %q", name)
	return nil
}

// person is a person; the references call nobody known "", "(none)" or NA.
func (c *comparison) person(f Figures, name any) *Person {
	c.Helper()
	if name == nil || name == "(none)" || name == "NA" {
		name = ""
	}
	if name == "" && f.Unnamed > 0 {
		return &Person{Load: f.Nobody}
	}
	for i := range f.People {
		if f.People[i].Person == name {
			return &f.People[i]
		}
	}
	c.Fatalf("there is no person %q", name)
	return nil
}

func (c *comparison) follow(f Figures, v map[string]any) *Follow {
	c.Helper()
	for i := range f.Follows {
		if f.Follows[i].From == v["source"] && f.Follows[i].To == v["target"] {
			return &f.Follows[i]
		}
	}
	c.Fatalf("%q does not follow %q", v["target"], v["source"])
	return nil
}

// TestFiguresAgreeWithTheReferences walks over every figure of every reference
// file. Each is compared, or is not ours, and says why; one that nobody thought
// of fails.
func TestFiguresAgreeWithTheReferences(t *testing.T) {
	folder := dataFolder(t)
	files, err := filepath.Glob(filepath.Join(folder, "*.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	logs := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".expected.json")
		if strings.HasSuffix(name, ".ready") {
			continue // TestReadyTimesAgreeWithTheReference compares it.
		}
		logs++
		t.Run(name, func(t *testing.T) { compareAll(t, folder, name) })
	}
	if logs < 8 {
		t.Errorf("only %d logs", logs)
	}
}

func compareAll(t *testing.T, folder, name string) {
	data, err := os.ReadFile(filepath.Join(folder, name+".expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Interval bool
		Figures  map[string]struct{ Value any }
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	l := readLog(t, folder, name)
	ends := byEnd(l)
	hours := Everything()
	hours.Calendar = weekdays(t)
	f := figured{
		all: Of(l, Everything()), byEnd: Of(ends, Everything()), byLine: Of(byLine(l), Everything()),
		hours: Of(l, hours), hoursByEnd: Of(ends, hours), interval: want.Interval,
	}
	known := ours()
	numbers, others := 0, 0
	for key, figure := range want.Figures {
		title, about, _ := strings.Cut(key, " | ")
		compare, isOurs := known[title]
		if why, other := notOurs()[title]; other {
			if isOurs || why == "" {
				t.Errorf("%s is ours and not", title)
			}
			others++
			continue
		}
		if !isOurs {
			t.Errorf("%s: nobody says whether this is ours", key)
			continue
		}
		t.Run(strings.ReplaceAll(key, "/", " "), func(t *testing.T) {
			c := &comparison{T: t, f: f, about: about, value: figure.Value}
			compare(c)
			if c.compared == 0 {
				t.Errorf("nothing was compared")
			}
			numbers += c.compared
		})
	}
	t.Logf("%d figures, %d of them not ours; %d numbers compared", len(want.Figures), others, numbers)
}

// TestReadyTimesAgreeWithTheReference compares waiting since the ready time.
func TestReadyTimesAgreeWithTheReference(t *testing.T) {
	folder := dataFolder(t)
	data, err := os.ReadFile(filepath.Join(folder, "bpic2012_a.ready.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	l := readLog(t, folder, "bpic2012_a")
	o := Everything()
	o.Ready = ReadyAlways
	f := Of(l, o)
	c := &comparison{T: t, value: value}
	c.count(f.Executions, c.at("rows"))
	c.count(f.Cases, c.at("cases"))
	short := func(got stats.Distribution, want any) {
		d := want.(map[string]any)
		c.count(got.N, d["n"])
		c.seconds(got.Sum, d["sum"])
		c.seconds(got.Mean, d["mean"])
		c.quantile(got.P50, d["p50"])
		c.quantile(got.P85, d["p85"])
		c.quantile(got.P90, d["p90"])
		c.quantile(got.P95, d["p95"])
	}
	c.each(c.at("by_activity"), func(name string, v map[string]any) {
		s := c.step(f, name)
		short(s.Waiting, v["ready_to_start"])
		short(s.WaitingReady, v["ready_to_start"])
		short(s.Processing, v["start_to_complete"])
		c.near(*s.WaitingShare, v["share_of_ready_waiting"], 1e-9)
	})
	for name, busy := range c.at("by_resource_busy_sum").(map[string]any) {
		c.seconds(c.person(f, name).BusySum, busy)
	}
	// By default the ready times of a log that has them for a third of its
	// rows stand beside, and nothing hangs on them.
	beside := Of(l, Everything())
	for i := range beside.Steps {
		if beside.Steps[i].WaitingReady != f.Steps[i].WaitingReady || beside.Steps[i].WaitingSince != beside.Steps[i].Waiting || beside.FromReady {
			t.Errorf("%s: %+v", beside.Steps[i].Step, beside.Steps[i])
		}
	}
	if n := len(f.Steps); n != 6 || c.compared < 100 {
		t.Errorf("%d steps, %d numbers compared", n, c.compared)
	}
}

// notOurs are figures that we have no definition for, and why.
func notOurs() map[string]string {
	return map[string]string{
		"queuing time per activity, edeaR calculate_queuing_times": "it takes the row before as the one that was waited for, and is negative where steps overlap; waiting is since the last completion",
		"waiting causes (WTA)":  "it shares waiting out to causes by transition, so that parallel branches count twice; a share of waiting is by step",
		"business_hours: slots": "it says which calendar the figures of opening time have",
		"log complexity, notes": "words",
	}
}

// percent6 is what is left of a share that is given with six digits.
const percent6 = 5.1e-7

// ours compares every figure that we have.
func ours() map[string]func(c *comparison) {
	again := func(of func(*Step) int) func(c *comparison) {
		return func(c *comparison) {
			var all float64
			c.each(c.at("activity"), func(_ string, v map[string]any) {
				s := c.step(c.f.byLine, v["activity"])
				c.count(of(s), v["absolute"])
				c.near(float64(of(s))/float64(s.Executions), v["relative"], 1e-8)
				all += float64(of(s))
			})
			c.near(all/float64(c.f.all.Cases), c.at("log", "mean"), 1e-8)
		}
	}
	atEnds := func(of func(*Step) int) func(c *comparison) {
		return func(c *comparison) {
			listed := 0
			c.each(c.value, func(_ string, v map[string]any) {
				s := c.step(c.f.all, v["activity"])
				c.count(of(s), v["absolute"])
				c.near(float64(of(s))/float64(c.f.all.Cases), v["relative"], 1e-8)
				listed += of(s)
			})
			c.count(listed, float64(c.f.all.Cases))
		}
	}
	byPerson := func(of func(*Person) int, all func(Figures) int) func(c *comparison) {
		return func(c *comparison) {
			if len(c.f.all.People) == 0 {
				// edeaR makes up a person for a log without any.
				c.count(1, float64(len(c.value.([]any))))
				return
			}
			listed := 0
			c.each(c.value, func(_ string, v map[string]any) {
				p := c.person(c.f.all, v["resource"])
				c.count(of(p), v["absolute"])
				c.near(float64(of(p))/float64(all(c.f.all)), v["relative"], 1e-8)
				listed++
			})
			people := len(c.f.all.People)
			if c.f.all.Unnamed > 0 {
				people++
			}
			c.listed(people, listed)
		}
	}
	performance := func(f func(figured) Figures) func(c *comparison) {
		return func(c *comparison) {
			c.each(c.value, func(_ string, v map[string]any) {
				d := c.follow(f(c.f), v)
				got := d.Time
				c.seconds(got.Mean, v["mean"])
				c.quantile(got.P50, v["median"])
				c.seconds(got.Max, v["max"])
				c.seconds(got.Min, v["min"])
				c.seconds(got.Sum, v["sum"])
				if v["stdev"] == nil {
					c.count(d.Count, 1.0)
				} else {
					c.seconds(d.Deviation, v["stdev"])
				}
			})
			c.count(len(f(c.f).Follows), float64(len(c.value.([]any))))
		}
	}
	lead := func(of func(stats.Distribution) float64) func(c *comparison) {
		return func(c *comparison) { c.seconds(of(c.f.all.LeadTime), c.value) }
	}
	leadQuantile := func(of func(stats.Distribution) float64) func(c *comparison) {
		return func(c *comparison) { c.quantile(of(c.f.all.LeadTime), c.value) }
	}
	m := map[string]func(c *comparison){
		"case arrival average":                              func(c *comparison) { c.seconds(*c.f.byEnd.ArrivalAverage, c.value) },
		"case dispersion average":                           func(c *comparison) { c.seconds(*c.f.all.DispersionAverage, c.value) },
		"case duration, pm4py.get_all_case_durations":       func(c *comparison) { c.distribution(c.f.byEnd.LeadTime, c.value) },
		"pm4py.get_all_case_durations(business_hours=True)": func(c *comparison) { c.distribution(c.f.hoursByEnd.LeadTime, c.value) },
		"cases":                    func(c *comparison) { c.count(c.f.all.Cases, c.value) },
		"cases repeating activity": func(c *comparison) { c.count(c.step(c.f.all, c.about).RepeatCases, c.value) },
		"cases with any repeat":    func(c *comparison) { c.count(c.f.all.RepeatCases, c.value) },
		"directly-follows frequency": func(c *comparison) {
			listed := 0
			c.each(c.value, func(_ string, v map[string]any) {
				c.count(c.follow(c.f.all, v).Count, v["frequency"])
				listed++
			})
			c.count(len(c.f.all.Follows), float64(listed))
		},
		"directly-follows performance":                        performance(func(f figured) Figures { return f.all }),
		"pm4py.discover_performance_dfg(business_hours=True)": performance(func(f figured) Figures { return f.hours }),
		"edeaR activity_presence": func(c *comparison) {
			c.each(c.value, func(_ string, v map[string]any) {
				s := c.step(c.f.all, v["activity"])
				c.count(s.Cases, v["absolute"])
				c.near(float64(s.Cases)/float64(c.f.all.Cases), v["relative"], 1e-8)
			})
		},
		"edeaR start_activities":                  atEnds(func(s *Step) int { return s.Starts }),
		"edeaR end_activities":                    atEnds(func(s *Step) int { return s.Ends }),
		"edeaR number_of_repetitions type=all":    again(func(s *Step) int { return s.Repetitions.All }),
		"edeaR number_of_repetitions type=repeat": again(func(s *Step) int { return s.Repetitions.Repeat }),
		"edeaR number_of_repetitions type=redo":   again(func(s *Step) int { return s.Repetitions.Redo }),
		"edeaR number_of_selfloops type=all":      again(func(s *Step) int { return s.Loops.All }),
		"edeaR number_of_selfloops type=repeat":   again(func(s *Step) int { return s.Loops.Repeat }),
		"edeaR number_of_selfloops type=redo":     again(func(s *Step) int { return s.Loops.Redo }),
		"edeaR resource_frequency":                byPerson(func(p *Person) int { return p.Executions }, func(f Figures) int { return f.Executions }),
		"edeaR resource_involvement":              byPerson(func(p *Person) int { return p.Cases }, func(f Figures) int { return f.Cases }),
		"edeaR trace_coverage_top10": func(c *comparison) {
			for i, v := range c.value.([]any) {
				if i == pathsShown {
					break // Where several are as frequent, edeaR lists them all.
				}
				path := v.(map[string]any)
				c.count(c.f.all.Paths[i].Cases, path["absolute"])
				for _, p := range c.f.all.Paths {
					if strings.Join(p.Steps, ",") == path["trace"] {
						c.count(p.Cases, path["absolute"])
						c.near(p.Share, path["relative"], 1e-8)
					}
				}
			}
		},
		"edeaR trace_length_log": func(c *comparison) { c.summary(c.f.all.StepsPerCase, c.value.([]any)[0]) },
		"flow efficiency": func(c *comparison) {
			c.known(c.f.all.FlowEfficiency, c.at("ratio_of_sums_touch_over_lead"))
			c.known(c.f.all.WorkEfficiency, c.at("ratio_of_sums_work_over_lead"))
			c.known(c.f.all.EfficiencyMean, c.at("mean_of_case_ratios"))
			c.count(c.f.all.ZeroLead, c.at("cases_with_zero_lead"))
		},
		"hand-offs": func(c *comparison) {
			h := c.f.all.HandOff
			c.distribution(c.f.all.HandOffs, c.at("per_case"))
			c.count(h.Total, c.at("total"))
			c.count(h.Pairs, c.at("pairs_with_both_resources_known"))
			c.known(h.Share, c.at("hand_off_share"))
			c.count(h.PingPong, c.at("ping_pong_returns_A_B_A"))
		},
		"handover": func(c *comparison) {
			// pm4py orders by end.
			listed := 0
			var self float64
			for _, h := range c.f.byEnd.Handover {
				if h.From == h.To {
					self += h.Share
				}
			}
			c.near(self, c.at("self_share"), percent6)
			c.each(c.at("connections"), func(_ string, v map[string]any) {
				from, to := v["source"], v["target"]
				if from == "(none)" {
					from = ""
				}
				if to == "(none)" {
					to = ""
				}
				i := slices.IndexFunc(c.f.byEnd.Handover, func(h Handover) bool { return h.From == from && h.To == to })
				if i < 0 {
					c.Fatalf("%q never hands over to %q", from, to)
				}
				c.count(c.f.byEnd.Handover[i].Count, v["count"])
				c.near(c.f.byEnd.Handover[i].Share, v["value"], percent6)
				listed++
			})
			c.listed(len(c.f.byEnd.Handover), listed)
		},
		"lead_time mean":           lead(func(d stats.Distribution) float64 { return d.Mean }),
		"lead_time min":            lead(func(d stats.Distribution) float64 { return d.Min }),
		"lead_time max":            lead(func(d stats.Distribution) float64 { return d.Max }),
		"lead_time p50 (type 7)":   leadQuantile(func(d stats.Distribution) float64 { return d.P50 }),
		"lead_time p75 (type 7)":   leadQuantile(func(d stats.Distribution) float64 { return d.P75 }),
		"lead_time p85 (type 7)":   leadQuantile(func(d stats.Distribution) float64 { return d.P85 }),
		"lead_time p90 (type 7)":   leadQuantile(func(d stats.Distribution) float64 { return d.P90 }),
		"lead_time p95 (type 7)":   leadQuantile(func(d stats.Distribution) float64 { return d.P95 }),
		"log complexity":           compareComplexity,
		"processing mean":          func(c *comparison) { c.seconds(c.step(c.f.all, c.about).Processing.Mean, c.value) },
		"processing median":        func(c *comparison) { c.quantile(c.step(c.f.all, c.about).Processing.P50, c.value) },
		"processing sum":           func(c *comparison) { c.seconds(c.step(c.f.all, c.about).Processing.Sum, c.value) },
		"processing per case mean": func(c *comparison) { c.seconds(c.f.all.WorkTime.Mean, c.value) },
		"queue per activity": func(c *comparison) {
			c.each(c.value, func(name string, v map[string]any) {
				s := c.step(c.f.all, name)
				c.known(s.QueueAverage, v["time_average"])
				c.count(s.QueueMost, v["max"])
			})
		},
		"resource": func(c *comparison) {
			c.each(c.value, func(name string, v map[string]any) {
				p := c.person(c.f.all, name)
				c.count(p.Executions, v["n"])
				c.seconds(p.BusySum, v["busy_sum"])
				c.seconds(p.BusyUnion, v["busy_union"])
				c.seconds(p.Span, v["span"])
				if v["utilisation_of_own_span"] != nil {
					c.known(p.Utilisation, v["utilisation_of_own_span"])
				}
				c.count(p.AtOnce, v["multitasking_max"])
			})
		},
		"rework": func(c *comparison) {
			c.count(c.f.all.Repeat.K, c.at("cases_with_any_repeat"))
			c.share(c.f.all.Repeat, c.at("share"), c.at("wilson95"))
			c.known(c.rolled(), c.at("rolled_throughput_yield_product"))
			c.known(c.f.all.FirstPassShare, c.at("cases_without_repeat_share"))
			c.each(c.at("by_activity"), func(name string, v map[string]any) {
				s := c.step(c.f.all, name)
				c.count(s.Executions, v["executions"])
				c.count(s.Cases, v["cases"])
				c.count(s.RepeatCases, v["cases_repeating"])
				c.share(s.Repeat, v["rework_case_rate"], v["wilson95"])
				c.count(s.Extra, v["extra_executions"])
				c.rate(float64(s.Extra)/float64(s.Executions), v["extra_execution_share"])
				c.count(s.Immediate, v["immediate_repeats"])
				c.rate(s.FirstPassYield, v["first_pass_yield"])
			})
		},
		"service_time.apply(business_hours=True, mean)": func(c *comparison) {
			c.each(c.value, func(name string, v map[string]any) { c.seconds(c.step(c.f.hours, name).Processing.Mean, v[""]) })
		},
		"share of all waiting": func(c *comparison) {
			c.each(c.value, func(name string, v map[string]any) { c.known(c.step(c.f.all, name).WaitingShare, v[""]) })
		},
		"steps per case":      func(c *comparison) { c.distribution(c.f.all.StepsPerCase, c.value) },
		"touch time per case": func(c *comparison) { c.distribution(c.f.all.TouchTime, c.value) },
		"transition entropy": func(c *comparison) {
			c.count(len(c.f.all.Follows), c.at("directly_follows_pairs"))
			c.rate(c.f.all.FollowEntropy, c.at("conditional_entropy_nats"))
		},
		"variants (distribution)": func(c *comparison) {
			v := c.f.all.Variant
			c.count(c.f.all.Variants, c.at("count"))
			c.count(v.Singletons, c.at("singletons"))
			c.rate(v.Entropy, c.at("shannon_entropy_nats"))
			c.rate(v.Entropy/math.Ln2, c.at("shannon_entropy_bits"))
			c.rate(v.OfCases, c.at("normalised_by_ln_cases"))
			c.rate(v.OfVariants, c.at("normalised_by_ln_variants"))
			c.rate(v.Effective, c.at("effective_number_of_variants_exp_H"))
			c.count(v.ForMost, c.at("variants_to_cover_80pct"))
			c.rate(v.Simpson, c.at("simpson_1_minus_sum_p2"))
		},
		"variants, steps ordered by complete": func(c *comparison) { c.count(c.f.byEnd.Variants, c.value) },
		"variants, steps ordered by start":    func(c *comparison) { c.count(c.f.all.Variants, c.value) },
		"waiting per activity since the last completion in the case": func(c *comparison) {
			c.each(c.value, func(name string, v map[string]any) {
				s := c.step(c.f.all, name)
				c.distribution(s.Waiting, v)
				c.distribution(s.WaitingSince, v)
			})
		},
		"waiting per case (lead - touch)": func(c *comparison) { c.distribution(c.f.all.WaitingTime, c.value) },
		"wip": func(c *comparison) {
			w := c.f.all.Work
			c.seconds(w.Window, c.at("window_s"))
			c.rate(w.Average, c.at("time_average"))
			c.rate(*c.f.all.WIPAverage, c.at("time_average"))
			c.count(w.Most, c.at("max"))
			c.rate(w.ThroughputPerDay, c.at("throughput_per_day"))
			c.rate(w.Little, c.at("littles_law_lambda_times_W"))
		},
	}
	return m
}

// share wants a rate with its interval.
func (c *comparison) share(got Rate, share, wilson any) {
	c.Helper()
	c.rate(got.Share, share)
	bounds := wilson.([]any)
	c.rate(got.Range.Low, bounds[0])
	c.rate(got.Range.High, bounds[1])
}

func compareComplexity(c *comparison) {
	x := c.f.all.Complexity
	got := map[string]float64{
		"variant_entropy": x.VariantEntropy, "normalized_variant_entropy": x.VariantNormalised,
		"sequence_entropy": x.SequenceEntropy, "normalized_sequence_entropy": x.SequenceNormalised,
		"sequence_entropy_linear_forgetting": x.SequenceLinear, "normalized_linear": x.LinearNormalised,
		"sequence_entropy_exp_forgetting_k1": x.SequenceExponential, "normalized_exp": x.ExpNormalised,
		"states_without_root": float64(x.States), "partitions": float64(x.Partitions),
		"magnitude": float64(x.Magnitude), "support": float64(x.Support), "variety": float64(x.Variety),
		"level_of_detail": x.LevelOfDetail, "distinct_traces_percent": x.DistinctPercent, "structure": x.Structure,
	}
	if x.Affinity != nil {
		got["affinity"] = *x.Affinity
	}
	if x.Deviation != nil {
		got["deviation_from_random"] = *x.Deviation
	}
	for name, want := range c.value.(map[string]any) {
		switch name {
		case "log", "tool":
			continue // Words.
		case "trace_length":
			c.seconds(c.f.all.StepsPerCase.Min, c.at(name, "min"))
			c.seconds(c.f.all.StepsPerCase.Mean, c.at(name, "avg"))
			c.seconds(c.f.all.StepsPerCase.Max, c.at(name, "max"))
			continue
		}
		value, ok := got[name]
		if !ok {
			c.Errorf("nobody says whether %s is ours", name)
			continue
		}
		if _, ok := want.(float64); !ok {
			c.Errorf("%s: %v, want %v", name, value, want)
			continue
		}
		before := c.Failed()
		c.rate(value, want)
		if c.Failed() && !before {
			c.Logf("in %s", name)
		}
	}
}
