package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
	"alur/store"
)

// wordFiles asks for process files.
var wordFiles = model.Say{EN: "a file or a template", ID: "berkas atau proses siap pakai"}

func (a *app) processPublishCmd() *cobra.Command {
	var as, share string
	var divisions []string
	cmd := a.command(about{
		use:   "publish FILE...|TEMPLATE...",
		short: model.Say{EN: "Put processes in force", ID: "Berlakukan proses"},
		long: model.Say{
			EN: "Put processes in force, all or none, and say what changes. New cases follow the new version; running cases keep theirs, see alur process migrate. With --share a part of the new cases tries the new version, the others go on as before.",
			ID: "Berlakukan proses, semua atau tidak sama sekali, dan sebutkan apa yang berubah. Kasus baru memakai versi baru; kasus yang berjalan tetap dengan versinya, lihat alur process migrate. Dengan --share sebagian kasus baru mencoba versi baru, yang lain tetap seperti sebelumnya.",
		},
		example: `alur process publish repair.yaml
alur process publish online-order office-supplies
alur process publish repair.yaml --share 20%`,
	}, wantsSome(wordFiles), func(args []string) error {
		part, err := a.shareOf(share)
		if err != nil {
			return err
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		files, err := a.readProcesses(args, true)
		if err != nil {
			return err
		}
		if err := unpublished(files); err != nil {
			return err
		}
		for i := range divisions {
			if divisions[i], err = findDivision(shop, divisions[i]); err != nil {
				return err
			}
		}
		var acts []model.Act
		for _, f := range files {
			f.act.Divisions, f.act.Share = divisions, part
			acts = append(acts, f.act)
		}
		before := inForce(shop, divisions)
		if err := a.perform(s, p, acts); err != nil {
			return err
		}
		return a.published(s, files, before, divisions)
	})
	a.asFlag(cmd, &as)
	cmd.Flags().StringArrayVar(&divisions, "division", nil, a.say(model.Say{EN: "Only for this division", ID: "Hanya untuk divisi ini"}))
	cmd.Flags().StringVar(&share, "share", "", a.say(model.Say{EN: "Try it with a part of the new cases: 20%", ID: "Coba dengan sebagian kasus baru: 20%"}))
	return cmd
}

// shareOf reads a part of a hundred: "20" or "20%"; nothing is all.
func (a *app) shareOf(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if err != nil || n < 1 || n > 99 {
		return 0, fail(model.Say{
			EN: "--share is a part of a hundred new cases, from 1 to 99, not %q.",
			ID: "--share adalah bagian dari seratus kasus baru, dari 1 sampai 99, bukan %q.",
		}, text)
	}
	return n, nil
}

// inForce are the versions that new cases follow, by process: those of the
// first division named, or of a case without one.
func inForce(shop *model.Shop, divisions []string) map[string]int {
	division := ""
	if len(divisions) > 0 {
		division = divisions[0]
	}
	versions := map[string]int{}
	for id, head := range shop.Processes {
		versions[id] = head.InForce(division)
	}
	return versions
}

// published says which version is in force now, what is different from the
// one before, and what it still lacks.
func (a *app) published(s *store.Store, files []processFile, before map[string]int, divisions []string) error {
	shop, err := s.Shop(a.ctx)
	if err != nil {
		return err
	}
	flow := func(process string, version int) *model.Flow {
		f, err := s.Flow(a.ctx, process, version)
		if err != nil {
			return nil // It was published all the same.
		}
		return f
	}
	var wants []model.Want
	for _, f := range files {
		p := f.act.Process
		if err := a.print("%s v%d", p.ID, shop.Processes[p.ID].Latest()); err != nil {
			return err
		}
		if err := a.whatChanges(s, p.ID, before[p.ID], shop.Processes[p.ID].Latest()); err != nil {
			return err
		}
		if signed, sends := p.Signed(); sends {
			a.talk(model.Say{EN: "%s", ID: "%s"}, signed)
		}
		wants = slices.Concat(wants, shop.Wants(p, divisions), shop.WantsFields(p, divisions, flow), shop.WantsCircles(p, divisions, flow), shop.WantsEvent(p, flow))
	}
	a.tellWants(wants)
	return nil
}

// tellWants warns of what processes still want, each once, with the command
// that mends it.
func (a *app) tellWants(wants []model.Want) {
	for _, want := range model.MergeWants(wants) {
		a.talk(model.Say{EN: "Warning: %s%s", ID: "Peringatan: %s%s"}, want, a.mendedBy(want))
	}
}

// mendedBy is the command that mends a want.
func (a *app) mendedBy(want model.Want) string {
	switch {
	case want.Process != "":
		return ": alur process publish " + want.Process
	case len(want.Fields) > 0, len(want.Circle) > 0, want.Event != "":
		return ""
	case len(want.Roles) > 0:
		return a.say(model.Say{EN: ": alur person add NAME --role ROLE", ID: ": alur person add NAMA --role PERAN"})
	}
	return a.say(model.Say{EN: ": alur person add NAME --role %q", ID: ": alur person add NAMA --role %q"}, want.Role)
}

func (a *app) processExportCmd() *cobra.Command {
	return a.command(about{
		use:     "export P",
		short:   model.Say{EN: "A process as its file, on standard output: of your shop, else a ready-made one", ID: "Proses sebagai berkas, ke keluaran standar: milik toko, atau yang siap pakai"},
		example: "alur process export online-order > online-order.yaml",
	}, wants(wordProcess), func(args []string) error {
		_, flow, err := a.latest(args[0])
		if t, ok := templates.Get(args[0], a.lang); ok && err != nil {
			_, err = a.env.Stdout.Write(t.Source)
			return err
		}
		if err != nil {
			return err
		}
		_, err = a.env.Stdout.Write(procfile.Write(flow.Process))
		return err
	})
}

func (a *app) processRetireCmd() *cobra.Command {
	var as string
	cmd := a.command(about{
		use:   "retire P",
		short: model.Say{EN: "Begin no new cases of a process; running ones go on", ID: "Hentikan kasus baru sebuah proses; yang berjalan terus"},
	}, wants(wordProcess), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		head, err := findProcess(shop, args[0])
		if err != nil {
			return err
		}
		if err := a.perform(s, p, []model.Act{model.RetireProcess{Process: head.ID}}); err != nil {
			return err
		}
		return a.print("%s: %s", head.ID, a.say(model.Say{EN: "retired", ID: "dihentikan"}))
	})
	a.asFlag(cmd, &as)
	return cmd
}
