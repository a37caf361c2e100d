package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
)

func (a *app) backCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "back TASK --as NAME --to STEP --reason R",
		short:   model.Say{EN: "Send work back to a step done before", ID: "Kembalikan pekerjaan ke langkah sebelumnya"},
		example: "alur back online-order-1/quality --as Budi --to pick --reason damaged",
	}, func(j *job) ([]model.Act, error) {
		if j.to == "" {
			return nil, missing("alur back", model.Say{EN: "where it goes back to: --to STEP", ID: "kembali ke mana: --to LANGKAH"})
		}
		step, err := findStep(j.flow, j.c, j.to)
		if err != nil {
			return nil, err
		}
		return one(model.SendBack{Task: j.ref(), To: step.ID, Reason: j.reason})
	}, withReason, func(a *app, f *pflag.FlagSet, j *job) {
		f.StringVar(&j.to, "to", "", a.say(model.Say{EN: "The step it goes back to", ID: "Langkah tujuannya"}))
	})
}
