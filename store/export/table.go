package export

import (
	"strconv"
	"time"

	"alur/model"
)

// moment is how times are written as text: RFC 3339 with the offset of the
// shop and milliseconds.
const moment = "2006-01-02T15:04:05.000Z07:00"

// kind says what a cell holds, for the forms that know more than text.
type kind int

const (
	// wordsKind is what people wrote; it is text and nothing else.
	wordsKind kind = iota
	// codeKind is text in a form that alur knows or checked: a phone number, a
	// name of its own. It is never guarded.
	codeKind
	numberKind
	momentKind
	dayKind
	clockKind
	truthKind
)

// cell is one cell: its text as programs read it, and what it is. An empty
// text is no value, whatever the kind.
type cell struct {
	text string
	kind kind
	// when is the moment of a momentKind, in the zone of the shop.
	when time.Time
}

// words is a cell that people wrote.
func words(text string) cell { return cell{text: text} }

// plain is a text whose form alur knows.
func plain(text string) cell { return cell{text: text, kind: codeKind} }

// amount is a number as alur keeps it: a point, no grouping.
func amount(text string) cell { return cell{text: text, kind: numberKind} }

func whole(n int) cell { return amount(strconv.Itoa(n)) }

func number(n uint64) cell { return amount(strconv.FormatUint(n, 10)) }

// decimal is a number the shortest way that reads back the same.
func decimal(x float64) cell { return amount(strconv.FormatFloat(x, 'f', -1, 64)) }

func seconds(d time.Duration) cell { return decimal(d.Seconds()) }

func truth(b bool) cell { return cell{text: strconv.FormatBool(b), kind: truthKind} }

// sink is one form of a table.
type sink interface {
	// header comes first, once.
	header(names []string) error
	row(cells []cell) error
}

// table writes the rows of one table into a form of it.
type table struct {
	sink sink
	cal  *model.Calendar
	// rows counts what was written, without the header.
	rows int
	// went is told how far the writing is; it is never nil.
	went func(done, total uint64)
	// stopped says that nobody waits for it any more.
	stopped func() error
	// last is the time written last: what is done at once has one.
	last cell
}

// at is a time in the shop; nothing for none.
func (t *table) at(when time.Time) cell {
	if when.IsZero() {
		return cell{kind: momentKind}
	}
	if !t.last.when.Equal(when) {
		local := when.In(t.cal.Location())
		t.last = cell{text: local.Format(moment), kind: momentKind, when: local}
	}
	return t.last
}

// written is a time that was written as text before; nothing for none.
func (t *table) written(text string) cell {
	when, err := time.Parse(moment, text)
	if err != nil {
		return plain(text)
	}
	return t.at(when)
}

func (t *table) header(names ...string) error { return t.sink.header(names) }

func (t *table) row(cells ...cell) error {
	if err := t.stopped(); err != nil {
		return err
	}
	t.rows++
	return t.sink.row(cells)
}
