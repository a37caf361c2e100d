package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

// ofRina is a task of the case that the record of the tests is about.
func ofRina(step string) model.TaskRef { return model.TaskRef{Case: "online-order-1", Step: step} }

// aDay lets an hour of work go by in the shop.
func aDay(t testing.TB, s *memStore) {
	t.Helper()
	act := func(wait time.Duration, by string, a model.Act) {
		s.now = s.now.Add(wait)
		if _, err := s.Do(t.Context(), model.Command{By: by, Station: "KASIR-2", Act: a}); err != nil {
			t.Fatal(err)
		}
	}
	act(time.Minute, "sari", model.Begin{Task: ofRina("pick")})
	act(4*time.Minute, "sari", model.SetTick{Task: ofRina("pick"), Item: "1/1", On: true})
	act(10*time.Second, "sari", model.SetTick{Task: ofRina("pick"), Item: "1/2", On: true})
	act(time.Minute, "sari", model.Park{Task: ofRina("pick"), Reason: "no boxes"})
	act(7*time.Minute, "sari", model.Resume{Task: ofRina("pick")})
	act(time.Minute, "sari", model.HandOver{Task: ofRina("pick"), To: "budi", Reason: "Bank"})
	act(8*time.Minute, "budi", model.Begin{Task: ofRina("pick")})
	act(time.Minute, "budi", model.Complete{Task: ofRina("pick"), Ticks: []string{"1/3", "2"}})
	act(time.Minute, "hendra", model.Begin{Task: ofRina("quality")})
	act(time.Minute, "hendra", model.Complete{Task: ofRina("quality"), Ticks: []string{"1", "2", "3"}})
	act(2*time.Minute, "budi", model.Begin{Task: ofRina("pack")})
	act(time.Minute, "budi", model.SetField{Task: ofRina("pack"), Field: "weight", Value: model.Value{Text: "2.1"}})
	act(time.Minute, "budi", model.SetField{Task: ofRina("pack"), Field: "weight", Value: model.Value{Text: "2.4"}})
	s.now = s.now.Add(time.Minute)
}

// audited opens the record for the owner.
func audited(t testing.TB, s *memStore) *desk {
	t.Helper()
	d := sit(t, s, "hendra", "")
	d.open(pageAudit, nil)
	return d
}

// open opens a page as the menu does.
func (d *desk) open(id screenID, arg any) {
	d.run(d.root.goTo(goTo{to: id, arg: arg}))
	d.wait(2 * time.Second)
}

func TestGoldenAudit(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			aDay(t, s)
			d := audited(t, s)
			d.golden(name("audit"))
			d.press("down", "down", "down", "down", "down")
			d.golden(name("audit-below"))
			d.press("o")
			d.golden(name("audit-only"))
			d.press("esc", "/").text("hendra")
			d.golden(name("audit-filter"))
			d.press("ctrl+u").text("zzz").press("enter")
			d.golden(name("audit-nothing"))
		})
	}
	s := tokoMaju(t, model.English)
	aDay(t, s)
	d := audited(t, s)
	d.resize(120, 30).press("right", "right", "right")
	d.golden("audit-wide.en")
}

// The record is read from the newest line down, as far as one scrolls.
func TestTheAuditReadsOnAsOneScrolls(t *testing.T) {
	s := tokoMaju(t, model.English)
	for range 300 {
		gives(t, s, "hendra", model.SignIn{Match: true})
	}
	d := audited(t, s)
	d.sees("200 events and more", "older events")
	for range 25 {
		d.press("pgdown")
	}
	d.sees("316 events").press("end").sees("opened the shop").press("home").sees("Event no. 316")
}

// New lines do not move what is under the hands; they are counted.
func TestNewLinesWaitAbove(t *testing.T) {
	s := tokoMaju(t, model.English)
	aDay(t, s)
	d := audited(t, s)
	before := rowsOf(d)
	gives(t, s, "sari", model.SignIn{Match: true})
	gives(t, s, "sari", model.SignOut{})
	d.refresh().sees("2 new ▲", "42 events", "Event no. 40")
	if got := rowsOf(d); got != before {
		t.Errorf("the list moved:\n%s\nwas:\n%s", got, before)
	}
	d.press("up", "up").sees("signed out", "Event no. 42")
	if contains(d.screen(), "new ▲") {
		t.Error("what was seen is still new")
	}
}

// rowsOf is the list of the audit as it stands on the screen.
func rowsOf(d *desk) string { return strings.Join(splitLines(d.screen())[4:14], "\n") }

func TestTheAuditIsNarrowedDown(t *testing.T) {
	s := tokoMaju(t, model.English)
	aDay(t, s)
	d := audited(t, s)
	d.press("down", "down", "down", "down", "down", "o", "enter").sees("Today · Hendra", "14 events", "Hendra finished")
	if contains(d.screen(), "Budi ") {
		t.Errorf("Budi is there:\n%s", d.screen())
	}
	d.press("o", "end", "up", "down", "down", "down", "enter").sees("Today · everyone", "40 events")
	d.press("o", "down", "down", "enter").sees("Whose acts?", "Dewi").press("enter").sees("Today · Budi")
	d.press("left", "right", "right").sees("Last 30 days · Budi")
	d.press("enter").sees("The case", "online-order-1").press("esc").sees("Last 30 days · Budi")
}

// Digits and letters never leave the page, and a scan opens its case.
func TestTheAuditTakesScans(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := audited(t, s)
	d.scan("1043\r").sees("The case", "Order 1043 - Pak Joko")
	d.press("esc", "/").scan("1042\r").sees(`Filter  1042`, "Order 1042")
	d.press("enter", "down").sees(`"1042"`)
}

// TestOlderEventsAreSaidToLieInTheArchive: what is proven is told from where on,
// and a case whose history is not there says where it is.
func TestOlderEventsAreSaidToLieInTheArchive(t *testing.T) {
	s := tokoMaju(t, model.English)
	aDay(t, s)
	s.away = &store.Base{Head: store.Head{Seq: 12}, File: "to-2025.db"}
	d := sit(t, s, "hendra", "")
	d.open(pageAudit, nil)
	d.sees("√ Record is complete since event 13; older ones in to-2025.db (15:02)")
	d.press("esc")
	d.open(pageCase, "online-order-1")
	d.press("end").sees("What happened up to event 12 lies in to-2025.db, which is not beside the")
}

func TestTheProofOfTheRecord(t *testing.T) {
	s := tokoMaju(t, model.English)
	aDay(t, s)
	d := sit(t, s, "hendra", "")
	run := slow(d)
	d.open(pageAudit, nil)
	d.hold = nil
	run()
	d.sees("√ Record is complete: 40 events, none changed or missing (checked 15:02)", "Head of the record: 40:")

	s.bad = broken()
	d.press("esc")
	d.open(pageAudit, nil)
	d.sees("! Line 17 of the record was changed after it was written.")
	if contains(d.screen(), "Head of the record") {
		t.Error("a broken record shows a head to trust")
	}
	s.bad = errors.New("the disk is away")
	d.press("esc")
	d.open(pageAudit, nil)
	d.sees("! The record could not be checked now (the disk is away).")
}

func TestTheProofSaysHowFarItIs(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageAudit}))
	a := d.root.front().screen.(*audit)
	a.proof.done = false
	a.proof.percent.Store(45)
	d.sees("Checking that no line was changed or lost ... 45 %")
}

// Only those who oversee the shop read the record of all.
func TestWhoMayAudit(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ina", Auditor: true}})
	p, ok := pageOf(pageAudit)
	for id, want := range map[string]bool{"hendra": true, "ina": true, "sari": false} {
		if got := (&env{me: s.shop.People[id]}).mayOpen(p); !ok || got != want {
			t.Errorf("%s may open the audit: %v", id, got)
		}
	}
}

// No line of the record shows a PIN, its hash, or a raw name of an event.
func TestNoHashIsShown(t *testing.T) {
	s := tokoMaju(t, model.English)
	hash, err := model.HashPIN("2468", []byte("sixteen byte salt"))
	if err != nil {
		t.Fatal(err)
	}
	gives(t, s, "hendra", model.SetPIN{Person: "sari", Hash: hash})
	d := audited(t, s)
	d.sees(`Hendra set the PIN of "Sari"`)
	if contains(d.screen(), hash[:8]) {
		t.Errorf("the hash is shown:\n%s", d.screen())
	}
}
