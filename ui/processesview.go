package ui

import (
	"strings"

	"alur/model"
	"alur/model/compare"
)

func (p *processes) view(e *env) []string {
	if len(e.shop.Processes) == 0 {
		return p.empty(e)
	}
	t := e.theme
	inForce := 0
	for _, h := range e.shop.Processes {
		if !h.Retired {
			inForce++
		}
	}
	head := e.say(model.Say{EN: "%d processes say how work is done here", ID: "%d proses mengatur cara kerja di sini"}, inForce)
	if inForce == 1 {
		head = e.say(model.Say{EN: "One process says how work is done here", ID: "Satu proses mengatur cara kerja di sini"})
	}
	lines := []string{"", "  " + t.strong(t.cut(head, e.width-4))}
	if p.balance.Enough() {
		of := e.say(model.Say{EN: "of all work in 30 days", ID: "dari semua kerja 30 hari"})
		if width(head)+2+width(of) <= e.width-4 {
			lines[1] = "  " + t.ends(t.strong(head), t.dim(of), e.width-4)
		} else {
			lines = append(lines, "  "+t.dim(t.padLeft(of, e.width-4)))
		}
	}
	lines = append(lines, "")
	body, focus := p.body(e)
	return append(lines, scrolled(e, body, focus, e.height-len(lines))...)
}

// empty says what a process is good for, and the way to the first.
func (p *processes) empty(e *env) []string {
	t := e.theme
	lines := []string{"", "  " + t.strong(e.say(model.Say{EN: "No process is in force yet.", ID: "Belum ada proses yang berlaku."})), ""}
	lines = append(lines, indent(wrap(e.say(model.Say{
		EN: "A process says which steps a piece of work goes through, who does each, and how. Without one alur has no task for anybody.",
		ID: "Proses menentukan langkah sebuah pekerjaan, siapa yang mengerjakan, dan caranya. Tanpa proses alur tidak punya tugas untuk siapa pun.",
	}), e.width-6), 2)...)
	lines = append(lines, "")
	if !e.me.Owner {
		return append(lines, "  "+t.dim(e.say(model.Say{EN: "The owner puts processes in force.", ID: "Pemilik yang memberlakukan proses."})))
	}
	return append(lines, p.row(e, rowReadyMade), p.row(e, rowNew), "", "  "+t.dim(e.say(model.Say{EN: "Enter opens what is chosen; you can do both.", ID: "Enter membuka yang dipilih; keduanya bisa."})))
}

// body are the rows with the headings of their kinds between them.
func (p *processes) body(e *env) (lines []string, focus int) {
	group := ""
	for _, id := range p.list.ids {
		if h := e.shop.Processes[id]; h != nil {
			if g := groupWord(e, h); g != group {
				if group != "" || len(lines) > 0 {
					lines = append(lines, "")
				}
				group = g
				lines = append(lines, "  "+e.theme.dim(p.withShare(e, h, g)))
			}
		} else if id == rowReadyMade {
			lines = append(lines, "")
		}
		if id == p.list.sel {
			focus = len(lines)
		}
		lines = append(lines, p.row(e, id))
	}
	return lines, focus
}

// withShare is a heading with the part of its kind; where both do not fit, what
// the kind is for is left out.
func (p *processes) withShare(e *env, h *model.ProcessHead, heading string) string {
	share := p.shareWords(e, h)
	if share == "" {
		return heading
	}
	if width(heading)+2+width(share) > e.width-4 {
		heading, _, _ = strings.Cut(heading, ":")
	}
	return e.theme.ends(heading, share, e.width-4)
}

// shareWords say the part that the kind of a process has in the work of the
// last days; nothing where there is too little to say so, or who looks has no
// business with it.
func (p *processes) shareWords(e *env, h *model.ProcessHead) string {
	if !p.balance.Enough() || h.Retired {
		return ""
	}
	var parts []string
	for _, k := range p.balance.Kinds {
		if k.Kind != h.Kind {
			continue
		}
		for _, of := range []struct {
			share *float64
			words model.Say
		}{
			{k.WorkShare, model.Say{EN: "hours %s", ID: "jam kerja %s"}},
			{k.WaitingShare, model.Say{EN: "waiting %s", ID: "menunggu %s"}},
			{k.LateShare, model.Say{EN: "past promise %s", ID: "lewat janji %s"}},
		} {
			if of.share != nil {
				parts = append(parts, e.say(of.words, compare.Percent(*of.share)))
			}
		}
	}
	return strings.Join(parts, " "+e.theme.glyph.middle+" ")
}

func groupWord(e *env, h *model.ProcessHead) string {
	switch {
	case h.Retired:
		return e.say(model.Say{EN: "Retired: no new cases", ID: "Dihentikan: tanpa kasus baru"})
	case h.Kind == model.Support:
		return e.say(model.Say{EN: "Support: it keeps the shop going", ID: "Pendukung: menjaga toko tetap berjalan"})
	case h.Kind == model.Management:
		return e.say(model.Say{EN: "Management: it steers the shop", ID: "Manajemen: mengarahkan toko"})
	}
	return e.say(model.Say{EN: "Core: what customers pay for", ID: "Inti: yang dibayar pelanggan"})
}

func (p *processes) row(e *env, id string) string {
	t := e.theme
	mark := "  "
	if id == p.list.sel {
		mark = t.glyph.point + " "
	}
	h := e.shop.Processes[id]
	if h == nil {
		label := p.special(e, id)
		if id == p.list.sel {
			label = t.focus(label)
		}
		return "  " + mark + label
	}
	names := max(18, min(30, e.width*3/10))
	label := t.pad(clean(h.Name), names)
	if id == p.list.sel {
		label = t.focus(label)
	}
	running, changed := p.columns(e)
	versions := max(12, e.width-6-names-2-running-changed-4)
	line := "  " + mark + label + "  " + t.pad(inForceWords(e, h), versions) + "  " + t.pad(p.data.running[id].words(e, h), running) + "  " + t.dim(p.changedWords(e, id))
	if h.Retired {
		return t.dim(plain(line))
	}
	return line
}

// columns are how wide what runs and what was changed stand in all rows.
func (p *processes) columns(e *env) (running, changed int) {
	running = 10
	for id, h := range e.shop.Processes {
		running, changed = max(running, width(p.data.running[id].words(e, h))), max(changed, width(p.changedWords(e, id)))
	}
	return running, changed
}

// special is a row that leads elsewhere.
func (p *processes) special(e *env, id string) string {
	switch id {
	case rowReadyMade:
		return "+ " + e.say(model.Say{EN: "Ready-made processes", ID: "Proses siap pakai"})
	case rowNew:
		return "+ " + e.say(model.Say{EN: "Write a process of our own", ID: "Tulis proses sendiri"})
	}
	n := len(e.shop.Proposals)
	switch {
	case n == 1 && e.me.Owner:
		return e.say(model.Say{EN: "1 proposal waits for your answer", ID: "1 usul menunggu jawaban Anda"})
	case e.me.Owner:
		return e.say(model.Say{EN: "%d proposals wait for your answer", ID: "%d usul menunggu jawaban Anda"}, n)
	case n == 1:
		return e.say(model.Say{EN: "1 proposal waits for the owner's answer", ID: "1 usul menunggu jawaban pemilik"})
	}
	return e.say(model.Say{EN: "%d proposals wait for the owner's answer", ID: "%d usul menunggu jawaban pemilik"}, n)
}

// changedWords says when the process was changed last, and by whom.
func (p *processes) changedWords(e *env, id string) string {
	ev, ok := p.data.published[id]
	if !ok {
		return ""
	}
	at := ev.At.In(e.zone())
	day := e.say(model.Say{EN: "%d %s", ID: "%d %s"}, at.Day(), e.month(at))
	if at.Year() != e.now.In(e.zone()).Year() {
		day += " " + itoa(at.Year())
	}
	return t18(e, day+" "+e.name(ev.By))
}

// t18 bounds what stands at the end of a row.
func t18(e *env, text string) string { return e.theme.cut(text, 18) }

// inForceWords says which version new cases follow; where divisions differ,
// each of them.
func inForceWords(e *env, h *model.ProcessHead) string {
	version := func(n int) string {
		if n == 0 {
			return e.say(model.Say{EN: "none", ID: "tidak ada"})
		}
		return e.say(model.Say{EN: "version %d", ID: "versi %d"}, n)
	}
	usual := h.InForce("")
	var apart []string
	for _, d := range e.shop.DivisionIDs() {
		if v := h.InForce(d); v != usual {
			apart = append(apart, clean(e.shop.DivisionName(d))+": "+version(v))
		}
	}
	if len(apart) == 0 || usual > 0 {
		apart = append([]string{version(usual)}, apart...)
	}
	for _, v := range e.shop.VersionsInForce(h) {
		if v.Share > 0 {
			apart = append(apart, version(v.Version)+" "+trialWords(e, h, v.Version))
		}
	}
	return strings.Join(apart, ", ")
}
