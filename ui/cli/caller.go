package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui"
)

// Caller is a station that runs a command over SSH. Nobody acts there without
// a PIN, and nothing of the shop's PC but the shop is read or written.
type Caller struct {
	// Station is its name, for the record.
	Station string
	// Store is the shop, which stays open.
	Store *store.Store
	// Secret asks for a text that nobody sees; nil where the caller has no
	// terminal and the text is the next line of standard input.
	Secret func(prompt string) (string, error)
	// Typed are the lines typed at the caller's terminal; nil where there is none.
	Typed io.Reader
	// Screens completes the options of the caller's screens.
	Screens func(o ui.Options) ui.Options
}

// via is where an act came in, for the record.
func (a *app) via() string {
	if a.env.Caller != nil {
		return a.env.Caller.Station
	}
	return model.CommandLine
}

// admit lets a command of a caller run: one that may, for a person who has
// signed in. On the shop's own PC all run.
func (a *app) admit(cmd *cobra.Command) error {
	if a.env.Caller == nil {
		return nil
	}
	who := reaches()[pathOf(cmd)]
	if pathOf(cmd) == "" && a.global.plain {
		who = anybody // It asks itself who is there.
	}
	if err := a.closed(cmd, who); err != nil || who == anybody {
		return err
	}
	s, shop, err := a.shop()
	if err != nil {
		return err
	}
	as := ""
	if f := cmd.Flags().Lookup("as"); f != nil {
		as = f.Value.String()
	}
	p, err := whoActs(shop, as)
	if err != nil {
		return err
	}
	if err := a.admitPIN(s, p); err != nil {
		return err
	}
	if who == overseers && !p.Owner && !p.Auditor {
		return fail(model.Say{
			EN: "Only an owner or an auditor may see that from another PC. Ask %s.",
			ID: "Hanya pemilik atau auditor yang boleh melihat itu dari PC lain. Tanyakan kepada %s.",
		}, shop.Name(firstOwner(shop).ID))
	}
	a.caller = p
	return nil
}

// admitPIN lets a person in whose PIN fits. A wrong one counts as on the screens.
func (a *app) admitPIN(s *store.Store, p *model.Person) error {
	if p.PIN == "" {
		return model.NoPIN(p)
	}
	pin, err := a.askPIN(model.Say{EN: "PIN of %s: ", ID: "PIN %s: "}, p.Name)
	if err != nil {
		return err
	}
	if pin == "" {
		return fail(model.Say{
			EN: "Over SSH a PIN is asked, always. Call with ssh -t to type it unseen, or send it as the first line of standard input.",
			ID: "Lewat SSH PIN selalu ditanyakan. Panggil dengan ssh -t untuk mengetiknya tanpa terlihat, atau kirim sebagai baris pertama masukan standar.",
		})
	}
	_, err = s.SignIn(a.ctx, p.ID, pin, a.via())
	return err
}

// closed refuses what touches the shop's PC and not the shop, with the way
// that there is.
func (a *app) closed(cmd *cobra.Command, who reach) error {
	word := cmd.Name()
	switch flags := cmd.Flags(); {
	case word == "demo" || word == "join" || flags.Changed("log"):
		return fail(model.Say{
			EN: "That needs no shop: run it without ssh, with the alur of your own PC.",
			ID: "Itu tidak perlu toko: jalankan tanpa ssh, dengan alur di PC Anda sendiri.",
		})
	case flags.Changed("db"), flags.Changed("store"):
		return fail(model.Say{
			EN: "Over SSH there is one shop, the one that is served. Leave --db and --store away.",
			ID: "Lewat SSH hanya ada satu toko, yaitu yang dilayani. Hilangkan --db dan --store.",
		})
	case flags.Changed("output"):
		return fail(model.Say{
			EN: "Over SSH no file is written on the shop's PC. Leave -o away and keep what comes: ssh HOST alur %s ... > FILE",
			ID: "Lewat SSH tidak ada berkas yang ditulis di PC toko. Hilangkan -o dan simpan yang datang: ssh HOST alur %s ... > BERKAS",
		}, pathOf(cmd))
	case who == atHomeOnly, flags.Changed("forgotten"):
		return fail(model.Say{
			EN: "alur %s is done on the shop's own PC, not over SSH.",
			ID: "alur %s dilakukan di PC toko sendiri, tidak lewat SSH.",
		}, pathOf(cmd))
	}
	return nil
}

func pathOf(cmd *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), "alur"), " ")
}
