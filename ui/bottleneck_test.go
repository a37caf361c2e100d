package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/store"
)

// aPile is a shop in which goods are picked quickly for two days, and then
// not any more while orders keep coming.
func aPile(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := tokoMaju(t, lang)
	order := func(n int) string {
		fields := rina()
		fields["order_no"], fields["customer"] = model.Value{Text: fmt.Sprint(2000 + n)}, model.Value{Text: "Toko Sinar " + fmt.Sprint(n)}
		return gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: fields}).Case
	}
	do := func(id, step, by string, wait, work time.Duration, ticks ...string) {
		ref := model.TaskRef{Case: id, Step: step}
		s.now = s.now.Add(wait)
		gives(t, s, by, model.Begin{Task: ref})
		s.now = s.now.Add(work)
		gives(t, s, by, model.Complete{Task: ref, Ticks: ticks})
	}
	for n := range 6 {
		s.now = monday.Add(time.Duration(n-53) * time.Hour)
		id := order(n)
		do(id, "pick", "sari", time.Duration(8+n)*time.Minute, 10*time.Minute, "1/1", "1/2", "1/3", "2")
		do(id, "quality", "budi", time.Duration(3+n)*time.Minute, 5*time.Minute, "1", "2", "3")
	}
	for n := range 5 {
		s.now = monday.Add(-time.Duration(100-20*n) * time.Minute)
		order(10 + n)
	}
	s.now = monday.Add(5 * time.Minute)
	gives(t, s, "sari", model.SignIn{Match: true})
	return s
}

func TestGoldenBottlenecks(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := aPile(t, lang)
			d := sit(t, s, "hendra", "")
			d.press("f7")
			d.golden(name("bottlenecks"))
			d.press("down", "down", "o")
			d.golden(name("bottlenecks-process"))
			d.press("esc", "up", "up", "enter")
			d.golden(name("waiting"))
			s = newMem(monday)
			gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta"}})
			d = sit(t, s, "hendra", "")
			d.press("f7")
			d.golden(name("bottlenecks-empty"))
		})
	}
	d := sit(t, aPile(t, model.English), "hendra", "")
	d.resize(120, 30).press("f7")
	d.golden("bottlenecks-wide.en")
}

// The answer comes first; the figures follow the marked step, and stay on it
// when others change the order.
func TestTheOwnerSeesWhereWorkPilesUp(t *testing.T) {
	s := aPile(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f7").sees("Work piles up at Pack safely.", "By its process it should take no longer than 1 h.", "Enter shows the 6 cases")
	d.press("down").sees("6,2x ▲", "▲ rising", "Enter shows the 7 cases")
	d.press("down").sees("Prepare the invoice, waiting at the hour", "Who can: Dewi")
	ref := model.TaskRef{Case: "online-order-1", Step: "invoice"}
	gives(t, s, "dewi", model.Begin{Task: ref})
	d.refresh().sees("Prepare the invoice, waiting at the hour", "Enter shows the 12 cases")
	d.press("enter").sees("Prepare the invoice", "12 waiting, 1 in work", "Dewi", "working since 14:37")
	d.press("down", "enter").sees("The case", "online-order-").press("esc", "esc").sees("Bottlenecks", "Prepare the invoice, waiting")
}

func TestThePeriodOfTheUsual(t *testing.T) {
	s := aPile(t, model.Indonesian)
	d := sit(t, s, "hendra", "")
	d.press("f7", "left", "left").sees("Hari ini", "belum").press("right").sees("7 hari terakhir", "11 mnt").press("right", "right").sees("90 hari terakhir").press("right").sees("Sejak awal").press("left")
	d.press("o").sees("Pekerjaan yang mana?").press("right", "tab", "tab", "tab", "tab", "tab", "enter").sees("90 hari terakhir   Pesanan online")
}

// The version stands in the question from the first time on, follows the
// process above it, and is chosen together with it.
func TestAVersionIsChosenWithItsProcess(t *testing.T) {
	s := aPile(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f7", "o").sees("Which work?", "Version       ← choose a process first →")
	d.press("right").sees("Process       ← Online order →", "Version       ← all →")
	d.press("tab", "right").sees("Version       ← 1 →").press("f9").sees("Online order, version 1")
	d.press("o").sees("Version       ← 1 →").press("left").sees("Version       ← choose a process first →").press("f9").sees("All processes")
}

// What waits at a step goes away while one looks at it.
func TestTheLastOneIsBegun(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f7").sees("Enter shows the 2 cases that wait there.").press("enter").sees("2 waiting")
	for _, id := range []string{"online-order-1", "online-order-2"} {
		gives(t, s, "hendra", model.CancelCase{Case: id, Reason: "gone"})
	}
	d.refresh().sees("Nothing stands at this step now.", "Esc goes back.")
}

// An auditor begins with the bottlenecks; staff do not get there.
func TestWhoSeesTheBottlenecks(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ina", Auditor: true}})
	sit(t, s, "ina", "").sees("Bottlenecks", "Look first at")
	sit(t, s, "sari", "").press("f7").sees("My next task", "Bottlenecks: for the owner only")
}

func TestBottlenecksInASCII(t *testing.T) {
	s := aPile(t, model.English)
	d := sit(t, s, "hendra", "")
	d.wears(newTheme(NoColour, true))
	d.press("f7").sees("#########  6,2x ^")
	d.open(pageAudit, nil)
	for _, r := range d.screen() {
		if r > '~' {
			t.Errorf("%q is not ASCII:\n%s", r, d.screen())
		}
	}
}

// overseen are ways to the screens of those who oversee the shop.
func overseen() map[string]func(d *desk) {
	return map[string]func(d *desk){
		"bottlenecks":     func(d *desk) { d.press("f7") },
		"one process":     func(d *desk) { d.press("f7", "o") },
		"what waits":      func(d *desk) { d.press("f7", "enter") },
		"of a role":       func(d *desk) { d.press("f7", "shift+tab", "shift+tab", "enter") },
		"of a promise":    func(d *desk) { d.press("f7", "shift+tab", "enter") },
		"the audit":       func(d *desk) { d.open(pageAudit, nil) },
		"its filter":      func(d *desk) { d.open(pageAudit, nil); d.press("/") },
		"only one":        func(d *desk) { d.open(pageAudit, nil); d.press("o") },
		"whose acts":      func(d *desk) { d.open(pageAudit, nil); d.press("o", "down", "down", "enter") },
		"a broken record": func(d *desk) { d.store.(*memStore).bad = broken(); d.open(pageAudit, nil) },
		"no line":         func(d *desk) { d.open(pageAudit, nil); d.press("/", "z", "z") },
		"export": func(d *desk) {
			d.root.env.folder = "/nowhere"
			d.press("f7", "e")
		},
		"export to a file": func(d *desk) {
			d.root.env.folder = "/nowhere"
			d.open(pageAudit, nil)
			d.press("e", "tab", "tab")
		},
		"a case of the log": func(d *desk) { d.open(pageAudit, nil); d.press("enter") },
	}
}

func broken() error {
	return &store.Fault{Seq: 17, Why: model.Say{
		EN: "Line %d of the record was changed after it was written.", ID: "Baris %d catatan diubah setelah ditulis.",
	}, Args: []any{17}}
}

func TestEveryLineOfTheOverseersFits(t *testing.T) {
	for name, way := range overseen() {
		for _, lang := range model.Langs() {
			d := sit(t, aPile(t, lang), "hendra", lang)
			way(d)
			for _, size := range [][2]int{{60, 18}, {80, 24}, {99, 24}, {100, 30}, {120, 40}, {200, 60}, {40, 10}} {
				d.resize(size[0], size[1])
				checkSize(t, d, name, size)
			}
		}
	}
}

// In a shop with a long history the figures take their time; the page is there
// at once, its keys work, and the figures come when they come.
func TestTheFrameDoesNotWaitForItsFigures(t *testing.T) {
	d := sit(t, aPile(t, model.English), "hendra", "")
	var later []tea.Cmd
	d.hold = func(c tea.Cmd) { later = append(later, c) }
	d.press("f7").sees("Reckoning ...", "Last 30 days", "[Now] Slow")
	d.press("tab").sees("Reckoning ...", "Now [Slow]").press("right").sees("Last 90 days").press("shift+tab").sees("[Now] Slow")
	d.hold = nil
	for _, c := range later {
		d.run(c)
	}
	d.sees("Work piles up at Pack safely.", "Last 90 days", "Enter shows the 6 cases")
	if contains(d.screen(), "Reckoning") {
		t.Error(d.screen())
	}
}
