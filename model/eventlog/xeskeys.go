package eventlog

import (
	"bytes"
	"slices"
	"strings"

	"alur/model"
)

// xesKey is what is known of a key of attributes.
type xesKey struct {
	name string
	// field is the number of the field it may be read for, -1 for none.
	field   int
	ofTrace bool
	met     bool
}

// xesKeys are the keys of a log.
type xesKeys struct {
	mapped  map[Field]string
	ofTrace map[string]*xesKey
	ofEvent map[string]*xesKey
	list    []*xesKey
	// bound is which key a field is read from, better true where that of the
	// role has just become a surer one.
	bound  [fieldCount]*xesKey
	better bool
	// prefixes are those of the standard extensions, by what the log calls
	// them.
	prefixes map[string]string
}

func newXESKeys(mapped map[Field]string) *xesKeys {
	return &xesKeys{mapped: mapped, ofTrace: map[string]*xesKey{}, ofEvent: map[string]*xesKey{}, prefixes: map[string]string{}}
}

// extension notes what a log calls an extension.
func (k *xesKeys) extension(prefix, uri []byte) {
	name := string(uri[bytes.LastIndexByte(uri, '/')+1:])
	if len(prefix) > 0 && len(k.prefixes) < maxKeys {
		k.prefixes[string(prefix)] = strings.TrimSuffix(name, ".xesext")
	}
}

// maxKeys is how many different keys are remembered. Only a file that makes up
// keys has more.
const maxKeys = 10_000

// of is what is known of a key.
func (k *xesKeys) of(text []byte, ofTrace, date bool) *xesKey {
	index := k.ofEvent
	if ofTrace {
		index = k.ofTrace
	}
	key, ok := index[string(text)]
	if ok {
		return key
	}
	if len(k.list) >= maxKeys {
		return nil
	}
	key = &xesKey{name: string(text), ofTrace: ofTrace}
	key.field = k.field(key, date)
	index[key.name] = key
	k.list = append(k.list, key)
	return key
}

// shown is a key as the report and Options.Map name it.
func (k *xesKey) shown() string {
	if k.ofTrace {
		return "case:" + k.name
	}
	return k.name
}

// field is the number of the field that a key may be read for, -1 for none.
func (k *xesKeys) field(key *xesKey, date bool) int {
	for n, f := range Fields() {
		if name := k.mapped[f]; name != "" && (name == key.shown() || plainName(name) == plainName(key.shown())) {
			return n
		}
	}
	n := k.standard(key, date)
	if n >= 0 {
		if _, corrected := k.mapped[Fields()[n]]; corrected {
			return -1
		}
	}
	return n
}

func (k *xesKeys) standard(key *xesKey, date bool) int {
	name := key.name
	if prefix, rest, ok := strings.Cut(name, ":"); ok && k.prefixes[prefix] != "" {
		name = k.prefixes[prefix] + ":" + rest
	}
	if key.ofTrace {
		return ofTrace(name)
	}
	if n := ofEvent(name); n >= 0 {
		return n
	}
	if date {
		// Other times of an event go by the names that columns have, if these
		// say clearly that they are times of it.
		for _, n := range []int{inReady, inClaimed, inStart} {
			plain := plainName(name)
			if (strings.Contains(plain, "time") || strings.HasPrefix(plain, "alur:")) && slices.Contains(Fields()[n].known(), plain) {
				return n
			}
		}
	}
	return -1
}

// ofTrace is the number of the field that an attribute of a trace is.
func ofTrace(name string) int {
	switch name {
	case "concept:name":
		return inCase
	case "process", "case:process":
		return inProcess
	case "alur:state":
		return inState
	}
	return -1
}

// ofEvent is the number of the field that an attribute of an event is.
func ofEvent(name string) int {
	switch name {
	case "concept:name":
		return inStep
	case "concept:instance":
		return inInstance
	case "lifecycle:transition":
		return inTransition
	case "time:timestamp":
		return inEnd
	case "org:resource":
		return inPerson
	case "org:role", "org:group":
		return inRole
	case "alur:seq":
		return inSequence
	case "alur:kind":
		return inKind
	}
	return -1
}

// bind reports whether a field is read from a key: the first one met, but that
// a role is surer than a group.
func (k *xesKeys) bind(key *xesKey) bool {
	was := k.bound[key.field]
	if was == key {
		return true
	}
	surer := was != nil && key.field == inRole && strings.HasSuffix(was.name, ":group") && strings.HasSuffix(key.name, ":role")
	if was != nil && !surer {
		return false
	}
	k.bound[key.field] = key
	k.better = k.better || surer
	return true
}

// name is what a field is read from.
func (k *xesKeys) name(f Field) string {
	for n, g := range Fields() {
		if g == f && k.bound[n] != nil {
			return k.bound[n].shown()
		}
	}
	return f.known()[0]
}

// heading are the keys that were met, and which of them was taken for what.
func (k *xesKeys) heading() ([]string, Columns) {
	var heading []string
	columns := Columns{}
	for _, key := range k.list {
		if !key.met {
			continue
		}
		if key.field >= 0 && k.bound[key.field] == key {
			columns[Fields()[key.field]] = len(heading)
		}
		heading = append(heading, key.shown())
	}
	return heading, columns
}

// enough reports an attribute that was asked for and is not there, and one
// that a log needs.
func (k *xesKeys) enough(r *Report) error {
	for n, f := range Fields() {
		name := k.mapped[f]
		switch {
		case k.bound[n] != nil:
		case name != "":
			return &Fault{Say: model.Say{
				EN: "there is no attribute %q; the attributes are %s", ID: "tidak ada atribut %q; atributnya %s",
			}, Args: []any{name, strings.Join(r.Heading, ", ")}}
		case r.Rows > 0 && (n == inStep || n == inEnd):
			return &Fault{Say: model.Say{
				EN: "no attribute is known to be the %s; say which one with --map %s=ATTRIBUTE. The attributes are %s",
				ID: "tidak ada atribut yang dikenali sebagai %s; sebutkan dengan --map %s=ATRIBUT. Atributnya %s",
			}, Args: []any{f.Say(), string(f), strings.Join(r.Heading, ", ")}}
		}
	}
	return nil
}
