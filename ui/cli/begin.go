package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) beginCmd() *cobra.Command {
	return a.workCmd(about{
		use: "begin TASK --as NAME",
		short: model.Say{
			EN: "Begin a task; it is taken if need be",
			ID: "Mulai tugas; sekaligus diambil bila perlu",
		},
		long: model.Say{
			EN: "Begin a task. It is taken if need be, and another task in hand is set aside.",
			ID: "Mulai tugas. Sekaligus diambil bila perlu, dan tugas lain yang sedang dipegang disisihkan.",
		},
		example: "alur begin online-order-1/pick --as Sari",
	}, func(j *job) ([]model.Act, error) { return one(model.Begin{Task: j.ref()}) })
}
