package cli

import (
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/kardianos/service"
)

// Env is the world a command runs in.
type Env struct {
	// Args are the arguments without the name of the program.
	Args   []string
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	// Getenv looks up an environment variable, empty for none.
	Getenv func(string) string
	// IsTerminal reports whether one of the streams is a terminal.
	IsTerminal func(stream any) bool
	// Clock is the time where no --now is given.
	Clock func() time.Time
	// Patience is how long to wait for another program that has the
	// database; 0 is the engine's own.
	Patience time.Duration
	// Caller is the PC that the command came from over SSH; nil on the shop's
	// own PC.
	Caller *Caller
	// Service is how the system starts a program by itself; nil is that of this
	// system.
	Service func(c *service.Config) (Service, error)
}

// System is the world of this process.
func System() Env {
	return Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv, IsTerminal: isTerminal, Clock: time.Now,
	}
}

func isTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(f.Fd())
}
