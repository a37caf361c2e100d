package ui

import (
	"context"
	"errors"
	"time"

	"alur/model"
)

// nextData is what the screen loads.
type nextData struct {
	queue model.Queue
	task  *task
	// noCase and running are those of next, read where nothing is to be done.
	noCase  bool
	running int
	// gone says what became of the task that was shown, where it is nobody's
	// to do here any more.
	gone *gone
	// alone stands in place of a task, where there is none.
	alone *barredTask
}

// readAtOnce is how often a queue is read anew whose first task is gone by the
// time it is read.
const readAtOnce = 4

// load reads the queue, and the task on screen or the first one. Others work
// meanwhile: where the task is theirs by then, the queue is read anew, so that
// nobody sees another's task as their own, or none where there is work.
func (n *next) load(e *env) load {
	me, now, pinned := e.me.ID, e.now, n.pinned
	return load{name: "next", get: func(ctx context.Context, s Store) (any, error) {
		for tries := 1; ; tries++ {
			data, err := readNext(ctx, s, me, now, pinned)
			switch {
			case !errors.Is(err, errGone):
				return data, err
			case tries == readAtOnce:
				return data, nil
			}
		}
	}}
}

// readNext is one read of the queue and its task. The error is errGone, beside
// the rest, where the task was no longer open, or another's.
func readNext(ctx context.Context, s Store, me string, now time.Time, pinned model.TaskRef) (nextData, error) {
	q, err := s.Queue(ctx, me, now)
	if err != nil {
		return nextData{}, err
	}
	data := nextData{queue: q}
	item, ok := find(q, pinned)
	if !ok && pinned != (model.TaskRef{}) {
		data.gone, err = whereIs(ctx, s, pinned)
		if err != nil {
			return data, err
		}
	}
	if len(q.Items)+len(q.Asleep) == 0 {
		if err := data.count(ctx, s); err != nil {
			return data, err
		}
	}
	if !ok && len(q.Items) > 0 {
		item, ok = q.Items[0], true
	}
	if !ok {
		data.alone, err = readAlone(ctx, s, me, q)
		return data, err
	}
	data.task, err = readTask(ctx, s, me, item)
	if err == nil && data.task.t.By != "" && data.task.t.By != me && data.task.t.By != item.By {
		data.task, err = nil, errGone // Somebody took it after the queue was read.
	}
	return data, err
}

// mostCounted bounds the running cases that are counted.
const mostCounted = 100

// count reads whether there are cases, and how many are under way.
func (d *nextData) count(ctx context.Context, s Store) error {
	running, err := s.FindCases(ctx, CaseQuery{State: model.Running, Limit: mostCounted})
	if err != nil || len(running) > 0 {
		d.running = len(running)
		return err
	}
	cases, err := s.FindCases(ctx, CaseQuery{Limit: 1})
	d.noCase = len(cases) == 0
	return err
}

// find looks a task up in a queue, sleeping ones among it.
func find(q model.Queue, ref model.TaskRef) (model.QueueItem, bool) {
	for _, list := range [][]model.QueueItem{q.Items, q.Asleep} {
		for _, i := range list {
			if i.TaskRef == ref {
				return i, true
			}
		}
	}
	return model.QueueItem{}, false
}

// turnedBy reports whether what was read is other work in the same place: another
// round of the task, one that somebody has begun, a waiver of another. What an act
// of the person brought is what they expect.
func (n *next) turnedBy(was *task, lone *barredTask) bool {
	if was != nil && n.task != nil && !n.own && (was.t.Round != n.task.t.Round || was.begun() != n.task.begun()) {
		return true
	}
	return lone != nil && n.alone != nil && (lone.item.TaskRef != n.alone.item.TaskRef || lone.grants != n.alone.grants)
}
