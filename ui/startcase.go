package ui

import (
	"context"
	"sort"

	"alur/model"
)

func startPage() page {
	return page{
		id:    pageStart,
		title: model.Say{EN: "Start a case", ID: "Mulai kasus"},
		help: model.Say{
			EN: "A case is one order, one repair, one purchase. Choose what it is, fill in what is known, and press Start: the first person sees it at once. What you type is kept if you leave.",
			ID: "Kasus adalah satu pesanan, satu perbaikan, satu pembelian. Pilih jenisnya, isi yang diketahui, lalu tekan Mulai: orang pertama langsung melihatnya. Yang Anda ketik tersimpan kalau Anda keluar.",
		},
		make: func() screen { return &startCase{} },
		key:  keyNew,
		menu: true,
		may:  func(p *model.Person) bool { return !p.Auditor },
	}
}

// startCase chooses a process and fills in what its cases begin with.
type startCase struct {
	choices []startChoice
	loaded  bool
	list    list
	// open is the process being filled in; empty while choosing.
	open   string
	fields fieldForm
	// back is where to come back to, once the processes are read.
	back string
}

// startChoice is a process of which a case can be started, with what was
// typed for one and not yet started.
type startChoice struct {
	flow  *model.Flow
	draft map[string]string
}

// startRef is where the texts of a case that is not yet there are kept. No
// case has such a number.
func startRef(process string) model.TaskRef { return model.TaskRef{Case: "start", Step: process} }

func (s *startCase) typing() bool { return s.open != "" && s.fields.typing() }

func (s *startCase) mark() string {
	if !s.loaded {
		return s.back
	}
	field := ""
	if s.open != "" && !s.fields.onButton() {
		field = s.fields.edits[s.fields.at].field.Name
	}
	return several(s.open, s.list.sel, field)
}

// comeTo opens the form again that was open; the field is found once it is
// made.
func (s *startCase) comeTo(mark string) {
	at := marksOf(mark, 3)
	s.open, s.back = at[0], mark
	s.list.sel = at[1]
}

func (s *startCase) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok && s.back == "" {
			s.open = id
		}
		return []effect{s.load(e)}
	case refresh:
		if in.minute {
			return nil
		}
		return []effect{s.load(e)}
	case loaded:
		if choices, ok := in.value.([]startChoice); ok {
			s.came(e, choices)
		}
	case done:
		return s.started(e, in)
	case scanned:
		if s.open == "" {
			return []effect{lookUp{code: in.text}}
		}
		return s.keep(s.fields.insert(in.text))
	case pasted:
		return s.keep(s.fields.insert(in.text))
	case keyPress:
		return s.key(e, in)
	}
	return nil
}

// load reads the processes in force and the texts kept for each.
func (s *startCase) load(e *env) load {
	me, division := e.me.ID, e.me.Division
	var heads []*model.ProcessHead
	for _, h := range e.shop.Processes {
		if !h.Retired && h.InForce(division) > 0 {
			heads = append(heads, h)
		}
	}
	return load{name: "processes", get: func(ctx context.Context, st Store) (any, error) {
		var choices []startChoice
		for _, h := range heads {
			flow, err := st.Flow(ctx, h.ID, h.InForce(division))
			if err != nil {
				return nil, err
			}
			draft, err := st.Draft(ctx, me, startRef(h.ID))
			if err != nil {
				return nil, err
			}
			choices = append(choices, startChoice{flow: flow, draft: draft})
		}
		sort.Slice(choices, func(i, j int) bool { return choices[i].before(choices[j]) })
		return choices, nil
	}}
}

// before sorts by kind, what customers pay for first, then by name.
func (c startChoice) before(d startChoice) bool {
	rank := map[model.Kind]int{model.Core: 0, model.Support: 1, model.Management: 2}
	p, q := c.flow.Process, d.flow.Process
	if rank[p.Kind] != rank[q.Kind] {
		return rank[p.Kind] < rank[q.Kind]
	}
	return p.Name < q.Name
}

func (s *startCase) came(e *env, choices []startChoice) {
	first := !s.loaded
	s.choices, s.loaded = choices, true
	var ids []string
	for _, c := range choices {
		ids = append(ids, c.flow.Process.ID)
	}
	s.list.set(ids)
	switch {
	case first && s.open == "" && len(ids) == 1:
		s.open = ids[0]
	case first && s.open != "":
		s.list.moveTo(s.find(s.open))
	case s.open == "" || s.find(s.open) >= 0:
		return
	}
	s.openForm(e)
}

func (s *startCase) find(process string) int {
	for i, c := range s.choices {
		if c.flow.Process.ID == process {
			return i
		}
	}
	return -1
}

// openForm shows the form of the process that is open.
func (s *startCase) openForm(e *env) {
	at := s.find(s.open)
	if at < 0 {
		s.open = ""
		return
	}
	s.fields = newFieldForm(e, s.choices[at].flow.Process.Start.Ask, s.choices[at].draft)
	if was := marksOf(s.back, 3); was[0] == s.open {
		s.fields.comeTo(was[2])
	}
	s.back = ""
}

func (s *startCase) key(e *env, k keyPress) []effect {
	if s.open != "" {
		return s.formKey(e, k)
	}
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && s.list.sel != "":
		s.open = s.list.sel
		s.openForm(e)
	default:
		s.list.update(k, false)
	}
	return nil
}

func (s *startCase) formKey(e *env, k keyPress) []effect {
	if k.name == "esc" {
		if len(s.choices) < 2 {
			return []effect{goBack{}}
		}
		// What was typed stays for when the form is opened again.
		s.choices[s.find(s.open)].draft = s.fields.texts()
		s.open = ""
		return nil
	}
	if k.is(keyDone, true) {
		return s.start(e)
	}
	field, pressed := s.fields.key(e, k)
	if pressed {
		return s.start(e)
	}
	return s.keep(field)
}

// keep keeps the text of a field that was changed.
func (s *startCase) keep(field string) []effect {
	if field == "" {
		return nil
	}
	return []effect{draft{task: startRef(s.open), field: field, text: s.fields.texts()[field]}}
}

func (s *startCase) start(e *env) []effect {
	values, ok := s.fields.values(e)
	if !ok {
		return nil
	}
	return []effect{do{name: "start", act: model.StartCase{Process: s.open, Fields: values, Division: e.me.Division}}}
}

// started opens the case that was started, or that was there already.
func (s *startCase) started(e *env, d done) []effect {
	at := s.find(s.open)
	if d.name != "start" || at < 0 {
		return []effect{s.load(e)}
	}
	if d.err != nil {
		return nil
	}
	var effects []effect
	for field := range s.fields.texts() {
		effects = append(effects, draft{task: startRef(s.open), field: field})
	}
	id := clean(d.receipt.Case)
	said := notice{role: roleGood, text: e.say(model.Say{EN: "%s is started. %s", ID: "%s dimulai. %s"}, id, s.firstStep(e, at, d.receipt))}
	if d.receipt.Existing {
		said = notice{role: roleWarn, text: e.say(model.Say{
			EN: "Nothing new was started: there is a case with this %s already. Here it is: %s.",
			ID: "Tidak ada yang baru dimulai: sudah ada kasus dengan %s ini. Inilah kasusnya: %s.",
		}, s.keyLabel(e, at), id)}
	}
	return append(effects, goBack{}, goTo{to: pageCase, arg: d.receipt.Case}, said)
}

func (s *startCase) keyLabel(e *env, at int) string {
	return e.label(model.Field{Name: s.choices[at].flow.Process.Key})
}

// firstStep says what has to be done first in a case just started, and by
// whom.
func (s *startCase) firstStep(e *env, at int, r Receipt) string {
	for _, ev := range r.Events {
		if _, ready := ev.Body.(model.TaskReady); !ready {
			continue
		}
		step := s.choices[at].flow.Step(ev.Step)
		if step == nil {
			continue
		}
		return e.say(model.Say{EN: "First: %s (%s).", ID: "Pertama: %s (%s)."}, clean(step.Text), holders(e, step.Role))
	}
	return ""
}

func (s *startCase) uses(*env) []use {
	start := model.Say{EN: "Start", ID: "Mulai"}
	switch {
	case s.open == "":
		return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: model.Say{EN: "Choose", ID: "Pilih"}}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
	case s.fields.onButton():
		return []use{{id: keyHelp}, {id: keyField}, {id: keyOpen, words: start}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
	}
	return []use{{id: keyHelp}, {id: keyField}, {id: keyDone, words: start}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}
