package eventlog

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
)

func readsXES(t *testing.T, text string, o Options) (*Log, *Report) {
	t.Helper()
	l, r, err := ReadXES(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return l, r
}

// xesTrace is a trace whose events are told by pairs of keys and values, as in
// "concept:name=pack time:timestamp=09:30".
func xesTrace(name string, events ...string) string {
	var b strings.Builder
	b.WriteString("<trace>")
	if name != "" {
		fmt.Fprintf(&b, `<string key="concept:name" value="%s"/>`, name)
	}
	for _, e := range events {
		b.WriteString("\n<event>")
		for _, pair := range strings.Fields(e) {
			key, value, _ := strings.Cut(pair, "=")
			tag := "string"
			if strings.Count(value, ":") == 1 {
				tag, value = "date", "2026-11-23T"+value+":00.000+00:00"
			}
			fmt.Fprintf(&b, `<%s key="%s" value="%s"/>`, tag, key, value)
		}
		b.WriteString("</event>")
	}
	b.WriteString("</trace>\n")
	return b.String()
}

func TestXESOfManyHands(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		want []string
	}{
		"one time": {
			xesTrace("7", "concept:name=pack time:timestamp=09:30 org:resource=Sari"),
			[]string{"7 pack ? ?-23T09:30 Sari"},
		},
		"a lifecycle": {
			xesTrace("7", "concept:name=pack lifecycle:transition=SCHEDULE time:timestamp=08:00", "concept:name=pack lifecycle:transition=START time:timestamp=09:00 org:resource=Sari",
				"concept:name=pack lifecycle:transition=COMPLETE time:timestamp=09:30"),
			[]string{"7 pack 23T08:00 23T09:00-23T09:30 Sari"},
		},
		"two at once": {
			xesTrace("7", "concept:name=a concept:instance=x lifecycle:transition=start time:timestamp=08:00", "concept:name=a concept:instance=y lifecycle:transition=start time:timestamp=08:10",
				"concept:name=a concept:instance=y lifecycle:transition=complete time:timestamp=08:20", "concept:name=a concept:instance=x lifecycle:transition=ate_abort time:timestamp=08:30"),
			[]string{"7 a ? 23T08:00-23T08:30 ? failed", "7 a ? 23T08:10-23T08:20 ?"},
		},
		"instances of pm4py": {
			xesTrace("7", "concept:name=a start_timestamp=08:00 time:timestamp=08:30 enabled_time=07:00", "concept:name=b start_timestamp=08:10 time:timestamp=08:20 lifecycle:transition=complete"),
			[]string{"7 a 23T07:00 23T08:00-23T08:30 ?", "7 b ? 23T08:10-23T08:20 ?"},
		},
		"a time by another name is not guessed": {
			xesTrace("7", "concept:name=a start=08:00 scheduled=07:00 time:timestamp=08:30"),
			[]string{"7 a ? ?-23T08:30 ?"},
		},
		"traces without a name": {
			xesTrace("", "concept:name=a time:timestamp=08:00") + xesTrace("", "concept:name=a time:timestamp=08:00"),
			[]string{"#1 a ? ?-23T08:00 ?", "#2 a ? ?-23T08:00 ?"},
		},
		"a trace in two parts": {
			xesTrace("7", "concept:name=a time:timestamp=08:00") + xesTrace("8", "concept:name=a time:timestamp=08:00") + xesTrace("7", "concept:name=b time:timestamp=07:00"),
			[]string{"7 b ? ?-23T07:00 ?", "7 a ? ?-23T08:00 ?", "8 a ? ?-23T08:00 ?"},
		},
		"prefixes of its own": {
			`<extension name="Concept" prefix="c" uri="http://code.deckfour.org/xes/concept.xesext"/><extension prefix="t" uri="time.xesext"/>
			<trace><string key="c:name" value="7"/><event><string key="c:name" value="a"/><date key="t:timestamp" value="2026-11-23T08:00:00Z"/></event></trace>`,
			[]string{"7 a ? ?-23T08:00 ?"},
		},
		"examples for all events": {
			`<global scope="event"><string key="concept:name" value="name"/><string key="org:resource" value="resource"/><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
			<global scope="trace"><string key="concept:name" value="name"/></global><string key="concept:name" value="the log"/>` +
				xesTrace("", "concept:name=a time:timestamp=08:00", "concept:name=b", "time:timestamp=08:00"),
			[]string{"#1 a ? ?-23T08:00 ?"},
		},
		"a transition for all events": {
			`<global scope="event"><string key="lifecycle:transition" value="start"/></global>` + xesTrace("7", "concept:name=a time:timestamp=08:00", "concept:name=a lifecycle:transition=complete time:timestamp=09:00"),
			[]string{"7 a ? 23T08:00-23T09:00 ?"},
		},
		"a transition that is none for all events": {
			`<global scope="event"><string key="lifecycle:transition" value="transition"/></global>` + xesTrace("7", "concept:name=a time:timestamp=08:00"),
			[]string{"7 a ? ?-23T08:00 ?"},
		},
		"nested attributes, lists and text between": {
			`<list key="org:resource"><values><string key="org:resource" value="nobody"/></values></list><trace><string key="concept:name" value="7"><string key="concept:name" value="8"/></string> text
			<!-- <event/> --><event><list key="concept:name"><values><string key="concept:name" value="b"/></values></list><string value="a &amp; &quot;b&#x22;" key="concept:name"></string>
			<container key="org:resource"/><date key="time:timestamp" value="2026-11-23T08:00:00.000+00:00"><string key="org:resource" value="nobody"/></date></event></trace>`,
			[]string{`7 a & "b" ? ?-23T08:00 ?`},
		},
		"processes": {
			`<trace><string key="process" value="sale-"/><string key="concept:name" value="7"/><event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-11-23T08:00:00.000Z"/></event></trace>` +
				xesTrace("8", "concept:name=a time:timestamp=09:00"),
			[]string{"7 sale-a ? ?-23T08:00 ?", "8 a ? ?-23T09:00 ?"},
		},
		"equal times by sequence": {
			xesTrace("7", "concept:name=b time:timestamp=08:00 alur:seq=2", "concept:name=a time:timestamp=08:00 alur:seq=1"),
			[]string{"7 a ? ?-23T08:00 ?", "7 b ? ?-23T08:00 ?"},
		},
		"statuses": {
			xesTrace("7", "concept:name=Queued lifecycle:transition=Awaiting time:timestamp=08:00", "concept:name=Accepted lifecycle:transition=Assigned time:timestamp=09:00", "concept:name=Accepted lifecycle:transition=Waiting time:timestamp=10:00"),
			[]string{"7 Queued/Awaiting ? ?-23T08:00 ?", "7 Accepted/Assigned ? ?-23T09:00 ?", "7 Accepted/Waiting ? ?-23T10:00 ?"},
		},
		"nothing but the needed": {
			"<trace/><trace><event/></trace><event/>" + xesTrace("7", "concept:name=a time:timestamp=08:00"),
			[]string{"7 a ? ?-23T08:00 ?"},
		},
	} {
		l, _ := readsXES(t, "\ufeff<?xml version=\"1.0\"?>\n<log xmlns=\"http://www.xes-standard.org/\">"+tt.body+"</log>", Options{})
		if got := told(l); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestARoleIsSurerThanAGroup also where the group is met first.
func TestARoleIsSurerThanAGroup(t *testing.T) {
	for events, want := range map[[3]string]string{
		{"org:group=g", "org:group=g", "org:group=h"}:            "g g h",
		{"org:group=g", "org:role=r org:group=g", "org:group=g"}: "? r ?",
		{"org:group=g", "org:group=g org:role=r", "org:role=s"}:  "? r s",
		{"org:role=r", "org:group=g", "org:role=s"}:              "r ? s",
	} {
		for _, what := range []string{"complete", "start"} {
			var told []string
			for i, e := range events {
				told = append(told, fmt.Sprintf("concept:name=a lifecycle:transition=%s time:timestamp=08:0%d %s", what, i, e))
			}
			l, _ := readsXES(t, "<log>"+xesTrace("7", told...)+"</log>", Options{})
			var roles []string
			for _, r := range l.Role {
				if r == None {
					roles = append(roles, "?")
				} else {
					roles = append(roles, l.Roles[r])
				}
			}
			if got := strings.Join(roles, " "); got != want || len(l.Roles) > 2 {
				t.Errorf("%q: %s, want %s; roles %q", told, got, want, l.Roles)
			}
		}
	}
}

func TestAMapTakesOtherAttributes(t *testing.T) {
	text := `<log><trace><string key="concept:name" value="7"/><string key="order" value="A-1"/><string key="kind" value="sale"/>
<event><string key="concept:name" value="a"/><string key="org:resource" value="machine"/><string key="Who" value="Sari"/>
<date key="time:timestamp" value="2026-11-23T09:00:00Z"/><date key="begun" value="2026-11-23 08:00"/></event></trace></log>`
	mapped := Options{Map: map[Field]string{FieldCase: "case:order", FieldProcess: "case:kind", FieldPerson: "who", FieldStart: "begun"}}
	l, r := readsXES(t, text, mapped)
	if got := told(l); !slices.Equal(got, []string{"A-1 salea ? 23T08:00-23T09:00 Sari"}) {
		t.Errorf("%q", got)
	}
	want := []string{"case:concept:name", "case:order", "case:kind", "concept:name", "org:resource", "Who", "time:timestamp", "begun"}
	if !slices.Equal(r.Heading, want) {
		t.Errorf("%q", r.Heading)
	}
	for f, want := range map[Field]string{FieldCase: "case:order", FieldStep: "concept:name", FieldPerson: "Who", FieldStart: "begun", FieldEnd: "time:timestamp"} {
		if got, _ := r.Column(f); got != want {
			t.Errorf("%s is read from %q", f, got)
		}
	}
	mapped.Map[FieldPerson] = ""
	if l, _ := readsXES(t, text, mapped); l.Person[0] != None {
		t.Errorf("a person is read from nothing: %q", told(l))
	}
	mapped.Map[FieldPerson] = "whom"
	if _, _, err := ReadXES(strings.NewReader(text), mapped); err == nil || !strings.Contains(err.Error(), `"whom"; the attributes are case:concept:name, case:order`) {
		t.Errorf("no such attribute: %v", err)
	}
	// A case of events is not that of the trace, also where an event has none.
	l, r = readsXES(t, `<log>`+xesTrace("7", "id=1 concept:name=a time:timestamp=08:00", "id=2 concept:name=a time:timestamp=08:00", "concept:name=a time:timestamp=08:00")+
		xesTrace("", "concept:name=a time:timestamp=08:00")+`</log>`, Options{Map: map[Field]string{FieldCase: "id"}})
	if !slices.Equal(l.Cases, []string{"1", "2"}) || r.Left() != 2 {
		t.Errorf("%q, %d left out", l.Cases, r.Left())
	}
}

// TestEventsThatCannotBeReadAreCounted with the line on which they begin.
func TestEventsThatCannotBeReadAreCounted(t *testing.T) {
	l, r := readsXES(t, "<log>\n"+xesTrace("7", "concept:name=a time:timestamp=08:00", "concept:name=a time:timestamp=soon", "concept:name=a", "time:timestamp=08:00",
		"concept:name=a start_timestamp=09:00 time:timestamp=08:00", "concept:name=a lifecycle:transition=melted time:timestamp=08:00")+
		"<event>\n<string key=\"concept:name\" value=\"a\"/></event></log>", Options{})
	if l.Len() != 1 || r.Rows != 7 || r.Left() != 6 {
		t.Errorf("%d rows, %d of %d left out", l.Len(), r.Left(), r.Rows)
	}
	var said []string
	for _, s := range r.Skipped {
		said = append(said, fmt.Sprintf("%d: %s", s.Line, s.In(model.English)))
	}
	slices.Sort(said)
	want := []string{
		`4: column "time:timestamp": this is no time ("soon")`,
		`5: column "time:timestamp": there is no time`,
		`6: column "concept:name": there is nothing`,
		`7: column "time:timestamp": it ends before it begins ("2026-11-23T08:00:00.000+00:00")`,
		`8: column "lifecycle:transition": this kind of event is not known ("melted")`,
		`9: column "case:concept:name": there is nothing`,
	}
	if !slices.Equal(said, want) {
		t.Errorf("%s", strings.Join(said, "\n"))
	}
}

func TestWhatIsNoXESLog(t *testing.T) {
	for text, want := range map[string]string{
		"<html/>":   "line 1: it begins with <html>; a log in XES begins with <log>",
		"<log/>":    "it has no rows",
		"\xff\xfe<": "UTF-8",
		"<log>" + xesTrace("7", "name=a time:timestamp=08:00") + "</log>":         "to be the step; say which one with --map step=ATTRIBUTE. The attributes are case:concept:name, name, time:timestamp",
		"<log>" + xesTrace("7", "concept:name=a when=08:00") + "</log>":           "to be the done at",
		"<log>" + xesTrace("7", "concept:name=a time:timestamp=soon") + "</log>":  `line 2: no row could be read; the first: column "time:timestamp": this is no time ("soon")`,
		"<log>\n<trace><event><x></event></trace></log>":                          "line 2: </event> ends what began as <x> in line 2",
		"<log>\n<string key=\"" + strings.Repeat("x", maxPiece+10) + "\"/></log>": "line 2: this tag is too long",
	} {
		_, _, err := ReadXES(strings.NewReader(text), Options{})
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) || fault.In(model.Indonesian) == fault.In(model.English) {
			t.Errorf("%.80q: %.200v", text, err)
		}
	}
	broken := errors.New("the disk is broken")
	if _, _, err := ReadXES(io.MultiReader(strings.NewReader("<log>"), failing{broken}), Options{}); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// wholly are all rows of a log as text, by name and to the nanosecond.
func wholly(l *Log) []string {
	name := func(list []string, n int32) string {
		if n == None {
			return "?"
		}
		return list[n]
	}
	rows := make([]string, l.Len())
	for i := range rows {
		s := l.Steps[l.Step[i]]
		rows[i] = fmt.Sprint(l.Cases[l.Case[i]], "|", s.Process, "|", s.Name, "|", name(l.People, l.Person[i]), "|", name(l.Roles, l.Role[i]), "|",
			l.Ready[i], l.Claimed[i], l.Start[i], l.End[i], l.Failed[i], l.PausesOf(i))
	}
	return rows
}

// asXES writes a log as XES: each instance as one event that knows its start,
// as pm4py does, or as one event for each of its times, in their order.
func asXES(l *Log, lifecycle bool) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><log>`)
	attr := func(tag, key, value string) {
		fmt.Fprintf(&b, "\t<%s key=\"%s\" value=\"", tag, key)
		_ = xml.EscapeText(&b, []byte(value))
		b.WriteString("\"/>\n")
	}
	date := func(key string, at int64) {
		if at != Unknown {
			attr("date", key, time.Unix(0, at).UTC().Format("2006-01-02T15:04:05.999999999-07:00"))
		}
	}
	type event struct {
		row  int32
		what string
		at   int64
	}
	write := func(e event) {
		b.WriteString("<event>\n")
		attr("string", "concept:name", l.Steps[l.Step[e.row]].Name)
		if p := l.Person[e.row]; p != None {
			attr("string", "org:resource", l.People[p])
		}
		if r := l.Role[e.row]; r != None {
			attr("string", "org:role", l.Roles[r])
		}
		date("time:timestamp", e.at)
		if e.what == "" {
			date("enabled_time", l.Ready[e.row])
			date("start_timestamp", l.Start[e.row])
		} else {
			attr("string", "lifecycle:transition", e.what)
			attr("string", "concept:instance", fmt.Sprint("i", e.row))
		}
		b.WriteString("</event>\n")
	}
	for c, name := range l.Cases {
		b.WriteString("<trace>\n")
		attr("string", "concept:name", name)
		var events []event
		for i := l.First[c]; i < l.First[c+1]; i++ {
			if !lifecycle {
				events = append(events, event{i, "", l.End[i]})
				continue
			}
			for what, at := range map[string]int64{"schedule": l.Ready[i], "start": l.Start[i], "complete": l.End[i]} {
				if at != Unknown {
					events = append(events, event{i, what, at})
				}
			}
		}
		if lifecycle {
			rank := map[string]int{"schedule": 0, "start": 1, "complete": 2}
			slices.SortFunc(events, func(x, y event) int {
				return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.row, y.row), cmp.Compare(rank[x.what], rank[y.what]))
			})
		}
		for _, e := range events {
			write(e)
		}
		b.WriteString("</trace>\n")
	}
	b.WriteString("</log>\n")
	return b.Bytes()
}

// publishedLogs are real logs, which lie beside the project.
func publishedLogs(t testing.TB) []string {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	logs, _ := filepath.Glob(filepath.Join(folder, "eventlogs", "*.csv.gz"))
	if len(logs) == 0 {
		t.Skipf("there are no logs in %s", folder)
	}
	return logs
}

// TestPublishedLogsAreTheSameInXES writes each of them in both forms of XES.
func TestPublishedLogsAreTheSameInXES(t *testing.T) {
	for _, path := range publishedLogs(t) {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := Read(bytes.NewReader(file), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, lifecycle := range []bool{false, true} {
			var packed bytes.Buffer
			zip := gzip.NewWriter(&packed)
			zip.Write(asXES(want, lifecycle))
			zip.Close()
			got, r, err := Read(&packed, Options{})
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			a, b := wholly(got), wholly(want)
			if !slices.Equal(a, b) || !slices.Equal(got.Cases, want.Cases) || r.Left() > 0 || r.Events != lifecycle {
				n := 0
				for n < len(a) && n < len(b) && a[n] == b[n] {
					n++
				}
				t.Errorf("%s, lifecycle %v: %d rows of %d, %d left out; the first that differs:\n%s\n%s", path, lifecycle, len(a), len(b), r.Left(), a[min(n, len(a)-1)], b[min(n, len(b)-1)])
			}
		}
	}
}

// holds reports what is wrong with a log as such.
func holds(l *Log) error {
	n := l.Len()
	for _, column := range [][]int32{l.Step, l.Person, l.Role, l.Order} {
		if len(column) != n {
			return errors.New("columns of different lengths")
		}
	}
	if len(l.First) != len(l.Cases)+1 || l.First[0] != 0 || int(l.First[len(l.Cases)]) != n || !slices.IsSorted(l.First) {
		return fmt.Errorf("cases begin at %v", l.First)
	}
	for i := range n {
		switch {
		case l.Case[i] < 0 || int(l.Case[i]) >= len(l.Cases) || l.First[l.Case[i]] > int32(i) || l.First[l.Case[i]+1] <= int32(i):
			return fmt.Errorf("row %d is of case %d", i, l.Case[i])
		case l.Step[i] < 0 || int(l.Step[i]) >= len(l.Steps), int(l.Person[i]) >= len(l.People), int(l.Role[i]) >= len(l.Roles):
			return fmt.Errorf("row %d has names out of the lists", i)
		case l.Ready[i] == Unknown && l.Start[i] == Unknown && l.End[i] == Unknown:
			return fmt.Errorf("row %d has no time", i)
		case i > 0 && l.Case[i-1] == l.Case[i] && l.before(int32(i-1), int32(i)) >= 0:
			return fmt.Errorf("row %d stands before the one before it", i)
		}
	}
	return nil
}

func FuzzReadXES(f *testing.F) {
	f.Add([]byte("<log>" + xesTrace("7", "concept:name=a concept:instance=1 lifecycle:transition=start time:timestamp=08:00 org:group=g",
		"concept:name=a concept:instance=1 lifecycle:transition=suspend time:timestamp=08:10", "concept:name=a lifecycle:transition=complete time:timestamp=08:20 org:role=r",
		"concept:name=b start_timestamp=08:30 time:timestamp=08:40 alur:seq=3", "concept:name=b lifecycle:transition=odd time:timestamp=08:50") + "</log>"))
	f.Add([]byte(`<?xml version="1.0" encoding="latin1"?><log><extension prefix="c" uri="x/concept.xesext"/><global scope="event"><string key="lifecycle:transition" value="start"/></global><trace><event/></trace></log>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, r, err := ReadXES(bytes.NewReader(text), Options{})
		if err != nil {
			if l != nil || r != nil {
				t.Fatal("an error, and a log")
			}
			return
		}
		if err := holds(l); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
