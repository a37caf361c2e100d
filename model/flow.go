package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Flow is a compiled process: checked, with its arrows drawn. It is immutable
// and safe for concurrent use.
type Flow struct {
	// Process is the definition it was compiled from, normalised.
	Process Process

	index  map[string]int
	fields map[string]Field
	conds  map[string]*condition
	// branches holds, per choose, the condition of each outcome; nil for the
	// last one, else.
	branches map[string][]*condition
	// sets holds, per auto, what it sets.
	sets map[string][]assignment
	// next holds, per step, the indexes of the steps that follow by
	// placement, after or then; stops is true where then says stop.
	next  [][]int
	stops []bool
	// into holds, per step, where its forward arrows come from: -1 for the
	// start.
	into [][]int
	// reach[t][u] is true where a path of forward arrows leads from t to u;
	// every step reaches itself.
	reach [][]bool
	// leads and feeds are reach and into as sets: every act and every state
	// that is looked at asks them.
	leads, feeds []bitset
	// refused are the faults of a definition from the record.
	refused []Fault
}

// Item is one line of a task's checklist.
type Item struct {
	// Key names the line in ticks: "2", or "1/3" for the third entry of an
	// each-check, both counted from 1.
	Key      string
	Text     string
	Optional bool
}

// Hash is the SHA-256 of the normalised definition, in hex: what makes a
// version. Comments and the order of keys in a file make none.
func (f *Flow) Hash() string {
	data, err := json.Marshal(f.Process)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Step returns a step by id, or by that of one of its tasks (see BaseStep);
// nil for an unknown one.
func (f *Flow) Step(id string) *Step {
	if i, ok := f.index[BaseStep(id)]; ok {
		return &f.Process.Steps[i]
	}
	return nil
}

// Index is the place of a step in the list from 0, or -1.
func (f *Flow) Index(id string) int {
	if i, ok := f.index[BaseStep(id)]; ok {
		return i
	}
	return -1
}

// Field returns a start or recorded field by name.
func (f *Flow) Field(name string) (Field, bool) {
	field, ok := f.fields[name]
	return field, ok
}

// RecordField returns a field that the step itself records.
func (f *Flow) RecordField(step, name string) (Field, bool) {
	if s := f.Step(step); s != nil {
		for _, field := range s.Record {
			if field.Name == name {
				return field, true
			}
		}
	}
	return Field{}, false
}

// Items lists the checklist of a step for a case with these fields.
func (f *Flow) Items(step string, fields Values) []Item {
	s := f.Step(step)
	if s == nil {
		return nil
	}
	var items []Item
	for i, check := range s.Check {
		if check.Each == "" {
			items = append(items, Item{Key: fmt.Sprint(i + 1), Text: check.Text, Optional: check.Optional})
			continue
		}
		for j, entry := range fields[check.Each].Items {
			items = append(items, Item{Key: fmt.Sprintf("%d/%d", i+1, j+1), Text: entry, Optional: check.Optional})
		}
	}
	return items
}

// Outcomes lists the outcomes of a step, at least one: a step that names none
// has DoneOutcome, which goes to next.
func (f *Flow) Outcomes(step string) []Outcome {
	s := f.Step(step)
	if s == nil {
		return nil
	}
	return s.outcomes()
}

func (s *Step) outcomes() []Outcome {
	if s.Kind == Run {
		return s.runOutcomes()
	}
	if len(s.Outcomes) == 0 {
		return []Outcome{{Name: DoneOutcome, To: []string{ToNext}}}
	}
	return s.Outcomes
}

// Outcome returns an outcome of a step by name.
func (f *Flow) Outcome(step, name string) (Outcome, bool) {
	for _, o := range f.Outcomes(step) {
		if o.Name == name {
			return o, true
		}
	}
	return Outcome{}, false
}

// Usual is the outcome taken where none is named: the first that goes to
// next, else the first.
func (f *Flow) Usual(step string) Outcome {
	outcomes := f.Outcomes(step)
	for _, o := range outcomes {
		if o.GoesOn() {
			return o
		}
	}
	return outcomes[0]
}

// GoesOn reports whether the outcome goes to next, and so demands every tick
// and field; any other demands a reason.
func (o Outcome) GoesOn() bool {
	for _, to := range o.To {
		if to == ToNext {
			return true
		}
	}
	return false
}

// IsBack reports whether an outcome leads to the step itself or one above:
// rework.
func (f *Flow) IsBack(step, outcome string) bool {
	o, ok := f.Outcome(step, outcome)
	if !ok {
		return false
	}
	for _, to := range o.To {
		if i, ok := f.index[to]; ok && i <= f.Index(step) {
			return true
		}
	}
	return false
}

// Next lists the steps that follow on the usual way, nearest first.
func (f *Flow) Next(step string) []string {
	i, ok := f.index[BaseStep(step)]
	if !ok {
		return nil
	}
	var ids []string
	for _, n := range f.next[i] {
		ids = append(ids, f.Process.Steps[n].ID)
	}
	return ids
}

// Start is the arrow that starts a case.
func (f *Flow) Start() Arrow { return Arrow{To: f.Process.Steps[0].ID} }

// finish is the set of lit arrows after a step ended with an outcome, and
// whether it stops the whole case: L := (L - In(s)) + Out(s, o).
func (f *Flow) finish(lit []Arrow, step string, o Outcome) []Arrow {
	out, stop := f.out(step, o)
	if stop {
		return nil
	}
	var after []Arrow
	for _, a := range lit {
		if a.To != step {
			after = append(after, a)
		}
	}
	for _, a := range out {
		after = light(after, a)
	}
	return after
}

// out lists the arrows an outcome lights.
func (f *Flow) out(step string, o Outcome) (arrows []Arrow, stop bool) {
	i := f.index[step]
	for _, to := range o.To {
		switch to {
		case ToEnd:
		case ToStop:
			return nil, true
		case ToNext:
			if f.stops[i] {
				return nil, true
			}
			for _, n := range f.next[i] {
				arrows = append(arrows, Arrow{From: step, To: f.Process.Steps[n].ID})
			}
		default:
			arrows = append(arrows, Arrow{From: step, To: to})
		}
	}
	return arrows, false
}

func light(lit []Arrow, a Arrow) []Arrow {
	for _, l := range lit {
		if l == a {
			return lit
		}
	}
	return append(lit, a)
}

// ready reports whether a step may begin: some arrow into it is lit, and no
// other lit arrow has a forward path to a dark forward arrow into it. In
// words: work has arrived, and nothing still under way can bring more. It is
// BPMN's inclusive join limited to forward arrows, and cannot deadlock: the
// lit arrow whose target is highest is always ready.
func (f *Flow) ready(lit []Arrow, step string) bool {
	links := make([]link, len(lit))
	for i, a := range lit {
		links[i] = link{from: f.from(a), to: f.index[a.To]}
	}
	return f.comesUp(links, f.index[step])
}

// link is an arrow by the indexes of its steps: from is -1 for the start.
type link struct{ from, to int }

// comesUp is the rule of ready.
func (f *Flow) comesUp(lit []link, step int) bool {
	arrived := false
	// dark are the arrows into the step that may bring more.
	dark := append(bitset(nil), f.feeds[step]...)
	for _, l := range lit {
		if l.to != step {
			continue
		}
		arrived = true
		if l.from >= 0 {
			dark.take(l.from)
		}
	}
	if !arrived {
		return false
	}
	for _, l := range lit {
		if l.to != step && dark.meets(f.leads[l.to]) {
			return false
		}
	}
	return true
}

// bitset is a set of steps by their index.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) put(i int)  { b[i/64] |= 1 << (i % 64) }
func (b bitset) take(i int) { b[i/64] &^= 1 << (i % 64) }

func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

// text is the set as a key.
func (b bitset) text() string {
	var key []byte
	for _, word := range b {
		key = binary.BigEndian.AppendUint64(key, word)
	}
	return string(key)
}

func (b bitset) meets(other bitset) bool {
	for i, word := range b {
		if word&other[i] != 0 {
			return true
		}
	}
	return false
}

// from is the index of an arrow's source, -1 for the start.
func (f *Flow) from(a Arrow) int {
	if a.From == "" {
		return -1
	}
	return f.index[a.From]
}

// below lists the ids of a step and all that forward arrows lead to from it.
func (f *Flow) below(step string) map[string]bool {
	region := map[string]bool{}
	for u, ok := range f.reach[f.index[step]] {
		if ok {
			region[f.Process.Steps[u].ID] = true
		}
	}
	return region
}
