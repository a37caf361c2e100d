// Alur answers one question on every PC of a small shop: what is my next
// task? The program itself is in ui/cli; this only hands it the process.
package main

import (
	"os"
	_ "time/tzdata" // Windows has no time zones of its own.

	"alur/ui/cli"
)

func main() { os.Exit(cli.Main()) }
