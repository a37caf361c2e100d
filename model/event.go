package model

import (
	"time"
)

// Event is one line of the audit record: append-only, never renamed, never
// changed. What happened is its Body.
type Event struct {
	// Seq numbers the record from 1 without gaps.
	Seq uint64
	// At is the wall clock in UTC. It can go backwards; Seq never does.
	At time.Time
	// Op is the operation id of the command, shared by all its events.
	Op string
	// By is the person, empty for alur itself; Station the PC.
	By      string
	Station string
	// Case is set on events of a case, Step on those of a task.
	Case string
	Step string
	Body Body
}

// Body is what happened. Its name is part of the record for ever.
type Body interface{ eventName() string }

// Name is the name of the event in the record: "task.completed".
func (e Event) Name() string { return e.Body.eventName() }

// Events of a case.
type (
	// CaseStarted begins a case and lights its first arrow.
	CaseStarted struct {
		Process  string    `json:"process"`
		Version  int       `json:"version"`
		Number   int       `json:"number"`
		Title    string    `json:"title"`
		Key      string    `json:"key,omitempty"`
		Division string    `json:"division,omitempty"`
		Fields   Values    `json:"fields,omitempty"`
		Promise  time.Time `json:"promise,omitzero"`
		// Parent is the task that runs the case.
		Parent *TaskRef `json:"parent,omitempty"`
	}
	// TaskReady opens a round of a step.
	TaskReady struct {
		Round int `json:"round"`
		// Waits is true for a wait step.
		Waits    bool      `json:"waits,omitempty"`
		CameBack *Comeback `json:"cameBack,omitempty"`
		// For is the person it is offered to first, alone.
		For string `json:"for,omitempty"`
		// Whose and Entry say whose part it is, or for which entry.
		Whose string `json:"whose,omitempty"`
		Entry string `json:"entry,omitempty"`
		// Child is the case that the step runs, ChildName the process.
		Child     string `json:"child,omitempty"`
		ChildName string `json:"childName,omitempty"`
		// Values are those of the round before.
		Values Values `json:"values,omitempty"`
	}
	// TaskTaken is a claim.
	TaskTaken struct{}
	// TaskBegun is the start of work.
	TaskBegun struct{}
	// TaskSetAside pauses work because another task was begun.
	TaskSetAside struct {
		For TaskRef `json:"for"`
	}
	// TaskTicked ticks or unticks a line.
	TaskTicked struct {
		Item string `json:"item"`
		Text string `json:"text"`
		On   bool   `json:"on"`
	}
	// FieldSet records a value.
	FieldSet struct {
		Field  string `json:"field"`
		Value  Value  `json:"value"`
		Before Value  `json:"before"`
	}
	// TaskCompleted is the end of a round with an outcome.
	TaskCompleted struct {
		Outcome string `json:"outcome"`
		Reason  string `json:"reason,omitempty"`
		// Back is true where the outcome leads to a step at or above.
		Back bool `json:"back,omitempty"`
		// Early is true where the news had come before the step was there.
		Early bool `json:"early,omitempty"`
	}
	// TaskSkipped passes a step by: by its condition (When, with the values
	// that decided), or by a person with the right to.
	TaskSkipped struct {
		Round  int    `json:"round"`
		When   string `json:"when,omitempty"`
		Values Values `json:"values,omitempty"`
		Reason string `json:"reason,omitempty"`
		// None is what the step is done for each of, where there was none.
		None string `json:"none,omitempty"`
		// Left is the person who no longer does what a part of theirs asks: the
		// part, not the step, is passed by.
		Left string `json:"left,omitempty"`
		// Outcome is the way on where none of the step's outcomes goes to next:
		// the else of a choice.
		Outcome string `json:"outcome,omitempty"`
	}
	// AutoDone is a step alur did by itself.
	AutoDone struct {
		Round  int    `json:"round"`
		Notify string `json:"notify,omitempty"`
		// NoAddress is true where who should be told has none.
		NoAddress bool `json:"noAddress,omitempty"`
		// Set is what it filled in, Values those that went into it.
		Set    Values `json:"set,omitempty"`
		Values Values `json:"values,omitempty"`
	}
	// ChoiceMade is a branch alur took by the fields of the case; Values are
	// those that decided.
	ChoiceMade struct {
		Round   int    `json:"round"`
		Outcome string `json:"outcome"`
		Values  Values `json:"values,omitempty"`
	}
	// WorkSentBack takes back the lit arrows that came out of the steps now
	// done again and lights To once more. Its Step is the task it was sent
	// from.
	WorkSentBack struct {
		To     string `json:"to"`
		Reason string `json:"reason"`
	}
	// TaskWithdrawn is an open task that is no longer ready.
	TaskWithdrawn struct{}
	// TaskParked waits for something outside.
	TaskParked struct {
		Reason string    `json:"reason"`
		Until  time.Time `json:"until,omitzero"`
	}
	// TaskHeld is a step that alur can't go on with by itself: it is parked
	// with the owner. Before there was this event it was a TaskParked whose
	// reason was a text in the language of the shop.
	TaskHeld struct {
		Held
	}
	// TaskResumed goes on after parking or setting aside.
	TaskResumed struct{}
	// TaskGivenBack returns a claim to the role.
	TaskGivenBack struct {
		Reason string `json:"reason,omitempty"`
	}
	// TaskHandedOver offers the task to one person.
	TaskHandedOver struct {
		To     string `json:"to"`
		From   string `json:"from,omitempty"`
		Reason string `json:"reason,omitempty"`
		// Begun is true where the work goes on as it was begun.
		Begun bool `json:"begun,omitempty"`
	}
	// Undone takes back every event of operation Undoes in this case.
	Undone struct {
		Undoes string `json:"undoes"`
		// What is the name of the last event undone, for people.
		What string `json:"what"`
	}
	// CaseMigrated moves a case from one version of its process to another.
	// Steps maps the ids of steps that are called otherwise there.
	CaseMigrated struct {
		Version int               `json:"version"`
		From    int               `json:"from"`
		Steps   map[string]string `json:"steps,omitempty"`
	}
	// CaseFinished is the last arrow gone dark.
	CaseFinished struct {
		State CaseState `json:"state"`
	}
	// CaseCancelled is a case ended by a person.
	CaseCancelled struct {
		Reason string `json:"reason"`
		// Undo is true where its start was taken back: it never was.
		Undo bool `json:"undo,omitempty"`
		// With is the case that ran this one and no longer does.
		With string `json:"with,omitempty"`
	}
)

// Events of the shop.
type (
	// ShopCreated is event 1 of every record.
	ShopCreated struct {
		Settings Settings `json:"settings"`
	}
	// PersonAdded adds somebody.
	PersonAdded struct {
		Person Person `json:"person"`
	}
	// PersonChanged replaces what is known of a person but the PIN.
	PersonChanged struct {
		Person Person `json:"person"`
		Before Person `json:"before"`
	}
	// PINSet stores or removes a PIN. The hash is never shown. Account is set
	// where nobody had signed in: see SetPIN.
	PINSet struct {
		Person  string `json:"person"`
		Hash    string `json:"hash,omitempty"`
		Account string `json:"account,omitempty"`
	}
	// SignedIn is a person at a station.
	SignedIn struct{}
	// SignInFailed is a wrong PIN; Locked is set where a pause follows for the
	// person, StationLocked where one does for everybody at that PC.
	SignInFailed struct {
		Locked        time.Time `json:"locked,omitzero"`
		StationLocked time.Time `json:"stationLocked,omitzero"`
	}
	// SignedOut is a locked screen.
	SignedOut struct{}
	// SettingsChanged replaces the settings.
	SettingsChanged struct {
		Settings Settings `json:"settings"`
		Before   Settings `json:"before"`
	}
	// ProcessPublished makes a version the one in force.
	ProcessPublished struct {
		Version   int      `json:"version"`
		Hash      string   `json:"hash"`
		Divisions []string `json:"divisions,omitempty"`
		// Share is how many of 100 new cases begin with it, 0 for all.
		Share   int     `json:"share,omitempty"`
		Process Process `json:"process"`
	}
	// ProcessRetired stops new cases.
	ProcessRetired struct {
		Process string `json:"process"`
	}
	// StationApproved lets a PC in by its key.
	StationApproved struct {
		Name string `json:"name"`
		Key  string `json:"key"`
	}
	// StationRemoved keeps a PC out again.
	StationRemoved struct {
		Name string `json:"name"`
		Key  string `json:"key"`
	}
	// Exported is data that left alur.
	Exported struct {
		What   string `json:"what"`
		Form   string `json:"form"`
		Rows   int    `json:"rows"`
		Detail string `json:"detail,omitempty"`
	}
)

func (CaseStarted) eventName() string      { return "case.started" }
func (TaskReady) eventName() string        { return "task.ready" }
func (TaskTaken) eventName() string        { return "task.taken" }
func (TaskBegun) eventName() string        { return "task.begun" }
func (TaskSetAside) eventName() string     { return "task.set_aside" }
func (TaskTicked) eventName() string       { return "task.ticked" }
func (FieldSet) eventName() string         { return "field.set" }
func (TaskCompleted) eventName() string    { return "task.completed" }
func (TaskSkipped) eventName() string      { return "task.skipped" }
func (AutoDone) eventName() string         { return "auto.done" }
func (ChoiceMade) eventName() string       { return "choice.made" }
func (WorkSentBack) eventName() string     { return "work.sent_back" }
func (TaskWithdrawn) eventName() string    { return "task.withdrawn" }
func (TaskParked) eventName() string       { return "task.parked" }
func (TaskHeld) eventName() string         { return "task.held" }
func (TaskResumed) eventName() string      { return "task.resumed" }
func (TaskGivenBack) eventName() string    { return "task.given_back" }
func (TaskHandedOver) eventName() string   { return "task.handed_over" }
func (Undone) eventName() string           { return "undone" }
func (CaseMigrated) eventName() string     { return "case.migrated" }
func (CaseFinished) eventName() string     { return "case.finished" }
func (CaseCancelled) eventName() string    { return "case.cancelled" }
func (ShopCreated) eventName() string      { return "shop.created" }
func (PersonAdded) eventName() string      { return "person.added" }
func (PersonChanged) eventName() string    { return "person.changed" }
func (PINSet) eventName() string           { return "pin.set" }
func (SignedIn) eventName() string         { return "signed_in" }
func (SignInFailed) eventName() string     { return "sign_in.failed" }
func (SignedOut) eventName() string        { return "signed_out" }
func (SettingsChanged) eventName() string  { return "settings.changed" }
func (ProcessPublished) eventName() string { return "process.published" }
func (ProcessRetired) eventName() string   { return "process.retired" }
func (StationApproved) eventName() string  { return "station.approved" }
func (StationRemoved) eventName() string   { return "station.removed" }
func (Exported) eventName() string         { return "exported" }
