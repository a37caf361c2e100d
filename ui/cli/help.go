package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

// builtIn puts what cobra and fang bring along into the language of the run.
func (a *app) builtIn(root *cobra.Command) {
	root.SetHelpCommand(a.helpCmd(root))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("help")
	// Without a version cobra makes no flag for it, and fang sets it too late.
	root.Version = version()
	root.SetVersionTemplate("alur {{.Version}}\n")
	root.InitDefaultVersionFlag()
	a.helpFlags(root)
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			a.completion(cmd)
		}
	}
}

// completion words cobra's command that writes completions.
func (a *app) completion(cmd *cobra.Command) {
	cmd.GroupID = groupRunning
	cmd.Short = a.say(model.Say{EN: "Completion of commands for your shell", ID: "Pelengkap perintah untuk shell Anda"})
	cmd.Long = cmd.Short
	load := map[string]string{
		"bash":       "source <(alur completion bash)",
		"zsh":        "source <(alur completion zsh)",
		"fish":       "alur completion fish | source",
		"powershell": "alur completion powershell | Out-String | Invoke-Expression",
	}
	for _, shell := range cmd.Commands() {
		shell.Short = a.say(model.Say{EN: "Completion for %s", ID: "Pelengkap untuk %s"}, shell.Name())
		shell.Long = a.say(model.Say{
			EN: "Completion for %s, on standard output. Load it as in the example; put that line where your shell begins to have it every time.",
			ID: "Pelengkap untuk %s, ke keluaran standar. Muat seperti pada contoh; tulis baris itu di berkas awal shell Anda agar selalu ada.",
		}, shell.Name())
		shell.Example = load[shell.Name()]
		if f := shell.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = a.say(model.Say{EN: "Complete without saying what each one is for", ID: "Lengkapi tanpa menyebut kegunaannya"})
		}
	}
}

// helpCmd is help as a command: alur help process publish.
func (a *app) helpCmd(root *cobra.Command) *cobra.Command {
	cmd := a.command(about{
		use:     "help [COMMAND]",
		short:   model.Say{EN: "Help about a command", ID: "Bantuan tentang sebuah perintah"},
		example: "alur help done",
	}, cobra.ArbitraryArgs, func(args []string) error {
		about := root
		for _, word := range args {
			sub, err := named(about, word)
			if err != nil {
				return err
			}
			about = sub
		}
		return about.Help()
	})
	cmd.GroupID = groupRunning
	return cmd
}

// named is the command of that name inside another, or the only one of that
// name further in: alur help compare is about process compare.
func named(cmd *cobra.Command, word string) (*cobra.Command, error) {
	if i := slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == word }); i >= 0 {
		return cmd.Commands()[i], nil
	}
	if paths := within(cmd.Root(), word); len(paths) == 1 {
		sub, _, err := cmd.Root().Find(strings.Fields(paths[0]))
		return sub, err
	}
	return nil, unknownCommand(cmd, word)
}

// helpAbout are the arguments that ask for the help of a command, where they
// ask with --help about a word that is none where it stands. cobra would show
// the help of the whole, as if all were well.
func helpAbout(root *cobra.Command, args []string) ([]string, error) {
	cmd, rest, err := root.Find(args)
	if err != nil || !cmd.HasSubCommands() || cmd.ParseFlags(rest) != nil || cmd.Flags().NArg() == 0 {
		return args, nil //nolint:nilerr // What is wrong with them is said when they run.
	}
	if asked, err := cmd.Flags().GetBool("help"); err != nil || !asked {
		return args, nil //nolint:nilerr // Without the flag nobody asked.
	}
	about, err := named(cmd, cmd.Flags().Arg(0))
	if err != nil {
		return nil, err
	}
	return append(strings.Fields(about.CommandPath())[1:], "--help"), nil
}

// helpFlags words the --help flag of every command.
func (a *app) helpFlags(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = a.say(model.Say{EN: "This help", ID: "Bantuan ini"})
	}
	if f := cmd.Flags().Lookup("version"); f != nil {
		f.Usage = a.say(model.Say{EN: "The version of alur", ID: "Versi alur"})
	}
	for _, sub := range cmd.Commands() {
		a.helpFlags(sub)
	}
}
