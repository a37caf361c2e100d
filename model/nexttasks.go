package model

import "time"

// NextTasks is one person's queue: what can be done now, in order, with the
// reason for every place. It is a pure function of its input, and the order
// is total: bands first, then the smallest slack, then the older case, then
// the one nearer to its end, then the id.
func NextTasks(in QueueInput) Queue {
	q := newQueuing(in)
	lists := placing{items: ranking{q: q, most: in.Most}, asleep: ranking{q: q, most: in.Most}, alone: ranking{q: q}}
	var room placed // One for all: a task is large, and there may be thousands.
	for t := range in.Open {
		room = placed{QueueItem: QueueItem{OpenTask: t}}
		q.place(&lists, &room)
	}
	out := Queue{Barred: lists.barred, Alone: lists.alone.list()}
	out.Items, out.Left = lists.items.list(), lists.items.left()
	out.Asleep, out.AsleepLeft = lists.asleep.list(), lists.asleep.left()
	return out
}

// placing are the lists of a queue in the making.
type placing struct {
	items, asleep, alone ranking
	barred               int
}

// queuing is one reckoning of one person's queue, or of the board.
type queuing struct {
	in    QueueInput
	cal   *Calendar
	known map[reckonKey]*reckoned
	// last is what was reckoned for the task before: rows of one process stand
	// together.
	last struct {
		of reckonKey
		is *reckoned
	}
	// dues are the due rules that were read.
	dues  map[string]Due
	weeks map[*Calendar]*weeks
	// closings are the closing times after which untouched claims came back.
	closings map[*Calendar]time.Time
	// cals are the calendars of divisions with hours of their own.
	cals map[string]*Calendar
}

func newQueuing(in QueueInput) *queuing {
	cal := in.Calendar
	if cal == nil {
		var err error
		if cal, err = in.Shop.Calendar(); err != nil {
			cal = AlwaysOpen()
		}
	}
	return &queuing{
		in: in, cal: cal, known: map[reckonKey]*reckoned{}, dues: map[string]Due{}, weeks: map[*Calendar]*weeks{}, cals: map[string]*Calendar{},
		closings: map[*Calendar]time.Time{},
	}
}

// calendar is that of a division, by which its cases are reckoned.
func (q *queuing) calendar(division string) *Calendar {
	if _, own := q.in.Shop.DivisionHours[division]; !own {
		return q.cal
	}
	if cal := q.cals[division]; cal != nil {
		return cal
	}
	cal, err := q.in.Shop.CalendarFor(division, "")
	if err != nil {
		cal = q.cal
	}
	q.cals[division] = cal
	return cal
}

// closing is the last closing time of a division.
func (q *queuing) closing(division string) time.Time {
	cal := q.calendar(division)
	last, known := q.closings[cal]
	if !known {
		last = q.in.Shop.lastClosing(cal, q.in.Now)
		q.closings[cal] = last
	}
	return last
}

// asked reports whether the person is asked to do a task, or as a deputy to
// help with it.
func (q *queuing) asked(t *OpenTask) (help, asked bool) {
	p := q.in.Person
	holds := t.By == p.ID || p.Holds(t.Role)
	help = !holds && p.HelpsWith(*t)
	return help, (holds || help) && !p.elsewhere(t.Division)
}

// place puts one open task where it belongs: into the list, among the
// sleeping, or nowhere.
func (q *queuing) place(out *placing, item *placed) {
	p, t := q.in.Person, &item.OpenTask
	if q.placeStill(out, t) {
		return
	}
	mine := t.By == p.ID
	help, asked := q.asked(t)
	if !asked {
		return
	}
	from, inHand := "", mine && t.State == Doing
	if cameBackAt(q.closing(t.Division), t.State, t.By, t.Touched) {
		from = t.By
		t.giveBack()
	}
	mine = mine && from == ""
	if t.By != "" && !mine || t.For != "" && t.For != p.ID {
		return
	}
	if !q.in.Shop.MayBe(p, *t) {
		return
	}
	if t.bars(p.ID, q.in.Now) {
		out.barred++
		q.placeAlone(out, t)
		return
	}
	item.DueAt, item.Slack, item.CameBackFrom, item.InHandTill = q.dueAt(t), q.slack(t), from, inHand && from != ""
	if who, _ := q.keptFor(t); who != "" && from == "" {
		item.Band, item.why = Normal, whyOffered
		out.asleep.add(item)
		return
	}
	if q.asleep(&item.QueueItem) {
		item.Band, item.why = Normal, whyAsleep
		out.asleep.add(item)
		return
	}
	item.Band, item.why = q.band(&item.QueueItem)
	q.placeAsked(item)
	if help {
		item.needsHelp()
	}
	out.items.add(item)
}

// needsHelp places what is offered to a deputy: their own late work comes
// first.
func (p *placed) needsHelp() {
	if p.Band >= Late {
		p.Band, p.why = AtRisk, whyHelp
	}
}

// asleep reports whether nobody can do anything about the task now: it is
// parked and its time has not come, or it waits for the world and is not
// overdue.
func (q *queuing) asleep(i *QueueItem) bool {
	switch i.State {
	case Parked:
		return i.Until.IsZero() || i.Until.After(q.in.Now)
	case Waiting:
		return i.DueAt.IsZero() || i.DueAt.After(q.in.Now)
	}
	return false
}
