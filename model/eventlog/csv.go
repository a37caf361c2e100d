package eventlog

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"alur/model"
)

// Options say how a file is read.
type Options struct {
	// Map corrects which column is read for a field. In XES it is an attribute
	// of events, or with "case:" before it one of traces.
	Map map[Field]string
	// Zone is that of times without one; nil is UTC.
	Zone *time.Location
	// Dates is how dates such as 02/03/2026 are read; nil sees it in the file.
	Dates *DateOrder
}

// ReadCSV reads a log from a CSV file with a heading, parted by commas,
// semicolons or tabs. Each row is an instance of a step, with its start and
// end or with one time; or, where a column tells the transitions of the
// lifecycle apart and none is the start, an event of one. Columns are found by
// their names.
//
// Rows that can't be read are left out and counted in the report. The error is
// a *Fault for a file that is no log, and one of the reader's otherwise.
func ReadCSV(r io.Reader, o Options) (*Log, *Report, error) {
	c := &csvLog{intake: newIntake(o), rows: newScanner(r)}
	c.column = func(f Field) string { return c.report.Heading[c.where(f)] }
	if err := c.heading(o); err != nil {
		return nil, nil, err
	}
	if err := c.readAll(); err != nil {
		return nil, nil, err
	}
	return c.log()
}

// csvLog is one reading.
type csvLog struct {
	intake
	rows *scanner
	// at are the columns by the number of their field, -1 for none.
	at [fieldCount]int
}

// sampled is how much of a file is looked at for how it writes dates.
const sampled = 1 << 18

// heading reads the first row, and decides how the file is read.
func (c *csvLog) heading(o Options) error {
	if err := c.rows.mark(); err != nil {
		return err
	}
	sample, err := c.rows.peek(sampled)
	if err != nil {
		return err
	}
	c.rows.comma = comma(sample)
	cells, err := c.rows.row()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return &Fault{Say: model.Say{EN: "it is empty", ID: "kosong"}}
		}
		return c.broken(err)
	}
	for _, cell := range cells {
		if !utf8.Valid(cell) {
			return &Fault{Line: 1, Say: model.Say{EN: "its letters can't be read; save it as CSV UTF-8", ID: "hurufnya tidak terbaca; simpan sebagai CSV UTF-8"}}
		}
		c.report.Heading = append(c.report.Heading, strings.TrimSpace(string(cell)))
	}
	if c.report.Columns, err = choose(c.report.Heading, o.Map); err != nil {
		return err
	}
	c.columns()
	c.dates(sample)
	if o.Dates != nil {
		c.report.Dates, c.report.DatesSure = *o.Dates, true
	}
	c.when.order = c.report.Dates
	return nil
}

// comma is what parts the cells of the first line most often.
func comma(sample []byte) byte {
	line, _, _ := bytes.Cut(sample, []byte("\n"))
	best, most := byte(','), 0
	for _, mark := range []byte{',', ';', '\t', '|'} {
		if n := bytes.Count(line, []byte{mark}); n > most {
			best, most = mark, n
		}
	}
	return best
}

func (c *csvLog) columns() {
	for n, f := range Fields() {
		c.at[n] = -1
		if i, ok := c.report.Columns[f]; ok {
			c.at[n] = i
		}
	}
	c.asEvents = c.at[inTransition] >= 0 && c.at[inStart] < 0
}

// dates looks in the sample for a date that shows whether the day or the month
// comes first. Where none does, the day does, as in most of the world.
func (c *csvLog) dates(sample []byte) {
	c.report.Dates = DayFirst
	s := newScanner(bytes.NewReader(sample))
	s.comma = c.rows.comma
	if _, err := s.row(); err != nil {
		return
	}
	for {
		cells, err := s.row()
		if errors.Is(err, errQuote) {
			continue
		}
		if err != nil {
			return
		}
		for _, at := range c.at[inReady : inEnd+1] {
			if at < 0 || at >= len(cells) {
				continue
			}
			a, rest, wide := digits(bytes.TrimSpace(cells[at]))
			if wide == 0 || wide > 2 || len(rest) == 0 || rest[0] != '/' && rest[0] != '-' {
				continue
			}
			b, _, wide := digits(rest[1:])
			if wide == 0 || wide > 2 {
				continue
			}
			c.report.DatesSeen = true
			if a > 12 || b > 12 {
				c.report.DatesSure = true
				if b > 12 {
					c.report.Dates = MonthFirst
				}
				return
			}
		}
	}
}

func sayQuote() model.Say {
	return model.Say{EN: "a quotation mark is out of place", ID: "tanda kutip salah tempat"}
}

func sayCells() model.Say {
	return model.Say{EN: "it has more or fewer cells than the heading", ID: "jumlah selnya tidak sama dengan judul"}
}

// broken puts a fault that ends the reading in words.
func (c *csvLog) broken(err error) error {
	switch {
	case errors.Is(err, errOpen), errors.Is(err, errTooBig):
		return &Fault{Line: c.rows.line, Say: model.Say{
			EN: "a quotation mark is opened here and never closed; write a quotation mark twice inside a text",
			ID: "tanda kutip dibuka di sini dan tidak pernah ditutup; di dalam teks tulis tanda kutip dua kali",
		}}
	case errors.Is(err, errQuote):
		return &Fault{Line: c.rows.line, Say: sayQuote()}
	}
	return err
}

// where is the column of a field; that of its start for an end that is not
// there.
func (c *csvLog) where(f Field) int {
	if i, ok := c.report.Columns[f]; ok || f != FieldEnd {
		return i
	}
	return c.report.Columns[FieldStart]
}
