package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

// wants takes exactly the arguments named: one word of help for each.
func wants(words ...model.Say) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(words) {
			return missing(cmd.CommandPath(), words[len(args)])
		}
		if len(args) > len(words) {
			return tooMany(cmd, args[len(words)])
		}
		return nil
	}
}

// wantsUpTo takes at least the arguments named, and n at most.
func wantsUpTo(n int, words ...model.Say) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return tooMany(cmd, args[n])
		}
		if len(args) < len(words) {
			return missing(cmd.CommandPath(), words[len(args)])
		}
		return nil
	}
}

// wantsSome takes one argument or more.
func wantsSome(word model.Say) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return missing(cmd.CommandPath(), word)
		}
		return nil
	}
}

// wantsAtMost takes up to n arguments.
func wantsAtMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return tooMany(cmd, args[n])
		}
		return nil
	}
}

// The words for what is missing.
var (
	wordTask    = model.Say{EN: "a task: CASE/STEP", ID: "tugasnya: KASUS/LANGKAH"}
	wordCase    = model.Say{EN: "a case", ID: "kasusnya"}
	wordProcess = model.Say{EN: "a process", ID: "prosesnya"}
	wordPerson  = model.Say{EN: "a person", ID: "orangnya"}
	wordFile    = model.Say{EN: "a file", ID: "berkasnya"}
	wordAs      = model.Say{EN: "who acts: --as NAME", ID: "siapa yang bertindak: --as NAMA"}
)
