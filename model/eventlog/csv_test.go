package eventlog

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
)

// told are the rows of a log as text, for tests to compare.
func told(l *Log) []string {
	clock := func(t int64) string {
		if t == Unknown {
			return "?"
		}
		return time.Unix(0, t).UTC().Format("02T15:04")
	}
	name := func(list []string, n int32) string {
		if n == None {
			return "?"
		}
		return list[n]
	}
	var rows []string
	for i := range l.Len() {
		s := l.Steps[l.Step[i]]
		row := fmt.Sprintf("%s %s%s %s %s-%s %s", l.Cases[l.Case[i]], s.Process, s.Name,
			clock(l.Ready[i]), clock(l.Start[i]), clock(l.End[i]), name(l.People, l.Person[i]))
		if l.Failed[i] {
			row += " failed"
		}
		for _, p := range l.PausesOf(i) {
			row += " not " + clock(p.From) + "-" + clock(p.To)
		}
		rows = append(rows, row)
	}
	return rows
}

func reads(t *testing.T, text string, o Options) (*Log, *Report) {
	t.Helper()
	l, r, err := ReadCSV(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return l, r
}

// TestColumnsAreKnownByTheirNames reads the same two steps as several programs
// would write them.
func TestColumnsAreKnownByTheirNames(t *testing.T) {
	want := []string{"7 pack 23T08:00 23T09:00-23T09:30 Sari", "7 send ? 23T10:00-23T10:05 ?"}
	for name, heading := range map[string]string{
		"XES":      "case:concept:name,concept:name,alur:ready,start_timestamp,time:timestamp,org:resource",
		"plain":    "case_id,activity,ready_timestamp,start_timestamp,end_timestamp,resource",
		"Disco":    "Case ID,Activity,Scheduled,Start Timestamp,Complete Timestamp,Resource",
		"Celonis":  "_CASE_KEY,ACTIVITY_EN,Enabled Time,START_TIME,EVENTTIME,USER_NAME",
		"Apromore": "Service ID,Operation,enabled,start time,completion,agent",
		"Prosimos": "case_id,activity,enable_time,start_time,end_time,resource",
		"bupaR":    "case,activity,schedule,start,complete,resource",
		"by hand":  "Kasus,Langkah,Siap,Mulai,Selesai,Petugas",
	} {
		for _, comma := range []string{",", ";", "\t"} {
			text := "\ufeff" + heading + "\r\n" +
				"7,pack,2026-11-23 08:00,2026-11-23 09:00,2026-11-23 09:30,Sari\r\n" +
				"7,send,,2026-11-23T10:00:00Z,2026-11-23T17:05:00+07:00,\r\n"
			l, _ := reads(t, strings.ReplaceAll(text, ",", comma), Options{})
			if got := told(l); !slices.Equal(got, want) {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}

func TestAMapCorrectsTheGuess(t *testing.T) {
	text := "order,what,who,resource,done,case id\nA,pack,Sari,machine,2026-11-23 09:30,x\n"
	mapped := Options{Map: map[Field]string{FieldCase: "order", FieldStep: "What", FieldPerson: "who"}}
	l, r := reads(t, text, mapped)
	if got := told(l); got[0] != "A pack ? ?-23T09:30 Sari" {
		t.Errorf("%q", got)
	}
	if column, _ := r.Column(FieldStep); column != "what" {
		t.Errorf("the step is read from %q", column)
	}
	mapped.Map[FieldPerson] = ""
	if l, _ := reads(t, text, mapped); l.Person[0] != None {
		t.Errorf("a person is read from no column: %q", told(l))
	}
	mapped.Map[FieldPerson] = "whom"
	if _, _, err := ReadCSV(strings.NewReader(text), mapped); err == nil || !strings.Contains(err.Error(), `"whom"`) || !strings.Contains(err.Error(), "order, what, who") {
		t.Errorf("no such column: %v", err)
	}
	for _, name := range []string{"case", "Activity", "org:resource", "time:timestamp", "start_timestamp", "lifecycle:transition"} {
		if _, ok := FieldOf(name); !ok {
			t.Errorf("%s is no field", name)
		}
	}
	if f, ok := FieldOf("colour"); ok {
		t.Errorf("colour is %s", f)
	}
}

func TestEveryFieldHasWords(t *testing.T) {
	seen := map[model.Say]bool{}
	for _, f := range Fields() {
		say := f.Say()
		if say.EN == "" || say.ID == "" || seen[say] || len(f.known()) == 0 {
			t.Errorf("%s: %q", f, say)
		}
		seen[say] = true
	}
}

// TestRowsThatCannotBeReadAreCounted with the place of the first of each sort.
func TestRowsThatCannotBeReadAreCounted(t *testing.T) {
	l, r := reads(t, `case,step,start,end,lifecycle
1,a,2026-11-23 09:00,2026-11-23 09:30,complete
,a,2026-11-23 09:00,2026-11-23 09:30,complete
1,,2026-11-23 09:00,2026-11-23 09:30,complete
1,b,soon,2026-11-23 09:30,complete
1,b,later,2026-11-23 09:30,complete
1,b,,,complete
1,b,2026-11-23 10:00,2026-11-23 09:30,complete
1,b,2026-11-23 10:00
1,b"c,2026-11-23 10:00,2026-11-23 10:30,complete
1,b,2026-11-23 10:00,2026-11-23 10:30,melted
1,b,2026-11-23 10:00,2026-11-23 10:30,manualskip
1,"b
c",2026-11-23 10:00,2026-11-23 10:30,ate_abort
`, Options{})
	if got := told(l); len(got) != 2 || got[1] != "1 b\nc ? 23T10:00-23T10:30 ? failed" {
		t.Errorf("%q", got)
	}
	if r.Rows != 12 || r.Left() != 10 {
		t.Errorf("%d rows, %d left out", r.Rows, r.Left())
	}
	var said []string
	for _, s := range r.Skipped {
		said = append(said, fmt.Sprintf("%d of %d: %s", s.Line, s.N, s.In(model.English)))
	}
	want := []string{
		`5 of 2: column "start": this is no time ("soon")`,
		`3 of 1: column "case": there is nothing`,
		`4 of 1: column "step": there is nothing`,
		`7 of 1: column "end": there is no time`,
		`8 of 1: column "end": it ends before it begins ("2026-11-23 09:30")`,
		`9 of 1: it has more or fewer cells than the heading ("3")`,
		`10 of 1: a quotation mark is out of place`,
		`11 of 1: column "lifecycle": this kind of event is not known ("melted")`,
		`12 of 1: column "lifecycle": it was skipped or withdrawn, so nobody did it`,
	}
	if !slices.Equal(said, want) {
		t.Errorf("%s", strings.Join(said, "\n"))
	}
}

func TestWhatIsNoLog(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "it is empty",
		"\xff\xfec\x00":              "UTF-8",
		"case,step,end\n":            "it has no rows",
		"case,step,end\n1,a,never\n": `line 2: no row could be read; the first: column "end": this is no time ("never")`,
		"step,end\na,2026-01-01\n":   "known to be the case; say which one with --map case=COLUMN. The columns are step, end",
		"case,end\n1,2026-01-01\n":   "known to be the step",
		"a,b,c\n1,x,2026-01-01\n":    "known to be these: case, step, done at; say which ones with --map case=COLUMN --map step=COLUMN --map end=COLUMN. The columns are a, b, c",
		"case,step,end\n,a,2026-01-01\n1,a,x\n2,a,x\n": "line 2: no row could be read; the first: column \"case\": there is nothing",
		"case,step\n1,a\n":                         "known to be the done at",
		"\"case,step,end\n1,a,2026-01-01\n":        "never closed",
		"case,step,\"e\"nd\n1,a,2026-01-01\n":      "line 1: a quotation mark is out of place",
		"case,step,end,f\xe9\n1,a,2026-01-01,x\n":  "letters can't be read",
		"{\"case\": 1}\n{\"case\": 2}\n":           "",
		"case,step,end\n\x00\x00\x00,\x00,\x00\n1": "no row could be read",
	} {
		_, _, err := ReadCSV(strings.NewReader(text), Options{})
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) || fault.In(model.Indonesian) == fault.In(model.English) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestDaysAndMonthsAreToldApartByTheOneThatIsNone(t *testing.T) {
	heading := "case,step,end\n"
	for dates, want := range map[string]string{
		"1,a,02/03/2026\n1,b,2/13/2026 9:00 PM\n": "2026-02-03 sure",
		"1,a,02/03/2026\n1,b,13/2/2026\n":         "2026-03-02 sure",
		"1,a,02/03/2026\n1,b,03/04/2026\n":        "2026-03-02 guessed",
		"1,a,2026-03-02\n":                        "2026-03-02 guessed",
	} {
		l, r := reads(t, heading+dates, Options{})
		got := time.Unix(0, l.End[slices.Min(l.Order)]).UTC().Format(time.DateOnly) + " guessed"
		for i, order := range l.Order {
			if order == 0 {
				got = time.Unix(0, l.End[i]).UTC().Format(time.DateOnly) + " guessed"
			}
		}
		if r.DatesSure {
			got = strings.TrimSuffix(got, "guessed") + "sure"
		}
		if got != want || r.DatesSeen != strings.Contains(dates, "/") {
			t.Errorf("%q: %s, dates seen %v", dates, got, r.DatesSeen)
		}
	}
}

// TestADateOrderThatIsSaidIsKept: no date of the file shows the order, and who
// knows better says so; that is no guess then.
func TestADateOrderThatIsSaidIsKept(t *testing.T) {
	american := MonthFirst
	l, r := reads(t, "case,step,end\n1,a,03/01/2024 08:00\n1,b,03/02/2024 08:00\n", Options{Dates: &american})
	if got := told(l); !slices.Equal(got, []string{"1 a ? ?-01T08:00 ?", "1 b ? ?-02T08:00 ?"}) || r.Dates != MonthFirst || !r.DatesSure {
		t.Errorf("%q, read as %s", got, r.Dates)
	}
	for name, want := range map[string]DateOrder{"day/month": DayFirst, "Month/Day": MonthFirst, "hari/bulan": DayFirst, "bulan/hari": MonthFirst, "month": ""} {
		if got, ok := DatesCalled(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q", name, got)
		}
	}
}

// TestColumnsOfASpreadsheetAreKnown by the words that people head them with.
func TestColumnsOfASpreadsheetAreKnown(t *testing.T) {
	for _, heading := range []string{"Order,What,When,Who", "Nomor,Aktivitas,Waktu,Petugas", "No. Pesanan,Apa,Kapan,Siapa"} {
		l, _ := reads(t, heading+"\n7,sew,2024-01-01 08:00,Sari\n", Options{})
		if got := told(l); !slices.Equal(got, []string{"7 sew ? ?-01T08:00 Sari"}) {
			t.Errorf("%s: %q", heading, got)
		}
	}
}

// TestRowsStandByBeginEndAndOrder whatever the order of the file, and by a
// sequence before the line.
func TestRowsStandByBeginEndAndOrder(t *testing.T) {
	rows := []string{
		"1,a,2026-11-23 09:00,2026-11-23 09:30,1",
		"1,b,,2026-11-23 09:10,2",
		"1,c,2026-11-23 09:15,2026-11-23 09:15,3",
		"1,d,2026-11-23 09:15,2026-11-23 09:20,4",
		"1,e,2026-11-23 09:15,2026-11-23 09:20,5",
		"1,f,2026-11-23 09:16,,6",
		"2,a,2026-11-23 08:00,2026-11-23 09:30,7",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := "case,step,start,end,sequence\n" + strings.Join(rapid.Permutation(rows).Draw(t, "rows"), "\n")
		l, _, err := ReadCSV(strings.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		steps := map[string]string{}
		for c, name := range l.Cases {
			for i := l.First[c]; i < l.First[c+1]; i++ {
				steps[name] += l.Steps[l.Step[i]].Name
			}
		}
		if !maps.Equal(steps, map[string]string{"1": "abcdef", "2": "a"}) {
			t.Fatalf("%v", steps)
		}
	})
}

func TestStepsOfTwoProcessesAreTwo(t *testing.T) {
	l, _ := reads(t, "case,step,end,process\n1,check,2026-01-01,\n2,check,2026-01-02,sale\n3,check,2026-01-03,repair\n4,check,2026-01-04,\n5,check,2026-01-05,sale\n", Options{})
	if want := []Step{{"", "check"}, {"sale", "check"}, {"repair", "check"}}; !slices.Equal(l.Steps, want) || !slices.Equal(l.Step, []int32{0, 1, 2, 0, 1}) {
		t.Errorf("%v %v", l.Steps, l.Step)
	}
}

// TestTimesWithoutAZoneAreThoseOfTheShop and times with one are not.
func TestTimesWithoutAZoneAreThoseOfTheShop(t *testing.T) {
	zone := time.FixedZone("", 7*3600)
	l, _ := reads(t, "case,step,end\n1,a,2026-11-23 09:00\n1,b,2026-11-23T09:00:00Z\n", Options{Zone: zone})
	if got := told(l); !slices.Equal(got, []string{"1 a ? ?-23T02:00 ?", "1 b ? ?-23T09:00 ?"}) {
		t.Errorf("%q", got)
	}
}
