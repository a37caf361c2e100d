package ui

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// drafts writes what is being typed, key by key, one write at a time and in
// order; of several keys that wait only the newest text is written.
type drafts struct {
	writing bool
	next    []keptDraft
}

// keptDraft is one text with the person who typed it.
type keptDraft struct {
	person string
	draft
	// gone is true where all texts kept there are dropped.
	gone bool
}

// draftMsg says that a draft was written.
type draftMsg struct{ err error }

// saved reports whether everything typed is written.
func (d *drafts) saved() bool { return !d.writing && len(d.next) == 0 }

// add queues a text in place of an older one of the same field.
func (d *drafts) add(k keptDraft) {
	if k.gone {
		d.next = slices.DeleteFunc(d.next, func(n keptDraft) bool { return n.person == k.person && n.task == k.task })
	}
	for i := range d.next {
		if n := &d.next[i]; n.person == k.person && n.task == k.task && n.field == k.field && !n.gone {
			n.text = k.text
			return
		}
	}
	d.next = append(d.next, k)
}

func (r *root) keepDraft(d draft) tea.Cmd {
	if r.env.me == nil {
		return nil
	}
	r.drafts.add(keptDraft{person: r.env.me.ID, draft: d})
	return r.writeDraft()
}

func (r *root) writeDraft() tea.Cmd {
	if r.drafts.writing || len(r.drafts.next) == 0 {
		return nil
	}
	d := r.drafts.next[0]
	r.drafts.next = r.drafts.next[1:]
	r.drafts.writing = true
	ctx, s := r.ctx, r.store
	return func() tea.Msg {
		if d.gone {
			return draftMsg{err: clearDraft(ctx, s, d)}
		}
		return draftMsg{err: setDraft(ctx, s, d)}
	}
}

func setDraft(ctx context.Context, s Store, d keptDraft) error {
	if err := s.SetDraft(ctx, d.person, d.task, d.field, d.text); err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	return nil
}

func (r *root) draftCame(m draftMsg) tea.Cmd {
	r.drafts.writing = false
	if m.err != nil {
		r.notice(roleLate, r.env.say(model.Say{
			EN: "What you type can't be kept right now: finish or note it before closing. %s",
			ID: "Yang Anda ketik belum bisa disimpan: selesaikan atau catat sebelum menutup. %s",
		}, r.trouble(m.err)))
	}
	if cmd := r.writeDraft(); cmd != nil || !r.leaving {
		return tea.Batch(cmd, r.discardSpent(), r.lendOnceKept(), r.readSheet())
	}
	return tea.Sequence(r.discardSpent(), r.leave())
}
