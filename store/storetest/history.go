package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/anishathalye/porcupine"
)

// Deed is what one person tried in one window of one program, and what came of
// it: a history of them tells whether all saw one and the same shop.
type Deed struct {
	// Case is the board of the bench process that it was about, Person who did it
	// and Window where: two windows may be the same person's.
	Case, Person, Window string
	What                 What
	// Step is the step it was about; a look and an undo are about none.
	Step string
	// Called and Returned are nanoseconds by one clock that all programs read.
	Called, Returned int64
	// Refused is the code of the refusal, empty where it was done.
	Refused string
	// Seen is what a look saw: the open step and who holds it, see Sight.
	Seen string
	// Unknown is true where no answer came: the deed was done at some time after
	// the call, or never.
	Unknown bool
}

// What is the kind of a deed.
type What string

// The deeds of a history.
const (
	Took    What = "take"
	Did     What = "complete"
	Gave    What = "give back"
	Undid   What = "undo"
	Looked  What = "look"
	undoing      = 20 // how many acts of one's own can be taken back
)

// Bench is a process of two steps that lead to each other, for histories
// without end: a board is sanded and looked at, and sanded again.
const Bench = `process: Sand a board
id: bench
kind: core
owner: bench
role: bench
start: {ask: {board: text}}
title: Board {board}
steps:
  - {id: sand, do: Sand the board}
  - id: look
    do: Look at it against the light
    outcomes: {smooth: next, rough: sand}
    reasons: {rough: [a scratch]}
`

// Sight is a case as a look sees it.
func Sight(step, holder string) string { return step + "/" + holder }

// Linear checks that a history has one order in which every deed happens
// between its call and its return and has the outcome that the rules give it
// (linearizability; Herlihy and Wing 1990, by porcupine). Every case begins at
// the step sand with nobody at it. A check that takes longer than patience is
// no proof and an error too.
func Linear(history []Deed, patience time.Duration) error {
	windows := map[string]int{}
	var operations []porcupine.Operation
	for _, d := range history {
		if _, there := windows[d.Window]; !there {
			windows[d.Window] = len(windows)
		}
		o := porcupine.Operation{ClientId: windows[d.Window], Input: d, Output: d, Call: d.Called, Return: d.Returned}
		if d.Unknown {
			// Whoever waits no longer does not stand in the way of their next deed.
			o.ClientId, o.Return = len(history)+len(operations), math.MaxInt64
		}
		operations = append(operations, o)
	}
	model := benchModel()
	switch porcupine.CheckOperationsTimeout(model.ToModel(), operations, patience) {
	case porcupine.Ok:
		return nil
	case porcupine.Unknown:
		return fmt.Errorf("no order of %d deeds was found in %s, nor proved impossible", len(history), patience)
	}
	return fmt.Errorf("what was seen in %d deeds fits no order of them", len(history))
}

// board is a case of the bench process: its open step, who holds it, and the
// acts that can be taken back, newest last.
type board struct {
	step, holder string
	acts         []done
	// own counts down what each person can still take back.
	own map[string]int
}

// done is an act and what was before it.
type done struct{ by, step, holder string }

func benchModel() porcupine.NondeterministicModel {
	return porcupine.NondeterministicModel{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			cases := map[string][]porcupine.Operation{}
			for _, o := range history {
				id := o.Input.(Deed).Case
				cases[id] = append(cases[id], o)
			}
			var parts [][]porcupine.Operation
			for _, part := range cases {
				parts = append(parts, part)
			}
			return parts
		},
		Init: func() []any { return []any{board{step: "sand"}} },
		Step: func(state, input, _ any) (next []any) {
			b, d := state.(board), input.(Deed)
			if d.Unknown {
				next = append(next, b)
			}
			if after, can := b.after(d); can {
				next = append(next, after)
			}
			return next
		},
		Equal: func(a, b any) bool { return a.(board).equal(b.(board)) },
	}
}

// after is the board after a deed, and whether the deed can have gone so there.
func (b board) after(d Deed) (board, bool) {
	done := d.Refused == ""
	switch d.What {
	case Looked:
		return b, d.Seen == Sight(b.step, b.holder)
	case Undid:
		if !done {
			return b, !b.undoable(d.Person)
		}
		return b.undone(d.Person), b.undoable(d.Person)
	case Took:
		if !done {
			return b, d.Step != b.step || b.holder != ""
		}
		return b.acted(d.Person, b.step, d.Person), d.Step == b.step && b.holder == ""
	case Gave:
		if !done {
			return b, d.Step != b.step || b.holder != d.Person
		}
		return b.acted(d.Person, b.step, ""), d.Step == b.step && b.holder == d.Person
	}
	mine := d.Step == b.step && (b.holder == "" || b.holder == d.Person)
	if !done {
		return b, !mine
	}
	next := map[string]string{"sand": "look", "look": "sand"}[b.step]
	return b.acted(d.Person, next, ""), mine
}

// undoable: the person's own last act is the newest of the board.
func (b board) undoable(person string) bool {
	n := len(b.acts)
	return n > 0 && b.acts[n-1].by == person && b.own[person] > 0
}

// undone is the board before its newest act; as it is where there is none.
func (b board) undone(person string) board {
	n := len(b.acts)
	if n == 0 {
		return b
	}
	last := b.acts[n-1]
	return board{step: last.step, holder: last.holder, acts: b.acts[:n-1], own: b.counted(person, -1)}
}

func (b board) acted(by, step, holder string) board {
	acts := append(slices.Clone(b.acts), done{by: by, step: b.step, holder: b.holder})
	return board{step: step, holder: holder, acts: acts, own: b.counted(by, 1)}
}

func (b board) counted(person string, by int) map[string]int {
	own := map[string]int{person: 0}
	for p, n := range b.own {
		own[p] = n
	}
	own[person] = min(own[person]+by, undoing)
	return own
}

func (b board) equal(c board) bool {
	return b.step == c.step && b.holder == c.holder && slices.Equal(b.acts, c.acts) && b.counts() == c.counts()
}

func (b board) counts() string {
	var lines []string
	for p, n := range b.own {
		lines = append(lines, fmt.Sprint(p, n))
	}
	slices.Sort(lines)
	return strings.Join(lines, " ")
}
