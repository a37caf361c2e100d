//go:build linux && !race

package cli_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"alur/ui/cli/daytest"
)

// errRefused says that something could not be done just now.
var errRefused = errors.New("refused")

// worker is a person who writes at a screen.
type worker struct {
	*daytest.Worker
	day *day
}

// writes puts a line in place of what stands there, and waits until it is
// saved. The error may be daytest.ErrAway, in a window of alur join.
func (p *worker) writes(line string) error {
	there := func(screen string) bool {
		return strings.Contains(screen, "[►Begin") || strings.Contains(screen, "[►Done") || strings.Contains(screen, "► Words")
	}
	screen, err := p.Until(there)
	if err == nil {
		screen, err = p.Still()
	}
	step := func(key string, wanted func(screen string) bool) {
		if err == nil {
			err = p.Pressed(key)
		}
		if err == nil {
			screen, err = p.Until(func(screen string) bool { return wanted(screen) || daytest.Refused(screen) })
		}
		if err == nil && daytest.Refused(screen) {
			err = errRefused
		}
	}
	empty := daytest.Has("Still to do: words")
	if strings.Contains(screen, "[►Begin") {
		time.Sleep(daytest.PauseAct)
		step(daytest.KeyEnter, empty)
	}
	if strings.Contains(screen, "[►Done") {
		step(daytest.KeyUp, daytest.Has("► Words"))
	}
	step(daytest.KeyErase, empty)
	begun := time.Now()
	step(line, func(screen string) bool { return strings.Contains(screen, line) && strings.Contains(screen, "Saved") })
	if err == nil {
		p.day.Note(func(t *daytest.Tally) { t.Saved = append(t.Saved, time.Since(begun)); t.Kept++ })
	}
	if errors.Is(err, errRefused) {
		p.Told("goes on", screen, p.Pressed(daytest.KeyEsc))
		return err
	}
	p.Told("writes", screen, err)
	return err
}

// finds waits until a line is there again after a cut.
func (p *worker) finds(line string, cut time.Time) error {
	screen, err := p.Waits(daytest.Patience, func(screen string) bool { return strings.Contains(screen, line) && !daytest.Away(screen) })
	if err == nil {
		p.day.Note(func(t *daytest.Tally) { t.Drafts++; t.Back = append(t.Back, time.Since(cut)) })
	}
	p.Told("comes back to what was written", screen, err)
	return err
}

// stands lets a line be for a while; it answers whether the line was cut
// meanwhile.
func (p *worker) stands() bool {
	_, err := p.Within(time.Duration(2+p.Dice.IntN(8))*time.Second, daytest.Away)
	return !errors.Is(err, daytest.ErrLate)
}

// writer types lines over SSH, and whenever the line is cut signs in again and
// finds the last that was saved.
func (d *day) writer(name string, opens func() *daytest.Terminal) {
	dice := daytest.DiceOf(name)
	kept, cut := "", time.Time{}
	for n := 1; d.GoesOn(); {
		w := opens()
		if w == nil {
			continue
		}
		p := &worker{Worker: d.Sits(name, w, dice), day: d}
		err := p.SignsIn()
		if err == nil && kept != "" {
			err = p.finds(kept, cut)
		}
		for err == nil && d.GoesOn() {
			line := fmt.Sprintf("%s writes line %d", name, n)
			n++
			kept = "" // Until the next is saved nobody knows which will be there.
			if err = p.writes(line); errors.Is(err, errRefused) {
				err = nil
				continue
			}
			if err != nil {
				break
			}
			if kept = line; p.stands() || p.Dice.IntN(5) == 0 {
				break
			}
		}
		cut = time.Now()
		p.Leaves()
	}
}

// joiner writes in a window of alur join, which comes back by itself whenever
// the server is killed: nobody signs in again.
func (d *day) joiner(name string, pc int) {
	w := d.joins(pc)
	if w == nil {
		return
	}
	w.Joins = true
	p := &worker{Worker: d.Sits(name, w, daytest.DiceOf(name)), day: d}
	defer p.Leaves()
	screen, err := p.Waits(daytest.Patience, daytest.Has("for the first time"))
	if err == nil {
		err = p.Pressed(daytest.KeyEnter)
	}
	p.Told("meets the shop", screen, err)
	for n := 1; err == nil && d.GoesOn(); n++ {
		line := fmt.Sprintf("%s writes line %d", name, n)
		if err = p.SignsIn(); err == nil {
			err = p.writes(line)
		}
		switch {
		case errors.Is(err, daytest.ErrAway):
			_, err = p.Waits(daytest.Patience, func(screen string) bool { return !daytest.Away(screen) })
		case errors.Is(err, errRefused):
			err = nil
		case err == nil && p.stands():
			err = p.finds(line, time.Now())
		}
	}
	if err != nil {
		screen, _ = p.Still()
		d.t.Errorf("%s in the window of alur join: %v:\n%s", name, err, screen)
	}
}

// sleeper opens a screen and reads nothing of what it is sent, however much
// that is.
func (d *day) sleeper(n int) {
	for d.GoesOn() {
		c := d.dial(pcSlow + n)
		if c == nil {
			return
		}
		d.sleeps(c)
		_ = c.Close()
	}
}
