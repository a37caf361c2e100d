package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// The row of a case log is binary: figures over a whole record read all of
// them, and JSON would take ten times as long. Its first byte is the form,
// after it stands when the case ended, as keys hold times, so that older cases
// are passed by unread; a running case stands behind all others. Then numbers
// are varints, times differences to the one before in nanoseconds, texts a
// list of their own, each once, that the rest names by number.
const (
	caseLogForm = 1
	caseLogHead = 9
)

// stillRuns stands for the end of a running case.
const stillRuns = ^uint64(0)

// endOfLog is when the case of a row ended, as keys hold times.
func endOfLog(raw []byte) (uint64, error) {
	if len(raw) < caseLogHead || raw[0] != caseLogForm {
		return 0, fmt.Errorf("%w: %w", kv.ErrDamaged, errCaseLog)
	}
	return binary.BigEndian.Uint64(raw[1:]), nil
}

// errCaseLog: a row of a case log does not hold together.
var errCaseLog = errors.New("a case log is cut short")

// encodeCaseLog writes the row of a case log.
func encodeCaseLog(l *model.CaseLog) []byte {
	w := &logWriter{number: map[string]uint64{}}
	w.text(l.Case)
	w.text(l.Process)
	w.count(l.Version)
	w.text(l.Division)
	w.flag(l.Child)
	w.text(string(l.State))
	w.time(l.Started)
	w.time(l.Ended)
	w.time(l.FirstPromise)
	w.time(l.Promise)
	w.count(len(l.Tasks))
	for i := range l.Tasks {
		w.task(&l.Tasks[i])
	}
	raw := append(make([]byte, 0, len(w.rest)+256), caseLogForm)
	if l.Ended == model.NoTime {
		raw = binary.BigEndian.AppendUint64(raw, stillRuns)
	} else {
		raw = binary.BigEndian.AppendUint64(raw, sortable(time.Unix(0, l.Ended)))
	}
	raw = binary.AppendUvarint(raw, uint64(len(w.texts)))
	for _, t := range w.texts {
		raw = binary.AppendUvarint(raw, uint64(len(t)))
		raw = append(raw, t...)
	}
	return append(raw, w.rest...)
}

// logWriter writes the numbers of a row.
type logWriter struct {
	rest   []byte
	texts  []string
	number map[string]uint64
	last   int64
}

func (w *logWriter) task(t *model.TaskLog) {
	w.text(t.Task)
	w.count(t.Round)
	w.text(string(t.Kind))
	w.text(string(t.State))
	w.text(t.Role)
	w.text(t.By)
	w.text(t.Outcome)
	w.text(t.Reason)
	w.time(t.Ready)
	w.time(t.Taken)
	w.time(t.Begun)
	w.time(t.Ended)
	w.count(len(t.Pauses))
	for _, p := range t.Pauses {
		w.time(p.From)
		w.time(p.To)
	}
	w.count(t.Detours.GivenBack)
	w.count(t.Detours.Handed)
	w.count(t.Detours.Unclear)
	w.count(t.Waived)
	w.rest = binary.AppendUvarint(w.rest, t.Seq)
}

func (w *logWriter) text(s string) {
	n, known := w.number[s]
	if !known {
		n = uint64(len(w.texts))
		w.number[s], w.texts = n, append(w.texts, s)
	}
	w.rest = binary.AppendUvarint(w.rest, n)
}

func (w *logWriter) count(n int) { w.rest = binary.AppendVarint(w.rest, int64(n)) }

func (w *logWriter) flag(yes bool) {
	if yes {
		w.count(1)
	} else {
		w.count(0)
	}
}

// time writes how long after the last one a time is, and a zero for none: the
// differences of others stand one further from it.
func (w *logWriter) time(t int64) {
	if t == model.NoTime {
		w.rest = append(w.rest, 0)
		return
	}
	d := t - w.last
	if d >= 0 {
		d++
	}
	w.rest = binary.AppendVarint(w.rest, d)
	w.last = t
}

// logReader reads rows of case logs. It keeps every text once, however many
// rows name it.
type logReader struct {
	known map[string]string
	texts []string
	rest  []byte
	last  int64
	bad   bool
}

// read decodes a row. It returns an error that is kv.ErrDamaged for one that
// does not hold together.
func (r *logReader) read(raw []byte) (*model.CaseLog, error) {
	if _, err := endOfLog(raw); err != nil {
		return nil, err
	}
	r.rest, r.last, r.bad, r.texts = raw[caseLogHead:], 0, false, r.texts[:0]
	for range r.size() {
		n := r.size()
		if r.bad || n > uint64(len(r.rest)) {
			r.bad = true
			break
		}
		r.texts = append(r.texts, r.intern(r.rest[:n]))
		r.rest = r.rest[n:]
	}
	l := &model.CaseLog{
		Case: r.text(), Process: r.text(), Version: r.count(), Division: r.text(), Child: r.flag(), State: model.CaseState(r.text()),
		Started: r.time(), Ended: r.time(), FirstPromise: r.time(), Promise: r.time(),
	}
	n := r.count()
	if n < 0 || n > len(r.rest) {
		r.bad, n = true, 0
	}
	l.Tasks = make([]model.TaskLog, n)
	for i := range l.Tasks {
		r.task(&l.Tasks[i])
	}
	if r.bad || len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: %w", kv.ErrDamaged, errCaseLog)
	}
	return l, nil
}

func (r *logReader) task(t *model.TaskLog) {
	*t = model.TaskLog{
		Task: r.text(), Round: r.count(), Kind: model.StepKind(r.text()), State: model.TaskState(r.text()),
		Role: r.text(), By: r.text(), Outcome: r.text(), Reason: r.text(),
		Ready: r.time(), Taken: r.time(), Begun: r.time(), Ended: r.time(),
	}
	n := r.count()
	if n < 0 || n > len(r.rest) {
		r.bad = true
		return
	}
	if n > 0 {
		t.Pauses = make([]model.PauseLog, n)
	}
	for i := range t.Pauses {
		t.Pauses[i] = model.PauseLog{From: r.time(), To: r.time()}
	}
	t.Detours = model.Detours{GivenBack: r.count(), Handed: r.count(), Unclear: r.count()}
	t.Waived = r.count()
	t.Seq = r.size()
}

func (r *logReader) intern(b []byte) string {
	if s, ok := r.known[string(b)]; ok {
		return s
	}
	if r.known == nil {
		r.known = map[string]string{}
	}
	s := string(b)
	r.known[s] = s
	return s
}

func (r *logReader) size() uint64 {
	n, width := binary.Uvarint(r.rest)
	r.pass(width)
	return n
}

func (r *logReader) number() int64 {
	n, width := binary.Varint(r.rest)
	r.pass(width)
	return n
}

// pass goes on behind a number; one that is cut short or too long has no
// width, reads as zero, and ends the row.
func (r *logReader) pass(width int) {
	if width <= 0 {
		r.bad, r.rest = true, nil
		return
	}
	r.rest = r.rest[width:]
}

func (r *logReader) count() int { return int(r.number()) }

func (r *logReader) flag() bool { return r.number() != 0 }

func (r *logReader) text() string {
	n := r.size()
	if n >= uint64(len(r.texts)) {
		r.bad = true
		return ""
	}
	return r.texts[n]
}

func (r *logReader) time() int64 {
	d := r.number()
	if d == 0 {
		return model.NoTime
	}
	if d > 0 {
		d--
	}
	r.last += d
	return r.last
}
