package ui

import (
	"strings"
	"time"

	"alur/model"
)

// buttons is the last row of a sheet: the act, then the way out.
func buttons(e *env, act string) []item {
	return []item{
		{kind: itemButton, name: "ok", label: act},
		{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Back", ID: "Kembali"})},
	}
}

// reasonSheet asks why a task ends with an outcome that does not go on: from
// the list of the process, or in the person's own words.
func reasonSheet(e *env, t *task, o model.Outcome) *sheet {
	return &sheet{
		name:  "reason",
		title: capital(outcomeLabel(e, t.step, o)),
		lead:  []string{clean(t.step.Text) + " " + t.leadsTo(e, o)},
		form:  reasonForm(e, o.Reasons, e.say(model.Say{EN: "Enter it", ID: "Catat"})),
	}
}

func reasonForm(e *env, reasons []string, act string) form {
	if len(reasons) == 0 {
		why := item{kind: itemText, name: "reason", label: e.say(model.Say{EN: "Why", ID: "Alasan"}),
			hint: e.say(model.Say{EN: "so that the next one knows", ID: "agar orang berikutnya tahu"})}
		return form{items: append([]item{why}, buttons(e, act)...)}
	}
	list := item{kind: itemVerbs, name: "list", label: e.say(model.Say{EN: "Why?", ID: "Apa alasannya?"})}
	for _, r := range reasons {
		list.options = append(list.options, option{id: r, label: clean(r)})
	}
	return form{items: []item{list}}
}

// backTo asks which step has to be done again; where there is only one, its
// reason is asked at once.
func (p *problem) backTo(e *env) *sheet {
	targets := p.backTargets(e)
	if len(targets) == 1 {
		p.to = targets[0].id
		return p.backReason(e)
	}
	return &sheet{
		name:  "to",
		title: e.say(model.Say{EN: "Send back to which step?", ID: "Kembalikan ke langkah mana?"}),
		form:  form{items: []item{{kind: itemVerbs, name: "to", options: targets}}},
	}
}

// backReason asks why; the reasons are those of the outcome that leads there.
func (p *problem) backReason(e *env) *sheet {
	t := p.task
	var reasons []string
	for _, o := range t.flow.Outcomes(t.item.Step) {
		if len(o.To) == 1 && o.To[0] == p.to {
			reasons = o.Reasons
		}
	}
	to := p.to
	if s := t.flow.Step(p.to); s != nil {
		to = clean(s.Text)
	}
	return &sheet{
		name:  "reason",
		title: e.say(model.Say{EN: "Send back", ID: "Kembalikan"}),
		lead:  []string{e.say(model.Say{EN: "It goes back to: %s", ID: "Kembali ke: %s"}, to)},
		form:  reasonForm(e, reasons, e.say(model.Say{EN: "Send back", ID: "Kembalikan"})),
	}
}

func (p *problem) park(e *env) *sheet {
	items := []item{
		{kind: itemText, name: "reason", label: e.say(model.Say{EN: "What for", ID: "Menunggu apa"}),
			hint: e.say(model.Say{EN: "a customer, a supplier, a thing", ID: "pelanggan, pemasok, barang"})},
		{kind: itemText, name: "until", label: e.say(model.Say{EN: "Until", ID: "Sampai"}),
			hint: e.say(model.Say{EN: "15:00, 2 hours, tomorrow, or empty", ID: "15.00, 2 jam, besok, atau kosong"})},
	}
	return &sheet{
		name:  verbPark,
		title: e.say(model.Say{EN: "Wait for something", ID: "Tunggu sesuatu"}),
		lead:  []string{e.say(model.Say{EN: "It leaves your list and comes back at that time.", ID: "Keluar dari daftar Anda dan kembali pada waktu itu."})},
		form:  form{items: append(items, buttons(e, e.say(model.Say{EN: "Park", ID: "Tunda"}))...)},
	}
}

func (p *problem) handOver(e *env) *sheet {
	people := p.colleagues(e)
	s := &sheet{
		name:  verbHand,
		title: e.say(model.Say{EN: "Hand over to whom?", ID: "Serahkan kepada siapa?"}),
		lead:  []string{clean(p.task.step.Text)},
	}
	if len(people) == 0 {
		s.lead = append(s.lead, e.say(model.Say{EN: "Nobody else may do this step.", ID: "Tidak ada orang lain yang boleh mengerjakan langkah ini."}))
		s.form = form{items: buttons(e, "")[1:]}
		return s
	}
	items := []item{
		{kind: itemPick, name: "to", options: people},
		{kind: itemText, name: "reason", label: e.say(model.Say{EN: "Note", ID: "Catatan"}),
			hint: e.say(model.Say{EN: "may stay empty", ID: "boleh kosong"})},
	}
	if !p.task.t.Begun.IsZero() {
		items = append(items, item{kind: itemTurn, name: "begun", label: e.say(model.Say{EN: "Its start", ID: "Mulainya"}), options: []option{
			{id: "anew", label: e.say(model.Say{EN: "begins anew", ID: "dimulai lagi"})},
			{id: "on", label: e.say(model.Say{EN: "goes on as begun", ID: "dilanjutkan"})},
		}})
	}
	s.form = form{items: append(items, buttons(e, e.say(model.Say{EN: "Hand over", ID: "Serahkan"}))...)}
	return s
}

func (p *problem) skip(e *env) *sheet {
	return &sheet{
		name:  verbSkip,
		title: e.say(model.Say{EN: "Skip this step", ID: "Lewati langkah ini"}),
		lead:  []string{e.say(model.Say{EN: "%s is passed by, on record.", ID: "%s dilewati, dan tercatat."}, clean(p.task.step.Text))},
		form:  reasonForm(e, nil, e.say(model.Say{EN: "Skip", ID: "Lewati"})),
	}
}

func (p *problem) unclear(e *env) *sheet {
	why := item{kind: itemText, name: "reason", label: e.say(model.Say{EN: "What", ID: "Apanya"}),
		hint: e.say(model.Say{EN: "what you would have to know", ID: "yang perlu Anda ketahui"})}
	return &sheet{
		name:  verbUnclear,
		title: e.say(model.Say{EN: "It is not clear", ID: "Belum jelas"}),
		lead:  []string{clean(p.task.step.Text)},
		form:  form{items: append([]item{why}, buttons(e, e.say(model.Say{EN: "Report it", ID: "Laporkan"}))...)},
	}
}

// proposeSheet asks for other words of a step.
func proposeSheet(e *env, step *model.Step) *sheet {
	stays := e.say(model.Say{EN: "empty: stays as it is", ID: "kosong: tetap"})
	items := []item{
		{kind: itemText, name: "text", label: e.say(model.Say{EN: "Step", ID: "Langkah"}), hint: stays},
		{kind: itemText, name: "how", label: e.say(model.Say{EN: "How", ID: "Cara"}), hint: stays},
	}
	lead := []string{e.say(model.Say{EN: "Now it says: %s", ID: "Sekarang bunyinya: %s"}, clean(step.Text))}
	if how := clean(step.How); how != "" {
		lead = append(lead, how)
	}
	return &sheet{
		name:  verbPropose,
		title: e.say(model.Say{EN: "Propose a change", ID: "Usulkan perubahan"}),
		lead:  lead,
		form:  form{items: append(items, buttons(e, e.say(model.Say{EN: "Propose", ID: "Usulkan"}))...)},
	}
}

// cancelSheet asks for the number of the case before it is cancelled for
// good. The button that keeps it has the focus.
func cancelSheet(e *env, c *model.Case) *sheet {
	items := []item{
		{kind: itemText, name: "number", anew: true, label: e.say(model.Say{EN: "Case number", ID: "Nomor kasus"})},
		{kind: itemText, name: "reason", label: e.say(model.Say{EN: "Why", ID: "Alasan"})},
		{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Keep the case", ID: "Jangan batalkan"})},
		{kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Cancel the case", ID: "Batalkan kasus"})},
	}
	return &sheet{
		name:  verbCancel,
		title: e.say(model.Say{EN: "Cancel the case", ID: "Batalkan kasus"}),
		lead: []string{
			clean(c.Title),
			e.say(model.Say{
				EN: "This can't be undone. Type the case number %s to cancel it for good.",
				ID: "Ini tidak bisa diurungkan. Ketik nomor kasus %s untuk membatalkannya selamanya.",
			}, clean(c.ID)),
		},
		form: form{items: items, focus: 2},
	}
}

// cancelAct cancels the case where its number was typed right.
func cancelAct(e *env, c *model.Case, s *sheet, a answered) []effect {
	if !strings.EqualFold(a.values["number"], c.ID) {
		s.form.item("number").fault = e.say(model.Say{EN: "Type %s exactly, or keep the case.", ID: "Ketik tepat %s, atau jangan batalkan."}, clean(c.ID))
		s.form.focus = 0
		return []effect{ask{sheet: s}}
	}
	said := e.say(model.Say{EN: "%s is cancelled.", ID: "%s dibatalkan."}, clean(c.ID))
	return []effect{do{name: "leave", act: model.CancelCase{Case: c.ID, Reason: a.values["reason"]}, said: said}}
}

// parseUntil reads a time as people say it: "15:00", "2h", "1 hari",
// "tomorrow", "2026-11-30", "30/11/2026". Empty is no time. The error is a *model.Refusal.
func (e *env) parseUntil(text string) (time.Time, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	now := e.now.In(e.zone())
	switch text {
	case "":
		return time.Time{}, nil
	case "tomorrow", "besok":
		return e.opening(now.AddDate(0, 0, 1)), nil
	}
	if clock, err := time.Parse("15:04", model.PlainClock(text)); err == nil {
		at := time.Date(now.Year(), now.Month(), now.Day(), clock.Hour(), clock.Minute(), 0, 0, e.zone())
		if !at.After(now) {
			at = at.AddDate(0, 0, 1)
		}
		return at, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, model.PlainDay(text), e.zone()); err == nil {
		return e.opening(day), nil
	}
	span, err := model.ParseSpan(model.PlainSpan(text))
	if err != nil || e.cal == nil {
		return time.Time{}, &model.Refusal{Code: "bad_time", Why: model.Say{
			EN: "Write a time such as 15:00, 2 hours, 1 day, tomorrow or 2026-11-30, or leave it empty.",
			ID: "Tulis waktu seperti 15.00, 2 jam, 1 hari, besok atau 30/11/2026, atau kosongkan.",
		}}
	}
	return e.cal.After(now, span), nil
}

// opening is when the shop opens on a day, or on the next open one.
func (e *env) opening(day time.Time) time.Time {
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, e.zone())
	if e.cal == nil {
		return midnight
	}
	return e.cal.NextOpen(midnight)
}
