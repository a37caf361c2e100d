package export

import (
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
)

// StepDoc is one step of the bottlenecks in JSON and CSV: stable names, times
// as RFC 3339, lengths in seconds of opening time. A figure that is not known
// is absent.
type StepDoc struct {
	Process      string    `json:"process"`
	Step         string    `json:"step"`
	Title        string    `json:"title"`
	Role         string    `json:"role"`
	Waiting      int       `json:"waiting"`
	Working      int       `json:"working"`
	Parked       int       `json:"parked"`
	Outside      int       `json:"outside"`
	Oldest       string    `json:"oldest,omitempty"`
	OldestSince  string    `json:"oldest_since,omitempty"`
	OldestS      *float64  `json:"oldest_s,omitempty"`
	UsualS       *float64  `json:"usual_s,omitempty"`
	UsualN       int       `json:"usual_n"`
	UsualUnknown int       `json:"usual_unknown"`
	NowS         *float64  `json:"now_s,omitempty"`
	Ratio        *float64  `json:"ratio,omitempty"`
	WaitedS      float64   `json:"waited_s"`
	Share        float64   `json:"share"`
	ExcessS      float64   `json:"excess_s"`
	Level        float64   `json:"level"`
	PilesUp      bool      `json:"piles_up"`
	PilingSince  string    `json:"piling_since,omitempty"`
	Rising       bool      `json:"rising"`
	Hours        []HourDoc `json:"hours"`
	People       []string  `json:"people"`
	SignedIn     []string  `json:"signed_in"`
	// Waived is how often four eyes were waived in the period.
	Waived int `json:"waived"`
}

// HourDoc is how many waited at the end of an hour of today.
type HourDoc struct {
	From    string `json:"from"`
	Waiting int    `json:"waiting"`
}

// StepDocs are the steps of the bottlenecks, the worst first, with times in
// the zone given.
func StepDocs(b model.Bottlenecks, zone *time.Location) []StepDoc {
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(zone).Format(moment)
	}
	docs := []StepDoc{}
	for _, s := range b.Steps {
		d := StepDoc{
			Process: s.Process, Step: s.Step, Title: s.Title, Role: s.Role,
			Waiting: s.Waiting, Working: s.Working, Parked: s.Parked, Outside: s.Outside,
			UsualS: known(s.Usual), UsualN: s.Usual.N, UsualUnknown: s.Unknown, NowS: known(s.SoFar),
			WaitedS: s.Waited.Seconds(), Share: s.Share, ExcessS: s.Excess.Seconds(), Level: s.Level,
			PilesUp: s.Piles, PilingSince: at(s.PilingSince), Rising: s.Rising, Hours: []HourDoc{},
			People: append([]string{}, s.People...), SignedIn: append([]string{}, s.SignedIn...),
			Waived: s.Waivers,
		}
		if s.Waiting > 0 {
			oldest := s.Oldest.Time.Seconds()
			d.Oldest, d.OldestSince, d.OldestS = s.Oldest.Task.String(), at(s.Oldest.Since), &oldest
		}
		if s.Ratio > 0 {
			d.Ratio = &s.Ratio
		}
		for _, h := range s.Hours {
			d.Hours = append(d.Hours, HourDoc{From: at(h.From), Waiting: h.Waiting})
		}
		docs = append(docs, d)
	}
	return docs
}

func known(m model.Median) *float64 {
	if !m.Known {
		return nil
	}
	s := m.Time.Seconds()
	return &s
}

// onlyPast are the steps that only the period knows: what was waited for from
// outside, and came.
func onlyPast(b model.Bottlenecks, review findings.Review) []StepDoc {
	seen := map[[2]string]bool{}
	for _, s := range b.Steps {
		seen[[2]string{s.Process, s.Step}] = true
	}
	docs := []StepDoc{}
	for _, s := range review.Steps {
		if !seen[[2]string{s.Process, s.Step}] {
			docs = append(docs, StepDoc{Process: s.Process, Step: s.Step, Title: review.Title(s.Process, s.Step)})
		}
	}
	return docs
}

// steps writes the figures of the steps: how they stand now, and behind that
// those of the period.
func (t *table) steps(l looked) error {
	b, review := l.now, l.review
	past := map[[2]string]figures.Step{}
	for _, f := range review.Steps {
		past[[2]string{f.Process, f.Step}] = f
	}
	err := t.header(
		"since", "now", "process", "step", "title", "role", "waiting", "working", "parked", "outside", "oldest", "oldest_since", "oldest_s",
		"usual_s", "usual_n", "usual_unknown", "now_s", "ratio", "waited_s", "share", "excess_s", "level",
		"piles_up", "piling_since", "rising", "hours", "people", "signed_in", "waived",
		"executions", "cases", "repeat_cases", "failed", "first_pass_yield", "waiting_n", "waiting_p50_s", "waiting_p85_s", "waiting_sum_s",
		"waiting_share", "queue_average", "processing_n", "processing_p50_s", "processing_p85_s", "processing_sum_s",
	)
	if err != nil {
		return err
	}
	for _, d := range append(StepDocs(b, t.cal.Location()), onlyPast(b, review)...) {
		f := past[[2]string{d.Process, d.Step}]
		err := t.row(
			t.at(b.Since), t.at(b.Now), words(d.Process), words(d.Step), words(d.Title), words(d.Role),
			whole(d.Waiting), whole(d.Working), whole(d.Parked), whole(d.Outside),
			words(d.Oldest), t.written(d.OldestSince), figure(d.OldestS),
			figure(d.UsualS), whole(d.UsualN), whole(d.UsualUnknown), figure(d.NowS), figure(d.Ratio),
			decimal(d.WaitedS), decimal(d.Share), decimal(d.ExcessS), decimal(d.Level),
			truth(d.PilesUp), t.written(d.PilingSince), truth(d.Rising), plain(hourTexts(d.Hours)),
			words(strings.Join(d.People, " ")), words(strings.Join(d.SignedIn, " ")),
			whole(d.Waived),
			whole(f.Executions), whole(f.Cases), whole(f.RepeatCases), whole(f.Failed), ofSome(f.Cases, f.FirstPassYield),
			whole(f.Waiting.N), ofSome(f.Waiting.N, f.Waiting.P50), ofSome(f.Waiting.N, f.Waiting.P85), ofSome(f.Waiting.N, f.Waiting.Sum),
			figure(f.WaitingShare), figure(f.QueueAverage),
			whole(f.Processing.N), ofSome(f.Processing.N, f.Processing.P50), ofSome(f.Processing.N, f.Processing.P85), ofSome(f.Processing.N, f.Processing.Sum),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// ofSome is a figure of n values, and nothing where there are none.
func ofSome(n int, x float64) cell {
	if n == 0 {
		return amount("")
	}
	return decimal(x)
}

// figure is a number that may not be known.
func figure(x *float64) cell {
	if x == nil {
		return amount("")
	}
	return decimal(*x)
}

// hourTexts is the line of today as numbers parted by spaces.
func hourTexts(hours []HourDoc) string {
	texts := make([]string, len(hours))
	for i, h := range hours {
		texts[i] = strconv.Itoa(h.Waiting)
	}
	return strings.Join(texts, " ")
}
