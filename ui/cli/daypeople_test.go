//go:build linux && !race

package cli_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"
)

// worker is a person at a screen.
type worker struct {
	*terminal
	day  *day
	name string
	dice *rand.Rand
}

func diceOf(name string) *rand.Rand {
	seed := uint64(11)
	for _, r := range name {
		seed = seed*31 + uint64(r)
	}
	return rand.New(rand.NewPCG(7, seed))
}

// told notes an error that is not one of the line.
func (p *worker) told(doing string, screen string, err error) {
	if err != nil && !errors.Is(err, errCut) && !errors.Is(err, errAway) {
		now, since := p.look()
		now += "\n" + p.trace.String()
		p.day.t.Errorf("%s %s: %v:\n%s\nnow, for %s:\n%s", p.name, doing, err, screen, since, now)
	}
}

// leaves hangs up, and counts what was sent.
func (p *worker) leaves() {
	p.drop()
	<-p.gone
	p.day.note(func(t *tally) { t.bytes += p.bytes.Load() })
}

// pressed presses a key, which is counted.
func (p *worker) pressed(key string) error {
	p.day.note(func(t *tally) { t.keys++ })
	p.trace.add(fmt.Sprintf("presses %q", key))
	return p.press(key)
}

// does presses a key that changes something, and waits until the screen says
// that it is saved, or why not. Before it the screen has stood for as long as
// the input gate wants. The screen is read once it stands still: the half of a
// frame would be taken for an answer.
func (p *worker) does(key string, said func(screen string) bool) (string, error) {
	time.Sleep(pauseAct)
	begun := time.Now()
	if err := p.pressed(key); err != nil {
		return "", err
	}
	answered := func(screen string) bool {
		return said(screen) && !strings.Contains(screen, "Saving") || refused(screen)
	}
	for {
		screen, err := p.until(answered)
		took := time.Since(begun)
		if err == nil {
			screen, err = p.still()
		}
		if err == nil && !answered(screen) {
			continue
		}
		if err == nil && !refused(screen) {
			p.day.note(func(t *tally) { t.saved = append(t.saved, took) })
		}
		return screen, err
	}
}

// refused: a line says why not.
func refused(screen string) bool { return strings.Contains(screen, "\n !  ") }

// acts does something that is on record as an event, and counts how it went. A
// refusal may be of something else that went on, so that nobody knows.
func (p *worker) acts(key, step, event string, said func(screen string) bool) error {
	screen, err := p.does(key, said)
	sure := err == nil && !refused(screen)
	if begun := stepOf(screen); sure && event == "task.begun" && begun != "none" {
		step = begun // Somebody was quicker, and it was another task.
	}
	what := strings.ToLower(p.name) + " " + step + " " + event
	p.day.note(func(t *tally) {
		if sure {
			t.acked[what]++
			t.said[what] = append(t.said[what], telling{of: caseOf(screen), screen: screen, trace: p.trace.String()})
			return
		}
		for _, step := range []string{"pack", "send"} {
			t.unsure[strings.ToLower(p.name)+" "+step+" "+event]++
		}
	})
	if err == nil && !sure {
		err = p.pressed(keyEsc)
	}
	p.told(what, screen, err)
	return err
}

// signsIn brings a screen from who is there to the task of a person. While the
// shop's file can't be had it is tried again.
func (p *worker) signsIn() error {
	var screen string
	var err error
	for until := time.Now().Add(dayPatience); time.Now().Before(until) && p.day.goesOn(); {
		screen, err = p.until(func(screen string) bool {
			return strings.Contains(screen, "Who are you?") && strings.Contains(screen, "│ ► ") || p.atTask(screen)
		})
		if err != nil || p.atTask(screen) {
			break
		}
		if screen, err = p.saysWho(); err != nil || p.atTask(screen) {
			break
		}
	}
	p.told("signs in", screen, err)
	return err
}

// saysWho types a name and its PIN. What it said before may be heard meanwhile,
// where the file was held for long: then it is at its task already.
func (p *worker) saysWho() (string, error) {
	err := p.pressed(keyEsc) // What was typed before the line was cut.
	screen := ""
	for _, said := range [][2]string{{p.name, "► " + p.name}, {dayPIN, "● ● ● ●"}} {
		if err == nil && !p.atTask(screen) {
			screen, err = p.typesUntil(said[0], func(screen string) bool { return strings.Contains(screen, said[1]) || p.atTask(screen) })
		}
	}
	if err == nil && !p.atTask(screen) {
		time.Sleep(pauseTick)
		err = p.pressed(keyEnter)
	}
	if err == nil {
		screen, err = p.until(func(screen string) bool { return p.atTask(screen) || refused(screen) })
	}
	return screen, err
}

// types types a text and waits until something shows.
func (p *worker) types(text, shows string) (string, error) { return p.typesUntil(text, has(shows)) }

func (p *worker) typesUntil(text string, shows func(screen string) bool) (string, error) {
	if screen, err := p.still(); err != nil {
		return screen, err
	}
	time.Sleep(pauseTick)
	if err := p.pressed(text); err != nil {
		return "", err
	}
	return p.until(shows)
}

func (p *worker) atTask(screen string) bool {
	return strings.Contains(screen, p.name+" ") && strings.Contains(screen, "My next task")
}

// postman works at a screen the whole day, and comes back whenever the line is
// cut.
func (d *day) postman(name string, opens func() *terminal) {
	dice := diceOf(name)
	var cut time.Time
	for d.goesOn() {
		w := opens()
		if w == nil {
			continue
		}
		p := &worker{terminal: w, day: d, name: name, dice: dice}
		if p.signsIn() == nil {
			if !cut.IsZero() {
				d.note(func(t *tally) { t.back = append(t.back, time.Since(cut)) })
			}
			p.posts()
			cut = time.Now()
		}
		p.leaves()
	}
}

// posts does one parcel after the other, until the line is cut.
func (p *worker) posts() {
	for p.day.goesOn() {
		p.day.think(p.dice)
		if p.dice.IntN(30) == 0 { // Whoever stumbles over the cable.
			p.day.note(func(t *tally) { t.drops++ })
			return
		}
		screen, err := p.still()
		switch {
		case err != nil:
		case refused(screen):
			err = p.pressed(keyEsc) // What was said of another's act; it is no answer to what comes.
		case strings.Contains(screen, "How did it end?"):
			err = p.ends(screen)
		case strings.Contains(screen, "Why?"):
			err = p.acts(keyEnter, "send", "task.completed", has("Sent back: Parcel"))
		case !strings.Contains(screen, "My next task"):
			err = p.pressed(keyEsc)
		case stepOf(screen) != "none" && p.dice.IntN(8) == 0: // F5 on a page without a task looks again.
			err = p.browses()
		default:
			err = p.works(screen)
		}
		if err != nil {
			p.told("works", screen, err)
			return
		}
	}
}

// works does the next of a task.
func (p *worker) works(screen string) error {
	step := stepOf(screen)
	switch {
	case strings.Contains(screen, "[►Begin"):
		begun := func(screen string) bool {
			return strings.Contains(screen, "► [") || strings.Contains(screen, "[►Posted ]")
		}
		return p.acts(keyEnter, step, "task.begun", begun)
	case strings.Contains(screen, "► [ ]"):
		ticked := strings.Count(screen, "[x]")
		return p.acts(keySpace, step, "task.ticked", func(screen string) bool { return strings.Count(screen, "[x]") > ticked })
	case strings.Contains(screen, "► [x]"):
		return p.pressed(keyDown)
	case strings.Contains(screen, "[►Posted ]"):
		_, err := p.does(keyF9, has("How did it end?"))
		return err
	case strings.Contains(screen, "F9 finishes it"):
		return p.acts(keyF9, step, "task.completed", has("Done: Pack the parcel."))
	}
	return nil // Nothing to do, for a while.
}

// ends says how it ended: one of six was torn on the way.
func (p *worker) ends(screen string) error {
	torn := strings.Contains(screen, "► Torn")
	if torn || p.dice.IntN(6) > 0 {
		if torn {
			_, err := p.does(keyEnter, has("Why?"))
			return err
		}
		return p.acts(keyEnter, "send", "task.completed", has("Done: Bring it to the post."))
	}
	return p.pressed(keyDown)
}

// browses looks round: the list, the board, what a scanned number finds.
func (p *worker) browses() error {
	looks := [][2]string{{keyF5, "My list"}, {keyF6, "Team board"}, {keyF2, "Scan or find"}}[p.dice.IntN(3)]
	err := p.pressed(looks[0])
	screen := ""
	if err == nil {
		screen, err = p.shows(looks[1])
	}
	if err == nil && looks[0] == keyF2 {
		screen, err = p.types("parcel-1", "► parcel-1")
	}
	p.told("opens "+looks[1], screen, err)
	if err == nil {
		p.day.think(p.dice)
		err = p.pressed(keyDown)
	}
	return err
}

func has(text string) func(screen string) bool {
	return func(screen string) bool { return strings.Contains(screen, text) }
}

var theCase = regexp.MustCompile(`▌ (?:Pack the parcel|Bring it to the post) +(parcel-\d+)`)

// caseOf is the case of the task that a screen shows.
func caseOf(screen string) string {
	if m := theCase.FindStringSubmatch(screen); m != nil {
		return m[1]
	}
	return "none"
}

var theTask = regexp.MustCompile(`▌ (Pack the parcel|Bring it to the post)`)

// stepOf is the step of the task that a screen shows.
func stepOf(screen string) string {
	if m := theTask.FindStringSubmatch(screen); m != nil {
		return map[string]string{"Pack the parcel": "pack", "Bring it to the post": "send"}[m[1]]
	}
	return "none"
}
