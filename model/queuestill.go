package model

// parkedDays is how many working days parked work may stand, where nobody
// said until when, before who looks after the process hears of it.
const parkedDays = 3

// parkedLong is how many working days it may stand even where somebody said
// until when: a date far off is soon forgotten.
const parkedLong = 20

// standsStill reports whether parked work waits for the person of the queue to
// look after it, as who has the right to skip it or to give it to others: the
// time of the step or of the customer is past, alur itself could not go on,
// nobody has said for some days until when it waits, or it has waited for a
// month. A wait comes up likewise,
// where its news does not come. Nobody else is told: it is not theirs.
func (q *queuing) standsStill(i *QueueItem) bool {
	p, r := q.in.Person, q.reckon(&i.OpenTask)
	if r == nil || !p.MaySkip(r.flow) || p.elsewhere(i.Division) {
		return false
	}
	asks := !i.Until.IsZero() && !i.Until.After(q.in.Now)
	if asks && i.By == p.ID {
		return false // It is theirs to go on with.
	}
	past := !i.DueAt.IsZero() && q.in.Now.After(i.DueAt) || !i.Promise.IsZero() && q.in.Now.After(i.Promise)
	if past || i.Held != nil {
		return true
	}
	days := parkedLong
	if asks || i.Until.IsZero() {
		days = parkedDays
	}
	return !i.ParkedAt.IsZero() && !r.cal.AddDays(i.ParkedAt, days).After(q.in.Now)
}

// placeStill puts parked work that has stood too long into the list of who
// looks after it, and reports whether it did.
func (q *queuing) placeStill(out *placing, t *OpenTask) bool {
	if t.State != Parked {
		return false
	}
	item := placed{QueueItem: QueueItem{OpenTask: *t, DueAt: q.dueAt(t), Slack: q.slack(t), Still: true, Band: Late}, why: whyStill}
	if !q.standsStill(&item.QueueItem) {
		return false
	}
	out.items.add(&item)
	return true
}

// whyStill says which hands left it, since when and what for.
func whyStill(q *queuing, i *QueueItem) Reason {
	since := q.clock(i.ParkedAt)
	switch {
	case i.Held != nil:
		return because(Say{EN: "alur could not go on at %s: %s", ID: "alur tidak bisa melanjutkan pada %s: %s"}, since, i.WaitsFor())
	case i.By == q.in.Person.ID || i.By == "":
		return because(Say{EN: "stands still, parked since %s: %s", ID: "terhenti, ditunda sejak %s: %s"}, since, i.WaitsFor())
	}
	return because(Say{EN: "stands still, parked by %s since %s: %s", ID: "terhenti, ditunda %s sejak %s: %s"},
		q.in.Shop.Name(i.By), since, i.WaitsFor())
}
