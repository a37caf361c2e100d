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
	"alur/ui/remote"
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
	if a.env.Caller != nil {
		return a.plainFor(ctx, s)
	}
	keyboard, ok := a.env.Stdin.(interface{ Fd() uintptr })
	if !ok || !term.IsTerminal(keyboard.Fd()) {
		return ui.Plain(a.session(ctx, s, o), a.env.Stdin, a.env.Stdout, nil)
	}
	go a.keepAwake(ctx, s, func(error) {}) // What goes wrong is told where the questions meet it.
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

// plainFor talks with a caller: at a terminal every line is shown as it is
// typed, and a PIN is not; else the lines come from standard input.
func (a *app) plainFor(ctx context.Context, s *store.Store) error {
	c := a.env.Caller
	o := c.Screens(ui.Options{Store: s, Context: ctx, Station: c.Station})
	if a.global.lang != "" {
		o.Lang = a.lang
	}
	in, secret := a.env.Stdin, func() (string, error) { return c.Secret("") }
	if c.Typed != nil {
		in = c.Typed
	}
	if c.Secret == nil {
		secret = nil
	}
	err := ui.Plain(o, in, a.env.Stdout, secret)
	if errors.Is(err, remote.ErrSilent) {
		return fail(model.Say{
			EN: "No answer came for long, so this was closed. Nothing is lost: what was done is saved.",
			ID: "Lama tidak ada jawaban, jadi ini ditutup. Tidak ada yang hilang: yang sudah dilakukan tersimpan.",
		})
	}
	return err
}
