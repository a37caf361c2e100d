package cli

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/ui"
	"alur/ui/remote"
)

func (a *app) serveCmd() *cobra.Command {
	var addr, idle string
	cmd := a.command(about{
		use:   "serve --ssh ADDR",
		short: model.Say{EN: "Show the screens on the other PCs of the shop", ID: "Tampilkan layar di PC lain di toko"},
		long: model.Say{
			EN: "Show the screens on the other PCs of the shop, over SSH. On each of them: alur join HOST, or ssh -p 2222 HOST. A PC that calls for the first time shows a code; alur station approve CODE NAME lets it in. A person signs in there with a PIN, always. Ctrl+C stops it; nobody loses what they typed.",
			ID: "Tampilkan layar di PC lain di toko, lewat SSH. Di setiap PC itu: alur join HOST, atau ssh -p 2222 HOST. PC yang baru pertama kali memanggil menampilkan kode; alur station approve KODE NAMA mengizinkannya. Di sana orang selalu masuk dengan PIN. Ctrl+C menghentikannya; yang sudah diketik tidak hilang.",
		},
		example: "alur serve --ssh :2222",
	}, wants(), func([]string) error {
		if addr == "" {
			return noAddress()
		}
		idleEnd, err := idleEndOf(idle)
		if err != nil {
			return err
		}
		s, _, err := a.shop()
		if err != nil {
			return err
		}
		line := func(what model.Reason) {
			_ = a.print("%s  %s", a.env.Clock().Format("15:04:05"), oneLine(model.CleanText(what.In(a.lang))))
		}
		exports := filepath.Join(filepath.Dir(a.dbPath()), "exports")
		if err := os.MkdirAll(exports, 0o700); err != nil {
			return err
		}
		o := remote.Options{
			Store: s, Addr: addr, Folder: filepath.Dir(a.dbPath()), IdleEnd: idleEnd,
			Screens: func(o ui.Options) ui.Options {
				o.Lang, o.ASCII, o.NeedPIN = model.Lang(a.global.lang), a.global.ascii, true
				o.Folder = exports
				return o
			},
			Command: func(ctx context.Context, c remote.Command) int {
				return Run(ctx, Env{
					Args: c.Args, Stdin: c.Stdin, Stdout: c.Stdout, Stderr: c.Stderr, Clock: s.Now,
					Getenv:     func(string) string { return "" }, // What the other side says is not believed.
					IsTerminal: func(any) bool { return false },
					Caller:     &Caller{Station: c.Station, Store: s, Secret: c.Secret},
				})
			},
			Tell: line,
			Ready: func(at net.Addr) {
				line(model.Reason{Say: model.Say{EN: "the screens are at %s; Ctrl+C stops", ID: "layar ada di %s; Ctrl+C menghentikan"}, Args: []any{at.String()}})
			},
		}
		return a.asService(func(ctx context.Context) error { return remote.Serve(ctx, o) })
	})
	cmd.Flags().StringVar(&addr, "ssh", "", a.say(sshWords()))
	a.idleEndFlag(cmd, &idle)
	cmd.AddCommand(a.serviceCmds()...)
	return cmd
}

func sshWords() model.Say {
	return model.Say{EN: "Where to listen for the other PCs, as in :2222", ID: "Tempat menunggu PC lain, misalnya :2222"}
}

func noAddress() error {
	return misuse(model.Say{EN: "--ssh says where to listen, as in --ssh :2222.", ID: "--ssh menyebut tempat mendengarkan, misalnya --ssh :2222."})
}

// usualIdleEnd is longer than any break, and shorter than a night.
const usualIdleEnd = "8h"

func (a *app) idleEndFlag(cmd *cobra.Command, idle *string) {
	cmd.Flags().StringVar(idle, "idle-end", usualIdleEnd, a.say(model.Say{
		EN: "Close a screen elsewhere that has been locked and unused for so long",
		ID: "Tutup layar di PC lain yang terkunci dan tidak dipakai selama ini",
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
