package model

import (
	"iter"
	"time"
)

// Band is the first key of the queue's order.
type Band int

// The bands, in order.
const (
	InHand Band = iota + 1
	CameBack
	Pinned
	Late
	AtRisk
	Normal
)

// History answers how long a step has taken, from its becoming ready to its
// end without pauses, in opening time; the newest last. Empty for a step
// without history.
type History interface {
	Sojourns(process, step string) []time.Duration
}

// QueueInput is everything the queue is a function of.
type QueueInput struct {
	Now    time.Time
	Shop   *Shop
	Person *Person
	// Calendar is that of the shop, for who has it at hand; nil makes it.
	Calendar *Calendar
	// Open are the open tasks of the person's roles; others are ignored.
	Open iter.Seq[OpenTask]
	// Most is how many items are wanted, and how many of those that sleep: the
	// first. Of the others it is only told how many there are. 0 is all.
	Most    int
	Flow    func(process string, version int) *Flow
	History History
}

// QueueItem is one place in the queue, with the reason for it.
type QueueItem struct {
	OpenTask
	Band Band
	// Why is the reason it stands here, for people.
	Why Reason
	// DueAt is when the task should be done; zero for no due time.
	DueAt time.Time
	// CameBackFrom had it until closing time, and has not touched it since.
	CameBackFrom string
	// InHandTill is true where the person of the queue had it in hand until
	// then: they go on with their next act on it, as if nothing were.
	InHandTill bool
	// Still is true for parked work that the person does not go on with but
	// looks after: it has stood too long.
	Still bool
	// Slack is the opening time left before the promise, after the expected
	// time of what remains; negative is late.
	Slack time.Duration
}

// Reason is a sentence with its arguments, in every language.
type Reason struct {
	Say  Say
	Args []any
}

// In is the reason in a language.
func (r Reason) In(l Lang) string { return r.Say.In(l, r.Args...) }

// Queue is one person's work.
type Queue struct {
	// Items are what can be done now; the first is the next task. Left is how
	// many more there are, where no more were wanted.
	Items []QueueItem
	Left  int
	// Asleep are parked tasks, waits that nobody can do now, and what is kept
	// for somebody else for some minutes. AsleepLeft is how many more there are.
	Asleep     []QueueItem
	AsleepLeft int
	// Barred counts tasks that need somebody else's eyes.
	Barred int
	// Alone are those of them that nobody else who is here may do, with what
	// can be done about it: who is kept from them asks for a waiver.
	Alone []QueueItem
}
