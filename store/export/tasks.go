package export

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"alur/model"
)

// tasks writes one row for every finished attempt of a step, in the names of
// XES where it has one; what alur knows beyond them stands after them. Cases
// come oldest first, their attempts by start, and by number where two started
// together. What is not known is empty, and never 0. Where open tasks are asked
// for they stand behind those of their case, without an end: many tools take no
// row without one.
func (t *table) tasks(ctx context.Context, s Source, names Header, open bool) error {
	if err := t.header(taskColumns(names)...); err != nil {
		return err
	}
	return t.eachCase(ctx, s, func(c *model.Case, f *model.Flow) error {
		if f == nil {
			return nil
		}
		rows := finished(f, c)
		if open {
			rows = append(rows, unfinished(f, c)...)
		}
		for _, a := range rows {
			if err := t.task(c, a, names); err != nil {
				return err
			}
		}
		return nil
	})
}

// finished are the attempts of a case that somebody or alur did, in order.
func finished(f *model.Flow, c *model.Case) []model.Attempt {
	if c.Undone {
		return nil // It is as if it had never been started.
	}
	var done []model.Attempt
	for _, a := range model.Attempts(f, c) {
		if a.State == model.Done || a.State == model.SentBack {
			done = append(done, worked(a))
		}
	}
	slices.SortFunc(done, func(a, b model.Attempt) int {
		return cmp.Or(start(a).Compare(start(b)), a.Ended.Compare(b.Ended), cmp.Compare(a.Seq, b.Seq))
	})
	return done
}

// unfinished are the open tasks of a case, in the order of the case.
func unfinished(f *model.Flow, c *model.Case) []model.Attempt {
	if c.Undone {
		return nil
	}
	open := model.OpenAttempts(f, c)
	for i := range open {
		open[i] = worked(open[i])
	}
	return open
}

// worked is an attempt as all figures take it: a wait for the world or for
// another process is nobody's work, and all of it is waiting.
func worked(a model.Attempt) model.Attempt {
	if a.Kind == model.Wait || a.Kind == model.Run {
		a.Begun, a.By, a.Pauses = a.Ended, "", nil
	}
	return a
}

// start is when an attempt was begun, or its end where that is not known.
func start(a model.Attempt) time.Time {
	if a.Begun.IsZero() {
		return a.Ended
	}
	return a.Begun
}

func (t *table) task(c *model.Case, a model.Attempt, names Header) error {
	waiting, working, paused := amount(""), amount(""), amount("")
	if !a.Begun.IsZero() && !a.Ended.IsZero() {
		rest := time.Duration(0)
		for _, p := range a.Pauses {
			rest += t.cal.Working(p.Begin, p.End)
		}
		waiting = seconds(t.cal.Working(a.Ready, a.Begun))
		working = seconds(max(0, t.cal.Working(a.Begun, a.Ended)-rest))
		paused = seconds(rest)
	}
	return t.row(chosen(names, []cell{
		words(a.Case), words(a.Title), words(instance(a)), words(stage(a)), t.at(a.Begun), t.at(a.Ended),
		words(a.By), words(a.Role), words(a.Process), t.at(a.Ready), t.at(a.Taken), words(a.Outcome), number(a.Seq),
		words(a.Step), whole(a.Round), words(string(a.State)), words(a.Reason), whole(a.Version), words(a.Division),
		waiting, working, paused, whole(len(a.Waivers)),
		plain(t.pauses(a)), plain(string(a.Kind)), plain(string(c.State)),
	})...)
}

// stage is the newest transition of an attempt in the lifecycle of XES.
func stage(a model.Attempt) string {
	switch {
	case a.Back:
		return xesFailed
	case !a.State.Open():
		return xesComplete
	case !a.Begun.IsZero():
		return xesStart
	case !a.Taken.IsZero():
		return xesAssign
	}
	return xesSchedule
}

// pauses are when the work rested, as spans of ISO 8601; that of work that
// rests still has no end.
func (t *table) pauses(a model.Attempt) string {
	spans := make([]string, len(a.Pauses))
	for i, p := range a.Pauses {
		spans[i] = t.at(p.Begin).text + "/" + t.at(p.End).text
	}
	return strings.Join(spans, " ")
}

// taskColumns names the columns of the tasks table.
func taskColumns(names Header) []string {
	if names == PlainNames {
		// Tools that guess by the name take the first that fits: keep the order.
		// What alur needs to read its own table back stands last.
		return []string{
			"case_id", "activity", "start_timestamp", "end_timestamp", "resource", "role", "process",
			"ready_timestamp", "claimed_timestamp", "outcome", "sorting", "instance",
			"transition", "alur_step", "alur_pauses", "alur_kind", "alur_state",
		}
	}
	return []string{
		"case:concept:name", "concept:name", "concept:instance", "lifecycle:transition", "start_timestamp", "time:timestamp",
		"org:resource", "org:role", "case:process", "alur:ready", "alur:claimed", "alur:outcome", "alur:seq",
		"alur:step", "alur:round", "alur:state", "alur:reason", "alur:version", "alur:division",
		"alur:waiting_s", "alur:working_s", "alur:paused_s",
		"alur:waived", "alur:pauses", "alur:kind", "case:state",
	}
}

// chosen are the cells of a task that stand under its columns.
func chosen(names Header, cells []cell) []cell {
	if names != PlainNames {
		return cells
	}
	var picked []cell
	for _, i := range []int{0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2, 3, 13, 23, 24, 25} {
		picked = append(picked, cells[i])
	}
	return picked
}
