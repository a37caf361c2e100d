package ui

import "alur/model"

// boardTalk is the conversation that F8 begins on one line of the board: with
// its task (hand over, take over) or with its case (promise, pin). What the
// sheets ask and which act they end in is that of the task's and the case's
// own pages.
type boardTalk struct {
	problem problem
	owner   caseTalk
	// byCase is true where the sheet asked last is the case's.
	byCase bool
}

func (k *boardTalk) begin(t *task) {
	*k = boardTalk{
		problem: problem{task: t},
		owner:   caseTalk{c: t.c, flow: t.flow, rows: model.OpenRows(t.flow, t.c)},
	}
	for _, row := range k.owner.rows {
		if row.TaskRef == t.item.TaskRef && t.item.CameBackFrom == "" {
			t.item.OpenTask = row // It may have changed since the board was read.
		}
	}
}

// sheet is the question asked last, nil for none.
func (k *boardTalk) sheet() *sheet {
	if k.byCase {
		return k.owner.sheet
	}
	return k.problem.sheet
}

// verbs asks what is to be done. What this person may not do stays in the
// list and says why.
func (k *boardTalk) verbs(e *env) *sheet {
	t, owner := k.problem.task, k.owner.ownerOff(e)
	pin := option{id: verbPin, off: owner, label: e.say(model.Say{EN: "Pin to the top", ID: "Sematkan di atas"}),
		detail: e.say(model.Say{EN: "until a time, in everybody's list", ID: "sampai waktu tertentu, di daftar semua orang"})}
	if p := t.item.Pin; p != nil && e.now.Before(p.Until) {
		pin = option{id: verbUnpin, off: owner, label: e.say(model.Say{EN: "Unpin", ID: "Lepas sematan"}),
			detail: e.say(model.Say{EN: "pinned by %s until %s", ID: "disematkan %s sampai %s"}, e.name(p.By), e.when(p.Until))}
	}
	list := item{kind: itemVerbs, name: "verb", options: []option{
		{id: verbHand, off: k.handOff(e), label: e.say(model.Say{EN: "Hand over", ID: "Serahkan"}),
			detail: e.say(model.Say{EN: "to a colleague who can do it", ID: "kepada rekan yang bisa mengerjakan"})},
		{id: verbTakeOver + t.item.Step, off: k.takeOff(e), label: e.say(model.Say{EN: "Take over", ID: "Ambil alih"}),
			detail: e.say(model.Say{EN: "from %s, with a reason", ID: "dari %s, dengan alasan"}, e.name(k.holder()))},
		{id: verbPromise, off: owner, label: e.say(model.Say{EN: "Promise anew", ID: "Janji baru"}),
			detail: e.say(model.Say{EN: "the customer was told another time", ID: "pelanggan diberi tahu waktu lain"})},
		pin,
	}}
	for i, o := range list.options {
		if o.off == "" {
			list.at = i
			break
		}
	}
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What is to be done?", ID: "Apa yang dilakukan?"}),
		lead:  []string{clean(t.item.CaseTitle) + " " + e.theme.glyph.middle + " " + clean(t.item.Title)},
		form:  form{items: []item{list}},
	}
}

// holder is who has the task, or whom it was given to.
func (k *boardTalk) holder() string {
	if t := k.problem.task.t; t.By != "" {
		return t.By
	}
	return k.problem.task.t.For
}

// handOff says why this person can't hand the task over, or nothing.
func (k *boardTalk) handOff(e *env) string {
	t := k.problem.task
	who := orOwner(e, holders(e, t.item.Role))
	switch {
	case t.t.State == model.Waiting:
		return e.say(model.Say{EN: "it waits for news", ID: "menunggu kabar"})
	case len(k.problem.colleagues(e)) == 0:
		return e.say(model.Say{EN: "nobody else may do this step", ID: "tidak ada orang lain yang boleh mengerjakan"})
	case e.me.Owner:
		return ""
	case k.holder() != "" && k.holder() != e.me.ID:
		return e.say(model.Say{EN: "only %s or an owner may", ID: "hanya %s atau pemilik yang boleh"}, e.name(k.holder()))
	}
	return k.kept(e, who)
}

// takeOff says why this person can't take the task over, or nothing.
func (k *boardTalk) takeOff(e *env) string {
	t := k.problem.task
	switch who := k.holder(); {
	case t.t.State == model.Waiting:
		return e.say(model.Say{EN: "it waits for news", ID: "menunggu kabar"})
	case who == "":
		return e.say(model.Say{EN: "nobody has it: it can just be begun", ID: "belum ada yang memegang: mulai saja"})
	case who == e.me.ID:
		return e.say(model.Say{EN: "you have it", ID: "sudah ada pada Anda"})
	}
	return k.kept(e, orOwner(e, holders(e, t.item.Role)))
}

// kept says why a person may not do the task at all, or nothing.
func (k *boardTalk) kept(e *env, who string) string {
	t := k.problem.task.item.OpenTask
	switch e.me.KeptFrom(t, e.now) {
	case "":
	case model.FourEyes:
		return e.say(model.Say{EN: "it needs other eyes than yours", ID: "perlu mata orang lain"})
	case model.OtherDivision:
		return e.say(model.Say{EN: "it belongs to %s", ID: "milik %s"}, divisionName(e, t.Division))
	default:
		if who == clean(t.Role) {
			return onlyRole(e, t.Role)
		}
		return e.say(model.Say{EN: "only %s may", ID: "hanya %s yang boleh"}, who)
	}
	if !e.shop.MayBe(e.me, t) {
		return e.say(model.Say{EN: "only %s may", ID: "hanya %s yang boleh"}, orOwner(e, e.name(e.shop.Alone(t))))
	}
	return ""
}

// answered goes on with what was answered: to the next question, or the act.
func (k *boardTalk) answered(e *env, a answered) []effect {
	t := k.problem.task
	if a.button == "" || a.button == cancelled || t == nil {
		return nil
	}
	if a.name == "verb" {
		k.byCase = a.button != verbHand
	}
	switch pin := t.item.Pin; {
	case !k.byCase:
		return k.problem.answer(e, a)
	case a.name == "verb" && a.button == verbUnpin && pin != nil && !t.item.PinnedCase:
		// It was pinned alone, from the command line.
		said := e.say(model.Say{EN: "Unpinned: %s.", ID: "Sematan dilepas: %s."}, clean(t.item.Title))
		return []effect{do{name: verbUnpin, act: model.Unpin{Task: t.ref()}, said: said}}
	}
	return k.owner.answered(e, a)
}
