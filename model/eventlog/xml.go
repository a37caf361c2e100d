package eventlog

import (
	"bytes"
	"io"
	"strings"

	"alur/model"
)

// maxDepth is how deep elements may stand in each other. A log has four
// levels, attributes of attributes some more.
const maxDepth = 64

// markup reads the elements of an XML file and their attributes, one after the
// other and without a tree. It passes over text, comments and instructions,
// which a log has no use for, and refuses a document type: entities that a
// file defines by itself can be made to grow without end, or to fetch other
// files. It is some eight times as fast as encoding/xml; a test holds the two
// equal.
type markup struct {
	feed
	// name is that of the element given last, without a prefix, line where it
	// stands. They hold until the next.
	name []byte
	line int
	// attrs are those of an element that begins, as they stand in the file.
	attrs []xmlAttr

	next   int // The line of what comes.
	names  []byte
	opened []xmlOpen
	// closes is true where the element given last is closed in its own tag,
	// over once the first element is.
	closes, over bool
	latin        bool
}

type xmlAttr struct{ name, value []byte }

// xmlOpen is an element that has begun: where its name ends among the names,
// and its line.
type xmlOpen struct{ to, line int }

func newMarkup(r io.Reader) *markup { return &markup{feed: newFeed(r), next: 1} }

func sayMarkup() model.Say {
	return model.Say{EN: "this is not written as XML asks for it", ID: "ini tidak ditulis sesuai aturan XML"}
}

// element is the next begin or end of an element. io.EOF comes after the end
// of the first one; other errors are a *Fault or of the reader.
func (m *markup) element() (begins bool, err error) {
	if m.closes {
		m.closes = false
		return false, m.pop()
	}
	for {
		if m.over {
			return false, io.EOF
		}
		if err := m.skipText(); err != nil {
			return false, err
		}
		m.line = m.next
		ahead, err := m.peek(3)
		if err != nil {
			return false, err
		}
		switch {
		case len(ahead) < 3:
			return false, m.cutOff()
		case ahead[1] == '?':
			err = m.instruction()
		case ahead[1] == '!':
			err = m.declaration()
		case ahead[1] == '/':
			return false, m.ends()
		default:
			return true, m.begins()
		}
		if err != nil {
			return false, err
		}
	}
}

// skipText passes over what stands before the next tag.
func (m *markup) skipText() error {
	for {
		rest := m.buf[m.at:m.end]
		i := bytes.IndexByte(rest, '<')
		text := rest
		if i >= 0 {
			text = rest[:i]
		}
		m.next += bytes.Count(text, []byte{'\n'})
		if len(m.opened) == 0 && len(bytes.TrimSpace(text)) > 0 {
			return &Fault{Line: m.next, Say: model.Say{EN: "this is not an XML file", ID: "ini bukan file XML"}}
		}
		m.at += len(text)
		if i >= 0 {
			return nil
		}
		if err := m.onward(); err != nil {
			return err
		}
	}
}

// onward reads on where there has to be more.
func (m *markup) onward() error {
	more, err := m.fill()
	if err == nil && !more {
		return m.cutOff()
	}
	return err
}

// cutOff is the fault of a file that ends too early.
func (m *markup) cutOff() error {
	if n := len(m.opened); n > 0 {
		return &Fault{Line: m.opened[n-1].line, Say: model.Say{
			EN: "<%s> begins here and never ends; the file may have been cut off",
			ID: "<%s> dimulai di sini dan tidak pernah selesai; mungkin filenya terpotong",
		}, Args: []any{string(m.names[m.nameFrom(n-1):])}}
	}
	return &Fault{Say: model.Say{EN: "there is no element in it", ID: "tidak ada elemen di dalamnya"}}
}

func (m *markup) nameFrom(i int) int {
	if i == 0 {
		return 0
	}
	return m.opened[i-1].to
}

// skipTo passes over everything up to and with a mark.
func (m *markup) skipTo(mark string) error {
	for {
		rest := m.buf[m.at:m.end]
		i := bytes.Index(rest, []byte(mark))
		n := i + len(mark)
		if i < 0 {
			n = max(0, len(rest)-len(mark)+1)
		}
		m.next += bytes.Count(rest[:n], []byte{'\n'})
		m.at += n
		if i >= 0 {
			return nil
		}
		if err := m.onward(); err != nil {
			return err
		}
	}
}

// instruction passes over one, but for the encoding in the first.
func (m *markup) instruction() error {
	ahead, err := m.peek(256)
	if err != nil {
		return err
	}
	if end := bytes.Index(ahead, []byte("?>")); end >= 0 && bytes.HasPrefix(ahead, []byte("<?xml ")) {
		if err := m.encoding(ahead[:end]); err != nil {
			return err
		}
	}
	m.at += 2
	return m.skipTo("?>")
}

func (m *markup) encoding(header []byte) error {
	_, text, ok := bytes.Cut(header, []byte("encoding"))
	if !ok {
		return nil
	}
	text = bytes.TrimLeft(text, " \t\r\n=")
	if len(text) > 0 {
		text, _, _ = bytes.Cut(text[1:], text[:1])
	}
	switch strings.ToLower(string(text)) {
	case "utf-8", "utf8", "us-ascii", "ascii":
	case "iso-8859-1", "latin1", "latin-1":
		m.latin = true
	default:
		return &Fault{Line: m.line, Say: model.Say{
			EN: "it is written in %q; save it in UTF-8", ID: "ditulis dalam %q; simpan dalam UTF-8",
		}, Args: []any{string(text)}}
	}
	return nil
}

// declaration passes over a comment or a text in brackets.
func (m *markup) declaration() error {
	ahead, err := m.peek(9)
	switch {
	case err != nil:
		return err
	case bytes.HasPrefix(ahead, []byte("<!--")):
		m.at += 4
		return m.skipTo("-->")
	case bytes.HasPrefix(ahead, []byte("<![CDATA[")) && len(m.opened) > 0:
		m.at += 9
		return m.skipTo("]]>")
	case bytes.HasPrefix(ahead, []byte("<!DOCTYPE")):
		return &Fault{Line: m.line, Say: model.Say{
			EN: "it has a document type (<!DOCTYPE>), which is refused: such a file can be made to grow without end",
			ID: "ada tipe dokumen (<!DOCTYPE>), dan itu ditolak: file seperti itu bisa membesar tanpa akhir",
		}}
	}
	return &Fault{Line: m.line, Say: sayMarkup()}
}

// tag takes a whole tag, without its marks.
func (m *markup) tag() ([]byte, error) {
	i := 1
	var quote byte
	for {
		for rest := m.buf[m.at:m.end]; i < len(rest); i++ {
			if quote != 0 {
				n := bytes.IndexByte(rest[i:], quote)
				value := rest[i:]
				if n >= 0 {
					value = value[:n]
				}
				// A mark that is not closed takes in what follows.
				if bytes.IndexByte(value, '<') >= 0 {
					return nil, &Fault{Line: m.line, Say: model.Say{EN: "a quotation mark is not closed", ID: "tanda kutip tidak ditutup"}}
				}
				if i += len(value); n < 0 {
					break
				}
				quote = 0
				continue
			}
			switch c := rest[i]; c {
			case '"', '\'':
				quote = c
			case '>':
				m.next += bytes.Count(rest[:i], []byte{'\n'})
				m.at += i + 1
				return rest[1:i], nil
			}
		}
		more, err := m.fill()
		if err != nil {
			return nil, err
		}
		if !more {
			return nil, &Fault{Line: m.line, Say: model.Say{
				EN: "this tag never ends; the file may have been cut off", ID: "tag ini tidak pernah selesai; mungkin filenya terpotong",
			}}
		}
	}
}

func (m *markup) begins() error {
	tag, err := m.tag()
	if err != nil {
		return err
	}
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		tag, m.closes = tag[:n-1], true
	}
	name := tag
	for i, c := range tag {
		if isSpace(c) {
			name = tag[:i]
			break
		}
	}
	if !isName(name) {
		return &Fault{Line: m.line, Say: sayMarkup()}
	}
	if len(m.opened) == maxDepth {
		return &Fault{Line: m.line, Say: model.Say{
			EN: "elements stand in each other more than %d deep", ID: "elemen bersarang lebih dari %d tingkat",
		}, Args: []any{maxDepth}}
	}
	m.names = append(m.names, name...)
	m.opened = append(m.opened, xmlOpen{to: len(m.names), line: m.line})
	m.name = localName(name)
	return m.attributes(tag[len(name):])
}

func (m *markup) ends() error {
	tag, err := m.tag()
	if err != nil {
		return err
	}
	name := trimRight(tag[1:])
	n := len(m.opened)
	if n == 0 {
		return &Fault{Line: m.line, Say: sayMarkup()}
	}
	if open := m.names[m.nameFrom(n-1):]; !bytes.Equal(open, name) {
		return &Fault{Line: m.line, Say: model.Say{
			EN: "</%s> ends what began as <%s> in line %d", ID: "</%s> menutup yang dimulai sebagai <%s> di baris %d",
		}, Args: []any{string(name), string(open), m.opened[n-1].line}}
	}
	return m.pop()
}

// pop ends the innermost element.
func (m *markup) pop() error {
	n := len(m.opened) - 1
	from := m.nameFrom(n)
	m.name = localName(m.names[from:])
	m.names, m.opened = m.names[:from], m.opened[:n]
	m.attrs = m.attrs[:0]
	m.over = n == 0
	return nil
}

// skip passes over what is left of the element that has just begun.
func (m *markup) skip() error {
	for depth := len(m.opened); len(m.opened) >= depth; {
		if _, err := m.element(); err != nil {
			return err
		}
	}
	return nil
}
