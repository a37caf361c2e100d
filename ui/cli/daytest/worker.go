package daytest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Worker is a person at a screen.
type Worker struct {
	*Terminal
	Dice *rand.Rand
	day  *Day
	name string
}

// Sits puts a person at a screen.
func (d *Day) Sits(name string, at *Terminal, dice *rand.Rand) *Worker {
	return &Worker{Terminal: at, day: d, name: name, Dice: dice}
}

// DiceOf is what a person decides by, the same in every run.
func DiceOf(name string) *rand.Rand {
	seed := uint64(11)
	for _, r := range name {
		seed = seed*31 + uint64(r)
	}
	return rand.New(rand.NewPCG(7, seed))
}

// Told notes an error that is not one of the line.
func (p *Worker) Told(doing string, screen string, err error) {
	if err != nil && !errors.Is(err, ErrCut) && !errors.Is(err, ErrAway) {
		now, since := p.look()
		now += "\n" + p.trace.String()
		p.day.T.Errorf("%s %s: %v:\n%s\nnow, for %s:\n%s", p.name, doing, err, screen, since, now)
	}
}

// Leaves hangs up, and counts what was sent.
func (p *Worker) Leaves() {
	p.Drop()
	<-p.Gone
	p.day.Note(func(t *Tally) { t.Bytes += p.bytes.Load() })
}

// Pressed presses a key, which is counted.
func (p *Worker) Pressed(key string) error {
	p.day.Note(func(t *Tally) { t.Keys++ })
	p.trace.add(fmt.Sprintf("presses %q", key))
	return p.Press(key)
}

// does presses a key that changes something, and waits until the screen says
// that it is saved, or why not. Before it the screen has stood for as long as
// the input gate wants. The screen is read once it stands still: the half of a
// frame would be taken for an answer.
func (p *Worker) does(key string, said func(screen string) bool) (string, error) {
	time.Sleep(PauseAct)
	begun := time.Now()
	if err := p.Pressed(key); err != nil {
		return "", err
	}
	answered := func(screen string) bool {
		return said(screen) && !strings.Contains(screen, "Saving") || Refused(screen)
	}
	for {
		screen, err := p.Until(answered)
		took := time.Since(begun)
		if err == nil {
			screen, err = p.Still()
		}
		if err == nil && !answered(screen) {
			continue
		}
		if err == nil && !Refused(screen) {
			p.day.Note(func(t *Tally) { t.Saved = append(t.Saved, took) })
		}
		return screen, err
	}
}

// Refused reports whether a line says why not.
func Refused(screen string) bool { return strings.Contains(screen, "\n !  ") }

// acts does something that is on record as an event, and counts how it went. A
// refusal may be of something else that went on, so that nobody knows.
func (p *Worker) acts(key, step, event string, said func(screen string) bool) error {
	screen, err := p.does(key, said)
	sure := err == nil && !Refused(screen)
	if begun := stepOf(screen); sure && event == "task.begun" && begun != "none" {
		step = begun // Somebody was quicker, and it was another task.
	}
	what := strings.ToLower(p.name) + " " + step + " " + event
	p.day.Note(func(t *Tally) {
		if sure {
			t.Acked[what]++
			t.said[what] = append(t.said[what], telling{of: caseOf(screen), screen: screen, trace: p.trace.String()})
			return
		}
		for _, step := range []string{"pack", "send"} {
			t.Unsure[strings.ToLower(p.name)+" "+step+" "+event]++
		}
	})
	if err == nil && !sure {
		err = p.Pressed(KeyEsc)
	}
	p.Told(what, screen, err)
	return err
}

// SignsIn brings a screen from who is there to the task of a person. While the
// shop's file can't be had it is tried again.
func (p *Worker) SignsIn() error {
	p.wasAway(true)
	var screen string
	var err error
	for until := time.Now().Add(Patience); time.Now().Before(until) && p.day.GoesOn(); {
		screen, err = p.Until(func(screen string) bool {
			return strings.Contains(screen, "Who are you?") && strings.Contains(screen, "│ ► ") || p.atTask(screen) || meets(screen) || p.elsewhere(screen)
		})
		if err == nil && (meets(screen) || p.elsewhere(screen)) {
			if screen, err = p.passes(screen); err == nil {
				continue
			}
		}
		if err != nil || p.atTask(screen) {
			break
		}
		if screen, err = p.saysWho(); err != nil || p.atTask(screen) {
			break
		}
	}
	p.Told("signs in", screen, err)
	return err
}

// meets: alur join meets a host for the first time.
func meets(screen string) bool { return strings.Contains(screen, "for the first time") }

// elsewhere: alur join came back to a page that was open when it lost its line.
func (p *Worker) elsewhere(screen string) bool {
	title, _, _ := strings.Cut(screen, "\n")
	return strings.Contains(title, p.name+" ") && !p.atTask(screen)
}

// passes takes the key of a host that is met for the first time, or closes a
// page that is open still.
func (p *Worker) passes(screen string) (string, error) {
	key, gone := KeyEnter, meets
	if p.elsewhere(screen) {
		key, gone = KeyEsc, p.elsewhere
	}
	if err := p.Pressed(key); err != nil {
		return screen, err
	}
	screen, err := p.Within(3*time.Second, func(screen string) bool { return !gone(screen) })
	if errors.Is(err, ErrLate) {
		err = nil // The key was not taken: once more.
	}
	return screen, err
}

// saysWho types a name and its PIN. What it said before may be heard meanwhile,
// where the file was held for long: then it is at its task already.
func (p *Worker) saysWho() (string, error) {
	err := p.Pressed(KeyEsc) // What was typed before the line was cut.
	screen := ""
	for _, said := range [][2]string{{p.name, "► " + p.name}, {PIN, "● ● ● ●"}} {
		if err == nil && !p.atTask(screen) {
			screen, err = p.typesUntil(said[0], func(screen string) bool { return strings.Contains(screen, said[1]) || p.atTask(screen) })
		}
	}
	if err == nil && !p.atTask(screen) {
		return p.enters()
	}
	return screen, err
}

// enters presses Enter behind a PIN; once more where the PIN still stands there
// after a while: one pressed while another sign-in was under way is not heard.
func (p *Worker) enters() (screen string, err error) {
	for until := time.Now().Add(Patience); ; {
		time.Sleep(PauseTick)
		if err = p.Pressed(KeyEnter); err != nil {
			return screen, err
		}
		screen, err = p.Within(Patience/8, func(screen string) bool { return p.atTask(screen) || Refused(screen) })
		if !errors.Is(err, ErrLate) || !strings.Contains(screen, "Enter signs in") || time.Now().After(until) {
			return screen, err
		}
	}
}

// types types a text and waits until something shows.
func (p *Worker) types(text, shows string) (string, error) { return p.typesUntil(text, Has(shows)) }

func (p *Worker) typesUntil(text string, shows func(screen string) bool) (string, error) {
	if screen, err := p.Still(); err != nil {
		return screen, err
	}
	time.Sleep(PauseTick)
	if err := p.Pressed(text); err != nil {
		return "", err
	}
	return p.Until(shows)
}

func (p *Worker) atTask(screen string) bool {
	return strings.Contains(screen, p.name+" ") && strings.Contains(screen, "My next task")
}
