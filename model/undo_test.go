package model

import (
	"strings"
	"testing"
)

// Hendra picks the goods of an order and then does something as the owner that
// can't be taken back. His undo must name that, and leave the goods picked.
func TestUndoNeverReachesPastTheLastAct(t *testing.T) {
	tests := map[string]struct {
		act Act
		// before is what has to be there for it.
		before func(w *world)
		says   string
	}{
		"settings":        {act: ChangeSettings{Settings: Settings{Name: "Toko Baru", Hours: DefaultHours()}}, says: "you changed the settings"},
		"a division":      {act: AddDivision{Name: "North"}, says: "you changed the settings"},
		"a person added":  {act: AddPerson{Person: Person{Name: "Agus"}}, says: "you added a person"},
		"a person left":   {act: ChangePerson{Person: Person{ID: "budi", Name: "Budi", Gone: true}}, says: "you changed what is known of a person"},
		"a PIN":           {act: SetPIN{Person: "hendra", Hash: "h"}, says: "you changed a PIN"},
		"a version":       {act: PublishProcess{Process: Process{Name: "Tea", Role: "shop", Steps: []Step{{Text: "Make tea"}}}}, says: "you put a process in force"},
		"a process ended": {act: RetireProcess{Process: "online-order"}, says: "you retired a process"},
		"a file":          {act: RecordExport{What: "cases", Form: "csv", Rows: 1}, says: "you exported a file"},
		"an archive":      {act: ArchiveRecord{Seq: 1, Hash: "ab", File: "old.db"}, says: "you archived older events"},
		"words asked for": {act: ProposeText{Process: "online-order", Step: "pick", Text: "Fetch the goods"}, says: "you proposed other words"},
		"words accepted": {act: AcceptText{Proposal: 1}, says: "you accepted a proposal", before: func(w *world) {
			w.must("sari", ProposeText{Process: "online-order", Step: "pick", Text: "Fetch the goods"})
		}},
		"words declined": {act: DeclineText{Proposal: 1, Reason: "it is well"}, says: "you declined a proposal", before: func(w *world) {
			w.must("sari", ProposeText{Process: "online-order", Step: "pick", Text: "Fetch the goods"})
		}},
		"another case cancelled": {act: CancelCase{Case: "online-order-2", Reason: "customer left"}, says: "you cancelled a case", before: func(w *world) {
			w.order("1043", "cod")
		}},
		"another case moved": {act: MigrateCase{Case: "online-order-2", Version: 2}, says: "you moved a case to another version", before: func(w *world) {
			w.order("1043", "cod")
			w.must("hendra", PublishProcess{Process: changedOrder(func(_ *Process, step func(string) *Step) { step("pack").Due = "2h" })})
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.publish(onlineOrder())
			id := w.order("1042", "cod")
			if tt.before != nil {
				tt.before(w)
			}
			w.pickIt("hendra", id)
			w.must("hendra", tt.act)
			r := w.refused("hendra", Undo{}, "lasting_act")
			if !strings.Contains(r.In(English), tt.says) || r.In(English) == r.In(Indonesian) {
				t.Errorf("it says %q and %q, want %q", r.In(English), r.In(Indonesian), tt.says)
			}
			w.wants(id, "quality", "invoice")

			w.must("hendra", Comment{Case: id, Text: "ring twice"})
			w.must("hendra", Undo{})
			w.refused("hendra", Undo{}, "lasting_act")
		})
	}
}

// Who comes and goes has done nothing by it: the act before is still the last.
func TestUndoReachesOverASignIn(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.must("sari", Begin{Task: ref(id, "pick")})
	w.must("sari", SignOut{})
	w.must("sari", SignIn{})
	w.must("sari", Undo{})
	if got := w.cases[id].Task("pick"); got.State != Ready {
		t.Errorf("after the undo pick is %s", got.State)
	}
}

// A shop that was just made says so, and not that a person was added to it.
func TestUndoOfTheFirstActNamesTheShop(t *testing.T) {
	w := &world{t: t, now: monday, shop: &Shop{}, acts: map[string][]ActRef{}}
	w.must("", CreateShop{Settings: Settings{Name: "Toko Maju"}, Owner: "Hendra"})
	if r := w.refused("hendra", Undo{}, "lasting_act"); !strings.Contains(r.In(English), "you made the shop") {
		t.Errorf("it says %q", r.In(English))
	}
}
