package export

import (
	"context"

	"alur/model"
	"alur/model/findings"
)

// View is one of the tables that the bottlenecks are made of, by the name it
// has in bottlenecks --json. A workbook has each on a sheet of its own; CSV is
// of one.
type View string

// The views.
const (
	// Steps are the steps as they stand now, and behind that what the period
	// says of them. CSV is of them where nobody says.
	Steps View = "steps"
	// Findings are the problems, as sentences too.
	Findings View = "findings"
	// Overall are the figures of all cases together.
	Overall View = "overall"
	// Queues say how what waits for the steps moved.
	Queues View = "queues"
	// Detours say how often the work of the steps left its straight way,
	// Involved how involved the ways of the processes are.
	Detours  View = "detours"
	Involved View = "involved"
	// Errors are where work is sent back.
	Errors View = "errors"
	// Loads are those of the roles, People what each person did.
	Loads  View = "loads"
	People View = "people"
	// Promises say how processes keep them, Ages which cases are older than
	// most.
	Promises View = "promises"
	Ages     View = "ages"
)

// Views lists every view, as the sheets of a workbook stand.
func Views() []View {
	return []View{Steps, Findings, Overall, Queues, Detours, Involved, Errors, Loads, People, Promises, Ages}
}

// sheet is what the sheet of a view is called.
func (v View) sheet() string {
	if v == Steps {
		return string(Bottlenecks)
	}
	return string(v)
}

// looked is what the views are written from: each is of the same moment.
type looked struct {
	now    model.Bottlenecks
	review findings.Review
	lang   model.Lang
}

func look(ctx context.Context, s Source, r Request) (l looked, err error) {
	l.lang = r.Lang
	if l.now, err = s.Bottlenecks(ctx, r.Query); err != nil {
		return l, err
	}
	l.review, err = s.Review(ctx, r.Query.Question())
	return l, err
}

// bottlenecks writes the views that are asked for: one, or all of them where
// the form has room for more than one table.
func (t *table) bottlenecks(ctx context.Context, s Source, r Request) error {
	l, err := look(ctx, s, r)
	if err != nil {
		return err
	}
	book, isBook := t.sink.(*workbookSink)
	if r.View != "" || !isBook {
		return t.view(l, r.View)
	}
	for i, v := range Views() {
		if i > 0 {
			if err := book.next(v.sheet()); err != nil {
				return err
			}
		}
		if err := t.view(l, v); err != nil {
			return err
		}
	}
	return nil
}

// view writes one view.
func (t *table) view(l looked, v View) error {
	r := l.review
	switch v {
	case Findings:
		return listed(t, r, findingColumns(l.lang), findings.Together(l.now, r.Findings))
	case Overall:
		return listed(t, r, overallColumns(), overall(r))
	case Queues:
		return listed(t, r, queueColumns(r), r.Queues)
	case Detours:
		return listed(t, r, detourColumns(r), r.Detours)
	case Involved:
		return listed(t, r, involvedColumns(r, l.lang), r.Involved)
	case Errors:
		return listed(t, r, errorColumns(r), r.Errors)
	case Loads:
		return listed(t, r, loadColumns(), r.Loads)
	case People:
		return listed(t, r, personColumns(), r.People)
	case Promises:
		return listed(t, r, promiseColumns(), r.Promises)
	case Ages:
		return listed(t, r, ageColumns(), r.Ages.Old)
	}
	return t.steps(l)
}

// column is one column of a table of T.
type column[T any] struct {
	name string
	of   func(T) cell
}

// listed writes a table: the period first, and then what the columns say.
func listed[T any](t *table, r findings.Review, columns []column[T], rows []T) error {
	names := []string{"since", "until"}
	for _, c := range columns {
		names = append(names, c.name)
	}
	if err := t.header(names...); err != nil {
		return err
	}
	for _, row := range rows {
		cells := []cell{t.at(r.Since), t.at(r.Until)}
		for _, c := range columns {
			cells = append(cells, c.of(row))
		}
		if err := t.row(cells...); err != nil {
			return err
		}
	}
	return nil
}
