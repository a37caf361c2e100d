package demo

import (
	"time"

	"alur/model"
)

// zone is where the demo's shop lies.
const zone = "Asia/Jakarta"

// hoursAround are the opening hours of the demo. Whoever looks at it should
// find the shop at work: where it is night or Sunday in its town, it opens
// every day, six hours before now.
func hoursAround(now time.Time) model.Hours {
	usual := model.DefaultHours()
	place, err := time.LoadLocation(zone)
	if err != nil {
		return usual
	}
	local := now.In(place)
	if local.Weekday() != time.Sunday && local.Hour() >= 10 && local.Hour() < 17 {
		return usual
	}
	open := local.Add(-6 * time.Hour).Truncate(time.Hour)
	slot := model.Slot{Open: open.Format("15:04"), Close: open.Add(9 * time.Hour).Format("15:04")}
	var h model.Hours
	for day := range h.Week {
		h.Week[day] = []model.Slot{slot}
	}
	return h
}
