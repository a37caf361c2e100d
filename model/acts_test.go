package model

import (
	"strings"
	"testing"
	"time"
)

func TestTakingNeverOverrides(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("sari", Take{Task: pick})
	if r := w.refused("budi", Take{Task: pick}, "taken"); !strings.Contains(r.In(English), "Sari") {
		t.Errorf("the refusal does not name who has it: %v", r)
	}
	w.refused("budi", Complete{Task: pick, Ticks: []string{"1/1", "1/2", "2"}}, "taken")
	w.refused("sari", Take{Task: pick}, "yours")
	w.must("sari", GiveBack{Task: pick})
	w.must("budi", Begin{Task: pick})
	if got := w.cases[id].Task("pick"); got.By != "budi" || got.State != Doing {
		t.Errorf("got %+v", got)
	}
}

func TestBeginningAnotherSetsTheFirstAside(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	first, second := w.order("1042", "cod"), w.order("1043", "cod")
	w.must("sari", Begin{Task: ref(first, "pick")})
	w.pass(10 * time.Minute)
	w.must("sari", Begin{Task: ref(second, "pick")})
	aside := w.cases[first].Task("pick")
	if aside.State != Taken || len(aside.Pauses) != 1 || !aside.Pauses[0].End.IsZero() {
		t.Errorf("the first is %+v", aside)
	}
	q := w.queue("sari")
	if q.Items[0].Case != second || q.Items[1].Case != first || q.Items[1].Band != InHand {
		t.Errorf("the queue is %+v", q.Items)
	}
	w.pass(5 * time.Minute)
	w.must("sari", Undo{})
	if got := w.cases[first].Task("pick").State; got != Doing {
		t.Errorf("after undo the first is %s", got)
	}
	if got := w.cases[second].Task("pick").State; got != Ready {
		t.Errorf("after undo the second is %s", got)
	}
}

func TestUndoTakesBackStepByStepUntilSomebodyBuiltOnIt(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.must("sari", Begin{Task: ref(id, "pick")})
	w.must("sari", SetTick{Task: ref(id, "pick"), Item: "2", On: true})
	w.pickIt("sari", id)
	w.wants(id, "quality", "invoice")
	w.must("sari", Undo{})
	w.wants(id, "pick", "invoice")
	if got := w.cases[id].Task("pick"); got.State != Doing || len(got.Ticks) != 1 {
		t.Errorf("after the first undo pick is %+v", got)
	}
	w.must("sari", Undo{})
	if got := w.cases[id].Task("pick"); len(got.Ticks) != 0 {
		t.Errorf("after the second undo pick is %+v", got)
	}
	w.pickIt("sari", id)
	w.must("budi", Take{Task: ref(id, "quality")})
	w.refused("sari", Undo{}, "built_on")
	w.must("budi", Undo{})
	w.refused("budi", Undo{}, "nothing_to_undo")
}

func TestUndoOfAStartCancelsTheCase(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.must("dewi", Undo{})
	if got := w.cases[id].State; got != Cancelled {
		t.Errorf("the case is %s", got)
	}
	w.refused("dewi", Undo{}, "nothing_to_undo")
}

func TestParkedWorkAsksAgainWhenItsTimeComes(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("sari", Begin{Task: pick})
	w.refused("sari", Park{Task: pick}, "reason")
	w.refused("sari", Park{Task: pick, Reason: "no boxes", Until: w.now}, "past")
	w.pass(4 * time.Minute)
	w.must("sari", Park{Task: pick, Reason: "no boxes", Until: w.now.Add(time.Hour)})
	if q := w.queue("sari"); len(q.Asleep) != 1 || len(q.Items) != 0 {
		t.Errorf("parked, and the queue is %+v", q)
	}
	w.pass(time.Hour)
	if q := w.queue("sari"); len(q.Items) != 1 || q.Items[0].Band != CameBack {
		t.Errorf("its time came, and the queue is %+v", q)
	}
	w.must("sari", Resume{Task: pick})
	w.pickIt("sari", id)
	a := Attempts(w.Flow("online-order", 1), w.cases[id])
	pauses := a[len(a)-1].Pauses
	if len(pauses) != 1 || pauses[0].End.Sub(pauses[0].Begin) != time.Hour {
		t.Errorf("the pause is %+v", pauses)
	}
}

func TestHandingOverOffersItToOnePerson(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("sari", SetTick{Task: pick, Item: "2", On: true})
	w.refused("sari", HandOver{Task: pick, To: "dewi"}, "not_your_role")
	w.must("sari", HandOver{Task: pick, To: "budi", Reason: "to the bank"})
	w.refused("sari", Take{Task: pick}, "offered")
	q := w.queue("budi")
	if len(q.Items) != 1 || q.Items[0].Why.In(English) != "from Sari: to the bank" {
		t.Errorf("Budi's queue is %+v", q.Items)
	}
	w.must("budi", Begin{Task: pick})
	if len(w.cases[id].Task("pick").Ticks) != 1 {
		t.Error("the tick was lost on the way")
	}
}

func TestTheOwnerSendsBackWhereNoOutcomeDoes(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.check("budi", id)
	w.must("sari", Begin{Task: ref(id, "pack")})
	w.refused("sari", SendBack{Task: ref(id, "pack"), To: "pick", Reason: "one is missing"}, "owner_role_only")
	w.refused("hendra", SendBack{Task: ref(id, "pack"), To: "collect", Reason: "?"}, "not_above")
}

func TestSendingBackMakesLaterWorkInvalid(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.check("budi", id)
	w.must("hendra", SendBack{Task: ref(id, "pack"), To: "pick", Reason: "one is missing"})
	w.wants(id, "pick", "invoice")
	if got := w.cases[id].Task("pack").State; got != Withdrawn {
		t.Errorf("pack is %s", got)
	}
	w.pickIt("budi", id)
	w.refused("budi", Take{Task: ref(id, "quality")}, "four_eyes")
	w.check("sari", id)
	w.wants(id, "pack", "invoice")
}

func TestSentBackWorkStandsFirstInThePickersQueue(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	back := w.order("1042", "cod")
	w.order("1041", "cod")
	w.pickIt("sari", back)
	w.must("budi", SendBack{Task: ref(back, "quality"), To: "pick", Reason: "wrong article"})
	q := w.queue("sari")
	if q.Items[0].Case != back || q.Items[0].Band != CameBack || q.Items[0].Why.In(Indonesian) != "kembali: wrong article" {
		t.Errorf("Sari's queue begins with %+v (%s)", q.Items[0], q.Items[0].Why.In(Indonesian))
	}
}

func TestSkippingNeedsTheRightAndAReason(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.refused("sari", Skip{Task: ref(id, "pick"), Reason: "no time"}, "owner_role_only")
	w.refused("hendra", Skip{Task: ref(id, "pick")}, "reason")
	w.must("hendra", Skip{Task: ref(id, "pick"), Reason: "picked at the counter"})
	w.wants(id, "quality", "invoice")
}

func TestCancellingACaseClosesItsTasks(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.refused("sari", CancelCase{Case: id, Reason: "x"}, "owner_role_only")
	w.must("hendra", CancelCase{Case: id, Reason: "customer withdrew"})
	w.refused("sari", Take{Task: ref(id, "pick")}, "case_closed")
	if len(w.open()) != 0 {
		t.Errorf("still open: %v", w.open())
	}
}

func TestAnAuditorOnlyReads(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.must("hendra", AddPerson{Person: Person{Name: "Pak Audit", Auditor: true, Roles: []string{"warehouse"}}})
	id := w.order("1042", "cod")
	w.refused("pak-audit", Take{Task: ref(id, "pick")}, "read_only")
	w.must("pak-audit", RecordExport{What: "events", Form: "csv", Rows: 3})
	w.refused("sari", RecordExport{What: "events", Form: "csv", Rows: 3}, "owner_only")
}

func TestWrongPINsAreOnRecordAndPauseGrows(t *testing.T) {
	w := newWorld(t)
	hash, err := HashPIN("2468", []byte("sixteen bytes ok"))
	if err != nil {
		t.Fatal(err)
	}
	if !CheckPIN(hash, "2468") || CheckPIN(hash, "2469") || CheckPIN("", "2468") {
		t.Fatal("the PIN and its hash do not agree")
	}
	w.must("hendra", SetPIN{Person: "sari", Hash: hash})
	wrong := SignIn{Hash: hash}
	if r := w.refused("sari", wrong, "wrong_pin"); r.In(Indonesian) != "PIN salah. Sisa 4 kali coba." {
		t.Errorf("got %q", r.In(Indonesian))
	}
	for range 4 {
		w.refused("sari", wrong, "wrong_pin")
	}
	w.refused("sari", SignIn{Hash: hash, Match: true}, "pin_locked")
	w.pass(31 * time.Second)
	w.must("sari", SignIn{Hash: hash, Match: true})
	if w.shop.People["sari"].Failed != 0 {
		t.Error("the count of wrong PINs did not start again")
	}
	w.refused("sari", SignIn{Hash: "another", Match: true}, "wrong_pin")
	if _, err := HashPIN("12", nil); Refused(err) == nil {
		t.Error("a PIN of two digits was taken")
	}
}

func TestPeopleAndSettings(t *testing.T) {
	w := newWorld(t)
	w.refused("sari", AddPerson{Person: Person{Name: "Ana"}}, "owner_only")
	w.refused("hendra", AddPerson{Person: Person{Name: "SARI"}}, "person_exists")
	w.refused("hendra", ChangePerson{Person: Person{ID: "hendra", Name: "Hendra"}}, "last_owner")
	w.must("hendra", ChangePerson{Person: Person{ID: "budi", Name: "Budi", Gone: true}})
	w.refused("budi", Undo{}, "unknown_person")
	w.refused("hendra", ChangeSettings{Settings: Settings{Name: "Toko Maju", Zone: "Mars/Olympus", Hours: DefaultHours()}}, "bad_hours")
	w.refused("hendra", CreateShop{Owner: "Eve"}, "shop_exists")
	w.must("hendra", PublishProcess{Process: onlineOrder()})
	lost := Process{Name: "Önline – order!", Role: "shop", Steps: []Step{{Text: "Lose it"}}}
	w.must("hendra", PublishProcess{Process: lost, FromName: true})
	lost.Name, lost.ID = "Lost", "online-order"
	w.must("hendra", PublishProcess{Process: lost})
	lost.Name, lost.ID = "Online order", ""
	w.refused("hendra", PublishProcess{Process: lost, FromName: true}, "same_id")
	w.must("hendra", PublishProcess{Process: onlineOrder()})
	if d := w.must("hendra", PublishProcess{Process: onlineOrder()}); len(d.Events) != 0 {
		t.Error("the same definition made a new version")
	}
	w.must("hendra", RetireProcess{Process: "online-order"})
	w.refused("dewi", StartCase{Process: "online-order", Fields: orderFields("1", "cod")}, "retired")
}

// TestWorkGoesBackToAStepThatWasWithdrawnSince: it was done once, was to be
// done again, and then the money was asked about first.
func TestWorkGoesBackToAStepThatWasWithdrawnSince(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "prepaid")
	w.must("dewi", Complete{Task: ref(id, "paid"), Outcome: "paid"})
	w.pickIt("sari", id)
	w.check("budi", id)
	w.must("hendra", SendBack{Task: ref(id, "pack"), To: "pick", Reason: "wrong size"})
	w.must("hendra", SendBack{Task: ref(id, "pick"), To: "paid", Reason: "look again"})
	w.must("dewi", Complete{Task: ref(id, "paid"), Outcome: "not_paid", Reason: "reversed"})
	w.wants(id, "cancel")
	w.must("hendra", SendBack{Task: ref(id, "cancel"), To: "pick", Reason: "the money was there"})
	w.wants(id, "pick")
	w.refused("hendra", SendBack{Task: ref(id, "pick"), To: "quality", Reason: "no"}, "not_above")
}

// TestParkedWorkThatStandsStillComesUpForWhoLooksAfterIt: nobody but who
// parked it sees parked work, until its time or the customer's is past, or it
// has stood for three working days with nothing said of until when.
func TestParkedWorkThatStandsStillComesUpForWhoLooksAfterIt(t *testing.T) {
	const days = 24 * time.Hour
	for _, c := range []struct {
		name, by string
		due      string
		promise  time.Duration
		until    time.Duration
		after    time.Duration
		want     string
	}{
		{"two working days", "sari", "", 0, 0, 3*days - time.Minute, ""},
		{"three working days", "sari", "", 0, 0, 3 * days, "stands still, parked by Sari since 23.11. 08:00: no boxes"},
		{"until a day ahead", "sari", "", 0, 9 * days, 7 * days, ""},
		{"until a far day, for a month", "sari", "", 0, 900 * days, 28 * days, "stands still, parked by Sari since 23.11. 08:00: no boxes"},
		{"until a far day, not so long", "sari", "", 0, 900 * days, 20 * days, ""},
		{"until a day that is past", "sari", "", 0, days, 3 * days, "stands still, parked by Sari since 23.11. 08:00: no boxes"},
		{"its due time is past", "sari", "2h", 0, 9 * days, 3 * time.Hour, "stands still, parked by Sari since 08:00: no boxes"},
		{"the promise is past", "sari", "", days, 9 * days, days + time.Minute, "stands still, parked by Sari since 23.11. 08:00: no boxes"},
		{"the owner parked it", "hendra", "", 0, 0, 3 * days, "stands still, parked since 23.11. 08:00: no boxes"},
	} {
		w := newWorld(t)
		w.hire("Eko", "shop")
		w.publish(Process{Name: "Job", Owner: "shop", Steps: []Step{{ID: "a", Kind: Do, Text: "A", Role: "warehouse", Due: c.due}}})
		start := StartCase{Process: "job"}
		if c.promise > 0 {
			start.Promise = w.now.Add(c.promise)
		}
		id := w.must("hendra", start).Case
		act := Park{Task: ref(id, "a"), Reason: "no boxes"}
		if c.until > 0 {
			act.Until = w.now.Add(c.until)
		}
		w.must(c.by, act)
		w.pass(c.after)
		for _, who := range []string{"hendra", "eko"} {
			got := ""
			if q := w.queue(who); len(q.Items) > 0 {
				got = q.Items[0].Why.In(English)
			}
			want := c.want
			if who != c.by {
				want = strings.Replace(want, "parked since", "parked by Hendra since", 1)
			}
			if got != want {
				t.Errorf("%s: %s reads %q, want %q", c.name, who, got, want)
			}
		}
		if q := w.queue("budi"); len(q.Items) != 0 {
			t.Errorf("%s: Budi, whom it does not concern, has %+v", c.name, q.Items)
		}
	}
}

// TestWhatAlurCouldNotGoOnWithComesUpAtOnce: only an owner can say how it goes
// on, and nothing would ever wake it.
func TestWhatAlurCouldNotGoOnWithComesUpAtOnce(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Job", Role: "warehouse", Steps: []Step{{ID: "r", Kind: Run, Text: "errand"}, {ID: "b", Text: "B"}}})
	id := w.must("hendra", StartCase{Process: "job"}).Case
	q := w.queue("hendra")
	if len(q.Items) != 1 || q.Items[0].Why.In(English) != "alur could not go on at 08:00: the process errand is not in force" {
		t.Fatalf("the owner's queue is %+v", q)
	}
	w.must("hendra", Skip{Task: ref(id, "r"), Reason: "by hand"})
	w.wants(id, "b")
}
