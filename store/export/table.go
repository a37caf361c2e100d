package export

import (
	"bufio"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

// moment is how times are written: RFC 3339 with the offset of the shop and
// milliseconds.
const moment = "2006-01-02T15:04:05.000Z07:00"

// cell is one cell: a text that people wrote, or a value that alur made or
// checked (a number, a time, a phone number), which is never guarded.
type cell struct {
	text  string
	plain bool
}

// words is a cell that people wrote.
func words(text string) cell { return cell{text: text} }

// plain is a cell whose form alur knows.
func plain(text string) cell { return cell{text: text, plain: true} }

func whole(n int) cell { return plain(strconv.Itoa(n)) }

// decimal is a number the shortest way that reads back the same.
func decimal(x float64) cell { return plain(strconv.FormatFloat(x, 'f', -1, 64)) }

func seconds(d time.Duration) cell { return decimal(d.Seconds()) }

func truth(b bool) cell { return plain(strconv.FormatBool(b)) }

// table writes rows.
type table struct {
	w         *bufio.Writer
	form      Form
	separator string
	cal       *model.Calendar
	// rows counts what was written, the header among it.
	rows int
}

// at is a time in the shop; nothing for none.
func (t *table) at(when time.Time) cell {
	if when.IsZero() {
		return plain("")
	}
	return plain(when.In(t.cal.Location()).Format(moment))
}

// begin marks the file for Excel, which takes UTF-8 for something else
// without it.
func (t *table) begin() {
	if t.form == Excel {
		t.write("\ufeff")
	}
}

func (t *table) header(names ...string) error {
	cells := make([]cell, len(names))
	for i, name := range names {
		cells[i] = words(name)
	}
	return t.row(cells...)
}

// row writes one row. The writer keeps its first error, so one look at the
// end of the row is enough.
func (t *table) row(cells ...cell) error {
	for i, c := range cells {
		if i > 0 {
			t.write(t.separator)
		}
		t.write(quote(t.guarded(c), t.separator))
	}
	end := "\n"
	if t.form == Excel {
		end = "\r\n"
	}
	t.rows++
	_, err := t.w.WriteString(end)
	return err
}

// write leaves the error to the end of the row or of the file: a buffered
// writer that failed once fails from then on.
func (t *table) write(text string) { _, _ = t.w.WriteString(text) }

func (t *table) guarded(c cell) string {
	if t.form == Excel && !c.plain {
		return Guard(c.text)
	}
	return c.text
}

// quote puts a cell in quotes where RFC 4180 asks for them, and where a space
// at an end would get lost in some readers.
func quote(text, separator string) string {
	if !strings.ContainsAny(text, "\"\r\n"+separator) && strings.TrimSpace(text) == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// Guard puts a ' in front of a text that a spreadsheet would take for a
// formula: one that begins with = + - @, a tab, a carriage return or a zero
// byte, or with the full-width forms of the four signs.
func Guard(text string) string {
	for _, first := range []string{"=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, first) {
			return "'" + text
		}
	}
	return text
}
