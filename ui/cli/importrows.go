package cli

import (
	"errors"
	"io"
	"slices"

	"alur/model"
	"alur/store"
)

// rowsAtOnce is how many rows share a transaction: enough that the disk does
// not slow the import down, few enough that others wait only a moment.
const rowsAtOnce = 200

// errDryRun takes back what a dry run did.
var errDryRun = errors.New("dry run")

// importAll reads the rows and starts their cases, one transaction for every
// few hundred; a dry run takes each of them back.
func (j *importJob) importAll(rows *csvRows) error {
	j.seen = map[string]takenRow{}
	for {
		batch, err := j.nextRows(rows)
		if err != nil || len(batch) == 0 {
			return err
		}
		before := j.count
		err = j.store.Within(j.app.ctx, func(session *store.Session) error {
			// A transaction that is tried again begins with the same count.
			j.count = before
			j.count.refused, j.count.twins = slices.Clone(before.refused), slices.Clone(before.twins)
			for _, row := range batch {
				if err := j.row(session, row); err != nil {
					return err
				}
			}
			if j.dryRun {
				return errDryRun
			}
			return nil
		})
		if err != nil && !errors.Is(err, errDryRun) {
			j.count = before
			return err
		}
		j.bar.show(rows.read.n)
	}
}

// nextRows reads the rows of one transaction; none are left where it is empty.
func (j *importJob) nextRows(rows *csvRows) ([]csvRow, error) {
	var batch []csvRow
	for begin := rows.read.n; len(batch) < rowsAtOnce && rows.read.n-begin < rowsText; {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		batch = append(batch, row)
	}
	return batch, nil
}

// row starts the case of one row. What is wrong with the row goes into the
// report; an error is what stops the import.
func (j *importJob) row(session *store.Session, row csvRow) error {
	j.count.rows++
	if row.fault != nil {
		j.count.refused = append(j.count.refused, refusedRow{row.line, row.fault})
		return nil
	}
	act := model.StartCase{Process: j.flow.Process.ID, Division: j.division}
	var err error
	if act.Fields, err = j.values(row.cells); err != nil {
		return j.refuse(row.line, err)
	}
	if act.Promise, err = j.promised(row.cells); err != nil {
		return j.refuse(row.line, err)
	}
	key := act.Fields[j.flow.Process.Key].Text
	again := j.cameBefore(key, row.line, act)
	if again && j.dryRun {
		j.count.there++
		return nil
	}
	cmd := model.Command{Op: newOp(), By: j.person.ID, Station: j.app.via(), Act: act}
	r, err := session.Do(cmd, j.store.Now())
	switch {
	case err != nil:
		return j.refuse(row.line, err)
	case r.Existing:
		j.count.there++
	default:
		j.count.started++
	}
	if key != "" && !again {
		j.seen[key] = takenRow{row.line, printOf(act)}
	}
	return nil
}

// refuse puts a row into the report where it is the row that is wrong.
func (j *importJob) refuse(line int, err error) error {
	var why model.Sayable
	var p *problem
	if r := model.Refused(err); r != nil {
		why = r
	} else if errors.As(err, &p) {
		why = p
	} else {
		return err
	}
	j.count.refused = append(j.count.refused, refusedRow{line, why})
	return nil
}
