package model

import (
	"slices"
	"strings"
)

func (c *compiler) checkHead() {
	p := c.flow.Process
	if p.Name == "" {
		c.fault("process", Say{
			EN: "the process has no name: write process: and what it is called",
			ID: "proses ini tidak punya nama: tulis process: lalu namanya",
		})
	}
	if p.ID == "" && p.Name != "" {
		c.fault("process", Say{
			EN: "%q gives no id in the letters a to z: write id: and a short word, as in id: returns",
			ID: "%q tidak menghasilkan id dengan huruf a sampai z: tulis id: dan satu kata pendek, misalnya id: retur",
		}, p.Name)
	}
	if p.ID != "" && !isID(p.ID) {
		c.fault("id", Say{
			EN: "%q can't be an id: use small letters, digits, - and _",
			ID: "%q tidak bisa menjadi id: pakai huruf kecil, angka, - dan _",
		}, p.ID)
	}
	switch p.Kind {
	case Core, Support, Management:
	default:
		c.fault("kind", Say{
			EN: "kind is core, support or management, not %q",
			ID: "kind adalah core, support atau management, bukan %q",
		}, string(p.Kind))
	}
	if len(p.Steps) == 0 {
		c.cut("steps", Say{
			EN: "the process has no steps: write steps: and a list of what is done, one line each",
			ID: "proses ini tidak punya langkah: tulis steps: lalu daftar yang dikerjakan, satu baris satu langkah",
		})
	}
	if p.Promise != "" {
		c.span("promise", p.Promise)
	}
	if p.Hours != "" {
		c.checkHours(p.Hours)
	}
	c.checkSchedule(p.Start.Schedule, p.Start.Ask)
	c.checkMap(p.Start)
}

func (c *compiler) span(path, text string) {
	if _, err := ParseSpan(text); err != nil {
		c.fault(path, Say{
			EN: "%q is no length of time: write 15m, 4h or 2d",
			ID: "%q bukan lama waktu: tulis 15m, 4h atau 2d",
		}, text)
	}
}

// checkFields gathers the fields of the start and of every step; one name has
// one type.
func (c *compiler) checkFields() {
	p := c.flow.Process
	asked := map[string]bool{}
	for _, f := range p.Start.Ask {
		c.addField("start.ask."+f.Name, f)
		asked[f.Name] = true
	}
	for i, s := range p.Steps {
		for _, f := range s.Record {
			c.addField(stepPath(i, "record."+f.Name), f)
		}
	}
	if p.Key != "" && !asked[p.Key] {
		c.fault("key", Say{
			EN: "key names %q, which start: ask: does not ask for",
			ID: "key menyebut %q, yang tidak ditanyakan di start: ask:",
		}, p.Key)
	}
	for _, name := range titleFields(p.Title) {
		if !asked[name] {
			c.fault("title", Say{
				EN: "the title uses {%s}, which start: ask: does not ask for",
				ID: "judul memakai {%s}, yang tidak ditanyakan di start: ask:",
			}, name)
		}
	}
	for i, s := range p.Steps {
		for _, f := range s.Record {
			c.equals(stepPath(i, "record."+f.Name), f)
		}
	}
	for _, f := range p.Start.Ask {
		c.equals("start.ask."+f.Name, f)
	}
}

func (c *compiler) addField(path string, f Field) {
	if !isFieldName(f.Name) {
		c.fault(path, Say{
			EN: "%q can't be the name of a field: begin with a small letter, then small letters, digits and _",
			ID: "%q tidak bisa menjadi nama isian: mulai dengan huruf kecil, lalu huruf kecil, angka dan _",
		}, f.Name)
		return
	}
	if first, ok := c.flow.fields[f.Name]; ok && first.Type != f.Type {
		c.fault(path, Say{
			EN: "the field %s is %s here and %s elsewhere: one name has one type",
			ID: "isian %s di sini %s dan di tempat lain %s: satu nama satu jenis",
		}, f.Name, string(f.Type), string(first.Type))
		return
	}
	first, ok := c.flow.fields[f.Name]
	if !ok {
		first = f
	}
	// Places may offer different answers; the field can hold any of them.
	first.Choices = slices.Clone(first.Choices)
	for _, choice := range f.Choices {
		if !slices.Contains(first.Choices, choice) {
			first.Choices = append(first.Choices, choice)
		}
	}
	c.flow.fields[f.Name] = first
}

// isFieldName reports whether a name can stand in a condition.
func isFieldName(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return name != ""
}

func (c *compiler) equals(path string, f Field) {
	if f.Equals == "" {
		return
	}
	if _, ok := c.flow.fields[f.Equals]; !ok {
		c.fault(path, Say{
			EN: "the scan has to be equal to %q, and no such field is asked for or recorded",
			ID: "hasil pindai harus sama dengan %q, dan isian itu tidak ada",
		}, f.Equals)
	}
}

// titleFields lists the {field} names in a title.
func titleFields(title string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(title, "{")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names = append(names, name)
		title = after
	}
}

func (c *compiler) checkStep(i int) {
	s := c.flow.Process.Steps[i]
	switch s.Kind {
	case Choose:
		c.checkChoose(i, s)
	case Run:
		c.checkRun(i, s)
	case Do, Wait:
		c.checkTimed(i, &s)
		if s.Role == "" {
			c.fault(stepPath(i, ""), Say{
				EN: "nobody is asked to do %q: give the step a role:, or the process one for all its steps",
				ID: "tidak ada yang diminta mengerjakan %q: beri langkah ini role:, atau beri prosesnya satu untuk semua langkah",
			}, s.Text)
		}
	case Auto:
		c.checkAuto(i, s)
	default:
		c.cut(stepPath(i, ""), Say{EN: "a step is do, auto, wait, choose or run, not %q", ID: "langkah adalah do, auto, wait, choose atau run, bukan %q"}, string(s.Kind))
	}
	if s.Text == "" {
		c.fault(stepPath(i, ""), Say{
			EN: "the step has no text: write what is to be done",
			ID: "langkah ini tidak punya teks: tulis apa yang dikerjakan",
		})
	}
	if s.Ends != "" && s.Ends != string(Cancelled) {
		c.fault(stepPath(i, "ends"), Say{EN: "ends can only be cancelled, not %q", ID: "ends hanya bisa cancelled, bukan %q"}, s.Ends)
	}
	if s.Takes != "" {
		c.span(stepPath(i, "takes"), s.Takes)
	}
	c.checkByItself(i, s)
	c.checkChecklist(i, s)
	c.checkIdle(i, s)
	c.checkDue(i, s)
	c.checkLate(i, s)
	c.checkEach(i, s)
	c.checkLinks(i, s)
	c.checkWhen(i, s)
}

func (c *compiler) checkChecklist(i int, s Step) {
	for j, check := range s.Check {
		if check.Each == "" {
			continue
		}
		if f, ok := c.flow.fields[check.Each]; !ok || f.Type != ListField {
			c.fault(stepPath(i, "check["+itoa(j)+"]"), Say{
				EN: "each: %s has to name a field of type list",
				ID: "each: %s harus menyebut isian berjenis list",
			}, check.Each)
		}
	}
}

func (c *compiler) checkDue(i int, s Step) {
	if s.Due == "" {
		return
	}
	due, err := ParseDue(s.Due)
	if err != nil {
		c.fault(stepPath(i, "due"), Say{
			EN: `%q is no due time: write 4h, 1d, "16:00", next workday 10:00, or a date field as in delivery - 1d`,
			ID: `%q bukan batas waktu: tulis 4h, 1d, "16:00", next workday 10:00, atau isian tanggal seperti delivery - 1d`,
		}, s.Due)
		return
	}
	if due.Field == "" {
		return
	}
	if f, ok := c.flow.fields[due.Field]; !ok || f.Type != DateField {
		c.fault(stepPath(i, "due"), Say{
			EN: "due reckons from %s, which has to be a field of type date",
			ID: "due dihitung dari %s, yang harus berupa isian berjenis date",
		}, due.Field)
	}
}
