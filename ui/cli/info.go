package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) infoCmd() *cobra.Command {
	return a.command(about{
		use:   "info",
		short: model.Say{EN: "Every path, and what alur goes by", ID: "Semua lokasi, dan setelan yang dipakai alur"},
	}, wants(), func([]string) error {
		program, err := os.Executable()
		if err != nil {
			program = "-"
		}
		rows := [][]string{
			{a.say(model.Say{EN: "program", ID: "program"}), program},
			{a.say(model.Say{EN: "version", ID: "versi"}), version() + " " + runtime.Version()},
			{"database", a.place()},
			{a.say(model.Say{EN: "data folder", ID: "folder data"}), a.dataFolder()},
			{a.say(model.Say{EN: "join folder", ID: "folder join"}), filepath.Join(a.dataFolder(), "join")},
			{a.say(model.Say{EN: "language", ID: "bahasa"}), string(a.lang)},
		}
		if !a.isPlaced() {
			rows = append(rows, []string{a.say(model.Say{EN: "shop", ID: "toko"}), a.say(model.Say{EN: "none yet: alur init", ID: "belum ada: alur init"})})
			return table(a.env.Stdout, rows)
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		head, err := s.Head(a.ctx)
		if err != nil {
			return err
		}
		rows = append(rows,
			[]string{a.say(model.Say{EN: "shop", ID: "toko"}), shop.Settings.Name},
			[]string{a.say(model.Say{EN: "time zone", ID: "zona waktu"}), shop.Zone},
			[]string{a.say(model.Say{EN: "record", ID: "catatan"}), head.String()},
		)
		archive, err := a.archiveRows(s)
		if err != nil {
			return err
		}
		rows = append(rows, archive...)
		about, err := a.backupRows(s, shop)
		if err != nil {
			return err
		}
		return table(a.env.Stdout, append(rows, about...))
	})
}

func (a *app) versionCmd() *cobra.Command {
	return a.command(about{
		use:   "version",
		short: model.Say{EN: "The version of alur", ID: "Versi alur"},
	}, wants(), func([]string) error {
		return a.print("alur %s %s %s/%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	})
}

// version is that of the module, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}
