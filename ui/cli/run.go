package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// The exit statuses.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2
)

// Main runs the command that this process was started with, until it ends or
// is asked to by a signal, and returns the exit status.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return Run(ctx, System())
}

// Run runs one command and returns the exit status.
func Run(ctx context.Context, env Env) int {
	a := &app{ctx: ctx, env: env}
	defer a.close()
	a.pre = prescan(env.Args)
	if env.Caller == nil {
		a.global.db, a.global.store = a.pre.db, a.pre.store
	}
	if a.testClock() {
		a.global.now = a.pre.now
	}
	a.lang = a.chooseLang()
	root := a.root()
	args, err := helpAbout(root, env.Args)
	if err != nil {
		a.tell(err)
		return statusUsage
	}
	root.SetArgs(args)
	root.SetIn(env.Stdin)
	root.SetErr(env.Stderr)
	err = a.execute(root)
	if err == nil && a.err != nil {
		err = a.err
		a.tell(err)
	}
	switch {
	case err == nil:
		return statusDone
	case isUsage(err):
		return statusUsage
	}
	return statusFailed
}

// execute runs the commands. Fang asks the terminal of this process for its
// colours, which is not the caller's.
func (a *app) execute(root *cobra.Command) error {
	if a.env.Caller != nil {
		return a.executeFor(root)
	}
	return fang.Execute(a.ctx, root,
		fang.WithoutManpage(),
		fang.WithVersion(version()),
		fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) { a.tell(err) }),
	)
}

// app is one run of the program.
type app struct {
	ctx  context.Context
	env  Env
	lang model.Lang
	// pre holds the flags that have to be known before the commands are
	// built, because their help is in a language.
	pre    early
	global globals
	opened *store.Store
	// hurried opens the database with little patience.
	hurried bool
	// suspects has every page of the database looked at before it is used.
	suspects bool
	// migrated is called once the database has the form of this program: others may
	// stay open on it again.
	migrated func()
	// err is what went wrong in the command.
	err error
	// caller is who signed in at the station that called; nil on the shop's
	// own PC.
	caller *model.Person
}

// globals are the flags of every command.
type globals struct {
	db, store, lang, now string
	ascii, plain         bool
}

func (a *app) say(s model.Say, args ...any) string { return s.In(a.lang, args...) }

// clock is the time of the business: --now where tests may set it.
func (a *app) clock() (func() time.Time, error) {
	if a.global.now == "" {
		return a.env.Clock, nil
	}
	t, err := time.Parse(time.RFC3339, a.global.now)
	if err != nil {
		return nil, fail(model.Say{
			EN: "--now takes a time such as 2026-11-24T08:00:00+07:00, not %q.",
			ID: "--now butuh waktu seperti 2026-11-24T08:00:00+07:00, bukan %q.",
		}, a.global.now)
	}
	return func() time.Time { return t }, nil
}

// root builds the tree of commands in the language of this run.
func (a *app) root() *cobra.Command {
	if a.env.Caller == nil { // The server has set them, for all its callers.
		cobra.MousetrapHelpText = "" // A double-click on Windows opens the screens.
		cobra.EnableCommandSorting = false
	}
	root := a.screensCmd()
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagProblem(err) })
	root.AddGroup(
		&cobra.Group{ID: groupDaily, Title: a.say(model.Say{EN: "daily work", ID: "pekerjaan harian"})},
		&cobra.Group{ID: groupOwner, Title: a.say(model.Say{EN: "the owner's", ID: "untuk pemilik"})},
		&cobra.Group{ID: groupRunning, Title: a.say(model.Say{EN: "running alur", ID: "menjalankan alur"})},
	)
	a.globalFlags(root)
	root.SetOut(a.helpWriter()) // What is built in asks for it once.
	for _, group := range a.commands() {
		for _, cmd := range group.commands {
			cmd.GroupID = group.id
			root.AddCommand(cmd)
		}
	}
	a.builtIn(root)
	return root
}

func (a *app) globalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&a.global.db, "db", "", a.say(model.Say{
		EN: "The database file (else $ALUR_DB, else shop.db in your data folder)",
		ID: "Berkas database (kalau tidak ada: $ALUR_DB, lalu shop.db di folder data Anda)",
	}))
	f.StringVar(&a.global.store, "store", "", a.say(model.Say{
		EN: "An etcd instead of a file: etcd://host1,host2,host3/SHOP (else $ALUR_STORE)",
		ID: "Etcd sebagai ganti berkas: etcd://host1,host2,host3/TOKO (kalau tidak ada: $ALUR_STORE)",
	}))
	f.StringVar(&a.global.lang, "lang", "", a.say(model.Say{
		EN: "The language: en or id",
		ID: "Bahasa: en atau id",
	}))
	f.BoolVar(&a.global.ascii, "ascii", false, a.say(model.Say{
		EN: "Draw with plain letters and signs only",
		ID: "Gambar hanya dengan huruf dan tanda biasa",
	}))
	if a.testClock() {
		f.StringVar(&a.global.now, "now", "", a.say(model.Say{
			EN: "The time to act at, for tests",
			ID: "Waktu bertindak, untuk pengujian",
		}))
	}
}

// testClock reports whether --now is there: only tests replay histories.
func (a *app) testClock() bool { return a.env.Getenv("ALUR_TEST_CLOCK") == "1" }
