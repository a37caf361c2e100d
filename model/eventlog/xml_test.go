package eventlog

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"alur/model"
)

// spaced has a space for each white space, which XML's own reader and ours put
// differently into attributes.
func spaced(text string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ", "\r", " ").Replace(text)
}

// theirElements are the elements of a file as encoding/xml reads them.
func theirElements(text string) (list []string, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	depth := 0
	for {
		token, err := d.Token()
		if err != nil {
			return list, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			s := token.Name.Local
			for _, a := range token.Attr {
				s += fmt.Sprintf(" %s=%q", a.Name.Local, spaced(a.Value))
			}
			list = append(list, s)
			depth++
		case xml.EndElement:
			list = append(list, "/"+token.Name.Local)
			if depth--; depth == 0 {
				return list, nil
			}
		}
	}
}

// ourElements are they as we read them.
func ourElements(r io.Reader) (list []string, err error) {
	m := newMarkup(r)
	for {
		begins, err := m.element()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		if !begins {
			list = append(list, "/"+string(m.name))
			continue
		}
		s := string(m.name)
		for _, a := range m.attrs {
			value, err := m.text(nil, a.value)
			if err != nil {
				return list, err
			}
			s += fmt.Sprintf(" %s=%q", localName(a.name), spaced(string(value)))
		}
		list = append(list, s)
	}
}

// TestElementsAsEncodingXMLReadsThem draws files of everything that matters to
// XML, whole and broken. What the library takes, we take for the same.
func TestElementsAsEncodingXMLReadsThem(t *testing.T) {
	taken, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{
			`<a></a >`, `<b k="1">` + "\r\n" + `</b>`, `<b k='"'/>`, `<x:c y:k = "&lt;&#65;&#x42;&amp;&apos;" z="é>"/>`, `<!-- <no> -->`,
			`<?pi <no> ?>`, `<![CDATA[<no>]]>`, "\n", "text", `<a  k="1" j="two` + "\n" + `lines"/>`, `<a><a j=""></a></a>`,
		}
		if !rapid.Bool().Draw(t, "whole") {
			pieces = append(pieces, `<a>`, `</a>`, `<a  k="1" `, `>`, `&`, `"`, `<`, ` `, `&#0;`, `<d/ >`, `<1/>`)
		}
		text := "<r>" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "text"), "") + "</r>"
		if rapid.Bool().Draw(t, "headed") {
			text = `<?xml version="1.0" encoding="UTF-8"?>` + "\n<!-- <log> -->" + text
		}
		want, errWant := theirElements(text)
		got, err := ourElements(strings.NewReader(text))
		slowly, errSlowly := ourElements(iotest.OneByteReader(strings.NewReader(text)))
		if !slices.Equal(got, slowly) || fmt.Sprint(err) != fmt.Sprint(errSlowly) {
			t.Fatalf("%q: %q %v, byte by byte %q %v", text, got, err, slowly, errSlowly)
		}
		if errWant != nil {
			refused++
			return // We don't look at text between elements.
		}
		taken++
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q: %q %v, want %q", text, got, err, want)
		}
	})
	if taken == 0 || refused == 0 {
		t.Errorf("%d taken, %d refused: the test shows nothing", taken, refused)
	}
}

// TestWhatXMLDoesNotAllowIsSaidWithItsLine and so is what a log has no need of.
func TestWhatXMLDoesNotAllowIsSaidWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "there is no element in it",
		"case,step\n1,a\n":                      "line 3: this is not an XML file",
		"\n<log><trace>\n<event></trace></log>": "line 3: </trace> ends what began as <event> in line 3",
		"<log\na='1'\n><!--\n--><?x\n?><![CDATA[\n]]>\n<trace\n></a>": "line 8: </a> ends what began as <trace> in line 7",
		"<log>\n<trace>\n</log>": "line 3: </log> ends what began as <trace> in line 2",
		"<log>\n<trace>\n":       "line 2: <trace> begins here and never ends; the file may have been cut off",
		"<log>\n<!-- no end":     "line 1: <log> begins here and never ends",
		"<log>\n<trace a=\"b":    "line 2: this tag never ends",
		"<!DOCTYPE log [<!ENTITY a \"aaaa\">]>\n<log>&a;</log>":  "line 1: it has a document type",
		"<log>\n<!ENTITY a 'b'></log>":                           "line 2: this is not written as XML asks",
		"<log>\n<s key=\"a\" value=\"&nbsp;\"/></log>":           `line 2: "&nbsp;" is no reference`,
		"<log>\n<s key=\"a\" value=\"&#0;\"/></log>":             `line 2: "&#0;" is no reference`,
		"<log>\n<s key=\"a\" value=\"a & b\"/></log>":            `line 2: "& b" is no reference`,
		"<log>\n<s key=\"a\" value=\"\x01\"/></log>":             "line 2: this is not written as XML asks",
		"<log>\n<s key=\"a>\n<s key=\"b\"/></log>":               "line 2: a quotation mark is not closed",
		"<log>\n<s key=a/></log>":                                "line 2: this is not written as XML asks",
		"<log>\n<s key=\"a\"value=\"b\"/></log>":                 "line 2: this is not written as XML asks",
		"<log>\n<></></log>":                                     "line 2: this is not written as XML asks",
		"</log>":                                                 "line 1: this is not written as XML asks",
		"<?xml version=\"1.0\" encoding=\"UTF-16\"?><log/>":      `line 1: it is written in "UTF-16"`,
		"<log>" + strings.Repeat("\n<a>", maxDepth):              "line 65: elements stand in each other more than 64 deep",
		"<log " + strings.Repeat("a='b' ", maxPiece/6+10) + "/>": errTooBig.Error(),
	} {
		_, err := ourElements(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80q: %v, want %s", text, err, want)
		}
		var fault *Fault
		if errors.As(err, &fault) && fault.In(model.Indonesian) == fault.In(model.English) {
			t.Errorf("%v is said in English only", err)
		}
	}
}

func TestLatinLettersAreReadAsSuch(t *testing.T) {
	got, err := ourElements(strings.NewReader("<?xml version='1.0' encoding='ISO-8859-1'?><log a='caf\xe9 &#233;'/>"))
	if want := []string{`log a="café é"`, "/log"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}
