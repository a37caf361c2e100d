package model

import (
	"fmt"
	"time"
)

// actMaker makes an act that is taken, in a shop where it can be done.
type actMaker func(w *world) (by string, act Act)

// on is a maker of acts on the pick of a case, after some others.
func on(by string, act func(pick TaskRef) Act, before ...func(pick TaskRef) Act) actMaker {
	return func(w *world) (string, Act) {
		pick := ref(w.order("1042", "cod"), "pick")
		for _, b := range before {
			w.must("sari", b(pick))
		}
		return by, act(pick)
	}
}

func takePick(pick TaskRef) Act { return Take{Task: pick} }

// always is a maker of an act that needs nothing before it.
func always(by string, act Act) actMaker { return func(*world) (string, Act) { return by, act } }

// caseActs are an act of each kind on cases.
func caseActs() []actMaker {
	atQuality := func(w *world) TaskRef {
		id := w.order("1042", "cod")
		w.pickIt("sari", id)
		return ref(id, "quality")
	}
	return []actMaker{
		always("dewi", StartCase{Process: "online-order", Fields: orderFields("7", "cod"), Division: "north"}),
		always("", Receive{Process: "online-order", Fields: orderFields("7", "cod")}),
		on("sari", takePick),
		on("sari", func(p TaskRef) Act { return Begin{Task: p} }),
		on("sari", func(p TaskRef) Act { return SetTick{Task: p, Item: "2", On: true} }),
		on("sari", func(p TaskRef) Act { return Park{Task: p, Reason: "no boxes"} }),
		on("sari", func(p TaskRef) Act { return Resume{Task: p} }, takePick, func(p TaskRef) Act { return Park{Task: p, Reason: "no boxes"} }),
		on("sari", func(p TaskRef) Act { return GiveBack{Task: p, Reason: "lunch"} }, takePick),
		on("sari", func(p TaskRef) Act { return HandOver{Task: p, To: "budi", Reason: "lunch"} }, takePick),
		on("budi", func(p TaskRef) Act { return TakeOver{Task: p, Reason: "she is away"} }, takePick),
		on("sari", func(p TaskRef) Act { return ReportUnclear{Task: p, Text: "which shelf?"} }),
		on("sari", func(p TaskRef) Act { return Complete{Task: p, Ticks: []string{"1/1", "1/2", "2"}, Reason: "all well"} }),
		on("hendra", func(p TaskRef) Act { return Skip{Task: p, Reason: "picked already"} }),
		on("hendra", func(p TaskRef) Act { return Pin{Task: p, Until: monday.Add(time.Hour)} }),
		func(w *world) (string, Act) {
			p := ref(w.order("1042", "cod"), "pick")
			w.must("hendra", Pin{Task: p, Until: monday.Add(time.Hour)})
			return "hendra", Unpin{Task: p}
		},
		on("hendra", func(p TaskRef) Act {
			return Repromise{Case: p.Case, Promise: monday.AddDate(0, 0, 9), Reason: "they asked"}
		}),
		on("dewi", func(p TaskRef) Act { return Comment{Case: p.Case, Text: "they called"} }),
		on("hendra", func(p TaskRef) Act { return CancelCase{Case: p.Case, Reason: "they went away"} }),
		on("sari", func(TaskRef) Act { return Undo{} }, takePick),
		func(w *world) (string, Act) {
			return "budi", SetField{Task: atQuality(w), Field: "defect", Value: one("a scratch")}
		},
		func(w *world) (string, Act) {
			quality := atQuality(w)
			return "budi", Complete{Task: quality, Outcome: "fail", Reason: "damaged", Values: Values{"defect": one("a scratch")}}
		},
		func(w *world) (string, Act) {
			return "budi", SendBack{Task: atQuality(w), To: "pick", Reason: "damaged"}
		},
		func(w *world) (string, Act) {
			quality := atQuality(w)
			w.must("budi", Complete{Task: quality, Ticks: []string{"1", "2"}})
			return "hendra", SendBack{Task: ref(quality.Case, "pack"), To: "pick", Reason: "one is missing"}
		},
		func(w *world) (string, Act) { return "hendra", Waive{Task: atQuality(w), Reason: "alone"} },
		func(w *world) (string, Act) { return "sari", AskWaiver{Task: atQuality(w)} },
		on("", func(p TaskRef) Act {
			return Deliver{Task: ref(p.Case, "deliver"), Outcome: "delivered", Reason: "at the door"}
		}),
		func(w *world) (string, Act) {
			id := w.order("1042", "cod")
			next := onlineOrder()
			next.Steps[2].ID, next.Steps[3].NotSameAs, next.Steps[3].Outcomes[1].To = "fetch", "fetch", []string{"fetch"}
			w.publish(next)
			return "hendra", MigrateCase{Case: id, Version: 2, Steps: map[string]string{"pick": "fetch"}}
		},
		func(w *world) (string, Act) {
			pick := ref(w.order("1042", "cod"), "pick")
			w.pass(3 * time.Hour)
			return "", FireTimer{Task: pick, Round: 1, Kind: Overdue}
		},
		func(w *world) (string, Act) {
			w.publish(closing(Schedule{Every: EveryDay, At: "16:30"}))
			w.pass(9 * time.Hour)
			return "", FireSchedule{Process: "closing"}
		},
	}
}

// job is a definition with a text in most of its places.
func job(name string, steps int) Process {
	p := Process{
		Name: name, Kind: Support, Input: "an order", Output: "a parcel", Owner: "shop", Role: "warehouse", Title: "Job {note}", Promise: "2d",
		Start: Start{Ask: []Field{{Name: "note", Type: TextField, Optional: true}, {Name: "size", Type: ChoiceField, Choices: []string{"small", "large"}, Optional: true}}},
	}
	for n := range steps {
		p.Steps = append(p.Steps, Step{
			Text: fmt.Sprint("Do it ", n), How: "Well.\nTwice.", Check: []Check{{Text: "Done"}}, Due: "2h", Takes: "15m", Late: "tell owner",
			Record:   []Field{{Name: fmt.Sprint("weight", n), Type: NumberField, Unit: "kg", Min: "0", Max: "30", Optional: true}},
			Outcomes: []Outcome{{Name: "well", To: []string{ToNext}}, {Name: "badly", To: []string{ToStop}, Reasons: []string{"broken"}}},
		})
	}
	return p
}

// shopActs are an act of each kind on the shop.
func shopActs() []actMaker {
	hours := Hours{Week: DefaultHours().Week, Closed: []string{"2026-12-25"}, Names: map[string]string{"2026-12-25": "Christmas"}}
	person := Person{Name: "Ana", Roles: []string{"shop"}, Deputy: []string{"warehouse"}, Division: "north", Lang: English, Address: "ana@toko.id", Hours: hours}
	settings := Settings{
		Name: "Toko Maju", Lang: English, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ".", CSVSeparator: ",", IdleLock: "10m", InHand: 1,
		ClaimsBack: BackNever, Hours: hours, BackupFolder: "backups", WakeOwner: "held", Divisions: map[string]string{"north": "North"},
		DivisionHours: map[string]Hours{"north": hours},
		Tell:          Tell{Email: "a@toko.id", Phone: "0812 345", SMTP: "a@toko.id@smtp.toko.id:587", URL: "https://chat.toko.id/{secret}", File: "told.txt"},
		ImportMaps: map[string]ImportMap{"shopee": {
			Process: "online-order", Division: "north", Columns: map[string]string{"order_no": "No. Pesanan"},
			Set: map[string]string{"payment": "cod"}, Split: map[string]string{"items": ";"},
		}},
	}
	proposed := func(act Act) actMaker {
		return func(w *world) (string, Act) {
			w.must("sari", ProposeText{Process: "online-order", Step: "pick", Text: "Pick it"})
			return "hendra", act
		}
	}
	outside := func(by string, act Act) actMaker {
		return func(w *world) (string, Act) {
			w.must("hendra", ChangeSettings{Settings: settings})
			return by, act
		}
	}
	about := MessageRef{Seq: 3, Key: "k"}
	return []actMaker{
		func(w *world) (string, Act) {
			w.shop = &Shop{}
			return "", CreateShop{Settings: settings, Owner: "Hendra"}
		},
		always("hendra", AddPerson{Person: person}),
		func(w *world) (string, Act) {
			changed := person
			changed.ID, changed.Name = "budi", "Budi"
			return "hendra", ChangePerson{Person: changed}
		},
		always("hendra", SetPIN{Person: "sari", Hash: "hash"}),
		func(w *world) (string, Act) {
			w.must("hendra", SetPIN{Person: "hendra", Hash: "hash"})
			return "", SetPIN{Person: "hendra", Hash: "new", Account: "toko"}
		},
		always("sari", SignIn{Match: true}),
		always("sari", SignOut{}),
		always("hendra", ChangeSettings{Settings: settings}),
		always("hendra", AddDivision{Name: "South"}),
		outside("hendra", RenameDivision{Division: "north", Name: "Up there"}),
		outside("hendra", RemoveDivision{Division: "north"}),
		always("hendra", PublishProcess{Process: job("Job", 1), Divisions: []string{"north"}}),
		always("hendra", ApproveStation{Key: keyOne, Name: "KASIR-2"}),
		func(w *world) (string, Act) {
			w.must("hendra", ApproveStation{Key: keyOne, Name: "KASIR-2"})
			return "hendra", RemoveStation{Name: "KASIR-2"}
		},
		always("hendra", RetireProcess{Process: "online-order"}),
		always("sari", ProposeText{Process: "online-order", Step: "pick", Text: "Pick it", How: "Gently."}),
		proposed(AcceptText{Proposal: 1}),
		proposed(DeclineText{Proposal: 1, Reason: "as it was"}),
		always("hendra", MakeSecret{Process: "online-order", Print: "ab12"}),
		always("hendra", DropDelivery{Number: 1, Process: "online-order", Reason: "twice"}),
		always("hendra", RecordExport{What: "events", Form: "csv", Rows: 3, Detail: "head 3:ab"}),
		always("hendra", ArchiveRecord{Seq: 3, Hash: "ab", File: "old.db", Kept: "cd"}),
		outside("", TellTheOwner{Key: "k", Subject: "Look", Text: "All is well.\nReally."}),
		outside("hendra", TestMessage{}),
		outside("", NoteMessage{About: about, Tries: 2, Answer: "status 500"}),
		outside("", NoteMessage{About: about, Sent: true, Answer: "status 200"}),
		outside("hendra", RetryMessage{About: about}),
		outside("hendra", DropMessage{About: about, Reason: "too late"}),
		func(w *world) (string, Act) {
			w.pass(24 * time.Hour)
			cal, err := w.shop.Calendar()
			if err != nil {
				w.t.Fatal(err)
			}
			closing, _, _ := w.shop.DigestDue(cal, w.now)
			return "", MakeDigest{For: closing, Subject: "Monday", Text: "All is well."}
		},
		func(w *world) (string, Act) {
			w.pass(time.Hour)
			refused := map[Lang]string{English: "no", Indonesian: "tidak"}
			return "", CallOwner{Since: monday, Calls: []Call{{Kind: CallMessage, Number: 3, Process: "x", Why: "status 500", Refused: refused}}}
		},
	}
}
