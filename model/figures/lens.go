package figures

import (
	"time"

	"alur/model"
	"alur/model/eventlog"
)

// lens measures time: all of it, or that in which somebody is there. Opening
// time is read off meters, so that a million readings take milliseconds.
type lens struct {
	shop         *model.Meter
	person, role []*model.Meter
}

// newLens walks the days of a log once for each calendar in it.
func newLens(l *eventlog.Log, o Options, from, to int64) lens {
	var v lens
	meters := map[*model.Calendar]*model.Meter{}
	meter := func(c *model.Calendar) *model.Meter {
		if c == nil {
			return nil
		}
		if meters[c] == nil {
			meters[c] = c.Meter(time.Unix(0, from), time.Unix(0, to))
		}
		return meters[c]
	}
	v.shop = meter(o.Calendar)
	of := func(list []string, calendar func(string) *model.Calendar) []*model.Meter {
		if calendar == nil {
			return nil
		}
		all := make([]*model.Meter, len(list))
		for i, id := range list {
			all[i] = meter(calendar(id))
		}
		return all
	}
	v.person, v.role = of(l.People, o.Person), of(l.Roles, o.Role)
	return v
}

// own is the meter of a person or a role, else that of the shop.
func (v lens) own(meters []*model.Meter, id int32) *model.Meter {
	if id != eventlog.None && meters != nil && meters[id] != nil {
		return meters[id]
	}
	return v.shop
}

// between is the time from a to b that counts, in nanoseconds, never
// negative.
func between(m *model.Meter, a, b int64) int64 {
	if b <= a {
		return 0
	}
	if m == nil {
		return b - a
	}
	return int64(m.Working(a, b))
}
