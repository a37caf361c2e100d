package ui

import (
	"strconv"
	"strings"

	"alur/model"
)

// The verbs of F8 on a process.
const (
	verbEdit    = "edit"
	verbPublish = "publish"
	verbMoves   = "moves"
	verbRetire  = "retire"
	// divisionItem begins the names of the items of a sheet that choose a
	// division.
	divisionItem = "division "
)

// verbs asks what is to be done about the process. What can't be done now
// stays in the list and says why.
func (p *processView) verbs(e *env) *sheet {
	owner := p.ownerOff(e)
	also := func(why string) string {
		if owner != "" {
			return owner
		}
		return why
	}
	version := p.actVersion()
	publish := option{id: verbPublish, label: e.say(model.Say{EN: "Put in force", ID: "Berlakukan"}), off: also(p.publishOff(e, version)),
		detail: e.say(model.Say{EN: "version %d, for the whole shop or some divisions", ID: "versi %d, untuk seluruh toko atau beberapa divisi"}, version)}
	if pilot, tried := p.head(e).Pilot(""); tried && p.head(e).InForce("") == version {
		publish.detail = e.say(model.Say{EN: "version %d; version %d is tried no longer", ID: "versi %d; versi %d tidak dicoba lagi"}, version, pilot.Version)
	}
	list := []option{
		p.proposeVerb(e),
		{id: verbEdit, label: e.say(model.Say{EN: "Edit", ID: "Ubah"}), off: owner,
			detail: e.say(model.Say{EN: "write it anew, check and publish", ID: "tulis ulang, periksa, dan terbitkan"})},
		publish,
		{id: verbMoves, label: e.say(model.Say{EN: "Move running cases", ID: "Pindahkan kasus berjalan"}), off: also(p.movesOff(e)),
			detail: e.say(model.Say{EN: "to version %d; shows first which can", ID: "ke versi %d; ditampilkan dulu mana yang bisa"}, version)},
		{id: verbRetire, label: e.say(model.Say{EN: "Retire", ID: "Hentikan"}), off: also(p.retireOff(e)),
			detail: e.say(model.Say{EN: "no new cases; running ones go on", ID: "tanpa kasus baru; yang berjalan terus"})},
	}
	verbs := item{kind: itemVerbs, name: "verb", options: list}
	for i, o := range list {
		if o.off == "" {
			verbs.at = i
			break
		}
	}
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What about this process?", ID: "Ada apa dengan proses ini?"}),
		lead:  []string{clean(p.data.flow.Process.Name)},
		form:  form{items: []item{verbs}},
	}
}

// actVersion is the version that an act is about: the chosen one in the list
// of versions, else the one that is drawn.
func (p *processView) actVersion() int {
	if p.mode == lookVersions && p.versions.chosen() > 0 {
		return p.versions.chosen()
	}
	return p.data.version
}

func (p *processView) publishOff(e *env, version int) string {
	head := p.head(e)
	_, tried := head.Pilot("")
	if !head.Retired && !tried && len(e.shop.DivisionIDs()) == 0 && head.InForce("") == version {
		return e.say(model.Say{EN: "it is in force already", ID: "sudah berlaku"})
	}
	return ""
}

func (p *processView) movesOff(e *env) string {
	switch {
	case p.data.running.all() == 0:
		return e.say(model.Say{EN: "no case is running", ID: "tidak ada kasus berjalan"})
	case len(p.data.published) < 2:
		return e.say(model.Say{EN: "there is one version only", ID: "hanya ada satu versi"})
	}
	return ""
}

func (p *processView) retireOff(e *env) string {
	if p.head(e).Retired {
		return e.say(model.Say{EN: "it is retired already", ID: "sudah dihentikan"})
	}
	return ""
}

// proposeVerb asks for other words of the step in focus.
func (p *processView) proposeVerb(e *env) option {
	o := option{id: verbPropose, label: e.say(model.Say{EN: "Propose a change", ID: "Usulkan perubahan"})}
	s := p.data.flow.Step(p.steps.sel)
	switch {
	case e.me.Auditor:
		o.off = e.say(model.Say{EN: "an auditor only looks", ID: "auditor hanya melihat"})
	case s == nil || p.mode == lookVersions || p.mode == lookMoves:
		o.off = e.say(model.Say{EN: "choose a step first", ID: "pilih langkah dulu"})
	case p.version > 0:
		o.off = e.say(model.Say{EN: "this version is not in force", ID: "versi ini tidak berlaku"})
	default:
		o.detail = e.say(model.Say{EN: "other words for: %s", ID: "kata-kata lain untuk: %s"}, clean(s.Text))
	}
	return o
}

// answered goes on with what was answered: to the next question, or the act.
func (p *processView) answered(e *env, a answered) []effect {
	if a.button == "" || a.button == cancelled || !p.loaded {
		return nil
	}
	if a.name == "verb" {
		return p.chosen(e, a.button)
	}
	return p.act(e, a)
}

func (p *processView) chosen(e *env, verb string) []effect {
	switch verb {
	case verbEdit:
		return p.edit(e)
	case verbMoves:
		return p.toMoves(e)
	case verbPropose:
		p.sheet = proposeSheet(e, p.data.flow.Step(p.steps.sel))
		p.sheet.about = p.data.flow.Process.ID + "/" + p.steps.sel
	case verbPublish:
		p.sheet = p.publishSheet(e, p.actVersion())
	case verbRetire:
		p.sheet = p.retireSheet(e)
	}
	return []effect{ask{sheet: p.sheet}}
}

// publishSheet asks where a version is put in force.
func (p *processView) publishSheet(e *env, version int) *sheet {
	lead := []string{e.say(model.Say{
		EN: "New cases follow it from now on. Running cases stay with their version until you move them.",
		ID: "Kasus baru mengikutinya sejak sekarang. Kasus yang berjalan tetap di versinya sampai Anda memindahkannya.",
	})}
	if f := p.data.flows[version]; f != nil {
		lead = append(lead, rolesNobodyHolds(e, f.Process)...)
		lead = append(lead, wantsOf(e, f.Process, p.data.others)...)
	}
	verb := e.say(model.Say{EN: "Put in force", ID: "Berlakukan"})
	return &sheet{
		name:  verbPublish,
		title: e.say(model.Say{EN: "Put version %d in force", ID: "Berlakukan versi %d"}, version),
		lead:  lead,
		form:  publishForm(e, p.head(e), verb),
	}
}

// publishForm asks where a version is put in force, and for how many new cases.
// Usually it is for all of them, in a shop without divisions: there the button
// has the focus.
func publishForm(e *env, head *model.ProcessHead, verb string) form {
	f := form{items: append(whereItems(e), shareItems(e, head)...)}
	if len(f.items) == 1 {
		f.focus = 1
	}
	f.items = append(f.items, buttons(e, verb)...)
	return f
}

// whereItems choose the whole shop or some of its divisions; there is nothing
// to choose in a shop that has none.
func whereItems(e *env) []item {
	all := e.shop.DivisionIDs()
	if len(all) == 0 {
		return nil
	}
	items := []item{{kind: itemTurn, name: "where", label: e.say(model.Say{EN: "Where", ID: "Di mana"}), options: []option{
		{id: "all", label: e.say(model.Say{EN: "in the whole shop", ID: "di seluruh toko"})},
		{id: "some", label: e.say(model.Say{EN: "only where chosen below", ID: "hanya yang dipilih di bawah"})},
	}}}
	for _, d := range all {
		items = append(items, item{kind: itemTurn, name: divisionItem + d, label: clean(e.shop.DivisionName(d)), options: []option{
			{id: "no", label: e.say(model.Say{EN: "no", ID: "tidak"})},
			{id: "yes", label: e.say(model.Say{EN: "yes", ID: "ya"})},
		}})
	}
	return items
}

// shareItem is the name of the item that chooses how many cases follow.
const shareItem = "share"

// shareItems choose whether all new cases follow the version or a part of them
// tries it; of a process that is not in force there is no part.
func shareItems(e *env, head *model.ProcessHead) []item {
	if head == nil || head.Retired {
		return nil
	}
	it := item{kind: itemTurn, name: shareItem, label: e.say(model.Say{EN: "Followed by", ID: "Diikuti oleh"}), options: []option{
		{id: "", label: e.say(model.Say{EN: "all new cases", ID: "semua kasus baru"})},
	}}
	for _, share := range []int{50, 20, 10} {
		it.options = append(it.options, option{id: strconv.Itoa(share), label: model.ShareWords(share).In(e.lang)})
	}
	return []item{it}
}

// shareOf is the part that was chosen, 0 for all.
func shareOf(values map[string]string) int {
	share, err := strconv.Atoi(values[shareItem])
	if err != nil {
		return 0
	}
	return share
}

// where are the divisions that were chosen; ok is false where some were asked
// for and none named.
func where(e *env, values map[string]string) (chosen []string, ok bool) {
	if values["where"] != "some" {
		return nil, true
	}
	for _, d := range e.shop.DivisionIDs() {
		if values[divisionItem+d] == "yes" {
			chosen = append(chosen, d)
		}
	}
	return chosen, len(chosen) > 0
}

// whereSaid names the divisions in a sentence.
func whereSaid(e *env, chosen []string) string {
	if len(chosen) == 0 {
		return e.say(model.Say{EN: "in the whole shop", ID: "di seluruh toko"})
	}
	return e.say(model.Say{EN: "in %s", ID: "di %s"}, clean(strings.Join(chosen, ", ")))
}

// inForceSaid says that a process is in force, where, and for how many.
func inForceSaid(e *env, name string, chosen []string, share int) string {
	if share > 0 {
		return e.say(model.Say{EN: "%s is tried %s: %d of 100 new cases.", ID: "%s dicoba %s: %d dari 100 kasus baru."}, name, whereSaid(e, chosen), share)
	}
	return e.say(model.Say{EN: "%s is in force %s.", ID: "%s berlaku %s."}, name, whereSaid(e, chosen))
}

func (p *processView) retireSheet(e *env) *sheet {
	lead := []string{
		clean(p.data.flow.Process.Name),
		e.say(model.Say{EN: "No new case begins. What runs goes on to its end (%s). You can put it in force again later.", ID: "Tidak ada kasus baru. Yang berjalan terus sampai selesai (%s). Nanti bisa diberlakukan lagi."}, p.runningWords(e)),
	}
	return &sheet{
		name:  verbRetire,
		title: e.say(model.Say{EN: "Retire this process", ID: "Hentikan proses ini"}),
		lead:  lead,
		form: form{items: []item{
			{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Keep it", ID: "Jangan"})},
			{kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Retire it", ID: "Hentikan"})},
		}},
	}
}

// act turns the last answer into the act.
func (p *processView) act(e *env, a answered) []effect {
	name := clean(p.data.flow.Process.Name)
	switch a.name {
	case verbPublish:
		flow := p.data.flows[p.actVersion()]
		chosen, ok := where(e, a.values)
		if flow == nil {
			return nil
		}
		if !ok {
			p.sheet.lead = append(p.sheet.lead[:1], e.say(model.Say{EN: "Choose at least one division.", ID: "Pilih paling sedikit satu divisi."}))
			return []effect{ask{sheet: p.sheet}}
		}
		share := shareOf(a.values)
		return []effect{do{name: verbPublish, act: model.PublishProcess{Process: flow.Process, Divisions: chosen, Share: share}, said: inForceSaid(e, name, chosen, share)}}
	case verbRetire:
		said := e.say(model.Say{EN: "Retired: %s.", ID: "Dihentikan: %s."}, name)
		return []effect{do{name: verbRetire, act: model.RetireProcess{Process: p.id}, said: said}}
	case verbMoves:
		return p.beginMoves()
	case verbPropose:
		said := e.say(model.Say{EN: "Proposed. The owner decides.", ID: "Diusulkan. Pemilik yang memutuskan."})
		act := model.ProposeText{Process: p.id, Step: p.steps.sel, Text: a.values["text"], How: a.values["how"]}
		return []effect{do{name: verbPropose, act: act, said: said}}
	}
	return nil
}

// acted is told how an act went.
func (p *processView) acted(e *env, d done) []effect {
	switch {
	case d.name == verbMoves:
		return p.wasMoved(e, d)
	case d.name == verbPropose && d.err != nil && p.sheet != nil && proposeAgain(d.err):
		return append(p.load(e), ask{sheet: p.sheet})
	case d.err == nil && d.name == verbPublish:
		p.version = 0
	}
	return p.load(e)
}

// proposeAgain reports whether a refused proposal can be mended.
func proposeAgain(err error) bool {
	r := model.Refused(err)
	return mendable(err) || r != nil && r.Code == "no_change"
}
