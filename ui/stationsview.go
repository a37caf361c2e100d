package ui

import "alur/model"

func (s *stations) view(e *env) []string {
	if !s.ready {
		return nil
	}
	t := e.theme
	if len(s.list.ids) == 0 {
		return append([]string{"", "  " + t.strong(e.say(model.Say{EN: "No other PC shows these screens", ID: "Belum ada PC lain yang menampilkan layar ini"})), ""}, s.how(e)...)
	}
	lines := []string{"", "  " + t.strong(s.head(e)), ""}
	detail := append([]string{"", "  " + t.rule(e.width-4)}, s.detail(e)...)
	draw := func(i int) string { return s.row(e, s.list.ids[i]) }
	lines = append(lines, scrolledBy(e, len(s.list.ids), s.list.at(), max(3, e.height-len(lines)-len(detail)), draw)...)
	return append(lines, detail...)
}

// how says how another PC comes here.
func (s *stations) how(e *env) []string {
	text := e.say(model.Say{
		EN: "On this PC: alur serve --ssh :2222. On the other one: alur join and the name of this PC. It shows a code, and so does this page; Enter lets it in.",
		ID: "Di PC ini: alur serve --ssh :2222. Di PC lain: alur join dan nama PC ini. Di sana tampil sebuah kode, di halaman ini juga; Enter mengizinkannya.",
	})
	return indent(wrapPaint(e.theme, roleDim, text, e.width-6), 2)
}

// head counts the PCs, those that ask first.
func (s *stations) head(e *env) string {
	in := len(e.shop.Stations)
	head := e.say(model.Say{EN: "%d PCs are let in", ID: "%d PC diizinkan"}, in)
	if in == 1 {
		head = e.say(model.Say{EN: "1 PC is let in", ID: "1 PC diizinkan"})
	}
	switch asks := len(s.list.ids) - in; asks {
	case 0:
	case 1:
		head = e.say(model.Say{EN: "1 PC asks to be let in; ", ID: "1 PC meminta izin; "}) + head
	default:
		head = e.say(model.Say{EN: "%d PCs ask to be let in; ", ID: "%d PC meminta izin; "}, asks) + head
	}
	return head
}

func (s *stations) row(e *env, key string) string {
	t := e.theme
	name, what := stationName(e, key), ""
	if r, asks := s.request(e, key); asks {
		what = t.paint(roleWarn, e.say(model.Say{EN: "asks to be let in, %s", ID: "meminta izin, %s"}, e.when(r.At)))
	} else if st := e.shop.StationOf(key); st != nil {
		what = e.say(model.Say{EN: "let in by %s, %s", ID: "diizinkan %s, %s"}, e.name(st.By), e.date(st.Approved))
	}
	mark, label := "  ", t.pad(t.cut(name, 24), 24)
	if key == s.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	return "  " + mark + label + "  " + t.cut(what, e.width-34)
}

// detail is the code of the chosen PC, and where it called from.
func (s *stations) detail(e *env) []string {
	t := e.theme
	say := func(label model.Say, text string) string {
		return "  " + t.dim(t.pad(e.say(label), 12)) + "  " + text
	}
	label := model.Say{EN: "Code", ID: "Kode"}
	r, asks := s.request(e, s.list.sel)
	if !asks {
		return []string{say(label, t.strong(model.StationCode(s.list.sel)))}
	}
	code := say(label, t.strong(r.Code))
	return append([]string{code, say(model.Say{EN: "Called from", ID: "Dari alamat"}, t.cut(clean(r.From), e.width-18))},
		indent(wrapPaint(t, roleDim, e.say(sameCode()), e.width-6), 2)...)
}

func sameCode() model.Say {
	return model.Say{
		EN: "Let it in only if its screen shows the same code, and you know where it stands.",
		ID: "Izinkan hanya bila layarnya menampilkan kode yang sama, dan Anda tahu tempatnya.",
	}
}
