package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

var wordDivision = model.Say{EN: "a division", ID: "divisi"}

func (a *app) divisionCmd() *cobra.Command {
	return a.family("division", model.Say{EN: "Parts of the shop that work apart", ID: "Bagian toko yang bekerja terpisah"},
		a.divisionListCmd(), a.divisionAddCmd(), a.divisionRenameCmd(), a.divisionRemoveCmd())
}

// findDivision is the id of a division that is there, by what it is called or
// by its id; no text is the whole shop. One that was not added is mostly a
// slip, and would be a division of its own without anybody in it.
func findDivision(shop *model.Shop, text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	id, ids := shop.DivisionID(text), shop.DivisionIDs()
	if slices.Contains(ids, id) {
		return id, nil
	}
	if len(ids) == 0 {
		return "", fail(model.Say{
			EN: "There is no division %q: the shop has none. alur division add NAME makes one.",
			ID: "Tidak ada divisi %q: toko ini belum punya divisi. alur division add NAMA membuatnya.",
		}, text)
	}
	var known []string
	for _, id := range ids {
		known = append(known, shop.DivisionName(id))
	}
	return "", unknown(model.Say{EN: "There is no division %q", ID: "Tidak ada divisi %q"}, text, known)
}

func (a *app) divisionListCmd() *cobra.Command {
	return a.command(about{
		use:   "list",
		short: model.Say{EN: "Every division, how many people work there, and whether it has hours of its own", ID: "Semua divisi, jumlah orangnya, dan apakah punya jam sendiri"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		var rows [][]string
		for _, id := range shop.DivisionIDs() {
			people := 0
			for _, p := range shop.People {
				if p.Division == id && !p.Gone {
					people++
				}
			}
			who := strconv.Itoa(people) + " " + a.say(model.Say{EN: "people", ID: "orang"})
			if people == 1 {
				who = a.say(model.Say{EN: "1 person", ID: "1 orang"})
			}
			hours := ""
			if _, own := shop.DivisionHours[id]; own {
				hours = a.say(model.Say{EN: "own hours", ID: "jam sendiri"})
			}
			rows = append(rows, []string{shop.DivisionName(id), who, hours})
		}
		return table(a.env.Stdout, rows)
	})
}

func (a *app) divisionAddCmd() *cobra.Command {
	return a.divisionAct(about{
		use:     "add NAME",
		short:   model.Say{EN: "Add a division", ID: "Tambah divisi"},
		example: "alur division add Bandung",
	}, []model.Say{{EN: "its name", ID: "namanya"}}, func(args []string) model.Act {
		return model.AddDivision{Name: args[0]}
	})
}

func (a *app) divisionRenameCmd() *cobra.Command {
	return a.divisionAct(about{
		use:   "rename DIVISION NAME",
		short: model.Say{EN: "Give a division another name", ID: "Ganti nama divisi"},
		long: model.Say{
			EN: "Give a division another name. It holds everywhere at once; cases and the record stay with it.",
			ID: "Ganti nama divisi. Nama baru langsung berlaku di mana-mana; kasus dan catatan tetap ikut.",
		},
		example: `alur division rename Bandung "Bandung Kota"`,
	}, []model.Say{wordDivision, {EN: "its new name", ID: "nama barunya"}}, func(args []string) model.Act {
		return model.RenameDivision{Division: args[0], Name: args[1]}
	})
}

func (a *app) divisionRemoveCmd() *cobra.Command {
	return a.divisionAct(about{
		use:   "remove DIVISION",
		short: model.Say{EN: "Remove a division that nobody and no running case belongs to", ID: "Hapus divisi yang tanpa orang dan tanpa kasus berjalan"},
	}, []model.Say{wordDivision}, func(args []string) model.Act {
		return model.RemoveDivision{Division: args[0]}
	})
}

// divisionAct is a command that changes which divisions there are. The first
// argument of all but the one that adds is a division.
func (a *app) divisionAct(w about, words []model.Say, act func(args []string) model.Act) *cobra.Command {
	var as string
	cmd := a.command(w, wants(words...), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		args = slices.Clone(args)
		id := ""
		if words[0] == wordDivision {
			if args[0], err = findDivision(shop, args[0]); err != nil {
				return err
			}
			id = args[0]
		}
		if err := a.perform(s, p, []model.Act{act(args)}); err != nil {
			return err
		}
		said := shop.DivisionName(id)
		if then, err := s.Shop(a.ctx); err == nil {
			if id == "" {
				id = then.DivisionID(args[0])
			}
			if slices.Contains(then.DivisionIDs(), id) {
				said = then.DivisionName(id)
			}
		}
		return a.print("%s", said)
	})
	a.asFlag(cmd, &as)
	return cmd
}
