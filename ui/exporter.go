package ui

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"alur/model"
	tables "alur/store/export"
)

// exporter is the part of a page that writes a table to a file: it proposes a
// name and a form, and asks again where that could not be done.
type exporter struct {
	what  tables.What
	title model.Say
	// word is in the name of the file.
	word  model.Say
	sheet *sheet
	query BottleneckQuery
	lead  []string
}

// The name of the exporter's sheet, load and act.
const exportName = "export"

// exportPlace is where a file is proposed.
type exportPlace struct{ folder, name string }

// begin looks for a folder and a name that is free.
func (x *exporter) begin(e *env, q BottleneckQuery, lead ...string) []effect {
	x.query, x.lead = q, lead
	folder, name := e.folder, x.fileName(e)
	return []effect{load{name: exportName, get: func(context.Context, Store) (any, error) {
		if folder == "" {
			folder = usualFolder()
		}
		for exists(filepath.Join(folder, name)) {
			name = otherName(name)
		}
		return exportPlace{folder: folder, name: name}, nil
	}}}
}

func (x *exporter) fileName(e *env) string {
	shop := model.Slug(e.shop.Settings.Name)
	if shop == "" {
		shop = "alur"
	}
	return shop + "-" + e.say(x.word) + "-" + e.now.In(e.zone()).Format(time.DateOnly) + ".csv"
}

// update takes what concerns the export; used is false for anything else.
func (x *exporter) update(e *env, in input) (effects []effect, used bool) {
	switch in := in.(type) {
	case loaded:
		place, ok := in.value.(exportPlace)
		if !ok {
			return nil, false
		}
		x.sheet = x.newSheet(e, place)
		return []effect{ask{sheet: x.sheet}}, true
	case answered:
		if in.name != exportName {
			return nil, false
		}
		if in.button != "ok" || x.sheet == nil {
			return nil, true
		}
		return x.write(e, in.values), true
	case done:
		if in.name != exportName {
			return nil, false
		}
		return x.wrote(e, in), true
	}
	return nil, false
}

func (x *exporter) newSheet(e *env, place exportPlace) *sheet {
	form := form{items: append([]item{
		{kind: itemPick, name: "form", options: []option{
			{id: string(tables.Excel), label: e.say(model.Say{EN: "For Excel", ID: "Untuk Excel"}), detail: e.say(model.Say{EN: "opens right with a double click", ID: "langsung terbuka dengan benar"})},
			{id: string(tables.Programs), label: e.say(model.Say{EN: "For programs", ID: "Untuk program"}), detail: e.say(model.Say{EN: "plain CSV, nothing changed", ID: "CSV biasa, tidak diubah apa pun"})},
		}},
		{kind: itemText, name: "folder", label: e.say(model.Say{EN: "Folder", ID: "Folder"}), edit: newEdit(place.folder)},
		{kind: itemText, name: "name", label: e.say(model.Say{EN: "File", ID: "Berkas"}), edit: newEdit(place.name)},
	}, buttons(e, e.say(model.Say{EN: "Export", ID: "Ekspor"}))...)}
	return &sheet{name: exportName, title: e.say(x.title), lead: x.lead, form: form}
}

// write makes the file, if it has a name.
func (x *exporter) write(e *env, v map[string]string) []effect {
	if v["name"] == "" {
		return x.again(e.say(model.Say{EN: "The file needs a name.", ID: "Berkas perlu nama."}))
	}
	name := v["name"]
	if filepath.Ext(name) == "" {
		name += ".csv"
	}
	return []effect{exportTo{path: filepath.Join(v["folder"], name), what: x.what, form: tables.Form(v["form"]), query: x.query}}
}

// wrote asks again where the file could not be made; where another has its
// name, with another name.
func (x *exporter) wrote(e *env, d done) []effect {
	refusal := model.Refused(d.err)
	if refusal == nil || x.sheet == nil {
		x.sheet = nil
		return nil
	}
	if it := x.sheet.form.item("name"); it != nil && refusal.Code == codeExists {
		it.edit.set(otherName(it.edit.text()))
	}
	return x.again(clean(refusal.In(e.lang)))
}

// again opens the sheet once more and says what was wrong.
func (x *exporter) again(fault string) []effect {
	if it := x.sheet.form.item("name"); it != nil {
		it.fault = fault
	}
	return []effect{ask{sheet: x.sheet}}
}

// usualFolder is where people look for their files: Documents, else their
// home, else where alur was started.
func usualFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	for _, name := range []string{"Documents", "Dokumen"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// otherName is the next name: a.csv, a_2.csv, a_3.csv.
func otherName(name string) string {
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if i := strings.LastIndex(stem, "_"); i >= 0 {
		if n, err := strconv.Atoi(stem[i+1:]); err == nil && n >= 2 {
			return stem[:i+1] + strconv.Itoa(n+1) + ext
		}
	}
	return stem + "_2" + ext
}
