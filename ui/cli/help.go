package cli

import (
	"slices"

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
			i := slices.IndexFunc(about.Commands(), func(c *cobra.Command) bool { return c.Name() == word })
			if i < 0 {
				return unknownCommand(about, word)
			}
			about = about.Commands()[i]
		}
		return about.Help()
	})
	cmd.GroupID = groupRunning
	return cmd
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
