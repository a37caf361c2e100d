package ui

import (
	"cmp"
	"context"
	"strings"

	"alur/model"
	"alur/model/digest"
)

func settingsPage() page {
	return page{
		id:    pageSettings,
		title: model.Say{EN: "Settings of the shop", ID: "Pengaturan toko"},
		help: model.Say{
			EN: "What the whole shop goes by: its name, language, time zone, numbers and money. Nothing changes before F9 or Save; then it is on record, with what it was before. Enter on the opening hours opens them.",
			ID: "Yang berlaku untuk seluruh toko: nama, bahasa, zona waktu, angka dan uang. Tidak ada yang berubah sebelum F9 atau Simpan; sesudah itu tercatat, beserta nilai sebelumnya. Enter pada jam buka membukanya.",
		},
		make: func() screen { return &shopSettings{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// shopSettings is the form of what an owner sets for the shop.
type shopSettings struct {
	form   form
	loaded bool
	// saved are the settings the form began with, to see what was changed.
	saved model.Settings
	// back is the row to come back to, once the form is made.
	back string
	// backup is how the backups stand, nil where nobody knows.
	backup *digest.Backup
}

// settingRow is one row of the form: how it is asked, and how its text goes
// into the settings and comes from them.
type settingRow struct {
	name  string
	label model.Say
	about model.Say
	// options are the ids of what can be chosen, with their words; nil is a
	// line to type.
	options []settingOption
	// span is true for a length of time, which is shown and read in words.
	span bool
	get  func(s model.Settings) string
	set  func(s *model.Settings, text string)
}

type settingOption struct {
	id    string
	words model.Say
}

// hoursRow is the button that opens the opening hours.
const hoursRow = "hours"

// testRow is the button that sends the owner a test message.
const testRow = "test"

// settingsRef is where what is typed and not saved is kept.
func settingsRef() model.TaskRef { return model.TaskRef{Case: "settings", Step: "shop"} }

func (p *shopSettings) typing() bool { return p.form.typing() }

func (p *shopSettings) mark() string {
	if !p.loaded {
		return p.back
	}
	return p.form.items[p.form.focus].name
}

func (p *shopSettings) comeTo(mark string) { p.back = mark }

func (p *shopSettings) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		return []effect{p.load(e), backupLoad()}
	case refresh:
		return []effect{backupLoad()}
	case newShop:
		p.follow(e)
	case loaded:
		if kept, ok := in.value.(map[string]string); ok && in.err == nil && !p.loaded {
			p.fill(e, kept)
		}
		if b, ok := in.value.(*digest.Backup); ok && in.err == nil {
			p.backup = b
		}
	case done:
		return p.done(e, in)
	case keyPress:
		return p.key(e, in)
	case scanned, pasted:
		return p.typed(e, p.form.update(in))
	}
	return nil
}

func (p *shopSettings) load(e *env) load {
	me := e.me.ID
	return load{name: "settings", get: func(ctx context.Context, s Store) (any, error) {
		kept, err := s.Draft(ctx, me, settingsRef())
		if kept == nil {
			kept = map[string]string{}
		}
		return kept, err
	}}
}

// fill makes the form with what was typed and not yet saved.
func (p *shopSettings) fill(e *env, kept map[string]string) {
	p.loaded, p.saved = true, e.shop.Settings
	p.form = form{}
	for _, row := range settingRows() {
		it := item{kind: itemText, name: row.name}
		if row.options != nil {
			it.kind = itemTurn
			for _, o := range row.options {
				it.options = append(it.options, option{id: o.id})
			}
		}
		it.put(cmp.Or(kept[row.name], row.typed(e, p.saved)))
		p.form.items = append(p.form.items, it)
	}
	p.form.items = append(p.form.items, item{kind: itemButton, name: "ok"}, item{kind: itemButton, name: hoursRow}, item{kind: itemButton, name: testRow})
	p.form.comeTo(p.back)
	p.check(e)
}

// typed is what a person would type for a setting.
func (row settingRow) typed(e *env, s model.Settings) string {
	text := row.get(s)
	if span, err := model.ParseSpan(text); row.span && err == nil {
		return span.In(e.lang)
	}
	return text
}

// put shows a value in an item.
func (it *item) put(value string) {
	if it.kind == itemText {
		it.edit.set(value)
	}
	for i, o := range it.options {
		if o.id == value {
			it.at = i
		}
	}
}

// follow shows what was changed elsewhere, in the rows nobody has touched
// here.
func (p *shopSettings) follow(e *env) {
	values := p.form.values()
	for _, row := range settingRows() {
		was, is := row.typed(e, p.saved), row.typed(e, e.shop.Settings)
		if it := p.form.item(row.name); it != nil && was != is && values[row.name] == was {
			it.put(is)
		}
	}
	p.saved = e.shop.Settings
}

func (p *shopSettings) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.is(keyDone, true):
		return p.save(e)
	}
	return p.typed(e, p.form.update(k))
}

// typed follows what a key did in the form.
func (p *shopSettings) typed(e *env, ev formEvent) []effect {
	switch {
	case ev.pressed == "ok":
		return p.save(e)
	case ev.pressed == testRow:
		if len(p.changed(e)) > 0 {
			return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "First save what was changed: F9.", ID: "Simpan dulu yang diubah: F9."})}}
		}
		return []effect{testMessage(e, "", e.say(model.Say{EN: "the owner", ID: "pemilik"}))}
	case ev.pressed == hoursRow:
		return []effect{goTo{to: pageHours, arg: whose{}}}
	case ev.left != "":
		p.check(e)
	case ev.changed != "":
		value := p.form.values()[ev.changed]
		if p.form.item(ev.changed).kind == itemTurn {
			p.check(e)
		}
		return []effect{draft{task: settingsRef(), field: ev.changed, text: value}}
	}
	return nil
}

// next are the settings as the form has them.
func (p *shopSettings) next() model.Settings {
	next, values := p.saved, p.form.values()
	for _, row := range settingRows() {
		row.set(&next, values[row.name])
	}
	return next
}

// check says what is wrong at its row: each is tried alone, by the rules the
// shop goes by.
func (p *shopSettings) check(e *env) (first int) {
	first = -1
	values := p.form.values()
	for i, row := range settingRows() {
		next := p.saved
		row.set(&next, values[row.name])
		it := &p.form.items[i]
		it.fault = ""
		if err := next.Check(); err != nil {
			it.fault = refusalText(e, err)
			if first < 0 {
				first = i
			}
		}
	}
	return first
}

func (p *shopSettings) save(e *env) []effect {
	if !p.loaded {
		return nil
	}
	if bad := p.check(e); bad >= 0 {
		p.form.focus = bad
		return nil // Why stands under its row, and over all that nothing is saved.
	}
	if len(p.changed(e)) == 0 {
		return []effect{notice{role: roleText, text: e.say(model.Say{EN: "Nothing was changed.", ID: "Tidak ada yang diubah."})}}
	}
	return []effect{do{
		name: "settings", act: model.ChangeSettings{Settings: p.next()},
		said: e.say(model.Say{EN: "Saved: %s.", ID: "Tersimpan: %s."}, strings.Join(p.changed(e), ", ")),
	}}
}

// changed names the rows that are not as they were saved.
func (p *shopSettings) changed(e *env) []string {
	var names []string
	next := p.next()
	for _, row := range settingRows() {
		if row.get(next) != row.get(p.saved) {
			names = append(names, strings.ToLower(e.say(row.label)))
		}
	}
	return names
}

func (p *shopSettings) done(_ *env, d done) []effect {
	if d.name != "settings" || d.err != nil {
		return nil
	}
	if act, ok := d.act.(model.ChangeSettings); ok {
		p.saved = act.Settings
	}
	var effects []effect
	for _, row := range settingRows() {
		effects = append(effects, draft{task: settingsRef(), field: row.name})
	}
	return effects
}
