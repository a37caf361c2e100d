package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) personCmd() *cobra.Command {
	return a.family("person", model.Say{EN: "Who works here", ID: "Siapa yang bekerja di sini"},
		a.personListCmd(), a.personAddCmd(), a.personSetCmd(), a.personPinCmd())
}

func (a *app) personListCmd() *cobra.Command {
	return a.command(about{
		use:   "list",
		short: model.Say{EN: "Everybody and their roles", ID: "Semua orang dan perannya"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		var rows [][]string
		for _, p := range sortedPeople(shop) {
			roles := append([]string{}, p.Roles...)
			if p.Owner {
				roles = append(roles, a.say(model.Say{EN: "owner", ID: "pemilik"}))
			}
			if p.Auditor {
				roles = append(roles, "auditor")
			}
			notes := []string{}
			if p.PIN != "" {
				notes = append(notes, "PIN")
			}
			if p.Gone {
				notes = append(notes, a.say(model.Say{EN: "left", ID: "sudah keluar"}))
			}
			rows = append(rows, []string{p.ID, p.Name, strings.Join(roles, ", "), shop.DivisionName(p.Division), strings.Join(notes, ", ")})
		}
		return table(a.env.Stdout, rows)
	})
}

// personFlags are what add and set can say of somebody.
type personFlags struct {
	as, name, lang, division, address string
	roles, deputy                     []string
	gone, here                        bool
}

func (a *app) personFlags(cmd *cobra.Command, p *personFlags) {
	f := cmd.Flags()
	f.StringArrayVar(&p.roles, "role", nil, a.say(model.Say{
		EN: "A role; owner and auditor are special",
		ID: "Peran; owner (pemilik) dan auditor bersifat khusus",
	}))
	f.StringArrayVar(&p.deputy, "deputy", nil, a.say(model.Say{
		EN: "Roles the person helps out in once their work is overdue",
		ID: "Peran yang dibantu orang itu bila pekerjaannya lewat waktu",
	}))
	f.StringVar(&p.division, "division", "", a.say(model.Say{EN: "Where the person works", ID: "Tempat orang itu bekerja"}))
	f.StringVar(&p.address, "address", "", a.say(model.Say{
		EN: "Where the person is told something outside alur: a mail address or a phone number",
		ID: "Tempat orang itu diberi tahu di luar alur: alamat surel atau nomor telepon",
	}))
	f.StringVar(&p.lang, "speaks", "", a.say(model.Say{EN: "The person's language: en or id", ID: "Bahasa orang itu: en atau id"}))
	a.asFlag(cmd, &p.as)
}

// apply puts what the flags say into a person.
func (f personFlags) apply(shop *model.Shop, p *model.Person, cmd *cobra.Command) error {
	if cmd.Flags().Changed("role") {
		p.Roles, p.Owner, p.Auditor = nil, false, false
		for _, role := range f.roles {
			switch {
			case model.OwnerRole(role):
				p.Owner = true
			case strings.EqualFold(role, "auditor"):
				p.Auditor = true
			default:
				p.Roles = append(p.Roles, role)
			}
		}
	}
	if cmd.Flags().Changed("address") {
		p.Address = f.address
	}
	if cmd.Flags().Changed("deputy") {
		p.Deputy = f.deputy
	}
	if cmd.Flags().Changed("division") {
		var err error
		if p.Division, err = findDivision(shop, f.division); err != nil {
			return err
		}
	}
	if f.lang != "" {
		l, ok := langOf(f.lang)
		if !ok {
			return fail(model.Say{EN: "--speaks is en or id, not %q.", ID: "--speaks adalah en atau id, bukan %q."}, f.lang)
		}
		p.Lang = l
	}
	return nil
}

func (a *app) personAddCmd() *cobra.Command {
	var flags personFlags
	var cmd *cobra.Command
	cmd = a.command(about{
		use:     "add NAME --role R...",
		short:   model.Say{EN: "Add somebody", ID: "Tambah orang"},
		example: "alur person add Sari --role warehouse",
	}, wants(wordPerson), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		by, err := a.actor(s, shop, flags.as)
		if err != nil {
			return err
		}
		p := model.Person{Name: args[0]}
		if err := flags.apply(shop, &p, cmd); err != nil {
			return err
		}
		r, err := s.Do(a.ctx, model.Command{Op: newOp(), By: by.ID, Station: a.via(), Act: model.AddPerson{Person: p}})
		if err != nil {
			return err
		}
		for _, e := range r.Events {
			if added, ok := e.Body.(model.PersonAdded); ok {
				a.strayRoles(s, shop, added.Person)
				return a.print("%s", added.Person.ID)
			}
		}
		return nil
	})
	a.personFlags(cmd, &flags)
	return cmd
}

func (a *app) personSetCmd() *cobra.Command {
	var flags personFlags
	var cmd *cobra.Command
	cmd = a.command(about{
		use:     "set NAME ...",
		short:   model.Say{EN: "Change what is known of somebody", ID: "Ubah data seseorang"},
		example: "alur person set Sari --role warehouse --role accounts\nalur person set Budi --gone",
	}, wants(wordPerson), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		by, err := a.actor(s, shop, flags.as)
		if err != nil {
			return err
		}
		old, err := findPerson(shop, args[0])
		if err != nil {
			return err
		}
		p := *old
		if err := flags.apply(shop, &p, cmd); err != nil {
			return err
		}
		if flags.name != "" {
			p.Name = flags.name
		}
		p.Gone = (p.Gone || flags.gone) && !flags.here
		if err := a.perform(s, by, []model.Act{model.ChangePerson{Person: p}}); err != nil {
			return err
		}
		if cmd.Flags().Changed("role") {
			a.strayRoles(s, shop, p)
		}
		return a.print("%s", p.ID)
	})
	a.personFlags(cmd, &flags)
	f := cmd.Flags()
	f.StringVar(&flags.name, "name", "", a.say(model.Say{EN: "A new name", ID: "Nama baru"}))
	f.BoolVar(&flags.gone, "gone", false, a.say(model.Say{EN: "Does not work here any more", ID: "Sudah tidak bekerja di sini"}))
	f.BoolVar(&flags.here, "returned", false, a.say(model.Say{EN: "Works here again", ID: "Bekerja di sini lagi"}))
	return cmd
}
