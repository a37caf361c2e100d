package ui

import (
	"os"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"alur/model"
)

func TestLookColour(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	save := func(d *desk, name string) {
		os.WriteFile(dir+"/"+name+".ansi", []byte(d.root.draw()), 0o644)
	}
	for _, lang := range model.Langs() {
		l := string(lang) + "-"
		s := tokoMaju(t, lang)
		d := sit(t, s, "sari", "")
		d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
		save(d, l+"1begin")
		d.press("enter")
		save(d, l+"2doing")
		d.press("space", "down", "space")
		save(d, l+"3ticks")
		d.press("f8")
		save(d, l+"4problem")
		d.press("esc", "down", "space", "down", "space", "f9")
		save(d, l+"5done")
		d.press("f12")
		d.press("up", "up", "up", "up", "enter") // Budi
		d.send(tea.WindowSizeMsg{Width: 120, Height: 30})
		save(d, l+"6wide")
		d.press("enter", "f9")
		save(d, l+"7outcome")
		d.press("down", "enter")
		save(d, l+"8reason")
		d.press("esc", "f5", "space")
		save(d, l+"9case")
	}
}
