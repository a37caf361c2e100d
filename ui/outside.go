package ui

import (
	"errors"
	"io"
	"os"
	"os/exec"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/model/procfile"
)

type (
	// editOutside opens the person's own editor on a text; what it leaves
	// comes back as edited. Where alur ends meanwhile, the draft knows the
	// file.
	editOutside struct {
		name, text string
		draft      model.TaskRef
	}
	// discard removes a file that edited brought, once what was typed is kept
	// as a draft.
	discard struct{ path string }

	// edited is an input: what an editor left. Without read nothing came of
	// it; trouble says why, or how the editor ended.
	edited struct {
		text, path string
		read       bool
		trouble    string
	}
)

func (editOutside) effect() {}
func (discard) effect()     {}

// The envelopes of an editor: its file is there, and it has ended.
type (
	outsideMsg struct {
		path  string
		err   error
		gen   int
		draft model.TaskRef
	}
	editedMsg struct {
		edited
		gen int
	}
)

// editOutside writes the text to a file of its own.
func (r *root) editOutside(from *opened, x editOutside) tea.Cmd {
	if len(r.opts.Editor) == 0 {
		return r.tell(edited{trouble: exec.ErrNotFound.Error()})
	}
	r.busy++
	gen := from.gen
	return func() tea.Msg {
		path, err := writeTemp(x.name, x.text)
		return outsideMsg{path: path, err: err, gen: gen, draft: x.draft}
	}
}

func writeTemp(name, text string) (string, error) {
	file, err := os.CreateTemp("", "alur-*-"+name+".yaml")
	if err != nil {
		return "", err
	}
	_, err = io.WriteString(file, text)
	return file.Name(), errors.Join(err, file.Close())
}

// outsideCame lends the terminal to the editor.
func (r *root) outsideCame(m outsideMsg) tea.Cmd {
	if m.err != nil {
		r.busy--
		return tea.Batch(r.tellOpened(m.gen, edited{trouble: r.trouble(m.err)}), r.resume())
	}
	kept := r.keepDraft(draft{task: m.draft, field: draftFile, text: m.path})
	args := append(append([]string{}, r.opts.Editor[1:]...), m.path)
	cmd := exec.CommandContext(r.ctx, r.opts.Editor[0], args...) //nolint:gosec // The person's own editor.
	r.lend = func() tea.Cmd {
		return r.exec(cmd, func(err error) tea.Msg { return editedMsg{edited: readEdited(m.path, err), gen: m.gen} })
	}
	return tea.Batch(kept, r.lendOnceKept())
}

// lendOnceKept lends the terminal once every draft is written: while another
// program has it, nothing here is.
func (r *root) lendOnceKept() tea.Cmd {
	if r.lend == nil || !r.drafts.saved() {
		return nil
	}
	run := r.lend
	r.lend = nil
	return run()
}

// readEdited is what stands in the file now, however the editor ended: what
// was saved is never lost.
func readEdited(path string, err error) edited {
	e := edited{path: path}
	if err != nil {
		e.trouble = err.Error()
	}
	data, readErr := os.ReadFile(path) //nolint:gosec // The path is the one alur made.
	switch {
	case readErr != nil:
		e.trouble = readErr.Error()
	case len(data) > procfile.MaxSize:
		e.trouble = "> 1 MB"
	default:
		e.read, e.text = true, string(data)
	}
	return e
}

// editedCame gives what the editor left to the screen that asked.
func (r *root) editedCame(m editedMsg) tea.Cmd {
	// Nobody pressed a key here meanwhile, and the person is at work.
	r.lastKey = r.env.now
	r.busy--
	return tea.Batch(r.tellOpened(m.gen, m.edited), r.resume())
}

// tellOpened tells the front page, if it is still the one that asked.
func (r *root) tellOpened(gen int, in input) tea.Cmd {
	if f := r.front(); f == nil || f.gen != gen {
		return nil
	}
	return r.tell(in)
}

// discardSpent removes files whose text is kept as a draft.
func (r *root) discardSpent() tea.Cmd {
	if len(r.spent) == 0 || !r.drafts.saved() {
		return nil
	}
	paths := r.spent
	r.spent = nil
	return func() tea.Msg {
		for _, path := range paths {
			_ = os.Remove(path) // In the folder for such files, where it harms nobody.
		}
		return nil
	}
}

// execute is how the terminal is lent to another program; tests have their
// own.
type execute func(c *exec.Cmd, then func(error) tea.Msg) tea.Cmd

func lendTerminal(c *exec.Cmd, then func(error) tea.Msg) tea.Cmd {
	return tea.ExecProcess(c, then)
}
