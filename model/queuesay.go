package model

import "time"

func whyDoing(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "in hand since %s", ID: "dikerjakan sejak %s"}, q.clock(i.Begun))
}

func whyGoOn(_ *queuing, i *QueueItem) Reason {
	return because(Say{EN: "time to go on: %s", ID: "waktunya dilanjutkan: %s"}, i.WaitsFor())
}

func whyTakenOver(q *queuing, i *QueueItem) Reason {
	return q.from(Say{EN: "taken over from %s", ID: "diambil alih dari %s"}, i)
}

func whySetAside(*queuing, *QueueItem) Reason {
	return because(Say{EN: "set aside", ID: "disisihkan"})
}

func whyNotBegun(*queuing, *QueueItem) Reason {
	return because(Say{EN: "taken, not begun", ID: "diambil, belum dimulai"})
}

func whyHadIt(*queuing, *QueueItem) Reason {
	return because(Say{EN: "you had it until closing time", ID: "pada Anda sampai toko tutup"})
}

func whySentBack(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "came back: %s", ID: "kembali: %s"}, q.cameBack(i))
}

func whyHandedOn(q *queuing, i *QueueItem) Reason {
	return q.from(Say{EN: "from %s", ID: "dari %s"}, i)
}

func whyPinned(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "pinned by %s until %s", ID: "disematkan %s sampai %s"}, q.in.Shop.Name(i.Pin.By), q.clock(i.Pin.Until))
}

func whyNoNews(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "no news for %s: ask", ID: "belum ada kabar %s: tanyakan"}, Span{Time: q.calOf(&i.OpenTask).Working(i.Ready, q.in.Now)})
}

func whyLate(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "late %s", ID: "terlambat %s"}, q.lateBy(i))
}

func whyBehind(_ *queuing, i *QueueItem) Reason {
	return because(Say{EN: "its case is %s behind", ID: "kasusnya tertinggal %s"}, Span{Time: -i.Slack})
}

func whyTight(_ *queuing, i *QueueItem) Reason {
	return because(Say{EN: "tight: %s to spare", ID: "mepet: sisa %s"}, Span{Time: i.Slack})
}

func whySentBackTo(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "came back to %s", ID: "kembali ke %s"}, q.in.Shop.Name(i.Last))
}

func whyBackAtClosing(*queuing, *QueueItem) Reason {
	return because(Say{EN: "came back at closing time", ID: "kembali saat toko tutup"})
}

func whyDue(q *queuing, i *QueueItem) Reason {
	if !i.AtRiskAt(q.calOf(&i.OpenTask)).After(q.in.Now) {
		return because(Say{EN: "due soon: %s", ID: "segera habis waktunya: %s"}, q.clock(i.DueAt))
	}
	return because(Say{EN: "due %s", ID: "batas %s"}, q.clock(i.DueAt))
}

func whySince(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "since %s", ID: "sejak %s"}, q.clock(i.Ready))
}

// whyHelp is the reason of a deputy.
func whyHelp(q *queuing, i *QueueItem) Reason {
	return because(Say{EN: "needs help: %s is %s late with it", ID: "perlu bantuan: %s terlambat %s"}, i.Role, q.lateBy(i))
}

func whyOffered(q *queuing, i *QueueItem) Reason {
	who, until := q.keptFor(&i.OpenTask)
	return because(Say{EN: "offered to %s first, until %s", ID: "ditawarkan ke %s dulu, sampai %s"}, q.in.Shop.Name(who), q.clock(until))
}

// whyAsked is the reason of who may waive four eyes.
func whyAsked(q *queuing, i *QueueItem) Reason {
	return because(Say{
		EN: "%s did what it checks, is here alone, and asks to do it too",
		ID: "%s mengerjakan yang diperiksa, sendirian, dan meminta boleh memeriksanya juga",
	}, q.in.Shop.Name(i.Asked.By))
}

func whyAlone(q *queuing, i *QueueItem) Reason {
	if i.Asked == nil {
		return because(Say{EN: "it needs other eyes than yours, and nobody else is here who may do it", ID: "perlu mata orang lain, dan tidak ada orang lain di sini yang boleh mengerjakan"})
	}
	return because(Say{EN: "it needs other eyes than yours; %s asked the owner at %s to let one pair do", ID: "perlu mata orang lain; %s meminta pemilik pukul %s agar cukup sepasang mata"},
		q.in.Shop.Name(i.Asked.By), q.clock(i.Asked.At))
}

// whyAsleep says what a sleeping task waits for.
func whyAsleep(q *queuing, i *QueueItem) Reason {
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
