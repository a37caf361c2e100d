//go:build linux && !race

package etcdtest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"alur/store/kv"
	"alur/ui/cli/daytest"
)

// fault is something that goes wrong with one of three machines, and how it is
// mended.
type fault struct {
	what        string
	begins, end func(n int)
}

// kinds are all the faults.
func (d *day) kinds() []fault {
	member := func(n int) *member { return d.cluster.members[n] }
	return []fault{
		{"a server killed", func(n int) { member(n).kill() }, func(n int) { member(n).run(d.t) }},
		{"a host killed", func(n int) { d.hosts[n].kill() }, d.opens},
		{
			"a server standing still", func(n int) { member(n).signal(d.t, syscall.SIGSTOP) },
			func(n int) { member(n).signal(d.t, syscall.SIGCONT) },
		},
		{"a host cut off from the servers", d.cuts(ofServers, true), d.cuts(ofServers, false)},
		{
			"a host standing still", func(n int) { _ = d.hosts[n].cmd.Process.Signal(syscall.SIGSTOP) },
			func(n int) { _ = d.hosts[n].cmd.Process.Signal(syscall.SIGCONT) },
		},
		{
			"a server cut off", func(n int) { d.town.cut(member(n).name, ofServers) },
			func(n int) { d.town.mend(member(n).name, ofServers) },
		},
		{"a host cut off from the people", d.cuts(ofPeople, true), d.cuts(ofPeople, false)},
	}
}

func (d *day) cuts(l line, cut bool) func(n int) {
	return func(n int) {
		if cut {
			d.town.cut(d.hosts[n].name, l)
		} else {
			d.town.mend(d.hosts[n].name, l)
		}
	}
}

// outages lets everything go wrong, one after the other, at each machine in turn.
// What was wrong last is measured for as long as it lasts, and as long again.
func (d *day) outages() {
	all := d.kinds()
	each := min(max(d.long/time.Duration(2*len(all)), time.Second), 12*time.Second)
	ends := time.Now().Add(d.long)
	told := func() int { return d.Counted(func(t *daytest.Tally) int { return len(t.Acked) }) }
	for n := 0; n < len(all) || time.Now().Before(ends) || told() == 0 && n < 10*len(all); n++ {
		if !d.GoesOn() {
			return
		}
		f, machine := all[n%len(all)], (n+n/len(all))%3
		if each > sitsDown {
			d.seats()
		}
		from := time.Now()
		f.begins(machine)
		pause(d.Over, each)
		f.end(machine)
		pause(d.Over, each)
		to, worst := time.Now(), time.Duration(0)
		for _, w := range d.screens {
			worst = max(worst, w.longest(from, to))
		}
		d.faults[f.what] = append(d.faults[f.what], gap{"acts", d.acts.longest(from, to)}, gap{"keys at the screen worst off", worst})
	}
}

// sitsDown is about what it takes to sit down at a screen. In a day that has no
// time for it nobody may be at the host that something happens to.
const sitsDown = 3 * time.Second

// seats closes the screens that are watched, and waits until each is at its own
// host again.
func (d *day) seats() {
	for _, w := range d.screens {
		w.close()
	}
	from := time.Now()
	for _, w := range d.screens {
		for until := from.Add(daytest.Patience); !w.after(from) && time.Now().Before(until); {
			pause(d.Over, 50*time.Millisecond)
		}
	}
}

// gap is for how long there was no service.
type gap struct {
	of   string
	long time.Duration
}

// gauge notes whenever something was done, at a screen or elsewhere.
type gauge struct {
	mu     sync.Mutex
	at     []time.Time
	screen *daytest.Terminal
}

// sits is a new screen.
func (g *gauge) sits(at *daytest.Terminal) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.screen = at
}

func (g *gauge) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.screen != nil {
		g.screen.Drop()
	}
}

// after reports whether something was done at a screen that was not closed
// since.
func (g *gauge) after(from time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.at) > 0 && g.at[len(g.at)-1].After(from.Add(sitsDown/2))
}

func (g *gauge) note() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at = append(g.at, time.Now())
}

// longest is the longest time in which nothing was done.
func (g *gauge) longest(from, to time.Time) (long time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	last := from
	for _, at := range g.at {
		if at.After(from) && at.Before(to) {
			long, last = max(long, at.Sub(last)), at
		}
	}
	return max(long, to.Sub(last))
}

// watchers is how many screens are watched, one for each host that is called
// first.
const watchers = 3

// watches begins to measure the service: acts on the servers, and keys at
// screens. It ends with the day; stop ends what would hang.
func (d *day) watches(all *sync.WaitGroup) (stop func()) {
	d.acts = &gauge{}
	ctx, stop := context.WithCancel(context.Background())
	db := d.cluster.open(d.t, "gauge")
	all.Go(func() {
		for n := uint64(0); d.GoesOn(); n++ {
			err := db.Update(ctx, func(tx kv.Tx) error { return tx.Put([]byte("Nn"), binary.BigEndian.AppendUint64(nil, n)) })
			if err == nil {
				d.acts.note()
			}
			pause(d.Over, 20*time.Millisecond)
		}
	})
	for n := range watchers {
		g := &gauge{}
		d.screens = append(d.screens, g)
		all.Go(func() { d.watcher(n, g) })
	}
	return stop
}

// watcher opens the team board at a screen of alur join and closes it, again and
// again.
func (d *day) watcher(n int, g *gauge) {
	for d.GoesOn() {
		w := d.joins(fmt.Sprint("watch", n), n)
		if w == nil {
			return
		}
		g.sits(w)
		p := d.Sits(watcher(n), w, daytest.DiceOf(watcher(n)))
		for there := true; there; there = p.Returns() {
			err := p.SignsIn()
			for err == nil && d.GoesOn() {
				if err = looks(p); err == nil {
					g.note()
					pause(d.Over, 100*time.Millisecond)
				}
			}
		}
		p.Leaves()
	}
}

// looks opens the team board and closes it. A key that comes while the screen
// changes is not taken, and is pressed again.
func looks(p *daytest.Worker) error {
	for _, step := range []struct {
		key   string
		shows func(screen string) bool
	}{{daytest.KeyF6, board}, {daytest.KeyEsc, daytest.Has("My next task")}} {
		for tries := 0; ; tries++ {
			if err := p.Pressed(step.key); err != nil {
				return err
			}
			_, err := p.Within(3*time.Second, step.shows)
			if err == nil {
				break
			}
			if !errors.Is(err, daytest.ErrLate) || tries == 20 {
				return err
			}
		}
	}
	return nil
}

// board is the team board with what is read for it.
func board(screen string) bool {
	if !strings.Contains(screen, "Team board") {
		return false
	}
	for _, row := range []string{"Sand the board", "Look at it", "Look whether", "Sit down", "Pack the parcel", "Bring it"} {
		if strings.Contains(screen, row) {
			return true
		}
	}
	return false
}

// tells says for how long there was no service, by kind of fault.
func (d *day) tells() {
	for _, what := range slices.Sorted(maps.Keys(d.faults)) {
		of := map[string][]time.Duration{}
		for _, g := range d.faults[what] {
			of[g.of] = append(of[g.of], g.long)
		}
		for _, g := range slices.Sorted(maps.Keys(of)) {
			d.t.Logf("without service, %s, %s: %s", what, g, daytest.Spread(of[g]))
		}
	}
}
