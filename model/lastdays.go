package model

import "time"

// LastDays is where the last n days begin, today among them: a midnight of the
// zone. Every period of days is counted so, on the screens, on the command
// line and in files, so that their figures agree at every hour of the day.
func LastDays(now time.Time, zone *time.Location, n int) time.Time {
	year, month, day := now.In(zone).Date()
	return time.Date(year, month, day-max(n, 1)+1, 0, 0, 0, 0, zone)
}
