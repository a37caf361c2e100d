package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/xuri/excelize/v2"

	"alur/model"
	tables "alur/store/export"
)

// exporting opens a page over a folder of the test and presses E.
func exporting(t *testing.T, s *memStore, id screenID, folder string) *desk {
	t.Helper()
	d := sit(t, s, "hendra", "")
	d.root.env.folder = folder
	d.open(id, nil)
	return d.press("e")
}

func TestGoldenExport(t *testing.T) {
	for _, lang := range model.Langs() {
		s := aPile(t, lang)
		d := exporting(t, s, pageAudit, "/home/hendra/Documents")
		d.golden("export." + string(lang))
		d.press("tab", "tab", "tab", "enter")
		d.golden("export-no-folder." + string(lang))
	}
}

// The owner exports the figures as a workbook with Enter alone; it is on
// record.
func TestTheOwnerExports(t *testing.T) {
	s := aPile(t, model.English)
	folder := t.TempDir()
	d := exporting(t, s, pageSlow, folder)
	d.sees("Export the bottlenecks", "Last 30 days", "► Excel workbook", "toko-maju-bottlenecks-2026-11-23")
	d.press("enter", "enter", "enter", "enter").sees("√  Exported ", " rows:")
	f, err := excelize.OpenFile(filepath.Join(folder, "toko-maju-bottlenecks-2026-11-23.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := f.GetRows("bottlenecks"); err != nil || len(rows) != 5 || !contains(fmt.Sprint(rows), "Pick the goods") {
		t.Fatalf("%v: %v", err, rows)
	}
	all := 0
	for _, v := range tables.Views() {
		name := string(v)
		if v == tables.Steps {
			name = "bottlenecks"
		}
		rows, err := f.GetRows(name)
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %v", name, err)
		}
		all += len(rows) - 1
	}
	last := s.events[len(s.events)-1]
	if b, ok := last.Body.(model.Exported); !ok || b.What != "bottlenecks" || b.Form != "xlsx" || b.Rows != all || last.By != "hendra" {
		t.Errorf("on record is %+v by %s", last.Body, last.By)
	}
	d.open(pageAudit, nil)
	d.sees("exported", "Bottlenecks")
}

// CSV has one table: that of the view the owner looks at.
func TestCSVHasTheViewThatIsOpen(t *testing.T) {
	s := aPile(t, model.English)
	folder := t.TempDir()
	for view, want := range map[string]string{"": "since,now,process,step,", "tab*4": "since,until,role,people,executions,busy_s,"} {
		d := sit(t, s, "hendra", "")
		d.root.env.folder = folder
		d.open(pageSlow, nil)
		if view != "" {
			d.press("tab", "tab", "tab", "tab")
		}
		d.press("e").sees("A workbook has all views; CSV has only: ")
		d.press("down", "down", "enter", "tab", "ctrl+u").text("mine"+view).press("tab", "enter").sees("√  Exported ")
		data, err := os.ReadFile(filepath.Join(folder, "mine"+view+".csv"))
		if err != nil || !strings.HasPrefix(string(data), want) {
			t.Errorf("%v: %s", err, data)
		}
	}
}

// No file is ever written over: a name that is taken is not proposed, and one
// that is typed all the same is refused.
func TestAnExportTakesNoName(t *testing.T) {
	s := tokoMaju(t, model.English)
	folder := t.TempDir()
	taken := filepath.Join(folder, "toko-maju-audit-2026-11-23.csv")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := exporting(t, s, pageAudit, folder)
	d.sees("Export the record", "16 events", "toko-maju-audit-2026-11-23_2")
	d.press("down", "down", "tab", "tab", "ctrl+u").text("toko-maju-audit-2026-11-23").press("tab", "enter")
	d.sees("There is a file toko-maju-audit-2026-11-23.csv", "Another name?")
	before := s.count
	d.press("enter").sees("√  Exported ")
	if data, _ := os.ReadFile(taken); string(data) != "mine" {
		t.Errorf("the other file says %q", data)
	}
	if s.count != before+1 {
		t.Errorf("%d acts", s.count-before)
	}
}

// What can't be noted does not leave, and the person is told.
func TestAnExportThatCannotBeNotedLeavesNoFile(t *testing.T) {
	s := tokoMaju(t, model.English)
	folder := t.TempDir()
	d := exporting(t, s, pageAudit, folder)
	d.sees("Export the record")
	// The right is taken away before the export is noted.
	s.shop.People["hendra"] = &model.Person{ID: "hendra", Name: "Hendra"}
	d.press("enter", "enter", "enter", "enter").sees("Only an owner or an auditor may export.")
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("%v: the folder has %v", err, entries)
	}
}

// Over SSH a file lies in the folder of the shop, whatever is typed, and the
// notice says how it comes home.
func TestOverSSHTheFileIsFetched(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	folder := t.TempDir()
	d.root.env.folder, d.root.env.remote = folder, Away{Call: "ssh -p 2222 toko"}
	d.open(pageAudit, nil)
	d.press("e", "down", "tab", "ctrl+u").text("../mine").press("tab", "enter").sees("A name alone, please")
	if strings.Contains(d.screen(), "Folder") {
		t.Error("somebody elsewhere is asked for a folder of the shop's PC")
	}
	d.press("shift+tab", "ctrl+u").text("mine").press("tab", "enter").sees("√  Exported ")
	// The lines break where the folder's name is at its end.
	said := strings.Join(strings.Fields(d.screen()), " ")
	for _, part := range []string{"It lies on the shop's PC.", "On yours: ssh -p 2222 toko alur export", "--excel --as hendra > mine.csv"} {
		if !strings.Contains(said, part) {
			t.Errorf("the screen lacks %q:\n%s", part, d.screen())
		}
	}
	if !exists(filepath.Join(folder, "mine.csv")) {
		t.Error("the file is not where it was said to be")
	}
}

// A PC that joined has a key that only alur join uses: its command is alur join.
func TestWhatBringsAFileHomeFitsThePC(t *testing.T) {
	for _, c := range []struct {
		away             Away
		words, path, has string
	}{
		{Away{Call: "ssh -p 2222 toko"}, "export tasks --as dewi", "/shop/exports/mine.csv", "ssh -p 2222 toko alur export tasks --as dewi > mine.csv"},
		{Away{Call: "alur join toko:2222", Joins: true}, "export tasks --as dewi", "/shop/exports/mine.csv", `alur join toko:2222 --run "export tasks --as dewi" -o mine.csv`},
		{Away{Call: "alur join toko:2222", Joins: true}, "export tasks", "/shop/my own.csv", `alur join toko:2222 --run "export tasks" -o "my own.csv"`},
	} {
		if got := c.away.brings(c.words, c.path); got != c.has {
			t.Errorf("it is %s, and not %s", got, c.has)
		}
	}
}

// On the shop's own PC a whole path is taken as it is, and a name lies in the
// folder.
func TestAWholePathIsTakenAsItIs(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	d := exporting(t, tokoMaju(t, model.English), pageAudit, folder)
	d.press("down", "tab", "tab", "ctrl+u").text(filepath.Join(other, "mine")).press("tab", "enter").sees("√  Exported ")
	if !exists(filepath.Join(other, "mine.csv")) {
		t.Errorf("the file is not where it was asked for:\n%s", d.screen())
	}
}

// Every form is in the sheet where it fits, and gives the file its ending.
func TestTheFormsOfAnExport(t *testing.T) {
	for i, want := range []struct{ ending, begins string }{
		{".xlsx", "PK"}, {".csv", "\ufeffseq;"}, {".csv", "seq,"}, {".xes", "<?xml"},
	} {
		folder := t.TempDir()
		d := exporting(t, tokoMaju(t, model.English), pageAudit, folder)
		for range i {
			d.press("down")
		}
		d.press("tab", "tab", "ctrl+u").text("mine.CSV").press("tab", "enter").sees("√  Exported ")
		if data, err := os.ReadFile(filepath.Join(folder, "mine"+want.ending)); err != nil || !strings.HasPrefix(string(data), want.begins) {
			t.Errorf("%v: %.20q", err, data)
		}
	}
	d := exporting(t, aPile(t, model.English), pageSlow, t.TempDir())
	d.sees("CSV for programs")
	if strings.Contains(d.screen(), "Process mining") {
		t.Error("figures of steps are offered as a log")
	}
}

// Beside an export the footer says how far it is.
func TestALongExportSaysHowFarItIs(t *testing.T) {
	d := exporting(t, tokoMaju(t, model.English), pageAudit, t.TempDir())
	d.root.exporting = &atomic.Uint64{}
	d.root.exporting.Store(42)
	d.sees("Exporting 42 %")
	d.press("enter", "enter", "enter", "enter").sees("√  Exported ", "Saved")
}

func TestOtherName(t *testing.T) {
	for name, want := range map[string]string{
		"a.csv": "a_2.csv", "a_2.csv": "a_3.csv", "a-2026-11-23.csv": "a-2026-11-23_2.csv",
		"a_9.csv": "a_10.csv", "2": "2_2", "a_b.csv": "a_b_2.csv",
	} {
		if got := otherName(name); got != want {
			t.Errorf("after %s comes %s, want %s", name, got, want)
		}
	}
}
