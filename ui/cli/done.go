package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) doneCmd() *cobra.Command {
	return a.workCmd(about{
		use:   "done TASK --as NAME",
		short: model.Say{EN: "Finish a task, with its ticks and values", ID: "Selesaikan tugas, dengan centang dan nilainya"},
		long: model.Say{
			EN: "Finish a task. Ticks and values are entered in the same act; a task that is only ready is taken too. What the step waits for from outside is reported in the same way. It is refused, with the reason, unless everything the outcome demands is there.",
			ID: "Selesaikan tugas. Centang dan nilai dimasukkan sekaligus; tugas yang baru siap juga langsung diambil. Yang ditunggu dari luar dilaporkan dengan cara yang sama. Ditolak, dengan alasannya, bila yang diminta hasil itu belum lengkap.",
		},
		example: `alur done online-order-1/pick --as Sari --tick all
alur done online-order-1/pack --as Sari --tick all \
  --set weight=2.4 --set label=A-1042
alur done online-order-1/quality --as Budi \
  --outcome fail --reason damaged`,
	}, complete, withTicks, withSets, withOutcome, withReason)
}

// complete finishes the task of a job.
func complete(j *job) ([]model.Act, error) {
	ticks, err := j.ticks(j.tickWords)
	if err != nil {
		return nil, err
	}
	values, err := j.values(j.sets)
	if err != nil {
		return nil, err
	}
	return one(model.Complete{Task: j.ref(), Outcome: j.outcome, Reason: j.reason, Ticks: ticks, Values: values})
}
