package model_test

import (
	"time"

	"alur/model"
	"alur/model/modeltest"
	"alur/model/modeltest/dice"
)

func init() {
	model.Drawn.Process, model.Drawn.Shape, model.Drawn.Sound = modeltest.Process, modeltest.Shape, modeltest.Sound
	model.Drawn.Edited, model.Drawn.Helpers, model.Drawn.Asked = modeltest.Edited, modeltest.Helpers, modeltest.Asked
	model.Drawn.Done = func(d dice.Dice, v model.View, row model.OpenTask, o model.Outcome) model.Complete {
		return modeltest.Done(d, v, row, o)
	}
	model.Drawn.Act = func(d dice.Dice, v model.View, row model.OpenTask, now time.Time) model.Act {
		return modeltest.Act(d, v, row, now)
	}
}
