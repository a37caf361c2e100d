package digest

import (
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/story"
)

// at is a time on the clock of the shop, in November 2026; the 23rd is a Monday.
func at(day, hour, minute int) time.Time {
	return time.Date(2026, time.November, day, hour, minute, 0, 0, jakarta())
}

func jakarta() *time.Location { return time.FixedZone("WIB", 7*60*60) }

// toko is a shop of three: only the owner holds accounts.
func toko(t *testing.T) (*model.Shop, *model.Calendar) {
	t.Helper()
	shop := &model.Shop{
		Settings: model.Settings{Name: "Toko Maju", Zone: "Asia/Jakarta", Hours: model.DefaultHours()},
		People: map[string]*model.Person{
			"hendra": {ID: "hendra", Name: "Hendra", Owner: true},
			"sari":   {ID: "sari", Name: "Sari", Roles: []string{"warehouse"}},
			"budi":   {ID: "budi", Name: "Budi", Roles: []string{"warehouse"}, SignedIn: at(23, 8, 0)},
		},
		Processes: map[string]*model.ProcessHead{"order": {ID: "order", Name: "Order"}},
	}
	cal, err := shop.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return shop, cal
}

func flow(t *testing.T) *model.Flow {
	t.Helper()
	f, faults := model.Compile(model.Process{ID: "order", Name: "Order", Role: "warehouse", Steps: []model.Step{
		{ID: "pick", Kind: model.Do, Text: "Pick it"}, {ID: "check", Kind: model.Do, Text: "Check it", NotSameAs: "pick"},
		{ID: "book", Kind: model.Do, Text: "Book it", Role: "accounts"},
	}})
	if f == nil {
		t.Fatal(faults)
	}
	return f
}

// ended is a case that was finished, and what was done in it: by, step, what.
func ended(f *model.Flow, id string, end time.Time, events ...model.Event) Ended {
	for i := range events {
		if events[i].Op == "" {
			events[i].Op = id + "-" + string(rune('a'+i))
		}
		events[i].Case = id
	}
	return Ended{Case: &model.Case{ID: id, Process: "order", Title: "Order " + id, State: model.Finished, Started: end.Add(-time.Hour), Ended: end}, Flow: f, History: events}
}

func by(person, step string, b model.Body) model.Event {
	return model.Event{By: person, Step: step, Body: b}
}

// TestHowMuchRunsWithoutTheOwner: of the cases that were finished in a week,
// those in which no owner did anything; what was undone counts for nothing.
// Where an owner was needed is told step by step, the most frequent first.
func TestHowMuchRunsWithoutTheOwner(t *testing.T) {
	shop, cal := toko(t)
	f := flow(t)
	undone := by("hendra", "pick", model.TaskSkipped{Reason: "oops"})
	undone.Op = "skip"
	all := []Ended{
		ended(f, "1", at(23, 10, 0), by("sari", "", model.CaseStarted{}), by("budi", "check", model.TaskCompleted{})),
		ended(f, "2", at(23, 11, 0), by("hendra", "book", model.TaskCompleted{})),
		ended(f, "3", at(23, 12, 0), by("hendra", "book", model.TaskCompleted{}), by("hendra", "check", model.FourEyesWaived{Reason: "alone"})),
		ended(f, "4", at(23, 13, 0), by("sari", "pick", model.TaskCompleted{}), undone, by("hendra", "pick", model.Undone{Undoes: "skip"})),
		ended(f, "5", at(16, 13, 0), by("hendra", "pick", model.TaskCompleted{})),
		ended(f, "6", at(15, 23, 59).AddDate(0, 0, -49), by("hendra", "pick", model.TaskCompleted{})), // Before the eight weeks.
		ended(f, "7", at(23, 18, 0), by("hendra", "pick", model.TaskCompleted{})),                     // After now.
	}
	cancelled := ended(f, "8", at(23, 9, 0), by("hendra", "", model.CaseCancelled{}))
	cancelled.Case.State = model.Cancelled
	w := WithoutOwner(shop, cal, at(23, 17, 0), append(all, cancelled))
	if last := w.Weeks[Weeks-1]; last.Finished != 4 || last.Alone != 2 || !last.From.Equal(at(23, 0, 0)) {
		t.Errorf("this week is %+v", last)
	}
	if before := w.Weeks[Weeks-2]; before.Finished != 1 || before.Alone != 0 {
		t.Errorf("the week before is %+v", before)
	}
	var needs []string
	for _, n := range w.Needs {
		needs = append(needs, n.Title+": "+n.Say().In(model.English))
	}
	want := `Book it: nobody else holds accounts: give the role to somebody
Check it: four eyes waived: one more person in warehouse would do
Pick it: done by the owner, though warehouse can`
	if got := strings.Join(needs, "\n"); got != want || w.Needs[0].Times != 2 {
		t.Errorf("needed for\n%s\nwant\n%s", got, want)
	}
}

// TestWhatAScriptDoesIsNoTouchOfTheOwner: what begins a case or brings news at
// the command line, where no person is named, stands in the record in the name
// of the first owner. The owner's own work is theirs at the command line too,
// and so is what another owner, or they at a screen, begin.
func TestWhatAScriptDoesIsNoTouchOfTheOwner(t *testing.T) {
	shop, cal := toko(t)
	shop.People["wati"] = &model.Person{ID: "wati", Name: "Wati", Owner: true}
	f, faults := model.Compile(model.Process{ID: "order", Name: "Order", Role: "warehouse", Steps: []model.Step{
		{ID: "pick", Kind: model.Do, Text: "Pick it"}, {ID: "par", Kind: model.Wait, Text: "the parcel"},
	}})
	if f == nil {
		t.Fatal(faults)
	}
	line := func(person, step string, b model.Body) model.Event {
		e := by(person, step, b)
		e.Station = model.CommandLine
		return e
	}
	ready := line("hendra", "pick", model.TaskReady{})
	ready.Op = "import"
	begun := line("hendra", "", model.CaseStarted{})
	begun.Op = "import"
	for name, c := range map[string]struct {
		events []model.Event
		needed string
	}{
		"imported, delivered":       {[]model.Event{begun, ready, by("sari", "pick", model.TaskCompleted{}), line("hendra", "par", model.TaskCompleted{})}, ""},
		"delivered before its time": {[]model.Event{begun, line("hendra", "par", model.EventKept{}), by("sari", "pick", model.TaskCompleted{})}, ""},
		"picked by hand":            {[]model.Event{begun, line("hendra", "pick", model.TaskCompleted{})}, "did"},
		"begun at a screen":         {[]model.Event{by("hendra", "", model.CaseStarted{})}, "started"},
		"told at a screen":          {[]model.Event{begun, by("hendra", "par", model.TaskCompleted{})}, "did"},
		"begun by another owner":    {[]model.Event{line("wati", "", model.CaseStarted{})}, "started"},
	} {
		w := WithoutOwner(shop, cal, at(23, 17, 0), []Ended{ended(f, "1", at(23, 10, 0), c.events...)})
		got := ""
		for _, n := range w.Needs {
			got += string(n.Why)
		}
		if alone := w.Weeks[Weeks-1].Alone == 1; got != c.needed || alone != (c.needed == "") {
			t.Errorf("%s: without the owner %v, needed %q, want %q", name, alone, got, c.needed)
		}
	}
}

func TestAWeekBeginsOnMondayOfTheShop(t *testing.T) {
	_, cal := toko(t)
	for _, c := range []struct{ of, want time.Time }{
		{at(23, 0, 0), at(23, 0, 0)},
		{at(22, 23, 59), at(16, 0, 0)},
		{at(28, 12, 0).UTC(), at(23, 0, 0)},
		{at(22, 18, 0).UTC(), at(16, 0, 0)},
		{at(22, 17, 30).Add(7 * time.Hour), at(23, 0, 0)}, // In London it is Sunday still.
	} {
		if got := WeekOf(c.of, cal); !got.Equal(c.want) {
			t.Errorf("the week of %s begins on %s, want %s", c.of, got, c.want)
		}
	}
}

// late is a task that is late, in somebody's hands or in nobody's.
func late(n int, mend func(*model.BoardTask)) *model.BoardTask {
	t := &model.BoardTask{QueueItem: model.QueueItem{
		OpenTask: model.OpenTask{TaskRef: model.TaskRef{Case: "order-" + string(rune('0'+n)), Step: "pick"}, Process: "order", CaseTitle: "Order " + string(rune('0'+n)), Title: "Pick it", Role: "warehouse"},
		Band:     model.Late, Why: model.Reason{Say: model.Say{EN: "late %d h", ID: "terlambat %d j"}, Args: []any{n}}, DueAt: at(23, 17-n, 0),
	}}
	mend(t)
	return t
}

// told is a digest as it is kept, without the marks of the form and its line
// breaks.
func told(in Input, lang model.Lang) string {
	return strings.NewReplacer("**", "", "\n  ", " ").Replace(story.Markdown(Tell(in, lang)))
}

// TestTheDayIsToldInOnePage: the answer first, then what needs the owner, what is
// late and whose it is, what was finished, in either language.
func TestTheDayIsToldInOnePage(t *testing.T) {
	shop, cal := toko(t)
	f := flow(t)
	here := model.WhoCan{People: []string{"budi", "sari"}, SignedIn: []string{"budi"}}
	steps := []model.BoardStep{
		{Process: "order", Step: "pick", Title: "Pick it", Role: "warehouse", Waiting: 2, Late: 2, Who: here, Tasks: []*model.BoardTask{
			late(1, func(*model.BoardTask) {}), late(3, func(t *model.BoardTask) { t.By = "sari" }),
		}},
		{Process: "order", Step: "check", Title: "Check it", Role: "warehouse", Late: 1, Who: here, Tasks: []*model.BoardTask{
			late(2, func(t *model.BoardTask) {
				t.Step, t.Title, t.State, t.ParkedFor = "check", "Check it", model.Parked, "boxes"
			}),
		}},
		{Process: "order", Step: "dry", Title: "1m, the glue dries", Outside: true, Late: 1, Tasks: []*model.BoardTask{
			late(6, func(t *model.BoardTask) {
				t.Step, t.Title, t.Role, t.State, t.Timed = "dry", "the glue dries", "", model.Waiting, true
			}),
		}},
		{Process: "order", Step: "news", Title: "the courier", Outside: true, Late: 1, Tasks: []*model.BoardTask{
			late(7, func(t *model.BoardTask) { t.Step, t.Title, t.State = "news", "the courier", model.Waiting }),
		}},
		{Process: "order", Step: "book", Title: "Book it", Role: "accounts", Waiting: 1, Who: model.WhoCan{People: []string{"hendra"}, OwnersOnly: true}},
	}
	book := late(4, func(t *model.BoardTask) { t.Step, t.Title, t.Role = "book", "Book it", "accounts" })
	in := Input{
		Shop: shop, Since: at(22, 17, 0), Now: at(23, 17, 5), Calendar: cal, Begun: 3, Head: "7:0011aabb", Unsent: 2, Unfit: 1,
		Board: model.Board{Tally: model.BoardTally{Running: 5, Late: 3}, Processes: []model.BoardProcess{{ID: "order", Name: "Order", Steps: steps}}},
		Queue: model.Queue{Items: []model.QueueItem{book.QueueItem, late(5, func(*model.BoardTask) {}).QueueItem}},
		Ended: []Ended{
			ended(f, "kept", at(23, 9, 0), by("sari", "pick", model.TaskCompleted{})),
			ended(f, "broken", at(23, 10, 0), by("sari", "pick", model.TaskCompleted{})),
			ended(f, "yesterday", at(22, 16, 0), by("sari", "pick", model.TaskCompleted{})),
		},
	}
	in.Ended[0].Case.Promise, in.Ended[1].Case.Promise = at(23, 12, 0), at(23, 9, 30)
	if got := Subject(in, model.English); got != "Toko Maju, Mon 23 Nov 2026: 2 cases finished, 3 are late, 3 things need you" {
		t.Errorf("in one line it is %q", got)
	}
	for lang, lines := range map[model.Lang][]string{
		model.English: {
			"2 cases finished, 3 are late, 3 things need you.",
			"Outside: 2 messages could not be sent: F10, In and out", "Outside: 1 delivery of another program did not fit", "Order 4: Book it: late 4 h",
			"Pick it: 2 cases are late, the first is Order 3: late 3 h. Sari has it", "Order 2: Check it: late 2 h. Parked: boxes",
			"Order 6: the glue dries: late 6 h. It passes by itself", "Order 7: the courier: late 7 h. It waits for somebody outside",
			"Order kept: finished 09:00, as promised", "Order broken: finished 10:00, later than promised", "3 cases began.", "2 of 2 finished without a touch of yours", "7:0011aabb",
		},
		model.Indonesian: {
			"2 kasus selesai, 3 terlambat, 3 hal membutuhkan Anda.", "Di luar: 2 pesan gagal dikirim", "Order 4: Book it: terlambat 4 j",
			"Pick it: 2 kasus terlambat, yang pertama Order 3: terlambat 3 j. Ada pada Sari", "Ditunda: boxes", "sesuai janji", "lewat dari janji", "3 kasus dimulai.",
		},
	} {
		text := told(in, lang)
		for _, line := range lines {
			if !strings.Contains(text, line) {
				t.Errorf("%s lacks %q:\n%s", lang, line, text)
			}
		}
		if strings.Contains(text, "yesterday") || strings.Contains(text, "Order 5") {
			t.Errorf("%s tells what is not of it:\n%s", lang, text)
		}
	}
}

// TestAQuietDayIsToldToo, and a long list is cut with the number of what is left.
func TestAQuietDayIsToldToo(t *testing.T) {
	shop, cal := toko(t)
	in := Input{Shop: shop, Since: at(22, 17, 0), Now: at(23, 17, 5), Calendar: cal}
	text := told(in, model.English)
	for _, line := range []string{"No case finished, nothing is late.", "Nothing was finished.", "too few to tell"} {
		if !strings.Contains(text, line) {
			t.Errorf("it lacks %q:\n%s", line, text)
		}
	}
	for _, none := range []string{"Needs you", "Late, and why", "Nobody is here for", "Head of the record"} {
		if strings.Contains(text, none) {
			t.Errorf("it has %q:\n%s", none, text)
		}
	}
	f := flow(t)
	for n := range most + 3 {
		in.Ended = append(in.Ended, ended(f, string(rune('a'+n)), at(23, 8, n)))
	}
	if text := told(in, model.English); !strings.Contains(text, "Order l:") || strings.Contains(text, "Order m:") || !strings.Contains(text, "and 3 more") {
		t.Errorf("many are told as\n%s", text)
	}
}
