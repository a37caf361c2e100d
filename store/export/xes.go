package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"alur/model"
	"alur/store"
)

// The transitions of the standard lifecycle of XES that alur has.
const (
	xesSchedule = "schedule"
	xesAssign   = "assign"
	xesReassign = "reassign"
	xesStart    = "start"
	xesSuspend  = "suspend"
	xesResume   = "resume"
	xesComplete = "complete"
	xesFailed   = "ate_abort"
	xesGiven    = "withdraw"
	xesAuto     = "autoskip"
	xesManual   = "manualskip"
	xesAbort    = "pi_abort"
	xesOther    = "unknown"
)

// xesLog writes a log of one trace for every case, the oldest first.
type xesLog struct {
	doc    *xesDoc
	t      *table
	events int
}

// writeXES writes the tasks or the record as a log, and returns how many
// events it has and how many lines of the record belong to no case.
func writeXES(ctx context.Context, w *bufio.Writer, s Source, r Request, t *table, shop *model.Shop, head store.Head) (left int, err error) {
	l := &xesLog{doc: &xesDoc{w: w}, t: t}
	global := []attr{
		xesText("concept:name", "unknown"), xesText("lifecycle:transition", xesComplete),
		xesTime("time:timestamp", time.Unix(0, 0).UTC()), xesWhole("alur:seq", 0),
	}
	if r.What == Tasks {
		global = append(global, xesText("concept:instance", "unknown"))
	}
	l.doc.begin(global, []attr{
		xesText("concept:name", cmp.Or(shop.Settings.Name, "alur")), xesText("alur:table", string(r.What)), xesText("alur:head", head.String()),
		xesTime("alur:written", s.Now().In(t.cal.Location())), xesText("alur:zone", t.cal.Location().String()),
	})
	inCases := uint64(0)
	err = t.eachCase(ctx, s, func(c *model.Case, f *model.Flow) error {
		if f == nil {
			return nil
		}
		if r.What == Tasks {
			return l.tasks(c, f)
		}
		history, err := s.History(ctx, c.ID)
		if err != nil {
			return err
		}
		history = slices.DeleteFunc(slices.Clone(history), func(e model.Event) bool { return e.Seq > head.Seq })
		inCases += uint64(len(history))
		then, err := store.FlowThen(ctx, s, c, f)
		if err != nil {
			return err
		}
		l.trace(c, f)
		return l.record(then, history)
	})
	l.doc.end()
	if err == nil {
		err = l.doc.failed()
	}
	t.rows = l.events
	if r.What == Events {
		left = int(head.Seq - inCases) //nolint:gosec // Every line of a case is a line of the record.
	}
	return left, err
}

// trace opens the trace of a case, with what the cases table says of it.
func (l *xesLog) trace(c *model.Case, f *model.Flow) {
	l.doc.open("trace")
	l.doc.attrs(xesText("concept:name", c.ID), xesText("alur:state", string(c.State)))
	names, fields := fixed(), union(nil, f.Process.Start.Ask)
	cells := l.t.caseCells(c, f, fields)
	for i, name := range append(names, columns(fields)...) {
		// The name of the case is there already, under the name of XES.
		switch {
		case name == "version":
			l.doc.attrs(attr{"int", name, cells[i].text})
		case i > 0:
			l.doc.attrs(xesCell(name, cells[i]))
		}
	}
}

// happening is one event of the lifecycle of an attempt.
type happening struct {
	at         time.Time
	transition string
	by         string
	// place is that of the attempt in its case, rank that of the transition.
	place, rank int
	of          *model.Attempt
}

// tasks writes the finished attempts of a case, those of the tasks table, with
// everything that is known of how they came about.
func (l *xesLog) tasks(c *model.Case, f *model.Flow) error {
	done := finished(f, c)
	var all []happening
	for i := range done {
		all = append(all, lifecycle(&done[i], i)...)
	}
	slices.SortStableFunc(all, func(a, b happening) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.place, b.place), cmp.Compare(a.rank, b.rank))
	})
	l.trace(c, f)
	for _, h := range all {
		a := h.of
		list := []attr{
			xesText("concept:name", a.Title), xesText("concept:instance", instance(*a)), xesText("lifecycle:transition", h.transition),
			xesTime("time:timestamp", h.at.In(l.t.cal.Location())), xesText("org:resource", h.by), xesText("org:role", a.Role),
			xesText("org:group", a.Division), xesWhole("alur:seq", a.Seq), xesText("alur:step", a.Step),
			xesWhole("alur:round", uint64(max(0, a.Round))), //nolint:gosec // Not negative.
			xesText("alur:kind", string(a.Kind)),
		}
		if h.transition == xesComplete || h.transition == xesFailed {
			list = append(list, xesText("alur:outcome", a.Outcome), xesText("alur:state", string(a.State)), xesText("alur:reason", a.Reason))
		}
		l.doc.event(list...)
		l.events++
	}
	l.doc.close("trace")
	return l.doc.failed()
}

// lifecycle is what is known of how an attempt came about. An attempt that was
// entered late has no start: nobody knows when it was begun.
func lifecycle(a *model.Attempt, place int) []happening {
	var all []happening
	add := func(at time.Time, transition, by string) {
		if !at.IsZero() {
			all = append(all, happening{at: at, transition: transition, by: by, place: place, rank: len(all), of: a})
		}
	}
	add(a.Ready, xesSchedule, "")
	add(a.Taken, xesAssign, a.By)
	add(a.Begun, xesStart, a.By)
	for _, p := range a.Pauses {
		add(p.Begin, xesSuspend, a.By)
		add(p.End, xesResume, a.By)
	}
	end := xesComplete
	if a.Back {
		end = xesFailed
	}
	// Work that ends while it is set aside goes on for no time.
	add(a.Ended, end, a.By)
	return all
}

// instance names one attempt: CASE/STEP/ROUND.
func instance(a model.Attempt) string { return fmt.Sprintf("%s/%d", a.TaskRef, a.Round) }

// record writes every line of the record that belongs to a case, by the texts
// of its version then.
func (l *xesLog) record(then func(model.Event) *model.Flow, history []model.Event) error {
	rounds, undone := map[string]int{}, map[string]bool{}
	for _, e := range history {
		if u, ok := e.Body.(model.Undone); ok {
			undone[u.Undoes] = true
		}
	}
	for _, e := range history {
		if n := roundOf(e.Body); n > 0 {
			rounds[e.Step] = n
		}
		name, at := e.Name(), ""
		if e.Step != "" {
			name = e.Step
			if s := then(e).Step(e.Step); s != nil {
				name = s.Text
			}
			at = fmt.Sprintf("%s/%s/%d", e.Case, e.Step, rounds[e.Step])
		}
		data, err := dataOf(e.Body)
		if err != nil {
			return err
		}
		list := []attr{
			xesText("concept:name", name), xesText("concept:instance", at), xesText("lifecycle:transition", transition(e)),
			xesTime("time:timestamp", e.At.In(l.t.cal.Location())), xesText("org:resource", e.By), xesWhole("alur:seq", e.Seq),
			xesText("alur:event", e.Name()), xesText("alur:step", e.Step), xesText("alur:station", e.Station),
			xesText("alur:op", e.Op), xesText("alur:data", data),
		}
		if undone[e.Op] {
			list = append(list, attr{"boolean", "alur:undone", "true"})
		}
		l.doc.event(list...)
		l.events++
	}
	l.doc.close("trace")
	return l.doc.failed()
}

// roundOf is the round that an event begins, 0 for any other event.
func roundOf(b model.Body) int {
	switch b := b.(type) {
	case model.TaskReady:
		return b.Round
	case model.TaskSkipped:
		return b.Round
	case model.AutoDone:
		return b.Round
	case model.ChoiceMade:
		return b.Round
	}
	return 0
}

// transition is what a line of the record is in the lifecycle of XES.
func transition(e model.Event) string {
	switch b := e.Body.(type) {
	case model.TaskReady:
		return xesSchedule
	case model.TaskTaken:
		return xesAssign
	case model.TaskHandedOver, model.TaskTakenOver, model.TaskGivenBack:
		return xesReassign
	case model.TaskBegun:
		return xesStart
	case model.TaskSetAside, model.TaskParked:
		return xesSuspend
	case model.TaskResumed:
		return xesResume
	case model.TaskCompleted:
		if b.Back {
			return xesFailed
		}
		return xesComplete
	case model.AutoDone, model.ChoiceMade, model.TimerFired, model.CaseStarted, model.CaseFinished:
		return xesComplete
	case model.TaskSkipped:
		if e.By == "" {
			return xesAuto
		}
		return xesManual
	case model.TaskWithdrawn:
		return xesGiven
	case model.CaseCancelled:
		return xesAbort
	}
	return xesOther
}
