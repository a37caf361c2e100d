package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
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
	// view is the table of CSV where there are several; a workbook has all.
	view tables.View
	// ofCase is whose story is saved; empty for tables.
	ofCase string
	lead   []string
}

// The name of the exporter's sheet, load and act.
const exportName = "export"

// exportPlace is where a file is proposed.
type exportPlace struct{ folder, name string }

// forms are those the table can be written in, what an owner most likely wants
// first.
func (x *exporter) forms() []tables.Form {
	var fit []tables.Form
	for _, form := range []tables.Form{tables.Workbook, tables.Excel, tables.Programs, tables.XES, tables.Markdown} {
		if form.Fits(x.what) {
			fit = append(fit, form)
		}
	}
	return fit
}

// taken reports whether a file of that name is there in any of the forms: the
// name is proposed before one is chosen.
func (x *exporter) taken(path string) bool {
	for _, form := range x.forms() {
		if exists(path + form.Ending()) {
			return true
		}
	}
	return false
}

// begin looks for a folder and a name that is free.
func (x *exporter) begin(e *env, q BottleneckQuery, lead ...string) []effect {
	x.query, x.lead = q, lead
	folder, name := e.folder, x.fileName(e)
	return []effect{load{name: exportName, get: func(context.Context, Store) (any, error) {
		if folder == "" {
			folder = usualFolder()
		}
		for x.taken(filepath.Join(folder, name)) {
			name = otherName(name)
		}
		return exportPlace{folder: folder, name: name}, nil
	}}}
}

func (x *exporter) fileName(e *env) string {
	if x.ofCase != "" {
		return x.ofCase + "-" + e.say(x.word)
	}
	shop := model.Slug(e.shop.Settings.Name)
	if shop == "" {
		shop = "alur"
	}
	return shop + "-" + e.say(x.word) + "-" + e.now.In(e.zone()).Format(time.DateOnly)
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
	pick := item{kind: itemPick, name: "form"}
	for _, form := range x.forms() {
		pick.options = append(pick.options, formOption(e, form))
	}
	items := []item{{kind: itemText, name: "name", label: e.say(model.Say{EN: "File", ID: "Berkas"}), edit: newEdit(place.name)}}
	if e.remote.Call == "" {
		items = slices.Insert(items, 0, item{kind: itemText, name: "folder", label: e.say(model.Say{EN: "Folder", ID: "Folder"}), edit: newEdit(place.folder)})
	}
	form := form{items: append(items, buttons(e, x.button(e))...)}
	if len(pick.options) > 1 {
		form.items = slices.Insert(form.items, 0, pick)
	}
	return &sheet{name: exportName, title: e.say(x.title), lead: x.lead, form: form}
}

// button is what the button says that writes the file.
func (x *exporter) button(e *env) string {
	if x.ofCase != "" {
		return e.say(model.Say{EN: "Save", ID: "Simpan"})
	}
	return e.say(model.Say{EN: "Export", ID: "Ekspor"})
}

// formOption is what a form is called, and whom it is for.
func formOption(e *env, form tables.Form) option {
	o := option{id: string(form)}
	switch form {
	case tables.Workbook:
		o.label = e.say(model.Say{EN: "Excel workbook", ID: "Buku kerja Excel"})
		o.detail = e.say(model.Say{EN: ".xlsx, with numbers, times and a filter", ID: ".xlsx, dengan angka, waktu dan saringan"})
	case tables.Excel:
		o.label = e.say(model.Say{EN: "CSV for Excel", ID: "CSV untuk Excel"})
		o.detail = e.say(model.Say{EN: ".csv, opens with a double click", ID: ".csv, terbuka dengan klik ganda"})
	case tables.XES:
		o.label = e.say(model.Say{EN: "Process mining", ID: "Process mining"})
		o.detail = e.say(model.Say{EN: ".xes, for Disco, ProM, pm4py", ID: ".xes, untuk Disco, ProM, pm4py"})
	default:
		o.label = e.say(model.Say{EN: "CSV for programs", ID: "CSV untuk program"})
		o.detail = e.say(model.Say{EN: ".csv, nothing changed", ID: ".csv, tidak diubah apa pun"})
	}
	return o
}

// write makes the file, if it has a name.
func (x *exporter) write(e *env, v map[string]string) []effect {
	if v["name"] == "" {
		return x.again(e.say(model.Say{EN: "The file needs a name.", ID: "Berkas perlu nama."}))
	}
	folder := v["folder"]
	if e.remote.Call != "" {
		// Nobody elsewhere says where on the shop's PC a file is written.
		if folder = e.folder; strings.ContainsAny(v["name"], `/\:`) {
			return x.again(e.say(model.Say{EN: "A name alone, please: the folder is the shop's.", ID: "Mohon nama saja: foldernya milik toko."}))
		}
	}
	form := tables.Form(v["form"])
	if form == "" {
		form = x.forms()[0]
	}
	path := named(v["name"], form)
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	to := exportTo{path: path, what: x.what, form: form, query: x.query, ofCase: x.ofCase}
	if form != tables.Workbook {
		to.view = x.view
	}
	return []effect{to}
}

// named gives a file the ending of its form, in place of that of another: a
// workbook that is called .csv opens nowhere.
func named(name string, form tables.Form) string {
	ext := filepath.Ext(name)
	for _, other := range []tables.Form{tables.Workbook, tables.Programs, tables.XES, tables.Markdown} {
		if strings.EqualFold(ext, other.Ending()) {
			name = strings.TrimSuffix(name, ext)
			break
		}
	}
	return name + form.Ending()
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

// otherName is the next name: a, a_2, a_3; a.csv, a_2.csv.
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
