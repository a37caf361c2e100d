package cli

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
	"alur/store"
	"alur/store/export"
)

// exportFlags say what leaves, in which form and where to.
type exportFlags struct {
	work       workFlags
	format, as string
	header     string
	view       string
	open       bool
	excel      bool
	file       string
}

func (a *app) exportCmd() *cobra.Command {
	var flags exportFlags
	cmd := a.command(about{
		use:   "export events|tasks|cases|bottlenecks",
		short: model.Say{EN: "Take the record, tasks, cases or figures along as a file", ID: "Bawa catatan, tugas, kasus atau angka sebagai berkas"},
		long: model.Say{
			EN: "Take the record, tasks, cases or figures along as a file. Programs read csv as it is; xlsx is a workbook for Excel and its like; --excel is CSV that Excel opens right; xes is what tools of process mining read (tasks and events). Every export stands in the record, with the head it was made at. Bottlenecks can be narrowed down to some work and a time; the others leave whole. They are several tables: a workbook has all of them, CSV the one that --view names.",
			ID: "Bawa catatan, tugas, kasus atau angka sebagai berkas. Program membaca csv apa adanya; xlsx adalah buku kerja untuk Excel dan sejenisnya; --excel adalah CSV yang dibuka Excel dengan benar; xes dibaca alat process mining (tasks dan events). Tiap ekspor masuk catatan, bersama kepala catatan saat itu. Bottlenecks bisa dipersempit ke pekerjaan dan masa tertentu; yang lain diekspor utuh. Isinya beberapa tabel: buku kerja memuat semuanya, CSV memuat yang disebut --view.",
		},
		example: "alur export tasks > tasks.csv\nalur export cases --format xlsx -o cases.xlsx\nalur export tasks --format xes -o tasks.xes\nalur export bottlenecks --since 7d --format xlsx -o figures.xlsx\nalur export bottlenecks --view errors > errors.csv",
	}, wants(wordTable()), func(args []string) error { return a.export(args[0], flags) })
	f := cmd.Flags()
	f.StringVar(&flags.format, "format", "csv", a.say(model.Say{EN: "The form of the file: csv, xlsx or xes", ID: "Bentuk berkas: csv, xlsx atau xes"}))
	f.StringVar(&flags.header, "header", string(export.XESNames), a.say(model.Say{
		EN: "How the columns of tasks are called: xes or plain",
		ID: "Nama kolom tasks: xes atau plain",
	}))
	f.BoolVar(&flags.open, "open", false, a.say(model.Say{
		EN: "Have open tasks among tasks, without an end (alur bottlenecks --log reads them)",
		ID: "Sertakan tugas terbuka di tasks, tanpa waktu selesai (dibaca alur bottlenecks --log)",
	}))
	f.StringVar(&flags.view, "view", "", a.say(model.Say{
		EN: "One table of the bottlenecks: %s",
		ID: "Satu tabel dari bottlenecks: %s",
	}, viewNames()))
	f.BoolVar(&flags.excel, "excel", false, a.say(model.Say{
		EN: "Write CSV in the form that Excel opens right",
		ID: "Tulis CSV dalam bentuk yang dibuka Excel dengan benar",
	}))
	f.StringVarP(&flags.file, "output", "o", "", a.say(model.Say{
		EN: "Write to this file, which may not be there yet (else standard output)",
		ID: "Tulis ke berkas ini, yang belum boleh ada (bawaan: keluaran standar)",
	}))
	a.workFlags(cmd, &flags.work)
	a.asFlag(cmd, &flags.as)
	a.helpOfTable(cmd, flags)
	return cmd
}

// helpOfTable leaves out of the help of one table what that table refuses:
// alur export events --help.
func (a *app) helpOfTable(cmd *cobra.Command, none exportFlags) {
	var narrow bottleneckFlags
	only := &cobra.Command{}
	a.workFlags(only, &narrow.work)
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		for _, word := range cmd.Flags().Args() {
			r, err := none.request(word)
			if err != nil || r.What == export.Bottlenecks {
				continue
			}
			only.Flags().VisitAll(func(f *pflag.Flag) { cmd.Flags().Lookup(f.Name).Hidden = true })
			cmd.Flags().Lookup("view").Hidden = true
			for _, name := range []string{"header", "open"} {
				cmd.Flags().Lookup(name).Hidden = r.What != export.Tasks
			}
		}
		cmd.Root().HelpFunc()(cmd, args)
	})
}

func wordTable() model.Say {
	return model.Say{EN: "what to export: events, tasks, cases, bottlenecks", ID: "apa yang diekspor: events, tasks, cases, bottlenecks"}
}

// export writes a table to a file or to standard output, once it is noted in
// the record.
func (a *app) export(word string, flags exportFlags) error {
	r, err := flags.request(word)
	if err != nil {
		return err
	}
	s, shop, err := a.past()
	if err != nil {
		return err
	}
	if flags.file != "" && isThere(flags.file) {
		return alreadyThere(flags.file)
	}
	p, err := a.actor(s, shop, flags.as)
	if err != nil {
		return err
	}
	cal, err := shop.Calendar()
	if err != nil {
		return err
	}
	if r.Query, err = flags.work.query(shop, cal, s.Now()); err != nil {
		return err
	}
	bar := a.newBar(1)
	r.Lang, r.Progress = a.lang, bar.of
	note := a.noteExport(s, p)
	var report export.Report
	if flags.file == "" {
		report, err = export.ToWriter(a.ctx, a.env.Stdout, s, r, note)
	} else {
		report, err = export.ToFile(a.ctx, flags.file, s, r, note)
	}
	bar.end()
	if flags.file != "" && errors.Is(err, fs.ErrExist) {
		return alreadyThere(flags.file)
	}
	if out := (*export.HandedOutError)(nil); errors.As(err, &out) && errors.Is(err, syscall.ENOSPC) {
		return fail(model.Say{
			EN: "The disk that the export goes to is full: it got a part of it. The record says that it was exported; the shop is unharmed. Make room, and export once more.",
			ID: "Disk tujuan ekspor penuh: hanya sebagian yang sampai. Di catatan tertulis bahwa data diekspor; toko tidak apa-apa. Kosongkan sebagian, lalu ekspor sekali lagi.",
		})
	}
	if err != nil {
		return err
	}
	a.exported(report)
	if r.What == export.Events {
		return a.tellMissing(s)
	}
	return nil
}

// noteExport puts an export on record.
func (a *app) noteExport(s *store.Store, p *model.Person) export.Note {
	return func(report export.Report) error {
		_, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: report.Act()})
		if errors.Is(err, store.ErrArchive) {
			return nil // It has no record that goes on.
		}
		return err
	}
}

// exported says what was written, up to which head, and what was not.
func (a *app) exported(report export.Report) {
	rows := many(report.Rows, "row", "rows", "baris")
	if report.Form == export.XES || report.Form == export.Markdown {
		rows = many(report.Rows, "event", "events", "kejadian")
	}
	a.talk(model.Say{EN: "%s. Record: %s", ID: "%s. Catatan: %s"}, rows, report.Head)
	if report.Left > 0 {
		a.talk(model.Say{
			EN: "Left out: %s of the record that belong to no case; csv and xlsx have them all.",
			ID: "Tidak ikut: %s dari catatan yang bukan milik kasus mana pun; csv dan xlsx memuat semuanya.",
		}, many(report.Left, "line", "lines", "baris"))
	}
	if report.Cut > 0 {
		a.talk(model.Say{
			EN: "Cut: %s longer than Excel has room for; csv has them whole.",
			ID: "Terpotong: %s lebih panjang dari yang muat di Excel; csv memuat utuh.",
		}, many(report.Cut, "text", "texts", "teks"))
	}
}

// request reads what is wanted.
func (f exportFlags) request(word string) (export.Request, error) {
	var r export.Request
	r.Header, r.Open = export.Header(strings.ToLower(f.header)), f.open
	if r.Header != export.XESNames && r.Header != export.PlainNames {
		return r, fail(model.Say{EN: "--header is xes or plain, not %q.", ID: "--header adalah xes atau plain, bukan %q."}, f.header)
	}
	var names []string
	for _, what := range export.Whats() {
		if strings.EqualFold(word, string(what)) {
			r.What = what
			var err error
			if r.Form, err = f.form(what); err != nil {
				return r, err
			}
			if r.View, err = f.viewOf(what); err != nil {
				return r, err
			}
			return r, f.fits(what)
		}
		names = append(names, string(what))
	}
	return r, misuse(model.Say{
		EN: "There is nothing called %q to export, but these: %s.",
		ID: "Tidak ada %q untuk diekspor. Yang ada: %s.",
	}, word, strings.Join(names, ", "))
}

// viewNames are the tables of the bottlenecks.
func viewNames() string {
	var names []string
	for _, v := range export.Views() {
		names = append(names, string(v))
	}
	return strings.Join(names, ", ")
}

// viewOf reads --view.
func (f exportFlags) viewOf(what export.What) (export.View, error) {
	view := export.View(strings.ToLower(f.view))
	switch {
	case view == "":
		return "", nil
	case what != export.Bottlenecks:
		return "", misuse(model.Say{EN: "Only bottlenecks are several tables; %s are one.", ID: "Hanya bottlenecks yang terdiri dari beberapa tabel; %s satu saja."}, what)
	case !slices.Contains(export.Views(), view):
		return "", fail(model.Say{EN: "--view is one of %s, not %q.", ID: "--view adalah salah satu dari %s, bukan %q."}, viewNames(), f.view)
	}
	return view, nil
}

// form reads --format and --excel.
func (f exportFlags) form(what export.What) (export.Form, error) {
	form := export.Form(strings.ToLower(f.format))
	switch form {
	case export.Programs:
		if f.excel {
			form = export.Excel
		}
	case export.Workbook, export.XES:
		if f.excel {
			return "", misuse(model.Say{
				EN: "--excel is a form of csv, and says nothing of %s.",
				ID: "--excel adalah bentuk csv, dan tidak berarti apa-apa untuk %s.",
			}, form)
		}
	default:
		return "", fail(model.Say{
			EN: "alur writes csv, xlsx and xes, and not %q.",
			ID: "alur menulis csv, xlsx dan xes, bukan %q.",
		}, f.format)
	}
	if !form.Fits(what) {
		return "", fail(model.Say{
			EN: "xes is a log of what happened in cases: it fits tasks and events, not %s. Take csv or xlsx.",
			ID: "xes adalah log kejadian dalam kasus: cocok untuk tasks dan events, bukan %s. Pakai csv atau xlsx.",
		}, what)
	}
	return form, nil
}

// fits refuses flags that would say nothing to a table.
func (f exportFlags) fits(what export.What) error {
	switch {
	case what != export.Bottlenecks && f.work.given():
		return misuse(model.Say{
			EN: "Only bottlenecks can be narrowed down; %s leave whole.",
			ID: "Hanya bottlenecks yang bisa dipersempit; %s diekspor utuh.",
		}, what)
	case f.open && (what != export.Tasks || strings.EqualFold(f.format, string(export.XES))):
		return misuse(model.Say{
			EN: "--open is of tasks, in csv and xlsx.",
			ID: "--open berlaku untuk tasks, di csv dan xlsx.",
		})
	case strings.EqualFold(f.header, string(export.PlainNames)) &&
		(what != export.Tasks || strings.EqualFold(f.format, string(export.XES))):
		return misuse(model.Say{
			EN: "Only the columns of tasks have other names, in csv and xlsx.",
			ID: "Hanya kolom tasks yang punya nama lain, di csv dan xlsx.",
		})
	}
	return nil
}
