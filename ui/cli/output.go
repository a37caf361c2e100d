package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"alur/model"
)

// print writes lines of data, without what a terminal would obey: names of files are
// not alur's.
func (a *app) print(format string, args ...any) error {
	_, err := io.WriteString(a.env.Stdout, model.CleanLines(fmt.Sprintf(format, args...))+"\n")
	return err
}

// talk writes one line to the person, beside the data.
func (a *app) talk(s model.Say, args ...any) { a.mutter(oneLine(a.say(s, args...)) + "\n") }

// mutter writes to standard error. Where even that fails there is nobody left
// to tell.
func (a *app) mutter(text string) { _, _ = io.WriteString(a.env.Stderr, text) }

// talkWidth is how wide the terminal of standard error is, 0 where it is none.
func (a *app) talkWidth() int {
	f, ok := a.env.Stderr.(interface{ Fd() uintptr })
	if !ok || !a.env.IsTerminal(a.env.Stderr) {
		return 0
	}
	wide, _, err := term.GetSize(f.Fd())
	if err != nil {
		return 0
	}
	return wide
}

// folded is a line in lines of a width, none of which breaks a word or a flag;
// 0 leaves it as it is.
func folded(text string, wide int) string {
	if wide < 1 {
		return text
	}
	const hyphen, unbroken = "-", "\u2011"
	return strings.ReplaceAll(ansi.Wordwrap(strings.ReplaceAll(text, hyphen, unbroken), wide, ""), unbroken, hyphen)
}

// json writes one document.
func (a *app) json(doc any) error {
	e := json.NewEncoder(a.env.Stdout)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(doc)
}

// table writes columns that line up; cells are cleaned of what could move
// the cursor.
func table(w io.Writer, rows [][]string) error {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			row[i] = oneLine(model.CleanText(cell))
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], ansi.StringWidth(row[i]))
		}
	}
	var text, line strings.Builder
	for _, row := range rows {
		line.Reset()
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", wide[i]-ansi.StringWidth(cell)+2))
			}
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// moment is a time in JSON: RFC 3339, nothing for none.
func moment(t time.Time, cal *model.Calendar) string {
	if t.IsZero() {
		return ""
	}
	return t.In(cal.Location()).Format(time.RFC3339)
}

// when is a time for people, in the zone of the shop.
func when(t time.Time, cal *model.Calendar) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(cal.Location()).Format("2006-01-02 15:04")
}
