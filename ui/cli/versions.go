package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) processVersionsCmd() *cobra.Command {
	return a.command(about{
		use:   "versions P",
		short: model.Say{EN: "Every version: when, by whom, for which divisions", ID: "Semua versi: kapan, oleh siapa, untuk divisi mana"},
	}, wants(wordProcess), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		head, err := findProcess(shop, args[0])
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		// Who published a version stands in the record alone.
		events, err := s.Audit(a.ctx, store.AuditQuery{Names: []string{"process.published"}})
		if err != nil {
			return err
		}
		var rows [][]string
		for _, e := range events {
			b, ok := e.Body.(model.ProcessPublished)
			if !ok || b.Process.ID != head.ID {
				continue
			}
			var names []string
			for _, id := range b.Divisions {
				names = append(names, shop.DivisionName(id))
			}
			whom := strings.Join(names, ", ")
			if whom == "" {
				whom = a.say(model.Say{EN: "all divisions", ID: "semua divisi"})
			}
			rows = append(rows, []string{versionName(b.Version), when(e.At, cal), shop.Name(e.By), whom, model.ShareWords(b.Share).In(a.lang)})
		}
		return table(a.env.Stdout, rows)
	})
}

func versionName(version int) string { return "v" + strconv.Itoa(version) }

func (a *app) processDiffCmd() *cobra.Command {
	return a.command(about{
		use:   "diff P [V1] [V2]",
		short: model.Say{EN: "What changed between two versions, in words", ID: "Apa yang berubah antara dua versi, dalam kata-kata"},
		long: model.Say{
			EN: "What changed between two versions, in words: between the newest and the one before it, between V1 and the newest, or between V1 and V2.",
			ID: "Apa yang berubah antara dua versi, dalam kata-kata: antara yang terbaru dan sebelumnya, antara V1 dan yang terbaru, atau antara V1 dan V2.",
		},
		example: "alur process diff online-order\nalur process diff online-order 1 3",
	}, wantsUpTo(3, wordProcess), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		head, err := findProcess(shop, args[0])
		if err != nil {
			return err
		}
		from, to := max(1, head.Latest()-1), head.Latest()
		for i, which := range []*int{&from, &to} {
			if len(args) < i+2 {
				break
			}
			if *which, err = versionOf(head, args[i+1]); err != nil {
				return err
			}
		}
		changes, err := a.changes(s, head.ID, from, to)
		if err != nil {
			return err
		}
		if err := a.print("%s  v%d -> v%d", head.ID, from, to); err != nil {
			return err
		}
		if len(changes) == 0 {
			changes = []string{a.say(model.Say{EN: "nothing changed", ID: "tidak ada yang berubah"})}
		}
		for _, c := range changes {
			if err := a.print("  %s", c); err != nil {
				return err
			}
		}
		return nil
	})
}

// versionOf reads the number of a version that is there: 2 or v2.
func versionOf(head *model.ProcessHead, text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(text, "v"))
	if err != nil || n < 1 || n > head.Latest() {
		return 0, fail(model.Say{
			EN: "%s has no version %q: it has 1 to %d.",
			ID: "%s tidak punya versi %q: yang ada 1 sampai %d.",
		}, head.ID, text, head.Latest())
	}
	return n, nil
}

// changes are what is different between two versions, one a line.
func (a *app) changes(s *store.Store, process string, from, to int) ([]string, error) {
	step := 1
	if to < from {
		step = -1
	}
	var way []*model.Flow
	for v := from; v != to+step; v += step {
		f, err := s.Flow(a.ctx, process, v)
		if err != nil {
			return nil, err
		}
		way = append(way, f)
	}
	var lines []string
	for _, c := range model.Diff(way[0].Process, way[len(way)-1].Process, model.RenamedSteps(way)) {
		lines = append(lines, oneLine(model.CleanText(c.In(a.lang))))
	}
	return lines, nil
}

// whatChanges tells, after publishing, what is different from the version
// that new cases of the same division followed until then.
func (a *app) whatChanges(s *store.Store, process string, from, to int) error {
	if from == 0 || from == to {
		return nil
	}
	lines, err := a.changes(s, process, from, to)
	if err != nil {
		return err
	}
	for _, line := range lines {
		a.talk(model.Say{EN: "What changes: %s", ID: "Yang berubah: %s"}, line)
	}
	return nil
}
