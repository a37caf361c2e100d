package ui

import (
	"alur/model"
	"alur/model/procfile"
)

// publishOff says why F9 would not publish now, or nothing.
func (p *editor) publishOff(e *env) string {
	switch n := p.checked.bad(); {
	case !p.loaded || !p.changed():
		return e.say(model.Say{EN: "nothing is changed yet", ID: "belum ada yang diubah"})
	case p.checked.text != p.text.text():
		return ""
	case n == 1:
		return e.say(model.Say{EN: "1 fault to mend first", ID: "1 kesalahan harus diperbaiki dulu"})
	case n > 1:
		return e.say(model.Say{EN: "%d faults to mend first", ID: "%d kesalahan harus diperbaiki dulu"}, n)
	}
	return ""
}

// publish says what would change and asks, or leads to the first fault.
func (p *editor) publish(e *env) []effect {
	if p.changed() && p.checked.text != p.text.text() {
		p.ask = true
		return []effect{p.check()}
	}
	if off := p.publishOff(e); off != "" {
		if p.checked.bad() > 0 && p.changed() {
			p.focus = onFaults
			for i, f := range p.checked.faults {
				if !f.Warning {
					p.fault = i
					break
				}
			}
		}
		return []effect{notice{role: roleWarn, text: capital(off) + "."}}
	}
	if p.checked.flow.Process.ID == p.id && p.checked.flow.Hash() == p.latest.Hash() {
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Only the form of the text differs: there is nothing to publish.", ID: "Hanya bentuk teksnya yang berbeda: tidak ada yang perlu diterbitkan."})}}
	}
	p.sheet = p.publishSheet(e)
	return []effect{ask{sheet: p.sheet}}
}

func (p *editor) publishSheet(e *env) *sheet {
	f := p.checked.flow
	next, other := p.newest+1, f.Process.ID != p.id
	if other {
		next = 1
		if head := e.shop.Processes[f.Process.ID]; head != nil {
			next = head.Latest() + 1
		}
	}
	s := &sheet{
		name:  verbPublish,
		title: e.say(model.Say{EN: "Publish %s, version %d", ID: "Terbitkan %s, versi %d"}, clean(f.Process.Name), next),
	}
	switch {
	case other && next > 1:
		s.lead = append(s.lead, e.say(model.Say{
			EN: "Its id is %s now: this becomes a version of that process, and %s stays as it is.",
			ID: "Id-nya sekarang %s: ini menjadi versi dari proses itu, dan %s tetap seperti semula.",
		}, clean(f.Process.ID), clean(p.id)))
	case other:
		s.lead = append(s.lead, e.say(model.Say{
			EN: "Its id is %s now: this is another process, and %s stays as it is.",
			ID: "Id-nya sekarang %s: ini proses lain, dan %s tetap seperti semula.",
		}, clean(f.Process.ID), clean(p.id)))
	case p.begun < p.newest:
		s.lead = append(s.lead, e.say(model.Say{
			EN: "You began from version %d; version %d came meanwhile, and yours takes its place.",
			ID: "Anda mulai dari versi %d; versi %d muncul sementara itu, dan versi Anda menggantikannya.",
		}, p.begun, p.newest))
	}
	if !other {
		s.lead = append(s.lead, p.whatChanges(e)...)
	}
	s.lead = append(s.lead, rolesNobodyHolds(e, f.Process)...)
	s.lead = append(s.lead, wantsOf(e, f.Process, p.others)...)
	s.lead = append(s.lead, e.say(model.Say{EN: "Running cases stay with their version.", ID: "Kasus yang berjalan tetap di versinya."}))
	s.form = publishForm(e, e.shop.Processes[f.Process.ID], e.say(model.Say{EN: "Publish", ID: "Terbitkan"}))
	return s
}

// rolesNobodyHolds says so of the roles of a process.
func rolesNobodyHolds(e *env, p model.Process) []string {
	var lines []string
	for _, role := range p.Roles() {
		if !model.OwnerRole(role) && len(holderNames(e, role)) == 0 {
			lines = append(lines, e.say(model.Say{EN: "Nobody holds the role %s yet.", ID: "Belum ada yang memegang peran %s."}, clean(role)))
		}
	}
	return lines
}

// whatChanges says, in as many lines as fit on a sheet, what is different
// from the newest version.
func (p *editor) whatChanges(e *env) []string {
	f := p.checked.flow
	changes := model.Diff(p.latest.Process, f.Process, model.RenamedSteps([]*model.Flow{p.latest, f}))
	most := max(3, e.height-12-len(e.shop.DivisionIDs()))
	inner := min(sheetWidth, e.width-6) - 4
	var lines []string
	for i, c := range changes {
		parts := wrap(e.theme.glyph.middle+" "+clean(c.In(e.lang)), inner)
		if len(lines)+len(parts) > most && i > 0 {
			lines = append(lines, e.say(model.Say{EN: "and %d more", ID: "dan %d lagi"}, len(changes)-i))
			break
		}
		lines = append(lines, parts[:min(len(parts), most)]...)
	}
	return lines
}

func (p *editor) answered(e *env, a answered) []effect {
	if a.button == "" || a.button == cancelled {
		return nil
	}
	if a.name == "discard" {
		p.text.replace(p.written)
		p.begun, p.focus, p.at = p.newest, onText, 0
		return append(p.forget(), p.check())
	}
	chosen, ok := where(e, a.values)
	if !ok {
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Choose at least one division.", ID: "Pilih paling sedikit satu divisi."})}, ask{sheet: p.sheet}}
	}
	if p.checked.flow == nil || p.checked.text != p.text.text() {
		return nil
	}
	process, share := p.checked.flow.Process, shareOf(a.values)
	act := model.PublishProcess{Process: process, Divisions: chosen, Share: share, FromName: !procfile.NamesID([]byte(p.checked.text))}
	return []effect{do{name: verbPublish, act: act, said: inForceSaid(e, clean(process.Name), chosen, share)}}
}

// published is told how the act went: the draft is not needed any more, and
// the process is shown.
func (p *editor) published(_ *env, d done) []effect {
	if d.name != verbPublish || d.err != nil {
		return nil
	}
	return append(p.forget(), goTo{to: pageProcess, arg: p.checked.flow.Process.ID})
}
