package model

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func (w *world) board(process string) Board {
	return MakeBoard(BoardInput{Now: w.now, Shop: w.shop, Open: w.open(), Flow: w.Flow, Process: process})
}

// stood is what one step of a board holds, as "case state" in its order.
func stood(b Board) map[string][]string {
	at := map[string][]string{}
	for _, p := range b.Processes {
		for _, s := range p.Steps {
			for _, t := range s.Tasks {
				at[s.Step] = append(at[s.Step], t.Case+" "+string(t.State))
			}
		}
	}
	return at
}

func TestTheBoardShowsCasesWhereTheyStand(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	first, second, third := w.order("1042", "cod"), w.order("1043", "cod"), w.order("1044", "prepaid")
	w.pickIt("sari", first)
	w.must("budi", Begin{Task: ref(first, "quality")})
	w.must("sari", Park{Task: ref(second, "pick"), Reason: "Courier"})
	b := w.board("")
	want := map[string][]string{
		"paid":    {third + " ready"},
		"pick":    {second + " parked"},
		"quality": {first + " doing"},
		"invoice": {first + " ready", second + " ready"},
	}
	if got := stood(b); !reflect.DeepEqual(got, want) {
		t.Errorf("it stands as %v, want %v", got, want)
	}
	p := b.Processes[0]
	var steps []string
	for _, s := range p.Steps {
		steps = append(steps, s.Step)
	}
	if want := []string{"paid", "pick", "quality", "invoice"}; !reflect.DeepEqual(steps, want) {
		t.Errorf("the steps are %v, want %v", steps, want)
	}
	// Eleven steps: one is alur's own, four hold something.
	if p.Empty != 6 || p.Name != "Online order" || p.Kind != Core {
		t.Errorf("the process is %s, %s, with %d empty steps", p.Name, p.Kind, p.Empty)
	}
	if s := p.Steps[1]; s.Title != "Pick the goods" || s.Role != "warehouse" || s.Waiting != 0 || s.Parked != 1 || len(s.Who.People) != 2 {
		t.Errorf("pick is %+v", s)
	}
	tally := BoardTally{Running: 3, Outside: 1, Parked: []ParkedFor{{For: verbatim("Courier"), Tasks: 1}}}
	if !reflect.DeepEqual(b.Tally, tally) || !reflect.DeepEqual(p.Tally, tally) {
		t.Errorf("the tally is %+v, of the process %+v", b.Tally, p.Tally)
	}
	if b := w.board("errand"); b.Tally.Running != 0 || len(b.Processes) != 0 {
		t.Errorf("another process has %+v", b)
	}
}

func TestLateStandsFirstAtAStepAndCountsOnce(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	old := w.order("1", "cod")
	w.pass(5 * time.Hour)
	fresh := w.order("2", "cod")
	top := w.order("3", "cod")
	b := w.board("")
	if got := stood(b)["pick"]; got[0] != old+" ready" {
		t.Errorf("pick holds %v", got)
	}
	pick := b.Processes[0].Steps[0].Tasks
	if pick[0].Band != Late || pick[0].Age != 5*time.Hour || pick[0].Why.In(English) != "late 3 h" {
		t.Errorf("the old one is %v, %v, %q", pick[0].Band, pick[0].Age, pick[0].Why.In(English))
	}
	// Both its tasks are late, it is one case.
	if b.Tally.Late != 1 || b.Processes[0].Steps[0].Late != 1 || b.Processes[0].Steps[1].Late != 1 {
		t.Errorf("%+v", b.Tally)
	}
	w.must("hendra", Pin{Task: ref(top, ""), Until: w.now.Add(time.Hour)})
	if got := stood(w.board(""))["pick"]; !reflect.DeepEqual(got, []string{top + " ready", old + " ready", fresh + " ready"}) {
		t.Errorf("with a pin pick holds %v", got)
	}
	// A parked case whose time has passed is parked and late.
	w.must("sari", Park{Task: ref(old, "pick"), Reason: "no boxes", Until: w.now.Add(time.Hour)})
	at := w.board("").Processes[0].Steps[0].Tasks
	if at[1].Case != old || at[1].Band != Late || !at[1].Asleep {
		t.Errorf("parked it is %+v", at[1])
	}
}

func TestAClaimThatCameBackIsNobodysOnTheBoard(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1", "cod")
	w.must("sari", Begin{Task: ref(id, "pick")})
	if s := w.board("").Processes[0].Steps[0]; s.Working != 1 || s.Tasks[0].By != "sari" {
		t.Errorf("before it is %+v", s)
	}
	w.pass(24 * time.Hour)
	s := w.board("").Processes[0].Steps[0]
	if s.Working != 0 || s.Waiting != 1 || s.Tasks[0].By != "" || s.Tasks[0].CameBackFrom != "sari" {
		t.Errorf("the next day it is %+v", s)
	}
}

// A case stays under its step where a newer version of the process has no
// such step, or calls it something else.
func TestTheBoardTakesVersionsTogether(t *testing.T) {
	process := func(steps ...Step) Process {
		return Process{Name: "Work", Role: "warehouse", Steps: steps}
	}
	a, b, c := Step{ID: "a", Text: "Do it"}, Step{ID: "b", Text: "Look at it"}, Step{ID: "c", Text: "Let it go"}
	w := newWorld(t)
	w.publish(process(a, b, c))
	w.must("sari", StartCase{Process: "work"})
	w.must("sari", StartCase{Process: "work"})
	w.must("sari", Complete{Task: ref("work-2", "a")})
	a.Text = "Do it well"
	w.publish(process(a, c))
	w.must("sari", StartCase{Process: "work"})
	p := w.board("").Processes[0]
	var got []string
	for _, s := range p.Steps {
		got = append(got, s.Title)
	}
	if want := []string{"Do it well", "Look at it"}; !reflect.DeepEqual(got, want) || p.Empty != 1 {
		t.Errorf("the steps are %v with %d empty, want %v", got, p.Empty, want)
	}
	if n := len(p.Steps[0].Tasks); n != 2 {
		t.Errorf("%d cases stand at the first", n)
	}
}

func TestTheSentenceOfTheBoard(t *testing.T) {
	step := func(title string, waiting, working, late int) BoardStep {
		return BoardStep{Title: title, Waiting: waiting, Working: working, Late: late}
	}
	for _, tt := range []struct {
		name   string
		tally  BoardTally
		steps  []BoardStep
		en, id string
	}{
		{"nothing", BoardTally{}, nil, "No case is running.", "Tidak ada kasus yang berjalan."},
		{"one", BoardTally{Running: 1}, []BoardStep{step("Pack", 0, 1, 0)},
			"1 case is running, none late.", "1 kasus berjalan, tidak ada yang terlambat."},
		{"all of it", BoardTally{Running: 14, Late: 3, Outside: 2}, []BoardStep{step("Pick", 4, 1, 3), step("Pack", 2, 0, 0)},
			"14 cases are running, 3 late, 2 wait for somebody outside; nobody is at Pack.",
			"14 kasus berjalan, 3 terlambat, 2 menunggu pihak luar; belum ada orang di Pack."},
		{"where it is late comes before where most wait", BoardTally{Running: 9, Outside: 1}, []BoardStep{step("Pick", 5, 0, 0), step("Pack", 1, 0, 1)},
			"9 cases are running, none late, 1 waits for somebody outside; nobody is at Pack and 1 other step.",
			"9 kasus berjalan, tidak ada yang terlambat, 1 menunggu pihak luar; belum ada orang di Pack dan 1 langkah lain."},
		{"several", BoardTally{Running: 9, Late: 1}, []BoardStep{step("Pick", 1, 0, 0), step("Pack", 4, 0, 0), step("Send", 4, 0, 0)},
			"9 cases are running, 1 late; nobody is at Pack and 2 other steps.",
			"9 kasus berjalan, 1 terlambat; belum ada orang di Pack dan 2 langkah lain."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := Board{Tally: tt.tally, Processes: []BoardProcess{{Steps: tt.steps}}}
			if got := b.Sentence().In(English); got != tt.en {
				t.Errorf("%q, want %q", got, tt.en)
			}
			if got := b.Sentence().In(Indonesian); got != tt.id {
				t.Errorf("%q, want %q", got, tt.id)
			}
		})
	}
}

func TestAStepSaysWhoItLacks(t *testing.T) {
	one := []string{"dewi"}
	for _, tt := range []struct {
		name string
		step BoardStep
		want string
	}{
		{"somebody is here", BoardStep{Role: "accounts", Waiting: 1, Who: WhoCan{People: one, SignedIn: one}}, ""},
		{"nobody is here", BoardStep{Role: "accounts", Waiting: 1, Who: WhoCan{People: one}}, ""},
		{"somebody is at it", BoardStep{Role: "accounts", Waiting: 1, Working: 1, Who: WhoCan{People: one}}, ""},
		{"nobody has to be", BoardStep{Role: "accounts", Outside: true, Who: WhoCan{People: one}}, ""},
		{"nobody holds it", BoardStep{Role: "accounts", Parked: 1, Who: WhoCan{People: one, SignedIn: one, OwnersOnly: true}}, "nobody holds accounts: only the owner can do this"},
		{"it is the owner's", BoardStep{Role: "owner", Waiting: 1, Who: WhoCan{People: one, SignedIn: one, OwnersOnly: true}}, ""},
		{"there is nobody", BoardStep{Role: "accounts", Waiting: 1}, "nobody can do this: accounts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lack, ok := tt.step.Lack()
			if got := lack.In(English); got != tt.want || ok != (tt.want != "") {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestAStepSaysWhoIsAway: that nobody can is said only where it is true; who
// holds the role and is not here is named, also to an owner who is here.
func TestAStepSaysWhoIsAway(t *testing.T) {
	two := []string{"andi", "budi"}
	for _, tt := range []struct {
		name   string
		step   BoardStep
		en, id string
	}{
		{"nobody is here", BoardStep{Role: "tailor", Waiting: 1, Who: WhoCan{People: two}}, "not signed in now: Andi, Budi", "belum masuk sekarang: Andi, Budi"},
		{"it is parked", BoardStep{Role: "tailor", Parked: 1, Who: WhoCan{People: two}}, "not signed in now: Andi, Budi", "belum masuk sekarang: Andi, Budi"},
		{"one of them is here", BoardStep{Role: "tailor", Waiting: 1, Who: WhoCan{People: two, SignedIn: two[1:]}}, "", ""},
		{"somebody is at it", BoardStep{Role: "tailor", Waiting: 1, Working: 1, Who: WhoCan{People: two}}, "", ""},
		{"nobody holds it", BoardStep{Role: "tailor", Waiting: 1, Who: WhoCan{People: two, OwnersOnly: true}}, "", ""},
		{"the owner's, who is away", BoardStep{Role: "owner", Waiting: 1, Who: WhoCan{People: two[:1], OwnersOnly: true}}, "not signed in now: Andi", "belum masuk sekarang: Andi"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			away, ok := tt.step.Away(func(id string) string { return strings.ToUpper(id[:1]) + id[1:] })
			if got := away.In(English); got != tt.en || ok != (tt.en != "") {
				t.Errorf("%q, want %q", got, tt.en)
			}
			if got := away.In(Indonesian); got != tt.id {
				t.Errorf("%q, want %q", got, tt.id)
			}
		})
	}
}

// holdBoard: every open task stands on the board once, whatever the order of
// the rows, and what is urgent in somebody's queue is so on the board; but
// for parked work, which is on the board of all and in the queue of one.
func holdBoard(rt *rapid.T, w *world, rows, mixed []OpenTask) {
	in := BoardInput{Now: w.now, Shop: w.shop, Open: rows, Flow: w.Flow}
	b := MakeBoard(in)
	in.Open = mixed
	if again := MakeBoard(in); !reflect.DeepEqual(b, again) {
		rt.Fatalf("the board depends on the order of its input:\n%s\n%s", asJSON(rt, b), asJSON(rt, again))
	}
	at := map[TaskRef]*BoardTask{}
	for _, p := range b.Processes {
		for _, s := range p.Steps {
			for _, t := range s.Tasks {
				if _, twice := at[t.TaskRef]; twice || BaseStep(t.Step) != s.Step || t.Process != p.ID {
					rt.Fatalf("%s stands at %s of %s, twice %t", t.TaskRef, s.Step, p.ID, twice)
				}
				at[t.TaskRef] = t
			}
		}
	}
	if len(at) != len(rows) {
		rt.Fatalf("%d of %d tasks stand on the board", len(at), len(rows))
	}
	for _, person := range []string{"hendra", "sari", "budi"} {
		for _, i := range w.queue(person).Items {
			t := at[i.TaskRef]
			if !i.Still && i.Band >= Late && (t.Band != i.Band || t.Why.In(English) != i.Why.In(English) || t.Slack != i.Slack) {
				rt.Fatalf("%s is %v, %q for %s and %v, %q on the board", i.TaskRef, i.Band, i.Why.In(English), person, t.Band, t.Why.In(English))
			}
		}
	}
}

// TestWhoWorksWithoutSigningInIsHere: by the command line nobody signs in, and
// the board does not say that nobody is here while they work all day.
func TestWhoWorksWithoutSigningInIsHere(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.order("1042", "cod")
	for _, c := range []struct {
		name  string
		who   string
		acted time.Time
		away  bool
	}{
		{"nobody did anything", "budi", time.Time{}, true},
		{"yesterday", "budi", w.now.Add(-24 * time.Hour), true},
		{"today", "budi", w.now.Add(-time.Hour), false},
		{"the owner did, today, who does not hold it", "hendra", w.now.Add(-time.Hour), true},
	} {
		b := MakeBoard(BoardInput{Now: w.now, Shop: w.shop, Open: w.open(), Flow: w.Flow, Acted: func(person string) time.Time {
			if person == c.who {
				return c.acted
			}
			return time.Time{}
		}})
		if _, away := b.Processes[0].Steps[0].Away(w.shop.Name); away != c.away {
			t.Errorf("%s: nobody is here is %t", c.name, away)
		}
	}
}
