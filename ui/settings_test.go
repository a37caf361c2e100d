package ui

import (
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

func openAt(t *testing.T, s *memStore, lang model.Lang, id screenID, arg any) *desk {
	t.Helper()
	d := sit(t, s, "hendra", lang)
	d.run(d.root.goTo(goTo{to: id, arg: arg}))
	return d
}

// The owner changes what the shop goes by; one act, on record, and what is
// wrong is said at its row.
func TestTheOwnerChangesTheSettings(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("settings").press("enter").sees("Settings of the shop", "as saved", "Asia/Jakarta")
	before := s.count
	d.press("end", "backspace", "backspace", "backspace", "backspace").text("Jaya").press("tab", "tab").sees("1 changed, not saved yet")
	d.press("ctrl+u").text("Mars").press("tab").sees(`"Mars" is no time zone.`).press("f9").sees("► Time zone", `"Mars" is no time zone.`, "something does not fit: not saved")
	d.press("ctrl+u").text("Asia/Makassar").press("esc")
	if s.count != before {
		t.Fatal("something was changed unasked")
	}
	// What was typed is there again, also after a restart.
	d = openAt(t, s, "", pageSettings, nil)
	d.sees("Toko Jaya", "Asia/Makassar", "2 changed").press("f9").sees("√  Saved: name of the shop, time zone.", "as saved")
	d.refresh().sees("15:32")
	if s.shop.Settings.Name != "Toko Jaya" || s.shop.Zone != "Asia/Makassar" || s.count != before+1 {
		t.Errorf("the shop is %+v after %d acts", s.shop.Settings, s.count-before)
	}
	d.press("f9").sees("Nothing was changed.")
	d.press("tab", "tab", "tab", "tab").sees("← 1.234,50").press("right").sees("← 1,234.50", "1 changed").press("f9").sees("Saved: numbers.")
	if s.shop.Decimal != "." {
		t.Errorf("the decimal sign is %q", s.shop.Decimal)
	}
}

// The shop's own words for a length of time are read, and shown again.
func TestTheIdleLockIsSaidInWords(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := openAt(t, s, model.Indonesian, pageSettings, nil)
	d.sees("Kunci saat diam      10 mnt")
	for range 6 {
		d.press("down")
	}
	d.press("ctrl+u").text("1").press("f9").sees("Tulis 10", "menit atau 1 jam.", "belum disimpan")
	if n := strings.Count(d.screen(), d.root.front().screen.(*shopSettings).form.item("idle").fault[:20]); n != 1 {
		t.Errorf("why not is said %d times:\n%s", n, d.screen())
	}
	d.press("ctrl+u").text("1 jam").press("f9").sees("√  Tersimpan: kunci saat diam.")
	if s.shop.IdleLock != "1h" {
		t.Errorf("the lock is %q", s.shop.IdleLock)
	}
	openAt(t, s, model.Indonesian, pageSettings, nil).sees("Kunci saat diam      1 j", "sesuai yang tersimpan")
}

// Somebody else's change is taken over where nothing was typed here.
func TestSettingsFollowOthers(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, model.English, pageSettings, nil)
	d.text("!")
	next := s.shop.Settings
	next.Currency = "IDR"
	gives(t, s, "hendra", model.ChangeSettings{Settings: next})
	d.refresh().sees("Toko Maju!", "IDR", "1 changed").press("f9")
	if s.shop.Settings.Name != "Toko Maju!" || s.shop.Currency != "IDR" {
		t.Errorf("the shop is %+v", s.shop.Settings)
	}
}

func TestTheOwnerChangesTheHours(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("opening hours").press("enter").sees("When the shop is open", "Open 54 h a week; no closed day ahead.")
	before := s.count
	d.press("down", "ctrl+u").text("8 to 5").press("down").sees(`"8to5" are no hours`).press("f9").sees("► Tuesday")
	d.press("ctrl+u").text("8.00-12, 13.00-16").sees("Open 52 h a week", "Not saved yet.")
	for range 6 {
		d.press("down")
	}
	d.text("25/12/2026 Christmas").press("enter").text("soon").press("up").sees(`"soon" is no day`)
	d.press("down", "ctrl+u").text("2026-12-28 - 2026-12-31 Stock count")
	if s.count != before {
		t.Fatal("something was changed unasked")
	}
	d = openAt(t, s, "", pageHours, nil)
	d.sees("25/12/2026 Christmas", "next closed day: Fri 25 Dec 2026 (Christmas)").press("f9").sees("√  Saved. Open 52 h a week; next closed day: Fri 25 Dec 2026 (Christmas).")
	if len(s.shop.Hours.Closed) != 5 || s.shop.Hours.Names["2026-12-31"] != "Stock count" || model.FormatSlots(s.shop.Hours.Week[1]) != "08:00-12:00, 13:00-16:00" {
		t.Errorf("the hours are %+v", s.shop.Hours)
	}
	d = openAt(t, s, "", pageHours, nil)
	d.sees("2026-12-25 Christmas", "2026-12-28 - 2026-12-31 Stock count")
}

// A person and a division have hours of their own, or those above them.
func TestHoursOfAPersonAndADivision(t *testing.T) {
	s := tokoMaju(t, model.English)
	for _, w := range []whose{{person: "sari"}, {division: "Bandung"}} {
		d := openAt(t, s, model.English, pageHours, w)
		d.sees("← as the shop →", "Open 54 h a week").press("right").sees("Monday").press("down", "ctrl+u").text("closed").press("f9").sees("√  Saved. Open 45 h a week")
		hours := s.shop.HoursFor(w.division, w.person)
		if len(hours.Week[0]) != 0 || len(hours.Week[1]) != 1 {
			t.Errorf("%v: the hours are %+v", w, hours)
		}
		d = openAt(t, s, model.English, pageHours, w)
		d.sees("own hours").press("left", "f9").sees("As the shop: Open 54 h a week")
		if got := s.shop.HoursFor(w.division, w.person); len(got.Week[0]) != 1 {
			t.Errorf("%v: the hours are still %+v", w, got)
		}
	}
}

func TestAShopIsOpenOnSomeDay(t *testing.T) {
	s := tokoMaju(t, model.English)
	before := s.count
	d := openAt(t, s, model.English, pageHours, nil)
	for range 7 {
		d.press("ctrl+u").text("closed").press("down")
	}
	d.press("f9").sees("At least one day has to be open.")
	for range 3 {
		d.press("ctrl+u").text("8-12, 11-13").press("down").sees("08:00-12:00 and 11:00-13:00 overlap.")
	}
	d.press("f9").sees("overlap.")
	if s.count != before {
		t.Error("it was saved")
	}
}

func TestGoldenSettings(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(screen string) string { return screen + "." + string(lang) }
		s := tokoMaju(t, lang)
		d := openAt(t, s, lang, pageSettings, nil)
		d.golden(name("settings"))
		d.press("down", "down", "ctrl+u").text("Mars").press("down", "down", "right")
		d.golden(name("settings-changed"))
		d.resize(60, 18)
		d.golden(name("settings-small"))
		d.resize(120, 40)
		d.golden(name("settings-wide"))

		d = openAt(t, s, lang, pageHours, nil)
		d.golden(name("hours"))
		d.text(", 18:00").press("up", "up").text("25/12/2026 Natal")
		d.golden(name("hours-changed"))
		d.resize(60, 18)
		d.golden(name("hours-small"))
		d.resize(120, 40)
		d.golden(name("hours-wide"))
		d = openAt(t, s, lang, pageHours, whose{person: "sari"})
		d.golden(name("hours-person"))
	}
}

// backedUp is Toko Maju with backups that stand in one way or another.
func backedUp(t testing.TB, lang model.Lang, b store.BackupState) *memStore {
	t.Helper()
	s := tokoMaju(t, lang)
	b.Since = monday.AddDate(0, 0, -7)
	s.backups = b
	return s
}

// The owner reads in the settings and in the day when the last backup was
// proven, and what is wrong.
func TestTheOwnerReadsOfTheBackups(t *testing.T) {
	full := store.Sentence{EN: "The disk of /data is full.", ID: "Disk tempat /data penuh."}
	for _, tt := range []struct {
		name string
		b    store.BackupState
		want [2]string
		warn [2]string
	}{
		{"of this morning", store.BackupState{Last: store.ProvenBackup{At: monday.Add(-6 * time.Hour), Seq: 1}},
			[2]string{"Last proven backup: today 08:32", "Cadangan terakhir yang terbukti: hari ini 08:32"}, [2]string{}},
		{"of three days ago", store.BackupState{Last: store.ProvenBackup{At: monday.AddDate(0, 0, -3), Seq: 1}},
			[2]string{"Last proven backup: Fri", "Cadangan terakhir yang terbukti: Jum"}, [2]string{"A backup is overdue", "Cadangan sudah terlambat"}},
		{"of a full disk", store.BackupState{Last: store.ProvenBackup{At: monday.AddDate(0, 0, -1), Seq: 1}, Failed: monday.Add(-time.Hour), Why: full},
			[2]string{"Last proven backup: yesterday 14:32", "Cadangan terakhir yang terbukti: kemarin 14:32"}, [2]string{"The backup of today 13:32 could not be made, and the shop goes on. The disk", "Cadangan hari ini 13:32 tidak bisa dibuat, dan toko tetap berjalan. Disk"}},
		{"of none", store.BackupState{}, [2]string{"There is no proven backup yet.", "Belum ada cadangan yang terbukti."}, [2]string{"A backup is overdue", "Cadangan sudah terlambat"}},
	} {
		for i, lang := range model.Langs() {
			for _, page := range []screenID{pageSettings, pageDigest} {
				d := openAt(t, backedUp(t, lang, tt.b), lang, page, nil).resize(200, 50)
				d.sees(tt.want[i], tt.warn[i])
				if none := tt.warn[i] == ""; none && strings.Contains(d.screen(), "! ") {
					t.Errorf("%s, %s: it warns:\n%s", tt.name, lang, d.screen())
				}
			}
		}
	}
}

func TestGoldenBackups(t *testing.T) {
	for _, lang := range model.Langs() {
		s := backedUp(t, lang, store.BackupState{Last: store.ProvenBackup{At: monday.Add(-6 * time.Hour), Seq: 1}})
		openAt(t, s, lang, pageSettings, nil).golden("backups." + string(lang))
		s = backedUp(t, lang, store.BackupState{
			Last: store.ProvenBackup{At: monday.AddDate(0, 0, -3), Seq: 1}, Failed: monday.Add(-time.Hour),
			Why: store.Sentence{EN: "The disk of /data/toko/backups is full. Nothing was changed: make room, and try again.", ID: "Disk tempat /data/toko/backups penuh. Tidak ada yang berubah: kosongkan sebagian, lalu coba lagi."},
		})
		openAt(t, s, lang, pageSettings, nil).golden("backups-late." + string(lang))
		openAt(t, s, lang, pageDigest, nil).golden("digest-backups." + string(lang))
	}
}
