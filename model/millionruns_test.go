package model

import (
	"os"
	"strconv"
	"testing"
	"time"

	"alur/model/modeltest/dice"

	"pgregory.net/rapid"
)

// runsEach is how many cases of each drawn process are played.
const runsEach = 25

// TestMillionRuns plays random cases of random processes, by random acts of
// random people, and then to their end. After every act somebody can do
// something in each case, or it has ended; from wherever a case came to, it
// can be finished; now and then its record is replayed and gives the same. No
// task is dead: of each step that nobody did by chance it is proved that
// it does in some run, or that the checks say it never does. A few thousand
// runs in passing; ALUR_RUNS=1000000 for as many, ALUR_SEED for others.
func TestMillionRuns(t *testing.T) {
	runs := 2000
	if testing.Short() {
		runs = 500
	}
	if n, err := strconv.Atoi(os.Getenv("ALUR_RUNS")); err == nil {
		runs = n
	}
	seed := seedOf(t)
	total := &playing{acts: map[string]int{}, proved: &proving{t: t}}
	for begun := time.Now(); total.runs < runs; seed++ {
		total.play(t, seed)
		if seed%4000 == 0 {
			t.Logf("%d runs in %s", total.runs, time.Since(begun).Round(time.Second))
		}
	}
	t.Logf("%d runs of %d processes, %d events; none stuck; %d finished, %d cancelled; acts: %s", total.runs, total.processes, total.events, total.finished, total.cancelled, tally(total.acts))
	for _, act := range []string{"Complete", "SendBack", "Skip", "Undo", "Park", "Resume", "HandOver", "TakeOver", "Waive", "GiveBack", "Begin", "Take", "SetTick", "Pin", "Repromise", "ReportUnclear"} {
		if total.acts[act] == 0 && runs >= 2000 {
			t.Errorf("nobody ever did %s", act)
		}
	}
	t.Logf("%d of %d steps were done by chance; of the others: %s", total.steps-total.proved.steps, total.steps, total.proved)
	if total.proved.unjudged > 0 {
		t.Errorf("of %d steps it is not known whether they come up", total.proved.unjudged)
	}
}

// playing counts what was played.
type playing struct {
	runs, processes, events, finished, cancelled, steps int
	acts                                                map[string]int
	// up holds the steps of the process that is played now which were done,
	// proved those of all that did not.
	up     map[string]bool
	proved *proving
}

func (p *playing) play(t rapid.TB, seed uint64) {
	d := dice.Plain(seed)
	w := newWorld(t)
	w.quick = true
	defer func() {
		if t.Failed() {
			t.Logf("with ALUR_SEED=%d", seed)
		}
	}()
	k := newWalk(t, d, w, Drawn.Sound(d))
	p.up = map[string]bool{}
	for range runsEach {
		k.start()
		for range d.Num("acts", 0, 15) {
			k.act()
			k.somebodyMay()
		}
		if dice.OneIn(d, 20, "replay?") {
			k.replays()
		}
		k.finish()
		if dice.OneIn(d, 20, "replay?") {
			k.replays()
		}
		p.count(k)
	}
	p.processes++
	p.steps += len(k.f.Process.Steps)
	var missing []int
	for i, s := range k.f.Process.Steps {
		if !p.up[s.ID] {
			missing = append(missing, i)
		}
	}
	if len(missing) > 0 {
		p.proved.prove(k.f, missing...)
	}
	for act, n := range k.acts {
		p.acts[act] += n
	}
}

// count notes what became of the cases, and takes them away.
func (p *playing) count(k *walk) {
	p.runs++
	p.events += len(k.w.events)
	for _, c := range k.w.cases {
		if c.State == Cancelled {
			p.cancelled++
		} else {
			p.finished++
		}
		if c.Process != k.f.Process.ID {
			continue
		}
		for _, task := range c.Tasks {
			if task.State == Done || task.State == SentBack {
				p.up[BaseStep(task.Step)] = true
			}
		}
	}
	k.w.forget()
}

// forget takes the cases away.
func (w *world) forget() {
	clear(w.cases)
	clear(w.history)
	clear(w.acts)
	w.events = nil
}

// replays holds that every case is the replay of its record.
func (k *walk) replays() {
	for id, c := range k.w.cases {
		again, err := Replay(k.w.Flow(c.Process, c.Version), k.w.history[id])
		if err != nil {
			k.t.Fatalf("%s: %v", id, err)
		}
		if got, want := asJSON(k.t, again), asJSON(k.t, c); got != want {
			k.t.Fatalf("replay differs:\n%s\n%s", got, want)
		}
	}
}
