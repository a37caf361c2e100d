package ui

import (
	"slices"
	"testing"

	"alur/model"
)

// repair writes a process of four steps, asked for by two roles.
func repair(d *desk, words ...string) *desk {
	d.text(words[0]).press("enter", "enter").text(words[1]).press("enter")
	d.text(words[2]).press("tab").text(words[3]).press("tab").text("2h").press("enter")
	d.text(words[4]).press("tab").text(words[5]).press("enter")
	d.text(words[6]).press("enter")
	return d.text(words[7]).press("tab").text(words[3])
}

func repairWords(lang model.Lang) []string {
	if lang == model.Indonesian {
		return []string{"Servis", "pelanggan, barang", "Terima barang", "kasir", "Cari kerusakan", "teknisi", "Perbaiki", "Serahkan dan terima uang"}
	}
	return []string{"Repair", "customer, item", "Take in the device", "counter", "Find the fault", "technician", "Mend it", "Hand it over and take the money"}
}

// The owner writes a process line by line, leaves in the middle, comes back
// after a restart, publishes it and starts its first case.
func TestTheOwnerWritesAProcess(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("new process").press("enter").sees("New process", "Name", "Publish  F9")
	repair(d, repairWords(model.English)...)
	d.press("esc").sees("My next task")
	before := s.count
	d = sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.sees("Repair", "customer, item", "3  Mend it", `" technician`)
	d.press("f9").sees("Is this how it is done?", `Whenever somebody starts a case of "Repair":`,
		"1  counter (nobody yet): Take in the device, due within 2 h", "Then the case is finished.")
	if s.count != before {
		t.Fatal("it was published unasked")
	}
	d.press("enter").sees(`√ "Repair" is in force.`, "Nobody but the owner does yet: counter, technician")
	p := memView{s}.Flow("repair", 1).Process
	if len(p.Steps) != 4 || p.Steps[2].Role != "technician" || p.Steps[0].Due != "2h" || p.Kind != model.Core {
		t.Fatalf("it is %+v", p)
	}
	d.press("enter").sees("Start a case", "Customer").text("Bu Rina").press("enter", "enter", "enter").sees("Repair - Bu Rina", "repair-1 is started")
	d.press("esc").sees("Pick the goods", "Take in the device")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	if contains(d.screen(), "Mend it") {
		t.Error("what was published is still a draft")
	}
}

func TestFaultsOfANewProcessStandAtTheirLine(t *testing.T) {
	s := tokoMaju(t, model.English)
	before := s.count
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.press("f9").sees("Not yet: Give it a name")
	d.text("Online order").press("down").sees("There is a process called Online order already.")
	d.press("up", "ctrl+u").text("Repair").press("enter", "enter", "enter").text("Take it in").press("enter").sees("Who does it?")
	d.press("up", "tab", "tab").text("soon").press("down").sees(`"soon" is no due time: write 2 hours, 1 day or 16:00.`)
	d.press("f9").sees("Not yet: Who does it?", "►  1  Take it in")
	d.text("counter").press("tab", "ctrl+u").text("16:00").press("f9").sees("Take it in, due by 16:00").press("esc")
	if s.count != before {
		t.Error("something was published")
	}
}

// A shop says how long something may take in its own words.
func TestADueTimeIsReadInWords(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.text("Servis").press("enter", "enter", "enter")
	d.text("Terima barang").press("tab").text("kasir").press("tab").text("1 jam 30 menit").press("enter")
	d.text("Perbaiki").press("tab", "tab").text("2 hari").press("enter")
	d.text("Serahkan").press("tab", "tab").text("16.00")
	d.press("f9").sees("Terima barang, batas dalam 1 j 30", "Perbaiki, batas dalam 2 hari", "Serahkan, batas pukul 16:00").press("enter")
	var due []string
	for _, step := range (memView{s}).Flow("servis", 1).Process.Steps {
		due = append(due, step.Due)
	}
	if want := []string{"1h30m", "2d", "16:00"}; !slices.Equal(due, want) {
		t.Errorf("due is %q, not %q", due, want)
	}
}

// Lines move, go and come back; who does a line stays with it.
func TestLinesOfANewProcessMove(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	repair(d, repairWords(model.English)...)
	d.press("ctrl+up", "ctrl+up").sees("2  Hand it over and take the money", "3  Find the fault", "4  Mend it")
	d.press("ctrl+down").sees("2  Find the fault", "3  Hand it over", "4  Mend it")
	p := d.root.front().screen.(*newProcess)
	if got := p.roleAt(3); got != "technician" {
		t.Errorf("%q mends it", got)
	}
	d.press("ctrl+x").sees("3  Mend it")
	d.press("tab", "tab", "tab", "enter").sees("Take away", "Bring back", "Done by: warehouse")
	d.press("down", "down", "down", "down").sees("► Bring back")
	d.press("enter").sees("4  Hand it over")
}

// A process of many steps is read back whole: the sheet scrolls.
func TestALongReadingBackScrolls(t *testing.T) {
	d := sit(t, tokoMaju(t, model.English), "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.text("Move house").press("enter", "enter", "enter")
	for i := range 25 {
		d.text("step " + itoa(i+1)).press("tab").text("crew").press("enter")
	}
	d.press("f9").sees("Whenever somebody starts", "[►Put it in force ]")
	if contains(d.screen(), "25  crew") {
		t.Fatal("the test needs a longer process")
	}
	d.press("pgdown", "pgdown", "pgdown").sees("25  crew (nobody yet): step 25", "Then the case is finished.").press("up", "up", "right", "enter")
	if d.root.sheet != nil || d.root.front().screen.(*newProcess).inForce != "" {
		t.Error("Back did not go back")
	}
}

func TestKnownRolesAreOffered(t *testing.T) {
	known := []string{"accounts", "service", "warehouse"}
	for text, want := range map[string]string{"": "accounts", "SER": "service", "service": "warehouse", "warehouse": "accounts", "x": ""} {
		if got := nextOf(known, text); got != want {
			t.Errorf("after %q comes %q, not %q", text, got, want)
		}
	}
}

func TestGoldenNewProcess(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(screen string) string { return screen + "." + string(lang) }
		d := sit(t, tokoMaju(t, lang), "hendra", lang)
		d.run(d.root.goTo(goTo{to: pageNewProcess}))
		d.golden(name("new-process"))
		repair(d, repairWords(lang)...)
		d.press("tab").text("nanti").press("up")
		d.golden(name("new-process-lines"))
		d.resize(60, 18)
		d.golden(name("new-process-small"))
		d.resize(120, 40)
		d.golden(name("new-process-wide"))
		d.resize(80, 24).press("down", "ctrl+u", "f9")
		d.golden(name("new-process-back"))
		d.press("enter")
		d.golden(name("new-process-published"))
	}
}

// Who types on at the kind is told which keys choose it: no letter changes it
// or leads elsewhere.
func TestTypingAtTheKindLosesNothing(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.text("Jahit").press("enter")
	for _, letter := range []string{"u", "k", "space", "b", "n", "p", "?", "/"} {
		d.press(letter)
		d.sees("Proses baru", "Jahit", "Panah kiri dan kanan memilih jenisnya")
	}
	p := d.root.front().screen.(*newProcess)
	if p.kind != model.Core && p.kind != "" || p.at != newKind {
		t.Errorf("the kind is %q, in row %d", p.kind, p.at)
	}
	d.press("right")
	if p.kind != model.Support {
		t.Errorf("the arrow chose %q", p.kind)
	}
}

// Who types the name of the page below into the menu looks for that page: its
// keys have other words.
func TestTheMenuDoesNotTakeAPagesNameForItsKeys(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "hendra", "")
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.press("f10").text("proses b")
	if contains(d.screen(), "Terbitkan") {
		t.Errorf("Enter would publish:\n%s", d.screen())
	}
	d.press("esc", "f10").text("terbit").sees("Terbitkan")
}

// While a role is typed, one that is meant is offered: that of a line above
// as well as one that is known.
func TestARoleIsOfferedWhileItIsTyped(t *testing.T) {
	d := sit(t, tokoMaju(t, model.Indonesian), "hendra", model.Indonesian)
	d.run(d.root.goTo(goTo{to: pageNewProcess}))
	d.text("Jahit").press("enter", "enter", "enter").text("Ukur").press("tab").text("Penjahit").press("enter")
	d.text("Jahit").press("tab").text("pen").sees("Maksudnya Penjahit? → mengisikannya.")
	d.press("right").sees("2  Jahit")
	if got := d.root.front().screen.(*newProcess).lines[1].role.text(); got != "Penjahit" {
		t.Errorf("the role is %q:\n%s", got, d.screen())
	}
}
