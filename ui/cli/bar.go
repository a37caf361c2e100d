package cli

import (
	"fmt"

	"charm.land/bubbles/v2/progress"
	"github.com/charmbracelet/x/ansi"
)

// progressBar shows how far a long command is, on standard error and only
// where that is a terminal.
type progressBar struct {
	app   *app
	total int64
	shown bool
	last  int
	draw  progress.Model
}

const barWidth = 40

func (a *app) newBar(total int64) *progressBar {
	if total <= 0 || !a.env.IsTerminal(a.env.Stderr) {
		return nil
	}
	full, empty := '█', '░'
	if a.global.ascii {
		full, empty = '#', '.'
	}
	draw := progress.New(progress.WithWidth(barWidth), progress.WithoutPercentage(), progress.WithFillCharacters(full, empty))
	return &progressBar{app: a, total: total, last: -1, draw: draw}
}

// show draws the bar; nil has none.
func (b *progressBar) show(done int64) {
	if b == nil {
		return
	}
	percent := int(min(100, done*100/b.total))
	if percent == b.last {
		return
	}
	b.last, b.shown = percent, true
	b.app.mutter(fmt.Sprintf("\r%s %3d %%", ansi.Strip(b.draw.ViewAs(float64(percent)/100)), percent))
}

// end leaves the line of the bar.
func (b *progressBar) end() {
	if b != nil && b.shown {
		b.app.mutter("\n")
	}
}

// of draws a part of a total that is only known while it goes.
func (b *progressBar) of(done, total uint64) {
	if b == nil || total == 0 {
		return
	}
	b.total = int64(min(total, 1<<62)) //nolint:gosec // Bounded just now.
	b.show(int64(min(done, total)))    //nolint:gosec // At most total.
}
