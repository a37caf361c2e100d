package export

import (
	"bufio"
	"encoding/xml"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// xesDoc writes the XML of IEEE 1849-2016: a log, its traces, their events.
// The writer keeps its first error: see failed.
type xesDoc struct {
	w *bufio.Writer
	// indent is how deep the next line stands.
	indent int
}

// attr is one attribute of a log, a trace or an event. One without a value is
// not written.
type attr struct{ tag, key, value string }

func xesText(key, value string) attr { return attr{"string", key, value} }

func xesTime(key string, when time.Time) attr {
	if when.IsZero() {
		return attr{}
	}
	return attr{"date", key, when.Format(moment)}
}

func xesWhole(key string, n uint64) attr { return attr{"int", key, strconv.FormatUint(n, 10)} }

// xesCell is the value of a table as an attribute. A number is a float in all
// traces, so that one column of readers has one type; a day and a time of day
// stay texts, because a moment would make another day of them elsewhere.
func xesCell(key string, c cell) attr {
	switch c.kind {
	case numberKind:
		return attr{"float", key, c.text}
	case truthKind:
		return attr{"boolean", key, c.text}
	case momentKind:
		return attr{"date", key, c.text}
	}
	return xesText(key, c.text)
}

func (d *xesDoc) write(parts ...string) {
	for _, p := range parts {
		_, _ = d.w.WriteString(p)
	}
}

// escaped is a text in an attribute. What XML can't hold at all becomes the
// sign for a broken letter.
func (d *xesDoc) escaped(text string) { _ = xml.EscapeText(d.w, []byte(text)) }

func (d *xesDoc) line(parts ...string) {
	d.write(strings.Repeat("\t", d.indent))
	d.write(parts...)
	d.write("\n")
}

func (d *xesDoc) open(tag string) {
	d.line("<", tag, ">")
	d.indent++
}

func (d *xesDoc) close(tag string) {
	d.indent--
	d.line("</", tag, ">")
}

func (d *xesDoc) attrs(list ...attr) {
	for _, a := range list {
		if a.value == "" {
			continue
		}
		d.write(strings.Repeat("\t", d.indent), "<", a.tag, ` key="`)
		d.escaped(xmlName(a.key))
		d.write(`" value="`)
		d.escaped(a.value)
		d.write("\"/>\n")
	}
}

// xmlName is a name that XML takes for one: letters, digits and - . _ : with
// a letter or _ before them.
func xmlName(text string) string {
	var b strings.Builder
	for i, r := range text {
		letter := unicode.IsLetter(r) || r == '_'
		switch {
		case letter, i > 0 && (unicode.IsDigit(r) || strings.ContainsRune("-.:", r)):
			b.WriteRune(r)
		case i == 0 && unicode.IsDigit(r):
			b.WriteString("_" + string(r))
		default:
			b.WriteByte('_')
		}
	}
	return b.String()
}

// begin opens the log and says what its attributes mean. What stands in a
// global is in every event, what a classifier names is global.
func (d *xesDoc) begin(global []attr, log []attr) {
	d.write(xml.Header)
	d.line(`<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">`)
	d.indent++
	for _, e := range [][2]string{
		{"Concept", "concept"}, {"Lifecycle", "lifecycle"}, {"Organizational", "org"}, {"Time", "time"},
	} {
		d.line(`<extension name="`, e[0], `" prefix="`, e[1], `" uri="http://www.xes-standard.org/`, e[1], `.xesext"/>`)
	}
	d.line(`<global scope="trace">`)
	d.indent++
	d.attrs(xesText("concept:name", "unknown"))
	d.close("global")
	d.line(`<global scope="event">`)
	d.indent++
	d.attrs(global...)
	d.close("global")
	d.line(`<classifier name="Activity" scope="event" keys="concept:name"/>`)
	d.line(`<classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>`)
	d.attrs(log...)
}

// failed is the first error of the writer.
func (d *xesDoc) failed() error {
	_, err := d.w.Write(nil)
	return err
}

func (d *xesDoc) end() { d.close("log") }

func (d *xesDoc) event(list ...attr) {
	d.open("event")
	d.attrs(list...)
	d.close("event")
}
