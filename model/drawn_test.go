package model

import (
	"time"

	"alur/model/modeltest/dice"
)

// Drawn is what package modeltest draws. That package imports this one, so
// that the tests in here can't import it: handed_test.go, which stands
// outside, hands it in.
var Drawn struct {
	Process, Shape func(dice.Dice) Process
	Sound          func(dice.Dice) *Flow
	Edited         func(dice.Dice, Process, int) Process
	Helpers        func() []Process
	Asked          func(dice.Dice, *Flow) Values
	Done           func(dice.Dice, View, OpenTask, Outcome) Complete
	Act            func(dice.Dice, View, OpenTask, time.Time) Act
}
