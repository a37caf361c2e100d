package eventlog

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"alur/model"
)

// Options say how a file is read.
type Options struct {
	// Map corrects which column is read for a field. It is not used for XES.
	Map map[Field]string
	// Zone is that of times without one; nil is UTC.
	Zone *time.Location
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
	c := &csvLog{rows: newScanner(r), b: NewBuilder(), report: &Report{}}
	c.when.loc = o.Zone
	if err := c.heading(o.Map); err != nil {
		return nil, nil, err
	}
	if err := c.readAll(); err != nil {
		return nil, nil, err
	}
	c.report.finish()
	if c.pairs != nil {
		c.pairs.together()
		c.report.Events = true
	}
	if c.b.Len() == 0 {
		return nil, nil, c.report.nothing()
	}
	return c.b.Log(), c.report, nil
}

// csvLog is one reading.
type csvLog struct {
	rows   *scanner
	b      *Builder
	report *Report
	when   clock
	pairs  *pairs
	// at are the columns, -1 for none; asEvents is true where each row is one
	// event.
	at struct {
		person, role, process, instance, transition, sequence int
		cas, step, start, end, ready, claimed                 int
	}
	asEvents bool
}

// sampled is how much of a file is looked at for how it writes dates.
const sampled = 1 << 18

// heading reads the first row, and decides how the file is read.
func (c *csvLog) heading(corrected map[Field]string) error {
	sample, err := c.rows.peek(sampled)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(sample, []byte{0xff, 0xfe}) || bytes.HasPrefix(sample, []byte{0xfe, 0xff}) {
		return &Fault{Say: model.Say{EN: "it is not written in UTF-8; save it as CSV UTF-8", ID: "tidak ditulis dalam UTF-8; simpan sebagai CSV UTF-8"}}
	}
	if bytes.HasPrefix(sample, []byte("\ufeff")) {
		c.rows.at += 3
		sample = sample[3:]
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
	if c.report.Columns, err = choose(c.report.Heading, corrected); err != nil {
		return err
	}
	c.columns()
	c.dates(sample)
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
	for f, at := range map[Field]*int{
		FieldCase: &c.at.cas, FieldStep: &c.at.step, FieldStart: &c.at.start, FieldEnd: &c.at.end,
		FieldReady: &c.at.ready, FieldClaimed: &c.at.claimed, FieldPerson: &c.at.person, FieldRole: &c.at.role,
		FieldProcess: &c.at.process, FieldInstance: &c.at.instance, FieldTransition: &c.at.transition,
		FieldSequence: &c.at.sequence,
	} {
		*at = -1
		if i, ok := c.report.Columns[f]; ok {
			*at = i
		}
	}
	c.asEvents = c.at.transition >= 0 && c.at.start < 0
}

// dates looks in the sample for a date that shows whether the day or the month
// comes first. Where none does, the day does, as in most of the world.
func (c *csvLog) dates(sample []byte) {
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
		for _, at := range []int{c.at.end, c.at.start, c.at.ready, c.at.claimed} {
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
					c.report.Dates, c.when.order = MonthFirst, MonthFirst
				}
				return
			}
		}
	}
}

// readAll reads the rows.
func (c *csvLog) readAll() error {
	wide := len(c.report.Heading)
	for {
		cells, err := c.rows.row()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && !errors.Is(err, errQuote) {
			return c.broken(err)
		}
		c.report.Rows++
		switch {
		case err != nil:
			c.report.skip(model.Say{EN: "a quotation mark is out of place", ID: "tanda kutip salah tempat"}, c.rows.line, "", "")
		case len(cells) != wide:
			c.report.skip(model.Say{
				EN: "it has more or fewer cells than the heading", ID: "jumlah selnya tidak sama dengan judul",
			}, c.rows.line, "", strconv.Itoa(len(cells)))
		default:
			c.row(cells)
		}
	}
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
		return &Fault{Line: c.rows.line, Say: model.Say{EN: "a quotation mark is out of place", ID: "tanda kutip salah tempat"}}
	}
	return err
}

// cell is a cell of a row; empty where the log has no such column.
func cell(cells [][]byte, at int) []byte {
	if at < 0 {
		return nil
	}
	return cells[at]
}

// row takes one row.
func (c *csvLog) row(cells [][]byte) {
	r := Row{
		Case: cells[c.at.cas], Process: cell(cells, c.at.process), Step: cells[c.at.step],
		Person: cell(cells, c.at.person), Role: cell(cells, c.at.role),
	}
	if !c.named(&r) || !c.moment(cells, c.at.start, &r.Start) || !c.moment(cells, c.at.end, &r.End) ||
		!c.moment(cells, c.at.ready, &r.Ready) || !c.moment(cells, c.at.claimed, &r.Claimed) {
		return
	}
	if c.at.sequence >= 0 {
		r.Sequence, _ = strconv.ParseInt(string(bytes.TrimSpace(cells[c.at.sequence])), 10, 64)
	}
	what := transitionOf(bytes.TrimSpace(cell(cells, c.at.transition)))
	switch {
	case what == noTransition:
		c.skip(model.Say{EN: "this kind of event is not known", ID: "jenis kejadian ini tidak dikenal"}, c.at.transition, cells[c.at.transition])
	case !c.timed(&r):
		c.skip(model.Say{EN: "there is no time", ID: "tidak ada waktunya"}, max(c.at.end, c.at.start), nil)
	case r.Start != Unknown && r.End != Unknown && r.End < r.Start:
		c.skip(model.Say{EN: "it ends before it begins", ID: "selesai sebelum mulai"}, c.at.end, cells[c.at.end])
	case c.asEvents:
		c.event(&r, what, cell(cells, c.at.instance))
	case what == skips:
		c.skip(model.Say{EN: "it was skipped or withdrawn, so nobody did it", ID: "dilewati atau ditarik, jadi tidak dikerjakan"}, c.at.transition, nil)
	default:
		r.Failed = what == fails
		c.b.add(c.b.cases.of(r.Case), c.b.steps.of(r.Process, r.Step), c.b.people.of(r.Person), c.b.roles.of(r.Role), &r)
	}
}

// named reports whether a row has a case and a step; one without is counted.
func (c *csvLog) named(r *Row) bool {
	none := model.Say{EN: "there is nothing", ID: "tidak ada isinya"}
	switch {
	case len(r.Case) == 0:
		c.skip(none, c.at.cas, nil)
	case len(r.Step) == 0:
		c.skip(none, c.at.step, nil)
	default:
		return true
	}
	return false
}

// timed reports whether a row has the time it needs: an event its own, an
// instance any.
func (c *csvLog) timed(r *Row) bool {
	return r.End != Unknown || !c.asEvents && (r.Start != Unknown || r.Ready != Unknown)
}

// event takes a row that is one event. As long as all are completions without
// an instance, each is one; with the first other one, those before become
// events as well.
func (c *csvLog) event(r *Row, what transition, instance []byte) {
	b := c.b
	cas, step, person, role := b.cases.of(r.Case), b.steps.of(r.Process, r.Step), b.people.of(r.Person), b.roles.of(r.Role)
	if c.pairs == nil && what == completes && c.at.instance < 0 {
		b.add(cas, step, person, role, r)
		return
	}
	if c.pairs == nil {
		c.pairs = &pairs{b: b, instances: newNames()}
		c.pairs.takeOver()
	}
	c.pairs.add(cas, step, person, role, c.pairs.instances.of(instance), what, r.End, r.Sequence)
}

// moment reads a time; an empty cell is unknown. False where it can't be read,
// which is counted.
func (c *csvLog) moment(cells [][]byte, at int, to *int64) bool {
	*to = Unknown
	if at < 0 || len(cells[at]) == 0 {
		return true
	}
	t, ok := c.when.read(cells[at])
	if !ok {
		if len(bytes.TrimSpace(cells[at])) == 0 {
			return true
		}
		c.skip(model.Say{EN: "this is no time", ID: "ini bukan waktu"}, at, cells[at])
		return false
	}
	*to = t
	return true
}

func (c *csvLog) skip(why model.Say, at int, text []byte) {
	c.report.skip(why, c.rows.line, c.report.Heading[at], string(text))
}
