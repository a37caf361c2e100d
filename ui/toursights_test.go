package ui

// tourOfWork is what somebody sees who works: signing in, the next task, its
// problems, the list.
func tourOfWork() []sight {
	return []sight{
		{"sign in", "", tokoMaju, nil},
		{"sign in by name", "", tokoMaju, []string{`"sa"`}},
		{"sign in of many", "", manyPeople, []string{"down*9"}},
		{"a wrong PIN", "", lockedShop, []string{`"sa"`, "enter", `"1111"`, "enter"}},
		{"a task to begin", "sari", tokoMaju, nil},
		{"a task in hand", "sari", tokoMaju, []string{"enter", "space", "down"}},
		{"a task not done yet", "sari", tokoMaju, []string{"enter", "f9"}},
		{"a task done", "sari", tokoMaju, []string{"enter", "space", "down", "space", "down", "space", "down", "space", "f9"}},
		{"a late task", "budi", pickedShop, []string{"+85m", "enter"}},
		{"a task for the first time", "sari", newcomers, nil},
		{"a task sent back", "sari", sentBackShop, nil},
		{"a task handed over", "budi", handedShop, nil},
		{"a task with a proposal waiting", "hendra", proposedShop, nil},
		{"the fields of a task", "hendra", checkedShop, []string{"enter", "end"}},
		{"a field that does not fit", "budi", checkedShop, []string{"enter", "space", "down", "space", "down", `"99,9|99.9"`, "tab"}},
		{"all there", "sari", tokoMaju, []string{"enter", "space", "down", "space", "down", "space", "down", "space"}},
		{"the last button", "sari", tokoMaju, []string{"shift+tab"}},
		{"nothing to do", "ani", withAni, nil},
		{"nothing to do without a process", "hendra", bareShop, nil},
		{"nothing to do without a process for staff", "ani", bareShopWithAni, nil},
		{"nothing to do before the first case", "hendra", shopWithoutCases, nil},
		{"nothing to do after the last case", "sari", cancelledShop, nil},
		{"nothing to do but with other eyes", "sari", eyesShop, nil},
		{"problem", "sari", tokoMaju, []string{"f8"}},
		{"park", "sari", tokoMaju, []string{"f8", "=park"}},
		{"park until when", "sari", tokoMaju, []string{"f8", "=park", `"dus"`, "tab", `"nanti"`, "tab", "enter"}},
		{"hand over", "sari", tokoMaju, []string{"f8", "=hand over"}},
		{"hand over what is begun", "sari", tokoMaju, []string{"enter", "f8", "=hand over"}},
		{"hand over to nobody", "hendra", aloneShop, []string{"shift+tab", "enter"}},
		{"not clear", "sari", tokoMaju, []string{"f8", "=unclear"}},
		{"skip", "hendra", tokoMaju, []string{"f8", "=skip"}},
		{"propose", "hendra", tokoMaju, []string{"f8", "=propose"}},
		{"cancel", "hendra", tokoMaju, []string{"f8", "=cancel"}},
		{"cancel the wrong number", "hendra", tokoMaju, []string{"f8", "=cancel", "shift+tab*2", `"99"`, "tab", `"x"`, "tab*2", "enter"}},
		{"waive four eyes on a task", "hendra", pickedShop, []string{"f8", "=waive"}},
		{"send back to which", "hendra", checkedShop, []string{"f8", "=send back"}},
		{"send back why", "hendra", checkedShop, []string{"f8", "=send back", "enter"}},
		{"how it ended", "budi", pickedShop, []string{"enter", "f9"}},
		{"why it failed", "budi", pickedShop, []string{"enter", "f9", "down", "enter"}},
		{"my list", "sari", tokoMaju, []string{"f5"}},
		{"my list of nothing", "ani", withAni, []string{"f5"}},
		{"my list with things that wait", "sari", parkedShop, []string{"f5"}},
		{"my long list", "hendra", busyShop, []string{"f5", "pgdown", "down"}},
	}
}

// tourOfCases are the pages about cases.
func tourOfCases() []sight {
	return []sight{
		{"the case", "sari", pickedShop, []string{"f5", "space"}},
		{"the case below", "hendra", workedShop, []string{"f2", `"1042"`, "enter", "pgdown"}},
		{"the end of the case", "hendra", workedShop, []string{"f2", `"1042"`, "enter", "end"}},
		{"a case cancelled", "hendra", cancelledShop, []string{"f2", `"1042"`, "enter"}},
		{"a case pinned and late", "hendra", pinnedShop, []string{"f2", `"1042"`, "enter"}},
		{"its whole story", "sari", pickedShop, []string{"f5", "space", "s"}},
		{"the end of its story", "hendra", pickedShop, []string{"f5", "space", "s", "end"}},
		{"save its story", "hendra", pickedShop, []string{"f5", "space", "s", "e"}},
		{"about the case", "hendra", pickedShop, []string{"f5", "space", "f8"}},
		{"about the case for staff", "dewi", pickedShop, []string{"f5", "space", "f8"}},
		{"a comment", "sari", pickedShop, []string{"f5", "space", "c", `"ya"`}},
		{"promise anew", "hendra", pickedShop, []string{"f5", "space", "f8", "down", "enter"}},
		{"promise for when", "hendra", pickedShop, []string{"f5", "space", "f8", "down", "enter", `"nanti"`, "tab*2", "enter"}},
		{"pin", "hendra", pickedShop, []string{"f5", "space", "f8", "down*2", "enter"}},
		{"take over", "hendra", handedShop, []string{"f5", "space", "f8", "down*3", "enter"}},
		{"waive four eyes on a case", "hendra", pickedShop, []string{"f5", "space", "f8", "down*9", "up", "enter"}},
		{"cancel from the case", "hendra", pickedShop, []string{"f5", "space", "f8", "down*9", "enter"}},
		{"find", "sari", tokoMaju, []string{"f2", `"tea"`}},
		{"find nothing", "sari", tokoMaju, []string{"f2", `"zzz"`}},
		{"find before the first case", "hendra", shopWithoutCases, []string{"f2"}},
		{"find many", "hendra", busyShop, []string{"f2", "down*20"}},
		{"start", "sari", tokoMaju, []string{":start"}},
		{"start filled in", "sari", tokoMaju, []string{":start", `"1050"`, "tab", `"Bu Tini"`, "tab", `"12"`, "tab"}},
		{"start all there", "sari", kasirShop, []string{":start", "down", "enter"}},
		{"start what is there already", "sari", tokoMaju, []string{":start", `"1042"`, "enter", `"Bu Rina"`, "enter*3", `"Tea set"`, "enter", `"1"`, "enter", `"c"`, "enter*2"}},
		{"start which", "hendra", readyMadeShop, []string{":start", "down"}},
		{"start one begun", "hendra", readyMadeShop, []string{":start", "enter", `"1050"`, "esc"}},
		{"start without a process", "hendra", bareShop, []string{":start"}},
		{"start without a process for staff", "ani", bareShopWithAni, []string{":start"}},
	}
}

// tourOfTheShop are the pages where the shop is set up.
func tourOfTheShop() []sight {
	return []sight{
		{"first run", "", noShop, nil},
		{"first run without a demo", "", noShop, []string{"down"}},
		{"first run question", "", noShop, []string{"enter", "enter"}},
		{"first run hours", "", noShop, []string{"enter", "enter", `"Toko Maju"`, "enter"}},
		{"first run fault", "", noShop, []string{"enter", "enter", `"Toko Maju"`, "enter", `"Hendra"`, "enter", `"12a"`, "enter"}},
		{"first run end", "", noShop, []string{"enter", "enter", `"Toko Maju"`, "enter", `"Hendra"`, "enter", `"2468"`, "enter"}},
		{"first run landing", "", noShop, []string{"enter", "enter", `"Toko Maju"`, "enter", `"Hendra"`, "enter*3"}},
		{"first task", "", noShop, []string{"enter", "enter", `"Toko Maju"`, "enter", `"Hendra"`, "enter*3", "end", "enter"}},
		{"ready-made processes", "hendra", tokoMaju, []string{":ready-made"}},
		{"a ready-made process", "hendra", bareShop, []string{":ready-made", "home", "down", "space", "up"}},
		{"ready-made processes all in force", "hendra", readyMadeShop, []string{":ready-made"}},
		{"people", "hendra", tokoMaju, []string{":people"}},
		{"people and one who left", "hendra", leftShop, []string{":people", "end"}},
		{"people and roles that nobody has", "hendra", readyMadeShop, []string{":people"}},
		{"a person", "hendra", tokoMaju, []string{":people", "down", "enter"}},
		{"a person with a PIN", "hendra", lockedShop, []string{":people", "end", "enter", "end", "tab"}},
		{"a person who left", "hendra", leftShop, []string{":people", "end", "enter"}},
		{"a new person", "hendra", tokoMaju, []string{":people", "enter", `"Rini"`, "tab"}},
		{"a new person without a name", "hendra", tokoMaju, []string{":people", "enter", "f9"}},
		{"a new person with a bad PIN", "hendra", tokoMaju, []string{":people", "enter", `"Rini"`, "tab", `"12"`, "f9"}},
		{"a PIN to be reset", "hendra", lockedShop, []string{":people", "end", "enter", "tab*30", "left", "enter"}},
		{"a PIN that was reset", "hendra", lockedShop, []string{":people", "end", "enter", "tab*30", "left", "enter", "left", "enter"}},
		{"somebody leaves", "hendra", handedShop, []string{":people", "down", "enter", "tab*30", "enter"}},
		{"somebody without tasks leaves", "hendra", tokoMaju, []string{":people", "down", "enter", "tab*30", "enter"}},
		{"somebody comes back", "hendra", leftShop, []string{":people", "end", "enter", "tab*30", "enter"}},
		{"roles", "hendra", tokoMaju, []string{":roles"}},
		{"roles of nothing", "hendra", bareShop, []string{":roles"}},
		{"roles that nothing asks for", "hendra", bareShopWithAni, []string{":roles"}},
		{"a role", "hendra", tokoMaju, []string{":roles", "enter"}},
		{"divisions", "hendra", tokoMaju, []string{":divisions"}},
		{"a division added", "hendra", tokoMaju, []string{":divisions", "enter"}},
		{"divisions of a shop", "hendra", dividedShop, []string{":divisions", "down"}},
		{"a division", "hendra", dividedShop, []string{":divisions", "down", "enter"}},
		{"a division that is there", "hendra", dividedShop, []string{":divisions", "enter", `"Solo"`, "tab", "enter"}},
		{"settings", "hendra", tokoMaju, []string{":settings"}},
		{"settings changed", "hendra", tokoMaju, []string{":settings", "down*2", "ctrl+u", `"Mars"`, "down*2", "right"}},
		{"settings that do not fit", "hendra", tokoMaju, []string{":settings", "down*2", "ctrl+u", `"Mars"`, "f9"}},
		{"settings with nothing changed", "hendra", tokoMaju, []string{":settings", "end", "down*9", "f9"}},
		{"opening hours", "hendra", tokoMaju, []string{":opening hours"}},
		{"opening hours changed", "hendra", tokoMaju, []string{":opening hours", `", 18:00"`, "up*2", `"25/12/2026 Natal"`}},
		{"opening hours of a person", "hendra", tokoMaju, []string{":people", "down", "enter", "tab*30", "left", "enter"}},
		{"opening hours of a division", "hendra", dividedShop, []string{":divisions", "down", "enter", "tab*2", "enter", "right"}},
	}
}

// tourOfProcesses are the pages that show how work is done.
func tourOfProcesses() []sight {
	return []sight{
		{"processes", "hendra", proposedShop, []string{"f3"}},
		{"processes of every kind", "hendra", readyMadeShop, []string{"f3", "end"}},
		{"no process", "hendra", bareShop, []string{"f3"}},
		{"no process for staff", "ani", bareShopWithAni, []string{"f3"}},
		{"a process", "sari", tokoMaju, []string{"f3", "enter", "down*2"}},
		{"a process for the owner", "hendra", changedShop, []string{"f3", "enter", "end"}},
		{"a process retired", "hendra", retiredShop, []string{"f3", "enter"}},
		{"a step of a process", "sari", tokoMaju, []string{"f3", "enter", "down*2", "enter"}},
		{"the end of a step", "sari", tokoMaju, []string{"f3", "enter", "down*2", "enter", "end"}},
		{"about a process", "hendra", tokoMaju, []string{"f3", "enter", "f8"}},
		{"about a process for staff", "sari", tokoMaju, []string{"f3", "enter", "f8"}},
		{"propose for a step", "sari", tokoMaju, []string{"f3", "enter", "f8", "enter", `"ya"`}},
		{"versions", "hendra", changedShop, []string{"f3", "enter", "v"}},
		{"versions compared", "hendra", changedShop, []string{"f3", "enter", "v", "space", "down"}},
		{"versions of divisions", "hendra", pilotShop, []string{"f3", "enter", "v"}},
		{"an old version", "hendra", changedShop, []string{"f3", "enter", "v", "down", "enter"}},
		{"a version put in force", "hendra", changedShop, []string{"f3", "enter", "v", "down", "f8", "down", "enter"}},
		{"a version put in force in a division", "hendra", pilotShop, []string{"f3", "enter", "v", "f8", "down", "enter", "right", "down", "right"}},
		{"a version put in force nowhere", "hendra", pilotShop, []string{"f3", "enter", "v", "f8", "down", "enter", "right", "down*3", "enter"}},
		{"cases to be moved", "hendra", changedShop, []string{"f3", "enter", "f8", "down*3", "enter"}},
		{"cases of which some stay", "hendra", otherShop, []string{"f3", "enter", "f8", "down*3", "enter"}},
		{"cases moved", "hendra", otherShop, []string{"f3", "enter", "f8", "down*3", "enter", "f9"}},
		{"no case to be moved", "hendra", stuckShop, []string{"f3", "enter", "f8", "down*3", "enter"}},
		{"a process to be retired", "hendra", tokoMaju, []string{"f3", "enter", "f8", "down*9", "enter"}},
		{"proposals", "hendra", proposedShop, []string{"f3", "home", "enter"}},
		{"no proposals", "hendra", tokoMaju, []string{":proposals"}},
		{"what of a proposal", "hendra", proposedShop, []string{"f3", "home", "enter", "enter"}},
		{"what of a proposal for staff", "sari", proposedShop, []string{":proposals", "enter"}},
		{"a proposal declined", "hendra", proposedShop, []string{"f3", "home", "enter", "enter", "down", "enter"}},
	}
}

// tourOfEditing are the pages where processes are written.
func tourOfEditing() []sight {
	lines := []string{":new process", `"Servis"`, "enter*2", `"pelanggan"`, "enter", `"Terima"`, "tab", `"kasir"`, "tab", `"2h"`, "enter", `"Perbaiki"`}
	long := []string{":new process", `"Pindah"`, "enter*3"}
	for range 20 {
		long = append(long, `"Angkat"`, "tab", `"kru"`, "enter")
	}
	then := func(way []string, more ...string) []string { return append(append([]string{}, way...), more...) }
	return []sight{
		{"new process", "hendra", tokoMaju, []string{":new process"}},
		{"new process with lines", "hendra", tokoMaju, then(lines, "tab*2", `"nanti"`, "up")},
		{"new process not yet", "hendra", tokoMaju, []string{":new process", "f9"}},
		{"new process begun anew", "hendra", tokoMaju, then(lines, "up*9", "shift+tab", "enter")},
		{"a line of a new process", "hendra", tokoMaju, then(lines, "ctrl+x", "tab*3", "enter")},
		{"new process read back", "hendra", tokoMaju, then(lines, "f9")},
		{"a long new process", "hendra", tokoMaju, then(long, "up*6")},
		{"a long new process read back", "hendra", tokoMaju, then(long, "f9", "pgdown")},
		{"new process in force", "hendra", tokoMaju, then(lines, "f9", "enter")},
		{"a process being edited", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "down"}},
		{"a long process being edited", "hendra", tokoMaju, []string{"f3", "enter", "ctrl+e", "pgdown*2", `"#"`}},
		{"a faulty process", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "pgdown", `"x"`, "tab"}},
		{"the buttons of the editor", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "tab*2"}},
		{"an edited process to be published", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "end", `" x"`, "f9"}},
		{"an edited process to be published in a division", "hendra", pilotShop, []string{"f3", "enter", "ctrl+e", "end", `" x"`, "f9"}},
		{"an edited process thrown away", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "end", `" x"`, "tab", "right*2", "enter"}},
		{"nothing edited yet", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "f9"}},
	}
}

// tourOfWatching are the pages of who looks after the work.
func tourOfWatching() []sight {
	return []sight{
		{"the board", "hendra", pickedShop, []string{"f6"}},
		{"the busy board", "hendra", busyShop, []string{"f6", "pgdown*2", "down"}},
		{"the board of one process", "hendra", busyShop, []string{"f6", "right*3"}},
		{"the board of an auditor", "rini", busyShop, []string{"f6", "end", "f8"}},
		{"the board before the first case", "hendra", shopWithoutCases, []string{"f6"}},
		{"the board without a process", "hendra", bareShop, []string{"f6"}},
		{"the board without a process for staff", "ani", bareShopWithAni, []string{"f6"}},
		{"about a case of the board", "hendra", pickedShop, []string{"f6", "f8"}},
		{"about a case of the board for staff", "dewi", busyShop, []string{"f6", "f8"}},
		{"hand over from the board", "hendra", busyShop, []string{"f6", "f8", "enter"}},
		{"take over from the board", "hendra", busyShop, []string{"f6", "f8", "down", "enter"}},
		{"promise anew from the board", "hendra", busyShop, []string{"f6", "f8", "down*2", "enter"}},
		{"pin from the board", "hendra", busyShop, []string{"f6", "f8", "down*3", "enter"}},
		{"export of the board", "hendra", pickedShop, []string{"f6", "e"}},
		{"bottlenecks", "hendra", aPile, []string{"f7"}},
		{"bottlenecks at the last step", "hendra", aPile, []string{"f7", "end"}},
		{"bottlenecks of nothing", "hendra", shopWithoutCases, []string{"f7"}},
		{"bottlenecks of which process", "hendra", aPile, []string{"f7", "o"}},
		{"bottlenecks of one process", "hendra", aPile, []string{"f7", "o", "down", "enter"}},
		{"export of the bottlenecks", "hendra", aPile, []string{"f7", "e"}},
		{"where it waits", "hendra", aPile, []string{"f7", "enter"}},
		{"where nothing waits", "hendra", aPile, []string{"f7", "end", "enter"}},
		{"audit", "hendra", pickedShop, []string{":audit"}},
		{"audit further down", "hendra", busyShop, []string{":audit", "pgdown*4", "down"}},
		{"audit of one", "hendra", pickedShop, []string{":audit", "o"}},
		{"the filter of the audit", "hendra", pickedShop, []string{":audit", "/", `"zz"`}},
		{"audit with no line that fits", "hendra", pickedShop, []string{":audit", "/", `"zz"`, "enter"}},
		{"audit of a day without work", "hendra", tomorrowShop, []string{":audit"}},
		{"whose acts", "hendra", pickedShop, []string{":audit", "o", "down", "enter"}},
		{"export of the audit", "hendra", pickedShop, []string{":audit", "e"}},
		{"export without a folder", "hendra", pickedShop, []string{":audit", "e", "tab*3", "enter"}},
	}
}

// tourAround are the menu and the help, over one screen and another.
func tourAround() []sight {
	return []sight{
		{"menu", "sari", tokoMaju, []string{"f10"}},
		{"menu of the owner", "hendra", readyMadeShop, []string{"f10", "pgdown"}},
		{"menu by a word", "hendra", tokoMaju, []string{"f10", `"a"`}},
		{"menu of nothing", "hendra", tokoMaju, []string{"f10", `"zzz"`}},
		{"menu before anybody signed in", "", tokoMaju, []string{"f10"}},
		{"help", "sari", tokoMaju, []string{"f1"}},
		{"help below", "sari", tokoMaju, []string{"enter", "f1", "pgdown"}},
		{"help on a question", "sari", tokoMaju, []string{"f8", "=park", "f1"}},
		{"help on the editor", "hendra", kasirShop, []string{"f3", "end", "up*2", "enter", "ctrl+e", "f1"}},
		{"help on nothing to open", "hendra", shopWithoutCases, []string{"f7", "f1"}},
		{"help before anybody signed in", "", tokoMaju, []string{"f1"}},
		{"closed to staff", "sari", tokoMaju, []string{":people", "f7"}},
	}
}
