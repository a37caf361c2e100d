package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) tickCmd() *cobra.Command {
	return a.workCmd(about{
		use:   "tick TASK --as NAME --tick ITEM",
		short: model.Say{EN: "Tick lines of a task's checklist", ID: "Centang baris daftar periksa tugas"},
		example: `alur tick online-order-1/pick --as Sari --tick 1 --tick Quantities
alur tick online-order-1/pick --as Sari --tick all`,
	}, func(j *job) ([]model.Act, error) { return j.ticking("tick", true) }, withTicks)
}

func (a *app) untickCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "untick TASK --as NAME --tick ITEM",
		short:   model.Say{EN: "Take ticks away again", ID: "Hapus centang"},
		example: "alur untick online-order-1/pick --as Sari --tick 1",
	}, func(j *job) ([]model.Act, error) { return j.ticking("untick", false) }, withTicks)
}

func (j *job) ticking(verb string, on bool) ([]model.Act, error) {
	if len(j.tickWords) == 0 {
		return nil, missing("alur "+verb, model.Say{
			EN: "which line: --tick ITEM or --tick all",
			ID: "baris yang mana: --tick BARIS atau --tick all",
		})
	}
	keys, err := j.ticks(j.tickWords)
	if err != nil {
		return nil, err
	}
	var acts []model.Act
	for _, key := range keys {
		acts = append(acts, model.SetTick{Task: j.ref(), Item: key, On: on})
	}
	return acts, nil
}
