package model

import (
	"net/url"
	"time"
)

// Delayed is that messages to one receiver have not gone out though they were
// tried for a while; they are tried again.
type Delayed struct {
	// To is where they go, see Way.
	To    string `json:"to,omitempty"`
	Count int    `json:"count,omitempty"`
	// Since is when the first of them was to go out, Until how long it is
	// tried still, Why what kept it from it last.
	Since time.Time `json:"since,omitzero"`
	Until time.Time `json:"until,omitzero"`
	Why   string    `json:"why,omitempty"`
}

// How long messages are tried in vain until that is one of the things the owner
// is told: in the page of the day, and at once.
const (
	DelayedForDay  = 10 * time.Minute
	DelayedForCall = time.Hour
)

// Way is by which of the ways out a message goes: the other program it is sent
// to, as its address names it; empty for what people are told.
func (m Message) Way() string {
	if m.Kind != SendMessage {
		return ""
	}
	to, err := url.Parse(m.URL)
	if err != nil || to.Host == "" {
		return m.URL
	}
	return to.Host
}

// Words say it in one sentence without its full stop, by the clock of a place.
func (d Delayed) Words(zone *time.Location) Reason {
	to := verbatim(d.To)
	if d.To == "" {
		to = because(Say{EN: "people", ID: "orang"})
	}
	since, until := ClockWords(d.Since.In(zone)), ClockWords(d.Until.In(zone))
	if d.Count == 1 {
		return because(Say{
			EN: "1 message to %s has not gone out since %s: %s; it is tried again until %s",
			ID: "1 pesan untuk %s belum terkirim sejak %s: %s; dicoba lagi sampai %s",
		}, to, since, TroubleWords(d.Why), until)
	}
	return because(Say{
		EN: "%d messages to %s have not gone out since %s: %s; they are tried again until %s",
		ID: "%d pesan untuk %s belum terkirim sejak %s: %s; dicoba lagi sampai %s",
	}, d.Count, to, since, TroubleWords(d.Why), until)
}
