package ui

import (
	"slices"
	"sort"
	"strings"

	"alur/model"
)

// problem is the conversation that F8 begins on one task: which problem, then
// what it needs to know. It ends in one act.
type problem struct {
	task *task
	// sheet is the question asked last, kept so that a refused answer can be
	// mended instead of typed again.
	sheet *sheet
	// outcome is set where the reason of an outcome is asked.
	outcome model.Outcome
	// to is the step that work goes back to.
	to string
}

// cancelled is the button that leaves a sheet without an act.
const cancelled = "leave"

// The verbs of F8.
const (
	verbBack   = "send back"
	verbPark   = "park"
	verbHand   = "hand over"
	verbGive   = "give back"
	verbSkip   = "skip"
	verbCancel = "cancel"

	verbPropose = "propose"
	verbUnclear = "unclear"
)

// verbs asks what is wrong. What can't be done now stays in the list and says
// why.
func (p *problem) verbs(e *env) *sheet {
	t := p.task
	off := func(no bool, s model.Say, args ...any) string {
		if !no {
			return ""
		}
		return e.say(s, args...)
	}
	waits := t.t.State == model.Waiting
	verbs := item{kind: itemVerbs, name: "verb", options: []option{
		{id: verbBack, label: e.say(model.Say{EN: "Send back", ID: "Kembalikan"}),
			detail: e.say(model.Say{EN: "an earlier step has to be done again", ID: "langkah sebelumnya harus diulang"}),
			off:    off(len(p.backTargets(e)) == 0, model.Say{EN: "no earlier step that you may choose", ID: "tidak ada langkah yang boleh dipilih"})},
		{id: verbPark, label: e.say(model.Say{EN: "Wait for something", ID: "Tunggu sesuatu"}),
			detail: e.say(model.Say{EN: "a customer, a supplier, a thing: park it", ID: "pelanggan, pemasok, barang: tunda dulu"}),
			off:    off(waits || t.t.State == model.Parked, model.Say{EN: "it waits already", ID: "sudah menunggu"})},
		{id: verbHand, label: e.say(model.Say{EN: "Hand over", ID: "Serahkan"}),
			detail: e.say(model.Say{EN: "to a colleague who can do it", ID: "kepada rekan yang bisa mengerjakan"}),
			off:    off(waits || len(p.colleagues(e)) == 0, model.Say{EN: "nobody else may do this step", ID: "tidak ada orang lain yang boleh mengerjakan"})},
		{id: verbGive, label: e.say(model.Say{EN: "Give back", ID: "Lepaskan"}),
			detail: e.say(model.Say{EN: "others may take it; ticks are kept", ID: "orang lain boleh mengambil; centang tetap"}),
			off:    off(t.t.By != e.me.ID && t.t.For != e.me.ID, model.Say{EN: "you have not taken it", ID: "belum Anda ambil"})},
		{id: verbSkip, label: e.say(model.Say{EN: "Skip this step", ID: "Lewati langkah ini"}),
			detail: p.skipDetail(e),
			off:    p.skipOff(e)},
		{id: verbCancel, label: e.say(model.Say{EN: "Cancel the case", ID: "Batalkan kasus"}),
			detail: e.say(model.Say{EN: "for good; asks for the case number", ID: "selamanya; perlu nomor kasus"}),
			off:    off(!e.me.MaySkip(t.flow), model.Say{EN: "%s", ID: "%s"}, onlyRole(e, t.flow.Process.Owner))},
	}}
	// What can't be undone stands last.
	last := len(verbs.options) - 1
	verbs.options = slices.Insert(verbs.options, last, p.moreVerbs(e)...)
	for i, o := range verbs.options {
		if o.off == "" {
			verbs.at = i
			break
		}
	}
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What is the problem?", ID: "Apa kendalanya?"}),
		lead:  []string{clean(t.step.Text) + " " + e.theme.glyph.middle + " " + clean(t.item.CaseTitle)},
		form:  form{items: []item{verbs}},
	}
}

// moreVerbs are about the rules of the step: to let one pair of eyes do, and
// to ask for other words.
func (p *problem) moreVerbs(e *env) []option {
	var more []option
	if who := p.task.item.BarredAt(e.now); len(who) > 0 {
		off := ""
		if !e.me.MaySkip(p.task.flow) {
			off = onlyRole(e, p.task.flow.Process.Owner)
		}
		more = append(more, option{id: verbWaive, label: e.say(model.Say{EN: "Waive four eyes", ID: "Bebaskan empat mata"}), off: off,
			detail: e.say(model.Say{EN: "%s may do it, today", ID: "%s boleh mengerjakan, hari ini"}, e.names(who))})
	}
	return append(more, option{id: verbPropose, label: e.say(model.Say{EN: "Propose a change", ID: "Usulkan perubahan"}),
		detail: e.say(model.Say{EN: "other words for this step", ID: "kata-kata lain untuk langkah ini"})},
		option{id: verbUnclear, label: e.say(model.Say{EN: "It is not clear", ID: "Belum jelas"}),
			detail: e.say(model.Say{EN: "say what; the owner reads it", ID: "sebutkan apanya; pemilik membacanya"})})
}

// skipDetail says what skipping does: with the part of somebody who left, that
// the part is passed by, and with a step done as another case, that the case
// ends with it.
func (p *problem) skipDetail(e *env) string {
	t := p.task
	switch {
	case e.shop.LeftBehind(t.item.OpenTask):
		return e.say(model.Say{EN: "the part of %s, who no longer does this", ID: "bagian %s, yang tidak lagi mengerjakan ini"}, e.name(t.item.Only))
	case t.item.Child != "":
		return e.say(model.Say{EN: "with a reason; %s is cancelled with it", ID: "dengan alasan; %s ikut dibatalkan"}, clean(t.item.Child))
	}
	return e.say(model.Say{EN: "with a reason, on record", ID: "dengan alasan, tercatat"})
}

func (p *problem) skipOff(e *env) string {
	switch {
	case p.task.step.NeverSkip && !e.shop.LeftBehind(p.task.item.OpenTask):
		return e.say(model.Say{EN: "this step is never skipped", ID: "langkah ini tidak pernah dilewati"})
	case !e.me.MaySkip(p.task.flow):
		return onlyRole(e, p.task.flow.Process.Owner)
	}
	return ""
}

func orOwner(e *env, who string) string {
	if who != "" {
		return who
	}
	return e.say(model.Say{EN: "the owner", ID: "pemilik"})
}

// onlyRole says who alone may: the one who holds a role, the role, or where
// there is none the owner.
func onlyRole(e *env, role string) string {
	who := orOwner(e, holders(e, role))
	if who == clean(role) {
		return e.say(model.Say{EN: "only the role %s may", ID: "hanya peran %s yang boleh"}, who)
	}
	return e.say(model.Say{EN: "only %s may", ID: "hanya %s yang boleh"}, who)
}

// backTargets lists the steps work can go back to: where an outcome of this
// step leads up, and for who has the right every step done before that lies
// above it.
func (p *problem) backTargets(e *env) []option {
	t := p.task
	var targets []option
	seen := map[string]bool{}
	add := func(id string) {
		s := t.flow.Step(id)
		if s == nil || seen[id] || s.Kind == model.Auto {
			// What alur does by itself nobody can do again.
			return
		}
		if t.flow.Index(id) < t.flow.Index(t.item.Step) {
			seen[id] = true
			targets = append(targets, option{id: id, label: clean(s.Text), detail: holders(e, s.Role)})
		}
	}
	for _, o := range t.flow.Outcomes(t.item.Step) {
		if len(o.To) == 1 && t.flow.IsBack(t.item.Step, o.Name) {
			add(o.To[0])
		}
	}
	if e.me.MaySkip(t.flow) {
		for i := len(t.c.Tasks) - 1; i >= 0; i-- {
			if s := t.c.Tasks[i].State; s == model.Done || s == model.SentBack {
				add(t.c.Tasks[i].Step)
			}
		}
	}
	return targets
}

// colleagues lists who else may do the task.
func (p *problem) colleagues(e *env) []option {
	t := p.task
	var people []option
	for id, person := range e.shop.People {
		has := id == t.t.By || id == t.t.For || id == e.me.ID && t.t.By == ""
		if !has && person.KeptFrom(t.item.OpenTask, e.now) == "" && e.shop.MayBe(person, t.item.OpenTask) {
			people = append(people, option{id: id, label: clean(person.Name)})
		}
	}
	sort.Slice(people, func(i, j int) bool { return people[i].label < people[j].label })
	return people
}

// answer goes on with what was answered: to the next question, or the act.
func (p *problem) answer(e *env, a answered) []effect {
	if a.button == cancelled {
		return nil
	}
	if a.name == "verb" {
		return p.chosen(e, a.button)
	}
	if a.name == "to" {
		p.to = a.button
		return p.ask(p.backReason(e))
	}
	return p.act(e, a)
}

// chosen asks what a verb needs to know; giving back needs nothing.
func (p *problem) chosen(e *env, verb string) []effect {
	switch verb {
	case verbGive:
		said := e.say(model.Say{EN: "Given back: %s.", ID: "Dilepaskan: %s."}, clean(p.task.step.Text))
		return []effect{p.do(model.GiveBack{Task: p.task.ref()}, said)}
	case verbBack:
		p.sheet = p.backTo(e)
	case verbPark:
		p.sheet = p.park(e)
	case verbHand:
		p.sheet = p.handOver(e)
	case verbSkip:
		p.sheet = p.skip(e)
	case verbWaive:
		p.sheet = waiveSheet(e, verbWaive, clean(p.task.step.Text))
	case verbUnclear:
		p.sheet = p.unclear(e)
	case verbPropose:
		p.sheet = proposeSheet(e, p.task.step)
	case verbCancel:
		p.sheet = cancelSheet(e, p.task.c)
	}
	return p.ask(p.sheet)
}

// ask asks what an act of the task needs to know.
func (p *problem) ask(s *sheet) []effect {
	p.sheet = s
	s.about = strings.TrimSpace(p.task.ref().String() + " " + p.to + p.outcome.Name)
	return []effect{ask{sheet: s}}
}

func (p *problem) do(act model.Act, said string) do {
	return do{name: "leave", act: act, seq: p.task.t.Seq, said: said}
}

// act turns the last answer into the act.
func (p *problem) act(e *env, a answered) []effect {
	ref, title := p.task.ref(), clean(p.task.step.Text)
	switch a.name {
	case "reason":
		said := e.say(model.Say{EN: "Sent back: %s.", ID: "Dikembalikan: %s."}, clean(p.task.item.CaseTitle))
		return []effect{p.do(model.SendBack{Task: ref, To: p.to, Reason: reasonOf(a)}, said)}
	case verbPark:
		until, err := e.parseUntil(a.values["until"])
		if err != nil {
			p.sheet.form.item("until").fault = refusalText(e, err)
			return []effect{ask{sheet: p.sheet}}
		}
		said := e.say(model.Say{EN: "Parked: %s.", ID: "Ditunda: %s."}, title)
		return []effect{p.do(model.Park{Task: ref, Reason: a.values["reason"], Until: until}, said)}
	case verbHand:
		said := e.say(model.Say{EN: "Handed over to %s.", ID: "Diserahkan kepada %s."}, e.name(a.values["to"]))
		return []effect{p.do(model.HandOver{Task: ref, To: a.values["to"], Reason: a.values["reason"], AsBegun: a.values["begun"] == "on"}, said)}
	case verbSkip:
		said := e.say(model.Say{EN: "Skipped: %s.", ID: "Dilewati: %s."}, title)
		return []effect{p.do(model.Skip{Task: ref, Reason: a.values["reason"]}, said)}
	case verbCancel:
		return cancelAct(e, p.task.c, p.sheet, a)
	case verbWaive:
		said := e.say(model.Say{EN: "Four eyes waived: %s.", ID: "Empat mata dibebaskan: %s."}, title)
		return []effect{do{name: "waive", act: model.Waive{Task: ref, Reason: reasonOf(a)}, seq: p.task.t.Seq, said: said}}
	case verbUnclear:
		said := e.say(model.Say{EN: "Noted. The task stays yours.", ID: "Dicatat. Tugasnya tetap pada Anda."})
		return []effect{do{name: verbUnclear, act: model.ReportUnclear{Task: ref, Text: a.values["reason"]}, seq: p.task.t.Seq, said: said}}
	case verbPropose:
		said := e.say(model.Say{EN: "Proposed. The owner decides.", ID: "Diusulkan. Pemilik yang memutuskan."})
		act := model.ProposeText{Process: p.task.c.Process, Step: ref.Step, Text: a.values["text"], How: a.values["how"], Task: ref}
		return []effect{do{name: "propose", act: act, said: said}}
	}
	return nil
}

// again reports whether the sheet should be asked once more after a refusal,
// with what was typed still in it.
func (p *problem) again(d done) bool {
	return p.sheet != nil && proposeAgain(d.err)
}

// reasonOf is the reason that was picked or typed.
func reasonOf(a answered) string {
	if text, ok := a.values["reason"]; ok {
		return text
	}
	return strings.TrimSpace(a.button)
}
