package remote

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"

	"alur/ui"
)

// run shows a program over SSH until it ends, and answers what it was at last;
// false where there are too many.
func (s *server) run(what kind, key string, wire *line, c call, m tea.Model) (tea.Model, bool) {
	screen := &restful{Model: m}
	program := programOf(wire, c, screen)
	screen.program = program
	one := &session{kind: what, key: key, cut: wire.cut, end: func() { go program.Send(ui.Closing{}) }}
	leave, ok := s.begin(wire.Context(), one)
	if !ok {
		return m, false
	}
	defer leave()
	ctx, done := context.WithCancel(wire.Context())
	defer done()
	go follow(ctx, program, c)
	_, _ = program.Run() // Whether it ended well or the line broke, the session is over.
	program.Kill()
	return screen.Model, true
}

// follow gives the window's changes of size to the program.
func follow(ctx context.Context, program *tea.Program, c call) {
	for {
		select {
		case w, open := <-c.changes:
			if !open {
				return
			}
			c.size.Store(sized(w))
			program.Send(sized(w))
		case <-ctx.Done():
			program.Quit()
			return
		}
	}
}

// The largest window that is drawn: a program on the other side may say
// anything.
const mostWide, mostHigh = 500, 200

func sized(w ssh.Window) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: max(1, min(w.Width, mostWide)), Height: max(1, min(w.Height, mostHigh))}
}

// programOf is a program that reads and draws over SSH.
func programOf(wire *line, c call, m tea.Model) *tea.Program {
	environment := []string{"TERM=" + c.pty.Term}
	for _, line := range c.environment {
		// Nothing else that the other side says is believed.
		if line == "COLORTERM=truecolor" || line == "COLORTERM=24bit" || line == "NO_COLOR=1" {
			environment = append(environment, line)
		}
	}
	size := sized(c.pty.Window)
	c.size.CompareAndSwap(nil, size)
	return tea.NewProgram(m,
		// Signals are for the server, which tells every session in its own way.
		tea.WithoutSignalHandler(),
		tea.WithInput(c.typed.turn()), tea.WithOutput(wire), tea.WithEnvironment(environment),
		tea.WithColorProfile(colorprofile.Env(environment)), tea.WithWindowSize(size.Width, size.Height),
		tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			switch msg.(type) {
			case tea.SuspendMsg:
				return tea.ResumeMsg{}
			case tea.WindowSizeMsg:
				// A program tells itself the size it began with, maybe after
				// that of a window which was changed just then.
				return c.size.Load()
			}
			return msg
		}),
	)
}
