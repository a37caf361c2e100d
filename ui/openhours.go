package ui

import (
	"cmp"
	"context"
	"maps"
	"strings"

	"alur/model"
)

func hoursPage() page {
	return page{
		id:    pageHours,
		title: model.Say{EN: "Opening hours", ID: "Jam buka"},
		help: model.Say{
			EN: "When work can be done: due times and promises count only these hours. Write 08:00-17:00, several with commas, or closed. Below stand the closed days: a day, or a first and a last one, then a name. An emptied line is taken away. Nothing changes before F9 or Save.",
			ID: "Kapan pekerjaan bisa dilakukan: batas waktu dan janji hanya menghitung jam ini. Tulis 08:00-17:00, beberapa dengan koma, atau tutup. Di bawahnya hari tutup: satu tanggal, atau dua, lalu namanya. Baris yang dikosongkan dihapus. Tidak ada yang berubah sebelum F9 atau Simpan.",
		},
		make: func() screen { return &openHours{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// whose says whose hours a page shows; its zero value is the shop.
type whose struct{ division, person string }

// ref is where what is typed and not saved is kept.
func (w whose) ref() model.TaskRef {
	return model.TaskRef{Case: "hours", Step: cmp.Or(strings.Trim(w.division+"/"+w.person, "/"), "shop")}
}

// openHours edits the hours of the shop, of a division or of a person.
type openHours struct {
	whose
	loaded bool
	// own is false where a division or a person goes by the hours above it.
	own    bool
	days   [7]lineEdit
	closed []*lineEdit
	// at is the row with the focus: own or not, the days, the closed days, the
	// button.
	at    int
	tried bool
	// wrote is what was kept last.
	wrote map[string]string
}

// The rows of the table.
const (
	hoursOwn = iota
	hoursDays
	hoursClosed = hoursDays + 7
)

func (h *openHours) save() int    { return hoursClosed + len(h.closed) }
func (h *openHours) typing() bool { return h.edit() != nil }

// first is the first row that takes the focus: the shop always has its own.
func (h *openHours) first() int {
	if h.whose == (whose{}) {
		return hoursDays
	}
	return hoursOwn
}

// edit is the text with the focus, or nil.
func (h *openHours) edit() *lineEdit {
	switch {
	case !h.loaded || !h.own || h.at == hoursOwn || h.at >= h.save():
		return nil
	case h.at < hoursClosed:
		return &h.days[h.at-hoursDays]
	}
	return h.closed[h.at-hoursClosed]
}

func (h *openHours) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if w, ok := in.arg.(whose); ok {
			h.whose = w
		}
		return []effect{h.load(e)}
	case loaded:
		if kept, ok := in.value.(map[string]string); ok && in.err == nil && !h.loaded {
			h.fill(e, kept)
		}
	case done:
		return h.done(e, in)
	case scanned:
		return h.insert(in.text)
	case pasted:
		return h.insert(in.text)
	case keyPress:
		return h.key(e, in)
	}
	return nil
}

func (h *openHours) load(e *env) load {
	me, ref := e.me.ID, h.ref()
	return load{name: "hours", get: func(ctx context.Context, s Store) (any, error) {
		kept, err := s.Draft(ctx, me, ref)
		if kept == nil {
			kept = map[string]string{}
		}
		return kept, err
	}}
}

// saved are the hours that are theirs, and whether they have any.
func (h *openHours) saved(e *env) (hours model.Hours, own bool) {
	switch {
	case h.person != "":
		if p := e.shop.People[h.person]; p != nil {
			hours = p.Hours
		}
		return hours, hasHours(hours)
	case h.division != "":
		hours, own = e.shop.DivisionHours[h.division]
		return hours, own
	}
	return e.shop.Hours, true
}

func hasHours(h model.Hours) bool {
	week, err := h.OpenWeek()
	return err != nil || week > 0 || len(h.Closed) > 0
}

// above are the hours that count where they have none of their own.
func (h *openHours) above(e *env) model.Hours {
	division := ""
	if p := e.shop.People[h.person]; p != nil {
		division = p.Division
	}
	return e.shop.HoursFor(division, "")
}

// fill shows the hours, with what was typed and not yet saved.
func (h *openHours) fill(e *env, kept map[string]string) {
	hours, own := h.saved(e)
	h.loaded, h.own, h.at = true, own, max(h.first(), h.at)
	if week, err := hours.OpenWeek(); err == nil && week == 0 {
		hours.Week = h.above(e).Week
	}
	for i := range h.days {
		h.days[i].set(cmp.Or(model.FormatSlots(hours.Week[i]), e.say(shut())))
	}
	var lines []string
	for _, c := range hours.ClosedDays() {
		lines = append(lines, c.String())
	}
	if text, ok := kept["closed"]; ok && kept["own"] != "" {
		lines, h.own = strings.Split(text, "\n"), kept["own"] == "yes"
		for i, text := range strings.SplitN(kept["days"], "\n", 7) {
			h.days[i].set(text)
		}
		h.wrote = kept
	}
	h.closed = nil
	for _, line := range lines {
		h.closed = append(h.closed, new(newEdit(line)))
	}
	h.room()
}

func shut() model.Say { return model.Say{EN: "closed", ID: "tutup"} }

// room keeps one empty line at the end to write on.
func (h *openHours) room() {
	if n := len(h.closed); n == 0 || clean(h.closed[n-1].text()) != "" {
		h.closed = append(h.closed, &lineEdit{})
	}
}

// keep keeps what is typed.
func (h *openHours) keep() []effect {
	h.room()
	var days, closed []string
	for i := range h.days {
		days = append(days, h.days[i].text())
	}
	for _, l := range h.closed {
		if l.text() != "" {
			closed = append(closed, l.text())
		}
	}
	is := map[string]string{"own": map[bool]string{true: "yes", false: "no"}[h.own], "days": strings.Join(days, "\n"), "closed": strings.Join(closed, "\n")}
	return h.note(is)
}

// note writes what of the texts has changed.
func (h *openHours) note(is map[string]string) []effect {
	var effects []effect
	for _, field := range []string{"own", "days", "closed"} {
		if is[field] != h.wrote[field] {
			effects = append(effects, draft{task: h.ref(), field: field, text: is[field]})
		}
	}
	h.wrote = is
	return effects
}

// hours reads the table. Faults are by row.
func (h *openHours) hours(e *env) (model.Hours, map[int]string) {
	var hours model.Hours
	faults := map[int]string{}
	for i := range h.days {
		slots, err := model.ParseOpening(h.days[i].text())
		if err != nil {
			faults[hoursDays+i] = refusalText(e, err)
		}
		hours.Week[i] = slots
	}
	for i, l := range h.closed {
		if clean(l.text()) == "" {
			continue
		}
		days, err := model.ParseClosed(l.text())
		if err != nil {
			faults[hoursClosed+i] = refusalText(e, err)
			continue
		}
		hours = hours.Close(days)
	}
	if err := hours.Check(); err != nil && len(faults) == 0 {
		faults[hoursDays] = refusalText(e, err)
	}
	return hours, faults
}

// act is the change as an act on the shop.
func (h *openHours) act(e *env, hours model.Hours) model.Act {
	next := e.shop.Settings
	switch {
	case h.person != "":
		if p := e.shop.People[h.person]; p != nil {
			changed := *p
			changed.Hours = hours
			return model.ChangePerson{Person: changed}
		}
	case h.division != "":
		next.DivisionHours = maps.Clone(next.DivisionHours)
		if next.DivisionHours == nil {
			next.DivisionHours = map[string]model.Hours{}
		}
		next.DivisionHours[h.division] = hours
	default:
		next.Hours = hours
	}
	return model.ChangeSettings{Settings: next}
}
