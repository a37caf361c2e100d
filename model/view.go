package model

// View is the state Decide reads. The store answers it inside a transaction;
// a lookup that finds nothing returns nil or zero.
type View interface {
	// Shop is never nil; before CreateShop it has no people.
	Shop() *Shop
	// Flow is a published version of a process, or nil.
	Flow(process string, version int) *Flow
	// Case is a copy the caller may not change, or nil.
	Case(id string) *Case
	// History is every event of a case, in order.
	History(id string) []Event
	// CaseByKey is the id of the case of a process with a key, or empty.
	CaseByKey(process, key string) string
	// LastNumber is the number of the newest case of a process.
	LastNumber(process string) int
	// InHand lists the tasks a person has claimed and not parked, by case id
	// and step.
	InHand(person string) []TaskRef
	// Held lists the open tasks that a person has or was offered alone, by
	// case id and step.
	Held(person string) []TaskRef
	// LastActs lists a person's own last acts, the newest last: those on cases
	// that undo may take back, and before them at most one that it may not.
	LastActs(person string) []ActRef
	// Pinned lists the open tasks that are pinned, also those whose pin has
	// run out, in any order.
	Pinned() []OpenTask
	// RunningIn lists the running cases of a division by id, in any order.
	RunningIn(division string) []string
}

// ActRef is one act of a person, kept so that it can be undone.
type ActRef struct {
	Op string `json:"op"`
	// Cases are those it touched; none for an act that can't be undone.
	Cases []string `json:"cases"`
	// What is the name of its main event, for people.
	What string  `json:"what"`
	Task TaskRef `json:"task"`
}

// Decision is what a command leads to.
type Decision struct {
	// Events are appended to the record, in order.
	Events []Event
	// Case is the case that was started, or the one of the same key.
	Case string
	// Existing is true where the case was there already.
	Existing bool
}
