package store

import (
	"bytes"
	"encoding/json"
	"reflect"
	"time"
	"unicode/utf8"
)

// rowValue is the place of one value in the room of a reader of rows.
type rowValue interface {
	// read reads the value that some JSON begins with and returns how long it
	// is, 0 where it can't be read.
	read(raw []byte) int
	clear()
}

func valueOf(v reflect.Value) rowValue {
	switch to := v.Addr().Interface().(type) {
	case *int:
		return &rowNumber[int]{to}
	case *uint64:
		return &rowNumber[uint64]{to}
	case *time.Time:
		return &rowTime{to}
	}
	if v.Kind() == reflect.String {
		return &rowText{to: v.Addr().Convert(reflect.TypeFor[*string]()).Interface().(*string)}
	}
	return &rowOther{v}
}

// rowText is a text.
type rowText struct {
	to *string
	// plain is true where it stands between its quotes as it is.
	plain bool
}

func (v *rowText) clear() { *v.to, v.plain = "", true }

func (v *rowText) read(raw []byte) int {
	n := len(*v.to)
	if v.plain && len(raw) > n+1 && raw[0] == '"' && raw[n+1] == '"' && string(raw[1:n+1]) == *v.to {
		return n + 2
	}
	text, ok := plainText(raw)
	if !ok {
		v.clear()
		v.plain = false
		return readValue(raw, v.to)
	}
	*v.to, v.plain = string(text), true
	return len(text) + 2
}

// plainText is the text that some JSON begins with, where it stands between
// its quotes as it is.
func plainText(raw []byte) (text []byte, ok bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return nil, false
	}
	n := bytes.IndexByte(raw[1:], '"')
	if n < 0 {
		return nil, false
	}
	text = raw[1 : 1+n]
	for _, c := range text {
		if c < ' ' || c == '\\' {
			return nil, false
		}
	}
	return text, utf8.Valid(text)
}

// rowNumber is a whole number.
type rowNumber[N int | uint64] struct{ to *N }

func (v *rowNumber[N]) clear() { *v.to = 0 }

// safeDigits is how many digits fit any number.
const safeDigits = 18

func (v *rowNumber[N]) read(raw []byte) int {
	var number N
	n := 0
	for n < len(raw) && n <= safeDigits && isDigit(raw[n]) {
		number = number*10 + N(raw[n]-'0')
		n++
	}
	if n == 0 || n > safeDigits || raw[0] == '0' && n > 1 {
		v.clear()
		return readValue(raw, v.to)
	}
	*v.to = number
	return n
}

// rowOther is a value of any other kind.
type rowOther struct{ to reflect.Value }

func (v *rowOther) clear() { v.to.SetZero() }

func (v *rowOther) read(raw []byte) int {
	v.clear()
	return readValue(raw, v.to.Addr().Interface())
}

// readValue leaves a value to encoding/json.
func readValue(raw []byte, to any) int {
	n := valueLength(raw)
	if n == 0 || json.Unmarshal(raw[:n], to) != nil {
		return 0
	}
	return n
}

// valueLength is how long the value is that some JSON begins with.
func valueLength(raw []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case depth == 0 && (c == ',' || c == '}'):
			return i
		case c == '}' || c == ']':
			depth--
		}
	}
	return 0
}
