package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"alur/model"
	"alur/store"
)

// auditFilter says which lines of the record are shown.
type auditFilter struct {
	period period
	// person and caseID narrow it to one, text to lines in which it stands.
	person, caseID, text string
}

// narrow reports whether anything but the period leaves lines out.
func (f auditFilter) narrow() bool { return f.person != "" || f.caseID != "" || f.text != "" }

// fetch is which part of the record a load brings.
type fetch int

const (
	// fetchAll begins anew with the newest lines.
	fetchAll fetch = iota
	// fetchNewer brings what was written since, fetchOlder what comes below.
	fetchNewer
	fetchOlder
)

const (
	// auditChunk is how many lines a load brings; a list goes on by pages.
	auditChunk = 200
	// auditBatch is how many lines are read at a time where a text is looked
	// for, and mostLooked how many for one page: a text that stands nowhere
	// must not read a record of years at one key press.
	auditBatch = 1000
	mostLooked = 20_000
	// mostNew is how many new lines are put before the list; more of them
	// begin it anew.
	mostNew = 1000
)

// auditAsk is one question to the record.
type auditAsk struct {
	filter auditFilter
	fetch  fetch
	// after is the newest line that is known, for fetchNewer, before the line
	// that older ones have to be below.
	after, before uint64
	// known are the cases that need not be read again; it is never written.
	known map[string]caseFacts
}

// caseFacts is what lines of the record say of their case.
type caseFacts struct {
	number int
	title  string
	// then finds the flow that the case followed at an event of it; nil where
	// that is not known.
	then func(model.Event) *model.Flow
}

// auditLines is the answer to an auditAsk.
type auditLines struct {
	ask auditAsk
	// events are the lines, the newest first.
	events []model.Event
	cases  map[string]caseFacts
	// covered is the newest line of the record that was looked at, below the
	// oldest; more is true where there may be older ones.
	covered, below uint64
	more           bool
}

// loadLines asks the record. The words of the lines are made with a copy of
// what the screen knows, because a load runs beside it.
func (a *audit) loadLines(e *env, kind fetch) load {
	now := *e
	ask := auditAsk{filter: a.filter, fetch: kind, after: a.covered, before: a.below, known: a.cases}
	return load{name: "audit", get: func(ctx context.Context, s Store) (any, error) {
		return ask.read(ctx, s, &now)
	}}
}

func (q auditAsk) read(ctx context.Context, s Store, e *env) (auditLines, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return auditLines{}, err
	}
	if q.fetch == fetchNewer && head.Seq > q.after+mostNew {
		q.fetch = fetchAll
	}
	out := auditLines{ask: q, cases: map[string]caseFacts{}, covered: head.Seq, below: head.Seq + 1}
	limit := auditChunk
	switch {
	case q.fetch == fetchNewer && head.Seq <= q.after:
		return out, nil
	case q.fetch == fetchNewer:
		limit = int(head.Seq - q.after) //nolint:gosec // At most mostNew.
	case q.filter.text != "":
		limit = auditBatch
	}
	if q.fetch == fetchOlder {
		out.below = q.before
	}
	return out, out.fill(ctx, s, e, limit)
}

// fill reads down from below, until there is a page of lines that fit.
func (l *auditLines) fill(ctx context.Context, s Store, e *env, limit int) error {
	f := l.ask.filter
	for looked := 0; looked < mostLooked; looked += limit {
		batch, err := s.Audit(ctx, AuditQuery{
			Case: f.caseID, Person: f.person, Since: f.period.since(e), Before: l.below, Limit: limit,
		})
		if err != nil {
			return err
		}
		for _, ev := range slices.Backward(batch) {
			if l.ask.fetch == fetchNewer && ev.Seq <= l.ask.after {
				return nil
			}
			l.know(ctx, s, ev)
			if f.text == "" || l.has(e, ev, f.text) {
				l.events = append(l.events, ev)
			}
			l.below = ev.Seq
		}
		l.more = len(batch) == limit && l.below > 1
		if !l.more || l.ask.fetch == fetchNewer || f.text == "" || len(l.events) >= auditChunk {
			return nil
		}
	}
	return nil
}

// know reads the case of a line, once, and anew where the line moved it to
// another version. A case that can't be read leaves its lines with fewer words.
func (l *auditLines) know(ctx context.Context, s Store, ev model.Event) {
	id := ev.Case
	if id == "" {
		return
	}
	_, moved := ev.Body.(model.CaseMigrated)
	if _, read := l.cases[id]; read {
		return
	}
	if _, known := l.ask.known[id]; known && !moved {
		return
	}
	facts := caseFacts{}
	if c, flow, err := s.Case(ctx, id); err == nil && c != nil {
		facts = caseFacts{number: c.Number, title: c.Title}
		facts.then, _ = store.FlowThen(ctx, s, c, flow)
	}
	l.cases[id] = facts
}

func (l *auditLines) of(id string) (caseFacts, bool) {
	if facts, ok := l.cases[id]; ok {
		return facts, true
	}
	facts, ok := l.ask.known[id]
	return facts, ok
}

// has reports whether a text stands in a line as people see it.
func (l *auditLines) has(e *env, ev model.Event, text string) bool {
	facts, _ := l.of(ev.Case)
	line := e.told(ev, facts)
	all := strings.Join([]string{line.who, line.verb, line.object, line.detail, line.reason, ev.Case, facts.title, ev.Station}, " ")
	return strings.Contains(strings.ToLower(all), strings.ToLower(text))
}

func utoa(n uint64) string { return strconv.FormatUint(n, 10) }
