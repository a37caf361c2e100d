package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) parkCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "park TASK --as NAME --reason R",
		short:   model.Say{EN: "Set a task aside until something comes", ID: "Tunda tugas sampai yang ditunggu datang"},
		example: `alur park online-order-1/pick --as Sari --reason "no boxes" --until 2h`,
	}, func(j *job) ([]model.Act, error) {
		until, err := j.later()
		if err != nil {
			return nil, err
		}
		return one(model.Park{Task: j.ref(), Reason: j.reason, Until: until})
	}, withReason, withUntil)
}
