package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// executeFor runs the commands for a caller: the same words, with --as on
// every one of them, because somebody has to sign in.
func (a *app) executeFor(root *cobra.Command) error {
	var as string
	var each func(cmd *cobra.Command)
	each = func(cmd *cobra.Command) {
		if who := reaches()[pathOf(cmd)]; who > anybody && cmd.Flags().Lookup("as") == nil {
			a.asFlag(cmd, &as)
		}
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	each(root)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.helpFor(cmd) })
	err := root.ExecuteContext(a.ctx)
	if err != nil {
		a.tell(err)
	}
	return err
}

// helpFor writes the help of a command in plain text, without what a caller
// can't run.
func (a *app) helpFor(cmd *cobra.Command) {
	words := headings()
	text := cmd.Long + "\n\n" + a.say(words[0]) + "\n  " + cmd.UseLine() + "\n"
	if cmd.Example != "" {
		text += "\n" + a.say(words[1]) + "\n  " + strings.ReplaceAll(cmd.Example, "\n", "\n  ") + "\n"
	}
	var rows [][]string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() && (sub.HasSubCommands() || reaches()[pathOf(sub)] != atHomeOnly) {
			rows = append(rows, []string{"  " + sub.Name(), sub.Short})
		}
	}
	if len(rows) > 0 {
		var list strings.Builder
		_ = table(&list, rows) // A builder takes everything.
		text += "\n" + a.say(words[2]) + "\n" + list.String()
	}
	text += "\n" + a.say(words[3]) + "\n" + cmd.Flags().FlagUsages()
	_ = a.print("%s", strings.TrimRight(text, "\n")) // Where it can't be written nobody is left to tell.
}
