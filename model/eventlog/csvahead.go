package eventlog

import (
	"errors"
	"io"
	"strconv"
)

// batchRows and batchText are how many rows, and how much text, are read ahead
// in one piece; batches is how many pieces lie between the two that work on
// them.
const (
	batchRows = 4096
	batchText = 1 << 20
	batches   = 4
)

// batch is a piece of a file: of each row the texts of the fields that are
// read, one behind the other.
type batch struct {
	text []byte
	rows []aheadRow
	// err ends the reading after these rows; io.EOF is the end of the file.
	err error
}

// aheadRow is one row of a batch.
type aheadRow struct {
	line int
	// from is where its texts begin, ends where each of them does, counted from
	// there.
	from int
	ends [fieldCount]int32
	// cells is how many cells the row had; quoted that it could not be parted.
	cells  int
	quoted bool
}

// texts are those of a row; they hold as long as the batch.
func (b *batch) texts(r *aheadRow, t *texts) {
	from := 0
	row := b.text[r.from:]
	for n, end := range r.ends {
		t[n] = row[from:end:end]
		from = int(end)
	}
}

// ahead parts the file into rows beside the one who takes them, so that two
// processors need little more than half as long as one. It ends when stop is
// closed. Spent are batches to be used again.
func (c *csvLog) ahead(stop <-chan struct{}, spent <-chan *batch) <-chan *batch {
	full := make(chan *batch, batches)
	wide := len(c.report.Heading)
	go func() {
		defer close(full)
		for {
			var b *batch
			select {
			case b = <-spent:
			case <-stop:
				return
			}
			b.text, b.rows, b.err = b.text[:0], b.rows[:0], nil
			for b.err == nil && len(b.rows) < batchRows && len(b.text) < batchText {
				cells, err := c.rows.row()
				switch {
				case errors.Is(err, errQuote):
					b.rows = append(b.rows, aheadRow{line: c.rows.line, quoted: true})
				case err != nil:
					b.err = err
				default:
					b.add(c, cells, wide)
				}
			}
			last := b.err != nil
			select {
			case full <- b:
			case <-stop:
				return
			}
			if last {
				return
			}
		}
	}()
	return full
}

// add copies what is read of a row.
func (b *batch) add(c *csvLog, cells [][]byte, wide int) {
	r := aheadRow{line: c.rows.line, from: len(b.text), cells: len(cells)}
	if len(cells) == wide {
		for n, at := range c.at {
			if at >= 0 {
				b.text = append(b.text, cells[at]...)
			}
			r.ends[n] = int32(len(b.text) - r.from) //nolint:gosec // A row is no longer than maxPiece.
		}
	}
	b.rows = append(b.rows, r)
}

// readAll reads the rows.
func (c *csvLog) readAll() error {
	wide := len(c.report.Heading)
	stop, spent := make(chan struct{}), make(chan *batch, batches)
	for range batches {
		spent <- &batch{}
	}
	full := c.ahead(stop, spent)
	defer func() {
		close(stop)
		for range full { // The reader is not left behind.
		}
	}()
	var t texts
	for b := range full {
		for i := range b.rows {
			r := &b.rows[i]
			if err := c.another(r.line); err != nil {
				return err
			}
			switch {
			case r.quoted:
				c.report.skip(sayQuote(), c.line, "", "", 1)
			case r.cells != wide:
				c.report.skip(sayCells(), c.line, "", strconv.Itoa(r.cells), 1)
			default:
				b.texts(r, &t)
				c.take(&t)
			}
		}
		if b.err != nil {
			return c.ended(b.err)
		}
		spent <- b
	}
	return nil
}

// ended is what the end of the reading comes to.
func (c *csvLog) ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return c.broken(err)
}
