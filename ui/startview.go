package ui

import "alur/model"

func (s *startCase) view(e *env) []string {
	t := e.theme
	switch {
	case !s.loaded:
		return nil
	case len(s.choices) == 0:
		return s.empty(e)
	case s.open != "" && s.find(s.open) >= 0:
		return s.viewForm(e, s.choices[s.find(s.open)].flow.Process)
	}
	lines := []string{"", "  " + t.strong(e.say(model.Say{EN: "What is to be started?", ID: "Apa yang dimulai?"})), ""}
	var body []string
	focus, kind := 0, model.Kind("")
	for _, c := range s.choices {
		p := c.flow.Process
		if p.Kind != kind {
			if kind != "" {
				body = append(body, "")
			}
			kind = p.Kind
			body = append(body, "  "+t.dim(capital(kindWord(e, kind))))
		}
		if p.ID == s.list.sel {
			focus = len(body)
		}
		body = append(body, s.choiceLine(e, c, p.ID == s.list.sel))
	}
	return append(lines, scrolled(e, body, focus, e.height-len(lines))...)
}

func (s *startCase) empty(e *env) []string {
	lines := []string{"", "", "  " + e.theme.strong(e.say(model.Say{EN: "No process is in force yet, so no case can be started.", ID: "Belum ada proses yang berlaku, jadi belum ada kasus yang bisa dimulai."})), ""}
	return append(lines, "  "+e.theme.dim(noProcessKeys(e)))
}

// noProcessKeys says what to press where no process is in force.
func noProcessKeys(e *env) string {
	if e.me != nil && e.me.Owner {
		return e.say(model.Say{EN: "F10, then Ready-made processes or New process, puts some in force.", ID: "F10, lalu Proses siap pakai atau Proses baru, memberlakukannya."})
	}
	return e.say(model.Say{EN: "The owner puts processes in force. Esc goes back.", ID: "Pemilik yang memberlakukan proses. Esc kembali."})
}

func (s *startCase) choiceLine(e *env, c startChoice, chosen bool) string {
	t := e.theme
	p := c.flow.Process
	mark, name := "  ", t.pad(clean(p.Name), min(28, e.width/3))
	if chosen {
		mark, name = t.glyph.point+" ", t.focus(name)
	}
	about := t.dim(t.cut(clean(p.Input), e.width-width(name)-10))
	for _, text := range c.draft {
		if text != "" {
			about = t.warn(e.say(model.Say{EN: "begun, not started yet", ID: "sudah diisi, belum dimulai"}))
		}
	}
	return "    " + mark + name + "  " + about
}

func (s *startCase) viewForm(e *env, p model.Process) []string {
	t := e.theme
	lines := []string{"", "  " + t.ends(t.strong(clean(p.Name)), t.dim(kindWord(e, p.Kind)), e.width-4)}
	if p.Output != "" {
		lines = append(lines, "  "+t.dim(t.cut(e.say(model.Say{EN: "Ends with: %s", ID: "Berakhir dengan: %s"}, clean(p.Output)), e.width-4)))
	}
	lines = append(lines, "")
	if len(s.fields.edits) == 0 {
		lines = append(lines, "  "+e.say(model.Say{EN: "It asks for nothing. Enter starts it.", ID: "Tidak ada yang ditanyakan. Enter memulainya."}))
	}
	body, focus := s.fields.view(e)
	foot := []string{"", "    " + button(t, e.say(model.Say{EN: "Start", ID: "Mulai"}), s.fields.onButton(), false), "    " + s.lacks(e)}
	lines = append(lines, scrolled(e, body, focus, max(3, e.height-len(lines)-len(foot)))...)
	return append(lines, foot...)
}

// lacks says what the form still needs.
func (s *startCase) lacks(e *env) string {
	t := e.theme
	if lacks := s.fields.missing(e); lacks != "" {
		return t.warn(t.cut(e.say(model.Say{EN: "Still needed: %s", ID: "Masih perlu: %s"}, lacks), e.width-6))
	}
	if s.fields.faulty() {
		return t.warn(e.say(model.Say{EN: "Something does not fit yet: look at the lines above.", ID: "Masih ada yang tidak cocok: lihat baris di atas."}))
	}
	if s.fields.onButton() {
		return t.good(e.say(model.Say{EN: "%s All there. Enter starts it.", ID: "%s Sudah lengkap. Enter memulainya."}, t.glyph.tick))
	}
	return t.good(e.say(model.Say{EN: "%s All there. Tab goes to Start.", ID: "%s Sudah lengkap. Tab menuju Mulai."}, t.glyph.tick))
}
