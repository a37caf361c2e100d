package model

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestEveryEventHasWords(t *testing.T) {
	var source []byte
	for _, file := range []string{"event.go", "event_acts.go", "event_intake.go", "event_message.go", "event_time.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, text...)
	}
	names := regexp.MustCompile(`eventName\(\) string\s*\{ return "([^"]+)" \}`).FindAllStringSubmatch(string(source), -1)
	if len(names) < 39 {
		t.Fatalf("only %d events were found", len(names))
	}
	for _, name := range names {
		body, err := bodyReader(name[1])([]byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range []Event{{Body: body}, {Body: body, Case: "online-order-1", Step: "pack"}} {
			verb := Describe(e, nil, nil).Verb
			if verb.In(English) == "" || verb.In(Indonesian) == "" {
				t.Errorf("%s has no words in both languages: %+v", name[1], verb)
			}
		}
	}
}

// line is an event as the audit shows it: verb, what, detail.
func line(l Lang, w EventWords) string {
	return strings.TrimSpace(w.Verb.In(l) + " | " + w.What.In(l) + " | " + w.Detail.In(l))
}

func TestAnEventIsToldInBothLanguages(t *testing.T) {
	f, faults := Compile(onlineOrder())
	if f == nil {
		t.Fatal(faults)
	}
	shop := &Shop{
		Settings: Settings{Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ",", Hours: DefaultHours()},
		People:   map[string]*Person{"budi": {ID: "budi", Name: "Budi"}, "sari": {ID: "sari", Name: "Sari"}},
		Processes: map[string]*ProcessHead{
			"online-order": {ID: "online-order", Name: "Online order"},
		},
	}
	before := Person{ID: "sari", Name: "Sari", Roles: []string{"warehouse"}}
	after := Person{ID: "sari", Name: "Sari", Roles: []string{"warehouse", "service"}, Gone: true}
	for _, c := range []struct {
		step   string
		body   Body
		en, id string
	}{
		{"pack", TaskTicked{Item: "1", Text: "Filled and sealed", On: true}, "ticked | Filled and sealed |", "mencentang | Filled and sealed |"},
		{"pack", TaskTicked{Item: "1", Text: "Filled and sealed"}, "unticked | Filled and sealed |", "menghapus centang | Filled and sealed |"},
		{"pack", FieldSet{Field: "weight", Before: one("2.1"), Value: one("2.4")}, "changed | weight | 2,1 kg → 2,4 kg", "mengubah | berat | 2,1 kg → 2,4 kg"},
		{"pack", FieldSet{Field: "weight", Value: one("2.4")}, "entered | weight | 2,4 kg", "mengisi | berat | 2,4 kg"},
		{"pack", FieldSet{Field: "weight", Before: one("2.4")}, "cleared | weight | 2,4 kg", "mengosongkan | berat | 2,4 kg"},
		{"cash", FieldSet{Field: "cash", Value: one("185000")}, "entered | cash | Rp 185.000", "mengisi | uang tunai | Rp 185.000"},
		{"confirm", FieldSet{Field: "well", Value: one("yes")}, "entered | all well | yes", "mengisi | semua baik | ya"},
		{"pack", TaskCompleted{Outcome: DoneOutcome}, "done | Pack safely |", "selesai | Pack safely |"},
		{"paid", TaskCompleted{Outcome: "not_paid", Reason: "no money"}, `done | Check that the payment has arrived | not paid, "no money"`, `selesai | Check that the payment has arrived | belum lunas, "no money"`},
		{"quality", TaskCompleted{Outcome: "fail", Reason: "damaged", Back: true}, `sent back | Check the goods by hand and eye | to Pick the goods, "damaged"`, `mengembalikan | Check the goods by hand and eye | ke Pick the goods, "damaged"`},
		{"pack", TaskParked{Reason: "no boxes", Until: monday}, `parked | Pack safely | "no boxes", until Mon 23 Nov 2026 08:00`, `menunda | Pack safely | "no boxes", sampai Sen 23 Nov 2026 08:00`},
		{"pack", TaskHeld{Held{Code: HeldMissing, Process: "goods-return", Name: "Return of goods", Fields: []string{"customer", "order_no"}}}, "parked | Pack safely | Return of goods still needs: customer, order no", "menunda | Pack safely | Return of goods masih perlu: pelanggan, nomor pesanan"},
		{"pack", TaskHandedOver{To: "sari", From: "budi"}, "took over | Pack safely | from Budi", "mengambil alih | Pack safely | dari Budi"},
		{"pack", TaskHandedOver{To: "budi", Reason: "lunch"}, `handed over | Pack safely | to Budi, "lunch"`, `menyerahkan | Pack safely | kepada Budi, "lunch"`},
		{"pack", TaskTakenOver{From: "budi", Reason: "lunch"}, `took over | Pack safely | from Budi, "lunch"`, `mengambil alih | Pack safely | dari Budi, "lunch"`},
		{"quality", FourEyesWaived{Reason: "alone", Until: monday}, `waived four eyes | Check the goods by hand and eye | until Mon 23 Nov 2026 08:00, "alone"`, `membebaskan empat mata | Check the goods by hand and eye | sampai Sen 23 Nov 2026 08:00, "alone"`},
		{"pack", TaskPinned{Until: monday}, "pinned | Pack safely | until Mon 23 Nov 2026 08:00", "menyematkan | Pack safely | sampai Sen 23 Nov 2026 08:00"},
		{"-", TaskPinned{Until: monday}, "pinned | the case | until Mon 23 Nov 2026 08:00", "menyematkan | kasus | sampai Sen 23 Nov 2026 08:00"},
		{"-", CaseRepromised{Promise: monday, Reason: "rain"}, `promised anew |  | nothing → Mon 23 Nov 2026 08:00, customer told, "rain"`, `menjanjikan ulang |  | kosong → Sen 23 Nov 2026 08:00, pelanggan diberi tahu, "rain"`},
		{"-", CaseCommented{Text: "ring twice"}, `commented |  | "ring twice"`, `berkomentar |  | "ring twice"`},
		{"", TextProposed{Proposal: Proposal{Number: 1, Process: "online-order", Step: "pack", Text: "Wrap it"}}, `proposed a text | Online order, pack | "Wrap it"`, `mengusulkan teks | Online order, pack | "Wrap it"`},
		{"", TextAccepted{Proposal: 1, Process: "online-order", Step: "pack", Version: 2}, "accepted a text | Online order, pack | proposal 1, version 2", "menerima usul teks | Online order, pack | usul 1, versi 2"},
		{"", TextDeclined{Proposal: 1, Process: "online-order", Step: "pack", Reason: "no"}, `declined a text | Online order, pack | proposal 1, "no"`, `menolak usul teks | Online order, pack | usul 1, "no"`},
		{"pick", TaskReady{CameBack: &Comeback{From: "quality", Reason: "damaged"}}, "opened | Pick the goods | came back: damaged", "membuka | Pick the goods | kembali: damaged"},
		{"paid", TaskSkipped{When: `payment == "prepaid"`}, `skipped | Check that the payment has arrived | because not: payment == "prepaid"`, `melewati | Check that the payment has arrived | karena tidak: payment == "prepaid"`},
		{"paid", TaskSkipped{When: `payment == "prepaid"`, Values: Values{"payment": {Text: "prepaid"}}}, `skipped | Check that the payment has arrived | because of payment: prepaid`, `melewati | Check that the payment has arrived | karena pembayaran: bayar di muka`},
		{"pick", Undone{What: "task.completed"}, "undid | Pick the goods | done", "mengurungkan | Pick the goods | selesai"},
		{"", PersonChanged{Person: after, Before: before}, "changed | Sari | roles: warehouse → warehouse, service, left the shop: no → yes", "mengubah | Sari | peran: warehouse → warehouse, service, keluar dari toko: tidak → ya"},
		{"", PINSet{Person: "sari", Hash: "secret"}, "set the PIN of | Sari |", "mengatur PIN | Sari |"},
		{"", PINSet{Person: "sari", Hash: "secret", Account: "toko"}, "set the PIN of | Sari | without the old one, by the account toko of the shop's PC", "mengatur PIN | Sari | tanpa PIN lama, oleh akun toko di PC toko"},
		{"", SettingsChanged{Settings: Settings{InHand: 2, Zone: "UTC"}, Before: Settings{InHand: 1, Hours: DefaultHours()}}, "changed | the settings | time zone: nothing → UTC, tasks in hand: 1 → 2, opening hours: mon-sat 08:00-17:00; sun closed → nothing", "mengubah | pengaturan | zona waktu: kosong → UTC, tugas di tangan: 1 → 2, jam buka: sen-sab 08:00-17:00; min tutup → kosong"},
		{"", SignInFailed{Locked: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}, "wrong PIN |  | locked until Mon 23 Nov 2026 09:00", "PIN salah |  | dikunci sampai Sen 23 Nov 2026 09:00"},
		{"", ProcessRetired{Process: "online-order"}, "retired | Online order |", "menghentikan | Online order |"},
		{"", StationApproved{Name: "KASIR-2", Key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK"}, "let in | KASIR-2 | 5GOY6-52F53", "mengizinkan | KASIR-2 | 5GOY6-52F53"},
		{"", StationRemoved{Name: "KASIR-2", Key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK"}, "removed | KASIR-2 | 5GOY6-52F53", "menghapus | KASIR-2 | 5GOY6-52F53"},
		{"", Exported{What: "tasks", Form: "csv", Rows: 12, Detail: "head 9:ab"}, "exported | tasks | csv, 12 rows, head 9:ab", "mengekspor | tugas | csv, 12 baris, head 9:ab"},
		{"", Exported{What: "bottlenecks", Form: "xlsx", Rows: 1}, "exported | bottlenecks | xlsx, 1 row", "mengekspor | hambatan | xlsx, 1 baris"},
		{"", RecordArchived{Seq: 900, Hash: "ab", File: "to-2025.db", Events: 880, Cases: 31}, "archived | the record up to event 900 | in to-2025.db: events 880, finished cases 31", "mengarsipkan | catatan sampai kejadian 900 | di to-2025.db: kejadian 880, kasus selesai 31"},
	} {
		e := Event{By: "sari", Step: c.step, Body: c.body}
		if c.step != "" {
			e.Case = "online-order-1"
		}
		if c.step == "-" {
			e.Step = ""
		}
		w := Describe(e, f, shop)
		if got := line(English, w); got != c.en {
			t.Errorf("%s: %q, want %q", e.Name(), got, c.en)
		}
		if got := line(Indonesian, w); got != c.id {
			t.Errorf("%s: %q, want %q", e.Name(), got, c.id)
		}
		for _, l := range Langs() {
			if strings.Contains(line(l, w)+w.Before.In(l)+w.After.In(l), "secret") {
				t.Errorf("%s tells the hash of a PIN", e.Name())
			}
		}
	}
}

func TestBeforeAndAfterStandInTheDetail(t *testing.T) {
	shop := &Shop{People: map[string]*Person{"budi": {Name: "Budi"}, "sari": {Name: "Sari"}}}
	w := Describe(Event{By: "sari", Case: "x-1", Step: "pack", Body: TaskHandedOver{To: "sari", From: "budi", Reason: "Budi went to the bank"}}, nil, shop)
	if w.Before.In(English) != "Budi" || w.After.In(English) != "Sari" || w.Why != "Budi went to the bank" {
		t.Errorf("before %q, after %q, why %q", w.Before.In(English), w.After.In(English), w.Why)
	}
}
