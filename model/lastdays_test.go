package model

import (
	"testing"
	"time"
)

func TestTheLastDaysBeginAtAMidnight(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, now, want string
		n               int
	}{
		{"today alone", "2026-11-30T02:46:00+07:00", "2026-11-30T00:00:00+07:00", 1},
		{"today and the 29 before", "2026-11-30T02:46:00+07:00", "2026-11-01T00:00:00+07:00", 30},
		{"by the shop's day, not by that of Greenwich", "2026-11-29T19:46:00Z", "2026-11-24T00:00:00+07:00", 7},
		{"less than a day is today", "2026-11-30T23:59:59+07:00", "2026-11-30T00:00:00+07:00", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, tt.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := LastDays(now, jakarta, tt.n).Format(time.RFC3339); got != tt.want {
				t.Errorf("the last %d days of %s begin at %s, want %s", tt.n, tt.now, got, tt.want)
			}
		})
	}
}
