package model

import "strings"

// TimedWait is what a wait step says where it waits for a time and not for the
// world: "wait: 2d", or with words for people, "wait: 2d, the glue dries".
type TimedWait struct {
	// Due is the time, reckoned from the step's becoming ready.
	Due Due
	// Rule is the time as it was written, Words what is waited for; empty
	// where nothing but the time was written.
	Rule, Words string
}

// Timed reads the time that a wait step waits for; false for one that waits
// for the world, and for every other step.
func (s *Step) Timed() (TimedWait, bool) {
	if s.Kind != Wait {
		return TimedWait{}, false
	}
	rule, words, _ := strings.Cut(s.Text, ",")
	rule = strings.TrimSpace(rule)
	due, err := ParseDue(rule)
	if err != nil || due.Field != "" {
		// One word alone names a field as well as anything a shop waits for:
		// "wait: payment" is the world's.
		return TimedWait{}, false
	}
	return TimedWait{Due: due, Rule: rule, Words: strings.TrimSpace(words)}, true
}

// MeantTime is the form in which a wait for a time is written, where somebody
// wrote one as people say it: "1d" for "1 day", "1h30m, the glue dries" for
// "1h 30m, the glue dries". It is empty for what is in that form, or no time.
func MeantTime(text string) string {
	rule, words, parted := strings.Cut(text, ",")
	plain := PlainDue(strings.TrimSpace(rule))
	if due, err := ParseDue(plain); err != nil || due.Field != "" || plain == strings.TrimSpace(rule) {
		return ""
	}
	if parted {
		return plain + "," + words
	}
	return plain
}

// Words are what people call a step: of a wait for a time what is waited for,
// where that is said.
func (s *Step) Words() string {
	if wait, timed := s.Timed(); timed && wait.Words != "" {
		return wait.Words
	}
	return s.Text
}

// checkTimed checks a wait that ends by itself: nobody is there to tick or to
// record anything.
func (c *compiler) checkTimed(i int, s *Step) {
	wait, timed := s.Timed()
	if !timed {
		return
	}
	for _, check := range s.Check {
		if !check.Optional {
			c.fault(stepPath(i, "check"), Say{
				EN: "%q ends by itself after %s, and nobody is there to tick: leave check: out, or put it in a step of its own",
				ID: "%q selesai sendiri setelah %s, dan tidak ada yang mencentang: hapus check:, atau letakkan di langkah tersendiri",
			}, s.Text, wait.Rule)
			break
		}
	}
	for _, f := range s.Record {
		if !f.Optional {
			c.fault(stepPath(i, "record."+f.Name), Say{
				EN: "%q ends by itself, and nobody is there to record %s: let it stay empty, %[2]s: %[3]s?",
				ID: "%q selesai sendiri, dan tidak ada yang mencatat %s: biarkan boleh kosong, %[2]s: %[3]s?",
			}, s.Text, f.Name, f.TypeText())
		}
	}
	if s.NeverSkip {
		c.fault(stepPath(i, "skip"), Say{
			EN: "%q passes by itself, so skip: never says nothing: leave it out",
			ID: "%q lewat sendiri, jadi skip: never tidak berarti: hapus",
		}, s.Text)
	}
}
