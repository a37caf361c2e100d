package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui"
)

func (a *app) screensCmd() *cobra.Command {
	cmd := a.command(about{
		use: "alur",
		short: model.Say{
			EN: "What is my next task?",
			ID: "Apa tugas saya berikutnya?",
		},
		long: model.Say{
			EN: "alur answers one question on every PC of a small shop: what is my next task? Without a command it opens the screens.",
			ID: "alur menjawab satu pertanyaan di setiap PC toko kecil: apa tugas saya berikutnya? Tanpa perintah, layarnya dibuka.",
		},
		example: `alur
alur demo
alur next --as Sari
alur done online-order-7/pick --as Sari --tick all`,
	}, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return nil
	}, func([]string) error {
		if a.global.plain {
			s, _, err := a.shop()
			if err != nil {
				return err
			}
			return a.plain(s, ui.Options{})
		}
		if a.env.Caller != nil {
			return a.state()
		}
		if !a.atTerminal() {
			return a.state()
		}
		s, err := a.openOrCreate()
		if err != nil {
			return err
		}
		lang, demo, err := a.screens(s, ui.Options{OfferDemo: true})
		if err != nil || !demo {
			return err
		}
		a.lang = lang
		return a.demo("")
	})
	a.plainFlag(cmd)
	cmd.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkLang() }
	return cmd
}

// atTerminal reports whether a person sits in front of this run.
func (a *app) atTerminal() bool {
	return a.env.IsTerminal(a.env.Stdin) && a.env.IsTerminal(a.env.Stdout)
}

// screens runs the screens until the person leaves them. It reports whether
// the person wants to see the demo, and in which language.
func (a *app) screens(s *store.Store, o ui.Options) (lang model.Lang, demo bool, err error) {
	ctx, done := context.WithCancel(a.ctx)
	defer done()
	go a.keepAwake(ctx, s, func(error) {}) // What goes wrong is told where the screens meet it.
	if !o.Demo {
		leave, err := a.stay()
		if err != nil {
			return "", false, err
		}
		defer leave()
		go a.keepSending(ctx, s)
		// What goes wrong stands in the settings and in The day.
		wait := a.keepBackups(ctx, s, func(error) {})
		defer func() { done(); wait() }()
	}
	last, err := a.draw(ctx, a.session(ctx, s, o))
	if err != nil {
		return "", false, err
	}
	lang, demo = ui.WantsDemo(last)
	return lang, demo, nil
}

// keepAwake does what is due, on a shop of several hosts while this one leads.
func (a *app) keepAwake(ctx context.Context, s *store.Store, tell func(error)) {
	s.WhileLeading(ctx, a.station(), func(ctx context.Context) { s.KeepAwake(ctx, a.station(), tell) })
}

// draw shows the screens on the terminal of this run until the person leaves
// them.
func (a *app) draw(ctx context.Context, o ui.Options) (tea.Model, error) {
	o.ASCII = a.global.ascii
	o.Editor = ownEditor(a.env.Getenv)
	o.Colour = ui.ColourFromEnv([]string{"NO_COLOR=" + a.env.Getenv("NO_COLOR")})
	// No tea.WithInput and no tea.WithOutput: on Windows they lose the
	// messages of a window that changes its size.
	last, err := tea.NewProgram(ui.New(o), tea.WithContext(ctx)).Run()
	if err != nil {
		return nil, fmt.Errorf("run the screens: %w", err)
	}
	return last, nil
}

// session fills in what a session knows of this PC and this run.
func (a *app) session(ctx context.Context, s *store.Store, o ui.Options) ui.Options {
	o.Store, o.Context, o.ASCII, o.Station = s, ctx, a.global.ascii, a.station()
	o.FirstLang, o.Replay = a.lang, a.replayer(s)
	if !o.Demo {
		o.Database = a.place()
	}
	if a.global.lang != "" || o.Demo {
		o.Lang = a.lang
	}
	return o
}

// station is the name of this PC, for the record: $ALUR_STATION, else what it
// calls itself.
func (a *app) station() string {
	host, _ := os.Hostname() // A PC without a name is one all the same.
	return model.StationName(cmp.Or(a.env.Getenv("ALUR_STATION"), host, "PC"))
}

// ownEditor is the person's editor with its arguments, as $VISUAL or $EDITOR
// name it; a path with spaces stands in quotes. None where it can't be found:
// the screens have one of their own.
func ownEditor(getenv func(string) string) []string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		command := editorWords(getenv(name))
		if len(command) == 0 {
			continue
		}
		if _, err := exec.LookPath(command[0]); err == nil {
			return command
		}
	}
	return nil
}

// editorWords parts a command at its spaces, but not within quotes.
func editorWords(text string) []string {
	quoted := false
	words := strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i, w := range words {
		words[i] = strings.Trim(w, `"`)
	}
	return words
}
