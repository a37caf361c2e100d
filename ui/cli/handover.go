package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
)

func (a *app) handoverCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "handover TASK --as NAME --to PERSON",
		short:   model.Say{EN: "Hand a task over to one person", ID: "Serahkan tugas kepada satu orang"},
		example: `alur handover online-order-1/pick --as Sari --to Budi --reason bank`,
	}, func(j *job) ([]model.Act, error) {
		if j.to == "" {
			return nil, missing("alur handover", model.Say{EN: "to whom: --to PERSON", ID: "kepada siapa: --to ORANG"})
		}
		to, err := findPerson(j.shop, j.to)
		if err != nil {
			return nil, err
		}
		return one(model.HandOver{Task: j.ref(), To: to.ID, Reason: j.reason, AsBegun: j.begun})
	}, withReason, func(a *app, f *pflag.FlagSet, j *job) {
		f.StringVar(&j.to, "to", "", a.say(model.Say{EN: "Who gets it", ID: "Siapa yang menerima"}))
		f.BoolVar(&j.begun, "begun", false, a.say(model.Say{EN: "It goes on as it was begun", ID: "Dilanjutkan sebagaimana sudah dimulai"}))
	})
}
