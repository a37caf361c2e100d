package export

import (
	"context"
	"slices"

	"alur/model"
)

// fixed are the columns that every case has.
func fixed() []string {
	return []string{"case", "process", "version", "title", "key", "state", "division", "started", "finished", "promise"}
}

// cases writes one row for every case. Its start fields follow, those of all
// processes side by side, in the order in which they were first met; so the
// cases are gone through twice. A case of a definition that was not there the first
// time is newer than the head of the export, and left out.
func (t *table) cases(ctx context.Context, s Source) error {
	total, err := s.CaseCount(ctx)
	if err != nil {
		return err
	}
	// The versions are gathered first, so the cases are gone through twice.
	done := uint64(0)
	step := func() {
		done++
		t.went(min(done, 2*total), 2*total)
	}
	used, err := s.VersionsInUse(ctx, step)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	var fields []string
	for _, v := range used {
		known[model.CaseID(v.Process, v.Version)] = true
		fields = union(fields, v.Flow.Process.Start.Ask)
	}
	if err := t.header(append(fixed(), columns(fields)...)...); err != nil {
		return err
	}
	return s.EachCase(ctx, func(c *model.Case, f *model.Flow) error {
		step()
		if !known[model.CaseID(c.Process, c.Version)] {
			return nil
		}
		return t.row(t.caseCells(c, f, fields)...)
	})
}

// caseCells are the cells of a case: those that every case has, then its
// start fields.
func (t *table) caseCells(c *model.Case, f *model.Flow, fields []string) []cell {
	cells := []cell{
		words(c.ID), words(c.Process), whole(c.Version), words(c.Title), words(c.Key), words(string(c.State)),
		words(c.Division), t.at(c.Started), t.at(c.Ended), t.at(c.Promise),
	}
	for _, name := range fields {
		cells = append(cells, startValue(c, f, name))
	}
	return cells
}

// eachCase goes through the cases and tells how far it is.
func (t *table) eachCase(ctx context.Context, s Source, f func(*model.Case, *model.Flow) error) error {
	total, err := s.CaseCount(ctx)
	if err != nil {
		return err
	}
	done := uint64(0)
	return s.EachCase(ctx, func(c *model.Case, flow *model.Flow) error {
		if err := t.stopped(); err != nil {
			return err
		}
		done++
		t.went(min(done, total), total)
		return f(c, flow)
	})
}

// union adds the fields that are not there yet.
func union(names []string, ask []model.Field) []string {
	for _, f := range ask {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// columns names the columns of start fields: one that is called as a column
// every case has stands as start.NAME.
func columns(fields []string) []string {
	names := slices.Clone(fields)
	for i, name := range names {
		if slices.Contains(fixed(), name) {
			names[i] = "start." + name
		}
	}
	return names
}

// startValue is what a case began with, as files write it.
func startValue(c *model.Case, f *model.Flow, name string) cell {
	text := c.Start[name].String()
	for _, field := range f.Process.Start.Ask {
		if field.Name != name {
			continue
		}
		switch field.Type {
		case model.NumberField, model.MoneyField:
			return amount(text)
		case model.DateField:
			return cell{text: text, kind: dayKind}
		case model.TimeField:
			return cell{text: text, kind: clockKind}
		case model.PhoneField:
			return plain(text)
		}
	}
	return words(text)
}
