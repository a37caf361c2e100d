package cli

import (
	"testing"

	"github.com/spf13/cobra"
)

// Somebody has decided for every command who may run it from another PC. One
// that is new is closed until then, and named here.
func TestEveryCommandIsDecidedOn(t *testing.T) {
	home := map[string]bool{"demo": true, "init": true, "join": true, "backup": true, "restore": true, "copy": true, "doctor": true, "repair": true, "archive": true, "info": true}
	for _, verb := range []string{"install", "start", "stop", "remove", "status"} {
		home["serve "+verb] = true
	}
	a := &app{env: Env{Getenv: func(string) string { return "" }}}
	root := a.root()
	decided := reaches()
	var each func(cmd *cobra.Command)
	each = func(cmd *cobra.Command) {
		path := pathOf(cmd)
		_, is := decided[path]
		if !cmd.HasSubCommands() && !is && !home[path] && (!cmd.HasParent() || cmd.Parent().Name() != "completion") {
			t.Errorf("nobody has decided on %q", path)
		}
		delete(decided, path)
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	each(root)
	for path := range decided {
		t.Errorf("there is no command %q", path)
	}
}
