package eventlog

import "alur/model"

// OfCases is the log of cases of the shop's own record. Case c of the log is
// the c-th of the cases returned: those given that have a row, in their order.
//
// A row is a round of a step that was done, or is open: what a condition or a
// person skipped, and what was withdrawn or ended with its case, is none. A
// round that was sent back has Failed. The parts of a step that several people
// do at once are rows of one step, and Round tells them from its repetitions.
// A wait for the world, or for another process that a step runs, is a row of no
// length without a person, so that all of it is waiting.
func OfCases(cases []*model.CaseLog) (*Log, []*model.CaseLog) {
	b := caseBuilder{people: index{}, roles: index{}, steps: map[Step]int32{}}
	rows := 0
	for _, c := range cases {
		rows += len(c.Tasks)
	}
	b.log.grow(rows)
	var kept []*model.CaseLog
	for _, c := range cases {
		before := b.log.Len()
		for i := range c.Tasks {
			b.add(c, &c.Tasks[i], int32(len(kept))) //nolint:gosec // There are fewer than 2^31 cases.
		}
		if b.log.Len() > before {
			b.log.Cases = append(b.log.Cases, c.Case)
			kept = append(kept, c)
		}
	}
	b.log.People, b.log.Roles = b.people.list(), b.roles.list()
	b.log.arrange()
	return &b.log, kept
}

// grow makes room for rows.
func (l *Log) grow(rows int) {
	for _, column := range []*[]int32{&l.Case, &l.Step, &l.Person, &l.Role, &l.Order, &l.Round} {
		*column = make([]int32, 0, rows)
	}
	for _, column := range []*[]int64{&l.Ready, &l.Claimed, &l.Start, &l.End} {
		*column = make([]int64, 0, rows)
	}
	l.Failed = make([]bool, 0, rows)
}

// caseBuilder makes a log of cases.
type caseBuilder struct {
	log           Log
	people, roles index
	steps         map[Step]int32
}

// index numbers texts in the order in which they come.
type index map[string]int32

func (x index) of(text string) int32 {
	if text == "" {
		return None
	}
	id, ok := x[text]
	if !ok {
		id = int32(len(x)) //nolint:gosec // There are fewer than 2^31 people.
		x[text] = id
	}
	return id
}

func (x index) list() []string {
	list := make([]string, len(x))
	for text, id := range x {
		list[id] = text
	}
	return list
}

func (b *caseBuilder) step(process, task string) int32 {
	s := Step{Process: process, Name: model.BaseStep(task)}
	id, ok := b.steps[s]
	if !ok {
		id = int32(len(b.log.Steps)) //nolint:gosec // There are fewer than 2^31 steps.
		b.log.Steps, b.steps[s] = append(b.log.Steps, s), id
	}
	return id
}

func (b *caseBuilder) add(c *model.CaseLog, t *model.TaskLog, number int32) {
	done := t.State == model.Done || t.State == model.SentBack
	if !done && !t.State.Open() {
		return
	}
	l := &b.log
	row := int32(l.Len()) //nolint:gosec // There are fewer than 2^31 rows.
	start, end, by := t.Begun, t.Ended, t.By
	if !done {
		end = Unknown
	}
	if t.Kind != model.Do {
		start, by = end, ""
	}
	l.Case, l.Step = append(l.Case, number), append(l.Step, b.step(c.Process, t.Task))
	l.Person, l.Role = append(l.Person, b.people.of(by)), append(l.Role, b.roles.of(t.Role))
	l.Ready, l.Claimed = append(l.Ready, t.Ready), append(l.Claimed, t.Taken)
	l.Start, l.End = append(l.Start, start), append(l.End, end)
	l.Failed, l.Order = append(l.Failed, t.State == model.SentBack), append(l.Order, row)
	l.Round = append(l.Round, int32(t.Round)) //nolint:gosec // There are fewer than 2^31 rounds.
	if t.Ready != Unknown {
		l.readyKnown++
	}
	if by == "" {
		return // Nobody's work rests.
	}
	for _, p := range t.Pauses {
		l.Pauses = append(l.Pauses, Pause{Row: row, From: p.From, To: p.To})
	}
}
