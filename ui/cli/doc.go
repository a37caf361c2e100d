// Package cli is the command line of alur: one file for each command. It is
// the only place that chooses a storage engine. A command takes arguments and
// streams (see Env) and never touches those of the process, so that the same
// command runs in a shop, in a script and in a test.
//
// Exit status: 0 is done; 1 is refused or failed, with one line on standard
// error that says why, and nothing changed; 2 is an unknown command or flag,
// or a missing argument. Data goes to standard output, talk to standard
// error.
package cli
