package cli

import (
	"fmt"
	"regexp"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) manCmd() *cobra.Command {
	var cmd *cobra.Command
	cmd = a.command(about{
		use:     "man",
		short:   model.Say{EN: "The manual page, on standard output", ID: "Halaman manual, ke keluaran standar"},
		example: "alur man | man -l -",
	}, wants(), func([]string) error {
		page, err := mango.NewManPage(1, cmd.Root())
		if err != nil {
			return fmt.Errorf("write the manual page: %w", err)
		}
		// Mango writes "--h --help" for a flag of one letter.
		shortFlag := regexp.MustCompile(`(\\fB)--([[:alnum:]]) --`)
		text := shortFlag.ReplaceAllString(page.Build(roff.NewDocument()), "$1-$2, --")
		_, err = fmt.Fprint(a.env.Stdout, text)
		return err
	})
	return cmd
}
