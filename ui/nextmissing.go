package ui

import (
	"maps"
	"strings"

	"alur/model"
)

// missing is what the usual outcome still demands, as a part of a sentence:
// what is not there, and what is there but does not fit.
func (n *next) missing(e *env) string {
	if n.task == nil {
		return ""
	}
	var left []model.Lack
	for _, lack := range model.Missing(n.task.flow, n.task.c, n.task.t) {
		if lack.Field != nil && n.filled(lack.Field.Name) {
			continue
		}
		left = append(left, lack)
	}
	var parts []string
	if len(left) > 0 {
		lacks := clean(model.MissingSay(left).In(e.lang))
		parts = append(parts, strings.ReplaceAll(lacks, "…", e.theme.glyph.more))
	}
	for _, f := range n.task.step.Record {
		if n.unfit(e, f.Name) != "" {
			parts = append(parts, e.say(model.Say{EN: "%s (does not fit)", ID: "%s (tidak cocok)"}, e.label(f)))
		}
	}
	return strings.Join(parts, ", ")
}

// filled reports whether something was typed into a field.
func (n *next) filled(field string) bool {
	edit := n.edits[field]
	return edit != nil && strings.TrimSpace(edit.line.text()) != ""
}

// unfit says what is wrong with what was typed into a field and is not
// recorded; nothing where it fits, or nothing was typed.
func (n *next) unfit(e *env, field string) string {
	edit := n.edits[field]
	if edit == nil || !edit.dirty || !n.filled(field) {
		return ""
	}
	v, err := e.parse(edit.field, edit.line.text())
	if err == nil {
		err = model.CheckValue(edit.field, v, n.known(e, field))
	}
	if err != nil {
		return refusalText(e, err)
	}
	return ""
}

// known is what a field is compared with: what the case knows, and what
// stands in the other fields of the task.
func (n *next) known(e *env, besides string) model.Values {
	known := model.Values{}
	maps.Copy(known, n.task.c.Fields)
	maps.Copy(known, n.task.t.Values)
	for name, edit := range n.edits {
		if v, err := e.parse(edit.field, edit.line.text()); err == nil && edit.dirty && name != besides {
			known[name] = v
		}
	}
	return known
}

// tells is what the screen says by itself of a field that does not fit: under
// the buttons of the first one, on plain lines at each.
func (n *next) tells(e *env, field string) string {
	why := n.unfit(e, field)
	if !e.plain && why != n.firstUnfit(e) {
		return ""
	}
	return why
}

// told reports whether the screen says by itself why an act was refused.
func (n *next) told(e *env, d done) bool {
	set, ok := d.act.(model.SetField)
	return ok && n.editOf(set.Task, set.Field) != nil && refusalText(e, d.err) == n.tells(e, set.Field)
}

// firstUnfit is what is wrong with the first field that does not fit.
func (n *next) firstUnfit(e *env) string {
	for _, f := range n.task.step.Record {
		if why := n.unfit(e, f.Name); why != "" {
			return why
		}
	}
	return ""
}

// stillToDo are the lines under the buttons: what is missing, or that nothing
// is.
func (n *next) stillToDo(e *env, w int) []string {
	t := e.theme
	lacks := n.missing(e)
	switch {
	case !n.task.begun():
		return indent(wrapPaint(t, roleDim, e.say(n.beforehand(e, lacks)), w-6), 4)
	case len(n.task.items)+len(n.task.step.Record) == 0:
		return []string{"    " + t.dim(e.say(model.Say{EN: "Once it is done, F9 says so.", ID: "Kalau sudah dikerjakan, F9 menyatakan selesai."}))}
	case lacks == "":
		return []string{"    " + t.good(e.say(model.Say{EN: "%s All there. F9 finishes it.", ID: "%s Sudah lengkap. F9 menyelesaikannya."}, t.glyph.tick))}
	}
	left := "    " + t.warn(t.cut(e.say(model.Say{EN: "Still to do: %s", ID: "Masih kurang: %s"}, lacks), w-6))
	why := n.firstUnfit(e)
	if why == "" {
		return []string{left}
	}
	return append(indent(wrapPaint(t, roleWarn, capital(why), w-6), 4), left)
}

// beforehand is what to press on a task that is not being done.
func (n *next) beforehand(e *env, lacks string) model.Say {
	on := n.task.waitsToGoOn()
	switch {
	case n.task.looksAfter(e):
		return model.Say{EN: "Enter shows the case, where F8 takes it over. Here F8 hands it over.", ID: "Enter menampilkan kasus, di sana F8 mengambil alih. Di sini F8 menyerahkan."}
	case lacks != "" && on:
		return model.Say{EN: "Enter goes on with it: then you can tick and fill in.", ID: "Enter melanjutkan: lalu Anda bisa mencentang dan mengisi."}
	case lacks != "":
		return model.Say{EN: "Once it is begun you can tick and fill in.", ID: "Setelah dimulai Anda bisa mencentang dan mengisi."}
	case on:
		return model.Say{EN: "Enter goes on with it. If it is done already, F9 says so.", ID: "Enter melanjutkan. Kalau ternyata sudah selesai, tekan F9."}
	}
	return model.Say{EN: "Enter begins it. If it is done already, F9 says so.", ID: "Enter memulai. Kalau ternyata sudah selesai, tekan F9."}
}
