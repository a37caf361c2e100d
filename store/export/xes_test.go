package export

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
)

// readAttr is an attribute as a reader takes it.
type readAttr struct{ tag, value string }

// readNode is a trace or an event.
type readNode struct {
	attrs  map[string]readAttr
	events []readNode
}

// readLog is a log of XES, read by the letter of IEEE 1849: what stands where
// it may not, lacks what it must have, or has a value of another type, is an
// error.
type readLog struct {
	prefixes []string
	globals  map[string]map[string]string // scope, key, tag
	readNode
}

// xmlNames is what XML takes for a name.
var xmlNames = regexp.MustCompile(`^[\p{L}_:][\p{L}\p{N}._:-]*$`)

// parseXES reads a log.
func parseXES(data []byte) (*readLog, error) {
	r := &xesReader{dec: xml.NewDecoder(bytes.NewReader(data)), log: &readLog{globals: map[string]map[string]string{}}}
	r.dec.Strict = true
	return r.log, r.read()
}

type xesReader struct {
	dec *xml.Decoder
	log *readLog
}

// next is the next element that begins, or nil where one ends.
func (r *xesReader) next() (*xml.StartElement, error) {
	for {
		token, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			return &token, nil
		case xml.EndElement:
			return nil, nil
		case xml.CharData:
			if strings.TrimSpace(string(token)) != "" {
				return nil, fmt.Errorf("text between elements: %q", token)
			}
		}
	}
}

func attrOf(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (r *xesReader) read() error {
	log, err := r.next()
	if err != nil {
		return err
	}
	if log.Name.Local != "log" || log.Name.Space != "http://www.xes-standard.org/" {
		return fmt.Errorf("it begins with %v", log.Name)
	}
	if _, err := strconv.ParseFloat(attrOf(log, "xes.version"), 64); err != nil {
		return fmt.Errorf("xes.version: %w", err)
	}
	order := []string{"extension", "global", "classifier", "attribute", "trace"}
	at := 0
	r.log.readNode = readNode{attrs: map[string]readAttr{}}
	for {
		e, err := r.next()
		if err != nil || e == nil {
			return err
		}
		kind := e.Name.Local
		if !slices.Contains(order, kind) {
			kind = "attribute"
		}
		if i := slices.Index(order, kind); i < at {
			return fmt.Errorf("%s comes after %s", kind, order[at])
		} else {
			at = i
		}
		switch kind {
		case "extension":
			r.log.prefixes = append(r.log.prefixes, attrOf(e, "prefix"))
			if want := "http://www.xes-standard.org/" + attrOf(e, "prefix") + ".xesext"; attrOf(e, "uri") != want {
				return fmt.Errorf("extension %v", e.Attr)
			}
			err = r.close()
		case "global":
			err = r.global(e)
		case "classifier":
			err = r.classifier(e)
		case "trace":
			err = r.trace()
		default:
			err = r.attribute(e, r.log.attrs)
		}
		if err != nil {
			return err
		}
	}
}

// close reads the end of an element that holds nothing.
func (r *xesReader) close() error {
	e, err := r.next()
	if err == nil && e != nil {
		return fmt.Errorf("%s stands where nothing may", e.Name.Local)
	}
	return err
}

func (r *xesReader) global(e *xml.StartElement) error {
	scope := attrOf(e, "scope")
	if scope != "trace" && scope != "event" || r.log.globals[scope] != nil {
		return fmt.Errorf("global of %q", scope)
	}
	attrs := map[string]readAttr{}
	if err := r.attributes(attrs, nil); err != nil {
		return err
	}
	r.log.globals[scope] = map[string]string{}
	for key, a := range attrs {
		r.log.globals[scope][key] = a.tag
	}
	return nil
}

func (r *xesReader) classifier(e *xml.StartElement) error {
	if name := attrOf(e, "name"); !xmlNames.MatchString(name) || strings.Contains(name, ":") {
		return fmt.Errorf("classifier %q", name)
	}
	for _, key := range strings.Fields(attrOf(e, "keys")) {
		if r.log.globals[attrOf(e, "scope")][key] == "" {
			return fmt.Errorf("a classifier names %s, which is not global", key)
		}
	}
	return r.close()
}

// attributes reads attributes to the end of their element; other elements are
// those of f.
func (r *xesReader) attributes(into map[string]readAttr, f func(*xml.StartElement) error) error {
	events := false
	for {
		e, err := r.next()
		if err != nil || e == nil {
			return err
		}
		switch {
		case f != nil && e.Name.Local == "event":
			events, err = true, f(e)
		case events:
			return fmt.Errorf("the attribute %v comes after the events", e.Attr)
		default:
			err = r.attribute(e, into)
		}
		if err != nil {
			return err
		}
	}
}

func (r *xesReader) attribute(e *xml.StartElement, into map[string]readAttr) error {
	key, value := attrOf(e, "key"), attrOf(e, "value")
	var err error
	switch e.Name.Local {
	case "string":
	case "date":
		_, err = time.Parse(time.RFC3339, value)
	case "int":
		_, err = strconv.ParseInt(value, 10, 64)
	case "float":
		_, err = strconv.ParseFloat(value, 64)
	case "boolean":
		if value != "true" && value != "false" {
			err = errors.New(value)
		}
	default:
		err = errors.New("no attribute of XES")
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w", e.Name.Local, key, err)
	}
	if prefix, _, own := strings.Cut(key, ":"); !xmlNames.MatchString(key) || own && prefix != "alur" && !slices.Contains(r.log.prefixes, prefix) {
		return fmt.Errorf("the key %q", key)
	}
	if _, twice := into[key]; twice {
		return fmt.Errorf("%s stands twice", key)
	}
	into[key] = readAttr{e.Name.Local, value}
	return r.close()
}

func (r *xesReader) trace() error {
	t := readNode{attrs: map[string]readAttr{}}
	err := r.attributes(t.attrs, func(*xml.StartElement) error {
		ev := readNode{attrs: map[string]readAttr{}}
		if err := r.attributes(ev.attrs, nil); err != nil {
			return err
		}
		t.events = append(t.events, ev)
		return r.holds("event", ev)
	})
	if err != nil {
		return err
	}
	r.log.events = append(r.log.events, t)
	return r.holds("trace", t)
}

// holds reports whether a node has what is global, in its type.
func (r *xesReader) holds(scope string, n readNode) error {
	for key, tag := range r.log.globals[scope] {
		if n.attrs[key].tag != tag {
			return fmt.Errorf("a %s without the %s %s: %v", scope, tag, key, n.attrs)
		}
	}
	return nil
}

// logOf writes a log and reads it.
func logOf(t interface{ Fatal(...any) }, s *shelf, what What) *readLog {
	var out bytes.Buffer
	report, err := Write(context.Background(), &out, s, Request{What: what, Form: XES})
	if err != nil {
		t.Fatal(err)
	}
	log, err := parseXES(out.Bytes())
	if err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err, out.String())
	}
	events := 0
	for _, trace := range log.events {
		events += len(trace.events)
	}
	if events != report.Rows {
		t.Fatal("events are reported:", report.Rows, "and written:", events)
	}
	return log
}

func TestLogsAreGolden(t *testing.T) {
	for _, what := range []What{Tasks, Events} {
		var out bytes.Buffer
		if _, err := Write(t.Context(), &out, repairs(t), Request{What: what, Form: XES}); err != nil {
			t.Fatal(err)
		}
		golden(t, string(what)+".xes", out.Bytes())
		if strings.Contains(out.String(), "secret") {
			t.Error("the hash of a PIN left")
		}
	}
}

// transitions are those of the standard lifecycle model.
var transitions = []string{
	"schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "pi_abort", "ate_abort",
	"complete", "autoskip", "manualskip", "unknown",
}

// Everything that happened to an attempt stands in its trace in an order that
// can be: offered, taken, begun, set aside and gone on with, ended.
func TestALogTellsHowAttemptsCameAbout(t *testing.T) {
	log := logOf(t, repairs(t), Tasks)
	told := map[string]string{}
	for _, trace := range log.events {
		last := time.Time{}
		for _, e := range trace.events {
			at, _ := time.Parse(time.RFC3339, e.attrs["time:timestamp"].value)
			if at.Before(last) {
				t.Errorf("%v comes after %s", e.attrs, last)
			}
			last = at
			step := e.attrs["lifecycle:transition"].value
			if !slices.Contains(transitions, step) {
				t.Errorf("%q is no transition of XES", step)
			}
			told[e.attrs["concept:instance"].value] += " " + step
		}
	}
	for instance, want := range map[string]string{
		"repair-1/noted/1": " schedule assign start complete",
		"repair-1/fix/1":   " schedule assign start suspend resume complete",
		"repair-1/try/1":   " schedule assign start ate_abort",
		// Entered late: when it was begun, nobody knows.
		"repair-1/fix/2":   " schedule assign complete",
		"repair-1/try/2":   " schedule assign start complete",
		"repair-2/noted/1": " schedule assign start complete",
	} {
		if told[instance] != want {
			t.Errorf("%s:%s, want%s", instance, told[instance], want)
		}
		delete(told, instance)
	}
	if len(told) > 0 {
		t.Errorf("open or unknown attempts are told: %v", told)
	}
	if head := log.attrs["alur:head"].value; !strings.HasPrefix(head, "6:") {
		t.Errorf("the head is %q", head)
	}
}

// Every line of a case is an event; those of the shop are counted and said.
func TestALogOfTheRecordHasTheLinesOfCases(t *testing.T) {
	s := repairs(t)
	bodies := []struct {
		step string
		by   string
		body model.Body
		want string
	}{
		{"", "hendra", model.CaseStarted{Process: "repair", Number: 2}, "complete"},
		{"fix", "", model.TaskReady{Round: 1}, "schedule"}, {"fix", "sari", model.TaskTaken{}, "assign"},
		{"fix", "sari", model.TaskBegun{}, "start"}, {"fix", "sari", model.TaskTicked{Text: "glued"}, "unknown"},
		{"fix", "sari", model.TaskParked{}, "suspend"}, {"fix", "sari", model.TaskResumed{}, "resume"},
		{"fix", "sari", model.TaskSetAside{}, "suspend"}, {"fix", "sari", model.TaskHandedOver{}, "reassign"},
		{"fix", "sari", model.TaskGivenBack{}, "reassign"}, {"fix", "budi", model.TaskTakenOver{}, "reassign"},
		{"fix", "budi", model.TaskCompleted{}, "complete"}, {"try", "", model.TaskSkipped{Round: 1}, "autoskip"},
		{"try", "hendra", model.TaskSkipped{Round: 2}, "manualskip"}, {"try", "", model.TaskWithdrawn{}, "withdraw"},
		{"noted", "", model.AutoDone{Round: 1}, "complete"}, {"", "", model.CaseFinished{}, "complete"},
		{"", "hendra", model.CaseCancelled{}, "pi_abort"}, {"gone", "sari", model.TaskCompleted{Back: true}, "ate_abort"},
	}
	for _, b := range bodies {
		s.events = append(s.events, model.Event{
			Seq: uint64(len(s.events) + 1), At: at(10, len(s.events)), Op: "x", By: b.by, Case: "repair-2", Step: b.step, Body: b.body,
		})
	}
	log := logOf(t, s, Events)
	got := log.events[1].events
	if len(got) != len(bodies) {
		t.Fatalf("%d events of %d", len(got), len(bodies))
	}
	for i, b := range bodies {
		if step := got[i].attrs["lifecycle:transition"].value; step != b.want {
			t.Errorf("%T is %s, want %s", b.body, step, b.want)
		}
	}
	if name := got[len(got)-1].attrs["concept:name"].value; name != "gone" {
		t.Errorf("a step that is no more is called %q", name)
	}
	var out bytes.Buffer
	report, err := Write(t.Context(), &out, s, Request{What: Events, Form: XES})
	if err != nil || report.Left != 5 {
		t.Errorf("%d lines are left out: %v", report.Left, err)
	}
	for _, what := range []What{Cases, Bottlenecks} {
		if _, err := Write(t.Context(), &out, s, Request{What: what, Form: XES}); err == nil {
			t.Errorf("%s became a log", what)
		}
	}
}

// Whatever people write, a log can be read, and says it again but for what
// XML can't hold.
func TestALogHoldsWhateverPeopleWrite(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		drawn := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("<>&\"'\t\r\n\x00\x1b\ufffe]]>"))))
		s := repairs(t)
		title, customer := drawn.Draw(rt, "title"), drawn.Draw(rt, "customer")
		s.cases[1].Title, s.cases[1].Start["customer"] = title, texts(customer)
		log := logOf(rt, s, Tasks)
		for key, text := range map[string]string{"title": title, "customer": customer} {
			want := strings.Map(func(r rune) rune {
				if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
					return '\uFFFD'
				}
				return r
			}, text)
			if got := log.events[1].attrs[key].value; got != want {
				rt.Fatalf("%s %q came back as %q", key, text, got)
			}
		}
	})
}

func TestNamesOfAttributesAreNamesOfXML(t *testing.T) {
	for name, want := range map[string]string{
		"order_no": "order_no", "2nd": "_2nd", "nomor pesanan": "nomor_pesanan", "größe": "größe", "a<b": "a_b", "-x": "_x", "alur:seq": "alur:seq",
	} {
		if got := xmlName(name); got != want || !xmlNames.MatchString(got) {
			t.Errorf("%q became %q", name, got)
		}
	}
}
