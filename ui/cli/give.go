package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) giveCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "give TASK --as NAME",
		short:   model.Say{EN: "Give a task back to its role", ID: "Kembalikan tugas ke perannya"},
		example: `alur give online-order-1/pick --as Sari --reason "lunch"`,
	}, func(j *job) ([]model.Act, error) {
		return one(model.GiveBack{Task: j.ref(), Reason: j.reason})
	}, withReason)
}
