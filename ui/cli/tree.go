package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

// The groups of the help, as DESIGN names them.
const (
	groupDaily   = "daily"
	groupOwner   = "owner"
	groupRunning = "running"
)

// commandGroup is one paragraph of the help.
type commandGroup struct {
	id       string
	commands []*cobra.Command
}

// commands is the table of all commands, in the order of the help.
func (a *app) commands() []commandGroup {
	return []commandGroup{
		{groupDaily, []*cobra.Command{
			a.nextCmd(), a.boardCmd(), a.takeCmd(), a.beginCmd(), a.doneCmd(), a.parkCmd(), a.resumeCmd(),
			a.giveCmd(), a.skipCmd(), a.tickCmd(), a.untickCmd(), a.setCmd(), a.backCmd(),
			a.handoverCmd(), a.takeoverCmd(), a.waiveCmd(), a.unclearCmd(), a.undoCmd(), a.startCmd(), a.deliverCmd(), a.importCmd(), a.caseCmd(),
		}},
		{groupOwner, []*cobra.Command{
			a.processCmd(), a.personCmd(), a.divisionCmd(), a.settingsCmd(), a.hoursCmd(), a.mappingCmd(),
			a.auditCmd(), a.digestCmd(), a.bottlenecksCmd(), a.exportCmd(),
		}},
		{groupRunning, []*cobra.Command{
			a.demoCmd(), a.initCmd(), a.serveCmd(), a.joinCmd(), a.stationCmd(), a.secretCmd(), a.deliveriesCmd(), a.outboxCmd(), a.backupCmd(), a.restoreCmd(), a.copyCmd(), a.checkCmd(), a.repairCmd(), a.archiveCmd(),
			a.infoCmd(), a.doctorCmd(), a.versionCmd(), a.manCmd(),
		}},
	}
}

// about is what every command says of itself.
type about struct {
	use     string
	short   model.Say
	long    model.Say
	example string
}

// command makes a command. What goes wrong in it is kept in the app and not
// returned to fang, which would ask the terminal for its colours first.
func (a *app) command(w about, args cobra.PositionalArgs, run func(args []string) error) *cobra.Command {
	long := w.short
	if w.long.EN != "" {
		long = w.long
	}
	return &cobra.Command{
		Use: w.use, Short: a.say(w.short), Long: a.say(long), Example: w.example, Args: cobra.ArbitraryArgs,
		Run: func(cmd *cobra.Command, list []string) {
			if a.err = args(cmd, list); a.err == nil {
				a.err = a.admit(cmd)
			}
			if a.err == nil {
				a.err = fileNamed(cmd)
			}
			if a.err == nil {
				a.err = run(list)
			}
		},
	}
}

// fileNamed refuses a flag that names a file and leaves the name empty, as
// -o "$FILE" does where nothing set it: that is not the same as no flag.
func fileNamed(cmd *cobra.Command) error {
	for _, name := range []string{"output", "log"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return misuse(model.Say{EN: "--%s wants the name of a file, and it is empty.", ID: "--%s perlu nama berkas, dan namanya kosong."}, name)
		}
	}
	return nil
}

// family makes a command that only holds others.
func (a *app) family(use string, short model.Say, members ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: a.say(short), Long: a.say(short), Args: cobra.ArbitraryArgs,
		Run: func(cmd *cobra.Command, args []string) {
			if len(args) > 0 {
				a.err = unknownCommand(cmd, args[0])
				return
			}
			what := model.Say{EN: "what to do: %s", ID: "apa yang dilakukan: %s"}
			a.err = missing(cmd.CommandPath(), what, names(members))
		},
	}
	cmd.AddCommand(members...)
	return cmd
}

func names(cmds []*cobra.Command) string {
	text := ""
	for _, c := range cmds {
		if text != "" {
			text += ", "
		}
		text += c.Name()
	}
	return text
}
