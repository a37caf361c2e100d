package model

// Flow is a compiled process: checked, with its arrows drawn.
type Flow struct {
	Process Process
}

// Item is one line of a task's checklist.
type Item struct {
	// Key names the line in ticks: "2", or "1/3" for the third entry of an
	// each-check, counted from 1.
	Key      string
	Text     string
	Optional bool
}

