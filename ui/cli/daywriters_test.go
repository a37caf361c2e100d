//go:build linux && !race

package cli_test

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// errAway says that alur join has no line just now.
var errAway = errors.New("not connected")

// errRefused says that something could not be done just now.
var errRefused = errors.New("refused")

// away: alur join says that it has no line.
func away(screen string) bool { return strings.Contains(screen, "Not connected since") }

// writes puts a line in place of what stands there, and waits until it is
// saved. The error may be errAway, in a window of alur join.
func (p *worker) writes(line string) error {
	there := func(screen string) bool {
		return strings.Contains(screen, "[►Begin") || strings.Contains(screen, "[►Done") || strings.Contains(screen, "► Words")
	}
	screen, err := p.until(there)
	if err == nil {
		screen, err = p.still()
	}
	step := func(key string, wanted func(screen string) bool) {
		if err == nil {
			err = p.pressed(key)
		}
		if err == nil {
			screen, err = p.until(func(screen string) bool { return wanted(screen) || refused(screen) })
		}
		if err == nil && refused(screen) {
			err = errRefused
		}
	}
	empty := has("Still to do: words")
	if strings.Contains(screen, "[►Begin") {
		time.Sleep(pauseAct)
		step(keyEnter, empty)
	}
	if strings.Contains(screen, "[►Done") {
		step(keyUp, has("► Words"))
	}
	step(keyErase, empty)
	begun := time.Now()
	step(line, func(screen string) bool { return strings.Contains(screen, line) && strings.Contains(screen, "Saved") })
	if err == nil {
		p.day.note(func(t *tally) { t.saved = append(t.saved, time.Since(begun)); t.kept++ })
	}
	if errors.Is(err, errRefused) {
		p.told("goes on", screen, p.pressed(keyEsc))
		return err
	}
	p.told("writes", screen, err)
	return err
}

// finds waits until a line is there again after a cut.
func (p *worker) finds(line string, cut time.Time) error {
	screen, err := p.waits(dayPatience, func(screen string) bool { return strings.Contains(screen, line) && !away(screen) })
	if err == nil {
		p.day.note(func(t *tally) { t.drafts++; t.back = append(t.back, time.Since(cut)) })
	}
	p.told("comes back to what was written", screen, err)
	return err
}

// stands lets a line be for a while; it answers whether the line was cut
// meanwhile.
func (p *worker) stands() bool {
	_, err := p.within(time.Duration(2+p.dice.IntN(8))*time.Second, away)
	return !errors.Is(err, errLate)
}

// writer types lines over SSH, and whenever the line is cut signs in again and
// finds the last that was saved.
func (d *day) writer(name string, opens func() *terminal) {
	p := &worker{day: d, name: name, dice: diceOf(name)}
	kept, cut := "", time.Time{}
	for n := 1; d.goesOn(); {
		if p.terminal = opens(); p.terminal == nil {
			continue
		}
		err := p.signsIn()
		if err == nil && kept != "" {
			err = p.finds(kept, cut)
		}
		for err == nil && d.goesOn() {
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
			if kept = line; p.stands() || p.dice.IntN(5) == 0 {
				break
			}
		}
		cut = time.Now()
		p.leaves()
	}
}

// joiner writes in a window of alur join, which comes back by itself whenever
// the server is killed: nobody signs in again.
func (d *day) joiner(name string, pc int) {
	w := d.joins(pc)
	if w == nil {
		return
	}
	w.joins = true
	p := &worker{terminal: w, day: d, name: name, dice: diceOf(name)}
	defer p.leaves()
	screen, err := p.waits(dayPatience, has("for the first time"))
	if err == nil {
		err = p.pressed(keyEnter)
	}
	p.told("meets the shop", screen, err)
	for n := 1; err == nil && d.goesOn(); n++ {
		line := fmt.Sprintf("%s writes line %d", name, n)
		if err = p.signsIn(); err == nil {
			err = p.writes(line)
		}
		switch {
		case errors.Is(err, errAway):
			_, err = p.waits(dayPatience, func(screen string) bool { return !away(screen) })
		case errors.Is(err, errRefused):
			err = nil
		case err == nil && p.stands():
			err = p.finds(line, time.Now())
		}
	}
	if err != nil {
		screen, _ = p.still()
		d.t.Errorf("%s in the window of alur join: %v:\n%s", name, err, screen)
	}
}

// sleeper opens a screen and reads nothing of what it is sent, however much
// that is.
func (d *day) sleeper(n int) {
	for d.goesOn() {
		c := d.dial(pcSlow + n)
		if c == nil {
			return
		}
		d.sleeps(c)
		_ = c.Close()
	}
}
