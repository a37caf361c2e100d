package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// BoardInput is everything the board is a function of.
type BoardInput struct {
	Now  time.Time
	Shop *Shop
	// Calendar is that of the shop, for who has it at hand; nil makes it.
	Calendar *Calendar
	// Open are all open tasks, in any order.
	Open    []OpenTask
	Flow    func(process string, version int) *Flow
	History History
	// Acted says who did anything today; nil counts only who signed in.
	Acted LastAct
	// Process narrows it down to one; empty is all.
	Process string
}

// Board is where all running cases stand: a case stands under each step where
// it has an open task.
type Board struct {
	Now   time.Time
	Tally BoardTally
	// Processes are those with a running case: core, then support, then
	// management, by name.
	Processes []BoardProcess
}

// BoardTally counts cases. One that is late at two steps is one.
type BoardTally struct {
	Running int
	// Late and AtRisk cases have a task that the queue calls so. Outside are
	// those that wait for somebody or something outside, at some step.
	Late, AtRisk, Outside int
	// Parked counts the parked tasks by what they wait for, the most first.
	Parked []ParkedFor
}

// ParkedFor is how many tasks wait for one thing, in the words of a person or
// as alur says it.
type ParkedFor struct {
	For Reason
	// Code is set where alur parked them.
	Code  HeldCode
	Tasks int
}

// BoardProcess are the running cases of one process, over its versions.
type BoardProcess struct {
	ID, Name string
	Kind     Kind
	Tally    BoardTally
	// Steps are the steps where something stands, in the order of the
	// process; Empty is how many others somebody works at or waits for.
	Steps []BoardStep
	Empty int
}

// BoardStep is one step and what stands there.
type BoardStep struct {
	Process, Step, Title, Role string
	// Outside is true for a step that waits for the world or another case.
	Outside bool
	Who     WhoCan
	// Waiting tasks wait for a person, Working ones somebody has, Parked ones
	// wait for something; Late ones are in one of the others as well.
	Waiting, Working, Parked, Late int
	// Tasks are what stands there, in the order of the queue: pinned, late,
	// at risk, the rest; then by slack.
	Tasks []*BoardTask
}

// BoardTask is one case at one step.
type BoardTask struct {
	// Band is Late, AtRisk or Normal here, and Why the reason for that:
	// whose hands it is in is in By and For.
	QueueItem
	// Pinned is true while it stands at the top.
	Pinned bool
	// Asleep is true where nobody here can go on with it now: it is parked,
	// or waits for the world and is not overdue.
	Asleep bool
	// Timed is true where it waits for a time, and passes by itself.
	Timed bool
	// Age is how long it has stood at this step, in opening time.
	Age time.Duration
}

// MakeBoard puts all open tasks where they stand. It is a pure function of
// its input, whatever the order of the rows, and what is late or at risk is
// so by the same reckoning as in the queue.
func MakeBoard(in BoardInput) Board {
	q := newQueuing(QueueInput{Now: in.Now, Shop: in.Shop, Calendar: in.Calendar, Flow: in.Flow, History: in.History})
	all := map[string]*boarding{}
	var whole tallying
	// Ten thousand rows are not copied again and again while they are sorted.
	tasks := make([]BoardTask, 0, len(in.Open))
	for _, row := range in.Open {
		if in.Process != "" && row.Process != in.Process {
			continue
		}
		p := all[row.Process]
		if p == nil {
			p = &boarding{q: q, acted: in.Acted, steps: map[string]*BoardStep{}}
			all[row.Process] = p
		}
		tasks = append(tasks, q.stands(row))
		t := &tasks[len(tasks)-1]
		p.add(t)
		p.tally.add(t)
		whole.add(t)
	}
	b := Board{Now: in.Now, Tally: whole.tally()}
	for id, p := range all {
		b.Processes = append(b.Processes, p.process(id))
	}
	slices.SortFunc(b.Processes, func(a, b BoardProcess) int {
		return cmp.Or(cmp.Compare(a.Kind.order(), b.Kind.order()),
			cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return b
}

// order is the place of a kind: what the shop lives on comes first.
func (k Kind) order() int {
	switch k {
	case Support:
		return 1
	case Management:
		return 2
	}
	return 0
}

// stands is an open task as everybody sees it: a claim that came back at
// closing time is given back, and what one person alone may do is for them.
func (q *queuing) stands(row OpenTask) BoardTask {
	t := BoardTask{QueueItem: QueueItem{OpenTask: row}}
	if cameBackAt(q.closing(row.Division), row.State, row.By, row.Touched) {
		t.CameBackFrom = row.By
		t.giveBack()
	}
	t.DueAt, t.Slack, t.Age = q.dueAt(&t.OpenTask), q.slack(&t.OpenTask), q.calOf(&t.OpenTask).Working(t.Ready, q.in.Now)
	band, why := q.urgency(&t.QueueItem)
	t.Band, t.Why = band, why(q, &t.QueueItem)
	if t.By == "" && t.For == "" {
		t.For = q.in.Shop.Alone(t.OpenTask)
	}
	t.Pinned, t.Asleep = t.pinnedAt(q.in.Now), q.asleep(&t.QueueItem)
	_, _, t.Timed = q.waitsUntil(&t.QueueItem)
	return t
}

// waitsOutside reports whether it waits for somebody or something outside.
func (t *BoardTask) waitsOutside() bool {
	return t.State == Waiting && t.Child == "" || t.State == Parked && t.Asleep
}

// boarding gathers the rows of one process.
type boarding struct {
	q     *queuing
	acted LastAct
	steps map[string]*BoardStep
	tally tallying
	// newest is the newest version that a case runs by: it says what the
	// steps are called and how they follow each other.
	newest int
}

func (p *boarding) add(t *BoardTask) {
	p.newest = max(p.newest, t.Version)
	id := BaseStep(t.Step)
	s := p.steps[id]
	if s == nil {
		s = &BoardStep{Process: t.Process, Step: id}
		p.steps[id] = s
	}
	switch {
	case t.State == Waiting:
		s.Outside = true
	case t.State == Parked:
		s.Parked++
	case t.By != "":
		s.Working++
	default:
		s.Waiting++
	}
	if t.Band == Late {
		s.Late++
	}
	s.Tasks = append(s.Tasks, t)
}

func (p *boarding) process(id string) BoardProcess {
	out := BoardProcess{ID: id, Name: id, Kind: Core, Tally: p.tally.tally()}
	flow := p.q.in.Flow(id, p.newest)
	if flow != nil {
		out.Name, out.Kind = flow.Process.Name, flow.Process.Kind
		for _, s := range flow.Process.Steps {
			if !s.Kind.ByItself() && p.steps[s.ID] == nil {
				out.Empty++
			}
		}
	}
	place := map[string]int{}
	for _, s := range p.steps {
		slices.SortFunc(s.Tasks, p.q.onBoard)
		place[s.Step] = p.name(flow, s)
		s.Who = p.q.in.Shop.WhoCan(s.Role, "", p.q.cal, p.q.in.Now, p.acted)
		out.Steps = append(out.Steps, *s)
	}
	slices.SortFunc(out.Steps, func(a, b BoardStep) int {
		return cmp.Or(cmp.Compare(place[a.Step], place[b.Step]), cmp.Compare(a.Step, b.Step))
	})
	return out
}

// name gives a step its words and its place: those of the newest version that
// has it, as far as a case there tells.
func (p *boarding) name(flow *Flow, s *BoardStep) int {
	newest := s.Tasks[0]
	for _, t := range s.Tasks {
		if t.Version > newest.Version {
			newest = t
		}
	}
	s.Title, s.Role = strings.TrimSuffix(newest.Title, ": "+newest.Entry), newest.Role
	if flow == nil || flow.Step(s.Step) == nil {
		flow = p.q.in.Flow(newest.Process, newest.Version)
	}
	if flow == nil || flow.Step(s.Step) == nil {
		return 0
	}
	step := flow.Step(s.Step)
	if newest.Child == "" {
		s.Title = step.Text
	}
	s.Role = flow.roleOf(step)
	return flow.Index(s.Step)
}

// onBoard is the order of the queue, with what is pinned before all.
func (q *queuing) onBoard(a, b *BoardTask) int {
	switch {
	case a.Pinned != b.Pinned && a.Pinned:
		return -1
	case a.Pinned != b.Pinned:
		return 1
	}
	return q.order(&a.QueueItem, &b.QueueItem)
}

// tallying counts cases, each once.
type tallying struct {
	running, late, risk, outside map[string]bool
	parked                       map[string]*ParkedFor
}

func (c *tallying) add(t *BoardTask) {
	if c.running == nil {
		c.running, c.late, c.risk, c.outside = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
		c.parked = map[string]*ParkedFor{}
	}
	c.running[t.Case] = true
	switch t.Band {
	case Late:
		c.late[t.Case] = true
	case AtRisk:
		c.risk[t.Case] = true
	}
	if t.waitsOutside() {
		c.outside[t.Case] = true
	}
	if t.State != Parked {
		return
	}
	what, code := verbatim(strings.TrimSpace(CleanText(t.ParkedFor))), HeldCode("")
	if t.Held != nil {
		what, code = t.WaitsFor(), t.Held.Code
	}
	key := strings.ToLower(what.In(English))
	group := c.parked[key]
	if group == nil {
		group = &ParkedFor{For: what, Code: code}
		c.parked[key] = group
	}
	if what.In(English) < group.For.In(English) {
		group.For = what
	}
	group.Tasks++
}

func (c *tallying) tally() BoardTally {
	t := BoardTally{Running: len(c.running), Late: len(c.late), AtRisk: len(c.risk), Outside: len(c.outside)}
	for _, group := range c.parked {
		t.Parked = append(t.Parked, *group)
	}
	slices.SortFunc(t.Parked, func(a, b ParkedFor) int {
		return cmp.Or(cmp.Compare(b.Tasks, a.Tasks), cmp.Compare(a.For.In(English), b.For.In(English)))
	})
	return t
}
