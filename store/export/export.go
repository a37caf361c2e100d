// Package export is what leaves alur: the record, the finished tasks, the
// cases and the bottlenecks as tables, in one definition for the command line
// and the screens. A table for programs is RFC 4180 to the letter and changes
// nothing; the form for Excel opens right there and cannot run a formula.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"time"

	"alur/model"
	"alur/store"
)

// Source is what an export reads; *store.Store is one.
type Source interface {
	Shop(ctx context.Context) (*model.Shop, error)
	Head(ctx context.Context) (store.Head, error)
	// EachEvent calls f for every event from a number on, in order.
	EachEvent(ctx context.Context, from uint64, f func(model.Event) error) error
	// EachCase calls f for every case, the oldest first, with its flow.
	EachCase(ctx context.Context, f func(*model.Case, *model.Flow) error) error
	Bottlenecks(ctx context.Context, q store.BottleneckQuery) (model.Bottlenecks, error)
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
)

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
	// Query narrows the bottlenecks down; a zero Since is thirty days.
	Query store.BottleneckQuery
}

// Usual is how far back bottlenecks look where nobody says.
const Usual = 30

// Report says what was written. The head is the one the record had before the
// first row was read: every row is at least as new, and the events end with
// it. It stands here, in the record's line of the export and on standard
// error, and not in the table: a line that is no row would break its readers.
type Report struct {
	What What
	Form Form
	Rows int
	Head store.Head
}

// Act is the command that notes the export in the record.
func (r Report) Act() model.RecordExport {
	return model.RecordExport{What: string(r.What), Form: string(r.Form), Rows: r.Rows, Detail: "head " + r.Head.String()}
}

// Write writes a table. It returns an error of the source or of w as it is,
// and what was written until then is no whole table.
func Write(ctx context.Context, w io.Writer, s Source, r Request) (Report, error) {
	report := Report{What: r.What, Form: r.Form}
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
	t := &table{w: buffer, form: r.Form, separator: ",", cal: cal}
	if r.Form == Excel && shop.CSVSeparator == ";" {
		t.separator = ";"
	}
	t.begin()
	switch r.What {
	case Events:
		err = t.events(ctx, s, report.Head)
	case Tasks:
		err = t.tasks(ctx, s, r.Header)
	case Cases:
		err = t.cases(ctx, s)
	case Bottlenecks:
		err = t.bottlenecks(ctx, s, r.Query)
	default:
		err = fmt.Errorf("export: no table %q", r.What)
	}
	if err != nil {
		return report, err
	}
	report.Rows = t.rows - 1
	return report, buffer.Flush()
}
