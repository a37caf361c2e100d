//go:build linux && !race

// The library of the server writes and reads the deadline of a handshake at the
// same time (charm.land/ssh 0.4.2), which the race detector reports.

package cli_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"alur/store/storetest"
	"alur/ui/cli/daytest"
)

// day is a shop with a server that is killed now and then, and all who work
// meanwhile.
type day struct {
	*house
	staff staff
	pcs   map[int]daytest.Key
	addr  string
	long  time.Duration
	shop  server
	*daytest.Day
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
	d := &day{house: newHouse(t), staff: staffOf(people), long: long}
	over, end := context.WithCancel(t.Context())
	d.Day = daytest.New(over, t, d.staff.all())
	d.furnish()
	d.opens()
	var all sync.WaitGroup
	crowd := func(n int, works func(n int)) {
		for i := range n {
			all.Go(func() { works(i) })
		}
	}
	crowd(d.staff.post, func(n int) { d.Postman(daytest.Postman(n), func() *daytest.Terminal { return d.terminal(pcPost + n) }) })
	crowd(d.staff.windows, func(n int) {
		d.Postman(daytest.Postman(d.staff.post+n), func() *daytest.Terminal { return d.window("alur") })
	})
	crowd(d.staff.remote, func(n int) { d.Sander(n, fmt.Sprint("remote-", n), d.remotely) })
	crowd(d.staff.local, func(n int) { d.Sander(n, fmt.Sprint("local-", n), d.locally) })
	crowd(d.staff.writers, func(n int) { d.writer(writer(n), func() *daytest.Terminal { return d.terminal(pcWriter + n) }) })
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
	for d.GoesOn() && (time.Now().Before(ends) || d.Counted(func(t *daytest.Tally) int { return t.Killed }) < leastKills) {
		time.Sleep(every)
		kept := d.Counted(func(t *daytest.Tally) int { return t.Kept })
		d.comes("that somebody writes", func(t *daytest.Tally) bool { return t.Kept > kept })
		if d.t.Failed() {
			return
		}
		drafts := d.Counted(func(t *daytest.Tally) int { return t.Drafts })
		d.stop()
		d.opens()
		d.Note(func(t *daytest.Tally) { t.Killed++ })
		d.comes("that what was written comes back", func(t *daytest.Tally) bool { return t.Drafts > drafts })
	}
}

// comes waits until the day is as wanted.
func (d *day) comes(what string, wanted func(t *daytest.Tally) bool) {
	for until := time.Now().Add(daytest.Patience); d.Counted(func(t *daytest.Tally) int { return map[bool]int{true: 1}[wanted(t)] }) == 0; {
		if time.Now().After(until) {
			d.t.Errorf("%s does not come", what)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// closes looks at the record when all have gone home.
func (d *day) closes() {
	d.t.Helper()
	d.sound()
	record := d.events()
	acked, ticks, unsure := d.Told(record)
	if err := storetest.Linear(d.History, 5*time.Minute); err != nil {
		d.t.Error(err)
	}
	unanswered := 0
	for _, h := range d.History {
		if h.Unknown {
			unanswered++
		}
	}
	if acked == ticks || ticks == 0 || len(d.History) == 0 || d.Killed < leastKills || d.Drafts < d.Killed {
		d.t.Error("somebody did nothing all day: the test does not bite")
	}
	d.t.Logf("%d people (%+v), %s, %d kills, %d lines dropped: %d events (%.1f/s)",
		d.staff.all(), d.staff, d.long.Round(time.Second), d.Killed, d.Drops, len(record), float64(len(record))/d.long.Seconds())
	d.t.Logf("at screens %d acts told done, %d without an answer; with commands %d deeds, %d without; %d lines written, %d times one came back after a cut",
		acked, unsure/2, len(d.History), unanswered, d.Kept, d.Drafts)
	d.t.Logf("key to Saved: %s; %d bytes a key press", daytest.Spread(d.Saved), d.Bytes/max(d.Keys, 1))
	d.t.Logf("from the cut to the next screen, with the PIN: %s", daytest.Spread(d.Back))
	d.t.Logf("the server: %.2f of a core, %d MiB at most, for %d sessions and the commands", d.shop.cpu.Seconds()/d.long.Seconds(), d.shop.memory>>20, d.staff.atScreens())
}
