package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
	"alur/store"
	"alur/store/storetest"
)

var update = flag.Bool("update", false, "write the golden files")

// shelf is a source in memory.
type shelf struct {
	shop   *model.Shop
	events []model.Event
	cases  []*model.Case
	flow   *model.Flow
	now    time.Time
	query  store.BottleneckQuery
	bad    error
}

func (s *shelf) Shop(context.Context) (*model.Shop, error) { return s.shop, nil }

func (s *shelf) Flow(context.Context, string, int) (*model.Flow, error) { return s.flow, nil }

func (s *shelf) Head(context.Context) (store.Head, error) {
	return store.Head{Seq: uint64(len(s.events))}, s.bad
}

func (s *shelf) CaseCount(context.Context) (uint64, error) { return uint64(len(s.cases)), nil }

func (s *shelf) Case(_ context.Context, id string) (*model.Case, *model.Flow, error) {
	for _, c := range s.cases {
		if c.ID == id {
			return c, s.flow, nil
		}
	}
	return nil, nil, store.ErrNotFound
}

func (s *shelf) History(_ context.Context, id string) ([]model.Event, error) {
	var events []model.Event
	for _, e := range s.events {
		if e.Case == id {
			events = append(events, e)
		}
	}
	return events, nil
}

func (s *shelf) EachLine(_ context.Context, from uint64, f func(model.Envelope, [32]byte) error) error {
	newer := model.Event{Seq: uint64(len(s.events) + 1), Body: model.SignedOut{}}
	for _, e := range append(s.events[from-1:len(s.events):len(s.events)], newer) {
		recorded, err := storetest.Recorded(e)
		if err != nil {
			return err
		}
		if err := f(recorded, [32]byte{byte(e.Seq)}); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) EachCase(_ context.Context, f func(*model.Case, *model.Flow) error) error {
	for _, c := range s.cases {
		if err := f(c, s.flow); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) VersionsInUse(_ context.Context, went func()) (used []store.VersionInUse, err error) {
	for _, c := range s.cases {
		went()
		v := store.VersionInUse{Process: c.Process, Version: c.Version, Flow: s.flow}
		if !slices.Contains(used, v) {
			used = append(used, v)
		}
	}
	return used, nil
}

func (s *shelf) Bottlenecks(_ context.Context, q store.BottleneckQuery) (model.Bottlenecks, error) {
	s.query = q
	in := model.BottleneckInput{Now: s.now, Since: q.Since, Shop: s.shop}
	var past []model.Attempt
	for _, c := range s.cases {
		in.Open = append(in.Open, model.OpenRows(s.flow, c)...)
		past = append(past, model.Attempts(s.flow, c)...)
	}
	in.Past = slices.Values(past)
	return model.FindBottlenecks(in), nil
}

func (s *shelf) Review(_ context.Context, q findings.Question) (findings.Review, error) {
	rec := findings.Record{Shop: s.shop, Flow: func(string, int) *model.Flow { return s.flow }, Now: s.now}
	for _, c := range s.cases {
		rec.Cases = append(rec.Cases, c.Log(s.flow))
	}
	return findings.OfShop(rec, q), nil
}

func (s *shelf) Now() time.Time { return s.now }

func at(hour, minute int) time.Time {
	return time.Date(2026, 11, 23, hour-7, minute, 0, 250e6, time.UTC)
}

func texts(raw string) model.Value { return model.Value{Text: raw} }

// repairs is a small shop: two repairs, one of them sent back once.
func repairs(t testing.TB) *shelf {
	flow, faults := model.Compile(model.Process{
		ID: "repair", Name: "Repair", Role: "bench", Title: "{customer}", Key: "no",
		Start: model.Start{Ask: []model.Field{
			{Name: "no", Type: model.TextField}, {Name: "customer", Type: model.TextField},
			{Name: "phone", Type: model.PhoneField, Optional: true}, {Name: "change", Type: model.MoneyField, Optional: true},
			{Name: "parts", Type: model.ListField, Optional: true}, {Name: "state", Type: model.TextField, Optional: true},
		}},
		Steps: []model.Step{
			{ID: "noted", Kind: model.Auto, Text: "Note it"},
			{ID: "fix", Text: "Fix it, well"},
			{ID: "try", Text: "=Try it", Outcomes: []model.Outcome{{Name: "works", To: []string{"next"}}, {Name: "broken", To: []string{"fix"}}}},
		},
	})
	if flow == nil {
		t.Fatal(faults)
	}
	first := &model.Case{
		ID: "repair-1", Process: "repair", Version: 1, Number: 1, Title: `Bu "Rina", Solo`, Key: "+A-1", State: model.Finished,
		Started: at(8, 0), Ended: at(11, 0), Promise: at(16, 0),
		Start: model.Values{
			"no": texts("+A-1"), "customer": texts("=HYPERLINK(\"http://x\")"), "phone": texts("+62 812 3456"),
			"change": texts("-2000"), "parts": {Items: []string{"screw", "＝lamp"}}, "state": texts("dusty"),
		},
		Tasks: []*model.Task{
			{Step: "noted", Round: 1, State: model.Done, Outcome: "done", Ready: at(8, 0), Taken: at(8, 0), Begun: at(8, 0), Ended: at(8, 0), Seq: 3},
			{Step: "fix", Round: 1, State: model.Done, Outcome: "done", By: "sari", Ready: at(8, 0), Taken: at(8, 20), Begun: at(8, 30), Ended: at(9, 30),
				Pauses: []model.Interval{{Begin: at(8, 40), End: at(9, 0)}}, Seq: 7},
			{Step: "try", Round: 1, State: model.SentBack, Outcome: "broken", Reason: "-hums\nand smells", By: "budi", Ready: at(9, 30), Taken: at(9, 31), Begun: at(9, 31), Ended: at(9, 40), Seq: 9},
			{Step: "fix", Round: 2, State: model.Done, Outcome: "done", By: "sari", Ready: at(9, 40), Taken: at(10, 30), Ended: at(10, 30), Seq: 11},
			{Step: "try", Round: 2, State: model.Done, Outcome: "works", By: "budi", Ready: at(10, 30), Taken: at(10, 45), Begun: at(10, 45), Ended: at(11, 0), Seq: 13},
		},
	}
	second := &model.Case{
		ID: "repair-2", Process: "repair", Version: 1, Number: 2, Title: "Joko", Key: "B", State: model.Running, Division: "north", Started: at(9, 0),
		Start: model.Values{"no": texts("B"), "customer": texts("Joko")},
		Tasks: []*model.Task{
			{Step: "noted", Round: 1, State: model.Done, Outcome: "done", Ready: at(9, 0), Taken: at(9, 0), Begun: at(9, 0), Ended: at(9, 0), Seq: 15},
			{Step: "fix", Round: 1, State: model.Ready, Ready: at(9, 0), Seq: 16},
		},
	}
	shop := &model.Shop{
		Settings:  model.Settings{Name: "Toko Maju", Zone: "Asia/Jakarta", Hours: model.DefaultHours(), CSVSeparator: ";"},
		People:    map[string]*model.Person{"sari": {ID: "sari", Name: "Sari", Roles: []string{"bench"}, SignedIn: at(8, 0)}},
		Processes: map[string]*model.ProcessHead{"repair": {ID: "repair", Name: "Repair", Kind: model.Core}},
	}
	events := []model.Body{
		model.ShopCreated{Settings: model.Settings{Name: "Toko Maju"}},
		model.PersonAdded{Person: model.Person{ID: "sari", Name: "Sari", PIN: "argon2-secret"}},
		model.PINSet{Person: "sari", Hash: "argon2-secret"}, model.PINSet{Person: "sari"},
		model.PersonChanged{Person: model.Person{ID: "sari", PIN: "argon2-secret"}, Before: model.Person{ID: "sari", PIN: "argon2-secret"}},
		model.TaskCompleted{Outcome: "broken", Reason: "it <hums>", Back: true},
	}
	s := &shelf{shop: shop, cases: []*model.Case{first, second}, flow: flow, now: at(11, 30)}
	for i, body := range events {
		e := model.Event{Seq: uint64(i + 1), At: at(8, i), Op: fmt.Sprintf("op-%d", i), By: "hendra", Station: "KASIR-1", Body: body}
		if e.Name() == "task.completed" {
			e.Case, e.Step = "repair-1", "try"
		}
		s.events = append(s.events, e)
	}
	return s
}

func TestTablesAreGolden(t *testing.T) {
	for _, what := range Whats() {
		for _, form := range []Form{Programs, Excel} {
			t.Run(fmt.Sprintf("%s.%s", what, form), func(t *testing.T) {
				var out bytes.Buffer
				s := repairs(t)
				report, err := Write(t.Context(), &out, s, Request{What: what, Form: form, Query: store.BottleneckQuery{Since: s.now.AddDate(0, 0, -Usual)}})
				if err != nil {
					t.Fatal(err)
				}
				golden(t, fmt.Sprintf("%s.%s", what, form), out.Bytes())
				rows := readBack(t, out.String(), form)
				if report.Rows != len(rows)-1 || report.Head.Seq != 6 {
					t.Errorf("%d rows are reported of %d, head %s", report.Rows, len(rows)-1, report.Head)
				}
				if strings.Contains(out.String(), "secret") {
					t.Error("the hash of a PIN left")
				}
			})
		}
	}
}

// readBack reads a table as a program does.
func readBack(t interface{ Fatal(...any) }, text string, form Form) [][]string {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	if form == Excel {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestExcelGetsItsMarkItsLinesAndItsSeparator(t *testing.T) {
	var out bytes.Buffer
	s := repairs(t)
	if _, err := Write(t.Context(), &out, s, Request{What: Cases, Form: Excel}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.HasPrefix(text, "\ufeffcase;process;") || strings.Count(text, "\r\n") != 3 {
		t.Errorf("no mark, no lines or no separator: %q", text)
	}
	for _, want := range []string{`"'=HYPERLINK(""http://x"")"`, ";'+A-1;", ";+62 812 3456;", ";-2000;", ";screw, ＝lamp;", ";dusty\r\n", "start.state\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
	out.Reset()
	s.shop.CSVSeparator = ""
	if _, err := Write(t.Context(), &out, s, Request{What: Cases, Form: Excel}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "\ufeffcase,process,") {
		t.Errorf("the separator is not a comma: %q", out.String())
	}
}

func TestProgramsGetTextsUnchanged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		// Readers of CSV take CRLF in a text for LF.
		drawn := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("=+-@\t\r\n\x00\x1b\"',; '＝")))).
			Filter(func(s string) bool { return !strings.Contains(s, "\r\n") })
		s := repairs(t)
		want := rapid.SliceOfN(drawn, 3, 3).Draw(rt, "texts")
		s.cases[1].Title, s.cases[1].Key = want[0], want[1]
		s.cases[1].Start["customer"] = texts(want[2])
		for _, form := range []Form{Programs, Excel} {
			var out bytes.Buffer
			if _, err := Write(context.Background(), &out, s, Request{What: Cases, Form: form}); err != nil {
				rt.Fatal(err)
			}
			rows := readBack(rt, out.String(), form)
			row := rows[len(rows)-1]
			for i, got := range []string{row[3], row[4], row[11]} {
				text := want[i]
				if form == Excel {
					text = Guard(text)
				}
				if got != text {
					rt.Fatalf("%s: %q came back as %q", form, text, got)
				}
			}
		}
	})
}

func FuzzGuard(f *testing.F) {
	for _, text := range []string{"", "lamp", "=1+1", "+62", "-5", "@SUM", "\t=1", "\r=1", "\x00=1", "＝1", "＋1", "－1", "＠x", "'=1", " =1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Guard(text)
		if strings.TrimPrefix(got, "'") != text && got != text {
			t.Fatalf("%q became %q: a guard adds one sign and changes nothing", text, got)
		}
		runes := []rune(got)
		if len(runes) > 0 && strings.ContainsRune("=+-@\t\r\x00＝＋－＠", runes[0]) {
			t.Fatalf("%q would run as a formula", got)
		}
	})
}

func TestWhatFailsIsSaid(t *testing.T) {
	s := repairs(t)
	if _, err := Write(t.Context(), io.Discard, s, Request{What: "people", Form: Programs}); err == nil {
		t.Error("a table that is none was written")
	}
	s.bad = errors.New("no head")
	if _, err := Write(t.Context(), io.Discard, s, Request{What: Tasks, Form: Programs}); !errors.Is(err, s.bad) {
		t.Errorf("the error is lost: %v", err)
	}
	full := errors.New("disk full")
	for _, what := range Whats() {
		s.bad = nil
		if _, err := Write(t.Context(), broken{full}, s, Request{What: what, Form: Programs}); !errors.Is(err, full) {
			t.Errorf("%s: a full disk is not noticed: %v", what, err)
		}
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestBottlenecksAreOfTheWorkAskedFor(t *testing.T) {
	s := repairs(t)
	q := store.BottleneckQuery{Since: s.now.AddDate(0, 0, -9), Until: s.now.AddDate(0, 0, -2), Process: "repair", Version: 1}
	report, err := Write(t.Context(), io.Discard, s, Request{What: Bottlenecks, Form: Programs, Query: q})
	if err != nil {
		t.Fatal(err)
	}
	if s.query != q {
		t.Errorf("asked %+v", s.query)
	}
	if act := report.Act(); act.What != "bottlenecks" || act.Form != "csv" || !strings.HasPrefix(act.Detail, "head 6:") {
		t.Errorf("the record would say %+v", act)
	}
}

func TestPlainNamesStandOverTheSameFigures(t *testing.T) {
	read := func(names Header) [][]string {
		var out bytes.Buffer
		if _, err := Write(t.Context(), &out, repairs(t), Request{What: Tasks, Form: Programs, Header: names}); err != nil {
			t.Fatal(err)
		}
		return readBack(t, out.String(), Programs)
	}
	same := map[string]string{
		"case_id": "case:concept:name", "activity": "concept:name", "start_timestamp": "start_timestamp", "end_timestamp": "time:timestamp",
		"resource": "org:resource", "role": "org:role", "process": "case:process", "ready_timestamp": "alur:ready",
		"claimed_timestamp": "alur:claimed", "outcome": "alur:outcome", "sorting": "alur:seq", "instance": "concept:instance",
		"transition": "lifecycle:transition", "alur_step": "alur:step", "alur_pauses": "alur:pauses", "alur_kind": "alur:kind", "alur_state": "case:state",
	}
	xes, plain := read(XESNames), read(PlainNames)
	if len(plain[0]) != len(same) || len(plain) != len(xes) {
		t.Fatalf("%d columns and %d rows", len(plain[0]), len(plain))
	}
	for i, name := range plain[0] {
		for row := range plain[1:] {
			if j := slices.Index(xes[0], same[name]); j < 0 || plain[row+1][i] != xes[row+1][j] {
				t.Errorf("%s is %q and not that of %s", name, plain[row+1][i], same[name])
			}
		}
	}
}

// golden compares with what testdata holds under a name; -update writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTheExportSaysWhatTheReviewSays: the screen shows a findings.Review,
// --json writes it out, and the file has its figures to the last digit.
func TestTheExportSaysWhatTheReviewSays(t *testing.T) {
	s := repairs(t)
	var out bytes.Buffer
	if _, err := Write(t.Context(), &out, s, Request{What: Bottlenecks, Form: Programs}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	review, err := s.Review(t.Context(), findings.Question{})
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(review)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Steps []figures.Step `json:"steps"`
	}
	if err := json.Unmarshal(written, &doc); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, row := range rows[1:] {
		for _, f := range doc.Steps {
			if f.Step != row[at["step"]] {
				continue
			}
			seen++
			for name, want := range map[string]float64{
				"executions": float64(f.Executions), "cases": float64(f.Cases), "repeat_cases": float64(f.RepeatCases), "failed": float64(f.Failed),
				"waiting_sum_s": f.Waiting.Sum, "waiting_share": *f.WaitingShare, "queue_average": *f.QueueAverage, "processing_sum_s": f.Processing.Sum,
			} {
				if got, err := strconv.ParseFloat(row[at[name]], 64); err != nil || got != want {
					t.Errorf("%s of %s is %q, want %v", name, f.Step, row[at[name]], want)
				}
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d steps compared", seen)
	}
}
