package model

// plainJSON reads JSON of a known form from its begin on, far faster than
// encoding/json. Bad is true once it is of another form, or one of those that
// this does not read.
type plainJSON struct {
	raw []byte
	at  int
	bad bool
}

// has reports whether a text comes next, and passes it.
func (r *plainJSON) has(text string) bool {
	end := r.at + len(text)
	if r.bad || end > len(r.raw) || string(r.raw[r.at:end]) != text {
		return false
	}
	r.at = end
	return true
}

func (r *plainJSON) want(text string) {
	if !r.has(text) {
		r.bad = true
	}
}

// number is a whole number after a text.
func (r *plainJSON) number(after string) (n uint64) {
	const digits = 18 // So many fit.
	r.want(after)
	begin := r.at
	for r.at < len(r.raw) && r.at-begin <= digits && isDigit(r.raw[r.at]) {
		n = n*10 + uint64(r.raw[r.at]-'0')
		r.at++
	}
	if long := r.at - begin; long == 0 || long > digits || long > 1 && r.raw[begin] == '0' {
		r.bad = true
	}
	return n
}

// text is a string after a text: one of ASCII alone, that stands between its
// quotes as it is.
func (r *plainJSON) text(after string) []byte {
	r.want(after)
	r.want(`"`)
	if r.bad {
		return nil
	}
	for end := r.at; end < len(r.raw); end++ {
		switch c := r.raw[end]; {
		case c == '"':
			text := r.raw[r.at:end]
			r.at = end + 1
			return text
		case c < ' ' || c > '~' || c == '\\':
			r.bad = true
			return nil
		}
	}
	r.bad = true
	return nil
}

// option is the text after another, where that comes next.
func (r *plainJSON) option(after string) []byte {
	if r.bad || r.at+len(after) > len(r.raw) || string(r.raw[r.at:r.at+len(after)]) != after {
		return nil
	}
	return r.text(after)
}

// value is any value after a text.
func (r *plainJSON) value(after string) []byte {
	r.want(after)
	if r.bad {
		return nil
	}
	begin := r.at
	r.pass(0)
	return r.raw[begin:r.at]
}

// deepest is how deep values are followed.
const deepest = 32

// pass goes past a value that has no space in it.
func (r *plainJSON) pass(depth int) {
	if r.at >= len(r.raw) || depth > deepest {
		r.bad = true
		return
	}
	switch c := r.raw[r.at]; c {
	case '{':
		r.passAll('}', func() {
			r.passText()
			r.want(":")
			r.pass(depth + 1)
		})
	case '[':
		r.passAll(']', func() { r.pass(depth + 1) })
	case '"':
		r.passText()
	case 't':
		r.want("true")
	case 'f':
		r.want("false")
	case 'n':
		r.want("null")
	default:
		r.passNumber()
	}
}

// passAll goes past an opening bracket, what stands in it, and the closing one.
func (r *plainJSON) passAll(closing byte, one func()) {
	r.at++
	if r.at < len(r.raw) && r.raw[r.at] == closing {
		r.at++
		return
	}
	for !r.bad {
		one()
		if r.bad || r.at >= len(r.raw) {
			break
		}
		c := r.raw[r.at]
		r.at++
		if c == closing {
			return
		}
		if c != ',' {
			break
		}
	}
	r.bad = true
}

func (r *plainJSON) passText() {
	r.want(`"`)
	for at := r.at; at < len(r.raw) && !r.bad; at++ {
		switch c := r.raw[at]; {
		case c == '"':
			r.at = at + 1
			return
		case c < ' ':
			r.bad = true
		case c == '\\':
			n := escaped(r.raw[at+1:])
			if n == 0 {
				r.bad = true
			}
			at += n
		}
	}
	r.bad = true
}

// escaped is how long what follows a backslash is; 0 where that is nothing of
// JSON.
func escaped(raw []byte) int {
	const unicode = len("u0026")
	if len(raw) == 0 {
		return 0
	}
	switch raw[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 1
	case 'u':
	default:
		return 0
	}
	if len(raw) < unicode {
		return 0
	}
	for _, c := range raw[1:unicode] {
		if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
			return 0
		}
	}
	return unicode
}

// passNumber goes past a number; one with an exponent is left to others.
func (r *plainJSON) passNumber() {
	r.has("-")
	begin := r.at
	whole := r.passDigits()
	if whole == 0 || whole > 1 && r.raw[begin] == '0' || r.has(".") && r.passDigits() == 0 {
		r.bad = true
	}
}

func (r *plainJSON) passDigits() int {
	begin := r.at
	for r.at < len(r.raw) && isDigit(r.raw[r.at]) {
		r.at++
	}
	return r.at - begin
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
