package model

// Fault is one thing wrong with a process definition.
type Fault struct {
	// Path is the place: "title", "steps[3].outcomes.fail", "steps[0]".
	Path string
	// Warning faults are told and do not stop a process.
	Warning bool
	// What is the sentence: what is wrong, and how to mend it.
	What Say
	Args []any
}

// In is the sentence in a language.
func (f Fault) In(l Lang) string { return f.What.In(l, f.Args...) }
