package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/ui"
	"alur/ui/demo"
)

func (a *app) demoCmd() *cobra.Command {
	var keep string
	cmd := a.command(about{
		use:   "demo [--keep FILE]",
		short: model.Say{EN: "A furnished shop to look round in", ID: "Toko contoh untuk dilihat-lihat"},
		long: model.Say{
			EN: "A furnished shop to look round in: five people without PINs, ready-made processes and sixty days of work. It lies in a temporary file and is gone when you leave, unless --keep names one.",
			ID: "Toko contoh untuk dilihat-lihat: lima orang tanpa PIN, proses siap pakai dan enam puluh hari pekerjaan. Disimpan di berkas sementara dan hilang saat Anda keluar, kecuali --keep menyebut berkasnya.",
		},
		example: "alur demo --lang id\nalur demo --keep demo.db",
	}, wants(), func([]string) error { return a.demo(keep) })
	a.plainFlag(cmd)
	cmd.Flags().StringVar(&keep, "keep", "", a.say(model.Say{EN: "Keep the demo in this file", ID: "Simpan toko contoh di berkas ini"}))
	return cmd
}

func (a *app) demo(keep string) (err error) {
	path := keep
	if path == "" {
		folder, err := os.MkdirTemp("", "alur-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
		path = filepath.Join(folder, "demo.db")
	}
	// The demo never touches the shop whose language may have been read.
	a.close()
	a.global.db = path
	s, err := a.create(path)
	if err != nil {
		return err
	}
	defer a.close()
	bar := a.newBar(1000)
	// The history is made of much that is thrown away at once: collecting it
	// less often halves the wait.
	usual := debug.SetGCPercent(400)
	err = demo.Build(a.ctx, s, demo.Options{
		Lang: a.lang, Now: s.Now(),
		Progress: func(done float64) { bar.show(int64(done * 1000)) },
	})
	bar.end()
	debug.SetGCPercent(usual)
	if err != nil {
		return err
	}
	// What is due is past before anybody looks.
	if _, err := s.Wake(a.ctx, a.station()); err != nil {
		return err
	}
	if _, err := s.MakeDigest(a.ctx, a.station()); err != nil {
		return err
	}
	if a.global.plain {
		return a.plain(s, ui.Options{Person: demo.Person, Demo: true})
	}
	if !a.atTerminal() {
		return a.state()
	}
	_, _, err = a.screens(s, ui.Options{Person: demo.Person, Demo: true})
	return err
}
