package procfile

import (
	"slices"
	"strings"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// process reads the whole definition.
func (r *reader) process(root *yaml.Node) model.Process {
	var p model.Process
	if root.Kind != yaml.MappingNode {
		r.unsure("process")
		r.unsure("steps")
		r.fault(root, model.Say{
			EN: "a process begins with process: and a name, then steps: and a list of what is done",
			ID: "proses diawali process: dan namanya, lalu steps: dan daftar yang dikerjakan",
		})
		return p
	}
	for _, e := range r.entries(root, "", "process", r.words.process) {
		switch e.key {
		case "start":
			p.Start = r.start(e)
		case "steps":
			p.Steps = r.steps(e)
		case "kind":
			p.Kind = model.Kind(r.text(e.value, e.path, e.key))
		default:
			*headText(&p, e.key) = r.text(e.value, e.path, e.key)
		}
	}
	return p
}

// lenient keeps a role that could not be read from being asked for again at
// every step.
func (r *reader) lenient(p model.Process) model.Process {
	if p.Role == "" && slices.Contains(r.doubtful, "role") {
		p.Role = "role"
	}
	return p
}

// headText is where a text of the head is kept.
func headText(p *model.Process, key string) *string {
	switch key {
	case "id":
		return &p.ID
	case "input":
		return &p.Input
	case "output":
		return &p.Output
	case "owner":
		return &p.Owner
	case "role":
		return &p.Role
	case "title":
		return &p.Title
	case "key":
		return &p.Key
	case "promise":
		return &p.Promise
	case "hours":
		return &p.Hours
	}
	return &p.Name
}

func (r *reader) start(e pair) model.Start {
	var s model.Start
	on := ""
	if e.value.Kind == yaml.MappingNode && len(e.value.Content) == 0 {
		r.emptyList(e.value, e.path, e.key)
	}
	for _, e := range r.entries(e.value, e.path, e.key, r.words.start) {
		switch e.key {
		case "on":
			on = r.text(e.value, e.path, e.key)
		case "ask":
			s.Ask = r.fields(e)
		case "map":
			s.Map = r.mapping(e)
		case "every":
			s.Schedule.Every = model.Every(r.text(e.value, e.path, e.key))
		default:
			*scheduleText(&s.Schedule, e.key) = r.text(e.value, e.path, e.key)
		}
	}
	if s.Schedule.Every == "" {
		s.On = on
	} else {
		s.Schedule.On = on
	}
	return s
}

// scheduleText is where a text of a schedule is kept.
func scheduleText(s *model.Schedule, key string) *string {
	switch key {
	case "at":
		return &s.At
	case "if_closed":
		return &s.IfClosed
	}
	return &s.Missed
}

// mapping reads where an outside event holds each field.
func (r *reader) mapping(e pair) []model.Mapping {
	all, _ := r.filled(e.value, e.path, e.key, model.Say{
		EN: "fields and their places in the event, such as {order_no: order.number}",
		ID: "isian dan tempatnya dalam kiriman, misalnya {no_pesanan: order.number}",
	})
	var places []model.Mapping
	for _, p := range all {
		if text := r.text(p.value, p.path, p.key); text != "" {
			places = append(places, model.Mapping{Field: p.key, Path: text})
		}
	}
	return places
}

// fields reads names of fields with their types.
func (r *reader) fields(e pair) []model.Field {
	all, ok := r.filled(e.value, e.path, e.key, model.Say{
		EN: "fields with their types, such as {weight: number kg, note: text?}",
		ID: "isian dan jenisnya, misalnya {berat: number kg, catatan: text?}",
	})
	r.anyField = r.anyField || !ok
	var fields []model.Field
	for _, p := range all {
		if p.value.Value == "" && strings.Trim(p.key, "0123456789.") == "" {
			r.anyField = true
			r.fault(p.name, model.Say{
				EN: "the comma before %s parts two fields: numbers have a point here, 0.1..30",
				ID: "koma sebelum %s memisahkan dua isian: angka di sini memakai titik, 0.1..30",
			}, p.key)
			continue
		}
		text := r.text(p.value, p.path, p.key)
		r.nodes[p.path] = p.name
		if text == "" {
			r.doubtfulFields = append(r.doubtfulFields, p.key)
			continue
		}
		f, err := model.ParseField(p.key, text)
		if refusal := model.Refused(err); refusal != nil {
			r.unsure(p.path)
			r.doubtfulFields = append(r.doubtfulFields, p.key)
			r.fault(p.name, refusal.Why, refusal.Args...)
			continue
		}
		fields = append(fields, f)
	}
	return fields
}

// maxSteps is more than anybody can oversee, and few enough to compute every
// way through them at once.
const maxSteps = 300

func noSteps() model.Say {
	return model.Say{
		EN: "steps wants a list, one line for each step, each beginning with a dash: - Pick the goods",
		ID: "steps harus berupa daftar, satu baris satu langkah, masing-masing diawali tanda hubung: - Ambil barangnya",
	}
}

func (r *reader) steps(e pair) []model.Step {
	r.nodes[e.path] = e.value
	if e.value.Kind != yaml.SequenceNode {
		r.unsure(e.path)
		r.fault(e.value, noSteps())
		return nil
	}
	nodes := e.value.Content
	if len(nodes) > maxSteps {
		r.unsure(e.path)
		r.fault(nodes[maxSteps], model.Say{
			EN: "a process has at most %d steps: divide it into several processes",
			ID: "satu proses paling banyak %d langkah: bagi menjadi beberapa proses",
		}, maxSteps)
		nodes = nodes[:maxSteps]
	}
	var steps []model.Step
	for i, n := range nodes {
		steps = append(steps, r.step(n, index(e.path, i)))
	}
	return steps
}
