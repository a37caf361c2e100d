package eventlog

import (
	"bytes"
	"strconv"

	"alur/model"
)

// texts is what a file says of one instance, or of one event of an instance,
// as it stands there; empty where it says nothing. They are by the number of
// their field, and not kept.
type texts [fieldCount][]byte

// The numbers of the fields, in the order of Fields.
const (
	inCase = iota
	inStep
	inReady
	inClaimed
	inStart
	inEnd
	inPerson
	inRole
	inProcess
	inInstance
	inTransition
	inSequence
	inPauses
	inKind
	inState
	fieldCount
)

// intake makes a log of texts, in whatever form the file was. What can't be
// read is left out and counted.
type intake struct {
	b      *Builder
	report *Report
	when   clock
	pairs  *pairs
	// line is that of the row at hand, asEvents true where each is one event
	// and can't be an instance with a start.
	line     int
	asEvents bool
	// most is how many rows there may be, room how many bytes of names.
	most, room int
	// pauses are those of the row at hand.
	pauses []Pause
	// column says where a field is read from, for the report.
	column func(Field) string
}

func newIntake(o Options) intake {
	return intake{b: NewBuilder(), report: &Report{}, when: clock{loc: o.Zone}, most: maxRows, room: maxNames}
}

// How much of a file is kept. A file of short rows packs into a hundredth of its
// length and less, so that its own length is no limit. Ten years of a shop of ten
// are two million rows.
const (
	// maxRows is how many rows a log may have, and how many pauses.
	maxRows = 10_000_000
	// maxNames is how many bytes all its names may take, nameCost what each takes
	// beside its letters.
	maxNames = 512 << 20
	nameCost = 48
)

// another counts a row, and is a fault where there is more than is kept.
func (in *intake) another(line int) error {
	in.line = line
	in.report.Rows++
	switch {
	case in.report.Rows > in.most || len(in.b.pauses) > in.most:
		return &Fault{Line: line, Say: model.Say{
			EN: "it has more than %d rows, as many as are read at once; part it, by months or by processes",
			ID: "isinya lebih dari %d baris, batas sekali baca; bagi filenya, per bulan atau per proses",
		}, Args: []any{in.most}}
	case in.names() > in.room:
		return &Fault{Line: line, Say: model.Say{
			EN: "the names of its cases, steps and people take more than %d MB, as in no log; is each column what it is taken for?",
			ID: "nama kasus, langkah dan orangnya lebih dari %d MB; log tidak begitu. Apakah tiap kolom benar isinya?",
		}, Args: []any{in.room >> 20}}
	}
	return nil
}

// names is how many bytes the names take that are kept.
func (in *intake) names() int {
	size := nameCost*len(in.b.steps.list) + in.b.steps.processes.size() + in.b.steps.names.size() + in.b.cases.size() + in.b.people.size() + in.b.roles.size()
	if in.pairs != nil {
		size += in.pairs.instances.size() + in.pairs.kinds.size()
	}
	return size
}

// take takes one row.
func (in *intake) take(t *texts) {
	var r Row
	if !in.named(t) || !in.times(t, &r) || !in.rested(t[inPauses], &r) {
		return
	}
	if kind := model.StepKind(t[inKind]); kind.ByItself() {
		in.skip(model.Say{EN: "alur did it by itself", ID: "dikerjakan alur sendiri"}, FieldKind, nil)
		return
	}
	if len(t[inSequence]) > 0 {
		r.Sequence, _ = strconv.ParseInt(string(bytes.TrimSpace(t[inSequence])), 10, 64)
	}
	what := completes
	if len(t[inTransition]) > 0 {
		t[inTransition] = bytes.TrimSpace(t[inTransition])
		what = transitionOf(t[inTransition])
	}
	whole := !in.asEvents || (what == completes || what == fails) && r.knows()
	switch {
	case !whole:
		in.event(t, &r, what)
		in.about(t)
	case what == noTransition, what == unspoken:
		in.skip(sayKind(), FieldTransition, t[inTransition])
	case what == skips:
		in.skip(saySkipped(), FieldTransition, nil)
	default:
		r.Failed = what == fails
		b := in.b
		b.add(b.cases.of(t[inCase]), b.steps.of(t[inProcess], t[inStep]), b.people.of(t[inPerson]), b.roles.of(t[inRole]), &r)
		in.about(t)
	}
}

// about notes what a row says of its case and of its step, in words of alur.
func (in *intake) about(t *texts) {
	switch kind := model.StepKind(t[inKind]); kind {
	case model.Do, model.Auto, model.Wait, model.Choose, model.Run:
		in.b.kindOf(in.b.steps.of(t[inProcess], t[inStep]), kind)
	}
	switch state := model.CaseState(t[inState]); state {
	case model.Running, model.Finished, model.Cancelled:
		in.b.stateOf(in.b.cases.of(t[inCase]), state)
	}
}

// rested reads when the work of a row was set aside: spans from/to as in ISO
// 8601, parted by spaces. One without an end goes on. False where that can't
// be read, which is counted.
func (in *intake) rested(text []byte, r *Row) bool {
	if len(text) == 0 {
		return true
	}
	in.pauses = in.pauses[:0]
	for _, span := range bytes.Fields(text) {
		from, to, ok := bytes.Cut(span, []byte("/"))
		p := Pause{To: Unknown}
		if p.From, ok = in.ofSpan(from, ok); ok && len(to) > 0 {
			p.To, ok = in.ofSpan(to, ok)
		}
		if !ok {
			in.skip(model.Say{EN: "this is no time", ID: "ini bukan waktu"}, FieldPauses, span)
			return false
		}
		in.pauses = append(in.pauses, p)
	}
	r.Pauses = in.pauses
	return true
}

func (in *intake) ofSpan(text []byte, ok bool) (int64, bool) {
	if !ok || len(text) == 0 {
		return Unknown, false
	}
	return in.when.read(text)
}

// knows reports whether a row says itself what came before its end.
func (r *Row) knows() bool { return r.Start != Unknown || r.Ready != Unknown || r.Claimed != Unknown }

// times reads the times of a row; false where they say nothing or what can't
// be, which is counted.
func (in *intake) times(t *texts, r *Row) bool {
	if !in.moment(t[inStart], FieldStart, &r.Start) || !in.moment(t[inEnd], FieldEnd, &r.End) ||
		!in.moment(t[inReady], FieldReady, &r.Ready) || !in.moment(t[inClaimed], FieldClaimed, &r.Claimed) {
		return false
	}
	switch {
	case r.End == Unknown && (in.asEvents || r.Start == Unknown && r.Ready == Unknown):
		in.skip(model.Say{EN: "there is no time", ID: "tidak ada waktunya"}, FieldEnd, nil)
	case r.Start != Unknown && r.End != Unknown && r.End < r.Start:
		in.skip(model.Say{EN: "it ends before it begins", ID: "selesai sebelum mulai"}, FieldEnd, t[inEnd])
	default:
		return true
	}
	return false
}

func sayKind() model.Say {
	return model.Say{EN: "this kind of event is not known", ID: "jenis kejadian ini tidak dikenal"}
}

func saySkipped() model.Say {
	return model.Say{EN: "it was skipped or withdrawn, so nobody did it", ID: "dilewati atau ditarik, jadi tidak dikerjakan"}
}

// named reports whether a row has a case and a step; one without is counted.
func (in *intake) named(t *texts) bool {
	none := model.Say{EN: "there is nothing", ID: "tidak ada isinya"}
	switch {
	case len(t[inCase]) == 0:
		in.skip(none, FieldCase, nil)
	case len(t[inStep]) == 0:
		in.skip(none, FieldStep, nil)
	default:
		return true
	}
	return false
}

// event takes a row that is one event. As long as all are completions without
// an instance, each is one; with the first other one, those before become
// events as well.
func (in *intake) event(t *texts, r *Row, what transition) {
	b := in.b
	cas, step, person, role := b.cases.of(t[inCase]), b.steps.of(t[inProcess], t[inStep]), b.people.of(t[inPerson]), b.roles.of(t[inRole])
	if in.pairs == nil && what == completes && len(t[inInstance]) == 0 {
		b.add(cas, step, person, role, r)
		return
	}
	if in.pairs == nil {
		in.pairs = newPairs(b, in.report)
		in.pairs.takeOver()
	}
	in.pairs.events.add(event{
		cas: cas, step: step, person: person, role: role, instance: in.pairs.instances.of(t[inInstance]),
		said: in.pairs.kind(t[inTransition], in.line), at: r.End, sequence: r.Sequence,
	})
}

// moment reads a time; an empty text is unknown. False where it can't be read,
// which is counted.
func (in *intake) moment(text []byte, f Field, to *int64) bool {
	*to = Unknown
	if len(text) == 0 {
		return true
	}
	t, ok := in.when.read(text)
	if !ok {
		if len(bytes.TrimSpace(text)) == 0 {
			return true
		}
		in.skip(model.Say{EN: "this is no time", ID: "ini bukan waktu"}, f, text)
		return false
	}
	*to = t
	return true
}

func (in *intake) skip(why model.Say, f Field, text []byte) {
	in.report.skip(why, in.line, in.column(f), string(text), 1)
}

// log is what came of it. The error is a *Fault where nothing could be read.
func (in *intake) log() (*Log, *Report, error) {
	if in.pairs != nil {
		in.pairs.together(in)
	}
	in.report.finish()
	if in.b.Len() == 0 {
		return nil, nil, in.report.nothing()
	}
	return in.b.Log(), in.report, nil
}
