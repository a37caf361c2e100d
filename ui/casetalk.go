package ui

import (
	"strings"
	"time"

	"alur/model"
)

// The verbs of F8 on a case, besides those of a task.
const (
	verbComment  = "comment"
	verbPromise  = "promise"
	verbPin      = "pin"
	verbUnpin    = "unpin"
	verbTakeOver = "take over "
	verbWaive    = "waive "
)

// caseTalk is the conversation that F8 begins on one case: what is to be done
// about it, then what that needs to know. It ends in one act.
type caseTalk struct {
	c    *model.Case
	flow *model.Flow
	rows []model.OpenTask
	// sheet is the question asked last, kept so that a refused answer can be
	// mended instead of typed again.
	sheet *sheet
}

// caseVerbs asks what is to be done about a case. What can't be done now
// stays in the list and says why.
func (k *caseTalk) caseVerbs(e *env) *sheet {
	owner := k.ownerOff(e)
	pin := option{id: verbPin, label: e.say(model.Say{EN: "Pin to the top", ID: "Sematkan di atas"}), off: owner,
		detail: e.say(model.Say{EN: "until a time, in everybody's list", ID: "sampai waktu tertentu, di daftar semua orang"})}
	if p := k.c.Pin; p != nil && e.now.Before(p.Until) {
		pin = option{id: verbUnpin, label: e.say(model.Say{EN: "Unpin", ID: "Lepas sematan"}), off: owner,
			detail: e.say(model.Say{EN: "pinned by %s until %s", ID: "disematkan %s sampai %s"}, e.name(p.By), e.when(p.Until))}
	}
	list := []option{
		{id: verbComment, label: e.say(model.Say{EN: "Comment", ID: "Komentar"}),
			detail: e.say(model.Say{EN: "a line for everybody", ID: "sebaris untuk semua orang"})},
		{id: verbPromise, label: e.say(model.Say{EN: "Promise anew", ID: "Janji baru"}), off: owner,
			detail: e.say(model.Say{EN: "the customer was told another time", ID: "pelanggan diberi tahu waktu lain"})},
		pin,
	}
	list = append(list, k.takeOvers(e)...)
	list = append(list, k.waivers(e)...)
	list = append(list, option{id: verbCancel, label: e.say(model.Say{EN: "Cancel the case", ID: "Batalkan kasus"}), off: owner,
		detail: e.say(model.Say{EN: "for good; asks for the case number", ID: "selamanya; perlu nomor kasus"})})
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What about this case?", ID: "Ada apa dengan kasus ini?"}),
		lead:  []string{clean(k.c.Title)},
		form:  form{items: []item{{kind: itemVerbs, name: "verb", options: list}}},
	}
}

// ownerOff says why somebody may not do what the owner role may, or nothing.
func (k *caseTalk) ownerOff(e *env) string {
	switch {
	case k.c.State != model.Running:
		return e.say(model.Say{EN: "this case has ended", ID: "kasus ini sudah berakhir"})
	case !e.me.MaySkip(k.flow):
		return onlyRole(e, k.flow.Process.Owner)
	}
	return ""
}

// takeOvers has one verb for every task of the case that somebody else has
// and this person could do.
func (k *caseTalk) takeOvers(e *env) []option {
	var list []option
	for _, t := range k.rows {
		from := t.By
		if from == "" {
			from = t.For
		}
		if from == "" || from == e.me.ID || e.me.KeptFrom(t, e.now) != "" || t.State == model.Waiting {
			continue
		}
		list = append(list, option{id: verbTakeOver + t.Step, label: e.say(model.Say{EN: "Take over", ID: "Ambil alih"}),
			detail: e.say(model.Say{EN: "%s, from %s", ID: "%s, dari %s"}, clean(t.Title), e.name(from))})
	}
	if len(list) > 0 {
		return list
	}
	return []option{{id: verbTakeOver, label: e.say(model.Say{EN: "Take over", ID: "Ambil alih"}),
		off: e.say(model.Say{EN: "nobody else has a task of yours", ID: "tidak ada tugas Anda di tangan orang lain"})}}
}

// waivers has one verb for every open step that needs other eyes.
func (k *caseTalk) waivers(e *env) []option {
	var list []option
	for _, t := range k.rows {
		if who := t.BarredAt(e.now); len(who) > 0 {
			list = append(list, option{id: verbWaive + t.Step, label: e.say(model.Say{EN: "Waive four eyes", ID: "Bebaskan empat mata"}),
				detail: e.say(model.Say{EN: "%s may do it, today", ID: "%s boleh mengerjakan, hari ini"}, e.names(who)), off: k.ownerOff(e)})
		}
	}
	return list
}

// answered goes on with what was answered: to the next question, or the act.
func (k *caseTalk) answered(e *env, a answered) []effect {
	switch {
	case a.button == "" || a.button == cancelled || k.c == nil:
		return nil
	case a.name == "verb":
		return k.chosen(e, a.button)
	case a.name == verbCancel:
		return cancelAct(e, k.c, k.sheet, a)
	}
	return k.act(e, a)
}

// chosen asks what a verb needs to know; unpinning needs nothing.
func (k *caseTalk) chosen(e *env, verb string) []effect {
	c := k.c
	switch {
	case verb == verbUnpin:
		said := e.say(model.Say{EN: "Unpinned: %s.", ID: "Sematan dilepas: %s."}, clean(c.Title))
		return []effect{do{name: verb, act: model.Unpin{Task: model.TaskRef{Case: c.ID}}, said: said}}
	case verb == verbCancel:
		k.sheet = cancelSheet(e, c)
	case verb == verbComment:
		k.sheet = k.commentSheet(e)
	case verb == verbPromise:
		k.sheet = k.promiseSheet(e)
	case verb == verbPin:
		k.sheet = k.pinSheet(e)
	case strings.HasPrefix(verb, verbTakeOver):
		k.sheet = k.taskSheet(e, verb, strings.TrimPrefix(verb, verbTakeOver), model.Say{EN: "Take over", ID: "Ambil alih"})
	case strings.HasPrefix(verb, verbWaive):
		k.sheet = waiveSheet(e, verb, k.stepText(strings.TrimPrefix(verb, verbWaive)))
	}
	k.sheet.about = c.ID
	return []effect{ask{sheet: k.sheet}}
}

func (k *caseTalk) stepText(id string) string {
	if s := k.flow.Step(id); s != nil {
		return clean(s.Text)
	}
	return clean(id)
}

func (k *caseTalk) commentSheet(e *env) *sheet {
	text := item{kind: itemText, name: "text", label: e.say(model.Say{EN: "Comment", ID: "Komentar"})}
	return &sheet{
		name:  verbComment,
		title: e.say(model.Say{EN: "A comment for everybody", ID: "Komentar untuk semua orang"}),
		lead:  []string{clean(k.c.Title)},
		form:  form{items: append([]item{text}, buttons(e, e.say(model.Say{EN: "Write it", ID: "Tulis"}))...)},
	}
}

func (k *caseTalk) promiseSheet(e *env) *sheet {
	items := []item{
		{kind: itemText, name: "promise", label: e.say(model.Say{EN: "Told", ID: "Dikatakan"}),
			hint: e.say(model.Say{EN: "15:00, 2 days, tomorrow or 2026-11-30", ID: "15.00, 2 hari, besok atau 30/11/2026"})},
		{kind: itemText, name: "reason", label: e.say(model.Say{EN: "Why", ID: "Alasan"}), hint: e.say(model.Say{EN: "may stay empty", ID: "boleh kosong"})},
	}
	lead := e.say(model.Say{EN: "Tell the customer first; the first promise stays on record.", ID: "Beri tahu pelanggan dulu; janji pertama tetap tercatat."})
	return &sheet{
		name:  verbPromise,
		title: e.say(model.Say{EN: "Promise anew", ID: "Janji baru"}),
		lead:  []string{clean(k.c.Title), lead},
		form:  form{items: append(items, buttons(e, e.say(model.Say{EN: "Customer told", ID: "Pelanggan tahu"}))...)},
	}
}

func (k *caseTalk) pinSheet(e *env) *sheet {
	until := item{kind: itemText, name: "until", label: e.say(model.Say{EN: "Until", ID: "Sampai"}),
		hint: e.say(model.Say{EN: "15:00, 2 hours, 1 day or tomorrow", ID: "15.00, 2 jam, 1 hari atau besok"})}
	return &sheet{
		name:  verbPin,
		title: e.say(model.Say{EN: "Pin to the top", ID: "Sematkan di atas"}),
		lead:  []string{clean(k.c.Title), e.say(model.Say{EN: "Every task of it stands before late ones until then.", ID: "Semua tugasnya ada di atas yang terlambat sampai saat itu."})},
		form:  form{items: append([]item{until}, buttons(e, e.say(model.Say{EN: "Pin it", ID: "Sematkan"}))...)},
	}
}

func (k *caseTalk) taskSheet(e *env, name, step string, title model.Say) *sheet {
	return &sheet{name: name, title: e.say(title), lead: []string{k.stepText(step)}, form: reasonForm(e, nil, e.say(title))}
}

// waiveSheet asks why one pair of eyes has to do.
func waiveSheet(e *env, name, step string) *sheet {
	return &sheet{
		name:  name,
		title: e.say(model.Say{EN: "Waive four eyes", ID: "Bebaskan empat mata"}),
		lead:  []string{e.say(model.Say{EN: "%s: for this round and for today; it is counted.", ID: "%s: untuk putaran ini dan hari ini; dihitung."}, step)},
		form:  reasonForm(e, nil, e.say(model.Say{EN: "Waive", ID: "Bebaskan"})),
	}
}

// act turns the last answer into the act.
func (k *caseTalk) act(e *env, a answered) []effect {
	c, title := k.c, clean(k.c.Title)
	switch a.name {
	case verbComment:
		said := e.say(model.Say{EN: "Commented on %s.", ID: "Komentar ditulis di %s."}, clean(c.ID))
		return []effect{do{name: a.name, act: model.Comment{Case: c.ID, Text: a.values["text"]}, said: said}}
	case verbPromise:
		t, err := e.parsePromise(a.values["promise"])
		if err != nil {
			return k.again(e, "promise", err)
		}
		said := e.say(model.Say{EN: "Promised for %s.", ID: "Dijanjikan %s."}, e.when(t))
		return []effect{do{name: a.name, act: model.Repromise{Case: c.ID, Promise: t, Reason: a.values["reason"]}, said: said}}
	case verbPin:
		t, err := e.parseUntil(a.values["until"])
		if err != nil {
			return k.again(e, "until", err)
		}
		said := e.say(model.Say{EN: "Pinned: %s.", ID: "Disematkan: %s."}, title)
		return []effect{do{name: a.name, act: model.Pin{Task: model.TaskRef{Case: c.ID}, Until: t}, said: said}}
	}
	return k.taskAct(e, a)
}

// taskAct is act for what is about one task of the case.
func (k *caseTalk) taskAct(e *env, a answered) []effect {
	if step, ok := strings.CutPrefix(a.name, verbTakeOver); ok {
		ref := model.TaskRef{Case: k.c.ID, Step: step}
		said := e.say(model.Say{EN: "Taken over: %s.", ID: "Diambil alih: %s."}, k.stepText(step))
		return []effect{do{name: "take over", act: model.TakeOver{Task: ref, Reason: reasonOf(a)}, seq: k.seq(step), said: said}}
	}
	if step, ok := strings.CutPrefix(a.name, verbWaive); ok {
		ref := model.TaskRef{Case: k.c.ID, Step: step}
		said := e.say(model.Say{EN: "Four eyes waived: %s.", ID: "Empat mata dibebaskan: %s."}, k.stepText(step))
		return []effect{do{name: "waive", act: model.Waive{Task: ref, Reason: reasonOf(a)}, seq: k.seq(step), said: said}}
	}
	return nil
}

func (k *caseTalk) seq(step string) uint64 {
	if t := k.c.Task(step); t != nil {
		return t.Seq
	}
	return 0
}

// again asks once more, with what is wrong beside the item.
func (k *caseTalk) again(e *env, name string, err error) []effect {
	if it := k.sheet.form.item(name); it != nil {
		it.fault = refusalText(e, err)
	}
	return []effect{ask{sheet: k.sheet}}
}

// mendable reports whether a refused answer is asked for once more, with what
// was typed still in it.
func mendable(err error) bool {
	r := model.Refused(err)
	if r == nil {
		return false
	}
	switch r.Code {
	case "reason", "past", "comment", "long_text", "promise", "same_promise", "until":
		return true
	}
	return false
}

// parsePromise reads a time as people say it; a day alone is its closing
// time, not its opening.
func (e *env) parsePromise(text string) (time.Time, error) {
	t, err := e.parseUntil(text)
	if err != nil || t.IsZero() || e.cal == nil {
		return t, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	_, noDay := time.Parse(time.DateOnly, model.PlainDay(text))
	if noDay == nil || text == "tomorrow" || text == "besok" {
		return e.cal.Closing(t), nil
	}
	return t, nil
}
