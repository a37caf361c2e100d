package ui

import (
	"testing"

	"alur/model"
)

// Whoever puts a process in force on a screen hears that its event begins the
// cases of another too: only one of them would begin by it.
func TestTheScreensTellAnEventOfTwo(t *testing.T) {
	for lang, want := range map[model.Lang]string{
		model.English:    "Warning: the event return is that of give-back too",
		model.Indonesian: "Peringatan: kejadian return juga milik give-back",
	} {
		s := tokoMaju(t, lang)
		onReturn := func(id string) model.Process {
			return model.Process{ID: id, Name: id, Role: "warehouse", Start: model.Start{On: "return"}, Steps: []model.Step{{ID: "take", Text: "Take it in"}}}
		}
		gives(t, s, "hendra", model.PublishProcess{Process: onReturn("give-back")})
		gives(t, s, "hendra", model.PublishProcess{Process: onReturn("swap")})
		gives(t, s, "hendra", model.RetireProcess{Process: "swap"})
		d := openAt(t, s, lang, pageProcess, "swap")
		d.press("f8")
		d.choose(verbPublish)
		d.sees(want)
		openAt(t, s, lang, pageProcess, "swap").press("ctrl+e", "end").text(" it").press("f9").sees(want)
		openAt(t, s, lang, pageReady, nil).press("home", "down").sees(want)
	}
}
