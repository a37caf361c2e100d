package handbook

import (
	"strconv"
	"strings"

	"alur/model"
	"alur/model/drawing"
)

// mostLanes bounds the rails of a drawing: a page is not wide.
const mostLanes = 6

// picture is the flow of a process with its rails, as a block of fixed width.
// A process that simply goes down its list needs none: the list follows.
func (w *writer) picture(f *model.Flow) {
	d := drawing.Draw(f, drawing.Options{Lanes: mostLanes})
	if d.Width == 0 {
		return
	}
	words := drawing.Words{Lang: w.lang, Decimal: w.say(model.Say{EN: ".", ID: ","}), Up: "↑", Down: "↓", Name: w.name}
	w.text.WriteString("```text\n")
	for _, r := range d.Rows {
		w.text.WriteString(strings.TrimRight(pictureLine(f, words, r), " ") + "\n")
	}
	w.text.WriteString("```\n\n")
}

func pictureLine(f *model.Flow, words drawing.Words, r drawing.Row) string {
	// What people wrote may hold no character that ends the block.
	text := strings.ReplaceAll(model.CleanText(words.Row(f, r)), "`", "'")
	if r.Kind != drawing.StepRow {
		stub := "  "
		if r.Stub {
			stub = "─ "
		}
		return r.Rail + r.Spine + stub + "   " + text
	}
	number := strconv.Itoa(r.Step + 1)
	line := r.Rail + "○ " + strings.Repeat(" ", max(0, 2-len(number))) + number + "  " + text
	for _, more := range []string{words.Who(f, r.Step), words.Due(f, r.Step)} {
		if more != "" {
			line += " · " + model.CleanText(more)
		}
	}
	return line
}
