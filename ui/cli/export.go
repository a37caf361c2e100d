package cli

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store/export"
)

// exportFlags say what leaves, in which form and where to.
type exportFlags struct {
	work       workFlags
	format, as string
	header     string
	excel      bool
	file       string
}

func (a *app) exportCmd() *cobra.Command {
	var flags exportFlags
	cmd := a.command(about{
		use:   "export events|tasks|cases|bottlenecks",
		short: model.Say{EN: "Take the record, tasks, cases or figures along as CSV", ID: "Bawa catatan, tugas, kasus atau angka sebagai CSV"},
		long: model.Say{
			EN: "Take the record, tasks, cases or figures along as CSV. Programs read it as it is; --excel is the form that Excel opens right. Every export stands in the record, with the head it was made at.",
			ID: "Bawa catatan, tugas, kasus atau angka sebagai CSV. Program membacanya apa adanya; --excel adalah bentuk yang dibuka Excel dengan benar. Tiap ekspor masuk catatan, bersama kepala catatan saat itu.",
		},
		example: "alur export tasks > tasks.csv\nalur export cases --excel -o cases.csv\nalur export bottlenecks --since 7d",
	}, wants(wordTable()), func(args []string) error { return a.export(args[0], flags) })
	f := cmd.Flags()
	f.StringVar(&flags.format, "format", "csv", a.say(model.Say{EN: "The form of the file: csv", ID: "Bentuk berkas: csv"}))
	f.StringVar(&flags.header, "header", string(export.XESNames), a.say(model.Say{
		EN: "How the columns of tasks are called: xes or plain",
		ID: "Nama kolom tasks: xes atau plain",
	}))
	f.BoolVar(&flags.excel, "excel", false, a.say(model.Say{
		EN: "Write the form that Excel opens right",
		ID: "Tulis bentuk yang dibuka Excel dengan benar",
	}))
	f.StringVarP(&flags.file, "output", "o", "", a.say(model.Say{
		EN: "Write to this file, which may not be there yet (else standard output)",
		ID: "Tulis ke berkas ini, yang belum boleh ada (bawaan: keluaran standar)",
	}))
	a.workFlags(cmd, &flags.work)
	a.asFlag(cmd, &flags.as)
	return cmd
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
	s, shop, err := a.shop()
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
	note := func(report export.Report) error {
		_, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: station, Act: report.Act()})
		return err
	}
	var report export.Report
	if flags.file == "" {
		report, err = export.ToWriter(a.ctx, a.env.Stdout, s, r, note)
	} else {
		report, err = export.ToFile(a.ctx, flags.file, s, r, note)
	}
	if flags.file != "" && errors.Is(err, fs.ErrExist) {
		return alreadyThere(flags.file)
	}
	if err != nil {
		return err
	}
	a.talk(model.Say{EN: "%s. Record: %s", ID: "%s. Catatan: %s"}, many(report.Rows, "row", "rows", "baris"), report.Head)
	return nil
}

// request reads what is wanted.
func (f exportFlags) request(word string) (export.Request, error) {
	r := export.Request{Form: export.Programs}
	if f.excel {
		r.Form = export.Excel
	}
	if format := strings.ToLower(f.format); format != "csv" {
		return r, fail(model.Say{
			EN: "alur writes csv, and not %q yet. Excel opens what --excel writes.",
			ID: "alur menulis csv, dan belum %q. Excel membuka yang ditulis --excel.",
		}, f.format)
	}
	r.Header = export.Header(strings.ToLower(f.header))
	if r.Header != export.XESNames && r.Header != export.PlainNames {
		return r, fail(model.Say{EN: "--header is xes or plain, not %q.", ID: "--header adalah xes atau plain, bukan %q."}, f.header)
	}
	var names []string
	for _, what := range export.Whats() {
		if strings.EqualFold(word, string(what)) {
			r.What = what
			return r, f.fits(what)
		}
		names = append(names, string(what))
	}
	return r, misuse(model.Say{
		EN: "There is nothing called %q to export, but these: %s.",
		ID: "Tidak ada %q untuk diekspor. Yang ada: %s.",
	}, word, strings.Join(names, ", "))
}

// fits refuses flags that would say nothing to a table.
func (f exportFlags) fits(what export.What) error {
	switch {
	case what != export.Bottlenecks && f.work.given():
		return misuse(model.Say{
			EN: "Only bottlenecks can be narrowed down; %s leave whole.",
			ID: "Hanya bottlenecks yang bisa dipersempit; %s diekspor utuh.",
		}, what)
	case what != export.Tasks && f.header != string(export.XESNames):
		return misuse(model.Say{
			EN: "Only tasks have other names of columns; %s do not.",
			ID: "Hanya tasks yang punya nama kolom lain; %s tidak.",
		}, what)
	}
	return nil
}
