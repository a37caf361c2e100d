package eventlog

import (
	"cmp"
	"slices"
	"sort"

	"alur/model"
)

// Row is an instance as it comes in. Times are Unix nanoseconds or Unknown;
// empty texts are unknown. The texts are not kept.
type Row struct {
	Case, Process, Step, Person, Role []byte
	Ready, Claimed, Start, End        int64
	Failed                            bool
	Pauses                            []Pause
	// Sequence tells rows with equal times apart, before the order in which
	// they were added.
	Sequence int64
}

// Builder makes a log of rows in any order.
type Builder struct {
	rows          pages[builtRow]
	pauses        []Pause
	cases, people names
	roles         names
	steps         steps
	sequenced     bool
	// states are those of the cases by number; shorter where the last ones say
	// nothing, empty where none does.
	states []model.CaseState
	// kinds are those of the steps, in the same way.
	kinds []model.StepKind
}

// builtRow is a row by the numbers of its names: one line of a processor's
// memory.
type builtRow struct {
	ready, claimed, start, end, sequence int64
	cas, step, person, role              int32
	failed                               bool
}

// NewBuilder makes an empty one.
func NewBuilder() *Builder {
	return &Builder{cases: newNames(), people: newNames(), roles: newNames(), steps: newSteps()}
}

// Len is how many rows were added.
func (b *Builder) Len() int { return b.rows.len() }

// Add puts a row into the log. It needs a case, a step and one of its times;
// without them it is not taken, and Add says so.
func (b *Builder) Add(r Row) bool {
	if len(r.Case) == 0 || len(r.Step) == 0 || r.Start == Unknown && r.End == Unknown && r.Ready == Unknown {
		return false
	}
	b.add(b.cases.of(r.Case), b.steps.of(r.Process, r.Step), b.people.of(r.Person), b.roles.of(r.Role), &r)
	return true
}

func (b *Builder) add(c, step, person, role int32, r *Row) {
	n := int32(b.rows.len()) //nolint:gosec // There are fewer than 2^31 rows.
	b.rows.add(builtRow{
		ready: r.Ready, claimed: r.Claimed, start: r.Start, end: r.End, sequence: r.Sequence,
		cas: c, step: step, person: person, role: role, failed: r.Failed,
	})
	b.sequenced = b.sequenced || r.Sequence != 0
	for _, p := range r.Pauses {
		p.Row = n
		b.pauses = append(b.pauses, p)
	}
}

// stateOf notes the state of a case.
func (b *Builder) stateOf(c int32, state model.CaseState) {
	b.states = noted(b.states, c, state)
}

// kindOf notes how a step is done.
func (b *Builder) kindOf(step int32, kind model.StepKind) { b.kinds = noted(b.kinds, step, kind) }

func noted[T ~string](list []T, n int32, text T) []T {
	for len(list) <= int(n) {
		list = append(list, "")
	}
	list[n] = text
	return list
}

// Log orders what was added. The builder is spent.
func (b *Builder) Log() *Log {
	l := &Log{Cases: b.cases.list(), Steps: b.steps.steps(), People: b.people.list(), Roles: b.roles.list(), Pauses: b.pauses, States: b.states, Kinds: b.kinds}
	n := b.Len()
	l.Case, l.Step, l.Person, l.Role, l.Order = make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)
	l.Ready, l.Claimed, l.Start, l.End = make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n)
	l.Failed = make([]bool, n)
	i := 0
	b.rows.each(func(r *builtRow) {
		l.Case[i], l.Step[i], l.Person[i], l.Role[i] = r.cas, r.step, r.person, r.role
		l.Ready[i], l.Claimed[i], l.Start[i], l.End[i] = r.ready, r.claimed, r.start, r.end
		l.Failed[i], l.Order[i] = r.failed, int32(i) //nolint:gosec // There are fewer than 2^31 rows.
		if r.ready != Unknown {
			l.readyKnown++
		}
		i++
	})
	if b.sequenced {
		b.numberBySequence(l)
	}
	b.rows = pages[builtRow]{}
	l.arrange()
	return l
}

// numberBySequence makes the order that of the sequence.
func (b *Builder) numberBySequence(l *Log) {
	rows := slices.Clone(l.Order)
	slices.SortStableFunc(rows, func(x, y int32) int { return cmp.Compare(b.rows.at(x).sequence, b.rows.at(y).sequence) })
	for place, row := range rows {
		l.Order[row] = int32(place) //nolint:gosec // There are fewer than 2^31 rows.
	}
}

// arrange puts the rows by case, and inside a case by begin, end and order.
func (l *Log) arrange() {
	n := l.Len()
	l.First = make([]int32, len(l.Cases)+1)
	for _, c := range l.Case {
		l.First[c+1]++
	}
	for c := range l.Cases {
		l.First[c+1] += l.First[c]
	}
	rows := make([]int32, n)
	next := slices.Clone(l.First)
	moved := false
	for i, c := range l.Case {
		at := next[c]
		next[c]++
		rows[at] = int32(i) //nolint:gosec // There are fewer than 2^31 rows.
		moved = moved || int(at) != i
	}
	for c := range l.Cases {
		mine := rows[l.First[c]:l.First[c+1]]
		if !slices.IsSortedFunc(mine, l.before) {
			slices.SortFunc(mine, l.before)
			moved = true
		}
	}
	if moved {
		l.take(rows)
	}
}

// before orders the rows of a case.
func (l *Log) before(a, b int32) int {
	x, y := l.Begin(int(a)), l.Begin(int(b))
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return cmp.Or(cmp.Compare(l.End[a], l.End[b]), cmp.Compare(l.Order[a], l.Order[b]))
}

// take rearranges all columns, one after the other, so that no more than one
// of them is there twice at any time.
func (l *Log) take(rows []int32) {
	for _, column := range []*[]int32{&l.Case, &l.Step, &l.Person, &l.Role, &l.Order, &l.Round} {
		if *column != nil {
			*column = picked(*column, rows)
		}
	}
	for _, column := range []*[]int64{&l.Ready, &l.Claimed, &l.Start, &l.End} {
		*column = picked(*column, rows)
	}
	l.Failed = picked(l.Failed, rows)
	if len(l.Pauses) == 0 {
		return
	}
	place := make([]int32, len(rows))
	for at, row := range rows {
		place[row] = int32(at) //nolint:gosec // There are fewer than 2^31 rows.
	}
	for i := range l.Pauses {
		l.Pauses[i].Row = place[l.Pauses[i].Row]
	}
	sort.Slice(l.Pauses, func(i, j int) bool {
		a, b := l.Pauses[i], l.Pauses[j]
		return a.Row < b.Row || a.Row == b.Row && a.From < b.From
	})
}

func picked[T any](column []T, rows []int32) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = column[row]
	}
	return out
}
