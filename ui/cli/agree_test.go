package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestScreenJSONAndExportAgree looks at one shop in the three ways an owner
// can: what stands on the screen is in --json, and what is in --json stands in
// the export to the last digit. A corrected calendar changes the past in all
// of them.
func TestScreenJSONAndExportAgree(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const now = "2026-11-23T14:30:00+07:00"
	db := filepath.Join(t.TempDir(), "demo.db")
	h.env = append(h.env, "ALUR_TEST_CLOCK=1", "ALUR_DB="+db)
	w := h.open("alur demo --keep " + db + " --now " + now + " --lang en")
	w.sees("DEMO", "F10").press("F12").enters(languages()[0], "Hendra", "").press("F7").sees("Work piles up")
	seen := map[string]string{"now": w.seen}
	for _, view := range []string{"queues", "detours", "errors", "loads", "promises"} {
		w.press("Tab")
		w.sees(map[string]string{"queues": "[Slow]", "detours": "[Convoluted]", "errors": "[Errors]", "loads": "[People]", "promises": "[Promises]"}[view])
		seen[view] = w.seen
	}
	w.press("C-q").sees(ended)

	doc := h.reviewed(now)
	h.toldInOneOrder(doc, seen["now"], now)
	for view, cells := range map[string][]string{
		"errors": {"attempts", "failed"}, "promises": {"cases", "kept_first"}, "queues": nil, "detours": nil, "people": nil, "loads": nil,
	} {
		told := doc[view].([]any)
		rows := h.exported(view, now)
		if len(rows) != len(told) || len(rows) == 0 {
			t.Errorf("%s: %d rows are exported of %d", view, len(rows), len(told))
			continue
		}
		for i, row := range rows {
			agrees(t, fmt.Sprint(view, " ", i), told[i].(map[string]any), row)
		}
		// The first rows have room on the screen.
		if len(cells) > 0 {
			first := rows[0][cells[0]] + ` +` + rows[0][cells[1]] + ` `
			if !regexp.MustCompile(first).MatchString(seen[view]) {
				t.Errorf("%s: the screen does not show %q:\n%s", view, first, seen[view])
			}
		}
	}
	steps := map[string]string{}
	for _, row := range h.exported("steps", now) {
		steps[row["process"]+"/"+row["step"]] = row["executions"] + " of " + row["cases"]
	}
	for _, told := range doc["steps"].([]any) {
		s := told.(map[string]any)
		if name := fmt.Sprint(s["process"], "/", s["step"]); steps[name] != digits(s["executions"].(float64))+" of "+digits(s["cases"].(float64)) {
			t.Errorf("%s is exported as %q of %v", name, steps[name], s)
		}
	}
	was := doc["lead_time"].(map[string]any)["p50"].(float64)
	h.alur("hours", "set", "mon-sun", "00:00-24:00", "--as", "Hendra", "--now", now)
	doc = h.reviewed(now)
	is := doc["lead_time"].(map[string]any)["p50"].(float64)
	if is <= was {
		t.Errorf("half of the past cases took %v s, and with longer hours %v s", was, is)
	}
	for _, row := range h.exported("overall", now) {
		if row["figure"] == "lead_time" && row["p50"] != digits(is) {
			t.Errorf("the export says %s s, --json %v s", row["p50"], is)
		}
	}
}

// reviewed is bottlenecks --json.
func (h *house) reviewed(now string) map[string]any {
	h.t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(h.alur("bottlenecks", "--json", "--now", now)), &doc); err != nil {
		h.t.Fatal(err)
	}
	return doc
}

// exported are the rows of a table of the bottlenecks, by the names of their
// columns.
func (h *house) exported(view, now string) []map[string]string {
	h.t.Helper()
	lines, err := csv.NewReader(strings.NewReader(h.alur("export", "bottlenecks", "--view", view, "--as", "Hendra", "--now", now))).ReadAll()
	if err != nil {
		h.t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func digits(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// agrees holds a row of an export against what --json says of it.
func agrees(t *testing.T, where string, told map[string]any, row map[string]string) {
	t.Helper()
	for name, value := range told {
		want := ""
		switch value := value.(type) {
		case float64:
			want = digits(value)
		case string:
			want = value
		case nil:
		default:
			continue // Lists and distributions are compared beside the export.
		}
		got, ok := row[name]
		if !ok {
			got, ok = row[name+"_s"]
		}
		if !ok || got != want {
			t.Errorf("%s: %s is %q in the export, %q in --json", where, name, got, want)
		}
	}
}

// toldInOneOrder: what piles up now and the problems of the period stand in
// one order on the screen, in the text, in --json and in the export.
func (h *house) toldInOneOrder(doc map[string]any, screen, now string) {
	h.t.Helper()
	var order []string
	for _, told := range doc["findings"].([]any) {
		order = append(order, told.(map[string]any)["problem"].(string))
	}
	if len(order) < 3 || !strings.HasPrefix(order[0], "Work piles up at ") {
		h.t.Errorf("--json tells %q", order)
	}
	text, at := h.alur("bottlenecks", "--now", now), 0
	for i, problem := range order {
		start := problem[:min(len(problem), 30)]
		if i == 0 {
			start = strings.SplitAfter(problem, ".")[0] // Its size is told in sentences of their own.
		}
		next := strings.Index(text[at:], start)
		if next < 0 {
			h.t.Errorf("%q stands at another place of the text:\n%s", start, text)
			continue
		}
		at += next
	}
	at = 0
	for i, problem := range order[:2] { // So many have room.
		next := strings.Index(screen[at:], strings.SplitAfter(problem, ".")[0][:20])
		if next < 0 {
			h.t.Errorf("%d, %q, stands at another place of the screen:\n%s", i, problem, screen)
			continue
		}
		at += next
	}
	for i, row := range h.exported("findings", now) {
		if row["problem"] != order[i] || row["now"] != strconv.FormatBool(i == 0) {
			h.t.Errorf("%d is %v in the export, %q in --json", i, row, order[i])
		}
	}
}
