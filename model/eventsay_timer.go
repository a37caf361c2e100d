package model

// timerVerb is what alur did because a time had come, by the name of the
// event; empty for any other.
func timerVerb(name string) Say {
	switch name {
	case "timer.fired":
		return Say{EN: "noted", ID: "mencatat"}
	case "step.started":
		return Say{EN: "began besides", ID: "memulai juga"}
	case "digest.made":
		return Say{EN: "told the day", ID: "merangkum hari"}
	case "owner.called":
		return Say{EN: "called the owner", ID: "memanggil pemilik"}
	case "schedule.fired":
		return Say{EN: "went by the schedule of", ID: "menjalankan jadwal"}
	}
	return archiveVerb(name)
}

// timer says what the time that has come for a task means.
func (d describing) timer(b TimerFired) Reason {
	switch b.Kind {
	case Overdue:
		return because(Say{EN: "overdue since %s", ID: "lewat waktu sejak %s"}, d.moment(b.At))
	case LongOverdue:
		return because(Say{EN: "still not done at %s, half as long again after its time", ID: "belum juga selesai pada %s, setengah lagi dari waktunya"}, d.moment(b.At))
	}
	return because(Say{EN: "its time came: %s", ID: "waktunya tiba: %s"}, d.moment(b.At))
}

// scheduled says for when a case began by a schedule, and what was passed
// over.
func (d describing) scheduled(b ScheduleFired) Reason {
	what := because(Say{EN: "for %s", ID: "untuk %s"}, d.moment(b.At))
	if b.Skipped {
		what = because(Say{EN: "passed over: %s", ID: "dilewati: %s"}, d.moment(b.At))
	}
	var missed Reason
	switch {
	case b.Why == wrongClockWhy:
		return because(Say{EN: "it goes on from here: it last went by a clock that was wrong", ID: "dilanjutkan dari sini: terakhir berjalan menurut jam yang salah"})
	case b.Why != "":
		missed = because(Say{EN: "it could not begin (%s)", ID: "tidak bisa dimulai (%s)"}, b.Why)
	case b.Missed == 1 && !b.Skipped:
		missed = because(Say{EN: "with 1 time before it that was missed", ID: "bersama 1 waktu sebelumnya yang terlewat"})
	case b.Missed > 1 && !b.Skipped:
		missed = because(Say{EN: "with %d times before it that were missed", ID: "bersama %d waktu sebelumnya yang terlewat"}, b.Missed)
	}
	return joined(what, verbatim(d.s.DivisionName(b.Division)), missed)
}
