package store_test

import (
	"encoding/base64"
	"maps"
	"slices"
	"time"

	"alur/model"
	"alur/model/modeltest"
	"alur/model/modeltest/dice"
)

// publish brings a process in force, for everybody or for a division, or on
// trial.
func (k *lawful) publish(p model.Process) {
	act := model.PublishProcess{Process: p}
	if k.s.Shop().Processes[p.ID] != nil {
		act.Divisions = dice.Pick(k.d, "divisions", nil, nil, []string{"south"}, []string{"north", "south"})
		act.Share = dice.Pick(k.d, "share", 0, 0, 50)
	}
	k.do("hendra", act)
}

// starts begins some cases.
func (k *lawful) starts(process string) {
	for range k.d.Num("cases", 1, 3) {
		a := model.StartCase{Process: process, Division: dice.Pick(k.d, "division", "", "", "south", "north")}
		version := k.s.Shop().Processes[process].InForce(a.Division)
		if f := k.s.Flow(process, version); f != nil {
			a.Fields = modeltest.Asked(k.d, f)
		}
		if dice.OneIn(k.d, 4, "promised?") {
			a.Promise = k.now().AddDate(0, 0, 3)
		}
		k.do(k.somebody(), a)
	}
}

func (k *lawful) somebody() string {
	return dice.Pick(k.d, "by", lawPeople()...)
}

// moves moves the cases of a process that can be to its newest version.
func (k *lawful) moves(process string) {
	for n := 1; k.s.Case(model.CaseID(process, n)) != nil; n++ {
		if !dice.OneIn(k.d, 4, "stays?") {
			k.do("hendra", model.MigrateCase{Case: model.CaseID(process, n), Version: k.s.Shop().Processes[process].Latest()})
		}
	}
}

// acts does random acts, by day and over night.
func (k *lawful) acts(p model.Process) {
	for range k.d.Num("acts", 1, 40) {
		k.seconds.Add(int64(k.d.Num("seconds", 0, 7200)))
		if dice.OneIn(k.d, 10, "night?") {
			k.seconds.Add(16 * 3600)
		}
		if dice.OneIn(k.d, 3, "awake?") {
			k.wakes()
		}
		k.posts()
		if dice.OneIn(k.d, 5, "looked at?") {
			k.queue(k.somebody(), k.now()) // What is kept for the next look has to stay right.
		}
		open := k.open()
		k.calls(open)
		switch k.d.Num("sort of act", 0, 9) {
		case 8:
			k.do("hendra", k.ownersAct(open))
			continue
		case 9:
			k.do(k.somebody(), k.besides(p, open))
			continue
		}
		if len(open) == 0 {
			continue
		}
		row := dice.Pick(k.d, "task", open...)
		f := k.s.Flow(row.Process, row.Version)
		if k.d.Num("done?", 0, 1) == 0 {
			k.do(k.whose(row), modeltest.Done(k.d, k.s, row, dice.Pick(k.d, "outcome", f.Outcomes(row.Step)...)))
			continue
		}
		// Most acts are refused where a task stands.
		for tries := 0; tries < 3 && !k.do(k.whose(row), modeltest.Act(k.d, k.s, row, k.now())); tries++ {
		}
	}
}

// whose is mostly who has a task, or is to have it.
func (k *lawful) whose(row model.OpenTask) string {
	for _, id := range []string{row.By, row.For, row.Only} {
		if id != "" && !dice.OneIn(k.d, 3, "somebody else?") {
			return id
		}
	}
	return k.somebody()
}

// open are the open tasks of all cases.
func (k *lawful) open() []model.OpenTask {
	var rows []model.OpenTask
	for _, process := range slices.Sorted(maps.Keys(k.s.Shop().Processes)) {
		for n := 1; ; n++ {
			c := k.s.Case(model.CaseID(process, n))
			if c == nil {
				break
			}
			if c.State == model.Running {
				rows = append(rows, model.OpenRows(k.s.Flow(c.Process, c.Version), c)...)
			}
		}
	}
	return rows
}

// besides is an act that nobody is asked for: beside the work on a task.
func (k *lawful) besides(p model.Process, open []model.OpenTask) model.Act {
	step := dice.Pick(k.d, "step", p.Steps...).ID
	acts := []model.Act{
		model.Undo{}, model.Undo{}, model.SignIn{}, model.SignOut{}, model.SignIn{Hash: "h"}, model.SignIn{Hash: "h"},
		model.ProposeText{Process: p.ID, Step: step, Text: "Do it well"}, model.ProposeText{Process: p.ID, Step: step, How: "With care."},
	}
	if len(open) > 0 {
		row := dice.Pick(k.d, "where", open...)
		acts = append(acts, model.CancelCase{Case: row.Case, Reason: "customer left"}, model.Comment{Case: row.Case, Text: "ring twice"}, model.Begin{Task: row.TaskRef}, model.Begin{Task: row.TaskRef},
			model.Deliver{Task: model.TaskRef{Case: row.Case, Step: step}}, model.Deliver{Task: model.TaskRef{Case: row.Case, Step: k.waits(row)}})
	}
	return dice.Pick(k.d, "beside", acts...)
}

// waits is a step of the process of a task that waits for news, if there is one.
func (k *lawful) waits(row model.OpenTask) string {
	for _, s := range k.s.Flow(row.Process, row.Version).Process.Steps {
		if s.Kind == model.Wait {
			return s.ID
		}
	}
	return row.Step
}

// ownersAct is an act on the shop, or one by right of the owner role.
func (k *lawful) ownersAct(open []model.OpenTask) model.Act {
	if rights := k.rights(open); len(rights) > 0 && dice.OneIn(k.d, 2, "by right?") {
		return dice.Pick(k.d, "right", rights...)
	}
	acts := []model.Act{
		model.ChangeSettings{Settings: k.settings()},
		model.ChangePerson{Person: model.Person{ID: "budi", Name: "Budi", Roles: dice.Pick(k.d, "roles", []string{"warehouse"}, []string{"service"}), Division: dice.Pick(k.d, "of", "", "north")}},
		model.AddPerson{Person: model.Person{Name: "Agus", Roles: []string{"warehouse"}}}, model.SetPIN{Person: dice.Pick(k.d, "whose PIN", "rina", "dewi"), Hash: dice.Pick(k.d, "hash", "", "h")},
		model.RecordExport{What: "record", Form: "csv", Rows: 3}, model.ArchiveRecord{Seq: 1, Hash: "ab", File: "old.db"}, model.MakeSecret{Process: "note", Print: "ab"}, model.DropDelivery{Number: 3, Process: "note"}, k.stationsAct(), k.stationsAct(),
		model.RetireProcess{Process: "note"}, model.PublishProcess{Process: modeltest.Helpers()[1]},
		model.AcceptText{Proposal: k.d.Num("proposal", 1, 2)}, model.DeclineText{Proposal: k.d.Num("proposal", 1, 2), Reason: "it is well as it is"},
	}
	return dice.Pick(k.d, "owner's act", acts...)
}

// stationsAct lets one of two PCs in, or keeps it out again.
func (k *lawful) stationsAct() model.Act {
	name := dice.Pick(k.d, "PC", "KASIR-2", "GUDANG")
	if dice.OneIn(k.d, 2, "out?") {
		return model.RemoveStation{Name: name}
	}
	return model.ApproveStation{Name: name, Key: "ssh-ed25519 " + base64.StdEncoding.EncodeToString([]byte("a public key that is long enough of "+name))}
}

// rights are the acts by right of the owner role that open tasks give a
// reason for.
func (k *lawful) rights(open []model.OpenTask) []model.Act {
	var acts []model.Act
	until := k.now().Add(4 * time.Hour)
	for _, row := range open {
		f := k.s.Flow(row.Process, row.Version)
		whole := model.TaskRef{Case: row.Case}
		switch {
		case f.Step(row.Step).NotSameAs != "":
			acts = append(acts, model.Waive{Task: row.TaskRef, Reason: "alone"})
		case row.PinnedCase:
			acts = append(acts, model.Unpin{Task: whole})
		case row.Pin != nil:
			acts = append(acts, model.Unpin{Task: row.TaskRef})
		case row.By != "":
			acts = append(acts, model.TakeOver{Task: row.TaskRef, Reason: "out"})
		default:
			acts = append(acts, model.Pin{Task: dice.Pick(k.d, "pinned", row.TaskRef, whole), Until: until})
		}
	}
	return acts
}

// settings are others than there are: what claims do at closing, how much is in
// hand, hours and names of a division.
func (k *lawful) settings() model.Settings {
	s := k.s.Shop().Settings
	s.ClaimsBack = dice.Pick(k.d, "claims back", model.BackAtClosing, model.BackNever)
	s.InHand = k.d.Num("in hand", 1, 2)
	s.Divisions = map[string]string{"south": dice.Pick(k.d, "called", "South", "Beach")}
	s.DivisionHours = nil
	if dice.OneIn(k.d, 2, "own hours?") {
		var h model.Hours
		for day := range h.Week {
			h.Week[day] = []model.Slot{{Open: "10:00", Close: "20:00"}}
		}
		s.DivisionHours = map[string]model.Hours{"south": h}
	}
	return s
}

// calls lets who is kept from a check ask for a waiver, and alur tell the owner.
func (k *lawful) calls(open []model.OpenTask) {
	for _, row := range open {
		if row.Barred == "" || !dice.OneIn(k.d, 3, "asks?") {
			continue
		}
		if k.do(row.Barred, model.AskWaiver{Task: row.TaskRef}) {
			k.do("", model.CallOwner{Since: k.now().Add(-time.Hour), Calls: []model.Call{{Kind: model.CallHeld, Task: row.TaskRef}}})
		}
		return
	}
}

// posts lets a message that waits be sent or given up, and an owner let one that
// was given up be tried again, or drop it.
func (k *lawful) posts() {
	if n := len(k.queued); n > 0 && dice.OneIn(k.d, 3, "post?") {
		m := k.queued[n-1]
		k.queued = k.queued[:n-1]
		sent := dice.OneIn(k.d, 2, "sent?")
		if k.do("", model.NoteMessage{About: m, Sent: sent, Tries: 2, Answer: "200"}) && !sent {
			k.dead = append(k.dead, m)
		}
	}
	if n := len(k.dead); n > 0 && dice.OneIn(k.d, 3, "look after it?") {
		m := k.dead[n-1]
		k.dead = k.dead[:n-1]
		if dice.OneIn(k.d, 2, "again?") {
			k.do("hendra", model.RetryMessage{About: m})
			k.queued = append(k.queued, m)
		} else {
			k.do("hendra", model.DropMessage{About: m, Reason: "no longer needed"})
		}
	}
}
