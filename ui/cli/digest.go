package cli

import (
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
)

func (a *app) digestCmd() *cobra.Command {
	var since, as string
	var asJSON bool
	cmd := a.command(about{
		use:   "digest",
		short: model.Say{EN: "The day in one page: what was finished, what is late and why, what needs you", ID: "Rangkuman hari: apa yang selesai, apa yang terlambat dan mengapa, apa yang membutuhkan Anda"},
		long: model.Say{
			EN: "The day in one page, since the last closing, and while the shop is closed the day that just ended: what was finished, what is late and why, what needs the owner, for which roles nobody is here, how much ran without the owner in the last weeks and where not, and the head of the record. While the screens or a server are open, alur makes one by itself each time the shop closes; it stands in the record.",
			ID: "Rangkuman hari sejak toko terakhir tutup, dan selama toko tutup hari yang baru berakhir: apa yang selesai, apa yang terlambat dan mengapa, apa yang membutuhkan pemilik, peran apa yang tidak ada orangnya, berapa banyak yang berjalan tanpa pemilik dalam minggu-minggu terakhir dan di mana tidak, serta kepala catatan. Selama layar atau server terbuka, alur membuatnya sendiri setiap kali toko tutup, dan menyimpannya di catatan.",
		},
		example: "alur digest\nalur digest --since 7d --lang id",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		from := cal.DayTold(s.Now())
		if since != "" {
			if from, _, err = (workFlags{since: since}).period(0, s.Now(), cal); err != nil {
				return err
			}
		}
		in, err := s.Digest(a.ctx, p.ID, from)
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(digestDocOf(in))
		}
		return a.print("%s", story.Markdown(digest.Tell(in, a.lang)))
	})
	cmd.Flags().StringVar(&since, "since", "", a.say(model.Say{EN: "From then on: 2026-11-23, 7d", ID: "Sejak: 2026-11-23, 7d"}))
	a.asFlag(cmd, &as)
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

// digestDoc is a digest as JSON: how much runs without the owner.
type digestDoc struct {
	Since time.Time    `json:"since"`
	Weeks []digestWeek `json:"weeks"`
	Needs []digestNeed `json:"needs"`
	Head  string       `json:"head,omitempty"`
}

type digestWeek struct {
	From     string `json:"from"`
	Finished int    `json:"finished"`
	Alone    int    `json:"without_owner"`
}

type digestNeed struct {
	Process string `json:"process"`
	Step    string `json:"step,omitempty"`
	Title   string `json:"title"`
	Why     string `json:"why"`
	Times   int    `json:"times"`
}

func digestDocOf(in digest.Input) digestDoc {
	w := digest.WithoutOwner(in.Shop, in.Calendar, in.Now, in.Ended)
	doc := digestDoc{Since: in.Since, Head: in.Head, Weeks: []digestWeek{}, Needs: []digestNeed{}}
	for _, week := range w.Weeks {
		doc.Weeks = append(doc.Weeks, digestWeek{week.From.Format(time.DateOnly), week.Finished, week.Alone})
	}
	for _, n := range w.Needs {
		doc.Needs = append(doc.Needs, digestNeed{n.Process, n.Step, n.Title, string(n.Why), n.Times})
	}
	return doc
}
