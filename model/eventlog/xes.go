package eventlog

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"alur/model"
)

// ReadXES reads a log from a file in XES 1.0, 2.0 or IEEE 1849. Events are put
// together into instances by their lifecycle as those of a CSV file are; an
// event that carries its start itself (start_timestamp, as pm4py writes
// instances) is one. The case is the name of the trace, or its number where it
// has none.
//
// Keys are those of the standard extensions, by whatever prefix the log
// declares for them, and alur's own; Options.Map takes others. Of the values
// that a log declares for all events (global), only a transition stands in for
// one that an event lacks. Others are examples in practice: the person is
// called "resource" there, "UNKNOWN" or "__INVALID__", and the time is in 1970.
//
// Events that can't be read are left out and counted in the report. The error
// is a *Fault for a file that is no log, and one of the reader's otherwise.
func ReadXES(r io.Reader, o Options) (*Log, *Report, error) {
	x := &xesLog{intake: newIntake(o), doc: newMarkup(r), keys: newXESKeys(o.Map)}
	x.asEvents = true
	x.column = x.keys.name
	if err := x.read(); err != nil {
		if errors.Is(err, errTooBig) {
			err = &Fault{Line: x.doc.line, Say: model.Say{EN: "this tag is too long", ID: "tag ini terlalu panjang"}}
		}
		return nil, nil, err
	}
	x.report.Heading, x.report.Columns = x.keys.heading()
	if err := x.keys.enough(x.report); err != nil {
		return nil, nil, err
	}
	return x.log()
}

// xesLog is one reading.
type xesLog struct {
	intake
	doc  *markup
	keys *xesKeys
	// trace are the texts of the trace at hand, event those of the event; both
	// are in the bytes of kept.
	trace, event texts
	kept         []byte
	traces       int
	// transition is that of events that have none.
	transition []byte
}

func (x *xesLog) read() error {
	if err := x.doc.mark(); err != nil {
		return err
	}
	if _, err := x.doc.element(); err != nil {
		return err
	}
	if string(x.doc.name) != "log" {
		return &Fault{Line: x.doc.line, Say: model.Say{
			EN: "it begins with <%s>; a log in XES begins with <log>", ID: "dimulai dengan <%s>; log XES dimulai dengan <log>",
		}, Args: []any{string(x.doc.name)}}
	}
	return x.children(func() error {
		switch string(x.doc.name) {
		case "extension":
			x.keys.extension(x.doc.attr("prefix"), x.doc.attr("uri"))
		case "global":
			return x.global()
		case "trace":
			return x.readTrace()
		case "event":
			// An event outside a trace belongs to no case.
			x.trace, x.kept = texts{}, x.kept[:0]
			return x.readEvent()
		}
		return x.doc.skip()
	})
}

// children gives each element in the one that has just begun to a function,
// which is to take it to its end.
func (x *xesLog) children(take func() error) error {
	for {
		begins, err := x.doc.element()
		if err != nil {
			return err
		}
		if !begins {
			return nil
		}
		if err := take(); err != nil {
			return err
		}
	}
}

// global reads what is declared for all events or traces.
func (x *xesLog) global() error {
	scope := string(x.doc.attr("scope"))
	if scope != "event" && scope != "trace" {
		return x.doc.skip()
	}
	return x.children(func() error {
		k, err := x.key(scope == "trace")
		if err == nil && k != nil && k.field == inTransition {
			var value []byte
			value, err = x.doc.text(nil, x.doc.attr("value"))
			if what := transitionOf(value); what != noTransition && what != unspoken {
				x.transition = value
			}
		}
		if err != nil {
			return err
		}
		return x.doc.skip()
	})
}

// key is what is known of the key of the attribute at hand; nil where it has
// none.
func (x *xesLog) key(ofTrace bool) (*xesKey, error) {
	text := x.doc.attr("key")
	if bytes.IndexByte(text, '&') >= 0 || x.doc.latin {
		var err error
		if text, err = x.doc.text(nil, text); err != nil {
			return nil, err
		}
	}
	if len(text) == 0 {
		return nil, nil
	}
	return x.keys.of(text, ofTrace, string(x.doc.name) == "date"), nil
}

// attribute reads an attribute of a trace or an event to its end.
func (x *xesLog) attribute(into *texts, ofTrace bool) error {
	k, err := x.key(ofTrace)
	if err != nil {
		return err
	}
	if k != nil {
		k.met = true
		if k.field >= 0 && x.keys.bind(k) {
			from := len(x.kept)
			if x.kept, err = x.doc.text(x.kept, x.doc.attr("value")); err != nil {
				return err
			}
			if len(x.kept) > maxPiece {
				return errTooBig
			}
			into[k.field] = x.kept[from:len(x.kept):len(x.kept)]
		}
	}
	return x.doc.skip()
}

func (x *xesLog) readTrace() error {
	x.traces++
	x.trace, x.kept = texts{}, x.kept[:0]
	named := false
	return x.children(func() error {
		if string(x.doc.name) != "event" {
			return x.attribute(&x.trace, true)
		}
		if !named {
			named = true
			if len(x.trace[inCase]) == 0 && x.keys.mapped[FieldCase] == "" {
				x.trace[inCase] = strconv.AppendInt([]byte{'#'}, int64(x.traces), 10)
			}
		}
		return x.readEvent()
	})
}

func (x *xesLog) readEvent() error {
	if err := x.another(x.doc.line); err != nil {
		return err
	}
	line, kept := x.doc.line, len(x.kept)
	x.event = x.trace
	if err := x.children(func() error { return x.attribute(&x.event, false) }); err != nil {
		return err
	}
	x.line, x.kept = line, x.kept[:kept]
	if len(x.event[inTransition]) == 0 {
		x.event[inTransition] = x.transition
	}
	if x.keys.better {
		x.forgetGroups()
	}
	x.take(&x.event)
	return nil
}

// forgetGroups forgets the groups that were taken for roles before the first
// role was met: a log that has both means different things by them.
func (x *xesLog) forgetGroups() {
	x.keys.better = false
	x.b.roles = newNames()
	x.b.rows.each(func(r *builtRow) { r.role = None })
	if x.pairs != nil {
		x.pairs.events.each(func(e *event) { e.role = None })
	}
}
