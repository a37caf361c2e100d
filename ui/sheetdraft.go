package ui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// What is typed into a sheet is kept like what is typed for a task: a line that
// is cut, a server that is killed or a screen that locks loses none of it. It
// is back when the same person is asked the same again, and gone once it is
// done, or the sheet was closed by hand.

// ref is where the texts of a sheet are kept. No case has such a number.
func (s *sheet) ref() model.TaskRef {
	return model.TaskRef{Case: "sheet", Step: s.name + " " + s.about}
}

// texts are the lines to type of a sheet that are kept, by their names.
func (s *sheet) texts() map[string]*lineEdit {
	texts := map[string]*lineEdit{}
	for i := range s.form.items {
		if it := &s.form.items[i]; s.about != "" && it.kind == itemText && !it.edit.secret && !it.anew {
			texts[it.name] = &it.edit
		}
	}
	return texts
}

// sheetMsg brings the texts that are kept of a sheet.
type sheetMsg struct {
	sheet *sheet
	texts map[string]string
}

// openSheet begins to keep what is typed into a sheet; one that is asked once
// more has its texts still.
func (r *root) openSheet(s *sheet) tea.Cmd {
	texts := s.texts()
	if s.stored != nil || len(texts) == 0 || r.env.me == nil || r.env.plain || r.readOnly {
		return nil
	}
	s.stored = map[string]string{}
	for name, edit := range texts {
		s.stored[name] = edit.text()
	}
	r.unread = s
	return r.readSheet()
}

// readSheet reads what is kept of the sheet that was opened, once what is being
// written is.
func (r *root) readSheet() tea.Cmd {
	s := r.unread
	if s == nil || r.env.me == nil || !r.drafts.saved() {
		return nil
	}
	r.unread = nil
	ctx, store, me := r.ctx, r.store, r.env.me.ID
	return func() tea.Msg {
		// What can't be read stays where it is, for the next time.
		texts, _ := store.Draft(ctx, me, s.ref())
		return sheetMsg{sheet: s, texts: texts}
	}
}

// sheetCame puts what was kept where nobody has typed since.
func (r *root) sheetCame(m sheetMsg) tea.Cmd {
	for name, edit := range m.sheet.texts() {
		if text := m.texts[name]; text != "" && edit.text() == m.sheet.stored[name] {
			edit.set(text)
			m.sheet.stored[name] = text
			m.sheet.changed(name)
		}
	}
	return nil
}

// keepSheet stores what was typed into a sheet since it was stored last.
func (r *root) keepSheet(s *sheet) tea.Cmd {
	if s.stored == nil {
		return nil
	}
	var cmds []tea.Cmd
	for name, edit := range s.texts() {
		if text := edit.text(); text != s.stored[name] {
			s.stored[name] = text
			cmds = append(cmds, r.keepDraft(draft{task: s.ref(), field: name, text: text}))
		}
	}
	return tea.Batch(cmds...)
}

// closedSheet drops what was kept of a sheet that was answered: at once, or
// where an act came of it, once that is done.
func (r *root) closedSheet(s *sheet, acts bool) tea.Cmd {
	switch {
	case s.stored == nil || r.sheet == s:
		return nil
	case acts:
		r.acting = s
		return nil
	}
	return r.dropSheet(s)
}

// actedSheet drops what was kept of the sheet that an act came of.
func (r *root) actedSheet(err error) tea.Cmd {
	s := r.acting
	r.acting = nil
	if s == nil || err != nil {
		return nil // It is refused, and may be asked once more.
	}
	return r.dropSheet(s)
}

func (r *root) dropSheet(s *sheet) tea.Cmd {
	if r.env.me == nil {
		return nil
	}
	r.drafts.add(keptDraft{person: r.env.me.ID, draft: draft{task: s.ref()}, gone: true})
	return r.writeDraft()
}

func clearDraft(ctx context.Context, s Store, d keptDraft) error {
	if err := s.ClearDraft(ctx, d.person, d.task); err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}
