package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) mappingCmd() *cobra.Command {
	return a.family("mapping", model.Say{EN: "How files are imported: what --save-map kept", ID: "Cara impor yang disimpan --save-map"},
		a.mappingListCmd(), a.mappingForgetCmd())
}

func (a *app) mappingListCmd() *cobra.Command {
	var asJSON bool
	cmd := a.command(about{
		use:   "list",
		short: model.Say{EN: "Every mapping that is kept: its name, the process, which column fills which field", ID: "Semua pemetaan yang disimpan: nama, prosesnya, kolom mana untuk isian mana"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		if asJSON {
			all := shop.ImportMaps
			if all == nil {
				all = map[string]model.ImportMap{}
			}
			return a.json(all)
		}
		var rows [][]string
		for _, name := range slices.Sorted(maps.Keys(shop.ImportMaps)) {
			m := shop.ImportMaps[name]
			rows = append(rows, []string{name, m.Process, mappingWords(m)})
		}
		return table(a.env.Stdout, rows)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say(model.Say{EN: "As JSON", ID: "Sebagai JSON"}))
	return cmd
}

// mappingWords is a mapping as the flags that made it.
func mappingWords(m model.ImportMap) string {
	var parts []string
	for flag, pairs := range map[string]map[string]string{"--map ": m.Columns, "--set ": m.Set, "--split ": m.Split} {
		for name, value := range pairs {
			parts = append(parts, flag+name+"="+oneLine(model.CleanText(value)))
		}
	}
	if m.Division != "" {
		parts = append(parts, "--division "+m.Division)
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

func (a *app) mappingForgetCmd() *cobra.Command {
	var as string
	cmd := a.command(about{
		use:     "forget NAME",
		short:   model.Say{EN: "Forget a mapping; what was imported by it stays", ID: "Lupakan sebuah pemetaan; yang sudah diimpor tetap ada"},
		example: "alur mapping forget shopee",
	}, wants(model.Say{EN: "the name of the mapping", ID: "nama pemetaannya"}), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		next, ok := shop.WithoutImportMap(args[0])
		if !ok {
			return unknown(model.Say{EN: "There is no mapping %q", ID: "Tidak ada pemetaan %q"}, args[0], slices.Sorted(maps.Keys(shop.ImportMaps)))
		}
		return a.perform(s, p, []model.Act{model.ChangeSettings{Settings: next}})
	})
	a.asFlag(cmd, &as)
	return cmd
}
