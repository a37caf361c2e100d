package ui

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
	r.gate.acted(r.opts.KeyClock())
	r.busy++
	r.said = said{}
	cmd := model.Command{By: r.env.me.ID, Station: r.env.station}
	m := doneMsg{done: done{name: exportName}, gen: from.gen}
	ctx, s, e := r.ctx, r.store, r.env
	return func() tea.Msg {
		var report tables.Report
		path, err := newFile(x.path, func(w io.Writer) (err error) {
			report, err = tables.Write(ctx, w, source, tables.Request{What: x.what, Form: x.form, Query: x.query})
			return err
		}, func() (err error) {
			cmd.Act = report.Act()
			m.act = cmd.Act
			m.receipt, err = s.Do(ctx, cmd)
			return err
		})
		m.err = err
		m.said = e.exported(report.Rows, path)
		return m
	}
}

// exported says where the file is.
func (e *env) exported(rows int, path string) string {
	words := model.Say{EN: "Exported %s rows: %s", ID: "%s baris diekspor: %s"}
	if rows == 1 {
		words.EN = "Exported %s row: %s"
	}
	text := e.say(words, e.count(uint64(max(0, rows))), clean(path))
	if e.remote != "" {
		from := clean(e.remote + ":" + path)
		if strings.Contains(from, " ") {
			from = `"` + from + `"`
		}
		text += " " + e.say(model.Say{EN: "It lies on the server. On your PC: scp %s .", ID: "Letaknya di server. Di PC Anda: scp %s ."}, from)
	}
	return text
}

// newFile makes a file that was not there, fills it, and then notes it; where
// one of these fails, no file stays: nothing leaves that is not on record.
func newFile(path string, fill func(io.Writer) error, note func() error) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return path, cantWrite(path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return path, cantWrite(path, err)
	}
	w := &fileWriter{f: f}
	err = fill(w)
	if err == nil {
		err = w.keep(f.Sync())
	}
	if cerr := f.Close(); err == nil {
		err = w.keep(cerr)
	}
	if w.failed != nil {
		err = cantWrite(path, w.failed)
	}
	if err == nil {
		err = note()
	}
	if err != nil {
		return path, errors.Join(err, removed(path))
	}
	return path, nil
}

// removed takes a file away that is not whole; one that can't be is said by
// its own error.
func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// fileWriter tells an error of the file from one of the store.
type fileWriter struct {
	f      *os.File
	failed error
}

// Write writes to the file.
func (w *fileWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	return n, w.keep(err)
}

func (w *fileWriter) keep(err error) error {
	if err != nil && w.failed == nil {
		w.failed = err
	}
	return err
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
	var reason *fs.PathError
	if errors.As(err, &reason) {
		err = reason.Err
	}
	return &model.Refusal{Code: "no_file", Why: model.Say{
		EN: "The file could not be written (%s). Nothing was exported.",
		ID: "Berkas tidak bisa ditulis (%s). Tidak ada yang diekspor.",
	}, Args: []any{err.Error()}}
}
