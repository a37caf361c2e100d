package model

import (
	"encoding/json"
	"strings"
	"testing"
)

// What alur parks by itself is recorded as a code with its data, and read in
// the language of the reader, whatever the language of the shop.
func TestWhatAlurParksIsSaidInTheLanguageOfTheReader(t *testing.T) {
	asked := []Field{{Name: "items", Type: ListField, Optional: true}, {Name: "who", Type: PersonField, Optional: true}}
	// The first step records the total, and is skipped.
	priced := func(id string, step Step) Process {
		return Process{
			ID: id, Name: "Work", Role: "warehouse", Start: Start{Ask: asked},
			Steps: []Step{{ID: "begin", Text: "Begin", Record: []Field{{Name: "total", Type: MoneyField}, {Name: "wanted", Type: DateField}}}, step, {ID: "on", Text: "Go on"}},
		}
	}
	asks := func(f Field) Process {
		return Process{ID: "errand", Name: "Errand", Role: "warehouse", Start: Start{Ask: []Field{f}}, Steps: []Step{{ID: "go", Text: "Go"}}}
	}
	run := Step{ID: "s", Kind: Run, Text: "errand"}
	for _, c := range []struct {
		name   string
		also   []Process
		step   Step
		fields Values
		// before is done before the step is reached, after then.
		before, after func(*world)
		code          HeldCode
		en, id        string
	}{
		{
			name: "a field of its condition is empty", step: Step{ID: "s", Text: "Check it", When: "total > 5"}, code: HeldEmpty,
			en: "it can't be said whether total > 5: total is empty", id: "tidak bisa dipastikan apakah total > 5: total kosong",
		},
		{
			name: "its condition asks too much", step: Step{ID: "s", Text: "Check it", When: `items[5] == "a"`}, code: HeldUnsaid,
			en: `it can't be said whether items[5] == "a": it asks for something that is not there`,
			id: `tidak bisa dipastikan apakah items[5] == "a": syarat ini menanyakan sesuatu yang tidak ada`,
		},
		{
			name: "its condition divides by 0", step: Step{ID: "s", Text: "Check it", When: "len(items) / len(items) == 1"}, code: HeldZero,
			en: "it can't be said whether len(items) / len(items) == 1: it divides by 0",
			id: "tidak bisa dipastikan apakah len(items) / len(items) == 1: ada pembagian dengan 0",
		},
		{
			name: "a branch divides by 0", code: HeldZero,
			step: Step{ID: "s", Kind: Choose, Text: "How much", Outcomes: []Outcome{{Name: "much", When: "5 / len(items) > 1", To: []string{"on"}}, {Name: "else", To: []string{ToEnd}}}},
			en:   "it can't be said whether 5 / len(items) > 1: it divides by 0", id: "tidak bisa dipastikan apakah 5 / len(items) > 1: ada pembagian dengan 0",
		},
		{
			name: "its condition reckons more than a number holds", step: Step{ID: "s", Text: "Check it", When: "10.5 ** 400 > len(items)"}, code: HeldRange,
			en: "it can't be said whether 10.5 ** 400 > len(items): what it reckons is too large",
			id: "tidak bisa dipastikan apakah 10.5 ** 400 > len(items): hasil hitungannya terlalu besar",
		},
		{
			name: "a day in its condition is empty", step: Step{ID: "s", Text: "Check it", When: `wanted > "2026-01-05"`}, code: HeldEmpty,
			en: `it can't be said whether wanted > "2026-01-05": wanted is empty`, id: `tidak bisa dipastikan apakah wanted > "2026-01-05": wanted kosong`,
		},
		{
			name: "a branch asks for what is empty", code: HeldEmpty,
			step: Step{ID: "s", Kind: Choose, Text: "How much", Outcomes: []Outcome{{Name: "much", When: "total > 5", To: []string{"on"}}, {Name: "else", To: []string{ToEnd}}}},
			en:   "it can't be said whether total > 5: total is empty", id: "tidak bisa dipastikan apakah total > 5: total kosong",
		},
		{
			name: "what it runs is not in force", step: run, code: HeldNotInForce,
			en: "the process errand is not in force", id: "proses errand tidak berlaku",
		},
		{
			name: "what it runs would run it again", step: run, code: HeldRunsItself,
			also: []Process{{ID: "errand", Name: "Errand", Role: "warehouse", Steps: []Step{{ID: "back", Kind: Run, Text: "work"}}}},
			en:   "Work would run itself without end", id: "Work akan menjalankan dirinya tanpa akhir",
		},
		{
			name: "what it runs needs what the case has not", step: run, code: HeldMissing,
			also: []Process{asks(Field{Name: "customer", Type: TextField})},
			en:   "Errand still needs: customer", id: "Errand masih perlu: pelanggan",
		},
		{
			name: "what it runs asks for somebody who works here", step: run, code: HeldUnfit,
			also: []Process{asks(Field{Name: "who", Type: PersonField, Optional: true})}, fields: Values{"who": one("budi")},
			before: func(w *world) {
				w.must("hendra", ChangePerson{Person: Person{ID: "budi", Name: "Budi", Gone: true}})
			},
			en: `Errand does not take "budi" as who`, id: `Errand tidak menerima "budi" sebagai who`,
		},
		{
			name: "what it ran was cancelled before its check", step: run, code: HeldUnchecked,
			also:  []Process{{ID: "errand", Name: "Errand", Role: "warehouse", Steps: []Step{{ID: "look", Text: "Look", NeverSkip: true}}}},
			after: func(w *world) { w.must("hendra", CancelCase{Case: "errand-1", Reason: "no time"}) },
			en:    `errand-1 was cancelled before "Look", which is never skipped`, id: `errand-1 dibatalkan sebelum "Look", yang tidak pernah dilewati`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.shop.Lang = Indonesian
			for _, p := range append(c.also, priced("work", c.step)) {
				w.publish(p)
			}
			id := w.must("sari", StartCase{Process: "work", Fields: c.fields}).Case
			if c.before != nil {
				c.before(w)
			}
			w.must("hendra", Skip{Task: ref(id, "begin"), Reason: "nobody knows"})
			if c.after != nil {
				c.after(w)
			}
			w.heldAs(t, c.code, c.en, c.id)
		})
	}
}

// heldAs asks that one task is held, and how the record, the queue, the board
// and the task itself say it.
func (w *world) heldAs(t *testing.T, code HeldCode, en, id string) {
	t.Helper()
	var held []Event
	for _, e := range w.events {
		if e.Name() == "task.held" {
			held = append(held, e)
		}
	}
	if len(held) != 1 {
		t.Fatalf("%d steps are held", len(held))
	}
	e := held[0]
	raw, err := json.Marshal(e.Body)
	if err != nil || !strings.Contains(string(raw), `"code":"`+string(code)+`"`) {
		t.Errorf("recorded is %s, %v", raw, err)
	}
	c := w.cases[e.Case]
	f := w.Flow(c.Process, c.Version)
	task := c.Task(e.Step)
	board := MakeBoard(BoardInput{Now: w.now, Shop: w.shop, Open: w.open(), Flow: w.Flow})
	queue := w.queue("hendra")
	if task.State != Parked || task.For != "hendra" || len(queue.Items)+len(queue.Asleep) == 0 || len(board.Tally.Parked) != 1 || board.Tally.Parked[0].Code != code {
		t.Fatalf("the task is %+v, the board counts %+v", task, board.Tally)
	}
	for l, want := range map[Lang]string{English: en, Indonesian: id} {
		for where, got := range map[string]string{
			"the record": Describe(e, f, w.shop).Detail.In(l), "the case": task.WaitsFor().In(l), "the board": board.Tally.Parked[0].For.In(l),
		} {
			if got != want {
				t.Errorf("%s says %q, want %q", where, got, want)
			}
		}
		said := ""
		for _, i := range append(queue.Items, queue.Asleep...) {
			said += i.Why.In(l) + "\n"
		}
		if !strings.Contains(said, want) {
			t.Errorf("the queue says %q, not %q", said, want)
		}
	}
}

// A record written before there was a code has the text, and shows it.
func TestATextOfAnOlderRecordIsShownAsItIs(t *testing.T) {
	f, faults := Compile(Process{ID: "work", Name: "Work", Role: "warehouse", Steps: []Step{{ID: "s", Text: "Check it"}}})
	if f == nil {
		t.Fatal(faults)
	}
	var events []Event
	for _, line := range []string{
		`{"seq":1,"at":"2026-11-23T01:00:00Z","op":"a","by":"sari","case":"work-1","event":"case.started","data":{"process":"work","version":1,"number":1,"title":"Work 1"}}`,
		`{"seq":2,"at":"2026-11-23T01:00:00Z","op":"a","case":"work-1","step":"s","event":"task.ready","data":{"round":1,"for":"hendra"}}`,
		`{"seq":3,"at":"2026-11-23T01:00:00Z","op":"a","case":"work-1","step":"s","event":"task.parked","data":{"reason":"tidak bisa dipastikan apakah total > 5: total kosong"}}`,
	} {
		var e Event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	c, err := Replay(f, events)
	if err != nil {
		t.Fatal(err)
	}
	const text = "tidak bisa dipastikan apakah total > 5: total kosong"
	for _, l := range Langs() {
		if got := c.Task("s").WaitsFor().In(l); got != text {
			t.Errorf("it waits for %q", got)
		}
		if got := Describe(events[2], f, nil).Detail.In(l); got != `"`+text+`"` {
			t.Errorf("the record says %q", got)
		}
	}
}

// Every code has words in both languages, and no two the same.
func TestEveryCodeHasWords(t *testing.T) {
	seen := map[string]HeldCode{}
	for _, code := range []HeldCode{HeldEmpty, HeldUnsaid, HeldNoBranch, HeldCircle, HeldNotInForce, HeldRunsItself, HeldMissing, HeldUnfit, HeldUnchecked} {
		h := &Held{Code: code, Process: "p", Fields: []string{"f"}}
		en, id := h.In(English), h.In(Indonesian)
		if en == string(code) || en == id || seen[en] != "" {
			t.Errorf("%s: %q, %q", code, en, id)
		}
		seen[en] = code
	}
}
