package procfile

import (
	"regexp"
	"slices"
	"strings"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// step reads one entry of the list: a plain text, or a mapping.
func (r *reader) step(n *yaml.Node, path string) model.Step {
	r.nodes[path] = n
	if n.Kind != yaml.MappingNode {
		return r.plainStep(n, path)
	}
	var s model.Step
	colon := r.colonStep(n)
	var reasons *pair
	for _, e := range r.entries(n, path, aStep(), r.words.step) {
		switch {
		case e.key == "reasons":
			reasons = &e
		case isKind(e.key):
			r.kind(&s, e)
		default:
			r.stepKey(&s, e)
		}
	}
	if n := r.nodes[path+".outcomes"]; n != nil && s.Kind == model.Choose {
		r.fault(n, model.Say{
			EN: "choose: says already where work goes: leave outcomes: out",
			ID: "choose: sudah mengatakan ke mana pekerjaan pergi: hapus outcomes:",
		})
	}
	if reasons != nil {
		r.reasons(&s, *reasons)
	}
	if s.Notify != "" && s.Kind != model.Auto && s.Kind != "" {
		r.fault(r.nodes[path+".notify"], model.Say{
			EN: "only an auto: step notifies: leave notify: out, or write auto: if alur is to do this step",
			ID: "hanya langkah auto: yang memberi tahu: hapus notify:, atau tulis auto: bila alur yang mengerjakan langkah ini",
		})
	}
	if s.Kind == "" {
		r.kindless(n, path, colon)
	} else if s.Role == "" && !s.Kind.ByItself() {
		s.Text, s.Role = textAndRole(s.Text)
	}
	return s
}

func aStep() model.Say { return model.Say{EN: "a step", ID: "langkah"} }

func (r *reader) plainStep(n *yaml.Node, path string) model.Step {
	n = nothing(n)
	if n.Kind == yaml.ScalarNode && n.Value == "" && !r.odd[n] {
		r.unsure(path)
		r.fault(n, model.Say{
			EN: "there is no step after this dash: write what is done, or delete the line",
			ID: "tidak ada langkah setelah tanda hubung ini: tulis apa yang dikerjakan, atau hapus barisnya",
		})
		return model.Step{}
	}
	if r.gluedColon(n, r.words.step) {
		r.unsure(path)
		return model.Step{}
	}
	s := model.Step{Kind: model.Do, Text: r.text(n, path, aStep())}
	s.Text, s.Role = textAndRole(s.Text)
	return s
}

// textAndRole takes "@role" off the end of a text.
func textAndRole(text string) (string, string) {
	i := strings.LastIndex(text, " @")
	if i < 0 || strings.Contains(text[i+2:], " ") || i+2 == len(text) {
		return text, ""
	}
	return strings.TrimSpace(text[:i]), text[i+2:]
}

func isKind(key string) bool {
	switch model.StepKind(key) {
	case model.Do, model.Auto, model.Wait, model.Choose, model.Run:
		return true
	}
	return false
}

func (r *reader) kind(s *model.Step, e pair) {
	if s.Kind != "" {
		r.fault(e.name, model.Say{
			EN: "this step says %s: already: a step is do:, auto:, wait:, choose: or run:, one of them",
			ID: "langkah ini sudah memakai %s: sebuah langkah adalah do:, auto:, wait:, choose: atau run:, salah satu",
		}, string(s.Kind))
		return
	}
	s.Kind = model.StepKind(e.key)
	if s.Kind == model.Choose {
		s.Outcomes = r.branches(e)
		return
	}
	s.Text = r.text(nothing(e.value), e.path, e.key)
	if right := model.MeantTime(s.Text); s.Kind == model.Wait && right != "" {
		r.fault(e.value, model.Say{
			EN: "%q would wait for news of that name for ever: a length of time is written wait: %s",
			ID: "%q akan menunggu kabar bernama itu selamanya: lama waktu ditulis wait: %s",
		}, s.Text, right)
	}
}

// kindless tells of a step that does not say what is done, unless that
// follows from a fault told already. Its text, id and place in the process
// are not known then; every other line of it is.
func (r *reader) kindless(n *yaml.Node, path string, told bool) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i].Value
		near := nearest(key, r.words.step)
		told = told || !r.words.step.has(key) && isKind(near)
	}
	r.unsure(path + ".do")
	r.unsure(path + ".id")
	if !told {
		r.fault(n, model.Say{
			EN: "the step does not say what is done: write do: and a text (or auto:, wait:, choose: or run:)",
			ID: "langkah ini tidak mengatakan apa yang dikerjakan: tulis do: dan teksnya (atau auto:, wait:, choose: atau run:)",
		})
	}
}

// colonStep tells of a step written as a plain text whose colon made it a
// mapping: "- Check: the goods".
func (r *reader) colonStep(n *yaml.Node) bool {
	if len(n.Content) < 2 || n.Content[0].Kind != yaml.ScalarNode {
		return false
	}
	key := n.Content[0].Value
	if n.Content[1].Kind != yaml.ScalarNode && !strings.Contains(key, " ") {
		return false
	}
	if r.words.step.has(key) || isKind(nearest(key, r.words.step)) {
		return false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if isKind(n.Content[i].Value) {
			return false
		}
	}
	r.colonInText(n)
	r.odd[n.Content[0]] = true
	return true
}

func (r *reader) stepKey(s *model.Step, e pair) {
	switch e.key {
	case "how":
		s.How = strings.TrimSpace(model.CleanLines(r.scalar(e.value, e.path, e.key, maxHow)))
	case "say":
		s.Say = strings.TrimSpace(model.CleanLines(r.scalar(e.value, e.path, e.key, maxHow)))
	case "set":
		s.Set = r.settings(e)
	case "check":
		s.Check = r.checks(e)
	case "record":
		s.Record = r.fields(e)
	case "outcomes":
		s.Outcomes = r.outcomes(e)
	case "after":
		s.After = r.texts(e.value, e.path, e.key)
	case "then":
		s.Then = r.texts(e.value, e.path, e.key)
	case "skip":
		if text := r.text(e.value, e.path, e.key); text != "never" && text != "" {
			r.fault(e.value, model.Say{
				EN: "skip: can only be never: leave the line out where a step may be skipped",
				ID: "skip: hanya bisa never: hapus baris ini bila langkahnya boleh dilewati",
			})
		}
		s.NeverSkip = true
	default:
		*stepText(s, e.key) = r.text(e.value, e.path, e.key)
	}
}

// stepText is where a text of a step is kept.
func stepText(s *model.Step, key string) *string {
	switch key {
	case "id":
		return &s.ID
	case "role":
		return &s.Role
	case "when":
		return &s.When
	case "each":
		return &s.Each
	case "same_as":
		return &s.SameAs
	case "not_same_as":
		return &s.NotSameAs
	case "takes":
		return &s.Takes
	case "due":
		return &s.Due
	case "late":
		return &s.Late
	case "ends":
		return &s.Ends
	case "was":
		return &s.Was
	case "todo":
		return &s.Todo
	case "send":
		return &s.Send
	}
	return &s.Notify
}

// checks reads a checklist: texts, and {each: field}.
func (r *reader) checks(e pair) []model.Check {
	r.nodes[e.path] = e.value
	items := e.value.Content
	if e.value.Kind != yaml.SequenceNode {
		items = []*yaml.Node{e.value}
	}
	optional := regexp.MustCompile(`(?i)\s*\((optional|boleh kosong)\)$`)
	var all []model.Check
	for i, n := range items {
		path := index(e.path, i)
		if n.Kind == yaml.MappingNode && len(n.Content) == 2 && r.words.check.has(n.Content[0].Value) {
			r.nodes[path] = n
			all = append(all, model.Check{Each: r.text(n.Content[1], path+".each", "each")})
			continue
		}
		if r.meansEach(n) {
			for _, e := range r.entries(n, path, e.key, r.words.check) {
				all = append(all, model.Check{Each: r.text(e.value, e.path, e.key)})
			}
			continue
		}
		text := r.text(n, path, e.key)
		mandatory := optional.ReplaceAllString(text, "")
		all = append(all, model.Check{Text: mandatory, Optional: mandatory != text})
	}
	if len(items) == 0 {
		r.emptyList(e.value, e.path, e.key)
	}
	return all
}

// meansEach reports keys between brackets of which one is each:, or nearly.
func (r *reader) meansEach(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode || !r.braced(n) {
		return false
	}
	for i := 0; i < len(n.Content); i += 2 {
		if word := n.Content[i].Value; r.words.check.has(word) || nearest(word, r.words.check) != "" {
			return true
		}
	}
	return false
}

// outcomes reads the ways a step can end and where each leads.
func (r *reader) outcomes(e pair) []model.Outcome {
	all, _ := r.filled(e.value, e.path, e.key, model.Say{
		EN: "each outcome and where it leads, such as {pass: next, fail: pick}",
		ID: "setiap hasil dan tujuannya, misalnya {pass: next, fail: pick}",
	})
	var outcomes []model.Outcome
	for _, p := range all {
		outcomes = append(outcomes, model.Outcome{Name: p.key, To: r.texts(p.value, p.path, p.key)})
	}
	return outcomes
}

// branches reads the conditions of a choose and where each leads.
func (r *reader) branches(e pair) []model.Outcome {
	all, _ := r.pairs(e.value, e.path, e.key, model.Say{
		EN: `each condition and where it leads, such as {"total >= 1000000": approval, else: next}`,
		ID: `setiap syarat dan tujuannya, misalnya {"total >= 1000000": persetujuan, else: next}`,
	})
	var branches []model.Outcome
	for _, p := range all {
		r.nodes[join(parent(e.path), "outcomes."+p.key)] = p.name
		o := model.Outcome{Name: p.key, When: p.key, To: r.texts(p.value, p.path, p.key)}
		r.nodes[p.path] = p.name
		if p.key == model.ElseOutcome {
			o.When = ""
		}
		branches = append(branches, o)
	}
	return branches
}

// settings reads the fields that a step fills in.
func (r *reader) settings(e pair) []model.Assignment {
	all, _ := r.filled(e.value, e.path, e.key, model.Say{
		EN: "fields and what they are set to, such as {fee: total * 0.02}",
		ID: "isian dan nilainya, misalnya {biaya: total * 0.02}",
	})
	var set []model.Assignment
	for _, p := range all {
		set = append(set, model.Assignment{Field: p.key, To: r.text(p.value, p.path, p.key)})
	}
	return set
}

// reasons adds the answers offered to the outcomes they belong to.
func (r *reader) reasons(s *model.Step, e pair) {
	all, _ := r.filled(e.value, e.path, e.key, model.Say{
		EN: "the reasons of each outcome, such as {fail: [damaged, missing]}",
		ID: "alasan untuk setiap hasil, misalnya {fail: [rusak, kurang]}",
	})
	for _, p := range all {
		texts := r.texts(p.value, p.path, p.key)
		i := slices.IndexFunc(s.Outcomes, func(o model.Outcome) bool { return o.Name == p.key })
		if i < 0 {
			r.fault(p.name, model.Say{
				EN: "reasons names the outcome %q, which outcomes: does not list",
				ID: "reasons menyebut hasil %q, yang tidak ada di outcomes:",
			}, short(p.key))
			continue
		}
		s.Outcomes[i].Reasons = texts
	}
}
