package model

// Kind sorts processes as the field does: what customers pay for, what keeps
// that going, and what steers it.
type Kind string

// The three kinds of process.
const (
	Core       Kind = "core"
	Support    Kind = "support"
	Management Kind = "management"
)

// Process is a definition as its owner wrote it, after defaults were filled
// in: how one sort of case is done, by whom, and by which standard. It is
// plain data; Compile checks it and makes it runnable.
type Process struct {
	// ID is a slug that stays the same over versions and languages.
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// Input and Output say what goes in, what comes out and for whom.
	Input  string `json:"input,omitempty"`
	Output string `json:"output,omitempty"`
	// Owner is the role that may skip, waive and stop in its cases.
	Owner string `json:"owner,omitempty"`
	// Role does every step that names no other. Steps below hold their own
	// role after defaults, so this is kept only to write the process out.
	Role string `json:"role,omitempty"`
	// Title names a case: a text with {field} in it.
	Title string `json:"title,omitempty"`
	// Key is the start field by which intake is idempotent.
	Key string `json:"key,omitempty"`
	// Promise is the span from start in which the customer is served, in
	// opening time, as written: "6d", "4h".
	Promise string `json:"promise,omitempty"`
	// Hours are the opening hours of this process, as written: "mon-fri
	// 08:00-17:00 sat 08:00-12:00". Empty means those of the shop, whose
	// closed days count in any case. See ParseHours.
	Hours string `json:"hours,omitempty"`
	Start Start  `json:"start,omitzero"`
	Steps []Step `json:"steps"`
}

// Start says how cases begin: by hand always, by an outside event or by the
// calendar.
type Start struct {
	// On is the name of the outside event that starts a case.
	On string `json:"on,omitempty"`
	// Schedule is when a case starts by itself; its zero value is never.
	Schedule Schedule `json:"schedule,omitzero"`
	// Ask lists the fields a new case is asked for, in order.
	Ask []Field `json:"ask,omitempty"`
	// Map says where in the outside event each field stands.
	Map []Mapping `json:"map,omitempty"`
}

// Mapping names the place of a start field in the JSON of an outside event.
type Mapping struct {
	Field string `json:"field"`
	// Path is names and positions parted by points: "order.lines.0.sku".
	Path string `json:"path"`
}

// StepKind says who performs a step.
type StepKind string

// The kinds of step.
const (
	// Do is done by a person.
	Do StepKind = "do"
	// Auto is done by alur at once.
	Auto StepKind = "auto"
	// Wait is done by the world: an outside event that a person reports.
	Wait StepKind = "wait"
	// Choose is a branch that alur takes at once, by the fields of the case.
	Choose StepKind = "choose"
	// Run is done as a case of another process.
	Run StepKind = "run"
)

// ByItself reports whether alur passes such a step at once: nobody waits for
// it, and it takes no time.
func (k StepKind) ByItself() bool { return k == Auto || k == Choose }

// Step is one activity of a process.
type Step struct {
	ID   string   `json:"id"`
	Kind StepKind `json:"kind"`
	// Text is what is to be done, for a Wait what is waited for, for a Choose
	// the words of its id, and for a Run the id of the process it runs.
	Text string `json:"text"`
	// Role is asked to do it; empty for Auto and Choose.
	Role string `json:"role,omitempty"`
	// How is the standard: how it is done well.
	How      string    `json:"how,omitempty"`
	Check    []Check   `json:"check,omitempty"`
	Record   []Field   `json:"record,omitempty"`
	Outcomes []Outcome `json:"outcomes,omitempty"`
	// Each makes a task for every entry of a list field, or with "everyone
	// in ROLE" for everybody who holds a role: see EachRole. Several tasks of
	// the step are open at once, "count.1", "count.2"; it is finished when
	// all are.
	Each string `json:"each,omitempty"`
	// When is a condition on the fields; false passes the step by.
	When string `json:"when,omitempty"`
	// After names the steps above that this one follows, in place of the
	// step right above it.
	After []string `json:"after,omitempty"`
	// Then says where work goes in place of the step below: ids, end, stop.
	Then []string `json:"then,omitempty"`
	// NotSameAs names a step in whose latest round who does this one had no
	// hand, neither completing it nor ticking or recording anything of it:
	// the separation of duties, four eyes.
	NotSameAs string `json:"notSameAs,omitempty"`
	// SameAs names a step whose latest round was done by who does this one
	// (retain familiar, held strictly).
	SameAs string `json:"sameAs,omitempty"`
	// Takes is the usual span of work, as written: "15m".
	Takes string `json:"takes,omitempty"`
	// Due is when it should be done, as written: see ParseDue.
	Due string `json:"due,omitempty"`
	// Late is what follows once it is overdue, as written: see ParseLate.
	Late string `json:"late,omitempty"`
	// NeverSkip is true where the definition says skip: never.
	NeverSkip bool `json:"neverSkip,omitempty"`
	// Ends is "cancelled" where passing this step makes the case end so.
	Ends string `json:"ends,omitempty"`
	// Notify is whom an Auto step tells: a role, ToldCustomer, or ToldPerson
	// and the field that names the person. See ParseTold.
	Notify string `json:"notify,omitempty"`
	// Say is what those are told who are told outside alur, with {field} in it.
	Say string `json:"say,omitempty"`
	// Set are the fields that an Auto step fills in, in order.
	Set []Assignment `json:"set,omitempty"`
	// Send is the address of another program that an Auto step sends the case
	// to.
	Send string `json:"send,omitempty"`
	// Was is the id that the step had in an earlier version. It draws no
	// arrow; cases find their step by it when they move to this version.
	Was string `json:"was,omitempty"`
	// Todo is the owner's note that the step is not finished being written.
	Todo string `json:"todo,omitempty"`
}

// Check is one line of a step's checklist.
type Check struct {
	// Text is what to tick; empty where Each is given.
	Text string `json:"text,omitempty"`
	// Each names a list field: one tick for every entry.
	Each string `json:"each,omitempty"`
	// Optional ticks are never demanded.
	Optional bool `json:"optional,omitempty"`
}

// Targets that are not the id of a step.
const (
	// ToNext is every step that follows by placement or by after.
	ToNext = "next"
	// ToEnd ends this branch.
	ToEnd = "end"
	// ToStop ends the whole case.
	ToStop = "stop"
)

// Outcome is one way a step can end, and where work goes then.
type Outcome struct {
	Name string `json:"name"`
	// To holds step ids, ToNext, ToEnd or ToStop.
	To []string `json:"to"`
	// Reasons are the answers offered when the outcome demands a reason;
	// empty means any text.
	Reasons []string `json:"reasons,omitempty"`
	// When is the condition of a branch of a Choose; the first that is true
	// is taken. Empty for ElseOutcome, which is taken where none is.
	When string `json:"when,omitempty"`
}

// ElseOutcome is the name of the last branch of a Choose.
const ElseOutcome = "else"

// DoneOutcome is the name of the only outcome of a step that lists none.
const DoneOutcome = "done"
