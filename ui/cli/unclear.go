package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) unclearCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "unclear TASK --as NAME",
		short:   model.Say{EN: "Say what of a step is not clear; the task stays as it is", ID: "Sebutkan yang belum jelas di sebuah langkah; tugasnya tetap"},
		example: `alur unclear online-order-1/pick --as Sari --reason "which shelf?"`,
	}, func(j *job) ([]model.Act, error) {
		return one(model.ReportUnclear{Task: j.ref(), Text: j.reason})
	}, withReason)
}
