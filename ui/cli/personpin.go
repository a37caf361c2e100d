package cli

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/user"
	"strconv"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) personPinCmd() *cobra.Command {
	var as string
	var remove, forgotten bool
	cmd := a.command(about{
		use:   "pin NAME",
		short: model.Say{EN: "Set or remove a PIN", ID: "Pasang atau hapus PIN"},
		long: model.Say{
			EN: "Set the PIN of a person. It is asked for at the terminal, or read from standard input; never given as an argument. An owner who has forgotten the PIN sets a new one at the shop's own PC with --forgotten: it asks for no old one, the record says which account of the PC did it, and every owner is told.",
			ID: "Pasang PIN seseorang. PIN ditanyakan di terminal atau dibaca dari masukan standar; tidak pernah sebagai argumen. Pemilik yang lupa PIN memasang yang baru di PC toko sendiri dengan --forgotten: PIN lama tidak ditanyakan, catatan menyebut akun PC mana yang melakukannya, dan semua pemilik diberi tahu.",
		},
		example: "alur person pin Sari\nalur person pin Hendra --forgotten",
	}, wants(wordPerson), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		if forgotten {
			return a.forgottenPIN(s, shop, args[0])
		}
		by, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		p, err := findPerson(shop, args[0])
		if err != nil {
			return err
		}
		act := model.SetPIN{Person: p.ID}
		if !remove {
			if act.Hash, err = a.newPIN(p); err != nil {
				return err
			}
		}
		if err := a.perform(s, by, []model.Act{act}); err != nil {
			return err
		}
		if remove {
			return a.print("%s", a.say(model.Say{EN: "%s has no PIN now.", ID: "%s sekarang tanpa PIN."}, p.Name))
		}
		return a.print("%s", a.say(model.Say{EN: "%s has a new PIN.", ID: "%s punya PIN baru."}, p.Name))
	})
	a.asFlag(cmd, &as)
	cmd.Flags().BoolVar(&remove, "remove", false, a.say(model.Say{EN: "Remove the PIN", ID: "Hapus PIN"}))
	cmd.Flags().BoolVar(&forgotten, "forgotten", false, a.say(model.Say{EN: "An owner's PIN, without the old one: only at the shop's own PC", ID: "PIN pemilik, tanpa PIN lama: hanya di PC toko sendiri"}))
	cmd.MarkFlagsMutuallyExclusive("remove", "forgotten")
	return cmd
}

// forgottenPIN sets the PIN of an owner for the account that runs alur at the
// shop's own PC: whoever may write the file needs no PIN to.
func (a *app) forgottenPIN(s *store.Store, shop *model.Shop, name string) error {
	p, err := findPerson(shop, name)
	if err != nil {
		return err
	}
	act := model.SetPIN{Person: p.ID, Account: accountHere()}
	if act.Hash, err = a.newPIN(p); err != nil {
		return err
	}
	if _, err := s.Do(a.ctx, model.Command{Op: newOp(), Station: a.via(), Act: act}); err != nil {
		return err
	}
	return a.print("%s", a.say(model.Say{
		EN: "%s has a new PIN. The record says that the account %s set it without the old one, and the owners are told.",
		ID: "%s punya PIN baru. Catatan menyebut bahwa akun %s mengaturnya tanpa PIN lama, dan pemilik diberi tahu.",
	}, p.Name, act.Account))
}

// accountHere is the account of this PC that runs alur.
func accountHere() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return model.CleanText(u.Username)
	}
	return strconv.Itoa(os.Getuid())
}

// newPIN asks for a new PIN, twice at a terminal, and hashes it.
func (a *app) newPIN(p *model.Person) (string, error) {
	pin, err := a.askPIN(model.Say{EN: "New PIN of %s: ", ID: "PIN baru %s: "}, p.Name)
	if err != nil {
		return "", err
	}
	if a.env.IsTerminal(a.env.Stdin) {
		again, err := a.askPIN(model.Say{EN: "Once more: ", ID: "Sekali lagi: "})
		if err != nil {
			return "", err
		}
		if again != pin {
			return "", fail(model.Say{EN: "The two differ. Nothing was changed.", ID: "Keduanya berbeda. Tidak ada yang berubah."})
		}
	}
	var salt [16]byte
	if _, err := rand.Read(salt[:]); err != nil {
		return "", fmt.Errorf("make a salt: %w", err)
	}
	return model.HashPIN(pin, salt[:])
}
