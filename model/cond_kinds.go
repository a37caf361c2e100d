package model

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// Days, times and answers are kept as texts, and as texts everything compares
// with everything: what stands on both sides of a comparison has to be of one
// kind, or a slip would pass work by.

// compared refuses a comparison whose two sides are of different kinds, and
// one that asks which of two texts is more.
func (l *limits) compared(n *ast.BinaryNode) {
	switch n.Operator {
	case "<", "<=", ">", ">=":
		l.ordered(n)
	case "==", "!=":
		l.same(n.Left, n.Right)
	case "in":
		if list, ok := n.Right.(*ast.ArrayNode); ok {
			for _, entry := range list.Nodes {
				l.same(n.Left, entry)
			}
		}
	case "startsWith", "endsWith", "contains", "matches":
		l.partOfMoment(n)
	}
}

// ordered wants numbers, days or times; whether two numbers are two numbers is
// the compiler's to say.
func (l *limits) ordered(n *ast.BinaryNode) {
	left, right := l.moment(n.Left), l.moment(n.Right)
	switch {
	case left != nil || right != nil:
		l.same(n.Left, n.Right)
		if left == nil && !isLiteral(n.Left) || right == nil && !isLiteral(n.Right) {
			l.noOrder(n)
		}
	case !l.reckons(n.Left) && !l.reckons(n.Right):
		l.noOrder(n)
	}
}

func (l *limits) noOrder(n *ast.BinaryNode) {
	l.refuse(Say{
		EN: `%s goes with numbers, and with a day or a time and another of its kind ("2026-01-05", "09:00"); texts and choices are compared with == and !=`,
		ID: `%s hanya untuk angka, atau hari atau jam dengan sesamanya ("2026-01-05", "09:00"); teks dan pilihan dibandingkan dengan == dan !=`,
	}.with(n.Operator))
}

// same refuses two sides that can't be the same.
func (l *limits) same(a, b ast.Node) {
	l.literal(a, b)
	l.literal(b, a)
	left, right := l.field(a), l.field(b)
	if left == nil || right == nil {
		return
	}
	if kindOf(*left) == kindOf(*right) && !shareNoAnswer(*left, *right) {
		return
	}
	l.refuse(Say{
		EN: "%s and %s can't be compared: one is %s, the other %s",
		ID: "%s dan %s tidak bisa dibandingkan: yang satu %s, yang lain %s",
	}.with(left.Name, right.Name, left.TypeText(), right.TypeText()))
}

// literal refuses a text that the field it is compared with never holds.
func (l *limits) literal(field, text ast.Node) {
	f, given := l.field(field), stringOf(text)
	if f == nil || given == "" {
		return // Empty is written "".
	}
	switch f.Type {
	case ChoiceField:
		if !slices.Contains(f.Choices, given) {
			l.refuse(Say{
				EN: `"%s" is no answer of %s; it has: %s`,
				ID: `"%s" bukan pilihan %s; pilihannya: %s`,
			}.with(shorten(given), f.Name, strings.Join(f.Choices, ", ")))
		}
	case DateField:
		if v, err := ParseValue(*f, given); err != nil || v.Text != given {
			l.refuse(Say{
				EN: `%s is a day, and "%s" is none: write it as "2026-01-05" (year-month-day)`,
				ID: `%s adalah tanggal, sedangkan "%s" bukan: tulis seperti "2026-01-05" (tahun-bulan-hari)`,
			}.with(f.Name, shorten(given)))
		}
	case TimeField:
		if v, err := ParseValue(*f, given); err != nil || v.Text != given {
			l.refuse(Say{
				EN: `%s is a time, and "%s" is none: write it as "09:00", with four digits`,
				ID: `%s adalah jam, sedangkan "%s" bukan: tulis seperti "09:00", dengan empat angka`,
			}.with(f.Name, shorten(given)))
		}
	}
}

// partOfMoment refuses to look for a text within a day or a time.
func (l *limits) partOfMoment(n *ast.BinaryNode) {
	if f := l.moment(n.Left); f != nil {
		l.refuse(Say{
			EN: "%s can't be asked of %s, which is %s: compare it with ==, < or >",
			ID: "%s tidak bisa dipakai untuk %s, yang berjenis %s: bandingkan dengan ==, < atau >",
		}.with(n.Operator, f.Name, string(f.Type)))
	}
}

// kindOf is what a field can be compared with: a day with a day, a time with a
// time, and everything else that is a text with any other.
func kindOf(f Field) FieldType {
	switch f.Type {
	case NumberField, MoneyField:
		return NumberField
	case DateField, TimeField, YesNoField, ListField:
		return f.Type
	}
	return TextField
}

func shareNoAnswer(a, b Field) bool {
	return a.Type == ChoiceField && b.Type == ChoiceField &&
		!slices.ContainsFunc(a.Choices, func(c string) bool { return slices.Contains(b.Choices, c) })
}

// field is the field that a side of a comparison is, if it is one.
func (l *limits) field(n ast.Node) *Field {
	if id, ok := n.(*ast.IdentifierNode); ok {
		if f, known := l.fields[id.Value]; known {
			return &f
		}
	}
	return nil
}

// moment is the day or time that a side of a comparison is, if it is one.
func (l *limits) moment(n ast.Node) *Field {
	if f := l.field(n); f != nil && (f.Type == DateField || f.Type == TimeField) {
		return f
	}
	return nil
}

// reckons reports whether a side of a comparison is surely no text.
func (l *limits) reckons(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.UnaryNode, *ast.ArrayNode:
		return true
	case *ast.BinaryNode:
		return n.Operator != "+" || l.reckons(n.Left) || l.reckons(n.Right)
	case *ast.ConditionalNode:
		return l.reckons(n.Exp1) || l.reckons(n.Exp2)
	case *ast.BuiltinNode:
		return !slices.Contains([]string{"lower", "upper", "trim"}, n.Name)
	case *ast.IdentifierNode:
		f := l.field(n)
		return f == nil || kindOf(*f) == NumberField || f.Type == YesNoField || f.Type == ListField
	}
	return false
}

func isLiteral(n ast.Node) bool {
	_, ok := n.(*ast.StringNode)
	return ok
}

func stringOf(n ast.Node) string {
	if s, ok := n.(*ast.StringNode); ok {
		return s.Value
	}
	return ""
}
