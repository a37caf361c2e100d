package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/export"
	"alur/store/kv/bolt"
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

// export writes a table beside its place, notes the export in the record, and
// only then lets it go: what left is on record, and a file of that name is
// whole or not there.
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
	temp, report, err := a.exportTo(flags.file, s, r)
	if temp != "" {
		defer func() { _ = os.Remove(temp) }()
	}
	if err != nil {
		return err
	}
	if _, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: station, Act: report.Act()}); err != nil {
		return err
	}
	if err := a.letGo(temp, flags.file); err != nil {
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

// exportTo writes a table into a file beside its place, or into one of the
// system's folder for such, and returns its name.
func (a *app) exportTo(path string, s *store.Store, r export.Request) (temp string, report export.Report, err error) {
	if path == "" {
		path = filepath.Join(os.TempDir(), "alur-export")
	}
	if temp, err = bolt.TempName(path); err != nil {
		return "", report, err
	}
	file, err := os.OpenFile(temp, os.O_WRONLY, 0) //nolint:gosec // We made it.
	if err != nil {
		return temp, report, err
	}
	report, err = export.Write(a.ctx, file, s, r)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return temp, report, err
}

// letGo gives a finished file its name, or copies it to standard output.
func (a *app) letGo(temp, path string) error {
	if path != "" {
		err := bolt.MoveNew(temp, path)
		if errors.Is(err, fs.ErrExist) {
			return alreadyThere(path)
		}
		return err
	}
	file, err := os.Open(temp) //nolint:gosec // We made it.
	if err != nil {
		return err
	}
	// Where an open file can be removed it goes now: a reader that has enough
	// (a pipe to head) ends this program at once.
	_ = os.Remove(temp)
	_, err = io.Copy(a.env.Stdout, file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}
