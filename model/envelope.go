package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// Envelope is an event as it is recorded, its body unread: what everybody asks
// of an event who goes through all of a record.
type Envelope struct {
	Seq uint64
	// At is UTC.
	At time.Time
	// The texts are those of Event; Name is how the event is called, as in
	// "task.completed".
	Op, By, Station, Case, Step, Name string
	// Data is the body as JSON, a part of what was read.
	Data []byte
}

// ReadEnvelope reads the canonical form of an event as far as its body. It
// returns an error for what is no event, or one that this program does not know.
func ReadEnvelope(raw []byte) (Envelope, error) {
	c, err := readCanonical(raw)
	return Envelope{
		Seq: c.seq, At: c.at, Op: string(c.op), By: string(c.by), Station: string(c.station),
		Case: string(c.id), Step: string(c.step), Name: string(c.called), Data: c.data,
	}, err
}

// Body reads the body of the event. It returns an error for one that does not
// say what an event of its name does.
func (e *Envelope) Body() (Body, error) { return readData(e.Seq, e.Name, e.Data) }

// ReadEvent reads the canonical form of an event. It returns an error for what
// is no event, or one that this program does not know.
func ReadEvent(raw []byte) (Event, error) {
	e, err := ReadEnvelope(raw)
	if err != nil {
		return Event{}, err
	}
	body, err := e.Body()
	if err != nil {
		return Event{}, err
	}
	return Event{Seq: e.Seq, At: e.At, Op: e.Op, By: e.By, Station: e.Station, Case: e.Case, Step: e.Step, Body: body}, nil
}

// Stamp is what the proof of a record asks of an event: its number and its time.
type Stamp struct {
	Seq uint64
	At  time.Time
}

// ReadStamp reads the canonical form of an event without its body, in a fraction
// of the time. It returns an error for what is no event, or one that this program
// does not know.
func ReadStamp(raw []byte) (Stamp, error) {
	c, err := readCanonical(raw)
	return Stamp{Seq: c.seq, At: c.at}, err
}

func readData(seq uint64, name string, data []byte) (Body, error) {
	body, err := bodyReader(name)(data)
	if err != nil {
		return nil, fmt.Errorf("event %d: %s: %w", seq, name, err)
	}
	return body, nil
}

// canonical is an event as it stands in its canonical form; by, of a case and a
// step and a station are nil where it has none.
type canonical struct {
	seq                               uint64
	at                                time.Time
	op, by, station, id, step, called []byte
	data                              []byte
}

// readCanonical reads an event that this program knows.
func readCanonical(raw []byte) (canonical, error) {
	c, ok := readPlainly(raw)
	if !ok {
		var j eventJSON
		if err := json.Unmarshal(raw, &j); err != nil {
			return canonical{}, err
		}
		c = canonical{
			seq: j.Seq, at: j.At, op: []byte(j.Op), by: []byte(j.By), station: []byte(j.Station),
			id: []byte(j.Case), step: []byte(j.Step), called: []byte(j.Event), data: j.Data,
		}
	}
	if bodyReader(string(c.called)) == nil {
		return canonical{}, fmt.Errorf("event %d: unknown event %q", c.seq, c.called)
	}
	return c, nil
}

// readPlainly reads an event in the form in which events are written, where its
// texts stand between their quotes as they are. All else is left to
// encoding/json, so that both read the same.
func readPlainly(raw []byte) (c canonical, ok bool) {
	r := plainJSON{raw: raw}
	c.seq = r.number(`{"seq":`)
	at := r.text(`,"at":`)
	c.op = r.text(`,"op":`)
	c.by = r.option(`,"by":`)
	c.station = r.option(`,"station":`)
	c.id = r.option(`,"case":`)
	c.step = r.option(`,"step":`)
	c.called = r.text(`,"event":`)
	c.data = r.value(`,"data":`)
	r.want(`}`)
	if r.bad || r.at != len(raw) || c.at.UnmarshalText(at) != nil {
		return canonical{}, false
	}
	return c, true
}
