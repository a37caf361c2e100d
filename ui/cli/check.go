package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) checkCmd() *cobra.Command {
	return a.command(about{
		use:   "check",
		short: model.Say{EN: "Rebuild everything from the record and compare", ID: "Bangun ulang semuanya dari catatan dan bandingkan"},
		long: model.Say{
			EN: "Prove the record, rebuild every case and index from it and compare them with what is kept. Nothing is changed.",
			ID: "Buktikan catatan, bangun ulang tiap kasus dan indeks darinya, lalu bandingkan dengan yang tersimpan. Tidak ada yang diubah.",
		},
	}, wants(), func([]string) error {
		a.suspects = true
		s, _, err := a.past()
		if err != nil {
			return err
		}
		bar := a.newBar(1)
		report, err := s.Check(a.ctx, bar.of)
		bar.end()
		if err != nil {
			return err
		}
		return a.checked(report)
	})
}
