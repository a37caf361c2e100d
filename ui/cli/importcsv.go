package cli

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"alur/model"
)

// csvRows streams a CSV file with a heading.
type csvRows struct {
	heading []string
	reader  *csv.Reader
	read    *countingReader
}

// The faults of a whole file.
var (
	errNotUTF8   = errors.New("not UTF-8")
	errNoHeading = errors.New("no heading")
	errLongRow   = errors.New("a row is too long")
)

// longestRow is how long a row may be, in bytes, and rowsText how much is read at
// once: a longer one is a quotation mark that is not closed, and would take the rest
// of the file into memory. A text of a case has 40 KB at most.
const (
	longestRow = 1 << 20
	rowsText   = 4 << 20
)

// openCSV reads the heading. It knows a byte order mark, and finds out
// whether a comma, a semicolon or a tab parts the columns.
func openCSV(r io.Reader) (*csvRows, error) {
	read := &countingReader{r: r}
	buffer := bufio.NewReaderSize(read, 64*1024)
	begin, err := buffer.Peek(4)
	if err != nil && len(begin) == 0 {
		return nil, errNoHeading
	}
	if bytes.HasPrefix(begin, []byte{0xff, 0xfe}) || bytes.HasPrefix(begin, []byte{0xfe, 0xff}) {
		return nil, errNotUTF8
	}
	if bytes.HasPrefix(begin, []byte("\ufeff")) {
		if _, err := buffer.Discard(3); err != nil {
			return nil, err
		}
	}
	sample, _ := buffer.Peek(16 * 1024)
	rows := &csvRows{reader: csv.NewReader(buffer), read: read}
	rows.reader.Comma = separator(sample)
	heading, err := rows.row()
	switch {
	case errors.Is(err, errLongRow):
		return nil, rows.tooLong()
	case err != nil:
		return nil, errNoHeading
	}
	for _, name := range heading {
		if !utf8.ValidString(name) {
			return nil, errNotUTF8
		}
		rows.heading = append(rows.heading, strings.TrimSpace(model.CleanText(name)))
	}
	return rows, nil
}

// separator counts the candidates in the first line, outside quotes.
func separator(sample []byte) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range string(sample) {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '\n' && !quoted:
			return most(counts)
		case !quoted && (r == ',' || r == ';' || r == '\t'):
			counts[r]++
		}
	}
	return most(counts)
}

func most(counts map[rune]int) rune {
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// csvRow is one row, or why it can't be read.
type csvRow struct {
	line  int
	cells []string
	fault model.Sayable
}

// row reads the cells of one row; errLongRow ends them where it is too long.
func (c *csvRows) row() ([]string, error) {
	c.read.until = c.read.n + longestRow
	return c.reader.Read()
}

// tooLong says which row is too long.
func (c *csvRows) tooLong() error {
	line, _ := c.reader.FieldPos(0)
	return fail(model.Say{
		EN: "Line %d is the begin of a row of more than %d KB, so it was not read on. Is a quotation mark opened there and never closed? Write a quotation mark twice inside a text.",
		ID: "Baris %d adalah awal baris data yang lebih dari %d KB, jadi pembacaan dihentikan. Apakah di situ ada tanda kutip yang dibuka dan tidak pernah ditutup? Di dalam teks tulis tanda kutip dua kali.",
	}, line, longestRow>>10)
}

// next reads one row; io.EOF ends them.
func (c *csvRows) next() (csvRow, error) {
	cells, err := c.row()
	var bad *csv.ParseError
	switch {
	case errors.Is(err, errLongRow):
		return csvRow{}, c.tooLong()
	case errors.As(err, &bad):
		return csvRow{line: bad.StartLine, fault: csvFault(bad, len(cells), len(c.heading))}, nil
	case err != nil:
		return csvRow{}, err
	}
	line, _ := c.reader.FieldPos(0)
	for _, cell := range cells {
		if !utf8.ValidString(cell) {
			return csvRow{line: line, fault: part{say: model.Say{
				EN: "its letters can't be read; save the file as CSV UTF-8",
				ID: "hurufnya tidak terbaca; simpan berkas sebagai CSV UTF-8",
			}}}, nil
		}
	}
	return csvRow{line: line, cells: cells}, nil
}

func csvFault(bad *csv.ParseError, got, want int) model.Sayable {
	if errors.Is(bad, csv.ErrFieldCount) {
		return part{model.Say{
			EN: "it has %s, the heading has %d",
			ID: "ada %s, sedangkan judulnya %d",
		}, []any{many(got, "column", "columns", "kolom"), want}}
	}
	if bad.Line > bad.StartLine+1 {
		return part{model.Say{
			EN: "a quotation mark is opened here and not closed before line %d, so all these lines were read as one text and none of them was taken; write a quotation mark twice inside a text",
			ID: "tanda kutip dibuka di sini dan tidak ditutup sebelum baris %d, jadi semua baris itu terbaca sebagai satu teks dan tidak ada yang diambil; di dalam teks tulis tanda kutip dua kali",
		}, []any{bad.Line}}
	}
	return part{model.Say{
		EN: "a quotation mark is out of place (line %d); write it twice inside a text",
		ID: "tanda kutip salah tempat (baris %d); di dalam teks tulis dua kali",
	}, []any{bad.Line}}
}

// countingReader counts what was read, for the progress bar and for the length of a
// row: more than until is not read, 0 is no end.
type countingReader struct {
	r        io.Reader
	n, until int64
}

// Read implements io.Reader.
func (c *countingReader) Read(p []byte) (int, error) {
	if c.until > 0 && c.n >= c.until {
		return 0, errLongRow
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// badFile says what is wrong with a whole file.
func (j *importJob) badFile(err error) error {
	switch {
	case errors.Is(err, errNotUTF8):
		return fail(model.Say{
			EN: "%s is not written in UTF-8. Save it as CSV UTF-8 and import it again. Nothing was imported.",
			ID: "%s tidak ditulis dalam UTF-8. Simpan sebagai CSV UTF-8 lalu impor lagi. Tidak ada yang diimpor.",
		}, j.file)
	case errors.Is(err, errNoHeading):
		return fail(model.Say{
			EN: "%s has no heading: its first line has to name the columns. Nothing was imported.",
			ID: "%s tidak punya judul: baris pertamanya harus berisi nama kolom. Tidak ada yang diimpor.",
		}, j.file)
	}
	return err
}
