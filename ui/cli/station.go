package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) stationCmd() *cobra.Command {
	return a.family("station", model.Say{EN: "Other PCs that may show the screens", ID: "PC lain yang boleh menampilkan layar"},
		a.stationListCmd(), a.stationApproveCmd(), a.stationRemoveCmd())
}

func (a *app) stationListCmd() *cobra.Command {
	return a.command(about{
		use:   "list",
		short: model.Say{EN: "The PCs that are let in, and those that ask to be", ID: "PC yang diizinkan, dan yang meminta izin"},
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		requests, err := s.StationRequests(a.ctx)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, r := range requests {
			rows = append(rows, []string{r.Code, a.say(model.Say{EN: "asks to be let in", ID: "meminta izin"}), when(r.At, cal), r.From})
		}
		for _, st := range shop.StationList() {
			rows = append(rows, []string{model.StationCode(st.Key), model.CleanText(st.Name), when(st.Approved, cal), shop.Name(st.By)})
		}
		return table(a.env.Stdout, rows)
	})
}

func (a *app) stationApproveCmd() *cobra.Command {
	return a.stationAct(about{
		use:   "approve CODE NAME",
		short: model.Say{EN: "Let a PC in that asks to be", ID: "Izinkan PC yang meminta"},
		long: model.Say{
			EN: "Let a PC show the screens from now on. It shows the code while it asks; compare both. The name is what the record calls it.",
			ID: "Izinkan sebuah PC menampilkan layar mulai sekarang. Kodenya tampil di layarnya selama meminta; bandingkan keduanya. Nama itulah yang dipakai di catatan.",
		},
		example: "alur station approve K7QFB-2M9XA KASIR-2",
	}, wants(model.Say{EN: "the code", ID: "kodenya"}, model.Say{EN: "a name", ID: "namanya"}), func(s *store.Store, p *model.Person, args []string) error {
		r, err := s.StationRequestOf(a.ctx, args[0])
		if err != nil {
			return err
		}
		if err := a.perform(s, p, []model.Act{model.ApproveStation{Key: r.Key, Name: args[1]}}); err != nil {
			return err
		}
		return a.print("%s  %s", r.Code, model.CleanText(args[1]))
	})
}

func (a *app) stationRemoveCmd() *cobra.Command {
	return a.stationAct(about{
		use:   "remove NAME",
		short: model.Say{EN: "Keep a PC out again; its screens close at once", ID: "Tolak lagi sebuah PC; layarnya langsung tertutup"},
	}, wants(model.Say{EN: "its name", ID: "namanya"}), func(s *store.Store, p *model.Person, args []string) error {
		return a.perform(s, p, []model.Act{model.RemoveStation{Name: args[0]}})
	})
}

// stationAct is a command by which somebody, the owner where --as names nobody,
// decides on a PC.
func (a *app) stationAct(w about, args cobra.PositionalArgs, do func(s *store.Store, p *model.Person, args []string) error) *cobra.Command {
	var as string
	cmd := a.command(w, args, func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		return do(s, p, args)
	})
	a.asFlag(cmd, &as)
	return cmd
}
