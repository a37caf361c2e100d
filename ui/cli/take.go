package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) takeCmd() *cobra.Command {
	return a.workCmd(about{
		use:   "take TASK --as NAME",
		short: model.Say{EN: "Claim a task, so that nobody else begins it", ID: "Ambil tugas, agar tidak dikerjakan orang lain"},
		example: `alur take online-order-1/pick --as Sari
alur take online-order-1 --as Sari`,
	}, func(j *job) ([]model.Act, error) { return one(model.Take{Task: j.ref()}) })
}
