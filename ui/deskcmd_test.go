package ui

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
)

func typeName(v any) string { return fmt.Sprintf("%T", v) }

// commandsOf reads the commands out of a message that is a slice of them.
func commandsOf(msg tea.Msg) []tea.Cmd {
	v := reflect.ValueOf(msg)
	var cmds []tea.Cmd
	for i := range v.Len() {
		if cmd, ok := v.Index(i).Interface().(tea.Cmd); ok {
			cmds = append(cmds, cmd)
		}
	}
	return cmds
}
