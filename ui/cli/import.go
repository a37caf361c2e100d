package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// importJob is one import: what the flags said, and what became of the rows.
type importJob struct {
	app               *app
	file, process, as string
	maps, sets, split []string
	division, saveMap string
	dryRun            bool

	store  *store.Store
	person *model.Person
	flow   *model.Flow
	cal    *model.Calendar
	plan   *importPlan
	count  importCount
	// seen are the rows that were taken, by their keys.
	seen map[string]takenRow
	bar  *progressBar
}

// importCount is the report of an import.
type importCount struct {
	rows, started, there int
	refused              []refusedRow
	twins                []twinRows
}

// refusedRow is a row that was not taken, and why.
type refusedRow struct {
	line int
	why  model.Sayable
}

func (a *app) importCmd() *cobra.Command {
	j := &importJob{app: a}
	cmd := a.command(about{
		use:   "import FILE.csv --process P",
		short: model.Say{EN: "Start a case for every row of a CSV file", ID: "Mulai satu kasus untuk tiap baris berkas CSV"},
		long: model.Say{
			EN: "Start a case for every row of a CSV file with a heading. A field takes the column of its own name unless --map names another. Rows whose key is there already start nothing, so the same file can be imported again. --save-map keeps all this under a name, and --map NAME takes it from there: the export of a marketplace is one command a day. Rows that can't be taken are reported and change nothing.",
			ID: "Mulai satu kasus untuk tiap baris berkas CSV yang punya judul kolom. Tiap isian mengambil kolom bernama sama, kecuali --map menyebut yang lain. Baris yang kuncinya sudah ada tidak memulai apa pun, jadi berkas yang sama boleh diimpor lagi. --save-map menyimpan semua ini dengan sebuah nama, dan --map NAMA memakainya: ekspor marketplace cukup satu perintah sehari. Baris yang tidak bisa diterima dilaporkan dan tidak mengubah apa pun.",
		},
		example: `alur import orders.csv --process online-order \
  --map order_no=order_id --map items=products --split items=" " \
  --set payment=prepaid
alur import orders.csv --process online-order --dry-run
alur import shopee.csv --process online-order \
  --map order_no="No. Pesanan" --save-map shopee
alur import shopee-today.csv --map shopee
cat orders.csv | alur import - --process online-order`,
	}, wants(wordFile), func(args []string) error {
		j.file = args[0]
		return j.run()
	})
	f := cmd.Flags()
	f.StringVar(&j.process, "process", "", a.say(model.Say{EN: "The process whose cases are started", ID: "Proses yang kasusnya dimulai"}))
	f.StringArrayVar(&j.maps, "map", nil, a.say(model.Say{EN: "Which column fills a field: FIELD=COLUMN; or the NAME of a saved mapping", ID: "Kolom mana untuk isian mana: ISIAN=KOLOM; atau NAMA pemetaan yang disimpan"}))
	f.StringArrayVar(&j.sets, "set", nil, a.say(model.Say{EN: "One value for every row: FIELD=VALUE", ID: "Nilai yang sama untuk tiap baris: ISIAN=NILAI"}))
	f.StringArrayVar(&j.split, "split", nil, a.say(model.Say{EN: "What parts the entries of a list: FIELD=SEP", ID: "Pemisah entri sebuah daftar: ISIAN=PEMISAH"}))
	f.StringVar(&j.division, "division", "", a.say(model.Say{EN: "The division the cases belong to", ID: "Divisi pemilik kasusnya"}))
	f.StringVar(&j.saveMap, "save-map", "", a.say(model.Say{EN: "Keep all this under a name, for the next time", ID: "Simpan semua ini dengan sebuah nama, untuk lain kali"}))
	f.BoolVar(&j.dryRun, "dry-run", false, a.say(model.Say{EN: "Only say what would happen", ID: "Hanya katakan apa yang akan terjadi"}))
	a.asFlag(cmd, &j.as)
	return cmd
}

func (j *importJob) run() (err error) {
	if j.process == "" && j.savedMap() == "" {
		return missing("alur import", model.Say{EN: "for which process: --process P", ID: "untuk proses mana: --process P"})
	}
	if err := j.open(); err != nil {
		return err
	}
	if j.file != standardInput && isFolder(j.file) {
		return fail(model.Say{EN: "%s is a folder. Name a CSV file.", ID: "%s adalah folder. Sebut sebuah berkas CSV."}, j.file)
	}
	f, size, err := j.app.input(j.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rows, err := openCSV(f)
	if err != nil {
		return j.badFile(err)
	}
	if j.plan, err = j.makePlan(rows.heading); err != nil {
		return err
	}
	j.bar = j.app.newBar(size)
	err = j.importAll(rows)
	j.bar.end()
	if err != nil {
		return j.broke(err)
	}
	return errors.Join(j.report(), j.save())
}

func (j *importJob) open() error {
	s, shop, err := j.app.shop()
	if err != nil {
		return err
	}
	j.store = s
	if j.person, err = j.app.actor(s, shop, j.as); err != nil {
		return err
	}
	if j.person.Auditor {
		return fail(model.Say{
			EN: "%s may look at everything and change nothing. Nothing was imported.",
			ID: "%s boleh melihat semuanya dan tidak mengubah apa pun. Tidak ada yang diimpor.",
		}, j.person.Name)
	}
	if err := errors.Join(j.recall(shop), j.maySave(shop)); err != nil {
		return err
	}
	head, err := findProcess(shop, j.process)
	if err != nil {
		return err
	}
	if j.division, err = findDivision(shop, j.division); err != nil {
		return err
	}
	if j.cal, err = shop.CalendarFor(j.division, ""); err != nil {
		return err
	}
	if j.flow, err = s.Flow(j.app.ctx, head.ID, head.InForce(j.division)); err != nil {
		return err
	}
	if j.flow == nil {
		return fail(model.Say{EN: "%s is not published for %s.", ID: "%s tidak berlaku untuk %s."}, head.Name, shop.DivisionName(j.division))
	}
	return nil
}

// broke says how far an import came that could not go on: what was counted
// is safe, and the same import goes on from there.
func (j *importJob) broke(err error) error {
	if j.count.started == 0 {
		return err
	}
	return fail(model.Say{
		EN: "The import stopped: %s %s started before are safe; run the same import again to go on.",
		ID: "Impor terhenti: %s %s yang sudah dimulai aman; jalankan impor yang sama untuk melanjutkan.",
	}, j.app.sentence(err), many(j.count.started, "case", "cases", "kasus"))
}

// report writes the rows that were not taken, then the count.
func (j *importJob) report() error {
	a, c := j.app, j.count
	for _, r := range c.refused {
		line := a.say(model.Say{EN: "line %d: %s", ID: "baris %d: %s"}, r.line, r.why)
		if err := a.print("%s", oneLine(model.CleanText(line))); err != nil {
			return err
		}
	}
	say := model.Say{
		EN: "%s: %d started, %d already there, %d not taken",
		ID: "%s: %d dimulai, %d sudah ada, %d tidak diterima",
	}
	if j.dryRun {
		say = model.Say{
			EN: "%s: %d would start, %d already there, %d not taken; nothing was changed",
			ID: "%s: %d akan dimulai, %d sudah ada, %d tidak diterima; tidak ada yang berubah",
		}
	}
	j.warnOfTwins()
	err := a.print("%s", a.say(say, many(c.rows, "row", "rows", "baris"), c.started, c.there, len(c.refused)))
	j.sayTheRest()
	return err
}

// sayTheRest says how the rows that were not taken come in once they are mended.
func (j *importJob) sayTheRest() {
	c, key := j.count, j.flow.Process.Key
	switch {
	case len(c.refused) == 0 || j.dryRun:
	case key != "":
		j.app.talk(model.Say{
			EN: "%d of %s were taken. Mend the lines named above and import the file again: a row whose %s is there already starts nothing.",
			ID: "%d dari %s diterima. Perbaiki baris yang disebut di atas lalu impor berkasnya lagi: baris yang %s-nya sudah ada tidak memulai apa pun.",
		}, c.rows-len(c.refused), many(c.rows, "row", "rows", "baris"), key)
	default:
		j.app.talk(model.Say{
			EN: "%d of %s were taken. Mend the lines named above and import them alone: %s has no key, and the others would start once more.",
			ID: "%d dari %s diterima. Perbaiki baris yang disebut di atas lalu impor hanya baris itu: %s tidak punya kunci, dan yang lain akan dimulai sekali lagi.",
		}, c.rows-len(c.refused), many(c.rows, "row", "rows", "baris"), j.flow.Process.ID)
	}
}

func cannotRead(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return fail(model.Say{EN: "There is no file %s.", ID: "Tidak ada berkas %s."}, path)
	}
	return fmt.Errorf("read %s: %w", path, err)
}
