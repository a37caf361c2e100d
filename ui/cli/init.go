package cli

import (
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/ui"
)

func (a *app) initCmd() *cobra.Command {
	var shopName, owner, zone string
	var firstTask bool
	cmd := a.command(about{
		use:   "init [--shop NAME] [--owner NAME]",
		short: model.Say{EN: "A new shop, without questions", ID: "Toko baru, tanpa pertanyaan"},
		long: model.Say{
			EN: "Make the database of a new shop. No PIN is needed; the language is that of --lang. It is empty, so that a script knows what is in it; --first-task adds what the screens add.",
			ID: "Buat database toko baru. Tidak perlu PIN; bahasanya sesuai --lang. Isinya kosong, agar skrip tahu apa isinya; --first-task menambah yang ditambah layar.",
		},
		example: `alur init --shop "Toko Maju" --owner Hendra --lang id`,
	}, wants(), func([]string) error {
		s, err := a.openOrCreate()
		if err != nil {
			return err
		}
		if zone == "" {
			zone = ui.ZoneOf(a.env.Clock().In(time.Local))
		}
		act := model.CreateShop{Settings: model.Settings{Name: shopName, Lang: a.lang, Zone: zone}, Owner: owner}
		if act.Owner == "" {
			act.Owner = a.say(model.Say{EN: "Owner", ID: "Pemilik"})
		}
		if _, err := s.Do(a.ctx, model.Command{Op: newOp(), Station: a.via(), Act: act}); err != nil {
			return err
		}
		shop, err := s.Shop(a.ctx)
		if err != nil {
			return err
		}
		if firstTask {
			if err := ui.FirstTask(a.ctx, s, firstOwner(shop).ID, a.via(), shop.Settings.Lang); err != nil {
				return err
			}
		}
		if err := a.print("%s", a.place()); err != nil {
			return err
		}
		a.talk(model.Say{
			EN: "%s is ready, %s owns it. Next: alur process publish online-order, then alur person add NAME --role ROLE",
			ID: "%s siap, pemiliknya %s. Berikutnya: alur process publish online-order, lalu alur person add NAMA --role PERAN",
		}, shop.Settings.Name, firstOwner(shop).Name)
		return nil
	})
	f := cmd.Flags()
	f.StringVar(&shopName, "shop", "", a.say(model.Say{EN: "The name of the shop", ID: "Nama toko"}))
	f.StringVar(&owner, "owner", "", a.say(model.Say{EN: "The name of its owner", ID: "Nama pemiliknya"}))
	f.StringVar(&zone, "zone", "", a.say(model.Say{EN: "Its time zone, such as Asia/Jakarta", ID: "Zona waktunya, misalnya Asia/Jakarta"}))
	f.BoolVar(&firstTask, "first-task", false, a.say(model.Say{EN: "With the first task that the screens give a new owner: add a colleague", ID: "Dengan tugas pertama yang diberikan layar kepada pemilik baru: menambah rekan"}))
	return cmd
}
