package ui

import (
	"strings"
	"testing"
	"time"

	"alur/model"
	tables "alur/store/export"
)

// The history of a case is in the words of people: who did what, to what, and
// why.
func TestHistorySpeaksWords(t *testing.T) {
	for lang, want := range map[model.Lang]string{
		model.English:    `sent back "Check the goods`,
		model.Indonesian: `mengembalikan "Periksa barang`,
	} {
		s := tokoMaju(t, lang)
		picked(t, s)
		ref := model.TaskRef{Case: "online-order-1", Step: "quality"}
		gives(t, s, "budi", model.Begin{Task: ref})
		o := badOutcome(t, s, ref)
		gives(t, s, "budi", model.Complete{Task: ref, Outcome: o.Name, Reason: o.Reasons[1]})
		d := sit(t, s, "budi", lang)
		d.run(d.root.goTo(goTo{to: pageCase, arg: "online-order-1"}))
		d.press("end").resize(80, 60)
		d.sees(want, `"`+o.Reasons[1]+`"`)
		for _, code := range []string{"task.", "case.", "auto."} {
			if strings.Contains(d.screen(), code) {
				t.Errorf("%s: a code %q of the record stands on the screen:\n%s", lang, code, d.screen())
			}
		}
	}
}

// badOutcome is the outcome of a task that sends it back.
func badOutcome(t *testing.T, s *memStore, ref model.TaskRef) model.Outcome {
	t.Helper()
	flow := memView{s}.Flow("online-order", 1)
	for _, o := range flow.Outcomes(ref.Step) {
		if flow.IsBack(ref.Step, o.Name) {
			return o
		}
	}
	t.Fatal("no outcome sends back")
	return model.Outcome{}
}

// People that were added elsewhere stand in the list as soon as they are
// counted above it.
func TestPeopleAddedElsewhere(t *testing.T) {
	s := tokoMaju(t, model.English)
	// The list is open on a shop of its own, as with a real store.
	was := *s.shop
	d := sit(t, s, "hendra", model.English)
	d.run(d.root.goTo(goTo{to: pagePeople}))
	shop := was
	shop.People = map[string]*model.Person{"wati": {ID: "wati", Name: "Wati"}}
	for id, p := range was.People {
		shop.People[id] = p
	}
	s.shop = &shop
	d.run(d.root.tell(refresh{}))
	d.run(d.root.readShop())
	d.sees("5 people work here", "Wati")
}

// The sheet that cancels shows the number in its sentence only: the field is
// empty until somebody types.
func TestCancelFieldIsEmpty(t *testing.T) {
	s := tokoMaju(t, model.English)
	sheet := cancelSheet(&sit(t, s, "hendra", model.English).root.env, s.cases["online-order-1"])
	if hint := sheet.form.item("number").hint; hint != "" {
		t.Errorf("the field looks as if %q were typed already", hint)
	}
}

// The undo of a start says that the case is gone and its number used.
func TestUndoOfAStartSaysSo(t *testing.T) {
	s := tokoMaju(t, model.English)
	order := rina()
	order["order_no"] = model.Value{Text: "1044"}
	gives(t, s, "sari", model.StartCase{Process: "online-order", Fields: order})
	d := sit(t, s, "sari", model.English)
	d.press("ctrl+z").sees("The start of online-order-3 is undone; its number stays used.")
}

// What is for the owner only stays visible and says who has to sign in.
func TestClosedPagesSayTheWay(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", model.English)
	d.press("f7").sees("Bottlenecks: for the owner only. F12 lets Hendra sign in.")
	d.press("f10").text("audit").sees("Audit", "F12 lets Hendra sign in")
	d.press("enter").sees("For the owner only. F12 lets Hendra sign in.")
	s.now = s.now.Add(time.Minute)
	d = sit(t, s, "sari", model.Indonesian)
	d.press("f7").sees("Hambatan: hanya untuk pemilik. Dengan F12 Hendra bisa masuk.")
}

// One key and one language have one name on a screen.
func TestOneNameForOneThing(t *testing.T) {
	d := sit(t, tokoMaju(t, model.Indonesian), "sari", model.Indonesian)
	d.press("enter", "f10")
	if strings.Contains(d.screen(), "Space") {
		t.Errorf("an Indonesian screen says Space:\n%s", d.screen())
	}
	if got := d.root.env.exported(exportTo{}, tables.Report{Rows: 1}, "a.csv"); !strings.Contains(got, "1 baris") {
		t.Error(got)
	}
	d.root.env.lang = model.English
	if got := d.root.env.exported(exportTo{}, tables.Report{Rows: 1}, "a.csv"); !strings.Contains(got, "1 row:") {
		t.Error(got)
	}
	d = sit(t, tokoMaju(t, model.English), "", model.English)
	d.sees("F4 Bahasa Indonesia", "Ctrl+Q Close alur")
}

// In the audit all verbs stand in one column, and what is long uses the lines
// that would stay empty.
func TestAuditColumnsAndDetail(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	ref := model.TaskRef{Case: "online-order-1", Step: "pick"}
	gives(t, s, "sari", model.Begin{Task: ref})
	why := "dus ukuran besar habis dan pemasok baru mengirim lusa, jadi menunggu sampai barangnya datang ke toko"
	gives(t, s, "sari", model.Park{Task: ref, Reason: why})
	d := sit(t, s, "hendra", model.Indonesian)
	d.run(d.root.goTo(goTo{to: pageAudit}))
	d.sees("datang ke toko")
	d.press("down", "down", "down")
	column := -1
	for _, l := range splitLines(d.screen())[4:14] {
		at := strings.Index(l, "Ambil barangnya")
		if at < 0 {
			at = strings.Index(l, "Pesanan 104")
		}
		if at < 0 {
			continue
		}
		if at = width(l[:at]); column >= 0 && at != column {
			t.Errorf("a line is pushed to column %d from %d:\n%s", at, column, d.screen())
		}
		column = at
	}
}

// The sentence about a PIN that was wrong too often is read whole.
func TestPINPauseIsReadWhole(t *testing.T) {
	d := sit(t, tokoMaju(t, model.English), "", model.English)
	page := d.root.front().screen.(*signIn)
	page.wrong = "Too many wrong PINs for Sari. Signing in is possible again at 14:37; until then the owner can set a new PIN."
	d.sees("at 14:37; until then", "set a new PIN.")
}
