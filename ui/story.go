package ui

import (
	"context"

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
	reading
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
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.is(keyExport, false) && overseer(e.me) && len(v.parts) > 0:
		return v.export.begin(e, BottleneckQuery{}, clean(v.id))
	}
	v.reading.key(e, k, len(v.lines(e)))
	return nil
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

func (v *storyView) view(e *env) []string { return v.reading.view(e, v.lines(e)) }

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

// lines draws the story.
func (v *storyView) lines(e *env) []string { return partLines(e, v.parts) }
