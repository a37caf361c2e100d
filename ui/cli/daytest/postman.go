package daytest

import (
	"strings"
	"time"
)

// Postman works at a screen the whole day, and comes back whenever the line is
// cut.
func (d *Day) Postman(name string, opens func() *Terminal) {
	dice := DiceOf(name)
	var cut time.Time
	for d.GoesOn() {
		w := opens()
		if w == nil {
			continue
		}
		p := d.Sits(name, w, dice)
		for there := true; there; there = p.Returns() {
			if p.SignsIn() != nil {
				continue
			}
			if !cut.IsZero() {
				d.Note(func(t *Tally) { t.Back = append(t.Back, time.Since(cut)) })
			}
			p.posts()
			cut = time.Now()
		}
		p.Leaves()
	}
}

// Returns waits in a window of alur join until that has a line again; it answers
// whether there is one to go on with.
func (p *Worker) Returns() bool {
	if !p.Joins || !p.wasAway(false) || !p.day.GoesOn() {
		return false
	}
	screen, err := p.Waits(Patience, func(screen string) bool { return !Away(screen) })
	p.Told("waits for a line", screen, err)
	return err == nil
}

// posts does one parcel after the other, until the line is cut.
func (p *Worker) posts() {
	for p.day.GoesOn() {
		p.day.Think(p.Dice)
		if p.Dice.IntN(30) == 0 { // Whoever stumbles over the cable.
			p.day.Note(func(t *Tally) { t.Drops++ })
			return
		}
		screen, err := p.Still()
		switch {
		case err != nil:
		case Refused(screen):
			err = p.Pressed(KeyEsc) // What was said of another's act; it is no answer to what comes.
		case strings.Contains(screen, "How did it end?"):
			err = p.ends(screen)
		case strings.Contains(screen, "Why?"):
			err = p.acts(KeyEnter, "send", "task.completed", Has("Sent back: Parcel"))
		case !strings.Contains(screen, "My next task"):
			err = p.Pressed(KeyEsc)
		case stepOf(screen) != "none" && p.Dice.IntN(8) == 0: // F5 on a page without a task looks again.
			err = p.browses()
		default:
			err = p.works(screen)
		}
		if err != nil {
			p.Told("works", screen, err)
			return
		}
	}
}

// works does the next of a task.
func (p *Worker) works(screen string) error {
	step := stepOf(screen)
	switch {
	case strings.Contains(screen, "[►Begin"):
		begun := func(screen string) bool {
			return strings.Contains(screen, "► [") || strings.Contains(screen, "[►Posted ]")
		}
		return p.acts(KeyEnter, step, "task.begun", begun)
	case strings.Contains(screen, "► [ ]"):
		ticked := strings.Count(screen, "[x]")
		return p.acts(KeySpace, step, "task.ticked", func(screen string) bool { return strings.Count(screen, "[x]") > ticked })
	case strings.Contains(screen, "► [x]"):
		return p.Pressed(KeyDown)
	case strings.Contains(screen, "[►Posted ]"):
		_, err := p.does(KeyF9, Has("How did it end?"))
		return err
	case strings.Contains(screen, "F9 finishes it"):
		return p.acts(KeyF9, step, "task.completed", Has("Done: Pack the parcel."))
	}
	return nil // Nothing to do, for a while.
}

// ends says how it ended: one of six was torn on the way.
func (p *Worker) ends(screen string) error {
	torn := strings.Contains(screen, "► Torn")
	if torn || p.Dice.IntN(6) > 0 {
		if torn {
			_, err := p.does(KeyEnter, Has("Why?"))
			return err
		}
		return p.acts(KeyEnter, "send", "task.completed", Has("Done: Bring it to the post."))
	}
	return p.Pressed(KeyDown)
}

// browses looks round: the list, the board, what a scanned number finds.
func (p *Worker) browses() error {
	looks := [][2]string{{KeyF5, "My list"}, {KeyF6, "Team board"}, {KeyF2, "Scan or find"}}[p.Dice.IntN(3)]
	err := p.Pressed(looks[0])
	screen := ""
	if err == nil {
		screen, err = p.shows(looks[1])
	}
	if err == nil && looks[0] == KeyF2 {
		screen, err = p.types("parcel-1", "► parcel-1")
	}
	p.Told("opens "+looks[1], screen, err)
	if err == nil {
		p.day.Think(p.Dice)
		err = p.Pressed(KeyDown)
	}
	return err
}

// Has is a screen with a text on it.
func Has(text string) func(screen string) bool {
	return func(screen string) bool { return strings.Contains(screen, text) }
}

// caseOf is the case of the task that a screen shows.
func caseOf(screen string) string {
	for line := range strings.Lines(screen) {
		if stepOf(line) == "none" {
			continue
		}
		if _, number, ok := strings.Cut(line, " parcel-"); ok {
			digits := len(number) - len(strings.TrimLeft(number, "0123456789"))
			return "parcel-" + number[:digits]
		}
	}
	return "none"
}

// stepOf is the step of the task that a screen shows.
func stepOf(screen string) string {
	pack, send := strings.Index(screen, "▌ Pack the parcel"), strings.Index(screen, "▌ Bring it to the post")
	switch {
	case pack < 0 && send < 0:
		return "none"
	case send < 0 || 0 <= pack && pack < send:
		return "pack"
	}
	return "send"
}
