package model

import (
	"slices"
	"time"
)

// OpenTask is everything the queue needs to know of one open task: a row the
// store keeps per open task, a pure function of the case and its flow.
type OpenTask struct {
	TaskRef
	Process   string `json:"process"`
	Version   int    `json:"version"`
	Number    int    `json:"number"`
	Division  string `json:"division,omitempty"`
	CaseTitle string `json:"caseTitle"`
	CaseKey   string `json:"caseKey,omitempty"`
	Title     string `json:"title"`
	// Entry is the entry of a list that the task is for; Title ends with it.
	Entry     string    `json:"entry,omitempty"`
	Role      string    `json:"role"`
	Round     int       `json:"round"`
	State     TaskState `json:"state"`
	For       string    `json:"for,omitempty"`
	HandedBy  string    `json:"handedBy,omitempty"`
	HandedWhy string    `json:"handedWhy,omitempty"`
	By        string    `json:"by,omitempty"`
	// Touched is the last act on it of who has it.
	Touched time.Time `json:"touched,omitzero"`
	// Last is who completed the round before this one.
	Last string `json:"last,omitempty"`
	// Barred and Hands are the people not_same_as keeps from it, but while
	// one of the Waivers holds: who completed the other step, and who else
	// had a hand in it.
	Barred  string   `json:"barred,omitempty"`
	Hands   []string `json:"hands,omitempty"`
	Waivers []Waiver `json:"waivers,omitempty"`
	// Asked is who asks that one of them is waived.
	Asked *Asked `json:"asked,omitempty"`
	// Only is the person same_as keeps it for, or whose part it is, while
	// they do what the role does: see MayBe.
	Only string `json:"only,omitempty"`
	// Familiar is who knows the case best: it is offered to them first.
	Familiar string `json:"familiar,omitempty"`
	// Pin is set where it was put to the top, PinnedCase where its whole case
	// was.
	Pin        *PinMark  `json:"pin,omitempty"`
	PinnedCase bool      `json:"pinnedCase,omitempty"`
	Ready      time.Time `json:"ready"`
	Begun      time.Time `json:"begun,omitzero"`
	ParkedFor  string    `json:"parkedFor,omitempty"`
	ParkedAt   time.Time `json:"parkedAt,omitzero"`
	Held       *Held     `json:"held,omitempty"`
	Until      time.Time `json:"until,omitzero"`
	CameBack   *Comeback `json:"cameBack,omitempty"`
	Started    time.Time `json:"started"`
	Promise    time.Time `json:"promise,omitzero"`
	// Due is the due rule of the step, DueField the value of the field it
	// reckons from.
	Due      string `json:"due,omitempty"`
	DueField string `json:"dueField,omitempty"`
	// Stage is the last stage of escalation that fired.
	Stage int `json:"stage,omitempty"`
	// Child is the case that the task runs.
	Child string `json:"child,omitempty"`
	Seq   uint64 `json:"seq"`
}

// isPart reports whether it is one of the several tasks of a step with each.
func (t OpenTask) isPart() bool { return t.Step != BaseStep(t.Step) }

// BarredAt are the people whom four eyes keep from the task at a time: who
// completed what it checks, then who else had a hand in it.
func (t OpenTask) BarredAt(now time.Time) []string {
	switch {
	case lastWaiver(t.Waivers).holds(now):
		return nil
	case t.Barred == "":
		return t.Hands
	}
	return append([]string{t.Barred}, t.Hands...)
}

// bars reports whether four eyes keep a person from the task at a time.
func (t OpenTask) bars(person string, now time.Time) bool {
	return (t.Barred == person || slices.Contains(t.Hands, person)) && !lastWaiver(t.Waivers).holds(now)
}

// pinnedAt reports whether the task stands at the top at a time.
func (t OpenTask) pinnedAt(now time.Time) bool { return t.Pin != nil && now.Before(t.Pin.Until) }

// giveBack is the row of the task once its claim is given back.
func (t *OpenTask) giveBack() {
	t.State, t.By, t.For, t.HandedBy, t.HandedWhy = Ready, "", "", "", ""
	t.Begun, t.Touched = time.Time{}, time.Time{}
}

// Attempt is one finished round of a step: a row the store keeps per finished
// task, and one line of the tasks export. Times are UTC; a zero time is
// unknown.
type Attempt struct {
	TaskRef
	Process  string     `json:"process"`
	Version  int        `json:"version"`
	Division string     `json:"division,omitempty"`
	Title    string     `json:"title"`
	Entry    string     `json:"entry,omitempty"`
	Kind     StepKind   `json:"kind"`
	Role     string     `json:"role,omitempty"`
	Round    int        `json:"round"`
	State    TaskState  `json:"state"`
	By       string     `json:"by,omitempty"`
	Ready    time.Time  `json:"ready"`
	Taken    time.Time  `json:"taken,omitzero"`
	Begun    time.Time  `json:"begun,omitzero"`
	Ended    time.Time  `json:"ended"`
	Pauses   []Interval `json:"pauses,omitempty"`
	Outcome  string     `json:"outcome,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Back     bool       `json:"back,omitempty"`
	// Waivers are the times that four eyes were waived for it.
	Waivers []Waiver `json:"waivers,omitempty"`
	Seq     uint64   `json:"seq"`
}
