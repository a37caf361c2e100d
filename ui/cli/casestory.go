package cli

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store/export"
)

func (a *app) caseStoryCmd() *cobra.Command {
	var file, as string
	cmd := a.command(about{
		use:   "story CASE",
		short: model.Say{EN: "The whole story of a case, to be printed: who did what, when and why", ID: "Riwayat lengkap sebuah kasus untuk dicetak: siapa melakukan apa, kapan, mengapa"},
		long: model.Say{
			EN: "The whole story of a case, for a customer or an auditor: who did what, when and why, with ticks, entries, comments and pauses; how long each step waited and was worked on; and the head of the record it stands in. Markdown in plain lines of at most 80 columns. With -o it goes to a file, and that stands in the record.",
			ID: "Riwayat lengkap sebuah kasus, untuk pelanggan atau auditor: siapa melakukan apa, kapan, mengapa, dengan centang, isian, komentar dan jeda; berapa lama tiap langkah menunggu dan dikerjakan; serta kepala catatannya. Markdown dengan baris paling panjang 80 kolom. Dengan -o ia masuk berkas, dan itu masuk catatan.",
		},
		example: "alur case story online-order-1\nalur case story online-order-1 --lang id -o order-1.md",
	}, wants(wordCase), func(args []string) error {
		s, shop, err := a.past()
		if err != nil {
			return err
		}
		c, _, err := a.findCase(s, args[0])
		if err != nil {
			return err
		}
		r := export.Request{What: export.Story, Form: export.Markdown, Case: c.ID, Lang: a.lang}
		if file == "" {
			if _, err = export.Write(a.ctx, a.env.Stdout, s, r); err != nil {
				return err
			}
			return a.tellArchived(s, c.ID)
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		report, err := export.ToFile(a.ctx, file, s, r, a.noteExport(s, p))
		if errors.Is(err, fs.ErrExist) {
			return alreadyThere(file)
		}
		if err != nil {
			return err
		}
		a.exported(report)
		return a.tellArchived(s, c.ID)
	})
	cmd.Flags().StringVarP(&file, "output", "o", "", a.say(model.Say{EN: "Write to this new file", ID: "Tulis ke berkas baru ini"}))
	a.asFlag(cmd, &as)
	return cmd
}
