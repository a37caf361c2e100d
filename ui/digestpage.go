package ui

import (
	"context"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
)

func digestPage() page {
	return page{
		id:    pageDigest,
		title: model.Say{EN: "The day", ID: "Rangkuman hari"},
		help: model.Say{
			EN: "The day in one page, since the shop last closed, and while it is closed the day that just ended: what needs you, what is late and why, for which roles nobody is here, what was finished, and how much ran without you in the last weeks. Each time the shop closes, alur keeps one like it in the record.",
			ID: "Hari ini dalam satu halaman, sejak toko terakhir tutup, dan selama toko tutup hari yang baru berakhir: apa yang membutuhkan Anda, apa yang terlambat dan mengapa, peran apa yang tidak ada orangnya, apa yang selesai, dan berapa banyak yang berjalan tanpa Anda dalam minggu-minggu terakhir. Setiap kali toko tutup, alur menyimpan yang seperti ini di catatan.",
		},
		reckons: true,
		make:    func() screen { return &digestView{} },
		menu:    true,
		may:     overseer,
	}
}

// digestView shows the day as the owner is told it.
type digestView struct {
	parts []story.Part
	reading
}

func (v *digestView) typing() bool { return false }

func (v *digestView) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
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
		if in.name == "esc" {
			return []effect{goBack{}}
		}
		v.key(e, in, len(v.lines(e)))
	}
	return nil
}

func (v *digestView) load(e *env) load {
	owner, lang := e.me.ID, e.lang
	return load{name: "digest", get: func(ctx context.Context, s Store) (any, error) {
		cal, err := s.Calendar(ctx)
		if err != nil {
			return nil, err
		}
		in, err := s.Digest(ctx, owner, cal.DayTold(s.Now()))
		if err != nil {
			return nil, err
		}
		return digest.Tell(in, lang), nil
	}}
}

func (v *digestView) uses(*env) []use {
	return []use{
		{id: keyHelp}, {id: keyMove, words: model.Say{EN: "Scroll", ID: "Gulung"}}, {id: keyBack}, {id: keyMenu},
	}
}

func (v *digestView) lines(e *env) []string {
	if len(v.parts) == 0 {
		return []string{e.theme.dim("  " + e.say(model.Say{EN: "Reading the day…", ID: "Membaca hari ini…"}))}
	}
	return partLines(e, v.parts)
}

func (v *digestView) view(e *env) []string { return v.reading.view(e, v.lines(e)) }

// plain says the day line by line.
func (v *digestView) plain(e *env) plainCard {
	card := plainCard{choices: []plainChoice{plainBack(e)}}
	for _, line := range v.lines(e) {
		if line = spoken(e, line); line != "" {
			card.say = append(card.say, line)
		}
	}
	return card
}
