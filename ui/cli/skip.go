package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) skipCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "skip TASK --as NAME --reason R",
		short:   model.Say{EN: "Pass a step by, with the right to", ID: "Lewati langkah, oleh yang berhak"},
		example: `alur skip online-order-1/confirm --as Hendra --reason "rang her"`,
	}, func(j *job) ([]model.Act, error) {
		return one(model.Skip{Task: j.ref(), Reason: j.reason})
	}, withReason)
}
