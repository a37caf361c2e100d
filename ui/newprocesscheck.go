package ui

import (
	"fmt"
	"slices"
	"strings"

	"alur/model"
	"alur/model/procfile"
)

// rowFault is one thing wrong with a row of a new process.
type rowFault struct {
	row, col int
	text     string
}

// fill takes what was kept.
func (p *newProcess) fill(kept map[string]string) {
	p.name, p.ask, p.kind = newEdit(kept["name"]), newEdit(kept["ask"]), model.Kind(kept["kind"])
	if p.kind == "" {
		p.kind = model.Core
	}
	p.lines = nil
	for line := range strings.SplitSeq(kept["steps"], "\n") {
		parts := append(strings.Split(line, "\t"), "", "", "")
		p.lines = append(p.lines, &stepLine{text: newEdit(parts[0]), role: newEdit(parts[1]), due: newEdit(parts[2])})
	}
	if p.name.text() != "" {
		p.at = newSteps + len(p.lines) - 1
	}
}

// kept is what is written, as it is kept: nothing where nothing is written.
func (p *newProcess) kept() map[string]string {
	var lines []string
	written := p.name.text()+p.ask.text() != ""
	for _, l := range p.lines {
		lines = append(lines, l.text.text()+"\t"+l.role.text()+"\t"+l.due.text())
		written = written || !l.empty()
	}
	if !written {
		return nil
	}
	return map[string]string{"name": p.name.text(), "ask": p.ask.text(), "kind": string(p.kind), "steps": strings.Join(lines, "\n")}
}

// roleAt is the role of a line: its own, else that of the line above.
func (p *newProcess) roleAt(i int) string {
	for ; i >= 0; i-- {
		if role := clean(p.lines[i].role.text()); role != "" {
			return role
		}
	}
	return ""
}

// process is what is written, and which row each of its steps stands in.
func (p *newProcess) process() (model.Process, []int) {
	out := model.Process{Name: clean(p.name.text()), Kind: p.kind}
	for name := range strings.SplitSeq(p.ask.text(), ",") {
		if clean(name) != "" {
			out.Start.Ask = append(out.Start.Ask, model.Field{
				Name: strings.ReplaceAll(model.Slug(name), "-", "_"), Type: model.TextField, Optional: len(out.Start.Ask) > 0,
			})
		}
	}
	if len(out.Start.Ask) > 0 && !strings.ContainsAny(out.Name, "{}") {
		out.Title = out.Name + " - {" + out.Start.Ask[0].Name + "}"
	}
	var rows []int
	for i, l := range p.lines {
		if l.empty() {
			continue
		}
		out.Steps = append(out.Steps, model.Step{Text: clean(l.text.text()), Role: p.roleAt(i), Due: model.PlainDue(clean(l.due.text()))})
		rows = append(rows, newSteps+i)
	}
	return out, rows
}

// normal is the process as a file of it would be read: the form in which it
// is published, and checked like any file.
func normal(p model.Process) (model.Process, bool) {
	read, flow, _ := procfile.Read("process", procfile.Write(p.Normalise()))
	return read, flow != nil
}

// check finds what keeps the process from being published.
func (p *newProcess) check(e *env) {
	process, rows := p.process()
	p.faults = nil
	add := func(row, col int, s model.Say, args ...any) {
		p.faults = append(p.faults, rowFault{row: row, col: col, text: e.say(s, args...)})
	}
	if process.Name == "" {
		add(newName, 0, model.Say{EN: "Give it a name: what is one of these called?", ID: "Beri nama: satu kasusnya disebut apa?"})
	} else if process.Normalise().ID == "" {
		add(newName, 0, model.Say{EN: "The name needs some letters from a to z: what cases are called comes of them.", ID: "Namanya perlu huruf dari a sampai z: sebutan kasus dibuat darinya."})
	} else if head := e.shop.Processes[process.Normalise().ID]; head != nil {
		add(newName, 0, model.Say{
			EN: "There is a process called %s already. Give this one another name.",
			ID: "Sudah ada proses bernama %s. Beri yang ini nama lain.",
		}, clean(head.Name))
	}
	_, faults := model.Compile(process)
	for _, f := range faults {
		p.placed(e, f, process, rows, add)
	}
	if len(p.faults) == 0 {
		if _, ok := normal(process); !ok {
			add(newName, 0, model.Say{EN: "Something in it can't be kept as a file: try simpler words.", ID: "Ada yang tidak bisa disimpan sebagai berkas: coba kata yang lebih sederhana."})
		}
	}
}

// placed says a fault in the words of this screen, at its row.
func (p *newProcess) placed(e *env, f model.Fault, process model.Process, rows []int, add func(row, col int, s model.Say, args ...any)) {
	var i int
	step := strings.HasPrefix(f.Path, "steps[")
	if step {
		if _, err := fmt.Sscanf(f.Path, "steps[%d]", &i); err != nil || i >= len(rows) {
			step = false
		}
	}
	switch {
	case f.Warning || f.Path == "process":
	case f.Path == "steps":
		add(newSteps, cellText, model.Say{EN: "Write the first step: what is done first?", ID: "Tulis langkah pertama: apa yang dikerjakan dulu?"})
	case strings.HasPrefix(f.Path, "start.ask"):
		add(newAsk, 0, model.Say{
			EN: "Each thing to ask is one or a few plain words, no two the same, with commas between.",
			ID: "Tiap yang ditanyakan: satu atau beberapa kata biasa, tidak ada yang sama, dipisah koma.",
		})
	case step && strings.HasSuffix(f.Path, ".due"):
		add(rows[i], cellDue, model.Say{EN: "%q is no due time: write 2 hours, 1 day or 16:00.", ID: "%q bukan batas waktu: tulis 2 jam, 1 hari atau 16.00."}, process.Steps[i].Due)
	case step && process.Steps[i].Text == "":
		add(rows[i], cellText, model.Say{EN: "What is to be done here?", ID: "Apa yang dikerjakan di sini?"})
	case step && process.Steps[i].Role == "":
		add(rows[i], cellRole, model.Say{EN: "Who does it? Tab goes to the role.", ID: "Siapa yang mengerjakan? Tab menuju peran."})
	case step:
		add(rows[i], cellText, model.Say{EN: "%s", ID: "%s"}, f.In(e.lang))
	default:
		add(newName, 0, model.Say{EN: "%s", ID: "%s"}, f.In(e.lang))
	}
}

// faultsAt are what is wrong with a row. Of the row being written it is told
// once F9 was pressed: nobody has finished it.
func (p *newProcess) faultsAt(row int) []string {
	unseen := row == p.at || row == newName && p.kept() == nil || row == newSteps && p.at < newSteps
	if unseen && !p.tried {
		return nil
	}
	var texts []string
	for _, f := range p.faults {
		if f.row == row {
			texts = append(texts, f.text)
		}
	}
	return texts
}

// unheldRole reports whether only the owner could do what a role is asked.
func unheldRole(e *env, role string) bool {
	if role == "" || model.OwnerRole(role) {
		return false
	}
	for _, person := range e.shop.People {
		if !person.Owner && person.Holds(role) {
			return false
		}
	}
	return true
}

// whoDoes names who is asked by a role: a person who alone holds it, the role
// with its people, or that nobody holds it yet.
func whoDoes(e *env, role string) string {
	names := holderNames(e, role)
	switch {
	case model.OwnerRole(role):
		return clean(role)
	case len(names) == 0:
		return e.say(model.Say{EN: "%s (nobody yet)", ID: "%s (belum ada orangnya)"}, clean(role))
	case len(names) == 1:
		return names[0]
	}
	return clean(role) + " (" + strings.Join(names, ", ") + ")"
}

// readBack says the process in words, as it will be worked by.
func readBack(e *env, p model.Process) []string {
	lines := []string{e.say(model.Say{EN: "Whenever somebody starts a case of %q:", ID: "Setiap kali seseorang memulai kasus %q:"}, clean(p.Name))}
	if len(p.Start.Ask) > 0 {
		var names []string
		for _, f := range p.Start.Ask {
			names = append(names, e.label(f))
		}
		lines = append(lines, e.say(model.Say{EN: "It asks for: %s.", ID: "Ditanyakan: %s."}, strings.Join(names, ", ")))
	}
	for i, s := range p.Steps {
		line := fmt.Sprintf("%d  %s: %s", i+1, whoDoes(e, s.Role), clean(s.Text))
		if s.Due != "" {
			line += e.say(model.Say{EN: ", due %s", ID: ", batas %s"}, dueWords(e, s.Due))
		}
		lines = append(lines, line)
	}
	return append(lines, e.say(model.Say{EN: "Then the case is finished.", ID: "Lalu kasusnya selesai."}))
}

// dueWords says a due time: "within 2 h", "by 16:00".
func dueWords(e *env, text string) string {
	due, err := model.ParseDue(text)
	switch {
	case err == nil && due.Clock != "" && !due.NextDay:
		return e.say(model.Say{EN: "by %s", ID: "pukul %s"}, due.Clock)
	case err == nil && due.Clock == "" && due.Field == "":
		return e.say(model.Say{EN: "within %s", ID: "dalam %s"}, due.Span.In(e.lang))
	}
	return clean(text)
}

// wantsOf are the warnings with which a process is put in force among others,
// beside roles that nobody holds: those are told where the roles stand.
func wantsOf(e *env, p model.Process, others []*model.Flow) []string {
	newest := newestOf(others)
	var all []string
	for _, want := range slices.Concat(e.shop.Wants(p, nil), e.shop.WantsFields(p, nil, newest), e.shop.WantsCircles(p, nil, newest), e.shop.WantsEvent(p, newest)) {
		if want.Eyes || want.Process != "" || len(want.Fields) > 0 || len(want.Circle) > 0 || want.Event != "" {
			all = append(all, e.say(model.Say{EN: "Warning: %s.", ID: "Peringatan: %s."}, clean(want.In(e.lang))))
		}
	}
	if signed, sends := p.Signed(); sends {
		all = append(all, clean(signed.In(e.lang))+".")
	}
	return all
}

// newestOf answers the processes in force.
func newestOf(others []*model.Flow) func(id string, version int) *model.Flow {
	return func(id string, _ int) *model.Flow {
		for _, f := range others {
			if f.Process.ID == id {
				return f
			}
		}
		return nil
	}
}
