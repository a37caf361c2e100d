package model

import (
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// ConditionWords says a condition of the process as people speak: "payment is
// cash on delivery and total is 1.000.000 or more". Numbers are written with
// the decimal sign given, as FormatNumber takes it. What has no words stands
// as it was written.
func (f *Flow) ConditionWords(condition, decimal string) Reason {
	tree, err := parser.Parse(condition)
	if err != nil {
		return verbatim(condition)
	}
	w := conditionWords{fields: f.fields, decimal: decimal}
	if words := w.node(tree.Node); !words.Empty() {
		return words
	}
	return verbatim(condition)
}

// BranchLabel is an outcome as people read it where its step is drawn: that of
// a choose is its condition in words, any other OutcomeLabel.
func (f *Flow) BranchLabel(step, outcome, decimal string) Reason {
	s := f.Step(step)
	o, ok := f.Outcome(step, outcome)
	switch {
	case !ok || s.Kind != Choose:
		return Reason{Say: OutcomeLabel(s, outcome)}
	case o.When == "":
		return because(Say{EN: "otherwise", ID: "selain itu"})
	}
	return f.ConditionWords(o.When, decimal)
}

// conditionWords turns the tree of a condition into words; a part it has no
// words for makes all of it empty.
type conditionWords struct {
	fields  map[string]Field
	decimal string
}

func (w conditionWords) node(n ast.Node) Reason {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return w.whole(n, Say{EN: "%s: yes", ID: "%s: ya"})
	case *ast.UnaryNode:
		return w.not(n)
	case *ast.BinaryNode:
		return w.binary(n)
	}
	return Reason{}
}

// whole is a yes/no field that stands for itself.
func (w conditionWords) whole(n *ast.IdentifierNode, say Say) Reason {
	if f, ok := w.fields[n.Value]; ok && f.Type == YesNoField {
		return because(say, FieldLabel(f))
	}
	return Reason{}
}

func (w conditionWords) not(n *ast.UnaryNode) Reason {
	if n.Operator != "not" && n.Operator != "!" {
		return Reason{}
	}
	if id, ok := n.Node.(*ast.IdentifierNode); ok {
		return w.whole(id, Say{EN: "%s: no", ID: "%s: tidak"})
	}
	inner := w.node(n.Node)
	if inner.Empty() {
		return Reason{}
	}
	return because(Say{EN: "not: %s", ID: "bukan: %s"}, inner)
}

func (w conditionWords) binary(n *ast.BinaryNode) Reason {
	switch n.Operator {
	case "and", "&&":
		return w.both(n, Say{EN: "%s and %s", ID: "%s dan %s"})
	case "or", "||":
		return w.both(n, Say{EN: "%s or %s", ID: "%s atau %s"})
	}
	left, field := w.side(n.Left)
	if left.Empty() {
		return Reason{}
	}
	right := w.value(n.Right, field)
	say, ok := comparison(n.Operator, field)
	if s, text := n.Right.(*ast.StringNode); text && s.Value == "" {
		switch n.Operator {
		case "==":
			return because(Say{EN: "%s is empty", ID: "%s kosong"}, left)
		case "!=":
			return because(Say{EN: "%s is filled in", ID: "%s terisi"}, left)
		}
	}
	if !ok || right.Empty() {
		return Reason{}
	}
	return because(say, left, right)
}

// both joins two conditions; one with an or in it keeps its brackets.
func (w conditionWords) both(n *ast.BinaryNode, say Say) Reason {
	part := func(of ast.Node) Reason {
		words := w.node(of)
		b, ok := of.(*ast.BinaryNode)
		if ok && !words.Empty() && (b.Operator == "or" || b.Operator == "||") && b.Operator != n.Operator {
			return because(Say{EN: "(%s)", ID: "(%s)"}, words)
		}
		return words
	}
	left, right := part(n.Left), part(n.Right)
	if left.Empty() || right.Empty() {
		return Reason{}
	}
	return because(say, left, right)
}

// comparison is what stands between two sides.
func comparison(operator string, f Field) (Say, bool) {
	say, ok := map[string]Say{
		"==":       {EN: "%s is %s", ID: "%s adalah %s"},
		"!=":       {EN: "%s is not %s", ID: "%s bukan %s"},
		">":        {EN: "%s is more than %s", ID: "%s lebih dari %s"},
		">=":       {EN: "%s is %s or more", ID: "%s %s atau lebih"},
		"<":        {EN: "%s is less than %s", ID: "%s kurang dari %s"},
		"<=":       {EN: "%s is %s or less", ID: "%s %s atau kurang"},
		"in":       {EN: "%s is one of %s", ID: "%s salah satu dari %s"},
		"contains": {EN: "%s contains %s", ID: "%s berisi %s"},
	}[operator]
	if f.Type == DateField || f.Type == TimeField {
		if moment, ordered := map[string]Say{
			">":  {EN: "%s is after %s", ID: "%s setelah %s"},
			">=": {EN: "%s is %s or later", ID: "%s %s atau sesudahnya"},
			"<":  {EN: "%s is before %s", ID: "%s sebelum %s"},
			"<=": {EN: "%s is %s or earlier", ID: "%s %s atau sebelumnya"},
		}[operator]; ordered {
			return moment, true
		}
	}
	if ok && operator == "==" && (f.Type == NumberField || f.Type == MoneyField || f.Type == ListField) {
		say.ID = "%s sama dengan %s"
	}
	return say, ok
}

// side is what is compared: a field, or how many entries a list has.
func (w conditionWords) side(n ast.Node) (Reason, Field) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if f, ok := w.fields[n.Value]; ok {
			return because(Say{EN: "%s", ID: "%s"}, nameLabel(f.Name)), f
		}
	case *ast.BuiltinNode:
		if id, ok := n.Arguments[0].(*ast.IdentifierNode); ok && n.Name == "len" && w.fields[id.Value].Type == ListField {
			return because(Say{EN: "the number of %s", ID: "jumlah %s"}, nameLabel(id.Value)), Field{Type: NumberField}
		}
	}
	return Reason{}, Field{}
}

// value is what a field is compared with.
func (w conditionWords) value(n ast.Node, f Field) Reason {
	switch n := n.(type) {
	case *ast.StringNode:
		switch f.Type {
		case ChoiceField:
			return because(Say{EN: "%s", ID: "%s"}, ChoiceLabel(f, n.Value))
		case DateField, TimeField:
			return verbatim(n.Value)
		}
		return quoted(n.Value)
	case *ast.IntegerNode:
		return w.number(strconv.Itoa(n.Value), f)
	case *ast.FloatNode:
		return w.number(strconv.FormatFloat(n.Value, 'f', -1, 64), f)
	case *ast.BoolNode:
		return yesNo(n.Value)
	case *ast.IdentifierNode:
		words, _ := w.side(n)
		return words
	case *ast.ArrayNode:
		var all []Reason
		for _, entry := range n.Nodes {
			words := w.value(entry, f)
			if words.Empty() {
				return Reason{}
			}
			all = append(all, words)
		}
		return joined(all...)
	}
	return Reason{}
}

func (w conditionWords) number(text string, f Field) Reason {
	if f.Type == MoneyField {
		return verbatim(FormatMoney(text, w.decimal))
	}
	if f.Unit != "" {
		return verbatim(FormatNumber(text, w.decimal) + " " + f.Unit)
	}
	return verbatim(FormatNumber(text, w.decimal))
}
