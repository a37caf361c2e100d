package model

import (
	"testing"
	"time"
)

// TestDetoursAreCounted: what people did with a task beside doing it; a claim
// that came back at closing time is nobody's doubt.
func TestDetoursAreCounted(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("sari", Begin{Task: pick})
	w.must("sari", GiveBack{Task: pick, Reason: "lunch"})
	w.must("sari", Take{Task: pick})
	w.must("hendra", HandOver{Task: pick, To: "budi"})
	w.must("sari", TakeOver{Task: pick, Reason: "Budi is out"})
	before := *w.cases[id].Task("pick")
	w.refused("sari", ReportUnclear{Task: pick}, "reason")
	w.must("sari", ReportUnclear{Task: pick, Text: "which shelf?"})
	task := w.cases[id].Task("pick")
	if want := (Detours{GivenBack: 1, Handed: 2, Unclear: 1}); task.Detours != want {
		t.Errorf("counted are %+v, not %+v", task.Detours, want)
	}
	if task.State != before.State || task.By != before.By || len(task.Pauses) != len(before.Pauses) {
		t.Errorf("a report changed the task: %+v", task)
	}
	w.pass(24 * time.Hour)
	w.must("budi", Begin{Task: pick})
	if got := w.cases[id].Task("pick").Detours; got.GivenBack != 1 || got.Handed != 2 {
		t.Errorf("after closing time counted are %+v", got)
	}
	w.must("hendra", AddPerson{Person: Person{Name: "Auditor", Auditor: true}})
	w.refused("auditor", ReportUnclear{Task: pick, Text: "?"}, "read_only")
}
