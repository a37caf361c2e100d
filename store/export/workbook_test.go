package export

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"alur/model"
	"alur/store"
)

// opened is a workbook as Excel opens it.
func opened(t interface{ Fatal(...any) }, data []byte) *excelize.File {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// bookOf writes a table as a workbook and opens it.
func bookOf(t interface{ Fatal(...any) }, s *shelf, r Request) (*excelize.File, Report) {
	r.Form = Workbook
	var out bytes.Buffer
	report, err := Write(context.Background(), &out, s, r)
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, out.Bytes()), report
}

// inCell is what a cell holds, and as what.
func inCell(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	kind, err := f.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	formula, err := f.GetCellFormula(sheet, at)
	if err != nil || formula != "" {
		t.Fatalf("%s runs %q: %v", at, formula, err)
	}
	names := map[excelize.CellType]string{
		excelize.CellTypeInlineString: "text", excelize.CellTypeSharedString: "text", excelize.CellTypeBool: "truth",
		excelize.CellTypeNumber: "number", excelize.CellTypeUnset: "number",
	}
	if names[kind] == "number" && shown != raw {
		return "shown " + shown
	}
	return names[kind] + " " + raw
}

// The rows of a workbook are those of the CSV.
func TestAWorkbookHasTheRowsOfTheCSV(t *testing.T) {
	var asks []Request
	for _, what := range Whats() {
		if what != Bottlenecks {
			asks = append(asks, Request{What: what})
		}
	}
	for _, view := range Views() {
		asks = append(asks, Request{What: Bottlenecks, View: view})
	}
	for _, r := range asks {
		what := string(r.What) + " " + string(r.View)
		var out bytes.Buffer
		r.Form = Programs
		if _, err := Write(t.Context(), &out, repairs(t), r); err != nil {
			t.Fatal(err)
		}
		want := readBack(t, out.String(), Programs)
		f, report := bookOf(t, repairs(t), r)
		rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
		if err != nil || len(rows) != len(want) || report.Rows != len(rows)-1 {
			t.Fatalf("%s: %d rows of %d, %d reported: %v", what, len(rows), len(want), report.Rows, err)
		}
		for i, row := range want {
			for j, text := range row {
				got := ""
				if j < len(rows[i]) {
					got = rows[i][j]
				}
				if day, err := time.Parse(moment, text); err == nil {
					// Times are numbers there: those of the shop's clock.
					var serial float64
					if _, err := fmt.Sscan(got, &serial); err != nil {
						t.Errorf("%s: %q is no time", what, got)
					}
					back, err := excelize.ExcelDateToTime(serial, false)
					if err != nil || back.Format("2006-01-02T15:04:05") != day.Format("2006-01-02T15:04:05") {
						t.Errorf("%s: %s came back as %s: %v", what, text, back, err)
					}
					continue
				}
				if text == "true" || text == "false" {
					text = map[string]string{"true": "1", "false": "0"}[text]
				}
				if x, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, ".") && strconv.FormatFloat(x, 'f', -1, 64) == text {
					// Excel has fifteen digits of a figure that was reckoned.
					text = strconv.FormatFloat(x, 'g', 15, 64)
				}
				if got != text {
					t.Errorf("%s, row %d, column %s: %q, want %q", what, i, want[0][j], got, text)
				}
			}
		}
	}
}

func TestCellsHaveTheirTypes(t *testing.T) {
	s := repairs(t)
	ask := &s.flow.Process.Start.Ask
	*ask = append(*ask, model.Field{Name: "day", Type: model.DateField}, model.Field{Name: "hour", Type: model.TimeField})
	s.cases[0].Start["day"], s.cases[0].Start["hour"] = texts("2026-11-30"), texts("09:30")
	f, _ := bookOf(t, s, Request{What: Cases})
	for at, want := range map[string]string{
		"A2": "text repair-1", "C2": "number 1", "D2": `text Bu "Rina", Solo`, "E2": "text +A-1",
		"H2": "shown 2026-11-23 08:00:00", "L2": `text =HYPERLINK("http://x")`, "M2": "text +62 812 3456",
		"N2": "number -2000", "Q2": "shown 2026-11-30", "R2": "shown 09:30",
	} {
		if got := inCell(t, f, "cases", at); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
	f, _ = bookOf(t, s, Request{What: Bottlenecks, Query: store.BottleneckQuery{Since: s.now.AddDate(0, 0, -Usual)}})
	if got := inCell(t, f, "bottlenecks", "A2"); got != "shown 2026-10-24 11:30:00" {
		t.Errorf("since is %s", got)
	}
}

// The first row stays in view, has a filter over all rows, and no column is
// too narrow for its name nor wider than a screen.
func TestTheHeaderOfAWorkbook(t *testing.T) {
	f, _ := bookOf(t, repairs(t), Request{What: Events})
	panes, err := f.GetPanes("events")
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
		t.Errorf("%+v: %v", panes, err)
	}
	filter := ""
	for _, name := range f.GetDefinedName() {
		filter += name.RefersTo
	}
	if filter != "'events'!$A$1:$J$7" {
		t.Errorf("the filter is over %q", filter)
	}
	names, err := f.GetRows("events")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names[0] {
		column, _ := excelize.ColumnNumberToName(i + 1)
		wide, err := f.GetColWidth("events", column)
		if err != nil || wide < float64(len(name)) || wide > 60 {
			t.Errorf("%s is %v wide: %v", name, wide, err)
		}
	}
}

// A workbook says which record it is of.
func TestAWorkbookSaysItsHead(t *testing.T) {
	for lang, want := range map[model.Lang]string{model.English: "Record up to event", model.Indonesian: "Catatan sampai kejadian"} {
		f, report := bookOf(t, repairs(t), Request{What: Tasks, Lang: lang})
		rows, err := f.GetRows("About")
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(rows)
		for _, want := range []string{want + " 6", report.Head.String(), "Toko Maju", "Asia/Jakarta", "2026-11-23 11:30:00"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in %s", want, text)
			}
		}
		if first := f.GetSheetName(0); first != "tasks" {
			t.Errorf("it opens with %q", first)
		}
	}
}

// What Excel would change or run is kept as text.
func TestWhatExcelCannotHoldStaysText(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "-0.5": -0.5, "123456789012345": 123456789012345, "0.2696629213483146": 0.269662921348315, "-1.5714285714285714": -1.57142857142857,
	} {
		if x, ok := kept(text); !ok || x != want {
			t.Errorf("%q: %v %v", text, x, ok)
		}
	}
	for _, text := range []string{"1234567890123456", "0.123456789012345678901", "1234567890123456.5", "12x", ""} {
		if x, ok := kept(text); ok {
			t.Errorf("%q became %v", text, x)
		}
	}
	for _, when := range []time.Time{time.Date(1900, 2, 28, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), {}} {
		if _, ok := serialOf(when); ok {
			t.Errorf("%s is a time of Excel", when)
		}
	}
	if x, ok := serialOf(time.Date(2400, 1, 1, 6, 0, 0, 0, time.FixedZone("", 7*3600))); !ok || x != 182623.25 {
		t.Errorf("%v %v", x, ok)
	}
}

func TestTextsComeBackFromAWorkbook(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		drawn := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("=+-@\t\n\x00\x1b<&>\"' _x0041"))))
		s := repairs(t)
		want := drawn.Draw(rt, "title")
		s.cases[1].Title = want
		f, _ := bookOf(rt, s, Request{What: Cases})
		got, err := f.GetCellValue("cases", "D3")
		if err != nil {
			rt.Fatal(err)
		}
		want = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return '\uFFFD'
			}
			return r
		}, want)
		if got != want {
			rt.Fatalf("%q came back as %q", want, got)
		}
	})
}

// A text that is too long is cut where people see it, and counted.
func TestALongTextIsCutAndCounted(t *testing.T) {
	s := repairs(t)
	s.cases[0].Title, s.cases[1].Title = strings.Repeat("é", cellRoom), strings.Repeat("😀", cellRoom)
	f, report := bookOf(t, s, Request{What: Cases})
	if report.Cut != 1 {
		t.Errorf("%d are cut", report.Cut)
	}
	whole, _ := f.GetCellValue("cases", "D2")
	short, _ := f.GetCellValue("cases", "D3")
	if whole != s.cases[0].Title {
		t.Error("a text that fits was changed")
	}
	if n := len(utf16.Encode([]rune(short))); n > cellRoom || !strings.HasSuffix(short, "😀…") {
		t.Errorf("%d units, %q", n, short[len(short)-8:])
	}
	about, _ := f.GetRows("About")
	if !strings.Contains(fmt.Sprint(about), "1 of the texts") {
		t.Errorf("it does not say so: %v", about)
	}
}

// Rows that a sheet has no room for go on in the next.
func TestALongTableGoesOnInTheNextSheet(t *testing.T) {
	var out bytes.Buffer
	book, err := newWorkbook(&out, "events")
	if err != nil {
		t.Fatal(err)
	}
	book.most = 300
	if err := book.header([]string{"n"}); err != nil {
		t.Fatal(err)
	}
	const rows = 700
	for i := range rows {
		if err := book.row([]cell{whole(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.endRows(); err != nil {
		t.Fatal(err)
	}
	if err := book.end(nil); err != nil {
		t.Fatal(err)
	}
	f := opened(t, out.Bytes())
	next := 0
	for _, name := range []string{"events", "events 2", "events 3"} {
		got, err := f.GetRows(name)
		if err != nil || len(got) > book.most || got[0][0] != "n" {
			t.Fatalf("%s: %d rows: %v", name, len(got), err)
		}
		for _, row := range got[1:] {
			if row[0] != fmt.Sprint(next) {
				t.Fatalf("%s goes on with %s after %d", name, row[0], next-1)
			}
			next++
		}
	}
	if next != rows {
		t.Errorf("%d rows of %d", next, rows)
	}
}
