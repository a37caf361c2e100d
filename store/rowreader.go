package store

import (
	"encoding/json"
	"reflect"
	"strings"
)

// rowReader reads rows of one table, one after the other. There may be tens of
// thousands, nearly alike: what stands in a row as it did in the one before is
// not read again. It knows the fields of T in the order in which encoding/json
// writes them, and leaves to it every row of another form, so that both read
// the same. It must not be copied once it has read.
type rowReader[T any] struct {
	row    T
	fields []rowField
}

// rowField is a field of the row in the room of its reader.
type rowField struct {
	// name is what stands before its value, as in "title":.
	name string
	// set is true where the row last read has the field.
	set bool
	to  rowValue
}

// begin looks up the fields.
func (r *rowReader[T]) begin() {
	room := reflect.ValueOf(&r.row).Elem()
	for _, f := range reflect.VisibleFields(room.Type()) {
		if f.Anonymous {
			continue // Its fields stand beside the others.
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		r.fields = append(r.fields, rowField{name: `"` + name + `":`, to: valueOf(room.FieldByIndex(f.Index))})
	}
}

// read is the row that some JSON holds, good until the next is read.
func (r *rowReader[T]) read(raw []byte) (*T, error) {
	if r.fields == nil {
		r.begin()
	}
	if r.readPlain(raw) {
		return &r.row, nil
	}
	row := new(T)
	if err := json.Unmarshal(raw, row); err != nil {
		return nil, err
	}
	return row, nil
}

// readPlain reads a row in the form in which it is written, and reports
// whether it has that.
func (r *rowReader[T]) readPlain(raw []byte) bool {
	at, before := 0, byte('{')
	for i := range r.fields {
		f := &r.fields[i]
		begin := at + 1 + len(f.name)
		if begin >= len(raw) || raw[at+2] != f.name[1] || raw[at] != before || string(raw[at+1:begin]) != f.name {
			if f.set {
				f.to.clear()
				f.set = false
			}
			continue
		}
		f.set = true
		n := f.to.read(raw[begin:])
		if n == 0 {
			return false
		}
		at, before = begin+n, ','
	}
	return before == ',' && at == len(raw)-1 && raw[at] == '}'
}
