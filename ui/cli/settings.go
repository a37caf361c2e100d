package cli

import (
	"cmp"
	"strconv"

	"github.com/spf13/cobra"

	"alur/model"
)

// setting is one thing an owner sets for the shop.
type setting struct {
	key string
	get func(model.Settings) string
	set func(*model.Settings, string) error
	// here is true where it can be set on the shop's own PC alone.
	here bool
}

// keyLang is the language of the shop, which holds for whoever has none of
// their own.
const keyLang = "lang"

// tellOwnLang says that the first owner, who is told the day, keeps a language of
// their own.
func (a *app) tellOwnLang(shop *model.Shop) {
	if p := firstOwner(shop); p != nil && p.Lang != "" && p.Lang != shop.Lang {
		a.talk(model.Say{
			EN: "%s has a language of their own, %s, and the day is told in it: alur person set %s --speaks %s changes that.",
			ID: "%s punya bahasa sendiri, %s, dan rangkuman hari memakainya: alur person set %s --speaks %s mengubahnya.",
		}, p.Name, string(p.Lang), p.ID, string(shop.Lang))
	}
}

// settings is the table of what settings get and set know.
func settings() []setting {
	text := func(key string, at func(*model.Settings) *string) setting {
		return setting{
			key: key,
			get: func(s model.Settings) string { return *at(&s) },
			set: func(s *model.Settings, v string) error { *at(s) = v; return nil },
		}
	}
	return []setting{
		text("name", func(s *model.Settings) *string { return &s.Name }),
		text(keyLang, func(s *model.Settings) *string { return (*string)(&s.Lang) }),
		text("zone", func(s *model.Settings) *string { return &s.Zone }),
		text("currency", func(s *model.Settings) *string { return &s.Currency }),
		text("decimal", func(s *model.Settings) *string { return &s.Decimal }),
		text("csv_separator", func(s *model.Settings) *string { return &s.CSVSeparator }),
		text("idle_lock", func(s *model.Settings) *string { return &s.IdleLock }),
		{key: "in_hand", get: func(s model.Settings) string { return strconv.Itoa(s.InHand) }, set: setInHand},
		{key: "claims_back", get: func(s model.Settings) string { return cmp.Or(s.ClaimsBack, model.BackAtClosing) }, set: setClaimsBack},
		{key: "wake_owner", get: func(s model.Settings) string { return cmp.Or(s.WakeOwner, model.WakeUsual) }, set: setWakeOwner},
		text("tell_email", func(s *model.Settings) *string { return &s.Tell.Email }),
		text("tell_phone", func(s *model.Settings) *string { return &s.Tell.Phone }),
		text("tell_smtp", func(s *model.Settings) *string { return &s.Tell.SMTP }),
		text("tell_url", func(s *model.Settings) *string { return &s.Tell.URL }),
		text("tell_file", func(s *model.Settings) *string { return &s.Tell.File }),
		{key: "backup_folder", get: func(s model.Settings) string { return s.BackupFolder }, set: setBackupFolder, here: true},
		{key: "ask_pin", get: func(s model.Settings) string { return yesNo(s.AskPIN) }, set: setAskPIN},
	}
}

func setInHand(s *model.Settings, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return fail(model.Say{EN: "in_hand is 1 or 2, not %q.", ID: "in_hand adalah 1 atau 2, bukan %q."}, v)
	}
	s.InHand = n
	return nil
}

func setClaimsBack(s *model.Settings, v string) error {
	s.ClaimsBack = v
	return nil
}

func setBackupFolder(s *model.Settings, v string) error {
	s.BackupFolder = v
	return nil
}

func setWakeOwner(s *model.Settings, v string) error {
	s.WakeOwner = v
	return nil
}

func setAskPIN(s *model.Settings, v string) error {
	field := model.Field{Name: "ask_pin", Type: model.YesNoField}
	value, err := model.ParseValue(field, v)
	if err != nil {
		return fail(model.Say{EN: "ask_pin is yes or no, not %q.", ID: "ask_pin adalah yes atau no, bukan %q."}, v)
	}
	s.AskPIN = value.Text == "yes"
	return nil
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func findSetting(key string) (setting, error) {
	var keys []string
	for _, s := range settings() {
		if s.key == key {
			return s, nil
		}
		keys = append(keys, s.key)
	}
	return setting{}, unknown(model.Say{EN: "There is no setting %q", ID: "Tidak ada setelan %q"}, key, keys)
}

func (a *app) settingsCmd() *cobra.Command {
	return a.family("settings", model.Say{EN: "Name, language, time zone and numbers of the shop", ID: "Nama, bahasa, zona waktu dan angka toko"},
		a.settingsGetCmd(), a.settingsSetCmd())
}

func (a *app) settingsGetCmd() *cobra.Command {
	return a.command(about{
		use:   "get [KEY]",
		short: model.Say{EN: "One setting, or all", ID: "Satu setelan, atau semua"},
	}, wantsAtMost(1), func(args []string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		if len(args) == 1 {
			s, err := findSetting(args[0])
			if err != nil {
				return err
			}
			return a.print("%s", s.get(shop.Settings))
		}
		var rows [][]string
		for _, s := range settings() {
			rows = append(rows, []string{s.key, s.get(shop.Settings)})
		}
		return table(a.env.Stdout, rows)
	})
}

func (a *app) settingsSetCmd() *cobra.Command {
	var as string
	cmd := a.command(about{
		use:     "set KEY VALUE",
		short:   model.Say{EN: "Change a setting", ID: "Ubah setelan"},
		example: "alur settings set zone Asia/Makassar\nalur settings set ask_pin yes",
	}, wants(model.Say{EN: "which setting", ID: "setelan yang mana"}, model.Say{EN: "its value", ID: "nilainya"}), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		known, err := findSetting(args[0])
		if err != nil {
			return err
		}
		if known.here && a.env.Caller != nil {
			return fail(model.Say{
				EN: "%s is about the files of the shop's own PC: set it there.",
				ID: "%s menyangkut berkas di PC toko sendiri: atur di sana.",
			}, known.key)
		}
		next := shop.Settings
		if err := known.set(&next, args[1]); err != nil {
			return err
		}
		if p.Owner && (shop.Same(next) || known.get(next) == known.get(shop.Settings)) {
			a.talk(model.Say{EN: "It is so already; nothing was changed.", ID: "Sudah begitu; tidak ada yang diubah."})
			return a.print("%s = %s", known.key, known.get(shop.Settings))
		}
		if err := a.perform(s, p, []model.Act{model.ChangeSettings{Settings: next}}); err != nil {
			return err
		}
		if shop, err = s.Shop(a.ctx); err != nil {
			return err
		}
		if known.key == keyLang {
			a.tellOwnLang(shop)
		}
		return a.print("%s = %s", known.key, known.get(shop.Settings))
	})
	a.asFlag(cmd, &as)
	return cmd
}
