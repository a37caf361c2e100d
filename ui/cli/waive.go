package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
)

func (a *app) waiveCmd() *cobra.Command {
	ask := false
	return a.workCmd(about{
		use:     "waive TASK --as NAME --reason R | --ask",
		short:   model.Say{EN: "Let one pair of eyes do, for today", ID: "Cukup sepasang mata, untuk hari ini"},
		long:    model.Say{EN: "Open a step to the person whom four eyes keep from it, for this round and until the end of the day. It is counted, and on record.", ID: "Buka langkah bagi orang yang dihalangi aturan empat mata, untuk putaran ini dan sampai akhir hari. Ini dihitung dan tercatat."},
		example: `alur waive online-order-1/quality --as Hendra --reason "Budi is ill"`,
	}, func(j *job) ([]model.Act, error) {
		if ask {
			return one(model.AskWaiver{Task: j.ref()})
		}
		return one(model.Waive{Task: j.ref(), Reason: j.reason})
	}, withReason, func(a *app, f *pflag.FlagSet, _ *job) {
		f.BoolVar(&ask, "ask", false, a.say(model.Say{EN: "Ask the owner for it: you are kept from it, and nobody else is here", ID: "Minta kepada pemilik: Anda dihalangi, dan tidak ada orang lain di sini"}))
	})
}
