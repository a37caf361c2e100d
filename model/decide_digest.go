package model

import "time"

// farBackDigest is how long ago a closing can be for which there was no digest
// and still is one: after a longer time off, the day is told from where it
// stands now.
const farBackDigest = 7 * 24 * time.Hour

// DigestDue is the closing for which the digest is to be made now, and the one
// before it, from which on it tells; false for none. Where several were passed
// over, since alur did not run, there is one for the last of them. A digest that
// was made while the clock was far ahead keeps back none, nor does a shop that was
// made then.
func (s *Shop) DigestDue(cal *Calendar, now time.Time) (closing, since time.Time, due bool) {
	closing = cal.LastClosing(now)
	since = s.Digested
	if since.Sub(now) > wrongClock {
		since = time.Time{}
	}
	founded := s.Founded
	if founded.Sub(now) > wrongClock {
		founded = time.Time{}
	}
	if !closing.After(founded) || !closing.After(since) || now.Sub(closing) > farBackDigest {
		return closing, time.Time{}, false
	}
	if before := cal.LastClosing(closing.Add(-time.Second)); since.IsZero() {
		since = before
	}
	return closing, since, true
}

// FirstOwner is the owner whom people are sent to: the first by name.
func (s *Shop) FirstOwner() string { return ownerOf(s) }

// longestDigest bounds what alur tells by itself, in runes.
const longestDigest = 10 * MaxText

// tellable is what alur tells, in lines, as it is kept.
func tellable(text string) string {
	if text = CleanLines(text); saysNothing(text) {
		return ""
	}
	return Cut(text, longestDigest)
}

// decideDigest keeps a digest, unless there is one for that closing already: of
// any number of programs that make it, one is first. It is refused then with
// the code "not_due".
func decideDigest(v View, cmd Command, a MakeDigest, now time.Time) (Decision, error) {
	cal, err := v.Shop().Calendar()
	if err != nil {
		return Decision{}, err
	}
	closing, _, due := v.Shop().DigestDue(cal, now)
	if cmd.By != "" || !due || !closing.Equal(a.For) {
		return Decision{}, refuse("not_due", Say{EN: "There is a digest of that day already.", ID: "Rangkuman hari itu sudah ada."})
	}
	a.Subject, a.Text = Cut(tidyReason(a.Subject), longestComment), tellable(a.Text)
	e := Event{At: now, Op: cmd.Op, Station: cmd.Station, Body: DigestMade{For: a.For.UTC(), Subject: a.Subject, Text: a.Text}}
	events := []Event{e}
	if v.Shop().TellsOutside() {
		e.Body = MessageQueued{Message{
			Kind: TellMessage, Key: "digest/" + a.For.UTC().Format(time.RFC3339), To: ToldOwner, Subject: a.Subject, Text: a.Text,
		}}
		events = append(events, e)
	}
	return Decision{Events: events}, nil
}
