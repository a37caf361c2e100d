// Package export is what leaves alur: the record, the finished tasks, the
// cases and the bottlenecks as tables, in one definition for the command line
// and the screens. A table for programs is RFC 4180 to the letter and changes
// nothing; the forms for Excel open right there and cannot run a formula; XES
// is what tools of process mining read without being told.
package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"alur/model"
	"alur/model/findings"
	"alur/store"
)

// Source is what an export reads; *store.Store is one.
type Source interface {
	Shop(ctx context.Context) (*model.Shop, error)
	Head(ctx context.Context) (store.Head, error)
	// EachLine calls f for every event from a number on, in order, as it is
	// recorded, with the hash of the record up to it.
	EachLine(ctx context.Context, from uint64, f func(e model.Envelope, hash [32]byte) error) error
	// CaseCount is how many cases there are.
	CaseCount(ctx context.Context) (uint64, error)
	// Past are the events of a case, in order, and the versions it followed.
	store.Past
	// Case is one case with its flow.
	Case(ctx context.Context, id string) (*model.Case, *model.Flow, error)
	// EachCase calls f for every case, the oldest first, with its flow.
	EachCase(ctx context.Context, f func(*model.Case, *model.Flow) error) error
	// VersionsInUse are the versions by which cases run, in the order in which the
	// first case of each began; went is called for every case.
	VersionsInUse(ctx context.Context, went func()) ([]store.VersionInUse, error)
	Bottlenecks(ctx context.Context, q store.BottleneckQuery) (model.Bottlenecks, error)
	// Review says what was slow, too involved or went wrong in a period.
	Review(ctx context.Context, q findings.Question) (findings.Review, error)
	Now() time.Time
}

// What names a table.
type What string

// The tables.
const (
	// Events is the record: one row per event.
	Events What = "events"
	// Tasks are the finished attempts of all steps, one row each.
	Tasks What = "tasks"
	// Cases are all cases, one row each, with what they began with.
	Cases What = "cases"
	// Bottlenecks are the figures of the steps, the worst first.
	Bottlenecks What = "bottlenecks"
	// Story is all that is told of one case, as a text for people; it is no
	// table, and not among Whats.
	Story What = "story"
)

// Whats lists every table there is.
func Whats() []What { return []What{Events, Tasks, Cases, Bottlenecks} }

// Form says for whom a table is written.
type Form string

// The forms.
const (
	// Programs read CSV by RFC 4180: commas, LF, no mark at its begin.
	Programs Form = "csv"
	// Excel reads CSV with a mark at its begin (BOM), CRLF and the separator
	// of the shop; a text that would run as a formula stands behind a '.
	Excel Form = "excel"
	// Workbook is XLSX: Excel and its like open it with every cell as what it
	// is, text as text.
	Workbook Form = "xlsx"
	// XES is the XML of IEEE 1849 for tools of process mining, of tasks and of
	// the record only: a log is made of cases and what happened to them.
	XES Form = "xes"
	// Markdown is a text to be printed, of a story only.
	Markdown Form = "md"
)

// Fits reports whether a table can be written in a form.
func (f Form) Fits(what What) bool {
	switch f {
	case Programs, Excel, Workbook:
		return what != Story
	case XES:
		return what == Tasks || what == Events
	case Markdown:
		return what == Story
	}
	return false
}

// Ending is how the names of files of the form end.
func (f Form) Ending() string {
	if f == Excel {
		return "." + string(Programs)
	}
	return "." + string(f)
}

// Header says how the columns of the tasks are called.
type Header string

// The headers.
const (
	// XESNames are those of the IEEE standard for event logs, which process
	// mining reads without being told. They are the default.
	XESNames Header = "xes"
	// PlainNames are plain words, for tools that guess columns by their name;
	// there are fewer of them.
	PlainNames Header = "plain"
)

// Request is one wish to export.
type Request struct {
	What What
	Form Form
	// Header is for the tasks; empty is XESNames.
	Header Header
	// Open has the open tasks among the tasks, in a table.
	Open bool
	// Query says of which work and time the bottlenecks are.
	Query store.BottleneckQuery
	// View is which of the tables of the bottlenecks is written; empty is all
	// of them in a workbook, and else the steps.
	View View
	// Case is whose story it is.
	Case string
	// Lang is the language of a story, of the sentences of the findings and of
	// what a workbook says of itself.
	Lang model.Lang
	// Progress, where it is not nil, hears how far the export is, in a measure
	// of its own. It is called between rows and must be quick.
	Progress func(done, total uint64)
}

// Usual is how far back bottlenecks look where nobody says.
const Usual = 30

// Report says what was written. The head is the one the record had before the
// first row was read: every row is at least as new, and the events end with
// it. It stands here, in the record's line of the export and on standard
// error; a workbook has it on its second sheet, a log of XES among its
// attributes. A CSV has not: a line that is no row would break its readers.
type Report struct {
	What What
	Form Form
	// Rows are the rows of the table; of a log and of a story, their events.
	Rows int
	// View is which table of the bottlenecks it was, where one was asked for.
	View View
	// Case is whose story it is.
	Case string
	Head store.Head
	// Cut counts the texts that Excel has no room for, of which only the begin
	// was written.
	Cut int
	// Left counts the lines of the record that belong to no case, and so have
	// no place in a log.
	Left int
}

// Act is the command that notes the export in the record.
func (r Report) Act() model.RecordExport {
	detail := "head " + r.Head.String()
	if part := cmp.Or(r.Case, string(r.View)); part != "" {
		detail = part + ", " + detail
	}
	return model.RecordExport{What: string(r.What), Form: string(r.Form), Rows: r.Rows, Detail: detail}
}

// Write writes a table. It returns an error of the source or of w as it is,
// and what was written until then is no whole table.
func Write(ctx context.Context, w io.Writer, s Source, r Request) (Report, error) {
	report := Report{What: r.What, Form: r.Form, View: r.View, Case: r.Case}
	if !r.Form.Fits(r.What) {
		return report, fmt.Errorf("export: no %q of %q", r.Form, r.What)
	}
	shop, err := s.Shop(ctx)
	if err != nil {
		return report, err
	}
	if report.Head, err = s.Head(ctx); err != nil {
		return report, err
	}
	cal, err := shop.Calendar()
	if err != nil {
		cal = model.AlwaysOpen()
	}
	buffer := bufio.NewWriter(w)
	t := &table{cal: cal, went: r.Progress, stopped: ctx.Err}
	if t.went == nil {
		t.went = func(uint64, uint64) {}
	}
	switch r.Form {
	case Markdown:
		t.rows, err = writeStory(ctx, buffer, s, r, shop, report.Head)
	case XES:
		report.Left, err = writeXES(ctx, buffer, s, r, t, shop, report.Head)
	case Workbook:
		report.Cut, err = t.workbook(ctx, buffer, s, r, shop, report.Head)
	default:
		sink := &csvSink{w: buffer, excel: r.Form == Excel, separator: ","}
		if sink.excel && shop.CSVSeparator == ";" {
			sink.separator = ";"
		}
		t.sink = sink
		err = t.fill(ctx, s, r, report.Head)
	}
	report.Rows = t.rows
	if err != nil {
		return report, err
	}
	return report, buffer.Flush()
}

// fill writes the header and the rows of the table that is asked for.
func (t *table) fill(ctx context.Context, s Source, r Request, head store.Head) error {
	switch r.What {
	case Events:
		return t.events(ctx, s, head)
	case Tasks:
		return t.tasks(ctx, s, r.Header, r.Open)
	case Cases:
		return t.cases(ctx, s)
	case Bottlenecks:
		return t.bottlenecks(ctx, s, r)
	}
	return fmt.Errorf("export: no table %q", r.What)
}
