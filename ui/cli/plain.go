package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui"
)

func (a *app) plainFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.global.plain, "plain", false, a.say(model.Say{
		EN: "Numbered questions on plain lines: for screen readers, slow lines and pipes",
		ID: "Pertanyaan bernomor pada baris biasa: untuk pembaca layar, jalur lambat dan pipa",
	}))
}

// plain runs the daily work as numbered questions until the person closes it
// or the input ends.
func (a *app) plain(s *store.Store, o ui.Options) (err error) {
	ctx, done := context.WithCancel(a.ctx)
	defer done()
	keyboard, ok := a.env.Stdin.(interface{ Fd() uintptr })
	if !ok || !term.IsTerminal(keyboard.Fd()) {
		return ui.Plain(a.session(ctx, s, o), a.env.Stdin, a.env.Stdout, nil)
	}
	go s.KeepAwake(ctx, a.station(), func(error) {}) // What goes wrong is told where the questions meet it.
	// Whoever is interrupted while typing a PIN gets back a terminal that
	// shows what is typed.
	state, err := term.GetState(keyboard.Fd())
	if err != nil {
		return fmt.Errorf("look at the terminal: %w", err)
	}
	defer func() { err = errors.Join(err, term.Restore(keyboard.Fd(), state)) }()
	secret := func() (string, error) {
		pin, err := term.ReadPassword(keyboard.Fd())
		return string(pin), err
	}
	return ui.Plain(a.session(ctx, s, o), a.env.Stdin, a.env.Stdout, secret)
}
