//go:build linux && !race

// The library of the server writes and reads the deadline of a handshake at the
// same time (charm.land/ssh 0.4.2), which the race detector reports.

package cli_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/store/storetest"
)

// day is a shop with a server that is killed now and then, and all who work
// meanwhile.
type day struct {
	*house
	staff staff
	pcs   map[int]pcKey
	addr  string
	long  time.Duration
	// over is done at the end of the day: who is in the middle of an act ends it
	// first.
	over context.Context
	mu   sync.Mutex
	shop server
	tally
}

// tally is what came of a day.
type tally struct {
	history []storetest.Deed
	// acked counts, per person, step and event, what a screen said was done;
	// unsure what was asked for and got no answer before the line was cut.
	acked, unsure map[string]int
	// said are the screens that told of what was done.
	said map[string][]telling
	// saved is from a key press to its "Saved", back from a cut line to the next
	// screen of the person.
	saved, back   []time.Duration
	keys, bytes   int64
	kept, drafts  int
	drops, killed int
}

// telling is a screen that told that something was done, and what was pressed
// and shown before.
type telling struct {
	of     string
	screen string
	trace  string
}

// staff is who works: at screens over SSH, at windows on the PC of the file,
// with commands here and there; those who write and never get to the end, over
// SSH and with alur join; and those who leave a screen open and read nothing.
type staff struct{ post, windows, remote, local, writers, joiners, slow int }

// staffOf parts people among the places of a shop.
func staffOf(people int) staff {
	s := staff{
		windows: max(1, people/16), remote: max(1, people/6), local: max(1, people/6),
		writers: max(1, people/16), joiners: max(1, people/16), slow: max(1, people/12),
	}
	s.post = max(1, people-s.windows-s.remote-s.local-s.writers-s.joiners-s.slow)
	return s
}

func (s staff) atScreens() int { return s.post + s.writers + s.joiners + s.slow }

func (s staff) all() int { return s.atScreens() + s.windows + s.remote + s.local }

// TestADayOnEveryPC is a shop full of people on one file: at screens over SSH
// and with alur join, at windows and with commands on the PC of the file, with
// commands over SSH; the server is killed again and again, lines are dropped,
// and some never read what they are sent. Nothing that was told to be done is
// lost, nothing is done twice, what all saw fits one order, and what somebody
// was typing comes back. Nobody waits for a time here, all wait for words.
//
// It is a small day of eight people as it stands; ALUR_PEOPLE=50 ALUR_DAY=10m is
// a whole one, which reports its figures with -v and wants -timeout 30m.
func TestADayOnEveryPC(t *testing.T) {
	t.Parallel()
	long, err := time.ParseDuration(cmp.Or(os.Getenv("ALUR_DAY"), "10s"))
	if err != nil {
		t.Fatal(err)
	}
	people, err := strconv.Atoi(cmp.Or(os.Getenv("ALUR_PEOPLE"), "8"))
	if err != nil {
		t.Fatal(err)
	}
	d := &day{house: newHouse(t), staff: staffOf(people), long: long, tally: tally{acked: map[string]int{}, unsure: map[string]int{}, said: map[string][]telling{}}}
	d.furnish()
	d.opens()
	over, end := context.WithCancel(t.Context())
	d.over = over
	var all sync.WaitGroup
	crowd := func(n int, works func(n int)) {
		for i := range n {
			all.Go(func() { works(i) })
		}
	}
	crowd(d.staff.post, func(n int) { d.postman(postman(n), func() *terminal { return d.terminal(pcPost + n) }) })
	crowd(d.staff.windows, func(n int) { d.postman(postman(d.staff.post+n), func() *terminal { return d.window("alur") }) })
	crowd(d.staff.remote, func(n int) { d.sander(n, fmt.Sprint("remote-", n), d.remotely) })
	crowd(d.staff.local, func(n int) { d.sander(n, fmt.Sprint("local-", n), d.locally) })
	crowd(d.staff.writers, func(n int) { d.writer(writer(n), func() *terminal { return d.terminal(pcWriter + n) }) })
	crowd(d.staff.joiners, func(n int) { d.joiner(writer(d.staff.writers+n), pcJoiner+n) })
	crowd(d.staff.slow, func(n int) { d.sleeper(n) })
	crowd(1, func(int) { d.orders() })
	begun := time.Now()
	d.outages()
	d.long = time.Since(begun)
	end()
	all.Wait()
	d.stop()
	d.closes()
}

// The least of a day: so many times the server is killed.
const leastKills = 2

// outages kills the server every minute, or thrice in a short day: once somebody
// has written what has to come back, and not again before it has.
func (d *day) outages() {
	every := min(d.long/3, time.Minute)
	ends := time.Now().Add(d.long)
	for d.goesOn() && (time.Now().Before(ends) || d.counted(func(t *tally) int { return t.killed }) < leastKills) {
		time.Sleep(every)
		kept := d.counted(func(t *tally) int { return t.kept })
		d.comes("that somebody writes", func(t *tally) bool { return t.kept > kept })
		if d.t.Failed() {
			return
		}
		drafts := d.counted(func(t *tally) int { return t.drafts })
		d.stop()
		d.opens()
		d.note(func(t *tally) { t.killed++ })
		d.comes("that what was written comes back", func(t *tally) bool { return t.drafts > drafts })
	}
}

// comes waits until the day is as wanted.
func (d *day) comes(what string, wanted func(t *tally) bool) {
	for until := time.Now().Add(dayPatience); d.counted(func(t *tally) int { return map[bool]int{true: 1}[wanted(t)] }) == 0; {
		if time.Now().After(until) {
			d.t.Errorf("%s does not come", what)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (d *day) note(what func(t *tally)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	what(&d.tally)
}

func (d *day) counted(what func(t *tally) int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return what(&d.tally)
}

// goesOn reports whether the day is not over.
func (d *day) goesOn() bool { return d.over.Err() == nil && !d.t.Failed() }

// think is what passes between two acts of a person: half a second to two, and
// longer where more than twenty work, since all of them and their PCs are this
// one machine.
func (d *day) think(dice *rand.Rand) {
	crowd := max(20, d.staff.all())
	select {
	case <-d.over.Done():
	case <-time.After(time.Duration(500+dice.IntN(1500)) * time.Millisecond * time.Duration(crowd) / 20):
	}
}

// closes looks at the record when all have gone home.
func (d *day) closes() {
	d.t.Helper()
	d.sound()
	done, of := map[string]int{}, map[string]bool{}
	record := d.events()
	for _, e := range record {
		what := strings.Join(strings.Fields(e.By+" "+e.Step+" "+e.Event), " ")
		done[what]++
		of[what+" "+e.Case] = true
	}
	acked, unsure, ticks := 0, 0, 0
	for what := range merged(d.acked, d.unsure) {
		told, maybe := d.acked[what], d.unsure[what]
		if done[what] < told || done[what] > told+maybe {
			d.t.Errorf("%q was told done %d times, got no answer %d times, and is on record %d times", what, told, maybe, done[what])
			for _, said := range d.said[what] {
				if !of[what+" "+said.of] {
					d.t.Errorf("%q is not on record of %s:\n%s\n%s", what, said.of, said.screen, said.trace)
				}
			}
		}
		acked, unsure = acked+told, unsure+maybe
		if strings.HasSuffix(what, "ticked") {
			ticks += told
		}
	}
	if err := storetest.Linear(d.history, 5*time.Minute); err != nil {
		d.t.Error(err)
	}
	unanswered := 0
	for _, h := range d.history {
		if h.Unknown {
			unanswered++
		}
	}
	if acked == ticks || ticks == 0 || len(d.history) == 0 || d.killed < leastKills || d.drafts < d.killed {
		d.t.Error("somebody did nothing all day: the test does not bite")
	}
	d.t.Logf("%d people (%+v), %s, %d kills, %d lines dropped: %d events (%.1f/s)",
		d.staff.all(), d.staff, d.long.Round(time.Second), d.killed, d.drops, len(record), float64(len(record))/d.long.Seconds())
	d.t.Logf("at screens %d acts told done, %d without an answer; with commands %d deeds, %d without; %d lines written, %d times one came back after a cut",
		acked, unsure/2, len(d.history), unanswered, d.kept, d.drafts)
	d.t.Logf("key to Saved: %s; %d bytes a key press", spread(d.saved), d.bytes/max(d.keys, 1))
	d.t.Logf("from the cut to the next screen, with the PIN: %s", spread(d.back))
	d.t.Logf("the server: %.2f of a core, %d MiB at most, for %d sessions and the commands", d.shop.cpu.Seconds()/d.long.Seconds(), d.shop.memory>>20, d.staff.atScreens())
}

func merged(a, b map[string]int) map[string]bool {
	all := map[string]bool{}
	for what := range a {
		all[what] = true
	}
	for what := range b {
		all[what] = true
	}
	return all
}

// spread says how long things took.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "never"
	}
	slices.Sort(all)
	at := func(share float64) time.Duration {
		return all[int(share*float64(len(all)-1))].Round(time.Millisecond)
	}
	return fmt.Sprintf("median %s, p99 %s, longest %s of %d", at(0.5), at(0.99), at(1), len(all))
}
