package eventlog

import (
	"slices"

	"alur/model"
)

// Fault is why a file can't be read as a log, in both languages.
type Fault struct {
	Say  model.Say
	Args []any
	// Line is where, 0 for the whole file.
	Line int
}

// Error is the sentence in English.
func (f *Fault) Error() string { return f.In(model.English) }

// In is the sentence in a language.
func (f *Fault) In(l model.Lang) string {
	text := f.Say.In(l, f.Args...)
	if f.Line > 0 {
		return model.Say{EN: "line %d: %s", ID: "baris %d: %s"}.In(l, f.Line, text)
	}
	return text
}

// Skipped are rows that were left out for one reason.
type Skipped struct {
	Why model.Say
	N   int
	// Line and Column are where the first of them stands; Column is empty
	// where the whole row is meant, Line 0 where that is seen only once all
	// rows are there. Text is what stands there.
	Line   int
	Column string
	Text   string
}

// Report says how a file was read.
type Report struct {
	// Heading are the columns of a CSV file, and Columns which of them was
	// taken for what. Of XES they are the attributes of events that were met,
	// and with "case:" before them those of traces, as pm4py names them.
	Heading []string
	Columns Columns
	// Rows is how many rows or events the file has, Skipped those that were
	// left out and why, the most frequent reason first.
	Rows    int
	Skipped []Skipped
	// Dates is how dates such as 02/03/2026 were read, where there are any.
	Dates DateOrder
	// DatesSeen is true where there are such dates, DatesSure where one of
	// them leaves no choice.
	DatesSeen, DatesSure bool
	// Events is true where rows were events of instances (schedule, start,
	// complete) and have been put together.
	Events bool
}

// Column is the name of the column a field was read from.
func (r *Report) Column(f Field) (string, bool) {
	i, ok := r.Columns[f]
	if !ok || i >= len(r.Heading) {
		return "", false
	}
	return r.Heading[i], true
}

// Left is how many rows were left out.
func (r *Report) Left() int {
	n := 0
	for _, s := range r.Skipped {
		n += s.N
	}
	return n
}

// skip counts rows that are left out for a reason; the place is that of the
// first.
func (r *Report) skip(why model.Say, line int, column, text string, n int) {
	i := slices.IndexFunc(r.Skipped, func(s Skipped) bool { return s.Why == why && s.Column == column })
	if i < 0 {
		if len(text) > longestShown {
			text = text[:longestShown] + "..."
		}
		r.Skipped = append(r.Skipped, Skipped{Why: why, Line: line, Column: column, Text: text})
		i = len(r.Skipped) - 1
	}
	r.Skipped[i].N += n
}

// longestShown is how much of a text that can't be read is shown.
const longestShown = 40

// finish puts the most frequent reason first.
func (r *Report) finish() {
	slices.SortStableFunc(r.Skipped, func(a, b Skipped) int { return b.N - a.N })
}

// nothing is the fault of a file of which no row could be read.
func (r *Report) nothing() error {
	if len(r.Skipped) == 0 {
		return &Fault{Say: model.Say{EN: "it has no rows", ID: "tidak ada barisnya"}}
	}
	first := r.Skipped[0]
	for _, s := range r.Skipped {
		if s.Line > 0 && (first.Line == 0 || s.Line < first.Line) {
			first = s
		}
	}
	return &Fault{Line: first.Line, Say: model.Say{
		EN: "no row could be read; the first: %s",
		ID: "tidak ada baris yang terbaca; yang pertama: %s",
	}, Args: []any{first}}
}

// In says why rows were left out, with the place of the first.
func (s Skipped) In(l model.Lang) string {
	text := s.Why.In(l)
	if s.Column != "" {
		text = model.Say{EN: "column %q: %s", ID: "kolom %q: %s"}.In(l, s.Column, text)
	}
	if s.Text != "" {
		text += model.Say{EN: " (%q)", ID: " (%q)"}.In(l, s.Text)
	}
	return text
}
