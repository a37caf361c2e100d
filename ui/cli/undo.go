package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) undoCmd() *cobra.Command {
	j := &job{app: a}
	w := about{
		use:     "undo --as NAME",
		short:   model.Say{EN: "Take back your own last act", ID: "Urungkan tindakan Anda yang terakhir"},
		long:    model.Say{EN: "Take back your own last act, while nobody has built on it. Nothing is erased: it is one more line of the record.", ID: "Urungkan tindakan Anda yang terakhir, selama belum dilanjutkan orang lain. Tidak ada yang dihapus: hanya bertambah satu baris catatan."},
		example: "alur undo --as Sari",
	}
	cmd := a.command(w, wants(), func([]string) error {
		if err := j.open(w); err != nil {
			return err
		}
		r, err := j.store.Do(a.ctx, model.Command{Op: newOp(), By: j.person.ID, Station: a.via(), Act: model.Undo{}})
		if err != nil {
			return err
		}
		return a.print("%s", a.say(model.Say{EN: "%s: undone", ID: "%s: diurungkan"}, r.Case))
	})
	a.asFlag(cmd, &j.as)
	return cmd
}
