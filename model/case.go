package model

import "time"

// CaseState is where a case stands as a whole.
type CaseState string

// The states of a case.
const (
	Running   CaseState = "running"
	Finished  CaseState = "finished"
	Cancelled CaseState = "cancelled"
)

// Arrow is one connection between two steps of a process. From is empty for
// the arrow that starts the case.
type Arrow struct {
	From string `json:"from,omitempty"`
	To   string `json:"to"`
}

// Case is one run of a process, pinned to the version it started with until
// an owner moves it to another. It is a fold of its events, and never changed in any other way.
type Case struct {
	// ID is PROCESS-N.
	ID       string `json:"id"`
	Process  string `json:"process"`
	Version  int    `json:"version"`
	Number   int    `json:"number"`
	Title    string `json:"title"`
	Key      string `json:"key,omitempty"`
	Division string `json:"division,omitempty"`
	// Parent is the task that runs the case; nil for one of its own.
	Parent *TaskRef  `json:"parent,omitempty"`
	State  CaseState `json:"state"`
	// Undone is true where the start was taken back; its key is free again.
	Undone bool `json:"undone,omitempty"`
	// Ends is "cancelled" once a step that ends cases so was passed.
	Ends      string    `json:"ends,omitempty"`
	StartedBy string    `json:"startedBy,omitempty"`
	Started   time.Time `json:"started"`
	Ended     time.Time `json:"ended,omitzero"`
	// Promise is when the customer was last told it will be finished, and
	// FirstPromise what was said first; zero for no promise.
	Promise      time.Time `json:"promise,omitzero"`
	FirstPromise time.Time `json:"firstPromise,omitzero"`
	// Start holds the fields the case began with, Fields those and what the
	// finished steps recorded since.
	Start  Values  `json:"start,omitempty"`
	Fields Values  `json:"fields,omitempty"`
	Lit    []Arrow `json:"lit,omitempty"`
	// Tasks holds every round of every step that became ready, in order.
	Tasks []*Task `json:"tasks,omitempty"`
	// Pin is set where every task of the case stands at the top for a while.
	Pin *PinMark `json:"pin,omitempty"`
	// Kept is the news of steps that were not there yet when it came, in order.
	Kept []KeptNews `json:"kept,omitempty"`
	// Comments are what people wrote on the case, in order.
	Comments []Remark `json:"comments,omitempty"`
	// LastSeq is the newest event of the case, LastOp its newest operation
	// that was not undone.
	LastSeq uint64 `json:"lastSeq"`
	// Moved is the operation that last moved the case to another version;
	// nothing before it can be undone.
	Moved  string `json:"moved,omitempty"`
	LastOp string `json:"lastOp"`
}

// TaskState is where a task stands.
type TaskState string

// The states of a task, the open ones first.
const (
	// Waiting is for the world, in a wait step.
	Waiting TaskState = "waiting"
	// Ready is offered to its role, or to one person of it.
	Ready TaskState = "ready"
	// Taken is claimed, not begun, or set aside for another task.
	Taken TaskState = "taken"
	// Doing is in hand.
	Doing TaskState = "doing"
	// Parked waits for a customer, a supplier, a thing.
	Parked TaskState = "parked"
	// Done was completed with an outcome.
	Done TaskState = "done"
	// SentBack was completed with an outcome that leads back.
	SentBack TaskState = "sent back"
	// Skipped was passed by a condition or by a person with the right to.
	Skipped TaskState = "skipped"
	// Withdrawn stopped being ready, or was made invalid by a step sent back.
	Withdrawn TaskState = "withdrawn"
	// TaskCancelled ended with its case.
	TaskCancelled TaskState = "cancelled"
)

// Open reports whether the task still asks something of somebody.
func (s TaskState) Open() bool {
	switch s {
	case Waiting, Ready, Taken, Doing, Parked:
		return true
	}
	return false
}

// Interval is a span of time; a zero End is still running.
type Interval struct {
	Begin time.Time `json:"begin"`
	End   time.Time `json:"end,omitzero"`
}

// Tick is who ticked a line of a checklist, and when.
type Tick struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Comeback says why a task is there again.
type Comeback struct {
	// From is the step that sent it back, By the person, with the reason.
	From   string `json:"from"`
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"`
}

// Task is one round of one step of a case.
type Task struct {
	Step  string    `json:"step"`
	Round int       `json:"round"`
	State TaskState `json:"state"`
	// For is the person it is offered to, alone; empty for the whole role.
	For string `json:"for,omitempty"`
	// HandedBy is who handed it over to For, or from whom it was taken over,
	// and HandedWhy the reason that was given.
	HandedBy  string `json:"handedBy,omitempty"`
	HandedWhy string `json:"handedWhy,omitempty"`
	// Whose is the person whose part it is, in a step that everyone does, and
	// Entry the entry of the list that it is for.
	Whose string `json:"whose,omitempty"`
	Entry string `json:"entry,omitempty"`
	// Child is the case that the task runs, ChildName the name of its
	// process, ChildOp the operation that began it.
	Child     string `json:"child,omitempty"`
	ChildName string `json:"childName,omitempty"`
	ChildOp   string `json:"childOp,omitempty"`
	// By is who has it or did it.
	By string `json:"by,omitempty"`
	// Ready, Taken, Begun and Ended are when it became so. Begun stays zero
	// where only the end is known (entered late).
	Ready time.Time `json:"ready"`
	Taken time.Time `json:"taken,omitzero"`
	Begun time.Time `json:"begun,omitzero"`
	Ended time.Time `json:"ended,omitzero"`
	// Pauses are the spans it was parked or set aside after it was begun.
	Pauses []Interval `json:"pauses,omitempty"`
	// ParkedFor says what a parked task waits for, in the words of a person;
	// Held what keeps alur from going on where alur parked it; ParkedAt since
	// when, Until when it asks again.
	ParkedFor string    `json:"parkedFor,omitempty"`
	ParkedAt  time.Time `json:"parkedAt,omitzero"`
	Held      *Held     `json:"held,omitempty"`
	Until     time.Time `json:"until,omitzero"`
	CameBack  *Comeback `json:"cameBack,omitempty"`
	// Ticks are by item key (see Flow.Items), Values by field name.
	Ticks  map[string]Tick `json:"ticks,omitempty"`
	Values Values          `json:"values,omitempty"`
	// Hands are all who ticked or recorded anything of this round, in the
	// order they did, whoever has it now and whatever stands there still.
	Hands   []string `json:"hands,omitempty"`
	Outcome string   `json:"outcome,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	// Touched is the last act on it of who has it.
	Touched time.Time `json:"touched,omitzero"`
	// Stage is the last stage of escalation that fired: StageOverdue once it
	// is overdue, StageLongOverdue some time later.
	Stage int `json:"stage,omitempty"`
	// Waivers are the times that four eyes were waived for it, the newest
	// last; Pin is set where it stands at the top for a while.
	Waivers []Waiver `json:"waivers,omitempty"`
	// Asked is who asks that four eyes are waived for it, and has no answer
	// yet.
	Asked   *Asked   `json:"asked,omitempty"`
	Pin     *PinMark `json:"pin,omitempty"`
	Detours Detours  `json:"detours,omitzero"`
	// Seq is the newest event of the task: its version, for stale screens.
	Seq uint64 `json:"seq"`
}

// Waiver is four eyes waived for one round of a step, from At until Until:
// whom they keep from it may do it all the same.
type Waiver struct {
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	Until  time.Time `json:"until"`
}

// Asked is who asked for something, and since when.
type Asked struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Waived is how four eyes were last waived for the task, or nil.
func (t *Task) Waived() *Waiver { return lastWaiver(t.Waivers) }

func lastWaiver(all []Waiver) *Waiver {
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

// PinMark says who put a task to the top, and until when.
type PinMark struct {
	By    string    `json:"by"`
	Until time.Time `json:"until"`
}

// Remark is a line that somebody wrote on a case.
type Remark struct {
	By   string    `json:"by"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// Task returns the newest round of a step, or nil. Of a step with several
// tasks at once it is an open one, if there is one.
func (c *Case) Task(step string) *Task {
	var newest *Task
	for i := len(c.Tasks) - 1; i >= 0; i-- {
		t := c.Tasks[i]
		if t.Step != step && BaseStep(t.Step) != step {
			continue
		}
		if t.State.Open() || t.Step == step {
			return t
		}
		if newest == nil {
			newest = t
		}
	}
	return newest
}

// OpenTasks lists the tasks that still ask something of somebody.
func (c *Case) OpenTasks() []*Task {
	var open []*Task
	for _, t := range c.Tasks {
		if t.State.Open() {
			open = append(open, t)
		}
	}
	return open
}

// TaskRef names a task: CASE/STEP.
type TaskRef struct {
	Case string `json:"case"`
	Step string `json:"step"`
}

// String is the form people type: CASE/STEP.
func (r TaskRef) String() string { return r.Case + "/" + r.Step }
