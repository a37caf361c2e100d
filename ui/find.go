package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// foundMsg brings the cases that a scanned code may mean.
type foundMsg struct {
	code  string
	lines []CaseLine
	err   error
}

// mostFound bounds what is looked up at once.
const mostFound = 50

// lookUp looks for the case of a code.
func (r *root) lookUp(_ *opened, code string) tea.Cmd {
	code = clean(code)
	if code == "" || r.env.me == nil {
		return nil
	}
	ctx, s := r.ctx, r.store
	return func() tea.Msg {
		lines, err := s.FindCases(ctx, CaseQuery{Text: strings.TrimPrefix(code, "#"), Limit: mostFound})
		return foundMsg{code: code, lines: lines, err: err}
	}
}

// foundCame opens the one case that was meant, or the list of several.
func (r *root) foundCame(m foundMsg) tea.Cmd {
	if m.err != nil {
		r.notice(roleLate, r.trouble(m.err))
		return nil
	}
	for _, l := range m.lines {
		if strings.EqualFold(l.ID, m.code) || strings.EqualFold(l.Key, m.code) || len(m.lines) == 1 {
			return r.goTo(goTo{to: pageCase, arg: l.ID})
		}
	}
	if len(m.lines) > 0 {
		return r.goTo(goTo{to: pageFind, arg: m.code})
	}
	r.notice(roleWarn, r.env.say(model.Say{EN: "Nothing here is called %s.", ID: "Tidak ada yang bernama %s."}, m.code))
	return nil
}
