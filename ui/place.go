package ui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// Place is where somebody is in the screens: what is needed to bring them back
// there after the line was cut. What they typed is in their drafts.
type Place struct {
	// Person is who is signed in; empty for nobody.
	Person string `json:"person"`
	// Open are the open pages, the front one last.
	Open []PlacePage `json:"open,omitempty"`
	// Lang is the language that was chosen by hand.
	Lang model.Lang `json:"lang,omitempty"`
	// Active is when a key was pressed last, to the minute.
	Active time.Time `json:"active"`
}

// PlacePage is one open page, and what it shows: the task, or whatever else has
// a name; and where on it the person is.
type PlacePage struct {
	Page string        `json:"page"`
	Task model.TaskRef `json:"task,omitzero"`
	Name string        `json:"name,omitempty"`
	Mark string        `json:"mark,omitempty"`
}

func (p Place) is(o Place) bool {
	return p.Person == o.Person && p.Lang == o.Lang && p.Active.Equal(o.Active) && slices.Equal(p.Open, o.Open)
}

// pinner is a screen that keeps to a task.
type pinner interface{ pins() model.TaskRef }

// marked is a screen that knows where on it the person is: what is chosen, or
// what has the focus, by a name that means the same when all is read anew.
// comeTo is told before the screen is shown; a name that means nothing any more
// is let be.
type marked interface {
	mark() string
	comeTo(mark string)
}

// chooser is a screen on which the chosen line of a list is where one is.
type chooser interface{ chooses() *list }

func markOf(s screen) string {
	switch s := s.(type) {
	case marked:
		return s.mark()
	case chooser:
		return s.chooses().sel
	}
	return ""
}

func comeTo(s screen, mark string) {
	if mark == "" {
		return
	}
	switch s := s.(type) {
	case marked:
		s.comeTo(mark)
	case chooser:
		s.chooses().sel = mark
	}
}

// several are marks in one: see marksOf.
func several(marks ...string) string { return strings.Join(marks, "\n") }

// marksOf are the n marks of one.
func marksOf(mark string, n int) []string {
	all := strings.SplitN(mark, "\n", n)
	return append(all, make([]string, n-len(all))...)
}

// place is where the person is now.
func (r *root) place() Place {
	p := Place{Active: r.lastKey.Truncate(time.Minute)}
	if r.chosen {
		p.Lang = r.env.lang
	}
	if r.env.me == nil {
		return p
	}
	p.Person = r.env.me.ID
	for _, o := range r.stack {
		at := PlacePage{Page: string(o.page.id)}
		switch arg := o.arg.(type) {
		case nil, under:
		case string:
			at.Name = arg
		case model.TaskRef:
			at.Task = arg
		default:
			continue // It is shown again from the page below.
		}
		if s, ok := o.screen.(pinner); ok {
			at.Task = s.pins()
		}
		at.Mark = markOf(o.screen)
		if !o.page.over {
			p.Open = append(p.Open, at)
		}
	}
	return p
}

// notePlace tells where the person is, whenever that is somewhere else.
func (r *root) notePlace() {
	if r.opts.Placed == nil || !r.ready {
		return
	}
	if p := r.place(); !p.is(r.noted) {
		r.noted = p
		r.opts.Placed(p)
	}
}

// takeUp opens the pages again that were open when the line was cut. The way
// home always is; a page that the person may not open any more stays closed.
func (r *root) takeUp(at Place) tea.Cmd {
	var cmds []tea.Cmd
	for i, o := range at.Open {
		p, ok := pageOf(screenID(o.Page))
		if !ok || !r.env.mayOpen(p) || i == 0 && p.id != home(r.env.me) {
			continue
		}
		to := goTo{to: p.id, home: i == 0, mark: o.Mark}
		switch {
		case o.Task != (model.TaskRef{}):
			to.arg = o.Task
		case o.Name != "":
			to.arg = o.Name
		}
		cmds = append(cmds, r.goTo(to))
	}
	if len(r.stack) == 0 {
		cmds = append(cmds, r.goTo(goTo{to: home(r.env.me), home: true}))
	}
	return tea.Batch(cmds...)
}

// signedIn is who is signed in as the session begins.
func (o *Options) signedIn() string { return cmp.Or(o.Person, o.Place.Person) }
