package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// dutiful are processes in which what is not done in time leads on, in which
// work is claimed and pinned, and in which two pairs of eyes are asked for.
func dutiful() []model.Process {
	end := []string{model.ToEnd}
	return []model.Process{
		{ID: "offer", Name: "Offer", Role: "workshop", Steps: []model.Step{
			{ID: "answer", Kind: model.Wait, Text: "the customer's answer", Due: "2d", Late: "take no", Outcomes: []model.Outcome{
				{Name: "yes", To: []string{model.ToNext}}, {Name: "no", To: []string{"close"}},
			}},
			{ID: "build", Kind: model.Do, Text: "Build it", Due: "4h", Late: "start ask", Then: end},
			{ID: "close", Kind: model.Do, Text: "Close it", Then: end},
			{ID: "ask", Kind: model.Do, Text: "Ask why it takes so long"},
		}},
		{ID: "chore", Name: "Chore", Role: "workshop", Steps: []model.Step{{ID: "do", Kind: model.Do, Text: "Do it"}}},
		{ID: "four", Name: "Four eyes", Role: "workshop", Steps: []model.Step{
			{ID: "pick", Kind: model.Do, Text: "Pick it"},
			{ID: "check", Kind: model.Do, Text: "Check it", NotSameAs: "pick"},
		}},
	}
}

// duties are what people have claimed, pinned and waived: until when it holds,
// reckoned when they did it.
type duties struct {
	claims, pins, waivers map[model.TaskRef]time.Time
	// seen counts, by what, how often it was seen to hold and to be over.
	seen map[string]int
}

func newDuties() duties {
	return duties{
		claims: map[model.TaskRef]time.Time{}, pins: map[model.TaskRef]time.Time{}, waivers: map[model.TaskRef]time.Time{}, seen: map[string]int{},
	}
}

// bite holds that all of it was seen often.
func (d duties) bite(t *testing.T) {
	t.Helper()
	for _, what := range []string{"claim", "pin", "waiver"} {
		for _, holds := range []bool{true, false} {
			if n := d.seen[fmt.Sprint(what, holds)]; n < 20 {
				t.Errorf("%s holds %t: seen %d times, too few to tell", what, holds, n)
			}
		}
	}
	t.Logf("duties seen: %v", d.seen)
}

// begin begins a case of one of them.
func (q *quarter) begin(process, step string) model.TaskRef {
	q.t.Helper()
	r, err := q.do("hendra", model.StartCase{Process: process})
	if err != nil {
		q.t.Fatal(err)
	}
	return model.TaskRef{Case: r.Case, Step: step}
}

func (q *quarter) mustDo(by string, act model.Act) {
	q.t.Helper()
	if _, err := q.do(by, act); err != nil {
		q.t.Fatalf("%s, %s %T: %v", q.now.In(q.zone).Format(wall), by, act, err)
	}
}

// closing is when the shop closes on the day of a time; midnight when that day
// is over.
func (q *quarter) closing(at time.Time) time.Time {
	at = at.In(q.zone)
	return time.Date(at.Year(), at.Month(), at.Day(), q.closes(at), 0, 0, 0, q.zone)
}

func (q *quarter) midnight(at time.Time) time.Time {
	at = at.In(q.zone)
	return time.Date(at.Year(), at.Month(), at.Day()+1, 0, 0, 0, 0, q.zone)
}

// doDuties: Sari claims a chore and leaves it over the closing, so that Budi
// takes it another day; the owner pins one for some hours, and waives four eyes
// for the day.
func (q *quarter) doDuties() {
	q.t.Helper()
	if q.dice.IntN(20) == 0 {
		q.begin("offer", "answer")
	}
	if len(q.duties.claims) == 0 && q.dice.IntN(10) == 0 {
		ref := q.begin("chore", "do")
		q.mustDo("sari", model.Begin{Task: ref})
		q.duties.claims[ref] = q.closing(q.now)
	}
	for ref, until := range q.duties.claims {
		if !q.now.Before(until) && q.dice.IntN(8) == 0 {
			q.mustDo("budi", model.Begin{Task: ref})
			q.mustDo("budi", model.Complete{Task: ref})
			delete(q.duties.claims, ref)
		}
	}
	if len(q.duties.pins) < 2 && q.dice.IntN(10) == 0 {
		ref := q.begin("chore", "do")
		until := q.now.Add(time.Duration(1+q.dice.IntN(40)) * 17 * time.Minute)
		q.mustDo("hendra", model.Pin{Task: ref, Until: until})
		q.duties.pins[ref] = until
	}
	for ref, until := range q.duties.pins {
		if !q.now.Before(until) {
			q.mustDo("budi", model.Complete{Task: ref})
			delete(q.duties.pins, ref)
		}
	}
	if len(q.duties.waivers) < 2 && q.dice.IntN(10) == 0 {
		ref := q.begin("four", "check")
		q.mustDo("sari", model.Complete{Task: model.TaskRef{Case: ref.Case, Step: "pick"}})
		q.mustDo("hendra", model.Waive{Task: ref, Reason: "Budi is ill"})
		q.duties.waivers[ref] = q.midnight(q.now)
	}
	for ref, until := range q.duties.waivers {
		if !q.now.Before(until) && q.dice.IntN(8) == 0 {
			if _, err := q.do("sari", model.Complete{Task: ref}); err == nil {
				q.t.Errorf("%s: Sari checked %s with a waiver of before", q.now.In(q.zone).Format(wall), ref)
			}
			q.mustDo("budi", model.Complete{Task: ref})
			delete(q.duties.waivers, ref)
		}
	}
}

// dutiesHold compares what stands on the board and in Sari's list with what was
// reckoned: claims come back at closing time, pins and waivers run out.
func (q *quarter) dutiesHold() {
	q.t.Helper()
	ctx, s := context.Background(), q.windows[len(q.looked)%2]
	if q.now.In(q.zone).Minute() != 0 {
		return // It costs, and the shop closes at a full hour.
	}
	board, err := s.Board(ctx, "", q.now)
	if err != nil {
		q.t.Fatal(err)
	}
	queue, err := s.Queue(ctx, "sari", q.now)
	if err != nil {
		q.t.Fatal(err)
	}
	claimed, pinned, offered := map[model.TaskRef]bool{}, map[model.TaskRef]bool{}, map[model.TaskRef]bool{}
	for _, p := range board.Processes {
		for _, step := range p.Steps {
			for _, task := range step.Tasks {
				claimed[task.TaskRef], pinned[task.TaskRef] = task.By == "sari", task.Pinned
			}
		}
	}
	for _, i := range queue.Items {
		offered[i.TaskRef] = true
	}
	q.hold("claim", q.duties.claims, claimed)
	q.hold("pin", q.duties.pins, pinned)
	q.hold("waiver", q.duties.waivers, offered)
}

func (q *quarter) hold(what string, until map[model.TaskRef]time.Time, is map[model.TaskRef]bool) {
	q.t.Helper()
	for ref, end := range until {
		holds := q.now.Before(end)
		q.duties.seen[fmt.Sprint(what, holds)]++
		if is[ref] != holds {
			q.t.Errorf("%s: the %s of %s until %s holds: %t", q.now.In(q.zone).Format(wall), what, ref, end.In(q.zone).Format(wall), is[ref])
		}
	}
}

// lateAgrees: an answer that is overdue is taken as no by alur, in the act of its
// timer and once, and what is built too late begins another step besides.
func (q *quarter) lateAgrees(events []model.Event) {
	q.t.Helper()
	did := map[string][]string{}
	for _, e := range events {
		if e.By != "" {
			continue
		}
		switch b := e.Body.(type) {
		case model.TaskCompleted:
			if e.Step == "answer" {
				did[e.Op] = append(did[e.Op], e.Case+" took "+b.Outcome)
			}
		case model.TaskReady:
			if e.Step == "ask" || e.Step == "close" {
				did[e.Op] = append(did[e.Op], e.Case+" began "+e.Step)
			}
		}
	}
	counted := map[string]int{}
	for _, e := range events {
		fired, is := e.Body.(model.TimerFired)
		if !is || fired.Kind != model.Overdue {
			continue
		}
		var want []string
		switch e.Step {
		case "answer":
			want = []string{e.Case + " took no", e.Case + " began close"}
		case "build":
			want = []string{e.Case + " began ask"}
		}
		if !slices.Equal(did[e.Op], want) {
			q.t.Errorf("%s/%s overdue at %s: %q, want %q", e.Case, e.Step, e.At.In(q.zone).Format(wall), did[e.Op], want)
		}
		delete(did, e.Op)
		counted[e.Step]++
	}
	for op, what := range did {
		q.t.Errorf("%s did %q, and no timer had fired", op, what)
	}
	if counted["answer"] < 20 || counted["build"] < 20 {
		q.t.Errorf("late: %v, too few to tell", counted)
	}
}

// lastClosed is the closing time that was last before a time.
func (q *quarter) lastClosed(at time.Time) time.Time {
	for day := at.In(q.zone); ; day = day.AddDate(0, 0, -1) {
		if closing := q.closing(day); q.openDay(day) && !closing.After(at) {
			return closing
		}
	}
}

// digestsAgree: one digest for each closing that alur saw, of several that it
// missed for the last, and each says how many cases finished and began since
// the one before.
func (q *quarter) digestsAgree(events []model.Event) {
	q.t.Helper()
	var want, got []string
	told := q.lastClosed(q.at(q.from))
	for _, now := range q.looked {
		closing := q.lastClosed(now)
		if !closing.After(told) {
			continue
		}
		finished, began := 0, 0
		for _, e := range events {
			// What people did in the same look came after it was told.
			if !e.At.After(told) || e.At.After(now) || e.At.Equal(now) && strings.HasPrefix(e.Op, peoplesOps) {
				continue
			}
			switch e.Body.(type) {
			case model.CaseFinished:
				finished++
			case model.CaseStarted:
				began++
			}
		}
		want = append(want, fmt.Sprintf("%s at %s: %d finished, %d began", closing.Format(wall), now.In(q.zone).Format(wall), finished, began))
		told = closing
	}
	for _, e := range events {
		if b, is := e.Body.(model.DigestMade); is {
			got = append(got, fmt.Sprintf("%s at %s: %d finished, %d began", b.For.In(q.zone).Format(wall), e.At.In(q.zone).Format(wall),
				q.saidOf(b.Subject, "finished"), q.saidOf(b.Text, "began")))
		}
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			q.t.Errorf("digest %d is\n%s\nwant\n%s", i+1, strings.Join(got[min(i, len(got)):min(i+3, len(got))], "\n"), strings.Join(want[min(i, len(want)):min(i+3, len(want))], "\n"))
			break
		}
	}
	if len(want) < 60 {
		q.t.Errorf("%d digests: too few to tell", len(want))
	}
}

// saidOf is how many cases a digest says did something; none where it does not
// say so.
func (q *quarter) saidOf(text, did string) int {
	q.t.Helper()
	for _, form := range []string{"cases " + did, "case " + did} {
		before, _, found := strings.Cut(text, " "+form)
		if !found {
			continue
		}
		n := 0
		if _, err := fmt.Sscan(before[strings.LastIndexAny(before, " \n")+1:], &n); err == nil {
			return n
		}
	}
	return 0
}
