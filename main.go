// Alur answers one question on every PC of a small shop: what is my next
// task? The program itself is in ui/cli; this only hands it the arguments and
// the streams.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Windows has no time zones of its own.

	"alur/ui/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := cli.Run(ctx, cli.System())
	stop()
	os.Exit(status)
}
