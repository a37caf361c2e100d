package ui

import "alur/model"

// caseKey is what the keys do in a list of cases: they move in it, open the
// chosen one, or go back.
func caseKey(l *list, k keyPress, chosen string) []effect {
	switch {
	case l.update(k, false):
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && chosen != "":
		return []effect{goTo{to: pageCase, arg: chosen}}
	}
	return nil
}

// caseUses are those keys for the footer.
func caseUses() []use {
	return []use{{id: keyHelp}, {id: keyMove}, openCase(), {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}

func openCase() use { return use{id: keyOpen, words: model.Say{EN: "Open case", ID: "Buka kasus"}} }
