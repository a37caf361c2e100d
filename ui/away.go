package ui

import (
	"path/filepath"
	"strings"
)

// Away is how a PC elsewhere calls this one; empty on the shop's own PC.
type Away struct {
	// Call is what begins the command: ssh -p 2222 toko, or alur join toko:2222.
	Call string
	// Joins is true for alur join, which writes the file by itself.
	Joins bool
}

// brings is the command by which that PC gets what a command of alur writes, as
// a file of its own.
func (a Away) brings(words, path string) string {
	file := filepath.Base(path)
	if strings.ContainsAny(file, " '&();") {
		file = `"` + file + `"`
	}
	if a.Joins {
		return a.Call + ` --run "` + words + `" -o ` + file
	}
	return a.Call + " alur " + words + " > " + file
}
