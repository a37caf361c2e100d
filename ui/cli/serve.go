package cli

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui"
	"alur/ui/intake"
	"alur/ui/remote"
)

// serveAt is where alur serve listens: only what is named is opened.
type serveAt struct {
	ssh, http string
	// idle is how long a screen elsewhere stays that nobody uses.
	idle string
}

// nowhere reports whether nothing was named.
func (at serveAt) nowhere() bool { return at.ssh == "" && at.http == "" }

// whole completes an address that is a port alone: the screens are for the other
// PCs, and plain HTTP is for this one.
func (at serveAt) whole() serveAt {
	if isPort(at.ssh) {
		at.ssh = ":" + at.ssh
	}
	if isPort(at.http) {
		at.http = "127.0.0.1:" + at.http
	}
	return at
}

func (a *app) serveFlags(cmd *cobra.Command, at *serveAt) {
	f := cmd.Flags()
	f.StringVar(&at.ssh, "ssh", "", a.say(model.Say{EN: "Where to listen for the other PCs, as in :2222", ID: "Tempat menunggu PC lain, misalnya :2222"}))
	f.StringVar(&at.http, "http", "", a.say(model.Say{EN: "Where to listen for webhooks, as in 127.0.0.1:8080", ID: "Tempat menunggu webhook, misalnya 127.0.0.1:8080"}))
	a.idleEndFlag(cmd, &at.idle)
}

func (a *app) serveCmd() *cobra.Command {
	var at serveAt
	cmd := a.command(about{
		use:   "serve [--ssh ADDR] [--http ADDR]",
		short: model.Say{EN: "Show the screens on the other PCs, and take the orders of web shops", ID: "Tampilkan layar di PC lain, dan terima pesanan toko web"},
		long: model.Say{
			EN: "Show the screens on the other PCs of the shop, over SSH. On each of them: alur join HOST, or ssh -p 2222 HOST. A PC that calls for the first time shows a code; alur station approve CODE NAME lets it in. A person signs in there with a PIN, always. With --http it takes what other programs send to /in/PROCESS, signed with the secret of the process (alur secret show PROCESS); what does not fit waits in alur deliveries. Ctrl+C stops it; nobody loses what they typed.",
			ID: "Tampilkan layar di PC lain di toko, lewat SSH. Di setiap PC itu: alur join HOST, atau ssh -p 2222 HOST. PC yang baru pertama kali memanggil menampilkan kode; alur station approve KODE NAMA mengizinkannya. Di sana orang selalu masuk dengan PIN. Dengan --http, kiriman program lain diterima di /in/PROSES, ditandatangani dengan rahasia prosesnya (alur secret show PROSES); yang tidak cocok menunggu di alur deliveries. Ctrl+C menghentikannya; yang sudah diketik tidak hilang.",
		},
		example: "alur serve --ssh :2222\nalur serve --ssh :2222 --http 127.0.0.1:8080",
	}, wants(), func([]string) error {
		if at.nowhere() {
			return noAddress()
		}
		at = at.whole()
		idleEnd, err := idleEndOf(at.idle)
		if err != nil {
			return err
		}
		s, _, err := a.shop()
		if err != nil {
			return err
		}
		var servers []func(ctx context.Context) error
		if at.ssh != "" {
			serve, err := a.screensServer(s, at.ssh, idleEnd)
			if err != nil {
				return err
			}
			servers = append(servers, serve)
		}
		if at.http != "" {
			servers = append(servers, a.webhookServer(s, at.http))
		}
		leave, err := a.stay()
		if err != nil {
			return err
		}
		defer leave()
		line := a.line()
		return a.asService(func(ctx context.Context) error {
			ctx, done := context.WithCancel(ctx)
			// Nothing may look at the shop any more once it is closed.
			var beside sync.WaitGroup
			beside.Go(func() {
				a.keepAwake(ctx, s, func(err error) {
					line(model.Reason{Say: model.Say{EN: "what is due could not happen: %s", ID: "yang jatuh waktu tidak bisa dijalankan: %s"}, Args: []any{a.sentence(err)}})
				})
			})
			beside.Go(func() { a.keepSending(ctx, s) })
			wait := a.keepBackups(ctx, s, func(err error) {
				line(model.Reason{Say: model.Say{EN: "the backup of the day could not be made: %s", ID: "cadangan hari ini tidak bisa dibuat: %s"}, Args: []any{a.sentence(err)}})
			})
			defer func() { done(); wait(); beside.Wait() }()
			return listenWords(together(ctx, servers))
		})
	})
	a.serveFlags(cmd, &at)
	cmd.AddCommand(a.serviceCmds()...)
	return cmd
}

// together runs servers until all have ended; where one fails, the others end.
func together(ctx context.Context, servers []func(ctx context.Context) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan error, len(servers))
	for _, serve := range servers {
		go func() { ended <- serve(ctx) }()
	}
	var first error
	for range servers {
		if err := <-ended; err != nil && first == nil {
			first = err
		}
		end()
	}
	return first
}

// line tells what happens at a server. Several may tell at once.
func (a *app) line() func(what model.Reason) {
	var mu sync.Mutex
	return func(what model.Reason) {
		mu.Lock()
		defer mu.Unlock()
		_ = a.print("%s  %s", a.env.Clock().Format("15:04:05"), oneLine(model.CleanText(what.In(a.lang))))
	}
}

// webhookServer takes what other programs send.
func (a *app) webhookServer(s *store.Store, addr string) func(ctx context.Context) error {
	line := a.line()
	o := intake.Options{Store: s, Addr: addr, Tell: line, Ready: func(at net.Addr) {
		line(model.Reason{Say: model.Say{EN: "webhooks are taken at http://%s/in/PROCESS; Ctrl+C stops", ID: "webhook diterima di http://%s/in/PROSES; Ctrl+C menghentikan"}, Args: []any{at.String()}})
	}}
	return func(ctx context.Context) error { return intake.Serve(ctx, o) }
}

// screensServer shows the screens over SSH.
func (a *app) screensServer(s *store.Store, addr string, idleEnd time.Duration) (func(ctx context.Context) error, error) {
	line := a.line()
	exports := filepath.Join(filepath.Dir(a.dbPath()), "exports")
	if err := os.MkdirAll(exports, 0o700); err != nil {
		return nil, err
	}
	screens := func(o ui.Options) ui.Options {
		o.Lang, o.ASCII, o.NeedPIN = model.Lang(a.global.lang), a.global.ascii, true
		o.Folder, o.Replay = exports, a.replayer(s)
		return o
	}
	o := remote.Options{
		Store: s, Addr: addr, Folder: filepath.Dir(a.dbPath()), IdleEnd: idleEnd, Screens: screens,
		Command: func(ctx context.Context, c remote.Command) int {
			return Run(ctx, Env{
				Args: c.Args, Stdin: c.Stdin, Stdout: c.Stdout, Stderr: c.Stderr, Clock: s.Now,
				Getenv:     func(string) string { return "" }, // What the other side says is not believed.
				IsTerminal: func(any) bool { return false },
				Caller:     &Caller{Station: c.Station, Store: s, Secret: c.Secret, Typed: c.Typed, Screens: screens},
			})
		},
		Tell: line,
		Ready: func(at net.Addr) {
			line(model.Reason{Say: model.Say{EN: "the screens are at %s; Ctrl+C stops", ID: "layar ada di %s; Ctrl+C menghentikan"}, Args: []any{at.String()}})
		},
	}
	return func(ctx context.Context) error { return remote.Serve(ctx, o) }, nil
}

func noAddress() error {
	return misuse(model.Say{
		EN: "Say where to listen: --ssh :2222 for the screens, --http 127.0.0.1:8080 for webhooks.",
		ID: "Sebut tempat mendengarkan: --ssh :2222 untuk layar, --http 127.0.0.1:8080 untuk webhook.",
	})
}

// usualIdleEnd is longer than any break, and shorter than a night.
const usualIdleEnd = "8h"

func (a *app) idleEndFlag(cmd *cobra.Command, idle *string) {
	cmd.Flags().StringVar(idle, "idle-end", usualIdleEnd, a.say(model.Say{
		EN: "Close a screen elsewhere at which nobody is signed in, so long after its last key: 30m, 8h",
		ID: "Tutup layar di PC lain tempat tidak ada yang masuk, selama ini sejak tombol terakhir: 30m, 8h",
	}))
}

// idleEndOf is a length of time of a minute at least.
func idleEndOf(text string) (time.Duration, error) {
	span, err := model.ParseSpan(text)
	if err != nil {
		return 0, err
	}
	long := span.Time + time.Duration(span.Days)*24*time.Hour
	if long < time.Minute {
		return 0, misuse(model.Say{EN: "--idle-end is a length of time, such as 30m or 8h.", ID: "--idle-end adalah lama waktu, misalnya 30m atau 8h."})
	}
	return long, nil
}
