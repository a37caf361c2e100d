package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"alur/model"
)

// formulas is a shop in which people wrote a formula in every place: names,
// roles, divisions, texts of a process, reasons, answers.
func formulas(t testing.TB) *shelf {
	t.Helper()
	ask := []model.Field{
		{Name: "no", Type: model.TextField}, {Name: "customer", Type: model.TextField}, {Name: "size", Type: model.ChoiceField, Choices: []string{"=small", "@large"}},
		{Name: "parts", Type: model.ListField}, {Name: "whose", Type: model.PersonField}, {Name: "photo", Type: model.FileField}, {Name: "code", Type: model.ScanField},
		{Name: "phone", Type: model.PhoneField}, {Name: "change", Type: model.MoneyField}, {Name: "weight", Type: model.NumberField},
		{Name: "day", Type: model.DateField}, {Name: "hour", Type: model.TimeField}, {Name: "gift", Type: model.YesNoField}, {Name: "title", Type: model.TextField},
	}
	flow, faults := model.Compile(model.Process{
		ID: "-repair", Name: "=Repair", Role: "=bench", Title: "{customer}", Key: "no", Promise: "1d", Start: model.Start{Ask: ask},
		Steps: []model.Step{
			{ID: "-fix", Text: "+Fix it"},
			{ID: "-try", Text: "=Try it", Outcomes: []model.Outcome{{Name: "-works", To: []string{"next"}}, {Name: "-broken", To: []string{"-fix"}, Reasons: []string{"=hums"}}}},
			{ID: "-pack", Text: "@Pack it"},
		},
	})
	if flow == nil {
		t.Fatal(faults)
	}
	s := &shelf{flow: flow, now: at(16, 30), shop: &model.Shop{
		Settings:  model.Settings{Name: "=Toko", Zone: "Asia/Jakarta", Hours: model.DefaultHours(), CSVSeparator: ";"},
		People:    map[string]*model.Person{},
		Processes: map[string]*model.ProcessHead{"-repair": {ID: "-repair", Name: "=Repair", Kind: model.Core}},
	}}
	for _, id := range []string{"=sari", "+budi"} {
		s.shop.People[id] = &model.Person{ID: id, Name: "=" + id, Roles: []string{"=bench"}, SignedIn: at(8, 0)}
	}
	for n := range 30 {
		s.cases = append(s.cases, repair(n+1))
	}
	s.cases = append(s.cases, repair(31))
	waits := s.cases[30]
	waits.State, waits.Ended, waits.Started = model.Running, time.Time{}, at(8, 0).AddDate(0, 0, -14)
	waits.Tasks = waits.Tasks[:3]
	last := waits.Tasks[2]
	last.State, last.Ended, last.By, last.Outcome = model.Ready, time.Time{}, "", ""
	last.Ready, last.Taken, last.Begun = at(8, 0).AddDate(0, 0, -14), time.Time{}, time.Time{}
	for i, body := range []model.Body{model.TaskCompleted{Outcome: "-broken", Reason: "=hums", Back: true}, model.CaseCommented{Text: "=1+1"}} {
		s.events = append(s.events, model.Event{
			Seq: uint64(i + 1), At: at(8, i), Op: "=op", By: "=sari", Station: "=KASIR", Case: "-repair-1", Step: "-try", Body: body,
		})
	}
	return s
}

// repair is a case that was done with a detour.
func repair(n int) *model.Case {
	task := func(step, outcome, reason, by string, round, hour int, state model.TaskState) *model.Task {
		return &model.Task{
			Step: step, Outcome: outcome, Reason: reason, By: by, Round: round, State: state, Seq: uint64(100*n + hour),
			Ready: at(hour, 0), Taken: at(hour, 10), Begun: at(hour, 10), Ended: at(hour, 30), Pauses: []model.Interval{{Begin: at(hour, 15), End: at(hour, 20)}},
		}
	}
	return &model.Case{
		ID: "-repair-" + strconv.Itoa(n), Process: "-repair", Version: 1, Number: n, Title: "=HYPERLINK(1)", Key: "+A-" + strconv.Itoa(n), State: model.Finished,
		Division: "=north", Started: at(8, 0), Ended: at(14, 0), Promise: at(12, 0), FirstPromise: at(12, 0),
		Start: model.Values{
			"no": texts("+A-1"), "customer": texts("=HYPERLINK(1)"), "size": texts("@large"), "parts": {Items: []string{"＝lamp", "=1"}},
			"whose": texts("=sari"), "photo": texts("－x.jpg"), "code": texts("=12"), "phone": texts("+62 812"), "change": texts("-2000"),
			"weight": texts("-0.5"), "day": texts("2026-11-23"), "hour": texts("16:30"), "gift": texts("yes"), "title": texts("=2"),
		},
		Tasks: []*model.Task{
			task("-fix", "done", "=why", "=sari", 1, 8, model.Done), task("-try", "-broken", "=hums", "+budi", 1, 9, model.SentBack),
			task("-fix", "done", "=why", "=sari", 2, 10, model.Done), task("-try", "-works", "=why", "+budi", 2, 11, model.Done),
			task("-pack", "done", "=why", "=sari", 1, 13, model.Done),
		},
	}
}

// ours are the columns of text that alur itself writes: codes of its own, and
// sentences that begin with its own words.
func ours() map[string][]string {
	return map[string][]string{
		"events":               {"event", "data", "hash"},
		"tasks":                {"lifecycle:transition", "alur:state", "alur:pauses", "alur:kind", "case:state", "transition", "alur_pauses", "alur_kind", "alur_state"},
		"cases":                {"state", "gift"},
		"bottlenecks steps":    {"hours"},
		"bottlenecks findings": {"kind", "sentence", "problem", "cause", "change"},
		"bottlenecks overall":  {"figure"},
		"bottlenecks queues":   {"days"},
		"bottlenecks involved": {"driver", "unread_fields"},
	}
}

// TestNoColumnLetsAFormulaOut fills every column of every table in which
// people write with formulas, in both forms for Excel: each is guarded or a
// text, and a column that holds none is one of ours.
func TestNoColumnLetsAFormulaOut(t *testing.T) {
	asks := []Request{{What: Events}, {What: Tasks, Open: true}, {What: Tasks, Open: true, Header: PlainNames}, {What: Cases}}
	for _, v := range Views() {
		asks = append(asks, Request{What: Bottlenecks, View: v})
	}
	for _, r := range asks {
		r.Lang = model.English
		name := strings.TrimSpace(fmt.Sprintf("%s %s", r.What, r.View))
		t.Run(name+string(r.Header), func(t *testing.T) {
			s := formulas(t)
			rows := excelRows(t, s, r)
			if len(rows) < 2 {
				t.Fatal("the table has no row: nothing is shown")
			}
			for i, column := range rows[0] {
				held, guarded := false, false
				for _, row := range rows[1:] {
					cell := row[i]
					held = held || cell != ""
					guarded = guarded || isFormula(strings.TrimPrefix(cell, "'"))
					if isFormula(cell) && !isFigure(cell) {
						t.Errorf("%s lets %q out", column, cell)
					}
				}
				if !guarded && held && !isFigures(rows, i) && !slices.Contains(ours()[name], column) {
					t.Errorf("no formula came to %s: %q", column, rows[1][i])
				}
				if !held && !slices.Contains(empties(), column) {
					t.Errorf("%s is empty: nothing is shown of it", column)
				}
			}
			book, _ := bookOf(t, s, r)
			textsOnly(t, book)
		})
	}
}

// empties are columns of times that this shop has none of.
func empties() []string { return []string{"piling_since"} }

func excelRows(t *testing.T, s *shelf, r Request) [][]string {
	t.Helper()
	var out bytes.Buffer
	r.Form = Excel
	if _, err := Write(t.Context(), &out, s, r); err != nil {
		t.Fatal(err)
	}
	lines := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
	lines.Comma = ';'
	rows, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// isFormula reports whether a spreadsheet would take a text for a formula.
func isFormula(text string) bool {
	return text != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(text)[0])
}

// isFigure is a number or a phone number.
func isFigure(text string) bool {
	return text != "" && strings.Trim(text, "0123456789+-.eE ") == "" && strings.ContainsAny(text, "0123456789")
}

// isFigures reports whether a column holds nothing but figures, times and
// truths.
func isFigures(rows [][]string, i int) bool {
	return !slices.ContainsFunc(rows[1:], func(row []string) bool {
		cell := row[i]
		for _, layout := range []string{moment, time.DateOnly, "15:04"} {
			if _, err := time.Parse(layout, cell); err == nil {
				return false
			}
		}
		return cell != "" && cell != "true" && cell != "false" && !isFigure(cell)
	})
}

// textsOnly holds that no cell of a workbook runs, and that what looks like a
// formula is a text.
func textsOnly(t *testing.T, book *excelize.File) {
	t.Helper()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, cell := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if got := inCell(t, book, sheet, at); isFormula(cell) && !isFigure(cell) && got != "text "+cell {
					t.Errorf("%s of %s holds %q as %q", at, sheet, cell, got)
				}
			}
		}
	}
}
