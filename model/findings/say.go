package findings

import (
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// words are what a finding says: the problem with its size, the cause as far as
// it is known, and a change that could help.
type words struct{ problem, cause, change model.Reason }

// Problem says what it is and how large.
func (f Finding) Problem(l model.Lang) string { return f.words.problem.In(l) }

// Cause says why, as far as the log tells; it may be empty.
func (f Finding) Cause(l model.Lang) string { return f.words.cause.In(l) }

// Change says what could be changed.
func (f Finding) Change(l model.Lang) string { return f.words.change.In(l) }

// Sentence is all of it on one line.
func (f Finding) Sentence(l model.Lang) string {
	var all []string
	for _, s := range []string{f.Problem(l), f.Cause(l), f.Change(l)} {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}

func because(say model.Say, args ...any) model.Reason { return model.Reason{Say: say, Args: args} }

// lasting is a length of time for people.
func (r *reviewing) lasting(s float64) model.Sayable { return Lasting(s, r.Options.Calendar) }

// Lasting is a length of time for people, of seconds of opening time by a
// calendar or of elapsed time where that is nil: from two days on, in days.
func Lasting(s float64, cal *model.Calendar) model.Sayable {
	day := (24 * time.Hour).Seconds()
	if cal != nil {
		day = cal.UsualDay().Seconds()
	}
	// A Duration would not hold the waiting of many years.
	days := int(s/day + 0.5)
	switch {
	case s < 60:
		return because(model.Say{EN: "less than a minute", ID: "kurang dari satu menit"})
	case s >= 2*day && cal != nil:
		return because(model.Say{EN: "%d opening days", ID: "%d hari buka"}, days)
	case s >= 2*day:
		return because(model.Say{EN: "%d days", ID: "%d hari"}, days)
	}
	return model.Span{Time: time.Duration(s * float64(time.Second))}
}

func percent(share float64) int { return int(100*share + 0.5) }

// leadOf is the lead time of the closed cases that had a step, in seconds,
// summed.
func (r *reviewing) leadOf(step int32) float64 {
	sum, last := stats.Total{}, eventlog.None
	for _, i := range r.step[step] {
		c := r.Log.Case[i]
		if c == last || !r.rows.Closed[c] {
			continue
		}
		last = c
		sum.Add(r.rows.Open(r.rows.CaseFrom[c], r.rows.CaseTo[c]))
	}
	return sum.Seconds()
}

func (r *reviewing) saySlow(t sink) words {
	s := r.f.Steps[t.step]
	title, part := r.title(t.step), percent(t.closed/max(t.closed, r.leadOf(t.step)))
	if t.untold {
		return words{
			problem: because(model.Say{
				EN: "%s is done %s after the step before it, %s: %d %% of the whole time of its cases.",
				ID: "%s selesai %s setelah langkah sebelumnya, %s: %d %% dari seluruh waktu kasusnya.",
			}, title, r.lasting(s.Sojourn.P50), r.longest(s.Sojourn), part),
			cause: r.whyUntold(), change: r.tellBegins(),
		}
	}
	if r.external(t.step) {
		return words{
			problem: because(model.Say{
				EN: "Waiting for %q takes %s, %s: %d %% of the whole time of its cases.",
				ID: "Menunggu %q memakan %s, %s: %d %% dari seluruh waktu kasusnya.",
			}, title, r.lasting(s.Waiting.P50), r.longest(s.Waiting), part),
			change: because(model.Say{
				EN: "It comes from outside: agree on a time, or ask sooner.",
				ID: "Datangnya dari luar: sepakati waktunya, atau tanyakan lebih awal.",
			}),
		}
	}
	w := words{problem: because(model.Say{
		EN: "%s waits %s, %s: %d %% of the whole time of its cases.",
		ID: "%s menunggu %s, %s: %d %% dari seluruh waktu kasusnya.",
	}, title, r.lasting(s.Waiting.P50), r.longest(s.Waiting), part)}
	if w.cause, w.change = r.sayCause(t.step); w.change.Empty() {
		w.change = because(model.Say{
			EN: "Look at those that waited longest, and ask what for.",
			ID: "Lihat yang terlama menunggu, dan tanyakan menunggu apa.",
		})
	}
	return w
}

// andNearly adds to a cause which other steps cost nearly as much, so that which
// of them is the first may be chance.
func (r *reviewing) andNearly(why model.Reason, others int, step func(n int) int32) model.Reason {
	var nearly model.Reason
	switch others {
	case 0:
		return why
	case 1:
		nearly = because(model.Say{
			EN: "Nearly as much: %s.",
			ID: "Hampir setara: %s.",
		}, r.title(step(0)))
	default:
		nearly = because(model.Say{
			EN: "Nearly as much: %s and %s.",
			ID: "Hampir setara: %s dan %s.",
		}, r.title(step(0)), r.title(step(1)))
	}
	if why.Empty() {
		return nearly
	}
	return because(model.Say{EN: "%s %s", ID: "%s %s"}, why, nearly)
}

// sayCause says on whom a step waited, and what would help.
func (r *reviewing) sayCause(step int32) (why, change model.Reason) {
	c := r.cause(step)
	role := r.roleOf(step)
	switch {
	case !c.known():
		return why, change
	case c.busy >= c.away && c.busy >= c.free:
		there := int(c.there + 0.5)
		switch {
		case c.people == 1:
			why = because(model.Say{
				EN: "One person does it, and was busy for %d %% of that time.",
				ID: "Satu orang yang mengerjakannya, dan ia sibuk selama %d %% waktu itu.",
			}, percent(c.busy))
		case there < c.people:
			why = because(model.Say{
				EN: "About %d of the %d who do it were there at a time, and they were busy for %d %% of the wait.",
				ID: "Sekitar %d dari %d orang yang mengerjakannya ada sekaligus, dan mereka sibuk selama %d %% waktu tunggu itu.",
			}, there, c.people, percent(c.busy))
			if 2*there <= c.people {
				return why, r.moreAtOnce(role)
			}
		default:
			why = because(model.Say{
				EN: "All %d who do it were busy for %d %% of that time.",
				ID: "Semua %d orang yang mengerjakannya sibuk selama %d %% waktu itu.",
			}, c.people, percent(c.busy))
		}
		return why, r.oneMore(role)
	case c.away >= c.free:
		switch {
		case c.before > 0:
			why = because(model.Say{
				EN: "Nobody who does it was there for %d %% of that time, mostly before %02d:00.",
				ID: "Yang mengerjakannya tidak ada selama %d %% waktu itu, kebanyakan sebelum pukul %02d.00.",
			}, percent(c.away), c.before)
		case c.after > 0:
			why = because(model.Say{
				EN: "Nobody who does it was there for %d %% of that time, mostly after %02d:00.",
				ID: "Yang mengerjakannya tidak ada selama %d %% waktu itu, kebanyakan sesudah pukul %02d.00.",
			}, percent(c.away), c.after)
		default:
			why = because(model.Say{
				EN: "Nobody who does it was there for %d %% of that time.",
				ID: "Yang mengerjakannya tidak ada selama %d %% waktu itu.",
			}, percent(c.away))
		}
		return why, r.deputy(role)
	}
	why = because(model.Say{
		EN: "Somebody who does it was there and free for %d %% of that time.",
		ID: "Ada yang bisa mengerjakannya dan sedang luang selama %d %% waktu itu.",
	}, percent(c.free))
	return why, because(model.Say{
		EN: "Give the step a shorter due time, so that it stands higher in the queue.",
		ID: "Beri langkah ini tenggat yang lebih pendek, agar naik di antrean.",
	})
}

// moreAtOnce is what helps where few of many are there at a time.
func (r *reviewing) moreAtOnce(role string) model.Reason {
	if role == "" {
		return because(model.Say{EN: "Have one more of them there at those hours.", ID: "Usahakan satu orang lagi dari mereka ada pada jam-jam itu."})
	}
	return because(model.Say{
		EN: "Have one more of the role %s there at those hours.",
		ID: "Usahakan satu orang lagi dari peran %s ada pada jam-jam itu.",
	}, role)
}

func (r *reviewing) oneMore(role string) model.Reason {
	if role == "" {
		return because(model.Say{EN: "Let one more person do it.", ID: "Tambah satu orang untuk mengerjakannya."})
	}
	return because(model.Say{
		EN: "Give the role %s to one more person, or give its people less of other work.",
		ID: "Beri peran %s kepada satu orang lagi, atau kurangi pekerjaan lain mereka.",
	}, role)
}

func (r *reviewing) deputy(role string) model.Reason {
	if role == "" {
		return because(model.Say{EN: "Name a deputy for those hours.", ID: "Tunjuk wakil untuk jam-jam itu."})
	}
	return because(model.Say{
		EN: "Add a deputy to the role %s for those hours.",
		ID: "Tambahkan wakil pada peran %s untuk jam-jam itu.",
	}, role)
}

// roleOf is the role that did a step last.
func (r *reviewing) roleOf(step int32) string {
	rows := r.step[step]
	for n := len(rows) - 1; n >= 0; n-- {
		if role := r.Log.Role[rows[n]]; role != eventlog.None {
			return r.Log.Roles[role]
		}
	}
	return ""
}

// times is a number to one place, with the decimal sign of the shop; a log has
// none but that of the language.
func (r *reviewing) times(x float64) model.Reason {
	text := strconv.FormatFloat(x, 'f', 1, 64)
	en, id := ".", ","
	if r.Shop != nil && r.Shop.Decimal != "" {
		en, id = r.Shop.Decimal, r.Shop.Decimal
	}
	return because(model.Say{EN: model.FormatNumber(text, en), ID: model.FormatNumber(text, id)})
}

func (r *reviewing) sayGrowing(q Queue) words {
	if r.external(q.step) {
		return words{
			problem: because(model.Say{
				EN: "More wait for %q than get it: %d came, %d got it, %d wait.",
				ID: "Yang menunggu %q lebih banyak daripada yang mendapatkannya: %d datang, %d dapat, %d menunggu.",
			}, r.title(q.step), q.Came, q.Went, q.End),
			change: because(model.Say{
				EN: "It comes from outside: ask why it does not come.",
				ID: "Datangnya dari luar: tanyakan mengapa belum datang.",
			}),
		}
	}
	return words{
		problem: because(model.Say{
			EN: "More comes to %s than is begun: %d came, %d were begun, %d wait.",
			ID: "Yang datang ke %s lebih banyak daripada yang dimulai: %d datang, %d dimulai, %d menunggu.",
		}, r.title(q.step), q.Came, q.Went, q.End),
		cause: because(model.Say{
			EN: "What has waited longest has done so for %s.",
			ID: "Yang terlama sudah menunggu %s.",
		}, r.lasting(q.Oldest)),
		change: r.oneMore(r.roleOf(q.step)),
	}
}

func (r *reviewing) sayPromise(p Promise) words {
	name := p.Process
	if r.Shop.Process != nil {
		name = r.Shop.Process(p.Process)
	}
	w := words{
		problem: because(model.Say{
			EN: "%d %% of the promises of %s were kept (%d of %d).",
			ID: "%d %% janji %s ditepati (%d dari %d).",
		}, percent(p.Share), name, p.KeptLast, p.Cases),
		cause: because(model.Say{
			EN: "Half of the broken ones were late by more than %s.",
			ID: "Separuh yang meleset terlambat lebih dari %s.",
		}, r.lasting(p.Lateness.P50)),
	}
	if p.Lateness.P50 < time.Minute.Seconds() {
		w.cause = because(model.Say{
			EN: "Half of the broken ones were late by less than a minute.",
			ID: "Separuh yang meleset terlambat kurang dari satu menit.",
		})
	}
	w.change = because(model.Say{
		EN: "Mend what is slow, or promise more time: too few are done yet to say how much.",
		ID: "Perbaiki yang lambat, atau janjikan lebih lama: yang selesai masih terlalu sedikit untuk tahu berapa.",
	})
	if usual, ok := r.usualLead()[p.Process]; ok {
		w.change = because(model.Say{
			EN: "Promise %s, in which 85 of 100 are done, or mend what is slow.",
			ID: "Janjikan %s, waktu yang cukup bagi 85 dari 100, atau perbaiki yang lambat.",
		}, r.lasting(seconds(usual.most)))
	}
	return w
}
