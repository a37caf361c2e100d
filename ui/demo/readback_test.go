package demo_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/findings"
	"alur/store/export"
)

// figuresOf are the figures of a review by name: those of lists by what their
// row is about, not by its place.
func figuresOf(t *testing.T, r findings.Review) map[string]any {
	t.Helper()
	written, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(written, &doc); err != nil {
		t.Fatal(err)
	}
	figures := map[string]any{}
	var walk func(name string, value any)
	walk = func(name string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for part, v := range value {
				walk(name+"/"+part, v)
			}
		case []any:
			for i, v := range value {
				walk(name+"/"+rowName(v, i), v)
			}
		default:
			figures[name] = value
		}
	}
	walk("", doc)
	return figures
}

func rowName(row any, place int) string {
	of, _ := row.(map[string]any)
	var parts []string
	for _, name := range []string{"process", "step", "person", "role", "case", "from", "to"} {
		if text, ok := of[name].(string); ok {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return fmt.Sprint(place)
	}
	return strings.Join(parts, " ")
}

// unsaid are figures that the tasks table has no columns for: what was
// promised, who holds a role, what happened to a task without ending it, and
// why work was sent back.
func unsaid(name string) bool {
	for _, part := range []string{
		"/promises/", "/unread_fields/", "/reasons/", "/people/", "/available_s", "/utilisation", "/given_back", "/handed", "/unclear", "/skipped",
		"/waived", "/ages/old/",
		// What still waits, the screen looks at now, by the days of the shop, and
		// a log at its last event, by those of UTC.
		"/oldest_s", "/waited_s", "/days/",
	} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// near is true for the same figure: to the digit for counts, and within the
// thousandths of a second that the table writes for times.
func near(a, b any) bool {
	x, isNumber := a.(float64)
	y, both := b.(float64)
	if !isNumber || !both {
		return a == b
	}
	if x == math.Trunc(x) && y == math.Trunc(y) {
		return x == y
	}
	return math.Abs(x-y) <= 0.002+1e-6*math.Abs(y)
}

// TestTheShopReadFromItsOwnExport: the figures of the tasks table, read as a
// log from elsewhere, are those of the screen, as far as its columns can say
// them: with pauses, open tasks, waits for the world and cancelled cases. The
// hours of the shop are corrected to be always open, as those of a log are,
// which changes what is long past too. The names of the columns change nothing.
func TestTheShopReadFromItsOwnExport(t *testing.T) {
	ctx := t.Context()
	s := build(t, model.English, now)
	before, err := s.Review(ctx, findings.Question{})
	if err != nil {
		t.Fatal(err)
	}
	shop, err := s.Shop(ctx)
	if err != nil {
		t.Fatal(err)
	}
	settings := shop.Settings
	settings.Hours = model.Hours{}
	for day := range settings.Hours.Week {
		settings.Hours.Week[day] = []model.Slot{{Open: "00:00", Close: "24:00"}}
	}
	if _, err := s.Do(ctx, model.Command{Op: "corrected", By: "hendra", Station: "KASIR-1", Act: model.ChangeSettings{Settings: settings}}); err != nil {
		t.Fatal(err)
	}
	screen, err := s.Review(ctx, findings.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if before.LeadTime.P50 >= screen.LeadTime.P50 || screen.ClosedTime.Sum != 0 {
		t.Errorf("half took %v s before the hours were corrected, %v s after; %v s of it closed", before.LeadTime.P50, screen.LeadTime.P50, screen.ClosedTime.Sum)
	}
	want := figuresOf(t, screen)
	for header, step := range map[export.Header]string{export.XESNames: "alur:step", export.PlainNames: "alur_step"} {
		var out bytes.Buffer
		if _, err := export.Write(ctx, &out, s, export.Request{What: export.Tasks, Form: export.Programs, Header: header, Open: true}); err != nil {
			t.Fatal(err)
		}
		l, _, err := eventlog.Read(&out, eventlog.Options{Map: map[eventlog.Field]string{eventlog.FieldStep: step}})
		if err != nil {
			t.Fatal(err)
		}
		got := figuresOf(t, findings.OfLog(l, findings.Question{To: now}))
		compared := 0
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if unsaid(name) {
				continue
			}
			compared++
			if !near(got[name], want[name]) {
				t.Errorf("%s: %s is %v read back, %v on the screen", header, name, got[name], want[name])
			}
		}
		if compared < 1000 {
			t.Errorf("%s: only %d figures were compared", header, compared)
		}
	}
}
