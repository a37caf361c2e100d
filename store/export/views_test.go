package export

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
	"alur/model/stats"
)

// viewOf is a view as CSV, row by row under the names of its columns.
func viewOf(t *testing.T, s Source, v View) []map[string]string {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(t.Context(), &out, s, Request{What: Bottlenecks, Form: Programs, View: v, Lang: model.English}); err != nil {
		t.Fatal(err)
	}
	lines := readBack(t, out.String(), Programs)
	rows := []map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// told are the rows of a view as --json has them.
func told(t *testing.T, s Source, v View) []any {
	t.Helper()
	review, err := s.Review(t.Context(), findings.Question{})
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(review)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(written, &doc); err != nil {
		t.Fatal(err)
	}
	if v == Ages {
		return doc["ages"].(map[string]any)["old"].([]any)
	}
	return doc[string(v)].([]any)
}

// flat are the figures of one row of JSON under the names of their columns.
func flat(t *testing.T, prefix string, value any, into map[string]string) {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		for name, part := range value {
			if low := strings.ToLower(name); prefix != "" {
				name = prefix + "_" + low
			}
			flat(t, name, part, into)
		}
	case []any:
		texts := make([]string, len(value))
		for i, part := range value {
			if counted, ok := part.(map[string]any); ok {
				texts[i] = counted["text"].(string) + " (" + strconv.FormatFloat(counted["n"].(float64), 'f', -1, 64) + ")"
				continue
			}
			one := map[string]string{}
			flat(t, "", part, one)
			texts[i] = one[""]
		}
		into[prefix] = strings.Join(texts, " ")
		if len(value) > 0 {
			if _, ok := value[0].(map[string]any); ok {
				into[prefix] = strings.Join(texts, ", ")
			}
		}
	case float64:
		into[prefix] = strconv.FormatFloat(value, 'f', -1, 64)
	case string:
		into[prefix] = value
	case nil:
		into[prefix] = ""
	default:
		t.Fatalf("%s is %T", prefix, value)
	}
}

// TestEveryViewIsWhatJSONSays: each figure of --json stands in the file, under
// its name, to the last digit.
func TestEveryViewIsWhatJSONSays(t *testing.T) {
	s := repairs(t)
	for _, v := range []View{Queues, Detours, Involved, Errors, Loads, People, Promises, Ages} {
		rows, want := viewOf(t, s, v), told(t, s, v)
		if len(rows) != len(want) {
			t.Errorf("%s: %d rows, and %d in JSON", v, len(rows), len(want))
			continue
		}
		if len(rows) == 0 && v != Ages {
			t.Errorf("%s: nothing to compare", v)
		}
		for i, row := range rows {
			figures := map[string]string{}
			flat(t, "", want[i], figures)
			for name, text := range figures {
				got, ok := row[name]
				if !ok {
					got, ok = row[name+"_s"]
				}
				// A share of nothing has no value; of no values JSON says 0.
				if !ok || got != text && (got != "" || text != "0") {
					t.Errorf("%s, row %d, %s: %q (%v), and %q in JSON", v, i, name, got, ok, text)
				}
			}
		}
	}
}

// courier is a shop in which the courier was waited for, and came.
type courier struct{ *shelf }

func (c courier) Review(ctx context.Context, q findings.Question) (findings.Review, error) {
	r, err := c.shelf.Review(ctx, q)
	r.Steps = append(r.Steps, figures.Step{
		Process: "repair", Step: "courier", Executions: 58, Cases: 57, Waiting: stats.Distribution{N: 58, Sum: 5800, P50: 90, P85: 200},
	})
	return r, err
}

// TestTheStepsLoseNone: what is waited for from outside is nobody's work now,
// and stands in the file all the same, with what the period says of it.
func TestTheStepsLoseNone(t *testing.T) {
	s := courier{repairs(t)}
	rows := viewOf(t, s, Steps)
	for _, want := range told(t, s, Steps) {
		want := want.(map[string]any)
		at := slices.IndexFunc(rows, func(row map[string]string) bool {
			return row["process"] == want["process"] && row["step"] == want["step"]
		})
		if at < 0 {
			t.Errorf("%v is not there", want["step"])
			continue
		}
		waiting := want["waiting"].(map[string]any)
		for name, value := range map[string]any{"executions": want["executions"], "cases": want["cases"], "waiting_n": waiting["n"], "waiting_sum_s": waiting["sum"]} {
			if told := strconv.FormatFloat(value.(float64), 'f', -1, 64); rows[at][name] != told {
				t.Errorf("%v: %s is %q, and %s in JSON", want["step"], name, rows[at][name], told)
			}
		}
	}
}

// TestFindingsAndTotalsInAFile: the problems with their sentences, and the
// figures of all cases.
func TestFindingsAndTotalsInAFile(t *testing.T) {
	s := repairs(t)
	review, err := s.Review(t.Context(), findings.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := viewOf(t, s, Findings); len(rows) != len(review.Findings) {
		t.Errorf("%d findings of %d", len(rows), len(review.Findings))
	}
	all := map[string]map[string]string{}
	for _, row := range viewOf(t, s, Overall) {
		all[row["figure"]] = row
	}
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for name, want := range map[string]string{
		"cases value": strconv.Itoa(review.Cases), "variants value": strconv.Itoa(review.Variants),
		"flow_efficiency value": figure(review.FlowEfficiency).text, "lead_time p50": number(review.LeadTime.P50),
		"lead_time n": strconv.Itoa(review.LeadTime.N), "hand_offs sum": number(review.HandOffs.Sum),
	} {
		figure, column, _ := strings.Cut(name, " ")
		if got := all[figure][column]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// A workbook of the bottlenecks has every view on a sheet of its own, with its
// header and filter, and a view that was asked for alone.
func TestAWorkbookHasEveryView(t *testing.T) {
	s := repairs(t)
	f, report := bookOf(t, s, Request{What: Bottlenecks})
	want := []string{"bottlenecks", "findings", "overall", "queues", "detours", "involved", "errors", "loads", "people", "promises", "ages", "About"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("the sheets are %v", got)
	}
	rows := 0
	for _, v := range Views() {
		lines, err := f.GetRows(v.sheet(), excelize.Options{RawCellValue: true})
		if err != nil || len(lines) == 0 {
			t.Fatalf("%s: %d lines: %v", v, len(lines), err)
		}
		rows += len(lines) - 1
		names := viewNames(t, s, v)
		if !slices.Equal(lines[0], names) {
			t.Errorf("%s has the columns %v, want %v", v, lines[0], names)
		}
	}
	if report.Rows != rows {
		t.Errorf("%d rows reported of %d", report.Rows, rows)
	}
	f, report = bookOf(t, s, Request{What: Bottlenecks, View: Errors})
	if got := f.GetSheetList(); !slices.Equal(got, []string{"errors", "About"}) {
		t.Errorf("the sheets of the errors are %v", got)
	}
	if act := report.Act(); !strings.HasPrefix(act.Detail, "errors, head ") {
		t.Errorf("the record would say %+v", act)
	}
}

func viewNames(t *testing.T, s Source, v View) []string {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(t.Context(), &out, s, Request{What: Bottlenecks, Form: Programs, View: v}); err != nil {
		t.Fatal(err)
	}
	return readBack(t, out.String(), Programs)[0]
}
