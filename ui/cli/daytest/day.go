// Package daytest is the people of a day in a shop, for tests: at screens that
// are drawn as a terminal would, and with commands. What they were told is
// counted, to be held against the record when all have gone home.
package daytest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/store/storetest"
)

// Day is a shop while people work in it.
type Day struct {
	T testing.TB
	// Over is done at the end of the day: who is in the middle of an act ends it
	// first.
	Over context.Context
	// People is how many work.
	People int

	mu sync.Mutex
	Tally
}

// New is a day of so many people.
func New(over context.Context, t testing.TB, people int) *Day {
	return &Day{T: t, Over: over, People: people, Tally: Tally{Acked: map[string]int{}, Unsure: map[string]int{}, said: map[string][]telling{}}}
}

// Tally is what came of a day.
type Tally struct {
	History []storetest.Deed
	// Acked counts, per person, step and event, what a screen said was done;
	// Unsure what was asked for and got no answer before the line was cut.
	Acked, Unsure map[string]int
	// said are the screens that told of what was done.
	said map[string][]telling
	// Saved is from a key press to its "Saved", Back from a cut line to the next
	// screen of the person.
	Saved, Back   []time.Duration
	Keys, Bytes   int64
	Kept, Drafts  int
	Drops, Killed int
}

// telling is a screen that told that something was done, and what was pressed
// and shown before.
type telling struct {
	of     string
	screen string
	trace  string
}

// Note changes what came of the day.
func (d *Day) Note(what func(t *Tally)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	what(&d.Tally)
}

// Counted reads a figure of what came of the day.
func (d *Day) Counted(what func(t *Tally) int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return what(&d.Tally)
}

// GoesOn reports whether the day is not over.
func (d *Day) GoesOn() bool { return d.Over.Err() == nil && !d.T.Failed() }

// Think is what passes between two acts of a person: half a second to two, and
// longer where more than twenty work, since all of them and their PCs are this
// one machine.
func (d *Day) Think(dice *rand.Rand) {
	crowd := max(20, d.People)
	select {
	case <-d.Over.Done():
	case <-time.After(time.Duration(500+dice.IntN(1500)) * time.Millisecond * time.Duration(crowd) / 20):
	}
}

// Line is what is looked at of an event of the record.
type Line struct {
	By, Case, Step, Event string
	Data                  struct{ Outcome, Reason string }
}

// Told holds what screens said was done against the record: nothing is missing,
// and nothing is there twice. It answers how much was told, how much of that
// were ticks, and how much got no answer.
func (d *Day) Told(record []Line) (acked, ticks, unsure int) {
	done, of := map[string]int{}, map[string]bool{}
	for _, e := range record {
		what := strings.Join(strings.Fields(e.By+" "+e.Step+" "+e.Event), " ")
		done[what]++
		of[what+" "+e.Case] = true
	}
	for what := range merged(d.Acked, d.Unsure) {
		told, maybe := d.Acked[what], d.Unsure[what]
		if done[what] < told || done[what] > told+maybe {
			d.T.Errorf("%q was told done %d times, got no answer %d times, and is on record %d times", what, told, maybe, done[what])
			for _, said := range d.said[what] {
				if !of[what+" "+said.of] {
					d.T.Errorf("%q is not on record of %s:\n%s\n%s", what, said.of, said.screen, said.trace)
				}
			}
		}
		acked, unsure = acked+told, unsure+maybe
		if strings.HasSuffix(what, "ticked") {
			ticks += told
		}
	}
	return acked, ticks, unsure
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

// Spread says how long things took.
func Spread(all []time.Duration) string {
	if len(all) == 0 {
		return "never"
	}
	slices.Sort(all)
	at := func(share float64) time.Duration {
		return all[int(share*float64(len(all)-1))].Round(time.Millisecond)
	}
	return fmt.Sprintf("median %s, p99 %s, longest %s of %d", at(0.5), at(0.99), at(1), len(all))
}
