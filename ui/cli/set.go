package cli

import (
	"sort"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) setCmd() *cobra.Command {
	return a.workCmd(about{
		use:     "set TASK --as NAME --set FIELD=VALUE",
		short:   model.Say{EN: "Record values of a task", ID: "Catat nilai sebuah tugas"},
		example: "alur set online-order-1/pack --as Sari --set weight=2.4",
	}, func(j *job) ([]model.Act, error) {
		if len(j.sets) == 0 {
			return nil, missing("alur set", model.Say{
				EN: "what to record: --set FIELD=VALUE",
				ID: "apa yang dicatat: --set ISIAN=NILAI",
			})
		}
		values, err := j.values(j.sets)
		if err != nil {
			return nil, err
		}
		var acts []model.Act
		for name, v := range values {
			acts = append(acts, model.SetField{Task: j.ref(), Field: name, Value: v})
		}
		sort.Slice(acts, func(a, b int) bool {
			return acts[a].(model.SetField).Field < acts[b].(model.SetField).Field
		})
		return acts, nil
	}, withSets)
}
