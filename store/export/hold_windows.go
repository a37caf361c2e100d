package export

import "os"

// hold has nothing to do: Windows removes no file that is open.
func hold(*os.File) error { return nil }
