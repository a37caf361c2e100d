package ui

import (
	"testing"

	"alur/model"
)

// placed is a window on a PC elsewhere, and where its person is.
func placed(t *testing.T, s Store, at *Place) *desk {
	t.Helper()
	return sitAs(t, Options{Store: s, Place: *at, Placed: func(p Place) { *at = p }, Zone: "Asia/Jakarta", Clock: s.Now, Station: "KASIR-2"})
}

// A window whose line was cut comes back to where the person was: the page, the
// chosen line, the field with the focus and the language.
func TestAWindowComesBackToWhereItWas(t *testing.T) {
	for name, c := range map[string]struct {
		who string
		way []string
		// sees shows where one is.
		sees string
	}{
		"the field of a task":  {who: "dewi", way: []string{"enter", "tab"}, sees: "►Done"},
		"its second button":    {who: "sari", way: []string{"tab"}, sees: "►Problem"},
		"a line of my list":    {who: "sari", way: []string{"f5", "down"}, sees: "► Pick the goods"},
		"what is looked for":   {who: "sari", way: []string{"f2", `"Joko"`}, sees: "Pak Joko"},
		"the board":            {who: "hendra", way: []string{"f6", "down"}, sees: "► #2"},
		"a setting":            {who: "hendra", way: []string{":settings", "tab", "tab"}, sees: "► Time zone"},
		"a person":             {who: "hendra", way: []string{":people", "down", "down"}, sees: "► Dewi"},
		"the form of a person": {who: "hendra", way: []string{":people", "down", "down", "enter", "tab", "tab", `"x"`}, sees: "► ["},
		"the start of a case":  {who: "sari", way: []string{"n", `"1050"`, "tab", "tab"}, sees: "1050"},
		"a process":            {who: "hendra", way: []string{":processes", "end", "up", "up", "enter", "down", "down"}, sees: "►"},
		"the divisions":        {who: "hendra", way: []string{":divisions", "up"}, sees: "► +"},
		"a role":               {who: "hendra", way: []string{":roles", "down"}, sees: "►"},
	} {
		t.Run(name, func(t *testing.T) {
			s, at := tokoMaju(t, model.English), Place{Person: c.who}
			was := placed(t, s, &at).steps(c.way...).sees(c.sees)
			was.root.coached, was.root.stale = coached{}, true
			before := was.screen()
			is := placed(t, s, &at)
			is.root.coached, is.root.stale = coached{}, true
			if after := is.screen(); after != before {
				t.Errorf("it was\n%s\nit is\n%s", before, after)
			}
		})
	}
}

// The language that was chosen with F4 is spoken again, before somebody has
// signed in too; locked, the window speaks that of the shop.
func TestAWindowSpeaksItsLanguageAgain(t *testing.T) {
	s, at := tokoMaju(t, model.Indonesian), Place{}
	placed(t, s, &at).sees("Siapa Anda?").press("f4").sees("Who are you?")
	d := placed(t, s, &at).sees("Who are you?")
	d.text("sari").press("enter").sees("My next task")
	placed(t, s, &at).sees("My next task").press("f12").sees("Siapa Anda?")
	placed(t, s, &at).sees("Siapa Anda?")
}
