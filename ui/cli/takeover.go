package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) takeoverCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "takeover TASK --as NAME --reason R",
		short:   model.Say{EN: "Take a task over from who has it", ID: "Ambil alih tugas dari pemegangnya"},
		long:    model.Say{EN: "Take a task over from who has it. Ticks, values and the time of its begin go with it, and the reason is on record.", ID: "Ambil alih tugas dari pemegangnya. Centang, isian dan waktu mulainya ikut, dan alasannya tercatat."},
		example: `alur takeover online-order-1/pick --as Budi --reason "Sari is away"`,
	}, func(j *job) ([]model.Act, error) {
		return one(model.TakeOver{Task: j.ref(), Reason: j.reason})
	}, withReason)
}
