package eventlog

import (
	"slices"
	"strings"

	"alur/model"
)

// Field is something a log says of an instance.
type Field string

// The fields, by the names --map knows them by.
const (
	FieldCase       Field = "case"
	FieldStep       Field = "step"
	FieldStart      Field = "start"
	FieldEnd        Field = "end"
	FieldReady      Field = "ready"
	FieldClaimed    Field = "claimed"
	FieldPerson     Field = "person"
	FieldRole       Field = "role"
	FieldProcess    Field = "process"
	FieldInstance   Field = "instance"
	FieldTransition Field = "transition"
	FieldSequence   Field = "sequence"
	FieldPauses     Field = "pauses"
	FieldKind       Field = "kind"
	FieldState      Field = "state"
)

// Fields are all fields, in the order in which they are shown.
func Fields() []Field {
	return []Field{
		FieldCase, FieldStep, FieldReady, FieldClaimed, FieldStart, FieldEnd, FieldPerson, FieldRole,
		FieldProcess, FieldInstance, FieldTransition, FieldSequence, FieldPauses, FieldKind, FieldState,
	}
}

// Say is what a field is, in words.
func (f Field) Say() model.Say {
	switch f {
	case FieldCase:
		return model.Say{EN: "case", ID: "kasus"}
	case FieldStep:
		return model.Say{EN: "step", ID: "langkah"}
	case FieldReady:
		return model.Say{EN: "ready since", ID: "siap sejak"}
	case FieldClaimed:
		return model.Say{EN: "taken at", ID: "diambil pada"}
	case FieldStart:
		return model.Say{EN: "begun at", ID: "mulai pada"}
	case FieldEnd:
		return model.Say{EN: "done at", ID: "selesai pada"}
	case FieldPerson:
		return model.Say{EN: "person", ID: "orang"}
	case FieldRole:
		return model.Say{EN: "role", ID: "peran"}
	case FieldProcess:
		return model.Say{EN: "process", ID: "proses"}
	case FieldInstance:
		return model.Say{EN: "instance", ID: "instansi"}
	case FieldTransition:
		return model.Say{EN: "kind of event", ID: "jenis kejadian"}
	case FieldSequence:
		return model.Say{EN: "sequence", ID: "urutan"}
	case FieldPauses:
		return model.Say{EN: "set aside", ID: "disisihkan"}
	case FieldKind:
		return model.Say{EN: "kind of step", ID: "jenis langkah"}
	case FieldState:
		return model.Say{EN: "state of the case", ID: "keadaan kasus"}
	}
	return model.Say{EN: string(f), ID: string(f)}
}

// known are the names of columns a field goes by, the surest first, as
// plainName writes them: those of XES and of alur's export, and what Disco,
// Celonis, Apromore, Prosimos and spreadsheets use.
func (f Field) known() []string {
	switch f {
	case FieldCase:
		return []string{
			"case:concept:name", "case id", "caseid", "case", "case key", "case number", "case no", "case identifier", "case name",
			"trace", "trace id", "trace:concept:name", "process instance", "kasus", "id kasus", "no kasus", "nomor kasus",
			"order id", "order number", "order no", "order", "no pesanan", "nomor pesanan", "pesanan", "nomor",
		}
	case FieldStep:
		return []string{
			"concept:name", "activity", "activity name", "activity en", "step", "task", "task name", "activity id", "operation",
			"event", "event name", "event:concept:name", "action", "langkah", "aktivitas", "kegiatan", "tugas", "what", "apa",
		}
	case FieldStart:
		return []string{
			"start timestamp", "time:start", "start time", "start date", "start", "started", "started at", "begin", "begun", "begun at",
			"begin time", "actual start", "time:start timestamp", "mulai", "waktu mulai", "dimulai",
		}
	case FieldEnd:
		return []string{
			"time:timestamp", "end timestamp", "complete timestamp", "completion timestamp", "completed timestamp", "time:complete",
			"end time", "complete time", "completion time", "end date", "end", "ended", "ended at", "complete", "completed", "completed at",
			"completion", "finish", "finished", "finished at", "finish time", "actual end", "done", "done at", "timestamp", "event time",
			"eventtime", "event timestamp", "time", "datetime", "date time", "date", "selesai", "waktu selesai", "waktu", "tanggal",
			"when", "kapan",
		}
	case FieldReady:
		return []string{
			"alur:ready", "ready timestamp", "ready", "ready at", "enabled time", "enable time", "enabled timestamp", "enabled",
			"schedule", "scheduled", "schedule timestamp", "scheduled timestamp", "siap",
		}
	case FieldClaimed:
		return []string{"alur:claimed", "claimed timestamp", "claimed", "claimed at", "assign", "assigned", "assign timestamp", "assigned timestamp", "diambil"}
	case FieldPerson:
		return []string{
			"org:resource", "resource", "resource name", "person", "user", "user name", "username", "employee", "agent", "performer",
			"originator", "worker", "actor", "assignee", "orang", "petugas", "karyawan", "pegawai",
			"who", "siapa",
		}
	case FieldRole:
		return []string{"org:role", "role", "org:group", "group", "department", "team", "peran", "bagian"}
	case FieldProcess:
		return []string{"case:process", "process", "process name", "proses"}
	case FieldInstance:
		return []string{"concept:instance", "instance", "activity instance", "activity instance id", "instance id"}
	case FieldTransition:
		return []string{"lifecycle:transition", "lifecycle", "transition", "lifecycle id", "event type"}
	case FieldSequence:
		return []string{"alur:seq", "sorting", "sequence", "seq", "sort order", "urutan"}
	// What only alur's own export says.
	case FieldPauses:
		return []string{"alur:pauses", "alur pauses"}
	case FieldKind:
		return []string{"alur:kind", "alur kind"}
	case FieldState:
		return []string{"case:state", "alur state"}
	}
	return nil
}

// plainName is a column's name without what does not tell names apart: case,
// and how its words are parted. Celonis begins its own with an underscore.
func plainName(column string) string {
	column = strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(strings.ToLower(column))
	return strings.Join(strings.Fields(column), " ")
}

// FieldOf is the field a name of --map means: its own name, or one of a
// column it goes by. False if it means none.
func FieldOf(name string) (Field, bool) {
	plain := plainName(name)
	for _, f := range Fields() {
		if plain == string(f) {
			return f, true
		}
	}
	for _, f := range Fields() {
		if slices.Contains(f.known(), plain) {
			return f, true
		}
	}
	return "", false
}

// Columns says which column of a heading a field is read from.
type Columns map[Field]int

// guess finds the columns by their names.
func guess(heading []string) Columns {
	columns, taken := Columns{}, map[int]bool{}
	plain := make([]string, len(heading))
	for i, name := range heading {
		plain[i] = plainName(name)
	}
	for _, f := range Fields() {
		for _, name := range f.known() {
			if i := slices.Index(plain, name); i >= 0 && !taken[i] {
				columns[f], taken[i] = i, true
				break
			}
		}
	}
	if _, ok := columns[FieldCase]; !ok {
		// Apromore takes any column for the case that ends so.
		for i, name := range plain {
			if !taken[i] && (strings.HasSuffix(name, "case id") || strings.HasSuffix(name, "caseid") || strings.HasSuffix(name, "service id")) {
				columns[FieldCase] = i
				break
			}
		}
	}
	// One time a step is when it was done, whatever it is called.
	if start, ok := columns[FieldStart]; ok {
		if _, two := columns[FieldEnd]; !two {
			columns[FieldEnd] = start
			delete(columns, FieldStart)
		}
	}
	return columns
}

// find is the column of a name: exactly, else without regard to case and
// marks.
func find(heading []string, name string) int {
	if i := slices.Index(heading, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(heading, func(column string) bool { return plainName(column) == plainName(name) })
}

// choose are the columns by name, corrected by a map of a field to the name of
// a column; an empty name takes none.
func choose(heading []string, corrected map[Field]string) (Columns, error) {
	columns := guess(heading)
	for _, f := range Fields() {
		name, ok := corrected[f]
		if !ok {
			continue
		}
		delete(columns, f)
		if name == "" {
			continue
		}
		i := find(heading, name)
		if i < 0 {
			return nil, &Fault{Say: model.Say{
				EN: "there is no column %q; the columns are %s",
				ID: "tidak ada kolom %q; kolomnya %s",
			}, Args: []any{name, strings.Join(heading, ", ")}}
		}
		for other, at := range columns {
			if at == i {
				delete(columns, other)
			}
		}
		columns[f] = i
	}
	return columns, columns.enough(heading)
}

// enough reports all that is missing for a log.
func (c Columns) enough(heading []string) error {
	var none missing
	for _, need := range []Field{FieldCase, FieldStep, FieldEnd} {
		if _, ok := c[need]; ok {
			continue
		}
		if _, ok := c[FieldStart]; ok && need == FieldEnd {
			continue
		}
		none = append(none, need)
	}
	switch len(none) {
	case 0:
		return nil
	case 1:
		return &Fault{Say: model.Say{
			EN: "no column is known to be the %s; say which one with --map %s=COLUMN. The columns are %s",
			ID: "tidak ada kolom yang dikenali sebagai %s; sebutkan dengan --map %s=KOLOM. Kolomnya %s",
		}, Args: []any{none, string(none[0]), strings.Join(heading, ", ")}}
	}
	maps := model.Say{}
	for _, f := range none {
		maps.EN += " --map " + string(f) + "=COLUMN"
		maps.ID += " --map " + string(f) + "=KOLOM"
	}
	return &Fault{Say: model.Say{
		EN: "no columns are known to be these: %s; say which ones with%s. The columns are %s",
		ID: "tidak ada kolom yang dikenali sebagai: %s; sebutkan dengan%s. Kolomnya %s",
	}, Args: []any{none, maps, strings.Join(heading, ", ")}}
}

// missing are fields of which no column is known.
type missing []Field

// In says them in a language.
func (m missing) In(l model.Lang) string {
	var names []string
	for _, f := range m {
		names = append(names, f.Say().In(l))
	}
	return strings.Join(names, ", ")
}
