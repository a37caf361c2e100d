package ui

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// coach is the one key that matters on a page, said to everybody the first
// time they see it. It goes once the key was used there.
type coach struct {
	key   keyID
	words model.Say
	// early lines are said while the key still does nothing: they tell what
	// the work leads to.
	early bool
}

// coachRef is where it is kept which pages a person knows: beside the drafts
// of the person and not in the record, because it says nothing about the
// shop.
func coachRef() model.TaskRef { return model.TaskRef{Case: "coach", Step: "known"} }

// coached are the pages whose key a person has used.
type coached struct {
	person string
	known  map[string]string
}

// coachMsg brings what is known of a person.
type coachMsg struct {
	coached
	err error
}

// readCoach reads which pages the person who is signed in knows.
func (r *root) readCoach() tea.Cmd {
	if r.env.me == nil || r.coached.person == r.env.me.ID {
		return nil
	}
	ctx, s, me := r.ctx, r.store, r.env.me.ID
	return func() tea.Msg {
		known, err := s.Draft(ctx, me, coachRef())
		return coachMsg{coached: coached{person: me, known: maps.Clone(known)}, err: err}
	}
}

// coachCame takes what is known; where it could not be read nobody is
// coached.
func (r *root) coachCame(m coachMsg) tea.Cmd {
	if m.err == nil {
		r.coached = m.coached
	}
	return nil
}

// coachOf is the page's line for the person, and whether there is one to be
// said: the person has not used its key, and it does something now.
func (r *root) coachOf(f *opened) (c coach, ok bool) {
	c = f.page.coach
	if c.key == "" || r.env.me == nil || r.env.log != "" || r.coached.person != r.env.me.ID || r.coached.known[string(f.page.id)] != "" {
		return c, false
	}
	return c, slices.ContainsFunc(f.screen.uses(&r.env), func(u use) bool { return u.id == c.key && (c.early || u.off == "") })
}

// coachedBy notes that the key of the front page was used.
func (r *root) coachedBy(k keyPress) tea.Cmd {
	f := r.front()
	if f == nil || r.readOnly {
		return nil
	}
	c, ok := r.coachOf(f)
	if !ok || !k.is(c.key, r.typing()) {
		return nil
	}
	if r.coached.known == nil {
		r.coached.known = map[string]string{}
	}
	r.coached.known[string(f.page.id)] = "used"
	return r.keepDraft(draft{task: coachRef(), field: string(f.page.id), text: "used"})
}

// withCoach says the page's line where the body leaves its first one empty.
func (r *root) withCoach(f *opened, body []string) []string {
	c, ok := r.coachOf(f)
	if !ok || r.sheet != nil || len(body) == 0 || plain(body[0]) != "" {
		return body
	}
	words := c.words
	if s, own := f.screen.(coachSayer); own {
		words = s.coaching()
	}
	t := r.env.theme
	return append([]string{"  " + t.dim(t.cut(t.glyph.middle+" "+r.env.say(words), r.env.width-4))}, body[1:]...)
}

// coachSayer is a screen whose line changes with what comes next there.
type coachSayer interface{ coaching() model.Say }

// coaching speaks of the key that does something now.
func (n *next) coaching() model.Say {
	s, _ := n.focused()
	switch {
	case n.task != nil && !n.task.begun():
		return model.Say{EN: "First time here: Enter begins the task.", ID: "Pertama kali di sini: Enter memulai tugas."}
	case s.kind == stopTick:
		return nextPage().coach.words
	}
	return model.Say{EN: "First time here: F9 says done.", ID: "Pertama kali di sini: F9 berarti selesai."}
}
