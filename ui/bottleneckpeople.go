package ui

import (
	"cmp"
	"slices"
	"strings"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
)

// byName are the persons of a log who have a name, by that.
func byName(people []figures.Person) []figures.Person {
	named := slices.DeleteFunc(slices.Clone(people), func(p figures.Person) bool { return p.Person == "" })
	slices.SortStableFunc(named, func(a, b figures.Person) int { return cmp.Compare(a.Person, b.Person) })
	return named
}

// loadTable shows how much of the time of its people each role took.
func (b *bottlenecks) loadTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Role", ID: "Peran"}), e.say(model.Say{EN: "People", ID: "Orang"}), e.say(model.Say{EN: "Done", ID: "Selesai"}),
			e.say(model.Say{EN: "Worked", ID: "Kerja"}), e.say(model.Say{EN: "Waited for", ID: "Ditunggu"}), e.say(model.Say{EN: "Of their time", ID: "Dari waktunya"}),
		},
		wide: []int{7, 9, 10, 12}, last: 20, bars: true,
	}
	for _, l := range b.review.Loads {
		row := slowRow{
			name: l.Role, none: e.say(model.Say{EN: "nobody holds it", ID: "tidak dipegang siapa pun"}),
			cells: []string{itoa(len(l.People)), itoa(l.Executions), e.known(l.Busy), e.known(l.Waited)},
		}
		switch {
		case e.log != "":
			row.none = e.say(model.Say{EN: "the log doesn't say", ID: "tidak ada di log"})
		case l.Utilisation != nil:
			row.none, row.bar, row.end = "", *l.Utilisation, percentText(*l.Utilisation)
		}
		t.rows = append(t.rows, row)
	}
	return b.withPersons(e, t)
}

// withPersons adds the persons of a log under its roles, if it tells of any.
func (b *bottlenecks) withPersons(e *env, t slowTable) slowTable {
	if len(b.persons) == 0 {
		return t
	}
	t.heads[0] = e.say(model.Say{EN: "Role, person", ID: "Peran, orang"})
	if len(b.review.Loads) == 0 {
		t.heads[0] = e.say(model.Say{EN: "Person", ID: "Orang"})
		t.heads[1] = e.say(model.Say{EN: "Cases", ID: "Kasus"})
	}
	none := e.theme.glyph.middle
	for _, p := range b.persons {
		row := slowRow{name: p.Person, cells: []string{none, itoa(p.Executions), e.known(busyOf(p)), none}, none: none}
		if len(b.review.Loads) == 0 {
			row.cells[0] = itoa(p.Cases)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// busyOf is how long a person worked, what was done at once counted once; nil
// where it is known of nothing they did.
func busyOf(p figures.Person) *float64 {
	if p.Known == 0 {
		return nil
	}
	return &p.BusyUnion
}

// known is a length of time that nobody may have recorded: that is not none.
func (e *env) known(seconds *float64) string {
	if seconds == nil {
		return e.say(model.Say{EN: "not known", ID: "tak jelas"})
	}
	return e.seconds(*seconds)
}

// underPeople is who stands behind the row of a role, or how much of the work
// of a person is known.
func (b *bottlenecks) underPeople(e *env, at int) (first, second string) {
	if at < len(b.review.Loads) {
		return b.underLoad(e, b.review.Loads[at])
	}
	p := b.persons[at-len(b.review.Loads)]
	return e.say(model.Say{
		EN: "Cases with %s: %d. Rounds: %d, of them begun at a known time: %d.",
		ID: "Kasus dengan %s: %d. Pengerjaan: %d, yang waktu mulainya diketahui: %d.",
	}, clean(p.Person), p.Cases, p.Executions, p.Known), e.say(noMerit())
}

// noMerit says what loads are not.
func noMerit() model.Say {
	return model.Say{EN: "This says how much there is to do, not how good anybody is.", ID: "Ini tentang banyaknya pekerjaan, bukan baik-buruknya orang."}
}

// asMany are as many of the texts as fit, and how many there are beside them.
func (e *env) asMany(all []string, room int) string {
	for n := len(all); ; n-- {
		text := strings.Join(all[:n], ", ")
		if n < len(all) {
			text += e.say(model.Say{EN: ", and %d more", ID: ", dan %d lagi"}, len(all)-n)
		}
		if n <= 1 || width(text) <= room {
			return text
		}
	}
}

// underLoad is who holds a role and how long each worked, by name.
func (b *bottlenecks) underLoad(e *env, l findings.Load) (first, second string) {
	busy := map[string]*float64{}
	for _, p := range b.review.People {
		busy[p.Person] = busyOf(p)
	}
	var all []string
	for _, id := range l.People {
		name := e.name(id)
		if l.Busy != nil {
			name += " " + e.known(busy[id])
		}
		all = append(all, name)
	}
	held := model.Say{EN: "Held by, with all the work of each: %s", ID: "Pemegang, dengan semua pekerjaan masing-masing: %s"}
	switch {
	case l.Busy == nil && e.log != "":
		held = model.Say{EN: "Done by, for how long is not known: %s", ID: "Dikerjakan oleh, berapa lamanya tidak diketahui: %s"}
	case l.Busy == nil:
		held = model.Say{EN: "Held by, for how long each worked is not known: %s", ID: "Pemegang, berapa lama masing-masing bekerja tidak diketahui: %s"}
	case e.log != "":
		held = model.Say{EN: "Done by, with all the work of each: %s", ID: "Dikerjakan oleh, dengan semua pekerjaan masing-masing: %s"}
	}
	return e.say(held, e.asMany(all, e.width-4-width(e.say(held, "")))), e.say(noMerit())
}
