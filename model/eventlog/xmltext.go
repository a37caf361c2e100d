package eventlog

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"alur/model"
)

func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// isName reports whether a text looks like a name. It doesn't look closely:
// which letters may begin one is of no account to a log.
func isName(name []byte) bool {
	if len(name) == 0 || name[0]-'0' <= 9 || name[0] == '-' || name[0] == '.' {
		return false
	}
	return !bytes.ContainsAny(name, "<>=&/'\"")
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// attributes parts the attributes of a tag.
func (m *markup) attributes(tag []byte) error {
	m.attrs = m.attrs[:0]
	for {
		from := 0
		for from < len(tag) && isSpace(tag[from]) {
			from++
		}
		if from == len(tag) {
			return nil
		}
		spaced := from > 0
		tag = tag[from:]
		equal := bytes.IndexByte(tag, '=')
		if equal < 0 || !spaced {
			return &Fault{Line: m.line, Say: sayMarkup()}
		}
		name := trimRight(tag[:equal])
		for tag = tag[equal+1:]; len(tag) > 0 && isSpace(tag[0]); {
			tag = tag[1:]
		}
		if !isName(name) || hasSpace(name) || len(tag) == 0 || tag[0] != '"' && tag[0] != '\'' {
			return &Fault{Line: m.line, Say: sayMarkup()}
		}
		end := bytes.IndexByte(tag[1:], tag[0])
		if end < 0 {
			return &Fault{Line: m.line, Say: sayMarkup()}
		}
		m.attrs = append(m.attrs, xmlAttr{name: name, value: tag[1 : 1+end]})
		tag = tag[end+2:]
	}
}

func trimRight(text []byte) []byte {
	for len(text) > 0 && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

func hasSpace(text []byte) bool { return bytes.ContainsAny(text, " \t\r\n") }

// attr is the value of an attribute as it stands in the file.
func (m *markup) attr(name string) []byte {
	for _, a := range m.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// text writes the value of an attribute behind a text, with its characters put
// in for their references, and white space for line ends and tabs, as XML asks
// for.
func (m *markup) text(into, value []byte) ([]byte, error) {
	for len(value) > 0 {
		n := 0
		for n < len(value) && value[n] != '&' && value[n] >= ' ' && (value[n] < utf8.RuneSelf || !m.latin) {
			n++
		}
		into, value = append(into, value[:n]...), value[n:]
		if len(value) == 0 {
			break
		}
		c := value[0]
		switch {
		case c == '&':
			n := bytes.IndexByte(value[:min(len(value), longestReference)], ';')
			r, ok := rune(0), false
			if n > 0 {
				r, ok = reference(value[1:n])
			}
			if !ok {
				return nil, &Fault{Line: m.line, Say: model.Say{
					EN: "%q is no reference to a character; a plain & is written &amp;",
					ID: "%q bukan rujukan ke huruf; & biasa ditulis &amp;",
				}, Args: []any{string(value[:min(len(value), max(n+1, 8))])}}
			}
			into, value = utf8.AppendRune(into, r), value[n+1:]
			continue
		case c == '\r' && len(value) > 1 && value[1] == '\n':
		case isSpace(c):
			into = append(into, ' ')
		case c >= utf8.RuneSelf:
			into = utf8.AppendRune(into, rune(c))
		default:
			return nil, &Fault{Line: m.line, Say: sayMarkup()} // No character of XML.
		}
		value = value[1:]
	}
	return into, nil
}

// longestReference is that of &#x10FFFF; with some zeros.
const longestReference = 16

// reference is the character that a reference stands for: one of the five
// that XML knows, or a number.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	ok := err == nil && (n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n < 0xd800 || n > 0xdfff && n < 0xfffe || n > 0xffff && n <= utf8.MaxRune)
	return rune(n), ok //nolint:gosec // Not above MaxRune where it is used.
}
