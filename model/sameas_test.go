package model

import (
	"testing"
	"time"
)

// repair is a process whose second step belongs to who did the first.
func repair() Process {
	return Process{
		Name: "Repair", Role: "warehouse",
		Steps: []Step{
			{ID: "look", Text: "Find what is broken"},
			{ID: "mend", Text: "Mend it", SameAs: "look", Due: "4h"},
		},
	}
}

func TestSameAsIsForWhoDidTheOtherStep(t *testing.T) {
	w := newWorld(t)
	w.publish(repair())
	id := w.must("sari", StartCase{Process: "repair"}).Case
	w.must("sari", Complete{Task: ref(id, "look")})
	mend := ref(id, "mend")
	r := w.refused("budi", Take{Task: mend}, "same_person")
	if got, want := r.In(English), `"Mend it" is for Sari, who did "Find what is broken" for this case.`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	w.refused("hendra", Complete{Task: mend}, "same_person")
	w.refused("sari", HandOver{Task: mend, To: "budi"}, "same_person")
	for person, want := range map[string]int{"sari": 1, "budi": 0, "hendra": 0} {
		if got := len(w.queue(person).Items); got != want {
			t.Errorf("%s sees %d tasks, want %d", person, got, want)
		}
	}
	w.must("hendra", ChangePerson{Person: Person{ID: "sari", Name: "Sari", Gone: true}})
	if got := len(w.queue("budi").Items); got != 1 {
		t.Errorf("with Sari gone Budi sees %d tasks", got)
	}
	w.must("budi", Complete{Task: mend})
}

func TestAProcessWithItsOwnHours(t *testing.T) {
	w := newWorld(t)
	p := repair()
	p.Hours, p.Promise = "mon-fri 08:00-10:00", "1h"
	p.Steps[0].Due = "3h"
	w.publish(p)
	id := w.must("sari", StartCase{Process: "repair"}).Case
	if got, want := w.cases[id].Promise, monday.Add(time.Hour); !got.Equal(want) {
		t.Errorf("promised for %s, want %s", got, want)
	}
	item := w.queue("sari").Items[0]
	if want := monday.Add(25 * time.Hour); !item.DueAt.Equal(want) {
		t.Errorf("due %s, want %s: two hours today and one tomorrow", item.DueAt, want)
	}
}
