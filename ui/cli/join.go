package cli

import (
	"net"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/ui/remote/join"
)

// joinPort is where alur serve listens in all our examples.
const joinPort = "2222"

// joinFlags say what is wanted of the shop's PC.
type joinFlags struct {
	forget    bool
	run, file string
}

func (a *app) joinCmd() *cobra.Command {
	var flags joinFlags
	cmd := a.command(about{
		use:   "join HOST...",
		short: model.Say{EN: "Show the screens of the shop's PC here", ID: "Tampilkan layar PC toko di sini"},
		long: model.Say{
			EN: "Show the screens of the shop's PC, where alur serve runs. The port is 2222 where none is named; of several hosts the first that answers is taken. Where the line is cut, alur says so and comes back by itself. Ctrl+Q leaves. The key of the host is kept at the first meeting; another one is refused later, until --forget. With --run it runs one command there, as ssh HOST alur does, with the key of this PC.",
			ID: "Tampilkan layar PC toko, tempat alur serve berjalan. Portnya 2222 kalau tidak disebut; dari beberapa PC dipakai yang pertama menjawab. Kalau sambungan putus, alur memberi tahu dan menyambung sendiri. Ctrl+Q keluar. Kunci PC itu disimpan saat pertama bertemu; kunci lain ditolak, sampai ada --forget. Dengan --run satu perintah dijalankan di sana, seperti ssh HOST alur, memakai kunci PC ini.",
		},
		example: `alur join pc-toko
alur join 192.168.1.10:2222 pc-toko.lan:2222
alur join pc-toko --run "next --as Sari"
alur join pc-toko --run "export tasks" -o tasks.csv
alur join --forget pc-toko`,
	}, wantsSome(model.Say{EN: "the shop's PC, such as pc-toko or 192.168.1.10:2222", ID: "PC toko, misalnya pc-toko atau 192.168.1.10:2222"}), func(args []string) error {
		hosts, err := hostsOf(args)
		if err != nil {
			return err
		}
		return a.join(hosts, flags)
	})
	f := cmd.Flags()
	f.BoolVar(&flags.forget, "forget", false, a.say(model.Say{EN: "Forget the key of this host: the next meeting is the first", ID: "Lupakan kunci PC ini: pertemuan berikutnya yang pertama"}))
	f.StringVar(&flags.run, "run", "", a.say(model.Say{EN: "Run this command there in place of the screens", ID: "Jalankan perintah ini di sana sebagai ganti layar"}))
	f.StringVarP(&flags.file, "output", "o", "", a.say(model.Say{EN: "Write what the command says to this file, which may not be there yet", ID: "Tulis keluaran perintah ke berkas ini, yang belum boleh ada"}))
	a.plainFlag(cmd)
	a.helpOfJoin(cmd)
	return cmd
}

// join does what the flags say with the shop's PC.
func (a *app) join(hosts []string, flags joinFlags) error {
	folder := filepath.Join(a.dataFolder(), "join")
	if flags.forget {
		for _, host := range hosts {
			if err := join.Forget(folder, host); err != nil {
				return err
			}
		}
		return nil
	}
	if a.global.db != "" || a.global.store != "" {
		return misuse(model.Say{EN: "alur join shows the shop of another PC: --db and --store mean nothing here.", ID: "alur join menampilkan toko di PC lain: --db dan --store tidak berarti di sini."})
	}
	if flags.file != "" && flags.run == "" {
		return misuse(model.Say{EN: "-o is for what --run brings: name the command too.", ID: "-o untuk hasil --run: sebutkan juga perintahnya."})
	}
	o := join.Options{
		Hosts: hosts, Folder: folder, Terminal: join.System(), Term: a.term(), Environment: a.looks(),
		Look: a.look(), Lang: a.lang, Asked: a.global.lang != "", Clock: a.env.Clock,
	}
	if flags.run != "" {
		return a.runThere(o, flags)
	}
	if a.global.plain {
		flags.run = "--plain"
		return a.runThere(o, flags)
	}
	if !a.atTerminal() {
		return fail(model.Say{
			EN: "alur join shows screens, and here is no terminal for them.",
			ID: "alur join menampilkan layar, dan di sini tidak ada terminal untuknya.",
		})
	}
	return join.Run(a.ctx, o)
}

// look are the flags that change how the other side shows itself.
func (a *app) look() string {
	look := ""
	if l, ok := langOf(a.global.lang); ok {
		look = "--lang " + string(l)
	}
	if a.global.ascii {
		look += " --ascii"
	}
	return strings.TrimSpace(look)
}

// helpOfJoin leaves out what is of a PC with a shop.
func (a *app) helpOfJoin(cmd *cobra.Command) {
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		for _, name := range []string{"db", "store"} {
			cmd.InheritedFlags().Lookup(name).Hidden = true
		}
		cmd.Root().HelpFunc()(cmd, args)
	})
}

// hostsOf reads hosts with or without a port, parted by spaces or commas.
func hostsOf(args []string) ([]string, error) {
	var hosts []string
	for _, arg := range args {
		for name := range strings.SplitSeq(arg, ",") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			host, port, err := net.SplitHostPort(name)
			if err != nil {
				host, port = strings.Trim(name, "[]"), joinPort
			}
			n, err := strconv.Atoi(port)
			if err != nil || n < 1 || n > 65535 || host == "" || strings.ContainsAny(host, " \t/@") {
				return nil, misuse(model.Say{
					EN: "%q is no PC: name it as in pc-toko or 192.168.1.10:2222.",
					ID: "%q bukan PC: sebutkan seperti pc-toko atau 192.168.1.10:2222.",
				}, name)
			}
			hosts = append(hosts, net.JoinHostPort(strings.ToLower(host), port))
		}
	}
	if len(hosts) == 0 {
		return nil, misuse(model.Say{EN: "Which PC? Name it as in pc-toko or 192.168.1.10:2222.", ID: "PC mana? Sebutkan seperti pc-toko atau 192.168.1.10:2222."})
	}
	return hosts, nil
}

// term is the kind of this terminal. Windows does not say, and draws all that
// the usual kind does.
func (a *app) term() string {
	if term := a.env.Getenv("TERM"); term != "" {
		return term
	}
	return "xterm-256color"
}

// looks are what the server may know of the colours here.
func (a *app) looks() map[string]string {
	looks := map[string]string{}
	switch colours := a.env.Getenv("COLORTERM"); {
	case a.env.Getenv("NO_COLOR") != "":
		looks["NO_COLOR"] = "1"
	case colours == "truecolor" || colours == "24bit":
		looks["COLORTERM"] = colours
	}
	return looks
}
