package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// onSheet does what keys mean everywhere while a question is asked: help and
// menu open over it, and every other one says that the question comes first.
// What the question does itself with a key is left to it.
func (r *root) onSheet(k keyPress) (cmd tea.Cmd, used bool) {
	typing := r.typing()
	switch _, opens := pageByKey(k, true); {
	case k.is(keyHelp, typing):
		return r.overSheet(pageHelp), true
	case k.is(keyMenu, true):
		return r.overSheet(pageMenu), true
	case k.is(keyDone, true):
		if _, ok := r.sheet.main(); ok {
			return nil, false
		}
		r.notice(roleText, r.env.say(model.Say{
			EN: "Choose with the arrows, then Enter. Esc leaves the question, and nothing has happened.",
			ID: "Pilih dengan panah, lalu Enter. Esc meninggalkan pertanyaan ini, dan tidak ada yang terjadi.",
		}))
		return nil, true
	case k.name == "enter" && r.sheet.form.off() != "":
		r.notice(roleWarn, capital(notNow(&r.env, r.sheet.form.off()))+".")
		return nil, true
	case opens || k.is(keyProblem, true) || k.is(keyUndo, true):
		r.notice(roleText, r.env.answerFirst())
		return nil, true
	}
	return nil, false
}

// answerFirst says why nothing else can be done while a question is asked.
func (e *env) answerFirst() string {
	return capital(e.say(questionFirst()) + ".")
}

func questionFirst() model.Say {
	return model.Say{EN: "first answer the question, or leave it with Esc", ID: "jawab dulu pertanyaannya, atau tinggalkan dengan Esc"}
}

// overSheet opens the help or the menu on the sheet that lies over the page;
// the sheet comes back with all that was typed.
func (r *root) overSheet(id screenID) tea.Cmd {
	front, s := r.front(), r.sheet
	if front == nil {
		return nil
	}
	front.sheet = s
	about := model.Say{
		EN: "Choose or fill in with the arrows, Tab and Enter. Esc leaves it, and nothing has happened.",
		ID: "Pilih atau isi dengan panah, Tab dan Enter. Esc meninggalkannya, dan tidak ada yang terjadi.",
	}
	u := under{page: page{id: front.page.id, title: model.Say{EN: s.title, ID: s.title}, help: about}, uses: s.uses(), asking: true}
	u.focus = strings.Join(s.lead, " ")
	return r.goTo(goTo{to: id, arg: u})
}

// asking reports whether the help or the menu lies over a sheet: the sheet has
// to be answered or left before another page opens.
func (r *root) asking() bool {
	n := len(r.stack)
	return n > 1 && r.stack[n-1].page.over && r.stack[n-2].sheet != nil
}
