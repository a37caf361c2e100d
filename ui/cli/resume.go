package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) resumeCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "resume TASK --as NAME",
		short:   model.Say{EN: "Go on with a task that was set aside", ID: "Lanjutkan tugas yang ditunda"},
		example: "alur resume online-order-1/pick --as Sari",
	}, func(j *job) ([]model.Act, error) { return one(model.Resume{Task: j.ref()}) })
}
