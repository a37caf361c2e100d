package model

import "time"

// OpenTask is everything the queue needs to know of one open task: a row the
// store keeps per open task, a pure function of the case and its flow.
type OpenTask struct {
	TaskRef
	Process   string    `json:"process"`
	Version   int       `json:"version"`
	Number    int       `json:"number"`
	Division  string    `json:"division,omitempty"`
	CaseTitle string    `json:"caseTitle"`
	CaseKey   string    `json:"caseKey,omitempty"`
	Title     string    `json:"title"`
	Role      string    `json:"role"`
	Round     int       `json:"round"`
	State     TaskState `json:"state"`
	For       string    `json:"for,omitempty"`
	HandedBy  string    `json:"handedBy,omitempty"`
	By        string    `json:"by,omitempty"`
	// Last is who completed the round before this one.
	Last string `json:"last,omitempty"`
	// Barred is the person not_same_as keeps from it.
	Barred    string    `json:"barred,omitempty"`
	Ready     time.Time `json:"ready"`
	Begun     time.Time `json:"begun,omitzero"`
	ParkedFor string    `json:"parkedFor,omitempty"`
	Until     time.Time `json:"until,omitzero"`
	CameBack  *Comeback `json:"cameBack,omitempty"`
	Started   time.Time `json:"started"`
	Promise   time.Time `json:"promise,omitzero"`
	// Due is the due rule of the step, DueField the value of the field it
	// reckons from.
	Due      string `json:"due,omitempty"`
	DueField string `json:"dueField,omitempty"`
	Seq      uint64 `json:"seq"`
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
	Seq      uint64     `json:"seq"`
}
