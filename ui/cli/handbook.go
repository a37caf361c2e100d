package cli

import (
	"os"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/handbook"
	"alur/store/kv/wholefile"
)

func (a *app) handbookCmd() *cobra.Command {
	var file string
	cmd := a.command(about{
		use:   "handbook",
		short: model.Say{EN: "All processes in force as a guide for people", ID: "Semua proses yang berlaku sebagai panduan"},
		long: model.Say{
			EN: "All processes in force as a guide for people, in Markdown: who does what, when, how, and by which standard; what goes in and what comes out; and at the end what is asked of each role.",
			ID: "Semua proses yang berlaku sebagai panduan dalam bentuk Markdown: siapa mengerjakan apa, kapan, bagaimana, dan dengan standar apa; yang masuk dan yang keluar; di akhir, tugas tiap peran.",
		},
		example: "alur process handbook -o handbook.md",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		var entries []handbook.Entry
		for _, head := range sortedProcesses(shop) {
			if head.Retired {
				continue
			}
			for _, v := range shop.VersionsInForce(head) {
				f, err := s.Flow(a.ctx, head.ID, v.Version)
				if err != nil {
					return err
				}
				if f != nil {
					entries = append(entries, handbook.Entry{Flow: f, Where: v.Divisions, Share: v.Share})
				}
			}
		}
		text := handbook.Markdown(shop.Settings.Name, entries, a.lang)
		if file == "" {
			return a.print("%s", text)
		}
		return a.writeNew(file, text)
	})
	cmd.Flags().StringVarP(&file, "output", "o", "", a.say(model.Say{EN: "Write to this new file", ID: "Tulis ke berkas baru ini"}))
	return cmd
}

// writeNew writes a text to a file that must not be there yet; it appears
// whole or not at all.
func (a *app) writeNew(path, text string) error {
	if isThere(path) {
		return alreadyThere(path)
	}
	temp, err := wholefile.TempName(path)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }()
	if err := os.WriteFile(temp, []byte(text), 0o600); err != nil {
		return err
	}
	return wholefile.MoveNew(temp, path)
}
