package ui

import (
	"slices"
	"time"

	"alur/model"
)

// period is how many days a page looks back, today among them; 0 is back to
// the beginning.
type period int

// The periods a page can look at.
const (
	periodAll   period = 0
	periodDay   period = 1
	periodWeek  period = 7
	periodMonth period = 30
	period90    period = 90
)

// words says the period as it stands on a page.
func (p period) words(e *env) string {
	switch p {
	case periodAll:
		return e.say(model.Say{EN: "From the beginning", ID: "Sejak awal"})
	case periodDay:
		return e.say(model.Say{EN: "Today", ID: "Hari ini"})
	}
	return e.say(model.Say{EN: "Last %d days", ID: "%d hari terakhir"}, int(p))
}

// since is when the period begins: a midnight of the shop; zero for the
// beginning.
func (p period) since(e *env) time.Time {
	if p == periodAll {
		return time.Time{}
	}
	return model.LastDays(e.now, e.zone(), int(p))
}

// beside is the period that an arrow key leads to.
func (p period) beside(key string, all []period) period {
	at := slices.Index(all, p)
	if key == "left" {
		at--
	} else {
		at++
	}
	return all[max(0, min(at, len(all)-1))]
}

// count writes a number of things as the shop writes numbers: 20.429.
func (e *env) count(n uint64) string {
	return model.FormatNumber(utoa(n), e.decimalSign())
}

// decimalSign is that of the shop; a log has none but that of the language, as
// its sentences write it.
func (e *env) decimalSign() string {
	switch {
	case e.log == "":
		return e.shop.Decimal
	case e.lang == model.Indonesian:
		return ","
	}
	return "."
}
