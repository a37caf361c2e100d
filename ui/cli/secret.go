package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) secretCmd() *cobra.Command {
	return a.family("secret", model.Say{EN: "What other programs sign with that send orders", ID: "Yang dipakai program lain untuk menandatangani pesanan"},
		a.secretOf(about{
			use:   "show PROCESS",
			short: model.Say{EN: "The secret of a process; it is made where there is none", ID: "Rahasia sebuah proses; dibuat bila belum ada"},
			long: model.Say{
				EN: "The secret of a process, alone on standard output: give it to the web shop that sends to /in/PROCESS, and to the program that its steps send cases to (send:), which are signed with it too. Its characters are the key, as they stand there. It is kept in the shop's file, and so in its backups; the record only knows that it was made.",
				ID: "Rahasia sebuah proses, sendirian di keluaran standar: berikan kepada toko web yang mengirim ke /in/PROSES, dan kepada program yang dikirimi kasus oleh langkahnya (send:), yang juga ditandatangani dengannya. Huruf-hurufnya itulah kuncinya, apa adanya. Disimpan di berkas toko, jadi juga di cadangannya; catatan hanya tahu bahwa rahasia itu dibuat.",
			},
			example: "alur secret show online-order",
		}, true),
		a.secretOf(about{
			use:   "new PROCESS",
			short: model.Say{EN: "Another secret: the one before opens nothing any more", ID: "Rahasia baru: yang lama tidak berlaku lagi"},
		}, false))
}

// secretOf writes the secret of a process; once keeps the one that is there.
func (a *app) secretOf(w about, once bool) *cobra.Command {
	return a.ownersCmd(w, wants(wordProcess), func(s *store.Store, p *model.Person, args []string) error {
		shop, err := s.Shop(a.ctx)
		if err != nil {
			return err
		}
		head, err := findProcess(shop, args[0])
		if err != nil {
			return err
		}
		secret, err := s.MakeSecret(a.ctx, p.ID, a.via(), head.ID, store.NewSecret(), once)
		if err != nil {
			return err
		}
		return a.print("%s", secret)
	})
}

// ownersCmd is a command that an owner alone may run, who is the one where --as
// names nobody.
func (a *app) ownersCmd(w about, args cobra.PositionalArgs, do func(s *store.Store, p *model.Person, args []string) error) *cobra.Command {
	return a.stationAct(w, args, func(s *store.Store, p *model.Person, args []string) error {
		if p.Owner {
			return do(s, p, args)
		}
		shop, err := s.Shop(a.ctx)
		if err != nil {
			return err
		}
		return fail(model.Say{
			EN: "Only an owner may do that. Ask %s.",
			ID: "Hanya pemilik yang boleh melakukan itu. Tanyakan kepada %s.",
		}, firstOwner(shop).Name)
	})
}
