package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"alur/model"
	"alur/store/kv"
)

// FindCases lists cases, the newest first; one whose number or key is exactly
// the text comes before all others.
func (s *Store) FindCases(ctx context.Context, q CaseQuery) (lines []CaseLine, err error) {
	if q.Limit <= 0 {
		q.Limit = usualLimit
	}
	q.Text = strings.TrimSpace(q.Text)
	seen := map[string]bool{}
	take := func(l CaseLine) {
		if !seen[l.ID] && len(lines) < q.Limit && q.wants(l) {
			seen[l.ID] = true
			lines = append(lines, l)
		}
	}
	err = s.view(ctx, func(st *state) error {
		for _, id := range st.exactly(q.Text) {
			if c := st.Case(id); c != nil {
				take(lineOf(c, st.Flow(c.Process, c.Version)))
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	look := newLook(q.Text)
	prefix := keyOf(tableLines)
	err = s.backInPieces(ctx, prefix, kv.PrefixEnd(prefix), func(_ kv.Tx, _, v []byte) error {
		if len(lines) >= q.Limit {
			return kv.Stop
		}
		if !look.may(v) {
			return nil
		}
		var l CaseLine
		if err := json.Unmarshal(v, &l); err != nil {
			return fmt.Errorf("%w: line of a case: %w", kv.ErrDamaged, err)
		}
		if look.in(&l) {
			take(l)
		}
		return nil
	})
	return lines, err
}

// exactly is the cases whose number or key a text is.
func (st *state) exactly(text string) []string {
	if text == "" {
		return nil
	}
	ids := []string{strings.ToLower(text)}
	for process := range st.Shop().Processes {
		if id := st.CaseByKey(process, text); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func (q CaseQuery) wants(l CaseLine) bool {
	return (q.Process == "" || q.Process == l.Process) && (q.State == "" || q.State == l.State)
}

// lineOf is the row by which a case is found.
func lineOf(c *model.Case, f *model.Flow) CaseLine {
	line := CaseLine{ID: c.ID, Process: c.Process, Key: c.Key, Title: c.Title, State: c.State, Started: c.Started}
	for name, v := range c.Fields {
		field, ok := f.Field(name)
		if !ok || !spokenOf(field.Type) || v.Text != "" && v.Text == c.Key {
			continue
		}
		texts := v.Items
		if v.Text != "" {
			texts = []string{v.Text}
		}
		for _, text := range texts {
			fact := Fact{Field: name, Text: text}
			if d := digitsOf(text); field.Type == model.PhoneField && d != text {
				fact.Digits = d
			}
			line.Facts = append(line.Facts, fact)
		}
	}
	slices.SortStableFunc(line.Facts, func(a, b Fact) int { return strings.Compare(a.Field, b.Field) })
	return line
}

// spokenOf reports the fields whose values people know a case by: names,
// products, phone numbers, codes.
func spokenOf(t model.FieldType) bool {
	switch t {
	case model.TextField, model.PhoneField, model.ListField, model.ScanField:
		return true
	}
	return false
}

// look is what is looked for in the rows of cases.
type look struct {
	text string
	// digits are those of a text that may be a phone number, however it is
	// written.
	digits string
	// sure is true where a row without the text need not be decoded.
	sure bool
	// small is the row looked at last, in small letters; kept, so that a look
	// at a hundred thousand rows allocates for one.
	small []byte
}

func newLook(text string) *look {
	l := &look{text: strings.ToLower(text), sure: readableInJSON(text)}
	const fewest = 4
	if d := digitsOf(text); len(d) >= fewest && strings.Trim(text, "0123456789 +-().") == "" {
		l.digits = d
	}
	return l
}

// may reports whether a row may have the text, without decoding it.
func (l *look) may(row []byte) bool {
	if !l.sure || bytes.Contains(l.lower(row), []byte(l.text)) {
		return true
	}
	return l.digits != "" && bytes.Contains(row, []byte(l.digits))
}

func (l *look) lower(row []byte) []byte {
	l.small = l.small[:0]
	for _, b := range row {
		if b >= utf8.RuneSelf {
			return bytes.ToLower(row)
		}
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		l.small = append(l.small, b)
	}
	return l.small
}

// in reports whether the text is in a line; where it is in a fact, the line
// says in which.
func (l *look) in(line *CaseLine) bool {
	for _, s := range []string{line.ID, line.Title, line.Key} {
		if strings.Contains(strings.ToLower(s), l.text) {
			return true
		}
	}
	for i, f := range line.Facts {
		if strings.Contains(strings.ToLower(f.Text), l.text) || l.digits != "" && (strings.Contains(f.Digits, l.digits) || strings.Contains(f.Text, l.digits)) {
			line.Found = &line.Facts[i]
			return true
		}
	}
	return false
}

// readableInJSON reports whether a text stands in JSON as it is, so that a row
// without it need not be decoded.
func readableInJSON(text string) bool {
	return text != "" && !strings.ContainsAny(text, "\"\\<>&\u2028\u2029") && strings.IndexFunc(text, func(r rune) bool { return r < ' ' }) < 0
}

// digitsOf is a text without anything but its digits.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
