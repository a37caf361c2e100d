package ui

import (
	"context"
	"strings"

	"alur/model"
	"alur/model/story"
	tables "alur/store/export"
)

func storyPage() page {
	return page{
		id:    pageStory,
		title: model.Say{EN: "The whole story", ID: "Riwayat lengkap"},
		help: model.Say{
			EN: "Everything that happened in a case, as it can be handed to a customer or an auditor: who did what, when and why, and how long each step waited and was worked on. The arrows scroll. E saves it as a text file to be printed; that stands in the record.",
			ID: "Semua yang terjadi di sebuah kasus, seperti yang bisa diserahkan kepada pelanggan atau auditor: siapa melakukan apa, kapan dan mengapa, dan berapa lama tiap langkah menunggu dan dikerjakan. Panah menggulung. E menyimpannya sebagai berkas teks untuk dicetak; itu masuk catatan.",
		},
		make: func() screen { return newStory() },
	}
}

// storyView shows the whole story of a case, to be read or saved.
type storyView struct {
	id    string
	parts []story.Part
	// top is the first line that is shown.
	top    int
	export exporter
}

func newStory() *storyView {
	return &storyView{export: exporter{
		what:  tables.Story,
		title: model.Say{EN: "Save the story", ID: "Simpan riwayat"},
		word:  model.Say{EN: "story", ID: "riwayat"},
	}}
}

func (v *storyView) typing() bool      { return false }
func (v *storyView) caseShown() string { return v.id }

func (v *storyView) update(e *env, in input) []effect {
	if effects, used := v.export.update(e, in); used {
		return effects
	}
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok {
			v.id, v.export.ofCase = id, id
		}
		return []effect{v.load(e)}
	case refresh:
		return []effect{v.load(e)}
	case loaded:
		if parts, ok := in.value.([]story.Part); ok && in.err == nil {
			v.parts = parts
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return v.key(e, in)
	}
	return nil
}

func (v *storyView) load(e *env) load {
	id, shop, lang := v.id, e.shop, e.lang
	return load{name: "story", get: func(ctx context.Context, s Store) (any, error) {
		head, err := s.Head(ctx)
		if err != nil {
			return nil, err
		}
		parts, _, err := tables.ReadStory(ctx, s, id, shop, head, lang)
		return parts, err
	}}
}

func (v *storyView) key(e *env, k keyPress) []effect {
	page := max(1, e.height-2)
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.is(keyExport, false) && overseer(e.me) && len(v.parts) > 0:
		return v.export.begin(e, BottleneckQuery{}, clean(v.id))
	case k.name == "down" || k.name == "j":
		v.scroll(e, 1)
	case k.name == "up" || k.name == "k":
		v.scroll(e, -1)
	case k.name == "pgdown" || k.name == "space":
		v.scroll(e, page)
	case k.name == "pgup":
		v.scroll(e, -page)
	case k.name == "home":
		v.top = 0
	case k.name == "end":
		v.scroll(e, len(v.lines(e)))
	}
	return nil
}

func (v *storyView) scroll(e *env, by int) {
	v.top = max(0, min(v.top+by, len(v.lines(e))-e.height))
}

func (v *storyView) uses(e *env) []use {
	save := use{id: keyExport, words: model.Say{EN: "Save as a file", ID: "Simpan berkas"}}
	if !overseer(e.me) {
		save.off = e.say(model.Say{EN: "An owner or an auditor may do that.", ID: "Pemilik atau auditor yang boleh."})
	}
	return []use{
		{id: keyHelp}, {id: keyMove, words: model.Say{EN: "Scroll", ID: "Gulung"}}, save,
		{id: keyBack}, {id: keyMenu},
	}
}

func (v *storyView) view(e *env) []string {
	lines := v.lines(e)
	top := max(0, min(v.top, len(lines)-e.height))
	last := min(len(lines), top+e.height)
	shown := append([]string{}, lines[top:last]...)
	if rest := len(lines) - last; rest > 0 {
		shown[len(shown)-1] = e.theme.dim("  " + e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, e.theme.glyph.fall, rest+1))
	}
	return shown
}

// plain says the story line by line.
func (v *storyView) plain(e *env) plainCard {
	card := plainCard{}
	for _, line := range v.lines(e) {
		if line = spoken(e, line); line != "" {
			card.say = append(card.say, line)
		}
	}
	if overseer(e.me) && len(v.parts) > 0 {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "Save as a file", ID: "Simpan berkas"}), does: func() []effect {
			return v.export.begin(e, BottleneckQuery{}, clean(v.id))
		}})
	}
	card.choices = append(card.choices, plainBack(e))
	return card
}

// lines draws the story: headings strong, labels dim.
func (v *storyView) lines(e *env) []string {
	t := e.theme
	var lines []string
	for i, p := range v.parts {
		if i > 0 && (p.Kind < story.Fact || v.parts[i-1].Kind < story.Fact) {
			lines = append(lines, "")
		}
		lead, label := "  ", ""
		switch p.Kind {
		case story.Fact:
			label = p.Label + ":"
		case story.Moment:
			label = p.Label
		}
		text := strings.ReplaceAll(p.Text, "→", t.glyph.right)
		if label != "" {
			text, lead = label+" "+text, "    "
		}
		room := e.width - width(lead) - 2
		if p.Kind == story.Code {
			text = t.cut(text, room)
		}
		for n, line := range wrap(text, room) {
			switch {
			case p.Kind <= story.Day:
				line = t.strong(line)
			case n == 0 && len(line) > len(label) && label != "":
				line = t.dim(label) + line[len(label):]
			}
			lines = append(lines, lead+line)
		}
	}
	return lines
}
