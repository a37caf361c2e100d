package model

import (
	"cmp"
	"time"
)

// band is the band of a task and the reason for it, the strongest first.
func (q *queuing) band(i *QueueItem) (Band, Reason) {
	switch {
	case i.By == q.in.Person.ID && i.State == Doing:
		return InHand, because(Say{EN: "in hand since %s", ID: "dikerjakan sejak %s"}, q.clock(i.Begun))
	case i.State == Parked:
		return CameBack, because(Say{EN: "time to go on: %s", ID: "waktunya dilanjutkan: %s"}, i.WaitsFor())
	case i.State == Taken && i.HandedBy != "" && i.For == "":
		return InHand, q.from(Say{EN: "taken over from %s", ID: "diambil alih dari %s"}, i)
	case i.State == Taken && !i.Begun.IsZero():
		return InHand, because(Say{EN: "set aside", ID: "disisihkan"})
	case i.State == Taken:
		return InHand, because(Say{EN: "taken, not begun", ID: "diambil, belum dimulai"})
	case i.CameBackFrom == q.in.Person.ID && i.CameBackFrom != "":
		return CameBack, because(Say{EN: "you had it until closing time", ID: "pada Anda sampai toko tutup"})
	case i.CameBack != nil && (i.Last == q.in.Person.ID || i.Last == ""):
		return CameBack, because(Say{EN: "came back: %s", ID: "kembali: %s"}, q.cameBack(i))
	case i.For == q.in.Person.ID && i.HandedBy != "":
		return CameBack, q.from(Say{EN: "from %s", ID: "dari %s"}, i)
	case i.pinnedAt(q.in.Now):
		return Pinned, because(Say{EN: "pinned by %s until %s", ID: "disematkan %s sampai %s"}, q.in.Shop.Name(i.Pin.By), q.clock(i.Pin.Until))
	}
	return q.urgency(i)
}

// urgency is the band of a task that nothing but time speaks for.
func (q *queuing) urgency(i *QueueItem) (Band, Reason) {
	late := !i.DueAt.IsZero() && q.in.Now.After(i.DueAt)
	switch {
	case i.State == Waiting && !q.asleep(i):
		return Late, because(Say{EN: "no news for %s: ask", ID: "belum ada kabar %s: tanyakan"}, Span{Time: q.calOf(&i.OpenTask).Working(i.Ready, q.in.Now)})
	case late:
		return Late, because(Say{EN: "late %s", ID: "terlambat %s"}, q.lateBy(i))
	case i.Slack < 0:
		return Late, because(Say{EN: "its case is %s behind", ID: "kasusnya tertinggal %s"}, Span{Time: -i.Slack})
	case i.Slack < q.slow(&i.OpenTask):
		return AtRisk, because(Say{EN: "tight: %s to spare", ID: "mepet: sisa %s"}, Span{Time: i.Slack})
	case i.CameBack != nil:
		return Normal, because(Say{EN: "came back to %s", ID: "kembali ke %s"}, q.in.Shop.Name(i.Last))
	case i.CameBackFrom != "":
		return Normal, because(Say{EN: "came back at closing time", ID: "kembali saat toko tutup"})
	case !i.DueAt.IsZero() && !i.AtRiskAt(q.calOf(&i.OpenTask)).After(q.in.Now):
		return Normal, because(Say{EN: "due soon: %s", ID: "segera habis waktunya: %s"}, q.clock(i.DueAt))
	case !i.DueAt.IsZero():
		return Normal, because(Say{EN: "due %s", ID: "batas %s"}, q.clock(i.DueAt))
	}
	return Normal, because(Say{EN: "since %s", ID: "sejak %s"}, q.clock(i.Ready))
}

func because(say Say, args ...any) Reason { return Reason{Say: say, Args: args} }

// cameBack is the reason a task was sent back with, or the step it came from.
func (q *queuing) cameBack(i *QueueItem) string {
	if i.CameBack.Reason != "" {
		return i.CameBack.Reason
	}
	if r := q.reckon(&i.OpenTask); r != nil {
		if s := r.flow.Step(i.CameBack.From); s != nil {
			return s.Text
		}
	}
	return i.CameBack.From
}

// lateBy is how late a task is, in opening time; less than a minute late is
// said as one.
func (q *queuing) lateBy(i *QueueItem) Span {
	return Span{Time: max(q.calOf(&i.OpenTask).Working(i.DueAt, q.in.Now), time.Minute)}
}

// asleepWhy says what a sleeping task waits for.
func (q *queuing) asleepWhy(i *QueueItem) Reason {
	if until, what, timed := q.waitsUntil(i); timed {
		return because(Say{EN: "waits until %s: %s", ID: "menunggu sampai %s: %s"}, q.clock(until), what)
	}
	if i.State == Waiting {
		return because(Say{EN: "waits for: %s", ID: "menunggu: %s"}, i.Title)
	}
	if i.Until.IsZero() {
		return because(Say{EN: "parked: %s", ID: "ditunda: %s"}, i.WaitsFor())
	}
	return because(Say{EN: "parked until %s: %s", ID: "ditunda sampai %s: %s"}, q.clock(i.Until), i.WaitsFor())
}

// waitsUntil is when a wait ends that waits for a time, and what for.
func (q *queuing) waitsUntil(i *QueueItem) (until time.Time, what string, timed bool) {
	r := q.reckon(&i.OpenTask)
	if r == nil || i.State != Waiting || r.flow.Index(i.Step) < 0 {
		return time.Time{}, "", false
	}
	wait, timed := r.flow.Step(i.Step).Timed()
	if !timed {
		return time.Time{}, "", false
	}
	return wait.Due.At(i.Ready, "", r.cal), cmp.Or(wait.Words, wait.Rule), true
}

// from says whose task it was, and why it is not any more.
func (q *queuing) from(say Say, i *QueueItem) Reason {
	was := because(say, q.in.Shop.Name(i.HandedBy))
	if i.HandedWhy == "" {
		return was
	}
	return because(Say{EN: "%s: %s", ID: "%s: %s"}, was, i.HandedWhy)
}

// clock is a time as people say it today, with its date on another day.
func (q *queuing) clock(t time.Time) string { return q.cal.clock(t, q.in.Now) }
