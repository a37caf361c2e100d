package ui

import (
	"context"

	"alur/model"
)

func queuePage() page {
	return page{
		id:    pageQueue,
		title: model.Say{EN: "My list", ID: "Daftar tugas saya"},
		help: model.Say{
			EN: "Everything you can do now, the most urgent first, each with the reason why it stands there. Enter shows a task. Below stands what waits for somebody or something else.",
			ID: "Semua yang bisa Anda kerjakan sekarang, yang paling mendesak di atas, masing-masing dengan alasannya. Enter menampilkan tugas. Di bawah ada yang menunggu orang atau hal lain.",
		},
		make: func() screen { return &queue{} },
		menu: true,
		coach: coach{key: keyOpen, words: model.Say{
			EN: "First time here: Enter shows the task you choose.",
			ID: "Pertama kali di sini: Enter menampilkan tugas pilihan.",
		}},
	}
}

// queue is the whole list of a person's tasks.
type queue struct {
	queue  model.Queue
	list   list
	loaded bool
	// known are the rows when the list was opened; rows that came since are
	// counted, so that nobody has to search for them.
	known map[string]bool
}

func (q *queue) typing() bool { return false }

func (q *queue) chooses() *list { return &q.list }

func (q *queue) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if ref, ok := in.arg.(model.TaskRef); ok && q.list.sel == "" {
			q.list.sel = ref.String()
		}
		return []effect{q.load(e)}
	case refresh:
		return []effect{q.load(e)}
	case loaded:
		if data, ok := in.value.(model.Queue); ok {
			q.came(data)
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return q.key(in)
	}
	return nil
}

func (q *queue) load(e *env) load {
	me, now := e.me.ID, e.now
	return load{name: "queue", get: func(ctx context.Context, s Store) (any, error) {
		return s.Queue(ctx, me, now)
	}}
}

func (q *queue) came(data model.Queue) {
	q.queue = data
	var ids []string
	for _, i := range q.rows() {
		ids = append(ids, i.TaskRef.String())
	}
	if !q.loaded {
		q.loaded, q.known = true, map[string]bool{}
		for _, id := range ids {
			q.known[id] = true
		}
	}
	q.list.set(ids)
}

// rows are the tasks that can be done, then those that wait.
func (q *queue) rows() []model.QueueItem {
	return append(append([]model.QueueItem{}, q.queue.Items...), q.queue.Asleep...)
}

func (q *queue) chosen() (model.QueueItem, bool) {
	rows := q.rows()
	if at := q.list.at(); at >= 0 && at < len(rows) {
		return rows[at], true
	}
	return model.QueueItem{}, false
}

func (q *queue) caseShown() string {
	i, _ := q.chosen()
	return i.Case
}

func (q *queue) key(k keyPress) []effect {
	if q.list.update(k, false) {
		if i, ok := q.chosen(); ok {
			q.known[i.TaskRef.String()] = true
		}
		return nil
	}
	switch k.name {
	case "enter":
		if i, ok := q.chosen(); ok {
			return []effect{goTo{to: pageNext, arg: i.TaskRef, home: true}}
		}
	case "esc":
		return []effect{goBack{}}
	case "space":
		if i, ok := q.chosen(); ok {
			return []effect{goTo{to: pageCase, arg: i.Case}}
		}
	}
	return nil
}

func (q *queue) uses(*env) []use {
	return []use{
		{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: model.Say{EN: "Show task", ID: "Lihat tugas"}},
		{id: keyTick, words: model.Say{EN: "Show case", ID: "Lihat kasus"}}, {id: keyNext}, {id: keyBack}, {id: keyMenu},
	}
}

func (q *queue) view(e *env) []string {
	if !q.loaded {
		return nil
	}
	t := e.theme
	head := e.say(model.Say{EN: "%d to do", ID: "%d bisa dikerjakan"}, len(q.queue.Items))
	if n := len(q.queue.Asleep); n > 0 {
		head += e.say(model.Say{EN: ", %d waiting", ID: ", %d menunggu"}, n)
	}
	fresh := ""
	if n := q.fresh(); n > 0 {
		fresh = t.warn(e.say(model.Say{EN: "%d new %s", ID: "%d baru %s"}, n, t.glyph.up))
	}
	lines := []string{"", t.ends("  "+t.strong(head), fresh+"  ", e.width), ""}
	if len(q.list.ids) == 0 {
		return append(lines,
			"  "+e.say(model.Say{EN: "Your list is empty. What comes for you appears here by itself.", ID: "Daftar Anda kosong. Yang datang untuk Anda muncul di sini sendiri."}),
			"  "+t.dim(e.say(model.Say{EN: "F5 goes back to My next task.", ID: "F5 kembali ke Tugas berikutnya."})))
	}
	return append(lines, q.body(e, e.height-len(lines))...)
}

// fresh counts the rows that came since the list was opened.
func (q *queue) fresh() int {
	n := 0
	for _, id := range q.list.ids {
		if !q.known[id] {
			n++
		}
	}
	return n
}

// body draws the part of both lists around the selection: the tasks, an
// empty line and a heading, and what waits.
func (q *queue) body(e *env, h int) []string {
	rows, do := q.rows(), len(q.queue.Items)
	n, gap := len(rows), 0
	if do < len(rows) {
		gap = 2
	}
	// Reckoned once: for every row it would be once for each pair of rows.
	title, about := q.columns(e, e.width-6)
	place := func(row int) int {
		if row < do {
			return row
		}
		return row + gap
	}
	return scrolledBy(e, n+gap, place(q.list.at()), h, func(i int) string {
		switch {
		case i < do:
			return q.row(e, rows[i], title, about, i == q.list.at())
		case i == do:
			return ""
		case i == do+1:
			return "  " + e.theme.dim(e.say(model.Say{EN: "Waiting", ID: "Menunggu"}))
		}
		return q.row(e, rows[i-gap], title, about, i-gap == q.list.at())
	})
}

// columns are the widths of the titles and of the cases: what the reasons do
// not need is for the titles.
func (q *queue) columns(e *env, w int) (title, about int) {
	reasons := 0
	for _, i := range q.rows() {
		title = max(title, width(clean(i.Title)))
		about = max(about, width(shortNumber(i.OpenTask)+" "+clean(i.CaseTitle)))
		reasons = max(reasons, width(why(e, i)))
	}
	about = min(about, w*25/100)
	return max(w*30/100, min(title, w-4-about-min(reasons, w*40/100))), about
}

func (q *queue) row(e *env, i model.QueueItem, title, about int, chosen bool) string {
	t := e.theme
	mark := "  "
	if chosen {
		mark = t.glyph.point + " "
	}
	w := e.width - 6
	text := t.pad(clean(i.Title), title)
	if chosen {
		text = t.focus(text)
	}
	line := "  " + mark + text + "  " + t.pad(t.dim(shortNumber(i.OpenTask)+" ")+clean(i.CaseTitle), about) + "  "
	return line + t.cut(why(e, i), w-title-about-4)
}
