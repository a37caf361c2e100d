package export

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"alur/model"
	"alur/store"
)

// workbookSink writes a workbook for Excel: texts are text and can't run as a
// formula, numbers are numbers, times are times of the shop's clock. Rows go
// to a temporary file of excelize, so that a long table takes no more memory
// than a short one.
type workbookSink struct {
	file  *excelize.File
	sheet *excelize.StreamWriter
	// title is what the book is about, name that of the sheets of a table;
	// there is a second one where the rows don't fit on the first.
	title  string
	name   string
	sheets int
	// begun is true once the book has a sheet of ours.
	begun bool
	// line is the newest row of the sheet, most how many it may have.
	line, most int
	names      []string
	// first are the rows that wait until the columns have their widths.
	first  [][]cell
	styles map[kind]int
	bold   int
	// cut counts the texts that are longer than a cell may be.
	cut int
}

// newWorkbook begins a workbook whose table is called so. The archive goes
// straight to w, and never lies in memory as a whole.
func newWorkbook(w io.Writer, name string) (*workbookSink, error) {
	b := &workbookSink{file: excelize.NewFile(), title: name, name: name, most: excelize.TotalRows, styles: map[kind]int{}}
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	return b, b.style()
}

// workbook writes a table as a workbook, and returns how many texts had to be
// cut.
func (t *table) workbook(ctx context.Context, w io.Writer, s Source, r Request, shop *model.Shop, head store.Head) (cut int, err error) {
	name := string(r.What)
	if r.View != "" {
		name = r.View.sheet()
	}
	book, err := newWorkbook(w, name)
	if err != nil {
		return 0, err
	}
	defer func() {
		// Its temporary files.
		if closing := book.file.Close(); err == nil {
			err = closing
		}
	}()
	t.sink = book
	if err := t.fill(ctx, s, r, head); err != nil {
		return 0, err
	}
	if err := book.endRows(); err != nil {
		return 0, err
	}
	said := about{shop: shop, head: head, at: s.Now(), rows: t.rows, cut: book.cut, zone: t.cal.Location(), what: r.What}
	return book.cut, book.end(said.lines(r.Lang))
}

const (
	// measured is how many rows say how wide the columns are.
	measured = 200
	// cellRoom is how many UTF-16 units a cell of Excel holds.
	cellRoom = excelize.TotalCellChars
	// exactDigits is how many digits of a number Excel keeps.
	exactDigits = 15
)

// style makes the looks of the cells, by what they hold.
func (s *workbookSink) style() error {
	formats := map[kind]string{
		wordsKind: "@", codeKind: "@", momentKind: "yyyy-mm-dd hh:mm:ss", dayKind: "yyyy-mm-dd", clockKind: "hh:mm",
	}
	for k, format := range formats {
		id, err := s.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return err
		}
		s.styles[k] = id
	}
	var err error
	s.bold, err = s.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}},
	})
	return err
}

func (s *workbookSink) header(names []string) error {
	s.names = names
	return nil
}

func (s *workbookSink) row(cells []cell) error {
	if s.sheet == nil {
		s.first = append(s.first, append([]cell(nil), cells...))
		if len(s.first) < measured {
			return nil
		}
		return s.open()
	}
	return s.put(cells)
}

// open begins the first sheet, and writes the rows that waited for it.
func (s *workbookSink) open() error {
	if err := s.newSheet(); err != nil {
		return err
	}
	for _, cells := range s.first {
		if err := s.put(cells); err != nil {
			return err
		}
	}
	return nil
}

// newSheet begins a sheet: its columns, its header that stays in view.
func (s *workbookSink) newSheet() error {
	s.sheets++
	name := s.name
	if s.sheets > 1 {
		name = fmt.Sprintf("%s %d", s.name, s.sheets)
	}
	if s.begun {
		if _, err := s.file.NewSheet(name); err != nil {
			return err
		}
	} else if err := s.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	s.begun = true
	sheet, err := s.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	s.sheet, s.line = sheet, 1
	for i := range s.names {
		if err := sheet.SetColWidth(i+1, i+1, s.wide(i)); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(s.names))
	for i, column := range s.names {
		head[i] = excelize.Cell{StyleID: s.bold, Value: column}
	}
	return sheet.SetRow("A1", head)
}

// wide is the width of a column: that of its longest text in the first rows,
// in bounds that leave others room. The filter's button takes some of the
// header.
func (s *workbookSink) wide(column int) float64 {
	const least, most, button, gap = 8, 48, 3, 2
	width := utf8.RuneCountInString(s.names[column]) + button
	for _, cells := range s.first {
		if column >= len(cells) {
			continue
		}
		c := cells[column]
		n := utf8.RuneCountInString(c.text)
		if c.kind == momentKind && n > 0 {
			n = len(time.DateTime)
		}
		width = max(width, n)
	}
	return float64(min(max(width, least), most) + gap)
}

// put writes a row; the next sheet takes it where this one is full.
func (s *workbookSink) put(cells []cell) error {
	if s.line == s.most {
		if err := s.endSheet(); err != nil {
			return err
		}
		if err := s.newSheet(); err != nil {
			return err
		}
	}
	s.line++
	values := make([]any, len(cells))
	for i, c := range cells {
		if c.text != "" {
			values[i] = s.value(c)
		}
	}
	return s.sheet.SetRow("A"+strconv.Itoa(s.line), values)
}

// value is a cell as Excel holds it. What Excel can't hold as it is stays a
// text: a number of more digits than it keeps, a time before its calendar
// begins.
func (s *workbookSink) value(c cell) any {
	switch c.kind {
	case numberKind:
		if x, ok := kept(c.text); ok {
			return x
		}
	case truthKind:
		return c.text == "true"
	case momentKind:
		if serial, ok := serialOf(c.when); ok {
			return excelize.Cell{StyleID: s.styles[momentKind], Value: serial}
		}
	case dayKind:
		if day, err := time.Parse(time.DateOnly, c.text); err == nil {
			if serial, ok := serialOf(day); ok {
				return excelize.Cell{StyleID: s.styles[dayKind], Value: serial}
			}
		}
	case clockKind:
		if clock, err := time.Parse("15:04", c.text); err == nil {
			return excelize.Cell{StyleID: s.styles[clockKind], Value: float64(clock.Hour()*60+clock.Minute()) / (24 * 60)}
		}
	}
	return excelize.Cell{StyleID: s.styles[wordsKind], Value: s.fitted(c.text)}
}

// kept is a number as Excel keeps it. An amount or a number that people wrote
// loses no digit, or is none. A figure that was reckoned, whose fraction goes on
// as far as the computer does, is rounded to the digits that Excel has, so that
// a column of shares has numbers alone, and can be summed and sorted.
func kept(text string) (float64, bool) {
	digits := 0
	for _, r := range strings.TrimLeft(strings.TrimPrefix(text, "-"), "0.") {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || digits <= exactDigits {
		return x, err == nil
	}
	if whole, _, fraction := strings.Cut(text, "."); !fraction || len(whole) > exactDigits || strconv.FormatFloat(x, 'f', -1, 64) != text {
		return 0, false
	}
	x, err = strconv.ParseFloat(strconv.FormatFloat(x, 'g', exactDigits, 64), 64)
	return x, err == nil
}

// serialOf is a time as Excel counts: days since the end of 1899, by the
// clock on the wall. It is false before March 1900, where Excel has a day
// that never was.
func serialOf(t time.Time) (float64, bool) {
	y, m, d := t.Date()
	wall := time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	if wall.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) || y > 9999 {
		return 0, false
	}
	// A thousandth of a second is what can be seen; what is finer only makes
	// two times differ that look the same.
	const day = 24 * 60 * 60 * 1000
	begin := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return float64(wall.UnixMilli()-begin.UnixMilli()) / day, true
}

// fitted is a text that fits into a cell; what is cut is counted and said.
func (s *workbookSink) fitted(text string) string {
	if len(text) <= cellRoom {
		return text
	}
	units := utf16.Encode([]rune(text))
	if len(units) <= cellRoom {
		return text
	}
	s.cut++
	return strings.ToValidUTF8(string(utf16.Decode(units[:cellRoom-1])), "") + "…"
}

// endSheet gives the sheet its filter and ends it.
func (s *workbookSink) endSheet() error {
	last, err := excelize.CoordinatesToCellName(max(1, len(s.names)), s.line)
	if err != nil {
		return err
	}
	if err := s.file.AutoFilter(s.sheet.Sheet, "A1:"+last, nil); err != nil {
		return err
	}
	return s.sheet.Flush()
}

// next ends a table and begins another, on a sheet called so.
func (s *workbookSink) next(name string) error {
	err := s.endRows()
	s.name, s.sheets, s.sheet, s.names, s.first = name, 0, nil, nil, nil
	return err
}

// endRows ends the last sheet of the table.
func (s *workbookSink) endRows() error {
	if s.sheet == nil {
		if err := s.open(); err != nil {
			return err
		}
	}
	return s.endSheet()
}

// end writes the sheet that says what this is, and by which head of the
// record, and then the archive.
func (s *workbookSink) end(lines []aboutLine) error {
	const name = "About"
	_, err := s.file.NewSheet(name)
	err = errors.Join(err, s.file.SetColWidth(name, "A", "A", 24), s.file.SetColWidth(name, "B", "B", 80),
		s.file.SetDocProps(&excelize.DocProperties{Creator: "alur", LastModifiedBy: "alur", Title: s.title}))
	for i, l := range lines {
		label, text := fmt.Sprintf("A%d", i+1), fmt.Sprintf("B%d", i+1)
		err = errors.Join(err,
			s.file.SetCellStr(name, label, l.label), s.file.SetCellStyle(name, label, label, s.bold),
			s.file.SetCellStr(name, text, l.text), s.file.SetCellStyle(name, text, text, s.styles[wordsKind]))
	}
	if err != nil {
		return err
	}
	_, err = s.file.WriteToBuffer() // See newWorkbook: the buffer stays empty.
	return err
}
