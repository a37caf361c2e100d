package ui

import (
	"strings"

	"alur/model"
	"alur/model/story"
)

// reading is a long text that is read from the top: what of it is shown.
type reading struct{ top int }

// key scrolls.
func (r *reading) key(e *env, k keyPress, lines int) {
	page := max(1, e.height-2)
	switch k.name {
	case "down", "j":
		r.scroll(e, 1, lines)
	case "up", "k":
		r.scroll(e, -1, lines)
	case "pgdown", "space":
		r.scroll(e, page, lines)
	case "pgup":
		r.scroll(e, -page, lines)
	case "home":
		r.top = 0
	case "end":
		r.scroll(e, lines, lines)
	}
}

func (r *reading) scroll(e *env, by, lines int) {
	r.top = max(0, min(r.top+by, lines-e.height))
}

// view is the part of the lines that is shown.
func (r *reading) view(e *env, lines []string) []string {
	top := max(0, min(r.top, len(lines)-e.height))
	last := min(len(lines), top+e.height)
	shown := append([]string{}, lines[top:last]...)
	if rest := len(lines) - last; rest > 0 {
		shown[len(shown)-1] = e.theme.dim("  " + e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, e.theme.glyph.fall, rest+1))
	}
	return shown
}

// partLines draws a story or a digest: headings strong, labels dim.
func partLines(e *env, parts []story.Part) []string {
	t := e.theme
	var lines []string
	for i, p := range parts {
		if i > 0 && (p.Kind < story.Fact || parts[i-1].Kind < story.Fact) {
			lines = append(lines, "")
		}
		lead, label := "  ", ""
		switch p.Kind {
		case story.Fact:
			label = p.Label + ":"
		case story.Moment:
			label = p.Label
		}
		text := strings.ReplaceAll(p.Text, "→", t.glyph.right)
		if label != "" {
			text, lead = label+" "+text, "    "
		}
		room := e.width - width(lead) - 2
		if p.Kind == story.Code {
			text = t.cut(text, room)
		}
		for n, line := range wrap(text, room) {
			switch {
			case p.Kind <= story.Day:
				line = t.strong(line)
			case n == 0 && len(line) > len(label) && label != "":
				line = t.dim(label) + line[len(label):]
			}
			lines = append(lines, lead+line)
		}
	}
	return lines
}
