package ui

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	tables "alur/store/export"
)

// exportTo writes a table to a new file and notes that in the record; the
// outcome comes back as done. A file that is there is never written over.
type exportTo struct {
	path  string
	what  tables.What
	form  tables.Form
	query BottleneckQuery
	// view is which of several tables it is; empty is all of them.
	view tables.View
	// ofCase is whose story it is; empty for tables.
	ofCase string
}

func (exportTo) effect() {}

// codeExists refuses a name that another file has.
const codeExists model.Code = "file_exists"

// exportFile writes the file beside the screens; keys wait for it as for any
// act.
func (r *root) exportFile(from *opened, x exportTo) tea.Cmd {
	source, ok := r.store.(tables.Source)
	if !ok || r.env.me == nil {
		return nil
	}
	r.weigh()
	r.busy++
	r.said = said{}
	percent := &atomic.Uint64{}
	r.exporting = percent
	cmd := model.Command{By: r.env.me.ID, Station: r.env.station}
	m := doneMsg{done: done{name: exportName}, gen: from.gen}
	ctx, s, e := r.ctx, r.store, r.env
	return func() tea.Msg {
		path, err := filepath.Abs(x.path)
		if err != nil {
			m.err = cantWrite(x.path, err)
			return m
		}
		request := tables.Request{What: x.what, Form: x.form, Query: x.query, View: x.view, Case: x.ofCase, Lang: e.lang, Progress: func(done, total uint64) {
			if total > 0 {
				percent.Store(100 * done / total)
			}
		}}
		report, err := tables.ToFile(ctx, path, source, request, func(report tables.Report) (err error) {
			cmd.Act = report.Act()
			m.act = cmd.Act
			m.receipt, err = s.Do(ctx, cmd)
			return err
		})
		if file := (*tables.FileError)(nil); errors.As(err, &file) {
			err = cantWrite(path, file.Err)
		}
		m.err = err
		m.said = e.exported(x, report, path)
		return m
	}
}

// exported says where the file is.
func (e *env) exported(x exportTo, report tables.Report, path string) string {
	words := model.Say{EN: "Exported %s rows: %s", ID: "%s baris diekspor: %s"}
	if report.Rows == 1 {
		words.EN = "Exported %s row: %s"
	}
	if report.What == tables.Story {
		words = model.Say{EN: "Saved with its %s events: %s", ID: "Disimpan dengan %s kejadian: %s"}
	}
	text := e.say(words, e.count(uint64(max(0, report.Rows))), clean(path))
	if report.Left > 0 {
		text += " " + e.say(model.Say{EN: "(%s lines of no case left out)", ID: "(%s baris tanpa kasus tidak ikut)"}, e.count(uint64(report.Left)))
	}
	if report.Cut > 0 {
		text += " " + e.say(model.Say{EN: "(%s long texts cut)", ID: "(%s teks panjang terpotong)"}, e.count(uint64(report.Cut)))
	}
	if e.remote.Call != "" {
		text += " " + e.say(model.Say{EN: "It lies on the shop's PC. On yours: %s", ID: "Letaknya di PC toko. Di PC Anda: %s"}, clean(e.remote.brings(x.command(e.me), path)))
	}
	return text
}

// command writes the same table for the same person.
func (x exportTo) command(me *model.Person) string {
	words := "export " + string(x.what)
	if x.ofCase != "" {
		words = "case story " + x.ofCase
	}
	switch x.form {
	case tables.Workbook, tables.XES:
		words += " --format " + string(x.form)
	case tables.Excel:
		words += " --excel"
	case tables.Programs, tables.Markdown:
	}
	if x.view != "" {
		words += " --view " + string(x.view)
	}
	return words + " --as " + me.ID
}

// cantWrite is the sentence for an error of a file.
func cantWrite(path string, err error) error {
	folder, name := filepath.Dir(path), filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &model.Refusal{Code: codeExists, Why: model.Say{
			EN: "There is a file %s already. Another name?",
			ID: "Sudah ada berkas %s. Nama lain?",
		}, Args: []any{name}}
	case errors.Is(err, fs.ErrNotExist):
		return &model.Refusal{Code: "no_folder", Why: model.Say{
			EN: "There is no folder %s.",
			ID: "Tidak ada folder %s.",
		}, Args: []any{folder}}
	case errors.Is(err, fs.ErrPermission):
		return &model.Refusal{Code: "no_permission", Why: model.Say{
			EN: "You may not write in %s. Choose another folder.",
			ID: "Anda tidak boleh menulis di %s. Pilih folder lain.",
		}, Args: []any{folder}}
	}
	if reason := (*fs.PathError)(nil); errors.As(err, &reason) {
		err = reason.Err
	}
	return &model.Refusal{Code: "no_file", Why: model.Say{
		EN: "The file could not be written (%s). Nothing was exported.",
		ID: "Berkas tidak bisa ditulis (%s). Tidak ada yang diekspor.",
	}, Args: []any{err.Error()}}
}
