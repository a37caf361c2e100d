package store_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/modeltest"
	"alur/model/modeltest/dice"
	"alur/store"

	"pgregory.net/rapid"
)

// TestLawsOfTheStore: random people do random things in random processes that
// use the whole format, for days on end, in two divisions, and edited versions
// of them come in force or are tried while cases run. Now and then, what is
// kept is what the record makes, row by row (Check), and what is answered from
// it is what the events make when they are read anew.
func TestLawsOfTheStore(t *testing.T) {
	happened := tally{}
	rapid.Check(t, func(rt *rapid.T) { lawfully(t, rt, dice.Rapid(rt), happened) })
	t.Log(happened)
}

// TestLawsOfTheStoreMeetTheFormat: the same shops with dice that always fall
// alike, so that it can be told what the law was held on: every event there
// is, and all of the format that makes a difference.
func TestLawsOfTheStoreMeetTheFormat(t *testing.T) {
	if testing.Short() {
		t.Skip("TestLawsOfTheStore holds the same law")
	}
	happened := tally{}
	for seed := range uint64(lawfulShops) {
		lawfully(t, t, dice.Plain(seed), happened)
	}
	t.Log(happened)
	for _, what := range append(lawfulDeeds(), eventNames(t)...) {
		if happened[what] == 0 && what != "shop.created" { // Before all dice.
			t.Errorf("it never happened: %s", what)
		}
	}
}

// lawfulShops is how many shops meet the format: enough that none of the deeds
// hangs on a single one.
const lawfulShops = 320

// lawfulDeeds are what of the format has to be worked on, or the law is held
// on less than there is.
func lawfulDeeds() []string {
	return strings.Fields(`
		did-do did-wait did-run did-each-entry did-each-person did-choose did-auto did-late did-late-start did-late-take did-same-as did-not-same-as
		did-never-skip did-when did-way-back passed-by-empty-list
		claim-back-at-closing child-began child-cancelled-with steps-renamed
		in-a-division division-of-own-hours on-trial in-force-for-a-division undone-start`)
}

// lawfully lets one shop work with one process and its later versions.
func lawfully(t *testing.T, tb rapid.TB, d dice.Dice, happened tally) {
	k := &lawful{fixture: lawShop(t), tb: tb, d: d, happened: happened}
	defer k.Close()
	p := lawProcess(d)
	k.within(func() {
		if dice.OneIn(d, 3, "settings?") {
			k.do("hendra", model.ChangeSettings{Settings: k.settings()})
		}
		k.publish(p)
		k.starts(p.ID)
		k.acts(p)
	})
	for version := 2; version <= 1+d.Num("versions", 0, 2); version++ {
		next := modeltest.Checked(modeltest.Edited(d, p, version))
		if next == nil {
			continue
		}
		p = next.Process
		k.within(func() { k.publish(p); k.moves(p.ID); k.starts(p.ID); k.acts(p) })
	}
	if err := k.builtAnew(t); err != nil {
		tb.Fatal(err)
	}
}

// lawProcess draws a process, every other one with a step more that who did the
// one before may not do: drawn ones seldom get that far.
func lawProcess(d dice.Dice) model.Process {
	p := modeltest.Sound(d).Process
	i := slices.IndexFunc(p.Steps, func(s model.Step) bool { return s.Kind == model.Do && s.Each == "" })
	if i < 0 || dice.OneIn(d, 2, "as it is?") {
		return p
	}
	steps := p.Steps
	p.Steps = slices.Insert(slices.Clone(steps), i+1, model.Step{ID: "look", Text: "Look at it", Role: "warehouse", NotSameAs: steps[i].ID})
	if f := modeltest.Checked(p); f != nil {
		return f.Process
	}
	p.Steps = steps
	return p
}

// eventNames are the names of all events there are, from where each says its
// own.
func eventNames(t *testing.T) []string {
	files, err := filepath.Glob("../model/event*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`eventName\(\) string\s*\{ return "([^"]+)" \}`).FindAllSubmatch(source, -1) {
			names = append(names, string(name[1]))
		}
	}
	if len(names) < 43 {
		t.Fatalf("only %d events were found", len(names))
	}
	return names
}

type tally map[string]int

func (n tally) String() string {
	var parts []string
	for _, what := range slices.Sorted(maps.Keys(n)) {
		parts = append(parts, fmt.Sprintf("%s %d", what, n[what]))
	}
	return strings.Join(parts, ", ")
}

func (n tally) when(is bool, what string) {
	if is {
		n[what]++
	}
}

// lawShop is a shop of five in two divisions, with all that drawn processes
// run.
func lawShop(t testing.TB) *fixture {
	x := emptyShop(t)
	acts := []model.Act{model.CreateShop{Settings: model.Settings{Name: "Toko Maju"}, Owner: "Hendra"}}
	for _, p := range []model.Person{
		{Name: "Sari", Roles: []string{"warehouse"}}, {Name: "Budi", Roles: []string{"warehouse"}},
		{Name: "Dewi", Roles: []string{"accounts", "service", "warehouse"}}, {Name: "Rina", Roles: []string{"warehouse"}, Division: "south"},
	} {
		acts = append(acts, model.AddPerson{Person: p})
	}
	for _, p := range modeltest.Helpers() {
		acts = append(acts, model.PublishProcess{Process: p})
	}
	err := x.Within(context.Background(), func(s *store.Session) error {
		by := ""
		for _, act := range acts {
			if _, err := s.Do(model.Command{By: by, Act: act}, x.now()); err != nil {
				return err
			}
			by = "hendra"
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func lawPeople() []string { return []string{"hendra", "sari", "budi", "dewi", "rina"} }

// lawful is a shop in which everything is done by the dice.
type lawful struct {
	*fixture
	tb rapid.TB
	d  dice.Dice
	// queued are the messages that wait to be sent, dead those given up.
	queued, dead []model.MessageRef
	// s is the transaction that is under way.
	s        *store.Session
	happened tally
}

// within does much in one transaction, and then holds the laws.
func (k *lawful) within(f func()) {
	ctx := context.Background()
	queues := map[string]string{}
	var then time.Time
	err := k.Within(ctx, func(s *store.Session) error {
		k.s = s
		f()
		then = k.now()
		for _, person := range lawPeople() {
			queues[person] = k.queue(person, then)
		}
		return nil
	})
	if err != nil {
		k.tb.Fatal(err)
	}
	for person, before := range queues {
		after, err := k.Queue(ctx, person, then)
		if err != nil {
			k.tb.Fatal(err)
		}
		if got := refs(after); got != before {
			k.tb.Fatalf("the queue of %s:\nin the transaction %s\nafter it           %s", person, before, got)
		}
	}
	if _, err := k.Check(ctx, nil); err != nil {
		k.tb.Fatal(err)
	}
	k.rebuiltAgrees()
}

// queue is a person's queue in the transaction.
func (k *lawful) queue(person string, now time.Time) string {
	q, err := k.s.Queue(person, now)
	if err != nil {
		k.tb.Fatal(err)
	}
	return refs(q)
}

// do does an act, and reports whether it was not refused.
func (k *lawful) do(by string, act model.Act) bool {
	r, err := k.s.Do(model.Command{By: by, Act: act}, k.now())
	if err != nil && model.Refused(err) == nil {
		k.tb.Fatalf("%s %+v: %v", by, act, err)
	}
	for _, e := range r.Events {
		k.saw(e, act)
	}
	return err == nil
}

// wakes lets what is due fire.
func (k *lawful) wakes() {
	fired, err := k.s.Wake("", k.now())
	if err != nil {
		k.tb.Fatal(err)
	}
	for _, r := range fired {
		for _, e := range r.Events {
			k.saw(e, nil)
		}
	}
	cal, err := k.s.Shop().Calendar()
	if err != nil {
		k.tb.Fatal(err)
	}
	if closing, _, due := k.s.Shop().DigestDue(cal, k.now()); due {
		k.do("", model.MakeDigest{For: closing, Subject: "The day", Text: "Nothing was finished."})
	}
}

// saw counts what an event says that happened.
func (k *lawful) saw(e model.Event, act model.Act) {
	k.happened[e.Name()]++
	switch b := e.Body.(type) {
	case model.MessageQueued:
		k.queued = append(k.queued, model.MessageRef{Seq: e.Seq, Key: b.Key, Task: model.TaskRef{Case: e.Case, Step: e.Step}})
	case model.CaseStarted:
		head := k.s.Shop().Processes[b.Process]
		k.happened.when(b.Parent != nil, "child-began")
		k.happened.when(b.Division != "", "in-a-division")
		_, own := k.s.Shop().DivisionHours[b.Division]
		k.happened.when(own, "division-of-own-hours")
		for _, v := range head.Versions {
			k.happened.when(v.Version == b.Version && v.Share > 0, "on-trial")
			k.happened.when(v.Version == b.Version && len(v.Divisions) > 0, "in-force-for-a-division")
		}
	case model.CaseCancelled:
		k.happened.when(b.With != "", "child-cancelled-with")
		k.happened.when(b.Undo, "undone-start")
	case model.CaseMigrated:
		k.happened.when(len(b.Steps) > 0, "steps-renamed")
	case model.TaskGivenBack:
		k.happened.when(e.By == "", "claim-back-at-closing")
	case model.TaskSkipped:
		k.happened.when(b.None != "", "passed-by-empty-list")
		k.happened.when(b.When != "", "did-when")
	case model.AutoDone:
		k.happened["did-auto"]++
	case model.ChoiceMade:
		k.happened["did-choose"]++
	case model.TaskCompleted:
		k.worked(e, b)
	}
}

// worked counts what of the format a completed step has.
func (k *lawful) worked(e model.Event, b model.TaskCompleted) {
	c := k.s.Case(e.Case)
	f := k.s.Flow(c.Process, c.Version)
	s := f.Step(e.Step)
	late, _ := model.ParseLate(s.Late)
	k.happened["did-"+string(s.Kind)]++
	k.happened.when(s.Each != "" && s.EachRole() == "", "did-each-entry")
	k.happened.when(s.EachRole() != "", "did-each-person")
	k.happened.when(s.Late != "", "did-late")
	k.happened.when(late.Step != "", "did-late-start")
	k.happened.when(late.Outcome != "", "did-late-take")
	k.happened.when(s.SameAs != "", "did-same-as")
	k.happened.when(s.NotSameAs != "", "did-not-same-as")
	k.happened.when(s.NeverSkip, "did-never-skip")
	k.happened.when(b.Back, "did-way-back")
}
