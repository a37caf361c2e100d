package cli

import (
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/drawing"
	"alur/model/procfile"
	"alur/model/templates"
	"alur/store"
	"alur/store/export"
)

func (a *app) processCmd() *cobra.Command {
	return a.family("process", model.Say{EN: "How work is done: look, check, publish", ID: "Cara kerja: lihat, periksa, terbitkan"},
		a.processListCmd(), a.processShowCmd(), a.processTemplatesCmd(), a.processNewCmd(),
		a.processCheckCmd(), a.processSchemaCmd(), a.processPublishCmd(), a.processVersionsCmd(), a.processDiffCmd(), a.processCompareCmd(), a.processBalanceCmd(), a.processMigrateCmd(), a.handbookCmd(),
		a.processExportCmd(), a.processRetireCmd(),
		a.processProposeCmd(), a.processProposalsCmd(), a.processAcceptCmd(), a.processDeclineCmd())
}

func sortedProcesses(shop *model.Shop) []*model.ProcessHead {
	var heads []*model.ProcessHead
	for _, h := range shop.Processes {
		heads = append(heads, h)
	}
	sort.Slice(heads, func(i, j int) bool { return heads[i].ID < heads[j].ID })
	return heads
}

func (a *app) processListCmd() *cobra.Command {
	return a.command(about{
		use:   "list",
		short: model.Say{EN: "The processes of the shop", ID: "Proses-proses toko"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		var rows [][]string
		for _, h := range sortedProcesses(shop) {
			state := ""
			if h.Retired {
				state = a.say(model.Say{EN: "retired", ID: "dihentikan"})
			}
			rows = append(rows, []string{h.ID, h.Name, a.say(kindWord(h.Kind)), a.inForce(shop, h), state})
		}
		return table(a.env.Stdout, rows)
	})
}

// inForce are the versions of a process by which new cases begin: "v1, v2 in
// Bandung".
func (a *app) inForce(shop *model.Shop, h *model.ProcessHead) string {
	var all []string
	for _, v := range shop.VersionsInForce(h) {
		text := "v" + strconv.Itoa(v.Version)
		if len(v.Divisions) > 0 {
			text = a.say(model.Say{EN: "%s in %s", ID: "%s di %s"}, text, strings.Join(v.Divisions, ", "))
		}
		if v.Share > 0 {
			text += " (" + model.ShareWords(v.Share).In(a.lang) + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func (a *app) processShowCmd() *cobra.Command {
	return a.command(about{
		use:   "show P",
		short: model.Say{EN: "The steps of a process, who does them, what follows", ID: "Langkah sebuah proses, siapa yang mengerjakan, apa berikutnya"},
	}, wants(wordProcess), func(args []string) error {
		head, flow, err := a.latest(args[0])
		if err != nil {
			return err
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		// A version that only some divisions have is not what the shop does.
		if whole := head.InForce(""); whole > 0 {
			if flow, err = s.Flow(a.ctx, head.ID, whole); err != nil {
				return err
			}
		}
		if err := a.print("%s  %s  %s  %s", head.ID, head.Name, a.say(kindWord(head.Kind)), a.inForce(shop, head)); err != nil {
			return err
		}
		if err := a.printStart(flow.Process); err != nil {
			return err
		}
		if refused := flow.RefusedToday(); !refused.Empty() {
			if err := a.print("%s", refused.In(a.lang)); err != nil {
				return err
			}
		}
		var rows [][]string
		for i, step := range flow.Process.Steps {
			who := step.Role
			if step.Kind.ByItself() {
				who = "alur"
			}
			var goes []string
			for _, o := range flow.Outcomes(step.ID) {
				to := strings.Join(o.To, ", ")
				if o.GoesOn() {
					to = strings.Join(append(flow.Next(step.ID), without(o.To, model.ToNext)...), ", ")
				}
				if to == "" {
					to = model.ToEnd
				}
				goes = append(goes, o.Name+" -> "+to)
			}
			rows = append(rows, []string{"  " + step.ID, step.Text, who, strings.Join(goes, "; "), a.terms(flow, i, shop.Decimal)})
		}
		if err := table(a.env.Stdout, rows); err != nil {
			return err
		}
		return a.printWaivers(s, head.ID)
	})
}

// printWaivers says how often four eyes were waived in the cases of a process
// lately; nothing where they never were.
func (a *app) printWaivers(s *store.Store, process string) error {
	q, err := a.usually(s)
	if err != nil {
		return err
	}
	q.Process = process
	b, err := s.Bottlenecks(a.ctx, q)
	if err != nil {
		return err
	}
	waived := b.Waived()
	if waived.Empty() {
		return nil
	}
	return a.print("%s", a.say(model.Say{EN: "The last %d days: %s", ID: "%d hari terakhir: %s"}, export.Usual, waived))
}

// printStart says in which hours of its own a process goes, and when it is to
// be begun.
func (a *app) printStart(p model.Process) error {
	var rows [][]string
	if hours, err := model.ParseHours(p.Hours, model.Hours{}); err == nil {
		rows = append(rows, []string{a.say(model.Say{EN: "hours of its own", ID: "jam kerjanya sendiri"}), hours.Words().In(a.lang)})
	}
	if when := p.Start.Schedule.Words(); !when.Empty() {
		rows = append(rows, []string{a.say(model.Say{EN: "to be begun", ID: "waktunya dimulai"}), when.In(a.lang) + ": alur start " + p.ID})
	}
	return table(a.env.Stdout, rows)
}

// terms says when a step is done and for each of what, by whom it is and is
// not, by when it is done and what follows where it is not, and what its
// owner still has to write.
func (a *app) terms(f *model.Flow, i int, decimal string) string {
	step := f.Process.Steps[i]
	words := drawing.Words{Lang: a.lang, Decimal: decimal}
	var terms []string
	add := func(there bool, say model.Say, args ...any) {
		if there {
			terms = append(terms, a.say(say, args...))
		}
	}
	if step.When != "" {
		add(true, model.Say{EN: "only if %s", ID: "hanya bila %s"}, f.ConditionWords(step.When, decimal))
	}
	add(step.Each != "", model.Say{EN: "%s", ID: "%s"}, words.Each(f, i))
	add(step.SameAs != "", model.Say{EN: "by who did %s", ID: "oleh yang mengerjakan %s"}, step.SameAs)
	add(step.NotSameAs != "", model.Say{EN: "not by who worked on %s", ID: "bukan oleh yang ikut mengerjakan %s"}, step.NotSameAs)
	add(step.NeverSkip, model.Say{EN: "never skipped", ID: "tidak pernah dilewati"})
	add(step.Due != "", model.Say{EN: "due %s", ID: "batas %s"}, words.Due(f, i))
	add(step.Late != "", model.Say{EN: "late: %s", ID: "bila terlambat: %s"}, step.Late)
	add(step.Todo != "", model.Say{EN: "still to write: %s", ID: "masih harus ditulis: %s"}, step.Todo)
	return strings.Join(terms, "; ")
}

func without(list []string, word string) []string {
	var left []string
	for _, w := range list {
		if w != word {
			left = append(left, w)
		}
	}
	return left
}

func (a *app) processTemplatesCmd() *cobra.Command {
	return a.command(about{
		use:   "templates",
		short: model.Say{EN: "The ready-made processes", ID: "Proses-proses siap pakai"},
	}, wants(), func([]string) error {
		var rows [][]string
		for _, t := range templates.All(a.lang) {
			p, _, _ := procfile.Read(t.File, t.Source)
			rows = append(rows, []string{t.ID, t.Name, a.say(kindWord(p.Kind))})
		}
		return table(a.env.Stdout, rows)
	})
}

func (a *app) processSchemaCmd() *cobra.Command {
	return a.command(about{
		use:   "schema",
		short: model.Say{EN: "The format of process files as a JSON schema, for editors", ID: "Format file proses sebagai skema JSON, untuk editor"},
		long: model.Say{
			EN: "The format of process files as a JSON schema (draft-07). An editor that knows YAML takes it to complete keys, to show help for each and to mark mistakes while you type. Write it to a file and name that file in the first line of a process: # yaml-language-server: $schema=alur.schema.json",
			ID: "Format file proses sebagai skema JSON (draft-07). Editor yang mengenal YAML memakainya untuk melengkapi kunci, menampilkan bantuan, dan menandai kesalahan saat Anda mengetik. Simpan ke file dan sebut file itu di baris pertama proses: # yaml-language-server: $schema=alur.schema.json",
		},
		example: "alur process schema > alur.schema.json",
	}, wants(), func([]string) error {
		return a.print("%s", strings.TrimSpace(string(procfile.Schema(a.lang))))
	})
}

func (a *app) processNewCmd() *cobra.Command {
	return a.command(about{
		use:     "new [NAME]",
		short:   model.Say{EN: "A process to begin with, on standard output", ID: "Contoh awal sebuah proses, ke keluaran standar"},
		example: `alur process new "Repair a bicycle" > repair.yaml`,
	}, wantsAtMost(1), func(args []string) error {
		name := a.say(model.Say{EN: "Open the shop", ID: "Buka toko"})
		if len(args) > 0 {
			name = oneLine(model.CleanText(args[0]))
		}
		return a.print("process: %s", strconv.Quote(name)+a.say(model.Say{
			EN: `
role: shop                  # who does every step that names no other
steps:
  - Unlock and switch on the lights
  - do: Count the till
    how: Two people count; both sign.
    check: [Notes counted, Coins counted]
    record: {cash: money}
    due: 1h`,
			ID: `
role: toko                  # siapa yang mengerjakan langkah tanpa peran lain
steps:
  - Buka kunci dan nyalakan lampu
  - do: Hitung isi laci kasir
    how: Dihitung dua orang; keduanya tanda tangan.
    check: [Uang kertas dihitung, Koin dihitung]
    record: {kas: money}
    due: 1h`,
		}))
	})
}
