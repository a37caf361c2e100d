package model

// The outcomes of a step that runs another process.
const (
	RunFinished  = "finished"
	RunCancelled = "cancelled"
)

// runOutcomes are the ways a run can end; what the step does not list goes on.
func (s *Step) runOutcomes() []Outcome {
	all := append([]Outcome(nil), s.Outcomes...)
	for _, name := range []string{RunFinished, RunCancelled} {
		listed := false
		for _, o := range s.Outcomes {
			listed = listed || o.Name == name
		}
		if !listed {
			all = append(all, Outcome{Name: name, To: []string{ToNext}})
		}
	}
	return all
}

// undertaking is what one command leads to, in all the cases it touches: a
// case that runs another process, and the case that was run.
type undertaking struct {
	events []Event
	works  map[string]*casework
	// started counts the cases begun here, by process.
	started map[string]int
}

func newUndertaking() *undertaking {
	return &undertaking{works: map[string]*casework{}, started: map[string]int{}}
}

// other is the work on another case of the same command; nil where there is
// no such case.
func (w *casework) other(id string) (*casework, error) {
	if known := w.all.works[id]; known != nil {
		return known, nil
	}
	c := w.v.Case(id)
	if c == nil {
		return nil, nil
	}
	o, err := newCasework(w.v, w.cmd, w.now, c)
	if err != nil {
		return nil, err
	}
	o.all = w.all
	w.all.works[id] = o
	return o, nil
}

// run opens a step that runs another process: its case begins in the same
// act. What keeps it from beginning parks the step with the owner.
func (w *casework) run(s *Step, round int) error {
	ready := TaskReady{Round: round, Waits: true, CameBack: w.comeback(s.ID)}
	child, start, why, err := w.prepare(s)
	if err != nil {
		return err
	}
	if why != nil {
		ready.For = ownerOf(w.v.Shop())
		if err := w.follow(s.ID, ready); err != nil {
			return err
		}
		return w.follow(s.ID, TaskHeld{*why})
	}
	ready.Child, ready.ChildName = CaseID(start.Process, start.Number), child.flow.Process.Name
	if err := w.follow(s.ID, ready); err != nil {
		return err
	}
	if err := child.follow("", start); err != nil {
		return err
	}
	return child.settle()
}

// runNow opens a step that runs another process, and reports whether that
// ended at once: only then did the arrows move.
func (w *casework) runNow(s *Step, round int) (moved bool, err error) {
	err = w.run(s, round)
	return err == nil && !w.c.Task(s.ID).State.Open(), err
}

// prepare makes the case that a step runs ready to begin, or says what keeps
// it from that.
func (w *casework) prepare(s *Step) (*casework, CaseStarted, *Held, error) {
	id := s.Text
	head := w.v.Shop().Processes[id]
	if head == nil || head.Retired || head.InForce(w.c.Division) == 0 {
		return nil, CaseStarted{}, &Held{Code: HeldNotInForce, Process: id}, nil
	}
	for up := w; up != nil; {
		if up.c.Process == id {
			return nil, CaseStarted{}, &Held{Code: HeldRunsItself, Process: id, Name: head.Name}, nil
		}
		if up.c.Parent == nil {
			break
		}
		var err error
		if up, err = w.other(up.c.Parent.Case); err != nil {
			return nil, CaseStarted{}, nil, err
		}
	}
	version := head.VersionFor(w.c.Division, w.v.LastNumber(id)+w.all.started[id]+1)
	f := w.v.Flow(id, version)
	if f == nil {
		return nil, CaseStarted{}, &Held{Code: HeldNotInForce, Process: id, Name: head.Name}, nil
	}
	given := w.handedOn(f)
	fields, err := startFields(w.v.Shop(), f, given)
	if Refused(err) != nil {
		return nil, CaseStarted{}, heldBy(w.v.Shop(), f, given), nil
	}
	if err != nil {
		return nil, CaseStarted{}, nil, err
	}
	start, err := w.childStart(f, version, fields, TaskRef{Case: w.c.ID, Step: s.ID})
	child := &casework{v: w.v, cmd: w.cmd, now: w.now, flow: f, all: w.all}
	return child, start, nil, err
}

// heldBy says which of the fields that a case would begin with keep it from
// that.
func heldBy(s *Shop, f *Flow, given Values) *Held {
	held := &Held{Code: HeldMissing, Process: f.Process.ID, Name: f.Process.Name}
	for _, field := range f.Process.Start.Ask {
		if given[field.Name].Empty() && !field.Optional {
			held.Fields = append(held.Fields, field.Name)
		}
	}
	if len(held.Fields) > 0 {
		return held
	}
	held.Code = HeldUnfit
	for _, field := range f.Process.Start.Ask {
		v := given[field.Name]
		if CheckValue(field, v, given) != nil || checkPerson(s, field, v) != nil {
			held.Fields, held.Value = []string{field.Name}, v.String()
			break
		}
	}
	return held
}

// handedOn are the fields of this case that a case of another process begins
// with: those of the same names that fit.
func (w *casework) handedOn(f *Flow) Values {
	given := Values{}
	for _, field := range f.Process.Start.Ask {
		v := w.c.Fields[field.Name]
		if !v.Empty() && CheckValue(field, v, w.c.Fields) == nil {
			given[field.Name] = v
		}
	}
	return given
}

// childStart is the beginning of a case for a step of this one. A key that
// another case has already stays with that one.
func (w *casework) childStart(f *Flow, version int, fields Values, parent TaskRef) (CaseStarted, error) {
	id := f.Process.ID
	number := w.v.LastNumber(id) + w.all.started[id] + 1
	key := fields[f.Process.Key].Text
	if key != "" && w.v.CaseByKey(id, key) != "" || len(key) > longestKey {
		key = ""
	}
	promise, err := firstPromise(w.v.Shop(), f, StartCase{Division: w.c.Division}, w.now)
	return CaseStarted{
		Process: id, Version: version, Number: number, Title: caseTitle(f, fields, number),
		Key: key, Division: w.c.Division, Fields: fields, Promise: promise, Parent: &parent,
	}, err
}

// running are the cases that open tasks of this case run.
func (c *Case) running() []string {
	var ids []string
	for _, t := range c.Tasks {
		if t.State.Open() && t.Child != "" {
			ids = append(ids, t.Child)
		}
	}
	return ids
}

// runner is the open task that runs another case; nil for none. Its step may
// have got another id since that case began.
func (c *Case) runner(child string) *Task {
	for _, t := range c.Tasks {
		if t.State.Open() && t.Child == child {
			return t
		}
	}
	return nil
}

// onRun decides what may be done by hand to a step that runs another process:
// to try again where it could not begin, and what the owner role may do to
// any step. It answers false where the usual rule holds.
func (w *casework) onRun(p *Person, t *Task) (handled bool, err error) {
	s := w.flow.Step(t.Step)
	if s.Kind != Run {
		return false, nil
	}
	switch w.cmd.Act.(type) {
	case Skip, SendBack:
		return false, nil
	case Resume, Begin, Take:
		if t.Child == "" {
			return true, w.runAgain(p, t, s)
		}
	}
	return true, w.runsByItself(t)
}

func (w *casework) runsByItself(t *Task) error {
	if t.Child == "" {
		s := w.flow.Step(t.Step)
		_, _, why, err := w.prepare(s)
		switch {
		case err != nil:
			return err
		case why == nil:
			return refuse("runs", Say{
				EN: "%q is another process, and can begin now: resume it.",
				ID: "%q adalah proses lain, dan sekarang bisa dimulai: lanjutkan.",
			}, s.Text)
		}
		return refuse("runs", Say{
			EN: "%q is another process, and can't begin: %s. Resume it to try again.",
			ID: "%q adalah proses lain, dan tidak bisa dimulai: %s. Lanjutkan untuk mencoba lagi.",
		}, s.Text, why)
	}
	return refuse("runs", Say{
		EN: "%q is being done as %s. It is done here when that ends.",
		ID: "%q sedang dikerjakan sebagai %s. Di sini selesai bila itu berakhir.",
	}, t.ChildName, t.Child)
}

// runAgain begins the other process where it could not begin before, or where
// it could not be said whether it has to.
func (w *casework) runAgain(p *Person, t *Task, s *Step) error {
	if err := w.mayTake(p, t); err != nil {
		return err
	}
	_, _, why, err := w.prepare(s)
	if err != nil {
		return err
	}
	if why != nil {
		return refuse("cant_run", Say{EN: "It still can't begin: %s", ID: "Masih belum bisa dimulai: %s"}, why)
	}
	if err := w.emit(t.Step, TaskWithdrawn{}); err != nil {
		return err
	}
	w.settling = true // What ends at once is not followed up twice.
	if err := w.run(s, w.round(s.ID)); err != nil {
		return err
	}
	return w.settle()
}

// tornApart refuses to undo an act that began or ended a case which another
// runs: the two can't be taken back one without the other. The start of a
// case takes what it runs along, while nobody has worked there.
func tornApart(v View, c *Case, last ActRef, start bool) error {
	torn := refuse("torn_apart", Say{
		EN: "It can't be undone: %s began or ended with it, or has gone on since.",
		ID: "Tidak bisa diurungkan: %s dimulai atau berakhir bersamanya, atau sudah dilanjutkan.",
	})
	for _, t := range c.Tasks {
		if t.Child == "" {
			continue
		}
		child := v.Case(t.Child)
		same := child != nil && child.LastOp == last.Op
		if start && !same || !start && (same || t.ChildOp == last.Op) {
			torn.Args = []any{t.Child}
			return torn
		}
	}
	if c.Parent == nil {
		return nil
	}
	if up := v.Case(c.Parent.Case); up != nil && up.LastOp == last.Op {
		torn.Args = []any{c.Parent.Case}
		return torn
	}
	return nil
}

// checkRun checks a step that runs another process.
func (c *compiler) checkRun(i int, s Step) {
	if len(s.Check)+len(s.Record) > 0 {
		c.fault(stepPath(i, ""), Say{
			EN: "the other process does the work of %q, so the step can have no check or record: put them there",
			ID: "proses lain yang mengerjakan %q, jadi langkah ini tidak bisa punya check atau record: letakkan di sana",
		}, s.Text)
	}
	if s.NeverSkip {
		c.fault(stepPath(i, "skip"), Say{
			EN: "a run: step can be skipped by the owner where the other process can't begin, or cases stand still there: put skip: never on steps of that process",
			ID: "langkah run: bisa dilewati pemilik bila proses lain itu tidak bisa dimulai, kalau tidak kasus berhenti di sini: letakkan skip: never di langkah proses itu",
		})
	}
	switch {
	case !isID(s.Text):
		c.fault(stepPath(i, "run"), Say{
			EN: "run names a process by its id, as in run: goods-return, not %q",
			ID: "run menyebut proses dengan id-nya, misalnya run: goods-return, bukan %q",
		}, s.Text)
	case s.Text == c.flow.Process.ID:
		c.fault(stepPath(i, "run"), Say{
			EN: "%s would run itself without end: name another process, or send work back with an outcome",
			ID: "%s akan menjalankan dirinya tanpa akhir: sebut proses lain, atau kembalikan pekerjaan dengan sebuah hasil",
		}, s.Text)
	}
	for _, o := range s.Outcomes {
		if o.Name != RunFinished && o.Name != RunCancelled {
			c.fault(stepPath(i, "outcomes."+o.Name), Say{
				EN: "the other process ends as finished or as cancelled, not as %q",
				ID: "proses lain berakhir sebagai finished atau cancelled, bukan %q",
			}, o.Name)
		}
	}
}
